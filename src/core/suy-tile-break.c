/* suy-tile-break.c: where the sides of rings meet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Snap rounding.  The plane is cut into pixels around the grid points, each with its lower edges
 * and without its upper ones.  A pixel is hot where a corner or a crossing of sides lies in it; a
 * side is drawn anew through the middle of every hot pixel that it passes.  Sides so drawn meet in
 * corners alone (Hobby's theorem), and none is farther than half a unit from where it was in x and
 * in y.  All decisions are made in whole numbers: coordinates are under 2^13, so products of three
 * of them fit 64 bits with room. */

#include "suy-tile-rings.h"

#include <math.h>
#include <stdlib.h>

#define COLUMNS (SUY_RINGS_HIGH - SUY_RINGS_LOW + 1)

typedef struct
{
  SuyPoint a, b; /* a left of b, or below it */
} Side;

/* Hot pixels by column. */
typedef struct
{
  GArray *codes; /* of guint32, ascending, each once */
  guint32 starts[COLUMNS + 1];
} Pixels;

/* A hot pixel on a side's way, and how far along. */
typedef struct
{
  double along;
  guint32 code;
} Stop;

/* The part of a side within a pixel, from 0 to 1: fractions, and whether the ends belong to it. */
typedef struct
{
  gint64 low, low_den, high, high_den;
  gboolean low_in, high_in;
} Part;

static int
compare_codes (const void *a, const void *b)
{
  guint32 l = *(const guint32 *) a, r = *(const guint32 *) b;

  return l < r ? -1 : l > r;
}

static int
compare_longs (const void *a, const void *b)
{
  guint64 l = *(const guint64 *) a, r = *(const guint64 *) b;

  return l < r ? -1 : l > r;
}

static int
compare_stops (const void *a, const void *b)
{
  const Stop *l = a, *r = b;

  return l->along < r->along ? -1 : l->along > r->along;
}

static int
compare_sides (const void *a, const void *b)
{
  const Side *l = a, *r = b;

  return l->a.x < r->a.x ? -1 : l->a.x > r->a.x;
}

static gint64
cross (SuyPoint o, SuyPoint a, SuyPoint b)
{
  return (gint64) (a.x - o.x) * (b.y - o.y) - (gint64) (a.y - o.y) * (b.x - o.x);
}

static GArray *
list_sides (const SuyPoint *points, const guint32 *ends, guint n_rings)
{
  GArray *sides = g_array_new (FALSE, FALSE, sizeof (Side));
  guint32 start = 0;

  for (guint ring = 0; ring < n_rings; start = ends[ring++])
    for (guint32 i = start; i < ends[ring]; i++)
      {
        Side side = { points[i], points[i + 1 == ends[ring] ? start : i + 1] };

        if (suy_ring_code (side.a) > suy_ring_code (side.b))
          side = (Side){ side.b, side.a };
        if (suy_ring_code (side.a) != suy_ring_code (side.b))
          g_array_append_val (sides, side);
      }
  qsort (sides->data, sides->len, sizeof (Side), compare_sides);

  return sides;
}

/* @start + @step * @part / @whole to the nearest whole number, halves up; @whole is positive. */
static gint32
round_at (gint32 start, gint64 step, gint64 part, gint64 whole)
{
  gint64 twice = 2 * (start * whole + step * part) + whole;
  gint64 down = twice / (2 * whole);

  return (gint32) (twice < 0 && down * 2 * whole != twice ? down - 1 : down);
}

/* The pixel where two sides cross; where they only touch a corner is hot anyway. */
static void
push_crossing (const Side *one, const Side *other, GArray *codes)
{
  gint64 a = cross (one->a, one->b, other->a);
  gint64 b = cross (one->a, one->b, other->b);
  gint64 c, d, whole;
  SuyPoint place;
  guint32 code;

  if (MAX (one->a.y, one->b.y) < MIN (other->a.y, other->b.y) ||
      MAX (other->a.y, other->b.y) < MIN (one->a.y, one->b.y) || a == 0 || b == 0 ||
      (a > 0) == (b > 0))
    return;

  c = cross (other->a, other->b, one->a);
  d = cross (other->a, other->b, one->b);
  if (c == 0 || d == 0 || (c > 0) == (d > 0))
    return;

  whole = ABS (c) + ABS (d);
  place.x = round_at (one->a.x, one->b.x - one->a.x, ABS (c), whole);
  place.y = round_at (one->a.y, one->b.y - one->a.y, ABS (c), whole);
  code = suy_ring_code (place);
  g_array_append_val (codes, code);
}

/* Returns: FALSE if there are too many pairs to look at */
static gboolean
find_pixels (const GArray *sides, Pixels *pixels)
{
  const Side *all = (const Side *) (gconstpointer) sides->data;
  guint32 n_pairs = 0;
  guint32 *codes;
  guint n = 0;

  for (guint i = 0; i < sides->len; i++)
    {
      guint32 ends[] = { suy_ring_code (all[i].a), suy_ring_code (all[i].b) };

      if (n_pairs > SUY_RINGS_MAX_PAIRS)
        return FALSE;
      g_array_append_vals (pixels->codes, ends, 2);
      for (guint k = i + 1; k < sides->len && all[k].a.x <= all[i].b.x; k++, n_pairs++)
        push_crossing (&all[i], &all[k], pixels->codes);
    }

  qsort (pixels->codes->data, pixels->codes->len, sizeof (guint32), compare_codes);
  codes = (guint32 *) (gpointer) pixels->codes->data;
  for (guint i = 0; i < pixels->codes->len; i++)
    if (n == 0 || codes[n - 1] != codes[i])
      codes[n++] = codes[i];
  g_array_set_size (pixels->codes, n);
  for (guint32 column = 0, i = 0; column <= COLUMNS; column++)
    {
      while (i < n && codes[i] >> 16 < column)
        i++;
      pixels->starts[column] = i;
    }

  return TRUE;
}

/* a/b < c/d for positive b, d */
static gboolean
is_less (gint64 a, gint64 b, gint64 c, gint64 d)
{
  return a * d < c * b;
}

/* Narrows @part to where start + t * step is in [2 * middle - 1, 2 * middle + 1), all doubled. */
static gboolean
narrow (Part *part, gint64 start, gint64 step, gint64 middle)
{
  gint64 to_low = 2 * middle - 1 - 2 * start;
  gint64 to_high = 2 * middle + 1 - 2 * start;
  gint64 whole = 2 * ABS (step);
  gint64 low = step > 0 ? to_low : -to_high;
  gint64 high = step > 0 ? to_high : -to_low;
  gboolean low_in = step > 0;

  if (step == 0)
    return start == middle;

  if (is_less (part->low, part->low_den, low, whole))
    {
      part->low = low;
      part->low_den = whole;
      part->low_in = low_in;
    }
  else if (!is_less (low, whole, part->low, part->low_den))
    part->low_in = part->low_in && low_in;
  if (is_less (high, whole, part->high, part->high_den))
    {
      part->high = high;
      part->high_den = whole;
      part->high_in = !low_in;
    }
  else if (!is_less (part->high, part->high_den, high, whole))
    part->high_in = part->high_in && !low_in;

  return TRUE;
}

/* Returns: whether the side passes the pixel; @along is the middle of the part that is in it.
 * Pixels don't overlap, so those middles come in the order of the way; they differ by more than
 * 2^-30, which doubles tell apart. */
static gboolean
passes (const Side *side, SuyPoint pixel, double *along)
{
  Part part = { 0, 1, 1, 1, TRUE, TRUE };

  if (!narrow (&part, side->a.x, side->b.x - side->a.x, pixel.x) ||
      !narrow (&part, side->a.y, side->b.y - side->a.y, pixel.y) ||
      is_less (part.high, part.high_den, part.low, part.low_den))
    return FALSE;

  *along =
      ((double) part.low / (double) part.low_den + (double) part.high / (double) part.high_den) / 2;

  return is_less (part.low, part.low_den, part.high, part.high_den) ||
         (part.low_in && part.high_in);
}

/* The rows that the side may pass in the column around @x. */
static void
find_rows (const Side *side, gint32 x, gint32 *low, gint32 *high)
{
  double width = side->b.x - side->a.x;
  double height = side->b.y - side->a.y;
  double from = CLAMP (x - 0.5 - side->a.x, 0, width);
  double to = CLAMP (x + 0.5 - side->a.x, 0, width);
  double a = width > 0 ? side->a.y + height * from / width : side->a.y;
  double b = width > 0 ? side->a.y + height * to / width : side->b.y;

  *low = MAX ((gint32) floor (MIN (a, b)) - 1, SUY_RINGS_LOW);
  *high = MIN ((gint32) ceil (MAX (a, b)) + 1, SUY_RINGS_HIGH);
}

static guint32
first_from (const Pixels *pixels, guint32 low, guint32 high, guint32 code)
{
  const guint32 *codes = (const guint32 *) (gconstpointer) pixels->codes->data;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (codes[middle] < code)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Appends the pieces of @side between hot pixels. */
static void
break_side (const Side *side, const Pixels *pixels, GArray *stops, GArray *pieces)
{
  const guint32 *codes = (const guint32 *) (gconstpointer) pixels->codes->data;

  g_array_set_size (stops, 0);
  for (gint32 x = side->a.x; x <= side->b.x; x++)
    {
      guint32 column = (guint32) (x - SUY_RINGS_LOW);
      gint32 low, high;

      if (pixels->starts[column] == pixels->starts[column + 1])
        continue;
      find_rows (side, x, &low, &high);
      for (guint32 i = first_from (pixels, pixels->starts[column], pixels->starts[column + 1],
                                   suy_ring_code ((SuyPoint){ x, low }));
           i < pixels->starts[column + 1] && codes[i] <= suy_ring_code ((SuyPoint){ x, high }); i++)
        {
          Stop stop = { 0, codes[i] };

          if (passes (side, suy_ring_point (codes[i]), &stop.along))
            g_array_append_val (stops, stop);
        }
    }

  qsort (stops->data, stops->len, sizeof (Stop), compare_stops);
  for (guint i = 1; i < stops->len; i++)
    {
      guint32 a = g_array_index (stops, Stop, i - 1).code;
      guint32 b = g_array_index (stops, Stop, i).code;
      guint64 piece = (guint64) MIN (a, b) << 32 | MAX (a, b);

      g_array_append_val (pieces, piece);
    }
}

/* Pieces that come an even number of times have the same on both sides. */
static void
keep_odd (GArray *pieces)
{
  guint64 *all = (guint64 *) (gpointer) pieces->data;
  guint n = 0;

  qsort (all, pieces->len, sizeof *all, compare_longs);
  for (guint i = 0; i < pieces->len; i++)
    if (n > 0 && all[n - 1] == all[i])
      n--;
    else
      all[n++] = all[i];
  g_array_set_size (pieces, n);
}

GArray *
suy_rings_break (const SuyPoint *points, const guint32 *ends, guint n_rings)
{
  g_autoptr (GArray) sides = list_sides (points, ends, n_rings);
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree Pixels *pixels = g_new0 (Pixels, 1);

  pixels->codes = codes;
  if (!find_pixels (sides, pixels))
    return NULL;

  for (guint i = 0; i < sides->len; i++)
    break_side (&g_array_index (sides, Side, i), pixels, stops, pieces);
  keep_odd (pieces);

  return g_steal_pointer (&pieces);
}
