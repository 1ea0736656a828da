/* suy-shape-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packed bytes: Head, then sections that begin at multiples of 64 bytes: nodes; corners; first
 * corners; first runs; ends of runs; items; kinds. Everything but the nodes is in Hilbert order of
 * the items.  Behind the corners there is room for a vector that begins at the last of them. */

#include "suy-shape-index.h"

#include <string.h>

#include "suy-bound.h"
#include "suy-error.h"
#include "suy-hilbert.h"
#include "suy-index-node.h"
#include "suy-shape-index-private.h"

#define MARK 0x53555331u
#define MAX_SHAPES (1u << 28)
#define LINE 64u /* bytes that the machine loads at once */
#define PADDING 64u
#define MAX_X (180 * SUY_DEGREE)
#define MAX_Y (90 * SUY_DEGREE)

typedef struct
{
  guint32 mark;
  guint32 n, n_shapes, n_runs, n_points;
} Head;

/* Where each section begins. */
typedef struct
{
  guint64 nodes, points, first_points, first_runs, ends, items, kinds, size;
} Layout;

static guint64
take (guint64 *at, guint64 size)
{
  guint64 here = *at;

  *at = (here + size + LINE - 1) / LINE * LINE;

  return here;
}

static Layout
lay_out (const Head *head)
{
  Layout layout = { 0 };
  guint64 at = 0;

  take (&at, sizeof *head);
  layout.nodes = take (&at, suy_index_n_nodes (head->n_shapes) * sizeof (SuyIndexNode));
  layout.points = take (&at, (guint64) head->n_points * sizeof (SuyPoint) + PADDING);
  layout.first_points = take (&at, ((guint64) head->n + 1) * sizeof (guint32));
  layout.first_runs = take (&at, ((guint64) head->n + 1) * sizeof (guint32));
  layout.ends = take (&at, (guint64) head->n_runs * sizeof (guint32));
  layout.items = take (&at, (guint64) head->n * sizeof (guint32));
  layout.kinds = take (&at, head->n);
  layout.size = at;

  return layout;
}

static SuyShape
shape_of_table (const SuyShapeTable *table, guint32 item)
{
  guint32 run = table->first_runs[item];
  const SuyShape shape = { (SuyShapeKind) table->kinds[item], table->first_runs[item + 1] - run,
                           table->ends + run, table->points + table->first_points[item] };

  return suy_shape_get_n_points (&shape) == 0 ? (SuyShape){ SUY_SHAPE_NONE, 0, NULL, NULL } : shape;
}

/* Fills in @order, shapes along the curve and then those of kind NONE; counts into @head. */
static void
sort (const SuyShapeTable *table, const SuyBox *boxes, guint32 *order, Head *head)
{
  g_autofree SuyPoint *middles = g_new (SuyPoint, table->n);
  g_autofree guint32 *items = g_new (guint32, table->n);
  guint32 n_none = 0;

  for (guint32 i = 0; i < table->n; i++)
    if (!suy_box_is_empty (&boxes[i]))
      {
        const SuyShape shape = shape_of_table (table, i);
        const SuyBox *box = &boxes[i];

        middles[head->n_shapes] = (SuyPoint){ (gint32) (((gint64) box->min_x + box->max_x) / 2),
                                              (gint32) (((gint64) box->min_y + box->max_y) / 2) };
        items[head->n_shapes++] = i;
        head->n_runs += shape.n_runs;
        head->n_points += suy_shape_get_n_points (&shape);
      }

  suy_hilbert_order (middles, head->n_shapes, order);
  for (guint32 i = 0; i < head->n_shapes; i++)
    order[i] = items[order[i]];
  for (guint32 i = 0; i < table->n; i++)
    if (suy_box_is_empty (&boxes[i]))
      order[head->n_shapes + n_none++] = i;
}

static void
put_shapes (const SuyShapeTable *table, const guint32 *order, const Layout *layout, guint8 *bytes)
{
  SuyPoint *points = (SuyPoint *) (void *) (bytes + layout->points);
  guint32 *first_points = (guint32 *) (void *) (bytes + layout->first_points);
  guint32 *first_runs = (guint32 *) (void *) (bytes + layout->first_runs);
  guint32 *ends = (guint32 *) (void *) (bytes + layout->ends);
  guint32 *items = (guint32 *) (void *) (bytes + layout->items);
  guint8 *kinds = bytes + layout->kinds;
  guint32 run = 0, point = 0;

  for (guint32 i = 0; i < table->n; i++)
    {
      const SuyShape shape = shape_of_table (table, order[i]);
      guint32 n_points = suy_shape_get_n_points (&shape);

      items[i] = order[i];
      kinds[i] = (guint8) shape.kind;
      first_runs[i] = run;
      first_points[i] = point;
      if (n_points > 0)
        {
          memcpy (points + point, shape.points, n_points * sizeof *points);
          memcpy (ends + run, shape.ends, shape.n_runs * sizeof *ends);
        }
      run += shape.n_runs;
      point += n_points;
    }
  first_runs[table->n] = run;
  first_points[table->n] = point;
}

GBytes *
suy_shape_index_pack (const SuyShapeTable *table)
{
  g_autofree SuyBox *boxes = NULL;
  g_autofree SuyBox *sorted = NULL;
  g_autofree guint32 *order = NULL;
  Head head = { .mark = MARK };
  Layout layout;
  guint8 *bytes;

  g_return_val_if_fail (table != NULL && table->n <= MAX_SHAPES, NULL);

  boxes = g_new (SuyBox, table->n);
  order = g_new (guint32, table->n);
  for (guint32 i = 0; i < table->n; i++)
    {
      const SuyShape shape = shape_of_table (table, i);

      boxes[i] = suy_bound_shape_box (&shape);
    }

  head.n = table->n;
  sort (table, boxes, order, &head);
  layout = lay_out (&head);
  bytes = g_malloc0 (layout.size);
  memcpy (bytes, &head, sizeof head);
  put_shapes (table, order, &layout, bytes);

  sorted = g_new (SuyBox, head.n_shapes);
  for (guint32 i = 0; i < head.n_shapes; i++)
    sorted[i] = boxes[order[i]];
  suy_index_build ((SuyIndexNode *) (void *) (bytes + layout.nodes), sorted, head.n_shapes);

  return g_bytes_new_take (bytes, layout.size);
}

static void
place_sections (SuyShapeIndex *self, const Layout *layout, const guint8 *bytes)
{
  suy_index_levels_init (
      &self->levels, (const SuyIndexNode *) (const void *) (bytes + layout->nodes), self->n_shapes);
  self->points = (const SuyPoint *) (const void *) (bytes + layout->points);
  self->first_points = (const guint32 *) (const void *) (bytes + layout->first_points);
  self->first_runs = (const guint32 *) (const void *) (bytes + layout->first_runs);
  self->ends = (const guint32 *) (const void *) (bytes + layout->ends);
  self->items = (const guint32 *) (const void *) (bytes + layout->items);
  self->kinds = bytes + layout->kinds;
}

/* The runs of item @i have points, one behind the other, as many as its kind needs. */
static gboolean
runs_are_good (const SuyShapeIndex *self, guint32 i)
{
  static const guint32 least[] = { 0, 1, 2, 4 };
  guint32 n_points = self->first_points[i + 1] - self->first_points[i];
  guint32 before = 0;

  for (guint32 run = self->first_runs[i]; run < self->first_runs[i + 1]; run++)
    {
      guint32 end = self->ends[run];

      if (end > n_points || end < before || end - before < least[self->kinds[i]])
        return FALSE;
      before = end;
    }

  return before == n_points;
}

static gboolean
items_are_good (const SuyShapeIndex *self)
{
  if (self->first_runs[0] != 0 || self->first_points[0] != 0 ||
      self->first_runs[self->n] != self->n_runs || self->first_points[self->n] != self->n_points)
    return FALSE;

  for (guint32 i = 0; i < self->n; i++)
    if (self->first_runs[i + 1] < self->first_runs[i] ||
        self->first_points[i + 1] < self->first_points[i] || self->items[i] >= self->n)
      return FALSE;

  for (guint32 i = 0; i < self->n; i++)
    if (self->kinds[i] > SUY_SHAPE_POLYGON ||
        (self->kinds[i] == SUY_SHAPE_NONE) != (i >= self->n_shapes) ||
        (self->first_runs[i] == self->first_runs[i + 1]) != (i >= self->n_shapes) ||
        !runs_are_good (self, i))
      return FALSE;

  return TRUE;
}

/* What lies beyond the poles has no distance. */
static gboolean
points_are_good (const SuyShapeIndex *self)
{
  guint bad = 0;

  for (guint32 i = 0; i < self->n_points; i++)
    bad |= (guint) ((self->points[i].x < -MAX_X) | (self->points[i].x > MAX_X) |
                    (self->points[i].y < -MAX_Y) | (self->points[i].y > MAX_Y));

  return bad == 0;
}

SuyShapeIndex *
suy_shape_index_open (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data;
  Head head = { 0 };
  SuyShapeIndex index = { 0 };

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size >= sizeof head)
    memcpy (&head, data, sizeof head);

  if (head.mark == MARK && head.n <= MAX_SHAPES && head.n_shapes <= head.n &&
      (guintptr) data % sizeof (guint32) == 0)
    {
      const Layout layout = lay_out (&head);

      index = (SuyShapeIndex){ .n = head.n,
                               .n_shapes = head.n_shapes,
                               .n_runs = head.n_runs,
                               .n_points = head.n_points };
      if (layout.size == size)
        place_sections (&index, &layout, data);
    }

  if (index.points == NULL || !items_are_good (&index) || !points_are_good (&index))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "Not an index of shapes: %" G_GSIZE_FORMAT " bytes; pack it again", size);
      return NULL;
    }

  index.bytes = g_bytes_ref (bytes);

  return g_atomic_rc_box_dup (sizeof index, &index);
}

static void
finalize (gpointer data)
{
  SuyShapeIndex *self = data;

  g_bytes_unref (self->bytes);
}

SuyShapeIndex *
suy_shape_index_ref (SuyShapeIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_shape_index_unref (SuyShapeIndex *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

guint32
suy_shape_index_get_n (SuyShapeIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

GBytes *
suy_shape_index_get_bytes (SuyShapeIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

const guint32 *
suy_shape_index_get_items (SuyShapeIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->items;
}

SuyShape
suy_shape_index_get_shape (SuyShapeIndex *self, guint32 position)
{
  g_return_val_if_fail (self != NULL && position < self->n, ((SuyShape){ SUY_SHAPE_NONE }));

  return suy_shape_index_shape (self, position);
}

SuyBox
suy_shape_index_get_box (SuyShapeIndex *self, guint32 position)
{
  SuyShape shape;

  g_return_val_if_fail (self != NULL && position < self->n, SUY_BOX_EMPTY);

  shape = suy_shape_index_shape (self, position);

  return suy_shape_get_box (&shape);
}
