/* suy-feature-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-feature-set.h"

#include <math.h>
#include <stdlib.h>

#include "suy-geodesic.h"

#define MAX_FEATURES (1u << 28)

struct _SuyFeatureSetBuilder
{
  GArray *ids;          /* gint64 */
  GArray *kinds;        /* guint8, SuyShapeKind */
  GArray *first_runs;   /* guint32, one more than features */
  GArray *first_points; /* guint32, one more than features */
  GArray *ends;         /* guint32, counted from the feature's first point */
  GArray *points;
};

struct _SuyFeatureSet
{
  SuyFeatureSetBuilder *data;
  guint32 n;
  guint32 *by_id; /* items in the order of their ids */
  SuyBox extent;
};

SuyFeatureSetBuilder *
suy_feature_set_builder_new (void)
{
  SuyFeatureSetBuilder *self = g_new0 (SuyFeatureSetBuilder, 1);
  const guint32 zero = 0;

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->kinds = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->first_runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->first_points = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_array_append_val (self->first_runs, zero);
  g_array_append_val (self->first_points, zero);

  return self;
}

void
suy_feature_set_builder_free (SuyFeatureSetBuilder *self)
{
  g_array_unref (self->ids);
  g_array_unref (self->kinds);
  g_array_unref (self->first_runs);
  g_array_unref (self->first_points);
  g_array_unref (self->ends);
  g_array_unref (self->points);
  g_free (self);
}

void
suy_feature_set_builder_add (SuyFeatureSetBuilder *self, gint64 id, const SuyShape *shape)
{
  guint8 kind;

  g_return_if_fail (self != NULL && shape != NULL);
  g_return_if_fail (self->ids->len < MAX_FEATURES);

  kind = (guint8) shape->kind;
  g_array_append_val (self->ids, id);
  g_array_append_val (self->kinds, kind);
  if (shape->kind != SUY_SHAPE_NONE)
    {
      g_array_append_vals (self->ends, shape->ends, shape->n_runs);
      g_array_append_vals (self->points, shape->points, suy_shape_get_n_points (shape));
    }
  g_array_append_val (self->first_runs, self->ends->len);
  g_array_append_val (self->first_points, self->points->len);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *ids = data;
  gint64 l = ids[*(const guint32 *) a], r = ids[*(const guint32 *) b];

  return l < r ? -1 : l > r;
}

SuyFeatureSet *
suy_feature_set_builder_end (SuyFeatureSetBuilder *self)
{
  SuyFeatureSet *set = g_atomic_rc_box_new0 (SuyFeatureSet);

  set->data = self;
  set->n = self->ids->len;
  set->by_id = g_new (guint32, set->n);
  set->extent = SUY_BOX_EMPTY;
  for (guint32 i = 0; i < set->n; i++)
    {
      SuyBox box = suy_feature_set_get_box (set, i);

      set->by_id[i] = i;
      suy_box_add (&set->extent, &box);
    }
  if (set->n > 0)
    g_qsort_with_data (set->by_id, (gint) set->n, sizeof *set->by_id, compare_ids, self->ids->data);

  return set;
}

static void
finalize (gpointer data)
{
  SuyFeatureSet *self = data;

  suy_feature_set_builder_free (self->data);
  g_free (self->by_id);
}

SuyFeatureSet *
suy_feature_set_ref (SuyFeatureSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_feature_set_unref (SuyFeatureSet *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

guint32
suy_feature_set_get_n (SuyFeatureSet *self)
{
  return self->n;
}

gint64
suy_feature_set_get_id (SuyFeatureSet *self, guint32 item)
{
  return g_array_index (self->data->ids, gint64, item);
}

SuyShape
suy_feature_set_get_shape (SuyFeatureSet *self, guint32 item)
{
  const SuyFeatureSetBuilder *data = self->data;
  guint32 run = g_array_index (data->first_runs, guint32, item);
  guint32 point = g_array_index (data->first_points, guint32, item);

  return (SuyShape){ (SuyShapeKind) g_array_index (data->kinds, guint8, item),
                     g_array_index (data->first_runs, guint32, item + 1) - run,
                     &g_array_index (data->ends, guint32, run),
                     &g_array_index (data->points, SuyPoint, point) };
}

SuyBox
suy_feature_set_get_box (SuyFeatureSet *self, guint32 item)
{
  SuyShape shape = suy_feature_set_get_shape (self, item);

  return suy_shape_get_box (&shape);
}

SuyBox
suy_feature_set_get_extent (SuyFeatureSet *self)
{
  return self->extent;
}

gboolean
suy_feature_set_find (SuyFeatureSet *self, gint64 id, guint32 *item)
{
  guint32 low = 0, high = self->n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (suy_feature_set_get_id (self, self->by_id[middle]) < id)
        low = middle + 1;
      else
        high = middle;
    }

  if (low == self->n || suy_feature_set_get_id (self, self->by_id[low]) != id)
    return FALSE;

  *item = self->by_id[low];

  return TRUE;
}

GArray *
suy_feature_set_in_box (SuyFeatureSet *self, SuyBox box)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->n; i++)
    {
      SuyBox own = suy_feature_set_get_box (self, i);

      if (suy_box_touches (&own, &box))
        g_array_append_val (out, i);
    }

  return out;
}

static int
compare_hits (gconstpointer a, gconstpointer b, gpointer data)
{
  SuyFeatureSet *self = data;
  const SuyHit *l = a, *r = b;
  gint64 id_l, id_r;

  if (l->distance_m != r->distance_m)
    return l->distance_m < r->distance_m ? -1 : 1;

  id_l = suy_feature_set_get_id (self, l->item);
  id_r = suy_feature_set_get_id (self, r->item);

  return id_l < id_r ? -1 : id_l > id_r;
}

GArray *
suy_feature_set_within (SuyFeatureSet *self, const SuyShape *query, double metres)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SuyHit));

  for (guint32 i = 0; i < self->n; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (self, i);
      SuyHit hit = { i, suy_shape_distance (query, &shape) };

      if (isfinite (hit.distance_m) && hit.distance_m <= metres)
        g_array_append_val (out, hit);
    }

  g_array_sort_with_data (out, compare_hits, self);

  return out;
}

GArray *
suy_feature_set_nearest (SuyFeatureSet *self, const SuyShape *query, guint k, double max_m)
{
  GArray *out = suy_feature_set_within (self, query, max_m);

  if (out->len > k)
    g_array_set_size (out, k);

  return out;
}

GArray *
suy_feature_set_containing (SuyFeatureSet *self, SuyPoint point)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->n; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (self, i);

      if (suy_shape_contains (&shape, point))
        g_array_append_val (out, i);
    }

  return out;
}
