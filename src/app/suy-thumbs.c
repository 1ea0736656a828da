/* suy-thumbs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-thumbs.h"

#include "suy-error.h"
#include "suy-picture.h"

#define MAX_KEPT 128 /* 256 KiB each at most */

typedef struct
{
  char *hash;
  GBytes *bytes;
  guint px;
} Job;

static GHashTable *kept; /* hash to GdkTexture */
static GQueue order;     /* the hashes in it, the latest last; borrowed */

static void
job_free (Job *job)
{
  g_free (job->hash);
  g_bytes_unref (job->bytes);
  g_free (job);
}

static void
keep (const char *hash, GdkTexture *texture)
{
  char *key;

  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (g_hash_table_contains (kept, hash))
    return;
  if (g_hash_table_size (kept) == MAX_KEPT)
    g_hash_table_remove (kept, g_queue_pop_head (&order));
  key = g_strdup (hash);
  g_hash_table_insert (kept, key, g_object_ref (texture));
  g_queue_push_tail (&order, key);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (SuyPicture) picture =
      suy_picture_read (job->bytes, job->hash, job->px, cancellable, &error);

  if (picture != NULL && picture->pixels == NULL)
    error = g_error_new_literal (SUY_ERROR, SUY_ERROR_CORRUPT, picture->problem);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task,
                           gdk_memory_texture_new ((int) picture->small_width,
                                                   (int) picture->small_height, GDK_MEMORY_R8G8B8A8,
                                                   picture->pixels,
                                                   4 * (gsize) picture->small_width),
                           g_object_unref);
}

void
suy_thumbs_load_async (SuyWorkspace *workspace,
                       const char *hash,
                       guint px,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  GdkTexture *texture = kept == NULL ? NULL : g_hash_table_lookup (kept, hash);
  GError *error = NULL;
  GBytes *bytes;
  Job *job;

  if (texture != NULL && px == SUY_THUMBS_SMALL)
    {
      g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
      return;
    }
  bytes = suy_store_get_blob (suy_workspace_get_store (workspace), hash, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job = g_new (Job, 1);
  *job = (Job){ g_strdup (hash), bytes, px };
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

GdkTexture *
suy_thumbs_load_finish (GAsyncResult *result, GError **error)
{
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), error);
  const Job *job = g_task_get_task_data (G_TASK (result));

  if (texture != NULL && job != NULL && job->px == SUY_THUMBS_SMALL)
    keep (job->hash, texture);

  return texture;
}

/* ---- widgets ---- */

/* The middle of a picture, exactly as large as its place. */
static GdkPaintable *
crop (GdkTexture *texture, float to_width, float to_height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  float width = (float) gdk_texture_get_width (texture),
        height = (float) gdk_texture_get_height (texture);
  float k = MAX (to_width / width, to_height / height);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, to_width, to_height));
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT ((to_width - k * width) / 2,
                                                    (to_height - k * height) / 2, k * width,
                                                    k * height));
  gtk_snapshot_pop (snapshot);

  return gtk_snapshot_free_to_paintable (snapshot, &GRAPHENE_SIZE_INIT (to_width, to_height));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkPicture) picture = data;
  g_autoptr (GdkTexture) texture = suy_thumbs_load_finish (result, NULL);
  g_autoptr (GdkPaintable) paintable = NULL;
  int width, height;

  if (texture == NULL) /* it stays grey; the viewer says why */
    return;
  gtk_widget_get_size_request (GTK_WIDGET (picture), &width, &height);
  paintable = crop (texture, (float) width, (float) height);
  gtk_picture_set_paintable (picture, paintable);
}

GtkWidget *
suy_thumbs_new_widget (SuyWorkspace *workspace,
                       const SuyRecord *file,
                       int width,
                       int height,
                       GCancellable *cancellable)
{
  const char *type = suy_record_get_text (file, "media_type");
  const char *hash = suy_record_get_text (file, "hash");
  GtkWidget *picture;

  if (type != NULL && !g_str_has_prefix (type, "image/"))
    return g_object_new (GTK_TYPE_IMAGE, "icon-name", "text-x-generic-symbolic", "pixel-size", 32,
                         "width-request", width, "height-request", height, NULL);

  picture = g_object_new (GTK_TYPE_PICTURE, "content-fit", GTK_CONTENT_FIT_COVER, "width-request",
                          width, "height-request", height, NULL);
  if (hash != NULL)
    suy_thumbs_load_async (workspace, hash, SUY_THUMBS_SMALL, cancellable, on_loaded,
                           g_object_ref (picture));

  return picture;
}
