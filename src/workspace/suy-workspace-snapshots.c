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

#define MAX_STALE 256u /* with more the layer is read anew */

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

/* Returns: (transfer full): @set with the records of @stale as they are now */
static SuyFeatureSet *
freshen (SuyWorkspace *self,
         const SuyRegister *reg,
         SuyFeatureSet *set,
         const GArray *stale,
         GError **error)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, TRUE, sizeof (SuyFeatureEdit));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_array_set_clear_func (edits, clear_edit);
  for (guint i = 0; i < stale->len; i++)
    {
      SuyFeatureEdit edit;

      if (!g_hash_table_add (seen, &g_array_index (stale, gint64, i)))
        continue;
      if (!read_edit (self, reg, g_array_index (stale, gint64, i), &edit, error))
        return NULL;
      g_array_append_val (edits, edit);
    }

  return suy_feature_set_edit (set, (const SuyFeatureEdit *) (void *) edits->data, edits->len);
}

SuyFeatureSet *
suy_workspace_get_features (SuyWorkspace *self, const SuyRegister *reg, GError **error)
{
  SuyFeatureSet *set = g_hash_table_lookup (self->features, reg);
  const GArray *stale = g_hash_table_lookup (self->stale, reg);

  if (set != NULL && stale == NULL)
    return set;

  if (reg->geometry == SUY_GEOMETRY_NONE)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("“%s” has no places on the map. Name a layer that has."), reg->name);
      return NULL;
    }

  set = set != NULL ? freshen (self, reg, set, stale, error)
                    : suy_store_load_features (self->store, reg, error);
  g_hash_table_remove (self->stale, reg);
  if (set != NULL)
    g_hash_table_insert (self->features, (gpointer) reg, set);
  else
    g_hash_table_remove (self->features, reg);

  return set;
}
