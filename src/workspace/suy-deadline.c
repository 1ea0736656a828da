/* suy-deadline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-deadline.h"

#include <string.h>

#include "suy-cell.h"
#include "suy-id.h"
#include "suy-move-plan.h"

#define CURRENT "deadline_current"
#define FIRST "deadline"

static const char *
get_text (const SuyRecord *record, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);
  const SuyValue *value = field == NULL ? NULL : suy_record_get (record, field);

  return value != NULL && value->type == SUY_VALUE_TEXT && *value->text != '\0' ? value->text
                                                                                : NULL;
}

const char *
suy_deadline_get (const SuyRecord *record)
{
  const char *current = get_text (record, CURRENT);

  return current != NULL ? current : get_text (record, FIRST);
}

const SuyField *
suy_deadline_get_field (const SuyRegister *reg)
{
  const SuyField *current = suy_register_find (reg, CURRENT);

  return current != NULL ? current : suy_register_find (reg, FIRST);
}

/* ---- extensions ---- */

typedef struct
{
  char *from, *to;
} Extension;

struct _SuyExtensions
{
  GHashTable *lists; /* gint64 of what is extended to GArray of Extension, by id */
};

static void
extension_clear (gpointer data)
{
  g_free (((Extension *) data)->from);
  g_free (((Extension *) data)->to);
}

/* the link, verdict, old_deadline, new_deadline; rows come by their ids */
static void
on_request (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer user_data)
{
  SuyExtensions *self = user_data;
  gint64 of = suy_cell_integer (&values[0]);
  const char *from = suy_cell_text (&values[2]), *to = suy_cell_text (&values[3]);
  GArray *list;
  Extension one;

  if (of == 0 || from == NULL || to == NULL || g_strcmp0 (suy_cell_text (&values[1]), "pass") != 0)
    return;
  list = g_hash_table_lookup (self->lists, &of);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Extension));
      g_array_set_clear_func (list, extension_clear);
      g_hash_table_insert (self->lists, g_memdup2 (&of, sizeof of), list);
    }
  one = (Extension){ g_strdup (from), g_strdup (to) };
  g_array_append_val (list, one);
}

SuyExtensions *
suy_extensions_new (SuyWorkspace *workspace, const char *link, gint64 id, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (workspace, "extension_request", error);
  const char *const names[] = { link, "verdict", "old_deadline", "new_deadline" };
  const SuyField *fields[G_N_ELEMENTS (names)];
  SuyFilter filter = { .kind = SUY_FILTER_EQUAL, .value = SUY_INTEGER (id) };
  const SuyCellScan scan = { .fields = fields,
                             .n_fields = G_N_ELEMENTS (names),
                             .filters = &filter,
                             .n_filters = id != 0 };
  g_autoptr (SuyExtensions) self = g_new0 (SuyExtensions, 1);

  self->lists =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  if (reg == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fields[i] = suy_register_find (reg, names[i]);
  filter.field = fields[0];

  return suy_store_scan_cells (workspace->store, reg, &scan, on_request, self, error)
             ? g_steal_pointer (&self)
             : NULL;
}

void
suy_extensions_free (SuyExtensions *self)
{
  g_hash_table_unref (self->lists);
  g_free (self);
}

const char *
suy_extensions_move (SuyExtensions *self, gint64 id, const char *deadline)
{
  const GArray *list = g_hash_table_lookup (self->lists, &id);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_strcmp0 (g_array_index (list, Extension, i).from, deadline) == 0)
      deadline = g_array_index (list, Extension, i).to;

  return deadline;
}

/* ---- one record ---- */

static char *
extend (SuyWorkspace *workspace, const SuyRecord *record, const char *link)
{
  const char *first = get_text (record, FIRST);
  gint64 id = suy_record_get_id (record);
  g_autoptr (SuyExtensions) extensions =
      id == 0 || first == NULL ? NULL : suy_extensions_new (workspace, link, id, NULL);

  return g_strdup (extensions == NULL ? first : suy_extensions_move (extensions, id, first));
}

char *
suy_deadline_compute (SuyWorkspace *workspace, const SuyRecord *record)
{
  g_autoptr (SuyRecord) item = NULL;

  if (strcmp (suy_record_get_register (record)->name, "problem") != 0)
    return extend (workspace, record, "item");

  item = suy_mirror_find (workspace, record, NULL);

  return item != NULL && get_text (item, FIRST) != NULL ? extend (workspace, item, "item")
                                                        : extend (workspace, record, "problem");
}

/* ---- all cases ---- */

typedef struct
{
  const SuyRegister *reg;
  const SuyField *current;
  GHashTable *items; /* gint64 of a case to the deadline of its item */
  SuyExtensions *extensions;
  GPtrArray *changed; /* (element-type SuyRecord) */
} Cases;

/* problem, state, deadline_current; the newest item that stands is the last one */
static void
on_item (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer user_data)
{
  Cases *self = user_data;
  gint64 problem = suy_cell_integer (&values[0]);
  const char *due = suy_cell_text (&values[2]);

  if (problem != 0 && due != NULL && g_strcmp0 (suy_cell_text (&values[1]), "cancelled") != 0)
    g_hash_table_insert (self->items, g_memdup2 (&problem, sizeof problem), g_strdup (due));
}

/* deadline, deadline_current */
static void
on_case (gint64 id, const SuyValue *values, gpointer user_data)
{
  Cases *self = user_data;
  const char *due = g_hash_table_lookup (self->items, &id);
  SuyRecord *record;

  if (due == NULL)
    due = suy_extensions_move (self->extensions, id, suy_cell_text (&values[0]));
  if (g_strcmp0 (due, suy_cell_text (&values[1])) == 0)
    return;
  record = suy_record_new (self->reg);
  suy_record_set_id (record, id);
  suy_record_set (record, self->current, due == NULL ? &SUY_VALUE_INIT_NULL : &SUY_TEXT (due));
  g_ptr_array_add (self->changed, record);
}

gboolean
suy_deadline_refresh_cases (SuyWorkspace *workspace, GError **error)
{
  static const char *const of_item[] = { "problem", "state", CURRENT, NULL };
  static const char *const of_case[] = { FIRST, CURRENT, NULL };
  g_autoptr (GHashTable) items = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  g_autoptr (SuyExtensions) extensions = suy_extensions_new (workspace, "problem", 0, error);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  Cases self = { suy_workspace_register (workspace, "problem", NULL), NULL, items, extensions,
                 changed };

  if (extensions == NULL || self.reg == NULL)
    return extensions != NULL;
  self.current = suy_register_find (self.reg, CURRENT);
  if (!suy_cell_scan (workspace, "rectification_item", of_item, "problem", on_item, &self, error) ||
      !suy_cell_scan (workspace, "problem", of_case, NULL, on_case, &self, error))
    return FALSE;
  for (guint i = 0; i < changed->len; i++)
    if (!suy_store_update (workspace->store, changed->pdata[i], error))
      return FALSE;

  return TRUE;
}
