/* suy-reads.c: threads that read with connections of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A connection that is open when the file is closed would keep it from its rollback journal; so a
 * close waits for those that read, as it waits for the thread that makes the rivers. */

#include "config.h"

#include "suy-workspace-evidence.h"
#include "suy-workspace-private.h"

struct _SuyReads
{
  GMutex mutex;
  GCond ended;
  guint n; /* threads that have a connection */
};

struct _SuyOriginals
{
  SuyStore *store; /* stays open until this is freed */
  SuyReads *reads;
};

SuyReads *
suy_reads_new (void)
{
  SuyReads *self = g_new0 (SuyReads, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended);

  return self;
}

void
suy_reads_wait (SuyReads *self)
{
  g_mutex_lock (&self->mutex);
  while (self->n > 0)
    g_cond_wait (&self->ended, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

void
suy_reads_free (SuyReads *self)
{
  suy_reads_wait (self);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended);
  g_free (self);
}

static void
count (SuyReads *self, int by)
{
  g_mutex_lock (&self->mutex);
  self->n = (guint) ((int) self->n + by);
  g_cond_broadcast (&self->ended);
  g_mutex_unlock (&self->mutex);
}

void
suy_reads_begin (SuyReads *self)
{
  count (self, 1);
}

void
suy_reads_end (SuyReads *self)
{
  count (self, -1);
}

/* ---- originals ---- */

SuyOriginals *
suy_originals_new (SuyWorkspace *workspace)
{
  SuyOriginals *self;

  g_return_val_if_fail (workspace->store != NULL, NULL);

  self = g_new (SuyOriginals, 1);
  *self = (SuyOriginals){ workspace->store, workspace->reads };
  suy_reads_begin (self->reads);

  return self;
}

GBytes *
suy_originals_read (SuyOriginals *self, const char *hash, GError **error)
{
  SuyStore *reader = suy_store_open_reader (self->store, error);
  GBytes *bytes = reader == NULL ? NULL : suy_store_get_blob (reader, hash, error);

  if (reader != NULL)
    suy_store_close (reader, NULL);

  return bytes;
}

void
suy_originals_free (SuyOriginals *self)
{
  suy_reads_end (self->reads);
  g_free (self);
}
