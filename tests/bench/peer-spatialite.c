/* peer-spatialite.c: SpatiaLite's index and its own distance on the ellipsoid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "bench-layer.h"
#include "bench-sqlite.h"

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *within;
} Peer;

static gsize
build (BenchLayer *layer)
{
  Peer *self = g_new (Peer, 1);
  g_autofree char *path = g_strdup_printf ("%s/%s.spatialite.db", layer->dir, layer->name);
  sqlite3_stmt *insert;
  GStatBuf info;

  layer->peer = self;
  g_remove (path);
  self->db = bench_sqlite_open (path);
  sqlite3_enable_load_extension (self->db, 1);
  bench_sqlite_run (self->db, "SELECT load_extension ('mod_spatialite'); BEGIN;"
                              "SELECT InitSpatialMetaData (0);"
                              "CREATE TABLE points (id INTEGER PRIMARY KEY);"
                              "SELECT AddGeometryColumn ('points', 'place', 4326, 'POINT', 'XY');"
                              "COMMIT; BEGIN");
  insert = bench_sqlite_prepare (self->db, "INSERT INTO points VALUES (?, MakePoint (?, ?, 4326))");
  for (guint32 i = 0; i < layer->n; i++)
    {
      sqlite3_bind_int64 (insert, 1, i);
      sqlite3_bind_double (insert, 2, layer->degrees[2 * (gsize) i]);
      sqlite3_bind_double (insert, 3, layer->degrees[2 * (gsize) i + 1]);
      bench_sqlite_step (self->db, insert);
    }
  sqlite3_finalize (insert);
  bench_sqlite_run (self->db,
                    "COMMIT; BEGIN; SELECT CreateSpatialIndex ('points', 'place'); COMMIT");
  self->within = bench_sqlite_prepare (
      self->db, "SELECT id FROM points WHERE id IN (SELECT rowid FROM SpatialIndex WHERE "
                "f_table_name = 'points' AND search_frame = BuildMbr (?3, ?4, ?5, ?6, 4326)) AND "
                "PtDistWithin (place, MakePoint (?1, ?2, 4326), ?7, 1)");

  return g_stat (path, &info) == 0 ? (gsize) info.st_size : 0;
}

static void
search (BenchLayer *layer)
{
  const Peer *self = layer->peer;
  const BenchCircle *circle = &layer->circle;
  const double values[] = { circle->lon,   circle->lat,   circle->min_x, circle->min_y,
                            circle->max_x, circle->max_y, circle->metres };

  for (int i = 0; i < 7; i++)
    sqlite3_bind_double (self->within, i + 1, values[i]);
  while (sqlite3_step (self->within) == SQLITE_ROW)
    layer->found->at[layer->found->n++] = (guint32) sqlite3_column_int64 (self->within, 0);
  sqlite3_reset (self->within);
}

const BenchPeer bench_peer = { build, search };
