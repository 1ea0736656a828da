/* suy-workspace-as-of.c: the workspace as it stood at the end of a past day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store writes a copy whose rows are those of that day.  What is derived, the log does not
 * have: states follow from the moves that were not made yet, lamps from the day. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-id.h"
#include "suy-lamp-refresh.h"
#include "suy-workspace-private.h"

/* ---- states ---- */

typedef struct
{
  const SuyRegister *reg;
  gint64 id;
} Seen;

static guint
seen_hash (gconstpointer data)
{
  const Seen *seen = data;

  return suy_id_hash (&seen->id) * 31u + g_direct_hash (seen->reg);
}

static gboolean
seen_equal (gconstpointer a, gconstpointer b)
{
  const Seen *x = a, *y = b;

  return x->id == y->id && x->reg == y->reg;
}

typedef struct
{
  GHashTable *kept; /* ids of the journal rows of the copy, as gint64 */
  GHashTable *seen; /* Seen: objects that are done */
  SuyWorkspace *copy;
  GPtrArray *records; /* (element-type SuyRecord): with the state that they had */
} Mending;

static void
on_kept (gint64 id, const SuyValue *values, gpointer user_data)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  g_hash_table_add (user_data, key);
}

/* object_register, object_id, from_state: the first move that was not made yet started in the state
 * that the object had. */
static void
on_move (gint64 id, const SuyValue *values, gpointer user_data)
{
  Mending *mending = user_data;
  const char *name = values[0].type == SUY_VALUE_TEXT ? values[0].text : "";
  gint64 object = values[1].type == SUY_VALUE_INTEGER ? values[1].integer : 0;
  const char *from = values[2].type == SUY_VALUE_TEXT ? values[2].text : NULL;
  const SuyRegister *reg;
  SuyRecord *record;

  if (object == 0 || g_hash_table_contains (mending->kept, &id))
    return;
  reg = suy_catalog_find (suy_workspace_get_catalog (mending->copy), name);
  if (reg == NULL || suy_register_find (reg, "state") == NULL ||
      !g_hash_table_add (mending->seen, g_memdup2 (&(Seen){ reg, object }, sizeof (Seen))))
    return;
  record = suy_record_new (reg);
  suy_record_set_id (record, object);
  suy_record_set_text (record, "state", from == NULL || *from == '\0' ? NULL : from);
  g_ptr_array_add (mending->records, record);
}

static gboolean
scan_journal (SuyWorkspace *self, SuyStoreEachRow each, gpointer data, GError **error)
{
  static const char *const names[] = { "object_register", "object_id", "from_state" };
  const SuyRegister *reg = suy_workspace_register (self, "journal", error);
  const SuyField *fields[G_N_ELEMENTS (names)];
  const SuyCellScan scan = { .fields = fields, .n_fields = G_N_ELEMENTS (names) };

  if (reg == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fields[i] = suy_register_find (reg, names[i]);

  return suy_store_scan_cells (self->store, reg, &scan, each, data, error);
}

/* An object that was not there yet has no state to be given. */
static gboolean
write_state (SuyWorkspace *copy, const SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autoptr (GError) why = NULL;
  g_autoptr (SuyRecord) stored = suy_store_get (copy->store, reg, suy_record_get_id (record), &why);

  if (g_error_matches (why, SUY_ERROR, SUY_ERROR_NOT_FOUND))
    return TRUE;
  if (stored == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }

  return suy_store_update (copy->store, record, error);
}

static gboolean
mend_states (SuyWorkspace *self, SuyWorkspace *copy, GError **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (seen_hash, seen_equal, g_free, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  Mending mending = { kept, seen, copy, records };

  if (!scan_journal (copy, on_kept, kept, error) || !scan_journal (self, on_move, &mending, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!write_state (copy, records->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
mend (SuyWorkspace *self, SuyWorkspace *copy, GError **error)
{
  const SuyCommandInfo info = { .kind = "as_of", .role = "system" };

  return suy_store_begin (copy->store, &info, error) &&
         suy_workspace_end_command (
             copy, mend_states (self, copy, error) && suy_lamp_refresh (copy, error), error);
}

/* ---- opening ---- */

void
suy_workspace_remove_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

static gboolean
check_day (SuyWorkspace *self, const char *day, GError **error)
{
  if (suy_date_is_date (day) && strcmp (day, self->today) < 0)
    return TRUE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
               _ ("“%s” is no day before %s; write a past day as 2026-11-20."), day, self->today);

  return FALSE;
}

SuyWorkspace *
suy_workspace_open_as_of (SuyWorkspace *self, const char *day, GError **error)
{
  g_autofree char *folder = NULL, *path = NULL;
  SuyWorkspace *copy = NULL;
  gint64 end;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self) && day != NULL, NULL);

  if (!check_day (self, day, error))
    return NULL;
  end = suy_date_moment_of_day (suy_date_get_day (day) + 1) - 1;
  folder = g_dir_make_tmp ("suyuan-as-of-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "as-of.gpkg", NULL);
  if (suy_store_copy_as_of (self->store, end, day, path, error))
    copy = suy_workspace_open (path, SUY_STORE_WRITE, error);
  if (copy == NULL)
    {
      suy_workspace_remove_folder (g_steal_pointer (&folder));
      return NULL;
    }

  copy->folder = g_steal_pointer (&folder);
  copy->is_past = TRUE;
  if (!mend (self, copy, error))
    g_clear_object (&copy);

  return copy;
}
