/* suy-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-duplicates.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-workspace-moves.h"

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  const SuyRecord *draft;
  const char *at;    /* field of the time by which the week is told */
  gboolean is_case;  /* else a complaint */
  GHashTable *known; /* gint64 of records that were compared */
  GArray *found;
} Search;

/* Without a distance behind those that have one. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const SuyDuplicate *l = a, *r = b;

  if (isnan (l->distance_m) != isnan (r->distance_m))
    return isnan (l->distance_m) ? 1 : -1;
  if (!isnan (l->distance_m) && l->distance_m != r->distance_m)
    return l->distance_m < r->distance_m ? -1 : 1;
  if (l->age_days != r->age_days)
    return l->age_days < r->age_days ? -1 : 1;

  return l->id < r->id ? -1 : l->id > r->id;
}

/* Days between the two, or -1 if they are too far apart or not known. */
static gint64
get_age (const Search *self, const SuyRecord *other)
{
  gint64 l = suy_look_time (other, self->at), r = suy_look_time (self->draft, self->at);

  if (l == SUY_DAY_UNKNOWN || r == SUY_DAY_UNKNOWN ||
      ABS (l - r) > SUY_DUPLICATE_DAYS * G_TIME_SPAN_DAY)
    return -1;

  return ABS (l - r) / G_TIME_SPAN_DAY;
}

/* A case is the same only in the same medium. */
static void
add (Search *self, gint64 id, double distance_m)
{
  SuyDuplicate one = { id, distance_m, 0 };
  g_autoptr (SuyRecord) other = id == suy_record_get_id (self->draft) ||
                                        !g_hash_table_add (self->known, g_memdup2 (&id, sizeof id))
                                    ? NULL
                                    : suy_store_get (self->workspace->store, self->reg, id, NULL);

  if (other == NULL ||
      (self->is_case && !suy_look_is (other, "medium", suy_look_text (self->draft, "medium"))))
    return;
  one.age_days = get_age (self, other);
  if (one.age_days >= 0)
    g_array_append_val (self->found, one);
}

static gboolean
add_near (Search *self, GError **error)
{
  SuyGeometry *place = suy_record_get_geometry (self->draft);
  SuyFeatureSet *set =
      place == NULL ? NULL : suy_workspace_get_features (self->workspace, self->reg, error);
  g_autoptr (GArray) hits = NULL;

  if (set == NULL)
    return place == NULL;
  hits = suy_feature_set_within (set, suy_geometry_get_shape (place), SUY_DUPLICATE_M);
  for (guint i = 0; i < hits->len; i++)
    {
      const SuyHit *hit = &g_array_index (hits, SuyHit, i);

      add (self, suy_feature_set_get_id (set, hit->item), hit->distance_m);
    }

  return TRUE;
}

/* People who complain of one firm do not stand in one place. */
static gboolean
add_of_firm (Search *self, GError **error)
{
  gint64 firm = suy_look_integer (self->draft, "enterprise");
  g_autoptr (GPtrArray) rows =
      firm == 0 ? NULL
                : suy_workspace_get_linked (self->workspace, self->reg, "enterprise", firm, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add (self, suy_record_get_id (rows->pdata[i]), NAN);

  return firm == 0 || rows != NULL;
}

GArray *
suy_workspace_find_duplicates (SuyWorkspace *self, const SuyRecord *draft, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (draft);
  gboolean is_case = g_str_equal (reg->name, "problem");
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (SuyDuplicate));
  Search search = {
    self, reg, draft, is_case ? "found_at" : "received_at", is_case, known, found,
  };

  if (!is_case && !g_str_equal (reg->name, "complaint"))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("Records of %s are not compared. Name a case or a complaint."), reg->name);
      return NULL;
    }
  if (!add_near (&search, error) || (!is_case && !add_of_firm (&search, error)))
    return NULL;
  g_array_sort (found, compare);

  return g_steal_pointer (&found);
}
