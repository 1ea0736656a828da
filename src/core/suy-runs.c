/* suy-runs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-runs.h"

SuyRuns *
suy_runs_new (void)
{
  SuyRuns *self = g_new0 (SuyRuns, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->holes = g_array_new (FALSE, FALSE, sizeof (gboolean));

  return self;
}

void
suy_runs_free (SuyRuns *self)
{
  g_array_unref (self->points);
  g_array_unref (self->ends);
  g_array_unref (self->holes);
  g_free (self);
}

void
suy_runs_end_run (SuyRuns *self, gboolean hole)
{
  guint n_runs = self->ends->len;
  guint32 first = n_runs == 0 ? 0 : g_array_index (self->ends, guint32, n_runs - 1);
  guint32 end = self->points->len;

  if (end == first)
    return;

  g_array_append_val (self->ends, end);
  g_array_append_val (self->holes, hole);
}
