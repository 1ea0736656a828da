/* suy-feature-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-feature-set.h"

#include "suy-bound.h"
#include "suy-feature-set-private.h"

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

/* Returns: the contents of @array, cut to their length */
static gpointer
take (GArray **array)
{
  gsize n;
  guint size = g_array_get_element_size (*array);
  gpointer data = g_array_steal (*array, &n);

  return g_realloc_n (data, n, size);
}

static void
sort_ids (SuyFeatureSet *self)
{
  guint32 i = 1;

  while (i < self->n && self->ids[i - 1] < self->ids[i])
    i++;
  if (i >= self->n)
    return;

  self->by_id = g_new (guint32, self->n);
  for (i = 0; i < self->n; i++)
    self->by_id[i] = i;
  g_qsort_with_data (self->by_id, (gint) self->n, sizeof *self->by_id, compare_ids, self->ids);
}

static void
pack (SuyFeatureSet *self)
{
  g_autofree SuyBox *boxes = g_new (SuyBox, self->n);
  g_autoptr (GBytes) bytes = NULL;
  gboolean all_points = TRUE;

  self->extent = SUY_BOX_EMPTY;
  for (guint32 i = 0; i < self->n; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (self, i);

      boxes[i] = suy_shape_get_box (&shape);
      suy_box_add (&self->extent, &boxes[i]);
      all_points = all_points && suy_feature_is_point (&shape);
    }

  if (!all_points)
    {
      self->boxes = g_memdup2 (boxes, self->n * sizeof *boxes);
      for (guint32 i = 0; i < self->n; i++)
        {
          SuyShape shape = suy_feature_set_get_shape (self, i);

          boxes[i] = suy_bound_shape_box (&shape);
        }
    }

  bytes = suy_box_tree_pack (boxes, self->n);
  self->tree = suy_box_tree_open (bytes, NULL);
}

SuyFeatureSet *
suy_feature_set_builder_end (SuyFeatureSetBuilder *self)
{
  SuyFeatureSet *set;

  g_return_val_if_fail (self != NULL, NULL);

  set = g_atomic_rc_box_new0 (SuyFeatureSet);
  set->n = self->ids->len;
  set->ids = take (&self->ids);
  set->kinds = take (&self->kinds);
  set->first_runs = take (&self->first_runs);
  set->first_points = take (&self->first_points);
  set->ends = take (&self->ends);
  set->points = take (&self->points);
  suy_feature_set_builder_free (self);

  sort_ids (set);
  pack (set);

  return set;
}

static void
finalize (gpointer data)
{
  SuyFeatureSet *self = data;

  g_free (self->ids);
  g_free (self->kinds);
  g_free (self->first_runs);
  g_free (self->first_points);
  g_free (self->ends);
  g_free (self->points);
  g_free (self->by_id);
  g_free (self->boxes);
  suy_box_tree_unref (self->tree);
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
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

gint64
suy_feature_set_get_id (SuyFeatureSet *self, guint32 item)
{
  g_return_val_if_fail (self != NULL && item < self->n, 0);

  return self->ids[item];
}

SuyShape
suy_feature_set_get_shape (SuyFeatureSet *self, guint32 item)
{
  guint32 run;

  g_return_val_if_fail (self != NULL && item < self->n, ((SuyShape){ SUY_SHAPE_NONE }));

  run = self->first_runs[item];

  return (SuyShape){ (SuyShapeKind) self->kinds[item], self->first_runs[item + 1] - run,
                     self->ends + run, self->points + self->first_points[item] };
}

SuyBox
suy_feature_set_get_box (SuyFeatureSet *self, guint32 item)
{
  SuyPoint point;

  g_return_val_if_fail (self != NULL && item < self->n, SUY_BOX_EMPTY);

  if (self->boxes != NULL)
    return self->boxes[item];

  point = self->points[item];

  return (SuyBox){ point.x, point.y, point.x, point.y };
}

SuyBox
suy_feature_set_get_extent (SuyFeatureSet *self)
{
  g_return_val_if_fail (self != NULL, SUY_BOX_EMPTY);

  return self->extent;
}

gboolean
suy_feature_set_find (SuyFeatureSet *self, gint64 id, guint32 *item)
{
  guint32 low = 0, high, at = 0;

  g_return_val_if_fail (self != NULL && item != NULL, FALSE);

  high = self->n;
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      at = self->by_id != NULL ? self->by_id[middle] : middle;
      if (self->ids[at] == id)
        {
          *item = at;
          return TRUE;
        }
      if (self->ids[at] < id)
        low = middle + 1;
      else
        high = middle;
    }

  return FALSE;
}
