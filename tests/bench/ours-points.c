/* ours-points.c: SuyPointIndex
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PROGRAM DIR points-N.  Works: within METRES, spans METRES (the same as runs of positions),
 * nearest K, stem METRES (around the lines of stems.*). */

#include <math.h>

#include "bench-column.h"
#include "bench-driver.h"
#include "suy-index-node.h"
#include "suy-point-index.h"

typedef struct
{
  SuyPointIndex *index;
  const SuyPoint *queries;
  guint32 n_queries;
  BenchShapes stems;
  SuySpans spans;
} Points;

static SuyPoint
centre (const Points *self, guint32 query)
{
  return self->queries[query % self->n_queries];
}

static void
ask_within (gpointer data, guint32 query, double metres, SuyItems *found)
{
  const Points *self = data;

  suy_point_index_within (self->index, centre (self, query), metres, found);
}

static void
ask_spans (gpointer data, guint32 query, double metres, SuyItems *found)
{
  Points *self = data;

  self->spans.n = 0;
  suy_point_index_within_spans (self->index, centre (self, query), metres, &self->spans);
}

static void
tally_spans (gpointer data, const SuyItems *found, guint64 *count, guint64 *sum)
{
  const Points *self = data;
  const guint32 *items = suy_point_index_get_items (self->index);

  *count += suy_spans_count (&self->spans);
  for (gsize i = 0; i < self->spans.n; i++)
    for (guint32 at = self->spans.at[i].first; at < self->spans.at[i].end; at++)
      *sum += items[at];
}

static void
ask_nearest (gpointer data, guint32 query, double k, SuyItems *found)
{
  const Points *self = data;

  suy_point_index_nearest (self->index, centre (self, query), (guint) k, INFINITY, found);
}

static void
ask_stem (gpointer data, guint32 query, double metres, SuyItems *found)
{
  const Points *self = data;
  guint32 length;
  const SuyShape stem = bench_shape (&self->stems, query % self->stems.n, &length);

  suy_point_index_within_shape (self->index, &stem, metres, found);
}

static void
open_index (Points *self, const SuyPoint *points, guint32 n)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bench_begin ();
  bytes = suy_point_index_pack (points, n);
  self->index = suy_point_index_open (bytes, &error);
  if (self->index == NULL)
    g_error ("%s", error->message);
  bench_ready (g_bytes_get_size (bytes));
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = {
    { "within", ask_within },
    { "spans", ask_spans, tally_spans },
    { "nearest", ask_nearest },
    { "stem", ask_stem },
    { NULL },
  };
  g_autofree char *points_name = g_strconcat (argc == 3 ? argv[2] : "", ".points", NULL);
  g_autofree char *queries_name = g_strconcat (argc == 3 ? argv[2] : "", ".queries", NULL);
  Points self = { 0 };
  const SuyPoint *points;
  gsize n;

  if (g_getenv ("BENCH_PORTABLE") != NULL)
    suy_index_set_avx2 (FALSE);
  self.queries = bench_column (argv[1], queries_name, sizeof (SuyPoint), &n);
  self.n_queries = (guint32) n;
  self.stems = bench_shapes (argv[1], "stems");
  points = bench_column (argv[1], points_name, sizeof (SuyPoint), &n);
  open_index (&self, points, (guint32) n);

  return bench_serve (&self, works);
}
