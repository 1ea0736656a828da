/* suy-tile-cutter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-cutter.h"

#include "suy-tile-clip.h"
#include "suy-tile-put.h"
#include "suy-tile-rings.h"

#define FEW 64     /* points to have room for */
#define MIN_AREA 1 /* square units */

static const SuyFarBox edges = { -SUY_TILE_MARGIN, -SUY_TILE_MARGIN,
                                 SUY_TILE_EXTENT + SUY_TILE_MARGIN,
                                 SUY_TILE_EXTENT + SUY_TILE_MARGIN };

void
suy_tile_cutter_init (SuyTileCutter *self)
{
  *self = (SuyTileCutter){ .far = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                           .spare = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                           .parts = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                           .part_ends = g_array_new (FALSE, FALSE, sizeof (guint32)) };
}

void
suy_tile_cutter_clear (SuyTileCutter *self)
{
  g_free (self->points);
  suy_items_clear (&self->ends);
  g_free (self->bytes);
  g_array_unref (self->far);
  g_array_unref (self->spare);
  g_array_unref (self->parts);
  g_array_unref (self->part_ends);
}

/* Returns: where the next points go; there is room for @more */
static inline SuyPoint *
reserve_points (SuyTileCutter *self, guint more)
{
  if (self->points_room - self->n_points < more)
    {
      self->points_room = MAX (2 * self->points_room, self->n_points + more + FEW);
      self->points = g_renew (SuyPoint, self->points, self->points_room);
    }

  return self->points + self->n_points;
}

static inline guint32
last_end (const SuyTileCutter *self)
{
  return self->ends.n > 0 ? self->ends.at[self->ends.n - 1] : 0;
}

static inline void
push_end (SuyTileCutter *self)
{
  if (self->ends.n == self->ends.room)
    suy_items_reserve (&self->ends, 1);
  self->ends.at[self->ends.n++] = self->n_points;
}

/* Appends the run's corners that the zoom needs, repeated ones once.  Only for what lies within the
 * frame's box. */
static void
round_run (SuyTileCutter *self,
           const SuyTileFrame *frame,
           const SuySpot *spots,
           const guint8 *zooms,
           guint32 n)
{
  SuyPoint *out = reserve_points (self, n);
  guint n_kept = 0;

  for (guint32 i = 0; i < n; i++)
    if (zooms[i] <= frame->zoom)
      {
        SuyPoint point = { suy_tile_frame_x (frame, spots[i].x),
                           suy_tile_frame_y (frame, spots[i].y) };

        if (n_kept == 0 || out[n_kept - 1].x != point.x || out[n_kept - 1].y != point.y)
          out[n_kept++] = point;
      }
  self->n_points += n_kept;
}

/* The same into far, wherever it lies. */
static void
round_far (SuyTileCutter *self,
           const SuyTileFrame *frame,
           const SuySpot *spots,
           const guint8 *zooms,
           guint32 n)
{
  SuyFar *out;
  guint n_kept = 0;

  g_array_set_size (self->far, n);
  out = (SuyFar *) (gpointer) self->far->data;
  for (guint32 i = 0; i < n; i++)
    if (zooms[i] <= frame->zoom)
      {
        SuyFar point = { (spots[i].x - frame->left + frame->half) >> frame->shift,
                         (spots[i].y - frame->top + frame->half) >> frame->shift };

        if (n_kept == 0 || out[n_kept - 1].x != point.x || out[n_kept - 1].y != point.y)
          out[n_kept++] = point;
      }
  g_array_set_size (self->far, n_kept);
}

static void
push_far (SuyTileCutter *self, const SuyFar *far, guint n)
{
  SuyPoint *out = reserve_points (self, n);
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    {
      SuyPoint point = { (gint32) far[i].x, (gint32) far[i].y };

      if (n_kept == 0 || out[n_kept - 1].x != point.x || out[n_kept - 1].y != point.y)
        out[n_kept++] = point;
    }
  self->n_points += n_kept;
}

static void
end_line (SuyTileCutter *self)
{
  guint32 start = last_end (self);

  if (self->n_points < start + 2)
    self->n_points = start;
  else
    push_end (self);
}

static void
cut_line (SuyTileCutter *self,
          const SuyTileFrame *frame,
          const SuySpot *spots,
          const guint8 *zooms,
          guint32 n)
{
  guint32 start = 0;

  round_far (self, frame, spots, zooms, n);
  g_array_set_size (self->parts, 0);
  g_array_set_size (self->part_ends, 0);
  suy_clip_line ((const SuyFar *) (gpointer) self->far->data, self->far->len, edges, self->parts,
                 self->part_ends);
  for (guint i = 0; i < self->part_ends->len; i++)
    {
      guint32 end = g_array_index (self->part_ends, guint32, i);

      push_far (self, &g_array_index (self->parts, SuyFar, start), end - start);
      end_line (self);
      start = end;
    }
}

static void
turn_round (SuyPoint *points, guint n)
{
  for (guint i = 0, j = n; i + 1 < j; i++)
    {
      SuyPoint point = points[i];

      points[i] = points[--j];
      points[j] = point;
    }
}

/* Returns: FALSE, and nothing added, if the ring is too small to show */
static gboolean
end_ring (SuyTileCutter *self, gboolean is_hole)
{
  guint32 start = last_end (self);
  SuyPoint *points = self->points + start;
  guint n = suy_ring_clean (points, self->n_points - start);
  gint64 area2 = n >= 3 ? suy_ring_get_area2 (points, n) : 0;

  self->n_points = start;
  if (ABS (area2) < 2 * MIN_AREA)
    return FALSE;

  if ((area2 < 0) != is_hole)
    turn_round (points, n);
  self->n_points += n;
  push_end (self);

  return TRUE;
}

/* The only ring of a shape, as most are: a convex one needs no more looking at.  Returns: FALSE,
 * and nothing done, if it isn't */
static gboolean
end_convex (SuyTileCutter *self)
{
  SuyPoint *points = self->points;
  guint n = self->n_points;
  gint64 area2;

  if (n > 1 && points[n - 1].x == points[0].x && points[n - 1].y == points[0].y)
    n--;
  if (n < 3 || !suy_ring_is_convex (points, n))
    return FALSE;

  area2 = suy_ring_get_area2 (points, n);
  self->n_points = ABS (area2) < 2 * MIN_AREA ? 0 : n;
  if (area2 < 0)
    turn_round (points, n);
  if (self->n_points > 0)
    push_end (self);

  return TRUE;
}

/* Drops holes that rounding carried out of their outer ring: all rings lie apart, so one corner
 * tells. */
static void
drop_strays (SuyTileCutter *self)
{
  SuyPoint *points = self->points;
  guint n_kept = 0;
  guint32 start = 0;
  SuySpan outer = { 0, 0 };

  self->n_points = 0;
  for (gsize i = 0; i < self->ends.n; i++)
    {
      guint32 end = self->ends.at[i];
      guint32 n = end - start;
      gboolean is_hole = suy_ring_get_area2 (points + start, n) < 0;

      if (!is_hole || suy_ring_holds (points + outer.first, outer.end - outer.first, points[start]))
        {
          memmove (points + self->n_points, points + start, n * sizeof *points);
          if (!is_hole)
            outer = (SuySpan){ self->n_points, self->n_points + n };
          self->n_points += n;
          self->ends.at[n_kept++] = self->n_points;
        }
      start = end;
    }
  self->ends.n = n_kept;
}

static void
resolve (SuyTileCutter *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_vals (points, self->points, self->n_points);
  g_array_append_vals (ends, self->ends.at, (guint) self->ends.n);
  suy_rings_resolve (points, ends);
  self->n_points = 0;
  self->ends.n = 0;
  if (points->len == 0)
    return;

  memcpy (reserve_points (self, points->len), points->data, points->len * sizeof (SuyPoint));
  self->n_points = points->len;
  suy_items_reserve (&self->ends, ends->len);
  memcpy (self->ends.at, ends->data, ends->len * sizeof (guint32));
  self->ends.n = ends->len;
}

static void
cut_polygon (SuyTileCutter *self,
             const SuyTileFrame *frame,
             const SuyTileShape *shape,
             gboolean is_within)
{
  gboolean has_outer = FALSE;
  guint32 start = 0;

  for (guint32 i = 0; i < shape->n_runs; start = suy_tile_shape_end (shape, i++))
    {
      const SuySpot *spots = shape->spots + start;
      const guint8 *zooms = shape->zooms + start;
      guint32 n = suy_tile_shape_end (shape, i) - start;
      gboolean is_shown;

      if (shape->is_hole[i] && !has_outer)
        continue;
      if (is_within)
        round_run (self, frame, spots, zooms, n);
      else
        {
          round_far (self, frame, spots, zooms, n);
          suy_clip_ring (self->far, self->spare, edges);
          push_far (self, (const SuyFar *) (gpointer) self->far->data, self->far->len);
        }
      if (shape->n_runs == 1 && end_convex (self))
        return;
      is_shown = end_ring (self, shape->is_hole[i]);
      if (!shape->is_hole[i])
        has_outer = is_shown;
    }

  if (self->ends.n == 0)
    return;
  if (!suy_rings_are_apart (self->points, self->ends.at, (guint) self->ends.n))
    resolve (self);
  else if (self->ends.n > 1)
    drop_strays (self);
}

static void
cut_points (SuyTileCutter *self, const SuyTileFrame *frame, const SuyTileShape *shape)
{
  g_array_set_size (self->far, 0);
  for (guint32 i = 0; i < shape->n_spots; i++)
    if (suy_world_box_holds (&frame->box, shape->spots[i]))
      {
        SuyFar far = { suy_tile_frame_x (frame, shape->spots[i].x),
                       suy_tile_frame_y (frame, shape->spots[i].y) };

        g_array_append_val (self->far, far);
      }
  push_far (self, (const SuyFar *) (gpointer) self->far->data, self->far->len);
}

/* @pen is where the last command ended. */
static guint8 *
put_run (guint8 *at, const SuyPoint *points, guint n, SuyPoint *pen)
{
  *at++ = MOVE_TO | 1 << 3;
  for (guint i = 0; i < n; i++)
    {
      if (i == 1)
        at = suy_wire_put (at, LINE_TO | (guint64) (n - 1) << 3);
      at = suy_put_step (at, points[i].x - pen->x);
      at = suy_put_step (at, points[i].y - pen->y);
      *pen = points[i];
    }

  return at;
}

static guint8 *
put_points (guint8 *at, const SuyPoint *points, guint n)
{
  SuyPoint pen = { 0, 0 };

  at = suy_wire_put (at, MOVE_TO | (guint64) n << 3);
  for (guint i = 0; i < n; i++)
    {
      at = suy_put_step (at, points[i].x - pen.x);
      at = suy_put_step (at, points[i].y - pen.y);
      pen = points[i];
    }

  return at;
}

/* A ring is a line whose end the reader closes. */
static void
put_commands (SuyTileCutter *self, SuyShapeKind kind)
{
  gsize most = 4 * (gsize) self->n_points + 12 * (self->ends.n + 1) + SUY_PUT_SLACK;
  SuyPoint pen = { 0, 0 };
  guint32 start = 0;
  guint8 *at;

  if (self->bytes_room < most)
    {
      self->bytes_room = 2 * most;
      g_free (self->bytes);
      self->bytes = g_malloc (self->bytes_room);
    }
  at = self->bytes;
  if (kind == SUY_SHAPE_POINT)
    at = put_points (at, self->points, self->n_points);
  for (gsize i = 0; i < self->ends.n; start = self->ends.at[i++])
    {
      at = put_run (at, self->points + start, self->ends.at[i] - start, &pen);
      if (kind == SUY_SHAPE_POLYGON)
        *at++ = CLOSE_PATH | 1 << 3;
    }
  self->size = (gsize) (at - self->bytes);
}

static void
cut_lines (SuyTileCutter *self,
           const SuyTileFrame *frame,
           const SuyTileShape *shape,
           gboolean is_within)
{
  guint32 start = 0;

  for (guint32 i = 0; i < shape->n_runs; i++)
    {
      guint32 end = suy_tile_shape_end (shape, i);

      if (is_within)
        {
          round_run (self, frame, shape->spots + start, shape->zooms + start, end - start);
          end_line (self);
        }
      else
        cut_line (self, frame, shape->spots + start, shape->zooms + start, end - start);
      start = end;
    }
}

/* A box without width or height in tile units holds no area; without both, no length. */
static gboolean
is_too_small (const SuyTileFrame *frame, const SuyTileShape *shape)
{
  gboolean is_flat = (shape->box.min_x + frame->half) >> frame->shift ==
                     (shape->box.max_x + frame->half) >> frame->shift;
  gboolean is_thin = (shape->box.min_y + frame->half) >> frame->shift ==
                     (shape->box.max_y + frame->half) >> frame->shift;

  return shape->kind == SUY_SHAPE_POLYGON ? is_flat || is_thin
                                          : shape->kind == SUY_SHAPE_LINE && is_flat && is_thin;
}

void
suy_tile_cutter_cut (SuyTileCutter *self, const SuyTileFrame *frame, const SuyTileShape *shape)
{
  gboolean is_within = suy_world_box_covers (&frame->box, &shape->box);

  self->size = 0;
  self->n_points = 0;
  self->ends.n = 0;
  if (is_too_small (frame, shape))
    return;

  if (shape->kind == SUY_SHAPE_POLYGON)
    cut_polygon (self, frame, shape, is_within);
  else if (shape->kind == SUY_SHAPE_LINE)
    cut_lines (self, frame, shape, is_within);
  else
    cut_points (self, frame, shape);
  if (self->n_points > 0)
    put_commands (self, shape->kind);
}
