/* suy-map-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-base-map.h"
#include "suy-map-input.h"
#include "suy-map-resource.h"
#include "suy-mercator.h"
#include "suy-scale-bar.h"

#define TOLERANCE 8.0      /* pixels around the pointer */
#define FLY_MS 250         /* the guide, "Motion" */
#define PAN_STEP 80.0      /* pixels of an arrow key */
#define POINT_ZOOM 14.0    /* where a single point is shown */
#define FIT_MARGIN 40.0    /* pixels kept free around a box */
#define FADED .5           /* everything else during a trace */
#define MAX_ZOOM 19.0

typedef struct
{
  char *name;
  SuyFeatureLayer *layer; /* the map owns it */
} Named;

struct _SuyMapView
{
  GtkWidget parent_instance;

  GtkOverlay *overlay;
  ShumateMap *map;
  GtkButton *zoom_in, *zoom_out, *go_home;
  SuyScaleBar *scale_bar;
  GtkLabel *schematic_note, *credit;

  SuyBaseMap *base;
  SuyMbtiles *tiles;
  SuyStyle *style; /* NULL: our own */
  SuyMapInput *input;
  GPtrArray *layers; /* (element-type Named), from below to above */
  SuyHighlightLayer *highlights;
  SuyLabelLayer *labels;

  gboolean dark, schematic;
  char *language;
  SuyBox home;
  SuyBox wanted; /* to be shown as soon as there is a size; empty: nothing */
  int width, height;
  gboolean idle;
  guint describe_source;
  char *description;

  char *selected, *hovered; /* names of layers */
  gint64 selected_id, hovered_id;
  gboolean traced;
};

G_DEFINE_FINAL_TYPE (SuyMapView, suy_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_DARK = 1,
  PROP_LANGUAGE,
  PROP_SCHEMATIC,
  PROP_IS_IDLE,
  N_PROPS,
};

enum
{
  HOVERED,
  PICKED,
  SPOT_CLICKED,
  ACTIVATED,
  CLUSTER_PICKED,
  CONTEXT_MENU,
  VIEW_CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- small things ---- */

static ShumateViewport *
get_viewport (SuyMapView *self)
{
  return shumate_map_get_viewport (self->map);
}

static SuyMapFrame
get_frame (SuyMapView *self)
{
  return suy_map_frame_get (get_viewport (self), GTK_WIDGET (self->map));
}

static SuyTheme
get_theme (SuyMapView *self)
{
  return self->dark ? SUY_THEME_DARK : SUY_THEME_LIGHT;
}

static Named *
find_layer (SuyMapView *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->layers->len; i++)
    if (g_str_equal (((Named *) self->layers->pdata[i])->name, name))
      return self->layers->pdata[i];

  return NULL;
}

static gboolean
find_item (SuyMapView *self, const char *name, gint64 id, Named **layer, guint32 *item)
{
  *layer = find_layer (self, name);

  return *layer != NULL && suy_feature_layer_get_set ((*layer)->layer) != NULL &&
         suy_feature_set_find (suy_feature_layer_get_set ((*layer)->layer), id, item);
}

/* ---- idle ---- */

static gboolean
is_busy (SuyMapView *self)
{
  if (self->width == 0 || suy_base_map_is_busy (self->base) ||
      suy_highlight_layer_is_busy (self->highlights))
    return TRUE;
  for (guint i = 0; i < self->layers->len; i++)
    if (suy_feature_layer_is_busy (((Named *) self->layers->pdata[i])->layer))
      return TRUE;

  return FALSE;
}

static void
update_idle (SuyMapView *self)
{
  gboolean idle = !is_busy (self);

  if (idle == self->idle)
    return;
  self->idle = idle;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_IDLE]);
}

static void
touch (SuyMapView *self)
{
  suy_base_map_touch (self->base);
  update_idle (self);
}

/* ---- what a screen reader hears ---- */

static guint
count_items (SuyMapView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->layers->len; i++)
    {
      SuyFeatureLayer *layer = ((Named *) self->layers->pdata[i])->layer;

      if (suy_feature_layer_get_kind (layer) == SUY_LAYER_SYMBOLS &&
          gtk_widget_get_visible (GTK_WIDGET (layer)) && suy_feature_layer_get_set (layer) != NULL)
        n += suy_feature_set_get_n (suy_feature_layer_get_set (layer));
    }

  return n;
}

static gboolean
describe (gpointer data)
{
  SuyMapView *self = data;
  guint n = count_items (self);
  double lon, lat;
  g_autofree char *count = g_strdup_printf (ngettext ("%u place", "%u places", n), n);
  g_autofree char *scale = g_strdup_printf ("1 : %.0f", suy_map_view_get_scale (self));

  self->describe_source = 0;
  suy_map_view_get_center (self, &lon, &lat);
  g_free (self->description);
  /* Translators: number of places, selected layer or nothing, centre, scale */
  self->description = g_strdup_printf (_ ("%s, %s, centre %.4f° E %.4f° N, %s"), count,
                                       self->selected == NULL ? _ ("nothing selected")
                                                              : _ ("one selected"),
                                       lon, lat, scale);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->description, -1);

  return G_SOURCE_REMOVE;
}

static void
queue_describe (SuyMapView *self)
{
  if (self->describe_source == 0)
    self->describe_source = g_timeout_add (200, describe, self);
}

/* ---- base map ---- */

static void
on_base_changed (gpointer owner, gpointer unused)
{
  SuyMapView *self = owner;

  suy_label_layer_refresh (self->labels);
  update_idle (self);
}

static void
rebuild_base (SuyMapView *self)
{
  g_autoptr (SuyStyle) own = self->style == NULL ? suy_style_new_own (self->dark) : NULL;
  const char *credit =
      self->tiles == NULL ? NULL : suy_mbtiles_get_metadata (self->tiles, "attribution");

  suy_base_map_set (self->base, self->tiles, own != NULL ? own : self->style, self->language,
                    gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  gtk_label_set_text (self->credit, credit == NULL ? "" : credit);
  gtk_widget_set_visible (GTK_WIDGET (self->credit), credit != NULL);
  update_idle (self);
}

void
suy_map_view_set_base_map (SuyMapView *self, SuyMbtiles *tiles, SuyStyle *style)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  g_clear_pointer (&self->tiles, suy_mbtiles_unref);
  g_clear_pointer (&self->style, suy_style_unref);
  self->tiles = tiles == NULL ? NULL : suy_mbtiles_ref (tiles);
  self->style = style == NULL ? NULL : suy_style_ref (style);
  rebuild_base (self);
}

guint
suy_map_view_get_n_failed (SuyMapView *self, const char **reason)
{
  SuyTileSource *source;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), 0);

  source = suy_base_map_get_source (self->base);
  if (reason != NULL)
    *reason = suy_tile_source_get_failure (source);

  return suy_tile_source_get_n_failed (source);
}

/* ---- texts ---- */

static void
collect_base (SuyMapView *self, const SuyMapFrame *frame, GPtrArray *labels)
{
  SuyMapFrame wide = suy_map_frame_widen (frame, 0);
  double half_x = wide.width / 2 / wide.world, half_y = wide.height / 2 / wide.world;
  g_autoptr (GPtrArray) found = suy_tile_source_collect (
      suy_base_map_get_source (self->base), frame->zoom, frame->x - half_x, frame->y - half_y,
      frame->x + half_x, frame->y + half_y);

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (labels, suy_map_label_copy (found->pdata[i]));
}

static void
collect (gpointer data, const SuyMapFrame *frame, GPtrArray *labels, GArray *blocked)
{
  SuyMapView *self = data;

  suy_highlight_layer_collect (self->highlights, frame, labels, blocked);
  for (guint i = 0; i < self->layers->len; i++)
    suy_feature_layer_collect (((Named *) self->layers->pdata[i])->layer, frame, labels, blocked);
  collect_base (self, frame, labels);
}

/* ---- business layers ---- */

static void
named_free (Named *named)
{
  g_free (named->name);
  g_free (named);
}

static int
height_of (SuyFeatureLayer *layer)
{
  SuyLayerKind kind = suy_feature_layer_get_kind (layer);

  return kind == SUY_LAYER_SYMBOLS ? 2 : kind == SUY_LAYER_RIVERS ? 1 : 0;
}

static void
insert_layer (SuyMapView *self, Named *named)
{
  ShumateLayer *above = SHUMATE_LAYER (self->highlights);
  guint at = self->layers->len;

  while (at > 0 && height_of (((Named *) self->layers->pdata[at - 1])->layer) >
                       height_of (named->layer))
    above = SHUMATE_LAYER (((Named *) self->layers->pdata[--at])->layer);
  g_ptr_array_insert (self->layers, (int) at, named);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (named->layer), above);
}

static void
on_layer_changed (SuyMapView *self)
{
  suy_label_layer_refresh (self->labels);
  update_idle (self);
  queue_describe (self);
}

static void refresh_marks (SuyMapView *self);

void
suy_map_view_add_layer (SuyMapView *self,
                        const char *name,
                        SuyLayerKind kind,
                        SuyFeatureSet *set,
                        const SuyItemStyle *styles)
{
  Named *named;

  g_return_if_fail (SUY_IS_MAP_VIEW (self) && name != NULL && set != NULL);

  named = find_layer (self, name);
  if (named != NULL && suy_feature_layer_get_kind (named->layer) != kind)
    {
      suy_map_view_remove_layer (self, name);
      named = NULL;
    }
  if (named == NULL)
    {
      named = g_new0 (Named, 1);
      named->name = g_strdup (name);
      named->layer = suy_feature_layer_new (get_viewport (self), kind);
      suy_feature_layer_set_theme (named->layer, get_theme (self));
      g_signal_connect_swapped (named->layer, "changed", G_CALLBACK (on_layer_changed), self);
      g_signal_connect_swapped (named->layer, "notify::busy", G_CALLBACK (update_idle), self);
      insert_layer (self, named);
      if (kind == SUY_LAYER_RIVERS && self->traced)
        gtk_widget_set_opacity (GTK_WIDGET (named->layer), FADED);
    }
  suy_feature_layer_set_features (named->layer, set, styles);
  refresh_marks (self);
}

void
suy_map_view_remove_layer (SuyMapView *self, const char *name)
{
  Named *named;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  named = find_layer (self, name);
  if (named == NULL)
    return;
  g_signal_handlers_disconnect_by_data (named->layer, self);
  shumate_map_remove_layer (self->map, SHUMATE_LAYER (named->layer));
  g_ptr_array_remove (self->layers, named);
  on_layer_changed (self);
  refresh_marks (self);
}

gboolean
suy_map_view_has_layer (SuyMapView *self, const char *name)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  return find_layer (self, name) != NULL;
}

SuyFeatureLayer *
suy_map_view_get_layer (SuyMapView *self, const char *name)
{
  Named *named;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  named = find_layer (self, name);

  return named == NULL ? NULL : named->layer;
}

void
suy_map_view_set_layer_visible (SuyMapView *self, const char *name, gboolean visible)
{
  Named *named;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  named = find_layer (self, name);
  if (named == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (named->layer), visible);
  on_layer_changed (self);
}

void
suy_map_view_set_focus (SuyMapView *self, const char *name, const GArray *ids)
{
  Named *named;
  SuyFeatureSet *set;
  g_autofree guint8 *dim = NULL;
  guint32 n;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  named = find_layer (self, name);
  if (named == NULL)
    return;
  set = suy_feature_layer_get_set (named->layer);
  n = suy_feature_set_get_n (set);
  if (ids != NULL)
    {
      dim = g_malloc (n + 1);
      memset (dim, 1, n + 1);
      for (guint i = 0; i < ids->len; i++)
        {
          guint32 item;

          if (suy_feature_set_find (set, g_array_index (ids, gint64, i), &item))
            dim[item] = 0;
        }
    }
  suy_feature_layer_set_dim (named->layer, dim);
}

/* ---- highlights ---- */

typedef void (*SetMark) (SuyHighlightLayer *, const SuyShape *, double, double, double);

/* Marks an item with a ring of its symbol's size, or takes the mark away. */
static void
mark (SuyMapView *self, SetMark set_mark, const char *name, gint64 id)
{
  Named *named;
  guint32 item;
  SuyShape shape;
  SuySymbol symbol;
  graphene_rect_t bounds;
  double k;

  if (!find_item (self, name, id, &named, &item))
    {
      set_mark (self->highlights, NULL, 0, 0, 0);
      return;
    }
  shape = suy_feature_set_get_shape (suy_feature_layer_get_set (named->layer), item);
  symbol = suy_item_style_get_symbol (&suy_feature_layer_get_styles (named->layer)[item]);
  bounds = suy_symbol_get_bounds (symbol);
  k = suy_symbol_get_scale (symbol, suy_symbols_size_at_zoom (suy_map_view_get_zoom (self)));
  set_mark (self->highlights, &shape, 12 * k + 2,
            (bounds.origin.x + bounds.size.width / 2) * k,
            (bounds.origin.y + bounds.size.height / 2) * k);
}

/* After a change of data or of the symbols' size. */
static void
refresh_marks (SuyMapView *self)
{
  mark (self, suy_highlight_layer_set_selection, self->selected, self->selected_id);
  mark (self, suy_highlight_layer_set_hover, self->hovered, self->hovered_id);
}

gboolean
suy_map_view_select (SuyMapView *self, const char *layer, gint64 id)
{
  Named *named;
  guint32 item;
  gboolean found;
  char *name;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  found = find_item (self, layer, id, &named, &item);
  name = found ? g_strdup (layer) : NULL; /* @layer may be ours */
  g_free (self->selected);
  self->selected = name;
  self->selected_id = found ? id : 0;
  mark (self, suy_highlight_layer_set_selection, self->selected, self->selected_id);
  queue_describe (self);

  return found || layer == NULL;
}

const char *
suy_map_view_get_selected (SuyMapView *self, gint64 *id)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  if (id != NULL)
    *id = self->selected_id;

  return self->selected;
}

gboolean
suy_map_view_hover (SuyMapView *self, const char *layer, gint64 id)
{
  Named *named;
  guint32 item;
  gboolean found;
  char *name;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  found = find_item (self, layer, id, &named, &item);
  name = found ? g_strdup (layer) : NULL;
  g_free (self->hovered);
  self->hovered = name;
  self->hovered_id = found ? id : 0;
  mark (self, suy_highlight_layer_set_hover, self->hovered, self->hovered_id);

  return found || layer == NULL;
}

void
suy_map_view_set_buffer (SuyMapView *self, SuyPoint middle, double metres)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  suy_highlight_layer_set_buffer (self->highlights, middle, metres);
}

static void
fade (SuyMapView *self, double opacity)
{
  suy_base_map_set_opacity (self->base, opacity);
  for (guint i = 0; i < self->layers->len; i++)
    {
      SuyFeatureLayer *layer = ((Named *) self->layers->pdata[i])->layer;

      if (suy_feature_layer_get_kind (layer) != SUY_LAYER_SYMBOLS)
        gtk_widget_set_opacity (GTK_WIDGET (layer), opacity);
    }
}

void
suy_map_view_set_trace (SuyMapView *self,
                        const GPtrArray *pieces,
                        const guint8 *ranks,
                        SuyTrack track,
                        const GArray *cuts)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  self->traced = pieces != NULL && pieces->len > 0;
  suy_highlight_layer_set_trace (self->highlights, pieces, ranks, track, cuts);
  fade (self, self->traced ? FADED : 1);
  touch (self);
}

void
suy_map_view_set_drainage (SuyMapView *self, const GPtrArray *pieces)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  suy_highlight_layer_set_drainage (self->highlights, pieces);
}

void
suy_map_view_set_suspects (SuyMapView *self, const GArray *suspects)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  suy_highlight_layer_set_suspects (self->highlights, suspects);
}

void
suy_map_view_clear (SuyMapView *self)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  suy_map_view_set_buffer (self, (SuyPoint){ 0, 0 }, 0);
  suy_map_view_set_trace (self, NULL, NULL, SUY_TRACK_UP, NULL);
  suy_map_view_set_drainage (self, NULL);
  suy_map_view_set_suspects (self, NULL);
  for (guint i = 0; i < self->layers->len; i++)
    suy_map_view_set_focus (self, ((Named *) self->layers->pdata[i])->name, NULL);
}

/* ---- the view ---- */

/* Centre and zoom that show all of @box. */
static void
fit (SuyMapView *self, SuyBox box, double *lon, double *lat, double *zoom)
{
  double x0, y0, x1, y1, w, h;

  suy_mercator_project ((SuyPoint){ box.min_x, box.max_y }, &x0, &y0);
  suy_mercator_project ((SuyPoint){ box.max_x, box.min_y }, &x1, &y1);
  w = MAX (self->width - 2 * FIT_MARGIN, 50) / SUY_TILE_SIZE;
  h = MAX (self->height - 2 * FIT_MARGIN, 50) / SUY_TILE_SIZE;
  *zoom = MIN (log2 (w / MAX (x1 - x0, 1e-9)), log2 (h / MAX (y1 - y0, 1e-9)));
  *zoom = CLAMP (*zoom, 1, MAX_ZOOM);
  if (box.min_x == box.max_x && box.min_y == box.max_y)
    *zoom = MAX (POINT_ZOOM, suy_map_view_get_zoom (self));
  suy_mercator_unproject ((x0 + x1) / 2, (y0 + y1) / 2, lon, lat);
}

static void
show_box (SuyMapView *self, SuyBox box, guint duration)
{
  double lon, lat, zoom;

  if (suy_box_is_empty (&box))
    return;
  if (self->width == 0)
    {
      self->wanted = box;
      return;
    }
  self->wanted = SUY_BOX_EMPTY;
  fit (self, box, &lon, &lat, &zoom);
  shumate_map_stop_go_to (self->map);
  if (duration > 0)
    {
      shumate_map_go_to_full_with_duration (self->map, lat, lon, zoom, duration);
      return;
    }
  shumate_viewport_set_zoom_level (get_viewport (self), zoom);
  shumate_location_set_location (SHUMATE_LOCATION (get_viewport (self)), lat, lon);
}

void
suy_map_view_show_box (SuyMapView *self, SuyBox box)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  show_box (self, box, 0);
}

void
suy_map_view_fly_to (SuyMapView *self, SuyBox box)
{
  gboolean animate = TRUE;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate,
                NULL);
  show_box (self, box, animate && gtk_widget_get_mapped (GTK_WIDGET (self)) ? FLY_MS : 0);
}

void
suy_map_view_set_home (SuyMapView *self, SuyBox box)
{
  gboolean first;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  first = suy_box_is_empty (&self->home);
  self->home = box;
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_home), !suy_box_is_empty (&box));
  if (first)
    show_box (self, box, 0);
}

void
suy_map_view_zoom_to_selection (SuyMapView *self)
{
  Named *named;
  guint32 item;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  if (find_item (self, self->selected, self->selected_id, &named, &item))
    suy_map_view_fly_to (
        self, suy_feature_set_get_box (suy_feature_layer_get_set (named->layer), item));
}

SuyBox
suy_map_view_get_box (SuyMapView *self)
{
  SuyMapFrame frame;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), SUY_BOX_EMPTY);

  frame = get_frame (self);

  return suy_map_frame_get_box (&frame, 0);
}

void
suy_map_view_get_center (SuyMapView *self, double *lon, double *lat)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  *lon = shumate_location_get_longitude (SHUMATE_LOCATION (get_viewport (self)));
  *lat = shumate_location_get_latitude (SHUMATE_LOCATION (get_viewport (self)));
}

double
suy_map_view_get_zoom (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), 0);

  return shumate_viewport_get_zoom_level (get_viewport (self));
}

double
suy_map_view_get_scale (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), 0);

  return suy_scale_bar_metres_per_pixel (get_viewport (self)) / (.0254 / 96);
}

static void
to_degrees (SuyMapView *self, double x, double y, double *lon, double *lat)
{
  SuyMapFrame frame = get_frame (self);
  double mx, my;

  suy_map_frame_from_widget (&frame, x, y, &mx, &my);
  suy_mercator_unproject (mx, my, lon, lat);
}

gboolean
suy_map_view_get_pointer (SuyMapView *self, double *lon, double *lat)
{
  double x, y;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  if (!suy_map_input_get_pointer (self->input, &x, &y))
    return FALSE;
  to_degrees (self, x, y, lon, lat);

  return TRUE;
}

const char *
suy_map_view_get_description (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  if (self->describe_source != 0)
    {
      g_clear_handle_id (&self->describe_source, g_source_remove);
      describe (self);
    }

  return self->description;
}

/* ---- what the person does ---- */

/* From above to below, so that a point is hit before the river under it. */
static gboolean
pick (SuyMapView *self, double x, double y, Named **layer, SuyPick *pick)
{
  for (guint i = self->layers->len; i-- > 0;)
    {
      *layer = self->layers->pdata[i];
      if (suy_feature_layer_pick ((*layer)->layer, x, y, TOLERANCE, pick))
        return TRUE;
    }

  return FALSE;
}

static gint64
get_id (Named *layer, guint32 item)
{
  return suy_feature_set_get_id (suy_feature_layer_get_set (layer->layer), item);
}

static void
open_cluster (SuyMapView *self, Named *layer, const GArray *members)
{
  SuyFeatureSet *set = suy_feature_layer_get_set (layer->layer);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  SuyBox box = SUY_BOX_EMPTY;

  for (guint i = 0; i < members->len; i++)
    {
      guint32 item = g_array_index (members, guint32, i);
      gint64 id = suy_feature_set_get_id (set, item);
      SuyBox one = suy_feature_set_get_box (set, item);

      g_array_append_val (ids, id);
      suy_box_add (&box, &one);
    }
  g_signal_emit (self, signals[CLUSTER_PICKED], 0, layer->name, ids);
  suy_map_view_fly_to (self, box);
}

static void
on_click (gpointer owner, double x, double y, int n_press)
{
  SuyMapView *self = owner;
  Named *layer;
  SuyPick hit;
  gboolean found = pick (self, x, y, &layer, &hit);
  double lon, lat;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  to_degrees (self, x, y, &lon, &lat);
  if (found && hit.members != NULL)
    open_cluster (self, layer, hit.members);
  else if (n_press == 2 && found)
    g_signal_emit (self, signals[ACTIVATED], 0, layer->name, get_id (layer, hit.item));
  else if (n_press == 2)
    shumate_map_zoom_in (self->map);
  else
    {
      g_signal_emit (self, signals[PICKED], 0, found ? layer->name : NULL,
                     found ? get_id (layer, hit.item) : (gint64) 0);
      g_signal_emit (self, signals[SPOT_CLICKED], 0, lon, lat);
    }
  suy_pick_clear (&hit);
}

static void
on_menu (gpointer owner, double x, double y)
{
  SuyMapView *self = owner;
  Named *layer;
  SuyPick hit;
  gboolean found = pick (self, x, y, &layer, &hit) && hit.members == NULL;
  double lon, lat;

  to_degrees (self, x, y, &lon, &lat);
  g_signal_emit (self, signals[CONTEXT_MENU], 0, x, y, lon, lat, found ? layer->name : NULL,
                 found ? get_id (layer, hit.item) : (gint64) 0);
  suy_pick_clear (&hit);
}

static void
hover_on (SuyMapView *self, const char *name, gint64 id, gboolean target)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), target ? "pointer" : NULL);
  if (g_strcmp0 (name, self->hovered) == 0 && id == self->hovered_id)
    return;
  suy_map_view_hover (self, name, id);
  g_signal_emit (self, signals[HOVERED], 0, self->hovered, self->hovered_id);
}

static void
on_hover (gpointer owner, double x, double y)
{
  SuyMapView *self = owner;
  Named *layer;
  SuyPick hit;
  gboolean found = pick (self, x, y, &layer, &hit);
  gboolean area = found && height_of (layer->layer) == 0;

  /* An area under the pointer is not lit: that would light always. */
  if (found && !area && hit.members == NULL)
    hover_on (self, layer->name, get_id (layer, hit.item), TRUE);
  else
    hover_on (self, NULL, 0, found && !area);
  suy_pick_clear (&hit);
}

static void
on_leave (gpointer owner)
{
  hover_on (owner, NULL, 0, FALSE);
}

static const SuyMapInputFuncs input_funcs = { on_click, on_menu, on_hover, on_leave };

typedef struct
{
  Named *layer;
  gint64 id;
  guint level;
} Stop;

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const Stop *p = a, *q = b;

  if (p->level != q->level)
    return p->level > q->level ? -1 : 1;

  return p->id < q->id ? -1 : p->id > q->id;
}

/* Graded points shown one by one, the gravest first. */
static GArray *
list_stops (SuyMapView *self)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (Stop));

  for (guint i = 0; i < self->layers->len; i++)
    {
      Named *named = self->layers->pdata[i];
      g_autoptr (GArray) shown = suy_feature_layer_get_shown (named->layer);

      for (guint k = 0; k < shown->len; k++)
        {
          guint32 item = g_array_index (shown, guint32, k);
          const SuyItemStyle *style = &suy_feature_layer_get_styles (named->layer)[item];
          Stop stop = { named, get_id (named, item),
                        suy_symbols_is_graded (style->symbol) ? style->level : 0 };

          g_array_append_val (stops, stop);
        }
    }
  g_array_sort (stops, compare_stops);

  return stops;
}

void
suy_map_view_step (SuyMapView *self, int direction)
{
  g_autoptr (GArray) stops = NULL;
  guint at = 0;
  const Stop *stop;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  stops = list_stops (self);
  if (stops->len == 0)
    return;
  while (at < stops->len &&
         (g_array_index (stops, Stop, at).id != self->selected_id ||
          g_strcmp0 (g_array_index (stops, Stop, at).layer->name, self->selected) != 0))
    at++;
  if (at == stops->len)
    at = direction > 0 ? 0 : stops->len - 1;
  else
    at = (at + stops->len + (direction > 0 ? 1 : stops->len - 1)) % stops->len;
  stop = &g_array_index (stops, Stop, at);
  suy_map_view_select (self, stop->layer->name, stop->id);
  g_signal_emit (self, signals[PICKED], 0, stop->layer->name, stop->id);
}

static void
pan (SuyMapView *self, double dx, double dy)
{
  SuyMapFrame frame = get_frame (self);
  double lon, lat;

  suy_mercator_unproject (frame.x + dx / frame.world, frame.y + dy / frame.world, &lon, &lat);
  shumate_map_stop_go_to (self->map);
  shumate_location_set_location (SHUMATE_LOCATION (get_viewport (self)), lat, lon);
}

static gboolean
pan_by_key (SuyMapView *self, guint key, gboolean screen)
{
  double x = screen ? self->width * .8 : PAN_STEP, y = screen ? self->height * .8 : PAN_STEP;

  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    pan (self, -x, 0);
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    pan (self, x, 0);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    pan (self, 0, -y);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    pan (self, 0, y);
  else
    return FALSE;

  return TRUE;
}

static gboolean
open_menu_by_key (SuyMapView *self)
{
  double x, y;

  if (!suy_map_input_get_pointer (self->input, &x, &y))
    {
      x = self->width / 2.0;
      y = self->height / 2.0;
    }
  on_menu (self, x, y);

  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        SuyMapView *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (pan_by_key (self, key, (state & GDK_SHIFT_MASK) != 0))
    return TRUE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK)))
    return open_menu_by_key (self);

  if (key == GDK_KEY_plus || key == GDK_KEY_equal || key == GDK_KEY_KP_Add)
    shumate_map_zoom_in (self->map);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    shumate_map_zoom_out (self->map);
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    suy_map_view_fly_to (self, self->home);
  else if (key == GDK_KEY_0 || key == GDK_KEY_KP_0)
    suy_map_view_zoom_to_selection (self);
  else if (key == GDK_KEY_bracketleft || key == GDK_KEY_bracketright)
    suy_map_view_step (self, key == GDK_KEY_bracketright ? 1 : -1);
  else
    return FALSE;

  return TRUE;
}

static void
on_go_home (SuyMapView *self)
{
  suy_map_view_fly_to (self, self->home);
}

/* ---- the widget ---- */

static void
on_viewport (SuyMapView *self, GParamSpec *pspec)
{
  touch (self);
  if (g_str_equal (pspec->name, "zoom-level"))
    refresh_marks (self);
  queue_describe (self);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

static void
suy_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SuyMapView *self = SUY_MAP_VIEW (widget);
  gboolean changed = width != self->width || height != self->height;

  self->width = width;
  self->height = height;
  gtk_widget_allocate (GTK_WIDGET (self->overlay), width, height, baseline, NULL);
  if (!changed)
    return;
  if (!suy_box_is_empty (&self->wanted))
    show_box (self, self->wanted, 0);
  touch (self);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

static void
suy_map_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SUY_MAP_VIEW (widget)->overlay), orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

static void
suy_map_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (suy_map_view_parent_class)->map (widget);

  touch (SUY_MAP_VIEW (widget));
}

void
suy_map_view_set_dark (SuyMapView *self, gboolean dark)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  if (self->dark == !!dark)
    return;
  self->dark = !!dark;
  for (guint i = 0; i < self->layers->len; i++)
    suy_feature_layer_set_theme (((Named *) self->layers->pdata[i])->layer, get_theme (self));
  suy_highlight_layer_set_theme (self->highlights, get_theme (self));
  suy_scale_bar_set_theme (self->scale_bar, get_theme (self));
  rebuild_base (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DARK]);
}

gboolean
suy_map_view_get_dark (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  return self->dark;
}

void
suy_map_view_set_language (SuyMapView *self, const char *language)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  if (g_strcmp0 (self->language, language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  rebuild_base (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LANGUAGE]);
}

void
suy_map_view_set_schematic (SuyMapView *self, gboolean schematic)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  self->schematic = !!schematic;
  gtk_widget_set_visible (GTK_WIDGET (self->schematic_note), self->schematic);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SCHEMATIC]);
}

gboolean
suy_map_view_is_idle (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  return self->idle;
}

GtkOverlay *
suy_map_view_get_overlay (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  return self->overlay;
}

ShumateMap *
suy_map_view_get_map (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  return self->map;
}

static void
suy_map_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuyMapView *self = SUY_MAP_VIEW (object);

  switch (id)
    {
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_SCHEMATIC:
      g_value_set_boolean (value, self->schematic);
      break;
    case PROP_IS_IDLE:
      g_value_set_boolean (value, self->idle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_map_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SuyMapView *self = SUY_MAP_VIEW (object);

  switch (id)
    {
    case PROP_DARK:
      suy_map_view_set_dark (self, g_value_get_boolean (value));
      break;
    case PROP_LANGUAGE:
      suy_map_view_set_language (self, g_value_get_string (value));
      break;
    case PROP_SCHEMATIC:
      suy_map_view_set_schematic (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_map_view_dispose (GObject *object)
{
  SuyMapView *self = SUY_MAP_VIEW (object);

  g_clear_handle_id (&self->describe_source, g_source_remove);
  if (self->map != NULL)
    {
      g_signal_handlers_disconnect_by_data (get_viewport (self), self);
      suy_label_layer_set_collector (self->labels, NULL, NULL);
      for (guint i = 0; i < self->layers->len; i++)
        g_signal_handlers_disconnect_by_data (((Named *) self->layers->pdata[i])->layer, self);
      g_ptr_array_set_size (self->layers, 0);
      suy_scale_bar_set_viewport (self->scale_bar, NULL);
      g_clear_pointer (&self->input, suy_map_input_free);
      g_clear_pointer (&self->base, suy_base_map_free);
      self->map = NULL;
      gtk_widget_unparent (GTK_WIDGET (self->overlay));
    }

  G_OBJECT_CLASS (suy_map_view_parent_class)->dispose (object);
}

static void
suy_map_view_finalize (GObject *object)
{
  SuyMapView *self = SUY_MAP_VIEW (object);

  g_clear_pointer (&self->tiles, suy_mbtiles_unref);
  g_clear_pointer (&self->style, suy_style_unref);
  g_ptr_array_unref (self->layers);
  g_free (self->language);
  g_free (self->description);
  g_free (self->selected);
  g_free (self->hovered);

  G_OBJECT_CLASS (suy_map_view_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  const GType text = G_TYPE_STRING, id = G_TYPE_INT64, number = G_TYPE_DOUBLE;

  signals[HOVERED] = g_signal_new ("hovered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, text, id);
  signals[PICKED] = g_signal_new ("picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, text, id);
  signals[SPOT_CLICKED] = g_signal_new ("spot-clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, number, number);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, text, id);
  signals[CLUSTER_PICKED] = g_signal_new ("cluster-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, text, G_TYPE_ARRAY);
  signals[CONTEXT_MENU] =
      g_signal_new ("context-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 6,
                    number, number, number, number, text, id);
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, write);
  props[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, write);
  props[PROP_SCHEMATIC] = g_param_spec_boolean ("schematic", NULL, NULL, FALSE, write);
  props[PROP_IS_IDLE] = g_param_spec_boolean ("is-idle", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (klass, N_PROPS, props);
}

static void
suy_map_view_class_init (SuyMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (SUY_TYPE_SCALE_BAR);
  suy_map_resource_ensure ();
  object_class->get_property = suy_map_view_get_property;
  object_class->set_property = suy_map_view_set_property;
  object_class->dispose = suy_map_view_dispose;
  object_class->finalize = suy_map_view_finalize;
  widget_class->size_allocate = suy_map_view_size_allocate;
  widget_class->measure = suy_map_view_measure;
  widget_class->map = suy_map_view_map;
  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SUY_MAP_RESOURCE_PREFIX "suy-map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, map);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, zoom_in);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, zoom_out);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, go_home);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, scale_bar);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, schematic_note);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, credit);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
suy_map_view_init (SuyMapView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) named_free);
  self->home = self->wanted = SUY_BOX_EMPTY;
  self->base = suy_base_map_new (self->map, on_base_changed, self);
  self->labels = suy_label_layer_new (get_viewport (self));
  self->highlights = suy_highlight_layer_new (get_viewport (self));
  rebuild_base (self);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->highlights));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->labels));
  suy_label_layer_set_collector (self->labels, collect, self);
  g_signal_connect_swapped (self->highlights, "changed", G_CALLBACK (suy_label_layer_refresh),
                            self->labels);
  suy_scale_bar_set_viewport (self->scale_bar, get_viewport (self));
  self->input = suy_map_input_new (self->map, &input_funcs, self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self->zoom_in, "clicked", G_CALLBACK (shumate_map_zoom_in), self->map);
  g_signal_connect_swapped (self->zoom_out, "clicked", G_CALLBACK (shumate_map_zoom_out),
                            self->map);
  g_signal_connect_swapped (self->go_home, "clicked", G_CALLBACK (on_go_home), self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_home), FALSE);
  g_signal_connect_swapped (get_viewport (self), "notify", G_CALLBACK (on_viewport), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (rebuild_base), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map"),
                                  -1);
}

GtkWidget *
suy_map_view_new (void)
{
  return g_object_new (SUY_TYPE_MAP_VIEW, NULL);
}
