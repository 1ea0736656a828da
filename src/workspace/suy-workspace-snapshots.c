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
suy_workspace_age_snapshots (SuyWorkspace *self, const SuyRegister *reg)
{
  g_hash_table_add (self->stale, (gpointer) reg);
  g_hash_table_remove (self->tile_layers, reg);
  if (strcmp (reg->name, "river_reach") == 0)
    self->rivers_stale = TRUE;
}

static void
note_end (SuyWorkspace *self, const SuyRegister *reg, gint64 log_end)
{
  g_hash_table_insert (self->ends, (gpointer) reg, g_memdup2 (&log_end, sizeof log_end));
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

/* Whether @id would come last in @set although it is not the greatest. */
static gboolean
is_out_of_order (SuyFeatureSet *set, gint64 id)
{
  guint32 n = suy_feature_set_get_n (set), item;

  return n > 0 && id < suy_feature_set_get_id (set, n - 1) &&
         !suy_feature_set_find (set, id, &item);
}

static gboolean
is_same_place (SuyFeatureSet *set, guint32 item, SuyGeometry *geometry)
{
  SuyShape old = suy_feature_set_get_shape (set, item);
  const SuyShape *now = geometry == NULL ? NULL : suy_geometry_get_shape (geometry);
  guint32 n = suy_shape_get_n_points (&old);

  if (now == NULL || old.kind == SUY_SHAPE_NONE)
    return now == NULL && old.kind == SUY_SHAPE_NONE;

  return now->kind == old.kind && now->n_runs == old.n_runs && suy_shape_get_n_points (now) == n &&
         memcmp (now->ends, old.ends, old.n_runs * sizeof *old.ends) == 0 &&
         memcmp (now->points, old.points, n * sizeof *old.points) == 0;
}

/* Whether @edit leaves @set as it is. */
static gboolean
is_idle (SuyFeatureSet *set, const SuyFeatureEdit *edit)
{
  guint32 item;

  if (!suy_feature_set_find (set, edit->id, &item))
    return edit->removed;

  return !edit->removed && is_same_place (set, item, edit->geometry);
}

/* Features stand in the order of their ids, which others rest on; a removed record that comes back
 * is the one case that has the layer read anew.
 *
 * Returns: (transfer full): @set with the records of @ids as they are now */
static SuyFeatureSet *
freshen (SuyWorkspace *self,
         const SuyRegister *reg,
         SuyFeatureSet *set,
         const GArray *ids,
         GError **error)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, TRUE, sizeof (SuyFeatureEdit));

  g_array_set_clear_func (edits, clear_edit);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      SuyFeatureEdit edit;

      if (!read_edit (self, reg, id, &edit, error))
        return NULL;
      if (is_idle (set, &edit))
        {
          clear_edit (&edit);
          continue;
        }
      g_array_append_val (edits, edit);
      if (!edit.removed && is_out_of_order (set, id))
        return suy_store_load_features (self->store, reg, error);
    }
  if (edits->len == 0)
    return suy_feature_set_ref (set);

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

/* The set that is there, with what the log says since; NULL without @error: all is to be read. */
static SuyFeatureSet *
go_on (SuyWorkspace *self, const SuyRegister *reg, GError **error)
{
  SuyFeatureSet *set = g_hash_table_lookup (self->features, reg);
  const gint64 *end = g_hash_table_lookup (self->ends, reg);
  g_autoptr (GArray) ids = NULL;

  if (set == NULL || end == NULL)
    return NULL;
  ids = suy_store_list_changed (self->store, reg, *end, SUY_CHANGED_PLACE, MAX_STALE, error);

  return ids == NULL || ids->len > MAX_STALE ? NULL : freshen (self, reg, set, ids, error);
}

SuyFeatureSet *
suy_workspace_get_features (SuyWorkspace *self, const SuyRegister *reg, GError **error)
{
  SuyFeatureSet *set = g_hash_table_lookup (self->features, reg);
  GError *own = NULL;
  gint64 log_end;

  if (set != NULL && !g_hash_table_contains (self->stale, reg))
    return set;

  if (reg->geometry == SUY_GEOMETRY_NONE)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("“%s” has no places on the map. Name a layer that has."), reg->name);
      return NULL;
    }

  log_end = suy_store_get_log_end (self->store, &own);
  set = log_end < 0 ? NULL : go_on (self, reg, &own);
  if (set == NULL && own == NULL)
    set = read_features (self, reg, &own);
  g_hash_table_remove (self->stale, reg);
  g_hash_table_remove (self->features, reg);
  if (set == NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }
  note_end (self, reg, log_end);
  g_hash_table_insert (self->features, (gpointer) reg, set);

  return set;
}
