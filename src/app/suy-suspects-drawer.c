/* suy-suspects-drawer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-suspects-drawer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-progress-cell.h"
#include "suy-save-dialog.h"
#include "suy-settings.h"
#include "suy-suspects-columns.h"

struct _SuySuspectsDrawer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title, *empty, *foot;
  GtkDropDown *factor_drop;
  GtkSpinButton *window_spin, *limit_spin;
  GtkStack *stack;
  GtkColumnView *view;

  SuySuspectAnswer *answer;
  SuyViewSelection *selection;
  GtkSingleSelection *model;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (SuySuspectsDrawer, suy_suspects_drawer, GTK_TYPE_WIDGET)

enum
{
  WISH_CHANGED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Factors of rivers that are asked about; the first entry of the list is none of them. */
static const char *const factors[] = { "tp", "nh3n", "cod", "bod5", "codmn", "tn" };

/* ---- in step with the selection ---- */

static SuySuspectItem *
get_item (SuySuspectsDrawer *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return row == NULL ? NULL : gtk_tree_list_row_get_item (row);
}

static void
on_row_selected (SuySuspectsDrawer *self)
{
  guint at = gtk_single_selection_get_selected (self->model);
  g_autoptr (SuySuspectItem) item = at == GTK_INVALID_LIST_POSITION ? NULL : get_item (self, at);

  if (self->updating || item == NULL || self->selection == NULL)
    return;
  suy_view_selection_set (self->selection, suy_suspect_item_get_suspect (item)->reg->name,
                          suy_suspect_item_get_suspect (item)->id);
}

/* Any of its records stands for the suspect. */
static gboolean
has_part (const SuySuspect *suspect, const char *layer, gint64 id)
{
  for (guint i = 0; i < suspect->parts->len; i++)
    {
      const SuyFound *part = &g_array_index (suspect->parts, SuyFound, i);

      if (part->id == id && g_strcmp0 (part->reg->name, layer) == 0)
        return TRUE;
    }

  return FALSE;
}

static guint
find_row (SuySuspectsDrawer *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  const char *layer = suy_view_selection_get_layer (self->selection);
  gint64 id = suy_view_selection_get_id (self->selection);

  for (guint i = 0; id != 0 && i < n; i++)
    {
      g_autoptr (SuySuspectItem) item = get_item (self, i);

      if (!suy_suspect_item_is_reason (item) &&
          has_part (suy_suspect_item_get_suspect (item), layer, id))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* A reason that is selected stays so while its suspect is. */
static void
follow_selection (SuySuspectsDrawer *self)
{
  guint at, was;
  g_autoptr (SuySuspectItem) item = NULL;

  if (self->model == NULL || self->selection == NULL)
    return;
  was = gtk_single_selection_get_selected (self->model);
  item = was == GTK_INVALID_LIST_POSITION ? NULL : get_item (self, was);
  at = find_row (self);
  if (at == was || (item != NULL && has_part (suy_suspect_item_get_suspect (item),
                                              suy_view_selection_get_layer (self->selection),
                                              suy_view_selection_get_id (self->selection))))
    return;

  self->updating = TRUE;
  gtk_single_selection_set_selected (self->model, at);
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                                "list.scroll-to-item", "u", at);
  self->updating = FALSE;
}

void
suy_suspects_drawer_set_selection (SuySuspectsDrawer *self, SuyViewSelection *selection)
{
  g_return_if_fail (SUY_IS_SUSPECTS_DRAWER (self));

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "changed", G_CALLBACK (follow_selection), self,
                             G_CONNECT_SWAPPED);
}

/* ---- the answer ---- */

static void
show_head (SuySuspectsDrawer *self)
{
  const SuySuspectWish *wish = suy_suspect_answer_get_wish (self->answer);
  const char *label = suy_suspect_answer_get_label (self->answer);
  g_autofree char *title = label == NULL ? g_strdup (_ ("Suspects"))
                                         : g_strdup_printf (_ ("%s: %s"), _ ("Suspects"), label);
  guint factor = 0;

  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    if (g_strcmp0 (wish->factor, factors[i]) == 0)
      factor = i + 1;
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->factor_drop, factor);
  gtk_spin_button_set_value (self->window_spin,
                             suy_suspect_answer_get_suspects (self->answer)->question.window_h);
  gtk_spin_button_set_value (self->limit_spin, wish->limit_km);
  self->updating = FALSE;
}

static void
show_foot (SuySuspectsDrawer *self)
{
  const SuySuspects *suspects = suy_suspect_answer_get_suspects (self->answer);
  guint n = suspects->suspects->len;
  g_autofree char *load = suy_suspects_describe_load (suspects);
  g_autofree char *count = g_strdup_printf (
      ngettext ("%u source, the most suspicious first", "%u sources, the most suspicious first", n),
      n);
  const char *hours = suspects->trace->hours_text;
  g_autofree char *foot =
      g_strdup_printf ("%s      %s      %s      %s%s%s", count, load, suspects->trace->rule_text,
                       hours == NULL ? "" : hours, hours == NULL ? "" : "      ",
                       _ ("Points say where to look first; they prove nothing."));

  gtk_label_set_text (self->foot, foot);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->foot), foot);
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
}

static GListModel *
open_row (gpointer item, gpointer unused)
{
  return suy_suspect_item_is_reason (item) ? NULL : suy_suspect_item_get_reasons (item);
}

static GtkSingleSelection *
make_model (SuySuspectsDrawer *self)
{
  GtkTreeListModel *tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->answer)),
                                                    FALSE, FALSE, open_row, NULL, NULL);
  GtkSorter *sorter = GTK_SORTER (
      gtk_tree_list_row_sorter_new (g_object_ref (gtk_column_view_get_sorter (self->view))));
  GtkSingleSelection *model = gtk_single_selection_new (
      G_LIST_MODEL (gtk_sort_list_model_new (G_LIST_MODEL (tree), sorter)));

  gtk_single_selection_set_autoselect (model, FALSE);
  gtk_single_selection_set_can_unselect (model, TRUE);
  gtk_single_selection_set_selected (model, GTK_INVALID_LIST_POSITION);

  return model;
}

void
suy_suspects_drawer_set_answer (SuySuspectsDrawer *self, SuySuspectAnswer *answer)
{
  g_return_if_fail (SUY_IS_SUSPECTS_DRAWER (self));

  g_set_object (&self->answer, answer);
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->model);
  if (answer == NULL)
    return;

  self->model = make_model (self);
  g_signal_connect_object (self->model, "notify::selected", G_CALLBACK (on_row_selected), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->model));
  show_head (self);
  show_foot (self);
  follow_selection (self);
}

SuySuspectWish
suy_suspects_drawer_get_wish (SuySuspectsDrawer *self)
{
  SuySuspectWish wish = *suy_suspect_answer_get_wish (self->answer);
  guint factor = gtk_drop_down_get_selected (self->factor_drop);

  wish.factor = factor == 0 || factor > G_N_ELEMENTS (factors) ? NULL : factors[factor - 1];
  wish.window_h = gtk_spin_button_get_value (self->window_spin);
  wish.limit_km = gtk_spin_button_get_value (self->limit_spin);

  return wish;
}

void
suy_suspects_drawer_expand (SuySuspectsDrawer *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
      self->model == NULL ? NULL : g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, TRUE);
}

void
suy_suspects_drawer_focus_list (SuySuspectsDrawer *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_condition_changed (SuySuspectsDrawer *self)
{
  if (!self->updating && self->answer != NULL)
    g_signal_emit (self, signals[WISH_CHANGED], 0);
}

static void
on_close_clicked (GtkButton *button, SuySuspectsDrawer *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* Enter opens and closes a row. */
static void
on_activated (GtkColumnView *view, guint position, SuySuspectsDrawer *self)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (row != NULL && gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

/* ---- export ---- */

static char *
get_text (GtkWidget *owner, const char *path)
{
  return suy_suspect_answer_to_csv (SUY_SUSPECTS_DRAWER (owner)->answer);
}

static void
on_export_clicked (GtkButton *button, SuySuspectsDrawer *self)
{
  if (self->answer != NULL)
    suy_save_dialog_show (GTK_WIDGET (self), _ ("Export the list of suspects (.csv)"),
                          _ ("suspects.csv"), get_text);
}

/* ---- the widget ---- */

static void
suy_suspects_drawer_dispose (GObject *object)
{
  SuySuspectsDrawer *self = SUY_SUSPECTS_DRAWER (object);

  g_clear_object (&self->answer);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (suy_suspects_drawer_parent_class)->dispose (object);
}

static void
suy_suspects_drawer_class_init (SuySuspectsDrawerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_suspects_drawer_dispose;
  signals[WISH_CHANGED] =
      g_signal_new ("wish-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-suspects-drawer.ui");
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, box);
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, title);
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, factor_drop);
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, window_spin);
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, limit_spin);
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, stack);
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, empty);
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, foot);
  gtk_widget_class_bind_template_child (widget_class, SuySuspectsDrawer, view);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_condition_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
suy_suspects_drawer_init (SuySuspectsDrawer *self)
{
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (NULL);
  const SuyRegister *reg = catalog == NULL ? NULL : suy_catalog_find (catalog, "measurement");
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (list, _ ("Over their limits"));
  for (guint i = 0; reg != NULL && i < G_N_ELEMENTS (factors); i++)
    {
      const SuyChoice *choice =
          suy_field_find_choice (suy_register_find (reg, "factor"), factors[i]);

      gtk_string_list_append (list, suy_label_get (&choice->label, suy_settings_get_language ()));
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->factor_drop, G_LIST_MODEL (list));
  self->updating = FALSE;
  suy_suspects_columns_add (self->view);
}
