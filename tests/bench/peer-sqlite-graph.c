/* peer-sqlite-graph.c: recursive SQL over an index that covers all it needs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With a limit, recursive SQL has no way to keep only the shortest way to a node: it follows every
 * way, and where water parts and meets again their number doubles each time.  That work is left to
 * the others. */

#include <glib/gstdio.h>

#include "bench-rivers.h"
#include "bench-sqlite.h"

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *above;
} Peer;

static void
fill (const BenchRivers *rivers, sqlite3 *db)
{
  sqlite3_stmt *insert;

  bench_sqlite_run (db, "CREATE TABLE reaches (id INTEGER PRIMARY KEY, from_node INTEGER, "
                        "to_node INTEGER, length_m INTEGER); BEGIN");
  insert = bench_sqlite_prepare (db, "INSERT INTO reaches VALUES (?, ?, ?, ?)");
  for (guint32 i = 0; i < rivers->n; i++)
    {
      sqlite3_bind_int64 (insert, 1, i);
      sqlite3_bind_int64 (insert, 2, rivers->from[i]);
      sqlite3_bind_int64 (insert, 3, rivers->to[i]);
      sqlite3_bind_int64 (insert, 4, rivers->length[i]);
      bench_sqlite_step (db, insert);
    }
  sqlite3_finalize (insert);
  bench_sqlite_run (db, "COMMIT; CREATE INDEX ends ON reaches (to_node, from_node)");
}

static void
ask_all (gpointer data, guint32 query, double parameter, SuyItems *found)
{
  const BenchRivers *rivers = data;
  const Peer *self = rivers->peer;
  const guint32 reach = bench_rivers_start (rivers, query);

  if (found->room < rivers->n)
    suy_items_reserve (found, rivers->n);
  found->at[found->n++] = reach;
  sqlite3_bind_int64 (self->above, 1, rivers->from[reach]);
  while (sqlite3_step (self->above) == SQLITE_ROW)
    found->at[found->n++] = (guint32) sqlite3_column_int64 (self->above, 0);
  sqlite3_reset (self->above);
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = { { "size", bench_rivers_choose },
                                     { "upstream", ask_all },
                                     { NULL } };
  BenchRivers rivers = { 0 };
  Peer peer;
  g_autofree char *path = NULL;
  GStatBuf info = { 0 };

  bench_rivers_read (&rivers, argc, argv);
  path = g_strdup_printf ("%s/rivers-%u.db", rivers.dir, rivers.n);
  bench_begin ();
  g_remove (path);
  rivers.peer = &peer;
  peer.db = bench_sqlite_open (path);
  fill (&rivers, peer.db);
  peer.above = bench_sqlite_prepare (
      peer.db, "WITH RECURSIVE nodes (node) AS (VALUES (?) UNION SELECT from_node FROM nodes JOIN "
               "reaches ON to_node = node) SELECT id FROM nodes JOIN reaches ON to_node = node");
  g_stat (path, &info);
  bench_ready ((gsize) info.st_size);

  return bench_serve (&rivers, works);
}
