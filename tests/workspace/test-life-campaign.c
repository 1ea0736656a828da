/* test-life-campaign.c: campaigns, clues and lines of a department's own look-back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-error.h"

static gint64
make_problem (Bureau *bureau, const char *campaign, const char *place)
{
  g_autofree char *link = g_strconcat ("campaign=", campaign, NULL);
  gint64 id =
      bureau_make (bureau, "problem", "title=Dust", "source=self_found", "medium=air",
                   "found_at=today-20T", "description=Dust", "township=T1", place, link, NULL);

  bureau_attach (bureau, "problem", id, "photo");
  bureau_move (bureau, "enforcement_officer", "problem", id, "report", NULL);

  return id;
}

/* What is found under a campaign keeps it open, and so do its parts. */
static void
test_campaign (void)
{
  Bureau bureau;
  gint64 whole, part, problem;

  bureau_open (&bureau);
  whole = bureau_make (&bureau, "campaign", "code=C", "name=Green Sword", "kind=special",
                       "from_date=today-30", NULL);
  bureau_refuse (&bureau, "hq_clerk", "campaign", whole, "plan", "lead unit", NULL);
  bureau_move (&bureau, "hq_clerk", "campaign", whole, "plan", "lead_unit=LEAD", NULL);
  bureau_refuse (&bureau, "grid_inspector", "campaign", whole, "start", "role", NULL);
  bureau_move (&bureau, "bureau_leader", "campaign", whole, "start", NULL);
  part = bureau_make (&bureau, "campaign", "code=C1", "name=Air", "kind=special", "parent=C",
                      "from_date=today-30", "lead_unit=LEAD", NULL);
  bureau_move (&bureau, "hq_clerk", "campaign", part, "plan", NULL);
  bureau_move (&bureau, "bureau_leader", "campaign", part, "start", NULL);
  problem = make_problem (&bureau, "C1", "@=118.2,27.35");

  bureau_refuse (&bureau, "hq_clerk", "campaign", part, "close", "no open problem", "report=Done",
                 "to_date=today", NULL);
  bureau_refuse (&bureau, "hq_clerk", "campaign", whole, "close", "no open part", "report=Done",
                 "to_date=today", NULL);
  bureau_move (&bureau, "duty_officer", "problem", problem, "reject", "note:no",
               "say:reporter_told=yes", NULL);
  bureau_refuse (&bureau, "hq_clerk", "campaign", part, "close", "closing report", "to_date=today",
                 NULL);
  bureau_refuse (&bureau, "hq_clerk", "campaign", part, "close", "not in the future", "report=Done",
                 "to_date=today+1", NULL);
  bureau_move (&bureau, "hq_clerk", "campaign", part, "close", "report=Done", "to_date=today",
               NULL);
  bureau_move (&bureau, "hq_clerk", "campaign", whole, "close", "report=Done", "to_date=today",
               NULL);
  bureau_assert_journal (&bureau, "campaign", whole, "plan start close");
  bureau_close (&bureau);
}

/* S-040: a weather warning has its level, and is not lifted with an open problem. */
static void
test_weather (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  id = bureau_make (&bureau, "campaign", "code=W", "name=Smog", "kind=weather", "from_date=today-2",
                    "lead_unit=LEAD", NULL);
  bureau_refuse (&bureau, "duty_officer", "campaign", id, "plan", "level of the warning", NULL);
  bureau_move (&bureau, "duty_officer", "campaign", id, "plan", "weather_level=heavy", NULL);
  bureau_move (&bureau, "duty_officer", "campaign", id, "start", NULL);
  make_problem (&bureau, "W", "@=118.2,27.35");
  bureau_refuse (&bureau, "hq_clerk", "campaign", id, "close", "no open problem", "report=Lifted",
                 "to_date=today", NULL);
  bureau_close (&bureau);
}

/* From the anomaly to the archive; a unit answers for what was handed to it alone. */
static void
test_clue (void)
{
  Bureau bureau;
  gint64 id, problem;
  g_autofree char *link = NULL;

  bureau_open (&bureau);
  id =
      bureau_make (&bureau, "clue", "code=X1", "title=Power on, scrubber off", "kind=fraud",
                   "rule=treatment_off", "found_at=today-3T", "township=T1", "@=118.2,27.35", NULL);
  bureau_attach (&bureau, "clue", id, "record");
  bureau_move (&bureau, "info_check_officer", "clue", id, "find", NULL);
  bureau_refuse (&bureau, "info_check_officer", "clue", id, "analyse", "analysis",
                 "analyst=info_check_officer", NULL);
  bureau_move (&bureau, "info_check_officer", "clue", id, "analyse", "analyst=info_check_officer",
               "verdict=Doubtful", NULL);
  bureau_refuse (&bureau, "info_check_officer", "clue", id, "hand_over", "not before the finding",
                 "handed_to=TOWN", "handed_at=today-4T", NULL);
  bureau_move (&bureau, "info_check_officer", "clue", id, "hand_over", "handed_to=TOWN",
               "handed_at=today-2T", NULL);
  bureau_refuse (&bureau, "town2", "clue", id, "feed_back", "the one that it was handed to",
                 "result=Off", "confirmed=yes", "checked_at=today-1T", NULL);
  bureau_move (&bureau, "unit_head", "clue", id, "feed_back", "result=Off", "confirmed=yes",
               "checked_at=today-1T", "say:problem=new", "say:medium=air", NULL);
  link = bureau_get (&bureau, "clue", id, "problem");
  problem = g_ascii_strtoll (link, NULL, 10);
  bureau_assert (&bureau, "problem", problem, "source", "monitoring");
  bureau_assert (&bureau, "problem", problem, "title", "Power on, scrubber off");
  bureau_move (&bureau, "info_check_officer", "clue", id, "archive", NULL);
  bureau_assert (&bureau, "clue", id, "state", "archived");
  bureau_close (&bureau);
}

/* A routine case from its finding to its closing. */
static gint64
make_closed (Bureau *bureau, gint64 *item)
{
  gint64 id = make_problem (bureau, "C", "@=118.2,27.35");
  g_autofree char *code = bureau_get (bureau, "problem", id, "code");
  g_autofree char *link = g_strconcat ("problem=", code, NULL);

  bureau_move (bureau, "duty_officer", "problem", id, "judge", "severity_tier=routine",
               "cause=Open heap", NULL);
  bureau_move (bureau, "rectification_office", "problem", id, "assign", "lead_unit=LEAD",
               "responsible_unit=TOWN", "responsible_person=unit_head", "supervising_unit=SUPER",
               "goal=No dust", "measure=Cover the heap", "deadline=today+10",
               "rect_class=immediate", NULL);
  *item = bureau_find (bureau, "rectification_item", "problem", id);
  bureau_move (bureau, "responsible_unit", "problem", id, "receive", NULL);
  bureau_attach (bureau, "rectification_item", *item, "plan");
  bureau_move (bureau, "responsible_unit", "problem", id, "start", "plan_document=Plan", NULL);
  bureau_set (bureau, "rectification_item", *item, "measures_done=1", "stages_met=1", NULL);
  bureau_attach (bureau, "problem", id, "before after");
  bureau_move (bureau, "responsible_unit", "problem", id, "submit", "actual_bp=10000",
               "completed_on=today", NULL);
  bureau_attach (bureau, "rectification_item", *item, "report");
  bureau_move (bureau, "responsible_unit", "rectification_item", *item, "apply",
               "five_no_release=cause;handled;rectified;responsibility;satisfied", NULL);
  bureau_make (bureau, "acceptance", link, "org=SUPER", "org_kind=supervising",
               "acceptor=supervising_unit", "accepted_on=today", "verdict=pass", "site_check=yes",
               "report=Fine", NULL);
  bureau_attach (bureau, "problem", id, "report");
  bureau_move (bureau, "supervising_unit", "problem", id, "accept", "accepted_at=today", NULL);
  bureau_attach (bureau, "rectification_item", *item, "form");
  bureau_move (bureau, "duty_officer", "problem", id, "close", "closed_at=today", NULL);

  return id;
}

static gint64
make_line (Bureau *bureau, const char *item)
{
  g_autofree char *link = g_strconcat ("item=", item, NULL);
  gint64 id = bureau_make (bureau, "lookback_line", "requirement=No chemistry within 1 km",
                           "topic=approval", "department=LEAD", "year=2026", link, NULL);

  bureau_move (bureau, "rectification_office", "lookback_line", id, "list", NULL);
  bureau_refuse (bureau, "rectification_office", "lookback_line", id, "fail", "evidence",
                 "finding=A new kiln", "checked_on=today", NULL);
  bureau_attach (bureau, "lookback_line", id, "photo");

  return id;
}

/* S-061: a line that failed reopens the item and its case, in the same command; an item that is
 * worked on already stays as it is. */
static void
test_line (void)
{
  Bureau bureau;
  gint64 problem, item, id, busy;
  g_autofree char *code = NULL;

  bureau_open (&bureau);
  bureau_make (&bureau, "campaign", "code=C", "name=C", "kind=special", "from_date=today", NULL);
  problem = make_closed (&bureau, &item);
  code = bureau_get (&bureau, "rectification_item", item, "code");
  id = make_line (&bureau, code);
  bureau_refuse (&bureau, "rectification_office", "lookback_line", id, "fail", "finding",
                 "checked_on=today", NULL);
  bureau_move (&bureau, "rectification_office", "lookback_line", id, "fail", "finding=A new kiln",
               "checked_on=today", NULL);
  bureau_assert (&bureau, "rectification_item", item, "state", "rebounded");
  bureau_assert (&bureau, "rectification_item", item, "rebound_count", "1");
  bureau_assert (&bureau, "problem", problem, "state", "reopened");

  busy = make_line (&bureau, code);
  bureau_move (&bureau, "rectification_office", "lookback_line", busy, "fail", "finding=Again",
               "checked_on=today", NULL);
  bureau_assert (&bureau, "rectification_item", item, "rebound_count", "1");

  id = make_line (&bureau, code);
  bureau_move (&bureau, "enforcement_officer", "lookback_line", id, "pass", "finding=Clean",
               "checked_on=today", NULL);
  bureau_assert (&bureau, "lookback_line", id, "state", "passed");
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/campaign/life", test_campaign);
  g_test_add_func ("/workspace/campaign/weather", test_weather);
  g_test_add_func ("/workspace/clue/life", test_clue);
  g_test_add_func ("/workspace/lookback-line/life", test_line);

  return g_test_run ();
}
