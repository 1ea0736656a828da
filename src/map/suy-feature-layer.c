/* suy-feature-layer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-feature-layer-private.h"

#include "suy-shape-painter.h"

#define NODES_MAX 5000 /* map.md 4: above, one stamped picture is quicker than a node a point */
#define REGION 400.0   /* pixels around the view that are clustered with it */
#define DIM .35

G_DEFINE_FINAL_TYPE (SuyFeatureLayer, suy_feature_layer, SHUMATE_TYPE_LAYER)

enum
{
  PROP_BUSY = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint signal_changed;

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
  job->shape = (SuyShapeJob){ self->kind,
                              self->theme,
                              suy_flat_shapes_ref (self->shapes),
                              suy_feature_layer_styles (self),
                              suy_feature_layer_bytes (job->mask),
                              suy_feature_layer_bytes (job->dim) };
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
GArray *
suy_feature_layer_find_items (SuyFeatureLayer *self, const SuyMapFrame *region)
{
  GArray *items = suy_feature_set_in_box (self->shapes->set, suy_map_frame_get_box (region, 0));
  guint kept = 0;

  for (guint i = 0; i < items->len; i++)
    {
      guint32 item = g_array_index (items, guint32, i);

      if (suy_feature_layer_is_shown (self, item) && self->shapes->kind[item] != SUY_SHAPE_NONE)
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
  const SuyItemStyle *styles = suy_feature_layer_styles (self);
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
    self->clustering =
        suy_point_clusters_new_plain (level, (const guint32 *) (gpointer) items->data, items->len);
}

/* Clusters are worked out at quarter zooms, and kept while the map is panned. */
void
suy_feature_layer_ensure_clusters (SuyFeatureLayer *self, const SuyMapFrame *frame)
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
  items = suy_feature_layer_find_items (self, &self->region);
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

static void
append_single (SuyFeatureLayer *self, GtkSnapshot *snapshot, const SuyMapFrame *frame, guint32 item)
{
  const SuyItemStyle *style = &suy_feature_layer_styles (self)[item];
  graphene_rect_t bounds;
  GdkTexture *texture;
  double mx, my, x, y;

  suy_flat_shapes_get_spot (self->shapes, item, &mx, &my);
  suy_map_frame_to_widget (frame, mx, my, &x, &y);
  if (!suy_feature_layer_is_near (frame, x, y, 40))
    return;
  texture = suy_symbol_get_texture (suy_item_style_get_symbol (style),
                                    suy_feature_layer_get_size (self, frame),
                                    suy_feature_layer_get_scale (self), self->theme, &bounds);
  if (suy_feature_layer_is_dim (self, item))
    gtk_snapshot_push_opacity (snapshot, DIM);
  append_symbol (snapshot, texture, bounds, x, y);
  if (suy_feature_layer_is_dim (self, item))
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
  if (!suy_feature_layer_is_near (frame, x, y, 40))
    return;
  texture = suy_cluster_symbol_get_texture (
      cluster->count, suy_feature_layer_cluster_factor (frame->zoom),
      suy_feature_layer_get_scale (self), self->theme, &bounds);
  append_symbol (snapshot, texture, bounds, x, y);
}

static void
snapshot_nodes (SuyFeatureLayer *self, GtkSnapshot *snapshot, const SuyMapFrame *frame)
{
  const SuyClustering *c = self->clustering;
  const SuyItemStyle *styles = suy_feature_layer_styles (self);
  guint reds = c->singles->len;

  /* Red points stand above clusters, the others below. */
  while (reds > 0 && styles[g_array_index (c->singles, guint32, reds - 1)].level >= SUY_LEVEL_RED)
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
  double size = suy_feature_layer_get_size (self, frame);

  if (self->stamps == NULL || self->stamp_size != size)
    {
      g_clear_pointer (&self->stamps, suy_point_stamps_unref);
      self->stamps = suy_point_stamps_new (suy_feature_layer_styles (self), self->shapes->n, size,
                                           suy_feature_layer_get_scale (self), self->theme);
      self->stamp_size = size;
    }
  suy_view_raster_snapshot (self->raster, GTK_WIDGET (self), snapshot, frame,
                            suy_feature_layer_get_scale (self), self->shapes->n < 200000);
}

/* ---- the widget ---- */

static void
suy_feature_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyFeatureLayer *self = SUY_FEATURE_LAYER (widget);
  SuyMapFrame frame = suy_feature_layer_get_frame (self);

  if (self->shapes == NULL || self->shapes->n == 0)
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  if (self->kind != SUY_LAYER_SYMBOLS)
    suy_view_raster_snapshot (self->raster, widget, snapshot, &frame,
                              suy_feature_layer_get_scale (self), TRUE);
  else
    {
      suy_feature_layer_ensure_clusters (self, &frame);
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

  props[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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

  return self->styles == NULL ? NULL : suy_feature_layer_styles (self);
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

  if (self->shapes == NULL || self->shapes->n == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;

  return (self->kind != SUY_LAYER_SYMBOLS || self->stamped) &&
         suy_view_raster_is_busy (self->raster);
}
