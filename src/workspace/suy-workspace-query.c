/* suy-workspace-query.c: what lies around a place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "suy-workspace-private.h"

GPtrArray *
suy_workspace_choose_layers (SuyWorkspace *self, const GPtrArray *layers)
{
  const GPtrArray *from =
      layers != NULL ? layers : suy_catalog_get_registers (suy_workspace_get_catalog (self));
  GPtrArray *result = g_ptr_array_new ();

  for (guint i = 0; i < from->len; i++)
    {
      const SuyRegister *reg = from->pdata[i];

      if (layers != NULL || reg->geometry != SUY_GEOMETRY_NONE)
        g_ptr_array_add (result, (gpointer) reg);
    }

  return result;
}

typedef struct
{
  SuyFound found;
  char *key;
} Row;

static int
compare_rows (const void *a, const void *b)
{
  const Row *l = a, *r = b;
  int order;

  if (l->found.distance_m != r->found.distance_m)
    return l->found.distance_m < r->found.distance_m ? -1 : 1;
  order = strcmp (l->found.reg->name, r->found.reg->name);
  if (order == 0)
    order = strcmp (l->key, r->key);
  if (order == 0)
    order = l->found.id < r->found.id ? -1 : l->found.id > r->found.id;

  return order;
}

/* Sorts by distance, then layer, then code, then id; keys are only looked up where distances tie.
 */
static void
sort_found (SuyWorkspace *self, GArray *found)
{
  g_autofree Row *rows = g_new (Row, found->len);
  SuyFound *all = (SuyFound *) (void *) found->data;

  for (guint i = 0; i < found->len; i++)
    rows[i] = (Row){ all[i], (char *) "" };
  if (found->len > 0)
    qsort (rows, found->len, sizeof *rows, compare_rows);

  for (guint i = 0, end; i < found->len; i = end)
    {
      for (end = i + 1; end < found->len; end++)
        if (rows[end].found.distance_m != rows[i].found.distance_m ||
            rows[end].found.reg != rows[i].found.reg)
          break;
      if (end - i < 2)
        continue;

      for (guint j = i; j < end; j++)
        rows[j].key = suy_workspace_get_key (self, rows[j].found.reg, rows[j].found.id);
      qsort (rows + i, end - i, sizeof *rows, compare_rows);
      for (guint j = i; j < end; j++)
        g_free (rows[j].key);
    }

  for (guint i = 0; i < found->len; i++)
    all[i] = rows[i].found;
}

static GArray *
new_found (void)
{
  return g_array_new (FALSE, FALSE, sizeof (SuyFound));
}

static void
add_hits (GArray *found, const SuyRegister *reg, SuyFeatureSet *set, const GArray *hits)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const SuyHit *hit = &g_array_index (hits, SuyHit, i);
      const SuyFound row = { reg, suy_feature_set_get_id (set, hit->item), hit->distance_m, NAN,
                             SUY_TRAVEL_OWN };

      g_array_append_val (found, row);
    }
}

/* What one layer answers: (transfer full) (element-type SuyHit) */
typedef GArray *(*SearchFunc) (SuyFeatureSet *set, const SuyShape *query, double limit);

/* Asks each layer, and sorts all answers together. */
static GArray *
search_layers (SuyWorkspace *self,
               const SuyShape *query,
               const GPtrArray *layers,
               SearchFunc search,
               double limit,
               GError **error)
{
  g_autoptr (GPtrArray) chosen = suy_workspace_choose_layers (self, layers);
  g_autoptr (GArray) found = new_found ();

  for (guint i = 0; i < chosen->len; i++)
    {
      SuyFeatureSet *set = suy_workspace_get_features (self, chosen->pdata[i], error);
      g_autoptr (GArray) hits = NULL;

      if (set == NULL)
        return NULL;
      hits = search (set, query, limit);
      add_hits (found, chosen->pdata[i], set, hits);
    }
  sort_found (self, found);

  return g_steal_pointer (&found);
}

GArray *
suy_workspace_buffer (SuyWorkspace *self,
                      const SuyShape *query,
                      double radius_m,
                      const GPtrArray *layers,
                      GError **error)
{
  return search_layers (self, query, layers, suy_feature_set_within, radius_m, error);
}

/* The @limit nearest, and all that are as far as the last of them, so that whoever sorts by code
 * can choose between equals. */
static GArray *
nearest_with_ties (SuyFeatureSet *set, const SuyShape *query, double limit)
{
  guint count = (guint) limit;
  g_autoptr (GArray) hits = suy_feature_set_nearest (set, query, count, INFINITY);
  g_autoptr (GArray) all = NULL;

  if (count == 0 || hits->len < count)
    return g_steal_pointer (&hits);
  all = suy_feature_set_within (set, query, g_array_index (hits, SuyHit, count - 1).distance_m);

  return all->len > count ? g_steal_pointer (&all) : g_steal_pointer (&hits);
}

GArray *
suy_workspace_nearest (SuyWorkspace *self,
                       const SuyShape *query,
                       guint count,
                       const GPtrArray *layers,
                       GError **error)
{
  GArray *found = search_layers (self, query, layers, nearest_with_ties, count, error);

  if (found != NULL && found->len > count)
    g_array_set_size (found, count);

  return found;
}

GArray *
suy_workspace_at (SuyWorkspace *self, SuyPoint point, const GPtrArray *layers, GError **error)
{
  g_autoptr (GPtrArray) chosen = suy_workspace_choose_layers (self, layers);
  g_autoptr (GArray) found = new_found ();

  for (guint i = 0; i < chosen->len; i++)
    {
      SuyFeatureSet *set = suy_workspace_get_features (self, chosen->pdata[i], error);
      g_autoptr (GArray) items = NULL;

      if (set == NULL)
        return NULL;
      items = suy_feature_set_containing (set, point);
      for (guint j = 0; j < items->len; j++)
        {
          guint32 item = g_array_index (items, guint32, j);
          const SuyFound row = { chosen->pdata[i], suy_feature_set_get_id (set, item), 0.0, NAN,
                                 SUY_TRAVEL_OWN };

          g_array_append_val (found, row);
        }
    }
  sort_found (self, found);

  return g_steal_pointer (&found);
}
