/* suy-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-changes.h"

#include "suy-cell.h"

#define MANY 200 /* rows of a register */

struct _SuyChanges
{
  SuyWorkspace *workspace;
  gint64 since;
  gboolean are_many;
  GHashTable *rows; /* const SuyRegister to GArray of gint64 */
};

void
suy_changes_free (SuyChanges *self)
{
  g_hash_table_unref (self->rows);
  g_free (self);
}

static void
add_row (SuyChanges *self, const SuyRegister *reg, gint64 id)
{
  GArray *rows = g_hash_table_lookup (self->rows, reg);

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof id);
      g_hash_table_insert (self->rows, (gpointer) reg, rows);
    }
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == id)
      return;
  g_array_append_val (rows, id);
}

/* object_register, object_id */
static void
on_journal (gint64 id, const SuyValue *values, gpointer user_data)
{
  SuyChanges *self = user_data;
  const char *name = suy_cell_text (&values[0]);
  const SuyRegister *reg =
      name == NULL ? NULL : suy_catalog_find (suy_workspace_get_catalog (self->workspace), name);

  if (reg != NULL)
    add_row (self, reg, suy_cell_integer (&values[1]));
}

static gboolean
read_register (SuyChanges *self, const SuyRegister *reg, GError **error)
{
  g_autoptr (GArray) rows = suy_store_list_changed (self->workspace->store, reg, self->since,
                                                    SUY_CHANGED_ANY, MANY, error);

  if (rows == NULL)
    return FALSE;
  self->are_many |= rows->len > MANY;
  if (!self->are_many && rows->len > 0)
    g_hash_table_insert (self->rows, (gpointer) reg, g_steal_pointer (&rows));

  return TRUE;
}

SuyChanges *
suy_changes_new (SuyWorkspace *workspace, gint64 since, GError **error)
{
  static const char *const fields[] = { "object_register", "object_id", NULL };
  const GPtrArray *registers = suy_catalog_get_registers (suy_workspace_get_catalog (workspace));
  g_autoptr (SuyChanges) self = g_new0 (SuyChanges, 1);
  const GArray *journal;

  self->workspace = workspace;
  self->since = since;
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < registers->len && !self->are_many; i++)
    if (!read_register (self, registers->pdata[i], error))
      return NULL;
  journal = self->are_many ? NULL : suy_changes_get (self, "journal");
  if (journal != NULL &&
      !suy_cell_scan_some (workspace, "journal", fields, journal, on_journal, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
suy_changes_are_many (const SuyChanges *self)
{
  return self->are_many;
}

const GArray *
suy_changes_get (const SuyChanges *self, const char *reg)
{
  const SuyRegister *found = suy_catalog_find (suy_workspace_get_catalog (self->workspace), reg);

  return found == NULL ? NULL : g_hash_table_lookup (self->rows, found);
}

gboolean
suy_changes_have_field (const SuyChanges *self, const char *reg, const char *field, GError **error)
{
  const SuyRegister *found = suy_catalog_find (suy_workspace_get_catalog (self->workspace), reg);
  const SuyField *column = found == NULL ? NULL : suy_register_find (found, field);
  gboolean changed = FALSE;

  return column != NULL && g_hash_table_contains (self->rows, found) &&
         suy_store_has_changed_field (self->workspace->store, found, column, self->since, &changed,
                                      error) &&
         changed;
}
