/* suy-tile-world.h: where on the whole map, in whole numbers, is this place?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The square map of suy-mercator.h in 2^32 by 2^32 units, rounded down: at zoom 20 a unit of the
 * world is one of a tile, at zoom z it is 2^(20-z) to one.  Half a tile unit is a whole number of
 * them below zoom 20, so what is rounded from here is what would be rounded from the formula. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

#define SUY_TILE_EXTENT 4096
#define SUY_TILE_MARGIN 64 /* tile units on every side */
#define SUY_TILE_MAX_ZOOM 20

typedef struct
{
  guint32 x, y;
} SuySpot;

/* A closed box of the world. */
typedef struct
{
  guint32 min_x, min_y, max_x, max_y;
} SuyWorldBox;

/* Far from the map too: the part of the world that a shape lies in before it is cut. */
typedef struct
{
  gint64 x, y;
} SuyFar;

typedef struct
{
  gint64 min_x, min_y, max_x, max_y;
} SuyFarBox;

/* One tile: its corner, and the box of what belongs into it, margin included. */
typedef struct
{
  guint zoom;
  guint32 x, y;
  guint shift; /* 2^shift units of the world are one of the tile */
  gint64 half; /* half a tile unit, 0 at zoom 20 */
  gint64 left, top;
  SuyWorldBox box; /* the part of it that is on the map */
} SuyTileFrame;

void suy_tile_frame_init (SuyTileFrame *self, guint zoom, guint32 x, guint32 y);

static inline gint32
suy_tile_frame_x (const SuyTileFrame *self, guint32 x)
{
  return (gint32) ((x - self->left + self->half) >> self->shift);
}

static inline gint32
suy_tile_frame_y (const SuyTileFrame *self, guint32 y)
{
  return (gint32) ((y - self->top + self->half) >> self->shift);
}

SuyFar suy_world_project_far (SuyPoint point);

/* FALSE where @point is nearer to a pole than the map goes. */
gboolean suy_world_project (SuyPoint point, SuySpot *spot);

static inline guint64
suy_world_spread (guint32 value)
{
  guint64 x = value;

  x = (x | x << 16) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  x = (x | x << 8) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  x = (x | x << 4) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  x = (x | x << 2) & G_GUINT64_CONSTANT (0x3333333333333333);

  return (x | x << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
}

/* The place on the Z curve: every tile of every zoom is one range of it.
 * Source: Morton, "A computer oriented geodetic data base", IBM 1966. */
static inline guint64
suy_world_key (SuySpot spot)
{
  return suy_world_spread (spot.x) | suy_world_spread (spot.y) << 1;
}

static inline gboolean
suy_world_box_holds (const SuyWorldBox *box, SuySpot spot)
{
  return spot.x >= box->min_x && spot.x <= box->max_x && spot.y >= box->min_y &&
         spot.y <= box->max_y;
}

static inline gboolean
suy_world_box_touches (const SuyWorldBox *a, const SuyWorldBox *b)
{
  return a->min_x <= b->max_x && b->min_x <= a->max_x && a->min_y <= b->max_y &&
         b->min_y <= a->max_y;
}

static inline gboolean
suy_world_box_covers (const SuyWorldBox *outer, const SuyWorldBox *inner)
{
  return inner->min_x >= outer->min_x && inner->max_x <= outer->max_x &&
         inner->min_y >= outer->min_y && inner->max_y <= outer->max_y;
}

typedef struct
{
  guint64 key;
  guint32 item;
} SuyKeyed;

/* By key, equal keys in the order they were in.  O(n): digits of 11 bits, those that all share
 * skipped. */
void suy_keyed_sort (SuyKeyed *keyed, guint32 n);

G_END_DECLS
