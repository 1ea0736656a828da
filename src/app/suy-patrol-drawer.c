/* suy-patrol-drawer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-patrol-drawer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-link-chooser.h"
#include "suy-patrol-file.h"
#include "suy-patrol-row.h"
#include "suy-save-dialog.h"

struct _SuyPatrolDrawer
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace;     /* (nullable) */
  SuyViewSelection *selection; /* (nullable) */
  SuyPatrolList *list;         /* (nullable) */
  char *started_at;            /* (nullable): of the list */
  GListStore *rows;            /* of SuyPatrolRow */
  GtkSingleSelection *chosen;
  gboolean selecting; /* by us */

  SuyLinkChooser *grid_chooser;
  GtkLabel *summary, *nothing;
  GtkStack *stack;
  GtkListView *list_view;
  GtkWidget *save_button, *gpx_button, *csv_button;
};

G_DEFINE_FINAL_TYPE (SuyPatrolDrawer, suy_patrol_drawer, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TOLD,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- what is ticked ---- */

static GArray *
get_seen (SuyPatrolDrawer *self)
{
  GArray *seen = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (SuyPatrolRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (suy_patrol_row_is_seen (row))
        g_array_append_val (seen, suy_patrol_row_get_stop (row)->id);
    }

  return seen;
}

static void
show_ticks (SuyPatrolDrawer *self)
{
  g_autoptr (GArray) seen = get_seen (self);
  g_autofree char *text = seen->len == 0 ? g_strdup (_ ("Save the patrol"))
                                         : g_strdup_printf (_ ("Save the patrol (%u)"), seen->len);

  gtk_button_set_label (GTK_BUTTON (self->save_button), text);
  gtk_widget_set_sensitive (self->save_button,
                            seen->len > 0 && !suy_workspace_is_read_only (self->workspace));
}

void
suy_patrol_drawer_tick (SuyPatrolDrawer *self, guint stop, gboolean seen)
{
  g_autoptr (SuyPatrolRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), stop);

  if (row != NULL)
    g_object_set (row, "seen", seen, NULL);
}

/* ---- the list ---- */

static void
show_summary (SuyPatrolDrawer *self)
{
  const SuyPatrolList *list = self->list;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = list->stops->len;

  g_string_append_printf (text, ngettext ("%u point", "%u points", n), n);
  g_string_append_printf (text,
                          _ (", %.1f km straight, about %.0f minutes; visited this month: %u"),
                          list->straight_m / 1000.0, list->minutes, list->n_visited);
  if (list->n_unplaced > 0)
    g_string_append_printf (text, _ ("; without a place: %u"), list->n_unplaced);
  gtk_label_set_text (self->summary, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), list->rule_text);
}

static void
fill_rows (SuyPatrolDrawer *self)
{
  self->selecting = TRUE;
  g_list_store_remove_all (self->rows);
  for (guint i = 0; self->list != NULL && i < self->list->stops->len; i++)
    {
      g_autoptr (SuyPatrolRow) row = suy_patrol_row_new (self->list->stops->pdata[i], i + 1);

      g_signal_connect_object (row, "notify::seen", G_CALLBACK (show_ticks), self,
                               G_CONNECT_SWAPPED);
      g_list_store_append (self->rows, row);
    }
  gtk_single_selection_set_selected (self->chosen, GTK_INVALID_LIST_POSITION);
  self->selecting = FALSE;
}

static void
show_nothing (SuyPatrolDrawer *self, const char *text)
{
  gtk_label_set_text (self->nothing, text);
  gtk_label_set_text (self->summary, "");
}

static void
show_list (SuyPatrolDrawer *self)
{
  gboolean any = self->list != NULL && self->list->stops->len > 0;

  fill_rows (self);
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
  gtk_widget_set_sensitive (self->gpx_button, any);
  gtk_widget_set_sensitive (self->csv_button, any);
  show_ticks (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
suy_patrol_drawer_open (SuyPatrolDrawer *self, gint64 grid)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self->workspace != NULL);

  g_clear_pointer (&self->list, suy_patrol_list_free);
  g_free (self->started_at);
  self->started_at = suy_workspace_make_patrol_time (self->workspace);
  self->list = suy_workspace_get_patrol_list (self->workspace, grid, NULL, &error);
  if (self->list == NULL)
    show_nothing (self, error->message);
  else if (self->list->stops->len == 0)
    show_nothing (self, _ ("All points of this cell have been visited this month."));
  if (self->list != NULL)
    {
      suy_link_chooser_set_id (self->grid_chooser, self->list->grid);
      show_summary (self);
    }
  show_list (self);
}

const SuyPatrolList *
suy_patrol_drawer_get_list (SuyPatrolDrawer *self)
{
  return self->list;
}

void
suy_patrol_drawer_set_workspace (SuyPatrolDrawer *self, SuyWorkspace *workspace)
{
  const SuyRegister *cells =
      workspace == NULL ? NULL
                        : suy_catalog_find (suy_workspace_get_catalog (workspace), "grid_cell");

  g_clear_pointer (&self->list, suy_patrol_list_free);
  g_set_object (&self->workspace, workspace);
  g_list_store_remove_all (self->rows);
  suy_link_chooser_set_target (self->grid_chooser, workspace, cells, _ ("My grid cell"));
}

/* ---- selection ---- */

static void
on_chosen (SuyPatrolDrawer *self)
{
  SuyPatrolRow *row = gtk_single_selection_get_selected_item (self->chosen);

  if (!self->selecting && row != NULL && self->selection != NULL)
    suy_view_selection_set (self->selection, "risk_point", suy_patrol_row_get_stop (row)->id);
}

static void
on_selected_elsewhere (SuyPatrolDrawer *self)
{
  gint64 id = suy_view_selection_get_id (self->selection);
  const char *layer = suy_view_selection_get_layer (self->selection);
  guint at = GTK_INVALID_LIST_POSITION;

  if (self->list == NULL)
    return;
  for (guint i = 0; i < self->list->stops->len && g_strcmp0 (layer, "risk_point") == 0; i++)
    if (((SuyPatrolStop *) self->list->stops->pdata[i])->id == id)
      at = i;
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->chosen, at);
  self->selecting = FALSE;
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", at);
}

void
suy_patrol_drawer_set_selection (SuyPatrolDrawer *self, SuyViewSelection *selection)
{
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "changed", G_CALLBACK (on_selected_elsewhere), self,
                             G_CONNECT_SWAPPED);
}

void
suy_patrol_drawer_focus_list (SuyPatrolDrawer *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* ---- what the person does ---- */

/* The patrol is kept; what has to be said with an inspection is said in the inspection. */
static void
tell_saved (SuyPatrolDrawer *self, guint n, const GArray *seen)
{
  int checks = suy_workspace_count_own_checks (self->workspace, seen, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text, ngettext ("Saved as a patrol of %u point.", "Saved as a patrol of %u points.", n), n);
  if (checks > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%d inspection there waits for your record in the inbox.",
                                        "%d inspections there wait for your record in the inbox.",
                                        (guint) checks),
                              checks);
    }
  g_signal_emit (self, signals[SIGNAL_TOLD], 0, FALSE, text->str);
}

gboolean
suy_patrol_drawer_save (SuyPatrolDrawer *self)
{
  g_autoptr (GArray) seen = get_seen (self);
  g_autoptr (GError) error = NULL;
  gint64 grid = self->list == NULL ? 0 : self->list->grid;

  if (self->list == NULL)
    return FALSE;
  if (suy_workspace_save_patrol (self->workspace, self->list, seen, self->started_at, NULL,
                                 &error) == 0)
    {
      g_signal_emit (self, signals[SIGNAL_TOLD], 0, TRUE, error->message);
      return FALSE;
    }
  tell_saved (self, seen->len, seen);
  suy_patrol_drawer_open (self, grid);

  return TRUE;
}

static void
on_save_clicked (SuyPatrolDrawer *self)
{
  suy_patrol_drawer_save (self);
}

static char *
get_gpx (GtkWidget *owner, const char *path)
{
  SuyPatrolDrawer *self = SUY_PATROL_DRAWER (owner);
  const SuyRegister *cells =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "grid_cell");
  g_autofree char *cell = suy_workspace_describe (self->workspace, cells, self->list->grid);

  return suy_patrol_list_write_gpx (self->list, cell);
}

/* Spreadsheets of Windows take UTF-8 only with its mark. */
static char *
get_csv (GtkWidget *owner, const char *path)
{
  g_autofree char *text = suy_patrol_list_write_csv (SUY_PATROL_DRAWER (owner)->list);

  return g_strconcat ("\357\273\277", text, NULL);
}

static void
on_gpx_clicked (SuyPatrolDrawer *self)
{
  suy_save_dialog_show (GTK_WIDGET (self), _ ("Export the way (.gpx)"), _ ("patrol.gpx"), get_gpx);
}

static void
on_csv_clicked (SuyPatrolDrawer *self)
{
  suy_save_dialog_show (GTK_WIDGET (self), _ ("Export the list (.csv)"), _ ("patrol.csv"), get_csv);
}

static void
on_grid_changed (SuyPatrolDrawer *self)
{
  suy_patrol_drawer_open (self, suy_link_chooser_get_id (self->grid_chooser));
}

static void
on_close_clicked (SuyPatrolDrawer *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* Space ticks, as Enter does. */
static void
on_activate (GtkListView *view, guint position, SuyPatrolDrawer *self)
{
  g_autoptr (SuyPatrolRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  g_object_set (row, "seen", !suy_patrol_row_is_seen (row), NULL);
}

/* ---- the widget ---- */

static void
suy_patrol_drawer_dispose (GObject *object)
{
  SuyPatrolDrawer *self = SUY_PATROL_DRAWER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  if (self->chosen != NULL)
    g_signal_handlers_disconnect_by_data (self->chosen, self);
  g_clear_object (&self->chosen);
  g_clear_object (&self->rows);
  g_clear_object (&self->workspace);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->list, suy_patrol_list_free);
  g_clear_pointer (&self->started_at, g_free);

  G_OBJECT_CLASS (suy_patrol_drawer_parent_class)->dispose (object);
}

static void
add_signals (void)
{
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SUY_TYPE_PATROL_DRAWER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOLD] = g_signal_new ("told", SUY_TYPE_PATROL_DRAWER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", SUY_TYPE_PATROL_DRAWER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
suy_patrol_drawer_class_init (SuyPatrolDrawerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_patrol_drawer_dispose;
  add_signals ();

  g_type_ensure (SUY_TYPE_LINK_CHOOSER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-patrol-drawer.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyPatrolDrawer, csv_button);
  gtk_widget_class_bind_template_child (widget_class, SuyPatrolDrawer, gpx_button);
  gtk_widget_class_bind_template_child (widget_class, SuyPatrolDrawer, grid_chooser);
  gtk_widget_class_bind_template_child (widget_class, SuyPatrolDrawer, list_view);
  gtk_widget_class_bind_template_child (widget_class, SuyPatrolDrawer, nothing);
  gtk_widget_class_bind_template_child (widget_class, SuyPatrolDrawer, save_button);
  gtk_widget_class_bind_template_child (widget_class, SuyPatrolDrawer, stack);
  gtk_widget_class_bind_template_child (widget_class, SuyPatrolDrawer, summary);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_csv_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_gpx_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_grid_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
}

static void
suy_patrol_drawer_init (SuyPatrolDrawer *self)
{
  self->rows = g_list_store_new (SUY_TYPE_PATROL_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chosen = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->chosen, FALSE);
  gtk_single_selection_set_can_unselect (self->chosen, TRUE);
  g_signal_connect_swapped (self->chosen, "notify::selected", G_CALLBACK (on_chosen), self);
  suy_patrol_row_set_factory (self->list_view);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->chosen));
}

GtkWidget *
suy_patrol_drawer_new (void)
{
  return g_object_new (SUY_TYPE_PATROL_DRAWER, NULL);
}
