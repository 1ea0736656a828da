/* suy-feature-picking.c: what of a feature layer is under the pointer?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-feature-layer-private.h"

void
suy_pick_clear (SuyPick *pick)
{
  g_clear_pointer (&pick->members, g_array_unref);
}

static void
try_point (SuyFeatureLayer *self,
           const SuyMapFrame *frame,
           guint32 item,
           const double at[3],
           SuyPick *best)
{
  const SuyItemStyle *styles = suy_feature_layer_styles (self);
  double size = suy_feature_layer_get_size (self, frame), mx, my, x, y, d;
  double reach =
      MAX (at[2], 12 * suy_symbol_get_scale (suy_item_style_get_symbol (&styles[item]), size));

  if (!suy_flat_shapes_get_spot (self->shapes, item, &mx, &my))
    return;
  suy_map_frame_to_widget (frame, mx, my, &x, &y);
  suy_feature_layer_get_middle (&styles[item], size, &x, &y);
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
      double radius = suy_cluster_symbol_get_radius (cluster->count) *
                      suy_feature_layer_cluster_factor (frame->zoom);
      double x, y, d;

      suy_map_frame_to_widget (frame, cluster->x, cluster->y, &x, &y);
      d = hypot (at[0] - x, at[1] - y);
      if (d > radius || d >= best->distance)
        continue;
      best->item = g_array_index (c->members, guint32, cluster->first);
      best->distance = d;
      best->members = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_vals (best->members, &g_array_index (c->members, guint32, cluster->first),
                           cluster->n);
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

  return suy_feature_layer_find_items (self, &(SuyMapFrame){ .zoom = spot.zoom,
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
  suy_feature_layer_ensure_clusters (self, frame);
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
      double reach =
          MAX (at[2], suy_river_width (&suy_feature_layer_styles (self)[item], frame->zoom) / 2);

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
suy_feature_layer_pick (SuyFeatureLayer *self, double x, double y, double tolerance, SuyPick *pick)
{
  const double at[3] = { x, y, tolerance };
  SuyMapFrame frame;

  g_return_val_if_fail (SUY_IS_FEATURE_LAYER (self) && pick != NULL, FALSE);

  *pick = (SuyPick){ .distance = INFINITY };
  if (self->shapes == NULL || self->shapes->n == 0 || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  frame = suy_feature_layer_get_frame (self);
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
