/* suy-map-input.h: what does the person do with the pointer on the map?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tells a click from a drag, and slows hovering down to what the eye needs. */

#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

typedef struct _SuyMapInput SuyMapInput;

/* Places are pixels of the map.  n_press: 1, or 2 for the second of a double click. */
typedef struct
{
  void (*click) (gpointer owner, double x, double y, int n_press);
  void (*menu) (gpointer owner, double x, double y);
  void (*hover) (gpointer owner, double x, double y);
  void (*leave) (gpointer owner);
} SuyMapInputFuncs;

/* @funcs: static.  @map outlives it. */
SuyMapInput *suy_map_input_new (ShumateMap *map, const SuyMapInputFuncs *funcs, gpointer owner);
void suy_map_input_free (SuyMapInput *self);

/* Where the pointer was last.  FALSE: not on the map. */
gboolean suy_map_input_get_pointer (SuyMapInput *self, double *x, double *y);

/* The two decisions, for tests: a press and release this far apart on the screen, while the map
 * moved by that many pixels under the pointer, are a click. */
gboolean suy_map_input_is_click (double pointer_moved, double map_moved);

G_END_DECLS
