/* suy-cmd-patrol.c: suyuanctl patrol: points to visit this month, in the order of the way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-error.h"
#include "suy-patrol-file.h"
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

/* Ids of the stops with these codes, parted by commas.  NULL with @error set: one is no stop. */
static GArray *
find_seen (const SuyPatrolList *list, const char *codes, GError **error)
{
  g_auto (GStrv) words = g_strsplit (codes, ",", -1);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint before = seen->len;

      for (guint k = 0; k < list->stops->len; k++)
        {
          const SuyPatrolStop *stop = list->stops->pdata[k];

          if (g_str_equal (stop->code, g_strstrip (words[i])))
            g_array_append_val (seen, stop->id);
        }
      if (seen->len == before)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                       _ ("“%s” is no point of this patrol list. Name points of the list"),
                       words[i]);
          return NULL;
        }
    }

  return g_steal_pointer (&seen);
}

/* Saves the points that were seen as a patrol that begins and ends now. */
static gboolean
save (SuyWorkspace *workspace, const SuyPatrolList *list, const char *codes, GError **error)
{
  g_autoptr (GArray) seen = find_seen (list, codes, error);
  const SuyRegister *reg = NULL;
  g_autofree char *key = NULL, *now = NULL;
  gint64 id;

  if (seen == NULL)
    return FALSE;
  now = suy_workspace_make_patrol_time (workspace);
  id = suy_workspace_save_patrol (workspace, list, seen, now, NULL, error);
  if (id == 0)
    return FALSE;
  reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "patrol");
  key = suy_workspace_get_key (workspace, reg, id);
  g_print ("patrol:%s\n", key);

  return TRUE;
}

static gboolean
write_gpx (SuyWorkspace *workspace, const SuyPatrolList *list, const char *path, GError **error)
{
  const SuyRegister *cells = suy_catalog_find (suy_workspace_get_catalog (workspace), "grid_cell");
  g_autofree char *cell = suy_workspace_describe (workspace, cells, list->grid);
  g_autofree char *text = suy_patrol_list_write_gpx (list, cell);

  return g_file_set_contents (path, text, -1, error);
}

int
suy_cmd_patrol (int argc, char **argv)
{
  g_autofree char *grid = NULL, *start = NULL, *gpx = NULL, *seen = NULL;
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "grid", 0, 0, G_OPTION_ARG_STRING, &grid,
      N_ ("The grid cell; without it that of the acting inspector"), "KEY" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &start,
      N_ ("Where the way starts; without it the township's seat"), "LON,LAT" },
    { "gpx", 0, 0, G_OPTION_ARG_FILENAME, &gpx, N_ ("Write the way as a GPX file as well"),
      "FILE" },
    { "seen", 0, 0, G_OPTION_ARG_STRING, &seen,
      N_ ("Save a patrol that has seen these points, and list nothing"), "CODES" },
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

  workspace =
      suy_cli_open (argv[1], seen != NULL ? SUY_STORE_WRITE : SUY_STORE_READ, &common, &error);
  if (workspace != NULL && grid != NULL)
    cell = find_grid (workspace, grid, &error);
  if (workspace != NULL && error == NULL)
    list = suy_workspace_get_patrol_list (workspace, cell, start == NULL ? NULL : &from, &error);
  if (list == NULL || (gpx != NULL && !write_gpx (workspace, list, gpx, &error)) ||
      (seen != NULL && !save (workspace, list, seen, &error)))
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  if (seen == NULL)
    print (list, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
