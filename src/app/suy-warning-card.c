/* suy-warning-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-card.h"

#include <string.h>

#include "suy-book.h"
#include "suy-warning-words.h"

struct _SuyWarningCard
{
  GtkWidget parent_instance;

  gint64 id;

  GtkWidget *root;
  GtkLabel *object, *fact, *who, *duty, *due, *state, *town, *indicator;
  GtkButton *map, *book, *upstream;
};

G_DEFINE_FINAL_TYPE (SuyWarningCard, suy_warning_card, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *prefix, const char *const *names, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *class = g_strconcat (prefix, names[i], NULL);

      if (g_strcmp0 (names[i], name) == 0)
        gtk_widget_add_css_class (widget, class);
      else
        gtk_widget_remove_css_class (widget, class);
    }
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

/* ---- ways to other views ---- */

/* @action takes the key of the record, with @suffix behind it. */
static void
set_way (GtkButton *button, const char *action, const char *layer, gint64 id, const char *suffix)
{
  g_autofree char *key = NULL;

  gtk_widget_set_visible (GTK_WIDGET (button), layer != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
  if (layer == NULL)
    return;
  key = g_strdup_printf ("%s:#%" G_GINT64_FORMAT "%s", layer, id, suffix);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", key);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static gboolean
has_place (SuyWorkspace *workspace, const SuyRegister *reg, gint64 id)
{
  g_autoptr (SuyRecord) record =
      reg == NULL || id == 0 || reg->geometry == SUY_GEOMETRY_NONE
          ? NULL
          : suy_store_get (suy_workspace_get_store (workspace), reg, id, NULL);

  return record != NULL && suy_record_get_geometry (record) != NULL;
}

/* On the map the warning stands with its level, else there is its object. */
static void
show_ways (SuyWarningCard *self, SuyWorkspace *workspace, const SuyWarningRow *row)
{
  const SuyRegister *reg = row->object_reg;
  const SuyRegister *own = suy_catalog_find (suy_workspace_get_catalog (workspace), "warning");
  const char *name = reg == NULL ? "" : reg->name;
  gboolean placed = has_place (workspace, own, row->id);
  gboolean object = !placed && has_place (workspace, reg, row->object);
  gboolean is_case = strcmp (name, "problem") == 0 || strcmp (name, "rectification_item") == 0;

  set_way (self->map, "win.show-on-map",
           placed   ? own->name
           : object ? name
                    : NULL,
           placed ? row->id : row->object, "");
  set_way (self->book, "win.open-record", is_case ? name : NULL, row->object, "");
  set_way (self->upstream, "win.trace-from",
           placed && strcmp (name, "river_section") == 0 ? name : NULL, row->object, ",up");
}

/* ---- the words ---- */

static void
show_due (SuyWarningCard *self, SuyWorkspace *workspace, const SuyWarningRow *row)
{
  static const char *const classes[] = { "late", "soon", NULL };
  const char *css;
  g_autofree char *due = suy_warning_words_due (workspace, row, &css);

  show_text (self->due, due);
  set_class (GTK_WIDGET (self->due), "due-", classes, *css == '\0' ? NULL : css + strlen ("due-"));
  show_text (self->state, suy_warning_words_choice (workspace, "state", row->state));
}

static void
name_row (SuyWarningCard *self, SuyWorkspace *workspace, const SuyWarningRow *row)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken = suy_warning_words_spoken (workspace, row);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
}

void
suy_warning_card_set (SuyWarningCard *self, SuyWarningItem *item)
{
  static const char *const levels[] = { "red", "orange", "yellow", "blue", NULL };
  SuyWorkspace *workspace = suy_warning_item_get_workspace (item);
  const SuyWarningRow *row = suy_warning_item_get_row (item);
  g_autofree char *object = suy_warning_words_object (workspace, row);
  g_autofree char *fact = suy_warning_words_fact (workspace, row);
  g_autofree char *who = suy_warning_words_turn (workspace, row);
  g_autofree char *duty = suy_warning_words_duty (workspace, row);
  g_autofree char *town = suy_warning_words_township (workspace, row);

  self->id = row->id;
  show_text (self->object, object);
  show_text (self->fact, fact);
  show_text (self->who, who);
  show_text (self->duty, duty);
  show_due (self, workspace, row);
  show_text (self->town, town);
  gtk_widget_set_visible (GTK_WIDGET (self->town), *town != '\0');
  show_text (self->indicator, row->indicator == NULL ? "" : row->indicator);
  show_ways (self, workspace, row);
  set_class (self->root, "suy-warn-", levels, suy_lamp_get_level_name (row->level));
  name_row (self, workspace, row);
}

gint64
suy_warning_card_get_id (SuyWarningCard *self)
{
  return self->id;
}

/* ---- the widget ---- */

static void
suy_warning_card_dispose (GObject *object)
{
  suy_book_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (suy_warning_card_parent_class)->dispose (object);
}

static void
suy_warning_card_class_init (SuyWarningCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_warning_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-warning-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, book);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, due);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, duty);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, fact);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, indicator);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, map);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, object);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, root);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, state);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, town);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, upstream);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningCard, who);
}

static void
suy_warning_card_init (SuyWarningCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
suy_warning_card_new (void)
{
  return g_object_new (SUY_TYPE_WARNING_CARD, NULL);
}
