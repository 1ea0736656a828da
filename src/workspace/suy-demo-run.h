/* suy-demo-run.h: making the workspace of the demo district
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_workspace_create_demo:
 * @path: must not exist
 * @n_points: risk points; 0: the 236 of the district
 *
 * Writes every record of the generator, and runs its moves through the rules: a move that the
 * rules refuse is an error.  The same seed gives the same rows and operations.
 *
 * Returns: (transfer full): the open workspace, or NULL with @error set and no file left
 */
SuyWorkspace *suy_workspace_create_demo (const char *path,
                                         guint64 seed,
                                         guint32 n_points,
                                         GError **error);

G_END_DECLS
