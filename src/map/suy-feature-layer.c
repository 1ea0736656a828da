/* suy-feature-layer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-feature-layer.h"

#include <string.h>

#include "suy-cluster-symbol.h"
#include "suy-flat-shapes.h"
#include "suy-map-label.h"
#include "suy-point-clusters.h"
#include "suy-point-stamper.h"
#include "suy-shape-painter.h"
#include "suy-view-raster.h"

#define NODES_MAX 5000 /* map.md 4: above, one stamped picture is quicker than a node a point */
#define REGION 400.0   /* pixels around the view that are clustered with it */
#define DIM .35

/* Zooms from which names are shown (tiles of 512 px). */
#define ZOOM_RED 10.5
#define ZOOM_ORANGE 11.0
#define ZOOM_MINOR 12.0
#define ZOOM_GRID 13.0

struct _SuyFeatureLayer
{
  ShumateLayer parent_instance;

  SuyLayerKind kind;
  SuyTheme theme;
  SuyFlatShapes *shapes; /* NULL: nothing to show */
  GBytes *styles, *mask, *dim;
  SuyItemText text;
  gpointer text_data;
  GDestroyNotify text_destroy;

  SuyClustering *clustering; /* of points, for the next three */
  SuyMapFrame region;
  double cluster_zoom;
  gboolean stamped; /* too many points in the view for nodes */
  SuyViewRaster *raster;
  SuyPointStamps *stamps;
  double stamp_size;
};

G_DEFINE_FINAL_TYPE (SuyFeatureLayer, suy_feature_layer, SHUMATE_TYPE_LAYER)

enum
{
  PROP_BUSY = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint signal_changed;

/* ---- small things ---- */

static const SuyItemStyle *
get_styles (SuyFeatureLayer *self)
{
  return g_bytes_get_data (self->styles, NULL);
}

static const guint8 *
get_bytes (GBytes *bytes)
{
  return bytes == NULL ? NULL : g_bytes_get_data (bytes, NULL);
}

static gboolean
is_shown (SuyFeatureLayer *self, guint32 item)
{
  const guint8 *mask = get_bytes (self->mask);

  return mask == NULL || mask[item];
}

static gboolean
is_dim (SuyFeatureLayer *self, guint32 item)
{
  const guint8 *dim = get_bytes (self->dim);

  return dim != NULL && dim[item];
}

static SuyMapFrame
get_frame (SuyFeatureLayer *self)
{
  return suy_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
}

static int
get_scale (SuyFeatureLayer *self)
{
  return gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static double
cluster_factor (double zoom)
{
  return zoom < 10 ? .86 : 1;
}

/* What is drawn has changed: styles, filter, data or theme. */
static void
changed (SuyFeatureLayer *self)
{
  g_clear_pointer (&self->clustering, suy_point_clusters_free);
  g_clear_pointer (&self->stamps, suy_point_stamps_unref);
  suy_view_raster_invalidate (self->raster);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  g_signal_emit (self, signal_changed, 0);
}

/* ---- pictures drawn by a thread ---- */

/* Holds what the painters borrow. */
typedef struct
{
  SuyShapeJob shape;
  SuyPointStampJob points;
  GBytes *styles, *mask, *dim;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  suy_flat_shapes_unref (job->shape.shapes);
  g_bytes_unref (job->styles);
  g_clear_pointer (&job->mask, g_bytes_unref);
  g_clear_pointer (&job->dim, g_bytes_unref);
  g_clear_pointer (&job->points.stamps, suy_point_stamps_unref);
  g_free (job);
}

static GBytes *
keep (GBytes *bytes)
{
  return bytes == NULL ? NULL : g_bytes_ref (bytes);
}

static gpointer
make_job (gpointer owner)
{
  SuyFeatureLayer *self = owner;
  Job *job = g_new0 (Job, 1);

  job->styles = g_bytes_ref (self->styles);
  job->mask = keep (self->mask);
  job->dim = keep (self->dim);
  job->shape = (SuyShapeJob){ self->kind,          self->theme,
                              suy_flat_shapes_ref (self->shapes), get_styles (self),
                              get_bytes (job->mask), get_bytes (job->dim) };
  if (self->kind == SUY_LAYER_SYMBOLS)
    job->points = (SuyPointStampJob){ job->shape.shapes, job->shape.styles, job->shape.mask,
                                      suy_point_stamps_ref (self->stamps) };

  return job;
}

static void
draw_job (gpointer data, const SuyMapFrame *frame, int scale, cairo_t *cr)
{
  const Job *job = data;

  if (job->points.stamps != NULL)
    suy_point_stamper_paint (&job->points, frame, cr);
  else
    suy_shape_painter_paint (&job->shape, frame, cr);
}

static void
on_raster_changed (gpointer owner, gpointer unused)
{
  gtk_widget_queue_draw (owner);
  g_object_notify_by_pspec (owner, props[PROP_BUSY]);
}

/* ---- points ---- */

/* Items of the region that are not filtered out. */
static GArray *
find_items (SuyFeatureLayer *self, const SuyMapFrame *region)
{
  GArray *items =
      suy_feature_set_in_box (self->shapes->set, suy_map_frame_get_box (region, 0));
  guint kept = 0;

  for (guint i = 0; i < items->len; i++)
    {
      guint32 item = g_array_index (items, guint32, i);

      if (is_shown (self, item) && self->shapes->kind[item] != SUY_SHAPE_NONE)
        g_array_index (items, guint32, kept++) = item;
    }
  g_array_set_size (items, kept);

  return items;
}

/* All of a small layer, so that its clusters are the same wherever one looks. */
static SuyMapFrame
get_region (SuyFeatureLayer *self, const SuyMapFrame *frame)
{
  SuyMapFrame region = suy_map_frame_widen (frame, REGION);

  if (self->shapes->n <= NODES_MAX)
    {
      region.x = region.y = .5;
      region.width = region.height = 2 * region.world;
    }

  return region;
}

static void
cluster_items (SuyFeatureLayer *self, const GArray *items, double world)
{
  const SuyItemStyle *styles = get_styles (self);
  g_autofree double *xy = g_new (double, 2 * (gsize) items->len + 1);
  g_autofree guint8 *level = g_malloc (items->len + 1);
  gboolean graded = items->len > 0;

  for (guint i = 0; i < items->len; i++)
    {
      guint32 item = g_array_index (items, guint32, i);

      suy_flat_shapes_get_spot (self->shapes, item, &xy[2 * i], &xy[2 * i + 1]);
      level[i] = styles[item].level;
      graded &= suy_symbols_is_graded (styles[item].symbol);
    }
  if (graded && self->dim == NULL)
    self->clustering = suy_point_clusters_new (xy, level, (const guint32 *) (gpointer) items->data,
                                               items->len, world);
  else
    self->clustering = suy_point_clusters_new_plain (
        level, (const guint32 *) (gpointer) items->data, items->len);
}

/* Clusters are worked out at quarter zooms, and kept while the map is panned. */
static void
ensure_clusters (SuyFeatureLayer *self, const SuyMapFrame *frame)
{
  double zoom = floor (frame->zoom * 4 + .5) / 4;
  SuyMapFrame now = suy_map_frame_widen (frame, 0);
  SuyMapFrame region;
  g_autoptr (GArray) items = NULL;

  region = self->region;
  region.world = frame->world;
  region.width *= frame->world / self->region.world;
  region.height *= frame->world / self->region.world;
  if (self->clustering != NULL && self->cluster_zoom == zoom &&
      suy_map_frame_is_covered (&now, &region))
    return;

  g_clear_pointer (&self->clustering, suy_point_clusters_free);
  self->region = get_region (self, frame);
  self->cluster_zoom = zoom;
  items = find_items (self, &self->region);
  self->stamped = items->len > NODES_MAX;
  if (self->stamped)
    self->clustering = suy_point_clusters_new_plain (NULL, NULL, 0);
  else
    cluster_items (self, items, frame->world * exp2 (zoom - frame->zoom));
}

static void
append_symbol (GtkSnapshot *snapshot,
               GdkTexture *texture,
               graphene_rect_t bounds,
               double x,
               double y)
{
  bounds.origin.x += (float) round (x);
  bounds.origin.y += (float) round (y);
  gtk_snapshot_append_texture (snapshot, texture, &bounds);
}

static gboolean
is_near (const SuyMapFrame *frame, double x, double y, double margin)
{
  return x > -margin && y > -margin && x < frame->width + margin && y < frame->height + margin;
}

static void
append_single (SuyFeatureLayer *self,
               GtkSnapshot *snapshot,
               const SuyMapFrame *frame,
               guint32 item)
{
  const SuyItemStyle *style = &get_styles (self)[item];
  graphene_rect_t bounds;
  GdkTexture *texture;
  double mx, my, x, y;

  suy_flat_shapes_get_spot (self->shapes, item, &mx, &my);
  suy_map_frame_to_widget (frame, mx, my, &x, &y);
  if (!is_near (frame, x, y, 40))
    return;
  texture = suy_symbol_get_texture (suy_item_style_get_symbol (style),
                                    suy_symbols_size_at_zoom (frame->zoom), get_scale (self),
                                    self->theme, &bounds);
  if (is_dim (self, item))
    gtk_snapshot_push_opacity (snapshot, DIM);
  append_symbol (snapshot, texture, bounds, x, y);
  if (is_dim (self, item))
    gtk_snapshot_pop (snapshot);
}

static void
append_cluster (SuyFeatureLayer *self,
                GtkSnapshot *snapshot,
                const SuyMapFrame *frame,
                const SuyCluster *cluster)
{
  graphene_rect_t bounds;
  GdkTexture *texture;
  double x, y;

  suy_map_frame_to_widget (frame, cluster->x, cluster->y, &x, &y);
  if (!is_near (frame, x, y, 40))
    return;
  texture = suy_cluster_symbol_get_texture (cluster->count, cluster_factor (frame->zoom),
                                            get_scale (self), self->theme, &bounds);
  append_symbol (snapshot, texture, bounds, x, y);
}

static void
snapshot_nodes (SuyFeatureLayer *self, GtkSnapshot *snapshot, const SuyMapFrame *frame)
{
  const SuyClustering *c = self->clustering;
  const SuyItemStyle *styles = get_styles (self);
  guint reds = c->singles->len;

  /* Red points stand above clusters, the others below. */
  while (reds > 0 &&
         styles[g_array_index (c->singles, guint32, reds - 1)].level >= SUY_LEVEL_RED)
    reds--;
  for (guint i = 0; i < reds; i++)
    append_single (self, snapshot, frame, g_array_index (c->singles, guint32, i));
  for (guint i = 0; i < c->clusters->len; i++)
    append_cluster (self, snapshot, frame, &g_array_index (c->clusters, SuyCluster, i));
  for (guint i = reds; i < c->singles->len; i++)
    append_single (self, snapshot, frame, g_array_index (c->singles, guint32, i));
}

static void
snapshot_stamps (SuyFeatureLayer *self, GtkSnapshot *snapshot, const SuyMapFrame *frame)
{
  double size = suy_symbols_size_at_zoom (frame->zoom);

  if (self->stamps == NULL || self->stamp_size != size)
    {
      g_clear_pointer (&self->stamps, suy_point_stamps_unref);
      self->stamps = suy_point_stamps_new (get_styles (self), self->shapes->n, size,
                                           get_scale (self), self->theme);
      self->stamp_size = size;
    }
  suy_view_raster_snapshot (self->raster, snapshot, frame, get_scale (self),
                            self->shapes->n < 200000);
}

/* ---- the widget ---- */

static void
suy_feature_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyFeatureLayer *self = SUY_FEATURE_LAYER (widget);
  SuyMapFrame frame = get_frame (self);

  if (self->shapes == NULL || self->shapes->n == 0)
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  if (self->kind != SUY_LAYER_SYMBOLS)
    suy_view_raster_snapshot (self->raster, snapshot, &frame, get_scale (self), TRUE);
  else
    {
      ensure_clusters (self, &frame);
      if (self->stamped)
        snapshot_stamps (self, snapshot, &frame);
      else
        snapshot_nodes (self, snapshot, &frame);
    }
  gtk_snapshot_pop (snapshot);
}

static void
suy_feature_layer_constructed (GObject *object)
{
  ShumateLayer *layer = SHUMATE_LAYER (object);

  G_OBJECT_CLASS (suy_feature_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (layer), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), layer, G_CONNECT_SWAPPED);
  g_signal_connect (layer, "notify::scale-factor", G_CALLBACK (changed), NULL);
}

static void
suy_feature_layer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, suy_feature_layer_is_busy (SUY_FEATURE_LAYER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
drop_features (SuyFeatureLayer *self)
{
  g_clear_pointer (&self->clustering, suy_point_clusters_free);
  g_clear_pointer (&self->stamps, suy_point_stamps_unref);
  g_clear_pointer (&self->shapes, suy_flat_shapes_unref);
  g_clear_pointer (&self->styles, g_bytes_unref);
  g_clear_pointer (&self->mask, g_bytes_unref);
  g_clear_pointer (&self->dim, g_bytes_unref);
}

static void
suy_feature_layer_finalize (GObject *object)
{
  SuyFeatureLayer *self = SUY_FEATURE_LAYER (object);

  suy_view_raster_free (self->raster);
  drop_features (self);
  if (self->text_destroy != NULL)
    self->text_destroy (self->text_data);

  G_OBJECT_CLASS (suy_feature_layer_parent_class)->finalize (object);
}

static void
suy_feature_layer_class_init (SuyFeatureLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = suy_feature_layer_constructed;
  object_class->get_property = suy_feature_layer_get_property;
  object_class->finalize = suy_feature_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = suy_feature_layer_snapshot;

  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signal_changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
suy_feature_layer_init (SuyFeatureLayer *self)
{
  self->raster = suy_view_raster_new (draw_job, make_job, job_free, on_raster_changed, self);
}

SuyFeatureLayer *
suy_feature_layer_new (ShumateViewport *viewport, SuyLayerKind kind)
{
  SuyFeatureLayer *self = g_object_new (SUY_TYPE_FEATURE_LAYER, "viewport", viewport, NULL);

  self->kind = kind;

  return self;
}

SuyLayerKind
suy_feature_layer_get_kind (SuyFeatureLayer *self)
{
  g_return_val_if_fail (SUY_IS_FEATURE_LAYER (self), SUY_LAYER_SYMBOLS);

  return self->kind;
}

void
suy_feature_layer_set_features (SuyFeatureLayer *self,
                                SuyFeatureSet *set,
                                const SuyItemStyle *styles)
{
  g_return_if_fail (SUY_IS_FEATURE_LAYER (self));

  drop_features (self);
  self->shapes = suy_flat_shapes_new (set);
  self->styles = g_bytes_new (styles, self->shapes->n * sizeof *styles);
  suy_view_raster_clear (self->raster);
  changed (self);
}

SuyFeatureSet *
suy_feature_layer_get_set (SuyFeatureLayer *self)
{
  g_return_val_if_fail (SUY_IS_FEATURE_LAYER (self), NULL);

  return self->shapes == NULL ? NULL : self->shapes->set;
}

void
suy_feature_layer_set_styles (SuyFeatureLayer *self, const SuyItemStyle *styles)
{
  g_return_if_fail (SUY_IS_FEATURE_LAYER (self) && self->shapes != NULL);

  g_bytes_unref (self->styles);
  self->styles = g_bytes_new (styles, self->shapes->n * sizeof *styles);
  changed (self);
}

const SuyItemStyle *
suy_feature_layer_get_styles (SuyFeatureLayer *self)
{
  g_return_val_if_fail (SUY_IS_FEATURE_LAYER (self), NULL);

  return self->styles == NULL ? NULL : get_styles (self);
}

void
suy_feature_layer_set_mask (SuyFeatureLayer *self, const guint8 *mask)
{
  g_return_if_fail (SUY_IS_FEATURE_LAYER (self) && self->shapes != NULL);

  g_clear_pointer (&self->mask, g_bytes_unref);
  if (mask != NULL)
    self->mask = g_bytes_new (mask, self->shapes->n);
  changed (self);
}

void
suy_feature_layer_set_dim (SuyFeatureLayer *self, const guint8 *dim)
{
  g_return_if_fail (SUY_IS_FEATURE_LAYER (self) && self->shapes != NULL);

  if (dim == NULL && self->dim == NULL)
    return;
  g_clear_pointer (&self->dim, g_bytes_unref);
  if (dim != NULL)
    self->dim = g_bytes_new (dim, self->shapes->n);
  changed (self);
}

void
suy_feature_layer_set_theme (SuyFeatureLayer *self, SuyTheme theme)
{
  g_return_if_fail (SUY_IS_FEATURE_LAYER (self));

  if (self->theme == theme)
    return;
  self->theme = theme;
  changed (self);
}

void
suy_feature_layer_set_text (SuyFeatureLayer *self,
                            SuyItemText text,
                            gpointer data,
                            GDestroyNotify destroy)
{
  g_return_if_fail (SUY_IS_FEATURE_LAYER (self));

  if (self->text_destroy != NULL)
    self->text_destroy (self->text_data);
  self->text = text;
  self->text_data = data;
  self->text_destroy = destroy;
  g_signal_emit (self, signal_changed, 0);
}

gboolean
suy_feature_layer_is_busy (SuyFeatureLayer *self)
{
  g_return_val_if_fail (SUY_IS_FEATURE_LAYER (self), FALSE);

  if (self->shapes == NULL || self->shapes->n == 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;

  return (self->kind != SUY_LAYER_SYMBOLS || self->stamped) &&
         suy_view_raster_is_busy (self->raster);
}

/* ---- picking ---- */

void
suy_pick_clear (SuyPick *pick)
{
  g_clear_pointer (&pick->members, g_array_unref);
}

/* The middle of a symbol is not its spot: a pin's head stands above. */
static void
get_middle (const SuyItemStyle *style, double size, double *x, double *y)
{
  SuySymbol symbol = suy_item_style_get_symbol (style);
  graphene_rect_t bounds = suy_symbol_get_bounds (symbol);
  double k = suy_symbol_get_scale (symbol, size);

  *x += (bounds.origin.x + bounds.size.width / 2) * k;
  *y += (bounds.origin.y + bounds.size.height / 2) * k;
}

static void
try_point (SuyFeatureLayer *self,
           const SuyMapFrame *frame,
           guint32 item,
           const double at[3],
           SuyPick *best)
{
  const SuyItemStyle *styles = get_styles (self);
  double size = suy_symbols_size_at_zoom (frame->zoom), mx, my, x, y, d;
  double reach = MAX (
      at[2], 12 * suy_symbol_get_scale (suy_item_style_get_symbol (&styles[item]), size));

  if (!suy_flat_shapes_get_spot (self->shapes, item, &mx, &my))
    return;
  suy_map_frame_to_widget (frame, mx, my, &x, &y);
  get_middle (&styles[item], size, &x, &y);
  d = hypot (at[0] - x, at[1] - y);
  if (d <= reach && (d < best->distance ||
                     (d == best->distance && styles[item].level > styles[best->item].level)))
    {
      best->item = item;
      best->distance = d;
    }
}

static gboolean
pick_cluster (SuyFeatureLayer *self, const SuyMapFrame *frame, const double at[3], SuyPick *best)
{
  const SuyClustering *c = self->clustering;

  for (guint i = c->clusters->len; i-- > 0;)
    {
      const SuyCluster *cluster = &g_array_index (c->clusters, SuyCluster, i);
      double radius = suy_cluster_symbol_get_radius (cluster->count) * cluster_factor (frame->zoom);
      double x, y, d;

      suy_map_frame_to_widget (frame, cluster->x, cluster->y, &x, &y);
      d = hypot (at[0] - x, at[1] - y);
      if (d > radius || d >= best->distance)
        continue;
      best->item = g_array_index (c->members, guint32, cluster->first);
      best->distance = d;
      best->members = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_vals (best->members,
                           &g_array_index (c->members, guint32, cluster->first), cluster->n);
      return TRUE;
    }

  return FALSE;
}

/* Items whose box touches the square around the pointer. */
static GArray *
items_near (SuyFeatureLayer *self, const SuyMapFrame *frame, const double at[3], double reach)
{
  SuyMapFrame spot = *frame;

  suy_map_frame_from_widget (frame, at[0], at[1], &spot.x, &spot.y);
  spot.width = spot.height = 0;

  return find_items (self, &(SuyMapFrame){ .zoom = spot.zoom,
                                           .world = spot.world,
                                           .x = spot.x,
                                           .y = spot.y,
                                           .cosine = 1,
                                           .width = 2 * reach,
                                           .height = 2 * reach });
}

static void
pick_point (SuyFeatureLayer *self, const SuyMapFrame *frame, const double at[3], SuyPick *best)
{
  ensure_clusters (self, frame);
  if (self->stamped)
    {
      g_autoptr (GArray) near = items_near (self, frame, at, MAX (at[2], 40));

      for (guint i = 0; i < near->len; i++)
        try_point (self, frame, g_array_index (near, guint32, i), at, best);
      return;
    }
  for (guint i = 0; i < self->clustering->singles->len; i++)
    try_point (self, frame, g_array_index (self->clustering->singles, guint32, i), at, best);
  pick_cluster (self, frame, at, best);
}

static void
pick_line (SuyFeatureLayer *self, const SuyMapFrame *frame, const double at[3], SuyPick *best)
{
  g_autoptr (GArray) near = items_near (self, frame, at, MAX (at[2], 20));
  double mx, my;

  suy_map_frame_from_widget (frame, at[0], at[1], &mx, &my);
  for (guint i = 0; i < near->len; i++)
    {
      guint32 item = g_array_index (near, guint32, i);
      double d = sqrt (suy_flat_shapes_distance2 (self->shapes, item, mx, my)) * frame->world;
      double reach = MAX (at[2], suy_river_width (&get_styles (self)[item], frame->zoom) / 2);

      if (d <= reach && d < best->distance)
        {
          best->item = item;
          best->distance = d;
        }
    }
}

static double
box_area (SuyFeatureLayer *self, guint32 item)
{
  SuyBox box = suy_feature_set_get_box (self->shapes->set, item);

  return ((double) box.max_x - box.min_x) * ((double) box.max_y - box.min_y);
}

static void
pick_area (SuyFeatureLayer *self, const SuyMapFrame *frame, const double at[3], SuyPick *best)
{
  g_autoptr (GArray) near = items_near (self, frame, at, 1);
  double mx, my;

  suy_map_frame_from_widget (frame, at[0], at[1], &mx, &my);
  for (guint i = 0; i < near->len; i++)
    {
      guint32 item = g_array_index (near, guint32, i);

      if (suy_flat_shapes_contains (self->shapes, item, mx, my) &&
          (best->distance > 0 || box_area (self, item) < box_area (self, best->item)))
        {
          best->item = item;
          best->distance = 0;
        }
    }
}

gboolean
suy_feature_layer_pick (SuyFeatureLayer *self,
                        double x,
                        double y,
                        double tolerance,
                        SuyPick *pick)
{
  const double at[3] = { x, y, tolerance };
  SuyMapFrame frame;

  g_return_val_if_fail (SUY_IS_FEATURE_LAYER (self) && pick != NULL, FALSE);

  *pick = (SuyPick){ .distance = INFINITY };
  if (self->shapes == NULL || self->shapes->n == 0 || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  frame = get_frame (self);
  if (frame.width < 1 || frame.height < 1)
    return FALSE;
  if (self->kind == SUY_LAYER_SYMBOLS)
    pick_point (self, &frame, at, pick);
  else if (self->kind == SUY_LAYER_RIVERS)
    pick_line (self, &frame, at, pick);
  else
    pick_area (self, &frame, at, pick);

  return pick->distance < INFINITY;
}

/* ---- labels ---- */

static void
block (GArray *blocked, double x, double y, double half)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) (x - half), (float) (y - half),
                                             (float) (2 * half), (float) (2 * half));

  g_array_append_val (blocked, rect);
}

/* The claim of an item's text, or 0 when it is not shown at this zoom. */
static int
get_claim (const SuyItemStyle *style, double zoom)
{
  if (!suy_symbols_is_graded (style->symbol))
    {
      if (style->alert)
        return zoom >= ZOOM_RED ? SUY_CLAIM_EXCEEDING : 0;
      return zoom >= ZOOM_MINOR ? SUY_CLAIM_SECTION : 0;
    }
  if (style->level == SUY_LEVEL_RED)
    return zoom >= ZOOM_RED ? SUY_CLAIM_RED : 0;
  if (style->level == SUY_LEVEL_ORANGE)
    return zoom >= ZOOM_ORANGE ? SUY_CLAIM_ORANGE : 0;

  return zoom >= ZOOM_MINOR ? SUY_CLAIM_MINOR : 0;
}

static void
add_label (SuyFeatureLayer *self,
           GPtrArray *labels,
           guint32 item,
           int claim,
           const double at[2],
           double offset)
{
  char *text = self->text == NULL ? NULL : self->text (self->text_data, item);
  SuyMapLabel *label;

  if (text == NULL)
    return;
  label = g_new0 (SuyMapLabel, 1);
  *label = (SuyMapLabel){
    .text = text,
    .x = at[0],
    .y = at[1],
    .claim = claim,
    .order = -get_styles (self)[item].level,
    .size = claim == SUY_CLAIM_SECTION || claim == SUY_CLAIM_EXCEEDING ? 12 : 11.5,
    .offset = offset,
    .halo_width = 1.5,
    .color = suy_palette_get (claim <= SUY_CLAIM_EXCEEDING ? "map.label" : "map.label.dim",
                              self->theme),
    .halo = suy_palette_get_faded ("map.halo", self->theme, .92),
    .bold = claim <= SUY_CLAIM_EXCEEDING,
  };
  g_ptr_array_add (labels, label);
}

static void
collect_single (SuyFeatureLayer *self,
                const SuyMapFrame *frame,
                guint32 item,
                GPtrArray *labels,
                GArray *blocked)
{
  const SuyItemStyle *style = &get_styles (self)[item];
  double size = suy_symbols_size_at_zoom (frame->zoom), at[2], x, y;
  double half = 9 * suy_symbol_get_scale (suy_item_style_get_symbol (style), size);
  gboolean minor =
      suy_symbols_is_graded (style->symbol) && style->level <= SUY_LEVEL_YELLOW;
  int claim = get_claim (style, frame->zoom);

  suy_flat_shapes_get_spot (self->shapes, item, &at[0], &at[1]);
  suy_map_frame_to_widget (frame, at[0], at[1], &x, &y);
  if (!is_near (frame, x, y, 20) || is_dim (self, item))
    return;
  get_middle (style, size, &x, &y);
  suy_map_frame_from_widget (frame, x, y, &at[0], &at[1]);
  if (!minor || frame->zoom >= 11)
    block (blocked, x, y, half);
  if (claim != 0)
    add_label (self, labels, item, claim, at, half + 3);
}

static void
collect_points (SuyFeatureLayer *self,
                const SuyMapFrame *frame,
                GPtrArray *labels,
                GArray *blocked)
{
  const SuyClustering *c;

  ensure_clusters (self, frame);
  c = self->clustering;
  for (guint i = 0; i < c->clusters->len; i++)
    {
      const SuyCluster *cluster = &g_array_index (c->clusters, SuyCluster, i);
      double x, y;

      suy_map_frame_to_widget (frame, cluster->x, cluster->y, &x, &y);
      if (is_near (frame, x, y, 20))
        block (blocked, x, y,
               suy_cluster_symbol_get_radius (cluster->count) * cluster_factor (frame->zoom) * .9);
    }
  for (guint i = 0; i < c->singles->len; i++)
    collect_single (self, frame, g_array_index (c->singles, guint32, i), labels, blocked);
}

/* Codes of grid cells stand in the middle of their boxes. */
static void
collect_cells (SuyFeatureLayer *self, const SuyMapFrame *frame, GPtrArray *labels)
{
  g_autoptr (GArray) items = NULL;

  if (self->kind != SUY_LAYER_CELLS || frame->zoom < ZOOM_GRID || self->text == NULL)
    return;
  items = find_items (self, frame);
  for (guint i = 0; i < items->len; i++)
    {
      guint32 item = g_array_index (items, guint32, i), first, end;
      double min[2] = { INFINITY, INFINITY }, max[2] = { -INFINITY, -INFINITY }, at[2];

      first = self->shapes->first_point[self->shapes->first_run[item]];
      end = self->shapes->first_point[self->shapes->first_run[item] + 1];
      for (guint32 p = 2 * first; p < 2 * end; p++)
        {
          min[p % 2] = MIN (min[p % 2], self->shapes->xy[p]);
          max[p % 2] = MAX (max[p % 2], self->shapes->xy[p]);
        }
      at[0] = (min[0] + max[0]) / 2;
      at[1] = (min[1] + max[1]) / 2;
      add_label (self, labels, item, SUY_CLAIM_GRID, at, -1);
    }
}

void
suy_feature_layer_collect (SuyFeatureLayer *self,
                           const SuyMapFrame *frame,
                           GPtrArray *labels,
                           GArray *blocked)
{
  g_return_if_fail (SUY_IS_FEATURE_LAYER (self));

  if (self->shapes == NULL || self->shapes->n == 0 || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (self->kind == SUY_LAYER_SYMBOLS)
    collect_points (self, frame, labels, blocked);
  else
    collect_cells (self, frame, labels);
}

GArray *
suy_feature_layer_get_shown (SuyFeatureLayer *self)
{
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (guint32));
  SuyMapFrame frame;

  g_return_val_if_fail (SUY_IS_FEATURE_LAYER (self), shown);

  if (self->kind != SUY_LAYER_SYMBOLS || self->shapes == NULL ||
      !gtk_widget_get_visible (GTK_WIDGET (self)))
    return shown;
  frame = get_frame (self);
  if (frame.width < 1 || frame.height < 1)
    return shown;
  ensure_clusters (self, &frame);
  for (guint i = self->clustering->singles->len; i-- > 0;)
    {
      guint32 item = g_array_index (self->clustering->singles, guint32, i);
      double mx, my, x, y;

      suy_flat_shapes_get_spot (self->shapes, item, &mx, &my);
      suy_map_frame_to_widget (&frame, mx, my, &x, &y);
      if (is_near (&frame, x, y, 0))
        g_array_append_val (shown, item);
    }

  return shown;
}
