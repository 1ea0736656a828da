/* test-life-problem.c: a problem and its item from the finding to the look-back and the rebound
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-error.h"

static gint64
report (Bureau *bureau, const char *tier)
{
  g_autofree char *word = g_strconcat ("severity_tier=", tier, NULL);
  gint64 id = bureau_make (bureau, "problem", "title=Dust", "source=patrol", "medium=air",
                           "found_at=today-20T", "description=Dust at the yard", "@=118.2,27.35",
                           "township=T1", NULL);

  bureau_refuse (bureau, "grid_inspector", "problem", id, "report", "one piece of evidence", NULL);
  bureau_attach (bureau, "problem", id, "photo");
  bureau_move (bureau, "grid_inspector", "problem", id, "report", NULL);
  bureau_move (bureau, "duty_officer", "problem", id, "judge", word, "cause=Open heap", NULL);

  return id;
}

static void
assign (Bureau *bureau, gint64 id)
{
  bureau_move (bureau, "rectification_office", "problem", id, "assign", "lead_unit=LEAD",
               "responsible_unit=TOWN", "responsible_person=unit_head", "supervising_unit=SUPER",
               "goal=No dust", "measure=Cover the heap", "deadline=today+10",
               "rect_class=immediate", NULL);
}

static void
assert_states (Bureau *bureau, gint64 problem, gint64 item, const char *ps, const char *is)
{
  bureau_assert (bureau, "problem", problem, "state", ps);
  bureau_assert (bureau, "rectification_item", item, "state", is);
}

/* The item gets everything that the assignment says, once. */
static void
test_assign (void)
{
  Bureau bureau;
  gint64 id, item;

  bureau_open (&bureau);
  id = report (&bureau, "routine");
  assign (&bureau, id);
  item = bureau_find (&bureau, "rectification_item", "problem", id);
  assert_states (&bureau, id, item, "assigned", "drafted");
  bureau_assert (&bureau, "rectification_item", item, "title", "Dust");
  bureau_assert (&bureau, "rectification_item", item, "category", "air");
  bureau_assert (&bureau, "rectification_item", item, "goal", "No dust");
  bureau_assert (&bureau, "rectification_item", item, "measures", "[\"Cover the heap\"]");
  bureau_assert (&bureau, "rectification_item", item, "deadline", "today+10");
  bureau_assert (&bureau, "rectification_item", item, "deadline_original", "today+10");
  bureau_assert (&bureau, "problem", id, "deadline_original", "today+10");
  bureau_assert_journal (&bureau, "rectification_item", item, "draft");

  /* Returned for wrong duty and assigned to another: the item is the same one. */
  bureau_move (&bureau, "responsible_unit", "problem", id, "return", "note:not ours", NULL);
  bureau_assert (&bureau, "problem", id, "return_count", "1");
  bureau_move (&bureau, "rectification_office", "problem", id, "assign", "responsible_unit=TOWN2",
               NULL);
  g_assert_cmpint (bureau_find (&bureau, "rectification_item", "problem", id), ==, item);
  bureau_refuse (&bureau, "town2", "problem", id, "return", "no earlier return", "note:again",
                 NULL);
  bureau_close (&bureau);
}

/* A routine plan is made by the assignment; the problem leads and the item follows. */
static void
test_routine_life (void)
{
  Bureau bureau;
  gint64 id, item;

  bureau_open (&bureau);
  id = report (&bureau, "routine");
  assign (&bureau, id);
  item = bureau_find (&bureau, "rectification_item", "problem", id);
  bureau_refuse (&bureau, "town2", "problem", id, "receive", "acting for the responsible unit",
                 NULL);
  bureau_move (&bureau, "responsible_unit", "problem", id, "receive", NULL);
  bureau_refuse (&bureau, "responsible_unit", "problem", id, "start", "plan document", NULL);
  bureau_attach (&bureau, "rectification_item", item, "plan");
  bureau_set (&bureau, "rectification_item", item, "start=today-5", NULL);
  bureau_move (&bureau, "responsible_unit", "problem", id, "start", "plan_document=Plan 1", NULL);
  assert_states (&bureau, id, item, "rectifying", "planned");
  bureau_assert (&bureau, "rectification_item", item, "plan_document", "Plan 1");
  bureau_move (&bureau, "responsible_unit", "rectification_item", item, "start", NULL);
  assert_states (&bureau, id, item, "rectifying", "in_progress");
  bureau_attach (&bureau, "problem", id, "photo");
  bureau_move (&bureau, "responsible_unit", "problem", id, "progress", "actual_bp=4000", NULL);
  bureau_assert (&bureau, "rectification_item", item, "actual_bp", "4000");
  bureau_refuse (&bureau, "responsible_unit", "problem", id, "progress", "a reason for progress",
                 "actual_bp=3000", NULL);

  bureau_refuse (&bureau, "responsible_unit", "problem", id, "submit", "all measures done",
                 "actual_bp=10000", "completed_on=today-1", NULL);
  bureau_set (&bureau, "rectification_item", item, "measures_done=1", "stages_met=1", NULL);
  bureau_attach (&bureau, "problem", id, "before after");
  bureau_move (&bureau, "responsible_unit", "problem", id, "submit", "actual_bp=10000",
               "completed_on=today-1", NULL);
  assert_states (&bureau, id, item, "submitted", "completed");
  bureau_assert (&bureau, "rectification_item", item, "completed_at", "today-1");

  bureau_attach (&bureau, "rectification_item", item, "report");
  bureau_move (&bureau, "responsible_unit", "rectification_item", item, "apply",
               "five_no_release=cause;handled;rectified;responsibility;satisfied", NULL);
  bureau_refuse (&bureau, "super_in_town", "problem", id, "accept", "acting for another unit",
                 "accepted_at=today", NULL);
  bureau_refuse (&bureau, "supervising_unit", "problem", id, "accept", "site check",
                 "accepted_at=today", NULL);
  bureau_make (&bureau, "acceptance", "problem=AJ-2026-0001", "org=SUPER", "org_kind=supervising",
               "acceptor=supervising_unit", "accepted_on=today", "verdict=pass", "site_check=yes",
               "report=Fine", NULL);
  bureau_attach (&bureau, "problem", id, "report");
  bureau_move (&bureau, "supervising_unit", "problem", id, "accept", "accepted_at=today", NULL);
  assert_states (&bureau, id, item, "accepted", "accepted");

  bureau_attach (&bureau, "rectification_item", item, "form");
  bureau_move (&bureau, "duty_officer", "problem", id, "close", "closed_at=today", NULL);
  assert_states (&bureau, id, item, "closed", "closed");
  bureau_assert (&bureau, "rectification_item", item, "closed_at", "today");
  bureau_assert_journal (&bureau, "problem", id,
                         "report judge assign receive start progress submit accept close");
  bureau_assert_journal (&bureau, "rectification_item", item,
                         "draft approve_plan start complete apply accept close");
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/problem/assign/item", test_assign);
  g_test_add_func ("/workspace/problem/life/routine", test_routine_life);

  return g_test_run ();
}
