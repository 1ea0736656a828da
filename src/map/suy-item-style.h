/* suy-item-style.h: how is one item of a layer drawn?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-symbols.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_LAYER_SYMBOLS,   /* points */
  SUY_LAYER_RIVERS,    /* lines in the direction of flow */
  SUY_LAYER_TOWNSHIPS, /* outlines */
  SUY_LAYER_CELLS,     /* outlines, and a fill whose strength says a number */
  SUY_LAYER_ZONES,     /* protection zones */
} SuyLayerKind;

/* Four bytes an item, so that a layer's styles are one block that is copied at once. */
typedef struct
{
  guint8 symbol; /* SYMBOLS: a number of suy_symbols_find() */
  guint8 level;  /* SYMBOLS: as in SuySymbol; RIVERS: water class 0 to 6; CELLS: a SuyLevel */
  guint8 alert;  /* SYMBOLS: as in SuySymbol */
  guint8 rank;   /* RIVERS: Strahler's order; CELLS: strength of the fill, 0 none, 255 strongest */
} SuyItemStyle;

static inline SuySymbol
suy_item_style_get_symbol (const SuyItemStyle *self)
{
  return (SuySymbol){ self->symbol, self->level, self->alert };
}

/* Pixels of a river's width at a zoom of the map (512 px tiles). */
double suy_river_width (const SuyItemStyle *style, double zoom);

G_END_DECLS
