/* suy-figure-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-figure-run.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-filter-text.h"
#include "suy-readers.h"

#define MONTHS_OF_QUARTER 3

/* ---- paths ---- */

static void
value_free (gpointer data)
{
  suy_value_clear (data);
  g_free (data);
}

static void
path_free (gpointer data)
{
  SuyFigurePath *path = data;

  g_free (path->path);
  g_clear_pointer (&path->cells, g_hash_table_unref);
  g_free (path);
}

const SuyFigurePath *
suy_figure_run_find (const SuyFigureRun *self, const char *path)
{
  for (guint i = 0; i < self->paths->len; i++)
    if (g_str_equal (((const SuyFigurePath *) self->paths->pdata[i])->path, path))
      return self->paths->pdata[i];

  return NULL;
}

static void
on_far (gint64 id, const SuyValue *values, gpointer data)
{
  SuyValue value = suy_value_dup (values);

  g_hash_table_insert (data, g_memdup2 (&id, sizeof id), g_memdup2 (&value, sizeof value));
}

/* The cells of the far field of all records, by id. */
static gboolean
read_far (SuyFigureRun *self, SuyFigurePath *path, const char *name, GError **error)
{
  const char *names[] = { name, NULL };
  const SuyRegister *reg = suy_workspace_register (self->workspace, path->field->target, error);

  if (reg == NULL)
    return FALSE;
  path->far = suy_register_find (reg, name);
  path->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, value_free);

  return suy_cell_scan (self->workspace, reg->name, names, NULL, on_far, path->cells, error);
}

static gboolean
refuse_path (const SuyFigureRun *self, const char *path, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
               _ ("“%s” counts by “%s”, which the register “%s” of this file lacks: the file was "
                  "made by an older program."),
               self->figure->name, path, self->reg->name);

  return FALSE;
}

static gboolean
add_path (SuyFigureRun *self, const char *text, GError **error)
{
  const char *dot = text == NULL ? NULL : strchr (text, '.');
  g_autofree char *near = dot == NULL ? g_strdup (text) : g_strndup (text, (gsize) (dot - text));
  SuyFigurePath *path;

  if (text == NULL || suy_figure_is_period (text) || suy_figure_run_find (self, text) != NULL)
    return TRUE;
  path = g_new0 (SuyFigurePath, 1);
  path->path = g_strdup (text);
  path->field = suy_register_find (self->reg, near);
  g_ptr_array_add (self->paths, path);
  if (path->field == NULL || (dot != NULL && path->field->target == NULL))
    return refuse_path (self, text, error);
  if (!g_ptr_array_find (self->fields, path->field, &path->position))
    {
      path->position = self->fields->len;
      g_ptr_array_add (self->fields, (gpointer) path->field);
    }

  return dot == NULL || read_far (self, path, dot + 1, error);
}

static gboolean
add_tests (SuyFigureRun *self, const GArray *tests, GError **error)
{
  for (guint i = 0; i < tests->len; i++)
    if (!add_path (self, g_array_index (tests, SuyDutyTest, i).field, error))
      return FALSE;

  return TRUE;
}

static gboolean
add_column (SuyFigureRun *self, const SuyFigureColumn *column, GError **error)
{
  if (!suy_figure_is_gathered (column) || column->kind == SUY_FIGURE_ALL ||
      column->kind == SUY_FIGURE_LINKED)
    return TRUE;
  if (!add_path (self, column->on, error) || !add_tests (self, column->tests, error))
    return FALSE;
  for (guint i = 0; column->fields[i] != NULL; i++)
    if (!add_path (self, column->fields[i], error))
      return FALSE;

  return TRUE;
}

/* ---- cells ---- */

static void
cells_free (gpointer data, guint n)
{
  SuyFigureCell *cells = data;

  for (guint i = 0; cells != NULL && i < n; i++)
    g_clear_pointer (&cells[i].seen, g_hash_table_unref);
  g_free (cells);
}

gboolean
suy_figure_run_prepare (SuyFigureRun *self, GError **error)
{
  self->reg = suy_workspace_lookup (self->workspace, self->figure->reg, error);
  if (self->reg == NULL)
    return FALSE;
  self->paths = g_ptr_array_new_with_free_func (path_free);
  self->fields = g_ptr_array_new ();
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->total = g_new0 (SuyFigureCell, self->figure->columns->len);
  self->first = G_MAXINT64;
  self->last = G_MININT64;
  if (!add_path (self, self->by, error) || !add_path (self, self->figure->on, error) ||
      !add_tests (self, self->figure->tests, error))
    return FALSE;
  for (guint i = 0; i < self->figure->columns->len; i++)
    if (!add_column (self, self->figure->columns->pdata[i], error))
      return FALSE;

  return TRUE;
}

void
suy_figure_run_clear (SuyFigureRun *self)
{
  guint n = self->figure->columns->len;
  GHashTableIter iter;
  gpointer cells;

  if (self->groups != NULL)
    {
      g_hash_table_iter_init (&iter, self->groups);
      while (g_hash_table_iter_next (&iter, NULL, &cells))
        cells_free (cells, n);
    }
  cells_free (g_steal_pointer (&self->total), n);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
}

SuyFigureCell *
suy_figure_run_group (SuyFigureRun *self, const char *group)
{
  SuyFigureCell *cells = g_hash_table_lookup (self->groups, group);

  if (cells == NULL)
    {
      cells = g_new0 (SuyFigureCell, self->figure->columns->len);
      g_hash_table_insert (self->groups, g_strdup (group), cells);
    }

  return cells;
}

/* ---- one record ---- */

static const SuyValue *
get_value (const SuyFigureRun *self, const char *text)
{
  static const SuyValue none = { SUY_VALUE_NULL, { 0 } };
  const SuyFigurePath *path = suy_figure_run_find (self, text);
  const SuyValue *value = path == NULL ? &none : &self->values[path->position];

  if (path == NULL || path->cells == NULL)
    return value;
  value = g_hash_table_lookup (path->cells, &value->integer);

  return value == NULL ? &none : value;
}

static const SuyValue *
on_cell (const char *field, gpointer data)
{
  return get_value (data, field);
}

static gboolean
passes (SuyFigureRun *self, const GArray *tests)
{
  const SuyDutyFacts facts = { on_cell, self, SUY_CLOCK_NEVER,
                               suy_date_moment_of_day (
                                   suy_date_get_day (suy_workspace_get_today (self->workspace))) };

  return tests->len == 0 || suy_duty_check (tests, &facts);
}

static gint64
day_of (const SuyValue *value)
{
  gint64 day = suy_cell_day (value);

  return day == SUY_CELL_UNKNOWN ? suy_cell_day_of_time (value) : day;
}

/* "2026", "2026Q4", "2026-11"; "" for a day that is not known. */
static char *
period_of (const char *by, gint64 day)
{
  SuyDay split;

  if (day == SUY_CELL_UNKNOWN)
    return g_strdup ("");
  split = suy_date_split (day);
  if (g_str_equal (by, "year"))
    return g_strdup_printf ("%04d", split.year);
  if (g_str_equal (by, "month"))
    return g_strdup_printf ("%04d-%02d", split.year, split.month);

  return g_strdup_printf ("%04dQ%d", split.year, (split.month - 1) / MONTHS_OF_QUARTER + 1);
}

void
suy_figure_run_add_periods (SuyFigureRun *self)
{
  if (!suy_figure_is_period (self->by))
    return;
  for (gint64 day = self->first; day <= self->last; day++)
    {
      g_autofree char *group = period_of (self->by, day);

      suy_figure_run_group (self, group);
    }
}

/* The texts of a stored list.  (transfer full) (nullable): it is none */
static GStrv
split_list (const SuyValue *value)
{
  g_autoptr (JsonNode) root =
      value->type == SUY_VALUE_TEXT ? json_from_string (value->text, NULL) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  JsonArray *array;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (texts, g_strdup (json_array_get_string_element (array, i)));
  g_ptr_array_add (texts, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

/* ---- gathering ---- */

static void
see (SuyFigureCell *cell, char *text)
{
  if (cell->seen == NULL)
    cell->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (cell->seen, text);
}

static void
see_value (const SuyFigureRun *self, SuyFigureCell *cell, const char *path)
{
  const SuyValue *value = get_value (self, path);
  const SuyFigurePath *found = suy_figure_run_find (self, path);
  const SuyField *field = found->far == NULL ? found->field : found->far;
  g_auto (GStrv) members = field->type == SUY_FIELD_LIST ? split_list (value) : NULL;

  if (value->type == SUY_VALUE_NULL)
    return;
  if (members == NULL)
    see (cell, suy_value_to_string (value));
  for (guint i = 0; members != NULL && members[i] != NULL; i++)
    see (cell, g_strdup (members[i]));
}

gint64
suy_figure_millionths (const SuyValue *value)
{
  return value->type == SUY_VALUE_REAL ? (gint64) llround (value->real * SUY_FIGURE_MILLION)
                                       : suy_cell_integer (value) * SUY_FIGURE_MILLION;
}

static void
add_sum (const SuyFigureRun *self, SuyFigureCell *cell, const char *path)
{
  const SuyValue *value = get_value (self, path);

  if (value->type != SUY_VALUE_REAL && value->type != SUY_VALUE_INTEGER)
    return;
  cell->n++;
  cell->sum += suy_figure_millionths (value);
}

/* A record that lacks one of the numbers has no points. */
static void
add_points (const SuyFigureRun *self, const SuyFigureColumn *column, SuyFigureCell *cell)
{
  gint64 sum = 0;

  for (guint i = 0; column->fields[i] != NULL; i++)
    {
      const SuyValue *value = get_value (self, column->fields[i]);

      if (value->type == SUY_VALUE_NULL)
        return;
      sum += g_array_index (column->weights, int, i) * suy_cell_integer (value);
    }
  cell->n++;
  cell->sum += sum;
}

static void
add_days (const SuyFigureRun *self, const SuyFigureColumn *column, SuyFigureCell *cell)
{
  gint64 from = day_of (get_value (self, column->fields[0]));
  gint64 to = day_of (get_value (self, column->fields[1]));

  if (from == SUY_CELL_UNKNOWN || to == SUY_CELL_UNKNOWN)
    return;
  cell->n++;
  cell->sum += to - from;
}

static void
see_day (const SuyFigureRun *self, SuyFigureCell *cell, const char *path)
{
  gint64 day = day_of (get_value (self, path));

  if (day != SUY_CELL_UNKNOWN)
    see (cell, g_strdup_printf ("%" G_GINT64_FORMAT, day));
}

static void
add_to (SuyFigureRun *self, const SuyFigureColumn *column, SuyFigureCell *cell)
{
  switch ((guint) column->kind)
    {
    case SUY_FIGURE_COUNT:
      cell->n++;
      break;
    case SUY_FIGURE_SUM:
      add_sum (self, cell, column->fields[0]);
      break;
    case SUY_FIGURE_DISTINCT:
      see_value (self, cell, column->fields[0]);
      break;
    case SUY_FIGURE_DATES:
      see_day (self, cell, column->fields[0]);
      break;
    case SUY_FIGURE_DAYS:
      add_days (self, column, cell);
      break;
    case SUY_FIGURE_POINTS:
      add_points (self, column, cell);
      break;
    default:
      break;
    }
}

/* The day on which the column counts the record.  TRUE without one where the figure has none. */
static gboolean
is_of_year (const SuyFigureRun *self, gint64 day)
{
  return self->year == 0 || (day != SUY_CELL_UNKNOWN && suy_date_split (day).year == self->year);
}

static void
add_to_groups (SuyFigureRun *self, guint i, gint64 day)
{
  const SuyFigureColumn *column = self->figure->columns->pdata[i];
  gboolean period = suy_figure_is_period (self->by);
  g_autofree char *group = period ? period_of (self->by, day) : NULL;
  const SuyFigurePath *path = period ? NULL : suy_figure_run_find (self, self->by);
  const SuyValue *value = period ? NULL : get_value (self, self->by);
  const SuyField *field = period ? NULL : path->far == NULL ? path->field : path->far;
  g_auto (GStrv) members = period || field->type != SUY_FIELD_LIST ? NULL : split_list (value);

  if (period && day != SUY_CELL_UNKNOWN)
    {
      self->first = MIN (self->first, day);
      self->last = MAX (self->last, day);
    }
  if (period || members == NULL || *members == NULL)
    {
      if (!period)
        group = suy_value_to_string (value);
      add_to (self, column, &suy_figure_run_group (self, group)[i]);
    }
  for (guint k = 0; members != NULL && members[k] != NULL; k++)
    add_to (self, column, &suy_figure_run_group (self, members[k])[i]);
}

static void
on_row (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  SuyFigureRun *self = data;

  self->values = values;
  if (!passes (self, self->figure->tests))
    return;
  for (guint i = 0; i < self->figure->columns->len; i++)
    {
      const SuyFigureColumn *column = self->figure->columns->pdata[i];
      const char *on = column->on == NULL ? self->figure->on : column->on;
      gint64 day = on == NULL ? SUY_CELL_UNKNOWN : day_of (get_value (self, on));

      if (!suy_figure_is_gathered (column) || !passes (self, column->tests) ||
          (column->on != NULL && day == SUY_CELL_UNKNOWN))
        continue;
      if (is_of_year (self, day))
        add_to (self, column, &self->total[i]);
      if (suy_figure_is_period (self->by) || is_of_year (self, day))
        add_to_groups (self, i, day);
    }
}

gboolean
suy_figure_run_scan (SuyFigureRun *self, char **filters, GError **error)
{
  g_autoptr (GArray) chosen = suy_filter_parse (self->workspace, self->reg, filters, error);
  SuyCellScan scan = { .fields = (const SuyField *const *) (void *) self->fields->pdata,
                       .n_fields = self->fields->len };

  if (chosen == NULL)
    return FALSE;
  scan.filters = (const SuyFilter *) (void *) chosen->data;
  scan.n_filters = chosen->len;

  return suy_store_scan_cells (suy_workspace_get_store (self->workspace), self->reg, &scan, on_row,
                               self, error);
}
