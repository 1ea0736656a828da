/* bench-sqlite.h: SQLite for peers, with the settings that are kindest to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever goes wrong ends the program. */

#pragma once

#include <glib.h>
#include <sqlite3.h>

static inline void
bench_sqlite_run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

static inline sqlite3 *
bench_sqlite_open (const char *path)
{
  sqlite3 *db;

  if (sqlite3_open (path, &db) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (db));
  bench_sqlite_run (db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                        "PRAGMA cache_size = -2000000; PRAGMA mmap_size = 4000000000");

  return db;
}

static inline sqlite3_stmt *
bench_sqlite_prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));

  return statement;
}

/* For statements that give no rows. */
static inline void
bench_sqlite_step (sqlite3 *db, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_reset (statement);
}
