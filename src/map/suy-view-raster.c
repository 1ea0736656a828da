/* suy-view-raster.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-view-raster.h"

#include "suy-map-picture.h"

#define MARGIN 256.0 /* pixels on each side; map.md measured this one */

struct _SuyViewRaster
{
  SuyViewRasterDraw draw;
  SuyViewRasterMakeJob make_job;
  GDestroyNotify free_job;
  GFunc changed;
  gpointer owner;

  GdkTexture *texture;
  SuyMapFrame drawn; /* what the texture shows */
  int scale;
  gboolean stale;
  GCancellable *cancellable; /* of the thread that draws now, else NULL */
  guint told;                /* source that tells of a picture drawn at once, after the frame */
};

typedef struct
{
  SuyViewRasterDraw draw;
  GDestroyNotify free_job;
  gpointer job;
  SuyMapFrame frame;
  int scale;
  SuyViewRaster *raster; /* only looked at when the task was not cancelled */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  work->free_job (work->job);
  g_free (work);
}

static GdkTexture *
draw (const Work *work)
{
  int w = (int) work->frame.width * work->scale, h = (int) work->frame.height * work->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  cairo_scale (cr, work->scale, work->scale);
  work->draw (work->job, &work->frame, work->scale, cr);
  cairo_destroy (cr);
  texture = suy_map_picture_new (surface);
  cairo_surface_destroy (surface);

  return texture;
}

SuyViewRaster *
suy_view_raster_new (SuyViewRasterDraw draw_func,
                     SuyViewRasterMakeJob make_job,
                     GDestroyNotify free_job,
                     GFunc changed,
                     gpointer owner)
{
  SuyViewRaster *self = g_new0 (SuyViewRaster, 1);

  self->draw = draw_func;
  self->make_job = make_job;
  self->free_job = free_job;
  self->changed = changed;
  self->owner = owner;
  self->stale = TRUE;

  return self;
}

static void
cancel (SuyViewRaster *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
suy_view_raster_free (SuyViewRaster *self)
{
  cancel (self);
  g_clear_handle_id (&self->told, g_source_remove);
  g_clear_object (&self->texture);
  g_free (self);
}

void
suy_view_raster_invalidate (SuyViewRaster *self)
{
  cancel (self);
  self->stale = TRUE;
}

void
suy_view_raster_clear (SuyViewRaster *self)
{
  suy_view_raster_invalidate (self);
  g_clear_object (&self->texture);
}

static void
take (SuyViewRaster *self, const Work *work, GdkTexture *texture)
{
  g_set_object (&self->texture, texture);
  self->drawn = work->frame;
  self->scale = work->scale;
  self->stale = FALSE;
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  /* A cancelled one gives nothing: its raster may be gone. */
  if (texture == NULL)
    return;
  take (work->raster, work, texture);
  g_clear_object (&work->raster->cancellable);
  work->raster->changed (work->raster->owner, NULL);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, draw (data), g_object_unref);
}

static gboolean
tell (gpointer data)
{
  SuyViewRaster *self = data;

  self->told = 0;
  self->changed (self->owner, NULL);

  return G_SOURCE_REMOVE;
}

static void
start (SuyViewRaster *self, const SuyMapFrame *frame, int scale, gboolean at_once)
{
  Work *work = g_new0 (Work, 1);
  g_autoptr (GTask) task = NULL;

  *work = (Work){ self->draw,
                  self->free_job,
                  self->make_job (self->owner),
                  suy_map_frame_widen (frame, MARGIN),
                  scale,
                  self };
  if (at_once)
    {
      g_autoptr (GdkTexture) texture = draw (work);

      take (self, work, texture);
      work_free (work);
      if (self->told == 0)
        self->told = g_idle_add (tell, self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, on_drawn, NULL);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, run);
}

/* A new one is started while half the margin is still left. */
static gboolean
is_good (SuyViewRaster *self, const SuyMapFrame *frame, int scale)
{
  SuyMapFrame wanted = suy_map_frame_widen (frame, MARGIN / 2);

  return self->texture != NULL && !self->stale && self->scale == scale &&
         self->drawn.world == frame->world && suy_map_frame_is_covered (&wanted, &self->drawn);
}

static void
append (SuyViewRaster *self, GtkWidget *widget, GtkSnapshot *snapshot, const SuyMapFrame *frame)
{
  double k = frame->world / self->drawn.world;
  double w = self->drawn.width * k, h = self->drawn.height * k;
  double dx = (self->drawn.x - frame->x) * frame->world;
  double dy = (self->drawn.y - frame->y) * frame->world;
  float x = (float) (dx - w / 2), y = (float) (dy - h / 2);
  float middle_x = (float) frame->width / 2, middle_y = (float) frame->height / 2;

  gtk_snapshot_save (snapshot);
  if (frame->sine == 0)
    {
      /* On whole pixels nothing gets blurred. */
      x = roundf (x + middle_x);
      y = roundf (y + middle_y);
    }
  else
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (middle_x, middle_y));
      gtk_snapshot_rotate (snapshot, (float) (atan2 (frame->sine, frame->cosine) * 180 / G_PI));
    }
  suy_map_picture_append (self->texture, widget, snapshot,
                          &GRAPHENE_RECT_INIT (x, y, (float) w, (float) h));
  gtk_snapshot_restore (snapshot);
}

void
suy_view_raster_snapshot (SuyViewRaster *self,
                          GtkWidget *widget,
                          GtkSnapshot *snapshot,
                          const SuyMapFrame *frame,
                          int scale,
                          gboolean at_once)
{
  if (frame->width < 1 || frame->height < 1)
    return;
  if (self->cancellable == NULL && !is_good (self, frame, scale))
    start (self, frame, scale, at_once && self->texture == NULL);
  if (self->texture != NULL)
    append (self, widget, snapshot, frame);
}

gboolean
suy_view_raster_is_busy (SuyViewRaster *self)
{
  return self->cancellable != NULL || self->stale;
}
