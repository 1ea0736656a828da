/* suy-gzip.h: what do these bytes look like packed and unpacked?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean suy_gzip_is_packed (GBytes *bytes);

/* The same bytes give the same gzip.  Returns: (transfer full) */
GBytes *suy_gzip_pack (GBytes *bytes);

/**
 * suy_gzip_unpack:
 * @budget: the largest size to unpack
 * @error: SUY_ERROR_CORRUPT; SUY_ERROR_LIMIT over @budget
 *
 * Returns: (transfer full): what was packed, or NULL with @error set
 */
GBytes *suy_gzip_unpack (GBytes *bytes, gsize budget, GError **error);

G_END_DECLS
