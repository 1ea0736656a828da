/* suy-workspace-places.c: which features lie along the rivers, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-geodesic.h"
#include "suy-places.h"
#include "suy-workspace-private.h"

static const SuyRegister *
reaches (SuyWorkspace *self)
{
  return suy_catalog_find (suy_workspace_get_catalog (self), "river_reach");
}

SuyShape
suy_workspace_get_line (SuyFeatureSet *set, guint32 reach)
{
  SuyShape shape = suy_feature_set_get_shape (set, reach);

  shape.n_runs = MIN (shape.n_runs, 1);

  return shape;
}

typedef struct
{
  double distance_m;
  SuyPlace place;
} Nearest;

/* Looks from each reach for points near it, which is far less work than looking from each point for
 * its reach when there are a million points on a thousand reaches. */
static void
offer_reach (SuyFeatureSet *rivers,
             guint32 reach,
             SuyFeatureSet *set,
             double snap_m,
             GHashTable *nearest)
{
  SuyShape line = suy_workspace_get_line (rivers, reach);
  g_autoptr (GArray) hits = suy_feature_set_within (set, &line, snap_m);

  for (guint i = 0; i < hits->len; i++)
    {
      const SuyHit *hit = &g_array_index (hits, SuyHit, i);
      SuyShape shape = suy_feature_set_get_shape (set, hit->item);
      Nearest *best = g_hash_table_lookup (nearest, GUINT_TO_POINTER (hit->item));
      double fraction;

      if (best != NULL && best->distance_m <= hit->distance_m)
        continue;
      if (best == NULL)
        {
          best = g_new (Nearest, 1);
          g_hash_table_insert (nearest, GUINT_TO_POINTER (hit->item), best);
        }
      suy_shape_locate (&line, shape.points[0], &fraction, NULL);
      *best = (Nearest){ hit->distance_m, { reach, 1.0 - fraction } };
    }
}

/* Every feature of @set within @snap_m of a river, on its nearest reach.  (transfer full) */
static SuyPlaces *
find_places (SuyNetwork *network, SuyFeatureSet *rivers, SuyFeatureSet *set, double snap_m)
{
  g_autoptr (GHashTable) nearest = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (SuyPlace));
  GHashTableIter iter;
  gpointer key, value;

  for (guint32 reach = 0; reach < suy_feature_set_get_n (rivers); reach++)
    offer_reach (rivers, reach, set, snap_m, nearest);

  g_hash_table_iter_init (&iter, nearest);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 item = GPOINTER_TO_UINT (key);

      g_array_append_val (items, item);
      g_array_append_val (places, ((Nearest *) value)->place);
    }

  return suy_places_new (network, (const guint32 *) (const void *) items->data,
                         (const SuyPlace *) (const void *) places->data, items->len);
}

static SuyPlaces *
places_of (SuyWorkspace *self, const SuyRegister *reg, double snap_m, GError **error)
{
  SuyFeatureSet *rivers = suy_workspace_get_features (self, reaches (self), error);
  SuyFeatureSet *set = rivers == NULL ? NULL : suy_workspace_get_features (self, reg, error);
  SuyNetwork *network = set == NULL ? NULL : suy_workspace_get_network (self, error);

  return network == NULL ? NULL : find_places (network, rivers, set, snap_m);
}

/* ---- the same in a thread, before anybody asks ---- */

typedef struct
{
  const SuyRegister *reg;
  SuyCatalog *catalog; /* kept: it owns @reg */
  SuyNetwork *network;
  SuyFeatureSet *rivers, *set;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  suy_network_unref (search->network);
  suy_feature_set_unref (search->rivers);
  suy_feature_set_unref (search->set);
  suy_catalog_unref (search->catalog);
  g_free (search);
}

static void
search_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;

  g_task_return_pointer (task,
                         find_places (search->network, search->rivers, search->set, SUY_SNAP_M),
                         (GDestroyNotify) suy_places_unref);
}

/* What was found counts only while both layers are what they were. */
static void
on_searched (GObject *source, GAsyncResult *result, gpointer data)
{
  SuyWorkspace *self = SUY_WORKSPACE (source);
  const Search *search = g_task_get_task_data (G_TASK (result));
  SuyPlaces *places = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->store != NULL && g_hash_table_lookup (self->features, search->reg) == search->set &&
      g_hash_table_lookup (self->features, reaches (self)) == search->rivers)
    g_hash_table_insert (self->places, (gpointer) search->reg, places);
  else
    suy_places_unref (places);
}

void
suy_workspace_prepare_traces (SuyWorkspace *self, const GPtrArray *layers)
{
  SuyFeatureSet *rivers = suy_workspace_get_features (self, reaches (self), NULL);
  SuyNetwork *network = rivers == NULL ? NULL : suy_workspace_get_network (self, NULL);

  for (guint i = 0; network != NULL && i < layers->len; i++)
    {
      const SuyRegister *reg = layers->pdata[i];
      SuyFeatureSet *set = suy_workspace_get_features (self, reg, NULL);
      g_autoptr (GTask) task = NULL;
      Search *search;

      if (set == NULL || g_hash_table_contains (self->places, reg))
        continue;
      search = g_new (Search, 1);
      *search = (Search){ reg, suy_catalog_ref (suy_workspace_get_catalog (self)),
                          suy_network_ref (network), suy_feature_set_ref (rivers),
                          suy_feature_set_ref (set) };
      task = g_task_new (self, NULL, on_searched, NULL);
      g_task_set_task_data (task, search, search_free);
      g_task_run_in_thread (task, search_in_thread);
    }
}

/* Kept for the usual distance, made anew for another. */
SuyPlaces *
suy_workspace_ref_places (SuyWorkspace *self, const SuyRegister *reg, double snap_m, GError **error)
{
  SuyPlaces *places = snap_m == SUY_SNAP_M ? g_hash_table_lookup (self->places, reg) : NULL;

  if (places != NULL)
    return suy_places_ref (places);

  places = places_of (self, reg, snap_m, error);
  if (places != NULL && snap_m == SUY_SNAP_M)
    g_hash_table_insert (self->places, (gpointer) reg, suy_places_ref (places));

  return places;
}
