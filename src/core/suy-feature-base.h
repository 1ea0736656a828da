/* suy-feature-base.h: what is the packed part of a feature set?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of suy-feature-set.h.  One block of bytes that can be kept in a file: ids, places
 * and their index.  Single points (and features without a place) go into a point index and also lie
 * in the order of items, to be handed out; everything else lies in a shape index alone. */

#pragma once

#include "suy-feature-set.h"
#include "suy-point-index.h"
#include "suy-shape-index.h"

G_BEGIN_DECLS

typedef struct _SuyFeatureBase SuyFeatureBase; /* never changes, so threads share it */

struct _SuyFeatureBase
{
  GBytes *bytes;
  guint32 n;
  SuyBox extent;
  const gint64 *ids;
  const guint32 *by_id; /* items in the order of their ids, or NULL if that is their own */

  /* Either */
  SuyPointIndex *point_index;
  const SuyPoint *points;   /* by item */
  const guint32 *item_of;   /* of an item of the index; NULL if they are the same */
  const guint32 *positions; /* or the position of each item in the shape index */
  SuyShapeIndex *shape_index;
};

/* Packs @table with the ids of its items.  O(n log n).  Returns: (transfer full) */
GBytes *suy_feature_base_pack (const SuyShapeTable *table, const gint64 *ids);

/* Keeps @bytes; all that could lead a search out of them is checked.  SUY_ERROR_CORRUPT */
SuyFeatureBase *suy_feature_base_open (GBytes *bytes, GError **error);
SuyFeatureBase *suy_feature_base_ref (SuyFeatureBase *self);
void suy_feature_base_unref (SuyFeatureBase *self);

SuyShape suy_feature_base_get_shape (const SuyFeatureBase *self, guint32 item);
gboolean suy_feature_base_find (const SuyFeatureBase *self, gint64 id, guint32 *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFeatureBase, suy_feature_base_unref)

G_END_DECLS
