/* suy-print-lamp.h: what shape has this lamp on paper?  In the module suyuan-print.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Draws it into the square from @x, @y: a disc with a tick, a square with !, a diamond with Ⅱ, an
 * octagon with a cross; an unknown name draws nothing. */
void suy_print_lamp_draw (cairo_t *cairo, const char *lamp, double x, double y, double size);

G_END_DECLS
