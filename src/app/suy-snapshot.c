/* suy-snapshot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-snapshot.h"

#include <glib/gi18n.h>

#include "suy-error.h"

#define TICK_MS 60
#define QUIET_TICKS 6 /* so that what an idle handler starts is waited for too */
#define MAX_TICKS (60 * 1000 / TICK_MS)

typedef struct
{
  GtkWindow *window;
  char *path;
  SuySnapshotBusy is_busy;
  gpointer data;
  guint ticks, quiet;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->window);
  g_free (job->path);
  g_free (job);
}

/* @widget, in the middle of @rect. */
static void
draw_widget (GtkSnapshot *snapshot, GtkWidget *widget, const graphene_rect_t *rect)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((rect->size.width - (float) width) / 2,
                                                (rect->size.height - (float) height) / 2));
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  gtk_snapshot_restore (snapshot);
}

/* Dialogs stand over the window, which is dimmed below them. */
static void
draw_dialogs (GtkSnapshot *snapshot, GtkWindow *window, const graphene_rect_t *rect)
{
  const GdkRGBA shade = { 0, 0, 0, 0.3F };
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (all, i);

      if (gtk_window_get_transient_for (dialog) != window ||
          !gtk_widget_get_mapped (GTK_WIDGET (dialog)))
        continue;
      gtk_snapshot_append_color (snapshot, &shade, rect);
      draw_widget (snapshot, GTK_WIDGET (dialog), rect);
    }
}

static GdkTexture *
draw (GtkWindow *window)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  graphene_rect_t rect =
      GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (window)),
                          (float) gtk_widget_get_height (GTK_WIDGET (window)));

  draw_widget (snapshot, GTK_WIDGET (window), &rect);
  draw_dialogs (snapshot, window, &rect);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return NULL;

  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &rect);
}

static void
finish (GTask *task, Job *job)
{
  g_autoptr (GdkTexture) texture = draw (job->window);

  if (texture == NULL || !gdk_texture_save_to_png (texture, job->path))
    g_task_return_new_error (task, SUY_ERROR, SUY_ERROR_IO,
                             _ ("Cannot write the picture %s. Choose another place."), job->path);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
on_tick (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);

  job->ticks++;
  job->quiet = job->is_busy (job->data) ? 0 : job->quiet + 1;
  if (job->quiet < QUIET_TICKS && job->ticks < MAX_TICKS)
    return G_SOURCE_CONTINUE;

  finish (task, job);

  return G_SOURCE_REMOVE;
}

void
suy_snapshot_write_async (GtkWindow *window,
                          const char *path,
                          SuySnapshotBusy is_busy,
                          gpointer data,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (window, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->path = g_strdup (path);
  job->is_busy = is_busy;
  job->data = data;
  g_task_set_task_data (task, job, job_free);
  g_timeout_add_full (G_PRIORITY_LOW, TICK_MS, on_tick, task, g_object_unref);
}

gboolean
suy_snapshot_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
