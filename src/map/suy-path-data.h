/* suy-path-data.h: how is an SVG path drawn?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * suy_path_data_append:
 * @data: the text of a "d" attribute: all commands of SVG 1.1 but S and s
 * @error: SUY_ERROR_INVALID: what could not be read, and at which character
 *
 * Adds @data to the path of @cr, in the units that hold there.
 *
 * Source: SVG 1.1, sections 8.3 and F.6 (arcs).
 *
 * Returns: FALSE with @error set; the path then has what came before the fault
 */
gboolean suy_path_data_append (const char *data, cairo_t *cr, GError **error);

G_END_DECLS
