/* suy-print-glyphs.h: how do glyphs come into a PDF whole?  In the module suyuan-print.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cairo 1.16 embeds a part of an OpenType font with CFF outlines, as Chinese fonts have them, and
 * leaves out subroutines that single glyphs need: 如 of Noto Sans CJK comes out blank in viewers
 * that use Poppler.  So each font is wrapped in one whose glyphs are drawn as outlines (a Type 3
 * font); its texts can be searched and copied as those of any other. */

#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct _SuyPrintGlyphs SuyPrintGlyphs;

SuyPrintGlyphs *suy_print_glyphs_new (void);
void suy_print_glyphs_free (SuyPrintGlyphs *self);

/* Shows a line of @text with its baseline at @x, @y. */
void suy_print_glyphs_show (SuyPrintGlyphs *self,
                            cairo_t *cairo,
                            const char *text,
                            PangoLayoutLine *line,
                            double x,
                            double y);

G_END_DECLS
