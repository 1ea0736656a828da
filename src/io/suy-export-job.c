/* suy-export-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-export-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"

SuyRecord *
suy_export_job_take_next (SuyExportJob *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;

  return self->options.next (self->options.user_data, error);
}

gboolean
suy_export_job_fail (SuyExportJob *self, GError **error)
{
  g_autofree char *said = g_utf8_make_valid (self->complaint->str, -1);

  if (error != NULL && *error == NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("%s can't be written: %s"), self->path, said);

  return FALSE;
}

const char *
suy_export_get_ending (const char *path)
{
  const char *dot = strrchr (path, '.');

  return dot == NULL || strchr (dot, '/') != NULL ? "" : dot + 1;
}
