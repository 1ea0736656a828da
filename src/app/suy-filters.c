/* suy-filters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-filters.h"

#include "suy-workspace-moves.h"

GArray *
suy_filters_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (SuyFilter));
}

void
suy_filters_add (GArray *filters, const SuyField *field, SuyFilterKind kind, SuyValue value)
{
  const SuyFilter filter = { field, kind, value };

  g_array_append_val (filters, filter);
}

void
suy_filters_add_link (GArray *filters, const SuyRegister *reg, const char *name, gint64 id)
{
  if (id != 0)
    suy_filters_add (filters, suy_register_find (reg, name), SUY_FILTER_EQUAL, SUY_INTEGER (id));
}

void
suy_filters_add_open (GArray *filters, SuyWorkspace *workspace, const SuyRegister *reg)
{
  const SuyField *state = suy_register_find (reg, "state");
  SuyMoves *machine = suy_workspace_get_machine (workspace, reg, NULL);

  for (guint i = 0; machine != NULL && i < state->choices->len; i++)
    {
      const SuyChoice *choice = state->choices->pdata[i];

      if (suy_moves_is_final (machine, choice->name))
        suy_filters_add (filters, state, SUY_FILTER_NOT_EQUAL, SUY_TEXT (choice->name));
    }
}

guint
suy_filters_count (const GArray *filters, SuyWorkspace *workspace, const SuyRegister *reg)
{
  const SuySelection wish = { .filters = (const SuyFilter *) (gconstpointer) filters->data,
                              .n_filters = filters->len };
  g_autoptr (GArray) ids = suy_store_select (suy_workspace_get_store (workspace), reg, &wish, NULL);

  return ids == NULL ? 0 : ids->len;
}
