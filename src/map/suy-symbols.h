/* suy-symbols.h: what does the symbol of this thing look like?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A symbol is drawn around 0,0 in units of which a plain one fills a box of 24.  The shape of a
 * graded symbol says its level and the glyph its kind, so colour never speaks alone.  Main thread.
 */

#pragma once

#include <gtk/gtk.h>

#include "suy-level.h"
#include "suy-palette.h"

G_BEGIN_DECLS

/* Groups of case states, as "state.found" in the palette. */
typedef enum
{
  SUY_PIN_FOUND,
  SUY_PIN_WORK,
  SUY_PIN_CHECK,
  SUY_PIN_DONE,
  SUY_PIN_SIDE,
  SUY_PIN_REOPENED,
} SuyPin;

/* What one symbol shows.  level: a SuyLevel; of "section" the water class, 0 (not assessed) or 1 to
 * 6; of "problem" a SuyPin; of "lamp" a SuyLamp; of others unused. */
typedef struct
{
  guint8 symbol; /* from suy_symbols_find() */
  guint8 level;
  guint8 alert; /* 1: worse than its target (a red triangle above) */
} SuySymbol;

/**
 * suy_symbols_find:
 * @name: "enterprise", "farm", "outfall", "site", "landfill", "mine", "hazchem", "sewage", "plot",
 *   "station", "intake", "school", "hospital", "village", "team", "section", "problem", "lamp", or
 *   what suy_symbols_add() was given
 *
 * Returns: its number, or -1
 */
int suy_symbols_find (const char *name);
const char *suy_symbols_get_name (guint8 symbol);

/**
 * suy_symbols_add:
 * @name: a new kind, of a catalog; a known one is replaced
 * @path: SVG path data inside +-6 units
 * @stroked: drawn with a pen of 1.7 instead of filled
 * @error: SUY_ERROR_INVALID: the path can't be read, or there are 255 symbols already
 *
 * Returns: its number, or -1 with @error set
 */
int suy_symbols_add (const char *name, const char *path, gboolean stroked, GError **error);

/* Symbols with levels of risk, and so clustered by level; FALSE for stations, sections, pins, ...
 */
gboolean suy_symbols_is_graded (guint8 symbol);

/* Pixels of a symbol's box at a zoom of the map (512 px tiles). */
double suy_symbols_size_at_zoom (double zoom);

/* The part of the plane that the symbol covers, in units around its spot. */
graphene_rect_t suy_symbol_get_bounds (SuySymbol symbol);

/* A red one is drawn 1.22 times as large as its size says. */
double suy_symbol_get_scale (SuySymbol symbol, double size);

/* Draws around 0,0 of @cr in units; the glyph only if @glyph. */
void suy_symbol_draw (SuySymbol symbol, cairo_t *cr, SuyTheme theme, gboolean glyph);

/* The glyph alone, in a plain box: for lists of layers, since a kind has no level. */
void suy_symbol_draw_plain (SuySymbol symbol, cairo_t *cr, SuyTheme theme);

/**
 * suy_symbol_get_texture:
 * @size: pixels of a box of 24 units, before the scale factor @scale
 * @bounds: (out): where the texture lies around the spot, in pixels before the scale factor
 *
 * Textures are kept and shared.  Returns: (transfer none)
 */
GdkTexture *suy_symbol_get_texture (SuySymbol symbol,
                                    double size,
                                    int scale,
                                    SuyTheme theme,
                                    graphene_rect_t *bounds);

G_END_DECLS
