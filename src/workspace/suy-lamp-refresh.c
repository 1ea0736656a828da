/* suy-lamp-refresh.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-lamp-refresh.h"

#include "suy-deadline.h"

#define MAX_FIELDS 12

/* What a lamp is computed from, and what is written of it. */
static const char *const inputs[] = {
  "start", "deadline", "due", "actual_bp", "accepted_at", "accepted_on", "checkpoints",
};
static const char *const outputs[] = { "deadline_current", "scheduled_bp", "lag_bp", "lamp",
                                       "overdue" };

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  const SuyField *fields[MAX_FIELDS];
  guint n_inputs, n_fields;
  SuyExtensions *extensions; /* of items */
  GPtrArray *changed;        /* (element-type SuyRecord): the outputs alone */
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

/* The deadline that counts; of a milestone the due day. */
static const char *
due_of (const Refresh *self, const SuyRecord *record, gint64 id)
{
  return suy_register_find (self->reg, "deadline") == NULL
             ? suy_record_get_text (record, "due")
             : suy_extensions_move (self->extensions, id, suy_record_get_text (record, "deadline"));
}

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
refresh_register (SuyWorkspace *workspace,
                  const char *name,
                  SuyExtensions *extensions,
                  GError **error)
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
  g_autoptr (SuyExtensions) extensions = suy_extensions_new (self, "item", 0, error);

  return extensions != NULL && refresh_register (self, "rectification_item", extensions, error) &&
         refresh_register (self, "milestone", extensions, error) &&
         suy_deadline_refresh_cases (self, error);
}
