/* suy-feature-set-private.h: what is inside a feature set?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For suy-feature-set.c, which makes it, and suy-feature-search.c, which searches it. */

#pragma once

#include "suy-feature-base.h"

G_BEGIN_DECLS

/* A feature that is not as the base has it. */
typedef struct
{
  guint32 item; /* of the base, or behind its last one */
  gint64 id;
  SuyGeometry *geometry; /* NULL: no place */
} EditedFeature;

struct _SuyFeatureSet
{
  SuyFeatureBase *base;
  guint32 n;
  SuyBox extent;
  EditedFeature *edits; /* ascending by item */
  guint32 n_edits;
};

/* Returns: (nullable): what is said of @item instead of the base, or NULL */
const EditedFeature *suy_feature_set_find_edit (SuyFeatureSet *self, guint32 item);

/* Whether @shape is one point. */
static inline gboolean
suy_feature_is_point (const SuyShape *shape)
{
  return shape->kind == SUY_SHAPE_POINT && shape->ends[0] == 1;
}

G_END_DECLS
