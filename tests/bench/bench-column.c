/* bench-column.c: columns of numbers in files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-column.h"

const void *
bench_column (const char *dir, const char *name, gsize width, gsize *n)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;
  GMappedFile *file = g_mapped_file_new (path, FALSE, &error);

  if (file == NULL)
    g_error ("%s", error->message);
  *n = g_mapped_file_get_length (file) / width;

  return g_mapped_file_get_contents (file);
}

void
bench_column_write (const char *dir, const char *name, const void *data, gsize width, gsize n)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, data, (gssize) (width * n), &error))
    g_error ("%s", error->message);
}

BenchShapes
bench_shapes (const char *dir, const char *name)
{
  g_autofree char *ends = g_strconcat (name, ".ends", NULL);
  g_autofree char *points = g_strconcat (name, ".points", NULL);
  BenchShapes self = { g_str_has_prefix (name, "cells") ? SUY_SHAPE_POLYGON : SUY_SHAPE_LINE };
  gsize n;

  self.points = bench_column (dir, points, sizeof (SuyPoint), &n);
  self.ends = bench_column (dir, ends, sizeof (guint32), &n);
  self.n = (guint32) n;

  return self;
}

SuyShape
bench_shape (const BenchShapes *self, guint32 i, guint32 *length)
{
  const guint32 first = bench_shape_first (self, i);

  *length = self->ends[i] - first;

  return (SuyShape){ self->kind, 1, length, self->points + first };
}

double *
bench_degrees (const SuyPoint *points, gsize n)
{
  double *degrees = g_new (double, 2 * n + 1);

  for (gsize i = 0; i < n; i++)
    {
      degrees[2 * i] = suy_degrees (points[i].x);
      degrees[2 * i + 1] = suy_degrees (points[i].y);
    }

  return degrees;
}
