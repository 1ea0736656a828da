/* suy-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-moves.h"
#include "suy-places.h"

G_DEFINE_FINAL_TYPE (SuyWorkspace, suy_workspace, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_NETWORK_READY,
  SIGNAL_ACTING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
suy_workspace_finalize (GObject *object)
{
  SuyWorkspace *self = SUY_WORKSPACE (object);

  suy_workspace_stop_texts (self);
  /* Whoever wants to know whether the close succeeds has called suy_workspace_close(). */
  suy_workspace_end_build (self);
  suy_reads_free (self->reads);
  if (self->store != NULL)
    suy_store_close (self->store, NULL);
  g_clear_pointer (&self->rivers, suy_river_network_free);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_clear_pointer (&self->indicator_states, g_ptr_array_unref);
  g_clear_pointer (&self->folder, suy_workspace_remove_folder);
  g_hash_table_unref (self->features);
  g_hash_table_unref (self->ends);
  g_hash_table_unref (self->stale);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->tile_layers);
  g_hash_table_unref (self->machines);
  suy_workspace_drop_run (self);
  suy_catalog_unref (self->catalog);
  g_free (self->path);
  g_free (self->name);
  g_free (self->today);
  g_free (self->person);
  g_free (self->role);

  G_OBJECT_CLASS (suy_workspace_parent_class)->finalize (object);
}

static void
suy_workspace_class_init (SuyWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_workspace_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", SUY_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_NETWORK_READY] = g_signal_new (
      "network-ready", SUY_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTING] = g_signal_new ("acting", SUY_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
suy_workspace_init (SuyWorkspace *self)
{
  self->features = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) suy_feature_set_unref);
  self->ends = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->stale = g_hash_table_new (NULL, NULL);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, suy_kept_places_free);
  self->tile_layers =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) suy_tile_layer_unref);
  self->machines = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) suy_moves_free);
  self->reads = suy_reads_new ();
}

char *
suy_workspace_real_today (void)
{
  return suy_date_from_day (suy_date_day_of_moment (g_get_real_time ()));
}

SuyWorkspace *
suy_workspace_new_over (SuyStore *store)
{
  SuyWorkspace *self = g_object_new (SUY_TYPE_WORKSPACE, NULL);

  self->store = store;
  self->catalog = suy_catalog_ref (suy_store_get_catalog (store));
  self->path = g_strdup (suy_store_get_path (store));
  self->name = suy_store_get_setting (store, "name");
  if (self->name == NULL)
    self->name = g_path_get_basename (self->path);
  self->person = suy_store_get_setting (store, "person");
  self->today = suy_store_get_setting (store, "today");
  self->demo = self->today != NULL;
  self->first_day = G_MAXINT64;
  if (self->today == NULL)
    self->today = suy_workspace_real_today ();

  return self;
}

static SuyWorkspace *
create (const char *path, const SuyStoreSeed *seed, GError **error)
{
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (error);
  SuyStore *store = catalog == NULL ? NULL : suy_store_create (path, catalog, seed, error);

  return store == NULL ? NULL : suy_workspace_new_over (store);
}

SuyWorkspace *
suy_workspace_create (const char *path, const char *name, const char *district, GError **error)
{
  return create (path, &(SuyStoreSeed){ .name = name, .district = district }, error);
}

static gboolean
check_day (const char *day, GError **error)
{
  if (suy_date_is_date (day))
    return TRUE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("“%s” is no day; write it as 2026-11-20."),
               day);

  return FALSE;
}

SuyWorkspace *
suy_workspace_create_practice (const char *path,
                               const char *name,
                               const char *district,
                               const char *day,
                               GError **error)
{
  const SuyStoreSeed seed = { .name = name, .district = district, .today = day };

  return check_day (day, error) ? create (path, &seed, error) : NULL;
}

SuyWorkspace *
suy_workspace_open (const char *path, SuyStoreMode mode, GError **error)
{
  SuyStore *store = suy_store_open (path, mode, error);

  return store == NULL ? NULL : suy_workspace_new_over (store);
}

gboolean
suy_workspace_close (SuyWorkspace *self, GError **error)
{
  SuyStore *store;

  g_return_val_if_fail (self->store != NULL, TRUE);

  suy_workspace_stop_evaluating (self);
  suy_workspace_end_build (self);
  suy_reads_wait (self->reads);
  store = g_steal_pointer (&self->store);

  suy_workspace_stop_texts (self);
  return suy_store_close (store, error);
}

SuyStore *
suy_workspace_get_store (SuyWorkspace *self)
{
  return self->store;
}

SuyCatalog *
suy_workspace_get_catalog (SuyWorkspace *self)
{
  return self->catalog;
}

const char *
suy_workspace_get_path (SuyWorkspace *self)
{
  return self->path;
}

const char *
suy_workspace_get_name (SuyWorkspace *self)
{
  return self->name;
}

gboolean
suy_workspace_is_read_only (SuyWorkspace *self)
{
  return self->store == NULL || suy_store_get_mode (self->store) == SUY_STORE_READ;
}

const char *
suy_workspace_get_today (SuyWorkspace *self)
{
  return self->today;
}

gboolean
suy_workspace_set_today (SuyWorkspace *self, const char *day, GError **error)
{
  if (!check_day (day, error))
    return FALSE;
  if (!self->demo)
    {
      g_set_error (
          error, SUY_ERROR, SUY_ERROR_REFUSED,
          _ ("“%s” goes by the clock. Only a practice workspace has a day of its own: make "
             "one with “init --practice DAY”."),
          self->name);
      return FALSE;
    }
  if (strcmp (day, self->today) < 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                   _ ("It is %s in “%s” already, and no day comes back."), self->today, self->name);
      return FALSE;
    }
  if (!suy_store_set_setting (self->store, "today", day, error))
    return FALSE;
  g_free (self->today);
  self->today = g_strdup (day);

  return TRUE;
}

gboolean
suy_workspace_is_demo (SuyWorkspace *self)
{
  return self->demo;
}

const char *
suy_workspace_get_person (SuyWorkspace *self)
{
  return self->person;
}

gboolean
suy_workspace_set_person (SuyWorkspace *self, const char *code, GError **error)
{
  const SuyRegister *person = suy_workspace_register (self, "person", error);

  if (person == NULL || suy_store_find (self->store, person, code, error) == 0 ||
      (!suy_workspace_is_read_only (self) &&
       !suy_store_set_setting (self->store, "person", code, error)))
    return FALSE;

  g_free (self->person);
  self->person = g_strdup (code);
  g_clear_pointer (&self->role, g_free);
  g_signal_emit (self, signals[SIGNAL_ACTING], 0);

  return TRUE;
}

const SuyRegister *
suy_workspace_register (SuyWorkspace *self, const char *name, GError **error)
{
  return suy_catalog_lookup (suy_workspace_get_catalog (self), name, error);
}

void
suy_workspace_changed (SuyWorkspace *self, const SuyRegister *reg, const SuyBox *box, GArray *ids)
{
  suy_workspace_age_snapshots (self, reg);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, reg->name, box, ids);
}

void
suy_workspace_changed_one (SuyWorkspace *self, const SuyRegister *reg, gint64 id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof id);

  g_array_append_val (ids, id);
  suy_workspace_changed (self, reg, &SUY_BOX_WORLD, ids);
}

gboolean
suy_workspace_end_command (SuyWorkspace *self, gboolean ok, GError **error)
{
  if (ok)
    return suy_store_commit (self->store, NULL, error);

  suy_store_rollback (self->store);

  return FALSE;
}

const char *
suy_workspace_get_data_dir (void)
{
  static gsize once;
  static char *dir;

  if (g_once_init_enter (&once))
    {
      const char *given = g_getenv ("SUYUAN_DATA_DIR");

      dir = g_strdup (given != NULL ? given : SUY_DATA_DIR);
      if (given == NULL && !g_file_test (dir, G_FILE_TEST_IS_DIR))
        {
          g_free (dir);
          dir = g_strdup (SUY_SOURCE_DATA_DIR);
        }
      g_once_init_leave (&once, 1);
    }

  return dir;
}
