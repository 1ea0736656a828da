/* test-map-duties.c: what is due, and a patrol, on the map of the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-window.h"
#include "suy-application.h"
#include "suy-map-page.h"

typedef struct
{
  Bureau bureau;
  SuyWindow *window;
  SuyMapPage *map;
} Fixture;

static void
add_point (Bureau *bureau, const char *code, const char *place)
{
  g_autofree char *key = g_strconcat ("code=", code, NULL);
  g_autofree char *name = g_strconcat ("name=", code, NULL);
  g_autofree char *at = g_strconcat ("@=", place, NULL);

  bureau_make (bureau, "risk_point", key, name, "grid=G1", at, "kind=key_source",
               "risk_level=yellow", "control_measures=walk", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;
  gint64 id;

  bureau_open (bureau);
  bureau_make (bureau, "township", "code=T3", "name=T3", "seat_lon=118", "seat_lat=27.3", NULL);
  bureau_make (bureau, "grid_cell", "code=G1", "name=G1", "level=township", "township=T3",
               "inspector=grid_inspector", NULL);
  add_point (bureau, "P1", "118.03,27.3");
  add_point (bureau, "P2", "118.01,27.3");
  add_point (bureau, "P3", "118.02,27.3");
  id = bureau_make (bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                    "found_at=today-1T", "description=white foam", "township=T1",
                    "@=118.1001,27.35", NULL);
  bureau_attach (bureau, "problem", id, "before");
  bureau_move (bureau, "grid_inspector", "problem", id, "report", NULL);
  bureau_act_as (bureau, "grid_inspector");
  fixture->window = made_window_open (bureau);
  fixture->map = SUY_MAP_PAGE (suy_window_get_page (fixture->window, "map"));
  made_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  made_window_close (fixture->window, &fixture->bureau);
}

static void
toggle (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->map), action, NULL));
}

/* The list below the map is that of the workspace, in its order. */
static void
assert_list (Fixture *fixture, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyPatrolList) list =
      suy_workspace_get_patrol_list (fixture->bureau.workspace, 0, NULL, &error);
  const SuyPatrolList *shown = suy_patrol_drawer_get_list (suy_map_page_get_patrol (fixture->map));

  g_assert_no_error (error);
  g_assert_cmpuint (list->stops->len, ==, n);
  g_assert_cmpuint (shown->stops->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (((SuyPatrolStop *) shown->stops->pdata[i])->id, ==,
                     ((SuyPatrolStop *) list->stops->pdata[i])->id);
}

static void
test_patrol_walked (Fixture *fixture, gconstpointer data)
{
  SuyPatrolDrawer *drawer;
  gint64 first;

  g_assert_null (suy_map_page_get_patrol (fixture->map));
  toggle (fixture, "duty.patrol");
  drawer = suy_map_page_get_patrol (fixture->map);
  g_assert_nonnull (drawer);
  assert_list (fixture, 3);
  first = ((SuyPatrolStop *) suy_patrol_drawer_get_list (drawer)->stops->pdata[0])->id;
  g_assert_false (suy_patrol_drawer_save (drawer)); /* nothing is ticked */
  suy_patrol_drawer_tick (drawer, 0, TRUE);
  suy_patrol_drawer_tick (drawer, 2, TRUE);
  suy_patrol_drawer_tick (drawer, 2, FALSE);
  g_assert_true (suy_patrol_drawer_save (drawer));
  assert_list (fixture, 2);
  g_assert_cmpint (((SuyPatrolStop *) suy_patrol_drawer_get_list (drawer)->stops->pdata[0])->id, !=,
                   first);
  toggle (fixture, "duty.patrol");
  g_assert_null (suy_map_page_get_patrol (fixture->map));
}

/* Somebody without a cell is told so, and may choose one. */
static void
test_patrol_none (Fixture *fixture, gconstpointer data)
{
  SuyPatrolDrawer *drawer;

  bureau_act_as (&fixture->bureau, "hq_clerk");
  toggle (fixture, "duty.patrol");
  drawer = suy_map_page_get_patrol (fixture->map);
  g_assert_nonnull (drawer);
  g_assert_null (suy_patrol_drawer_get_list (drawer));
  g_assert_false (suy_patrol_drawer_save (drawer));
  suy_patrol_drawer_open (
      drawer, suy_store_find (suy_workspace_get_store (fixture->bureau.workspace),
                              bureau_register (&fixture->bureau, "grid_cell"), "G1", NULL));
  g_assert_cmpuint (suy_patrol_drawer_get_list (drawer)->stops->len, ==, 3);
}

static void
wait (Fixture *fixture)
{
  gboolean busy = TRUE;

  while (busy)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture->map, "busy", &busy, NULL);
    }
}

/* The toggle of that action on the toolbar. */
static GtkWidget *
find_toggle (GtkWidget *widget, const char *action)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_toggle (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_on (Fixture *fixture, const char *action)
{
  return gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (find_toggle (GTK_WIDGET (fixture->map), action)));
}

/* Both give way to each other and to an answer. */
static void
test_take_turns (Fixture *fixture, gconstpointer data)
{
  bureau_act_as (&fixture->bureau, "duty_officer");
  toggle (fixture, "duty.inbox");
  wait (fixture);
  g_assert_true (is_on (fixture, "duty.inbox"));
  toggle (fixture, "duty.patrol");
  g_assert_false (is_on (fixture, "duty.inbox"));
  g_assert_true (is_on (fixture, "duty.patrol"));
  toggle (fixture, "duty.inbox");
  wait (fixture);
  g_assert_true (is_on (fixture, "duty.inbox"));
  g_assert_false (is_on (fixture, "duty.patrol"));
  suy_map_page_buffer (fixture->map, (SuyPoint){ 1180000000, 273000000 }, NULL, 500);
  g_assert_false (is_on (fixture, "duty.inbox"));
  g_assert_nonnull (suy_map_page_get_answer (fixture->map));
  toggle (fixture, "duty.inbox");
  g_assert_null (suy_map_page_get_answer (fixture->map));
  toggle (fixture, "duty.inbox"); /* away while it is still being read */
  g_assert_false (is_on (fixture, "duty.inbox"));
  made_settle ();
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/map-duties/patrol/walked", test_patrol_walked);
  ADD ("/app/map-duties/patrol/none", test_patrol_none);
  ADD ("/app/map-duties/both/take-turns", test_take_turns);

  return g_test_run ();
}
