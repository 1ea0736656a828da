/* suy-feature-texts.c: which texts does a feature layer want?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-feature-layer-private.h"
#include "suy-map-label.h"

/* Zooms from which names are shown (tiles of 512 px). */
#define ZOOM_RED 10.5
#define ZOOM_ORANGE 11.0
#define ZOOM_MINOR 12.0
#define ZOOM_GRID 13.0

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
    .order = -suy_feature_layer_styles (self)[item].level,
    .size = claim == SUY_CLAIM_SECTION || claim == SUY_CLAIM_EXCEEDING ? 12 : 11.5,
    .offset = offset,
    .halo_width = 1.5,
    .color =
        suy_palette_get (claim <= SUY_CLAIM_EXCEEDING ? "map.label" : "map.label.dim", self->theme),
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
  const SuyItemStyle *style = &suy_feature_layer_styles (self)[item];
  double size = suy_feature_layer_get_size (self, frame), at[2], x, y;
  double half = 9 * suy_symbol_get_scale (suy_item_style_get_symbol (style), size);
  gboolean minor = suy_symbols_is_graded (style->symbol) && style->level <= SUY_LEVEL_YELLOW;
  int claim = get_claim (style, frame->zoom);

  suy_flat_shapes_get_spot (self->shapes, item, &at[0], &at[1]);
  suy_map_frame_to_widget (frame, at[0], at[1], &x, &y);
  if (!suy_feature_layer_is_near (frame, x, y, 20) || suy_feature_layer_is_dim (self, item))
    return;
  suy_feature_layer_get_middle (style, size, &x, &y);
  suy_map_frame_from_widget (frame, x, y, &at[0], &at[1]);
  if (!minor || frame->zoom >= 11)
    block (blocked, x, y, half);
  if (claim != 0)
    add_label (self, labels, item, claim, at, half + 3);
}

static void
collect_points (SuyFeatureLayer *self, const SuyMapFrame *frame, GPtrArray *labels, GArray *blocked)
{
  const SuyClustering *c;

  suy_feature_layer_ensure_clusters (self, frame);
  c = self->clustering;
  for (guint i = 0; i < c->clusters->len; i++)
    {
      const SuyCluster *cluster = &g_array_index (c->clusters, SuyCluster, i);
      double x, y;

      suy_map_frame_to_widget (frame, cluster->x, cluster->y, &x, &y);
      if (suy_feature_layer_is_near (frame, x, y, 20))
        block (blocked, x, y,
               suy_cluster_symbol_get_radius (cluster->count) *
                   suy_feature_layer_cluster_factor (frame->zoom) * .9);
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
  items = suy_feature_layer_find_items (self, frame);
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
  frame = suy_feature_layer_get_frame (self);
  if (frame.width < 1 || frame.height < 1)
    return shown;
  suy_feature_layer_ensure_clusters (self, &frame);
  for (guint i = self->clustering->singles->len; i-- > 0;)
    {
      guint32 item = g_array_index (self->clustering->singles, guint32, i);
      double mx, my, x, y;

      suy_flat_shapes_get_spot (self->shapes, item, &mx, &my);
      suy_map_frame_to_widget (&frame, mx, my, &x, &y);
      if (suy_feature_layer_is_near (&frame, x, y, 0))
        g_array_append_val (shown, item);
    }

  return shown;
}
