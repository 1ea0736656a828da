/* suy-warning-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-columns.h"

#include <glib/gi18n.h>

#include "suy-columns.h"
#include "suy-level-label.h"
#include "suy-pill.h"
#include "suy-warning-item.h"
#include "suy-warning-words.h"

typedef enum
{
  COLUMN_LEVEL,
  COLUMN_OBJECT,
  COLUMN_FACT,
  COLUMN_WHO,
  COLUMN_DUTY,
  COLUMN_DUE,
  COLUMN_STATE,
  COLUMN_TOWNSHIP,
  COLUMN_INDICATOR,
  COLUMN_CODE,
  N_COLUMNS
} Column;

static const SuyColumn columns[N_COLUMNS] = {
  { N_ ("Level"), 70 },   { N_ ("Object"), 0 },       { N_ ("Value and limit"), 240 },
  { N_ ("To act"), 180 }, { N_ ("What to do"), 120 }, { N_ ("Due"), 150 },
  { N_ ("State"), 90 },   { N_ ("Township"), 90 },    { N_ ("Indicator"), 76 },
  { N_ ("Number"), 150 },
};

static const SuyField *
field_of (const SuyWarningItem *item, const char *name)
{
  SuyWorkspace *workspace = suy_warning_item_get_workspace ((SuyWarningItem *) item);

  return suy_register_find (suy_catalog_find (suy_workspace_get_catalog (workspace), "warning"),
                            name);
}

/* ---- cells ---- */

static GtkWidget *
make_text (void)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 3);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);

  return text;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);

  gtk_list_item_set_child (cell, column == COLUMN_LEVEL   ? suy_level_label_new ()
                                 : column == COLUMN_STATE ? suy_pill_new ()
                                                          : make_text ());
}

static char *
get_text (SuyWorkspace *workspace, const SuyWarningRow *row, Column column)
{
  const char *css;

  switch (column)
    {
    case COLUMN_OBJECT:
      return suy_warning_words_object (workspace, row);
    case COLUMN_FACT:
      return suy_warning_words_fact (workspace, row);
    case COLUMN_WHO:
      return suy_warning_words_turn (workspace, row);
    case COLUMN_DUTY:
      return suy_warning_words_duty (workspace, row);
    case COLUMN_DUE:
      return suy_warning_words_due (workspace, row, &css);
    case COLUMN_TOWNSHIP:
      return suy_warning_words_township (workspace, row);
    case COLUMN_INDICATOR:
      return g_strdup (row->indicator);
    case COLUMN_CODE:
      return g_strdup (row->code);
    case COLUMN_LEVEL:
    case COLUMN_STATE:
    case N_COLUMNS:
    default:
      return NULL;
    }
}

static void
show_text (GtkWidget *child, const SuyWarningItem *item, Column column)
{
  SuyWorkspace *workspace = suy_warning_item_get_workspace ((SuyWarningItem *) item);
  const SuyWarningRow *row = suy_warning_item_get_row ((SuyWarningItem *) item);
  g_autofree char *text = get_text (workspace, row, column);
  const char *css = "";

  if (column == COLUMN_DUE)
    g_free (suy_warning_words_due (workspace, row, &css));
  gtk_widget_remove_css_class (child, "due-late");
  gtk_widget_remove_css_class (child, "due-soon");
  if (*css != '\0')
    gtk_widget_add_css_class (child, css);
  gtk_inscription_set_text (GTK_INSCRIPTION (child), text);
  gtk_widget_set_tooltip_text (child, text);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  SuyWarningItem *item = gtk_list_item_get_item (cell);
  const SuyWarningRow *row = suy_warning_item_get_row (item);
  GtkWidget *child = gtk_list_item_get_child (cell);

  if (column == COLUMN_LEVEL)
    suy_level_label_set (SUY_LEVEL_LABEL (child), field_of (item, "level"),
                         suy_lamp_get_level_name (row->level), TRUE);
  else if (column == COLUMN_STATE)
    suy_pill_set (GTK_LABEL (child), field_of (item, "state"), row->state);
  else
    show_text (child, item, column);
}

/* ---- order ---- */

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  SuyWarningItem *x = (SuyWarningItem *) a, *y = (SuyWarningItem *) b;
  const SuyWarningRow *first = suy_warning_item_get_row (x), *second = suy_warning_item_get_row (y);
  Column column = (Column) GPOINTER_TO_UINT (data);
  g_autofree char *one = NULL, *other = NULL;

  if (column == COLUMN_LEVEL)
    return (int) first->level - (int) second->level;
  if (column == COLUMN_STATE)
    return g_strcmp0 (first->state, second->state);
  if (column == COLUMN_DUE)
    return g_strcmp0 (first->due, second->due);
  one = get_text (suy_warning_item_get_workspace (x), first, column);
  other = get_text (suy_warning_item_get_workspace (y), second, column);

  return one == NULL || other == NULL ? g_strcmp0 (one, other) : g_utf8_collate (one, other);
}

void
suy_warning_columns_add (GtkColumnView *view)
{
  const SuyColumnRule rule = { on_setup, on_bind, compare };

  suy_columns_add (view, columns, N_COLUMNS, &rule);
}
