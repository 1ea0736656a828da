/* suy-tile-simplify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-simplify.h"

#include <math.h>

#define MAX_SPLITS 40 /* at the farthest corner; deeper down in the middle */

/* The stretch between two corners that stay, and the least zoom at which both do. */
typedef struct
{
  guint32 first, last; /* last may be n: the first again */
  guint splits;
  guint8 zoom;
} Stretch;

/* Squared distance from @p to the segment. */
static double
distance2 (SuySpot p, SuySpot a, SuySpot b)
{
  double dx = (double) b.x - a.x;
  double dy = (double) b.y - a.y;
  double px = (double) p.x - a.x;
  double py = (double) p.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? (px * dx + py * dy) / length2 : 0;

  t = CLAMP (t, 0, 1);
  px -= t * dx;
  py -= t * dy;

  return px * px + py * py;
}

/* The least zoom at which @distance2 is over half a tile unit: 2^(20 - zoom) < 2 * distance. */
static guint8
zoom_of (double square)
{
  int exponent;
  double mantissa = frexp (2 * sqrt (square), &exponent);
  int zoom = SUY_TILE_MAX_ZOOM + 1 - exponent + (mantissa == 0.5 ? 1 : 0);

  if (square == 0 || zoom > SUY_TILE_MAX_ZOOM)
    return SUY_SIMPLIFY_NEVER;

  return (guint8) MAX (zoom, 0);
}

static void
split (const SuySpot *spots, guint32 n, GArray *stretches, guint8 *zooms)
{
  Stretch whole = g_array_index (stretches, Stretch, stretches->len - 1);
  SuySpot a = spots[whole.first];
  SuySpot b = spots[whole.last < n ? whole.last : 0];
  double farthest = -1;
  guint32 at = whole.first + 1;
  Stretch part = whole;

  g_array_set_size (stretches, stretches->len - 1);
  if (whole.last <= whole.first + 1)
    return;

  for (guint32 i = whole.first + 1; i < whole.last; i++)
    {
      double square = distance2 (spots[i], a, b);

      if (square > farthest)
        {
          farthest = square;
          at = i;
        }
    }
  part.zoom = MAX (whole.zoom, zoom_of (farthest));
  if (part.zoom == SUY_SIMPLIFY_NEVER)
    return;

  if (++part.splits > MAX_SPLITS)
    at = whole.first + (whole.last - whole.first) / 2;
  zooms[at] = part.zoom;
  part.last = at;
  g_array_append_val (stretches, part);
  part.first = at;
  part.last = whole.last;
  g_array_append_val (stretches, part);
}

static guint32
farthest_from_first (const SuySpot *spots, guint32 n)
{
  double farthest = -1;
  guint32 at = 0;

  for (guint32 i = 1; i < n; i++)
    {
      double square = distance2 (spots[i], spots[0], spots[0]);

      if (square > farthest)
        {
          farthest = square;
          at = i;
        }
    }

  return at;
}

void
suy_tile_simplify (const SuySpot *spots, guint32 n, gboolean is_ring, guint8 *zooms)
{
  g_autoptr (GArray) stretches = NULL;
  guint32 far;
  Stretch half;

  for (guint32 i = 0; i < n; i++)
    zooms[i] = SUY_SIMPLIFY_NEVER;
  if (n == 0)
    return;

  stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  far = is_ring ? farthest_from_first (spots, n) : n - 1;
  zooms[0] = zooms[far] = 0;
  half = (Stretch){ .first = 0, .last = far };
  g_array_append_val (stretches, half);
  if (is_ring)
    {
      half = (Stretch){ .first = far, .last = n };
      g_array_append_val (stretches, half);
    }
  while (stretches->len > 0)
    split (spots, n, stretches, zooms);
}
