/* suy-map-label.h: which text wants to stand where on the map?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The order of claim, from the guide's section "Labels". */
enum
{
  SUY_CLAIM_SELECTION = 1,
  SUY_CLAIM_RED = 2,
  SUY_CLAIM_EXCEEDING = 3,
  SUY_CLAIM_TOWNSHIP = 4,
  SUY_CLAIM_ORANGE = 5,
  SUY_CLAIM_RIVER = 6,
  SUY_CLAIM_SECTION = 7,
  SUY_CLAIM_MINOR = 8,
  SUY_CLAIM_GRID = 9,
};

typedef struct
{
  char *text;
  double x, y;       /* Mercator, 0..1 */
  int claim;         /* smaller comes first */
  double order;      /* within a claim, smaller comes first */
  double size;       /* pixels of the font */
  double spacing;    /* pixels between letters */
  double offset;     /* pixels from the spot to the text; < 0: the text stands on its spot */
  double repeat;     /* pixels to the next label with the same text; 0: no matter */
  double halo_width; /* pixels around the letters */
  GdkRGBA color, halo;
  gboolean bold, italic;
  gboolean always; /* shown even where no place is free */
} SuyMapLabel;

SuyMapLabel *suy_map_label_copy (const SuyMapLabel *self);
void suy_map_label_free (SuyMapLabel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyMapLabel, suy_map_label_free)

G_END_DECLS
