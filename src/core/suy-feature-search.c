/* suy-feature-search.c: the queries of suy-feature-set.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree gives candidates by bounds that rule out no true answer (suy-bound.h); chords and then
 * geodesics decide on each (suy-chords.h). */

#include "suy-feature-set.h"

#include <math.h>
#include <stdlib.h>

#include "suy-bound.h"
#include "suy-chords.h"
#include "suy-feature-set-private.h"
#include "suy-geodesic.h"
#include "suy-short-way.h"

#define MAX_BOXES 64u
#define EDGES_A_BOX 16u
#define CLOSE_M 1e-6 /* far above SUY_SHORT_WAY_ERROR_M */

/* One search on its way. */
typedef struct
{
  SuyFeatureSet *set;
  const SuyShape *shape;
  GArray *boxes;    /* that cover the shape, so that a long line is not one huge box */
  SuyChords *query; /* NULL until something else than two points is measured */
  SuyChords *feature;
  SuyPlace place; /* of a query of one point */
  double limit;
  double chord_limit; /* the longest chord that the limit allows */
  guint k;            /* 0: all within the limit */
  GArray *hits;       /* of the k nearest a heap, farthest first */
} Search;

static gboolean
on_item (guint32 item, gpointer data)
{
  GArray *items = data;

  g_array_append_val (items, item);

  return TRUE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  guint32 l = *(const guint32 *) a, r = *(const guint32 *) b;

  return l < r ? -1 : l > r;
}

/* Sorts @items and drops repeats. */
static void
tidy_items (GArray *items)
{
  guint32 *at = (guint32 *) (void *) items->data;
  guint n = 0;

  if (items->len < 2)
    return;

  qsort (at, items->len, sizeof *at, compare_items);
  for (guint i = 0; i < items->len; i++)
    if (i == 0 || at[i] != at[n - 1])
      at[n++] = at[i];
  g_array_set_size (items, n);
}

/* Adds what may be within @metres of @box, perhaps twice.  Returns: how many searches it took */
static guint
add_around (SuyFeatureSet *self, const SuyBox *box, double metres, GArray *items)
{
  SuyBox around[2];
  guint n = suy_bound_around (box, metres, around);

  for (guint i = 0; i < n; i++)
    suy_box_tree_search (self->tree, around[i], on_item, items);

  return n;
}

GArray *
suy_feature_set_in_box (SuyFeatureSet *self, SuyBox box)
{
  GArray *items;
  guint n = 0;

  g_return_val_if_fail (self != NULL, NULL);

  items = g_array_new (FALSE, FALSE, sizeof (guint32));
  suy_box_tree_search (self->tree, box, on_item, items);
  tidy_items (items);

  for (guint i = 0; self->boxes != NULL && i < items->len; i++)
    {
      guint32 item = g_array_index (items, guint32, i);

      if (!suy_box_is_empty (&self->boxes[item]) && suy_box_touches (&self->boxes[item], &box))
        g_array_index (items, guint32, n++) = item;
    }
  if (self->boxes != NULL)
    g_array_set_size (items, n);

  return items;
}

static int
compare_hits (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *ids = data;
  const SuyHit *l = a, *r = b;

  if (l->distance_m != r->distance_m)
    return l->distance_m < r->distance_m ? -1 : 1;

  return ids[l->item] < ids[r->item] ? -1 : ids[l->item] > ids[r->item];
}

/* Covers some MAX_BOXES parts of a line, or of a run of points, with a box each. */
static void
cover_run (const SuyShape *shape, guint32 first, guint32 end, GArray *boxes)
{
  gboolean is_line = shape->kind == SUY_SHAPE_LINE;
  guint32 step = MAX (is_line ? EDGES_A_BOX : 1, suy_shape_get_n_points (shape) / MAX_BOXES);

  for (guint32 i = first; i < end - (is_line ? 1 : 0); i += step)
    {
      guint32 n = MIN (step + (is_line ? 1 : 0), end - i);
      const SuyShape part = { shape->kind, 1, &n, shape->points + i };
      SuyBox box = suy_bound_shape_box (&part);

      g_array_append_val (boxes, box);
    }
}

static GArray *
cover (const SuyShape *shape)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (SuyBox));
  guint32 first = 0;

  if (shape->kind == SUY_SHAPE_POLYGON)
    {
      SuyBox box = suy_bound_shape_box (shape);

      g_array_append_val (boxes, box);
      return boxes;
    }

  for (guint32 run = 0; run < shape->n_runs; first = shape->ends[run], run++)
    cover_run (shape, first, shape->ends[run], boxes);

  return boxes;
}

static void
search_init (Search *search, SuyFeatureSet *set, const SuyShape *shape, double limit)
{
  *search = (Search){ .set = set, .shape = shape, .limit = limit };
  search->chord_limit = suy_chords_of_metres (limit);
  search->boxes = cover (shape);
  search->hits = g_array_new (FALSE, FALSE, sizeof (SuyHit));
  if (suy_feature_is_point (shape))
    search->place = suy_place (shape->points[0]);
}

static SuyPoint
first_point (const Search *search, const SuyHit *hit)
{
  return suy_feature_set_get_shape (search->set, hit->item).points[0];
}

/* Replaces short ways by geodesics from @first to before @end, unless all are at one place. */
static gboolean
settle (Search *search, guint first, guint end)
{
  SuyPoint from = search->shape->points[0];
  SuyHit *hit = &g_array_index (search->hits, SuyHit, 0);
  gboolean differ = FALSE;

  for (guint i = first + 1; i < end && !differ; i++)
    {
      SuyPoint a = first_point (search, &hit[i - 1]), b = first_point (search, &hit[i]);

      differ = a.x != b.x || a.y != b.y;
    }

  for (guint i = first; i < end && differ; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (search->set, hit[i].item);

      if (suy_feature_is_point (&shape))
        hit[i].distance_m = suy_geodesic_distance (from, shape.points[0]);
    }

  return differ;
}

/* Sorts the hits.  Those whose short ways are too close to tell which is nearer are settled. */
static void
sort_hits (Search *search)
{
  GArray *hits = search->hits;
  const SuyHit *hit = (const SuyHit *) (const void *) hits->data;
  gboolean changed = FALSE;
  guint end;

  if (hits->len < 2)
    return;

  g_array_sort_with_data (hits, compare_hits, search->set->ids);
  if (search->k > 0 || !suy_feature_is_point (search->shape))
    return;

  for (guint first = 0; first < hits->len; first = end)
    {
      for (end = first + 1; end < hits->len; end++)
        if (hit[end].distance_m - hit[end - 1].distance_m > CLOSE_M)
          break;
      changed = (end > first + 1 && settle (search, first, end)) || changed;
    }

  if (changed)
    g_array_sort_with_data (hits, compare_hits, search->set->ids);
}

/* Returns: (transfer full): the hits, nearest first */
static GArray *
search_end (Search *search)
{
  sort_hits (search);
  g_array_unref (search->boxes);
  g_clear_pointer (&search->query, suy_chords_free);
  g_clear_pointer (&search->feature, suy_chords_free);

  return g_steal_pointer (&search->hits);
}

/* The chord between two points is never longer than the way on the ground, so it refuses most that
 * are too far at a tenth of the cost.  The short way decides where it is more than CLOSE_M from the
 * limit, and the geodesic on all others. */
static double
point_distance (const Search *search, SuyPoint point)
{
  SuyPlace place = suy_place (point);
  double chord = suy_place_chord (&search->place, &place);
  double metres;

  if (chord > search->chord_limit)
    return INFINITY;

  if (search->k == 0 && chord > SUY_SHORT_WAY_LEAST_M && chord < SUY_SHORT_WAY_MOST_M)
    {
      metres = suy_short_way (&search->place, &place, chord);
      if (fabs (metres - search->limit) > CLOSE_M)
        return metres < search->limit ? metres : INFINITY;
    }

  metres = suy_geodesic_distance (search->shape->points[0], point);

  return metres <= search->limit ? metres : INFINITY;
}

/* Returns: the distance of @item, or INFINITY if it is above the limit */
static double
distance_to (Search *search, guint32 item)
{
  SuyShape shape = suy_feature_set_get_shape (search->set, item);

  if (suy_feature_is_point (search->shape) && suy_feature_is_point (&shape))
    return point_distance (search, shape.points[0]);

  if (search->query == NULL)
    {
      search->query = suy_chords_new ();
      search->feature = suy_chords_new ();
      suy_chords_set (search->query, search->shape);
    }
  suy_chords_set (search->feature, &shape);

  return suy_chords_distance (search->query, search->feature, search->limit);
}

GArray *
suy_feature_set_within (SuyFeatureSet *self, const SuyShape *query, double metres)
{
  g_autoptr (GArray) items = NULL;
  Search search;
  guint n_searches = 0;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);
  g_return_val_if_fail (metres >= 0, NULL);

  items = g_array_new (FALSE, FALSE, sizeof (guint32));
  search_init (&search, self, query, metres);
  for (guint i = 0; i < search.boxes->len; i++)
    n_searches += add_around (self, &g_array_index (search.boxes, SuyBox, i), metres, items);
  if (n_searches > 1)
    tidy_items (items);

  for (guint i = 0; i < items->len; i++)
    {
      SuyHit hit = { .item = g_array_index (items, guint32, i) };

      hit.distance_m = distance_to (&search, hit.item);
      if (isfinite (hit.distance_m))
        g_array_append_val (search.hits, hit);
    }

  return search_end (&search);
}

/* Moves the hit at @i towards the leaves until none below it is farther. */
static void
sift_down (GArray *heap, guint i, const gint64 *ids)
{
  SuyHit *at = (SuyHit *) (void *) heap->data;
  SuyHit hit = at[i];

  for (guint child = 2 * i + 1; child < heap->len; child = 2 * i + 1)
    {
      if (child + 1 < heap->len && compare_hits (&at[child + 1], &at[child], (gpointer) ids) > 0)
        child++;
      if (compare_hits (&at[child], &hit, (gpointer) ids) <= 0)
        break;
      at[i] = at[child];
      i = child;
    }
  at[i] = hit;
}

/* Keeps the k best: a heap once there are k of them. */
static void
keep (Search *search, SuyHit hit)
{
  const gint64 *ids = search->set->ids;
  GArray *hits = search->hits;

  if (hits->len < search->k)
    {
      g_array_append_val (hits, hit);
      for (guint i = hits->len / 2; hits->len == search->k && i > 0; i--)
        sift_down (hits, i - 1, ids);
    }
  else if (compare_hits (&hit, &g_array_index (hits, SuyHit, 0), (gpointer) ids) < 0)
    {
      g_array_index (hits, SuyHit, 0) = hit;
      sift_down (hits, 0, ids);
    }

  if (hits->len == search->k)
    {
      search->limit = g_array_index (hits, SuyHit, 0).distance_m;
      search->chord_limit = suy_chords_of_metres (search->limit);
    }
}

static double
key_of_box (const SuyBox *box, gpointer data)
{
  const Search *search = data;
  double least = INFINITY;

  for (guint i = 0; i < search->boxes->len && least > 0; i++)
    least = fmin (least, suy_bound_key (&g_array_index (search->boxes, SuyBox, i), box));

  return least;
}

static double
on_next (guint32 item, gpointer data)
{
  Search *search = data;
  SuyHit hit = { item, distance_to (search, item) };

  if (isfinite (hit.distance_m))
    keep (search, hit);

  return suy_bound_key_of_metres (search->limit);
}

GArray *
suy_feature_set_nearest (SuyFeatureSet *self, const SuyShape *query, guint k, double max_m)
{
  Search search;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);
  g_return_val_if_fail (max_m >= 0, NULL);

  search_init (&search, self, query, max_m);
  search.k = k;
  if (k > 0)
    suy_box_tree_visit_by_key (self->tree, suy_bound_key_of_metres (max_m), key_of_box, on_next,
                               &search);

  return search_end (&search);
}

GArray *
suy_feature_set_containing (SuyFeatureSet *self, SuyPoint point)
{
  const SuyBox box = { point.x, point.y, point.x, point.y };
  GArray *items;
  guint n = 0;

  g_return_val_if_fail (self != NULL, NULL);

  items = g_array_new (FALSE, FALSE, sizeof (guint32));
  add_around (self, &box, 0, items);
  tidy_items (items);

  for (guint i = 0; i < items->len; i++)
    {
      guint32 item = g_array_index (items, guint32, i);
      SuyShape shape = suy_feature_set_get_shape (self, item);

      if (suy_shape_contains (&shape, point))
        g_array_index (items, guint32, n++) = item;
    }
  g_array_set_size (items, n);

  return items;
}
