/* suy-source-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-source-reader.h"

/* All that the thread needs. */
typedef struct
{
  char *path, *layer, *encoding;
  guint header_row;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job->layer);
  g_free (job->encoding);
  g_free (job);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  const SuySourceOptions options = { .layer = job->layer,
                                     .encoding = job->encoding,
                                     .header_row = job->header_row };
  GError *error = NULL;
  SuySource *read = suy_source_open (job->path, &options, cancellable, &error);

  if (read == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, read, (GDestroyNotify) suy_source_unref);
}

void
suy_source_reader_read_async (GObject *source,
                              const char *path,
                              const SuySourceOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->layer = g_strdup (options->layer);
  job->encoding = g_strdup (options->encoding);
  job->header_row = options->header_row;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

SuySource *
suy_source_reader_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
