/* suy-tile-shapes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-shapes.h"

#include "suy-tile-clip.h"
#include "suy-tile-order.h"
#include "suy-tile-simplify.h"

#define WORLD (G_GINT64_CONSTANT (1) << 32)

/* Work of suy_tile_shapes_new(). */
typedef struct
{
  SuyTileShapes *pile;         /* in the order of the set */
  guint32 start;               /* first spot of the shape under way */
  GArray *far, *spare, *parts; /* of SuyFar */
  GArray *part_ends;           /* of guint32 */
} Draft;

static SuyTileShapes *
pile_new (void)
{
  SuyTileShapes *self = g_new0 (SuyTileShapes, 1);

  self->heads = g_array_new (FALSE, FALSE, sizeof (SuyTileHead));
  self->items = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->is_hole = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->spots = g_array_new (FALSE, FALSE, sizeof (SuySpot));
  self->zooms = g_array_new (FALSE, FALSE, sizeof (guint8));

  return self;
}

static SuySpot
spot_of (SuyFar far)
{
  return (SuySpot){ (guint32) CLAMP (far.x, 0, WORLD - 1), (guint32) CLAMP (far.y, 0, WORLD - 1) };
}

static void
end_run (Draft *draft, guint8 is_hole)
{
  guint32 end = draft->pile->spots->len - draft->start;

  g_array_append_val (draft->pile->ends, end);
  g_array_append_val (draft->pile->is_hole, is_hole);
}

static void
add_run (Draft *draft, const SuyFar *points, guint32 n, SuyShapeKind kind, guint8 is_hole)
{
  SuyTileShapes *pile = draft->pile;
  guint start = pile->spots->len;
  guint8 *zooms;

  for (guint32 i = 0; i < n; i++)
    {
      SuySpot spot = spot_of (points[i]);

      g_array_append_val (pile->spots, spot);
    }
  g_array_set_size (pile->zooms, start + n);
  zooms = &g_array_index (pile->zooms, guint8, start);
  if (kind == SUY_SHAPE_POINT)
    memset (zooms, 0, n);
  else
    suy_tile_simplify (&g_array_index (pile->spots, SuySpot, start), n, kind == SUY_SHAPE_POLYGON,
                       zooms);
  end_run (draft, is_hole);
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
box_of (const GArray *spots, guint32 first)
{
  SuyWorldBox box = { G_MAXUINT32, G_MAXUINT32, 0, 0 };

  for (guint32 i = first; i < spots->len; i++)
    {
      SuySpot spot = g_array_index (spots, SuySpot, i);
      SuyWorldBox own = { spot.x, spot.y, spot.x, spot.y };

      suy_tile_tree_widen (&box, &own);
    }

  return box;
}

/* The head that only says where the last shape ends. */
static void
end_pile (SuyTileShapes *pile)
{
  const SuyTileHead head = { .first_run = pile->ends->len, .first_spot = pile->spots->len };

  pile->n = pile->heads->len;
  g_array_append_val (pile->heads, head);
}

static void
fill_draft (Draft *draft, SuyFeatureSet *set)
{
  SuyTileShapes *pile = draft->pile;

  for (guint32 i = 0; i < suy_feature_set_get_n (set); i++)
    {
      SuyShape shape = suy_feature_set_get_shape (set, i);
      SuyTileHead head = { .id = suy_feature_set_get_id (set, i),
                           .first_run = pile->ends->len,
                           .first_spot = pile->spots->len,
                           .kind = shape.kind };

      if (shape.kind == SUY_SHAPE_NONE ||
          (shape.kind == SUY_SHAPE_POINT && shape.n_runs == 1 && shape.ends[0] == 1))
        continue;
      draft->start = head.first_spot;
      add_shape (draft, &shape);
      if (pile->spots->len == head.first_spot)
        continue;
      head.box = box_of (pile->spots, head.first_spot);
      g_array_append_val (pile->heads, head);
      g_array_append_val (pile->items, i);
    }
  end_pile (pile);
}

/* Appends shape @at of @from. */
static void
copy_shape (SuyTileShapes *pile, const SuyTileShapes *from, guint32 at)
{
  SuyTileShape shape = suy_tile_shapes_get (from, at);
  SuyTileHead head = suy_tile_shapes_heads (from)[at];

  head.first_run = pile->ends->len;
  head.first_spot = pile->spots->len;
  g_array_append_val (pile->heads, head);
  g_array_append_val (pile->items, g_array_index (from->items, guint32, at));
  g_array_append_vals (pile->ends, shape.ends, shape.n_runs);
  g_array_append_vals (pile->is_hole, shape.is_hole, shape.n_runs);
  g_array_append_vals (pile->spots, shape.spots, shape.n_spots);
  g_array_append_vals (pile->zooms, shape.zooms, shape.n_spots);
}

/* Along the Z curve by their middles. */
static void
sort_pile (SuyTileShapes *self, const SuyTileShapes *from)
{
  g_autofree SuyKeyed *keyed = g_new (SuyKeyed, from->n + 1);

  for (guint32 i = 0; i < from->n; i++)
    {
      SuyWorldBox box = suy_tile_shapes_heads (from)[i].box;
      SuySpot middle = { box.min_x + (box.max_x - box.min_x) / 2,
                         box.min_y + (box.max_y - box.min_y) / 2 };

      keyed[i] = (SuyKeyed){ suy_world_key (middle), i };
    }
  suy_keyed_sort (keyed, from->n);
  for (guint32 i = 0; i < from->n; i++)
    copy_shape (self, from, keyed[i].item);
  end_pile (self);
}

static void
line_up (SuyTileShapes *self, const guint8 *ranks)
{
  SuyTileHead *heads = (SuyTileHead *) (gpointer) self->heads->data;
  g_autofree guint32 *sizes = g_new (guint32, self->n);
  g_autofree gint64 *ids = g_new (gint64, self->n);
  g_autofree guint8 *own_ranks = ranks != NULL ? g_new (guint8, self->n) : NULL;
  g_autofree guint32 *order = NULL;

  for (guint32 i = 0; i < self->n; i++)
    {
      SuyWorldBox box = heads[i].box;

      ids[i] = heads[i].id;
      sizes[i] = MAX (box.max_x - box.min_x, box.max_y - box.min_y);
      if (ranks != NULL)
        own_ranks[i] = ranks[g_array_index (self->items, guint32, i)];
    }
  order = suy_tile_order_shapes (sizes, ids, own_ranks, self->n);
  for (guint32 i = 0; i < self->n; i++)
    heads[i].order = order[i];
}

static void
plant (SuyTileShapes *self)
{
  const SuyTileHead *heads = suy_tile_shapes_heads (self);
  SuyWorldBox *boxes = g_new (SuyWorldBox, suy_tile_tree_count (self->n));

  for (guint32 i = 0; i < self->n; i++)
    if (i % SUY_TILE_TREE_FAN == 0)
      boxes[i / SUY_TILE_TREE_FAN] = heads[i].box;
    else
      suy_tile_tree_widen (&boxes[i / SUY_TILE_TREE_FAN], &heads[i].box);
  suy_tile_tree_init (&self->tree, boxes, self->n);
}

SuyTileShapes *
suy_tile_shapes_new (SuyFeatureSet *set, const guint8 *ranks)
{
  SuyTileShapes *self = pile_new ();
  Draft draft = { .pile = pile_new (),
                  .far = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                  .spare = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                  .parts = g_array_new (FALSE, FALSE, sizeof (SuyFar)),
                  .part_ends = g_array_new (FALSE, FALSE, sizeof (guint32)) };

  fill_draft (&draft, set);
  sort_pile (self, draft.pile);
  suy_tile_shapes_free (draft.pile);
  g_array_unref (draft.far);
  g_array_unref (draft.spare);
  g_array_unref (draft.parts);
  g_array_unref (draft.part_ends);
  line_up (self, ranks);
  plant (self);

  return self;
}

void
suy_tile_shapes_free (SuyTileShapes *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->heads);
  g_array_unref (self->items);
  g_array_unref (self->ends);
  g_array_unref (self->is_hole);
  g_array_unref (self->spots);
  g_array_unref (self->zooms);
  suy_tile_tree_clear (&self->tree);
  g_free (self);
}

static void
test_shapes (gconstpointer owner,
             guint32 first,
             guint32 end,
             const SuyWorldBox *box,
             SuySpans *spans)
{
  const SuyTileHead *heads = suy_tile_shapes_heads (owner);

  for (guint32 i = first; i < end; i++)
    if (suy_world_box_touches (box, &heads[i].box))
      suy_spans_add (spans, i, i + 1);
}

void
suy_tile_shapes_find (SuyTileShapes *self, const SuyWorldBox *box, SuySpans *spans)
{
  suy_tile_tree_find (&self->tree, box, test_shapes, self, spans);
}
