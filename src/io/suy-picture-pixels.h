/* suy-picture-pixels.h: how does this picture look, made small and turned upright?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of the import helper, behind its sandbox. */

#pragma once

#include "suy-picture-scan.h"

G_BEGIN_DECLS

/**
 * suy_picture_make_small:
 * @scan: of the same bytes
 * @max_px: the longer side, at least 1
 * @width: (out)
 * @height: (out)
 * @error: SUY_ERROR_CORRUPT or _LIMIT
 *
 * Returns: (transfer full): RGBA, a byte each, or NULL with @error set
 */
GBytes *suy_picture_make_small (const guint8 *bytes,
                                gsize size,
                                const SuyPictureScan *scan,
                                guint max_px,
                                guint *width,
                                guint *height,
                                GError **error);

G_END_DECLS
