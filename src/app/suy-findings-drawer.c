/* suy-findings-drawer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-findings-drawer.h"

#include <glib/gi18n.h>

#include "suy-findings-columns.h"

struct _SuyFindingsDrawer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSpinner *spinner;
  GtkDropDown *kind_drop;
  GtkWidget *accept_button, *reject_button, *all_button, *reject_confirm;
  GtkPopover *reject_popover;
  GtkEditable *reason_entry;
  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *empty, *foot;

  SuyFindings *findings;
  gboolean read_only;
  GtkFilterListModel *shown; /* those of the chosen kind */
  GtkSingleSelection *model;
  GArray *kinds; /* int, of the entries of kind_drop but the first */
  gboolean filling;
  char *kept;      /* key of the row that was chosen before the list was read again */
  gboolean wanted; /* it is to be shown when it comes */
  guint scroll_idle;
};

G_DEFINE_FINAL_TYPE (SuyFindingsDrawer, suy_findings_drawer, GTK_TYPE_WIDGET)

enum
{
  SHOWN,
  CLOSED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- the kinds ---- */

/* -1: all */
static int
chosen_kind (SuyFindingsDrawer *self)
{
  guint at = gtk_drop_down_get_selected (self->kind_drop);

  return at == 0 || at - 1 >= self->kinds->len ? -1 : g_array_index (self->kinds, int, at - 1);
}

static void
fill_kinds (SuyFindingsDrawer *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int before = chosen_kind (self);
  guint chosen = 0;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->findings));
  g_autofree char *all = g_strdup_printf (_ ("All kinds (%u)"), n);

  self->filling = TRUE;
  gtk_string_list_append (names, all);
  g_array_set_size (self->kinds, 0);
  for (int kind = 0; kind < SUY_N_FAULT_KINDS; kind++)
    {
      guint count = suy_findings_count (self->findings, (SuyFaultKind) kind, NULL);
      g_autofree char *name =
          g_strdup_printf ("%s (%u)", suy_fault_kind_get_label ((SuyFaultKind) kind), count);

      if (count == 0)
        continue;
      gtk_string_list_append (names, name);
      g_array_append_val (self->kinds, kind);
      if (kind == before)
        chosen = self->kinds->len;
    }
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->kind_drop, chosen);
  self->filling = FALSE;
}

static gboolean
is_shown (gpointer item, gpointer data)
{
  int kind = chosen_kind (data);

  return kind < 0 || (int) suy_river_finding_get_fault (item)->kind == kind;
}

/* ---- what can be done ---- */

SuyRiverFinding *
suy_findings_drawer_get_chosen (SuyFindingsDrawer *self)
{
  return self->model == NULL ? NULL : gtk_single_selection_get_selected_item (self->model);
}

static void
show_all_button (SuyFindingsDrawer *self, gboolean ready)
{
  int kind = chosen_kind (self);
  guint n = 0;
  g_autofree char *label = NULL;

  if (self->findings != NULL && kind >= 0)
    suy_findings_count (self->findings, (SuyFaultKind) kind, &n);
  else if (self->findings != NULL)
    n = suy_findings_count_plain (self->findings);
  label = g_strdup_printf (
      kind < 0 ? _ ("Accept all plain (%u)") : _ ("Accept all of this kind (%u)"), n);
  gtk_button_set_label (GTK_BUTTON (self->all_button), label);
  gtk_widget_set_tooltip_text (
      self->all_button, kind < 0 ? _ ("Plain: no look of its own is needed. Islands, guesses "
                                      "and unknown directions are not.")
                                 : NULL);
  gtk_widget_set_sensitive (self->all_button, ready && n > 0);
}

static void
show_foot (SuyFindingsDrawer *self)
{
  gboolean busy = self->findings != NULL && suy_findings_is_busy (self->findings);
  guint n = self->findings == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->findings));
  guint n_rejected = self->findings == NULL ? 0 : suy_findings_get_n_rejected (self->findings);
  g_autofree char *found = g_strdup_printf (ngettext ("%u finding", "%u findings", n), n);
  g_autofree char *left =
      n_rejected == 0
          ? NULL
          : g_strdup_printf (ngettext ("%u was rejected before and is left out",
                                       "%u were rejected before and are left out", n_rejected),
                             n_rejected);
  g_autofree char *text = g_strdup_printf (
      "%s      %s", found, left != NULL ? left : _ ("Nothing is changed until it is accepted."));

  gtk_label_set_text (self->foot, busy ? _ ("Checking the rivers…") : text);
  gtk_label_set_text (self->empty,
                      busy ? _ ("Checking the rivers…") : _ ("Nothing is wrong with the rivers."));
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
}

static void
update (SuyFindingsDrawer *self)
{
  SuyRiverFinding *chosen = suy_findings_drawer_get_chosen (self);
  gboolean busy = self->findings != NULL && suy_findings_is_busy (self->findings);
  gboolean ready = self->findings != NULL && !busy && !self->read_only;

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->accept_button,
                            ready && chosen != NULL &&
                                suy_river_finding_get_proposal (chosen) != NULL);
  gtk_widget_set_sensitive (self->reject_button, ready && chosen != NULL);
  show_all_button (self, ready);
  show_foot (self);
}

static void
tell (SuyFindingsDrawer *self, gboolean bad, const char *text)
{
  g_signal_emit (self, signals[TOLD], 0, bad, text);
}

/* @n: what a decision returned */
static void
tell_done (SuyFindingsDrawer *self, int n, const GError *error)
{
  g_autofree char *text = NULL;

  if (n < 0)
    {
      tell (self, TRUE, error->message);
      return;
    }
  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%d change to the rivers. Undo takes it back.",
                                    "%d changes to the rivers. Undo takes all of them back.", n),
                          n);
  tell (self, FALSE, text);
}

static void
on_accept_clicked (GtkButton *button, SuyFindingsDrawer *self)
{
  SuyRiverFinding *chosen = suy_findings_drawer_get_chosen (self);
  g_autoptr (GError) error = NULL;

  if (chosen != NULL)
    tell_done (self, suy_findings_accept (self->findings, chosen, &error), error);
}

static void
on_all_clicked (GtkButton *button, SuyFindingsDrawer *self)
{
  int kind = chosen_kind (self);
  g_autoptr (GError) error = NULL;
  int n = kind < 0 ? suy_findings_accept_plain (self->findings, &error)
                   : suy_findings_accept_kind (self->findings, (SuyFaultKind) kind, &error);

  tell_done (self, n, error);
}

static void
on_reject_shown (GtkWidget *popover, SuyFindingsDrawer *self)
{
  gtk_editable_set_text (self->reason_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

static void
on_reason_changed (GtkEditable *entry, SuyFindingsDrawer *self)
{
  gtk_widget_set_sensitive (self->reject_confirm, *gtk_editable_get_text (entry) != '\0');
}

static void
on_reject_clicked (GtkWidget *from, SuyFindingsDrawer *self)
{
  SuyRiverFinding *chosen = suy_findings_drawer_get_chosen (self);
  const char *reason = gtk_editable_get_text (self->reason_entry);
  g_autoptr (GError) error = NULL;

  if (chosen == NULL || *reason == '\0')
    return;
  tell_done (self, suy_findings_reject (self->findings, chosen, reason, &error), error);
  gtk_popover_popdown (self->reject_popover);
}

static void
on_again_clicked (GtkButton *button, SuyFindingsDrawer *self)
{
  if (self->findings != NULL)
    suy_findings_check (self->findings);
}

static void
on_close_clicked (GtkButton *button, SuyFindingsDrawer *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* ---- the list ---- */

static void
on_chosen (SuyFindingsDrawer *self)
{
  SuyRiverFinding *chosen = suy_findings_drawer_get_chosen (self);

  update (self);
  if (chosen == NULL || self->filling)
    return;
  g_free (self->kept);
  self->kept = g_strdup (suy_river_finding_get_key (chosen));
  g_signal_emit (self, signals[SHOWN], 0, chosen);
}

static void
on_row_activated (GtkColumnView *view, guint at, SuyFindingsDrawer *self)
{
  suy_findings_drawer_choose (self, at);
}

void
suy_findings_drawer_want (SuyFindingsDrawer *self, const char *key)
{
  g_return_if_fail (SUY_IS_FINDINGS_DRAWER (self));

  g_free (self->kept);
  self->kept = g_strdup (key);
  self->wanted = key != NULL;
}

void
suy_findings_drawer_choose (SuyFindingsDrawer *self, guint at)
{
  g_return_if_fail (SUY_IS_FINDINGS_DRAWER (self));

  if (self->model == NULL)
    return;
  if (gtk_single_selection_get_selected (self->model) == at)
    on_chosen (self);
  gtk_single_selection_set_selected (self->model, at);
}

static void
on_kind_changed (SuyFindingsDrawer *self)
{
  if (self->filling || self->shown == NULL)
    return;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

/* The view knows where its rows are only once it was laid out. */
static gboolean
on_scroll (gpointer data)
{
  SuyFindingsDrawer *self = data;
  guint at = self->model == NULL ? GTK_INVALID_LIST_POSITION
                                 : gtk_single_selection_get_selected (self->model);

  self->scroll_idle = 0;
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                                "list.scroll-to-item", "u", at);

  return G_SOURCE_REMOVE;
}

/* The row of the same finding stays chosen; the map does not move for that. */
static void
on_items_changed (SuyFindingsDrawer *self)
{
  GListModel *list = G_LIST_MODEL (self->model);

  fill_kinds (self);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  self->filling = TRUE;
  for (guint i = 0; self->kept != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SuyRiverFinding) finding = g_list_model_get_item (list, i);

      if (strcmp (suy_river_finding_get_key (finding), self->kept) != 0)
        continue;
      self->filling = !self->wanted;
      self->wanted = FALSE;
      gtk_single_selection_set_selected (self->model, i);
      if (self->scroll_idle == 0)
        self->scroll_idle = g_idle_add_full (G_PRIORITY_LOW, on_scroll, self, NULL);
      break;
    }
  self->filling = FALSE;
  update (self);
}

static void
on_failed (SuyFindings *findings, const char *why, SuyFindingsDrawer *self)
{
  tell (self, TRUE, why);
}

void
suy_findings_drawer_set_findings (SuyFindingsDrawer *self,
                                  SuyFindings *findings,
                                  gboolean read_only)
{
  GtkFilter *filter;

  g_return_if_fail (SUY_IS_FINDINGS_DRAWER (self));

  if (self->findings != NULL)
    g_signal_handlers_disconnect_by_data (self->findings, self);
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->shown);
  g_set_object (&self->findings, findings);
  self->read_only = read_only;
  if (findings == NULL)
    return;

  filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (findings)), filter);
  self->model = gtk_single_selection_new (G_LIST_MODEL (
      gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->shown)),
                               g_object_ref (gtk_column_view_get_sorter (self->view)))));
  gtk_single_selection_set_autoselect (self->model, FALSE);
  gtk_single_selection_set_can_unselect (self->model, TRUE);
  gtk_single_selection_set_selected (self->model, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->model));
  g_signal_connect_object (self->model, "notify::selected-item", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (findings, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (findings, "notify::busy", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (findings, "failed", G_CALLBACK (on_failed), self, 0);
  on_items_changed (self);
}

SuyFindings *
suy_findings_drawer_get_findings (SuyFindingsDrawer *self)
{
  return self->findings;
}

/* ---- the widget ---- */

static void
suy_findings_drawer_dispose (GObject *object)
{
  SuyFindingsDrawer *self = SUY_FINDINGS_DRAWER (object);

  g_clear_handle_id (&self->scroll_idle, g_source_remove);
  g_clear_object (&self->model);
  g_clear_object (&self->shown);
  g_clear_object (&self->findings);
  g_clear_pointer (&self->kinds, g_array_unref);
  g_clear_pointer (&self->kept, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (suy_findings_drawer_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, box);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, spinner);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, accept_button);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, reject_button);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, all_button);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, reject_confirm);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, reject_popover);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, stack);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, view);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, empty);
  gtk_widget_class_bind_template_child (widget_class, SuyFindingsDrawer, foot);
}

static void
suy_findings_drawer_class_init (SuyFindingsDrawerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_findings_drawer_dispose;
  signals[SHOWN] = g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, SUY_TYPE_RIVER_FINDING);
  signals[CLOSED] =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_BOOLEAN, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-findings-drawer.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_all_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reject_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reject_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
suy_findings_drawer_init (SuyFindingsDrawer *self)
{
  self->kinds = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_init_template (GTK_WIDGET (self));
  suy_findings_columns_add (self->view);
  update (self);
}
