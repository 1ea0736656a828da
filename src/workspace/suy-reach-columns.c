/* suy-reach-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How reaches meet: by from_node and to_node where any reach gives them, then never by touch; else
 * by down_key; else by equal end points, digitised downstream. */

#include "config.h"

#include "suy-reach-columns.h"

#include <math.h>

#include "suy-geodesic.h"
#include "suy-id.h"

#define MAX_CELLS 16u

static const SuyRegister *
reaches (SuyStore *store)
{
  return suy_catalog_find (suy_store_get_catalog (store), "river_reach");
}

static const char *
text_of (const SuyValue *cell)
{
  return cell->type == SUY_VALUE_TEXT ? cell->text : NULL;
}

/* ---- columns ---- */

const char *const suy_reach_cell_names[SUY_REACH_CELLS] = {
  "from_node", "to_node",   "length_m",  "travel_h", "level_path", "name",
  "strahler",  "elev_up_m", "elev_dn_m", "code",     "down_key",
};

typedef struct
{
  SuyReachColumns *columns;
  SuyFeatureSet *set;
  guint32 next;
  gboolean has_nodes, has_keys;
} Reading;

static double *
new_unknown (guint32 n)
{
  double *column = g_new (double, n);

  for (guint32 i = 0; i < n; i++)
    column[i] = NAN;

  return column;
}

static void
columns_init (SuyReachColumns *self, guint32 n)
{
  self->n = n;
  self->from_node = g_new0 (gint64, n);
  self->to_node = g_new0 (gint64, n);
  self->level_path = g_new0 (gint64, n);
  self->name = g_new0 (gint64, n);
  self->order = g_new0 (gint64, n);
  self->length_m = g_new0 (double, n);
  self->travel_h = new_unknown (n);
  self->elevation_up = new_unknown (n);
  self->elevation_down = new_unknown (n);
}

void
suy_reach_columns_clear (SuyReachColumns *self)
{
  g_free (self->from_node);
  g_free (self->to_node);
  g_free (self->level_path);
  g_free (self->name);
  g_free (self->order);
  g_free (self->length_m);
  g_free (self->travel_h);
  g_free (self->elevation_up);
  g_free (self->elevation_down);
  g_free (self->code);
  g_free (self->down_key);
  suy_words_clear (&self->nodes);
  suy_words_clear (&self->paths);
  suy_words_clear (&self->names);
  suy_words_clear (&self->codes);
  *self = (SuyReachColumns){ 0 };
}

gboolean
suy_reach_find_row (SuyFeatureSet *set, gint64 id, guint32 *next, guint32 *row)
{
  *row = *next;
  if (*row >= suy_feature_set_get_n (set) || suy_feature_set_get_id (set, *row) != id)
    if (!suy_feature_set_find (set, id, row))
      return FALSE;
  *next = *row + 1;

  return TRUE;
}

static double
real_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_REAL      ? value->real
         : value->type == SUY_VALUE_INTEGER ? (double) value->integer
                                            : (double) NAN;
}

static double
length_of (SuyFeatureSet *set, guint32 row, const SuyValue *cell)
{
  double length = real_of (cell);
  SuyShape shape;

  if (isfinite (length) && length >= 0)
    return length;
  shape = suy_feature_set_get_shape (set, row);

  return suy_shape_length (&shape);
}

void
suy_reach_columns_take (SuyReachColumns *self, SuyFeatureSet *set, guint32 i, const SuyValue *cells)
{
  const char *path = text_of (&cells[SUY_REACH_PATH]);
  const SuyValue *order = &cells[SUY_REACH_ORDER];

  self->length_m[i] = length_of (set, i, &cells[SUY_REACH_LENGTH]);
  self->travel_h[i] = real_of (&cells[SUY_REACH_HOURS]);
  self->elevation_up[i] = real_of (&cells[SUY_REACH_TOP]);
  self->elevation_down[i] = real_of (&cells[SUY_REACH_FOOT]);
  self->order[i] = order->type == SUY_VALUE_INTEGER ? order->integer : 0;
  self->name[i] = suy_words_number (&self->names, text_of (&cells[SUY_REACH_NAME]));
  self->level_path[i] = g_strcmp0 (path, "0") == 0 ? 0 : suy_words_number (&self->paths, path);
}

gint64
suy_reach_columns_find_node (SuyReachColumns *self, const SuyValue *cell)
{
  return suy_words_number (&self->nodes, text_of (cell));
}

static void
take_row (gint64 id, const SuyValue *cells, gpointer data)
{
  Reading *self = data;
  SuyReachColumns *columns = self->columns;
  guint32 i;

  if (!suy_reach_find_row (self->set, id, &self->next, &i))
    return;
  suy_reach_columns_take (columns, self->set, i, cells);
  columns->from_node[i] = suy_reach_columns_find_node (columns, &cells[SUY_REACH_FROM]);
  columns->to_node[i] = suy_reach_columns_find_node (columns, &cells[SUY_REACH_TO]);
  self->has_nodes |= columns->from_node[i] != 0 || columns->to_node[i] != 0;
}

/* An end without a node gets one that nobody shares. */
static void
open_blank_ends (SuyReachColumns *self)
{
  for (guint32 i = 0; i < self->n; i++)
    {
      if (self->from_node[i] == 0)
        self->from_node[i] = -2 * (gint64) i - 1;
      if (self->to_node[i] == 0)
        self->to_node[i] = -2 * (gint64) i - 2;
    }
  self->n_blanks = 2 * (gint64) self->n;
}

/* ---- where no reach names its nodes ---- */

static void
take_keys (gint64 id, const SuyValue *cells, gpointer data)
{
  Reading *self = data;
  SuyReachColumns *columns = self->columns;
  guint32 i;

  if (!suy_reach_find_row (self->set, id, &self->next, &i))
    return;
  columns->code[i] = suy_words_number (&columns->codes, text_of (&cells[0]));
  columns->down_key[i] = suy_words_number (&columns->codes, text_of (&cells[1]));
  self->has_keys |= columns->down_key[i] != 0;
}

/* Of several reaches of one code the last counts. */
static void
nodes_from_keys (SuyReachColumns *self)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (suy_id_hash, g_int64_equal);
  g_autofree guint32 *down = g_new (guint32, self->n);

  for (guint32 i = 0; i < self->n; i++)
    if (self->code[i] != 0)
      g_hash_table_insert (by_code, &self->code[i], GUINT_TO_POINTER (i + 1));
  for (guint32 i = 0; i < self->n; i++)
    {
      gpointer found =
          self->down_key[i] == 0 ? NULL : g_hash_table_lookup (by_code, &self->down_key[i]);

      down[i] = found == NULL ? G_MAXUINT32 : GPOINTER_TO_UINT (found) - 1;
    }
  suy_network_nodes_from_down (down, self->n, self->from_node, self->to_node);
  self->n_blanks = 2 * (gint64) self->n;
}

gboolean
suy_reach_get_ends (SuyFeatureSet *set, guint32 i, SuyPoint *first, SuyPoint *last)
{
  SuyShape shape = suy_feature_set_get_shape (set, i);
  guint32 n = suy_shape_get_n_points (&shape);

  if (n == 0)
    return FALSE;
  *first = shape.points[0];
  *last = shape.points[n - 1];

  return TRUE;
}

static void
nodes_from_ends (SuyFeatureSet *set, SuyReachColumns *columns)
{
  g_autofree SuyPoint *first = g_new (SuyPoint, columns->n);
  g_autofree SuyPoint *last = g_new (SuyPoint, columns->n);

  for (guint32 i = 0; i < columns->n; i++)
    if (!suy_reach_get_ends (set, i, &first[i], &last[i]))
      {
        /* A reach without a line meets nothing: its ends are places of its own, off the map. */
        first[i] = (SuyPoint){ G_MININT32, (gint32) (2 * i) };
        last[i] = (SuyPoint){ G_MININT32, (gint32) (2 * i + 1) };
      }
  suy_network_nodes_from_ends (first, last, columns->n, columns->from_node, columns->to_node);
  columns->n_blanks = 2 * (gint64) columns->n;
}

static gboolean
find_nodes (Reading *self, SuyStore *store, GError **error)
{
  SuyReachColumns *columns = self->columns;

  columns->code = g_new0 (gint64, columns->n);
  columns->down_key = g_new0 (gint64, columns->n);
  self->next = 0;
  if (!suy_reach_scan (store, suy_reach_cell_names + SUY_REACH_CODE, 2, NULL, take_keys, self,
                       error))
    return FALSE;

  columns->meet = self->has_keys ? SUY_MEET_DOWN : SUY_MEET_ENDS;
  if (self->has_keys)
    {
      nodes_from_keys (columns);
      return TRUE;
    }
  g_clear_pointer (&columns->code, g_free);
  g_clear_pointer (&columns->down_key, g_free);
  suy_words_clear (&columns->codes);
  nodes_from_ends (self->set, columns);

  return TRUE;
}

/* ---- reading ---- */

gboolean
suy_reach_scan (SuyStore *store,
                const char *const *names,
                guint n_names,
                const GArray *ids,
                SuyStoreEachRow each,
                gpointer user_data,
                GError **error)
{
  const SuyField *fields[MAX_CELLS];
  const SuyCellScan scan = { .fields = fields,
                             .n_fields = n_names,
                             .ids = ids == NULL ? NULL : (const gint64 *) (gpointer) ids->data,
                             .n_ids = ids == NULL ? 0 : ids->len };

  g_return_val_if_fail (n_names <= MAX_CELLS, FALSE);

  for (guint i = 0; i < n_names; i++)
    fields[i] = suy_register_find (reaches (store), names[i]);

  return (ids != NULL && ids->len == 0) ||
         suy_store_scan_cells (store, reaches (store), &scan, each, user_data, error);
}

gboolean
suy_reach_columns_read (SuyReachColumns *columns,
                        SuyStore *store,
                        SuyFeatureSet *set,
                        GError **error)
{
  Reading reading = { .columns = columns, .set = set };

  columns_init (columns, suy_feature_set_get_n (set));
  if (!suy_reach_scan (store, suy_reach_cell_names, SUY_REACH_CODE, NULL, take_row, &reading,
                       error))
    return FALSE;
  if (!reading.has_nodes)
    return find_nodes (&reading, store, error);

  columns->meet = SUY_MEET_IDS;
  open_blank_ends (columns);

  return TRUE;
}
