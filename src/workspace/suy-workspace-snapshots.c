/* suy-workspace-snapshots.c: the places of each layer, kept in step with its records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What changed is noted and looked up when the layer is next asked for, so that a hundred edits in
 * a row cost one. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-workspace-private.h"

#define MAX_STALE 256u   /* with more the layer is read anew */
#define KEEP_FROM 20000u /* places that take longer to sort, some 5 ms, than a person waits for */

void
suy_workspace_age_snapshots (SuyWorkspace *self, const SuyRegister *reg, const GArray *ids)
{
  GArray *stale = g_hash_table_lookup (self->stale, reg);

  if (ids == NULL || ids->len + (stale == NULL ? 0 : stale->len) > MAX_STALE)
    {
      g_hash_table_remove (self->features, reg);
      g_hash_table_remove (self->stale, reg);
    }
  else if (g_hash_table_contains (self->features, reg))
    {
      if (stale == NULL)
        {
          stale = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_hash_table_insert (self->stale, (gpointer) reg, stale);
        }
      g_array_append_vals (stale, ids->data, ids->len);
    }

  g_hash_table_remove (self->tile_layers, reg);
  if (strcmp (reg->name, "river_reach") == 0)
    {
      suy_workspace_drop_network (self);
      g_hash_table_remove_all (self->places);
    }
  else
    g_hash_table_remove (self->places, reg);
}

static void
clear_edit (gpointer data)
{
  SuyFeatureEdit *edit = data;

  g_clear_pointer (&edit->geometry, suy_geometry_unref);
}

/* FALSE with @error set if the record cannot be read; that it is not there is no error. */
static gboolean
read_edit (SuyWorkspace *self,
           const SuyRegister *reg,
           gint64 id,
           SuyFeatureEdit *edit,
           GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, &own);
  SuyGeometry *geometry = record == NULL ? NULL : suy_record_get_geometry (record);

  if (record == NULL && !g_error_matches (own, SUY_ERROR, SUY_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }

  *edit =
      (SuyFeatureEdit){ id, geometry == NULL ? NULL : suy_geometry_ref (geometry), record == NULL };

  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 l = *(const gint64 *) a, r = *(const gint64 *) b;

  return l < r ? -1 : l > r;
}

/* Whether @id would come last in @set although it is not the greatest. */
static gboolean
is_out_of_order (SuyFeatureSet *set, gint64 id)
{
  guint32 n = suy_feature_set_get_n (set), item;

  return n > 0 && id < suy_feature_set_get_id (set, n - 1) &&
         !suy_feature_set_find (set, id, &item);
}

/* Features stand in the order of their ids, which others rest on; a removed record that comes back
 * is the one case that has the layer read anew.
 *
 * Returns: (transfer full): @set with the records of @stale as they are now */
static SuyFeatureSet *
freshen (SuyWorkspace *self,
         const SuyRegister *reg,
         SuyFeatureSet *set,
         GArray *stale,
         GError **error)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, TRUE, sizeof (SuyFeatureEdit));

  g_array_set_clear_func (edits, clear_edit);
  g_array_sort (stale, compare_ids);
  for (guint i = 0; i < stale->len; i++)
    {
      gint64 id = g_array_index (stale, gint64, i);
      SuyFeatureEdit edit;

      if (i > 0 && id == g_array_index (stale, gint64, i - 1))
        continue;
      if (!read_edit (self, reg, id, &edit, error))
        return NULL;
      g_array_append_val (edits, edit);
      if (!edit.removed && is_out_of_order (set, id))
        return suy_store_load_features (self->store, reg, error);
    }

  return suy_feature_set_edit (set, (const SuyFeatureEdit *) (void *) edits->data, edits->len);
}

/* From the index that the file keeps, or from the rows; a large one is then kept, if that can be:
 * who reads only, or shares the file just now, sorts again.  A kept one that is damaged is made
 * anew, and verify names it. */
static SuyFeatureSet *
read_features (SuyWorkspace *self, const SuyRegister *reg, GError **error)
{
  GError *own = NULL;
  g_autoptr (GBytes) kept = suy_store_get_snapshot (self->store, reg, &own);
  g_autoptr (GBytes) packed = NULL;
  SuyFeatureSet *set = kept != NULL ? suy_feature_set_open (kept, NULL) : NULL;
  gint64 log_end;

  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }
  if (set != NULL)
    return set;

  log_end = suy_store_get_log_end (self->store, error);
  set = log_end < 0 ? NULL : suy_store_load_features (self->store, reg, error);
  if (set == NULL || suy_feature_set_get_n (set) < KEEP_FROM ||
      suy_store_get_mode (self->store) == SUY_STORE_READ)
    return set;

  packed = suy_feature_set_pack (set);
  suy_store_put_snapshot (self->store, reg, log_end, packed, NULL);

  return set;
}

SuyFeatureSet *
suy_workspace_get_features (SuyWorkspace *self, const SuyRegister *reg, GError **error)
{
  SuyFeatureSet *set = g_hash_table_lookup (self->features, reg);
  GArray *stale = g_hash_table_lookup (self->stale, reg);

  if (set != NULL && stale == NULL)
    return set;

  if (reg->geometry == SUY_GEOMETRY_NONE)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("“%s” has no places on the map. Name a layer that has."), reg->name);
      return NULL;
    }

  set = set != NULL ? freshen (self, reg, set, stale, error) : read_features (self, reg, error);
  g_hash_table_remove (self->stale, reg);
  if (set != NULL)
    g_hash_table_insert (self->features, (gpointer) reg, set);
  else
    g_hash_table_remove (self->features, reg);

  return set;
}
