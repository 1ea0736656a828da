/* suy-chords.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Straight lines through the earth tell quickly, and without any trouble at poles and antimeridian,
 * which edges can be nearest.  With a, b the semi-axes, k = a/b:
 *
 *  1. An edge of length L stays within L^2 / (8 R) of its chord: the curvature of a geodesic is at
 *     most 1/R, R = b^2/a, and a curve whose second derivative is bounded so and that meets its
 * chord at both ends, run through evenly, is never farther from it.  This is the edge's `sag`.
 *  2. The ellipsoid is the unit sphere (by reduced latitude) stretched by a, a, b, so for an angle
 * t on it, b t <= distance <= a t and 2 b sin (t/2) <= chord <= 2 a sin (t/2).  So a distance of d
 * allows a chord of at most 2 a sin (d / 2 b), and never more than d.
 *  3. If some chord is c, the distance is at most 2 a asin (c / 2 b), so by 2 the nearest pair has
 * a chord of at most 2 a sin (k asin (c / 2 b)) <= k^2 c.
 *
 * Pairs of edges that these leave are measured exactly, most promising first. */

#include "suy-chords.h"

#include <math.h>
#include <string.h>

#include "suy-edge.h"
#include "suy-geodesic.h"
#include "suy-short-way.h"

#define RADIUS_M (SUY_EARTH_B * SUY_EARTH_B / SUY_EARTH_A)
#define K2 (SUY_EARTH_A * SUY_EARTH_A / (SUY_EARTH_B * SUY_EARTH_B))
#define SLACK_M 1e-6 /* above all rounding: the numbers are below 7e6, good to 1e-9 */
#define BLOCK 16u
#define SHORT_CHORD_M 1e6
#define FAR_M 15000.0 /* where 0.7 % of it is about the size of a block */

typedef struct
{
  double x[3];
} Vector;

typedef struct
{
  guint32 a, b; /* points; the same for a single point */
  double sag;
} Edge;

typedef struct
{
  double min[3], max[3]; /* sags included */
} Block;

/* Two blocks, or two edges. */
typedef struct
{
  double chord; /* the least that it can be */
  double least; /* the least distance, for blocks far apart */
  guint32 own, other;
} Pair;

struct _SuyChords
{
  SuyShape shape;
  SuyBox box;
  GArray *places; /* Vector */
  GArray *edges;
  GArray *blocks;
  GArray *block_pairs;
  GArray *pairs;
};

SuyChords *
suy_chords_new (void)
{
  SuyChords *self = g_new0 (SuyChords, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (Vector));
  self->edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  self->block_pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  return self;
}

void
suy_chords_free (SuyChords *self)
{
  g_array_unref (self->places);
  g_array_unref (self->edges);
  g_array_unref (self->blocks);
  g_array_unref (self->block_pairs);
  g_array_unref (self->pairs);
  g_free (self);
}

double
suy_chords_of_metres (double metres)
{
  double half = MIN (metres / (2 * SUY_EARTH_B), G_PI / 2);

  return MIN (metres, 2 * SUY_EARTH_A * sin (half)) + SLACK_M;
}

static Vector
minus (Vector l, Vector r)
{
  return (Vector){ { l.x[0] - r.x[0], l.x[1] - r.x[1], l.x[2] - r.x[2] } };
}

static double
dot (Vector l, Vector r)
{
  return l.x[0] * r.x[0] + l.x[1] * r.x[1] + l.x[2] * r.x[2];
}

static Vector
advance (Vector from, Vector way, double part)
{
  return (Vector){ { from.x[0] + part * way.x[0], from.x[1] + part * way.x[1],
                     from.x[2] + part * way.x[2] } };
}

/* Chords up to SHORT_CHORD_M have an arc of radius R under 1.0011 times as long. */
static double
sag_of (const SuyChords *self, guint32 a, guint32 b)
{
  Vector way =
      minus (g_array_index (self->places, Vector, b), g_array_index (self->places, Vector, a));
  double square = dot (way, way) * (1.0011 * 1.0011);

  if (square > SHORT_CHORD_M * SHORT_CHORD_M)
    {
      double length = suy_geodesic_distance (self->shape.points[a], self->shape.points[b]);

      square = length * length;
    }

  return square / (8 * RADIUS_M) + SLACK_M;
}

static void
add_edge (SuyChords *self, guint32 a, guint32 b)
{
  Edge edge = { a, b, a == b ? 0 : sag_of (self, a, b) };

  g_array_append_val (self->edges, edge);
}

static void
add_block (SuyChords *self, guint first)
{
  Block block = { { INFINITY, INFINITY, INFINITY }, { -INFINITY, -INFINITY, -INFINITY } };
  guint end = MIN (first + BLOCK, self->edges->len);

  for (guint i = first; i < end; i++)
    {
      const Edge *edge = &g_array_index (self->edges, Edge, i);
      const Vector *a = &g_array_index (self->places, Vector, edge->a);
      const Vector *b = &g_array_index (self->places, Vector, edge->b);

      for (guint k = 0; k < 3; k++)
        {
          block.min[k] = MIN (block.min[k], MIN (a->x[k], b->x[k]) - edge->sag);
          block.max[k] = MAX (block.max[k], MAX (a->x[k], b->x[k]) + edge->sag);
        }
    }

  g_array_append_val (self->blocks, block);
}

void
suy_chords_set (SuyChords *self, const SuyShape *shape)
{
  guint32 n = suy_shape_get_n_points (shape);
  guint32 i = 0;

  self->shape = *shape;
  self->box = suy_shape_get_box (shape);
  g_array_set_size (self->edges, 0);
  g_array_set_size (self->blocks, 0);
  g_array_set_size (self->places, n);
  for (guint32 p = 0; p < n; p++)
    {
      SuyPlace place = suy_place (shape->points[p]);

      memcpy (g_array_index (self->places, Vector, p).x, place.at, sizeof place.at);
    }

  for (guint32 run = 0; run < shape->n_runs; run++)
    if (shape->kind == SUY_SHAPE_POINT)
      for (; i < shape->ends[run]; i++)
        add_edge (self, i, i);
    else
      for (i++; i < shape->ends[run]; i++)
        add_edge (self, i - 1, i);

  for (guint first = 0; first < self->edges->len; first += BLOCK)
    add_block (self, first);
}

static double
chord_of_blocks (const Block *l, const Block *r)
{
  double sum = 0;

  for (guint k = 0; k < 3; k++)
    {
      double gap = MAX (0, MAX (l->min[k] - r->max[k], r->min[k] - l->max[k]));

      sum += gap * gap;
    }

  return sqrt (sum);
}

/* What lies in two blocks is no farther apart than this. */
static double
most_of_blocks (const Block *l, const Block *r)
{
  double sum = 0;

  for (guint k = 0; k < 3; k++)
    {
      double most = fmax (l->max[k] - r->min[k], r->max[k] - l->min[k]);

      sum += most * most;
    }

  return sqrt (sum);
}

/* The part of the way along @edge at which it is nearest to @place. */
static double
foot (const SuyChords *self, const Edge *edge, Vector place)
{
  Vector a = g_array_index (self->places, Vector, edge->a);
  Vector way = minus (g_array_index (self->places, Vector, edge->b), a);
  double square = dot (way, way);

  return square > 0 ? CLAMP (dot (minus (place, a), way) / square, 0, 1) : 0;
}

static double
chord_at (const SuyChords *self, const Edge *edge, double part, Vector place)
{
  Vector a = g_array_index (self->places, Vector, edge->a);
  Vector way = minus (g_array_index (self->places, Vector, edge->b), a);
  Vector between = minus (advance (a, way, part), place);

  return sqrt (dot (between, between));
}

static double
chord_to_end (const SuyChords *self, const Edge *edge, const SuyChords *other, guint32 point)
{
  Vector place = g_array_index (other->places, Vector, point);

  return chord_at (self, edge, foot (self, edge, place), place);
}

/* Two straight lines in space are nearest at an end of one of them or where both feet are inner
 * ones; there the common normal stands, which solves two equations in the two parts of the way. */
static double
chord_of_edges (const SuyChords *self, const Edge *own, const SuyChords *other, const Edge *edge)
{
  Vector p = g_array_index (self->places, Vector, own->a);
  Vector q = g_array_index (other->places, Vector, edge->a);
  Vector u = minus (g_array_index (self->places, Vector, own->b), p);
  Vector v = minus (g_array_index (other->places, Vector, edge->b), q);
  Vector w = minus (p, q);
  double uu = dot (u, u), uv = dot (u, v), vv = dot (v, v), uw = dot (u, w), vw = dot (v, w);
  double below = uu * vv - uv * uv;
  double s = (uv * vw - vv * uw) / below, t = (uu * vw - uv * uw) / below;
  double best = fmin (
      fmin (chord_to_end (self, own, other, edge->a), chord_to_end (self, own, other, edge->b)),
      fmin (chord_to_end (other, edge, self, own->a), chord_to_end (other, edge, self, own->b)));

  if (below > 0 && s > 0 && s < 1 && t > 0 && t < 1)
    best = fmin (best, chord_at (self, own, s, advance (q, v, t)));

  return best;
}

/* The least distance between the chords of two edges, either of which may be one point. */
static double
measure (const SuyChords *self, const SuyChords *other, guint own, guint others)
{
  const Edge *l = &g_array_index (self->edges, Edge, own);
  const Edge *r = &g_array_index (other->edges, Edge, others);

  if (l->a == l->b)
    return chord_to_end (other, r, self, l->a);
  if (r->a == r->b)
    return chord_to_end (self, l, other, r->a);

  return chord_of_edges (self, l, other, r);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *l = a, *r = b;

  return l->chord < r->chord ? -1 : l->chord > r->chord;
}

/* Looks at all pairs twice, so that of two huge shapes only the sides that face each other are
 * kept. Returns: the new limit */
static double
gather_blocks (SuyChords *self, const SuyChords *other, double limit)
{
  const Block *own = (const Block *) (const void *) self->blocks->data;
  const Block *others = (const Block *) (const void *) other->blocks->data;

  for (guint i = 0; i < self->blocks->len; i++)
    for (guint j = 0; j < other->blocks->len; j++)
      limit = fmin (limit, K2 * most_of_blocks (&own[i], &others[j]) + SLACK_M);

  g_array_set_size (self->block_pairs, 0);
  for (guint i = 0; i < self->blocks->len; i++)
    for (guint j = 0; j < other->blocks->len; j++)
      {
        Pair pair = { chord_of_blocks (&own[i], &others[j]), 0, i, j };

        if (pair.chord <= limit)
          g_array_append_val (self->block_pairs, pair);
      }

  if (self->block_pairs->len > 1)
    g_array_sort (self->block_pairs, compare_pairs);

  return limit;
}

/* An upper bound for the arc over a chord: a factor for short ones, (pi / 2) k for any. */
static double
arc_of (double chord)
{
  return chord * (chord < SHORT_CHORD_M ? 1.0011 : 1.6);
}

/* No place of a block is farther from its first corner. */
static double
reach_of (const Block *block)
{
  return arc_of (most_of_blocks (block, block));
}

/* Far away chords tell distances to 0.7 % only.  Then distances of corners, less what the blocks
 * reach, tell more (triangle inequality).  Returns: a bound for the least distance, or @metres */
static double
drop_far_blocks (SuyChords *self, const SuyChords *other, double metres)
{
  GArray *pairs = self->block_pairs;
  guint n = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      Pair *pair = &g_array_index (pairs, Pair, i);
      guint32 a = g_array_index (self->edges, Edge, pair->own * BLOCK).a;
      guint32 b = g_array_index (other->edges, Edge, pair->other * BLOCK).a;
      double apart = suy_geodesic_distance (self->shape.points[a], other->shape.points[b]);

      metres = MIN (metres, apart);
      pair->least = apart - reach_of (&g_array_index (self->blocks, Block, pair->own)) -
                    reach_of (&g_array_index (other->blocks, Block, pair->other));
    }

  for (guint i = 0; i < pairs->len; i++)
    if (g_array_index (pairs, Pair, i).least <= metres)
      g_array_index (pairs, Pair, n++) = g_array_index (pairs, Pair, i);
  g_array_set_size (pairs, n);

  return metres;
}

/* Adds the edges of two blocks whose chord may be at most @limit.  Returns: the new limit */
static double
gather_edges (SuyChords *self, const SuyChords *other, const Pair *blocks, double limit)
{
  guint own_end = MIN ((blocks->own + 1) * BLOCK, self->edges->len);
  guint other_end = MIN ((blocks->other + 1) * BLOCK, other->edges->len);

  for (guint i = blocks->own * BLOCK; i < own_end; i++)
    for (guint j = blocks->other * BLOCK; j < other_end; j++)
      {
        Pair pair = { measure (self, other, i, j), 0, i, j };
        double sags =
            g_array_index (self->edges, Edge, i).sag + g_array_index (other->edges, Edge, j).sag;

        limit = MIN (limit, K2 * (pair.chord + sags) + SLACK_M);
        pair.chord = MAX (0, pair.chord - sags - SLACK_M);
        if (pair.chord <= limit)
          g_array_append_val (self->pairs, pair);
      }

  return limit;
}

static void
gather (SuyChords *self, const SuyChords *other, double metres)
{
  double limit = suy_chords_of_metres (metres);

  limit = gather_blocks (self, other, limit);
  if (self->block_pairs->len > 1 && g_array_index (self->block_pairs, Pair, 0).chord > FAR_M)
    limit = fmin (limit, suy_chords_of_metres (drop_far_blocks (self, other, metres)));
  g_array_set_size (self->pairs, 0);
  for (guint i = 0; i < self->block_pairs->len; i++)
    {
      const Pair *blocks = &g_array_index (self->block_pairs, Pair, i);

      if (blocks->chord > limit)
        break;
      limit = gather_edges (self, other, blocks, limit);
    }

  if (self->pairs->len > 1)
    g_array_sort (self->pairs, compare_pairs);
}

/* The same for two edges: by their first corners and lengths. */
static gboolean
is_farther (const SuyChords *self, const SuyChords *other, const Pair *pair, double metres)
{
  const Edge *l = &g_array_index (self->edges, Edge, pair->own);
  const Edge *r = &g_array_index (other->edges, Edge, pair->other);
  double lengths = sqrt (8 * RADIUS_M * l->sag) + sqrt (8 * RADIUS_M * r->sag);

  return suy_geodesic_distance (self->shape.points[l->a], other->shape.points[r->a]) - lengths >
         metres + SLACK_M;
}

static double
exact (const SuyChords *self, const SuyChords *other, const Pair *pair)
{
  const Edge *l = &g_array_index (self->edges, Edge, pair->own);
  const Edge *r = &g_array_index (other->edges, Edge, pair->other);
  const SuyPoint *p = self->shape.points, *q = other->shape.points;

  if (l->a == l->b && r->a == r->b)
    return suy_geodesic_distance (p[l->a], q[r->a]);
  if (l->a == l->b)
    return suy_edge_point_distance (q[r->a], q[r->b], p[l->a], NULL);
  if (r->a == r->b)
    return suy_edge_point_distance (p[l->a], p[l->b], q[r->a], NULL);

  return suy_edge_distance ((SuyPoint[2]){ p[l->a], p[l->b] }, (SuyPoint[2]){ q[r->a], q[r->b] });
}

/* A corner at the far side of the antimeridian, or at a pole, is found by the edge that touches it.
 */
static gboolean
holds_some_of (const SuyChords *self, const SuyChords *other)
{
  guint32 n = suy_shape_get_n_points (&other->shape);

  if (self->shape.kind != SUY_SHAPE_POLYGON)
    return FALSE;

  for (guint32 i = 0; i < n; i++)
    {
      SuyPoint p = other->shape.points[i];

      if (suy_box_touches (&self->box, &(SuyBox){ p.x, p.y, p.x, p.y }) &&
          suy_shape_contains (&self->shape, p))
        return TRUE;
    }

  return FALSE;
}

double
suy_chords_distance (SuyChords *self, SuyChords *other, double limit)
{
  double best = INFINITY;

  if (self->shape.kind == SUY_SHAPE_NONE || other->shape.kind == SUY_SHAPE_NONE)
    return INFINITY;
  if (holds_some_of (self, other) || holds_some_of (other, self))
    return 0;

  gather (self, other, limit);
  for (guint i = 0; i < self->pairs->len && best > 0; i++)
    {
      const Pair *pair = &g_array_index (self->pairs, Pair, i);

      if (pair->chord > suy_chords_of_metres (MIN (best, limit)))
        break;
      if (pair->chord > FAR_M && i > 0 && is_farther (self, other, pair, MIN (best, limit)))
        continue;
      best = fmin (best, exact (self, other, pair));
    }

  return best <= limit ? best : INFINITY;
}
