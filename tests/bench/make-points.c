/* make-points.c: points where people live and work, and what is asked of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 70 % stand along valleys, the more the larger the river, 25 % in 900 towns of unequal size on
 * rivers, 5 % anywhere. */

#include <math.h>

#include "make-data.h"
#include "suy-mercator.h"

#define N_TOWNS 900

typedef struct
{
  BenchShapes rivers;
  const guint8 *order;
  guint64 *weight_to; /* of each river: the sum of weights to its end */
  SuyPoint town[N_TOWNS];
  guint64 town_to[N_TOWNS];
  guint64 state;
} Land;

/* The first of @n whose sum of weights is more than a random part of all. */
static guint32
choose (const guint64 *weight_to, guint32 n, guint64 *state)
{
  const guint64 at = bench_next (state) % weight_to[n - 1];
  guint32 low = 0, high = n - 1;

  while (low < high)
    {
      const guint32 middle = low + (high - low) / 2;

      if (weight_to[middle] > at)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static void
settle (Land *self, const char *dir, guint32 n, guint32 n_rivers)
{
  g_autofree char *lines = g_strdup_printf ("lines-%u", n_rivers);
  g_autofree char *order = g_strdup_printf ("rivers-%u.order", n_rivers);
  guint64 sum = 0;
  gsize n_orders;

  self->rivers = bench_shapes (dir, lines);
  self->order = bench_column (dir, order, 1, &n_orders);
  self->state = 977 ^ (guint64) n << 20;
  self->weight_to = g_new (guint64, self->rivers.n);
  for (guint32 i = 0; i < self->rivers.n; i++)
    self->weight_to[i] = sum += (guint64) (self->order[i] + 1) * self->order[i];

  sum = 0;
  for (guint32 i = 0; i < N_TOWNS;)
    {
      const guint32 river = bench_below (&self->state, self->rivers.n);

      if (self->order[river] < 3)
        continue;
      self->town[i] = self->rivers.points[bench_shape_first (&self->rivers, river)];
      self->town_to[i] = sum += 1000000 / (i + 8);
      i++;
    }
}

static void
strew (Land *self, double *x, double *y, double metres)
{
  *x += bench_normal (&self->state) * metres / MAKE_METRES_X;
  *y += bench_normal (&self->state) * metres / MAKE_METRES_Y;
}

static void
valley (Land *self, double *x, double *y)
{
  const guint32 river = choose (self->weight_to, self->rivers.n, &self->state);
  const guint32 first = bench_shape_first (&self->rivers, river);
  const guint32 n_edges = self->rivers.ends[river] - first - 1;
  const SuyPoint *a = &self->rivers.points[first + bench_below (&self->state, n_edges)], *b = a + 1;
  const double part = bench_unit (&self->state);

  *x = a->x + part * (b->x - a->x);
  *y = a->y + part * (b->y - a->y);
  strew (self, x, y, 700);
}

static SuyPoint
place (Land *self)
{
  const SuyBox box = MAKE_PROVINCE;
  const guint32 kind = bench_below (&self->state, 100);
  double x, y;

  if (kind < 70)
    valley (self, &x, &y);
  else if (kind < 95)
    {
      const guint32 town = choose (self->town_to, N_TOWNS, &self->state);

      x = self->town[town].x;
      y = self->town[town].y;
      strew (self, &x, &y, 900 + 4000 / (1 + town * 0.02));
    }
  else
    {
      x = box.min_x + bench_unit (&self->state) * ((double) box.max_x - box.min_x);
      y = box.min_y + bench_unit (&self->state) * ((double) box.max_y - box.min_y);
    }

  return (SuyPoint){ (gint32) x, (gint32) y };
}

void
make_points (const char *dir, guint32 n, guint32 n_rivers)
{
  g_autofree char *name = g_strdup_printf ("points-%u.points", n);
  g_autofree SuyPoint *points = g_new (SuyPoint, n);
  const SuyBox box = MAKE_PROVINCE;
  Land land = { 0 };

  settle (&land, dir, n, n_rivers);
  for (guint32 i = 0; i < n;)
    {
      const SuyPoint point = place (&land);

      if (point.x >= box.min_x && point.x <= box.max_x && point.y >= box.min_y &&
          point.y <= box.max_y)
        points[i++] = point;
    }
  bench_column_write (dir, name, points, sizeof *points, n);
  g_free (land.weight_to);
}

static const SuyPoint *
read_points (const char *dir, const char *name, gsize *n)
{
  g_autofree char *file = g_strconcat (name, ".points", NULL);

  return bench_column (dir, file, sizeof (SuyPoint), n);
}

void
make_queries (const char *dir, const char *name, guint32 n)
{
  g_autofree char *file = g_strconcat (name, ".queries", NULL);
  g_autofree SuyPoint *queries = g_new (SuyPoint, n);
  gsize n_points;
  const SuyPoint *points = read_points (dir, name, &n_points);
  guint64 state = 4242;

  for (guint32 i = 0; i < n; i++)
    queries[i] = points[bench_below (&state, n_points)];
  bench_column_write (dir, file, queries, sizeof *queries, n);
}

/* Zoom, x and y in turn, each tile once. */
void
make_tiles (const char *dir, const char *name, guint32 n)
{
  g_autofree char *file = g_strconcat (name, ".tiles", NULL);
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n_points;
  const SuyPoint *points = read_points (dir, name, &n_points);
  guint64 state = 99;

  for (guint32 zoom = 6; zoom <= 14; zoom++)
    {
      g_autoptr (GHashTable) seen =
          g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

      for (guint32 tries = 0; tries < 20000 && g_hash_table_size (seen) < n; tries++)
        {
          const SuyPoint point = points[bench_below (&state, n_points)];
          guint32 tile[3] = { zoom };
          gint64 key;

          suy_mercator_tile_at (point, zoom, &tile[1], &tile[2]);
          key = (gint64) tile[1] << 32 | tile[2];
          if (g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
            g_array_append_vals (tiles, tile, 3);
        }
    }
  bench_column_write (dir, file, tiles->data, sizeof (guint32), tiles->len);
}

/* As registers come from an office: code, name, industry, load, place. */
void
make_csv (const char *dir, guint32 n)
{
  static const char *const industries[] = { "chemical", "food", "livestock", "ceramics" };
  g_autofree char *name = g_strdup_printf ("points-%u", n);
  g_autofree char *file = g_strdup_printf ("points-%u.csv", n);
  g_autoptr (GString) text = g_string_sized_new ((gsize) n * 72 + 100);
  guint64 state = 5;
  gsize n_points;
  const SuyPoint *points = read_points (dir, name, &n_points);

  g_string_append (text, "code,name,industry,load_kg_d,lon,lat\n");
  for (guint32 i = 0; i < n; i++)
    g_string_append_printf (text, "QY%07u,企业%07u,%s,%.2f,%.7f,%.7f\n", i, i,
                            industries[bench_below (&state, G_N_ELEMENTS (industries))],
                            bench_below (&state, 10000) / 100.0, suy_degrees (points[i].x),
                            suy_degrees (points[i].y));
  bench_column_write (dir, file, text->str, 1, text->len);
}
