/* suy-tile-pyramid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Zoom by zoom: the candidates are the children of the tiles that something touched.  They are cut
 * into batches; a worker takes the next one and makes its tiles in a slot; the caller's thread
 * empties the slots in turn.  A slot's turn is even while a worker may fill it and odd while it
 * waits to be written.  It is set and read as an atomic, which is what hands the slot over; mutex
 * and condition only let threads sleep. */

#include "suy-tile-pyramid.h"

#include "suy-gzip.h"

#define BATCH 16 /* tiles */
#define SLOTS_A_THREAD 3
#define NOTHING_HERE G_MAXUINT32

/* The tiles of one batch behind each other. */
typedef struct
{
  gint turn; /* atomic */
  GByteArray *bytes;
  guint32 sizes[BATCH]; /* NOTHING_HERE: nor in the tiles below */
  gboolean is_thinned[BATCH];
} Slot;

typedef struct
{
  const SuyTilePart *parts;
  guint n_parts;
  const SuyTilePyramidRule *rule;
  SuyMbtilesWriter *writer;
  SuyTilePyramidReport *report;
  guint zoom;
  GArray *tiles; /* of guint64: column << 32 | row from the south, ascending */
  GArray *below; /* the same for the next zoom */
  guint32 n_batches;
  Slot *slots;
  guint n_slots;
  gint next;  /* atomic: the batch that nobody has taken */
  gint stops; /* atomic */
  GMutex mutex;
  GCond cond;
} Pyramid;

static guint32
row_of (const Pyramid *self, guint64 tile)
{
  return (guint32) ((1u << self->zoom) - 1 - (guint32) tile);
}

static gboolean
is_touched (const Pyramid *self, guint32 x, guint32 y)
{
  for (guint i = 0; i < self->n_parts; i++)
    if (self->parts[i].max_zoom >= self->zoom &&
        suy_tile_layer_touches (self->parts[i].layer, self->zoom, x, y))
      return TRUE;

  return FALSE;
}

/* Appends the tile.  Returns: whether a budget thinned it */
static gboolean
append_tile (const Pyramid *self, guint32 x, guint32 y, GByteArray *bytes)
{
  gboolean is_thinned = FALSE;

  for (guint i = 0; i < self->n_parts; i++)
    {
      const SuyTilePart *part = &self->parts[i];
      gboolean is_thin;

      if (self->zoom < part->min_zoom || self->zoom > part->max_zoom)
        continue;
      suy_tile_layer_write_thinned (part->layer, self->zoom, x, y, &part->budget, bytes, &is_thin);
      is_thinned = is_thinned || is_thin;
    }

  return is_thinned;
}

static void
pack (GByteArray *bytes, guint start)
{
  g_autoptr (GBytes) plain = g_bytes_new (bytes->data + start, bytes->len - start);
  g_autoptr (GBytes) packed = suy_gzip_pack (plain);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  g_byte_array_set_size (bytes, start);
  g_byte_array_append (bytes, data, (guint) size);
}

static void
fill_slot (const Pyramid *self, guint32 batch, Slot *slot)
{
  guint first = batch * BATCH;

  g_byte_array_set_size (slot->bytes, 0);
  for (guint i = first; i < MIN (first + BATCH, self->tiles->len); i++)
    {
      guint64 tile = g_array_index (self->tiles, guint64, i);
      guint32 x = (guint32) (tile >> 32);
      guint32 y = row_of (self, tile);
      guint start = slot->bytes->len;

      slot->is_thinned[i - first] =
          self->zoom >= self->rule->min_zoom && append_tile (self, x, y, slot->bytes);
      if (slot->bytes->len > start && self->rule->is_packed)
        pack (slot->bytes, start);
      slot->sizes[i - first] = slot->bytes->len - start;
      if (slot->bytes->len == start && !slot->is_thinned[i - first] && !is_touched (self, x, y))
        slot->sizes[i - first] = NOTHING_HERE;
    }
}

/* FALSE if the work stops first. */
static gboolean
wait_for (Pyramid *self, gint *turn, gint value)
{
  if (g_atomic_int_get (turn) != value)
    {
      g_mutex_lock (&self->mutex);
      while (g_atomic_int_get (turn) != value && !g_atomic_int_get (&self->stops))
        g_cond_wait (&self->cond, &self->mutex);
      g_mutex_unlock (&self->mutex);
    }

  return !g_atomic_int_get (&self->stops);
}

static void
announce (Pyramid *self, gint *turn, gint value)
{
  g_mutex_lock (&self->mutex);
  g_atomic_int_set (turn, value);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gpointer
work (gpointer data)
{
  Pyramid *self = data;

  for (;;)
    {
      guint32 batch = (guint32) g_atomic_int_add (&self->next, 1);
      Slot *slot = &self->slots[batch % self->n_slots];
      gint turn = (gint) (batch / self->n_slots) * 2;

      if (batch >= self->n_batches || !wait_for (self, &slot->turn, turn))
        return NULL;
      fill_slot (self, batch, slot);
      announce (self, &slot->turn, turn + 1);
    }
}

/* The four tiles under @tile. */
static void
add_below (Pyramid *self, guint64 tile)
{
  guint64 x = tile >> 32;
  guint64 row = (guint32) tile;

  for (guint64 i = 0; i < 4; i++)
    {
      guint64 child = (2 * x + (i >> 1)) << 32 | (2 * row + (i & 1));

      g_array_append_val (self->below, child);
    }
}

static gboolean
write_slot (Pyramid *self, guint32 batch, const Slot *slot, GError **error)
{
  const guint8 *data = slot->bytes->data;
  guint first = batch * BATCH;

  for (guint i = first; i < MIN (first + BATCH, self->tiles->len); i++)
    {
      guint64 tile = g_array_index (self->tiles, guint64, i);
      guint32 size = slot->sizes[i - first];

      if (size == NOTHING_HERE)
        continue;
      if (self->zoom < self->rule->max_zoom)
        add_below (self, tile);
      if (slot->is_thinned[i - first])
        {
          self->report->n_thinned++;
          self->report->thinned_zooms |= 1u << self->zoom;
        }
      if (size == 0)
        continue;
      if (!suy_mbtiles_writer_put_as_is (self->writer, self->zoom, (guint32) (tile >> 32),
                                         row_of (self, tile), data, size, error))
        return FALSE;
      data += size;
      self->report->n_tiles++;
    }

  return TRUE;
}

static gboolean
write_alone (Pyramid *self, GError **error)
{
  for (guint32 batch = 0; batch < self->n_batches; batch++)
    {
      fill_slot (self, batch, self->slots);
      if (!write_slot (self, batch, self->slots, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_with_threads (Pyramid *self, guint n_threads, GError **error)
{
  g_autofree GThread **threads = g_new (GThread *, n_threads);
  gboolean ok = TRUE;

  g_atomic_int_set (&self->next, 0);
  for (guint i = 0; i < self->n_slots; i++)
    g_atomic_int_set (&self->slots[i].turn, 0);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("tiles", work, self);
  for (guint32 batch = 0; batch < self->n_batches && ok; batch++)
    {
      Slot *slot = &self->slots[batch % self->n_slots];
      gint turn = (gint) (batch / self->n_slots) * 2 + 1;

      wait_for (self, &slot->turn, turn);
      ok = write_slot (self, batch, slot, error);
      announce (self, ok ? &slot->turn : &self->stops, ok ? turn + 1 : 1);
    }
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);

  return ok;
}

static int
compare_tiles (gconstpointer a, gconstpointer b)
{
  guint64 l = *(const guint64 *) a, r = *(const guint64 *) b;

  return l < r ? -1 : l > r;
}

static gboolean
write_zooms (Pyramid *self, guint n_threads, GError **error)
{
  const guint64 root = 0;

  g_array_append_val (self->tiles, root);
  for (self->zoom = 0; self->zoom <= self->rule->max_zoom; self->zoom++)
    {
      GArray *swap = self->tiles;

      g_array_set_size (self->below, 0);
      self->n_batches = (self->tiles->len + BATCH - 1) / BATCH;
      if (!(n_threads < 2 || self->n_batches < 2 ? write_alone (self, error)
                                                 : write_with_threads (self, n_threads, error)))
        return FALSE;
      self->tiles = self->below;
      self->below = swap;
      g_array_sort (self->tiles, compare_tiles);
    }

  return TRUE;
}

gboolean
suy_tile_pyramid_write (const SuyTilePart *parts,
                        guint n_parts,
                        const SuyTilePyramidRule *rule,
                        SuyMbtilesWriter *writer,
                        SuyTilePyramidReport *report,
                        GError **error)
{
  guint n_threads = rule->n_threads > 0 ? rule->n_threads : g_get_num_processors ();
  Pyramid self = { .parts = parts,
                   .n_parts = n_parts,
                   .rule = rule,
                   .writer = writer,
                   .report = report,
                   .n_slots = n_threads * SLOTS_A_THREAD };
  gboolean ok;

  g_return_val_if_fail (rule->max_zoom <= SUY_TILE_MAX_ZOOM, FALSE);

  *report = (SuyTilePyramidReport){ 0 };
  g_mutex_init (&self.mutex);
  g_cond_init (&self.cond);
  self.tiles = g_array_new (FALSE, FALSE, sizeof (guint64));
  self.below = g_array_new (FALSE, FALSE, sizeof (guint64));
  self.slots = g_new0 (Slot, self.n_slots);
  for (guint i = 0; i < self.n_slots; i++)
    self.slots[i].bytes = g_byte_array_new ();
  ok = write_zooms (&self, n_threads, error);
  for (guint i = 0; i < self.n_slots; i++)
    g_byte_array_unref (self.slots[i].bytes);
  g_free (self.slots);
  g_array_unref (self.tiles);
  g_array_unref (self.below);
  g_mutex_clear (&self.mutex);
  g_cond_clear (&self.cond);

  return ok;
}
