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
  bureau_assert (&bureau, "rectification_item", item, "start", "today");
  bureau_assert (&bureau, "problem", id, "deadline_original", "today+10");
  bureau_assert_journal (&bureau, "rectification_item", item, "draft");

  /* Returned for wrong duty and assigned to another: the item is the same one. */
  bureau_move (&bureau, "responsible_unit", "problem", id, "return", "duty_dispute=yes",
               "note:not ours", NULL);
  bureau_assert (&bureau, "problem", id, "return_count", "1");
  bureau_move (&bureau, "rectification_office", "problem", id, "assign", "responsible_unit=TOWN2",
               NULL);
  g_assert_cmpint (bureau_find (&bureau, "rectification_item", "problem", id), ==, item);
  bureau_refuse (&bureau, "town2", "problem", id, "return", "no earlier return", "note:again",
                 NULL);
  bureau_close (&bureau);
}

/* The problem leads back too, and is handed in again. */
static void
send_back_by_problem (Bureau *bureau, gint64 id, gint64 item)
{
  bureau_make (bureau, "acceptance", "problem=AJ-YYYY-0001", "org=SUPER", "org_kind=supervising",
               "acceptor=supervising_unit", "accepted_on=today-1", "verdict=fail",
               "defects=gap at the north", NULL);
  bureau_move (bureau, "supervising_unit", "problem", id, "send_back", "note:gap", NULL);
  assert_states (bureau, id, item, "rectifying", "in_progress");
  bureau_assert (bureau, "problem", id, "completed_on", "");
  bureau_assert (bureau, "rectification_item", item, "five_no_release", "");
  bureau_attach (bureau, "problem", id, "before after");
  bureau_move (bureau, "responsible_unit", "problem", id, "submit", "completed_on=today", NULL);
  bureau_attach (bureau, "rectification_item", item, "report");
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "apply",
               "five_no_release=cause;handled;rectified;responsibility;satisfied", NULL);
  bureau_refuse (bureau, "supervising_unit", "problem", id, "send_back", "list of defects",
                 "note:gap", NULL); /* those of the last round do not count */
}

/* A routine plan is made by the assignment; the problem leads and the item follows. */
static gint64
begin_routine (Bureau *bureau, gint64 id)
{
  gint64 item;

  assign (bureau, id);
  item = bureau_find (bureau, "rectification_item", "problem", id);
  bureau_refuse (bureau, "town2", "problem", id, "receive", "acting for the responsible unit",
                 NULL);
  bureau_move (bureau, "responsible_unit", "problem", id, "receive", NULL);
  bureau_refuse (bureau, "responsible_unit", "problem", id, "start", "plan document", NULL);
  bureau_attach (bureau, "rectification_item", item, "plan");
  bureau_set (bureau, "rectification_item", item, "start=today-5", NULL);
  bureau_move (bureau, "responsible_unit", "problem", id, "start", "plan_document=Plan 1", NULL);
  assert_states (bureau, id, item, "rectifying", "planned");
  bureau_assert (bureau, "rectification_item", item, "plan_document", "Plan 1");
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "start", NULL);
  assert_states (bureau, id, item, "rectifying", "in_progress");
  bureau_attach (bureau, "problem", id, "photo");
  bureau_move (bureau, "responsible_unit", "problem", id, "progress", "actual_bp=4000", NULL);
  bureau_assert (bureau, "rectification_item", item, "actual_bp", "4000");
  bureau_refuse (bureau, "responsible_unit", "problem", id, "progress", "a reason for progress",
                 "actual_bp=3000", NULL);

  return item;
}

static void
test_routine_life (void)
{
  Bureau bureau;
  gint64 id, item;

  bureau_open (&bureau);
  id = report (&bureau, "routine");
  item = begin_routine (&bureau, id);
  bureau_refuse (&bureau, "responsible_unit", "problem", id, "submit", "all measures done",
                 "actual_bp=10000", "completed_on=today-1", NULL);
  bureau_set (&bureau, "rectification_item", item, "measures_done=1", "stages_met=1", NULL);
  bureau_attach (&bureau, "problem", id, "before after");
  bureau_refuse (&bureau, "responsible_unit", "problem", id, "submit", "before the assigning",
                 "actual_bp=10000", "completed_on=today-1", NULL);
  bureau_move (&bureau, "responsible_unit", "problem", id, "submit", "actual_bp=10000",
               "completed_on=today", NULL);
  assert_states (&bureau, id, item, "submitted", "completed");
  bureau_assert (&bureau, "rectification_item", item, "completed_at", "today");

  bureau_attach (&bureau, "rectification_item", item, "report");
  bureau_move (&bureau, "responsible_unit", "rectification_item", item, "apply",
               "five_no_release=cause;handled;rectified;responsibility;satisfied", NULL);
  send_back_by_problem (&bureau, id, item);
  bureau_refuse (&bureau, "super_in_town", "problem", id, "accept", "acting for another unit",
                 "accepted_at=today", NULL);
  bureau_refuse (&bureau, "supervising_unit", "problem", id, "accept", "site check",
                 "accepted_at=today", NULL);
  bureau_make (&bureau, "acceptance", "problem=AJ-YYYY-0001", "org=SUPER", "org_kind=supervising",
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
                         "report judge assign receive start progress submit send_back submit "
                         "accept close");
  bureau_assert_journal (&bureau, "rectification_item", item,
                         "draft approve_plan start complete apply send_back complete apply accept "
                         "close");
  bureau_close (&bureau);
}

/* Brings a key problem with two stages to acceptance by the moves of its item. */
static gint64
begin_phased (Bureau *bureau, gint64 id)
{
  gint64 item;

  bureau_move (bureau, "rectification_office", "problem", id, "assign", "lead_unit=LEAD",
               "responsible_unit=TOWN", "responsible_person=unit_head", "supervising_unit=SUPER",
               "goal=No dust", "measure=Cover the heap", "deadline=today+90", "rect_class=phased",
               NULL);
  item = bureau_find (bureau, "rectification_item", "problem", id);
  bureau_refuse (bureau, "rectification_office", "rectification_item", item, "approve_plan",
                 "received by the responsible unit", NULL);
  bureau_move (bureau, "unit_head", "problem", id, "receive", NULL);
  bureau_refuse (bureau, "unit_head", "problem", id, "start", "approved by the office",
                 "plan_document=P", NULL);
  bureau_refuse (bureau, "rectification_office", "rectification_item", item, "approve_plan",
                 "the day of a stage", "plan_document=P", "start=today-10", NULL);
  bureau_attach (bureau, "rectification_item", item, "plan");
  bureau_move (bureau, "rectification_office", "rectification_item", item, "approve_plan",
               "plan_document=P", "start=today-10", "stages=2026-01-01 first;2026-02-01 second",
               NULL);
  assert_states (bureau, id, item, "rectifying", "planned");
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "start", NULL);

  return item;
}

static void
finish_phased (Bureau *bureau, gint64 id, gint64 item)
{
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "meet_stage",
                 "evidence for this stage", "stages_met=1", NULL);
  bureau_attach (bureau, "rectification_item", item, "photo");
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "meet_stage",
                 "earlier stages met first", "stages_met=2", NULL);
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "meet_stage", "stages_met=1",
               NULL);
  assert_states (bureau, id, item, "rectifying", "stage_met");
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "complete",
                 "every stage met", "measures_done=1", "completed_at=today", NULL);
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "next_stage", NULL);
  bureau_attach (bureau, "rectification_item", item, "photo");
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "meet_stage", "stages_met=2",
               NULL);
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "next_stage",
                 "a next stage", NULL);

  /* The problem's own needs hold the item up: no 100 %, no pictures. */
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "complete",
                 "one before-photo", "measures_done=1", "completed_at=today", NULL);
  bureau_attach (bureau, "rectification_item", item, "before after");
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "complete",
                 "progress 100 %", "measures_done=1", "completed_at=today", NULL);
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "complete",
                 "still to come", "actual_bp=10000", "measures_done=1", "completed_at=today+1",
                 NULL);
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "complete",
                 "all measures done", "actual_bp=10000", "completed_at=today", NULL);
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "complete",
               "actual_bp=10000", "measures_done=1", "completed_at=today", NULL);
  assert_states (bureau, id, item, "submitted", "completed");
  bureau_refuse (bureau, "responsible_unit", "rectification_item", item, "apply", "report", NULL);
  bureau_attach (bureau, "rectification_item", item, "report");
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "apply",
               "five_no_release=cause;handled;rectified;responsibility;satisfied", NULL);
}

static void
send_back_once (Bureau *bureau, gint64 id, gint64 item)
{
  g_autofree char *key = bureau_get (bureau, "rectification_item", item, "code");
  g_autofree char *word = g_strconcat ("item=", key, NULL);

  bureau_refuse (bureau, "supervising_unit", "rectification_item", item, "send_back",
                 "list of defects", "note:gaps", NULL);
  bureau_make (bureau, "acceptance", word, "org=SUPER", "org_kind=supervising",
               "acceptor=supervising_unit", "accepted_on=today-1", "verdict=fail",
               "defects=gap at the north;no drain", NULL);
  bureau_move (bureau, "supervising_unit", "rectification_item", item, "send_back",
               "stages=2026-01-01 first;2026-02-01 second", "note:gaps", NULL);
  assert_states (bureau, id, item, "rectifying", "in_progress");
  bureau_assert (bureau, "rectification_item", item, "defect_count", "1");
  bureau_assert (bureau, "problem", id, "defect_count", "1");
  bureau_assert (bureau, "rectification_item", item, "completed_at", "");
  bureau_assert (bureau, "problem", id, "completed_on", "");
}

static void
accept_and_close (Bureau *bureau, gint64 id, gint64 item)
{
  g_autofree char *key = bureau_get (bureau, "rectification_item", item, "code");
  g_autofree char *word = g_strconcat ("item=", key, NULL);

  bureau_attach (bureau, "rectification_item", item, "report");
  bureau_refuse (bureau, "supervising_unit", "rectification_item", item, "accept", "site check",
                 "accepted_at=today", NULL);
  bureau_make (bureau, "acceptance", word, "org=SUPER", "org_kind=supervising",
               "acceptor=supervising_unit", "accepted_on=today", "verdict=pass", "site_check=yes",
               NULL);
  bureau_refuse (bureau, "supervising_unit", "rectification_item", item, "accept", "5 of the 5",
                 "accepted_at=today", "five_no_release=cause;handled", NULL);
  bureau_move (bureau, "supervising_unit", "rectification_item", item, "accept",
               "accepted_at=today", NULL);
  assert_states (bureau, id, item, "accepted", "accepted");

  bureau_attach (bureau, "rectification_item", item, "form");
  bureau_refuse (bureau, "rectification_office", "rectification_item", item, "close",
                 "a closer of the tier", "closed_at=today", NULL);
  bureau_refuse (bureau, "deputy_district_head", "rectification_item", item, "close",
                 "days in the order", "closed_at=today-1", NULL);
  bureau_move (bureau, "deputy_district_head", "rectification_item", item, "close",
               "closed_at=today", NULL);
  assert_states (bureau, id, item, "closed", "closed");
}

static void
look_back_and_rebound (Bureau *bureau, gint64 id, gint64 item)
{
  bureau_move (bureau, "responsible_unit", "rectification_item", item, "consolidate",
               "consolidation=Wet the road daily", "consolidation_check=today+30", NULL);
  assert_states (bureau, id, item, "consolidating", "consolidating");
  bureau_attach (bureau, "rectification_item", item, "report photo");
  bureau_refuse (bureau, "supervising_unit", "rectification_item", item, "look_back",
                 "not the acceptor", "lookback_at=today", NULL);
  bureau_move (bureau, "enforcement_officer", "rectification_item", item, "look_back",
               "lookback_at=today", NULL);
  assert_states (bureau, id, item, "lookback_ok", "lookback_passed");

  bureau_refuse (bureau, "rectification_office", "rectification_item", item, "rebound", "reason",
                 NULL);
  bureau_attach (bureau, "rectification_item", item, "record");
  bureau_move (bureau, "rectification_office", "rectification_item", item, "rebound",
               "note:dust again", NULL);
  assert_states (bureau, id, item, "reopened", "rebounded");
  bureau_assert (bureau, "problem", id, "rebound_count", "1");
  bureau_assert (bureau, "rectification_item", item, "rebound_count", "1");
  bureau_move (bureau, "rectification_office", "rectification_item", item, "resume",
               "deadline=today+30", "note:again", NULL);
  assert_states (bureau, id, item, "rectifying", "in_progress");
  bureau_assert (bureau, "problem", id, "deadline", "today+30");
  bureau_assert (bureau, "problem", id, "deadline_original", "today+90");
  bureau_assert (bureau, "rectification_item", item, "deadline_current", "today+30");
  bureau_assert (bureau, "rectification_item", item, "accepted_at", "");
  bureau_assert (bureau, "rectification_item", item, "start", "today");
  bureau_assert (bureau, "rectification_item", item, "actual_bp", "0");
  bureau_assert (bureau, "problem", id, "actual_bp", "0");
  bureau_assert (bureau, "problem", id, "closed_at", "");
}

static void
test_phased_life (void)
{
  Bureau bureau;
  gint64 id, item;

  bureau_open (&bureau);
  id = report (&bureau, "key");
  item = begin_phased (&bureau, id);
  finish_phased (&bureau, id, item);
  send_back_once (&bureau, id, item);
  bureau_attach (&bureau, "rectification_item", item, "before after photo");
  bureau_move (&bureau, "responsible_unit", "rectification_item", item, "complete",
               "actual_bp=10000", "completed_at=today", NULL);
  bureau_attach (&bureau, "rectification_item", item, "report");
  bureau_move (&bureau, "responsible_unit", "rectification_item", item, "apply",
               "five_no_release=cause;handled;rectified;responsibility;satisfied", NULL);
  accept_and_close (&bureau, id, item);
  look_back_and_rebound (&bureau, id, item);
  bureau_assert_journal (&bureau, "problem", id,
                         "report judge assign receive start submit send_back submit accept close "
                         "consolidate look_back reopen resume");
  bureau_assert_journal (&bureau, "rectification_item", item,
                         "draft approve_plan start meet_stage next_stage meet_stage complete apply "
                         "send_back complete apply accept close consolidate look_back rebound "
                         "resume");
  bureau_close (&bureau);
}

/* Every change names who made it, and in which role. */
static void
assert_logged (Bureau *bureau, const char *reg, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) changes = suy_store_history (suy_workspace_get_store (bureau->workspace),
                                                  bureau_register (bureau, reg), id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, >, 0);
  for (guint i = 0; i < changes->len; i++)
    {
      const SuyChange *change = &g_array_index (changes, SuyChange, i);

      if (change->kind != SUY_CHANGE_INSERT || g_str_equal (change->command_kind, "move"))
        g_assert_nonnull (change->actor);
      if (change->actor != NULL)
        g_assert_cmpstr (change->role, ==, change->actor);
    }
}

/* 50 m and 7 days on either side, the same medium only. */
static void
test_duplicates (void)
{
  static const struct
  {
    const char *place, *found, *medium;
    gboolean near;
  } rows[] = {
    { "@=118.2,27.35045", "found_at=today-13T", "medium=air", TRUE },  /* 49.9 m, 7 days */
    { "@=118.2,27.35046", "found_at=today-13T", "medium=air", FALSE }, /* 51 m */
    { "@=118.2,27.34956", "found_at=today-12T", "medium=air", FALSE }, /* 8 days */
    { "@=118.2,27.35", "found_at=today-20T", "medium=noise", FALSE },
  };
  Bureau bureau;

  bureau_open (&bureau);
  report (&bureau, "routine");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 id = bureau_make (&bureau, "problem", "title=Dust", "source=patrol", rows[i].medium,
                               rows[i].found, "description=Dust", rows[i].place, NULL);
      g_autoptr (GError) error = NULL;

      bureau_attach (&bureau, "problem", id, "photo");
      if (rows[i].near)
        bureau_refuse (&bureau, "grid_inspector", "problem", id, "report", "50 m", NULL);
      else
        bureau_move (&bureau, "grid_inspector", "problem", id, "report", NULL);
      suy_workspace_delete (bureau.workspace, bureau_register (&bureau, "problem"), id, NULL,
                            &error);
      g_assert_no_error (error);
    }
  bureau_close (&bureau);
}

/* A move is never undone, and neither is what went with it; what was closed is not deleted. */
static void
test_undo_and_delete (void)
{
  Bureau bureau;
  g_autoptr (GError) error = NULL;
  gint64 other, id, item;

  bureau_open (&bureau);
  id = report (&bureau, "routine");
  assign (&bureau, id);
  item = bureau_find (&bureau, "rectification_item", "problem", id);
  g_assert_false (suy_workspace_undo (bureau.workspace, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  assert_states (&bureau, id, item, "assigned", "drafted");
  assert_logged (&bureau, "problem", id);
  assert_logged (&bureau, "rectification_item", item);

  bureau_attach (&bureau, "problem", id, "form");
  bureau_move (&bureau, "enforcement_officer", "problem", id, "transfer", "transfer_to=Police",
               "note:crime", NULL);
  assert_states (&bureau, id, item, "transferred", "cancelled");
  assert_logged (&bureau, "rectification_item", item);
  g_assert_false (suy_workspace_delete (bureau.workspace, bureau_register (&bureau, "problem"), id,
                                        NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "cancel it with a reason"));
  g_clear_error (&error);

  /* One that never was closed may go. */
  id = bureau_make (&bureau, "problem", "title=Dust", "source=patrol", "medium=air",
                    "found_at=today-20T", "description=Dust", "@=118.2,27.35", NULL);
  bureau_attach (&bureau, "problem", id, "photo");
  bureau_refuse (&bureau, "grid_inspector", "problem", id, "report", "within 50 m and 7 days",
                 NULL);
  bureau_move (&bureau, "grid_inspector", "problem", id, "report", "duplicate_of=AJ-YYYY-0001",
               NULL);

  /* So does one of which it is written why it is another. */
  other = bureau_make (&bureau, "problem", "title=Dust", "source=patrol", "medium=air",
                       "found_at=today-20T", "description=Dust", "@=118.2,27.35", NULL);
  bureau_attach (&bureau, "problem", other, "photo");
  bureau_refuse (&bureau, "grid_inspector", "problem", other, "report", "within 50 m and 7 days",
                 NULL);
  bureau_move (&bureau, "grid_inspector", "problem", other, "report",
               "distinct_reason=Another heap", NULL);
  suy_workspace_delete (bureau.workspace, bureau_register (&bureau, "problem"), id, NULL, &error);
  g_assert_no_error (error);
  bureau_close (&bureau);
}

/* A case that ends otherwise than by its closing takes its item along, unless the item is a
 * superior's: those it has returned from one unit, and those that others take over. */
static void
test_end_with_item (void)
{
  static const struct
  {
    const char *role, *move, *state, *with;
  } rows[] = {
    { "duty_officer", "reject", "rejected", "say:reporter_told=yes" },
    { "duty_officer", "merge", "merged", "duplicate_of=OTHER" },
    { "enforcement_officer", "transfer", "transferred", "transfer_to=Police" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Bureau bureau;
      gint64 id, item;
      g_autofree char *reason = NULL;

      bureau_open (&bureau);
      id = report (&bureau, "routine");
      assign (&bureau, id);
      item = bureau_find (&bureau, "rectification_item", "problem", id);
      bureau_make (&bureau, "problem", "code=OTHER", "title=Dust", "medium=air", "source=patrol",
                   "found_at=today-20T", "description=Dust", "@=118.25,27.35", NULL);
      bureau_attach (&bureau, "problem", id, "form");
      if (i < 2) /* to be judged again */
        bureau_move (&bureau, "responsible_unit", "problem", id, "return", "note:not ours",
                     "duty_dispute=yes", NULL);
      bureau_set (&bureau, "rectification_item", item, "from_superior=yes", NULL);
      bureau_refuse (&bureau, rows[i].role, "problem", id, rows[i].move,
                     "not from a superior inspection", rows[i].with, "note:because", NULL);
      bureau_set (&bureau, "rectification_item", item, "from_superior=no", NULL);
      bureau_move (&bureau, rows[i].role, "problem", id, rows[i].move, rows[i].with, "note:because",
                   NULL);
      assert_states (&bureau, id, item, rows[i].state, "cancelled");
      reason = bureau_get (&bureau, "rectification_item", item, "cancel_reason");
      g_assert_nonnull (strstr (reason, i < 2 ? "because" : "Police"));
      bureau_close (&bureau);
    }
}

static void
refuse_save (Bureau *bureau, gint64 id, const char *field, const char *value, const char *words)
{
  const SuyRegister *reg = bureau_register (bureau, "problem");
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autoptr (GError) error = NULL;

  suy_record_set_id (record, id);
  suy_record_set_text (record, field, value);
  g_assert_false (suy_workspace_save (bureau->workspace, record, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

/* G-2 and G-5 hold for edits too. */
static void
test_guarded_edits (void)
{
  Bureau bureau;
  g_autofree char *tomorrow = NULL, *today = NULL, *earlier = NULL;
  gint64 id;

  bureau_open (&bureau);
  tomorrow = bureau_day (&bureau, 1);
  today = bureau_day (&bureau, 0);
  earlier = bureau_day (&bureau, -30);
  id = report (&bureau, "routine");
  bureau_set (&bureau, "problem", id, "deadline=today+5", NULL); /* a draft still */
  assign (&bureau, id);
  refuse_save (&bureau, id, "deadline", tomorrow, "Apply for an extension");
  refuse_save (&bureau, id, "deadline_original", tomorrow, "Apply for an extension");
  refuse_save (&bureau, id, "completed_on", tomorrow, "still to come");
  refuse_save (&bureau, id, "completed_on", earlier, "before a day that it follows");
  bureau_set (&bureau, "problem", id, "completed_on=today", NULL);
  bureau_assert (&bureau, "problem", id, "completed_on", today);
  bureau_close (&bureau);
}

/* Two problems are judged in one command. */
static void
test_batch (void)
{
  static const SuyMoveWish judge = { .move = "judge" };
  Bureau bureau;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  g_autoptr (GError) error = NULL;
  gint64 ids[2];

  bureau_open (&bureau);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *place = g_strdup_printf ("@=118.2,27.%u", 35 + i);

      ids[i] = bureau_make (&bureau, "problem", "title=Dust", "source=patrol", "medium=air",
                            "found_at=today-20T", "description=Dust", place, "cause=x",
                            "severity_tier=routine", NULL);
      bureau_attach (&bureau, "problem", ids[i], "photo");
      bureau_move (&bureau, "grid_inspector", "problem", ids[i], "report", NULL);
      g_ptr_array_add (all, suy_record_new (bureau_register (&bureau, "problem")));
      suy_record_set_id (all->pdata[i], ids[i]);
    }
  bureau_act_as (&bureau, "duty_officer");
  suy_workspace_move_all (bureau.workspace, all, &judge, &error);
  g_assert_no_error (error);
  bureau_assert (&bureau, "problem", ids[1], "state", "judged");
  g_clear_pointer (&all, g_ptr_array_unref);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/problem/assign/item", test_assign);
  g_test_add_func ("/workspace/problem/life/routine", test_routine_life);
  g_test_add_func ("/workspace/problem/life/phased", test_phased_life);
  g_test_add_func ("/workspace/problem/undo-and-delete", test_undo_and_delete);
  g_test_add_func ("/workspace/problem/ends/with-item", test_end_with_item);
  g_test_add_func ("/workspace/problem/edits/guarded", test_guarded_edits);
  g_test_add_func ("/workspace/problem/batch", test_batch);
  g_test_add_func ("/workspace/problem/duplicates", test_duplicates);

  return g_test_run ();
}
