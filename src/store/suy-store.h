/* suy-store.h: the one file that holds everything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GeoPackage with our operation log in it; docs/workspace-format.md describes it.  One writer
 * connection, and readers that never write.  A store is used from one thread, except for readers
 * made by suy_store_open_reader(). */

#pragma once

#include "suy-feature-set.h"
#include "suy-record.h"

G_BEGIN_DECLS

typedef struct _SuyStore SuyStore;

typedef enum
{
  SUY_STORE_READ,
  SUY_STORE_WRITE,
} SuyStoreMode;

/* What a new file starts from.  NULL or 0 members: from the clock and the random source; a demo
 * sets them all, so that it is made the same twice. */
typedef struct
{
  const char *name;      /* of the workspace, as the window shows it */
  const char *district;  /* (nullable): six-digit code */
  const char *device;    /* (nullable): 32 hex digits */
  guint32 device_number; /* 0..2^20-1 */
  const char *today;     /* (nullable): a fixed date for rules, "2026-11-20" */
} SuyStoreSeed;

/* Who does what, and why.  NULL members are left out of the log. */
typedef struct
{
  const char *kind;  /* edit, import, move, undo, redo, demo, outside, merge, ... */
  const char *actor; /* code of a person */
  const char *role;
  const char *reason;
  gint64 wall;             /* µs UTC; 0: now */
  const char *wall_source; /* (nullable): system, demo, ... how far the clock is trusted */
  gboolean bulk;           /* much will be loaded: other programs wait until it is done */
} SuyCommandInfo;

/**
 * suy_store_create:
 * @path: must not exist
 *
 * Returns: (transfer full): the open store, or NULL with @error set and no file left
 */
SuyStore *suy_store_create (const char *path,
                            SuyCatalog *catalog,
                            const SuyStoreSeed *seed,
                            GError **error);

/**
 * suy_store_open:
 * @error: SUY_ERROR_NOT_FOUND (no such file), _FOREIGN (not a GeoPackage, or one that is no
 *   workspace), _CORRUPT, _TOO_NEW (only for WRITE), _LOCKED, _READ_ONLY (only for WRITE: medium,
 *   permission, network share, or a schema finding), _IO
 *
 * Does all that "Opening" in the design says; seals edits made from outside when writing.
 *
 * Returns: (transfer full): the open store, or NULL with @error set and nothing changed
 */
SuyStore *suy_store_open (const char *path, SuyStoreMode mode, GError **error);

/* How long a write waits for another program that writes; 5000 ms at first. */
void suy_store_set_patience (SuyStore *self, guint milliseconds);

/* Another program that has the file open: "QGIS (1234)".  People should close it: SQLite before
 * 3.51.3 can lose a commit when two programs write.  (transfer full) (nullable) */
char *suy_store_get_other_program (SuyStore *self);

/* Checkpoints, returns the file to a rollback journal, closes.  Frees @self even on failure. */
gboolean suy_store_close (SuyStore *self, GError **error);

SuyCatalog *suy_store_get_catalog (SuyStore *self);
const char *suy_store_get_path (SuyStore *self);
SuyStoreMode suy_store_get_mode (SuyStore *self);

/* Small settings of the file: name, district, today, person, ...  Not logged. */
char *suy_store_get_setting (SuyStore *self, const char *key); /* (transfer full) (nullable) */
gboolean suy_store_set_setting (SuyStore *self, const char *key, const char *value, GError **error);

/* ---- writing: a command is one transaction ---- */

gboolean suy_store_begin (SuyStore *self, const SuyCommandInfo *info, GError **error);

/**
 * suy_store_commit:
 * @n_operations: (out) (optional): 0 when nothing had changed: then no command is kept either
 *
 * On return without error everything is on the disk.  On error everything is rolled back.
 */
gboolean suy_store_commit (SuyStore *self, guint *n_operations, GError **error);
void suy_store_rollback (SuyStore *self);

/* Strictly increasing, 63 bits, never given twice by this file. */
gint64 suy_store_new_id (SuyStore *self);

/* The next free code like "AJ-2026-0402"; @prefix "AJ-2026-", at least @digits digits. */
char *suy_store_new_code (SuyStore *self, const SuyRegister *reg, const char *prefix, guint digits);

/* Gives the record an id if it has none.  Fields are checked (type, bounds, geometry type). */
gboolean suy_store_insert (SuyStore *self, SuyRecord *record, GError **error);

/* Writes what is set and differs; nothing that is equal is written or logged. */
gboolean suy_store_update (SuyStore *self, const SuyRecord *record, GError **error);
gboolean suy_store_delete (SuyStore *self, const SuyRegister *reg, gint64 id, GError **error);

/**
 * suy_store_load:
 * @next: gives the next record (transfer full), or NULL at the end or on error
 *
 * Inserts many: without triggers, with operations in batches and a packed RTree, within the command
 * that is open.  Search texts of all but the first thousands are left to suy_store_index_texts().
 */
typedef SuyRecord *(*SuyStoreNext) (gpointer user_data, GError **error);
gboolean suy_store_load (SuyStore *self,
                         const SuyRegister *reg,
                         SuyStoreNext next,
                         gpointer user_data,
                         GError **error);

/* ---- reading ---- */

typedef enum
{
  SUY_FILTER_EQUAL,
  SUY_FILTER_NOT_EQUAL,
  SUY_FILTER_LESS,     /* < */
  SUY_FILTER_GREATER,  /* > */
  SUY_FILTER_CONTAINS, /* text, anywhere, case ignored */
  SUY_FILTER_NULL,
  SUY_FILTER_NOT_NULL,
} SuyFilterKind;

typedef struct
{
  const SuyField *field;
  SuyFilterKind kind;
  SuyValue value;
} SuyFilter;

typedef struct
{
  const SuyFilter *filters; /* all must hold */
  guint n_filters;
  const char *search;    /* (nullable): every word in the search text of the record */
  const SuyField *order; /* (nullable): else code; NULLs last; ties by id */
  gboolean descending;
} SuySelection;

/* Ids in the order asked.  @selection NULL: all, by code.  (transfer full) (element-type gint64) */
GArray *suy_store_select (SuyStore *self,
                          const SuyRegister *reg,
                          const SuySelection *selection,
                          GError **error);

/* The records themselves, in one statement.  (transfer full) (element-type SuyRecord) */
GPtrArray *suy_store_read (SuyStore *self,
                           const SuyRegister *reg,
                           const SuySelection *selection,
                           GError **error);

gint64 suy_store_count (SuyStore *self, const SuyRegister *reg); /* -1 on failure */

/* The records of @ids, in that order; an id that is gone leaves a NULL. (element-type SuyRecord) */
GPtrArray *suy_store_get_many (SuyStore *self,
                               const SuyRegister *reg,
                               const gint64 *ids,
                               guint n_ids,
                               GError **error);

/* (transfer full); SUY_ERROR_NOT_FOUND if there is none */
SuyRecord *suy_store_get (SuyStore *self, const SuyRegister *reg, gint64 id, GError **error);

/**
 * suy_store_find:
 * @key: a code, or "#ID" in decimal
 * @error: SUY_ERROR_NOT_FOUND, SUY_ERROR_AMBIGUOUS (both ids named)
 *
 * Returns: the id, or 0 with @error set
 */
gint64 suy_store_find (SuyStore *self, const SuyRegister *reg, const char *key, GError **error);

/**
 * suy_store_scan:
 * @each: called for every record by rising id; @value is borrowed for the call
 *
 * One column of a register, read without making records.
 */
typedef void (*SuyStoreEach) (gint64 id, const SuyValue *value, gpointer user_data);
gboolean suy_store_scan (SuyStore *self,
                         const SuyField *field,
                         const SuyRegister *reg,
                         SuyStoreEach each,
                         gpointer user_data,
                         GError **error);

/* Which cells of which rows. */
typedef struct
{
  const SuyField *const *fields; /* (array length=n_fields) */
  guint n_fields;
  const SuyFilter *filters; /* all must hold */
  guint n_filters;
  const gint64 *ids; /* (nullable): only these, in any order, each once or more; NULL: all */
  guint n_ids;
} SuyCellScan;

/**
 * suy_store_scan_cells:
 * @each: called for every row by rising id; @values (array length=n_fields) are borrowed for the
 *   call
 *
 * Several columns of many rows in one statement, without making records: 0.3 s for four columns of
 * 100,000 rows that are named by their ids.
 */
typedef void (*SuyStoreEachRow) (gint64 id, const SuyValue *values, gpointer user_data);
gboolean suy_store_scan_cells (SuyStore *self,
                               const SuyRegister *reg,
                               const SuyCellScan *scan,
                               SuyStoreEachRow each,
                               gpointer user_data,
                               GError **error);

/* All places of a register.  (transfer full) */
SuyFeatureSet *suy_store_load_features (SuyStore *self, const SuyRegister *reg, GError **error);

/* The number of the newest operation that lasts: asked before rows are read, it says how old what
 * was made from them is.  -1 with @error set */
gint64 suy_store_get_log_end (SuyStore *self, GError **error);

typedef enum
{
  SUY_CHANGED_ANY,   /* fields and places */
  SUY_CHANGED_PLACE, /* rows that came or went, or whose place changed */
} SuyChangedPart;

/**
 * suy_store_list_changed:
 * @since: of suy_store_get_log_end()
 * @max: how many rows the caller cares for
 *
 * Rows of @reg that came, changed or went behind @since, by whatever program.  Derived columns are
 * not logged.
 *
 * Returns: (transfer full) (element-type gint64): ascending; more than @max where there are more,
 * or where so much has happened since that looking would take long: they say nothing then; NULL
 * with
 *   @error set
 */
GArray *suy_store_list_changed (SuyStore *self,
                                const SuyRegister *reg,
                                gint64 since,
                                SuyChangedPart part,
                                guint max,
                                GError **error);

/* Whether a cell of @field was written behind @since, in a row that came or went too.  FALSE with
 * @error set */
gboolean suy_store_has_changed_field (SuyStore *self,
                                      const SuyRegister *reg,
                                      const SuyField *field,
                                      gint64 since,
                                      gboolean *changed,
                                      GError **error);

/**
 * suy_store_get_snapshot:
 *
 * What suy_store_put_snapshot() kept, as long as no place of @reg has come, moved or gone since, by
 * whatever program.  The bytes are as the file has them: a file from outside may hold any, so who
 * uses them checks them.
 *
 * Returns: (transfer full) (nullable): NULL with @error set, or without: there is none that holds
 */
GBytes *suy_store_get_snapshot (SuyStore *self, const SuyRegister *reg, GError **error);

/**
 * suy_store_put_snapshot:
 * @log_end: of suy_store_get_log_end(), asked before the places were read
 *
 * Keeps @bytes for @reg, outside the log and in a transaction of its own, in place of what was kept
 * before.  Does nothing while the file is open for reading, within a command, with edits of other
 * programs that are not sealed, or when the places have changed since @log_end.
 */
gboolean suy_store_put_snapshot (SuyStore *self,
                                 const SuyRegister *reg,
                                 gint64 log_end,
                                 GBytes *bytes,
                                 GError **error);

/* One row a group: value and how many; by count.  (element-type SuyTally) */
typedef struct
{
  SuyValue value;
  gint64 n;
} SuyTally;
GArray *suy_store_tally (SuyStore *self,
                         const SuyField *field,
                         const SuyRegister *reg,
                         GError **error);

typedef struct
{
  const SuyRegister *reg;
  gint64 id;
  char *code, *title;
} SuySearchHit;

/* Names, codes, people, pinyin initials; best first.  Records that suy_store_index_texts() has not
 * come to yet are found too.  (element-type SuySearchHit) */
GArray *suy_store_search (SuyStore *self, const char *text, guint max, GError **error);

/* Whether a load left search texts to be written.  @due (out) */
gboolean suy_store_has_due_texts (SuyStore *self, gboolean *due, GError **error);

/**
 * suy_store_index_texts:
 * @most: so many records of those that are due; 1,000 take some 5 ms
 * @left: (out): there are more
 * @error: SUY_ERROR_LOCKED (another program writes; try later), ...
 *
 * Writes search texts that a load left to be written, as a transaction that is no command.  Does
 * nothing while the file is open for reading or within a command.
 */
gboolean suy_store_index_texts (SuyStore *self, guint most, gboolean *left, GError **error);

/* ---- history ---- */

typedef enum
{
  SUY_CHANGE_INSERT,
  SUY_CHANGE_UPDATE,
  SUY_CHANGE_DELETE,
} SuyChangeKind;

typedef struct
{
  SuyChangeKind kind;
  gint64 command; /* number of the command in this file; 0: not sealed yet */
  const SuyRegister *reg;
  gint64 id;
  const SuyField *field;         /* UPDATE: NULL is the geometry */
  SuyValue old_value, new_value; /* UPDATE of a field */
  gint64 wall;                   /* µs UTC */
  char *command_kind, *actor, *role, *reason;
} SuyChange;

/* Newest first.  (element-type SuyChange) */
GArray *suy_store_history (SuyStore *self, const SuyRegister *reg, gint64 id, GError **error);

/* The latest commands, newest first; reg, id, field are of their first operation. */
GArray *suy_store_recent (SuyStore *self, guint max, GError **error);

/**
 * suy_store_undo:
 * @error: SUY_ERROR_NOT_FOUND (nothing to undo), _CONFLICT (changed since, by whom),
 *   _REFUSED (moves and sign-offs)
 *
 * Takes back the newest command that stands, as a new command.  redo takes back the undo.
 */
gboolean suy_store_undo (SuyStore *self, const SuyCommandInfo *info, GError **error);
gboolean suy_store_redo (SuyStore *self, const SuyCommandInfo *info, GError **error);

/* ---- health ---- */

typedef struct
{
  char *name; /* orphanRow, chainBroken, triggerMissing, ... */
  char *text; /* what and where, and what to do */
} SuyFinding;

/* Everything that design resolution 2.1.11 lists.  (element-type SuyFinding), empty: clean */
GArray *suy_store_verify (SuyStore *self, GError **error);

/* Changes of another program since the last call are sealed.  TRUE in @changed if there were any.
 */
gboolean suy_store_poll_outside (SuyStore *self, gboolean *changed, GError **error);

/* ---- attachments ---- */

/* Stores @bytes once by content.  Returns: (transfer full): SHA-256 in hex, within the command */
char *suy_store_put_blob (SuyStore *self, GBytes *bytes, GError **error);
GBytes *suy_store_get_blob (SuyStore *self, const char *hash, GError **error);

/* Writes a whole copy of what is committed to @path, which must not exist; 0.5 s for a million
 * rows. Opened for writing, the copy goes on as another device. */
gboolean suy_store_backup (SuyStore *self, const char *path, GError **error);

/**
 * suy_store_copy_as_of:
 * @moment: µs UTC
 * @today: the day that the copy goes by, "2026-11-20"
 * @path: must not exist
 * @error: SUY_ERROR_NOT_FOUND: the log begins later
 *
 * Writes a whole copy in which the rows stand as the commands of @moment and before left them, by
 * the time that each command says.  Derived fields are those of now.  Costs a backup, and what has
 * changed since.  Edits of other programs count as of when they were sealed.
 */
gboolean suy_store_copy_as_of (SuyStore *self,
                               gint64 moment,
                               const char *today,
                               const char *path,
                               GError **error);

/* A read-only second connection for another thread; sees what was committed when it reads. */
SuyStore *suy_store_open_reader (SuyStore *self, GError **error);

G_END_DECLS
