/* suy-warnings-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warnings-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-evaluator.h"
#include "suy-indicator-strip.h"
#include "suy-indicator-table.h"
#include "suy-page.h"
#include "suy-warning-columns.h"
#include "suy-warning-item.h"
#include "suy-warning-stats.h"

struct _SuyWarningsPage
{
  SuyBook parent_instance;

  SuyEvaluator *evaluator;
  GListStore *items;
  GListModel *sorted; /* the items, as the list orders them */
  guint reloading;    /* source; 0: nothing is due */
  gboolean is_table;  /* of all indicators */
  SuyWarningsMode mode;

  SuyWarningBar *bar;
  SuyWarningBoard *board;
  SuyWarningStats *stats;
  SuyWarningView *view;
  SuyIndicatorStrip *strip;
  SuyIndicatorTable *table;
  GtkColumnView *list;
  GtkWidget *run_button;
  GtkStack *stack;
  GtkToggleButton *board_button, *list_button, *stats_button;
};

G_DEFINE_FINAL_TYPE (SuyWarningsPage, suy_warnings_page, SUY_TYPE_BOOK)

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static SuyWorkspace *
workspace_of (SuyWarningsPage *self)
{
  return suy_book_get_workspace (SUY_BOOK (self));
}

/* ---- counts ---- */

static void
set_count (SuyWarningsPage *self, guint count)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u open warning, yellow or above", "%u open warnings, yellow or above", count),
      count);

  suy_book_set_count (SUY_BOOK (self), count, count == 0 ? NULL : text);
}

/* @all: (element-type SuyWarningRow): open ones, whatever the filter says */
static void
show_counts (SuyWarningsPage *self, const GPtrArray *all, guint n_shown)
{
  guint grave = 0, due = 0;
  g_autofree char *status = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const SuyWarningRow *row = all->pdata[i];

      grave += row->level >= SUY_LEVEL_YELLOW;
      due += row->is_due;
    }
  status = g_strdup_printf (_ ("%u of %u open warnings"), n_shown, all->len);
  suy_warning_bar_show_due (self->bar, due);
  suy_book_set_status (SUY_BOOK (self), status);
  set_count (self, grave);
}

/* ---- filling ---- */

/* The list is made while it is looked at. */
static void
show_list (SuyWarningsPage *self)
{
  g_autoptr (GtkSelectionModel) rows = NULL;

  if (self->mode == SUY_WARNINGS_LIST && gtk_column_view_get_model (self->list) == NULL)
    rows = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (self->sorted)));
  if (rows != NULL || self->mode != SUY_WARNINGS_LIST)
    gtk_column_view_set_model (self->list, rows);
}

static void
show_mode (SuyWarningsPage *self)
{
  static const char *const names[] = { "board", "list", "stats" };
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;

  show_list (self);
  gtk_widget_set_visible (GTK_WIDGET (self->strip),
                          suy_sheet_get_id (SUY_SHEET (self->view)) == 0 && !self->is_table);
  if (suy_sheet_get_id (SUY_SHEET (self->view)) != 0)
    gtk_stack_set_visible_child_name (self->stack, "warning");
  else if (self->is_table)
    gtk_stack_set_visible_child_name (self->stack, "indicators");
  else
    gtk_stack_set_visible_child_name (
        self->stack, empty && self->mode != SUY_WARNINGS_STATS ? "empty" : names[self->mode]);
}

static void
take_rows (SuyWarningsPage *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (rows->len > 0)
    g_ptr_array_add (items,
                     suy_warning_item_new (workspace_of (self), g_ptr_array_steal_index (rows, 0)));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  suy_warning_board_show (self->board, workspace_of (self), G_LIST_MODEL (self->items));
}

static void
show_indicators (SuyWarningsPage *self)
{
  GPtrArray *states = suy_workspace_get_indicator_states (workspace_of (self));
  g_autofree char *time = suy_evaluator_describe (self->evaluator);
  g_autoptr (GError) error = NULL;

  if (states != NULL && !suy_indicator_states_read (workspace_of (self), states, &error))
    suy_book_tell_error (GTK_WIDGET (self), error);
  suy_indicator_strip_show (self->strip, states);
  suy_indicator_strip_set_time (self->strip, time);
  suy_indicator_table_show (self->table, workspace_of (self), self->is_table ? states : NULL);
}

static gboolean
asks_for_all (const SuyWarningFilter *filter)
{
  return filter->text == NULL && filter->indicator == NULL && filter->person == NULL &&
         filter->township == 0 && !filter->due;
}

static void
fill (SuyWarningsPage *self)
{
  const SuyWarningFilter none = { 0 };
  SuyWarningFilter filter;
  g_autoptr (GPtrArray) all = NULL, rows = NULL;
  g_autoptr (GError) error = NULL;

  if (workspace_of (self) == NULL)
    return;
  suy_warning_bar_get (self->bar, &filter);
  all = suy_workspace_list_warnings (workspace_of (self), &none, &error);
  if (all != NULL)
    rows = asks_for_all (&filter)
               ? g_ptr_array_ref (all)
               : suy_workspace_list_warnings (workspace_of (self), &filter, &error);
  if (rows == NULL)
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  show_counts (self, all, rows->len);
  take_rows (self, rows);
  if (self->mode == SUY_WARNINGS_STATS)
    suy_warning_stats_show (self->stats, workspace_of (self));
  show_mode (self);
}

static gboolean
on_reload (gpointer data)
{
  SuyWarningsPage *self = data;

  self->reloading = 0;
  fill (self);
  show_indicators (self);

  return G_SOURCE_REMOVE;
}

/* Several changes at once are one reading. */
static void
reload (SuyWarningsPage *self)
{
  if (self->reloading == 0)
    self->reloading = g_idle_add (on_reload, self);
}

/* ---- evaluating ---- */

static void
on_evaluator_changed (SuyWarningsPage *self)
{
  gboolean running = suy_evaluator_is_running (self->evaluator);
  g_autofree char *time = suy_evaluator_describe (self->evaluator);

  if (workspace_of (self) == NULL)
    return;
  gtk_widget_set_sensitive (self->run_button, !running);
  suy_indicator_strip_set_time (self->strip, time);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  if (!running)
    reload (self);
}

static void
on_evaluator_failed (SuyWarningsPage *self, const char *message)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (self), "win.error", "s", message))
    g_printerr ("%s\n", message);
}

void
suy_warnings_page_evaluate (SuyWarningsPage *self)
{
  suy_evaluator_run (self->evaluator);
}

/* ---- one warning ---- */

static void
show_warning (SuyWarningsPage *self, gint64 id)
{
  SuyWorkspace *workspace = workspace_of (self);
  const SuyRegister *reg =
      workspace == NULL ? NULL
                        : suy_catalog_find (suy_workspace_get_catalog (workspace), "warning");

  suy_sheet_set_record (SUY_SHEET (self->view), workspace, reg, id);
}

void
suy_warnings_page_open (SuyWarningsPage *self, gint64 id)
{
  gint64 before = suy_sheet_get_id (SUY_SHEET (self->view));

  show_warning (self, id);
  self->is_table = FALSE;
  if (id != 0)
    suy_book_select (SUY_BOOK (self), "warning", id);
  show_mode (self);
  if (id != 0)
    gtk_widget_child_focus (GTK_WIDGET (suy_sheet_get_moves (SUY_SHEET (self->view))),
                            GTK_DIR_TAB_FORWARD);
  else if (before != 0)
    suy_warning_board_select (self->board, before, TRUE);
}

static void
on_chosen (SuyWarningBoard *board, gint64 id, SuyWarningsPage *self)
{
  suy_book_select (SUY_BOOK (self), "warning", id);
}

static void
on_opened (SuyWarningBoard *board, gint64 id, SuyWarningsPage *self)
{
  suy_warnings_page_open (self, id);
}

static void
on_row_activated (GtkColumnView *list, guint position, SuyWarningsPage *self)
{
  g_autoptr (SuyWarningItem) item =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (list)), position);

  if (item != NULL)
    suy_warnings_page_open (self, suy_warning_item_get_row (item)->id);
}

static void
on_back (SuyWarningsPage *self)
{
  suy_warnings_page_open (self, 0);
}

/* ---- what the person does ---- */

void
suy_warnings_page_set_mode (SuyWarningsPage *self, SuyWarningsMode mode)
{
  GtkToggleButton *const buttons[] = { self->board_button, self->list_button, self->stats_button };

  gtk_toggle_button_set_active (buttons[mode], TRUE);
}

static void
on_mode_toggled (SuyWarningsPage *self)
{
  self->mode = gtk_toggle_button_get_active (self->stats_button)  ? SUY_WARNINGS_STATS
               : gtk_toggle_button_get_active (self->list_button) ? SUY_WARNINGS_LIST
                                                                  : SUY_WARNINGS_BOARD;
  if (workspace_of (self) == NULL)
    return;
  self->is_table = FALSE;
  if (self->mode == SUY_WARNINGS_STATS)
    suy_warning_stats_show (self->stats, workspace_of (self));
  show_warning (self, 0);
  show_mode (self);
}

static void
on_filter_changed (SuyWarningsPage *self)
{
  show_warning (self, 0);
  fill (self);
}

static void
on_indicator_chosen (GtkWidget *child, const char *code, SuyWarningsPage *self)
{
  g_autofree char *name = g_strdup (code);

  self->is_table = FALSE;
  if (self->mode == SUY_WARNINGS_STATS)
    suy_warnings_page_set_mode (self, SUY_WARNINGS_BOARD);
  suy_warning_bar_set_indicator (self->bar, name);
  show_mode (self);
}

void
suy_warnings_page_show_indicators (SuyWarningsPage *self)
{
  self->is_table = TRUE;
  show_indicators (self);
  show_mode (self);
}

static void
on_clear_clicked (SuyWarningsPage *self)
{
  suy_warning_bar_clear (self->bar);
}

/* Letters that are typed into an entry never come here. */
static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        SuyWarningsPage *self)
{
  if (workspace_of (self) == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_Escape:
      if (suy_sheet_get_id (SUY_SHEET (self->view)) == 0 && !self->is_table)
        return FALSE;
      on_back (self);
      return TRUE;
    case GDK_KEY_r:
      suy_warnings_page_evaluate (self);
      return TRUE;
    case GDK_KEY_b:
      suy_warnings_page_set_mode (self, self->mode == SUY_WARNINGS_BOARD ? SUY_WARNINGS_LIST
                                                                         : SUY_WARNINGS_BOARD);
      return TRUE;
    case GDK_KEY_slash:
      suy_warning_bar_focus_search (self->bar);
      return TRUE;
    default:
      return FALSE;
    }
}

/* ---- the page ---- */

static void
suy_warnings_page_opened (SuyBook *book, SuyWorkspace *workspace)
{
  SuyWarningsPage *self = SUY_WARNINGS_PAGE (book);

  suy_sheet_set_record (SUY_SHEET (self->view), NULL, NULL, 0);
  suy_warning_bar_set_workspace (self->bar, workspace);
  suy_warning_stats_show (self->stats, workspace);
  self->is_table = FALSE;
  suy_evaluator_set_workspace (self->evaluator, workspace);
  if (workspace != NULL)
    {
      fill (self);
      show_indicators (self);
      return;
    }
  g_clear_handle_id (&self->reloading, g_source_remove);
  suy_indicator_strip_show (self->strip, NULL);
  suy_indicator_table_show (self->table, NULL, NULL);
  g_list_store_remove_all (self->items);
  suy_warning_board_show (self->board, NULL, NULL);
  suy_book_set_status (book, NULL);
  set_count (self, 0);
}

static void
suy_warnings_page_changed (SuyBook *book, const char *layer, GArray *ids)
{
  if (strcmp (layer, "warning") == 0 || strcmp (layer, "evaluation") == 0)
    reload (SUY_WARNINGS_PAGE (book));
}

static void
suy_warnings_page_selected (SuyBook *book, const char *layer, gint64 id)
{
  SuyWarningsPage *self = SUY_WARNINGS_PAGE (book);

  if (g_strcmp0 (layer, "warning") != 0 || suy_book_get_workspace (book) == NULL)
    return;
  if (suy_sheet_get_id (SUY_SHEET (self->view)) != 0)
    suy_warnings_page_open (self, id);
  else
    suy_warning_board_select (self->board, id, FALSE);
}

static void
suy_warnings_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuyWarningsPage *self = SUY_WARNINGS_PAGE (object);

  if (id == PROP_BUSY)
    g_value_set_boolean (value, self->reloading != 0 ||
                                    suy_warning_board_is_filling (self->board) ||
                                    suy_evaluator_is_running (self->evaluator));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
suy_warnings_page_dispose (GObject *object)
{
  SuyWarningsPage *self = SUY_WARNINGS_PAGE (object);

  g_clear_handle_id (&self->reloading, g_source_remove);
  if (self->evaluator != NULL)
    g_signal_handlers_disconnect_by_data (self->evaluator, self);
  g_clear_object (&self->evaluator);
  G_OBJECT_CLASS (suy_warnings_page_parent_class)->dispose (object);
  g_clear_object (&self->sorted);
  g_clear_object (&self->items);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, bar);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, board);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, board_button);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, list);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, list_button);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, run_button);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, stack);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, stats);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, stats_button);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, strip);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, table);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, view);
  gtk_widget_class_bind_template_callback (klass, on_back);
  gtk_widget_class_bind_template_callback (klass, on_chosen);
  gtk_widget_class_bind_template_callback (klass, on_clear_clicked);
  gtk_widget_class_bind_template_callback (klass, on_filter_changed);
  gtk_widget_class_bind_template_callback (klass, on_indicator_chosen);
  gtk_widget_class_bind_template_callback (klass, on_key);
  gtk_widget_class_bind_template_callback (klass, on_mode_toggled);
  gtk_widget_class_bind_template_callback (klass, suy_book_open);
  gtk_widget_class_bind_template_callback (klass, on_opened);
  gtk_widget_class_bind_template_callback (klass, on_row_activated);
  gtk_widget_class_bind_template_callback (klass, suy_warnings_page_evaluate);
  gtk_widget_class_bind_template_callback (klass, suy_warnings_page_show_indicators);
}

static void
suy_warnings_page_class_init (SuyWarningsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SuyBookClass *book_class = SUY_BOOK_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_warnings_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = suy_warnings_page_get_property;
  book_class->opened = suy_warnings_page_opened;
  book_class->changed = suy_warnings_page_changed;
  book_class->selected = suy_warnings_page_selected;

  props[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  g_type_ensure (SUY_TYPE_INDICATOR_STRIP);
  g_type_ensure (SUY_TYPE_INDICATOR_TABLE);
  g_type_ensure (SUY_TYPE_WARNING_BAR);
  g_type_ensure (SUY_TYPE_WARNING_BOARD);
  g_type_ensure (SUY_TYPE_WARNING_STATS);
  g_type_ensure (SUY_TYPE_WARNING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-warnings-page.ui");
  bind_children (widget_class);
}

static void
make_list (SuyWarningsPage *self)
{
  suy_warning_columns_add (self->list);
  self->sorted = G_LIST_MODEL (
      gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                               g_object_ref (gtk_column_view_get_sorter (self->list))));
}

static void
suy_warnings_page_init (SuyWarningsPage *self)
{
  self->items = g_list_store_new (SUY_TYPE_WARNING_ITEM);
  self->evaluator = suy_evaluator_new ();
  g_signal_connect_swapped (self->evaluator, "changed", G_CALLBACK (on_evaluator_changed), self);
  g_signal_connect_swapped (self->evaluator, "failed", G_CALLBACK (on_evaluator_failed), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
}

SuyWarningBar *
suy_warnings_page_get_bar (SuyWarningsPage *self)
{
  return self->bar;
}

SuyWarningBoard *
suy_warnings_page_get_board (SuyWarningsPage *self)
{
  return self->board;
}

SuyWarningView *
suy_warnings_page_get_view (SuyWarningsPage *self)
{
  return self->view;
}

GListModel *
suy_warnings_page_get_items (SuyWarningsPage *self)
{
  return G_LIST_MODEL (self->items);
}
