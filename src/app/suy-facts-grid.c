/* suy-facts-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-facts-grid.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-level-label.h"
#include "suy-record-tally.h"
#include "suy-settings.h"
#include "suy-titles.h"

struct _SuyFactsGrid
{
  GtkWidget parent_instance;

  GtkGrid *grid;
  int n;
};

G_DEFINE_FINAL_TYPE (SuyFactsGrid, suy_facts_grid, GTK_TYPE_WIDGET)

static guint signal_open;

typedef struct
{
  const char *layer;
  gint64 id;
} Target;

static void
on_link_clicked (GtkButton *button, SuyFactsGrid *self)
{
  const Target *target = g_object_get_data (G_OBJECT (button), "target");

  g_signal_emit (self, signal_open, 0, target->layer, target->id);
}

void
suy_facts_grid_add (SuyFactsGrid *self, const char *label, GtkWidget *widget)
{
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", label, "xalign", 0.0, "yalign", 0.0,
                                  "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 9,
                                  "max-width-chars", 14, "tooltip-text", label, NULL);

  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "suy-small");
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (self->grid, name, 0, self->n, 1, 1);
  gtk_grid_attach (self->grid, widget, 1, self->n, 1, 1);
  self->n++;
}

void
suy_facts_grid_add_link (SuyFactsGrid *self,
                         const char *label,
                         const char *text,
                         const SuyRegister *reg,
                         gint64 id)
{
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                  PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *button = gtk_button_new ();
  Target *target = g_new (Target, 1);
  g_autofree char *whole = g_strdup_printf (_ ("%s: %s"), label, text);

  *target = (Target){ reg->name, id };
  gtk_button_set_child (GTK_BUTTON (button), name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "suy-link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "target", target, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_link_clicked), self);
  suy_facts_grid_add (self, label, button);
}

static GtkWidget *
make_text (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "selectable", TRUE, NULL);
}

static void
add_field (SuyFactsGrid *self,
           SuyWorkspace *workspace,
           const SuyRecord *record,
           const SuyField *field)
{
  const SuyValue *value = suy_record_get (record, field);
  const char *label = suy_label_get (&field->label, suy_settings_get_language ());
  g_autofree char *text = suy_titles_format (suy_titles_of (workspace), field, value);

  if (suy_level_label_suits (field))
    {
      GtkWidget *widget = suy_level_label_new ();

      suy_level_label_set (SUY_LEVEL_LABEL (widget), field, value->text, TRUE);
      suy_facts_grid_add (self, label, widget);
    }
  else if (field->type == SUY_FIELD_LINK)
    suy_facts_grid_add_link (
        self, label, text, suy_catalog_find (suy_workspace_get_catalog (workspace), field->target),
        value->integer);
  else
    {
      g_autofree char *whole =
          field->unit == NULL ? g_strdup (text) : g_strdup_printf ("%s %s", text, field->unit);

      suy_facts_grid_add (self, label, make_text (whole));
    }
}

void
suy_facts_grid_add_fields (SuyFactsGrid *self,
                           SuyWorkspace *workspace,
                           const SuyRecord *record,
                           const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const SuyField *field = suy_register_find (suy_record_get_register (record), fields[i]);

      if (field != NULL && suy_record_get (record, field)->type != SUY_VALUE_NULL)
        add_field (self, workspace, record, field);
    }
}

void
suy_facts_grid_add_tallies (SuyFactsGrid *self, SuyWorkspace *workspace, const SuyRecord *record)
{
  g_autoptr (GPtrArray) tallies = suy_workspace_get_tallies (
      workspace, suy_record_get_register (record), suy_record_get_id (record), NULL);

  for (guint i = 0; tallies != NULL && i < tallies->len; i++)
    {
      const SuyRecordTally *tally = tallies->pdata[i];

      if (*tally->text != '\0')
        suy_facts_grid_add (self,
                            suy_label_get (&tally->tally->label, suy_settings_get_language ()),
                            make_text (tally->text));
    }
}

void
suy_facts_grid_clear (SuyFactsGrid *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->n = 0;
}

static void
suy_facts_grid_dispose (GObject *object)
{
  suy_book_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (suy_facts_grid_parent_class)->dispose (object);
}

static void
suy_facts_grid_class_init (SuyFactsGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_facts_grid_dispose;
  signal_open = g_signal_new ("open", SUY_TYPE_FACTS_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_facts_grid_init (SuyFactsGrid *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_grid_set_column_spacing (self->grid, 10);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}

GtkWidget *
suy_facts_grid_new (void)
{
  return g_object_new (SUY_TYPE_FACTS_GRID, NULL);
}
