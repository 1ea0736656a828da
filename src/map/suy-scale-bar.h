/* suy-scale-bar.h: how long is a kilometre on the map right now?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <shumate/shumate.h>

#include "suy-palette.h"

G_BEGIN_DECLS

#define SUY_TYPE_SCALE_BAR (suy_scale_bar_get_type ())
G_DECLARE_FINAL_TYPE (SuyScaleBar, suy_scale_bar, SUY, SCALE_BAR, GtkWidget)

void suy_scale_bar_set_viewport (SuyScaleBar *self, ShumateViewport *viewport);
void suy_scale_bar_set_theme (SuyScaleBar *self, SuyTheme theme);

/* Metres on the ground of a pixel in the middle of the view. */
double suy_scale_bar_metres_per_pixel (ShumateViewport *viewport);

/* The round length whose bar is nearest above 62 pixels.  Returns: metres, 1, 2 or 5 times a power
 * of ten */
double suy_scale_bar_choose (double metres_per_pixel);

G_END_DECLS
