/* suy-reach-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows follow the feature set: those gone are taken out, new ones get room, then the rows named are
 * read again.  Numbers of nodes and texts stay those that they were, so that whoever met still
 * meets. */

#include "config.h"

#include "suy-reach-edit.h"

#include <string.h>

#include "suy-id.h"

#define NO_ROW G_MAXUINT32

typedef struct
{
  SuyReachColumns *columns;
  SuyReachEdit *edit;
  GHashTable *codes; /* of gint64: keys whose reach may be another one now */
  guint32 next;
  gboolean other_way; /* reaches do not meet as they did */
} Edit;

void
suy_reach_edit_clear (SuyReachEdit *edit)
{
  g_clear_pointer (&edit->old_row, g_free);
  g_clear_pointer (&edit->old_number, g_free);
  g_clear_pointer (&edit->reaches, g_array_unref);
  g_clear_pointer (&edit->paths, g_array_unref);
  g_clear_pointer (&edit->names, g_array_unref);
}

static void
note_code (Edit *self, gint64 code)
{
  if (code != 0 && !g_hash_table_contains (self->codes, &code))
    g_hash_table_add (self->codes, g_memdup2 (&code, sizeof code));
}

/* What depends on the river and the key of row @i. */
static void
touch (Edit *self, guint32 i)
{
  const SuyReachColumns *columns = self->columns;

  if (columns->level_path[i] != 0)
    g_array_append_val (self->edit->paths, columns->level_path[i]);
  if (columns->name[i] != 0)
    g_array_append_val (self->edit->names, columns->name[i]);
  if (columns->code != NULL)
    note_code (self, columns->code[i]);
}

/* ---- rows that come and go ---- */

/* Fills the old rows and touches what is gone.  Returns: whether the rows are the same */
static gboolean
match_rows (Edit *self)
{
  guint32 n = suy_feature_set_get_n (self->edit->set), n_before = self->columns->n, k = 0;
  gboolean same = n == n_before;

  self->edit->old_row = g_new (guint32, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    {
      gint64 id = suy_feature_set_get_id (self->edit->set, i);

      while (k < n_before && suy_feature_set_get_id (self->edit->before, k) < id)
        {
          touch (self, k++);
          same = FALSE;
        }
      if (k < n_before && suy_feature_set_get_id (self->edit->before, k) == id)
        self->edit->old_row[i] = k++;
      else
        {
          self->edit->old_row[i] = NO_ROW;
          same = FALSE;
        }
    }
  for (; k < n_before; k++)
    touch (self, k);

  return same;
}

static void
move_column (gpointer *column, const guint32 *old_row, guint32 n)
{
  const guint64 *from = *column;
  guint64 *to;

  if (from == NULL)
    return;
  to = g_new (guint64, n);
  for (guint32 i = 0; i < n; i++)
    to[i] = old_row[i] == NO_ROW ? 0 : from[old_row[i]];
  g_free (*column);
  *column = to;
}

static void
move_rows (SuyReachColumns *self, const guint32 *old_row, guint32 n)
{
  gpointer *columns[] = {
    (gpointer *) &self->from_node,      (gpointer *) &self->to_node,
    (gpointer *) &self->level_path,     (gpointer *) &self->name,
    (gpointer *) &self->order,          (gpointer *) &self->length_m,
    (gpointer *) &self->travel_h,       (gpointer *) &self->elevation_up,
    (gpointer *) &self->elevation_down, (gpointer *) &self->code,
    (gpointer *) &self->down_key,
  };

  for (guint k = 0; k < G_N_ELEMENTS (columns); k++)
    move_column (columns[k], old_row, n);
  self->n = n;
}

/* ---- nodes ---- */

/* A number that nobody has. */
static gint64
new_blank (SuyReachColumns *self)
{
  gint64 k = self->n_blanks++;

  switch (self->meet)
    {
    case SUY_MEET_IDS:
      return -1 - k;
    case SUY_MEET_ENDS:
      return G_MININT64 + k; /* as a place: off the map */
    case SUY_MEET_DOWN:
    default:
      return k;
    }
}

static gboolean
is_blank (const SuyReachColumns *self, gint64 node)
{
  return self->meet == SUY_MEET_IDS ? node < 0 : node < G_MININT64 + self->n_blanks;
}

/* Row @i ends at the node @known, or where it ended unshared, or at a new one of its own. */
static void
set_node (SuyReachColumns *self, gint64 *node, gint64 known, gboolean has_known, gboolean is_new)
{
  if (has_known)
    *node = known;
  else if (is_new || !is_blank (self, *node))
    *node = new_blank (self);
}

static void
find_nodes (Edit *self, guint32 i, gboolean is_new, const SuyValue *cells)
{
  SuyReachColumns *columns = self->columns;
  gint64 from = suy_reach_columns_find_node (columns, &cells[SUY_REACH_FROM]);
  gint64 to = suy_reach_columns_find_node (columns, &cells[SUY_REACH_TO]);
  gboolean known[2] = { from != 0, to != 0 };
  SuyPoint first, last;

  if (columns->meet != SUY_MEET_IDS)
    self->other_way |= known[0] || known[1];
  if (columns->meet == SUY_MEET_DOWN)
    {
      if (is_new)
        columns->from_node[i] = new_blank (columns);
      return; /* where it ends is found when all keys are known */
    }
  if (columns->meet == SUY_MEET_ENDS)
    {
      known[0] = known[1] = suy_reach_get_ends (self->edit->set, i, &first, &last);
      if (known[0])
        suy_network_nodes_from_ends (&first, &last, 1, &from, &to);
    }
  set_node (columns, &columns->from_node[i], from, known[0], is_new);
  set_node (columns, &columns->to_node[i], to, known[1], is_new);
}

/* ---- rows that changed ---- */

static void
take_keys (Edit *self, guint32 i, const SuyValue *cells)
{
  SuyReachColumns *columns = self->columns;
  const SuyValue *code = &cells[SUY_REACH_CODE], *down = &cells[SUY_REACH_DOWN];
  const char *below = down->type == SUY_VALUE_TEXT ? down->text : "";

  if (columns->meet == SUY_MEET_ENDS)
    self->other_way |= *below != '\0';
  if (columns->code == NULL)
    return;
  columns->code[i] =
      suy_words_number (&columns->codes, code->type == SUY_VALUE_TEXT ? code->text : NULL);
  columns->down_key[i] = suy_words_number (&columns->codes, below);
}

/* All that the columns hold of a row. */
typedef struct
{
  gint64 from_node, to_node, level_path, name, order, code, down_key;
  double length_m, travel_h, elevation_up, elevation_down;
} Row;

static Row
row_of (const SuyReachColumns *self, guint32 i)
{
  gboolean by_key = self->code != NULL;

  return (Row){ .from_node = self->from_node[i],
                .to_node = self->to_node[i],
                .level_path = self->level_path[i],
                .name = self->name[i],
                .order = self->order[i],
                .code = by_key ? self->code[i] : 0,
                .down_key = by_key ? self->down_key[i] : 0,
                .length_m = self->length_m[i],
                .travel_h = self->travel_h[i],
                .elevation_up = self->elevation_up[i],
                .elevation_down = self->elevation_down[i] };
}

static void
take_row (gint64 id, const SuyValue *cells, gpointer data)
{
  Edit *self = data;
  SuyReachColumns *columns = self->columns;
  gboolean is_new;
  Row before, now;
  guint32 i;

  if (!suy_reach_find_row (self->edit->set, id, &self->next, &i))
    return;
  is_new = self->edit->old_row[i] == NO_ROW;
  if (!is_new)
    touch (self, i);
  before = row_of (columns, i);

  suy_reach_columns_take (columns, self->edit->set, i, cells);
  find_nodes (self, i, is_new, cells);
  take_keys (self, i, cells);
  now = row_of (columns, i);
  if (!is_new && memcmp (&before, &now, sizeof now) == 0)
    return;

  touch (self, i);
  g_array_append_val (self->edit->reaches, i);
  if (now.from_node != before.from_node || now.to_node != before.to_node ||
      now.level_path != before.level_path || now.length_m != before.length_m)
    self->edit->old_number[i] = NO_ROW;
}

/* The rows named that are there, and all new ones. */
static GArray *
rows_to_read (const Edit *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint32 item;

  for (guint k = 0; k < self->edit->ids->len; k++)
    if (suy_feature_set_find (self->edit->set, g_array_index (self->edit->ids, gint64, k), &item))
      g_array_append_val (ids, g_array_index (self->edit->ids, gint64, k));
  for (guint32 i = 0; i < self->columns->n; i++)
    if (self->edit->old_row[i] == NO_ROW)
      {
        gint64 id = suy_feature_set_get_id (self->edit->set, i);

        g_array_append_val (ids, id);
      }

  return ids;
}

/* ---- where reaches meet by keys ---- */

/* The last row of each key in @wanted. (transfer full): key to row + 1 */
static GHashTable *
find_keys (const SuyReachColumns *self, GHashTable *wanted)
{
  GHashTable *rows = g_hash_table_new (suy_id_hash, g_int64_equal);

  for (guint32 i = 0; i < self->n; i++)
    if (self->code[i] != 0 && g_hash_table_contains (wanted, &self->code[i]))
      g_hash_table_insert (rows, &self->code[i], GUINT_TO_POINTER (i + 1));

  return rows;
}

/* Rows that were read, and those that flow into a key of one of them. */
static GArray *
rows_to_lead (const Edit *self)
{
  const SuyReachColumns *columns = self->columns;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_vals (rows, self->edit->reaches->data, self->edit->reaches->len);
  for (guint32 i = 0; i < columns->n; i++)
    if (columns->down_key[i] != 0 && g_hash_table_contains (self->codes, &columns->down_key[i]))
      g_array_append_val (rows, i);

  return rows;
}

static void
lead_down (Edit *self)
{
  SuyReachColumns *columns = self->columns;
  g_autoptr (GArray) rows = rows_to_lead (self);
  g_autoptr (GHashTable) wanted = g_hash_table_new (suy_id_hash, g_int64_equal);
  g_autoptr (GHashTable) below = NULL;

  for (guint k = 0; k < rows->len; k++)
    g_hash_table_add (wanted, &columns->down_key[g_array_index (rows, guint32, k)]);
  below = find_keys (columns, wanted);
  for (guint k = 0; k < rows->len; k++)
    {
      guint32 i = g_array_index (rows, guint32, k);
      gpointer found = g_hash_table_lookup (below, &columns->down_key[i]);
      gint64 node =
          found == NULL ? new_blank (columns) : columns->from_node[GPOINTER_TO_UINT (found) - 1];

      if (columns->to_node[i] == node)
        continue;
      columns->to_node[i] = node;
      self->edit->old_number[i] = NO_ROW;
    }
}

/* ---- the whole ---- */

/* Whether any reach still has what they meet by. */
static gboolean
meet_as_before (const SuyReachColumns *self)
{
  if (self->meet == SUY_MEET_ENDS)
    return TRUE;
  for (guint32 i = 0; i < self->n; i++)
    if (self->meet == SUY_MEET_DOWN ? self->down_key[i] != 0
                                    : self->from_node[i] > 0 || self->to_node[i] > 0)
      return TRUE;

  return FALSE;
}

static gboolean
run (Edit *self, SuyStore *store, GError **error)
{
  SuyReachEdit *edit = self->edit;
  guint32 n = suy_feature_set_get_n (edit->set);
  gboolean same_rows = match_rows (self);
  g_autoptr (GArray) ids = NULL;

  if (!same_rows)
    move_rows (self->columns, edit->old_row, n);
  edit->old_number = g_memdup2 (edit->old_row, MAX (n, 1) * sizeof (guint32));
  ids = rows_to_read (self);
  if (!suy_reach_scan (store, suy_reach_cell_names, SUY_REACH_CELLS, ids, take_row, self, error))
    return FALSE;

  edit->changed = !same_rows || edit->reaches->len > 0;
  if (edit->changed && self->columns->meet == SUY_MEET_DOWN)
    lead_down (self);
  edit->fits = !self->other_way && meet_as_before (self->columns);

  return TRUE;
}

gboolean
suy_reach_columns_edit (SuyReachColumns *columns,
                        SuyStore *store,
                        SuyReachEdit *edit,
                        GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  Edit self = { .columns = columns, .edit = edit, .codes = codes };

  g_return_val_if_fail (columns->n == suy_feature_set_get_n (edit->before), FALSE);

  edit->reaches = g_array_new (FALSE, FALSE, sizeof (guint32));
  edit->paths = g_array_new (FALSE, FALSE, sizeof (gint64));
  edit->names = g_array_new (FALSE, FALSE, sizeof (gint64));

  return run (&self, store, error);
}
