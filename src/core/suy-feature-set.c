/* suy-feature-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-feature-set.h"

#include <stdlib.h>

#include "suy-feature-set-private.h"
#include "suy-id.h"

#define MAX_FEATURES (1u << 28)
#define MAX_EDITS 512u /* a search looks at each of them */

static const SuyShape nowhere = { SUY_SHAPE_NONE, 0, NULL, NULL };

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

/* Takes @base. */
static SuyFeatureSet *
new_over (SuyFeatureBase *base)
{
  SuyFeatureSet *self = g_atomic_rc_box_new0 (SuyFeatureSet);

  self->base = base;
  self->n = base->n;
  self->extent = base->extent;

  return self;
}

SuyFeatureSet *
suy_feature_set_builder_end (SuyFeatureSetBuilder *self)
{
  g_autoptr (GBytes) bytes = NULL;
  SuyShapeTable table;

  g_return_val_if_fail (self != NULL, NULL);

  table = (SuyShapeTable){ .n = self->ids->len,
                           .kinds = (const guint8 *) self->kinds->data,
                           .first_runs = (const guint32 *) (void *) self->first_runs->data,
                           .first_points = (const guint32 *) (void *) self->first_points->data,
                           .ends = (const guint32 *) (void *) self->ends->data,
                           .points = (const SuyPoint *) (void *) self->points->data };
  bytes = suy_feature_base_pack (&table, (const gint64 *) (void *) self->ids->data);
  suy_feature_set_builder_free (self);

  return new_over (suy_feature_base_open (bytes, NULL));
}

SuyFeatureSet *
suy_feature_set_open (GBytes *bytes, GError **error)
{
  SuyFeatureBase *base;

  g_return_val_if_fail (bytes != NULL, NULL);

  base = suy_feature_base_open (bytes, error);

  return base == NULL ? NULL : new_over (base);
}

/* ---- edits ---- */

/* All features but the @gone ones (nullable), packed anew. */
static SuyFeatureSet *
fold (SuyFeatureSet *self, GHashTable *gone)
{
  g_autoptr (SuyFeatureSetBuilder) builder = suy_feature_set_builder_new ();

  for (guint32 i = 0; i < self->n; i++)
    {
      gint64 id = suy_feature_set_get_id (self, i);
      SuyShape shape = suy_feature_set_get_shape (self, i);

      if (gone == NULL || !g_hash_table_contains (gone, &id))
        suy_feature_set_builder_add (builder, id, &shape);
    }

  return suy_feature_set_builder_end (g_steal_pointer (&builder));
}

GBytes *
suy_feature_set_pack (SuyFeatureSet *self)
{
  g_autoptr (SuyFeatureSet) folded = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->n_edits == 0)
    return g_bytes_ref (self->base->bytes);
  folded = fold (self, NULL);

  return g_bytes_ref (folded->base->bytes);
}

/* Where the edit of @item is, or would be put in. */
static guint32
edit_place (SuyFeatureSet *self, guint32 item)
{
  guint32 low = 0, high = self->n_edits;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->edits[middle].item < item)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

const EditedFeature *
suy_feature_set_find_edit (SuyFeatureSet *self, guint32 item)
{
  guint32 at = edit_place (self, item);

  return at < self->n_edits && self->edits[at].item == item ? &self->edits[at] : NULL;
}

/* Room for the edits is there. */
static void
put_edit (SuyFeatureSet *self, const SuyFeatureEdit *edit)
{
  guint32 item = self->n;
  guint32 at;

  if (!suy_feature_set_find (self, edit->id, &item))
    self->n++;

  at = edit_place (self, item);
  if (at < self->n_edits && self->edits[at].item == item)
    g_clear_pointer (&self->edits[at].geometry, suy_geometry_unref);
  else
    {
      for (guint32 i = self->n_edits; i > at; i--)
        self->edits[i] = self->edits[i - 1];
      self->n_edits++;
    }

  self->edits[at] = (EditedFeature){ item, edit->id, NULL };
  if (edit->geometry != NULL)
    {
      SuyBox box = suy_shape_get_box (suy_geometry_get_shape (edit->geometry));

      self->edits[at].geometry = suy_geometry_ref (edit->geometry);
      suy_box_add (&self->extent, &box);
    }
}

/* The ids of those that are removed.  (transfer full) (nullable) */
static GHashTable *
gather_removed (const SuyFeatureEdit *edits, guint32 n)
{
  GHashTable *gone = NULL;

  for (guint32 i = 0; i < n; i++)
    if (edits[i].removed)
      {
        if (gone == NULL)
          gone = g_hash_table_new (suy_id_hash, g_int64_equal);
        g_hash_table_add (gone, (gpointer) &edits[i].id);
      }

  return gone;
}

SuyFeatureSet *
suy_feature_set_edit (SuyFeatureSet *self, const SuyFeatureEdit *edits, guint32 n)
{
  g_autoptr (GHashTable) gone = NULL;
  g_autoptr (SuyFeatureSet) set = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  gone = gather_removed (edits, n);
  set = new_over (suy_feature_base_ref (self->base));
  set->n = self->n;
  set->extent = self->extent;
  set->edits = g_new (EditedFeature, self->n_edits + n);
  for (; set->n_edits < self->n_edits; set->n_edits++)
    {
      set->edits[set->n_edits] = self->edits[set->n_edits];
      if (set->edits[set->n_edits].geometry != NULL)
        suy_geometry_ref (set->edits[set->n_edits].geometry);
    }
  for (guint32 i = 0; i < n; i++)
    if (!edits[i].removed)
      put_edit (set, &edits[i]);

  if (gone == NULL && set->n_edits <= MAX_EDITS)
    return g_steal_pointer (&set);

  return fold (set, gone);
}

static void
finalize (gpointer data)
{
  SuyFeatureSet *self = data;

  for (guint32 i = 0; i < self->n_edits; i++)
    g_clear_pointer (&self->edits[i].geometry, suy_geometry_unref);
  g_free (self->edits);
  suy_feature_base_unref (self->base);
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

/* ---- features ---- */

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

  return item < self->base->n ? self->base->ids[item] : suy_feature_set_find_edit (self, item)->id;
}

SuyShape
suy_feature_set_get_shape (SuyFeatureSet *self, guint32 item)
{
  const EditedFeature *edit;

  g_return_val_if_fail (self != NULL && item < self->n, nowhere);

  edit = self->n_edits == 0 ? NULL : suy_feature_set_find_edit (self, item);
  if (edit == NULL)
    return suy_feature_base_get_shape (self->base, item);

  return edit->geometry == NULL ? nowhere : *suy_geometry_get_shape (edit->geometry);
}

SuyBox
suy_feature_set_get_box (SuyFeatureSet *self, guint32 item)
{
  SuyShape shape;

  g_return_val_if_fail (self != NULL && item < self->n, SUY_BOX_EMPTY);

  if (self->base->shape_index != NULL && item < self->base->n &&
      (self->n_edits == 0 || suy_feature_set_find_edit (self, item) == NULL))
    return suy_shape_index_get_box (self->base->shape_index, self->base->positions[item]);
  shape = suy_feature_set_get_shape (self, item);

  return suy_shape_get_box (&shape);
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
  g_return_val_if_fail (self != NULL && item != NULL, FALSE);

  if (suy_feature_base_find (self->base, id, item))
    return TRUE;

  for (guint32 i = self->n_edits; i-- > 0 && self->edits[i].item >= self->base->n;)
    if (self->edits[i].id == id)
      {
        *item = self->edits[i].item;
        return TRUE;
      }

  return FALSE;
}
