/* suy-record-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-cell.h"

#include <string.h>

#include "suy-due.h"
#include "suy-level-label.h"
#include "suy-pill.h"
#include "suy-progress-cell.h"

#define TITLE_WIDTH 200
#define LINE_HEIGHT 22 /* one line of Han or Latin, never two */

typedef struct
{
  SuyWorkspace *workspace;
  const SuyField *field;
  gboolean as_plan;
} Cell;

static void
cell_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Cell *) data)->workspace);
  g_free (data);
}

static gboolean
is_deadline (const SuyField *field)
{
  return field->type == SUY_FIELD_DATE &&
         (strcmp (field->name, "deadline_current") == 0 || strcmp (field->name, "deadline") == 0 ||
          strcmp (field->name, "due") == 0);
}

static gboolean
is_number (const SuyField *field)
{
  return field->type == SUY_FIELD_INTEGER || field->type == SUY_FIELD_REAL;
}

static gboolean
is_progress (const SuyField *field)
{
  return strcmp (field->name, "actual_bp") == 0;
}

static GtkWidget *
make_text (const SuyField *field)
{
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (text), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (text), 3);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 12);
  gtk_label_set_xalign (GTK_LABEL (text), is_number (field) ? 1 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_size_request (text, -1, LINE_HEIGHT);
  gtk_widget_add_css_class (text, "suy-figures");

  return text;
}

static void
on_lamp_pressed (GtkGesture *gesture, int n, double x, double y, GtkListItem *item)
{
  SuyRow *row = gtk_list_item_get_item (item);
  const SuyRecord *record = row == NULL ? NULL : suy_row_get_record (row);

  if (record != NULL)
    gtk_widget_activate_action (gtk_list_item_get_child (item), "table.activate", "x",
                                suy_record_get_id (record));
}

static GtkWidget *
make_level (GtkListItem *item, const Cell *cell)
{
  GtkWidget *child = suy_level_label_new ();
  GtkGesture *click;

  if (!cell->as_plan || strcmp (cell->field->name, "lamp") != 0)
    return child;
  click = gtk_gesture_click_new ();
  g_signal_connect (click, "released", G_CALLBACK (on_lamp_pressed), item);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (child, "pointer");

  return child;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, Cell *cell)
{
  GtkWidget *child;

  if (cell->as_plan && is_progress (cell->field))
    child = suy_progress_cell_new ();
  else if (cell->as_plan && is_deadline (cell->field))
    {
      child = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (child), 1);
    }
  else if (suy_level_label_suits (cell->field))
    child = make_level (item, cell);
  else if (suy_pill_suits (cell->field))
    child = suy_pill_new ();
  else
    child = make_text (cell->field);
  gtk_list_item_set_child (item, child);
}

static void
bind_progress (SuyProgressCell *child, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  gboolean planned = suy_register_find (reg, "scheduled_bp") != NULL;

  suy_progress_cell_set (
      child, (int) suy_record_get_integer (record, "actual_bp"),
      planned ? (int) suy_record_get_integer (record, "scheduled_bp") : -1,
      suy_register_find (reg, "lamp") != NULL ? suy_record_get_text (record, "lamp") : NULL, TRUE);
}

/* A finished record has no days left. */
static gboolean
is_open (const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyField *state = suy_register_find (reg, "state");
  const SuyValue *value = state == NULL ? NULL : suy_record_get (record, state);
  const SuyChoice *choice = value == NULL || value->type != SUY_VALUE_TEXT
                                ? NULL
                                : suy_field_find_choice (state, value->text);

  return choice == NULL ||
         (g_strcmp0 (choice->group, "done") != 0 && g_strcmp0 (choice->group, "side") != 0);
}

static void
bind_deadline (GtkLabel *child, const SuyRecord *record, Cell *cell)
{
  const SuyValue *value = suy_record_get (record, cell->field);
  const char *date = value->type == SUY_VALUE_TEXT ? value->text : NULL;

  suy_due_show (child, is_open (record)
                           ? suy_due_get_days (date, suy_workspace_get_today (cell->workspace))
                           : G_MAXINT);
  gtk_widget_set_tooltip_text (GTK_WIDGET (child), date);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, Cell *cell)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  SuyRow *row = gtk_list_item_get_item (item);
  const SuyRecord *record = suy_row_get_record (row);
  const SuyValue *value = record == NULL ? NULL : suy_record_get (record, cell->field);
  const char *text = value == NULL || value->type != SUY_VALUE_TEXT ? NULL : value->text;

  if (SUY_IS_LEVEL_LABEL (child))
    suy_level_label_set (SUY_LEVEL_LABEL (child), cell->field, text, TRUE);
  else if (SUY_IS_PROGRESS_CELL (child))
    {
      if (record != NULL)
        bind_progress (SUY_PROGRESS_CELL (child), record);
    }
  else if (cell->as_plan && is_deadline (cell->field))
    {
      if (record != NULL)
        bind_deadline (GTK_LABEL (child), record, cell);
    }
  else if (suy_pill_suits (cell->field))
    suy_pill_set (GTK_LABEL (child), cell->field, text);
  else
    {
      g_autofree char *shown = suy_row_format (row, cell->field);

      gtk_label_set_text (GTK_LABEL (child), shown == NULL ? "" : shown);
    }
}

GtkListItemFactory *
suy_record_cell_factory_new (SuyWorkspace *workspace, const SuyField *field, gboolean as_plan)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cell *cell = g_new (Cell, 1);

  *cell = (Cell){ g_object_ref (workspace), field, as_plan };
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_setup), cell, cell_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), cell);

  return factory;
}

int
suy_record_cell_get_width (const SuyRegister *reg, const SuyField *field)
{
  if (field == reg->title)
    return TITLE_WIDTH;
  if (field == reg->code)
    return 118;
  if (is_progress (field))
    return 152;
  if (is_deadline (field))
    return 130;
  if (suy_level_label_suits (field))
    return 88;
  if (suy_pill_suits (field))
    return 104;

  switch (field->type)
    {
    case SUY_FIELD_INTEGER:
    case SUY_FIELD_REAL:
    case SUY_FIELD_BOOLEAN:
      return 76;
    case SUY_FIELD_DATE:
      return 104;
    case SUY_FIELD_DATETIME:
      return 136;
    case SUY_FIELD_CHOICE:
      return 92;
    case SUY_FIELD_TEXT:
    case SUY_FIELD_LINK:
    case SUY_FIELD_LIST:
    default:
      return 112;
    }
}
