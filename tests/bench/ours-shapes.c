/* ours-shapes.c: SuyShapeIndex
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PROGRAM DIR lines-N|cells-N.  Work: within METRES. */

#include <string.h>

#include "bench-column.h"
#include "bench-driver.h"
#include "suy-index-node.h"
#include "suy-shape-index.h"

typedef struct
{
  SuyShapeIndex *index;
  const SuyPoint *queries;
  guint32 n_queries;
} Shapes;

static void
ask_within (gpointer data, guint32 query, double metres, SuyItems *found)
{
  const Shapes *self = data;

  suy_shape_index_within (self->index, self->queries[query % self->n_queries], metres, found);
}

/* Of shapes of one run each. */
static SuyShapeTable
make_table (const BenchShapes *shapes)
{
  guint32 *runs = g_new (guint32, shapes->n + 1), *firsts = g_new (guint32, shapes->n + 1);
  guint32 *ends = g_new (guint32, shapes->n);
  guint8 *kinds = g_new (guint8, shapes->n);

  memset (kinds, (int) shapes->kind, shapes->n);
  for (guint32 i = 0; i <= shapes->n; i++)
    {
      runs[i] = i;
      firsts[i] = bench_shape_first (shapes, i);
      if (i < shapes->n)
        ends[i] = shapes->ends[i] - firsts[i];
    }

  return (SuyShapeTable){ shapes->n, kinds, runs, firsts, ends, shapes->points };
}

static void
open_index (Shapes *self, const BenchShapes *shapes)
{
  const SuyShapeTable table = make_table (shapes);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bench_begin ();
  bytes = suy_shape_index_pack (&table);
  self->index = suy_shape_index_open (bytes, &error);
  if (self->index == NULL)
    g_error ("%s", error->message);
  bench_ready (g_bytes_get_size (bytes));
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = { { "within", ask_within }, { NULL } };
  g_autofree char *queries_name = g_strconcat (argc == 3 ? argv[2] : "", ".queries", NULL);
  Shapes self = { 0 };
  BenchShapes shapes;
  gsize n;

  if (g_getenv ("BENCH_PORTABLE") != NULL)
    suy_index_set_avx2 (FALSE);
  self.queries = bench_column (argv[1], queries_name, sizeof (SuyPoint), &n);
  self.n_queries = (guint32) n;
  shapes = bench_shapes (argv[1], argv[2]);
  open_index (&self, &shapes);

  return bench_serve (&self, works);
}
