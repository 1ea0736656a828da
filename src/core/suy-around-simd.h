/* suy-around-simd.h: the walk through an index with the pieces of an outline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Included as suy-simd.h says.  The bounds stand in suy-around.c. */

#pragma once

#include "suy-around.h"
#include "suy-index-node-simd.h"

/* Of SUY_LANES boxes, those that may hold something within of @piece, and in @sure those that hold
 * nothing else. */
SUY_SIMD_INLINE guint32
suy_around_boxes (const SuyAround *self,
                  const SuyIndexNode *node,
                  guint i,
                  const SuyPiece *piece,
                  guint32 *sure)
{
  SuyInts min_x = suy_ints_load (node->min_x + i), min_y = suy_ints_load (node->min_y + i);
  SuyInts max_x = suy_ints_load (node->max_x + i), max_y = suy_ints_load (node->max_y + i);
  SuyInts x = suy_ints_max (min_x, suy_ints (piece->box.min_x));
  SuyInts y = suy_ints_max (min_y, suy_ints (piece->box.min_y));
  SuyFloats dx =
      suy_difference (x, suy_ints_min (x, suy_ints_min (max_x, suy_ints (piece->box.max_x))));
  SuyFloats dy =
      suy_difference (y, suy_ints_min (y, suy_ints_min (max_y, suy_ints (piece->box.max_y))));
  SuyInts mx = suy_ints (piece->middle.x), my = suy_ints (piece->middle.y);
  SuyFloats w = suy_difference (min_x, mx), e = suy_difference (max_x, mx);
  SuyFloats s = suy_difference (min_y, my), n = suy_difference (max_y, my);
  SuyFloats most =
      suy_floats_max (w * w, e * e) * self->far_x + suy_floats_max (s * s, n * n) * self->far_y;

  *sure = suy_ints_mask (most <= suy_floats (self->in));

  return suy_ints_mask (dx * dx * self->near_x + dy * dy * self->near_y <= suy_floats (self->out));
}

/* Fills in list->near.  Returns: the children near to some piece; in @sure those wholly within */
SUY_SIMD static guint32
suy_around_near (const SuyAround *self, const SuyIndexNode *node, SuyPieceList *list, guint32 *sure)
{
  guint32 any = 0, all = 0;

  for (guint32 p = 0; p < list->n_pieces; p++)
    {
      const SuyPiece *piece = &self->pieces[list->pieces[p]];
      guint32 near = 0, within = 0;

      for (guint i = 0; i < SUY_INDEX_FANOUT; i += SUY_LANES)
        {
          guint32 lanes;

          near |= suy_around_boxes (self, node, i, piece, &lanes) << i;
          within |= lanes << i;
        }
      list->near[p] = (guint16) near;
      any |= near;
      all |= (piece->role & SUY_PIECE_GROUND) != 0 ? within : 0;
    }
  *sure = all;

  return any;
}

/* The children whose south side is inside the polygon, for children that no piece touches: a ray
 * from there to the east crosses all of a piece or none. */
SUY_SIMD static guint32
suy_around_parity (const SuyAround *self, const SuyIndexNode *node, const SuyPieceList *list)
{
  guint32 inside = 0;

  for (guint i = 0; i < SUY_INDEX_FANOUT; i += SUY_LANES)
    {
      SuyInts y = suy_ints_load (node->min_y + i), x = suy_ints_load (node->max_x + i);
      SuyInts odd = { 0 };

      for (guint32 r = 0; r < list->n_rays; r++)
        {
          const SuyPiece *piece = &self->pieces[list->rays[r]];
          SuyInts low = suy_ints (MIN (piece->a.y, piece->b.y));
          SuyInts high = suy_ints (MAX (piece->a.y, piece->b.y));

          odd ^= (y >= low) & (y < high) & (x < suy_ints (piece->box.min_x));
        }
      inside |= suy_ints_mask (odd) << i;
    }

  return inside;
}

SUY_SIMD_INLINE void
suy_around_add (const SuyAround *self, guint32 first, guint32 end)
{
  SuyItems *items = self->items;

  end = MIN (end, self->n);
  suy_items_reserve (items, end - first);
  memcpy (items->at + items->n, self->item_of + first, (end - first) * sizeof *items->at);
  items->n += end - first;
}

SUY_SIMD static void
suy_around_segments (const SuyAround *self,
                     const SuyPieceList *list,
                     const SuyPlane *plane,
                     guint32 leaves,
                     guint32 *n)
{
  SuySegment *to = self->segments;

  for (guint32 p = 0; p < list->n_pieces; p++)
    {
      const SuyPiece *piece = &self->pieces[list->pieces[p]];
      float x, y, square;

      if ((list->near[p] & leaves) == 0 || (piece->role & SUY_PIECE_GROUND) == 0)
        continue;

      suy_plane_place (plane, piece->a, &to->x, &to->y);
      suy_plane_place (plane, piece->b, &x, &y);
      to->way_x = x - to->x;
      to->way_y = y - to->y;
      square = to->way_x * to->way_x + to->way_y * to->way_y;
      to->per_x = square > 1e-6f ? to->way_x / square : 0;
      to->per_y = square > 1e-6f ? to->way_y / square : 0;
      to->piece = list->pieces[p];
      to->near = list->near[p];
      to++;
    }

  *n = (guint32) (to - self->segments);
}

/* The squared distances of SUY_LANES points from the nearest of the segments near to leaf @leaf. */
SUY_SIMD_INLINE SuyFloats
suy_around_distance (const SuySegment *segments, guint32 n, guint leaf, SuyFloats x, SuyFloats y)
{
  SuyFloats best = suy_floats (1e30f);

  for (guint32 i = 0; i < n; i++)
    {
      const SuySegment *s = &segments[i];
      SuyFloats px, py, t;

      if ((s->near >> leaf & 1) == 0)
        continue;

      px = x - s->x;
      py = y - s->y;
      t = suy_floats_min (suy_floats_max (px * s->per_x + py * s->per_y, suy_floats (0)),
                          suy_floats (1));
      px -= t * s->way_x;
      py -= t * s->way_y;
      best = suy_floats_min (best, px * px + py * py);
    }

  return best;
}

/* Puts SUY_LANES places on the plane. */
SUY_SIMD_INLINE void
suy_around_place (const SuyPlane *f, SuyInts px, SuyInts py, SuyFloats *x, SuyFloats *y)
{
  SuyFloats dx = suy_difference (px, suy_ints (f->x)), dy = suy_difference (py, suy_ints (f->y));
  SuyFloats b2 = dx * dx;
  SuyFloats wide = f->p[0] + dy * (f->p[1] + dy * f->p[2]);

  *x = dx * (1 - f->sixth * b2) * wide;
  *y = dy * (f->n[0] + dy * (f->n[1] + dy * f->n[2])) + b2 * (f->half - f->part * b2) * wide;
}

/* The points of leaf @leaf that are surely within; in @ask those that may be. */
SUY_SIMD static guint32
suy_around_points (const SuyAround *self,
                   const SuyAroundPlane *p,
                   guint32 n_segments,
                   guint32 leaf,
                   guint32 *ask)
{
  const gint32 *at = self->index->blocks + (gsize) leaf * 2 * SUY_POINT_LEAF;
  guint32 in = 0, out = 0;

  for (guint i = 0; i < SUY_POINT_LEAF; i += SUY_LANES)
    {
      const gint32 *from = at + i / SUY_POINT_BLOCK * 2 * SUY_POINT_BLOCK + i % SUY_POINT_BLOCK;
      SuyFloats x, y, d2;

      suy_around_place (&p->plane, suy_ints_load (from), suy_ints_load (from + SUY_POINT_BLOCK), &x,
                        &y);
      d2 = suy_around_distance (self->segments, n_segments, leaf % SUY_INDEX_FANOUT, x, y);

      in |= suy_ints_mask (d2 <= suy_floats (p->in)) << i;
      out |= suy_ints_mask (d2 > suy_floats (p->out)) << i;
    }
  *ask = ~in & ~out;

  return in;
}

/* Settles the points of leaf @leaf that are in doubt, looks whether those outside the outline are
 * inside the polygon, and adds what is within. */
SUY_SIMD static void
suy_around_settle (const SuyAround *self,
                   const SuyPieceList *list,
                   guint32 n_segments,
                   guint32 leaf,
                   guint32 found,
                   guint32 ask)
{
  guint32 first = leaf * SUY_POINT_LEAF;
  guint32 n = MIN (self->index->n - first, SUY_POINT_LEAF);
  guint32 present = n == 32 ? G_MAXUINT32 : (1u << n) - 1;
  SuyItems *items = self->items;
  guint32 *to;

  for (ask &= present; ask != 0; ask &= ask - 1)
    {
      guint k = (guint) __builtin_ctz (ask);

      if (suy_around_settles (self, self->segments, n_segments, leaf % SUY_INDEX_FANOUT,
                              suy_point_index_point (self->index, first + k)))
        found |= 1u << k;
    }

  if (self->is_solid)
    for (guint32 rest = present & ~found; rest != 0; rest &= rest - 1)
      {
        guint k = (guint) __builtin_ctz (rest);

        if (suy_around_inside (self, list, suy_point_index_point (self->index, first + k)))
          found |= 1u << k;
      }

  suy_items_reserve (items, SUY_POINT_LEAF);
  to = items->at + items->n;
  for (found &= present; found != 0; found &= found - 1)
    *to++ = self->index->items[first + (guint32) __builtin_ctz (found)];
  items->n = (gsize) (to - items->at);
}

/* The points of a leaf that fits on no plane. */
SUY_SIMD static void
suy_around_exact (const SuyAround *self, const SuyPieceList *list, guint32 leaf)
{
  guint32 first = leaf * SUY_POINT_LEAF;
  guint32 end = MIN (first + SUY_POINT_LEAF, self->index->n);

  for (guint32 i = first; i < end; i++)
    {
      SuyPoint point = suy_point_index_point (self->index, i);

      if (suy_around_pieces (self, list, point) ||
          (self->is_solid && suy_around_inside (self, list, point)))
        suy_around_add (self, i, i + 1);
    }
}

/* The box of the leaves @leaves of @node and of all pieces near to them. */
static SuyBox
suy_around_extent (const SuyAround *self,
                   const SuyPieceList *list,
                   const SuyIndexNode *node,
                   guint32 leaves)
{
  SuyBox box = SUY_BOX_EMPTY;

  for (guint32 left = leaves; left != 0; left &= left - 1)
    {
      guint k = (guint) __builtin_ctz (left);

      suy_box_add (&box,
                   &(SuyBox){ node->min_x[k], node->min_y[k], node->max_x[k], node->max_y[k] });
    }
  for (guint32 p = 0; p < list->n_pieces; p++)
    if ((list->near[p] & leaves) != 0)
      suy_box_add (&box, &self->pieces[list->pieces[p]].box);

  return box;
}

/* Adds what is within of the leaves @leaves below node @at of level 0, and all of @sure. */
SUY_SIMD static void
suy_around_leaves (const SuyAround *self,
                   const SuyPieceList *list,
                   guint32 at,
                   guint32 leaves,
                   guint32 sure)
{
  const SuyIndexNode *node = &self->levels->nodes[0][at];
  SuyAroundPlane plane;
  guint32 n = 0;
  gboolean fits = TRUE;

  if (leaves != 0)
    {
      SuyBox extent = suy_around_extent (self, list, node, leaves);

      fits = suy_around_plane_init (&plane, self, &extent);
      if (fits)
        suy_around_segments (self, list, &plane.plane, leaves, &n);
    }

  /* Leaves far apart have a plane each. */
  if (!fits && (leaves & (leaves - 1)) != 0)
    {
      for (guint32 left = leaves | sure; left != 0; left &= left - 1)
        suy_around_leaves (self, list, at, left & -left & leaves, left & -left & sure);
      return;
    }

  for (guint32 left = leaves | sure; left != 0; left &= left - 1)
    {
      guint k = (guint) __builtin_ctz (left);
      guint32 leaf = at * SUY_INDEX_FANOUT + k;
      guint32 found, ask;

      if ((sure >> k & 1) != 0)
        suy_around_add (self, leaf * SUY_POINT_LEAF, (leaf + 1) * SUY_POINT_LEAF);
      else if (!fits)
        suy_around_exact (self, list, leaf);
      else
        {
          found = suy_around_points (self, &plane, n, leaf, &ask);
          suy_around_settle (self, list, n, leaf, found, ask);
        }
    }
}

/* Whether some corner of the shape at @position is surely within. */
SUY_SIMD static gboolean
suy_around_corners (const SuyAround *self, const SuyAroundPlane *p, guint32 n, guint32 position)
{
  const SuyPoint *points = self->shapes->points + self->shapes->first_points[position];
  guint32 n_points =
      self->shapes->first_points[position + 1] - self->shapes->first_points[position];

  for (guint32 first = 0; first < n_points; first += SUY_LANES)
    {
      gint32 xs[SUY_LANES], ys[SUY_LANES];
      SuyFloats x, y, d2;

      for (guint32 i = 0; i < SUY_LANES; i++)
        {
          xs[i] = points[MIN (first + i, n_points - 1)].x;
          ys[i] = points[MIN (first + i, n_points - 1)].y;
        }
      suy_around_place (&p->plane, suy_ints_load (xs), suy_ints_load (ys), &x, &y);
      d2 = suy_around_distance (self->segments, n, position % SUY_INDEX_FANOUT, x, y);
      if (suy_ints_mask (d2 <= suy_floats (p->in)) != 0)
        return TRUE;
    }

  return FALSE;
}

/* Adds what is within of the shapes @ask below node @at of level 0, and all of @sure.  A corner
 * that is near is enough; where there is none, the shapes are measured. */
SUY_SIMD static void
suy_around_shapes (const SuyAround *self,
                   const SuyPieceList *list,
                   guint32 at,
                   guint32 ask,
                   guint32 sure)
{
  SuyAroundPlane plane;
  guint32 n = 0;
  gboolean fits = FALSE;

  if (ask != 0)
    {
      SuyBox extent = suy_around_extent (self, list, &self->levels->nodes[0][at], ask);

      fits = suy_around_plane_init (&plane, self, &extent);
      if (fits)
        suy_around_segments (self, list, &plane.plane, ask, &n);
    }

  for (guint32 left = ask | sure; left != 0; left &= left - 1)
    {
      guint k = (guint) __builtin_ctz (left);
      guint32 position = at * SUY_INDEX_FANOUT + k;

      if ((sure >> k & 1) != 0 || (fits && suy_around_corners (self, &plane, n, position)) ||
          self->holds (self, position))
        suy_around_add (self, position, position + 1);
    }
}

/* What child @k of @node has to look at. */
SUY_SIMD static void
suy_around_hand_down (const SuyAround *self,
                      const SuyPieceList *list,
                      const SuyIndexNode *node,
                      guint k,
                      SuyPieceList *to)
{
  to->n_pieces = 0;
  for (guint32 p = 0; p < list->n_pieces; p++)
    {
      to->pieces[to->n_pieces] = list->pieces[p];
      to->n_pieces += list->near[p] >> k & 1;
    }

  to->n_rays = 0;
  for (guint32 r = 0; r < list->n_rays; r++)
    {
      const SuyBox *box = &self->pieces[list->rays[r]].box;

      to->rays[to->n_rays] = list->rays[r];
      to->n_rays += (box->min_y <= node->max_y[k]) & (box->max_y >= node->min_y[k]) &
                    (box->max_x >= node->min_x[k]);
    }
}

SUY_SIMD_INLINE void
suy_around_call (const SuyAround *self, guint level, guint32 at, guint32 children)
{
  for (; children != 0; children &= children - 1)
    {
      guint32 child = at * SUY_INDEX_FANOUT + (guint32) __builtin_ctz (children);
      const char *memory =
          level > 0 ? (const char *) &self->levels->nodes[level - 1][child]
          : self->index != NULL
              ? (const char *) (self->index->blocks + (gsize) child * 2 * SUY_POINT_LEAF)
              : (const char *) (self->shapes->points + self->shapes->first_points[child]);

      for (guint i = 0; i < 256; i += 64)
        __builtin_prefetch (memory + i);
    }
}

/* Looks below node @at of @level with the pieces and rays that its parent's list, lists[level + 1],
 * has handed down. */
SUY_SIMD static void
suy_around_walk (SuyAround *self, guint level, guint32 at)
{
  const SuyIndexNode *node = &self->levels->nodes[level][at];
  guint32 present = suy_index_present (self->levels, level, at);
  SuyPieceList *list = &self->lists[level + 1];
  guint32 sure;
  guint32 any = suy_around_near (self, node, list, &sure) & present;

  sure &= any;
  if (self->is_solid && (present & ~any) != 0)
    sure |= suy_around_parity (self, node, list) & present & ~any;
  any &= ~sure;
  suy_around_call (self, level, at, any);

  if (level == 0)
    {
      if (self->index != NULL)
        suy_around_leaves (self, list, at, any, sure);
      else
        suy_around_shapes (self, list, at, any, sure);
      return;
    }

  for (guint32 left = any | sure; left != 0; left &= left - 1)
    {
      guint k = (guint) __builtin_ctz (left);
      guint32 child = at * SUY_INDEX_FANOUT + k;
      guint32 shift = 4 * level;

      if ((sure >> k & 1) != 0)
        {
          guint64 first = (guint64) child * self->leaf << shift;

          suy_around_add (self, (guint32) first,
                          (guint32) MIN (first + ((guint64) self->leaf << shift), self->n));
        }
      else
        {
          suy_around_hand_down (self, list, node, k, &self->lists[level]);
          suy_around_walk (self, level - 1, child);
        }
    }
}

SUY_SIMD_INLINE void
suy_around_run (SuyAround *self)
{
  suy_around_walk (self, self->levels->n_levels - 1, 0);
}
