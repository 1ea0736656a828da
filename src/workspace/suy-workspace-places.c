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

/* ---- kept while all that they are found from is what it was ---- */

typedef struct
{
  SuyFeatureSet *rivers, *set;
  SuyNetwork *network;
  SuyPlaces *places;
} SuyKeptPlaces;

void
suy_kept_places_free (gpointer data)
{
  SuyKeptPlaces *kept = data;

  suy_feature_set_unref (kept->rivers);
  suy_feature_set_unref (kept->set);
  suy_network_unref (kept->network);
  suy_places_unref (kept->places);
  g_free (kept);
}

/* Takes @places. */
static void
keep (SuyWorkspace *self, const SuyRegister *reg, const SuyKeptPlaces *of, SuyPlaces *places)
{
  SuyKeptPlaces *kept = g_new (SuyKeptPlaces, 1);

  *kept = (SuyKeptPlaces){ suy_feature_set_ref (of->rivers), suy_feature_set_ref (of->set),
                           suy_network_ref (of->network), places };
  g_hash_table_insert (self->places, (gpointer) reg, kept);
}

/* What places of @reg are found from now.  @now: borrowed.  FALSE with @error set */
static gboolean
get_now (SuyWorkspace *self, const SuyRegister *reg, SuyKeptPlaces *now, GError **error)
{
  *now = (SuyKeptPlaces){ NULL, NULL, NULL, NULL };
  now->network = suy_workspace_get_network (self, error);
  now->rivers =
      now->network == NULL ? NULL : suy_workspace_get_features (self, reaches (self), error);
  now->set = now->rivers == NULL ? NULL : suy_workspace_get_features (self, reg, error);

  return now->set != NULL;
}

/* The places kept for @reg, or NULL.  Where only the network is another one, the reaches are the
 * same and their labels alone may differ. */
static SuyPlaces *
find_kept (SuyWorkspace *self, const SuyRegister *reg, const SuyKeptPlaces *now)
{
  SuyKeptPlaces *kept = g_hash_table_lookup (self->places, reg);

  if (kept == NULL || kept->rivers != now->rivers || kept->set != now->set)
    return NULL;
  if (kept->network != now->network)
    {
      keep (self, reg, now, suy_places_relabel (kept->places, now->network));
      kept = g_hash_table_lookup (self->places, reg);
    }

  return kept->places;
}

/* ---- the same in a thread, before anybody asks ---- */

typedef struct
{
  const SuyRegister *reg;
  SuyCatalog *catalog; /* kept: it owns @reg */
  SuyKeptPlaces of;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  suy_network_unref (search->of.network);
  suy_feature_set_unref (search->of.rivers);
  suy_feature_set_unref (search->of.set);
  suy_catalog_unref (search->catalog);
  g_free (search);
}

static void
search_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const SuyKeptPlaces *of = &((const Search *) data)->of;

  g_task_return_pointer (task, find_places (of->network, of->rivers, of->set, SUY_SNAP_M),
                         (GDestroyNotify) suy_places_unref);
}

/* Whether what was found counts is seen when it is asked for; what stands there by then is as new.
 */
static void
on_searched (GObject *source, GAsyncResult *result, gpointer data)
{
  SuyWorkspace *self = SUY_WORKSPACE (source);
  const Search *search = g_task_get_task_data (G_TASK (result));
  SuyPlaces *places = g_task_propagate_pointer (G_TASK (result), NULL);
  const SuyKeptPlaces *kept = g_hash_table_lookup (self->places, search->reg);
  gboolean current = g_hash_table_lookup (self->features, search->reg) == search->of.set &&
                     g_hash_table_lookup (self->features, reaches (self)) == search->of.rivers;

  if (current && (kept == NULL || kept->set != search->of.set || kept->rivers != search->of.rivers))
    keep (self, search->reg, &search->of, places);
  else
    suy_places_unref (places);
}

static void
begin_search (SuyWorkspace *self, const SuyRegister *reg)
{
  g_autoptr (GTask) task = NULL;
  SuyKeptPlaces now;
  Search *search;

  if (!get_now (self, reg, &now, NULL) || find_kept (self, reg, &now) != NULL)
    return;
  search = g_new (Search, 1);
  *search = (Search){ reg,
                      suy_catalog_ref (suy_workspace_get_catalog (self)),
                      { suy_feature_set_ref (now.rivers), suy_feature_set_ref (now.set),
                        suy_network_ref (now.network), NULL } };
  task = g_task_new (self, NULL, on_searched, NULL);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_in_thread);
}

void
suy_workspace_search_places (SuyWorkspace *self)
{
  g_autoptr (GPtrArray) wanted = g_steal_pointer (&self->wanted);

  for (guint i = 0; wanted != NULL && i < wanted->len; i++)
    begin_search (self, wanted->pdata[i]);
}

void
suy_workspace_prepare_traces (SuyWorkspace *self, const GPtrArray *layers)
{
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  self->wanted = g_ptr_array_new ();
  for (guint i = 0; i < layers->len; i++)
    g_ptr_array_add (self->wanted, layers->pdata[i]);

  if (suy_workspace_prepare_rivers (self))
    suy_workspace_search_places (self);
}

/* Kept for the usual distance, made anew for another. */
SuyPlaces *
suy_workspace_ref_places (SuyWorkspace *self, const SuyRegister *reg, double snap_m, GError **error)
{
  SuyPlaces *places;
  SuyKeptPlaces now;

  if (!get_now (self, reg, &now, error))
    return NULL;
  places = snap_m == SUY_SNAP_M ? find_kept (self, reg, &now) : NULL;
  if (places != NULL)
    return suy_places_ref (places);

  places = find_places (now.network, now.rivers, now.set, snap_m);
  if (snap_m == SUY_SNAP_M)
    keep (self, reg, &now, suy_places_ref (places));

  return places;
}
