/* suy-workspace-network.c: the network of the rivers, and where its hours are from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How reaches meet: by from_node and to_node where any reach gives them, then never by touch; else
 * by down_key; else by equal end points, digitised downstream.
 *
 * Cells become columns as they are read; no record is made. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-geodesic.h"
#include "suy-travel-rules.h"
#include "suy-workspace-private.h"

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
  CELL_STRAHLER,
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
  SuyFeatureSet *set;
  guint32 n, next; /* item of the next row, if rows come in the order of the set */
  gboolean has_nodes;
  gint64 *from_node, *to_node, *level_path, *name;
  double *length_m, *travel_h, *slope;
  guint8 *strahler;
  Words nodes, paths, names;
} Columns;

static void
columns_init (Columns *self, SuyFeatureSet *set)
{
  guint32 n = suy_feature_set_get_n (set);

  self->set = set;
  self->n = n;
  self->from_node = g_new0 (gint64, n);
  self->to_node = g_new0 (gint64, n);
  self->level_path = g_new0 (gint64, n);
  self->name = g_new0 (gint64, n);
  self->length_m = g_new0 (double, n);
  self->travel_h = g_new (double, n);
  self->slope = g_new (double, n);
  self->strahler = g_new0 (guint8, n);
  for (guint32 i = 0; i < n; i++)
    self->travel_h[i] = self->slope[i] = NAN;
  words_init (&self->nodes);
  words_init (&self->paths);
  words_init (&self->names);
}

static void
columns_clear (Columns *self)
{
  g_free (self->from_node);
  g_free (self->to_node);
  g_free (self->level_path);
  g_free (self->name);
  g_free (self->length_m);
  g_free (self->travel_h);
  g_free (self->slope);
  g_free (self->strahler);
  words_clear (&self->nodes);
  words_clear (&self->paths);
  words_clear (&self->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static gboolean
find_item (Columns *self, gint64 id, guint32 *item)
{
  *item = self->next;
  if (*item >= self->n || suy_feature_set_get_id (self->set, *item) != id)
    if (!suy_feature_set_find (self->set, id, item))
      return FALSE;
  self->next = *item + 1;

  return TRUE;
}

static double
real_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_REAL      ? value->real
         : value->type == SUY_VALUE_INTEGER ? (double) value->integer
                                            : (double) NAN;
}

static void
take_row (gint64 id, const SuyValue *cells, gpointer data)
{
  Columns *self = data;
  double length = real_of (&cells[CELL_LENGTH]);
  SuyShape shape;
  guint32 i;

  if (!find_item (self, id, &i))
    return;
  if (!isfinite (length) || length < 0)
    {
      shape = suy_feature_set_get_shape (self->set, i);
      length = suy_shape_length (&shape);
    }
  self->length_m[i] = length;
  self->travel_h[i] = real_of (&cells[CELL_HOURS]);
  self->slope[i] = (real_of (&cells[CELL_TOP]) - real_of (&cells[CELL_FOOT])) / length;
  if (cells[CELL_STRAHLER].type == SUY_VALUE_INTEGER)
    self->strahler[i] = (guint8) CLAMP (cells[CELL_STRAHLER].integer, 0, G_MAXUINT8);
  self->name[i] = words_number (&self->names, &cells[CELL_NAME]);
  self->level_path[i] = words_number (&self->paths, &cells[CELL_PATH]);
  if (cells[CELL_PATH].type == SUY_VALUE_TEXT && strcmp (cells[CELL_PATH].text, "0") == 0)
    self->level_path[i] = 0;
  self->from_node[i] = words_number (&self->nodes, &cells[CELL_FROM]);
  self->to_node[i] = words_number (&self->nodes, &cells[CELL_TO]);
  self->has_nodes |= self->from_node[i] != 0 || self->to_node[i] != 0;
}

/* An end without a node gets one that nobody shares. */
static void
open_blank_ends (Columns *self)
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
  Columns *columns;
  Words words;
  gint64 *code, *down; /* (array length=n) */
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

  if (!find_item (self->columns, id, &i))
    return;
  self->code[i] = words_number (&self->words, &cells[0]);
  self->down[i] = words_number (&self->words, &cells[1]);
  self->any |= self->down[i] != 0;
}

static void
nodes_from_keys (const Keys *keys)
{
  Columns *columns = keys->columns;
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
nodes_from_ends (Columns *columns)
{
  g_autofree SuyPoint *first = g_new (SuyPoint, columns->n);
  g_autofree SuyPoint *last = g_new (SuyPoint, columns->n);

  for (guint32 i = 0; i < columns->n; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (columns->set, i);
      guint32 n = suy_shape_get_n_points (&shape);

      /* A reach without a line meets nothing: its ends are places of its own, off the map. */
      first[i] = n > 0 ? shape.points[0] : (SuyPoint){ G_MININT32, (gint32) i };
      last[i] = n > 0 ? shape.points[n - 1] : (SuyPoint){ G_MAXINT32, (gint32) i };
    }
  suy_network_nodes_from_ends (first, last, columns->n, columns->from_node, columns->to_node);
}

static gboolean
scan (SuyWorkspace *self,
      const char *const *names,
      guint n,
      SuyStoreEachRow each,
      gpointer data,
      GError **error)
{
  const SuyField *fields[N_CELLS];
  const SuyCellScan cells = { fields, n, NULL, 0, NULL, 0 };

  for (guint i = 0; i < n; i++)
    fields[i] = suy_register_find (reaches (self), names[i]);

  return suy_store_scan_cells (self->store, reaches (self), &cells, each, data, error);
}

static gboolean
find_nodes (SuyWorkspace *self, Columns *columns, GError **error)
{
  static const char *const names[] = { "code", "down_key" };
  g_auto (Keys) keys = { .columns = columns };

  if (columns->has_nodes)
    {
      open_blank_ends (columns);
      return TRUE;
    }

  words_init (&keys.words);
  keys.code = g_new0 (gint64, columns->n);
  keys.down = g_new0 (gint64, columns->n);
  columns->next = 0;
  if (!scan (self, names, G_N_ELEMENTS (names), take_keys, &keys, error))
    return FALSE;
  if (keys.any)
    nodes_from_keys (&keys);
  else
    nodes_from_ends (columns);

  return TRUE;
}

/* ---- the network ---- */

/* Fills in the hours that no reach gives, and notes where each is from. */
static gboolean
estimate_hours (SuyWorkspace *self, Columns *columns, guint8 *sources, GError **error)
{
  const SuyTravelInput input = { .n = columns->n,
                                 .length_m = columns->length_m,
                                 .travel_h = columns->travel_h,
                                 .level_path = columns->level_path,
                                 .name = columns->name,
                                 .strahler = columns->strahler,
                                 .slope = columns->slope };
  g_autofree double *hours = g_new (double, columns->n);
  SuyTravelRules rules;

  if (!suy_travel_rules_read_builtin (&rules, NULL, error))
    return FALSE;
  suy_travel_times (&input, &rules, hours, sources);
  g_free (columns->travel_h);
  columns->travel_h = g_steal_pointer (&hours);
  self->default_m_s = rules.default_m_s;
  self->estimated = FALSE;
  for (guint32 i = 0; i < columns->n; i++)
    self->estimated |= sources[i] != SUY_TRAVEL_OWN;

  return TRUE;
}

static SuyNetwork *
make_network (SuyWorkspace *self, Columns *columns, guint8 *sources, GError **error)
{
  SuyNetworkInput input;

  if (!scan (self, cell_names, N_CELLS, take_row, columns, error) ||
      !find_nodes (self, columns, error) || !estimate_hours (self, columns, sources, error))
    return NULL;
  input = (SuyNetworkInput){ .n = columns->n,
                             .from_node = columns->from_node,
                             .to_node = columns->to_node,
                             .length_m = columns->length_m,
                             .travel_h = columns->travel_h,
                             .level_path = columns->level_path };

  return suy_network_new (&input, error);
}

SuyNetwork *
suy_workspace_get_network (SuyWorkspace *self, GError **error)
{
  g_auto (Columns) columns = { 0 };
  g_autofree guint8 *sources = NULL;
  SuyFeatureSet *set;

  if (self->network != NULL)
    return self->network;

  set = suy_workspace_get_features (self, reaches (self), error);
  if (set == NULL)
    return NULL;
  columns_init (&columns, set);
  sources = g_new0 (guint8, columns.n);
  self->network = make_network (self, &columns, sources, error);
  if (self->network != NULL)
    self->hour_sources = g_steal_pointer (&sources);

  return self->network;
}

void
suy_workspace_drop_network (SuyWorkspace *self)
{
  g_clear_pointer (&self->network, suy_network_unref);
  g_clear_pointer (&self->hour_sources, g_free);
}

/* ---- where hours are from ---- */

guint8 *
suy_workspace_get_hour_sources (SuyWorkspace *self,
                                SuyPlace start,
                                const SuyTraceRule *rule,
                                const GArray *pieces)
{
  guint8 *sources = g_new0 (guint8, pieces->len);

  if (self->network != NULL && self->estimated)
    suy_network_mark_pieces (self->network, start, rule, pieces, self->hour_sources, sources);

  return sources;
}

static void
add_words (GString *text, char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", words);
  g_free (words);
}

/* Of @n reaches, how many from each source but their own.  (transfer full) */
static char *
describe_counts (SuyWorkspace *self, const guint *n)
{
  GString *text = g_string_new (NULL);

  if (n[SUY_TRAVEL_RIVER] > 0)
    add_words (text,
               g_strdup_printf (_ ("%u by the mean speed of the same river"), n[SUY_TRAVEL_RIVER]));
  if (n[SUY_TRAVEL_SLOPE] > 0)
    add_words (text, g_strdup_printf (_ ("%u by order and slope"), n[SUY_TRAVEL_SLOPE]));
  if (n[SUY_TRAVEL_DEFAULT] > 0)
    add_words (text, g_strdup_printf (_ ("%u by %g m/s, assumed where nothing is known"),
                                      n[SUY_TRAVEL_DEFAULT], self->default_m_s));

  return g_string_free (text, FALSE);
}

char *
suy_workspace_describe_hours (SuyWorkspace *self, const GArray *pieces)
{
  guint n[SUY_TRAVEL_SOURCES] = { 0 };
  g_autofree char *counts = NULL;

  if (self->network == NULL || !self->estimated)
    return NULL;
  for (guint i = 0; i < pieces->len; i++)
    n[self->hour_sources[g_array_index (pieces, SuyTracePiece, i).reach]]++;
  if (n[SUY_TRAVEL_OWN] == pieces->len)
    return NULL;

  counts = describe_counts (self, n);

  return g_strdup_printf (ngettext ("Hours with ≈ are estimated; of %u reach: %s.",
                                    "Hours with ≈ are estimated; of %u reaches: %s.", pieces->len),
                          pieces->len, counts);
}
