/* make-data.h: what the parts of the generator know of each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-column.h"
#include "bench-random.h"

/* A mountainous province, and a country. */
#define MAKE_PROVINCE ((SuyBox){ 1158300000, 235000000, 1206800000, 283200000 })
#define MAKE_COUNTRY ((SuyBox){ 750000000, 190000000, 1340000000, 530000000 })

/* Metres of a unit near 26 degrees north: only for how widely things are strewn. */
#define MAKE_METRES_X 0.0100
#define MAKE_METRES_Y 0.0111

/* Where water flows on a lattice of cells.  @turn: cells from the outlets up. */
typedef struct
{
  SuyBox box;
  guint32 width, height, n;
  guint64 seed;
  gint32 *below;   /* of each cell: the next cell, or -1 at an outlet */
  guint8 *n_above; /* of each cell: how many flow into it */
  guint32 *turn;   /* of each turn: the cell */
  guint32 *when;   /* of each cell: its turn */
} MakeLattice;

void make_lattice (MakeLattice *self, SuyBox box, guint32 n_cells, guint64 seed);
void make_lattice_clear (MakeLattice *self);
SuyPoint make_lattice_place (const MakeLattice *self, guint32 cell);

/* rivers-N.*: n reaches, 3 % of them divergences. @with_points: lines-N.* too */
void make_rivers (const char *dir, guint32 n, SuyBox box, gboolean with_points);

/* starts-N.reaches: reaches with about 10, 1,000, 100,000 and a million reaches upstream. */
void make_starts (const char *dir, guint32 n);

/* rivers-N.pairs: @n times two reaches. */
void make_pairs (const char *dir, guint32 n_rivers, guint32 n);

/* points-N.points along the rivers of lines-RIVERS. */
void make_points (const char *dir, guint32 n, guint32 n_rivers);

void make_cells (const char *dir, guint32 n);

/* NAME.queries: @n of the points of NAME. */
void make_queries (const char *dir, const char *name, guint32 n);

/* stems.*: @n lines of 40 reaches of lines-RIVERS down the main river. */
void make_stems (const char *dir, guint32 n_rivers, guint32 n);

/* NAME.tiles: up to @n tiles of each zoom from 6 to 14 where NAME has points. */
void make_tiles (const char *dir, const char *name, guint32 n);

/* points-N.csv */
void make_csv (const char *dir, guint32 n);
