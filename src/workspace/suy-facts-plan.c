/* suy-facts-plan.c: the plan of an item beside its parent's, its place, its look-back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.3; 001-5 五(二), 004 #19. */

#include "config.h"

#include <string.h>

#include "suy-facts-private.h"

static gboolean
is_plan (const SuyRecord *file)
{
  return suy_look_is (file, "kind", "plan") && suy_look_text (file, "hash") != NULL;
}

static gboolean
has_copy (const GPtrArray *ours, const GPtrArray *theirs)
{
  for (guint i = 0; i < ours->len; i++)
    for (guint k = 0; k < theirs->len; k++)
      if (is_plan (ours->pdata[i]) && is_plan (theirs->pdata[k]) &&
          suy_look_is (ours->pdata[i], "hash", suy_look_text (theirs->pdata[k], "hash")))
        return TRUE;

  return FALSE;
}

/* Copied are the same file, byte for byte, or the same goal with the same measures. */
static gboolean
add_copy (const SuyLook *look, const SuyRecord *parent, GError **error)
{
  const SuyRecord *after = look->ask->after;
  g_autoptr (GPtrArray) theirs = NULL;
  gboolean same_words;

  if (parent == NULL)
    {
      suy_look_set_flag (look, "plan_copied", FALSE);
      return TRUE;
    }
  theirs =
      suy_workspace_get_attachments (look->workspace, look->reg, suy_record_get_id (parent), error);
  if (theirs == NULL)
    return FALSE;
  same_words = suy_look_text (after, "measures") != NULL &&
               suy_look_is (parent, "measures", suy_look_text (after, "measures")) &&
               suy_look_is (parent, "goal", suy_look_text (after, "goal"));
  suy_look_set_flag (look, "plan_copied", same_words || has_copy (look->files, theirs));

  return TRUE;
}

static void
add_deadline (const SuyLook *look, const SuyRecord *parent)
{
  gint64 own = suy_look_deadline (look->ask->after), theirs = suy_look_deadline (parent);

  suy_look_set_flag (look, "after_parent_deadline",
                     own != SUY_DAY_UNKNOWN && theirs != SUY_DAY_UNKNOWN && own > theirs);
}

/* Items that come as a list from above have no place of their own (6.0). */
static void
add_place (const SuyLook *look)
{
  const SuyRecord *after = look->ask->after, *problem = look->ask->partner;
  g_autoptr (SuyRecord) named = problem == NULL ? suy_look_follow (look, after, "problem") : NULL;

  if (named != NULL)
    problem = named;
  if (suy_look_integer (after, "township") != 0 ||
      (problem != NULL && suy_record_get_geometry (problem) != NULL))
    suy_look_set (look, "place_or_township", "known");
}

/* The newest evidence is dated by when it was made, else by when it came into the file. */
static void
add_year (const SuyLook *look)
{
  g_autofree char *newest = NULL;

  for (guint i = 0; i < look->files->len; i++)
    {
      const char *taken = suy_look_text (look->files->pdata[i], "taken_at");
      g_autoptr (GArray) changes =
          taken != NULL ? NULL
                        : suy_store_history (look->workspace->store,
                                             suy_record_get_register (look->files->pdata[i]),
                                             suy_record_get_id (look->files->pdata[i]), NULL);
      g_autoptr (GDateTime) time = NULL;
      g_autofree char *day = g_strdup (taken);

      if (changes != NULL && changes->len > 0)
        {
          time = g_date_time_new_from_unix_utc (
              g_array_index (changes, SuyChange, changes->len - 1).wall / G_USEC_PER_SEC);
          day = g_date_time_format (time, "%F");
        }
      if (day != NULL && g_strcmp0 (day, newest) > 0)
        {
          g_free (newest);
          newest = g_steal_pointer (&day);
        }
    }
  if (newest != NULL)
    suy_look_set (look, "evidence_year",
                  strncmp (newest, look->workspace->today, 4) == 0 ? "current" : "earlier");
}

gboolean
suy_facts_add_plan (const SuyLook *look, GError **error)
{
  g_autoptr (SuyRecord) parent = suy_look_follow (look, look->ask->after, "parent");
  g_autoptr (SuyRecord) milestone = suy_look_follow (look, look->ask->after, "milestone");

  add_deadline (look, parent);
  add_place (look);
  add_year (look);
  suy_look_set_flag (look, "key_milestone", suy_look_integer (milestone, "is_key") != 0);

  return add_copy (look, parent, error);
}
