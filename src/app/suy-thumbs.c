/* suy-thumbs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-thumbs.h"

#include "suy-error.h"
#include "suy-picture.h"
#include "suy-workspace-evidence.h"

#define MAX_KEPT 128 /* 256 KiB each at most */

/* A picture that is being read once for all who wait for it. */
typedef struct
{
  char *key; /* hash and size */
  char *hash;
  guint px;
  SuyWorkspace *workspace;
  GPtrArray *waiting; /* of GTask; it is read until the first of them is cancelled */
} Reading;

typedef struct
{
  const Reading *reading; /* its texts do not change while a thread reads */
  SuyOriginals *originals;
} Job;

static GHashTable *kept;  /* hash to GdkTexture */
static GQueue order;      /* the hashes in it, the latest last; borrowed */
static GHashTable *reads; /* key to Reading */

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

/* ---- in a thread ---- */

static void
job_free (Job *job)
{
  g_clear_pointer (&job->originals, suy_originals_free);
  g_free (job);
}

static GdkTexture *
make_texture (const SuyPicture *picture, GError **error)
{
  if (picture->pixels == NULL)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_CORRUPT, picture->problem);
      return NULL;
    }

  return gdk_memory_texture_new ((int) picture->small_width, (int) picture->small_height,
                                 GDK_MEMORY_R8G8B8A8, picture->pixels,
                                 4 * (gsize) picture->small_width);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const Reading *reading = job->reading;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SuyPicture) picture = NULL;
  GdkTexture *texture = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    bytes = suy_originals_read (job->originals, reading->hash, &error);
  g_clear_pointer (&job->originals, suy_originals_free); /* a close waits no longer */
  if (bytes != NULL)
    picture = suy_picture_read (bytes, reading->hash, reading->px, cancellable, &error);
  if (picture != NULL)
    texture = make_texture (picture, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* ---- reading ---- */

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->key);
  g_free (reading->hash);
  g_object_unref (reading->workspace);
  g_ptr_array_unref (reading->waiting);
  g_free (reading);
}

static void
give (GTask *task, GdkTexture *texture, const GError *error)
{
  if (texture != NULL)
    g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
  else
    g_task_return_error (task, g_error_copy (error));
}

static void begin (Reading *reading);

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GPtrArray) waiting = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && reading->waiting->len > 1)
    {
      give (reading->waiting->pdata[0], NULL, error);
      g_ptr_array_remove_index (reading->waiting, 0);
      begin (reading);
      return;
    }
  if (texture != NULL && reading->px == SUY_THUMBS_SMALL)
    keep (reading->hash, texture);
  waiting = g_ptr_array_ref (reading->waiting);
  g_hash_table_remove (reads, reading->key);
  for (guint i = 0; i < waiting->len; i++)
    give (waiting->pdata[i], texture, error);
}

static void
begin (Reading *reading)
{
  GCancellable *cancellable = g_task_get_cancellable (reading->waiting->pdata[0]);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read, reading);
  Job *job;

  if (suy_workspace_get_store (reading->workspace) == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
      return;
    }
  job = g_new (Job, 1);
  *job = (Job){ reading, suy_originals_new (reading->workspace) };
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
suy_thumbs_load_async (SuyWorkspace *workspace,
                       const char *hash,
                       guint px,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autofree char *key = g_strdup_printf ("%s %u", hash, px);
  GdkTexture *texture = kept == NULL ? NULL : g_hash_table_lookup (kept, hash);
  Reading *reading;

  if (texture != NULL && px == SUY_THUMBS_SMALL)
    {
      give (task, texture, NULL);
      g_object_unref (task);
      return;
    }
  if (reads == NULL)
    reads = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, reading_free);
  reading = g_hash_table_lookup (reads, key);
  if (reading != NULL)
    {
      g_ptr_array_add (reading->waiting, task);
      return;
    }
  reading = g_new (Reading, 1);
  *reading = (Reading){ g_steal_pointer (&key), g_strdup (hash), px, g_object_ref (workspace),
                        g_ptr_array_new_with_free_func (g_object_unref) };
  g_ptr_array_add (reading->waiting, task);
  g_hash_table_insert (reads, reading->key, reading);
  begin (reading);
}

GdkTexture *
suy_thumbs_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
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
