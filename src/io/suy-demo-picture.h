/* suy-demo-picture.h: what does a photograph of the demo show?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawn scenes of hills, a river and a yard, which nobody takes for a photograph of a real place.
 * PNG with stored blocks, so that the bytes do not depend on the zlib of the machine. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_DEMO_PICTURE_WIDTH 160
#define SUY_DEMO_PICTURE_HEIGHT 120

typedef enum
{
  SUY_DEMO_SCENE_FOUND,  /* a pipe, murky water */
  SUY_DEMO_SCENE_BEFORE, /* a yard with a heap */
  SUY_DEMO_SCENE_AFTER,  /* the yard roofed over, clear water */
} SuyDemoScene;

/* @variant: another shape of the hills.  Returns: (transfer full): a PNG */
GBytes *suy_demo_picture_new (SuyDemoScene scene, guint variant);

G_END_DECLS
