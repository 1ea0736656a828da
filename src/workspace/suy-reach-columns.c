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
#include "suy-workspace-private.h"

#define MAX_CELLS 16u

static const SuyRegister *
reaches (SuyWorkspace *self)
{
  return suy_catalog_find (suy_workspace_get_catalog (self), "river_reach");
}

/* ---- texts as numbers ---- */

/* Texts that are whole numbers stand for themselves; all others are counted from here on. */
#define FIRST_WORD (G_GINT64_CONSTANT (1) << 60)
#define MAX_DIGITS 17

typedef struct
{
  GHashTable *numbers; /* text to place in the order of first sight, from 1 */
  GStringChunk *texts;
} Words;

static void
words_init (Words *self)
{
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_string_chunk_new (65536);
}

static void
words_clear (Words *self)
{
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* A number above 0 as it is usually written; "007" and "7" are two texts. */
static gboolean
is_plain_number (const char *text, gint64 *number)
{
  const char *at = text;

  *number = 0;
  if (*text < '1' || *text > '9')
    return FALSE;
  for (; *at >= '0' && *at <= '9' && at - text < MAX_DIGITS; at++)
    *number = *number * 10 + (*at - '0');

  return *at == '\0';
}

/* Equal texts get equal numbers, above 0; no text and the empty one get 0. */
static gint64
words_number (Words *self, const SuyValue *value)
{
  gint64 number;
  guint place;

  if (value->type != SUY_VALUE_TEXT || *value->text == '\0')
    return 0;
  if (is_plain_number (value->text, &number))
    return number;

  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, value->text));
  if (place == 0)
    {
      place = g_hash_table_size (self->numbers) + 1;
      g_hash_table_insert (self->numbers, g_string_chunk_insert (self->texts, value->text),
                           GUINT_TO_POINTER (place));
    }

  return FIRST_WORD + place;
}

/* ---- columns ---- */

enum
{
  CELL_FROM,
  CELL_TO,
  CELL_LENGTH,
  CELL_HOURS,
  CELL_PATH,
  CELL_NAME,
  CELL_ORDER,
  CELL_TOP,
  CELL_FOOT,
  N_CELLS,
};

static const char *const cell_names[N_CELLS] = {
  "from_node", "to_node",  "length_m",  "travel_h",  "level_path",
  "name",      "strahler", "elev_up_m", "elev_dn_m",
};

typedef struct
{
  SuyReachColumns *columns;
  SuyFeatureSet *set;
  guint32 next;
  gboolean has_nodes;
  Words nodes, paths, names;
} Reading;

static void
reading_clear (Reading *self)
{
  words_clear (&self->nodes);
  words_clear (&self->paths);
  words_clear (&self->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

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

static void
take_row (gint64 id, const SuyValue *cells, gpointer data)
{
  Reading *self = data;
  SuyReachColumns *columns = self->columns;
  const SuyValue *path = &cells[CELL_PATH];
  guint32 i;

  if (!suy_reach_find_row (self->set, id, &self->next, &i))
    return;
  columns->length_m[i] = length_of (self->set, i, &cells[CELL_LENGTH]);
  columns->travel_h[i] = real_of (&cells[CELL_HOURS]);
  columns->elevation_up[i] = real_of (&cells[CELL_TOP]);
  columns->elevation_down[i] = real_of (&cells[CELL_FOOT]);
  if (cells[CELL_ORDER].type == SUY_VALUE_INTEGER)
    columns->order[i] = cells[CELL_ORDER].integer;
  columns->name[i] = words_number (&self->names, &cells[CELL_NAME]);
  if (path->type == SUY_VALUE_TEXT && strcmp (path->text, "0") != 0)
    columns->level_path[i] = words_number (&self->paths, path);
  columns->from_node[i] = words_number (&self->nodes, &cells[CELL_FROM]);
  columns->to_node[i] = words_number (&self->nodes, &cells[CELL_TO]);
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
}

/* ---- where no reach names its nodes ---- */

typedef struct
{
  SuyFeatureSet *set;
  guint32 next;
  Words words;
  gint64 *code, *down; /* of each row */
  gboolean any;
} Keys;

static void
keys_clear (Keys *self)
{
  words_clear (&self->words);
  g_free (self->code);
  g_free (self->down);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, keys_clear)

static void
take_keys (gint64 id, const SuyValue *cells, gpointer data)
{
  Keys *self = data;
  guint32 i;

  if (!suy_reach_find_row (self->set, id, &self->next, &i))
    return;
  self->code[i] = words_number (&self->words, &cells[0]);
  self->down[i] = words_number (&self->words, &cells[1]);
  self->any |= self->down[i] != 0;
}

static void
nodes_from_keys (const Keys *keys, SuyReachColumns *columns)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree guint32 *down = g_new (guint32, columns->n);

  for (guint32 i = 0; i < columns->n; i++)
    if (keys->code[i] != 0)
      g_hash_table_insert (by_code, &keys->code[i], GUINT_TO_POINTER (i + 1));
  for (guint32 i = 0; i < columns->n; i++)
    {
      gpointer found = keys->down[i] == 0 ? NULL : g_hash_table_lookup (by_code, &keys->down[i]);

      down[i] = found == NULL ? G_MAXUINT32 : GPOINTER_TO_UINT (found) - 1;
    }
  suy_network_nodes_from_down (down, columns->n, columns->from_node, columns->to_node);
}

static void
nodes_from_ends (SuyFeatureSet *set, SuyReachColumns *columns)
{
  g_autofree SuyPoint *first = g_new (SuyPoint, columns->n);
  g_autofree SuyPoint *last = g_new (SuyPoint, columns->n);

  for (guint32 i = 0; i < columns->n; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (set, i);
      guint32 n = suy_shape_get_n_points (&shape);

      /* A reach without a line meets nothing: its ends are places of its own, off the map. */
      first[i] = n > 0 ? shape.points[0] : (SuyPoint){ G_MININT32, (gint32) i };
      last[i] = n > 0 ? shape.points[n - 1] : (SuyPoint){ G_MAXINT32, (gint32) i };
    }
  suy_network_nodes_from_ends (first, last, columns->n, columns->from_node, columns->to_node);
}

static gboolean
find_nodes (SuyWorkspace *self, SuyFeatureSet *set, SuyReachColumns *columns, GError **error)
{
  static const char *const names[] = { "code", "down_key" };
  g_auto (Keys) keys = { .set = set };

  words_init (&keys.words);
  keys.code = g_new0 (gint64, columns->n);
  keys.down = g_new0 (gint64, columns->n);
  if (!suy_workspace_scan_reaches (self, names, G_N_ELEMENTS (names), take_keys, &keys, error))
    return FALSE;

  columns->meet = keys.any ? SUY_MEET_DOWN : SUY_MEET_ENDS;
  if (keys.any)
    nodes_from_keys (&keys, columns);
  else
    nodes_from_ends (set, columns);

  return TRUE;
}

/* ---- reading ---- */

gboolean
suy_workspace_scan_reaches (SuyWorkspace *self,
                            const char *const *names,
                            guint n_names,
                            SuyStoreEachRow each,
                            gpointer user_data,
                            GError **error)
{
  const SuyField *fields[MAX_CELLS];
  const SuyCellScan scan = { .fields = fields, .n_fields = n_names };

  g_return_val_if_fail (n_names <= MAX_CELLS, FALSE);

  for (guint i = 0; i < n_names; i++)
    fields[i] = suy_register_find (reaches (self), names[i]);

  return suy_store_scan_cells (self->store, reaches (self), &scan, each, user_data, error);
}

gboolean
suy_workspace_read_reaches (SuyWorkspace *self, SuyReachColumns *columns, GError **error)
{
  SuyFeatureSet *set = suy_workspace_get_features (self, reaches (self), error);
  g_auto (Reading) reading = { .columns = columns, .set = set };

  if (set == NULL)
    return FALSE;
  columns_init (columns, suy_feature_set_get_n (set));
  words_init (&reading.nodes);
  words_init (&reading.paths);
  words_init (&reading.names);
  if (!suy_workspace_scan_reaches (self, cell_names, N_CELLS, take_row, &reading, error))
    return FALSE;
  if (!reading.has_nodes)
    return find_nodes (self, set, columns, error);

  columns->meet = SUY_MEET_IDS;
  open_blank_ends (columns);

  return TRUE;
}
