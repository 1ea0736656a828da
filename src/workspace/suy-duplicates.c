/* suy-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-duplicates.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-cell.h"
#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-id.h"
#include "suy-workspace-moves.h"

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  const SuyRecord *draft;
  const char *at;    /* field of the time by which the week is told */
  gboolean is_case;  /* else a complaint */
  GHashTable *known; /* gint64 to SuyDuplicate: of all that are to be compared */
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
get_age (const Search *self, gint64 other)
{
  gint64 own = suy_look_time (self->draft, self->at);

  if (other == SUY_CELL_UNKNOWN || own == SUY_DAY_UNKNOWN ||
      ABS (other - own) > SUY_DUPLICATE_DAYS * G_TIME_SPAN_DAY)
    return -1;

  return ABS (other - own) / G_TIME_SPAN_DAY;
}

static void
add (Search *self, gint64 id, double distance_m)
{
  SuyDuplicate *one;

  if (id == suy_record_get_id (self->draft) || g_hash_table_contains (self->known, &id))
    return;
  one = g_new (SuyDuplicate, 1);
  *one = (SuyDuplicate){ id, distance_m, 0 };
  g_hash_table_insert (self->known, &one->id, one);
}

/* When it was found, and of a case its medium, which has to be the same. */
static void
on_other (gint64 id, const SuyValue *values, gpointer user_data)
{
  Search *self = user_data;
  SuyDuplicate *one = g_hash_table_lookup (self->known, &id);
  const char *medium = self->is_case ? suy_cell_text (&values[1]) : NULL;

  if (medium != NULL && *medium == '\0')
    medium = NULL;
  if (self->is_case && g_strcmp0 (medium, suy_look_text (self->draft, "medium")) != 0)
    return;
  one->age_days = get_age (self, suy_cell_moment (&values[0]));
  if (one->age_days >= 0)
    g_array_append_val (self->found, *one);
}

/* Where many complain of one place, most of what lies there is of other weeks. */
static gboolean
compare_all (Search *self, GError **error)
{
  const char *const fields[] = { self->at, self->is_case ? "medium" : NULL, NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);

  return suy_cell_scan_some (self->workspace, self->reg->name, fields, ids, on_other, self, error);
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
  g_autoptr (GHashTable) known = g_hash_table_new_full (suy_id_hash, g_int64_equal, NULL, g_free);
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
  if (!add_near (&search, error) || (!is_case && !add_of_firm (&search, error)) ||
      !compare_all (&search, error))
    return NULL;
  g_array_sort (found, compare);

  return g_steal_pointer (&found);
}
