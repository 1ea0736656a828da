/* suy-case-townships.c: cases by township
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-stats.h"
#include "suy-cell.h"
#include "suy-id.h"
#include "suy-workspace-moves.h"

typedef struct
{
  SuyWorkspace *workspace;
  SuyMoves *machine;
  GHashTable *repeats; /* gint64 of cases that came again */
  GHashTable *places;  /* gint64 of a township to its place in @all */
  GArray *all;         /* (element-type SuyTownshipCases) */
} Count;

static SuyTownshipCases *
find_township (Count *self, gint64 township)
{
  gpointer place;
  const SuyTownshipCases fresh = { .township = township };

  if (!g_hash_table_lookup_extended (self->places, &township, NULL, &place))
    {
      place = GUINT_TO_POINTER (self->all->len);
      g_array_append_val (self->all, fresh);
      g_hash_table_insert (self->places, g_memdup2 (&township, sizeof township), place);
    }

  return &g_array_index (self->all, SuyTownshipCases, GPOINTER_TO_UINT (place));
}

/* township, state, deadline_current */
static void
on_case (gint64 id, const SuyValue *values, gpointer user_data)
{
  Count *self = user_data;
  SuyTownshipCases *row = find_township (self, suy_cell_integer (&values[0]));
  const char *state = suy_cell_text (&values[1]), *due = suy_cell_text (&values[2]);
  gboolean open = state == NULL || !suy_moves_is_final (self->machine, state);

  row->n++;
  row->n_open += open;
  row->n_late += open && due != NULL && strcmp (due, self->workspace->today) < 0;
  row->n_repeats += g_hash_table_contains (self->repeats, &id);
}

/* Those with the most open cases first; what has no township last. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const SuyTownshipCases *l = a, *r = b;

  if ((l->township == 0) != (r->township == 0))
    return l->township == 0 ? 1 : -1;
  if (l->n_open != r->n_open)
    return l->n_open > r->n_open ? -1 : 1;
  if (l->n != r->n)
    return l->n > r->n ? -1 : 1;

  return l->township < r->township ? -1 : l->township > r->township;
}

GArray *
suy_workspace_count_cases (SuyWorkspace *self, GError **error)
{
  static const char *const fields[] = { "township", "state", "deadline_current", NULL };
  const SuyRegister *reg = suy_workspace_register (self, "problem", error);
  g_autoptr (GHashTable) repeats = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) places = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SuyTownshipCases));
  g_autoptr (GArray) again = reg == NULL ? NULL : suy_workspace_find_repeats (self, error);
  Count count = { self, NULL, repeats, places, all };

  if (again == NULL)
    return NULL;
  count.machine = suy_workspace_get_machine (self, reg, error);
  for (guint i = 0; i < again->len; i++)
    g_hash_table_add (repeats,
                      g_memdup2 (&g_array_index (again, SuyRepeat, i).id, sizeof (gint64)));
  if (count.machine == NULL ||
      !suy_cell_scan (self, "problem", fields, NULL, on_case, &count, error))
    return NULL;
  g_array_sort (all, compare);

  return g_steal_pointer (&all);
}
