/* suy-feature-set-private.h: what is inside a feature set?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For suy-feature-set.c, which makes it, and suy-feature-search.c, which searches it. */

#pragma once

#include "suy-box-tree.h"
#include "suy-feature-set.h"

G_BEGIN_DECLS

struct _SuyFeatureSet
{
  guint32 n;
  gint64 *ids;
  guint8 *kinds;
  guint32 *first_runs;
  guint32 *first_points;
  guint32 *ends;
  SuyPoint *points;
  guint32 *by_id;   /* items in the order of their ids, or NULL if that is their own */
  SuyBox *boxes;    /* of the corners, or NULL if all features are single points */
  SuyBoxTree *tree; /* over the boxes of suy_bound_shape_box() */
  SuyBox extent;
};

/* Whether @shape is one point. */
static inline gboolean
suy_feature_is_point (const SuyShape *shape)
{
  return shape->kind == SUY_SHAPE_POINT && shape->ends[0] == 1;
}

G_END_DECLS
