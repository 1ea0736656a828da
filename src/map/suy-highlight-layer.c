/* suy-highlight-layer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-highlight-layer.h"

#include "suy-flat-shapes.h"
#include "suy-geodesic.h"
#include "suy-map-label.h"
#include "suy-mercator.h"
#include "suy-trace-painter.h"
#include "suy-view-raster.h"

#define RING_POINTS 180
#define RADIUS_AZIMUTH 58.0 /* degrees: the radius line points up to the right */

/* A shape to be outlined, and how large the symbol on it is. */
typedef struct
{
  SuyFlatShapes *shapes; /* one item; NULL: none */
  double radius, dx, dy;
} Mark;

/* A cut with the direction across which its bar lies. */
typedef struct
{
  double x, y, angle;
  char *text;
} Cut;

/* The river of a trace, or of what drains to the pointer. */
typedef struct
{
  SuyTraceJob job; /* job.shapes NULL: none */
  SuyViewRaster *raster;
  GtkWidget *layer;
} River;

struct _SuyHighlightLayer
{
  ShumateLayer parent_instance;

  SuyTheme theme;
  Mark hover, selection;
  double ring[2 * RING_POINTS]; /* Mercator */
  double middle[2], rim[2];     /* of the radius line */
  double metres;                /* of the buffer; 0: none */
  River trace, drainage;
  GArray *cuts;     /* (element-type Cut) */
  GArray *suspects; /* (element-type SuySuspectMark) */
};

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

static void
set_color (SuyHighlightLayer *self, cairo_t *cr, const char *token, double alpha)
{
  GdkRGBA color = suy_palette_get_faded (token, self->theme, alpha);

  gdk_cairo_set_source_rgba (cr, &color);
}

static void
stroke (SuyHighlightLayer *self, cairo_t *cr, const char *token, double alpha, double width)
{
  set_color (self, cr, token, alpha);
  cairo_set_line_width (cr, width);
  cairo_stroke_preserve (cr);
}

/* A Cairo context for the part of the box that is in view, or NULL. */
static cairo_t *
begin (GtkSnapshot *snapshot, const SuyMapFrame *frame, graphene_rect_t box, float margin)
{
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, (float) frame->width, (float) frame->height);

  graphene_rect_inset (&box, -margin, -margin);
  if (!graphene_rect_intersection (&box, &view, &box))
    return NULL;

  return gtk_snapshot_append_cairo (snapshot, &box);
}

/* ---- hover and selection ---- */

static gboolean
get_spot (const Mark *mark, const SuyMapFrame *frame, double *x, double *y)
{
  double mx, my;

  if (mark->shapes == NULL || mark->shapes->kind[0] != SUY_SHAPE_POINT ||
      !suy_flat_shapes_get_spot (mark->shapes, 0, &mx, &my))
    return FALSE;
  suy_map_frame_to_widget (frame, mx, my, x, y);
  *x = round (*x) + mark->dx;
  *y = round (*y) + mark->dy;

  return TRUE;
}

static void
add_path (const SuyFlatShapes *shapes, guint32 item, const SuyMapFrame *frame, cairo_t *cr)
{
  cairo_new_path (cr);
  for (guint32 r = shapes->first_run[item]; r < shapes->first_run[item + 1]; r++)
    {
      for (guint32 i = shapes->first_point[r]; i < shapes->first_point[r + 1]; i++)
        {
          double x, y;

          suy_map_frame_to_widget (frame, shapes->xy[2 * i], shapes->xy[2 * i + 1], &x, &y);
          if (i == shapes->first_point[r])
            cairo_move_to (cr, x, y);
          else
            cairo_line_to (cr, x, y);
        }
      if (shapes->kind[item] == SUY_SHAPE_POLYGON)
        cairo_close_path (cr);
    }
}

static void
draw_outline (SuyHighlightLayer *self,
              const Mark *mark,
              GtkSnapshot *snapshot,
              const SuyMapFrame *frame,
              const char *token)
{
  cairo_t *cr = begin (snapshot, frame,
                       GRAPHENE_RECT_INIT (0, 0, (float) frame->width, (float) frame->height), 0);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  add_path (mark->shapes, 0, frame, cr);
  stroke (self, cr, "map.halo", .9, 6);
  stroke (self, cr, token, 1, 3);
  cairo_destroy (cr);
}

static void
draw_hover (SuyHighlightLayer *self, GtkSnapshot *snapshot, const SuyMapFrame *frame)
{
  const Mark *mark = &self->hover;
  double x, y, r = mark->radius + 2;
  cairo_t *cr;

  if (mark->shapes == NULL)
    return;
  if (!get_spot (mark, frame, &x, &y))
    {
      draw_outline (self, mark, snapshot, frame, "map.hover");
      return;
    }
  cr = begin (snapshot, frame, GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0), (float) r + 4);
  if (cr == NULL)
    return;
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  stroke (self, cr, "map.hover", 1, 3);
  cairo_destroy (cr);
}

static void
draw_selection (SuyHighlightLayer *self, GtkSnapshot *snapshot, const SuyMapFrame *frame)
{
  const Mark *mark = &self->selection;
  double x, y, r = mark->radius + 3;
  cairo_t *cr;

  if (mark->shapes == NULL)
    return;
  if (!get_spot (mark, frame, &x, &y))
    {
      draw_outline (self, mark, snapshot, frame, "map.select");
      return;
    }
  cr = begin (snapshot, frame, GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0), (float) r + 10);
  if (cr == NULL)
    return;
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  stroke (self, cr, "map.halo", .9, 5.5);
  stroke (self, cr, "map.select", 1, 2.2);
  cairo_new_path (cr);
  for (guint i = 0; i < 4; i++)
    {
      double c = cos (i * G_PI / 2), s = sin (i * G_PI / 2);

      cairo_move_to (cr, x + c * (r + 1), y + s * (r + 1));
      cairo_line_to (cr, x + c * (r + 7), y + s * (r + 7));
    }
  stroke (self, cr, "map.select", 1, 2.2);
  cairo_destroy (cr);
}

/* ---- buffer ---- */

static void
add_ring (SuyHighlightLayer *self, const SuyMapFrame *frame, cairo_t *cr)
{
  cairo_new_path (cr);
  for (guint i = 0; i < RING_POINTS; i++)
    {
      double x, y;

      suy_map_frame_to_widget (frame, self->ring[2 * i], self->ring[2 * i + 1], &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_close_path (cr);
}

static void
draw_buffer (SuyHighlightLayer *self, GtkSnapshot *snapshot, const SuyMapFrame *frame)
{
  static const double dashes[] = { 8, 4 };
  double x, y, rim_x, rim_y;
  cairo_t *cr;

  if (self->metres <= 0)
    return;
  cr = begin (snapshot, frame,
              GRAPHENE_RECT_INIT (0, 0, (float) frame->width, (float) frame->height), 0);
  suy_map_frame_to_widget (frame, self->middle[0], self->middle[1], &x, &y);
  suy_map_frame_to_widget (frame, self->rim[0], self->rim[1], &rim_x, &rim_y);
  add_ring (self, frame, cr);
  set_color (self, cr, "map.buffer", .09);
  cairo_fill_preserve (cr);
  stroke (self, cr, "map.halo", .8, 4.5);
  cairo_set_dash (cr, dashes, 2, 0);
  stroke (self, cr, "map.buffer", 1, 2);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_new_path (cr);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, rim_x, rim_y);
  stroke (self, cr, "map.buffer", 1, 1.6);
  cairo_new_path (cr);
  cairo_move_to (cr, x - 7, y);
  cairo_line_to (cr, x + 7, y);
  cairo_move_to (cr, x, y - 7);
  cairo_line_to (cr, x, y + 7);
  stroke (self, cr, "map.halo", 1, 5);
  stroke (self, cr, "map.buffer", 1, 2.2);
  cairo_destroy (cr);
}

/* ---- cuts and suspects ---- */

static const char *
track_token (SuyHighlightLayer *self)
{
  return self->trace.job.track == SUY_TRACK_UP ? "map.up" : "map.down";
}

static void
draw_cut (SuyHighlightLayer *self, const Cut *cut, GtkSnapshot *snapshot, const SuyMapFrame *frame)
{
  double x, y, angle = cut->angle + atan2 (frame->sine, frame->cosine) + G_PI / 2;
  cairo_t *cr;

  suy_map_frame_to_widget (frame, cut->x, cut->y, &x, &y);
  cr = begin (snapshot, frame, GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0), 10);
  if (cr == NULL)
    return;
  cairo_move_to (cr, x - 4.5 * cos (angle), y - 4.5 * sin (angle));
  cairo_line_to (cr, x + 4.5 * cos (angle), y + 4.5 * sin (angle));
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  stroke (self, cr, "map.halo", .9, 6);
  stroke (self, cr, track_token (self), 1, 3);
  cairo_destroy (cr);
}

static void
draw_suspect (SuyHighlightLayer *self,
              const SuySuspectMark *suspect,
              GtkSnapshot *snapshot,
              const SuyMapFrame *frame)
{
  g_autofree char *text = g_strdup_printf ("%u", suspect->rank);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  PangoRectangle ink;
  double mx, my, x, y;
  cairo_t *cr;

  suy_mercator_project (suspect->at, &mx, &my);
  suy_map_frame_to_widget (frame, mx, my, &x, &y);
  x -= 12;
  y -= 11;
  cr = begin (snapshot, frame, GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0), 10);
  if (cr == NULL)
    return;
  pango_font_description_set_absolute_size (font, 10.5 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_arc (cr, x, y, 7.5, 0, 2 * G_PI);
  stroke (self, cr, "map.halo", .9, 2);
  cairo_set_source_rgb (cr, .07, .07, .07);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, x - ink.x - ink.width / 2.0, y - ink.y - ink.height / 2.0);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
}

/* ---- rivers ---- */

static gpointer
make_job (gpointer owner)
{
  return suy_trace_job_copy (&((River *) owner)->job);
}

static void
draw_job (gpointer job, const SuyMapFrame *frame, int scale, cairo_t *cr)
{
  suy_trace_painter_paint (job, frame, cr);
}

static void
on_raster_changed (gpointer owner, gpointer unused)
{
  gtk_widget_queue_draw (((River *) owner)->layer);
}

static void
river_init (River *self, SuyHighlightLayer *layer)
{
  self->layer = GTK_WIDGET (layer);
  self->raster = suy_view_raster_new (draw_job, make_job, (GDestroyNotify) suy_trace_job_free,
                                      on_raster_changed, self);
}

static void
river_clear (River *self)
{
  g_clear_pointer (&self->job.shapes, suy_flat_shapes_unref);
  g_clear_pointer (&self->job.ranks, g_bytes_unref);
  suy_view_raster_clear (self->raster);
}

static void
river_set (River *self, const GPtrArray *pieces, const guint8 *ranks, SuyTrack track)
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
river_snapshot (River *self, GtkSnapshot *snapshot, const SuyMapFrame *frame, int scale)
{
  if (self->job.shapes != NULL)
    suy_view_raster_snapshot (self->raster, snapshot, frame, scale, TRUE);
}

/* ---- the widget ---- */

static void
suy_highlight_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyHighlightLayer *self = SUY_HIGHLIGHT_LAYER (widget);
  SuyMapFrame frame =
      suy_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  int scale = gtk_widget_get_scale_factor (widget);

  if (frame.width < 1 || frame.height < 1)
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  river_snapshot (&self->drainage, snapshot, &frame, scale);
  river_snapshot (&self->trace, snapshot, &frame, scale);
  draw_buffer (self, snapshot, &frame);
  for (guint i = 0; i < self->cuts->len; i++)
    draw_cut (self, &g_array_index (self->cuts, Cut, i), snapshot, &frame);
  draw_selection (self, snapshot, &frame);
  draw_hover (self, snapshot, &frame);
  for (guint i = self->suspects->len; i-- > 0;)
    draw_suspect (self, &g_array_index (self->suspects, SuySuspectMark, i), snapshot, &frame);
  gtk_snapshot_pop (snapshot);
}

static void
cut_clear (gpointer cut)
{
  g_free (((Cut *) cut)->text);
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
  self->cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
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
set_mark (Mark *mark, const SuyShape *shape, double radius, double x, double y)
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
  for (guint i = 0; i < RING_POINTS && metres > 0; i++)
    {
      suy_geodesic_direct (middle, 360.0 * i / RING_POINTS, metres, &lon, &lat);
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
      Cut cut = { .text = g_strdup (mark->text) };

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

  if (get_spot (&self->selection, frame, &x, &y))
    block (blocked, x, y, self->selection.radius + 10);
  if (self->metres > 0)
    {
      const double at[2] = { (self->middle[0] + self->rim[0]) / 2,
                             (self->middle[1] + self->rim[1]) / 2 };

      add_label (self, labels, format_metres (self->metres), at, -1, "map.buffer");
    }
  for (guint i = 0; i < self->cuts->len; i++)
    {
      const Cut *cut = &g_array_index (self->cuts, Cut, i);
      const double at[2] = { cut->x, cut->y };

      if (cut->text != NULL)
        add_label (self, labels, g_strdup (cut->text), at, 7, track_token (self));
    }
}
