/* suy-facts-item.c: measures, stages and rank of an item, asked for by the item and by its problem
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.2, 6.3; 001-2, 001-3 二(二), 002-1 四(一). */

#include "config.h"

#include <string.h>

#include "suy-date.h"
#include "suy-deadline.h"
#include "suy-facts-private.h"
#include "suy-tiers.h"

#define DATE_LENGTH 10 /* of "2026-12-31" */

const SuyRecord *
suy_look_item (const SuyLook *look)
{
  return g_str_equal (look->reg->name, "problem") ? look->ask->partner : look->ask->after;
}

const SuyRecord *
suy_look_problem (const SuyLook *look)
{
  return g_str_equal (look->reg->name, "problem") ? look->ask->after : look->ask->partner;
}

gint64
suy_look_deadline (const SuyRecord *record)
{
  return record == NULL ? SUY_DAY_UNKNOWN : suy_look_day_of (suy_deadline_get (record));
}

/* A stage is "2026-12-31 text"; SUY_DAY_UNKNOWN where it does not begin with a day. */
static gint64
day_of_stage (const char *stage)
{
  g_autofree char *day = g_strndup (stage, DATE_LENGTH);

  return suy_look_day_of (day);
}

static void
add_stages (const SuyLook *look, const SuyRecord *item)
{
  g_auto (GStrv) stages = suy_look_list (item, "stages");
  gint64 n = (gint64) g_strv_length (stages), met = suy_look_integer (item, "stages_met");
  gint64 before =
      item == look->ask->after ? suy_look_integer (look->ask->before, "stages_met") : met;
  gint64 deadline = suy_look_deadline (item), dated = 0, to_come = 0;
  gboolean within = TRUE;

  for (gint64 i = 0; i < n; i++)
    {
      gint64 day = day_of_stage (stages[i]);

      dated += day != SUY_DAY_UNKNOWN;
      to_come += day != SUY_DAY_UNKNOWN && day > look->today;
      within &= i < met || day == SUY_DAY_UNKNOWN || deadline == SUY_DAY_UNKNOWN || day <= deadline;
    }
  suy_look_set_count (look, "stages_open", n - met);
  suy_look_set_count (look, "stages_left", n - met);
  suy_look_set_count (look, "nodes_open", MAX (n - met, to_come));
  suy_look_set_count (look, "earlier_stages_open", met - before - 1);
  suy_look_set_count (look, "dated_stages", dated);
  suy_look_set_flag (look, "stage_date_in_deadline", within);
  suy_look_set (look, "stage_evidence", g_hash_table_lookup (look->facts, "new_evidence"));
}

static int
year_of (gint64 day)
{
  GDate date;

  g_date_set_julian (&date, (guint32) (day + 719163)); /* 719163: 1970-01-01 */

  return g_date_get_year (&date);
}

/* Long-term work has a node in each year (6.3, drafted to planned). */
static void
add_years (const SuyLook *look, const SuyRecord *item)
{
  g_auto (GStrv) stages = suy_look_list (item, "stages");
  gint64 start = suy_look_day (item, "start"), end = suy_look_deadline (item);
  guint n = 0;

  if (end == SUY_DAY_UNKNOWN)
    return;
  for (int year = year_of (start == SUY_DAY_UNKNOWN ? look->today : start); year <= year_of (end);
       year++)
    {
      gboolean found = FALSE;

      for (guint i = 0; stages[i] != NULL; i++)
        found |= day_of_stage (stages[i]) != SUY_DAY_UNKNOWN &&
                 year_of (day_of_stage (stages[i])) == year;
      n += !found;
    }
  suy_look_set_count (look, "years_without_node", n);
}

static void
add_measures (const SuyLook *look, const SuyRecord *item)
{
  g_auto (GStrv) measures = suy_look_list (item, "measures");

  suy_look_set_count (look, "measures_open",
                      (gint64) g_strv_length (measures) - suy_look_integer (item, "measures_done"));
}

/* A list counts where it is kept, else where its partner keeps it. */
static void
add_release (const SuyLook *look)
{
  g_auto (GStrv) own = suy_look_list (look->ask->after, "five_no_release");
  g_auto (GStrv) other = suy_look_list (look->ask->partner, "five_no_release");

  suy_look_set_count (look, "five_no_release",
                      *own != NULL ? g_strv_length (own) : g_strv_length (other));
}

/* ---- rank ---- */

SuyTiers *
suy_facts_get_tiers (void)
{
  static SuyTiers *tiers;

  if (tiers == NULL)
    tiers = suy_tiers_new_builtin (NULL);

  return tiers;
}

static void
add_rank (const SuyLook *look)
{
  const char *severity = suy_look_text (suy_look_problem (look), "severity_tier");
  int needed;

  if (severity == NULL)
    severity = "routine";
  suy_look_set (look, "severity", severity);
  needed = suy_tiers_get_needed (suy_facts_get_tiers (), "close", severity);
  suy_look_set_flag (look, "tier_may_close",
                     needed != SUY_TIER_UNKNOWN &&
                         suy_tiers_get (suy_facts_get_tiers (), look->ask->actor->role) >= needed);
}

/* ---- enforcement ---- */

static gboolean
share_a_text (GStrv a, GStrv b)
{
  for (guint i = 0; a[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) b, a[i]))
      return TRUE;

  return FALSE;
}

/* A penalty runs beside the rectification and does not hold it up (6.0); what does is a case one of
 * whose measures is a measure of the item too (6.3, accepted to closed). */
static gboolean
add_enforcement (const SuyLook *look, const SuyRecord *item, GError **error)
{
  const SuyRecord *problem = suy_look_problem (look);
  g_autoptr (GPtrArray) cases =
      suy_look_linked (look, "enforcement_case", "problem",
                       problem == NULL ? 0 : suy_record_get_id (problem), error);
  g_auto (GStrv) measures = suy_look_list (item, "measures");
  guint n = 0;

  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    {
      g_auto (GStrv) theirs = suy_look_list (cases->pdata[i], "measures");

      n += !suy_look_is (cases->pdata[i], "state", "executed") &&
           !suy_look_is (cases->pdata[i], "state", "closed") && share_a_text (measures, theirs);
    }
  suy_look_set_count (look, "enforcement_open", n);

  return TRUE;
}

/* The day of the last assignment stands in the journal of the problem. */
static gboolean
add_assignment (const SuyLook *look, GError **error)
{
  const SuyRecord *problem = suy_look_problem (look);
  gint64 done = suy_look_day (
      look->ask->after,
      suy_register_find (look->reg, "completed_on") != NULL ? "completed_on" : "completed_at");
  gint64 assigned = SUY_DAY_UNKNOWN;
  g_autoptr (GPtrArray) rows = NULL;

  if (problem == look->ask->after)
    rows = g_ptr_array_ref (look->journal);
  else if (problem != NULL && suy_record_get_id (problem) != 0)
    rows = suy_workspace_get_journal (look->workspace, suy_record_get_register (problem),
                                      suy_record_get_id (problem), error);
  if (rows == NULL && problem != NULL && suy_record_get_id (problem) != 0)
    return FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (suy_look_is (rows->pdata[i], "move", "assign"))
      assigned = suy_look_day (rows->pdata[i], "at");
  suy_look_set_flag (look, "completed_before_assigned",
                     done != SUY_DAY_UNKNOWN && assigned != SUY_DAY_UNKNOWN && done < assigned);

  return TRUE;
}

/* A problem that has no item, as files from before they had one, has one measure and no stage. */
static void
add_without_item (const SuyLook *look)
{
  suy_look_set_count (look, "measures_open",
                      suy_look_integer (look->ask->after, "actual_bp") < 10000);
  suy_look_set_count (look, "stages_open", 0);
}

gboolean
suy_facts_add_item (const SuyLook *look, GError **error)
{
  const SuyRecord *item = suy_look_item (look);

  add_release (look);
  add_rank (look);
  if (item == NULL)
    add_without_item (look);
  else
    {
      add_stages (look, item);
      add_years (look, item);
      add_measures (look, item);
    }

  return add_assignment (look, error) && (item == NULL || add_enforcement (look, item, error));
}
