/* suy-level-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-level-label.h"

#include <string.h>

#include "suy-settings.h"
#include "suy-symbol-image.h"

struct _SuyLevelLabel
{
  GtkWidget parent_instance;

  GtkWidget *image, *label;
};

G_DEFINE_FINAL_TYPE (SuyLevelLabel, suy_level_label, GTK_TYPE_WIDGET)

/* The outline of a level without a glyph is a kind of symbol of its own. */
static const char *
bare_kind (void)
{
  static const char kind[] = "bare-level";

  if (suy_symbols_find (kind) < 0)
    suy_symbols_add (kind, "M0 0", FALSE, NULL);

  return kind;
}

static gboolean
is_lamp (const SuyField *field)
{
  return g_strcmp0 (field->choices_name, "lamp") == 0;
}

gboolean
suy_level_label_suits (const SuyField *field)
{
  return field->type == SUY_FIELD_CHOICE &&
         (is_lamp (field) || g_strcmp0 (field->choices_name, "risk_level") == 0 ||
          g_strcmp0 (field->choices_name, "warning_level") == 0);
}

static guint
lamp_from_name (const char *name)
{
  static const char *const names[] = { "green", "yellow", "yellow2", "red" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;

  return 0;
}

static GtkWidget *
image_new (const char *kind, guint level, guint size)
{
  GtkWidget *image = suy_symbol_image_new (kind, level);

  g_object_set (image, "size", size, "valign", GTK_ALIGN_CENTER, "halign", GTK_ALIGN_CENTER, NULL);
  g_object_bind_property (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", image,
                          "dark", G_BINDING_SYNC_CREATE);

  return image;
}

GtkWidget *
suy_level_image_new (const char *level, guint size)
{
  return image_new (bare_kind (), suy_level_from_name (level), size);
}

GtkWidget *
suy_lamp_image_new (const char *lamp, guint size)
{
  return image_new ("lamp", lamp_from_name (lamp), size);
}

static void
suy_level_label_dispose (GObject *object)
{
  SuyLevelLabel *self = SUY_LEVEL_LABEL (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (suy_level_label_parent_class)->dispose (object);
}

static void
suy_level_label_class_init (SuyLevelLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_level_label_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
suy_level_label_init (SuyLevelLabel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->image = image_new (bare_kind (), 0, 16);
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
suy_level_label_new (void)
{
  return g_object_new (SUY_TYPE_LEVEL_LABEL, NULL);
}

void
suy_level_label_set (SuyLevelLabel *self, const SuyField *field, const char *value, gboolean words)
{
  const SuyChoice *choice = value == NULL ? NULL : suy_field_find_choice (field, value);
  const char *text =
      choice == NULL ? "" : suy_label_get (&choice->label, suy_settings_get_language ());

  gtk_widget_set_visible (self->image, choice != NULL);
  gtk_widget_set_visible (self->label, words);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words ? NULL : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (choice == NULL)
    return;

  if (is_lamp (field))
    g_object_set (self->image, "kind", "lamp", "level", lamp_from_name (value), NULL);
  else
    g_object_set (self->image, "kind", bare_kind (), "level", suy_level_from_name (value), NULL);
}
