/* suy-deadline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-deadline.h"

#include <string.h>

#include "suy-move-plan.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

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

static int
by_id (gconstpointer a, gconstpointer b)
{
  gint64 l = suy_record_get_id (*(SuyRecord *const *) a);
  gint64 r = suy_record_get_id (*(SuyRecord *const *) b);

  return (l > r) - (l < r);
}

/* What the extensions whose link @field leads to the record make of its first deadline. */
static char *
apply_extensions (SuyWorkspace *self, const SuyRecord *record, const char *field)
{
  const SuyRegister *reg = suy_workspace_register (self, "extension_request", NULL);
  gint64 id = suy_record_get_id (record);
  g_autofree char *current = g_strdup (get_text (record, FIRST));
  g_autoptr (GPtrArray) rows = reg == NULL || id == 0 || current == NULL
                                   ? NULL
                                   : suy_workspace_get_linked (self, reg, field, id, NULL);

  if (rows != NULL)
    g_ptr_array_sort (rows, by_id);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_strcmp0 (get_text (rows->pdata[i], "verdict"), "pass") == 0 &&
        g_strcmp0 (get_text (rows->pdata[i], "old_deadline"), current) == 0)
      {
        g_free (current);
        current = g_strdup (get_text (rows->pdata[i], "new_deadline"));
      }

  return g_steal_pointer (&current);
}

char *
suy_deadline_compute (SuyWorkspace *workspace, const SuyRecord *record)
{
  g_autoptr (SuyRecord) item = NULL;

  if (strcmp (suy_record_get_register (record)->name, "problem") != 0)
    return apply_extensions (workspace, record, "item");

  item = suy_mirror_find (workspace, record, NULL);
  if (item != NULL && get_text (item, FIRST) != NULL)
    return apply_extensions (workspace, item, "item");

  return apply_extensions (workspace, record, "problem");
}
