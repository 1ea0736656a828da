/* suy-base-map-file.h: which file draws the ground of this workspace?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-mbtiles.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_base_map_file_open:
 *
 * The setting base_map of the workspace, else the file with its name and .mbtiles beside it, else
 * the demo's, which comes with the program.
 *
 * Returns: (transfer full) (nullable): NULL without error where there is none
 */
SuyMbtiles *suy_base_map_file_open (SuyWorkspace *workspace, GError **error);

G_END_DECLS
