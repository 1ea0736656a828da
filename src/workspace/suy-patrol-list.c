/* suy-patrol-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-patrol-list.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "suy-coverage.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-id.h"
#include "suy-route.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define LENGTH_OF_MONTH 7 /* "2026-11" */

static void
stop_free (gpointer data)
{
  SuyPatrolStop *stop = data;

  g_free (stop->code);
  g_free (stop->name);
  g_free (stop);
}

void
suy_patrol_list_free (SuyPatrolList *self)
{
  g_ptr_array_unref (self->stops);
  g_free (self->rule_text);
  g_free (self);
}

/* ---- scans ---- */

typedef struct
{
  SuyWorkspace *workspace;
  SuyPatrolList *list;
  GHashTable *cells;   /* gint64 of a grid cell, itself: the cell and those below it */
  GHashTable *visited; /* gint64 of a point, itself */
  GHashTable *codes;   /* codes of points that a patrol names */
  GHashTable *stops;   /* gint64 of a point to its SuyPatrolStop */
  SuyMoves *machine;
} Scan;

static gboolean
scan_register (Scan *scan,
               const char *name,
               const char *const *columns,
               SuyStoreEachRow each,
               GError **error)
{
  const SuyRegister *reg = suy_workspace_register (scan->workspace, name, error);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  for (guint i = 0; reg != NULL && columns[i] != NULL; i++)
    {
      const SuyField *field = suy_register_find (reg, columns[i]);

      if (field == NULL)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       "The catalog of this workspace has no “%s” of “%s”", columns[i], name);
          return FALSE;
        }
      g_ptr_array_add (fields, (gpointer) field);
    }

  return reg != NULL &&
         suy_store_scan_cells (
             scan->workspace->store, reg,
             &(SuyCellScan){ .fields = (const SuyField *const *) (void *) fields->pdata,
                             .n_fields = fields->len },
             each, scan, error);
}

static const char *
text_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_TEXT ? value->text : "";
}

static gboolean
has (GHashTable *ids, const SuyValue *link)
{
  return link->type == SUY_VALUE_INTEGER && g_hash_table_contains (ids, &link->integer);
}

static void
add_id (GHashTable *ids, gint64 id)
{
  g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

/* ---- the cell ---- */

static void
on_cell (gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;

  if (has (scan->cells, &values[0]))
    add_id (scan->cells, id);
}

/* Cells below cells, until none is new. */
static gboolean
find_cells (Scan *scan, GError **error)
{
  static const char *const columns[] = { "parent", NULL };
  guint before = 0;

  add_id (scan->cells, scan->list->grid);
  while (g_hash_table_size (scan->cells) > before)
    {
      before = g_hash_table_size (scan->cells);
      if (!scan_register (scan, "grid_cell", columns, on_cell, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- what was visited ---- */

static gboolean
is_of_month (Scan *scan, const char *started)
{
  g_autofree char *day = NULL;

  if (!suy_date_is_time (started))
    return FALSE;
  day = suy_date_from_day (suy_date_day_of_moment (suy_date_get_moment (started)));

  return strncmp (day, suy_workspace_get_today (scan->workspace), LENGTH_OF_MONTH) == 0;
}

static void
on_patrol (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *codes;

  if (!is_of_month (scan, text_of (&values[0])))
    return;
  if (values[1].type == SUY_VALUE_INTEGER)
    add_id (scan->visited, values[1].integer);
  node = json_from_string (text_of (&values[2]), NULL);
  codes = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; codes != NULL && i < json_array_get_length (codes); i++)
    g_hash_table_add (scan->codes, g_strdup (json_array_get_string_element (codes, i)));
}

/* ---- the points ---- */

static void
on_point (gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  SuyPatrolStop *stop;

  if (!has (scan->cells, &values[0]))
    return;
  scan->list->n_points++;
  if (g_hash_table_contains (scan->visited, &id) ||
      g_hash_table_contains (scan->codes, text_of (&values[1])))
    {
      scan->list->n_visited++;
      return;
    }
  stop = g_new0 (SuyPatrolStop, 1);
  stop->id = id;
  stop->code = g_strdup (text_of (&values[1]));
  stop->name = g_strdup (text_of (&values[2]));
  g_ptr_array_add (scan->list->stops, stop);
}

/* Points without a place cannot be on a way. */
static gboolean
place_stops (Scan *scan, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (scan->workspace, "risk_point", error);
  SuyFeatureSet *set =
      reg == NULL ? NULL : suy_workspace_get_features (scan->workspace, reg, error);
  GPtrArray *stops = scan->list->stops;
  guint32 at;

  if (set == NULL)
    return FALSE;
  for (guint i = 0; i < stops->len;)
    {
      SuyPatrolStop *stop = stops->pdata[i];

      if (suy_feature_set_find (set, stop->id, &at))
        {
          stop->point = suy_feature_set_get_shape (set, at).points[0];
          g_hash_table_insert (scan->stops, &stop->id, stop);
          i++;
        }
      else
        {
          scan->list->n_unplaced++;
          g_ptr_array_remove_index (stops, i);
        }
    }

  return TRUE;
}

static void
on_problem (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  SuyPatrolStop *stop = values[0].type == SUY_VALUE_INTEGER
                            ? g_hash_table_lookup (scan->stops, &values[0].integer)
                            : NULL;

  if (stop != NULL && !suy_moves_is_final (scan->machine, text_of (&values[1])))
    stop->n_cases++;
}

static void
on_inspection (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  static const char *const states[] = { "planned", "assigned", NULL };
  Scan *scan = data;
  SuyPatrolStop *stop = values[0].type == SUY_VALUE_INTEGER
                            ? g_hash_table_lookup (scan->stops, &values[0].integer)
                            : NULL;

  if (stop != NULL && g_strv_contains (states, text_of (&values[1])))
    stop->n_checks++;
}

static gboolean
collect (Scan *scan, GError **error)
{
  static const char *const patrols[] = { "started_at", "risk_point", "visited", NULL };
  static const char *const points[] = { "grid", "code", "name", NULL };
  static const char *const about[] = { "risk_point", "state", NULL };
  const SuyRegister *problems = suy_workspace_register (scan->workspace, "problem", error);

  scan->machine =
      problems == NULL ? NULL : suy_workspace_get_machine (scan->workspace, problems, error);

  return scan->machine != NULL && find_cells (scan, error) &&
         scan_register (scan, "patrol", patrols, on_patrol, error) &&
         scan_register (scan, "risk_point", points, on_point, error) && place_stops (scan, error) &&
         scan_register (scan, "problem", about, on_problem, error) &&
         scan_register (scan, "inspection", about, on_inspection, error);
}

/* ---- the way ---- */

static gboolean
order_stops (SuyPatrolList *list, GError **error)
{
  guint n = list->stops->len;
  g_autofree SuyPoint *points = g_new (SuyPoint, MAX (n, 1));
  g_autofree guint *order = g_new (guint, MAX (n, 1));
  g_autoptr (GPtrArray) before = NULL;
  SuyPoint at = list->start;

  if (n > SUY_ROUTE_MAX)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("%u points are too many for one patrol: choose a smaller grid cell"), n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    points[i] = ((SuyPatrolStop *) list->stops->pdata[i])->point;
  list->straight_m = suy_route_plan (list->start, points, n, SUY_ROUTE_MAX_EXACT, order);
  list->minutes = suy_coverage_estimate_min (list->straight_m);

  before = g_steal_pointer (&list->stops);
  g_ptr_array_set_free_func (before, NULL);
  list->stops = g_ptr_array_new_with_free_func (stop_free);
  for (guint i = 0; i < n; i++)
    {
      SuyPatrolStop *stop = before->pdata[order[i]];

      stop->leg_m = suy_geodesic_distance (at, stop->point);
      at = stop->point;
      g_ptr_array_add (list->stops, stop);
    }

  return TRUE;
}

/* ---- cell and start ---- */

static gint64
find_own_cell (SuyWorkspace *self, GError **error)
{
  const SuyRegister *people = suy_workspace_register (self, "person", error);
  const SuyRegister *cells = suy_workspace_register (self, "grid_cell", error);
  SuyFilter filter = { NULL, SUY_FILTER_EQUAL, SUY_INTEGER (0) };
  const SuySelection selection = { .filters = &filter, .n_filters = 1 };
  g_autoptr (GArray) ids = NULL;

  if (people == NULL || cells == NULL)
    return 0;
  filter.field = suy_register_find (cells, "inspector");
  filter.value.integer =
      self->person == NULL ? 0 : suy_store_find (self->store, people, self->person, NULL);
  ids = suy_store_select (self->store, cells, &selection, error);
  if (ids != NULL && ids->len == 0)
    g_set_error_literal (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                         _ ("The acting person is the inspector of no grid cell: name a cell"));

  return ids == NULL || ids->len == 0 ? 0 : g_array_index (ids, gint64, 0);
}

static gboolean
find_seat (SuyWorkspace *self, gint64 grid, SuyPoint *seat, GError **error)
{
  const SuyRegister *cells = suy_workspace_register (self, "grid_cell", error);
  const SuyRegister *towns = suy_workspace_register (self, "township", error);
  g_autoptr (SuyRecord) cell =
      cells == NULL || towns == NULL ? NULL : suy_store_get (self->store, cells, grid, error);
  g_autoptr (SuyRecord) town = NULL;
  gint64 id = cell == NULL ? 0 : suy_record_get_integer (cell, "township");

  if (cell == NULL)
    return FALSE;
  town = id == 0 ? NULL : suy_store_get (self->store, towns, id, NULL);
  if (town == NULL || isnan (suy_record_get_real (town, "seat_lon")) ||
      isnan (suy_record_get_real (town, "seat_lat")))
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                           _ ("Nobody knows the seat of the cell's township: say where the way "
                              "starts"));
      return FALSE;
    }
  *seat = (SuyPoint){ (gint32) lround (suy_record_get_real (town, "seat_lon") * 1e7),
                      (gint32) lround (suy_record_get_real (town, "seat_lat") * 1e7) };

  return TRUE;
}

SuyPatrolList *
suy_workspace_get_patrol_list (SuyWorkspace *self,
                               gint64 grid,
                               const SuyPoint *start,
                               GError **error)
{
  g_autoptr (SuyPatrolList) list = g_new0 (SuyPatrolList, 1);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) visited = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) stops = g_hash_table_new (suy_id_hash, g_int64_equal);
  Scan scan = { self, list, cells, visited, codes, stops, NULL };

  list->stops = g_ptr_array_new_with_free_func (stop_free);
  list->grid = grid != 0 ? grid : find_own_cell (self, error);
  if (list->grid == 0)
    return NULL;
  if (start != NULL)
    list->start = *start;
  else if (!find_seat (self, list->grid, &list->start, error))
    return NULL;
  if (!collect (&scan, error) || !order_stops (list, error))
    return NULL;
  list->rule_text = g_strdup (_ ("Estimated: legs are straight; minutes are 1.4 times their length "
                                 "at 40 km/h, without the time on site (F-12)."));

  return g_steal_pointer (&list);
}
