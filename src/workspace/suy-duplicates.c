/* suy-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-duplicates.h"

#include "suy-facts-private.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  const SuyDuplicate *l = a, *r = b;

  if (l->distance_m != r->distance_m)
    return l->distance_m < r->distance_m ? -1 : 1;
  if (l->age_days != r->age_days)
    return l->age_days < r->age_days ? -1 : 1;

  return l->id < r->id ? -1 : l->id > r->id;
}

/* Days between the findings, or -1 if they are too far apart or not known. */
static gint64
get_age (const SuyRecord *a, const SuyRecord *b)
{
  gint64 l = suy_look_time (a, "found_at"), r = suy_look_time (b, "found_at");

  if (l == SUY_DAY_UNKNOWN || r == SUY_DAY_UNKNOWN ||
      ABS (l - r) > SUY_DUPLICATE_DAYS * G_TIME_SPAN_DAY)
    return -1;

  return ABS (l - r) / G_TIME_SPAN_DAY;
}

static void
add_hit (GArray *found, SuyWorkspace *self, const SuyRecord *draft, SuyDuplicate one)
{
  g_autoptr (SuyRecord) other =
      one.id == suy_record_get_id (draft)
          ? NULL
          : suy_store_get (self->store, suy_record_get_register (draft), one.id, NULL);

  if (other == NULL || !suy_look_is (other, "medium", suy_look_text (draft, "medium")))
    return;
  one.age_days = get_age (other, draft);
  if (one.age_days >= 0)
    g_array_append_val (found, one);
}

GArray *
suy_workspace_find_duplicates (SuyWorkspace *self, const SuyRecord *draft, GError **error)
{
  SuyGeometry *place = suy_record_get_geometry (draft);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (SuyDuplicate)), hits = NULL;
  SuyFeatureSet *set;

  if (place == NULL)
    return g_steal_pointer (&found);
  set = suy_workspace_get_features (self, suy_record_get_register (draft), error);
  if (set == NULL)
    return NULL;
  hits = suy_feature_set_within (set, suy_geometry_get_shape (place), SUY_DUPLICATE_M);
  for (guint i = 0; i < hits->len; i++)
    {
      const SuyHit *hit = &g_array_index (hits, SuyHit, i);

      add_hit (found, self, draft,
               (SuyDuplicate){ suy_feature_set_get_id (set, hit->item), hit->distance_m, 0 });
    }
  g_array_sort (found, compare);

  return g_steal_pointer (&found);
}
