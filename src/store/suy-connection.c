/* suy-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-connection.h"

#include <stdarg.h>

#include "suy-envelope.h"
#include "suy-error.h"

struct _SuyConnection
{
  sqlite3 *db;
  char *name;             /* for messages */
  GHashTable *statements; /* text -> sqlite3_stmt */
  GHashTable *kept;       /* Kept -> sqlite3_stmt of @statements */
};

/* A statement of a register, and what writes it. */
typedef struct
{
  const SuyRegister *reg;
  char *(*write) (const SuyRegister *reg);
} Kept;

enum
{
  PART_MIN_X,
  PART_MAX_X,
  PART_MIN_Y,
  PART_MAX_Y,
  PART_IS_EMPTY,
};

static void
geometry_function (sqlite3_context *context, int n, sqlite3_value **values)
{
  int part = GPOINTER_TO_INT (sqlite3_user_data (context));
  const guint8 *bytes = sqlite3_value_blob (values[0]);
  gsize size = (gsize) sqlite3_value_bytes (values[0]);
  SuyEnvelope envelope;
  gboolean empty;

  if (sqlite3_value_type (values[0]) != SQLITE_BLOB || !suy_envelope_read (bytes, size, &envelope))
    return;

  empty = suy_envelope_is_empty (&envelope);
  if (part == PART_IS_EMPTY)
    sqlite3_result_int (context, empty);
  else if (!empty)
    sqlite3_result_double (context, part == PART_MIN_X   ? envelope.min_x
                                    : part == PART_MAX_X ? envelope.max_x
                                    : part == PART_MIN_Y ? envelope.min_y
                                                         : envelope.max_y);
}

static void
add_functions (sqlite3 *db)
{
  static const char *names[] = { "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY", "ST_IsEmpty" };

  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    sqlite3_create_function (db, names[i], 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                             GINT_TO_POINTER (i), geometry_function, NULL, NULL);
}

static void
set_limits (sqlite3 *db)
{
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 64 << 20); /* large polygons; attachments come in parts */
  sqlite3_limit (db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO takes one */
  sqlite3_limit (db, SQLITE_LIMIT_TRIGGER_DEPTH, 16);
  sqlite3_limit (db, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static void
configure (sqlite3 *db)
{
  static const int off[] = { SQLITE_DBCONFIG_TRUSTED_SCHEMA,
                             SQLITE_DBCONFIG_DQS_DDL,
                             SQLITE_DBCONFIG_DQS_DML,
                             SQLITE_DBCONFIG_WRITABLE_SCHEMA,
                             SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                             SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER };

  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, 5000);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    sqlite3_db_config (db, off[i], 0, NULL);
  set_limits (db);
  add_functions (db);
}

static char *
make_uri (const char *path, SuyConnectionMode mode)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  switch (mode)
    {
    case SUY_CONNECTION_WRITE:
      return g_strdup_printf ("file:%s?mode=rw&cache=private", escaped);
    case SUY_CONNECTION_READ:
      return g_strdup_printf ("file:%s?mode=ro&cache=private", escaped);
    case SUY_CONNECTION_IMMUTABLE:
      return g_strdup_printf ("file:%s?mode=ro&immutable=1&cache=private", escaped);
    case SUY_CONNECTION_MEMORY:
    default:
      return g_strdup (":memory:");
    }
}

static guint
kept_hash (gconstpointer data)
{
  const Kept *kept = data;

  return g_direct_hash (kept->reg) * 31u + (guint) (guintptr) kept->write;
}

static gboolean
kept_equal (gconstpointer a, gconstpointer b)
{
  const Kept *x = a, *y = b;

  return x->reg == y->reg && x->write == y->write;
}

SuyConnection *
suy_connection_open (const char *path, SuyConnectionMode mode, GError **error)
{
  g_autoptr (SuyConnection) self = g_new0 (SuyConnection, 1);
  g_autofree char *uri = make_uri (path, mode);
  int flags =
      SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX |
      (mode == SUY_CONNECTION_READ || mode == SUY_CONNECTION_IMMUTABLE ? SQLITE_OPEN_READONLY
                                                                       : SQLITE_OPEN_READWRITE);

  self->name = g_strdup (path);
  self->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  self->kept = g_hash_table_new_full (kept_hash, kept_equal, g_free, NULL);
  if (sqlite3_open_v2 (uri, &self->db, flags, NULL) != SQLITE_OK)
    {
      suy_connection_set_error (self, error);
      return NULL;
    }

  configure (self->db);
  if (!suy_connection_run (self,
                           "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA foreign_keys=ON;"
                           "PRAGMA recursive_triggers=ON;",
                           error))
    return NULL;

  return g_steal_pointer (&self);
}

void
suy_connection_free (SuyConnection *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->db);
  g_free (self->name);
  g_free (self);
}

sqlite3 *
suy_connection_get_db (SuyConnection *self)
{
  return self->db;
}

void
suy_connection_trust_schema (SuyConnection *self)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
}

void
suy_connection_set_defensive (SuyConnection *self, gboolean defensive)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, defensive, NULL);
}

void
suy_connection_forget (SuyConnection *self)
{
  g_hash_table_remove_all (self->kept);
  g_hash_table_remove_all (self->statements);
}

void
suy_connection_set_error (SuyConnection *self, GError **error)
{
  const char *what = self->db != NULL ? sqlite3_errmsg (self->db) : "out of memory";

  switch (self->db != NULL ? sqlite3_errcode (self->db) & 0xff : SQLITE_NOMEM)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, SUY_ERROR, SUY_ERROR_LOCKED,
                   "“%s” is in use by another program (%s); close it there and try again",
                   self->name, what);
      break;
    case SQLITE_CORRUPT:
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "“%s” is damaged (%s); open the latest backup", self->name, what);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN, "“%s” is no workspace (%s)", self->name,
                   what);
      break;
    case SQLITE_READONLY:
      g_set_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY,
                   "“%s” cannot be written (%s); copy it to a folder of your own", self->name,
                   what);
      break;
    case SQLITE_TOOBIG:
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT, "A value for “%s” is larger than 64 MiB",
                   self->name);
      break;
    case SQLITE_FULL:
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
                   "The disk of “%s” is full; free some space and try again", self->name);
      break;
    default:
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
                   "Reading or writing “%s” failed (%s, code %d); check the disk and try again",
                   self->name, what, self->db != NULL ? sqlite3_extended_errcode (self->db) : 0);
      break;
    }
}

void
suy_statement_bind (SuyStatement *statement, int at, const SuyValue *value)
{
  switch (value != NULL ? value->type : SUY_VALUE_NULL)
    {
    case SUY_VALUE_INTEGER:
      sqlite3_bind_int64 (statement, at, value->integer);
      break;
    case SUY_VALUE_REAL:
      sqlite3_bind_double (statement, at, value->real);
      break;
    case SUY_VALUE_TEXT:
      sqlite3_bind_text (statement, at, value->text, -1, SQLITE_STATIC);
      break;
    case SUY_VALUE_NULL:
    default:
      sqlite3_bind_null (statement, at);
      break;
    }
}

static void
bind_all (SuyStatement *statement, const char *format, va_list args)
{
  for (int i = 0; format[i] != '\0'; i++)
    switch (format[i])
      {
      case 'i':
        sqlite3_bind_int64 (statement, i + 1, va_arg (args, gint64));
        break;
      case 'd':
        sqlite3_bind_double (statement, i + 1, va_arg (args, double));
        break;
      case 't':
        sqlite3_bind_text (statement, i + 1, va_arg (args, const char *), -1, SQLITE_STATIC);
        break;
      case 'b':
        {
          const void *bytes = va_arg (args, const void *);
          gsize size = va_arg (args, gsize);

          sqlite3_bind_blob64 (statement, i + 1, bytes, size, SQLITE_STATIC);
        }
        break;
      case 'v':
        suy_statement_bind (statement, i + 1, va_arg (args, const SuyValue *));
        break;
      default:
        g_assert_not_reached ();
      }
}

static SuyStatement *
find_statement (SuyConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    return statement;
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
      SQLITE_OK)
    {
      suy_connection_set_error (self, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);

  return statement;
}

static SuyStatement *
query_valist (SuyConnection *self,
              GError **error,
              const char *sql,
              const char *format,
              va_list args)
{
  SuyStatement *statement = find_statement (self, sql, error);

  if (statement == NULL)
    return NULL;
  g_assert (!sqlite3_stmt_busy (statement));
  bind_all (statement, format, args);

  return statement;
}

SuyStatement *
suy_connection_query (SuyConnection *self, GError **error, const char *sql, const char *format, ...)
{
  SuyStatement *statement;
  va_list args;

  va_start (args, format);
  statement = query_valist (self, error, sql, format, args);
  va_end (args);

  return statement;
}

SuyStatement *
suy_connection_query_of (SuyConnection *self,
                         const SuyRegister *reg,
                         char *(*write) (const SuyRegister *reg),
                         GError **error)
{
  const Kept key = { reg, write };
  SuyStatement *statement = g_hash_table_lookup (self->kept, &key);
  g_autofree char *sql = NULL;

  if (statement == NULL)
    {
      sql = write (reg);
      statement = find_statement (self, sql, error);
      if (statement == NULL)
        return NULL;
      g_hash_table_insert (self->kept, g_memdup2 (&key, sizeof key), statement);
    }
  g_assert (!sqlite3_stmt_busy (statement));

  return statement;
}

gboolean
suy_connection_step (SuyConnection *self, SuyStatement *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    suy_connection_set_error (self, error);

  suy_statement_reset (statement);
  return FALSE;
}

gboolean
suy_connection_put (SuyConnection *self, SuyStatement *statement, GError **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE;

  if (!done)
    suy_connection_set_error (self, error);
  sqlite3_reset (statement);

  return done;
}

static gboolean
first_row (SuyConnection *self, SuyStatement *statement, gboolean *found, GError **error)
{
  GError *own = NULL;

  *found = suy_connection_step (self, statement, &own);
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

gboolean
suy_connection_do (SuyConnection *self, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (SuyStatement) statement = NULL;
  gboolean found = TRUE;
  va_list args;

  va_start (args, format);
  statement = query_valist (self, error, sql, format, args);
  va_end (args);
  if (statement == NULL)
    return FALSE;

  while (found)
    if (!first_row (self, statement, &found, error))
      return FALSE;
  return TRUE;
}

gboolean
suy_connection_get_integer (SuyConnection *self,
                            gint64 *value,
                            GError **error,
                            const char *sql,
                            const char *format,
                            ...)
{
  g_autoptr (SuyStatement) statement = NULL;
  gboolean found;
  va_list args;

  va_start (args, format);
  statement = query_valist (self, error, sql, format, args);
  va_end (args);
  if (statement == NULL || !first_row (self, statement, &found, error))
    return FALSE;

  *value = found ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

gboolean
suy_connection_get_text (SuyConnection *self,
                         char **value,
                         GError **error,
                         const char *sql,
                         const char *format,
                         ...)
{
  g_autoptr (SuyStatement) statement = NULL;
  gboolean found;
  va_list args;

  va_start (args, format);
  statement = query_valist (self, error, sql, format, args);
  va_end (args);
  if (statement == NULL || !first_row (self, statement, &found, error))
    return FALSE;

  *value = found ? g_strdup ((const char *) sqlite3_column_text (statement, 0)) : NULL;
  return TRUE;
}

gboolean
suy_connection_run (SuyConnection *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  suy_connection_set_error (self, error);
  return FALSE;
}
