/* suy-tile-cutter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A shape passes through three forms: SuyPoint in 1e-7 degree, where whole stretches outside are
 * skipped by comparing integers; SuyPlace in tile units but not rounded, where it is clipped and
 * simplified; SuyPoint in tile units. */

#include "suy-tile-cutter.h"

#include <math.h>

#include "suy-mercator.h"
#include "suy-tile-curve.h"
#include "suy-tile-format.h"
#include "suy-tile-simplify.h"
#include "suy-tile-writer.h"

#define LOW (-(double) SUY_TILE_MARGIN)
#define HIGH ((double) (SUY_TILE_EXTENT + SUY_TILE_MARGIN))
#define MIN_AREA 1 /* square units */

/* The sides of a box; a point beyond one of them has its bit set. */
enum
{
  WEST = 1,
  EAST = 2,
  SOUTH = 4,
  NORTH = 8,
};

struct _SuyTileCutter
{
  double unit, left; /* tile units from the left = longitude * unit - left */
  SuyTileCurve curve;
  SuyBox box;
  GArray *places, *spare; /* of SuyPlace: the run at work */
  GArray *grid;           /* of SuyPoint: the run, rounded */
  GArray *commands;       /* of guint32: the answer */
  SuyPoint pen;           /* where the last command ended */
  guint outer_at;         /* where in commands the last outer ring starts */
  SuyPoint outer_pen;
  gint64 area2; /* twice what is left of the last polygon; not above 0: nothing */
};

SuyTileCutter *
suy_tile_cutter_new (guint zoom, guint32 x, guint32 y)
{
  SuyTileCutter *self = g_new0 (SuyTileCutter, 1);
  double scale = ldexp (SUY_TILE_EXTENT, (int) zoom);

  self->unit = scale / (360.0 * SUY_DEGREE);
  self->left = (double) x * SUY_TILE_EXTENT - scale / 2;
  self->box = suy_mercator_tile_box (zoom, x, y, (double) SUY_TILE_MARGIN / SUY_TILE_EXTENT);
  suy_tile_curve_init (&self->curve, scale, (double) y * SUY_TILE_EXTENT, self->box.min_y,
                       self->box.max_y);
  self->places = g_array_new (FALSE, FALSE, sizeof (SuyPlace));
  self->spare = g_array_new (FALSE, FALSE, sizeof (SuyPlace));
  self->grid = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  self->commands = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

void
suy_tile_cutter_free (SuyTileCutter *self)
{
  g_array_unref (self->places);
  g_array_unref (self->spare);
  g_array_unref (self->grid);
  g_array_unref (self->commands);
  g_free (self);
}

SuyBox
suy_tile_cutter_get_box (SuyTileCutter *self)
{
  return self->box;
}

static guint
sides_beyond (const SuyBox *box, SuyPoint point)
{
  return (point.x < box->min_x ? WEST : 0u) | (point.x > box->max_x ? EAST : 0u) |
         (point.y < box->min_y ? SOUTH : 0u) | (point.y > box->max_y ? NORTH : 0u);
}

static SuyPlace
project (SuyTileCutter *self, SuyPoint point)
{
  return (SuyPlace){ point.x * self->unit - self->left,
                     suy_tile_curve_get (&self->curve, point.y) };
}

static void
push_place (GArray *places, SuyPlace place)
{
  g_array_append_val (places, place);
}

static gboolean
is_inside (SuyPlace place)
{
  return place.x >= LOW && place.x <= HIGH && place.y >= LOW && place.y <= HIGH;
}

/* Half a unit goes the same way in every tile: the sum is positive, so cutting off is rounding. */
static gint32
round_unit (double value)
{
  return (gint32) (value + (SUY_TILE_EXTENT + 0.5)) - SUY_TILE_EXTENT;
}

static SuyPoint
round_place (SuyPlace place)
{
  return (SuyPoint){ round_unit (place.x), round_unit (place.y) };
}

static void
push_command (SuyTileCutter *self, guint command, guint count)
{
  guint32 word = command | count << 3;

  g_array_append_val (self->commands, word);
}

/* Writes the way from @pen to @point.  Returns: behind it */
static guint32 *
put_step (guint32 *at, SuyPoint pen, SuyPoint point)
{
  gint32 dx = point.x - pen.x;
  gint32 dy = point.y - pen.y;

  *at++ = (guint32) dx << 1 ^ (guint32) (dx >> 31);
  *at++ = (guint32) dy << 1 ^ (guint32) (dy >> 31);

  return at;
}

static void
push_points (SuyTileCutter *self, const SuyPoint *points, guint n)
{
  guint32 *at;

  g_array_set_size (self->commands, self->commands->len + 2 * n);
  at = &g_array_index (self->commands, guint32, self->commands->len - 2 * n);
  for (guint i = 0; i < n; i++)
    {
      at = put_step (at, self->pen, points[i]);
      self->pen = points[i];
    }
}

/* Straight into commands, since points are many and have nothing to simplify. */
static void
cut_points (SuyTileCutter *self, const SuyShape *shape)
{
  guint32 n = shape->n_runs > 0 ? shape->ends[shape->n_runs - 1] : 0;
  guint n_left = 0;
  guint32 *at;

  g_array_set_size (self->commands, 1 + 2 * n);
  at = &g_array_index (self->commands, guint32, 1);
  for (guint32 i = 0; i < n; i++)
    if (sides_beyond (&self->box, shape->points[i]) == 0)
      {
        SuyPlace place = project (self, shape->points[i]);
        SuyPoint point = round_place (place);
        gboolean repeats = n_left > 0 && point.x == self->pen.x && point.y == self->pen.y;

        if (!is_inside (place) || repeats)
          continue;
        at = put_step (at, self->pen, point);
        self->pen = point;
        n_left++;
      }

  g_array_index (self->commands, guint32, 0) = MOVE_TO | n_left << 3;
  if (n_left < n || n == 0)
    g_array_set_size (self->commands, n_left > 0 ? 1 + 2 * n_left : 0);
}

/* Takes the run in places, leaves the rounded one in grid. */
static void
round_run (SuyTileCutter *self)
{
  SuyPlace *places = (SuyPlace *) (gpointer) self->places->data;
  guint n = suy_places_simplify (places, self->places->len);

  g_array_set_size (self->grid, 0);
  for (guint i = 0; i < n; i++)
    suy_grid_push (self->grid, round_place (places[i]));
}

static void
finish_line (SuyTileCutter *self)
{
  const SuyPoint *points;

  round_run (self);
  points = (const SuyPoint *) (gpointer) self->grid->data;
  if (self->grid->len >= 2)
    {
      push_command (self, MOVE_TO, 1);
      push_points (self, points, 1);
      push_command (self, LINE_TO, self->grid->len - 1);
      push_points (self, points + 1, self->grid->len - 1);
    }
  g_array_set_size (self->places, 0);
}

/* Narrows @from..@to to the part of a segment where start + t * step is between LOW and HIGH. */
static gboolean
narrow (double start, double step, double *from, double *to)
{
  double a, b;

  if (step == 0)
    return start >= LOW && start <= HIGH;

  a = (LOW - start) / step;
  b = (HIGH - start) / step;
  *from = MAX (*from, MIN (a, b));
  *to = MIN (*to, MAX (a, b));

  return *from <= *to;
}

/* Source: Liang and Barsky, "A New Concept and Method for Line Clipping", ACM TOG 3 (1984). */
static void
cut_segment (SuyTileCutter *self, SuyPlace a, SuyPlace b)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double from = 0;
  double to = 1;

  if (!narrow (a.x, dx, &from, &to) || !narrow (a.y, dy, &from, &to))
    return;

  /* Who comes in again has been outside, and starts a new run. */
  if (from > 0)
    finish_line (self);
  if (self->places->len == 0)
    push_place (self->places, (SuyPlace){ a.x + from * dx, a.y + from * dy });
  push_place (self->places, to < 1 ? (SuyPlace){ a.x + to * dx, a.y + to * dy } : b);
}

static void
cut_line (SuyTileCutter *self, const SuyPoint *points, guint32 n)
{
  guint beyond = sides_beyond (&self->box, points[0]);
  SuyPlace last = project (self, points[0]);
  guint32 last_at = 0;

  g_array_set_size (self->places, 0); /* a ring before may have left its places */
  for (guint32 i = 1; i < n; i++)
    {
      guint before = beyond;
      SuyPlace place;

      beyond = sides_beyond (&self->box, points[i]);
      if ((before & beyond) != 0)
        continue;

      if (last_at != i - 1)
        last = project (self, points[i - 1]);
      place = project (self, points[i]);
      cut_segment (self, last, place);
      last = place;
      last_at = i;
    }

  finish_line (self);
}

/* The ring without its repeated end.  Of a stretch beyond one side only its ends matter: the area
 * between the stretch and the chord is beyond that side too.  Returns: all sides that it passes */
static guint
project_ring (SuyTileCutter *self, const SuyPoint *points, guint32 n)
{
  guint passed = 0;
  guint last = 0; /* of the last point kept */
  guint here = sides_beyond (&self->box, points[0]);

  g_array_set_size (self->places, 0);
  for (guint32 i = 0; i + 1 < n; i++)
    {
      guint next = sides_beyond (&self->box, points[i + 1]);

      passed |= here;
      if ((last & here & next) == 0)
        {
          push_place (self->places, project (self, points[i]));
          last = here;
        }
      here = next;
    }

  return passed;
}

/* How far inside the half-plane of @side; negative: outside. */
static double
depth (SuyPlace place, guint side)
{
  switch (side)
    {
    case WEST:
      return place.x - LOW;
    case EAST:
      return HIGH - place.x;
    case SOUTH:
      return HIGH - place.y;
    default:
      return place.y - LOW;
    }
}

/* Source: Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17 (1974). */
static void
clip_ring_at (SuyTileCutter *self, guint side)
{
  const SuyPlace *places = (const SuyPlace *) (gpointer) self->places->data;
  guint n = self->places->len;
  GArray *swap;

  g_array_set_size (self->spare, 0);
  for (guint i = 0; i < n; i++)
    {
      SuyPlace a = places[i == 0 ? n - 1 : i - 1];
      SuyPlace b = places[i];
      double depth_a = depth (a, side);
      double depth_b = depth (b, side);

      if ((depth_a < 0) != (depth_b < 0))
        {
          double t = depth_a / (depth_a - depth_b);

          push_place (self->spare, (SuyPlace){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) });
        }
      if (depth_b >= 0)
        push_place (self->spare, b);
    }

  swap = self->places;
  self->places = self->spare;
  self->spare = swap;
}

/* Leaves the rounded ring in grid.  Returns: twice its area with y down, 0 for none */
static gint64
cut_ring (SuyTileCutter *self, const SuyPoint *points, guint32 n)
{
  guint passed = project_ring (self, points, n);

  for (guint side = WEST; side <= NORTH; side <<= 1)
    if ((passed & side) != 0)
      clip_ring_at (self, side);

  if (self->places->len < 3)
    return 0;

  push_place (self->places, g_array_index (self->places, SuyPlace, 0));
  round_run (self);
  suy_grid_clean_ring (self->grid);

  return suy_grid_get_area2 (self->grid);
}

static void
push_ring (SuyTileCutter *self)
{
  const SuyPoint *points = (const SuyPoint *) (gpointer) self->grid->data;

  push_command (self, MOVE_TO, 1);
  push_points (self, points, 1);
  push_command (self, LINE_TO, self->grid->len - 1);
  push_points (self, points + 1, self->grid->len - 1);
  push_command (self, CLOSE_PATH, 1);
}

/* A tile that lies in a hole has the whole tile as outer ring and as hole: nothing is left. */
static void
finish_polygon (SuyTileCutter *self)
{
  if (self->area2 > 0)
    return;

  g_array_set_size (self->commands, self->outer_at);
  self->pen = self->outer_pen;
}

/* Counter-clockwise on the globe.  Only the sign counts, so doubles from the first point will do.
 */
static gboolean
is_outer (const SuyPoint *points, guint32 n)
{
  double sum = 0;

  for (guint32 i = 1; i + 1 < n; i++)
    sum += ((double) points[i].x - points[0].x) * ((double) points[i + 1].y - points[0].y) -
           ((double) points[i + 1].x - points[0].x) * ((double) points[i].y - points[0].y);

  return sum > 0;
}

static void
cut_polygon_ring (SuyTileCutter *self, const SuyPoint *points, guint32 n, gboolean outer)
{
  gint64 area2;

  if (outer)
    {
      finish_polygon (self);
      self->outer_at = self->commands->len;
      self->outer_pen = self->pen;
      self->area2 = 0;
    }

  area2 = cut_ring (self, points, n);
  if (ABS (area2) < 2 * MIN_AREA)
    return;

  if ((area2 > 0) != outer)
    suy_grid_reverse (self->grid);
  push_ring (self);
  self->area2 += outer ? ABS (area2) : -ABS (area2);
}

static void
cut_runs (SuyTileCutter *self, const SuyShape *shape)
{
  guint32 start = 0;

  for (guint32 i = 0; i < shape->n_runs; i++)
    {
      const SuyPoint *points = shape->points + start;
      guint32 n = shape->ends[i] - start;

      if (shape->kind == SUY_SHAPE_LINE && n >= 2)
        cut_line (self, points, n);
      else if (shape->kind == SUY_SHAPE_POLYGON && n >= 4)
        cut_polygon_ring (self, points, n, i == 0 || is_outer (points, n));
      start = shape->ends[i];
    }

  if (shape->kind == SUY_SHAPE_POLYGON)
    finish_polygon (self);
}

const guint32 *
suy_tile_cutter_cut (SuyTileCutter *self, const SuyShape *shape, guint *n)
{
  self->pen = self->outer_pen = (SuyPoint){ 0, 0 };
  self->outer_at = 0;
  self->area2 = 0;

  if (shape->kind == SUY_SHAPE_POINT)
    cut_points (self, shape);
  else
    {
      g_array_set_size (self->commands, 0);
      cut_runs (self, shape);
    }

  *n = self->commands->len;

  return (const guint32 *) (gpointer) self->commands->data;
}
