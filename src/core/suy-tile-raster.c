/* suy-tile-raster.c: rings that cross themselves beyond reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tile is cut into cells of 8 units; a cell is inside if its middle is.  The answer is the
 * outline of the cells inside.  Time is linear in the sides, however they cross. */

#include <math.h>

#include "suy-tile-rings.h"

#define CELL 8
#define CELLS ((SUY_RINGS_HIGH - SUY_RINGS_LOW) / CELL)

/* One more column and row than cells, so that the edge needs no thought. */
typedef struct
{
  guint8 at[CELLS + 1][CELLS + 1];
} Cells;

/* From the crossing on, all cells to the east change sides. */
static void
toggle_side (Cells *cells, SuyPoint a, SuyPoint b)
{
  double slope = (double) (b.x - a.x) / (b.y - a.y);
  double low = (MIN (a.y, b.y) - SUY_RINGS_LOW) / (double) CELL - 0.5;
  double high = (MAX (a.y, b.y) - SUY_RINGS_LOW) / (double) CELL - 0.5;

  for (gint32 row = (gint32) ceil (low); row < high; row++)
    {
      double y = SUY_RINGS_LOW + CELL * (row + 0.5);
      double x = (a.x + (y - a.y) * slope - SUY_RINGS_LOW) / CELL - 0.5;

      cells->at[row][CLAMP ((gint32) ceil (x), 0, CELLS)] ^= 1;
    }
}

static void
fill (Cells *cells)
{
  for (guint row = 0; row < CELLS; row++)
    {
      for (guint column = 1; column < CELLS; column++)
        cells->at[row][column] ^= cells->at[row][column - 1];
      cells->at[row][CELLS] = 0;
    }
}

static void
push_side (GArray *sides, guint column, guint row, guint to_column, guint to_row)
{
  SuyPoint a = { SUY_RINGS_LOW + CELL * (gint32) column, SUY_RINGS_LOW + CELL * (gint32) row };
  SuyPoint b = { SUY_RINGS_LOW + CELL * (gint32) to_column,
                 SUY_RINGS_LOW + CELL * (gint32) to_row };
  guint64 side = (guint64) suy_ring_code (a) << 32 | suy_ring_code (b);

  g_array_append_val (sides, side);
}

GArray *
suy_rings_draw (const SuyPoint *points, const guint32 *ends, guint n_rings)
{
  GArray *sides = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree Cells *cells = g_new0 (Cells, 1);
  guint32 start = 0;

  for (guint ring = 0; ring < n_rings; start = ends[ring++])
    for (guint32 i = start; i < ends[ring]; i++)
      {
        SuyPoint next = points[i + 1 == ends[ring] ? start : i + 1];

        if (points[i].y != next.y)
          toggle_side (cells, points[i], next);
      }
  fill (cells);

  for (guint row = 0; row <= CELLS; row++)
    for (guint column = 0; column <= CELLS; column++)
      {
        guint8 here = cells->at[row][column];

        if (here != (row > 0 ? cells->at[row - 1][column] : 0))
          push_side (sides, column, row, column + 1, row);
        if (here != (column > 0 ? cells->at[row][column - 1] : 0))
          push_side (sides, column, row, column, row + 1);
      }

  return sides;
}
