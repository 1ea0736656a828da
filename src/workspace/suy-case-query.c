/* suy-case-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-query.h"

#include "suy-actor.h"
#include "suy-deadline.h"
#include "suy-error.h"
#include "suy-id.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define SETTING "case_filters"
#define BY_DEADLINE "deadline" /* as an order: the one that counts */
#define ONE "(sssxbbsb)"       /* name, then the members of SuyCaseQuery in their order */
#define ALL "a" ONE

void
suy_case_query_clear (SuyCaseQuery *query)
{
  g_free (query->text);
  g_free (query->state);
  g_free (query->order);
  *query = (SuyCaseQuery){ 0 };
}

/* ---- running ---- */

static void
add (GArray *filters, const SuyField *field, SuyFilterKind kind, SuyValue value)
{
  const SuyFilter filter = { field, kind, value };

  g_array_append_val (filters, filter);
}

static void
add_open (GArray *filters, SuyWorkspace *workspace, const SuyRegister *reg)
{
  const SuyField *state = suy_register_find (reg, "state");
  SuyMoves *machine = suy_workspace_get_machine (workspace, reg, NULL);

  for (guint i = 0; machine != NULL && i < state->choices->len; i++)
    {
      const SuyChoice *choice = state->choices->pdata[i];

      if (suy_moves_is_final (machine, choice->name))
        add (filters, state, SUY_FILTER_NOT_EQUAL, SUY_TEXT (choice->name));
    }
}

static GArray *
make_filters (const SuyCaseQuery *query, SuyWorkspace *workspace, const SuyRegister *reg)
{
  GArray *filters = g_array_new (FALSE, FALSE, sizeof (SuyFilter));
  const char *state = query->state == NULL ? SUY_CASES_OPEN : query->state;

  if (query->late || g_str_equal (state, SUY_CASES_OPEN))
    add_open (filters, workspace, reg);
  if (!g_str_equal (state, SUY_CASES_OPEN) && !g_str_equal (state, SUY_CASES_ALL))
    add (filters, suy_register_find (reg, "state"), SUY_FILTER_EQUAL, SUY_TEXT (state));
  if (query->late)
    add (filters, suy_deadline_get_field (reg), SUY_FILTER_LESS,
         SUY_TEXT (suy_workspace_get_today (workspace)));
  if (query->township != 0)
    add (filters, suy_register_find (reg, "township"), SUY_FILTER_EQUAL,
         SUY_INTEGER (query->township));

  return filters;
}

/* Adds the cases whose link @name leads to @id. */
static gboolean
add_linked (GHashTable *mine,
            SuyWorkspace *workspace,
            const SuyRegister *reg,
            const SuyFilter *filter,
            GError **error)
{
  const SuySelection wish = { .filters = filter, .n_filters = 1 };
  g_autoptr (GArray) ids = NULL;

  if (filter->value.integer == 0)
    return TRUE;
  ids = suy_store_select (workspace->store, reg, &wish, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 *id = g_new (gint64, 1);

      *id = g_array_index (ids, gint64, i);
      g_hash_table_add (mine, id);
    }

  return ids != NULL;
}

static GHashTable *
find_mine (SuyWorkspace *workspace, const SuyRegister *reg, GError **error)
{
  static const struct
  {
    const char *field;
    gboolean unit;
  } links[] = {
    { "reporter", FALSE },        { "responsible_person", FALSE }, { "lead_unit", TRUE },
    { "responsible_unit", TRUE }, { "supervising_unit", TRUE },
  };
  g_autoptr (GHashTable) mine = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_auto (SuyActor) actor = { 0 };

  if (!suy_actor_read (workspace, &actor, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      const SuyFilter filter = { suy_register_find (reg, links[i].field), SUY_FILTER_EQUAL,
                                 SUY_INTEGER (links[i].unit ? actor.unit : actor.id) };

      if (!add_linked (mine, workspace, reg, &filter, error))
        return NULL;
    }

  return g_steal_pointer (&mine);
}

/* What is in both, in the order of @ids. */
static void
keep (GArray *ids, GHashTable *mine)
{
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (mine, &g_array_index (ids, gint64, i)))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);
}

GArray *
suy_case_query_run (const SuyCaseQuery *query, SuyWorkspace *workspace, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (workspace, "problem", error);
  g_autoptr (GArray) filters = reg == NULL ? NULL : make_filters (query, workspace, reg);
  g_autoptr (GArray) ids = NULL;
  SuySelection wish = { .search = query->text, .descending = query->descending };

  if (reg == NULL)
    return NULL;
  wish.filters = (const SuyFilter *) (gconstpointer) filters->data;
  wish.n_filters = filters->len;
  wish.order = query->order == NULL || g_str_equal (query->order, BY_DEADLINE)
                   ? suy_deadline_get_field (reg)
                   : suy_register_find (reg, query->order);
  ids = suy_store_select (workspace->store, reg, &wish, error);
  if (ids != NULL && query->mine)
    {
      g_autoptr (GHashTable) mine = find_mine (workspace, reg, error);

      if (mine == NULL)
        return NULL;
      keep (ids, mine);
    }

  return g_steal_pointer (&ids);
}

/* ---- keeping ---- */

/* Those that are kept; what cannot be read is as if nothing were. */
static GVariant *
read_all (SuyWorkspace *workspace)
{
  g_autofree char *text = suy_store_get_setting (workspace->store, SETTING);
  GVariant *all =
      text == NULL ? NULL : g_variant_parse (G_VARIANT_TYPE (ALL), text, NULL, NULL, NULL);

  return all != NULL ? all
                     : g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE (ONE), NULL, 0));
}

static GVariant *
pack (const SuyCaseQuery *query, const char *name)
{
  return g_variant_new (ONE, name, query->text == NULL ? "" : query->text,
                        query->state == NULL ? SUY_CASES_OPEN : query->state, query->township,
                        query->late, query->mine, query->order == NULL ? BY_DEADLINE : query->order,
                        query->descending);
}

/* All but @name, then @added. */
static gboolean
write_all (SuyWorkspace *workspace, const char *name, GVariant *added, GError **error)
{
  g_autoptr (GVariant) all = read_all (workspace), changed = NULL;
  g_autofree char *text = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (ALL));
  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (all, i);
      const char *own;

      g_variant_get_child (one, 0, "&s", &own);
      if (!g_str_equal (own, name))
        g_variant_builder_add_value (&builder, one);
    }
  if (added != NULL)
    g_variant_builder_add_value (&builder, added);
  changed = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_print (changed, FALSE);

  return suy_store_set_setting (workspace->store, SETTING, text, error);
}

gboolean
suy_case_query_save (const SuyCaseQuery *query,
                     SuyWorkspace *workspace,
                     const char *name,
                     GError **error)
{
  return write_all (workspace, name, pack (query, name), error);
}

gboolean
suy_case_query_drop (SuyWorkspace *workspace, const char *name, GError **error)
{
  return write_all (workspace, name, NULL, error);
}

GStrv
suy_case_query_get_names (SuyWorkspace *workspace)
{
  g_autoptr (GVariant) all = read_all (workspace);
  gsize n = g_variant_n_children (all);
  GStrv names = g_new0 (char *, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (all, i);

      g_variant_get_child (one, 0, "s", &names[i]);
    }

  return names;
}

gboolean
suy_case_query_load (SuyCaseQuery *query, SuyWorkspace *workspace, const char *name, GError **error)
{
  g_autoptr (GVariant) all = read_all (workspace);

  *query = (SuyCaseQuery){ 0 };
  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (all, i);
      const char *own;

      g_variant_get_child (one, 0, "&s", &own);
      if (!g_str_equal (own, name))
        continue;
      g_variant_get (one, ONE, NULL, &query->text, &query->state, &query->township, &query->late,
                     &query->mine, &query->order, &query->descending);
      if (*query->text == '\0')
        g_clear_pointer (&query->text, g_free);
      return TRUE;
    }
  g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, "There is no filter “%s”", name);

  return FALSE;
}
