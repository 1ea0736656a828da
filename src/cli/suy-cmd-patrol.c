/* suy-cmd-patrol.c: suyuanctl patrol: points to visit this month, in the order of the way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-patrol-list.h"
#include "suy-table.h"

static void
print (const SuyPatrolList *list, const char *format)
{
  g_autoptr (SuyTable) table = suy_table_new (
      "stops", "stop", SUY_COLUMN_NUMBER, "key", SUY_COLUMN_TEXT, "name", SUY_COLUMN_TEXT, "leg_m",
      SUY_COLUMN_NUMBER, "open_cases", SUY_COLUMN_NUMBER, "due_checks", SUY_COLUMN_NUMBER, NULL);
  g_autofree char *way = g_strdup_printf (_ ("Way: %.1f km straight, about %.0f minutes."),
                                          list->straight_m / 1000.0, list->minutes);

  for (guint i = 0; i < list->stops->len; i++)
    {
      const SuyPatrolStop *stop = list->stops->pdata[i];
      g_autoptr (SuyGeometry) place = suy_geometry_new_point (stop->point);

      suy_table_add_row (table, place);
      suy_table_add_integer (table, i + 1);
      suy_table_add_text (table, stop->code);
      suy_table_add_text (table, stop->name);
      suy_table_add_number (table, round (stop->leg_m));
      suy_table_add_integer (table, stop->n_cases);
      suy_table_add_integer (table, stop->n_checks);
    }
  suy_table_add_count (table, "points", _ ("Points of the cell"), list->n_points);
  suy_table_add_count (table, "visited", _ ("Visited this month"), list->n_visited);
  suy_table_add_count (table, "unplaced", _ ("Without a place, not on the way"), list->n_unplaced);
  suy_table_add_note (table, "way", way);
  suy_table_add_note (table, "rule", list->rule_text);
  suy_table_print (table, format);
}

/* A cell by its key; 0 with or without @error set. */
static gint64
find_grid (SuyWorkspace *workspace, const char *key, GError **error)
{
  g_autofree char *text =
      strchr (key, ':') != NULL ? g_strdup (key) : g_strconcat ("grid_cell:", key, NULL);
  const SuyRegister *reg;
  gint64 id = 0;

  return suy_workspace_resolve (workspace, text, &reg, &id, error) ? id : 0;
}

int
suy_cmd_patrol (int argc, char **argv)
{
  g_autofree char *grid = NULL, *start = NULL;
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "grid", 0, 0, G_OPTION_ARG_STRING, &grid,
      N_ ("The grid cell; without it that of the acting inspector"), "KEY" },
    { "start", 0, 0, G_OPTION_ARG_STRING, &start,
      N_ ("Where the way starts; without it the township's seat"), "LON,LAT" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (SuyPatrolList) list = NULL;
  gint64 cell = 0;
  SuyPoint from;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common) ||
      (start != NULL && !suy_cli_parse_at (start, &from)))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace != NULL && grid != NULL)
    cell = find_grid (workspace, grid, &error);
  if (workspace != NULL && error == NULL)
    list = suy_workspace_get_patrol_list (workspace, cell, start == NULL ? NULL : &from, &error);
  if (list == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  print (list, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
