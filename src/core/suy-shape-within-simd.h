/* suy-shape-within-simd.h: the walk through an index of shapes around a point
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Included as suy-simd.h says.
 *
 * A frame decides on boxes, a plane on edges, and the geodesic on the edges between.  Boxes of
 * items tell more than those of nodes, since an item reaches each side of its own: if all of some
 * side is within, so is the item (Roussopoulos, Kelley and Vincent, "Nearest Neighbor Queries",
 * SIGMOD 1995).  The sides to the west and east are those of the corners.  Those to the north and
 * south lie farther out, by the bulge that suy-bound.c adds for the widest edge, which is no wider
 * than the box.
 *
 * The nodes of level 0, offsets and corners that a node of level 1 leads to are called into the
 * cache before the first of them is looked at, so that their way from memory is gone but once. */

#pragma once

#include "suy-index-node-simd.h"
#include "suy-shape-index-private.h"
#include "suy-shape-within.h"

#define WIDE_UNITS 1e7f /* suy-bound.c treats wider edges otherwise */
#define BULGE (1.7453293e-9f / 12 * 1.0001f)
#define BULGE_MORE 3.0f
#define METRES_A_UNIT 0.011173 /* at most; far away, rounding hides 3 m of 8 km, EDGE_ROOM has 80 \
                                */
#define EDGE_ROOM 0.98f

/* Everything spread over the lanes. */
typedef struct
{
  SuyShapeWithin *self;
  SuyNodeFrame node;
  SuyInts x, y;
  SuyFloats most_dx2, most_dy2, most_edge2;
  SuyFloats p[3], sixth, n[3], half, part, in, out;
} SuyWithin;

/* What the boxes of a leaf say of its items. */
typedef struct
{
  guint32 sure, ask, around; /* within; to be looked at; with the centre in the box */
} SuyLeafMasks;

SUY_SIMD_INLINE SuyWithin
suy_within_start (SuyShapeWithin *self)
{
  const SuyPlane *plane = &self->plane;
  float edge = (float) (self->edge_m / METRES_A_UNIT);
  float dx = (float) plane->most_dx, dy = (float) plane->most_dy;
  SuyWithin w = { .self = self, .node = suy_node_frame (&self->frame) };

  w.x = suy_ints (plane->x);
  w.y = suy_ints (plane->y);
  w.most_dx2 = suy_floats (dx * dx * 0.9999f);
  w.most_dy2 = suy_floats (dy * dy * 0.9999f);
  w.most_edge2 = suy_floats (edge * edge * EDGE_ROOM);
  for (guint i = 0; i < 3; i++)
    {
      w.p[i] = suy_floats (plane->p[i]);
      w.n[i] = suy_floats (plane->n[i]);
    }
  w.sixth = suy_floats (plane->sixth);
  w.half = suy_floats (plane->half);
  w.part = suy_floats (plane->part);
  w.in = suy_floats (plane->surely_in);
  w.out = suy_floats (plane->surely_out);

  return w;
}

/* A bound for the squared chord to an item that reaches all sides of the box. */
SUY_SIMD_INLINE SuyFloats
suy_within_least_side (SuyFloats w, SuyFloats e, SuyFloats s, SuyFloats n, const SuyNodeFrame *f)
{
  SuyFloats w2 = w * w, e2 = e * e, s2 = s * s, n2 = n * n;
  SuyFloats width = e - w;
  SuyFloats bulge = width * width * suy_floats (BULGE) + suy_floats (BULGE_MORE);
  SuyFloats side = suy_floats_min (suy_floats_max (s, -s), suy_floats_max (n, -n)) + bulge;
  SuyFloats upright = suy_floats_min (w2, e2) * f->far_x + suy_floats_max (s2, n2) * f->far_y;
  SuyFloats level = suy_floats_max (w2, e2) * f->far_x + side * side * f->far_y;
  SuyInts wide = width > suy_floats (WIDE_UNITS);

  return suy_floats_min (upright, level + (SuyFloats) (wide & (SuyInts) suy_floats (1e30f)));
}

SUY_SIMD_INLINE SuyLeafMasks
suy_within_leaf (const SuyIndexNode *node, const SuyNodeFrame *f, guint32 present)
{
  SuyLeafMasks masks = { 0, 0, 0 };
  guint32 visit = 0;

  for (guint i = 0; i < SUY_INDEX_FANOUT; i += SUY_LANES)
    {
      SuyFloats w = suy_difference (suy_ints_load (node->min_x + i), f->x);
      SuyFloats e = suy_difference (suy_ints_load (node->max_x + i), f->x);
      SuyFloats s = suy_difference (suy_ints_load (node->min_y + i), f->y);
      SuyFloats n = suy_difference (suy_ints_load (node->max_y + i), f->y);
      SuyFloats near = suy_node_near (node, i, f);

      visit |= suy_ints_mask (near <= f->out) << i;
      masks.around |= suy_ints_mask (near == suy_floats (0)) << i;
      masks.sure |= suy_ints_mask (suy_within_least_side (w, e, s, n, f) <= f->in) << i;
    }

  masks.sure &= visit & present;
  masks.ask = visit & present & ~masks.sure;

  return masks;
}

typedef struct
{
  SuyFloats dx, dy, x, y;
} SuyCorners;

/* Puts SUY_LANES corners on the plane. */
SUY_SIMD_INLINE SuyCorners
suy_within_corners (const SuyWithin *w, const SuyPoint *at)
{
  const gint32 *raw = (const gint32 *) at;
  SuyInts l = suy_ints_load (raw), r = suy_ints_load (raw + SUY_LANES);
#if SUY_LANES == 8
  SuyInts x = __builtin_shufflevector (l, r, 0, 2, 8, 10, 4, 6, 12, 14);
  SuyInts y = __builtin_shufflevector (l, r, 1, 3, 9, 11, 5, 7, 13, 15);
#else
  SuyInts x = __builtin_shufflevector (l, r, 0, 2, 4, 6);
  SuyInts y = __builtin_shufflevector (l, r, 1, 3, 5, 7);
#endif
  SuyCorners c = { suy_difference (x, w->x), suy_difference (y, w->y), { 0 }, { 0 } };
  SuyFloats b2 = c.dx * c.dx;
  SuyFloats p = w->p[0] + c.dy * (w->p[1] + c.dy * w->p[2]);

  c.x = c.dx * (1 - w->sixth * b2) * p;
  c.y = c.dy * (w->n[0] + c.dy * (w->n[1] + c.dy * w->n[2])) + b2 * (w->half - w->part * b2) * p;

  return c;
}

/* Which lane holds which corner; the shuffles of AVX2 stay within halves. */
#if SUY_LANES == 8
static const guint8 suy_within_lane[SUY_LANES] = { 0, 1, 4, 5, 2, 3, 6, 7 };
#define SUY_WITHIN_FIRST(n) (suy_within_first[n])
static const guint8 suy_within_first[] = { 0x00, 0x01, 0x03, 0x13, 0x33, 0x37, 0x3f, 0x7f, 0xff };
#else
static const guint8 suy_within_lane[SUY_LANES] = { 0, 1, 2, 3 };
#define SUY_WITHIN_FIRST(n) ((1u << (n)) - 1)
#endif

/* The edges from SUY_LANES corners to the corners behind them.  Returns: those within; in @ask
 * those that the plane cannot tell of */
SUY_SIMD_INLINE guint32
suy_within_edges (const SuyWithin *w, const SuyCorners *a, const SuyCorners *b, guint32 *ask)
{
  SuyFloats ex = b->x - a->x, ey = b->y - a->y;
  SuyFloats square = ex * ex + ey * ey;
  SuyFloats part = -(a->x * ex + a->y * ey) / suy_floats_max (square, suy_floats (1e-12f));
  SuyFloats t = suy_floats_min (suy_floats_max (part, suy_floats (0)), suy_floats (1));
  SuyFloats x = a->x + t * ex, y = a->y + t * ey;
  SuyFloats d2 = x * x + y * y;
  SuyFloats rx = b->dx - a->dx, ry = b->dy - a->dy;
  SuyInts near = (suy_floats_max (a->dx * a->dx, b->dx * b->dx) <= w->most_dx2) &
                 (suy_floats_max (a->dy * a->dy, b->dy * b->dy) <= w->most_dy2);
  guint32 is_near = suy_ints_mask (near);
  guint32 is_short = suy_ints_mask (rx * rx + ry * ry <= w->most_edge2);
  guint32 in = suy_ints_mask (d2 <= w->in) & is_near & is_short;
  guint32 out = (suy_ints_mask (d2 > w->out) | ~is_near) & is_short;

  *ask = ~(in | out);

  return in;
}

/* Whether one of @n edges (or points) that begin with @at and those behind is within. */
SUY_SIMD_INLINE gboolean
suy_within_run (const SuyWithin *w, const SuyPoint *at, guint32 n, gboolean is_point)
{
  guint32 ask;

  for (guint32 i = 0; i < n; i += SUY_LANES)
    {
      guint32 wanted = SUY_WITHIN_FIRST (MIN (n - i, SUY_LANES));
      SuyCorners a = suy_within_corners (w, at + i);
      SuyCorners b = is_point ? a : suy_within_corners (w, at + i + 1);

      if ((suy_within_edges (w, &a, &b, &ask) & wanted) != 0)
        return TRUE;
      for (ask &= wanted; ask != 0; ask &= ask - 1)
        if (suy_shape_within_edge (w->self, at + i + suy_within_lane[__builtin_ctz (ask)],
                                   is_point))
          return TRUE;
    }

  return FALSE;
}

SUY_SIMD static gboolean
suy_within_item (const SuyWithin *w, guint32 position, gboolean is_around)
{
  const SuyShapeIndex *index = w->self->index;
  gboolean is_point = index->kinds[position] == SUY_SHAPE_POINT;
  const SuyPoint *points = index->points + index->first_points[position];
  guint32 begin = 0;

  for (guint32 run = index->first_runs[position]; run < index->first_runs[position + 1]; run++)
    {
      guint32 end = index->ends[run];

      if (suy_within_run (w, points + begin, end - begin - (is_point ? 0 : 1), is_point))
        return TRUE;
      begin = end;
    }

  return is_around && index->kinds[position] == SUY_SHAPE_POLYGON &&
         suy_shape_within_holds (w->self, position);
}

/* Adds the items of leaf node @node that are within. */
SUY_SIMD static void
suy_within_items (const SuyWithin *w, guint32 node, SuyLeafMasks masks)
{
  const guint32 *items = w->self->index->items + node * SUY_INDEX_FANOUT;
  SuyItems *out = w->self->items;
  guint32 found = masks.sure;
  guint32 *at;

  for (guint32 ask = masks.ask; ask != 0; ask &= ask - 1)
    {
      guint k = (guint) __builtin_ctz (ask);

      if (suy_within_item (w, node * SUY_INDEX_FANOUT + k, (masks.around >> k & 1) != 0))
        found |= 1u << k;
    }

  suy_items_reserve (out, SUY_INDEX_FANOUT);
  at = out->at + out->n;
  for (; found != 0; found &= found - 1)
    *at++ = items[__builtin_ctz (found)];
  out->n = (gsize) (at - out->at);
}

SUY_SIMD_INLINE void
suy_within_call (const void *memory, gsize size)
{
  for (gsize at = 0; at < size; at += 64)
    __builtin_prefetch ((const char *) memory + at);
}

SUY_SIMD_INLINE void
suy_within_call_corners (const SuyShapeIndex *index, guint32 node, guint32 ask)
{
  guint32 first, last;

  if (ask == 0)
    return;

  first = node * SUY_INDEX_FANOUT + (guint32) __builtin_ctz (ask);
  last = node * SUY_INDEX_FANOUT + 31 - (guint32) __builtin_clz (ask);
  first = index->first_points[first];
  last = index->first_points[last + 1];
  suy_within_call (index->points + first, MIN (last - first, 128u) * sizeof (SuyPoint));
}

/* The leaf nodes @visit below node @node of level 1; of them @inside are wholly within. */
SUY_SIMD static void
suy_within_leaves (const SuyWithin *w, guint32 node, guint32 visit, guint32 inside)
{
  const SuyShapeIndex *index = w->self->index;
  SuyLeafMasks masks[SUY_INDEX_FANOUT];
  guint32 first = node * SUY_INDEX_FANOUT;

  for (guint32 left = visit & ~inside; left != 0; left &= left - 1)
    {
      guint32 leaf = first + (guint32) __builtin_ctz (left);

      suy_within_call (&index->levels.nodes[0][leaf], sizeof (SuyIndexNode));
      __builtin_prefetch (index->first_points + leaf * SUY_INDEX_FANOUT);
    }

  for (guint32 left = visit & ~inside; left != 0; left &= left - 1)
    {
      guint k = (guint) __builtin_ctz (left);

      masks[k] = suy_within_leaf (&index->levels.nodes[0][first + k], &w->node,
                                  suy_index_present (&index->levels, 0, first + k));
      if ((masks[k].ask | masks[k].sure) == 0)
        visit &= ~(1u << k);
      else
        suy_within_call_corners (index, first + k, masks[k].ask);
    }

  while (visit != 0)
    {
      guint k = (guint) __builtin_ctz (visit);
      guint n = 1;

      if ((inside >> k & 1) == 0)
        suy_within_items (w, first + k, masks[k]);
      else
        {
          n = (guint) __builtin_ctz (~(inside >> k));
          suy_shape_index_add_run (index, suy_shape_index_first (index, 1, first + k),
                                   suy_shape_index_first (index, 1, first + k + n), w->self->items);
        }
      visit = visit >> (k + n) << (k + n);
    }
}

SUY_SIMD static void
suy_within_walk (const SuyWithin *w, guint level, guint32 node)
{
  const SuyShapeIndex *index = w->self->index;
  guint32 first = node * SUY_INDEX_FANOUT;
  guint32 inside;
  guint32 visit = suy_node_within (&index->levels.nodes[level][node], &w->node, &inside) &
                  suy_index_present (&index->levels, level, node);

  inside &= visit;
  if (level == 1)
    {
      suy_within_leaves (w, node, visit, inside);
      return;
    }

  for (guint32 left = visit & ~inside; left != 0; left &= left - 1)
    suy_within_call (&index->levels.nodes[level - 1][first + (guint32) __builtin_ctz (left)],
                     sizeof (SuyIndexNode));

  while (visit != 0)
    {
      guint k = (guint) __builtin_ctz (visit);
      guint n = 1;

      if ((inside >> k & 1) == 0)
        suy_within_walk (w, level - 1, first + k);
      else
        {
          n = (guint) __builtin_ctz (~(inside >> k));
          suy_shape_index_add_run (index, suy_shape_index_first (index, level, first + k),
                                   suy_shape_index_first (index, level, first + k + n),
                                   w->self->items);
        }
      visit = visit >> (k + n) << (k + n);
    }
}

SUY_SIMD_INLINE void
suy_shape_within_run (SuyShapeWithin *self)
{
  SuyWithin w = suy_within_start (self);
  guint n_levels = self->index->levels.n_levels;

  if (n_levels > 1)
    suy_within_walk (&w, n_levels - 1, 0);
  else
    suy_within_items (&w, 0,
                      suy_within_leaf (self->index->levels.nodes[0], &w.node,
                                       suy_index_present (&self->index->levels, 0, 0)));
}
