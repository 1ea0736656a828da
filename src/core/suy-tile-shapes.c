/* suy-tile-shapes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-shapes.h"

#include "suy-tile-clip.h"
#include "suy-tile-order.h"
#include "suy-tile-simplify.h"

#define FAN 16 /* boxes under one */
#define WORLD (G_GINT64_CONSTANT (1) << 32)

/* Work of suy_tile_shapes_new(). */
typedef struct
{
  SuyTilePile pile;
  GArray *far, *spare, *parts; /* of SuyFar */
  GArray *part_ends;           /* of guint32 */
} Draft;

static void
pile_init (SuyTilePile *self)
{
  const guint32 zero = 0;

  self->kinds = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->first_runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->is_hole = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->spots = g_array_new (FALSE, FALSE, sizeof (SuySpot));
  self->zooms = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (SuyWorldBox));
  self->items = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->first_runs, zero);
}

static void
pile_clear (SuyTilePile *self)
{
  g_array_unref (self->kinds);
  g_array_unref (self->first_runs);
  g_array_unref (self->ends);
  g_array_unref (self->is_hole);
  g_array_unref (self->spots);
  g_array_unref (self->zooms);
  g_array_unref (self->boxes);
  g_array_unref (self->items);
}

static SuySpot
spot_of (SuyFar far)
{
  return (SuySpot){ (guint32) CLAMP (far.x, 0, WORLD - 1), (guint32) CLAMP (far.y, 0, WORLD - 1) };
}

static void
end_run (SuyTilePile *pile, guint8 is_hole)
{
  g_array_append_val (pile->ends, pile->spots->len);
  g_array_append_val (pile->is_hole, is_hole);
}

static void
add_run (Draft *draft, const SuyFar *points, guint32 n, SuyShapeKind kind, guint8 is_hole)
{
  guint start = draft->pile.spots->len;
  guint8 *zooms;

  for (guint32 i = 0; i < n; i++)
    {
      SuySpot spot = spot_of (points[i]);

      g_array_append_val (draft->pile.spots, spot);
    }
  g_array_set_size (draft->pile.zooms, start + n);
  zooms = &g_array_index (draft->pile.zooms, guint8, start);
  if (kind == SUY_SHAPE_POINT)
    memset (zooms, 0, n);
  else
    suy_tile_simplify (&g_array_index (draft->pile.spots, SuySpot, start), n,
                       kind == SUY_SHAPE_POLYGON, zooms);
  end_run (&draft->pile, is_hole);
}

/* What of the run in far is on the map. */
static void
add_cut_run (Draft *draft, SuyShapeKind kind, guint8 is_hole)
{
  const SuyFarBox map = { 0, 0, WORLD - 1, WORLD - 1 };
  guint32 start = 0;

  if (kind == SUY_SHAPE_POLYGON)
    {
      suy_clip_ring (draft->far, draft->spare, map);
      if (draft->far->len >= 3)
        add_run (draft, (const SuyFar *) (gpointer) draft->far->data, draft->far->len, kind,
                 is_hole);
      return;
    }

  g_array_set_size (draft->parts, 0);
  g_array_set_size (draft->part_ends, 0);
  suy_clip_line ((const SuyFar *) (gpointer) draft->far->data, draft->far->len, map, draft->parts,
                 draft->part_ends);
  for (guint i = 0; i < draft->part_ends->len; i++)
    {
      guint32 end = g_array_index (draft->part_ends, guint32, i);

      add_run (draft, &g_array_index (draft->parts, SuyFar, start), end - start, kind, is_hole);
      start = end;
    }
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

/* Rings are turned round, since y goes down on the map, and lose their repeated end.  Returns:
 * whether all is on the map */
static gboolean
project_run (Draft *draft, const SuyPoint *points, guint32 n, SuyShapeKind kind)
{
  gboolean on_map = TRUE;

  g_array_set_size (draft->far, 0);
  if (kind == SUY_SHAPE_POLYGON)
    n--;
  for (guint32 i = 0; i < n; i++)
    {
      SuyFar far = suy_world_project_far (points[kind == SUY_SHAPE_POLYGON ? n - i : i]);

      if (far.y < 0 || far.y > WORLD)
        {
          on_map = FALSE;
          if (kind == SUY_SHAPE_POINT)
            continue;
        }
      g_array_append_val (draft->far, far);
    }

  return on_map || kind == SUY_SHAPE_POINT;
}

static void
add_shape (Draft *draft, const SuyShape *shape)
{
  guint32 start = 0;

  for (guint32 i = 0; i < shape->n_runs; i++)
    {
      const SuyPoint *points = shape->points + start;
      guint32 n = shape->ends[i] - start;
      gboolean is_ring = shape->kind == SUY_SHAPE_POLYGON;
      guint8 is_hole = is_ring && i > 0 && !is_outer (points, n);

      start = shape->ends[i];
      if (n < (is_ring ? 4u : shape->kind == SUY_SHAPE_LINE ? 2u : 1u))
        continue;
      if (!project_run (draft, points, n, shape->kind))
        add_cut_run (draft, shape->kind, is_hole);
      else if (draft->far->len > 0)
        add_run (draft, (const SuyFar *) (gpointer) draft->far->data, draft->far->len, shape->kind,
                 is_hole);
    }
}

static SuyWorldBox
box_of (const SuyTilePile *pile, guint32 first_spot)
{
  SuyWorldBox box = { G_MAXUINT32, G_MAXUINT32, 0, 0 };

  for (guint32 i = first_spot; i < pile->spots->len; i++)
    {
      SuySpot spot = g_array_index (pile->spots, SuySpot, i);

      box.min_x = MIN (box.min_x, spot.x);
      box.min_y = MIN (box.min_y, spot.y);
      box.max_x = MAX (box.max_x, spot.x);
      box.max_y = MAX (box.max_y, spot.y);
    }

  return box;
}

static void
end_shape (SuyTilePile *pile, SuyShapeKind kind, SuyWorldBox box, guint32 item)
{
  guint8 byte = (guint8) kind;

  g_array_append_val (pile->kinds, byte);
  g_array_append_val (pile->first_runs, pile->ends->len);
  g_array_append_val (pile->boxes, box);
  g_array_append_val (pile->items, item);
}

static void
fill_draft (Draft *draft, SuyFeatureSet *set)
{
  for (guint32 i = 0; i < suy_feature_set_get_n (set); i++)
    {
      SuyShape shape = suy_feature_set_get_shape (set, i);
      guint32 first_spot = draft->pile.spots->len;

      if (shape.kind == SUY_SHAPE_NONE ||
          (shape.kind == SUY_SHAPE_POINT && shape.n_runs == 1 && shape.ends[0] == 1))
        continue;
      add_shape (draft, &shape);
      if (draft->pile.spots->len > first_spot)
        end_shape (&draft->pile, shape.kind, box_of (&draft->pile, first_spot), i);
    }
}

static guint32
first_spot_of (const SuyTilePile *pile, guint32 shape)
{
  guint32 run = g_array_index (pile->first_runs, guint32, shape);

  return run > 0 ? g_array_index (pile->ends, guint32, run - 1) : 0;
}

/* Appends shape @at of @from. */
static void
copy_shape (SuyTilePile *pile, const SuyTilePile *from, guint32 at)
{
  guint32 first_run = g_array_index (from->first_runs, guint32, at);
  guint32 end_of_runs = g_array_index (from->first_runs, guint32, at + 1);
  guint32 first = first_spot_of (from, at);
  guint32 end = first_spot_of (from, at + 1);
  guint32 start = pile->spots->len;

  g_array_append_vals (pile->spots, &g_array_index (from->spots, SuySpot, first), end - first);
  g_array_append_vals (pile->zooms, &g_array_index (from->zooms, guint8, first), end - first);
  g_array_append_vals (pile->is_hole, &g_array_index (from->is_hole, guint8, first_run),
                       end_of_runs - first_run);
  for (guint32 run = first_run; run < end_of_runs; run++)
    {
      guint32 run_end = g_array_index (from->ends, guint32, run) - first + start;

      g_array_append_val (pile->ends, run_end);
    }
  end_shape (pile, (SuyShapeKind) g_array_index (from->kinds, guint8, at),
             g_array_index (from->boxes, SuyWorldBox, at),
             g_array_index (from->items, guint32, at));
}

static void
sort_pile (SuyTilePile *pile, const SuyTilePile *from)
{
  guint32 n = from->kinds->len;
  g_autofree SuyKeyed *keyed = g_new (SuyKeyed, n + 1);

  for (guint32 i = 0; i < n; i++)
    {
      SuyWorldBox box = g_array_index (from->boxes, SuyWorldBox, i);
      SuySpot middle = { box.min_x + (box.max_x - box.min_x) / 2,
                         box.min_y + (box.max_y - box.min_y) / 2 };

      keyed[i] = (SuyKeyed){ suy_world_key (middle), i };
    }
  suy_keyed_sort (keyed, n);
  for (guint32 i = 0; i < n; i++)
    copy_shape (pile, from, keyed[i].item);
}

static void
build_level (SuyTileShapes *self, const SuyWorldBox *boxes, guint32 n)
{
  guint32 n_above = (n + FAN - 1) / FAN;
  SuyWorldBox *above = g_new (SuyWorldBox, n_above);

  for (guint32 i = 0; i < n_above; i++)
    {
      above[i] = boxes[i * FAN];
      for (guint32 k = i * FAN + 1; k < MIN (n, (i + 1) * FAN); k++)
        {
          above[i].min_x = MIN (above[i].min_x, boxes[k].min_x);
          above[i].min_y = MIN (above[i].min_y, boxes[k].min_y);
          above[i].max_x = MAX (above[i].max_x, boxes[k].max_x);
          above[i].max_y = MAX (above[i].max_y, boxes[k].max_y);
        }
    }
  self->level[self->n_levels] = above;
  self->n_level[self->n_levels++] = n_above;
  if (n_above > FAN)
    build_level (self, above, n_above);
}

static void
number_shapes (SuyTileShapes *self, SuyFeatureSet *set, const guint8 *ranks)
{
  g_autofree guint32 *sizes = g_new (guint32, self->n);
  g_autofree guint8 *own_ranks = ranks != NULL ? g_new (guint8, self->n) : NULL;

  self->ids = g_new (gint64, self->n);
  self->first_spots = g_new (guint32, self->n + 1);
  self->ends = g_new (guint32, self->pile.ends->len);
  for (guint32 i = 0; i <= self->n; i++)
    self->first_spots[i] = first_spot_of (&self->pile, i);
  for (guint32 i = 0; i < self->n; i++)
    {
      SuyWorldBox box = self->boxes[i];

      self->ids[i] = suy_feature_set_get_id (set, self->items[i]);
      sizes[i] = MAX (box.max_x - box.min_x, box.max_y - box.min_y);
      if (ranks != NULL)
        own_ranks[i] = ranks[self->items[i]];
      for (guint32 run = self->first_runs[i]; run < self->first_runs[i + 1]; run++)
        self->ends[run] = g_array_index (self->pile.ends, guint32, run) - self->first_spots[i];
    }
  self->order = suy_tile_order_shapes (sizes, self->ids, own_ranks, self->n);
}

SuyTileShapes *
suy_tile_shapes_new (SuyFeatureSet *set, const guint8 *ranks)
{
  SuyTileShapes *self = g_new0 (SuyTileShapes, 1);
  Draft draft = { .far = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                  .spare = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                  .parts = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                  .part_ends = g_array_new (FALSE, FALSE, sizeof (guint32)) };

  pile_init (&draft.pile);
  fill_draft (&draft, set);
  pile_init (&self->pile);
  sort_pile (&self->pile, &draft.pile);
  pile_clear (&draft.pile);
  g_array_unref (draft.far);
  g_array_unref (draft.spare);
  g_array_unref (draft.parts);
  g_array_unref (draft.part_ends);

  self->n = self->pile.kinds->len;
  self->kinds = (const guint8 *) self->pile.kinds->data;
  self->first_runs = (const guint32 *) (gpointer) self->pile.first_runs->data;
  self->is_hole = (const guint8 *) self->pile.is_hole->data;
  self->spots = (const SuySpot *) (gpointer) self->pile.spots->data;
  self->zooms = (const guint8 *) self->pile.zooms->data;
  self->boxes = (const SuyWorldBox *) (gpointer) self->pile.boxes->data;
  self->items = (const guint32 *) (gpointer) self->pile.items->data;
  number_shapes (self, set, ranks);
  if (self->n > 0)
    build_level (self, self->boxes, self->n);

  return self;
}

void
suy_tile_shapes_free (SuyTileShapes *self)
{
  if (self == NULL)
    return;

  pile_clear (&self->pile);
  g_free (self->first_spots);
  g_free (self->ends);
  g_free (self->ids);
  g_free (self->order);
  for (guint i = 0; i < self->n_levels; i++)
    g_free (self->level[i]);
  g_free (self);
}

/* Shapes under box @node of @level. */
static void
visit (const SuyTileShapes *self,
       guint level,
       guint32 node,
       const SuyWorldBox *box,
       SuySpans *spans)
{
  const SuyWorldBox *own = &self->level[level][node];
  const SuyWorldBox *below = level > 0 ? self->level[level - 1] : self->boxes;
  guint32 n_below = level > 0 ? self->n_level[level - 1] : self->n;
  guint32 first = node * FAN;
  guint32 end = MIN (first + FAN, n_below);

  if (suy_world_box_covers (box, own))
    {
      guint64 width = G_GUINT64_CONSTANT (1) << 4 * (level + 1);

      suy_spans_add (spans, (guint32) (node * width), (guint32) MIN ((node + 1) * width, self->n));
      return;
    }

  for (guint32 i = first; i < end; i++)
    if (suy_world_box_touches (box, &below[i]))
      {
        if (level > 0)
          visit (self, level - 1, i, box, spans);
        else
          suy_spans_add (spans, i, i + 1);
      }
}

void
suy_tile_shapes_find (SuyTileShapes *self, const SuyWorldBox *box, SuySpans *spans)
{
  guint top = self->n_levels - 1;

  for (guint32 i = 0; self->n > 0 && i < self->n_level[top]; i++)
    if (suy_world_box_touches (box, &self->level[top][i]))
      visit (self, top, i, box, spans);
}
