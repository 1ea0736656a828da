/* test-patrol-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-error.h"
#include "suy-patrol-file.h"

static void
add_point (Bureau *bureau, const char *code, const char *grid, const char *place)
{
  g_autofree char *key = g_strconcat ("code=", code, NULL);
  g_autofree char *name = g_strconcat ("name=", code, NULL);
  g_autofree char *cell = g_strconcat ("grid=", grid, NULL);
  g_autofree char *at = g_strconcat ("@=", place, NULL);

  bureau_make (bureau, "risk_point", key, name, cell, at, "kind=key_source", "risk_level=yellow",
               "control_measures=walk", NULL);
}

static void
open_grid (Bureau *bureau)
{
  bureau_open (bureau);
  bureau_make (bureau, "township", "code=T3", "name=T3", "seat_lon=118", "seat_lat=27.3", NULL);
  bureau_make (bureau, "grid_cell", "code=G1", "name=G1", "level=township", "township=T3",
               "inspector=grid_inspector", NULL);
  bureau_make (bureau, "grid_cell", "code=G11", "name=G11", "level=village", "township=T3",
               "parent=G1", NULL);
  bureau_make (bureau, "grid_cell", "code=G2", "name=G2", "level=village", NULL);
  add_point (bureau, "P1", "G1", "118.03,27.3");
  add_point (bureau, "P2", "G1", "118.01,27.3");
  add_point (bureau, "P3", "G11", "118.02,27.3");
  add_point (bureau, "P4", "G2", "118.015,27.3");
}

static SuyPatrolList *
patrol_of (Bureau *bureau, const SuyPoint *start)
{
  g_autoptr (GError) error = NULL;
  SuyPatrolList *list;

  bureau_act_as (bureau, "grid_inspector");
  list = suy_workspace_get_patrol_list (bureau->workspace, 0, start, &error);
  g_assert_no_error (error);

  return list;
}

/* What was seen leaves the next list; nothing seen, and nobody acting, is refused. */
static void
test_saved (void)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autofree char *started = NULL;
  Bureau bureau;
  gint64 id;

  open_grid (&bureau);
  started = g_strconcat (suy_workspace_get_today (bureau.workspace), "T00:00:00.000Z", NULL);
  {
    g_autoptr (SuyPatrolList) list = patrol_of (&bureau, NULL);
    g_autoptr (SuyPatrolList) next = NULL;
    gint64 other = G_MAXINT64;

    g_assert_cmpint (
        suy_workspace_save_patrol (bureau.workspace, list, seen, started, NULL, &error), ==, 0);
    g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    g_clear_error (&error);
    g_array_append_val (seen, other); /* of no stop */
    g_assert_cmpint (
        suy_workspace_save_patrol (bureau.workspace, list, seen, started, NULL, &error), ==, 0);
    g_clear_error (&error);
    g_array_append_val (seen, ((SuyPatrolStop *) list->stops->pdata[1])->id); /* P3 */
    id = suy_workspace_save_patrol (bureau.workspace, list, seen, started, "all well", &error);
    g_assert_no_error (error);
    bureau_assert (&bureau, "patrol", id, "visited", "[\"P3\"]");
    bureau_assert (&bureau, "patrol", id, "finding", "all well");
    next = patrol_of (&bureau, NULL);
    g_assert_cmpuint (next->stops->len, ==, 2);
    g_assert_cmpuint (next->n_visited, ==, 1);
  }
  bureau_close (&bureau);
}

/* Only inspections that wait for the acting person count. */
static void
test_own_checks (void)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  Bureau bureau;
  gint64 check;

  open_grid (&bureau);
  {
    g_autoptr (SuyPatrolList) list = patrol_of (&bureau, NULL);

    g_array_append_val (seen, ((SuyPatrolStop *) list->stops->pdata[0])->id); /* P2 */
  }
  check = bureau_make (&bureau, "inspection", "name=I", "kind=daily_patrol", "risk_point=P2",
                       "due=today+5", "officers=grid_inspector", NULL);
  bureau_move (&bureau, "hq_clerk", "inspection", check, "plan", NULL);
  bureau_act_as (&bureau, "grid_inspector");
  g_assert_cmpint (suy_workspace_count_own_checks (bureau.workspace, seen, &error), ==, 0);
  bureau_move (&bureau, "hq_clerk", "inspection", check, "assign", NULL);
  bureau_act_as (&bureau, "grid_inspector");
  g_assert_cmpint (suy_workspace_count_own_checks (bureau.workspace, seen, &error), ==, 1);
  g_array_set_size (seen, 0);
  g_assert_cmpint (suy_workspace_count_own_checks (bureau.workspace, seen, &error), ==, 0);
  g_assert_no_error (error);
  bureau_close (&bureau);
}

/* The order of the list, with the start before it; a name that looks like a formula is text. */
static void
test_files (void)
{
  Bureau bureau;

  open_grid (&bureau);
  bureau_make (&bureau, "risk_point", "code=P9", "name==1+1", "grid=G1", "@=118.09,27.3",
               "kind=key_source", "risk_level=yellow", "control_measures=walk", NULL);
  {
    g_autoptr (SuyPatrolList) list = patrol_of (&bureau, NULL);
    g_autofree char *gpx = suy_patrol_list_write_gpx (list, "Way");
    g_autofree char *csv = suy_patrol_list_write_csv (list);
    g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
    const char *at = gpx;

    g_assert_cmpuint (g_strv_length (lines), ==, 1 + 4 + 1);
    for (guint i = 0; i < list->stops->len; i++)
      {
        const SuyPatrolStop *stop = list->stops->pdata[i];
        g_autofree char *name = g_strdup_printf ("<name>%s</name>", stop->code);
        g_autofree char *row = g_strdup_printf ("%u,%s,", i + 1, stop->code);

        at = strstr (at, name);
        g_assert_nonnull (at);
        g_assert_true (g_str_has_prefix (lines[i + 1], row));
      }
    g_assert_nonnull (strstr (csv, ",'=1+1,"));
    g_assert_nonnull (strstr (gpx, "lat=\"27.3000000\" lon=\"118.0000000\""));
  }
  bureau_close (&bureau);
}

static void
assert_stops (const SuyPatrolList *list, const char *codes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->stops->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : " ",
                            ((SuyPatrolStop *) list->stops->pdata[i])->code);
  g_assert_cmpstr (text->str, ==, codes);
}

/* All less those visited, the cells below with it, others not. */
static void
test_stops (void)
{
  const SuyPoint east = { 1180400000, 273000000 };
  Bureau bureau;
  g_autoptr (SuyPatrolList) all = NULL;
  g_autoptr (SuyPatrolList) back = NULL;

  open_grid (&bureau);
  all = patrol_of (&bureau, NULL);
  assert_stops (all, "P2 P3 P1");
  g_assert_cmpuint (all->n_points, ==, 3);
  g_assert_cmpuint (all->n_visited, ==, 0);
  g_assert_cmpfloat_with_epsilon (all->straight_m, 2970, 10); /* 0.03 degrees at 27.3 */
  g_assert_cmpfloat_with_epsilon (all->minutes, all->straight_m * 1.4 / 40000 * 60, 1e-9);
  back = patrol_of (&bureau, &east);
  assert_stops (back, "P1 P3 P2");
  bureau_close (&bureau);
}

static void
test_visited (void)
{
  Bureau bureau;
  g_autoptr (SuyPatrolList) before = NULL;
  g_autoptr (SuyPatrolList) after = NULL;

  open_grid (&bureau);
  bureau_make (&bureau, "patrol", "name=Old", "grid=G1", "inspector=grid_inspector",
               "risk_point=P1", "started_at=today-40T", NULL);
  before = patrol_of (&bureau, NULL);
  assert_stops (before, "P2 P3 P1"); /* another month */
  bureau_make (&bureau, "patrol", "name=New", "grid=G1", "inspector=grid_inspector",
               "risk_point=P1", "started_at=todayT", NULL);
  bureau_make (&bureau, "patrol", "name=New", "grid=G1", "inspector=grid_inspector",
               "visited=P3;P4", "started_at=todayT", NULL);
  after = patrol_of (&bureau, NULL);
  assert_stops (after, "P2");
  g_assert_cmpuint (after->n_visited, ==, 2);
  bureau_close (&bureau);
}

static void
test_cases (void)
{
  Bureau bureau;
  g_autoptr (SuyPatrolList) list = NULL;
  const SuyPatrolStop *stop;

  open_grid (&bureau);
  bureau_make (&bureau, "problem", "title=Dust", "source=patrol", "medium=air",
               "found_at=today-20T", "description=Dust", "@=118.03,27.3", "risk_point=P1", NULL);
  bureau_make (&bureau, "problem", "title=Dust", "source=patrol", "medium=air",
               "found_at=today-20T", "description=Dust", "@=118.015,27.3", "risk_point=P4", NULL);
  bureau_move (
      &bureau, "hq_clerk", "inspection",
      bureau_make (&bureau, "inspection", "name=Check", "kind=daily_patrol", "risk_point=P1", NULL),
      "plan", NULL);
  list = patrol_of (&bureau, NULL);
  stop = list->stops->pdata[2];
  g_assert_cmpstr (stop->code, ==, "P1");
  g_assert_cmpuint (stop->n_cases, ==, 1);
  g_assert_cmpuint (stop->n_checks, ==, 1);
  stop = list->stops->pdata[0];
  g_assert_cmpuint (stop->n_cases, ==, 0);
  g_assert_cmpuint (stop->n_checks, ==, 0);
  bureau_close (&bureau);
}

static void
test_none (void)
{
  Bureau bureau;
  g_autoptr (GError) error = NULL;

  open_grid (&bureau);
  bureau_act_as (&bureau, "hq_clerk");
  g_assert_null (suy_workspace_get_patrol_list (bureau.workspace, 0, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/patrol-list/stops/in-order", test_stops);
  g_test_add_func ("/workspace/patrol-list/visited/month", test_visited);
  g_test_add_func ("/workspace/patrol-list/cases/open", test_cases);
  g_test_add_func ("/workspace/patrol-list/cell/none", test_none);
  g_test_add_func ("/workspace/patrol-list/walked/saved", test_saved);
  g_test_add_func ("/workspace/patrol-list/walked/own-checks", test_own_checks);
  g_test_add_func ("/workspace/patrol-list/files/order", test_files);

  return g_test_run ();
}
