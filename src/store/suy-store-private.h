/* suy-store-private.h: what is inside a store, for the files of this room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-codes.h"
#include "suy-connection.h"
#include "suy-file.h"
#include "suy-gpkg-point.h"
#include "suy-store.h"

G_BEGIN_DECLS

/* The command that is open. */
typedef struct
{
  gboolean open;
  gboolean wrote; /* something that no operation shows: a blob, a derived field */
  gint64 number, rep, first_seq;
  gint64 device;  /* its number, for ids */
  gint64 log_end; /* before its first operation */
  gint64 wall;
  char *kind, *actor, *role, *reason, *wall_source;
  char *target;      /* (nullable): of undo and redo: "rep:first_seq" of what is taken back */
  GHashTable *dirty; /* SuyRowKey: rows whose search text may have changed */
  GHashTable *boxes; /* register -> SuyBox: where something was written */
} SuyCommand;

typedef struct
{
  guint table;
  gint64 row;
} SuyRowKey;

struct _SuyStore
{
  SuyConnection *connection;
  SuyCatalog *catalog;
  char *path;
  char *copied_to; /* (nullable): temporary folder that the file was copied to for reading */
  SuyStoreMode mode;
  SuyConnectionMode connection_mode;
  SuyFileLock *lock; /* (nullable) */
  SuyCommand command;
  gboolean unlawful; /* a register was written outside a command */
  gboolean plain;    /* without a write-ahead log, for the command that is open */
  gint64 last_id;
  gint64 data_version;
  SuyCodes *codes;
  gboolean outside; /* edits of others were sealed that suy_store_poll_outside() has not told */
  struct
  {
    SuyConnection *index; /* (nullable): in memory, over the texts of records that are due */
    gint64 version, changes;
  } due; /* of suy-due.c */
};

/* ---- suy-open.c ---- */

SuyStore *suy_store_new (void); /* without a file */
void suy_store_free (SuyStore *self);
char *suy_store_make_uuid (void);
/* Makes the file a device of its own.  @forked_from: 0: none */
gboolean suy_store_add_device (SuyConnection *connection,
                               const char *uuid,
                               guint32 number,
                               gint64 forked_from,
                               GError **error);
gboolean suy_store_start_writing (SuyStore *self, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyStore, suy_store_free)

/* ---- suy-command.c ---- */

void suy_store_install_hooks (SuyStore *self);
gboolean suy_store_check_command (SuyStore *self, GError **error);

/* As suy_store_begin(), without sealing. */
gboolean suy_store_begin_command (SuyStore *self, const SuyCommandInfo *info, GError **error);
gboolean suy_store_end_command (SuyStore *self, guint *n_operations, GError **error);
void suy_store_abandon_command (SuyStore *self); /* forgets it; the transaction stays */
void suy_store_mark_dirty (SuyStore *self, guint table, gint64 row);
void suy_store_mark_box (SuyStore *self, const SuyRegister *reg, const SuyBox *box);
gint64 suy_store_get_now (void); /* µs UTC */

/* ---- suy-search.c ---- */

/* Whether the search text of a record has @field in it. */
gboolean suy_search_has_field (const SuyRegister *reg, const SuyField *field);
/* Writes the search text of one row anew, as the row stands; drops it if the row is gone. */
gboolean suy_search_update (SuyStore *self, const SuyRegister *reg, gint64 row, GError **error);
/* The query for the search table.  (transfer full) (nullable): NULL: nothing to search for */
char *suy_search_make_query (const char *text);
/* Replaces @body by what should stand in the search table. */
void suy_search_make_body (GString *body, const SuyRecord *record);
/* For records that are not in the table: a statement that puts the text of one there, and then the
 * index of all that came after text @last, about @n_bytes long together.
 * Apart, since every statement of several rows makes FTS5 write out what it holds. */
SuyStatement *suy_search_query_add (SuyStore *self, GError **error);
gboolean suy_search_put (SuyStore *self,
                         SuyStatement *statement,
                         const SuyRecord *record,
                         GString *body, /* is filled with the text */
                         GError **error);
gboolean suy_search_get_last (SuyStore *self, gint64 *last, GError **error);
gboolean suy_search_index (SuyStore *self, gint64 last, gsize n_bytes, GError **error);

/* ---- suy-snapshot.c ---- */

/* Within the transaction that is open. */
gboolean suy_store_forget_snapshots (SuyStore *self, GError **error);

/* Adds what is the matter with the snapshots.  @findings: (element-type SuyFinding) */
gboolean suy_snapshot_check (SuyStore *self, GArray *findings, GError **error);

/* ---- suy-batch-check.c ---- */

/* Adds what is the matter with the batches of the log.  @sound (out): they can be read */
gboolean suy_batch_check (SuyStore *self, GArray *findings, gboolean *sound, GError **error);
/* Rows in batches that do not stand as these say, by their ids, once or more: those are to be
 * compared with all their operations.  (element-type gint64) */
GArray *suy_batch_find_different (SuyStore *self, const SuyRegister *reg, GError **error);

/* ---- suy-seal.c ---- */

/* Outside edits that stand in the log become one command, within the transaction that is open.
 * @all: every row is compared, as when triggers were missing.  @n (out) */
gboolean suy_seal (SuyStore *self, gboolean all, guint *n, GError **error);

/* ---- suy-row.c ---- */

/* The place of a row as bytes, while they are bound. */
typedef struct
{
  guint8 point[SUY_GPKG_POINT_SIZE];
  GBytes *bytes; /* (nullable): what is no single point */
  gsize size;    /* 0: no place */
} SuyRowPlace;

char *suy_row_make_insert (const SuyRegister *reg);
gboolean suy_row_insert (SuyConnection *connection, const SuyRecord *record, GError **error);

/* Binds all of a statement of suy_row_make_insert().  @record and @place must stay until it ran.
 * @filled: (inout) (nullable) (array): by field, which it has a value for from the record before,
 * so that NULLs, which are most, are bound once; zeros at first, with nothing bound */
gboolean suy_row_bind (SuyStatement *statement,
                       const SuyRecord *record,
                       SuyRowPlace *place,
                       guint8 *filled,
                       GError **error);
const guint8 *suy_row_place_get (const SuyRowPlace *place, gsize *size);
static inline void
suy_row_place_clear (SuyRowPlace *place)
{
  g_clear_pointer (&place->bytes, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyRowPlace, suy_row_place_clear)

gboolean suy_row_check (const SuyRecord *record, GError **error);
char *suy_row_get_columns (const SuyRegister *reg); /* "fid[, geom], ..." with derived ones */
SuyRecord *suy_row_read (SuyStatement *statement, const SuyRegister *reg);

/* ---- suy-select.c ---- */

/* Adds " AND ..." and, to @values (element-type SuyValue), what is bound to it. */
void suy_select_add_filter (GString *sql, GArray *values, const SuyFilter *filter);

/* The value of a column; a text is SQLite's own until the next step. */
SuyValue suy_select_peek (SuyStatement *statement, int at);

G_END_DECLS
