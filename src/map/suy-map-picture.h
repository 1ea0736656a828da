/* suy-map-picture.h: how is a picture that was drawn with Cairo shown again and again for little?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Cairo renderer of GTK 4.8 converts each texture in each frame, and through floating point the
 * very format that Cairo itself draws in: 20 ms a megapixel; 1.6 without alpha. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * suy_map_picture_new:
 * @surface: an image of format ARGB32; kept, not to be drawn on any more
 *
 * Any thread.  Returns: (transfer full): without alpha where all pixels are opaque
 */
GdkTexture *suy_map_picture_new (cairo_surface_t *surface);

/* As gtk_snapshot_append_texture(), and with the Cairo renderer the surface itself.  @widget is the
 * one that is drawn. */
void suy_map_picture_append (GdkTexture *self,
                             GtkWidget *widget,
                             GtkSnapshot *snapshot,
                             const graphene_rect_t *bounds);

G_END_DECLS
