/* suy-symbol-image.h: a symbol in a list or a legend
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-symbols.h"

G_BEGIN_DECLS

/* A GdkPaintable of @size pixels, sharp at any scale.  @plain: the glyph alone in a plain box, for
 * lists of layers.  Returns: (transfer full) */
GdkPaintable *suy_symbol_paintable_new (SuySymbol symbol,
                                        double size,
                                        SuyTheme theme,
                                        gboolean plain);

#define SUY_TYPE_SYMBOL_IMAGE (suy_symbol_image_get_type ())
G_DECLARE_FINAL_TYPE (SuySymbolImage, suy_symbol_image, SUY, SYMBOL_IMAGE, GtkWidget)

/* Properties, all of which can be bound: "kind" (string, a name of suy_symbols_find()), "level"
 * (uint, as of SuySymbol), "alert", "plain", "dark" (gboolean), "size" (uint, pixels, 20).  Its
 * accessible name is for the row to give. */
GtkWidget *suy_symbol_image_new (const char *kind, guint level);

G_END_DECLS
