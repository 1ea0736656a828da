/* suy-feature-set.h: which features of one layer are near, or around, this place?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Distances are geodesic on the WGS 84 ellipsoid, along the ground, in metres.  An edge of a line
 * or ring is the shortest geodesic between its two points.  Inside a polygon (even-odd over its
 * rings, edges straight in longitude and latitude, boundary included) the distance is 0.  Crossing
 * or touching shapes are at 0.  Distances are good to 1e-6 m (measured: 4e-8 m), and a distance
 * that was given is a radius that finds the feature again. */

#pragma once

#include "suy-geometry.h"
#include "suy-items.h"

G_BEGIN_DECLS

typedef struct _SuyFeatureSet SuyFeatureSet; /* never changes, so threads share it without a lock */
typedef struct _SuyFeatureSetBuilder SuyFeatureSetBuilder;

typedef struct
{
  guint32 item; /* place in the set, 0 to n-1, in the order of adding */
  double distance_m;
} SuyHit;

SuyFeatureSetBuilder *suy_feature_set_builder_new (void);
void suy_feature_set_builder_free (SuyFeatureSetBuilder *self);

/* Copies @shape.  @id is the record's; each id once.  A shape of kind NONE is kept and never hit.
 */
void suy_feature_set_builder_add (SuyFeatureSetBuilder *self, gint64 id, const SuyShape *shape);

/* Packs the index; frees @self.  O(n log n).  Returns: (transfer full): the set */
SuyFeatureSet *suy_feature_set_builder_end (SuyFeatureSetBuilder *self);

/**
 * suy_feature_set_open:
 * @bytes: what suy_feature_set_pack() gave; kept, not copied, so it may be a mapped file
 * @error: SUY_ERROR_CORRUPT if they are damaged
 *
 * Returns: (transfer full): the set, or NULL with @error set
 */
SuyFeatureSet *suy_feature_set_open (GBytes *bytes, GError **error);

/* The bytes to keep, in the byte order of this machine; edits are folded in.  (transfer full) */
GBytes *suy_feature_set_pack (SuyFeatureSet *self);

/* A record that was written or removed. */
typedef struct
{
  gint64 id;
  SuyGeometry *geometry; /* (nullable): NULL: it has no place */
  gboolean removed;
} SuyFeatureEdit;

/**
 * suy_feature_set_edit:
 * @edits: (array length=n): each id once; a new id adds a feature
 *
 * A set that shares the packed part of this one and holds the edits in a list that is searched
 * after it, so that a change costs no sorting.  Items keep their numbers and new ones come last;
 * but once the list grows too long, or a feature is removed, all is packed anew in the old order.
 *
 * Returns: (transfer full): the new set
 */
SuyFeatureSet *suy_feature_set_edit (SuyFeatureSet *self, const SuyFeatureEdit *edits, guint32 n);

SuyFeatureSet *suy_feature_set_ref (SuyFeatureSet *self);
void suy_feature_set_unref (SuyFeatureSet *self);

guint32 suy_feature_set_get_n (SuyFeatureSet *self);
gint64 suy_feature_set_get_id (SuyFeatureSet *self, guint32 item);
SuyShape suy_feature_set_get_shape (SuyFeatureSet *self, guint32 item); /* borrowed */
SuyBox suy_feature_set_get_box (SuyFeatureSet *self, guint32 item);

/* A box that holds them all; after edits it may be larger than it need be. */
SuyBox suy_feature_set_get_extent (SuyFeatureSet *self);

/* O(log n).  Returns: FALSE if no feature has @id */
gboolean suy_feature_set_find (SuyFeatureSet *self, gint64 id, guint32 *item);

/* Items whose box touches @box, ascending.  Returns: (transfer full) (element-type guint32) */
GArray *suy_feature_set_in_box (SuyFeatureSet *self, SuyBox box);

/**
 * suy_feature_set_within:
 * @query: any shape
 * @metres: 0 to 2.1e7; the edge belongs (distance <= @metres), 0 finds what touches
 *
 * Returns: (transfer full) (element-type SuyHit): nearest first, equal distances by id
 */
GArray *suy_feature_set_within (SuyFeatureSet *self, const SuyShape *query, double metres);

/* Only the items, ascending, at a small part of the cost where they are many. */
void suy_feature_set_items_within (SuyFeatureSet *self,
                                   const SuyShape *query,
                                   double metres,
                                   SuyItems *items);

/**
 * suy_feature_set_nearest:
 * @k: how many at most
 * @max_m: none farther than this; INFINITY for no bound
 *
 * Returns: (transfer full) (element-type SuyHit): nearest first, equal distances by id
 */
GArray *suy_feature_set_nearest (SuyFeatureSet *self, const SuyShape *query, guint k, double max_m);

/* Polygons that hold @point (boundary included).  Returns: (transfer full) (element-type guint32)
 */
GArray *suy_feature_set_containing (SuyFeatureSet *self, SuyPoint point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFeatureSet, suy_feature_set_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFeatureSetBuilder, suy_feature_set_builder_free)

G_END_DECLS
