/* suy-highlight-layer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-highlight-layer-private.h"

#include "suy-geodesic.h"
#include "suy-map-label.h"
#include "suy-mercator.h"

#define RADIUS_AZIMUTH 58.0 /* degrees: the radius line points up to the right */

G_DEFINE_FINAL_TYPE (SuyHighlightLayer, suy_highlight_layer, SHUMATE_TYPE_LAYER)

static guint signal_changed;

/* ---- small things ---- */

static SuyFlatShapes *
flatten (const SuyShape *shape)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;

  suy_feature_set_builder_add (builder, 1, shape);
  set = suy_feature_set_builder_end (builder);

  return suy_flat_shapes_new (set);
}

static void
changed (SuyHighlightLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signal_changed, 0);
}

/* ---- rivers ---- */

static gpointer
make_job (gpointer owner)
{
  return suy_trace_job_copy (&((SuyHighlightRiver *) owner)->job);
}

static void
draw_job (gpointer job, const SuyMapFrame *frame, int scale, cairo_t *cr)
{
  suy_trace_painter_paint (job, frame, cr);
}

static void
on_raster_changed (gpointer owner, gpointer unused)
{
  changed (SUY_HIGHLIGHT_LAYER (((SuyHighlightRiver *) owner)->layer));
}

static void
river_init (SuyHighlightRiver *self, SuyHighlightLayer *layer)
{
  self->layer = GTK_WIDGET (layer);
  self->raster = suy_view_raster_new (draw_job, make_job, (GDestroyNotify) suy_trace_job_free,
                                      on_raster_changed, self);
}

static void
river_clear (SuyHighlightRiver *self)
{
  g_clear_pointer (&self->job.shapes, suy_flat_shapes_unref);
  g_clear_pointer (&self->job.ranks, g_bytes_unref);
  suy_view_raster_clear (self->raster);
}

static void
river_set (SuyHighlightRiver *self, const GPtrArray *pieces, const guint8 *ranks, SuyTrack track)
{
  SuyFeatureSetBuilder *builder;
  g_autoptr (SuyFeatureSet) set = NULL;

  river_clear (self);
  if (pieces == NULL || pieces->len == 0)
    return;
  builder = suy_feature_set_builder_new ();
  for (guint i = 0; i < pieces->len; i++)
    suy_feature_set_builder_add (builder, i + 1, suy_geometry_get_shape (pieces->pdata[i]));
  set = suy_feature_set_builder_end (builder);
  self->job.shapes = suy_flat_shapes_new (set);
  if (ranks != NULL)
    self->job.ranks = g_bytes_new (ranks, pieces->len);
  else
    {
      guint8 *ones = g_malloc (pieces->len);

      for (guint i = 0; i < pieces->len; i++)
        ones[i] = 1;
      self->job.ranks = g_bytes_new_take (ones, pieces->len);
    }
  self->job.track = track;
}

static void
river_snapshot (SuyHighlightRiver *self, GtkSnapshot *snapshot, const SuyMapFrame *frame, int scale)
{
  if (self->job.shapes != NULL)
    suy_view_raster_snapshot (self->raster, self->layer, snapshot, frame, scale, TRUE);
}

/* ---- the widget ---- */

static void
suy_highlight_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyHighlightLayer *self = SUY_HIGHLIGHT_LAYER (widget);
  SuyMapFrame frame = suy_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  int scale = gtk_widget_get_scale_factor (widget);

  if (frame.width < 1 || frame.height < 1)
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  river_snapshot (&self->drainage, snapshot, &frame, scale);
  river_snapshot (&self->trace, snapshot, &frame, scale);
  suy_highlight_layer_draw_buffer (self, snapshot, &frame);
  for (guint i = 0; i < self->cuts->len; i++)
    suy_highlight_layer_draw_cut (self, &g_array_index (self->cuts, SuyHighlightCut, i), snapshot,
                                  &frame);
  suy_highlight_layer_draw_symbol (self, snapshot, &frame);
  suy_highlight_layer_draw_selection (self, snapshot, &frame);
  suy_highlight_layer_draw_hover (self, snapshot, &frame);
  for (guint i = self->suspects->len; i-- > 0;)
    suy_highlight_layer_draw_suspect (self, &g_array_index (self->suspects, SuySuspectMark, i),
                                      snapshot, &frame);
  gtk_snapshot_pop (snapshot);
}

static void
cut_clear (gpointer cut)
{
  g_free (((SuyHighlightCut *) cut)->text);
}

static void
suy_highlight_layer_constructed (GObject *object)
{
  ShumateLayer *layer = SHUMATE_LAYER (object);

  G_OBJECT_CLASS (suy_highlight_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (layer), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), layer, G_CONNECT_SWAPPED);
}

static void
suy_highlight_layer_finalize (GObject *object)
{
  SuyHighlightLayer *self = SUY_HIGHLIGHT_LAYER (object);

  river_clear (&self->trace);
  river_clear (&self->drainage);
  suy_view_raster_free (self->trace.raster);
  suy_view_raster_free (self->drainage.raster);
  g_clear_pointer (&self->hover.shapes, suy_flat_shapes_unref);
  g_clear_pointer (&self->selection.shapes, suy_flat_shapes_unref);
  g_array_unref (self->cuts);
  g_array_unref (self->suspects);

  G_OBJECT_CLASS (suy_highlight_layer_parent_class)->finalize (object);
}

static void
suy_highlight_layer_class_init (SuyHighlightLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = suy_highlight_layer_constructed;
  G_OBJECT_CLASS (klass)->finalize = suy_highlight_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = suy_highlight_layer_snapshot;

  signal_changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
suy_highlight_layer_init (SuyHighlightLayer *self)
{
  river_init (&self->trace, self);
  river_init (&self->drainage, self);
  self->drainage.job.faint = TRUE;
  self->cuts = g_array_new (FALSE, FALSE, sizeof (SuyHighlightCut));
  g_array_set_clear_func (self->cuts, cut_clear);
  self->suspects = g_array_new (FALSE, FALSE, sizeof (SuySuspectMark));
}

SuyHighlightLayer *
suy_highlight_layer_new (ShumateViewport *viewport)
{
  return g_object_new (SUY_TYPE_HIGHLIGHT_LAYER, "viewport", viewport, NULL);
}

void
suy_highlight_layer_set_theme (SuyHighlightLayer *self, SuyTheme theme)
{
  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  self->theme = self->trace.job.theme = self->drainage.job.theme = theme;
  suy_view_raster_invalidate (self->trace.raster);
  suy_view_raster_invalidate (self->drainage.raster);
  changed (self);
}

static void
set_mark (SuyHighlightMark *mark, const SuyShape *shape, double radius, double x, double y)
{
  g_clear_pointer (&mark->shapes, suy_flat_shapes_unref);
  if (shape != NULL && shape->kind != SUY_SHAPE_NONE)
    mark->shapes = flatten (shape);
  mark->radius = radius;
  mark->dx = x;
  mark->dy = y;
}

void
suy_highlight_layer_set_hover (SuyHighlightLayer *self,
                               const SuyShape *shape,
                               double radius,
                               double x,
                               double y)
{
  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  set_mark (&self->hover, shape, radius, x, y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
suy_highlight_layer_set_selection (SuyHighlightLayer *self,
                                   const SuyShape *shape,
                                   double radius,
                                   double x,
                                   double y)
{
  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  set_mark (&self->selection, shape, radius, x, y);
  changed (self);
}

void
suy_highlight_layer_set_symbol (SuyHighlightLayer *self, const SuySymbol *symbol, double size)
{
  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  self->symbol_size = symbol == NULL ? 0 : size;
  if (symbol != NULL)
    self->symbol = *symbol;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
project_degrees (double lon, double lat, double out[2])
{
  SuyPoint point;

  if (suy_point_from_degrees (lon, lat, &point))
    suy_mercator_project (point, &out[0], &out[1]);
}

void
suy_highlight_layer_set_buffer (SuyHighlightLayer *self, SuyPoint middle, double metres)
{
  double lon, lat;

  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  self->metres = MAX (metres, 0);
  suy_mercator_project (middle, &self->middle[0], &self->middle[1]);
  for (guint i = 0; i < SUY_HIGHLIGHT_RING_POINTS && metres > 0; i++)
    {
      suy_geodesic_direct (middle, 360.0 * i / SUY_HIGHLIGHT_RING_POINTS, metres, &lon, &lat);
      project_degrees (lon, lat, &self->ring[2 * i]);
    }
  if (metres > 0)
    {
      suy_geodesic_direct (middle, RADIUS_AZIMUTH, metres, &lon, &lat);
      project_degrees (lon, lat, self->rim);
    }
  changed (self);
}

/* The direction of the traced line where it is nearest to a place. */
static double
direction_at (const SuyFlatShapes *shapes, double x, double y)
{
  double best = INFINITY, angle = 0;
  guint32 n_runs = shapes == NULL ? 0 : shapes->first_run[shapes->n];

  for (guint32 r = 0; r < n_runs; r++)
    for (guint32 i = shapes->first_point[r]; i + 1 < shapes->first_point[r + 1]; i++)
      {
        const double *a = &shapes->xy[2 * i];
        double d = MIN (hypot (a[0] - x, a[1] - y), hypot (a[2] - x, a[3] - y));

        if (d < best)
          {
            best = d;
            angle = atan2 (a[3] - a[1], a[2] - a[0]);
          }
      }

  return angle;
}

void
suy_highlight_layer_set_trace (SuyHighlightLayer *self,
                               const GPtrArray *pieces,
                               const guint8 *ranks,
                               SuyTrack track,
                               const GArray *cuts)
{
  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  river_set (&self->trace, pieces, ranks, track);
  g_array_set_size (self->cuts, 0);
  for (guint i = 0; cuts != NULL && i < cuts->len; i++)
    {
      const SuyCutMark *mark = &g_array_index (cuts, SuyCutMark, i);
      SuyHighlightCut cut = { .text = g_strdup (mark->text) };

      suy_mercator_project (mark->at, &cut.x, &cut.y);
      cut.angle = direction_at (self->trace.job.shapes, cut.x, cut.y);
      g_array_append_val (self->cuts, cut);
    }
  changed (self);
}

void
suy_highlight_layer_set_drainage (SuyHighlightLayer *self, const GPtrArray *pieces)
{
  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  river_set (&self->drainage, pieces, NULL, SUY_TRACK_UP);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
suy_highlight_layer_set_suspects (SuyHighlightLayer *self, const GArray *suspects)
{
  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  g_array_set_size (self->suspects, 0);
  if (suspects != NULL)
    g_array_append_vals (self->suspects, suspects->data, suspects->len);
  changed (self);
}

gboolean
suy_highlight_layer_is_busy (SuyHighlightLayer *self)
{
  g_return_val_if_fail (SUY_IS_HIGHLIGHT_LAYER (self), FALSE);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;

  return (self->trace.job.shapes != NULL && suy_view_raster_is_busy (self->trace.raster)) ||
         (self->drainage.job.shapes != NULL && suy_view_raster_is_busy (self->drainage.raster));
}

/* ---- texts ---- */

static void
add_label (SuyHighlightLayer *self,
           GPtrArray *labels,
           char *text,
           const double at[2],
           double offset,
           const char *token)
{
  SuyMapLabel *label = g_new0 (SuyMapLabel, 1);

  *label = (SuyMapLabel){
    .text = text,
    .x = at[0],
    .y = at[1],
    .claim = SUY_CLAIM_SELECTION,
    .size = 12.5,
    .offset = offset,
    .halo_width = 1.5,
    .color = suy_palette_get (token, self->theme),
    .halo = suy_palette_get_faded ("map.halo", self->theme, .92),
    .bold = TRUE,
    .always = TRUE,
  };
  g_ptr_array_add (labels, label);
}

static char *
format_metres (double metres)
{
  if (metres < 1000)
    return g_strdup_printf ("%.0f m", metres);

  return g_strdup_printf ("%.*f km", metres < 9950 && fmod (metres, 1000) > 0.5 ? 1 : 0,
                          metres / 1000);
}

static void
block (GArray *blocked, double x, double y, double half)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) (x - half), (float) (y - half),
                                             (float) (2 * half), (float) (2 * half));

  g_array_append_val (blocked, rect);
}

void
suy_highlight_layer_collect (SuyHighlightLayer *self,
                             const SuyMapFrame *frame,
                             GPtrArray *labels,
                             GArray *blocked)
{
  double x, y;

  g_return_if_fail (SUY_IS_HIGHLIGHT_LAYER (self));

  if (suy_highlight_mark_get_spot (&self->selection, frame, &x, &y))
    block (blocked, x, y, self->selection.radius + 10);
  if (self->metres > 0)
    {
      const double at[2] = { (self->middle[0] + self->rim[0]) / 2,
                             (self->middle[1] + self->rim[1]) / 2 };

      add_label (self, labels, format_metres (self->metres), at, -1, "map.buffer");
    }
  for (guint i = 0; i < self->cuts->len; i++)
    {
      const SuyHighlightCut *cut = &g_array_index (self->cuts, SuyHighlightCut, i);
      const double at[2] = { cut->x, cut->y };

      if (cut->text != NULL)
        add_label (self, labels, g_strdup (cut->text), at, 7, suy_highlight_layer_get_token (self));
    }
}
