/* suy-patrol-list.h: which points of a grid cell are to be visited this month, and in which order?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: S-086: all points of the cell less those visited.  A point is visited when a patrol of
 * the month is about it or names its code among the visited. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* of register risk_point */
  char *code, *name;
  SuyPoint point;
  double leg_m;            /* straight, from the stop before or from the start */
  guint n_cases, n_checks; /* cases about it that are open, inspections that are not made yet */
} SuyPatrolStop;

typedef struct
{
  gint64 grid;
  SuyPoint start;
  GPtrArray *stops;          /* (element-type SuyPatrolStop): in the order of the way */
  guint n_points, n_visited; /* of the cell and the cells below it */
  guint n_unplaced;          /* not visited, but nobody knows where they are: not among the stops */
  double straight_m;         /* of the whole way */
  double minutes;            /* of driving */
  char *rule_text;           /* what length and minutes rest on */
} SuyPatrolList;

/**
 * suy_workspace_get_patrol_list:
 * @grid: 0: the first cell, by code, of which the acting person is the inspector
 * @start: (nullable): NULL: the seat of the cell's township
 * @error: SUY_ERROR_NOT_FOUND (the person has no cell; nobody knows the seat), ...
 *
 * Returns: (transfer full)
 */
SuyPatrolList *suy_workspace_get_patrol_list (SuyWorkspace *self,
                                              gint64 grid,
                                              const SuyPoint *start,
                                              GError **error);
void suy_patrol_list_free (SuyPatrolList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyPatrolList, suy_patrol_list_free)

G_END_DECLS
