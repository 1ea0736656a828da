/* suy-cases-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-cases-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-assign-dialog.h"
#include "suy-case-row.h"
#include "suy-page.h"
#include "suy-record-model.h"

struct _SuyCasesPage
{
  SuyBook parent_instance;

  const SuyRegister *reg; /* (nullable) */
  SuyRecordModel *model;  /* (nullable) */
  GArray *ids;            /* (nullable) gint64: what is listed */
  GtkMultiSelection *rows;
  guint scroll;       /* the idle source that will, 0: none */
  gboolean selecting; /* by us */

  SuyCaseFilter *filter;
  SuyCaseBoard *board;
  GtkToggleButton *list_button, *board_button;
  GtkListView *list;
  GtkLabel *count, *many;
  GtkStack *list_stack, *view_stack;
  SuyCaseView *view;
  GtkWidget *new_button;
};

G_DEFINE_FINAL_TYPE (SuyCasesPage, suy_cases_page, SUY_TYPE_BOOK)

static SuyWorkspace *
workspace_of (SuyCasesPage *self)
{
  return suy_book_get_workspace (SUY_BOOK (self));
}

static gboolean
is_board (SuyCasesPage *self)
{
  return gtk_toggle_button_get_active (self->board_button);
}

/* ---- what is listed ---- */

static void
show_count (SuyCasesPage *self)
{
  guint all =
      (guint) MAX (suy_store_count (suy_workspace_get_store (workspace_of (self)), self->reg), 0);
  g_autofree char *text = g_strdup_printf (_ ("%u of %u cases, %s"), self->ids->len, all,
                                           suy_case_filter_get_order_label (self->filter));

  gtk_label_set_text (self->count, text);
  suy_book_set_status (SUY_BOOK (self), text);
}

/* ---- choosing ---- */

static void
show_case (SuyCasesPage *self, gint64 id)
{
  suy_sheet_set_record (SUY_SHEET (self->view), workspace_of (self), self->reg, id);
  gtk_stack_set_visible_child_name (self->view_stack, id != 0 ? "case" : "none");
}

static void
show_many (SuyCasesPage *self, guint n)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u case is selected", "%u cases are selected", n), n);

  gtk_label_set_text (self->many, text);
  gtk_stack_set_visible_child_name (self->view_stack, "many");
}

static void select_id (SuyCasesPage *self, gint64 id);

static void
on_rows_selected (SuyCasesPage *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->rows));
  guint n = (guint) gtk_bitset_get_size (chosen);
  gint64 id = n == 1 && self->model != NULL
                  ? suy_record_model_get_id (self->model, gtk_bitset_get_nth (chosen, 0))
                  : 0;

  if (self->selecting)
    return;
  if (self->scroll != 0)
    {
      select_id (self, suy_sheet_get_id (SUY_SHEET (self->view)));
      return;
    }
  if (n > 1)
    show_many (self, n);
  if (id == 0)
    return;
  show_case (self, id);
  suy_book_select (SUY_BOOK (self), self->reg->name, id);
}

static guint
find_shown (SuyCasesPage *self)
{
  gint64 id = suy_sheet_get_id (SUY_SHEET (self->view));

  return self->model == NULL || id == 0 ? GTK_INVALID_LIST_POSITION
                                        : suy_record_model_find (self->model, id);
}

/* Later, since a list that was just filled has no heights yet.  Only then does the list know which
 * row the focus belongs to; until then it gives it to the first one, and selects that. */
static gboolean
on_scroll (gpointer data)
{
  SuyCasesPage *self = data;
  guint position = find_shown (self);

  self->scroll = 0;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);

  return G_SOURCE_REMOVE;
}

static void
select_id (SuyCasesPage *self, gint64 id)
{
  guint position = self->model == NULL || id == 0 ? GTK_INVALID_LIST_POSITION
                                                  : suy_record_model_find (self->model, id);

  self->selecting = TRUE;
  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->rows));
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->rows), position, TRUE);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && self->scroll == 0)
    self->scroll = g_idle_add_full (G_PRIORITY_LOW, on_scroll, self, NULL);
  if (is_board (self))
    suy_case_board_select (self->board, id);
}

/* The next case of the list, or the one before. */
static gboolean
step (SuyCasesPage *self, int by)
{
  guint n = self->model == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint at = n == 0
                 ? G_MAXUINT
                 : suy_record_model_find (self->model, suy_sheet_get_id (SUY_SHEET (self->view)));
  guint next = at == G_MAXUINT ? 0 : by < 0 ? at - MIN (at, 1) : MIN (at + 1, n - 1);

  if (n == 0)
    return FALSE;
  show_case (self, suy_record_model_get_id (self->model, next));
  select_id (self, suy_sheet_get_id (SUY_SHEET (self->view)));
  suy_book_select (SUY_BOOK (self), self->reg->name, suy_sheet_get_id (SUY_SHEET (self->view)));

  return TRUE;
}

/* The first of the list beside it, when it is looked at and nothing was chosen; that is nobody's
 * choice, so other pages don't hear of it. */
static void
show_first (SuyCasesPage *self)
{
  guint n = self->model == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (n == 0 || is_board (self) || suy_sheet_get_id (SUY_SHEET (self->view)) != 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_case (self, suy_record_model_get_id (self->model, 0));
  select_id (self, suy_sheet_get_id (SUY_SHEET (self->view)));
}

static void
suy_cases_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (suy_cases_page_parent_class)->map (widget);
  show_first (SUY_CASES_PAGE (widget));
}

/* ---- filling ---- */

static void fill (SuyCasesPage *self);

static void
set_model (SuyCasesPage *self, SuyRecordModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "stale", G_CALLBACK (fill), self);

  self->selecting = TRUE;
  gtk_list_view_set_model (self->list, NULL);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  self->rows = gtk_multi_selection_new (model == NULL ? NULL : g_object_ref (G_LIST_MODEL (model)));
  g_signal_connect_swapped (self->rows, "selection-changed", G_CALLBACK (on_rows_selected), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->rows));
  self->selecting = FALSE;
}

/* The board is made while it is looked at. */
static void
show_board (SuyCasesPage *self)
{
  suy_case_board_show (self->board, workspace_of (self), is_board (self) ? self->ids : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->view_stack), !is_board (self));
  gtk_stack_set_visible_child_name (self->list_stack, self->ids == NULL || self->ids->len == 0
                                                          ? "empty"
                                                      : is_board (self) ? "board"
                                                                        : "list");
  if (is_board (self))
    suy_case_board_select (self->board, suy_sheet_get_id (SUY_SHEET (self->view)));
}

static void
fill (SuyCasesPage *self)
{
  g_auto (SuyCaseQuery) query = { 0 };
  g_autoptr (SuyRecordModel) model = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (self->reg == NULL || self->selecting)
    return;
  suy_case_filter_get_query (self->filter, &query);
  ids = suy_case_query_run (&query, workspace_of (self), &error);
  if (ids == NULL)
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_steal_pointer (&ids);
  model = suy_record_model_new_of (workspace_of (self), self->reg, self->ids);
  set_model (self, model);
  show_board (self);
  select_id (self, suy_sheet_get_id (SUY_SHEET (self->view)));
  show_first (self);
  suy_case_filter_count (self->filter);
  show_count (self);
}

/* ---- what the person does ---- */

static void
on_clear_clicked (SuyCasesPage *self)
{
  suy_case_filter_set_query (self->filter, &(SuyCaseQuery){ 0 });
}

static void
on_new_clicked (SuyCasesPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-problem", "s", "-");
}

static void
on_board_toggled (SuyCasesPage *self)
{
  if (self->reg == NULL || self->ids == NULL)
    return;
  show_board (self);
  show_first (self);
}

static void
on_card_chosen (SuyCaseBoard *board, gint64 id, SuyCasesPage *self)
{
  show_case (self, id);
  select_id (self, id);
  suy_book_select (SUY_BOOK (self), self->reg->name, id);
}

static GArray *
get_chosen (SuyCasesPage *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->rows));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < gtk_bitset_get_size (chosen); i++)
    {
      gint64 id = suy_record_model_get_id (self->model, gtk_bitset_get_nth (chosen, i));

      g_array_append_val (ids, id);
    }

  return ids;
}

static void
on_assign_clicked (SuyCasesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GArray) ids = get_chosen (self);

  gtk_window_present (
      GTK_WINDOW (suy_assign_dialog_new (GTK_WINDOW (root), workspace_of (self), ids)));
}

/* From the board to the case itself. */
static void
on_card_opened (SuyCaseBoard *board, gint64 id, SuyCasesPage *self)
{
  on_card_chosen (board, id, self);
  gtk_toggle_button_set_active (self->list_button, TRUE);
  select_id (self, id);
}

static void
on_card_move (SuyCaseBoard *board, gint64 id, const char *move, SuyCasesPage *self)
{
  g_autofree char *name = g_strdup (move);

  on_card_opened (board, id, self);
  suy_move_bar_press (suy_sheet_get_moves (SUY_SHEET (self->view)), name);
}

/* Letters that are typed into an entry never come here. */
static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        SuyCasesPage *self)
{
  if (self->reg == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_j:
      return step (self, 1);
    case GDK_KEY_k:
      return step (self, -1);
    case GDK_KEY_b:
      gtk_toggle_button_set_active (is_board (self) ? self->list_button : self->board_button, TRUE);
      return TRUE;
    case GDK_KEY_p:
      if (gtk_widget_get_sensitive (self->new_button))
        on_new_clicked (self);
      return TRUE;
    case GDK_KEY_slash:
      suy_case_filter_focus_search (self->filter);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Enter goes from the list to what can be done with the case. */
static void
on_activate (GtkListView *list, guint position, SuyCasesPage *self)
{
  show_case (self, suy_record_model_get_id (self->model, position));
  gtk_widget_child_focus (GTK_WIDGET (suy_sheet_get_moves (SUY_SHEET (self->view))),
                          GTK_DIR_TAB_FORWARD);
}

/* ---- the page ---- */

static void
suy_cases_page_opened (SuyBook *book, SuyWorkspace *workspace)
{
  SuyCasesPage *self = SUY_CASES_PAGE (book);

  self->reg = workspace == NULL
                  ? NULL
                  : suy_catalog_find (suy_workspace_get_catalog (workspace), "problem");
  show_case (self, 0);
  if (self->reg == NULL)
    {
      set_model (self, NULL);
      g_clear_pointer (&self->ids, g_array_unref);
      suy_case_board_show (self->board, NULL, NULL);
      suy_case_filter_set_workspace (self->filter, NULL);
      return;
    }

  suy_case_row_set_factory (self->list, workspace);
  gtk_widget_set_sensitive (self->new_button, !suy_workspace_is_read_only (workspace));
  suy_case_filter_set_workspace (self->filter, workspace);
}

/* A case that moved stands in another column. */
static void
suy_cases_page_changed (SuyBook *book, const char *layer, GArray *ids)
{
  SuyCasesPage *self = SUY_CASES_PAGE (book);

  if (self->reg != NULL && is_board (self) && strcmp (layer, "problem") == 0)
    fill (self);
}

static void
suy_cases_page_selected (SuyBook *book, const char *layer, gint64 id)
{
  SuyCasesPage *self = SUY_CASES_PAGE (book);

  if (self->reg == NULL || g_strcmp0 (layer, "problem") != 0)
    return;
  if (suy_record_model_find (self->model, id) == G_MAXUINT)
    suy_case_filter_set_state (self->filter, SUY_CASES_ALL);
  show_case (self, id);
  select_id (self, id);
}

static void
suy_cases_page_dispose (GObject *object)
{
  SuyCasesPage *self = SUY_CASES_PAGE (object);

  g_clear_handle_id (&self->scroll, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  self->reg = NULL;
  G_OBJECT_CLASS (suy_cases_page_parent_class)->dispose (object);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_pointer (&self->ids, g_array_unref);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, board);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, board_button);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, count);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, filter);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, list);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, list_button);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, list_stack);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, many);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, new_button);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, view);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, view_stack);
  gtk_widget_class_bind_template_callback (klass, fill);
  gtk_widget_class_bind_template_callback (klass, on_activate);
  gtk_widget_class_bind_template_callback (klass, on_assign_clicked);
  gtk_widget_class_bind_template_callback (klass, on_board_toggled);
  gtk_widget_class_bind_template_callback (klass, on_card_chosen);
  gtk_widget_class_bind_template_callback (klass, on_card_move);
  gtk_widget_class_bind_template_callback (klass, on_card_opened);
  gtk_widget_class_bind_template_callback (klass, on_clear_clicked);
  gtk_widget_class_bind_template_callback (klass, on_key);
  gtk_widget_class_bind_template_callback (klass, on_new_clicked);
  gtk_widget_class_bind_template_callback (klass, suy_book_open);
}

static void
suy_cases_page_class_init (SuyCasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SuyBookClass *book_class = SUY_BOOK_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_cases_page_dispose;
  widget_class->map = suy_cases_page_map;
  book_class->opened = suy_cases_page_opened;
  book_class->changed = suy_cases_page_changed;
  book_class->selected = suy_cases_page_selected;

  g_type_ensure (SUY_TYPE_CASE_BOARD);
  g_type_ensure (SUY_TYPE_CASE_FILTER);
  g_type_ensure (SUY_TYPE_CASE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-cases-page.ui");
  bind_children (widget_class);
}

static void
suy_cases_page_init (SuyCasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_model (self, NULL);
}

SuyCaseView *
suy_cases_page_get_view (SuyCasesPage *self)
{
  return self->view;
}

GListModel *
suy_cases_page_get_model (SuyCasesPage *self)
{
  return self->model == NULL ? NULL : G_LIST_MODEL (self->model);
}

SuyCaseFilter *
suy_cases_page_get_filter (SuyCasesPage *self)
{
  return self->filter;
}

SuyCaseBoard *
suy_cases_page_show_board (SuyCasesPage *self)
{
  gtk_toggle_button_set_active (self->board_button, TRUE);

  return self->board;
}
