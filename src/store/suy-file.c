/* suy-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE
#include "suy-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-schema.h"

struct _SuyFileLock
{
  char *path;
  int fd;
};

char *
suy_file_resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *name = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);

  free (real);
  return name;
}

static gint64
size_beside (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf info;

  return g_stat (name, &info) == 0 ? (gint64) info.st_size : -1;
}

static gboolean
read_header (const char *path, guint8 header[100], GError **error)
{
  g_autoptr (SuyConnection) connection =
      suy_connection_open (path, SUY_CONNECTION_IMMUTABLE, error);
  sqlite3_file *file = NULL;

  if (connection == NULL)
    return FALSE;
  sqlite3_file_control (suy_connection_get_db (connection), "main", SQLITE_FCNTL_FILE_POINTER,
                        &file);
  if (file == NULL || file->pMethods == NULL ||
      file->pMethods->xRead (file, header, 100, 0) != SQLITE_OK)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, "“%s” is cut short; open the latest backup",
                   path);
      return FALSE;
    }

  return TRUE;
}

static guint32
read_u32 (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return GUINT32_FROM_BE (value);
}

static gboolean
check_header (const char *path, const guint8 header[100], GError **error)
{
  if (memcmp (header, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                   "“%s” is no workspace and no database; choose a .gpkg file made by Suyuan",
                   path);
      return FALSE;
    }
  if (read_u32 (header + 68) != SUY_GPKG_APPLICATION_ID)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                   "“%s” is a database of another program, not a workspace; choose a .gpkg file "
                   "made by Suyuan",
                   path);
      return FALSE;
    }

  return TRUE;
}

gboolean
suy_file_inspect (const char *path, SuyFileFacts *facts, GError **error)
{
  guint8 header[100];
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      g_set_error (error, SUY_ERROR,
                   errno == ENOENT || errno == ENOTDIR ? SUY_ERROR_NOT_FOUND : SUY_ERROR_IO,
                   "Cannot open “%s”: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                   "“%s” is not a file; choose a .gpkg file made by Suyuan", path);
      return FALSE;
    }
  if (info.st_size == 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, "“%s” is empty; open the latest backup",
                   path);
      return FALSE;
    }
  if (!read_header (path, header, error) || !check_header (path, header, error))
    return FALSE;

  facts->size = info.st_size;
  facts->wal = header[18] == 2;
  facts->wal_full = size_beside (path, "-wal") > 0;
  facts->hot = size_beside (path, "-journal") > 0;
  facts->shared = size_beside (path, "-shm") >= 0;
  return TRUE;
}

/* The kind of the file system, by the device's line in mountinfo.  (transfer full) (nullable) */
static char *
get_file_system (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *device = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !g_file_get_contents ("/proc/self/mountinfo", &text, NULL, NULL))
    return NULL;

  device = g_strdup_printf ("%u:%u", major (info.st_dev), minor (info.st_dev));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      const char *dash = strstr (lines[i], " - ");

      if (dash != NULL && g_strv_length (words) > 6 && strcmp (words[2], device) == 0)
        return g_strndup (dash + 3, strcspn (dash + 3, " "));
    }

  return NULL;
}

gboolean
suy_file_check_writable (const char *path, GError **error)
{
  static const char *const unsafe[] = { "nfs",  "nfs4",  "cifs",    "smb3",        "smbfs",
                                        "vfat", "msdos", "exfat",   "fuseblk",     "fuse.sshfs",
                                        "ntfs", "ntfs3", "hfsplus", "fuse.rclone", NULL };
  g_autofree char *kind = get_file_system (path);
  g_autofree char *folder = g_path_get_dirname (path);

  if (kind != NULL && g_strv_contains (unsafe, kind))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY,
                   "“%s” lies on a network share or stick (%s), where saved work can be lost; copy "
                   "it to this computer, or open it for reading",
                   path, kind);
      return FALSE;
    }
  if (g_access (path, W_OK) != 0 || g_access (folder, W_OK) != 0)
    {
      g_set_error (
          error, SUY_ERROR, SUY_ERROR_READ_ONLY,
          "“%s” or its folder is write-protected; copy it to a folder of your own, or open "
          "it for reading",
          path);
      return FALSE;
    }

  return TRUE;
}

char *
suy_file_get_marker (const char *path)
{
  g_autofree char *real = g_canonicalize_filename (path, NULL);
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return g_strdup (real);
  return g_strdup_printf ("%lu:%lu:%s", (gulong) info.st_dev, (gulong) info.st_ino, real);
}

static char *
name_holder (const char *path)
{
  g_autofree char *pid = NULL;

  if (!g_file_get_contents (path, &pid, NULL, NULL))
    return g_strdup ("?");
  return g_strdup (g_strstrip (pid));
}

/* The holder removes the file before it lets go, so a lock on a file that is gone is none. */
static gboolean
still_there (int fd, const char *path)
{
  struct stat ours, named;

  return fstat (fd, &ours) == 0 && stat (path, &named) == 0 && ours.st_ino == named.st_ino &&
         ours.st_dev == named.st_dev;
}

SuyFileLock *
suy_file_lock_new (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, "-lock", NULL);

  for (guint attempt = 0; attempt < 10; attempt++)
    {
      int fd = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
      SuyFileLock *self;

      if (fd < 0)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY,
                       "Cannot write beside “%s” (%s); copy it to a folder of your own", path,
                       g_strerror (errno));
          return NULL;
        }
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          g_autofree char *holder = name_holder (name);

          close (fd);
          g_set_error (
              error, SUY_ERROR, SUY_ERROR_LOCKED,
              "“%s” is open in another Suyuan (process %s); close it there, or open it for "
              "reading",
              path, holder);
          return NULL;
        }
      if (!still_there (fd, name))
        {
          close (fd);
          continue;
        }

      if (ftruncate (fd, 0) != 0 || dprintf (fd, "%d\n", (int) getpid ()) < 0)
        g_debug ("the process number was not written to %s", name);
      self = g_new (SuyFileLock, 1);
      self->path = g_steal_pointer (&name);
      self->fd = fd;
      return self;
    }

  g_set_error (error, SUY_ERROR, SUY_ERROR_LOCKED, "“%s” is being opened and closed elsewhere",
               path);
  return NULL;
}

void
suy_file_lock_free (SuyFileLock *self)
{
  if (self == NULL)
    return;

  g_unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

static char *
name_process (const char *pid)
{
  g_autofree char *file = g_strdup_printf ("/proc/%s/comm", pid);
  g_autofree char *name = NULL;

  if (!g_file_get_contents (file, &name, NULL, NULL))
    return g_strdup_printf ("process %s", pid);
  return g_strdup_printf ("%s (%s)", g_strstrip (name), pid);
}

/* "1: POSIX  ADVISORY  READ 1234 08:01:5678 124 124" */
char *
suy_file_get_other_program (const char *path)
{
  static const char *const suffixes[] = { "-shm", "" };
  g_autofree char *text = NULL;
  g_autofree char *own = g_strdup_printf ("%d", (int) getpid ());
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/locks", &text, NULL, NULL))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *inode = NULL;
      GStatBuf info;

      if (g_stat (name, &info) != 0)
        continue;
      inode = g_strdup_printf (":%lu ", (gulong) info.st_ino);
      for (guint k = 0; lines[k] != NULL; k++)
        {
          g_auto (GStrv) words = NULL;

          if (strstr (lines[k], inode) == NULL || strstr (lines[k], "POSIX") == NULL)
            continue;
          words = g_regex_split_simple (" +", lines[k], 0, 0);
          if (g_strv_length (words) > 4 && strcmp (words[4], own) != 0)
            return name_process (words[4]);
        }
    }

  return NULL;
}

static gboolean
copy_beside (const char *path, const char *folder, const char *suffix, GError **error)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *base = g_path_get_basename (from);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_build_filename (folder, base, NULL);

  return g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

char *
suy_file_copy_aside (const char *path, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *folder = g_dir_make_tmp ("suyuan-XXXXXX", &why);

  if (folder != NULL && copy_beside (path, folder, "", &why) &&
      copy_beside (path, folder, "-wal", &why))
    return g_steal_pointer (&folder);

  if (folder != NULL)
    suy_file_remove_aside (folder);
  g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
               "“%s” cannot be read where it lies and not be copied to a temporary folder (%s)",
               path, why->message);
  return NULL;
}

void
suy_file_remove_aside (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}
