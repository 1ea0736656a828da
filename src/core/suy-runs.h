/* suy-runs.h: which points and runs has a geometry that is still being gathered?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between the readers (WKB) and SuyGeometry; other rooms have no use for it. */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

typedef struct
{
  SuyShapeKind kind;
  GArray *points; /* element-type SuyPoint */
  GArray *ends;   /* element-type guint32, as in SuyShape */
  GArray *holes;  /* element-type gboolean, one for each run */
} SuyRuns;

SuyRuns *suy_runs_new (void);
void suy_runs_free (SuyRuns *self);

/* Closes the run that holds all points added since the last one, unless there are none. */
void suy_runs_end_run (SuyRuns *self, gboolean hole);

/**
 * suy_geometry_new_from_runs:
 * @runs: its @holes say which rings are holes; a hole follows its outer ring; changed on the way
 * @error: as suy_geometry_new()
 *
 * Returns: (transfer full): the geometry, or NULL with @error set
 */
SuyGeometry *suy_geometry_new_from_runs (SuyRuns *runs, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRuns, suy_runs_free)

G_END_DECLS
