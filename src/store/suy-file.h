/* suy-file.h: what kind of file is this, where does it lie, and who else has it open?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "suy-connection.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 size;
  gboolean wal;      /* the header says write-ahead log */
  gboolean wal_full; /* a -wal with content stands beside it */
  gboolean hot;      /* a rollback journal with content stands beside it */
  gboolean shared;   /* a -shm stands beside it */
} SuyFileFacts;

/* Absolute, links followed, so that one file has one name.  (transfer full) */
char *suy_file_resolve (const char *path);

/* SUY_ERROR_NOT_FOUND, _FOREIGN, _CORRUPT, _IO: reads the header through SQLite, since closing a
 * file of our own would drop SQLite's locks on it. */
gboolean suy_file_inspect (const char *path, SuyFileFacts *facts, GError **error);

/* FALSE with SUY_ERROR_READ_ONLY where a workspace cannot be written safely: network shares and
 * sticks by the kind of their file system, folders and files without permission. */
gboolean suy_file_check_writable (const char *path, GError **error);

/* Tells a copied or restored file from the one that stood here: device, inode, path. */
char *suy_file_get_marker (const char *path);

/* One writer of ours at a time: a lock on PATH-lock, which is gone after the last close. */
typedef struct _SuyFileLock SuyFileLock;
SuyFileLock *suy_file_lock_new (const char *path, GError **error);
void suy_file_lock_free (SuyFileLock *self);

/* Another process that has the file open in SQLite, by /proc/locks: "QGIS (1234)".  (transfer full)
 * (nullable) */
char *suy_file_get_other_program (const char *path);

/* Copies the file with its -wal into a new temporary folder.  (transfer full): the folder */
char *suy_file_copy_aside (const char *path, GError **error);
void suy_file_remove_aside (const char *folder);

G_END_DECLS
