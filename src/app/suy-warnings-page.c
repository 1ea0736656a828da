/* suy-warnings-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warnings-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-page.h"
#include "suy-warning-columns.h"
#include "suy-warning-item.h"
#include "suy-warning-stats.h"

struct _SuyWarningsPage
{
  SuyBook parent_instance;

  GListStore *items;
  guint reloading; /* source; 0: nothing is due */
  SuyWarningsMode mode;

  SuyWarningBar *bar;
  SuyWarningBoard *board;
  SuyWarningStats *stats;
  SuyWarningView *view;
  GtkColumnView *list;
  GtkStack *stack;
  GtkToggleButton *board_button, *list_button, *stats_button;
};

G_DEFINE_FINAL_TYPE (SuyWarningsPage, suy_warnings_page, SUY_TYPE_BOOK)

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
show_counts (SuyWarningsPage *self, const GPtrArray *all)
{
  guint grave = 0, due = 0;
  g_autofree char *status = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const SuyWarningRow *row = all->pdata[i];

      grave += row->level >= SUY_LEVEL_YELLOW;
      due += row->is_due;
    }
  status = g_strdup_printf (_ ("%u of %u open warnings"),
                            g_list_model_get_n_items (G_LIST_MODEL (self->items)), all->len);
  suy_warning_bar_show_due (self->bar, due);
  suy_book_set_status (SUY_BOOK (self), status);
  set_count (self, grave);
}

/* ---- filling ---- */

static void
show_mode (SuyWarningsPage *self)
{
  static const char *const names[] = { "board", "list", "stats" };
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;

  if (suy_warning_view_get_id (self->view) != 0)
    gtk_stack_set_visible_child_name (self->stack, "warning");
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
  rows = all == NULL ? NULL : suy_workspace_list_warnings (workspace_of (self), &filter, &error);
  if (rows == NULL)
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  take_rows (self, rows);
  show_counts (self, all);
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

  return G_SOURCE_REMOVE;
}

/* Several changes at once are one reading. */
static void
reload (SuyWarningsPage *self)
{
  if (self->reloading == 0)
    self->reloading = g_idle_add (on_reload, self);
}

/* ---- one warning ---- */

void
suy_warnings_page_open (SuyWarningsPage *self, gint64 id)
{
  gint64 before = suy_warning_view_get_id (self->view);

  suy_warning_view_set_record (self->view, workspace_of (self), id);
  if (id != 0)
    suy_book_select (SUY_BOOK (self), "warning", id);
  show_mode (self);
  if (id != 0)
    gtk_widget_child_focus (GTK_WIDGET (suy_warning_view_get_moves (self->view)),
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

static void
on_open (SuyWarningView *view, const char *layer, gint64 id, SuyWarningsPage *self)
{
  SuyViewSelection *selection = suy_book_get_selection (SUY_BOOK (self));

  if (selection == NULL)
    return;
  suy_view_selection_set (selection, layer, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", suy_page_of_layer (layer));
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
  if (self->mode == SUY_WARNINGS_STATS)
    suy_warning_stats_show (self->stats, workspace_of (self));
  suy_warning_view_set_record (self->view, workspace_of (self), 0);
  show_mode (self);
}

static void
on_filter_changed (SuyWarningsPage *self)
{
  suy_warning_view_set_record (self->view, workspace_of (self), 0);
  fill (self);
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
      if (suy_warning_view_get_id (self->view) == 0)
        return FALSE;
      on_back (self);
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

  suy_warning_view_set_record (self->view, NULL, 0);
  suy_warning_bar_set_workspace (self->bar, workspace);
  suy_warning_stats_show (self->stats, workspace);
  if (workspace != NULL)
    {
      fill (self);
      return;
    }
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
  if (g_strcmp0 (layer, "warning") == 0 && suy_book_get_workspace (book) != NULL)
    suy_warnings_page_open (SUY_WARNINGS_PAGE (book), id);
}

static void
suy_warnings_page_dispose (GObject *object)
{
  SuyWarningsPage *self = SUY_WARNINGS_PAGE (object);

  g_clear_handle_id (&self->reloading, g_source_remove);
  G_OBJECT_CLASS (suy_warnings_page_parent_class)->dispose (object);
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
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, stack);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, stats);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, stats_button);
  gtk_widget_class_bind_template_child (klass, SuyWarningsPage, view);
  gtk_widget_class_bind_template_callback (klass, on_back);
  gtk_widget_class_bind_template_callback (klass, on_chosen);
  gtk_widget_class_bind_template_callback (klass, on_clear_clicked);
  gtk_widget_class_bind_template_callback (klass, on_filter_changed);
  gtk_widget_class_bind_template_callback (klass, on_key);
  gtk_widget_class_bind_template_callback (klass, on_mode_toggled);
  gtk_widget_class_bind_template_callback (klass, on_open);
  gtk_widget_class_bind_template_callback (klass, on_opened);
  gtk_widget_class_bind_template_callback (klass, on_row_activated);
}

static void
suy_warnings_page_class_init (SuyWarningsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SuyBookClass *book_class = SUY_BOOK_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_warnings_page_dispose;
  book_class->opened = suy_warnings_page_opened;
  book_class->changed = suy_warnings_page_changed;
  book_class->selected = suy_warnings_page_selected;

  g_type_ensure (SUY_TYPE_WARNING_BAR);
  g_type_ensure (SUY_TYPE_WARNING_BOARD);
  g_type_ensure (SUY_TYPE_WARNING_STATS);
  g_type_ensure (SUY_TYPE_WARNING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-warnings-page.ui");
  bind_children (widget_class);
}

static void
fill_list (SuyWarningsPage *self)
{
  GtkSortListModel *sorted;

  suy_warning_columns_add (self->list);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                    g_object_ref (gtk_column_view_get_sorter (self->list)));
  gtk_column_view_set_model (
      self->list, GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (sorted))));
  g_object_unref (gtk_column_view_get_model (self->list));
}

static void
suy_warnings_page_init (SuyWarningsPage *self)
{
  self->items = g_list_store_new (SUY_TYPE_WARNING_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_list (self);
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
