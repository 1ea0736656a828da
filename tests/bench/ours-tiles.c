/* ours-tiles.c: SuyTileLayer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PROGRAM DIR NAME.  Work: tile ZOOM, the tiles of NAME.tiles at that zoom in turn, without a
 * budget.  Counts features and sums their ids. */

#include "bench-column.h"
#include "bench-driver.h"
#include "suy-tile-format.h"
#include "suy-tile-layer.h"

typedef struct
{
  SuyTileLayer *layer;
  const guint32 *tiles; /* zoom, x, y */
  gsize n_tiles;
  const guint32 *of_zoom; /* those of the zoom asked for last */
  gsize n_of_zoom;
  GByteArray *bytes;
  guint32 n_features;
} Tiles;

/* The tiles of a zoom stand together; where, is looked up when another zoom is asked for. */
static const guint32 *
find_tile (Tiles *self, guint32 query, guint zoom)
{
  if (self->n_of_zoom == 0 || self->of_zoom[0] != zoom)
    {
      gsize first = 0, end;

      while (first + 1 < self->n_tiles && self->tiles[3 * first] != zoom)
        first++;
      for (end = first; end < self->n_tiles && self->tiles[3 * end] == zoom;)
        end++;
      self->of_zoom = self->tiles + 3 * first;
      self->n_of_zoom = end - first;
    }

  return self->of_zoom + 3 * (query % self->n_of_zoom);
}

static void
ask_tile (gpointer data, guint32 query, double zoom, SuyItems *found)
{
  const SuyTileBudget budget = { 0 };
  Tiles *self = data;
  const guint32 *tile = find_tile (self, query, (guint) zoom);

  g_byte_array_set_size (self->bytes, 0);
  self->n_features =
      suy_tile_layer_write (self->layer, tile[0], tile[1], tile[2], &budget, self->bytes);
}

static guint64
read_number (const guint8 **at)
{
  guint64 number = 0;
  guint shift = 0;

  do
    {
      number |= (guint64) (**at & 0x7f) << shift;
      shift += 7;
    }
  while (*(*at)++ & 0x80);

  return number;
}

/* Reads the tile as anybody would: a layer, in it features, in each its number.  Fields of the
 * layer and of features are numbers, or have a length. */
static void
tally_tile (gpointer data, const SuyItems *found, guint64 *count, guint64 *sum)
{
  const Tiles *self = data;
  const guint8 *at = self->bytes->data, *end = at + self->bytes->len;
  guint32 n = 0;

  if (self->bytes->len > 0 &&
      (read_number (&at) != (TILE_LAYER << 3 | 2) || read_number (&at) != (guint64) (end - at)))
    g_error ("A tile is no layer");
  while (at < end)
    {
      const guint64 key = read_number (&at), value = read_number (&at);

      if (key == (LAYER_FEATURE << 3 | 2) && *at == FEATURE_ID << 3)
        {
          const guint8 *id = at + 1;

          *sum += read_number (&id);
          n++;
        }
      if ((key & 7) == 2)
        at += value;
    }
  if (n != self->n_features)
    g_error ("A tile of %u features holds %u", self->n_features, n);
  *count += n;
}

static SuyFeatureSet *
read_features (const char *dir, const char *name, const SuyPoint *points, gsize n)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  const gboolean is_points = g_str_has_prefix (name, "points");
  const BenchShapes shapes = is_points ? (BenchShapes){ 0 } : bench_shapes (dir, name);

  for (guint32 i = 0; i < (is_points ? n : shapes.n); i++)
    {
      guint32 length = 1;
      const SuyShape shape = is_points ? (SuyShape){ SUY_SHAPE_POINT, 1, &length, points + i }
                                       : bench_shape (&shapes, i, &length);

      suy_feature_set_builder_add (builder, i, &shape);
    }

  return suy_feature_set_builder_end (builder);
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = { { "tile", ask_tile, tally_tile }, { NULL } };
  const char *name = argc == 3 ? argv[2] : "";
  g_autofree char *points_name = g_strconcat (name, ".points", NULL);
  g_autofree char *tiles_name = g_strconcat (name, ".tiles", NULL);
  g_autoptr (SuyFeatureSet) set = NULL;
  Tiles self = { .bytes = g_byte_array_new () };
  const SuyPoint *points;
  gsize n;

  self.tiles = bench_column (argv[1], tiles_name, 3 * sizeof (guint32), &self.n_tiles);
  points = bench_column (argv[1], points_name, sizeof (SuyPoint), &n);
  set = read_features (argv[1], name, points, n);
  bench_begin ();
  self.layer = suy_tile_layer_new ("layer", set, NULL);
  bench_ready (0);

  return bench_serve (&self, works);
}
