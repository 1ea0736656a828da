/* suy-schema.h: which tables and triggers does a catalog make?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docs/workspace-format.md describes what comes out.  Triggers use built-in SQL alone, since they
 * also run in the connections of other programs. */

#pragma once

#include "suy-catalog.h"
#include "suy-connection.h"

G_BEGIN_DECLS

#define SUY_SCHEMA_VERSION 1
#define SUY_GPKG_APPLICATION_ID 0x47504B47
#define SUY_GPKG_VERSION 10300

/* What an operation writes, where it is no field's number. */
#define SUY_COL_GEOMETRY 0
#define SUY_COL_DELETE (-1)
#define SUY_COL_ROW (-2)

/* The one table of ours that a workspace may lack: files of older programs get it later. */
#define SUY_SCHEMA_SNAPSHOT                                                                     \
  "CREATE TABLE suy_snapshot (layer TEXT NOT NULL, part INTEGER NOT NULL, at INTEGER NOT NULL," \
  " size INTEGER NOT NULL, hash TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (layer, part))" \
  " STRICT"

/* Of the search table: parts of codes stay together. */
#define SUY_SCHEMA_TOKENIZER "tokenize=\"unicode61 tokenchars '-'\""

typedef struct
{
  char *name, *sql;
} SuyTrigger;

/* What the triggers of all registers share: the view that they put operations into, then its own
 * triggers.  It cannot be in another order. */
typedef struct
{
  const char *name, *type, *sql; /* type as in sqlite_schema */
} SuyWriter;

#define SUY_WRITER_TABLE "suy_write"
const SuyWriter *suy_schema_get_writers (guint *n);

/* All objects of an empty workspace, triggers included, in one transaction of the caller's. */
gboolean suy_schema_create (SuyConnection *connection, SuyCatalog *catalog, GError **error);

/* The same without writers and triggers. */
gboolean suy_schema_create_tables (SuyConnection *connection, SuyCatalog *catalog, GError **error);

/* The rows that a GeoPackage needs.  @now: "2026-11-20T02:00:00.000Z" */
gboolean suy_schema_add_rows (SuyConnection *connection,
                              SuyCatalog *catalog,
                              const char *now,
                              GError **error);

/* Of one register's table: those of the log, and those of the RTree where it has places.
 * (element-type SuyTrigger) */
GPtrArray *suy_schema_get_triggers (const SuyRegister *reg);

/* The statements that make the indexes of a register, over its codes and the fields that are
 * indexed, and those that drop them.  (transfer full) */
GStrv suy_schema_make_indexes (const SuyRegister *reg);
GStrv suy_schema_drop_indexes (const SuyRegister *reg);

/* An SQL expression: the logged fields of the row @row ("NEW", or an alias) as one text, in which
 * number=literal stand with commas between, NULLs left out; suy_log_parse_image() reads it. */
char *suy_schema_get_image (const SuyRegister *reg, const char *row);

/* Fields that have columns in the log: all but the derived ones. */
gboolean suy_schema_is_logged (const SuyField *field);

/* Name and declared type of a field's column. */
const char *suy_schema_get_column_type (const SuyField *field);

G_END_DECLS
