/* suy-tile-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-source.h"

#include <math.h>
#include <string.h>

#include "suy-lru.h"
#include "suy-map-label.h"
#include "suy-map-picture.h"
#include "suy-raster-painter.h"
#include "suy-tile-painter.h"

#define READERS_MAX 48 /* parsed tiles: a view of 1280x800 and the level above */
#define LABELS_MAX 600 /* shumate keeps 100 drawn tiles, which must not lose their texts */
#define MAX_ZOOM 20    /* the deepest that shumate 1.0 can show */

/* A tile of the file as it was read: a reader, or none where there is nothing to draw. */
typedef struct
{
  SuyTileReader *reader;
} Parsed;

struct _SuyTileSource
{
  ShumateMapSource parent_instance;

  SuyMbtiles *tiles;
  SuyStyle *style;
  char *language;
  int scale;
  gboolean raster;
  GThreadPool *pool;

  GMutex lock; /* guards the next three */
  SuyLru *readers;
  guint n_failed;
  char *failure;

  SuyLru *labels; /* (element-type GPtrArray), main thread */
  guint pending;
};

G_DEFINE_FINAL_TYPE (SuyTileSource, suy_tile_source, SHUMATE_TYPE_MAP_SOURCE)

enum
{
  PROP_PENDING = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint signal_labels_changed;

typedef struct
{
  ShumateTile *tile;
  guint zoom;
  guint32 x, y;
  GdkTexture *texture;
  GPtrArray *labels;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->tile);
  g_clear_object (&job->texture);
  g_clear_pointer (&job->labels, g_ptr_array_unref);
  g_free (job);
}

/* ---- reading, in a thread ---- */

static void
parsed_clear (gpointer data)
{
  g_clear_pointer (&((Parsed *) data)->reader, suy_tile_reader_free);
}

static void
parsed_unref (gpointer parsed)
{
  g_atomic_rc_box_release_full (parsed, parsed_clear);
}

static void
note_failure (SuyTileSource *self, const char *message)
{
  g_mutex_lock (&self->lock);
  self->n_failed++;
  if (self->failure == NULL)
    self->failure = g_strdup (message);
  g_mutex_unlock (&self->lock);
}

/* Returns: FALSE where the file has no such tile; a damaged one is there, with nothing to draw. */
static gboolean
read_tile (SuyTileSource *self, guint zoom, guint32 x, guint32 y, SuyTileReader **reader)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = suy_mbtiles_get_tile (self->tiles, zoom, x, y, &error);

  *reader = NULL;
  if (bytes == NULL && error == NULL)
    return FALSE;
  if (bytes != NULL)
    *reader = suy_tile_reader_new (bytes, &error);
  if (error != NULL)
    note_failure (self, error->message);

  return TRUE;
}

static Parsed *
look_up (SuyTileSource *self, guint64 key)
{
  Parsed *parsed;

  g_mutex_lock (&self->lock);
  parsed = suy_lru_get (self->readers, key);
  if (parsed != NULL)
    g_atomic_rc_box_acquire (parsed);
  g_mutex_unlock (&self->lock);

  return parsed;
}

/* The tile at @zoom, @x, @y or its nearest ancestor that the file has.  Returns: (transfer full)
 * (nullable) */
static Parsed *
find_tile (SuyTileSource *self, guint zoom, guint32 x, guint32 y, guint *found_zoom)
{
  guint min = suy_mbtiles_get_min_zoom (self->tiles);

  for (int z = (int) zoom; z >= (int) min; z--, x >>= 1, y >>= 1)
    {
      guint64 key = suy_lru_tile_key ((guint) z, x, y);
      Parsed *parsed = look_up (self, key);
      SuyTileReader *reader = NULL;

      *found_zoom = (guint) z;
      if (parsed != NULL)
        return parsed;
      if (!read_tile (self, (guint) z, x, y, &reader))
        continue;
      parsed = g_atomic_rc_box_new0 (Parsed);
      parsed->reader = reader;
      g_mutex_lock (&self->lock);
      suy_lru_put (self->readers, key, g_atomic_rc_box_acquire (parsed));
      g_mutex_unlock (&self->lock);
      return parsed;
    }

  return NULL;
}

static void
paint_vector (SuyTileSource *self, Job *job, cairo_t *cr)
{
  guint max = self->tiles == NULL ? 0 : suy_mbtiles_get_max_zoom (self->tiles);
  guint zoom = MIN (job->zoom, max), deeper = job->zoom - zoom, found = job->zoom;
  Parsed *parsed = NULL;
  SuyTileWindow window;

  if (self->tiles != NULL && zoom >= suy_mbtiles_get_min_zoom (self->tiles))
    parsed = find_tile (self, zoom, job->x >> deeper, job->y >> deeper, &found);
  if (parsed == NULL)
    found = job->zoom;
  window = suy_tile_window (job->zoom, job->x, job->y, SUY_TILE_SIZE, found);
  suy_tile_painter_paint (self->style, parsed == NULL ? NULL : parsed->reader, &window,
                          self->language, cr, job->labels);
  if (parsed != NULL)
    parsed_unref (parsed);
}

static void
paint (SuyTileSource *self, Job *job)
{
  int pixels = SUY_TILE_SIZE * self->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, self->scale, self->scale);
  job->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_map_label_free);
  if (self->raster)
    {
      g_autoptr (GError) error = NULL;

      suy_tile_painter_paint (self->style, NULL,
                              &(SuyTileWindow){ .zoom = job->zoom, .size = SUY_TILE_SIZE },
                              self->language, cr, NULL);
      if (!suy_raster_painter_paint (self->tiles, job->zoom, job->x, job->y, SUY_TILE_SIZE, cr,
                                     &error))
        note_failure (self, error->message);
    }
  else
    paint_vector (self, job, cr);
  cairo_destroy (cr);
  job->texture = suy_map_picture_new (surface);
  cairo_surface_destroy (surface);
}

/* ---- coming home ---- */

static void
set_pending (SuyTileSource *self, guint pending)
{
  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PENDING]);
}

static gboolean
finish_job (gpointer data)
{
  g_autoptr (GTask) task = data;
  SuyTileSource *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  if (job->texture != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      gboolean texts = job->labels->len > 0;

      shumate_tile_set_paintable (job->tile, GDK_PAINTABLE (job->texture));
      shumate_tile_set_state (job->tile, SHUMATE_STATE_DONE);
      suy_lru_put (self->labels, suy_lru_tile_key (job->zoom, job->x, job->y),
                   g_steal_pointer (&job->labels));
      if (texts)
        g_signal_emit (self, signal_labels_changed, 0);
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
  set_pending (self, self->pending - 1);

  return G_SOURCE_REMOVE;
}

static void
work (gpointer data, gpointer unused)
{
  GTask *task = data;

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    paint (g_task_get_source_object (task), g_task_get_task_data (task));
  g_idle_add_full (G_PRIORITY_DEFAULT, finish_job, task, NULL);
}

static void
suy_tile_source_fill_tile_async (ShumateMapSource *source,
                                 ShumateTile *tile,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  SuyTileSource *self = SUY_TILE_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->tile = g_object_ref (tile);
  job->zoom = shumate_tile_get_zoom_level (tile);
  job->x = shumate_tile_get_x (tile);
  job->y = shumate_tile_get_y (tile);
  g_task_set_source_tag (task, suy_tile_source_fill_tile_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  set_pending (self, self->pending + 1);
  g_thread_pool_push (self->pool, task, NULL);
}

static gboolean
suy_tile_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- the object ---- */

static void
suy_tile_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PENDING)
    g_value_set_uint (value, SUY_TILE_SOURCE (object)->pending);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Every task holds the source, so the pool is idle by now. */
static void
suy_tile_source_finalize (GObject *object)
{
  SuyTileSource *self = SUY_TILE_SOURCE (object);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  suy_lru_free (self->readers);
  suy_lru_free (self->labels);
  g_clear_pointer (&self->tiles, suy_mbtiles_unref);
  g_clear_pointer (&self->style, suy_style_unref);
  g_free (self->language);
  g_free (self->failure);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (suy_tile_source_parent_class)->finalize (object);
}

static void
suy_tile_source_class_init (SuyTileSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  object_class->get_property = suy_tile_source_get_property;
  object_class->finalize = suy_tile_source_finalize;
  source_class->fill_tile_async = suy_tile_source_fill_tile_async;
  source_class->fill_tile_finish = suy_tile_source_fill_tile_finish;

  props[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signal_labels_changed = g_signal_new ("labels-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
suy_tile_source_init (SuyTileSource *self)
{
  int threads = MAX (1, (int) g_get_num_processors () - 1);

  g_mutex_init (&self->lock);
  self->readers = suy_lru_new (READERS_MAX, parsed_unref);
  self->labels = suy_lru_new (LABELS_MAX, (GDestroyNotify) g_ptr_array_unref);
  self->pool = g_thread_pool_new (work, NULL, threads, FALSE, NULL);
}

static gboolean
is_raster (SuyMbtiles *tiles)
{
  const char *format = tiles == NULL ? NULL : suy_mbtiles_get_metadata (tiles, "format");

  return format != NULL && strcmp (format, "pbf") != 0 && strcmp (format, "mvt") != 0;
}

SuyTileSource *
suy_tile_source_new (SuyMbtiles *tiles, SuyStyle *style, const char *language, int scale)
{
  static guint serial; /* shumate keeps drawn tiles by the source's id */
  g_autofree char *id = g_strdup_printf ("suyuan-%u", ++serial);
  const char *license = tiles == NULL ? NULL : suy_mbtiles_get_metadata (tiles, "attribution");
  SuyTileSource *self;

  g_return_val_if_fail (style != NULL && scale >= 1, NULL);

  self = g_object_new (SUY_TYPE_TILE_SOURCE, "id", id, "name", "Suyuan", "license", license,
                       "tile-size", SUY_TILE_SIZE, "max-zoom-level", MAX_ZOOM, NULL);
  self->tiles = tiles == NULL ? NULL : suy_mbtiles_ref (tiles);
  self->style = suy_style_ref (style);
  self->language = g_strdup (language);
  self->scale = scale;
  self->raster = is_raster (tiles);

  return self;
}

guint
suy_tile_source_get_pending (SuyTileSource *self)
{
  g_return_val_if_fail (SUY_IS_TILE_SOURCE (self), 0);

  return self->pending;
}

guint
suy_tile_source_get_n_failed (SuyTileSource *self)
{
  guint n;

  g_return_val_if_fail (SUY_IS_TILE_SOURCE (self), 0);

  g_mutex_lock (&self->lock);
  n = self->n_failed;
  g_mutex_unlock (&self->lock);

  return n;
}

const char *
suy_tile_source_get_failure (SuyTileSource *self)
{
  const char *failure;

  g_return_val_if_fail (SUY_IS_TILE_SOURCE (self), NULL);

  /* Set once and kept, so it may leave the lock. */
  g_mutex_lock (&self->lock);
  failure = self->failure;
  g_mutex_unlock (&self->lock);

  return failure;
}

GPtrArray *
suy_tile_source_collect (SuyTileSource *self,
                         double zoom,
                         double min_x,
                         double min_y,
                         double max_x,
                         double max_y)
{
  GPtrArray *out = g_ptr_array_new ();
  guint z = (guint) CLAMP (zoom, 0, MAX_ZOOM);
  double n = (double) (1u << z);

  for (double y = floor (MAX (min_y, 0) * n); y <= MIN (max_y * n, n - 1); y++)
    for (double x = floor (MAX (min_x, 0) * n); x <= MIN (max_x * n, n - 1); x++)
      {
        GPtrArray *found =
            suy_lru_get (self->labels, suy_lru_tile_key (z, (guint32) x, (guint32) y));

        if (found == NULL && z > 0)
          found = suy_lru_get (self->labels,
                               suy_lru_tile_key (z - 1, (guint32) x >> 1, (guint32) y >> 1));
        for (guint i = 0; found != NULL && i < found->len; i++)
          if (!g_ptr_array_find (out, found->pdata[i], NULL))
            g_ptr_array_add (out, found->pdata[i]);
      }

  return out;
}
