/* suy-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-facts-private.h"

#define MAX_FACTS 16
#define FACTS_OF_ITEM                                                                      \
  {                                                                                        \
    "stages_open", "stages_left", "nodes_open", "earlier_stages_open", "dated_stages",     \
        "stage_date_in_deadline", "stage_evidence", "years_without_node", "measures_open", \
        "five_no_release", "severity", "tier_may_close", "enforcement_open",               \
        "completed_before_assigned"                                                        \
  }
#define FACTS_OF_LADDER               \
  {                                   \
    "rung", "rung_due", "rung_record" \
  }

/* Each with the facts that it looks up, where that costs something: it is left out where the move
 * asks for none of them. */
static const struct
{
  const char *reg; /* (nullable): all */
  gboolean (*add) (const SuyLook *look, GError **error);
  const char *facts[MAX_FACTS]; /* none: always */
} parts[] = {
  { NULL, suy_facts_add_common },
  { NULL,
    suy_facts_add_acceptance,
    { "acceptance", "proof", "defects", "site_check", "sole_acceptor", "inspector_was_acceptor" } },
  { "complaint", suy_facts_add_complaint },
  { "hot_event", suy_facts_add_hot_event },
  { "inspection", suy_facts_add_inspection },
  { "list_entry", suy_facts_add_list_entry },
  { "lookback_sample", suy_facts_add_lookback_sample },
  { "milestone", suy_facts_add_milestone },
  { "outfall", suy_facts_add_outfall },
  { "problem", suy_facts_add_problem },
  { "problem", suy_facts_add_item, FACTS_OF_ITEM },
  { "problem", suy_facts_add_ladder, FACTS_OF_LADDER },
  { "project", suy_facts_add_project },
  { "quarter_task", suy_facts_add_quarter_task },
  { "rectification_item", suy_facts_add_item, FACTS_OF_ITEM },
  { "rectification_item",
    suy_facts_add_plan,
    { "plan_copied", "after_parent_deadline", "place_or_township", "evidence_year",
      "key_milestone" } },
  { "rectification_item",
    suy_facts_add_extension,
    { "extensions_of_stage", "tier_may_extend", "extension_requested", "before_deadline",
      "approver_above" } },
  { "rectification_item", suy_facts_add_ladder, FACTS_OF_LADDER },
  { "sampling_check", suy_facts_add_sampling },
  { "station_patrol", suy_facts_add_station_patrol },
  { "warning", suy_facts_add_warning },
};

/* @of: (nullable) */
static gboolean
take_files (SuyLook *look, const SuyRecord *of, GError **error)
{
  GPtrArray *more;

  if (of == NULL || suy_record_get_id (of) == 0)
    return TRUE;
  more = suy_workspace_get_attachments (look->workspace, suy_record_get_register (of),
                                        suy_record_get_id (of), error);
  if (more == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (look->files, more);

  return TRUE;
}

/* Its own files, those of its partner and those of the record that it comes from. */
static gboolean
read_files (SuyLook *look, GError **error)
{
  const SuyFactsAsk *ask = look->ask;

  look->files = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);

  return take_files (look, ask->after, error) && take_files (look, ask->partner, error) &&
         take_files (look, ask->origin, error);
}

static gboolean
prepare (SuyLook *look, GError **error)
{
  GHashTableIter iter;
  gpointer name, value;

  look->journal = look->id == 0
                      ? g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free)
                      : suy_workspace_get_journal (look->workspace, look->reg, look->id, error);
  if (look->journal == NULL || !read_files (look, error))
    return FALSE;
  if (look->ask->said == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, look->ask->said);
  while (g_hash_table_iter_next (&iter, &name, &value))
    suy_look_set (look, name, value);

  return TRUE;
}

static gboolean
is_wanted (const SuyLook *look, const char *const *facts)
{
  if (facts[0] == NULL)
    return TRUE;
  for (guint i = 0; i < MAX_FACTS && facts[i] != NULL; i++)
    if (suy_look_wants (look, facts[i]))
      return TRUE;

  return FALSE;
}

GHashTable *
suy_facts_new (SuyWorkspace *self, const SuyFactsAsk *ask, GError **error)
{
  g_autoptr (GHashTable) facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  SuyLook look = { .workspace = self,
                   .ask = ask,
                   .reg = suy_record_get_register (ask->after),
                   .id = suy_record_get_id (ask->after),
                   .today = suy_look_day_of (self->today),
                   .facts = facts };
  gboolean ok = prepare (&look, error);

  for (guint i = 0; ok && i < G_N_ELEMENTS (parts); i++)
    if ((parts[i].reg == NULL || g_str_equal (parts[i].reg, look.reg->name)) &&
        is_wanted (&look, parts[i].facts))
      ok = parts[i].add (&look, error);
  g_clear_pointer (&look.journal, g_ptr_array_unref);
  g_clear_pointer (&look.files, g_ptr_array_unref);

  return ok ? g_steal_pointer (&facts) : NULL;
}
