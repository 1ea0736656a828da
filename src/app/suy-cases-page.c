/* suy-cases-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-cases-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-case-row.h"
#include "suy-filters.h"
#include "suy-link-chooser.h"
#include "suy-record-dialog.h"
#include "suy-record-model.h"
#include "suy-settings.h"

#define N_FIXED_STATES 2 /* "Open cases" and "All states" stand above the states */

struct _SuyCasesPage
{
  SuyBook parent_instance;

  const SuyRegister *reg; /* (nullable) */
  SuyRecordModel *model;  /* (nullable) */
  GtkSingleSelection *rows;
  gboolean selecting; /* by us */

  GtkSearchEntry *search_entry;
  SuyLinkChooser *township;
  GtkDropDown *state_drop;
  GtkToggleButton *overdue_button;
  GtkListView *list;
  GtkLabel *count;
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

/* ---- what is listed ---- */

static void
add_overdue (SuyCasesPage *self, GArray *filters)
{
  suy_filters_add_open (filters, workspace_of (self), self->reg);
  suy_filters_add (filters, suy_register_find (self->reg, "deadline"), SUY_FILTER_LESS,
                   SUY_TEXT (suy_workspace_get_today (workspace_of (self))));
}

static void
add_state (SuyCasesPage *self, GArray *filters)
{
  const SuyField *state = suy_register_find (self->reg, "state");
  guint i = gtk_drop_down_get_selected (self->state_drop);

  if (gtk_toggle_button_get_active (self->overdue_button))
    add_overdue (self, filters);
  else if (i == 0 || i == GTK_INVALID_LIST_POSITION)
    suy_filters_add_open (filters, workspace_of (self), self->reg);
  if (i >= N_FIXED_STATES && i - N_FIXED_STATES < state->choices->len)
    suy_filters_add (
        filters, state, SUY_FILTER_EQUAL,
        SUY_TEXT (((const SuyChoice *) state->choices->pdata[i - N_FIXED_STATES])->name));
}

static void
show_overdue (SuyCasesPage *self)
{
  g_autoptr (GArray) filters = suy_filters_new ();
  g_autofree char *text = NULL;

  add_overdue (self, filters);
  text = g_strdup_printf (_ ("Overdue %u"),
                          suy_filters_count (filters, workspace_of (self), self->reg));
  gtk_button_set_label (GTK_BUTTON (self->overdue_button), text);
}

static void
show_count (SuyCasesPage *self)
{
  guint n = self->model == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint all =
      (guint) MAX (suy_store_count (suy_workspace_get_store (workspace_of (self)), self->reg), 0);
  g_autofree char *text = g_strdup_printf (_ ("%u of %u cases, by deadline"), n, all);

  gtk_label_set_text (self->count, text);
  suy_book_set_status (SUY_BOOK (self), text);
  gtk_stack_set_visible_child_name (self->list_stack, n > 0 ? "list" : "empty");
}

/* ---- choosing ---- */

static void
show_case (SuyCasesPage *self, gint64 id)
{
  suy_case_view_set_record (self->view, workspace_of (self), id);
  gtk_stack_set_visible_child_name (self->view_stack, id != 0 ? "case" : "none");
}

static void
on_row_selected (SuyCasesPage *self)
{
  guint position = gtk_single_selection_get_selected (self->rows);
  gint64 id = self->model == NULL ? 0 : suy_record_model_get_id (self->model, position);

  if (self->selecting || id == 0)
    return;
  show_case (self, id);
  suy_book_select (SUY_BOOK (self), self->reg->name, id);
}

static void
select_id (SuyCasesPage *self, gint64 id)
{
  guint position = self->model == NULL || id == 0 ? GTK_INVALID_LIST_POSITION
                                                  : suy_record_model_find (self->model, id);

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->rows, position);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
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
  self->rows = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_single_selection_set_can_unselect (self->rows, TRUE);
  gtk_single_selection_set_model (self->rows, model == NULL ? NULL : G_LIST_MODEL (model));
  gtk_single_selection_set_selected (self->rows, GTK_INVALID_LIST_POSITION);
  g_signal_connect_swapped (self->rows, "notify::selected", G_CALLBACK (on_row_selected), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->rows));
  self->selecting = FALSE;
}

static void
fill (SuyCasesPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (GArray) filters = suy_filters_new ();
  SuySelection wish = { .search = *text == '\0' ? NULL : text };
  g_autoptr (SuyRecordModel) model = NULL;
  g_autoptr (GError) error = NULL;

  if (self->reg == NULL || self->selecting)
    return;
  add_state (self, filters);
  suy_filters_add_link (filters, self->reg, "township", suy_link_chooser_get_id (self->township));
  wish.filters = (const SuyFilter *) (const void *) filters->data;
  wish.n_filters = filters->len;
  wish.order = suy_register_find (self->reg, "deadline");
  model = suy_record_model_new (workspace_of (self), self->reg, &wish, &error);
  if (model == NULL)
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  set_model (self, model);
  select_id (self, suy_case_view_get_id (self->view));
  show_overdue (self);
  show_count (self);
}

/* ---- what the person does ---- */

static void
on_clear_clicked (SuyCasesPage *self)
{
  self->selecting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  suy_link_chooser_set_id (self->township, 0);
  gtk_drop_down_set_selected (self->state_drop, 0);
  gtk_toggle_button_set_active (self->overdue_button, FALSE);
  self->selecting = FALSE;
  fill (self);
}

static void
on_new_clicked (SuyCasesPage *self)
{
  suy_record_dialog_show (GTK_WIDGET (self), workspace_of (self), self->reg, 0, "title");
}

/* Another record: cases here, all else in its register. */
static void
on_open (SuyCaseView *view, const char *layer, gint64 id, SuyCasesPage *self)
{
  SuyViewSelection *selection = suy_book_get_selection (SUY_BOOK (self));

  if (selection == NULL)
    return;
  suy_view_selection_set (selection, layer, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s",
                              strcmp (layer, "rectification_item") == 0 ? "ledgers" : "registers");
}

/* ---- the page ---- */

static void
fill_states (SuyCasesPage *self)
{
  const SuyField *state = suy_register_find (self->reg, "state");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Open cases"));
  gtk_string_list_append (names, _ ("All states"));
  for (guint i = 0; i < state->choices->len; i++)
    {
      const SuyChoice *choice = state->choices->pdata[i];

      gtk_string_list_append (names, suy_label_get (&choice->label, suy_settings_get_language ()));
    }
  gtk_drop_down_set_model (self->state_drop, G_LIST_MODEL (names));
}

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
      return;
    }

  self->selecting = TRUE;
  suy_case_row_set_factory (self->list, workspace);
  suy_link_chooser_set_target (self->township, workspace,
                               suy_catalog_find (suy_workspace_get_catalog (workspace), "township"),
                               _ ("All townships"));
  fill_states (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->overdue_button, FALSE);
  gtk_widget_set_sensitive (self->new_button, !suy_workspace_is_read_only (workspace));
  self->selecting = FALSE;
  fill (self);
}

static void
suy_cases_page_selected (SuyBook *book, const char *layer, gint64 id)
{
  SuyCasesPage *self = SUY_CASES_PAGE (book);

  if (self->reg == NULL || g_strcmp0 (layer, "problem") != 0)
    return;
  if (suy_record_model_find (self->model, id) == G_MAXUINT)
    gtk_drop_down_set_selected (self->state_drop, 1);
  select_id (self, id);
  show_case (self, id);
}

static void
suy_cases_page_dispose (GObject *object)
{
  SuyCasesPage *self = SUY_CASES_PAGE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  self->reg = NULL;
  G_OBJECT_CLASS (suy_cases_page_parent_class)->dispose (object);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, count);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, list);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, list_stack);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, new_button);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, overdue_button);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, search_entry);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, state_drop);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, township);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, view);
  gtk_widget_class_bind_template_child (klass, SuyCasesPage, view_stack);
  gtk_widget_class_bind_template_callback (klass, fill);
  gtk_widget_class_bind_template_callback (klass, on_clear_clicked);
  gtk_widget_class_bind_template_callback (klass, on_new_clicked);
  gtk_widget_class_bind_template_callback (klass, on_open);
}

static void
suy_cases_page_class_init (SuyCasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SuyBookClass *book_class = SUY_BOOK_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_cases_page_dispose;
  book_class->opened = suy_cases_page_opened;
  book_class->selected = suy_cases_page_selected;

  g_type_ensure (SUY_TYPE_CASE_VIEW);
  g_type_ensure (SUY_TYPE_LINK_CHOOSER);
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

void
suy_cases_page_set_state (SuyCasesPage *self, const char *state)
{
  const SuyField *field = suy_register_find (self->reg, "state");
  guint selected = g_strcmp0 (state, SUY_CASES_ALL) == 0 ? 1 : 0;

  for (guint i = 0; state != NULL && i < field->choices->len; i++)
    if (strcmp (((const SuyChoice *) field->choices->pdata[i])->name, state) == 0)
      selected = i + N_FIXED_STATES;
  gtk_drop_down_set_selected (self->state_drop, selected);
}
