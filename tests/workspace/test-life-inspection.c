/* test-life-inspection.c: inspections and complaints, and the problems that they give rise to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-error.h"

static void
add_firm (Bureau *bureau)
{
  bureau_make (bureau, "enterprise", "code=E1", "name=Mill", "industry=paper", "township=T1",
               "contact=Zhang", "phone=123", "@=118.2,27.35", NULL);
  bureau_make (bureau, "outfall", "code=O1", "name=Pipe", "kind=industrial", "enterprise=E1",
               "@=118.1001,27.35", NULL);
}

static gint64
plan (Bureau *bureau, const char *kind)
{
  g_autofree char *word = g_strconcat ("kind=", kind, NULL);
  gint64 id = bureau_make (bureau, "inspection", "name=Mill check", word, "township=T1", NULL);

  bureau_move (bureau, "hq_clerk", "inspection", id, "plan", NULL);

  return id;
}

/* Who may be sent: somebody, two for enforcement, none with an interest, none from the township. */
static void
test_officers (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  add_firm (&bureau);
  bureau_make (&bureau, "person", "code=relative", "name=Zhang", "role=enforcement_officer",
               "unit=OFFICE", "phone=123", NULL);
  bureau_make (&bureau, "person", "code=local", "name=local", "role=enforcement_officer",
               "unit=OFFICE", "township=T1", NULL);
  id = plan (&bureau, "cross_township");
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "assign", "an object to inspect",
                 "due=today+5", "officers=officer2;officer3", NULL);
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "assign", "one officer", "due=today+5",
                 "outfall=O1", NULL);
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "assign", "two officers", "due=today+5",
                 "outfall=O1", "officers=officer2", NULL);
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "assign", "two officers", "due=today+5",
                 "outfall=O1", "officers=officer2;officer2", NULL);
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "assign", "no officer with an interest",
                 "due=today+5", "enterprise=E1", "officers=officer2;relative", NULL);
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "assign", "no officer with an interest",
                 "due=today+5", "object_unit=OFFICE", "officers=officer2;officer3", NULL);
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "assign", "no officer with an interest",
                 "due=today+5", "outfall=O1", "officers=officer2;nobody", NULL);
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "assign", "own township", "due=today+5",
                 "outfall=O1", "officers=officer2;local", NULL);
  bureau_move (&bureau, "hq_clerk", "inspection", id, "assign", "due=today+5", "outfall=O1",
               "officers=officer2;officer3", NULL);

  id = plan (&bureau, "daily_patrol"); /* one will do, also from the township */
  bureau_move (&bureau, "hq_clerk", "inspection", id, "assign", "due=today+5", "outfall=O1",
               "officers=local", NULL);
  bureau_close (&bureau);
}

/* 500 m from the object on either side. */
static void
test_position (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  add_firm (&bureau);
  id = plan (&bureau, "daily_patrol");
  bureau_move (&bureau, "hq_clerk", "inspection", id, "assign", "due=today+5", "enterprise=E1",
               "officers=grid_inspector", NULL);
  bureau_refuse (&bureau, "grid_inspector", "inspection", id, "arrive", "position on site",
                 "started_at=todayT", NULL);
  bureau_set (&bureau, "inspection", id, "@=118.2,27.3546", NULL); /* 510 m north */
  bureau_refuse (&bureau, "grid_inspector", "inspection", id, "arrive", "far from the object",
                 "started_at=todayT", NULL);
  bureau_set (&bureau, "inspection", id, "@=118.2,27.3545", NULL); /* 499 m */
  bureau_move (&bureau, "grid_inspector", "inspection", id, "arrive", "started_at=todayT", NULL);

  id = plan (&bureau, "daily_patrol");
  bureau_move (&bureau, "hq_clerk", "inspection", id, "assign", "due=today+5", "enterprise=E1",
               "officers=grid_inspector", NULL);
  bureau_set (&bureau, "inspection", id, "@=118.2,27.3546", NULL);
  bureau_move (&bureau, "grid_inspector", "inspection", id, "arrive", "started_at=todayT",
               "distance_reason=Road closed", NULL);
  bureau_close (&bureau);
}

static void
test_inspection_life (void)
{
  Bureau bureau;
  gint64 id, problem;

  bureau_open (&bureau);
  add_firm (&bureau);
  id = plan (&bureau, "special_action");
  bureau_move (&bureau, "hq_clerk", "inspection", id, "assign", "due=today+5", "outfall=O1",
               "enterprise=E1", "officers=officer2;officer3", NULL);
  bureau_set (&bureau, "inspection", id, "@=118.1002,27.35", NULL);
  bureau_move (&bureau, "officer2", "inspection", id, "arrive", "started_at=todayT", NULL);
  bureau_refuse (&bureau, "officer2", "inspection", id, "record", "one photo",
                 "checklist=Plant runs：是;No discharge：否", "conclusion=Discharge",
                 "has_problem=yes", NULL);
  bureau_attach (&bureau, "inspection", id, "photo");
  bureau_refuse (&bureau, "officer2", "inspection", id, "record", "agrees with the checklist",
                 "checklist=Plant runs：是;No discharge：否", "conclusion=Nothing",
                 "has_problem=no", NULL);
  bureau_move (&bureau, "officer2", "inspection", id, "record",
               "checklist=Plant runs：是;No discharge：否", "conclusion=Discharge",
               "has_problem=yes", NULL);

  /* The “no” became a problem, with the photograph, in the same command. */
  problem = bureau_find (&bureau, "problem", "inspection", id);
  bureau_assert (&bureau, "problem", problem, "state", "found");
  bureau_assert (&bureau, "problem", problem, "medium", "water");
  bureau_assert (&bureau, "problem", problem, "description", "Mill check：No discharge：否");
  bureau_assert_journal (&bureau, "problem", problem, "report");
  {
    g_autoptr (GPtrArray) files = suy_workspace_get_attachments (
        bureau.workspace, bureau_register (&bureau, "problem"), problem, NULL);

    g_assert_cmpuint (files->len, ==, 1);
  }

  bureau_refuse (&bureau, "officer2", "inspection", id, "review", "did not record it", NULL);
  bureau_move (&bureau, "officer3", "inspection", id, "review", NULL);
  bureau_refuse (&bureau, "hq_clerk", "inspection", id, "archive", "every problem assigned", NULL);
  bureau_move (&bureau, "duty_officer", "problem", problem, "reject", "note:rain water",
               "say:reporter_told=yes", NULL);
  bureau_move (&bureau, "hq_clerk", "inspection", id, "archive", NULL);
  bureau_assert_journal (&bureau, "inspection", id, "plan assign arrive record review archive");
  bureau_close (&bureau);
}

/* Nobody knows the medium of a “no” at a firm: the problem's own rule refuses, and nothing is
 * written. */
static void
test_spawn_refused (void)
{
  Bureau bureau;
  g_autoptr (GPtrArray) none = NULL;
  gint64 id;

  bureau_open (&bureau);
  add_firm (&bureau);
  id = plan (&bureau, "daily_patrol");
  bureau_move (&bureau, "hq_clerk", "inspection", id, "assign", "due=today+5", "enterprise=E1",
               "officers=grid_inspector", NULL);
  bureau_set (&bureau, "inspection", id, "@=118.2,27.35", NULL);
  bureau_move (&bureau, "grid_inspector", "inspection", id, "arrive", "started_at=todayT", NULL);
  bureau_attach (&bureau, "inspection", id, "photo");
  bureau_refuse (&bureau, "grid_inspector", "inspection", id, "record", "medium",
                 "checklist=Ledger：否", "conclusion=Gap", "has_problem=yes", NULL);
  none = suy_workspace_get_linked (bureau.workspace, bureau_register (&bureau, "problem"),
                                   "inspection", id, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  bureau_assert (&bureau, "inspection", id, "state", "on_site");
  bureau_move (&bureau, "grid_inspector", "inspection", id, "record", "checklist=Ledger：否",
               "conclusion=Gap", "has_problem=yes", "say:medium=solid_waste", NULL);
  bureau_assert (&bureau, "problem", bureau_find (&bureau, "problem", "inspection", id), "medium",
                 "solid_waste");
  bureau_close (&bureau);
}

/* ---- complaints ---- */

static gint64
receive (Bureau *bureau, const char *at, const char *received)
{
  g_autofree char *place = g_strconcat ("@=", at, NULL);
  g_autofree char *time = g_strconcat ("received_at=", received, NULL);
  gint64 id = bureau_make (bureau, "complaint", "text=Dust from the yard", "channel=snapshot",
                           "complaint_type=dust", place, time, "township=T1", NULL);

  bureau_move (bureau, "operator", "complaint", id, "receive", NULL);

  return id;
}

static gint64
link_of (Bureau *bureau, const char *reg, gint64 id, const char *field)
{
  g_autoptr (SuyRecord) record = suy_store_get (suy_workspace_get_store (bureau->workspace),
                                                bureau_register (bureau, reg), id, NULL);

  return suy_record_get_integer (record, field);
}

/* From the call to the reward; the valid complaint becomes a problem and waits for it. */
static void
test_complaint_life (void)
{
  Bureau bureau;
  gint64 id, problem;

  bureau_open (&bureau);
  id = receive (&bureau, "118.2,27.35", "today-3T");
  bureau_move (&bureau, "operator", "complaint", id, "assign_first", "first_receiver=TOWN",
               "owner=TOWN", NULL);
  bureau_refuse (&bureau, "operator", "complaint", id, "change_owner", "an action before",
                 "owner=TOWN2", "note:theirs", "say:new_owner_accepts=yes", NULL);
  bureau_refuse (&bureau, "town2", "complaint", id, "verify", "acting for the owner", NULL);
  bureau_refuse (&bureau, "unit_head", "complaint", id, "verify", "site or phone check",
                 "check_result=So", "valid=yes", NULL);
  bureau_move (&bureau, "unit_head", "complaint", id, "verify", "check_result=So", "valid=yes",
               "say:site_or_phone_check=yes", NULL);
  bureau_refuse (&bureau, "operator", "complaint", id, "change_owner",
                 "acceptance by the new owner", "owner=TOWN2", "note:theirs", NULL);
  bureau_refuse (&bureau, "unit_head", "complaint", id, "handle", "one piece of evidence", NULL);
  bureau_attach (&bureau, "complaint", id, "photo");
  bureau_move (&bureau, "unit_head", "complaint", id, "handle", NULL);
  problem = link_of (&bureau, "complaint", id, "problem");
  bureau_assert (&bureau, "problem", problem, "state", "found");
  bureau_assert (&bureau, "problem", problem, "source", "petition");
  bureau_assert (&bureau, "problem", problem, "medium", "air");
  bureau_refuse (&bureau, "unit_head", "complaint", id, "reply", "date of the final reply",
                 "reply=We are on it", "replied_at=today-1T", "interim=yes", NULL);
  bureau_move (&bureau, "unit_head", "complaint", id, "reply", "reply=Covered",
               "replied_at=today-1T", NULL);
  bureau_refuse (&bureau, "unit_head", "complaint", id, "settle", "no linked problem still open",
                 "result_code=substantiated", "settled_at=todayT", NULL);

  /* The reporter had a reply, so the problem may be found to be none. */
  bureau_refuse (&bureau, "duty_officer", "problem", problem, "reject", "site check", "note:none",
                 NULL);
  bureau_move (&bureau, "duty_officer", "problem", problem, "reject", "note:none",
               "site_checked=yes", NULL);
  bureau_move (&bureau, "unit_head", "complaint", id, "settle", "result_code=partly",
               "settled_at=todayT", NULL);
  bureau_refuse (&bureau, "duty_officer", "complaint", id, "reward", "not blacklisted",
                 "reward_yuan=200", NULL);
  bureau_move (&bureau, "duty_officer", "complaint", id, "reward", "reward_yuan=200",
               "say:reporter_blacklisted=no", NULL);
  bureau_refuse (&bureau, "duty_officer", "complaint", id, "reward", "no earlier reward",
                 "reward_yuan=300", "say:reporter_blacklisted=no", NULL);
  bureau_move (&bureau, "operator", "complaint", id, "dissatisfied", "note:still dusty", NULL);
  bureau_assert (&bureau, "complaint", id, "settled_at", "");
  bureau_assert_journal (&bureau, "complaint", id,
                         "receive assign_first verify handle reply settle reward dissatisfied");
  bureau_close (&bureau);
}

/* The same matter within 100 m and 12 months. */
static void
test_repeats (void)
{
  static const struct
  {
    const char *at, *time, *repeat;
  } rows[] = {
    { "118.2,27.35089", "today-1T", "1" }, /* 98.6 m */
    { "118.3,27.35", "today-400T", "" },   /* the first there */
    { "118.3,27.35", "today-2T", "" },     /* more than 12 months later */
    { "118.2,27.34908", "today-3T", "" },  /* 102 m from the first, 198 m from the second */
  };
  Bureau bureau;

  bureau_open (&bureau);
  receive (&bureau, "118.2,27.35", "today-30T");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 id = receive (&bureau, rows[i].at, rows[i].time);

      g_test_message ("%u", i);
      bureau_assert (&bureau, "complaint", id, "is_repeat", rows[i].repeat);
    }
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/inspection/officers", test_officers);
  g_test_add_func ("/workspace/inspection/position", test_position);
  g_test_add_func ("/workspace/inspection/life", test_inspection_life);
  g_test_add_func ("/workspace/inspection/spawn/refused", test_spawn_refused);
  g_test_add_func ("/workspace/complaint/life", test_complaint_life);
  g_test_add_func ("/workspace/complaint/repeats", test_repeats);

  return g_test_run ();
}
