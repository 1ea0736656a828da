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
  guint32 at; /* in the entries */
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

/* One pass over byte @shift / 8 of the keys; equal ones keep their order.  Returns: FALSE and
 * nothing done where all keys have the same byte */
static gboolean
sort_by_byte (const Keyed *from, Keyed *to, guint n, guint shift)
{
  guint32 first[256] = { 0 };
  guint32 sum = 0;

  for (guint i = 0; i < n; i++)
    first[from[i].key >> shift & 0xff]++;
  if (first[from[0].key >> shift & 0xff] == n)
    return FALSE;

  for (guint i = 0; i < 256; i++)
    {
      guint32 count = first[i];

      first[i] = sum;
      sum += count;
    }
  for (guint i = 0; i < n; i++)
    to[first[from[i].key >> shift & 0xff]++] = from[i];

  return TRUE;
}

/* (transfer full): places in @entries, in the order of the curve */
static Keyed *
sort_entries (GArray *entries)
{
  Keyed *keyed = g_new (Keyed, entries->len + 1);
  g_autofree Keyed *other = g_new (Keyed, entries->len + 1);

  for (guint i = 0; i < entries->len; i++)
    {
      const SuyRtreeEntry *entry = &g_array_index (entries, SuyRtreeEntry, i);

      keyed[i].at = i;
      keyed[i].key = suy_hilbert_key (grid ((entry->min_x + entry->max_x) / 2.0, 180),
                                      grid ((entry->min_y + entry->max_y) / 2.0, 90));
    }
  for (guint shift = 0; entries->len > 0 && shift < 64; shift += 8)
    if (sort_by_byte (keyed, other, entries->len, shift))
      {
        Keyed *swap = keyed;

        keyed = other;
        other = swap;
      }

  return keyed;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const SuyRtreeEntry *x = a, *y = b;

  return x->id < y->id ? -1 : x->id > y->id;
}

/* As loads give them, but for those that stood in the tree before. */
static void
sort_by_id (GArray *entries)
{
  for (guint i = 1; i < entries->len; i++)
    if (g_array_index (entries, SuyRtreeEntry, i - 1).id >
        g_array_index (entries, SuyRtreeEntry, i).id)
      {
        g_array_sort (entries, compare_ids);
        return;
      }
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
  SuyStatement *put_node, *put_parent, *put_rowid;
  gsize node_size;
  gint64 next;     /* node 1 is the root */
  guint8 *node;    /* room for one */
  gint64 *leaf_of; /* of each entry */
} Writer;

static gboolean
write_node (Writer *writer,
            gint64 number,
            guint depth,
            const SuyRtreeEntry *cells,
            guint n,
            GError **error)
{
  memset (writer->node, 0, writer->node_size);
  make_node (writer->node, depth, cells, n);
  sqlite3_bind_int64 (writer->put_node, 1, number);
  sqlite3_bind_blob64 (writer->put_node, 2, writer->node, writer->node_size, SQLITE_STATIC);

  return suy_connection_put (writer->connection, writer->put_node, error);
}

static gboolean
write_pair (Writer *writer, SuyStatement *statement, gint64 a, gint64 b, GError **error)
{
  sqlite3_bind_int64 (statement, 1, a);
  sqlite3_bind_int64 (statement, 2, b);

  return suy_connection_put (writer->connection, statement, error);
}

/* One node of a level.  Where its cells lie is written to _parent; for leaves it is kept for
 * _rowid, which is written in the order of ids later. */
static gboolean
write_cells (Writer *writer,
             gint64 number,
             guint depth,
             gboolean is_root,
             const SuyRtreeEntry *cells,
             guint n,
             GError **error)
{
  if (!write_node (writer, number, is_root ? depth : 0, cells, n, error))
    return FALSE;
  for (guint i = 0; depth > 0 && i < n; i++)
    if (!write_pair (writer, writer->put_parent, cells[i].id, number, error))
      return FALSE;

  return TRUE;
}

/* One level: cells shared out evenly; what is left is the level above.  At the root the cells fit
 * into node 1.  @keyed: where the cells of the leaves stand among the entries */
static gboolean
write_levels (Writer *writer, GArray *leaves, const Keyed *keyed, guint max, GError **error)
{
  g_autoptr (GArray) level = g_array_ref (leaves);

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

          if (!write_cells (writer, number, depth, n_nodes == 1, cells + first, count, error))
            return FALSE;
          for (guint k = 0; depth == 0 && k < count; k++)
            writer->leaf_of[keyed[first + k].at] = number;
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
write_rowids (Writer *writer, const GArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    if (!write_pair (writer, writer->put_rowid, g_array_index (entries, SuyRtreeEntry, i).id,
                     writer->leaf_of[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
pack (Writer *writer, GArray *entries, GError **error)
{
  g_autofree Keyed *keyed = sort_entries (entries);
  g_autofree gint64 *leaf_of = g_new (gint64, entries->len + 1);
  g_autofree guint8 *node = g_malloc (writer->node_size);
  g_autoptr (GArray) leaves =
      g_array_sized_new (FALSE, FALSE, sizeof (SuyRtreeEntry), entries->len);

  for (guint i = 0; i < entries->len; i++)
    g_array_append_val (leaves, g_array_index (entries, SuyRtreeEntry, keyed[i].at));
  writer->leaf_of = leaf_of;
  writer->node = node;

  return write_levels (writer, leaves, keyed, (guint) (writer->node_size - 4) / CELL, error) &&
         write_rowids (writer, entries, error);
}

/* The shadow tables are open while the statements are made and run. */
static gboolean
pack_into (SuyConnection *connection, const char *table, GArray *entries, GError **error)
{
  g_autofree char *clear = g_strdup_printf ("DELETE FROM \"rtree_%s_geom_node\";"
                                            " DELETE FROM \"rtree_%s_geom_parent\";"
                                            " DELETE FROM \"rtree_%s_geom_rowid\"",
                                            table, table, table);
  g_autofree char *node =
      g_strdup_printf ("INSERT INTO \"rtree_%s_geom_node\" VALUES (?1, ?2)", table);
  g_autofree char *parent =
      g_strdup_printf ("INSERT INTO \"rtree_%s_geom_parent\" VALUES (?1, ?2)", table);
  g_autofree char *rowid = g_strdup_printf (
      "INSERT INTO \"rtree_%s_geom_rowid\" (rowid, nodeno) VALUES (?1, ?2)", table);
  g_autoptr (SuyStatement) put_node = suy_connection_query (connection, error, node, "");
  g_autoptr (SuyStatement) put_parent =
      put_node == NULL ? NULL : suy_connection_query (connection, error, parent, "");
  g_autoptr (SuyStatement) put_rowid =
      put_parent == NULL ? NULL : suy_connection_query (connection, error, rowid, "");
  Writer writer = { .connection = connection,
                    .put_node = put_node,
                    .put_parent = put_parent,
                    .put_rowid = put_rowid,
                    .next = 2 };
  gint64 page;

  if (put_rowid == NULL ||
      !suy_connection_get_integer (connection, &page, error, "PRAGMA page_size", "") ||
      !suy_connection_run (connection, clear, error))
    return FALSE;

  writer.node_size = MIN ((gsize) page - 64, 4 + MAX_CELLS * CELL);
  return pack (&writer, entries, error);
}

gboolean
suy_rtree_pack (SuyConnection *connection, const char *table, GArray *entries, GError **error)
{
  gboolean packed;

  sort_by_id (entries);
  suy_connection_set_defensive (connection, FALSE);
  packed = pack_into (connection, table, entries, error);
  suy_connection_set_defensive (connection, TRUE);

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
