/* bench-column.h: how do generators, peers and drivers share data?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file is one column of numbers as this machine writes them; its name says what and how wide.
 * Places are SuyPoint.  A missing file ends the program: the bench makes all of them first. */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

/* Maps DIR/@name, or ends the program.  Never freed.  Returns: (array length=n) */
const void *bench_column (const char *dir, const char *name, gsize width, gsize *n);

/* Writes DIR/@name, or ends the program. */
void bench_column_write (const char *dir, const char *name, const void *data, gsize width, gsize n);

/* Lines or rings of one run each: shape i ends before point ends[i]. */
typedef struct
{
  SuyShapeKind kind;
  guint32 n;
  const guint32 *ends;
  const SuyPoint *points;
} BenchShapes;

/* @name without its endings: NAME.ends and NAME.points */
BenchShapes bench_shapes (const char *dir, const char *name);

static inline guint32
bench_shape_first (const BenchShapes *self, guint32 i)
{
  return i == 0 ? 0 : self->ends[i - 1];
}

/* @length: (out): holds the shape's end, must live as long as the shape. */
SuyShape bench_shape (const BenchShapes *self, guint32 i, guint32 *length);

/* Doubles in degrees, for peers that keep such.  Returns: (transfer full) (array length=2n) */
double *bench_degrees (const SuyPoint *points, gsize n);

G_END_DECLS
