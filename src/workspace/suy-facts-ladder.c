/* suy-facts-ladder.c: which rung of the overdue ladder may be climbed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: W-5 (004 #19; 001-5, 001-3 五(二)); 2.16. */

#include "config.h"

#include "suy-facts-private.h"
#include "suy-schedule.h"

/* Kinds of the records that prove a rung. */
static const char *const records[SUY_N_RUNGS] = {
  NULL, "remind", "supervise", "interview", "listed_supervision", "accountability",
};

static SuyRung
find_rung (const SuyRecord *record, const char *field)
{
  const char *name = suy_look_text (record, field);

  for (guint i = 1; name != NULL && i < SUY_N_RUNGS; i++)
    if (g_str_equal (suy_rung_get_name ((SuyRung) i), name))
      return (SuyRung) i;

  return SUY_RUNG_NONE;
}

static int
lag_of (const SuyLook *look, gint64 start, gint64 deadline)
{
  const SuySchedule schedule = { .start = start,
                                 .due = deadline,
                                 .actual_bp = suy_look_integer (look->ask->after, "actual_bp") };
  SuyLag lag = { 0 };

  suy_schedule_get_lag (&schedule, look->today, &lag);

  return lag.lag_bp;
}

/* What the ladder asks for.  Records of rungs above the one that it stands on are left out: they do
 * not make a rung due, they are what is asked for when it is. */
static SuyLadderFacts
facts_of (const SuyLook *look, SuyRung from, gint64 deadline)
{
  const SuyRecord *item = suy_look_item (look) != NULL ? suy_look_item (look) : look->ask->after;
  gint64 start = suy_look_day (item, "start"), day = suy_look_day (item, "progress_on");
  SuyLadderFacts facts = { .due = deadline };

  facts.start = MIN (start == SUY_DAY_UNKNOWN ? look->today : start, deadline);
  facts.lag_bp = lag_of (look, facts.start, deadline);
  facts.progress_day = day == SUY_DAY_UNKNOWN ? facts.start : MAX (day, facts.start);
  facts.accepted = suy_look_text (look->ask->after, "accepted_at") != NULL;
  facts.grave = suy_look_integer (suy_look_problem (look), "serious_consequence") != 0;
  facts.listed_day = look->today;
  for (guint i = 1; i <= (guint) from; i++)
    facts.records[i] = 1;

  return facts;
}

/* FALSE: without a deadline nothing is due. */
static gboolean
read_ladder (const SuyLook *look, const SuyLadderRules *rules, SuyRung from, SuyLadder *ladder)
{
  const SuyRecord *item = suy_look_item (look) != NULL ? suy_look_item (look) : look->ask->after;
  gint64 deadline = suy_look_deadline (item);
  SuyLadderFacts facts;

  if (deadline == SUY_DAY_UNKNOWN)
    return FALSE;
  facts = facts_of (look, from, deadline);
  suy_ladder_read (rules, &facts, look->today, ladder);

  return TRUE;
}

/* Above, with nothing between that is due now and has no record, since a step whose condition does
 * not hold is none to be skipped; an order and an interview are two ways of one step. */
static gboolean
is_next (const SuyLadder *ladder, SuyRung from, SuyRung to)
{
  SuyRung lowest = ladder->next == SUY_RUNG_SUPERVISED ? SUY_RUNG_INTERVIEWED : ladder->next;

  return to == from + 1 || (to > from && (ladder->next <= from || to <= lowest));
}

/* What was due once stays so (W-5: monotone), although its reason may have gone by now. */
static gboolean
is_due (const SuyLook *look, const SuyLadder *ladder, SuyRung to)
{
  const SuyRecord *item = suy_look_item (look) != NULL ? suy_look_item (look) : look->ask->after;
  gboolean accepted = suy_look_text (look->ask->after, "accepted_at") != NULL;
  SuyRung due = accepted ? ladder->due : MAX (ladder->due, find_rung (item, "rung_due"));

  return to <= due || (to == SUY_RUNG_INTERVIEWED && due == SUY_RUNG_SUPERVISED);
}

/* An order or a record of the rung's kind, about the problem or its item, of this round. */
static gboolean
find_record (const SuyLook *look, SuyRung rung, gboolean *found, GError **error)
{
  const SuyRecord *ends[] = { suy_look_problem (look), suy_look_item (look) };
  static const char *const links[] = { "problem", "item" };
  gint64 start = suy_look_day (suy_look_item (look), "start");

  *found = FALSE;
  for (guint i = 0; records[rung] != NULL && i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GPtrArray) rows =
          suy_look_linked (look, "action_record", links[i],
                           ends[i] == NULL ? 0 : suy_record_get_id (ends[i]), error);

      if (rows == NULL)
        return FALSE;
      for (guint k = 0; k < rows->len; k++)
        *found |= suy_look_is (rows->pdata[k], "kind", records[rung]) &&
                  suy_look_day (rows->pdata[k], "issued_on") <= look->today &&
                  suy_look_day (rows->pdata[k], "issued_on") >= start;
    }

  return TRUE;
}

gboolean
suy_facts_add_ladder (const SuyLook *look, GError **error)
{
  const SuyLadderRules *rules = suy_schedule_get_rules (error);
  SuyRung from = find_rung (look->ask->before, "escalation");
  SuyRung to = find_rung (look->ask->after, "escalation");
  SuyRung asked = to == from ? MIN (from + 1, SUY_RUNG_ACCOUNTABILITY) : to;
  SuyLadder ladder = { 0 };
  gboolean found, known;

  if (rules == NULL || !find_record (look, asked, &found, error))
    return FALSE;
  known = read_ladder (look, rules, from, &ladder);
  suy_look_set (look, "rung", to == from ? "same" : is_next (&ladder, from, to) ? "next" : "other");
  suy_look_set_flag (look, "rung_due", known && is_due (look, &ladder, asked));
  suy_look_set (look, "rung_record", found ? "present" : "missing");

  return TRUE;
}
