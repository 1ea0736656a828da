/* bench-rivers.c: reads a network and where to start in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-rivers.h"

static const guint32 *
read_column (const BenchRivers *self, const char *ending, gsize *n)
{
  g_autofree char *name = g_strdup_printf ("rivers-%u.%s", self->n, ending);

  return bench_column (self->dir, name, sizeof (guint32), n);
}

void
bench_rivers_read (BenchRivers *self, int argc, char **argv)
{
  gsize n;

  if (argc != 3)
    g_error ("%s DIR N", argv[0]);
  self->dir = argv[1];
  self->n = (guint32) g_ascii_strtoull (argv[2], NULL, 10);
  self->from = read_column (self, "from", &n);
  self->to = read_column (self, "to", &n);
  self->length = read_column (self, "length", &n);
  self->path = read_column (self, "path", &n);
  self->pairs = read_column (self, "pairs", &n);
  self->n_pairs = (guint32) n / 2;
  for (guint32 i = 0; i < self->n; i++)
    self->n_nodes = MAX (self->n_nodes, MAX (self->from[i], self->to[i]) + 1);
}

void
bench_rivers_choose (gpointer data, guint32 query, double parameter, SuyItems *found)
{
  BenchRivers *self = data;
  g_autofree char *name = g_strdup_printf ("starts-%u-%.0f.reaches", self->n, parameter);
  gsize n;

  self->starts = bench_column (self->dir, name, sizeof (guint32), &n);
  self->n_starts = (guint32) n;
}
