/* bench-rivers.h: which network do the programs trace, and from where?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PROGRAM DIR N.  Upstream of a reach are itself and all reaches whose lower end drains to its
 * upper end; with a limit those whose lower end is nearer than that to its upper end.  Works:
 *
 *   size N            chooses the starts with about N reaches upstream; finds nothing
 *   upstream 0        all upstream
 *   within METRES     the same with a limit
 *   is-upstream 0     whether the first of a pair is upstream of the second, which is then found */

#pragma once

#include "bench-column.h"
#include "bench-driver.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 n, n_nodes;
  const guint32 *from, *to; /* nodes */
  const guint32 *length;    /* metres */
  const guint32 *path;      /* reaches of one main river share a number */
  const guint32 *starts;    /* of the size that was chosen */
  guint32 n_starts;
  const guint32 *pairs; /* (array length=2n_pairs) */
  guint32 n_pairs;
  const char *dir;
  gpointer peer;
} BenchRivers;

/* From the arguments of main(). */
void bench_rivers_read (BenchRivers *self, int argc, char **argv);

/* For the work “size”: @self is a BenchRivers, @parameter the size. */
void bench_rivers_choose (gpointer self, guint32 query, double parameter, SuyItems *found);

static inline guint32
bench_rivers_start (const BenchRivers *self, guint32 query)
{
  return self->starts[query % self->n_starts];
}

G_END_DECLS
