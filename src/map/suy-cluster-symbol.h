/* suy-cluster-symbol.h: what does a cluster of points look like?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A ring of the shares of the levels from 12 o'clock, gravest first, the number inside, and the
 * shape of the gravest level as a badge at 2 o'clock.  Main thread. */

#pragma once

#include "suy-symbols.h"

G_BEGIN_DECLS

/* Pixels from the middle to the ring's outer edge, before @factor. */
double suy_cluster_symbol_get_radius (const guint32 count[SUY_N_LEVELS]);

/* Draws around 0,0 of @cr in pixels. */
void suy_cluster_symbol_draw (const guint32 count[SUY_N_LEVELS], cairo_t *cr, SuyTheme theme);

/* Kept and shared; @bounds as of suy_symbol_get_texture().  Returns: (transfer none) */
GdkTexture *suy_cluster_symbol_get_texture (const guint32 count[SUY_N_LEVELS],
                                            double factor,
                                            int scale,
                                            SuyTheme theme,
                                            graphene_rect_t *bounds);

G_END_DECLS
