/* suy-patrol-file.h: a patrol list on paper, on a device, and once it has been walked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-patrol-list.h"

G_BEGIN_DECLS

/* A route from the start over all stops.  (transfer full) */
char *suy_patrol_list_write_gpx (const SuyPatrolList *self, const char *name);

/* A row a stop, for people: no cell can be taken for a formula.  (transfer full) */
char *suy_patrol_list_write_csv (const SuyPatrolList *self);

/**
 * suy_workspace_save_patrol:
 * @list: that was walked
 * @seen: (element-type gint64): ids of its stops that were visited; at least one
 * @started_at: as stored, "2026-11-20T01:00:00.000Z"
 * @finding: (nullable)
 * @error: SUY_ERROR_INVALID (nobody acts, or nothing was seen), ...
 *
 * Makes a record of register patrol by the acting person that ends now; what it visited leaves the
 * next list of the month.
 *
 * Returns: its id, 0 with @error set
 */
gint64 suy_workspace_save_patrol (SuyWorkspace *self,
                                  const SuyPatrolList *list,
                                  const GArray *seen,
                                  const char *started_at,
                                  const char *finding,
                                  GError **error);

/* Now, as @started_at wants it; in the demo on its day.  (transfer full) */
char *suy_workspace_make_patrol_time (SuyWorkspace *self);

/* How many of those points have an inspection that is assigned to the acting person: it is recorded
 * there, by the moves of SM-1.  @seen as above.  -1 with @error set */
int suy_workspace_count_own_checks (SuyWorkspace *self, const GArray *seen, GError **error);

G_END_DECLS
