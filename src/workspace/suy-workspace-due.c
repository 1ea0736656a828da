/* suy-workspace-due.c: search texts that an import left, written while nobody waits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-error.h"
#include "suy-workspace-private.h"

/* A portion takes the main thread so long, however fast the machine is, and leaves it the rest. */
#define PORTION_MS 12
#define PAUSE_MS 20
#define LATER_MS 2000 /* when another program writes */
#define FIRST_ROWS 200
#define MOST_ROWS 20000

static gboolean on_time (gpointer data);

static void
wait_for_next (SuyWorkspace *self, guint milliseconds)
{
  self->texts.source = g_timeout_add_full (G_PRIORITY_LOW, milliseconds, on_time, self, NULL);
}

/* The rows that the next portion may have, from what this one took. */
static void
adapt (SuyWorkspace *self, gint64 microseconds)
{
  gint64 rows = (gint64) self->texts.rows * PORTION_MS * 1000 / MAX (microseconds, 1);

  self->texts.rows = (guint) CLAMP (rows, self->texts.rows / 4 + 1, self->texts.rows * 2);
  self->texts.rows = MIN (self->texts.rows, MOST_ROWS);
}

/* An error here is shown by whatever writes next; texts stay due and are found all the same. */
static gboolean
on_time (gpointer data)
{
  SuyWorkspace *self = data;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  gboolean left;

  self->texts.source = 0;
  if (self->store == NULL)
    return G_SOURCE_REMOVE;
  if (self->evaluating != NULL)
    wait_for_next (self, LATER_MS);
  else if (suy_store_index_texts (self->store, self->texts.rows, &left, &error))
    {
      adapt (self, g_get_monotonic_time () - start);
      if (left)
        wait_for_next (self, PAUSE_MS);
    }
  else if (g_error_matches (error, SUY_ERROR, SUY_ERROR_LOCKED))
    wait_for_next (self, LATER_MS);

  return G_SOURCE_REMOVE;
}

void
suy_workspace_index_texts (SuyWorkspace *self)
{
  gboolean due;

  g_return_if_fail (SUY_IS_WORKSPACE (self));

  if (self->texts.source != 0 || suy_workspace_is_read_only (self) ||
      !suy_store_has_due_texts (self->store, &due, NULL) || !due)
    return;
  self->texts.rows = FIRST_ROWS;
  wait_for_next (self, PAUSE_MS);
}

void
suy_workspace_stop_texts (SuyWorkspace *self)
{
  g_clear_handle_id (&self->texts.source, g_source_remove);
}
