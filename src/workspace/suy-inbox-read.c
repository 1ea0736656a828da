/* suy-inbox-read.c: the inbox, read in a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-inbox.h"
#include "suy-workspace-private.h"

typedef struct
{
  SuyStore *store; /* stays open until the thread has ended */
  SuyReads *reads;
  char *person; /* (nullable) */
  gint64 now;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->person);
  g_free (job);
}

static SuyInbox *
read_inbox (const Job *job, GError **error)
{
  SuyStore *reader = suy_store_open_reader (job->store, error);
  g_autoptr (SuyInbox) inbox = NULL;

  if (reader == NULL)
    return NULL;
  inbox = suy_inbox_new (reader, job->person, job->now, error);
  suy_store_close (reader, NULL);

  return g_steal_pointer (&inbox);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  SuyInbox *inbox = g_cancellable_is_cancelled (cancellable) ? NULL : read_inbox (job, &error);

  suy_reads_end (job->reads);
  if (inbox != NULL)
    g_task_return_pointer (task, inbox, (GDestroyNotify) suy_inbox_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_error_if_cancelled (task);
}

void
suy_workspace_read_inbox_async (SuyWorkspace *self,
                                const char *person,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *now = suy_workspace_now (self);
  Job *job;

  g_return_if_fail (self->store != NULL);

  job = g_new (Job, 1);
  *job = (Job){ self->store, self->reads, g_strdup (person), suy_date_get_moment (now) };
  g_task_set_task_data (task, job, job_free);
  suy_reads_begin (job->reads);
  g_task_run_in_thread (task, read_in_thread);
}

SuyInbox *
suy_workspace_read_inbox_finish (SuyWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
