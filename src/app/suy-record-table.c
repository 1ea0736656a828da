/* suy-record-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-record-cell.h"
#include "suy-settings.h"

struct _SuyRecordTable
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  SuyRecordModel *model;   /* (nullable) */
  GtkSingleSelection *rows;
  GArray *filters;       /* SuyFilter, whose values are ours */
  char *search;          /* (nullable) */
  const SuyField *order; /* (nullable): by code */
  const SuyField *asked; /* set by a sorter that is asked to compare */
  GListStore *dummies;   /* two items for it to compare */
  gboolean as_plan, descending, selecting, ordering;
  gint64 chosen; /* the record whose row is selected, 0: none */
  guint idle;    /* a filling that waits */

  GtkStack *stack;
  GtkColumnView *view;
  GtkWidget *empty_button;
};

G_DEFINE_FINAL_TYPE (SuyRecordTable, suy_record_table, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  SIGNAL_FILLED,
  SIGNAL_CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- sorting: which header was clicked cannot be asked before GTK 4.10, so each column's sorter
 * says that it was asked to compare two dummies ---- */

typedef struct
{
  SuyRecordTable *table;
  const SuyField *field;
} Probe;

static int
on_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Probe *probe = data;

  probe->table->asked = probe->field;

  return -1;
}

static void
read_order (SuyRecordTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  g_autoptr (GObject) a = g_list_model_get_item (G_LIST_MODEL (self->dummies), 0);
  g_autoptr (GObject) b = g_list_model_get_item (G_LIST_MODEL (self->dummies), 1);
  GtkOrdering ordering;

  self->asked = NULL;
  ordering = gtk_sorter_compare (sorter, a, b);
  self->order = self->asked;
  self->descending = self->asked != NULL && ordering == GTK_ORDERING_LARGER;
}

static void
on_sorter_changed (GtkSorter *sorter, GtkSorterChange change, SuyRecordTable *self)
{
  g_autoptr (GError) error = NULL;

  if (self->ordering || self->reg == NULL)
    return;
  read_order (self);
  if (!suy_record_table_fill (self, &error))
    suy_book_tell_error (GTK_WIDGET (self), error);
}

/* ---- columns ---- */

static void
add_column (SuyRecordTable *self, const SuyField *field)
{
  int width = suy_record_cell_get_width (self->reg, field);
  Probe *probe = g_new (Probe, 1);
  g_autoptr (GtkSorter) sorter = NULL;
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (
      suy_label_get (&field->label, suy_settings_get_language ()),
      suy_record_cell_factory_new (self->workspace, field, self->as_plan));

  *probe = (Probe){ self, field };
  sorter = GTK_SORTER (gtk_custom_sorter_new (on_compare, probe, g_free));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  g_object_set_data (G_OBJECT (column), "field", (gpointer) field);
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_column_set_expand (column, field == self->reg->title);
  gtk_column_view_append_column (self->view, column);
}

static void
clear_columns (SuyRecordTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
add_columns (SuyRecordTable *self, const char *const *columns)
{
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      const SuyField *field = suy_register_find (self->reg, columns[i]);

      if (field != NULL)
        add_column (self, field);
    }
  if (columns != NULL)
    return;

  add_column (self, self->reg->code);
  for (guint i = 0; i < self->reg->fields->len; i++)
    {
      const SuyField *field = self->reg->fields->pdata[i];

      if (field->listed && field != self->reg->code)
        add_column (self, field);
    }
}

/* ---- rows ---- */

/* A row whose record changed is another item to GTK, and loses the selection by that. */
static void
on_selected (SuyRecordTable *self)
{
  gint64 id = suy_record_table_get_selected (self);

  if (self->selecting)
    return;
  if (id == 0 && self->chosen != 0 &&
      suy_record_model_find (self->model, self->chosen) != G_MAXUINT)
    {
      suy_record_table_select (self, self->chosen);
      return;
    }
  self->chosen = id;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, id);
}

static void
on_activate (GtkColumnView *view, guint position, SuyRecordTable *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0,
                 suy_record_model_get_id (self->model, position));
}

static gboolean
on_idle (gpointer data)
{
  SuyRecordTable *self = data;
  g_autoptr (GError) error = NULL;

  self->idle = 0;
  if (!suy_record_table_fill (self, &error))
    suy_book_tell_error (GTK_WIDGET (self), error);

  return G_SOURCE_REMOVE;
}

/* An undone command tells of every register; one filling follows. */
static void
on_stale (SuyRecordTable *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
}

static void
on_clear_clicked (SuyRecordTable *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEARED], 0);
}

static void
show_model (SuyRecordTable *self, SuyRecordModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "stale", G_CALLBACK (on_stale), self);

  g_clear_object (&self->rows);
  if (model != NULL)
    {
      self->rows = gtk_single_selection_new (NULL);
      gtk_single_selection_set_autoselect (self->rows, FALSE);
      gtk_single_selection_set_model (self->rows, G_LIST_MODEL (model));
      gtk_single_selection_set_selected (self->rows, GTK_INVALID_LIST_POSITION);
      g_signal_connect_swapped (self->rows, "notify::selected", G_CALLBACK (on_selected), self);
    }
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
}

gboolean
suy_record_table_fill (SuyRecordTable *self, GError **error)
{
  const SuySelection wish = { .filters = (const SuyFilter *) (const void *) self->filters->data,
                              .n_filters = self->filters->len,
                              .search = self->search,
                              .order = self->order,
                              .descending = self->descending };
  gint64 id = self->chosen;
  g_autoptr (SuyRecordModel) model = NULL;
  gboolean filtered = self->search != NULL || self->filters->len > 0;

  if (self->reg == NULL)
    return TRUE;
  g_clear_handle_id (&self->idle, g_source_remove);
  model = suy_record_model_new (self->workspace, self->reg, &wish, error);
  if (model == NULL)
    return FALSE;

  self->selecting = TRUE;
  show_model (self, model);
  self->selecting = FALSE;
  suy_record_table_select (self, id);
  gtk_stack_set_visible_child_name (self->stack,
                                    suy_record_table_get_n_rows (self) > 0 ? "rows" : "empty");
  gtk_widget_set_visible (self->empty_button, filtered);
  g_signal_emit (self, signals[SIGNAL_FILLED], 0);

  return TRUE;
}

/* ---- the widget ---- */

static void
filter_clear (gpointer data)
{
  suy_value_clear (&((SuyFilter *) data)->value);
}

static void
suy_record_table_dispose (GObject *object)
{
  SuyRecordTable *self = SUY_RECORD_TABLE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  self->ordering = TRUE; /* the view's columns go one by one, each another order */
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  g_clear_object (&self->dummies);
  g_clear_pointer (&self->filters, g_array_unref);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (suy_record_table_parent_class)->dispose (object);
}

static void
act_activate (GtkWidget *widget, const char *action, GVariant *id)
{
  g_signal_emit (widget, signals[SIGNAL_ACTIVATED], 0, g_variant_get_int64 (id));
}

static void
suy_record_table_class_init (SuyRecordTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_record_table_dispose;

  signals[SIGNAL_SELECTED] = g_signal_new ("selected", SUY_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", SUY_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_FILLED] = g_signal_new ("filled", SUY_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLEARED] = g_signal_new ("cleared", SUY_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-record-table.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyRecordTable, stack);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordTable, view);
  gtk_widget_class_bind_template_child (widget_class, SuyRecordTable, empty_button);
  gtk_widget_class_install_action (widget_class, "table.activate", "x", act_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked);
}

static void
suy_record_table_init (SuyRecordTable *self)
{
  self->filters = g_array_new (FALSE, FALSE, sizeof (SuyFilter));
  g_array_set_clear_func (self->filters, filter_clear);
  self->dummies = g_list_store_new (G_TYPE_OBJECT);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GObject) dummy = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (self->dummies, dummy);
    }
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed), self, 0);
}

GtkWidget *
suy_record_table_new (void)
{
  return g_object_new (SUY_TYPE_RECORD_TABLE, NULL);
}

void
suy_record_table_set_register (SuyRecordTable *self,
                               SuyWorkspace *workspace,
                               const SuyRegister *reg,
                               const char *const *columns,
                               gboolean as_plan)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  show_model (self, NULL);
  self->ordering = TRUE;
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  clear_columns (self);
  self->ordering = FALSE;
  g_set_object (&self->workspace, workspace);
  self->reg = workspace == NULL ? NULL : reg;
  self->as_plan = as_plan;
  self->order = NULL;
  self->descending = FALSE;
  g_clear_pointer (&self->search, g_free);
  g_array_set_size (self->filters, 0);
  if (self->reg != NULL)
    add_columns (self, columns);
}

void
suy_record_table_set_search (SuyRecordTable *self, const char *text)
{
  g_free (self->search);
  self->search = text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

void
suy_record_table_set_order (SuyRecordTable *self, const char *name, gboolean descending)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  self->order = suy_register_find (self->reg, name);
  self->descending = descending;
  self->ordering = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_object_get_data (G_OBJECT (column), "field") == self->order)
        gtk_column_view_sort_by_column (self->view, column,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
  self->ordering = FALSE;
}

void
suy_record_table_clear_filters (SuyRecordTable *self)
{
  g_array_set_size (self->filters, 0);
}

void
suy_record_table_add_filter (SuyRecordTable *self, const SuyFilter *filter)
{
  const SuyFilter copy = { filter->field, filter->kind, suy_value_dup (&filter->value) };

  g_array_append_val (self->filters, copy);
}

guint
suy_record_table_get_n_rows (SuyRecordTable *self)
{
  return self->model == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

SuyRecordModel *
suy_record_table_get_model (SuyRecordTable *self)
{
  return self->model;
}

/* The action of the list within the view; on the view itself it does nothing in GTK 4.8. */
static void
scroll_to (SuyRecordTable *self, guint position)
{
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u", position);
}

/* A record that was made a moment ago has its row at once. */
static guint
find_row (SuyRecordTable *self, gint64 id)
{
  guint position = self->model == NULL || id == 0 ? GTK_INVALID_LIST_POSITION
                                                  : suy_record_model_find (self->model, id);

  if (position != GTK_INVALID_LIST_POSITION || id == 0 || self->idle == 0)
    return position;
  g_source_remove (self->idle);
  on_idle (self);

  return suy_record_model_find (self->model, id);
}

void
suy_record_table_select (SuyRecordTable *self, gint64 id)
{
  guint position = find_row (self, id);

  self->chosen = position == GTK_INVALID_LIST_POSITION ? 0 : id;
  if (self->rows == NULL || gtk_single_selection_get_selected (self->rows) == position)
    return;
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->rows, position);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    scroll_to (self, position);
}

gint64
suy_record_table_get_selected (SuyRecordTable *self)
{
  guint position = self->rows == NULL ? GTK_INVALID_LIST_POSITION
                                      : gtk_single_selection_get_selected (self->rows);

  return position == GTK_INVALID_LIST_POSITION ? 0
                                               : suy_record_model_get_id (self->model, position);
}
