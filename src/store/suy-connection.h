/* suy-connection.h: how do we talk to SQLite?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One connection with our settings on it, its statements kept by their text, errors as GError. */

#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "suy-catalog.h"
#include "suy-value.h"

G_BEGIN_DECLS

typedef struct _SuyConnection SuyConnection;

/* A statement of the connection's cache, reset when it leaves its scope. */
typedef sqlite3_stmt SuyStatement;

typedef enum
{
  SUY_CONNECTION_WRITE,
  SUY_CONNECTION_READ,      /* mode=ro */
  SUY_CONNECTION_IMMUTABLE, /* the file stands still: no locks, no -wal */
  SUY_CONNECTION_MEMORY,    /* an empty database that is never a file */
} SuyConnectionMode;

/**
 * suy_connection_open:
 *
 * DEFENSIVE, schema not trusted, double-quoted strings and extensions off, lowered limits,
 * cell_size_check, no mapping, one thread at a time, recursive triggers; the five ST_ functions
 * that the RTree triggers of a GeoPackage call.  Nothing is read yet.
 *
 * Returns: (transfer full): the connection, or NULL with @error set
 */
SuyConnection *suy_connection_open (const char *path, SuyConnectionMode mode, GError **error);

/* Also rolls back what is open. */
void suy_connection_free (SuyConnection *self);

sqlite3 *suy_connection_get_db (SuyConnection *self);

/* Only after the whole schema was compared: RTree triggers need it before SQLite 3.44. */
void suy_connection_trust_schema (SuyConnection *self);

/* Whether shadow tables are closed to us; they are but while an RTree is packed. */
void suy_connection_set_defensive (SuyConnection *self, gboolean defensive);

/* Finalizes all kept statements, as a checkpoint or a journal change needs. */
void suy_connection_forget (SuyConnection *self);

/* Sets @error from what SQLite said last: _LOCKED, _CORRUPT, _FOREIGN, _READ_ONLY, _LIMIT, _IO. */
void suy_connection_set_error (SuyConnection *self, GError **error);

/**
 * suy_connection_query:
 * @format: how the rest is bound, in order: i gint64, d double, t text, b blob (pointer, gsize),
 *   v SuyValue pointer; a NULL pointer is NULL
 *
 * Text and blobs are not copied: they must live until the statement is done.
 *
 * Returns: (transfer full): to step; a text may be in use once at a time
 */
SuyStatement *suy_connection_query (SuyConnection *self,
                                    GError **error,
                                    const char *sql,
                                    const char *format,
                                    ...);

/**
 * suy_connection_query_of:
 * @write: gives the text of the statement for @reg; (transfer full).  Called once for each register
 *
 * For what is asked of a register again and again: its text, of a column for each field, is neither
 * written nor looked up anew.
 *
 * Returns: (transfer full): to bind and step; in use once at a time
 */
SuyStatement *suy_connection_query_of (SuyConnection *self,
                                       const SuyRegister *reg,
                                       char *(*write) (const SuyRegister *reg),
                                       GError **error);

/* Returns: TRUE with a row; FALSE at the end, or with @error set */
gboolean suy_connection_step (SuyConnection *self, SuyStatement *statement, GError **error);

/* Runs a statement that gives no rows and makes it ready for the next one; what is bound stays
 * bound, so it is reset by its holder in the end. */
gboolean suy_connection_put (SuyConnection *self, SuyStatement *statement, GError **error);

/* Asks and steps to the end. */
gboolean suy_connection_do (SuyConnection *self,
                            GError **error,
                            const char *sql,
                            const char *format,
                            ...);

/* The first cell of the first row, 0 or NULL where there is none. */
gboolean suy_connection_get_integer (SuyConnection *self,
                                     gint64 *value,
                                     GError **error,
                                     const char *sql,
                                     const char *format,
                                     ...);
gboolean suy_connection_get_text (SuyConnection *self,
                                  char **value,
                                  GError **error,
                                  const char *sql,
                                  const char *format,
                                  ...);

/* Binds one value at @at, counted from 1; text is not copied. */
void suy_statement_bind (SuyStatement *statement, int at, const SuyValue *value);

/* Several statements that are not kept. */
gboolean suy_connection_run (SuyConnection *self, const char *sql, GError **error);

static inline void
suy_statement_reset (SuyStatement *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyStatement, suy_statement_reset)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyConnection, suy_connection_free)

G_END_DECLS
