/* suy-facts-problem.c: facts of SM-2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.2; 004 #20, 000 §5.2. */

#include "config.h"

#include "suy-duplicates.h"
#include "suy-facts-private.h"

gint64
suy_facts_find_duplicate (SuyWorkspace *workspace, const SuyRecord *problem, GError **error)
{
  g_autoptr (GArray) found = suy_workspace_find_duplicates (workspace, problem, error);

  if (found == NULL)
    return -1;

  return found->len == 0 ? 0 : g_array_index (found, SuyDuplicate, 0).id;
}

/* The reporter knows when the record says so, or when a complaint about it was answered. */
static gboolean
add_told (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) complaints = NULL;
  gboolean told = suy_look_integer (look->ask->after, "reporter_told") != 0;

  if (!suy_look_wants (look, "reporter_told"))
    return TRUE;
  complaints = suy_look_linked (look, "complaint", "problem", look->id, error);
  if (complaints == NULL)
    return FALSE;
  for (guint i = 0; i < complaints->len; i++)
    told |= suy_look_text (complaints->pdata[i], "replied_at") != NULL;
  if (told)
    suy_look_set (look, "reporter_told", "yes");

  return TRUE;
}

/* Counted from the journal, so that the field may be filled in with the move itself. */
static void
add_returns (const SuyLook *look)
{
  guint n = 0;

  for (guint i = 0; i < look->journal->len; i++)
    n += suy_look_is (look->journal->pdata[i], "move", "return");
  suy_look_set_count (look, "returns", n);
}

gboolean
suy_facts_add_problem (const SuyLook *look, GError **error)
{
  gint64 duplicate;

  add_returns (look);
  if (!add_told (look, error))
    return FALSE;
  if (!suy_look_wants (look, "near_duplicate"))
    return TRUE;
  duplicate = suy_facts_find_duplicate (look->workspace, look->ask->after, error);
  if (duplicate < 0)
    return FALSE;
  /* Who has written why it is another has answered the question. */
  if (suy_record_get_geometry (look->ask->after) != NULL)
    suy_look_set_flag (look, "near_duplicate",
                       duplicate != 0 &&
                           suy_record_get_text (look->ask->after, "distinct_reason") == NULL);

  return TRUE;
}
