/* suy-results-drawer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-results-drawer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-columns.h"
#include "suy-save-dialog.h"
#include "suy-settings.h"
#include "suy-symbol-image.h"

struct _SuyResultsDrawer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title, *limit_label, *unit_label, *empty, *foot;
  GtkSpinButton *limit_spin;
  GtkBox *tallies;
  GtkStack *stack;
  GtkColumnView *view;
  GPtrArray *columns; /* (element-type GtkColumnViewColumn) */

  SuyAnswer *answer;
  SuyViewSelection *selection;
  GtkSingleSelection *model;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (SuyResultsDrawer, suy_results_drawer, GTK_TYPE_WIDGET)

enum
{
  LIMIT_CHANGED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- columns ---- */

typedef enum
{
  COLUMN_RANK,
  COLUMN_OBJECT,
  COLUMN_KIND,
  COLUMN_STATUS,
  COLUMN_DISTANCE, /* metres, or kilometres of water */
  COLUMN_HOURS,
  COLUMN_TOWNSHIP,
  COLUMN_CHECKED,
  N_COLUMNS
} Column;

static const SuyColumn columns[N_COLUMNS] = {
  { N_ ("No."), 48, TRUE },       { N_ ("Object"), 0 },          { N_ ("Kind"), 104 },
  { N_ ("Level or state"), 100 }, { N_ ("Distance"), 92, TRUE }, { N_ ("Travel time h"), 96, TRUE },
  { N_ ("Township"), 100 },       { N_ ("Last checked"), 100 },
};

static char *
get_number (SuyAnswerItem *item, Column column, gboolean traced)
{
  const SuyFound *found = suy_answer_item_get_found (item);

  if (column == COLUMN_RANK)
    return g_strdup_printf ("%u", suy_answer_item_get_rank (item));
  if (column == COLUMN_HOURS)
    return !isfinite (found->travel_h)
               ? g_strdup ("–")
               : g_strdup_printf ("%s%.1f", found->hours_source == SUY_TRAVEL_OWN ? "" : "≈ ",
                                  found->travel_h);
  if (traced)
    return g_strdup_printf ("%.2f", found->distance_m / 1000.0);

  return g_strdup_printf ("%.1f", found->distance_m);
}

static const char *
get_words (SuyAnswerItem *item, Column column)
{
  switch (column)
    {
    case COLUMN_OBJECT:
      return suy_answer_item_get_title (item);
    case COLUMN_KIND:
      return suy_answer_item_get_kind (item);
    case COLUMN_STATUS:
      return suy_answer_item_get_status (item, NULL);
    case COLUMN_TOWNSHIP:
      return suy_answer_item_get_township (item);
    case COLUMN_CHECKED:
      return suy_answer_item_get_checked (item);
    case COLUMN_RANK:
    case COLUMN_DISTANCE:
    case COLUMN_HOURS:
    case N_COLUMNS:
    default:
      return "";
    }
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  GtkWidget *text = gtk_inscription_new (NULL);
  GtkWidget *box;

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), column == COLUMN_OBJECT ? 14 : 3);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), columns[column].is_number ? 1 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  if (columns[column].is_number)
    gtk_widget_add_css_class (text, "suy-figures");
  if (column != COLUMN_OBJECT)
    {
      gtk_list_item_set_child (cell, text);
      return;
    }

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), suy_symbol_image_new ("enterprise", 0));
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_item_set_child (cell, box);
}

static void
show_symbol (GtkWidget *image, SuyAnswerItem *item)
{
  SuySymbol symbol = suy_answer_item_get_symbol (item);

  g_object_set (image, "kind", suy_symbols_get_name (symbol.symbol), "level", (guint) symbol.level,
                "alert", symbol.alert != 0, "dark", suy_settings_is_dark (), "size", 20, NULL);
}

static void
show_status (GtkWidget *text, SuyAnswerItem *item)
{
  const char *old = g_object_get_data (G_OBJECT (text), "css");
  const char *css;

  suy_answer_item_get_status (item, &css);
  if (old != NULL)
    gtk_widget_remove_css_class (text, old);
  g_object_set_data (G_OBJECT (text), "css", *css == '\0' ? NULL : (gpointer) css);
  if (*css != '\0')
    gtk_widget_add_css_class (text, css);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  SuyResultsDrawer *self = g_object_get_data (G_OBJECT (factory), "drawer");
  SuyAnswerItem *item = gtk_list_item_get_item (cell);
  GtkWidget *text = gtk_list_item_get_child (cell);
  gboolean traced = self->answer != NULL && suy_answer_get_trace (self->answer) != NULL;
  g_autofree char *number = NULL;

  if (column == COLUMN_OBJECT)
    {
      show_symbol (gtk_widget_get_first_child (text), item);
      text = gtk_widget_get_last_child (text);
    }
  if (column == COLUMN_STATUS)
    show_status (text, item);
  if (columns[column].is_number)
    number = get_number (item, column, traced);
  gtk_inscription_set_text (GTK_INSCRIPTION (text),
                            number != NULL ? number : get_words (item, column));
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Column column = (Column) GPOINTER_TO_UINT (data);
  SuyAnswerItem *l = (SuyAnswerItem *) a, *r = (SuyAnswerItem *) b;
  const SuyFound *p = suy_answer_item_get_found (l), *q = suy_answer_item_get_found (r);
  double x, y;

  if (!columns[column].is_number)
    return g_utf8_collate (get_words (l, column), get_words (r, column));
  if (column == COLUMN_RANK)
    return (int) suy_answer_item_get_rank (l) - (int) suy_answer_item_get_rank (r);
  x = column == COLUMN_HOURS ? p->travel_h : p->distance_m;
  y = column == COLUMN_HOURS ? q->travel_h : q->distance_m;
  if (isnan (x) || isnan (y))
    return isnan (x) - isnan (y);

  return x < y ? -1 : x > y;
}

static void
add_columns (SuyResultsDrawer *self)
{
  GListModel *there = gtk_column_view_get_columns (self->view);

  suy_columns_add (self->view, columns, N_COLUMNS, &(SuyColumnRule){ on_setup, on_bind, compare });
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkColumnViewColumn *column = g_list_model_get_item (there, i);

      g_object_set_data (G_OBJECT (gtk_column_view_column_get_factory (column)), "drawer", self);
      g_ptr_array_add (self->columns, column);
    }
}

/* ---- in step with the selection ---- */

static void
on_row_selected (SuyResultsDrawer *self)
{
  SuyAnswerItem *item = gtk_single_selection_get_selected_item (self->model);

  if (self->updating || item == NULL || self->selection == NULL)
    return;
  suy_view_selection_set (self->selection, suy_answer_item_get_found (item)->reg->name,
                          suy_answer_item_get_found (item)->id);
}

static void
follow_selection (SuyResultsDrawer *self)
{
  GListModel *list = G_LIST_MODEL (self->model);
  gint64 id = self->selection == NULL ? 0 : suy_view_selection_get_id (self->selection);
  guint n = list == NULL ? 0 : g_list_model_get_n_items (list);
  guint at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; id != 0 && i < n && at == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (SuyAnswerItem) item = g_list_model_get_item (list, i);

      if (suy_answer_item_get_found (item)->id == id)
        at = i;
    }
  if (list == NULL || at == gtk_single_selection_get_selected (self->model))
    return;

  self->updating = TRUE;
  gtk_single_selection_set_selected (self->model, at);
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                                "list.scroll-to-item", "u", at);
  self->updating = FALSE;
}

void
suy_results_drawer_set_selection (SuyResultsDrawer *self, SuyViewSelection *selection)
{
  g_return_if_fail (SUY_IS_RESULTS_DRAWER (self));

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "changed", G_CALLBACK (follow_selection), self,
                             G_CONNECT_SWAPPED);
}

/* ---- the answer ---- */

static void
show_tallies (SuyResultsDrawer *self)
{
  const GArray *found = suy_answer_get_found (self->answer);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tallies))) != NULL)
    gtk_box_remove (self->tallies, child);
  for (guint i = 0; i < found->len; i++)
    {
      const SuyRegister *reg = g_array_index (found, SuyFound, i).reg;
      g_autofree char *text = NULL;
      guint n = 0;
      gboolean seen = FALSE;

      for (guint k = 0; k < i && !seen; k++)
        seen = g_array_index (found, SuyFound, k).reg == reg;
      for (guint k = i; k < found->len && !seen; k++)
        n += g_array_index (found, SuyFound, k).reg == reg;
      if (seen)
        continue;
      text =
          g_strdup_printf ("%s %u", suy_label_get (&reg->label, suy_settings_get_language ()), n);
      child = gtk_label_new (text);
      gtk_widget_add_css_class (child, "suy-pill");
      gtk_box_append (self->tallies, child);
    }
}

static void
show_head (SuyResultsDrawer *self)
{
  static const char *const titles[] = { N_ ("Buffer"), N_ ("Upstream"), N_ ("Downstream") };
  gboolean buffer = suy_answer_get_kind (self->answer) == SUY_ANSWER_BUFFER;
  const char *label = suy_answer_get_label (self->answer);
  const char *what = _ (titles[suy_answer_get_kind (self->answer)]);
  g_autofree char *title =
      label == NULL ? g_strdup (what) : g_strdup_printf (_ ("%s: %s"), what, label);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->limit_label, buffer ? _ ("Radius") : _ ("Limit"));
  gtk_label_set_text (self->unit_label, buffer ? "m" : "km");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->limit_spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  buffer ? _ ("Radius in metres") : _ ("Limit in kilometres"), -1);
  gtk_spin_button_set_increments (self->limit_spin, buffer ? 50 : 1, buffer ? 500 : 10);
  self->updating = TRUE;
  gtk_spin_button_set_value (self->limit_spin, suy_answer_get_limit (self->answer));
  self->updating = FALSE;
}

static void
show_foot (SuyResultsDrawer *self)
{
  guint n = suy_answer_get_found (self->answer)->len;
  const SuyTrace *trace = suy_answer_get_trace (self->answer);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u object, nearest first", "%u objects, nearest first", n), n);
  g_autofree char *foot = g_strdup_printf ("%s      %s", count, suy_answer_get_rule (self->answer));
  g_autofree char *empty = NULL;

  gtk_label_set_text (self->foot, foot);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->foot), foot);
  if (trace != NULL)
    empty = g_strdup (suy_answer_get_kind (self->answer) == SUY_ANSWER_UP
                          ? _ ("No registered object upstream within this limit.")
                          : _ ("No registered object downstream within this limit."));
  else
    empty = g_strdup_printf (_ ("Nothing registered within %.0f m. Try a larger radius."),
                             suy_answer_get_limit (self->answer));
  gtk_label_set_text (self->empty, empty);
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
}

/* GTK 4.8 leaves the room of a column that is only hidden empty. */
static void
show_hours (SuyResultsDrawer *self, gboolean shown)
{
  GtkColumnViewColumn *hours = self->columns->pdata[COLUMN_HOURS];
  GListModel *there = gtk_column_view_get_columns (self->view);
  gboolean was = g_list_model_get_n_items (there) == self->columns->len;

  if (shown && !was)
    gtk_column_view_insert_column (self->view, COLUMN_HOURS, hours);
  else if (!shown && was)
    gtk_column_view_remove_column (self->view, hours);
}

void
suy_results_drawer_set_answer (SuyResultsDrawer *self, SuyAnswer *answer)
{
  g_return_if_fail (SUY_IS_RESULTS_DRAWER (self));

  g_set_object (&self->answer, answer);
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->model);
  if (answer == NULL)
    return;

  self->model = gtk_single_selection_new (G_LIST_MODEL (
      gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (answer)),
                               g_object_ref (gtk_column_view_get_sorter (self->view)))));
  gtk_single_selection_set_autoselect (self->model, FALSE);
  gtk_single_selection_set_can_unselect (self->model, TRUE);
  gtk_single_selection_set_selected (self->model, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->model, "notify::selected", G_CALLBACK (on_row_selected), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_column_set_title (self->columns->pdata[COLUMN_DISTANCE],
                                    suy_answer_get_trace (answer) != NULL ? _ ("By water km")
                                                                          : _ ("Distance m"));
  show_hours (self, suy_answer_get_trace (answer) != NULL);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->model));
  show_head (self);
  show_tallies (self);
  show_foot (self);
  follow_selection (self);
}

void
suy_results_drawer_focus_list (SuyResultsDrawer *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_limit_changed (GtkSpinButton *spin, SuyResultsDrawer *self)
{
  if (!self->updating && self->answer != NULL)
    g_signal_emit (self, signals[LIMIT_CHANGED], 0, gtk_spin_button_get_value (spin));
}

static void
on_close_clicked (GtkButton *button, SuyResultsDrawer *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* ---- export ---- */

static char *
get_text (GtkWidget *owner, const char *path)
{
  SuyAnswer *answer = SUY_RESULTS_DRAWER (owner)->answer;

  return g_str_has_suffix (path, "json") ? suy_answer_to_geojson (answer)
                                         : suy_answer_to_csv (answer);
}

static void
on_export_clicked (GtkButton *button, SuyResultsDrawer *self)
{
  if (self->answer != NULL)
    suy_save_dialog_show (GTK_WIDGET (self), _ ("Export the list (.csv or .geojson)"),
                          _ ("results.csv"), get_text);
}

/* ---- the widget ---- */

static void
suy_results_drawer_dispose (GObject *object)
{
  SuyResultsDrawer *self = SUY_RESULTS_DRAWER (object);

  g_clear_object (&self->answer);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (suy_results_drawer_parent_class)->dispose (object);
}

static void
suy_results_drawer_class_init (SuyResultsDrawerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_results_drawer_dispose;
  signals[LIMIT_CHANGED] = g_signal_new ("limit-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[CLOSED] =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-results-drawer.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, box);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, title);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, limit_label);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, limit_spin);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, unit_label);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, tallies);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, stack);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, empty);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, foot);
  gtk_widget_class_bind_template_child (widget_class, SuyResultsDrawer, view);
  gtk_widget_class_bind_template_callback (widget_class, on_limit_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
suy_results_drawer_init (SuyResultsDrawer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  add_columns (self);
}
