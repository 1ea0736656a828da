/* suy-tile-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-world.h"

#include <math.h>

#include "suy-mercator.h"

#define WORLD (G_GINT64_CONSTANT (1) << 32)
#define DIGIT 11
#define FEW 64 /* below it an insertion sort is faster */

static guint32
on_map (gint64 value)
{
  return (guint32) CLAMP (value, 0, WORLD - 1);
}

void
suy_tile_frame_init (SuyTileFrame *self, guint zoom, guint32 x, guint32 y)
{
  gint64 side, margin;

  g_assert (zoom <= SUY_TILE_MAX_ZOOM && x >> zoom == 0 && y >> zoom == 0);

  self->zoom = zoom;
  self->x = x;
  self->y = y;
  self->shift = SUY_TILE_MAX_ZOOM - zoom;
  self->half = (G_GINT64_CONSTANT (1) << self->shift) >> 1;
  side = WORLD >> zoom;
  margin = (gint64) SUY_TILE_MARGIN << self->shift;
  self->left = x * side;
  self->top = y * side;
  self->box = (SuyWorldBox){ on_map (self->left - margin), on_map (self->top - margin),
                             on_map (self->left + side + margin - 1),
                             on_map (self->top + side + margin - 1) };
}

SuyFar
suy_world_project_far (SuyPoint point)
{
  double x, y;

  suy_mercator_project (point, &x, &y);

  return (SuyFar){ (gint64) floor (x * (double) WORLD), (gint64) floor (y * (double) WORLD) };
}

/* The last unit takes the map's far edge too: 180 degrees east is in the last tile. */
gboolean
suy_world_project (SuyPoint point, SuySpot *spot)
{
  SuyFar far = suy_world_project_far (point);

  *spot = (SuySpot){ on_map (far.x), on_map (far.y) };

  return far.y >= 0 && far.y <= WORLD;
}

static void
sort_few (SuyKeyed *keyed, guint32 n)
{
  for (guint32 i = 1; i < n; i++)
    {
      SuyKeyed moving = keyed[i];
      guint32 at = i;

      for (; at > 0 && keyed[at - 1].key > moving.key; at--)
        keyed[at] = keyed[at - 1];
      keyed[at] = moving;
    }
}

/* Returns: FALSE if all have the same digit there, and nothing was done */
static gboolean
sort_digit (const SuyKeyed *from, SuyKeyed *to, guint32 n, guint shift)
{
  guint32 start[1 << DIGIT] = { 0 };
  guint32 sum = 0;

  for (guint32 i = 0; i < n; i++)
    start[from[i].key >> shift & ((1 << DIGIT) - 1)]++;
  if (start[from[0].key >> shift & ((1 << DIGIT) - 1)] == n)
    return FALSE;

  for (guint i = 0; i < 1 << DIGIT; i++)
    {
      guint32 count = start[i];

      start[i] = sum;
      sum += count;
    }
  for (guint32 i = 0; i < n; i++)
    to[start[from[i].key >> shift & ((1 << DIGIT) - 1)]++] = from[i];

  return TRUE;
}

void
suy_keyed_sort (SuyKeyed *keyed, guint32 n)
{
  g_autofree SuyKeyed *spare = NULL;
  SuyKeyed *from = keyed;
  SuyKeyed *to;

  if (n <= FEW)
    {
      sort_few (keyed, n);
      return;
    }

  to = spare = g_new (SuyKeyed, n);
  for (guint shift = 0; shift < 64; shift += DIGIT)
    if (sort_digit (from, to, n, shift))
      {
        SuyKeyed *swap = from;

        from = to;
        to = swap;
      }

  for (guint32 i = 0; from != keyed && i < n; i++)
    keyed[i] = from[i];
}
