/* suy-feature-search.c: the queries of suy-feature-set.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The packed index says which items are hit; those that were edited are looked at one by one.  How
 * far they are is worked out after that, by short ways and geodesics for points and by chords for
 * everything else. */

#include "suy-feature-set.h"

#include <math.h>
#include <stdlib.h>

#include "suy-chords.h"
#include "suy-feature-set-private.h"
#include "suy-geodesic.h"
#include "suy-short-way.h"

#define CLOSE_M 1e-6 /* far above SUY_SHORT_WAY_ERROR_M */
#define FIRST_M 1000.0
#define FARTHEST_M 2.1e7 /* half-way round the earth is nearer */

/* One search on its way. */
typedef struct
{
  SuyFeatureSet *set;
  const SuyShape *shape;
  double limit;
  gboolean exact;   /* geodesics, not short ways */
  SuyChords *query; /* NULL until something else than two points is measured */
  SuyChords *feature;
  SuyPlace place; /* of a query of one point */
} Search;

static void
search_init (Search *search, SuyFeatureSet *set, const SuyShape *shape, double limit)
{
  *search = (Search){ .set = set, .shape = shape, .limit = limit };
  if (suy_feature_is_point (shape))
    search->place = suy_place (shape->points[0]);
}

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->query, suy_chords_free);
  g_clear_pointer (&search->feature, suy_chords_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* ---- distances ---- */

/* The short way is never below the geodesic, so one within the limit says enough. */
static double
point_distance (const Search *search, SuyPoint point)
{
  SuyPlace place = suy_place (point);
  double chord = suy_place_chord (&search->place, &place);
  double metres = INFINITY;

  if (!search->exact && chord > SUY_SHORT_WAY_LEAST_M && chord < SUY_SHORT_WAY_MOST_M)
    metres = suy_short_way (&search->place, &place, chord);
  if (metres > search->limit)
    metres = suy_geodesic_distance (search->shape->points[0], point);

  return metres <= search->limit ? metres : INFINITY;
}

/* Returns: the distance of @item, or INFINITY if it is above the limit */
static double
distance_to (Search *search, guint32 item)
{
  SuyShape shape = suy_feature_set_get_shape (search->set, item);

  if (shape.kind == SUY_SHAPE_NONE)
    return INFINITY;
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

/* ---- items ---- */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  guint32 l = *(const guint32 *) a, r = *(const guint32 *) b;

  return l < r ? -1 : l > r;
}

/* Turns items of the point index into those of the set. */
static void
name_items (SuyFeatureSet *self, SuyItems *items)
{
  const guint32 *item_of = self->base->item_of;

  for (gsize i = 0; item_of != NULL && i < items->n; i++)
    items->at[i] = item_of[items->at[i]];
}

static void
drop_edited (SuyFeatureSet *self, SuyItems *items)
{
  gsize n = 0;

  for (gsize i = 0; self->n_edits > 0 && i < items->n; i++)
    if (suy_feature_set_find_edit (self, items->at[i]) == NULL)
      items->at[n++] = items->at[i];
  if (self->n_edits > 0)
    items->n = n;
}

static void
add_item (SuyItems *items, guint32 item)
{
  suy_items_reserve (items, 1);
  items->at[items->n++] = item;
}

/* Items of the base within @metres that were not edited, in any order. */
static void
base_within (SuyFeatureSet *self, const SuyShape *query, double metres, SuyItems *items)
{
  SuyFeatureBase *base = self->base;
  gboolean point = suy_feature_is_point (query);

  if (base->shape_index != NULL && point)
    suy_shape_index_within (base->shape_index, query->points[0], metres, items);
  else if (base->shape_index != NULL)
    suy_shape_index_within_shape (base->shape_index, query, metres, items);
  else if (point)
    suy_point_index_within (base->point_index, query->points[0], metres, items);
  else
    suy_point_index_within_shape (base->point_index, query, metres, items);

  name_items (self, items);
  drop_edited (self, items);
}

static void
search_within (Search *search, SuyItems *items)
{
  SuyFeatureSet *self = search->set;

  items->n = 0;
  if (search->shape->kind == SUY_SHAPE_NONE)
    return;

  base_within (self, search->shape, search->limit, items);
  for (guint32 i = 0; i < self->n_edits; i++)
    if (isfinite (distance_to (search, self->edits[i].item)))
      add_item (items, self->edits[i].item);
}

void
suy_feature_set_items_within (SuyFeatureSet *self,
                              const SuyShape *query,
                              double metres,
                              SuyItems *items)
{
  g_auto (Search) search = { 0 };

  g_return_if_fail (self != NULL && query != NULL && items != NULL);
  g_return_if_fail (metres >= 0);

  search_init (&search, self, query, metres);
  search_within (&search, items);
  if (items->n > 1)
    qsort (items->at, items->n, sizeof *items->at, compare_items);
}

/* Returns: (transfer full) (element-type guint32): what @items holds, ascending */
static GArray *
to_array (SuyItems *items)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) items->n);

  if (items->n > 1)
    qsort (items->at, items->n, sizeof *items->at, compare_items);
  if (items->n > 0)
    g_array_append_vals (array, items->at, (guint) items->n);

  return array;
}

GArray *
suy_feature_set_in_box (SuyFeatureSet *self, SuyBox box)
{
  g_auto (SuySpans) spans = { 0 };
  g_auto (SuyItems) items = { 0 };
  const guint32 *item_of;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->base->shape_index != NULL)
    {
      suy_shape_index_in_box (self->base->shape_index, box, &spans);
      item_of = suy_shape_index_get_items (self->base->shape_index);
    }
  else
    {
      suy_point_index_in_box (self->base->point_index, box, &spans);
      item_of = suy_point_index_get_items (self->base->point_index);
    }

  suy_items_reserve (&items, suy_spans_count (&spans));
  for (gsize i = 0; i < spans.n; i++)
    for (guint32 at = spans.at[i].first; at < spans.at[i].end; at++)
      items.at[items.n++] = item_of[at];
  name_items (self, &items);
  drop_edited (self, &items);
  for (guint32 i = 0; i < self->n_edits; i++)
    {
      SuyBox own = suy_feature_set_get_box (self, self->edits[i].item);

      if (!suy_box_is_empty (&own) && suy_box_touches (&own, &box))
        add_item (&items, self->edits[i].item);
    }

  return to_array (&items);
}

GArray *
suy_feature_set_containing (SuyFeatureSet *self, SuyPoint point)
{
  g_auto (SuyItems) items = { 0 };

  g_return_val_if_fail (self != NULL, NULL);

  if (self->base->shape_index != NULL)
    suy_shape_index_containing (self->base->shape_index, point, &items);
  drop_edited (self, &items);
  for (guint32 i = 0; i < self->n_edits; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (self, self->edits[i].item);

      if (suy_shape_contains (&shape, point))
        add_item (&items, self->edits[i].item);
    }

  return to_array (&items);
}

/* ---- hits ---- */

static int
compare_hits (gconstpointer a, gconstpointer b, gpointer data)
{
  const SuyHit *l = a, *r = b;
  gint64 left, right;

  if (l->distance_m != r->distance_m)
    return l->distance_m < r->distance_m ? -1 : 1;
  left = suy_feature_set_get_id (data, l->item);
  right = suy_feature_set_get_id (data, r->item);

  return left < right ? -1 : left > right;
}

static SuyPoint
first_point (const Search *search, const SuyHit *hit)
{
  return suy_feature_set_get_shape (search->set, hit->item).points[0];
}

/* Replaces short ways by geodesics from @first to before @end, unless all are at one place. */
static gboolean
settle (Search *search, GArray *hits, guint first, guint end)
{
  SuyPoint from = search->shape->points[0];
  SuyHit *hit = &g_array_index (hits, SuyHit, 0);
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
sort_hits (Search *search, GArray *hits)
{
  const SuyHit *hit = (const SuyHit *) (const void *) hits->data;
  gboolean changed = FALSE;
  guint end;

  if (hits->len < 2)
    return;

  g_array_sort_with_data (hits, compare_hits, search->set);
  if (search->exact || !suy_feature_is_point (search->shape))
    return;

  for (guint first = 0; first < hits->len; first = end)
    {
      for (end = first + 1; end < hits->len; end++)
        if (hit[end].distance_m - hit[end - 1].distance_m > CLOSE_M)
          break;
      changed = (end > first + 1 && settle (search, hits, first, end)) || changed;
    }

  if (changed)
    g_array_sort_with_data (hits, compare_hits, search->set);
}

/* Returns: (transfer full) (element-type SuyHit): @items with their distances, nearest first */
static GArray *
measure (Search *search, const SuyItems *items)
{
  GArray *hits = g_array_sized_new (FALSE, FALSE, sizeof (SuyHit), (guint) items->n);

  for (gsize i = 0; i < items->n; i++)
    {
      SuyHit hit = { items->at[i], distance_to (search, items->at[i]) };

      if (isfinite (hit.distance_m))
        g_array_append_val (hits, hit);
    }
  sort_hits (search, hits);

  return hits;
}

GArray *
suy_feature_set_within (SuyFeatureSet *self, const SuyShape *query, double metres)
{
  g_auto (Search) search = { 0 };
  g_auto (SuyItems) items = { 0 };

  g_return_val_if_fail (self != NULL && query != NULL, NULL);
  g_return_val_if_fail (metres >= 0, NULL);

  search_init (&search, self, query, metres);
  search_within (&search, &items);

  return measure (&search, &items);
}

/* Items of the base, nearest first.  Only a point may be asked for points. */
static void
base_nearest (Search *search, guint k, SuyItems *items)
{
  SuyFeatureBase *base = search->set->base;

  if (base->shape_index != NULL)
    suy_shape_index_nearest (base->shape_index, search->shape, k, search->limit, items);
  else
    suy_point_index_nearest (base->point_index, search->shape->points[0], k, search->limit, items);
  name_items (search->set, items);
}

/* How far the @k nearest of the base are at most, so that a search within finds them and all that
 * are as far as the last of them.  Edited ones may be among those that the index gives. */
static double
bound_nearest (Search *search, guint k)
{
  g_auto (SuyItems) items = { 0 };
  double farthest = 0;

  base_nearest (search, k, &items);
  if (items.n < k)
    return search->limit;

  for (gsize i = 0; i < items.n; i++)
    {
      SuyShape shape = suy_feature_base_get_shape (search->set->base, items.at[i]);

      farthest = fmax (farthest, suy_shape_distance (search->shape, &shape));
    }

  return fmin (farthest, search->limit);
}

/* The same for a long query over points: rings that grow until they hold enough. */
static double
bound_nearest_along (Search *search, guint k)
{
  g_auto (SuyItems) items = { 0 };
  double metres = fmin (FIRST_M, search->limit);

  for (;;)
    {
      items.n = 0;
      suy_point_index_within_shape (search->set->base->point_index, search->shape, metres, &items);
      if (items.n >= k || metres >= search->limit || metres >= FARTHEST_M)
        return metres;
      metres = fmin (2 * metres, search->limit);
    }
}

/* The index breaks ties by item, the set by id, so where these agree its answer stands. */
static void
search_nearest (Search *search, guint k, SuyItems *items)
{
  SuyFeatureSet *self = search->set;
  gboolean indexed = self->base->shape_index != NULL || suy_feature_is_point (search->shape);
  guint wanted = k + MIN (self->n_edits, G_MAXUINT - k);

  if (indexed && self->n_edits == 0 && self->base->by_id == NULL)
    {
      base_nearest (search, k, items);
      return;
    }

  search->limit = indexed ? bound_nearest (search, wanted) : bound_nearest_along (search, wanted);
  search_within (search, items);
}

GArray *
suy_feature_set_nearest (SuyFeatureSet *self, const SuyShape *query, guint k, double max_m)
{
  g_auto (Search) search = { 0 };
  g_auto (SuyItems) items = { 0 };
  GArray *hits;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);
  g_return_val_if_fail (max_m >= 0, NULL);

  search_init (&search, self, query, fmin (max_m, FARTHEST_M));
  search.exact = TRUE;
  if (k > 0 && query->kind != SUY_SHAPE_NONE)
    search_nearest (&search, k, &items);

  hits = measure (&search, &items);
  if (hits->len > k)
    g_array_set_size (hits, k);

  return hits;
}
