/* suy-wkb-walk.h: how do the points of a geometry from outside move from one system to another?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Little-endian 2D WKB of types 1 to 7, as suy-source.h gives it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FALSE stops the walk. */
typedef gboolean (*SuyWkbFunc) (double *x, double *y, gpointer user_data);

/**
 * suy_wkb_walk:
 * @wkb: changed in place by what @func writes
 * @error: SUY_ERROR_CORRUPT when it is no such WKB; SUY_ERROR_INVALID when @func gave FALSE
 */
gboolean suy_wkb_walk (guint8 *wkb,
                       gsize size,
                       SuyWkbFunc func,
                       gpointer user_data,
                       GError **error);

/* Well-known text with all digits.  @wkb must have been walked without error.  (transfer full) */
char *suy_wkb_to_text (const guint8 *wkb, gsize size);

G_END_DECLS
