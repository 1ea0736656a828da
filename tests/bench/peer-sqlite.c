/* peer-sqlite.c: SQLite's R*Tree, the places kept beside it in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench-layer.h"
#include "bench-sqlite.h"

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *candidates;
} Peer;

static void
fill (const BenchLayer *layer, sqlite3 *db)
{
  sqlite3_stmt *insert;

  bench_sqlite_run (
      db, "CREATE VIRTUAL TABLE boxes USING rtree (id, min_x, max_x, min_y, max_y); BEGIN");
  insert = bench_sqlite_prepare (db, "INSERT INTO boxes VALUES (?, ?, ?, ?, ?)");
  for (guint32 i = 0; i < layer->n; i++)
    {
      double box[4];

      bench_layer_box (layer, i, box);
      sqlite3_bind_int64 (insert, 1, i);
      sqlite3_bind_double (insert, 2, box[0]);
      sqlite3_bind_double (insert, 3, box[2]);
      sqlite3_bind_double (insert, 4, box[1]);
      sqlite3_bind_double (insert, 5, box[3]);
      bench_sqlite_step (db, insert);
    }
  sqlite3_finalize (insert);
  bench_sqlite_run (db, "COMMIT");
}

static gsize
build (BenchLayer *layer)
{
  Peer *self = g_new (Peer, 1);
  g_autofree char *path = g_strdup_printf ("%s/%s.rtree.db", layer->dir, layer->name);
  GStatBuf info;

  layer->peer = self;
  g_remove (path);
  self->db = bench_sqlite_open (path);
  fill (layer, self->db);
  self->candidates = bench_sqlite_prepare (self->db, "SELECT id FROM boxes WHERE max_x >= ? AND "
                                                     "min_x <= ? AND max_y >= ? AND min_y <= ?");

  return g_stat (path, &info) == 0 ? (gsize) info.st_size : 0;
}

static void
search (BenchLayer *layer)
{
  const Peer *self = layer->peer;

  sqlite3_bind_double (self->candidates, 1, layer->circle.min_x);
  sqlite3_bind_double (self->candidates, 2, layer->circle.max_x);
  sqlite3_bind_double (self->candidates, 3, layer->circle.min_y);
  sqlite3_bind_double (self->candidates, 4, layer->circle.max_y);
  while (sqlite3_step (self->candidates) == SQLITE_ROW)
    bench_layer_hit (layer, (guint32) sqlite3_column_int64 (self->candidates, 0));
  sqlite3_reset (self->candidates);
}

const BenchPeer bench_peer = { build, search };
