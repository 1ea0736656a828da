/* suy-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "suy-error.h"
#include "suy-export-job.h"
#include "suy-export-rows.h"
#include "suy-part.h"

/* GDAL and its hundred libraries come into memory with the first export that needs them. */
static gboolean
write_by_module (SuyExportJob *self, GError **error)
{
  SuyExportWrite write = (SuyExportWrite) suy_part_load (
      "SUYUAN_EXPORT_MODULE", SUY_LIBDIR "/suyuan", "suyuan-export.so", SUY_EXPORT_SYMBOL, error);

  return write != NULL && write (self, error);
}

/* ---- into place ---- */

/* The file that gives its name to all goes last: whoever sees it sees the others too. */
static gboolean
move_files (const char *from, const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *last = g_build_filename (from, base, NULL);
  g_autoptr (GDir) files = g_dir_open (from, 0, error);
  const char *name;
  int failed = 0;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (directory, name, NULL);

      if (strcmp (name, base) != 0 && failed == 0 && g_rename (source, target) != 0)
        failed = errno;
    }
  if (files != NULL && failed == 0 && g_file_test (last, G_FILE_TEST_EXISTS) &&
      g_rename (last, path) != 0)
    failed = errno;
  if (failed != 0)
    g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("%s can't be put in place: %s"), path,
                 g_strerror (failed));

  return files != NULL && failed == 0;
}

static void
remove_directory (const char *path)
{
  GDir *files = g_dir_open (path, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  if (files != NULL)
    g_dir_close (files);
  g_rmdir (path);
}

static gboolean
check_official (const char *path, GError **error)
{
  if (suy_export_rows_has (path))
    return TRUE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
               _ ("%s: the official ledger is written as .xlsx or .csv"), path);

  return FALSE;
}

gboolean
suy_export_write (const char *path,
                  const SuyRegister *reg,
                  const SuyExportOptions *options,
                  GCancellable *cancellable,
                  SuyExportResult *result,
                  GError **error)
{
  g_autoptr (GString) complaint = g_string_new (NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *temporary = g_build_filename (directory, ".suyuan-export-XXXXXX", NULL);
  g_autofree char *inside = NULL;
  SuyExportJob job = { reg, path, NULL, *options, cancellable, { 0 }, complaint };
  gboolean done;

  if (job.options.language == NULL)
    job.options.language = g_get_language_names ()[0];
  if (job.options.official && !check_official (path, error))
    return FALSE;
  if (g_mkdtemp (temporary) == NULL)
    {
      g_string_assign (complaint, g_strerror (errno));
      return suy_export_job_fail (&job, error);
    }

  inside = g_build_filename (temporary, base, NULL);
  job.inside = inside;
  done = suy_export_rows_has (path) ? suy_export_rows_write (&job, error)
                                    : write_by_module (&job, error);
  done = done && move_files (temporary, path, error);
  remove_directory (temporary);
  if (result != NULL)
    *result = job.result;

  return done;
}
