/* suy-rtree-pack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-rtree-pack.h"

#include <math.h>
#include <string.h>

#include "suy-envelope.h"
#include "suy-hilbert.h"

#define CELL 24
#define MAX_CELLS 51 /* of SQLite's rtree module with two dimensions, RTREE_MAXCELLS */

typedef struct
{
  guint64 key;
  SuyRtreeEntry entry;
} Keyed;

static float
round_down (double value)
{
  float rounded = (float) value;

  return (double) rounded > value ? nextafterf (rounded, -INFINITY) : rounded;
}

static float
round_up (double value)
{
  float rounded = (float) value;

  return (double) rounded < value ? nextafterf (rounded, INFINITY) : rounded;
}

SuyRtreeEntry
suy_rtree_entry (gint64 id, double min_x, double max_x, double min_y, double max_y)
{
  return (SuyRtreeEntry){ id, round_down (min_x), round_up (max_x), round_down (min_y),
                          round_up (max_y) };
}

static guint32
grid (double middle, double half)
{
  double part = (CLAMP (middle, -half, half) + half) / (2 * half);

  return (guint32) (part * (double) G_MAXUINT32);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Keyed *x = a, *y = b;

  return x->key != y->key ? (x->key < y->key ? -1 : 1) : (x->entry.id < y->entry.id ? -1 : 1);
}

static void
sort_entries (GArray *entries)
{
  g_autofree Keyed *keyed = g_new (Keyed, entries->len + 1);

  for (guint i = 0; i < entries->len; i++)
    {
      const SuyRtreeEntry *entry = &g_array_index (entries, SuyRtreeEntry, i);

      keyed[i].entry = *entry;
      keyed[i].key = suy_hilbert_key (grid ((entry->min_x + entry->max_x) / 2.0, 180),
                                      grid ((entry->min_y + entry->max_y) / 2.0, 90));
    }
  qsort (keyed, entries->len, sizeof *keyed, compare_keys);
  for (guint i = 0; i < entries->len; i++)
    g_array_index (entries, SuyRtreeEntry, i) = keyed[i].entry;
}

static void
put_float (guint8 *at, float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT32_TO_BE (bits);
  memcpy (at, &bits, sizeof bits);
}

/* Two bytes of depth (in the root alone), two of the number of cells, then the cells: id, minx,
 * maxx, miny, maxy, all with the high byte first. */
static void
make_node (guint8 *node, guint depth, const SuyRtreeEntry *cells, guint n)
{
  node[0] = (guint8) (depth >> 8);
  node[1] = (guint8) depth;
  node[2] = (guint8) (n >> 8);
  node[3] = (guint8) n;
  for (guint i = 0; i < n; i++)
    {
      guint8 *at = node + 4 + i * CELL;
      gint64 id = GINT64_TO_BE (cells[i].id);

      memcpy (at, &id, sizeof id);
      put_float (at + 8, cells[i].min_x);
      put_float (at + 12, cells[i].max_x);
      put_float (at + 16, cells[i].min_y);
      put_float (at + 20, cells[i].max_y);
    }
}

static SuyRtreeEntry
make_parent (gint64 number, const SuyRtreeEntry *cells, guint n)
{
  SuyRtreeEntry box = cells[0];

  box.id = number;
  for (guint i = 1; i < n; i++)
    {
      box.min_x = MIN (box.min_x, cells[i].min_x);
      box.max_x = MAX (box.max_x, cells[i].max_x);
      box.min_y = MIN (box.min_y, cells[i].min_y);
      box.max_y = MAX (box.max_y, cells[i].max_y);
    }

  return box;
}

typedef struct
{
  SuyConnection *connection;
  char *put_node, *put_parent, *put_rowid;
  gsize node_size;
  gint64 next; /* node 1 is the root */
} Writer;

static gboolean
write_node (Writer *writer,
            gint64 number,
            guint depth,
            const SuyRtreeEntry *cells,
            guint n,
            GError **error)
{
  g_autofree guint8 *node = g_malloc0 (writer->node_size);

  make_node (node, depth, cells, n);
  return suy_connection_do (writer->connection, error, writer->put_node, "ib", number, node,
                            writer->node_size);
}

/* Where each cell lies: rows in _rowid, which is written in the order of ids later; nodes in
 * _parent. */
static gboolean
write_places (Writer *writer, const SuyRtreeEntry *cells, guint n, gint64 node, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!suy_connection_do (writer->connection, error, writer->put_parent, "ii", cells[i].id, node))
      return FALSE;

  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return x[0] < y[0] ? -1 : x[0] > y[0];
}

static gboolean
write_rowids (Writer *writer, GArray *places, GError **error)
{
  if (places->len > 0)
    qsort (places->data, places->len / 2, 2 * sizeof (gint64), compare_places);
  for (guint i = 0; i < places->len; i += 2)
    if (!suy_connection_do (writer->connection, error, writer->put_rowid, "ii",
                            g_array_index (places, gint64, i),
                            g_array_index (places, gint64, i + 1)))
      return FALSE;

  return TRUE;
}

/* One level: cells shared out evenly; what is left is the level above.  At the root the cells fit
 * into node 1. */
static gboolean
write_levels (Writer *writer, GArray *entries, guint max, GArray *places, GError **error)
{
  g_autoptr (GArray) level = g_array_ref (entries);

  for (guint depth = 0;; depth++)
    {
      const SuyRtreeEntry *cells = (const SuyRtreeEntry *) (gpointer) level->data;
      guint n = level->len;
      guint n_nodes = n <= max ? 1 : (n + max - 1) / max;
      g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (SuyRtreeEntry));

      for (guint i = 0; i < n_nodes; i++)
        {
          guint first = (guint) ((guint64) i * n / n_nodes);
          guint count = (guint) ((guint64) (i + 1) * n / n_nodes) - first;
          gint64 number = n_nodes == 1 ? 1 : writer->next++;

          if (!write_node (writer, number, n_nodes == 1 ? depth : 0, cells + first, count, error) ||
              (depth > 0 && !write_places (writer, cells + first, count, number, error)))
            return FALSE;
          for (guint k = 0; depth == 0 && k < count; k++)
            {
              g_array_append_val (places, cells[first + k].id);
              g_array_append_val (places, number);
            }
          if (n_nodes > 1)
            {
              SuyRtreeEntry parent = make_parent (number, cells + first, count);

              g_array_append_val (above, parent);
            }
        }
      if (n_nodes == 1)
        return TRUE;
      g_array_unref (level);
      level = g_steal_pointer (&above);
    }
}

static gboolean
pack (Writer *writer, const char *table, GArray *entries, GError **error)
{
  g_autofree char *clear = g_strdup_printf ("DELETE FROM \"rtree_%s_geom_node\";"
                                            " DELETE FROM \"rtree_%s_geom_parent\";"
                                            " DELETE FROM \"rtree_%s_geom_rowid\"",
                                            table, table, table);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 page;

  if (!suy_connection_get_integer (writer->connection, &page, error, "PRAGMA page_size", "") ||
      !suy_connection_run (writer->connection, clear, error))
    return FALSE;

  writer->node_size = MIN ((gsize) page - 64, 4 + MAX_CELLS * CELL);
  return write_levels (writer, entries, (guint) (writer->node_size - 4) / CELL, places, error) &&
         write_rowids (writer, places, error);
}

gboolean
suy_rtree_pack (SuyConnection *connection, const char *table, GArray *entries, GError **error)
{
  Writer writer = { connection, NULL, NULL, NULL, 0, 2 };
  gboolean packed;

  sort_entries (entries);
  writer.put_node = g_strdup_printf ("INSERT INTO \"rtree_%s_geom_node\" VALUES (?1, ?2)", table);
  writer.put_parent =
      g_strdup_printf ("INSERT INTO \"rtree_%s_geom_parent\" VALUES (?1, ?2)", table);
  writer.put_rowid = g_strdup_printf (
      "INSERT INTO \"rtree_%s_geom_rowid\" (rowid, nodeno) VALUES (?1, ?2)", table);
  suy_connection_set_defensive (connection, FALSE);
  packed = pack (&writer, table, entries, error);
  suy_connection_set_defensive (connection, TRUE);
  g_free (writer.put_node);
  g_free (writer.put_parent);
  g_free (writer.put_rowid);

  return packed;
}

gboolean
suy_rtree_rebuild (SuyConnection *connection, const char *table, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (SuyRtreeEntry));
  g_autofree char *sql = g_strdup_printf ("SELECT fid, geom FROM \"%s\"", table);
  g_autoptr (SuyStatement) statement = suy_connection_query (connection, error, sql, "");
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (connection, statement, &own))
    {
      SuyEnvelope box;
      SuyRtreeEntry entry;

      if (sqlite3_column_type (statement, 1) != SQLITE_BLOB ||
          !suy_envelope_read (sqlite3_column_blob (statement, 1),
                              (gsize) sqlite3_column_bytes (statement, 1), &box) ||
          suy_envelope_is_empty (&box))
        continue;
      entry = suy_rtree_entry (sqlite3_column_int64 (statement, 0), box.min_x, box.max_x, box.min_y,
                               box.max_y);
      g_array_append_val (entries, entry);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }

  g_clear_pointer (&statement, suy_statement_reset);
  return suy_rtree_pack (connection, table, entries, error);
}
