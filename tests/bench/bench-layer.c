/* bench-layer.c: reads a layer and its queries, and has a peer search it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-layer.h"

static double *
shape_boxes (const BenchLayer *self)
{
  double *boxes = g_new (double, 4 * (gsize) self->n);

  for (guint32 i = 0; i < self->n; i++)
    {
      guint32 length;
      const SuyShape shape = bench_shape (&self->shapes, i, &length);
      const SuyBox box = suy_shape_get_box (&shape);

      boxes[4 * (gsize) i] = suy_degrees (box.min_x);
      boxes[4 * (gsize) i + 1] = suy_degrees (box.min_y);
      boxes[4 * (gsize) i + 2] = suy_degrees (box.max_x);
      boxes[4 * (gsize) i + 3] = suy_degrees (box.max_y);
    }

  return boxes;
}

static void
read_layer (BenchLayer *self, const char *dir, const char *name)
{
  g_autofree char *points = g_strconcat (name, ".points", NULL);
  g_autofree char *queries = g_strconcat (name, ".queries", NULL);
  const SuyPoint *places;
  gsize n, n_queries;

  self->dir = dir;
  self->name = name;
  self->is_points = g_str_has_prefix (name, "points");
  self->points = bench_column (dir, points, sizeof (SuyPoint), &n);
  self->n = (guint32) n;
  self->degrees = bench_degrees (self->points, n);
  if (!self->is_points)
    {
      self->shapes = bench_shapes (dir, name);
      self->n = self->shapes.n;
      self->boxes = shape_boxes (self);
    }
  places = bench_column (dir, queries, sizeof (SuyPoint), &n_queries);
  self->n_queries = (guint32) n_queries;
  self->queries = bench_degrees (places, n_queries);
}

/* By geodesics, equal ones by item. */
static void
rank (const BenchLayer *self, const double *at, guint32 *items, double *metres, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const double *place = self->degrees + 2 * (gsize) items[i];
      const double distance = suy_geodesic_distance_degrees (at[0], at[1], place[0], place[1]);
      const guint32 item = items[i];
      guint k = i;

      for (; k > 0 &&
             (metres[k - 1] > distance || (metres[k - 1] == distance && items[k - 1] > item));
           k--)
        {
          metres[k] = metres[k - 1];
          items[k] = items[k - 1];
        }
      metres[k] = distance;
      items[k] = item;
    }
}

static void
ask (gpointer data, guint32 query, double metres, SuyItems *found)
{
  BenchLayer *self = data;
  const double *at = self->queries + 2 * (query % self->n_queries);

  if (found->room < self->n)
    suy_items_reserve (found, self->n);
  self->found = found;
  bench_circle_init (&self->circle, at[0], at[1], metres);
  bench_peer.search (self);
}

/* More candidates than are asked for: chords rank nearly as geodesics do, which decide only where
 * the last that belongs and the next are too close to call. */
#define MORE 4

static void
ask_nearest (gpointer data, guint32 query, double parameter, SuyItems *found)
{
  BenchLayer *self = data;
  const double *at = self->queries + 2 * (query % self->n_queries);
  const guint k = (guint) parameter;
  double space[3], metres[10 + MORE];
  guint32 items[10 + MORE];
  guint n;

  suy_items_reserve (found, k);
  bench_layer_space (at[0], at[1], space);
  n = bench_peer.nearest (self, space, k + MORE, items, metres);
  if (n > k && metres[k] - metres[k - 1] <= 0.05 + 1e-5 * metres[k])
    rank (self, at, items, metres, n);
  for (guint i = 0; i < MIN (n, k); i++)
    found->at[found->n++] = items[i];
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = { { "within", ask }, { "nearest", ask_nearest }, { NULL } };
  BenchLayer layer = { 0 };
  gsize bytes;

  if (argc < 3)
    g_error ("%s DIR NAME", argv[0]);
  read_layer (&layer, argv[1], argv[2]);
  bench_begin ();
  bytes = bench_peer.build (&layer);
  bench_ready (bytes);

  return bench_serve (&layer, works);
}
