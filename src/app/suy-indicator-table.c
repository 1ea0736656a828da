/* suy-indicator-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-indicator-table.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-indicator-words.h"
#include "suy-titles.h"
#include "suy-warning-words.h"

struct _SuyIndicatorTable
{
  GtkWidget parent_instance;

  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (SuyIndicatorTable, suy_indicator_table, GTK_TYPE_WIDGET)

static guint signal_chosen;

/* ---- cells ---- */

static void
attach (SuyIndicatorTable *self, GtkWidget *widget, int *column, int row)
{
  gtk_grid_attach (self->grid, widget, (*column)++, row, 1, 1);
}

static void
attach_text (SuyIndicatorTable *self, const char *text, const char *class, int *column, int row)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, "tooltip-text", text, NULL);

  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  attach (self, label, column, row);
}

static void
on_open_clicked (GtkButton *button, SuyIndicatorTable *self)
{
  g_signal_emit (self, signal_chosen, 0, gtk_widget_get_name (GTK_WIDGET (button)));
}

/* How many are open, which leads to them. */
static void
attach_open (SuyIndicatorTable *self, const SuyIndicatorState *state, int *column, int row)
{
  g_autofree char *text = g_strdup_printf ("%u", state->n_open);
  g_autofree char *spoken =
      g_strdup_printf (_ ("Open warnings of %s: %u"), state->indicator->name, state->n_open);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_name (button, state->indicator->name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "suy-link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_sensitive (button, state->n_open > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_open_clicked), self);
  attach (self, button, column, row);
}

/* The object that has the value. */
static char *
get_object (SuyWorkspace *workspace, const SuyIndicatorState *state)
{
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (workspace), state->indicator->object);
  g_autoptr (SuyRecord) record =
      reg == NULL || state->object == 0
          ? NULL
          : suy_store_get (suy_workspace_get_store (workspace), reg, state->object, NULL);

  if (record == NULL)
    return g_strdup (state->is_known ? _ ("The district") : "–");

  return suy_titles_of_record (suy_titles_of (workspace), record);
}

static void
add_row (SuyIndicatorTable *self, SuyWorkspace *workspace, const SuyIndicatorState *state, int row)
{
  g_autofree char *value = suy_indicator_words_value (state);
  g_autofree char *limit = suy_warning_words_number (state->threshold);
  g_autofree char *object = get_object (workspace, state);
  g_autofree char *seen = g_strdup_printf ("%u", state->n_seen);
  GtkWidget *line = suy_sparkline_new ();
  int column = 0;

  attach (self, suy_indicator_words_image (state, 16), &column, row);
  attach_text (self, state->indicator->name, "dim-label", &column, row);
  attach_text (self, suy_indicator_words_name (state), NULL, &column, row);
  attach_text (self, value, state->is_known && state->is_defined ? "heading" : "dim-label", &column,
               row);
  attach_text (self, state->is_defined ? limit : "–", NULL, &column, row);
  attach_text (self, object, NULL, &column, row);
  attach_text (self, seen, "suy-figures", &column, row);
  attach_open (self, state, &column, row);
  attach_text (self, state->last_fired == NULL ? "–" : state->last_fired, "suy-figures", &column,
               row);
  suy_indicator_words_draw (state, SUY_SPARKLINE (line));
  attach (self, line, &column, row);
  attach_text (self, state->indicator->source, "dim-label", &column, row);
}

void
suy_indicator_table_show (SuyIndicatorTable *self, SuyWorkspace *workspace, const GPtrArray *states)
{
  static const char *const heads[] = { "",
                                       N_ ("Code"),
                                       N_ ("Indicator"),
                                       N_ ("Value"),
                                       N_ ("Limit"),
                                       N_ ("Gravest object"),
                                       N_ ("Seen"),
                                       N_ ("Open"),
                                       N_ ("Last fired"),
                                       N_ ("Open, 60 days"),
                                       N_ ("Source") };
  GtkWidget *child;
  int column = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  if (workspace == NULL || states == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    attach_text (self, *heads[i] == '\0' ? "" : _ (heads[i]), "suy-section", &column, 0);
  for (guint i = 0; i < states->len; i++)
    add_row (self, workspace, states->pdata[i], (int) i + 1);
}

/* ---- the widget ---- */

static void
suy_indicator_table_dispose (GObject *object)
{
  suy_book_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (suy_indicator_table_parent_class)->dispose (object);
}

static void
suy_indicator_table_class_init (SuyIndicatorTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_indicator_table_dispose;
  signal_chosen = g_signal_new ("chosen", SUY_TYPE_INDICATOR_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_indicator_table_init (SuyIndicatorTable *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 8);
  gtk_widget_set_margin_start (GTK_WIDGET (self->grid), 16);
  gtk_widget_set_margin_end (GTK_WIDGET (self->grid), 16);
  gtk_widget_set_margin_top (GTK_WIDGET (self->grid), 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->grid));
  gtk_widget_set_parent (scroll, GTK_WIDGET (self));
}
