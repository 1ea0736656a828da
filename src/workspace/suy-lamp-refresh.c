/* suy-lamp-refresh.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-lamp-refresh.h"

#define MAX_FIELDS 12

/* What a lamp is computed from, and what is written of it. */
static const char *const inputs[] = {
  "start", "deadline", "due", "actual_bp", "accepted_at", "accepted_on", "checkpoints",
};
static const char *const outputs[] = { "deadline_current", "scheduled_bp", "lag_bp", "lamp",
                                       "overdue" };

/* An extension that was granted. */
typedef struct
{
  char *from, *to;
} Extension;

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  const SuyField *fields[MAX_FIELDS];
  guint n_inputs, n_fields;
  GHashTable *extensions; /* gint64, an item, to GArray of Extension, by id */
  GPtrArray *changed;     /* (element-type SuyRecord): the outputs alone */
} Refresh;

static void
add_fields (Refresh *self, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const SuyField *field = suy_register_find (self->reg, names[i]);

      if (field != NULL)
        self->fields[self->n_fields++] = field;
    }
}

/* ---- extensions ---- */

static void
extension_clear (gpointer data)
{
  g_free (((Extension *) data)->from);
  g_free (((Extension *) data)->to);
}

/* item, verdict, old_deadline, new_deadline; rows come by their ids */
static void
on_request (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer user_data)
{
  GHashTable *extensions = user_data;
  GArray *list;
  Extension one;

  if (values[0].type != SUY_VALUE_INTEGER || values[1].type != SUY_VALUE_TEXT ||
      values[2].type != SUY_VALUE_TEXT || values[3].type != SUY_VALUE_TEXT ||
      !g_str_equal (values[1].text, "pass"))
    return;
  list = g_hash_table_lookup (extensions, &values[0].integer);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Extension));
      g_array_set_clear_func (list, extension_clear);
      g_hash_table_insert (extensions, g_memdup2 (&values[0].integer, sizeof (gint64)), list);
    }
  one = (Extension){ g_strdup (values[2].text), g_strdup (values[3].text) };
  g_array_append_val (list, one);
}

static GHashTable *
read_extensions (SuyWorkspace *workspace, GError **error)
{
  static const char *const names[] = { "item", "verdict", "old_deadline", "new_deadline" };
  const SuyRegister *reg = suy_workspace_register (workspace, "extension_request", error);
  const SuyField *fields[G_N_ELEMENTS (names)];
  const SuyCellScan scan = { .fields = fields, .n_fields = G_N_ELEMENTS (names) };
  g_autoptr (GHashTable) extensions =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);

  if (reg == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fields[i] = suy_register_find (reg, names[i]);

  return suy_store_scan_cells (workspace->store, reg, &scan, on_request, extensions, error)
             ? g_steal_pointer (&extensions)
             : NULL;
}

/* The deadline with its extensions, each from where the one before left it; of a milestone the due
 * day. */
static const char *
due_of (const Refresh *self, const SuyRecord *record, gint64 id)
{
  gboolean is_item = suy_register_find (self->reg, "deadline") != NULL;
  const char *due = suy_record_get_text (record, is_item ? "deadline" : "due");
  const GArray *list = is_item ? g_hash_table_lookup (self->extensions, &id) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_strcmp0 (g_array_index (list, Extension, i).from, due) == 0)
      due = g_array_index (list, Extension, i).to;

  return due;
}

/* ---- lamps ---- */

static void
on_row (gint64 id, const SuyValue *values, gpointer user_data)
{
  Refresh *self = user_data;
  g_autoptr (SuyRecord) record = suy_record_new (self->reg), fresh = NULL;
  gboolean differs = FALSE;

  for (guint i = 0; i < self->n_inputs; i++)
    suy_record_set (record, self->fields[i], &values[i]);
  suy_workspace_derive_lamp (self->workspace, record, due_of (self, record, id));
  for (guint i = self->n_inputs; i < self->n_fields; i++)
    differs |= !suy_value_equal (suy_record_get (record, self->fields[i]), &values[i]);
  if (!differs)
    return;
  fresh = suy_record_new (self->reg);
  suy_record_set_id (fresh, id);
  for (guint i = self->n_inputs; i < self->n_fields; i++)
    suy_record_set (fresh, self->fields[i], suy_record_get (record, self->fields[i]));
  g_ptr_array_add (self->changed, g_steal_pointer (&fresh));
}

static gboolean
refresh_register (SuyWorkspace *workspace, const char *name, GHashTable *extensions, GError **error)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  Refresh self = { .workspace = workspace,
                   .reg = suy_workspace_register (workspace, name, error),
                   .extensions = extensions,
                   .changed = changed };
  SuyCellScan scan = { .fields = self.fields };

  if (self.reg == NULL)
    return FALSE;
  add_fields (&self, inputs, G_N_ELEMENTS (inputs));
  self.n_inputs = self.n_fields;
  add_fields (&self, outputs, G_N_ELEMENTS (outputs));
  scan.n_fields = self.n_fields;
  if (!suy_store_scan_cells (workspace->store, self.reg, &scan, on_row, &self, error))
    return FALSE;
  for (guint i = 0; i < changed->len; i++)
    if (!suy_store_update (workspace->store, changed->pdata[i], error))
      return FALSE;

  return TRUE;
}

gboolean
suy_lamp_refresh (SuyWorkspace *self, GError **error)
{
  g_autoptr (GHashTable) extensions = read_extensions (self, error);

  return extensions != NULL && refresh_register (self, "rectification_item", extensions, error) &&
         refresh_register (self, "milestone", extensions, error);
}
