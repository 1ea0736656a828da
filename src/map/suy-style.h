/* suy-style.h: how is a base map drawn?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A style in the form of the MapLibre style specification, version 8.  Layer types: background,
 * fill, line, circle, symbol (texts only).  Whatever a style says that we can't do is a finding.  A
 * style never changes once made: threads share it. */

#pragma once

#include "suy-style-expression.h"

G_BEGIN_DECLS

typedef struct _SuyStyle SuyStyle;

typedef enum
{
  SUY_STYLE_BACKGROUND,
  SUY_STYLE_FILL,
  SUY_STYLE_LINE,
  SUY_STYLE_CIRCLE,
  SUY_STYLE_SYMBOL,
} SuyStyleLayerType;

typedef enum
{
  SUY_STYLE_BACKGROUND_COLOR,
  SUY_STYLE_BACKGROUND_OPACITY,
  SUY_STYLE_FILL_COLOR,
  SUY_STYLE_FILL_OPACITY,
  SUY_STYLE_FILL_OUTLINE_COLOR, /* NULL value: none */
  SUY_STYLE_LINE_COLOR,
  SUY_STYLE_LINE_OPACITY,
  SUY_STYLE_LINE_WIDTH,
  SUY_STYLE_LINE_DASHARRAY, /* in line widths; NULL value: none */
  SUY_STYLE_LINE_CAP,
  SUY_STYLE_LINE_JOIN,
  SUY_STYLE_CIRCLE_COLOR,
  SUY_STYLE_CIRCLE_OPACITY,
  SUY_STYLE_CIRCLE_RADIUS,
  SUY_STYLE_CIRCLE_STROKE_COLOR,
  SUY_STYLE_CIRCLE_STROKE_WIDTH,
  SUY_STYLE_SYMBOL_PLACEMENT,
  SUY_STYLE_SYMBOL_SPACING,
  SUY_STYLE_SYMBOL_SORT_KEY,
  SUY_STYLE_TEXT_FIELD,
  SUY_STYLE_TEXT_SIZE,
  SUY_STYLE_TEXT_COLOR,
  SUY_STYLE_TEXT_OPACITY,
  SUY_STYLE_TEXT_HALO_COLOR,
  SUY_STYLE_TEXT_HALO_WIDTH,
  SUY_STYLE_TEXT_FONT,
  SUY_STYLE_TEXT_LETTER_SPACING,
  SUY_STYLE_TEXT_TRANSFORM,
  SUY_STYLE_TEXT_ALLOW_OVERLAP,
  SUY_STYLE_TEXT_VARIABLE_ANCHOR, /* NULL value: the text stands on its point */
  SUY_STYLE_TEXT_RADIAL_OFFSET,
  SUY_STYLE_N_PROPERTIES,
} SuyStyleProperty;

/**
 * suy_style_new:
 * @bytes: JSON
 * @error: SUY_ERROR_FOREIGN: not a style of version 8
 *
 * Returns: (transfer full): the style, or NULL with @error set
 */
SuyStyle *suy_style_new (GBytes *bytes, GError **error);

/* Our own style for our own base map. */
SuyStyle *suy_style_new_own (gboolean dark);

SuyStyle *suy_style_ref (SuyStyle *self);
void suy_style_unref (SuyStyle *self);

/* What was left out and why, a sentence each: (element-type utf8), borrowed. */
const GPtrArray *suy_style_get_findings (SuyStyle *self);

/* Layers from the lowest to the topmost. */
guint suy_style_get_n_layers (SuyStyle *self);
SuyStyleLayerType suy_style_get_layer_type (SuyStyle *self, guint layer);
const char *suy_style_get_source_layer (SuyStyle *self, guint layer); /* (nullable) */
const char *suy_style_get_layer_name (SuyStyle *self, guint layer);

/* Which label comes first: the metadata "suyuan:claim" of a symbol layer, 1 first; 7 without. */
int suy_style_get_claim (SuyStyle *self, guint layer);

/* Within its zooms (minzoom <= zoom < maxzoom) and not hidden. */
gboolean suy_style_shows (SuyStyle *self, guint layer, double zoom);

gboolean suy_style_matches (SuyStyle *self, guint layer, const SuyStyleScope *scope);

/* The value, or the specification's default where the style says nothing or gives another type. */
SuyStyleValue suy_style_get (SuyStyle *self,
                             guint layer,
                             SuyStyleProperty property,
                             const SuyStyleScope *scope);

double suy_style_get_number (SuyStyle *self,
                             guint layer,
                             SuyStyleProperty property,
                             const SuyStyleScope *scope);

/* A colour with the layer's opacity property already in its alpha. */
GdkRGBA suy_style_get_color (SuyStyle *self,
                             guint layer,
                             SuyStyleProperty color,
                             SuyStyleProperty opacity,
                             const SuyStyleScope *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyStyle, suy_style_unref)

G_END_DECLS
