/* suy-map-view.h: the map: base map, business layers, highlights, texts, and what the person does
 * there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Knows nothing of a workspace: it is given feature sets, styles and an MBTiles file.  From below
 * to above: base map, areas, lines, traces and buffers, points, highlights, texts, controls.
 *
 * Properties: "dark" (gboolean), "language" (string, "zh" or "en"), "schematic" (gboolean: the note
 * is shown), "is-idle" (gboolean, read: all tiles and layers are drawn; notified).
 *
 * Signals; ids are gint64, layers the names given to add_layer():
 *   "hovered" (const char *layer, gint64 id): layer NULL and id 0 when nothing is under the pointer
 *   "picked" (const char *layer, gint64 id): a click; layer NULL when it hit nothing
 *   "spot-clicked" (double lon, double lat): each click, after "picked"
 *   "activated" (const char *layer, gint64 id): a double click on an object (elsewhere it zooms in)
 *   "cluster-picked" (const char *layer, GArray *ids): a click on a cluster, before it zooms to its
 * box "context-menu" (double x, double y, double lon, double lat, const char *layer, gint64 id):
 *     right button, Menu key, Shift+F10; x, y in the widget
 *   "view-changed": centre, zoom or size
 *
 * Keys: arrows pan, Shift+arrows by a screen, + and - zoom, Home the whole district, 0 the
 * selection, [ and ] the previous and next object in view, gravest first. */

#pragma once

#include "suy-feature-layer.h"
#include "suy-highlight-layer.h"
#include "suy-label-layer.h"
#include "suy-mbtiles.h"
#include "suy-style.h"

G_BEGIN_DECLS

#define SUY_TYPE_MAP_VIEW (suy_map_view_get_type ())
G_DECLARE_FINAL_TYPE (SuyMapView, suy_map_view, SUY, MAP_VIEW, GtkWidget)

GtkWidget *suy_map_view_new (void);

void suy_map_view_set_dark (SuyMapView *self, gboolean dark);
gboolean suy_map_view_get_dark (SuyMapView *self);
void suy_map_view_set_language (SuyMapView *self, const char *language);
void suy_map_view_set_schematic (SuyMapView *self, gboolean schematic);
gboolean suy_map_view_is_idle (SuyMapView *self);

/* Where the window puts its own boxes (tools, cards). */
GtkOverlay *suy_map_view_get_overlay (SuyMapView *self);
ShumateMap *suy_map_view_get_map (SuyMapView *self);

/* ---- base map ---- */

/* @tiles: (nullable): bare ground.  @style: (nullable): our own, light or dark. */
void suy_map_view_set_base_map (SuyMapView *self, SuyMbtiles *tiles, SuyStyle *style);

/* Tiles that could not be read since set_base_map(), and the first reason (nullable, borrowed). */
guint suy_map_view_get_n_failed (SuyMapView *self, const char **reason);

/* ---- business layers ---- */

/**
 * suy_map_view_add_layer:
 * @name: each once; adding a known one replaces its features and styles
 * @styles: (array): one for each item of @set, copied
 *
 * Later layers of one kind stand above earlier ones.
 */
void suy_map_view_add_layer (SuyMapView *self,
                             const char *name,
                             SuyLayerKind kind,
                             SuyFeatureSet *set,
                             const SuyItemStyle *styles);
void suy_map_view_remove_layer (SuyMapView *self, const char *name);
gboolean suy_map_view_has_layer (SuyMapView *self, const char *name);

/* The layer itself, for its styles, mask and texts (suy-feature-layer.h).  NULL: no such layer */
SuyFeatureLayer *suy_map_view_get_layer (SuyMapView *self, const char *name);

void suy_map_view_set_layer_visible (SuyMapView *self, const char *name, gboolean visible);

/* Fades all points of the layer but those with @ids to 35 %; @ids NULL: fades none. */
void suy_map_view_set_focus (SuyMapView *self, const char *name, const GArray *ids);

/* ---- highlights ---- */

/* @layer NULL: nothing is selected.  Returns: FALSE if the layer has no such id */
gboolean suy_map_view_select (SuyMapView *self, const char *layer, gint64 id);
const char *suy_map_view_get_selected (SuyMapView *self, gint64 *id); /* (nullable) */

/* Lights an object as if the pointer were on it, for lists in step with the map. */
gboolean suy_map_view_hover (SuyMapView *self, const char *layer, gint64 id);

/* @metres: 0: none */
void suy_map_view_set_buffer (SuyMapView *self, SuyPoint middle, double metres);

/* As suy_highlight_layer_set_trace(); base map and rivers fade to 50 % while there is one of
 * the water. */
void suy_map_view_set_trace (SuyMapView *self,
                             const GPtrArray *pieces,
                             const guint8 *ranks,
                             SuyTrack track,
                             const GArray *cuts);
void suy_map_view_set_drainage (SuyMapView *self, const GPtrArray *pieces);
void suy_map_view_set_suspects (SuyMapView *self, const GArray *suspects);

/* Takes away buffer, trace, drainage, suspects and focus; the selection stays. */
void suy_map_view_clear (SuyMapView *self);

/* ---- the view ---- */

/* The whole district: the Home key, and where the map begins. */
void suy_map_view_set_home (SuyMapView *self, SuyBox box);

/* Shows all of @box; a point is shown at zoom 14.  Moves in 250 ms unless animations are off. */
void suy_map_view_fly_to (SuyMapView *self, SuyBox box);

/* The same at once. */
void suy_map_view_show_box (SuyMapView *self, SuyBox box);

/* So many pixels at the left edge are under a card: boxes are shown beside it, unless that is more
 * than a third of the map. */
void suy_map_view_set_covered (SuyMapView *self, int pixels);

/* As suy_map_view_fly_to(). */
void suy_map_view_zoom_to_selection (SuyMapView *self);

/* Previous (-1) or next (1) object in view, gravest first; it is selected and picked. */
void suy_map_view_step (SuyMapView *self, int direction);

SuyBox suy_map_view_get_box (SuyMapView *self);
void suy_map_view_get_center (SuyMapView *self, double *lon, double *lat);
double suy_map_view_get_zoom (SuyMapView *self);

/* 1 : this many, at 96 pixels to the inch. */
double suy_map_view_get_scale (SuyMapView *self);

/* Where the pointer is; FALSE: not on the map. */
gboolean suy_map_view_get_pointer (SuyMapView *self, double *lon, double *lat);

/* What a screen reader is told now.  Borrowed. */
const char *suy_map_view_get_description (SuyMapView *self);

G_END_DECLS
