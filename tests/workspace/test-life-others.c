/* test-life-others.c: outfalls, projects, milestones, warnings and the rest from birth to end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"

/* ---- outfalls ---- */

static void
sample (Bureau *bureau, const char *code, const char *at, const char *factor)
{
  g_autofree char *words[] = { g_strconcat ("outfall=", code, NULL),
                               g_strconcat ("sampled_at=", at, NULL),
                               g_strconcat ("factor=", factor, NULL), NULL };

  bureau_make (bureau, "measurement", words[0], words[1], words[2], "value=0.3", NULL);
  for (guint i = 0; words[i] != NULL; i++)
    g_clear_pointer (&words[i], g_free);
}

static void
test_outfall_life (void)
{
  Bureau bureau;
  gint64 id, problem;

  bureau_open (&bureau);
  id = bureau_make (&bureau, "outfall", "code=O1", "name=Pipe", "kind=industrial",
                    "@=118.1021,27.35", "bank=left", "diameter_mm=300", NULL);
  bureau_attach (&bureau, "outfall", id, "photo");
  bureau_refuse (&bureau, "grid_inspector", "outfall", id, "find", "a reach within 200 m",
                 "found_at=today-50", NULL);                    /* 207 m from the reach */
  bureau_set (&bureau, "outfall", id, "@=118.102,27.35", NULL); /* 198 m */
  bureau_move (&bureau, "grid_inspector", "outfall", id, "find", "found_at=today-50", NULL);
  sample (&bureau, "O1", "today-40T", "tp");
  sample (&bureau, "O1", "today-39T", "nh3n");
  bureau_refuse (&bureau, "monitor", "outfall", id, "measure", "one sample with TP and NH3-N",
                 "flow_m3d=0", "measured_at=today-40", NULL); /* at different times */
  sample (&bureau, "O1", "today-40T", "nh3n");
  bureau_move (&bureau, "monitor", "outfall", id, "measure", "flow_m3d=0", "measured_at=today-40",
               NULL);
  bureau_move (&bureau, "monitor", "outfall", id, "trace", "trace_result=network",
               "traced_at=today-35", NULL);
  bureau_attach (&bureau, "outfall", id, "plan");
  bureau_move (&bureau, "duty_officer", "outfall", id, "classify", "outfall_class=merge",
               "responsible_unit=TOWN", "deadline=today+30", NULL);
  bureau_move (&bureau, "responsible_unit", "outfall", id, "rectify", NULL);
  bureau_attach (&bureau, "outfall", id, "report");
  bureau_make (&bureau, "acceptance", "outfall=O1", "org=THIRD", "org_kind=third_party",
               "acceptor=third_party", "accepted_on=today-1", "verdict=pass", "proof=blocked",
               NULL);
  bureau_refuse (&bureau, "third_party", "outfall", id, "accept", "where it was merged to",
                 "rectified_at=today-2", NULL);
  bureau_make (&bureau, "acceptance", "outfall=O1", "org=THIRD", "org_kind=third_party",
               "acceptor=third_party", "accepted_on=today-1", "verdict=pass", "proof=merged", NULL);
  bureau_move (&bureau, "third_party", "outfall", id, "accept", "rectified_at=today-2", NULL);

  problem = bureau_make (&bureau, "problem", "title=Smell", "source=patrol", "medium=water",
                         "found_at=today-2T", "description=Smell", "outfall=O1", NULL);
  bureau_refuse (&bureau, "hq_clerk", "outfall", id, "close", "no open problem", NULL);
  bureau_set (&bureau, "problem", problem, "outfall=", NULL);
  bureau_move (&bureau, "hq_clerk", "outfall", id, "close", NULL);
  bureau_move (&bureau, "unit_head", "outfall", id, "monitor", "sampling_months=3", NULL);

  /* Old samples do not show a rebound. */
  bureau_refuse (&bureau, "monitor", "outfall", id, "rebound", "one sample", "note:again", NULL);
  bureau_assert_journal (&bureau, "outfall", id,
                         "find measure trace classify rectify accept close monitor");
  bureau_close (&bureau);
}

/* ---- projects and milestones ---- */

static gint64
start_project (Bureau *bureau)
{
  gint64 id = bureau_make (bureau, "project", "code=P1", "name=Works", "category=environment",
                           "package=clear_water", "content=Pipes", "investment_yuan=1000",
                           "responsible_unit=TOWN", "supervisor=OTHER", "due=today+100", NULL);

  bureau_move (bureau, "hq_clerk", "project", id, "list", NULL);
  bureau_refuse (bureau, "unit_head", "project", id, "prepare", "one milestone", "start=today-60",
                 NULL);
  bureau_make (bureau, "milestone", "code=M1", "name=Pipe laid", "project=P1",
               "responsible_unit=TOWN", "start=today-50", "due=today+50",
               "checkpoints=today+50 100%", NULL);
  bureau_move (bureau, "unit_head", "project", id, "prepare", "start=today-60", NULL);

  return id;
}

static void
test_project_life (void)
{
  Bureau bureau;
  gint64 id, milestone;

  bureau_open (&bureau);
  id = start_project (&bureau);
  milestone = bureau_find (&bureau, "milestone", "project", id);
  bureau_refuse (&bureau, "unit_head", "project", id, "tender", "land", "site_chosen=yes",
                 "design_done=yes", "screening_passed=yes", NULL);
  bureau_refuse (&bureau, "unit_head", "project", id, "tender", "screening", "site_chosen=yes",
                 "design_done=yes", "land_ready=yes", NULL);
  bureau_move (&bureau, "unit_head", "project", id, "tender", "site_chosen=yes", "design_done=yes",
               "land_ready=yes", "screening_passed=yes", NULL);
  bureau_refuse (&bureau, "unit_head", "project", id, "build", "funds arrived", "contract=C1",
                 "fund_source=district", NULL);
  bureau_make (&bureau, "fund_entry", "source=district", "project=P1", "purpose=Pipes",
               "planned_yuan=1000", "arrived_yuan=1", NULL);
  bureau_move (&bureau, "unit_head", "project", id, "build", "contract=C1", "fund_source=district",
               NULL);
  bureau_refuse (&bureau, "unit_head", "project", id, "progress", "new photo", "actual_bp=5000",
                 "paid_yuan=10", NULL);
  bureau_attach (&bureau, "project", id, "photo");
  bureau_move (&bureau, "unit_head", "project", id, "progress", "actual_bp=5000", "paid_yuan=10",
               NULL);
  bureau_attach (&bureau, "project", id, "photo");
  bureau_refuse (&bureau, "unit_head", "project", id, "progress", "does not fall", "actual_bp=4999",
                 "paid_yuan=10", NULL);
  bureau_move (&bureau, "hq_clerk", "project", id, "suspend", "note:flood", NULL);
  bureau_refuse (&bureau, "hq_clerk", "project", id, "resume_tender", "suspended as tendered",
                 "note:dry", NULL);
  bureau_move (&bureau, "hq_clerk", "project", id, "resume_building", "note:dry", NULL);
  bureau_attach (&bureau, "project", id, "photo");
  bureau_move (&bureau, "unit_head", "project", id, "finish", "actual_bp=10000", "built_on=today-2",
               NULL);
  bureau_attach (&bureau, "project", id, "report");
  bureau_make (&bureau, "acceptance", "project=P1", "org=THIRD", "org_kind=third_party",
               "acceptor=third_party", "accepted_on=today-1", "verdict=pass", NULL);
  bureau_move (&bureau, "third_party", "project", id, "accept", "accepted_on=today-1", NULL);
  bureau_refuse (&bureau, "hq_clerk", "project", id, "settle", "payments within the investment",
                 "paid_yuan=1001", NULL);
  bureau_move (&bureau, "hq_clerk", "project", id, "settle", "paid_yuan=1000", NULL);
  bureau_refuse (&bureau, "hq_clerk", "project", id, "close", "no open problem", NULL);
  bureau_set (&bureau, "milestone", milestone, "project=", NULL);
  bureau_move (&bureau, "hq_clerk", "project", id, "close", NULL);
  bureau_assert (&bureau, "project", id, "state", "closed");
  bureau_close (&bureau);
}

/* A milestone that is half its time in: its lag is what is missing of 50 %. */
static void
test_milestone_lag (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  id = bureau_find (&bureau, "milestone", "project", start_project (&bureau));
  bureau_move (&bureau, "hq_clerk", "milestone", id, "activate", NULL);
  bureau_assert (&bureau, "milestone", id, "due_original", "today+50");
  bureau_attach (&bureau, "milestone", id, "report");
  bureau_set (&bureau, "milestone", id, "actual_bp=4001", NULL); /* 9.99 behind */
  bureau_refuse (&bureau, "unit_head", "milestone", id, "report_lag", "a lag of 10 to 20", NULL);
  bureau_set (&bureau, "milestone", id, "actual_bp=4000", NULL);
  bureau_move (&bureau, "unit_head", "milestone", id, "report_lag", NULL);
  bureau_attach (&bureau, "milestone", id, "report");
  bureau_set (&bureau, "milestone", id, "actual_bp=3000", NULL);
  bureau_refuse (&bureau, "unit_head", "milestone", id, "report_lag", "a lag of 10 to 20", NULL);

  bureau_attach (&bureau, "milestone", id, "record plan");
  bureau_refuse (&bureau, "deputy_district_head", "milestone", id, "interview", "a yellow card",
                 NULL);
  bureau_make (&bureau, "action_record", "title=Card", "kind=warn", "yellow_card=yes",
               "milestone=M1", "issued_on=today-1", NULL);
  bureau_move (&bureau, "deputy_district_head", "milestone", id, "interview", NULL);
  bureau_refuse (&bureau, "district_head", "milestone", id, "supervise", "a lag of 30", NULL);
  bureau_set (&bureau, "milestone", id, "actual_bp=2000", NULL);
  bureau_attach (&bureau, "milestone", id, "form");
  bureau_move (&bureau, "district_head", "milestone", id, "supervise", NULL);

  /* The card holds the end up until its interview is recorded. */
  bureau_refuse (&bureau, "unit_head", "milestone", id, "submit", "no yellow card without",
                 "actual_bp=10000", NULL);
  bureau_make (&bureau, "action_record", "title=Talk", "kind=interview", "milestone=M1",
               "to_unit=TOWN", "issued_on=today", NULL);
  bureau_move (&bureau, "unit_head", "milestone", id, "submit", "actual_bp=10000", NULL);
  bureau_attach (&bureau, "milestone", id, "report");
  bureau_make (&bureau, "person", "code=overseer", "name=overseer", "role=third_party",
               "unit=OTHER", NULL);
  bureau_make (&bureau, "acceptance", "milestone=M1", "org=THIRD", "org_kind=third_party",
               "acceptor=third_party", "accepted_on=today", "verdict=pass", NULL);
  bureau_refuse (&bureau, "overseer", "milestone", id, "accept", "the supervisor of the works",
                 "accepted_on=today", NULL);
  bureau_move (&bureau, "third_party", "milestone", id, "accept", "accepted_on=today", NULL);
  bureau_move (&bureau, "hq_clerk", "milestone", id, "close", "accepted_by=THIRD",
               "closed_at=today", NULL);
  bureau_close (&bureau);
}

/* A baseline is changed until its due day has passed, whatever the new one is. */
static void
test_milestone_rebase (void)
{
  Bureau bureau;
  gint64 today, late;

  bureau_open (&bureau);
  start_project (&bureau);
  today = bureau_make (&bureau, "milestone", "code=M2", "name=Due", "project=P1",
                       "responsible_unit=TOWN", "start=today-50", "due=today",
                       "checkpoints=today 100%", NULL);
  late = bureau_make (&bureau, "milestone", "code=M3", "name=Late", "project=P1",
                      "responsible_unit=TOWN", "start=today-50", "due=today-1",
                      "checkpoints=today-1 100%", NULL);
  bureau_move (&bureau, "hq_clerk", "milestone", today, "activate", NULL);
  bureau_move (&bureau, "hq_clerk", "milestone", late, "activate", NULL);
  bureau_attach (&bureau, "milestone", today, "record");
  bureau_attach (&bureau, "milestone", late, "record");
  bureau_refuse (&bureau, "district_head", "milestone", late, "rebase",
                 "a change before the due date", "due=today+9", "note:Flood", NULL);
  bureau_move (&bureau, "district_head", "milestone", today, "rebase", "due=today+9", "note:Flood",
               NULL);
  bureau_assert (&bureau, "milestone", today, "due", "today+9");
  bureau_assert (&bureau, "milestone", today, "due_original", "today");
  bureau_close (&bureau);
}

/* ---- warnings ---- */

static gint64
trigger (Bureau *bureau, const char *level)
{
  g_autofree char *word = g_strconcat ("level=", level, NULL);
  gint64 id = bureau_make (bureau, "warning", "title=Lag", word, "indicator=I1", "value=20",
                           "threshold=15", "triggered_at=today-16T", "object_register=township",
                           "object_id=1", "responsible_unit=TOWN", "action_due=today-1",
                           "recipients=responsible_unit;OFFICE", "indicator_version=1", NULL);

  bureau_refuse (bureau, "hq_clerk", "warning", id, "trigger", "raised by hand", NULL);
  bureau_move (bureau, "hq_clerk", "warning", id, "trigger", "manual_reason=seen", NULL);

  return id;
}

static void
by_system (Bureau *bureau, gint64 id, const char *move, gboolean allowed)
{
  const SuyMoveWish wish = { .move = move, .by_system = TRUE };
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (one, suy_record_new (bureau_register (bureau, "warning")));
  suy_record_set_id (one->pdata[0], id);
  g_assert_cmpint (suy_workspace_move_all (bureau->workspace, one, &wish, &error), ==, allowed);
}

static void
test_warning_life (void)
{
  Bureau bureau;
  gint64 id, twin;

  bureau_open (&bureau);
  bureau_act_as (&bureau, "hq_clerk");
  bureau_make (&bureau, "warning_indicator", "code=I1", "name=Lag", "metric=lag",
               "comparator=greater", "threshold=15", "threshold_orange=20", NULL);
  id = trigger (&bureau, "yellow");
  twin = bureau_make (&bureau, "warning", "title=Lag", "level=yellow", "indicator=I1", "value=20",
                      "threshold=15", "triggered_at=today-5T", "object_register=township",
                      "object_id=1", "manual_reason=again", "indicator_version=1", NULL);
  bureau_refuse (&bureau, "hq_clerk", "warning", twin, "trigger", "no open warning of this", NULL);
  by_system (&bureau, id, "notify", TRUE);
  bureau_refuse (&bureau, "responsible_unit", "warning", id, "escalate", "a role that may", NULL);
  bureau_refuse (&bureau, "unit_head", "warning", id, "acknowledge", "one of the recipients", NULL);
  bureau_move (&bureau, "deputy_district_head", "warning", id, "acknowledge", NULL); /* by unit */
  bureau_attach (&bureau, "warning", id, "plan");
  bureau_move (&bureau, "unit_head", "warning", id, "act", NULL);
  bureau_refuse (&bureau, "unit_head", "warning", id, "claim", "the metric back", "report=done",
                 "value=15.01", NULL);
  bureau_move (&bureau, "unit_head", "warning", id, "claim", "report=done", "value=15", NULL);
  bureau_move (&bureau, "hq_clerk", "warning", id, "verify", NULL);
  bureau_move (&bureau, "hq_clerk", "warning", id, "close", "closed_at=todayT", NULL);
  bureau_assert (&bureau, "warning", id, "on_time", "0"); /* 15 days and the day named are over */
  bureau_move (&bureau, "hq_clerk", "warning", twin, "trigger", NULL);
  bureau_close (&bureau);
}

/* Orange asks for an interview; two evaluations below the band lower it; late ones rise. */
static void
test_warning_levels (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_act_as (&bureau, "hq_clerk");
  bureau_make (&bureau, "warning_indicator", "code=I1", "name=Lag", "metric=lag",
               "comparator=greater", "threshold=15", "threshold_orange=25", NULL);
  id = trigger (&bureau, "orange");
  by_system (&bureau, id, "de_escalate", FALSE);
  bureau_set (&bureau, "warning", id, "value=14", NULL);
  by_system (&bureau, id, "de_escalate", FALSE); /* once, and no interview */
  bureau_set (&bureau, "warning", id, "value=13", NULL);
  by_system (&bureau, id, "de_escalate", FALSE); /* twice, but the interview is still due */
  bureau_make (&bureau, "action_record", "title=Talk", "kind=interview", "warning=YJ-YYYY-001",
               "to_unit=TOWN", "issued_on=today", NULL);
  by_system (&bureau, id, "de_escalate", TRUE);
  bureau_assert (&bureau, "warning", id, "state", "de_escalated");

  id = trigger (&bureau, "yellow");
  bureau_attach (&bureau, "warning", id, "plan");
  bureau_set (&bureau, "warning", id, "value=14", NULL);
  by_system (&bureau, id, "de_escalate", FALSE); /* once */
  bureau_set (&bureau, "warning", id, "value=13", NULL);
  by_system (&bureau, id, "de_escalate", TRUE);

  id = trigger (&bureau, "yellow");
  bureau_set (&bureau, "warning", id, "action_due=today", NULL);
  by_system (&bureau, id, "escalate", FALSE); /* due today, 20 is below 25 */
  bureau_set (&bureau, "warning", id, "action_due=today-1", NULL);
  by_system (&bureau, id, "escalate", TRUE);

  id = trigger (&bureau, "yellow");
  bureau_refuse (&bureau, "deputy_district_head", "warning", id, "dismiss", "the data corrected",
                 "note:sensor", NULL);
  bureau_move (&bureau, "deputy_district_head", "warning", id, "dismiss", "note:sensor",
               "say:data_corrected=yes", NULL);
  bureau_close (&bureau);
}

/* A warning may give rise to a problem, if the person says so. */
static void
test_warning_spawns (void)
{
  Bureau bureau;
  gint64 id, problem;

  bureau_open (&bureau);
  bureau_act_as (&bureau, "hq_clerk");
  bureau_make (&bureau, "warning_indicator", "code=I1", "name=Lag", "metric=lag",
               "comparator=greater", "threshold=15", NULL);
  id = trigger (&bureau, "yellow");
  by_system (&bureau, id, "notify", TRUE);
  bureau_move (&bureau, "responsible_unit", "warning", id, "acknowledge", NULL);
  bureau_attach (&bureau, "warning", id, "plan");
  bureau_set (&bureau, "warning", id, "@=118.2,27.35", NULL);
  bureau_refuse (&bureau, "responsible_unit", "warning", id, "act", "medium", "say:problem=new",
                 NULL);
  bureau_move (&bureau, "responsible_unit", "warning", id, "act", "say:problem=new",
               "say:medium=air", NULL);
  problem = bureau_find (&bureau, "problem", "warning", id);
  bureau_assert (&bureau, "problem", problem, "source", "monitoring");
  bureau_assert (&bureau, "problem", problem, "title", "Lag");
  bureau_close (&bureau);
}

/* ---- the others ---- */

static void
test_hot_event_life (void)
{
  Bureau bureau;
  gint64 id, problem;
  g_autofree char *link = NULL;

  bureau_open (&bureau);
  bureau_make (&bureau, "station", "code=S1", "name=S1", "kind=micro_air", "@=118.2,27.35", NULL);
  bureau_make (&bureau, "enterprise", "code=E1", "name=Mill", "industry=paper", "@=118.2,27.35",
               NULL);
  id = bureau_make (&bureau, "hot_event", "title=PM10 high", "kind=high_value", "source=self_found",
                    "detected_at=today-2T", "station=S1", "factor=pm10", "value=300",
                    "threshold=150", "@=118.2,27.35", NULL);
  bureau_attach (&bureau, "hot_event", id, "photo");
  bureau_move (&bureau, "duty_officer", "hot_event", id, "detect", NULL);
  bureau_move (&bureau, "duty_officer", "hot_event", id, "dispatch", "township=T1",
               "response_unit=TOWN", "dispatched_at=today-2T", NULL);
  bureau_move (&bureau, "responsible_unit", "hot_event", id, "arrive", "on_site_at=today-2T", NULL);
  bureau_refuse (&bureau, "responsible_unit", "hot_event", id, "lock_source", "link to the source",
                 NULL);
  bureau_move (&bureau, "responsible_unit", "hot_event", id, "lock_source", "enterprise=E1", NULL);
  bureau_move (&bureau, "responsible_unit", "hot_event", id, "dispose", "disposal=Kiln stopped",
               NULL);
  link = bureau_get (&bureau, "hot_event", id, "problem");
  problem = g_ascii_strtoll (link, NULL, 10);
  bureau_assert (&bureau, "problem", problem, "medium", "air");
  bureau_refuse (&bureau, "monitor", "hot_event", id, "return_normal", "back under the threshold",
                 "normal_at=today-1T", NULL);
  bureau_make (&bureau, "measurement", "station=S1", "factor=pm10", "sampled_at=today-1T",
               "value=150", NULL);
  bureau_refuse (&bureau, "monitor", "hot_event", id, "return_normal", "back under the threshold",
                 "normal_at=today-1T", NULL);
  bureau_make (&bureau, "measurement", "station=S1", "factor=pm10", "sampled_at=todayT",
               "value=149.9", NULL);
  bureau_move (&bureau, "monitor", "hot_event", id, "return_normal", "normal_at=todayT", NULL);
  bureau_refuse (&bureau, "duty_officer", "hot_event", id, "close", "no open problem", NULL);
  bureau_move (&bureau, "duty_officer", "problem", problem, "reject", "note:no",
               "say:reporter_told=yes", NULL);
  bureau_move (&bureau, "duty_officer", "hot_event", id, "close", NULL);
  bureau_close (&bureau);
}

static gint64
file_case (Bureau *bureau)
{
  gint64 id = bureau_make (bureau, "enforcement_case", "subject=Pipe", "enterprise=E1",
                           "problem=AJ-YYYY-0001", "filed_at=today-90", NULL);

  bureau_move (bureau, "enforcement_officer", "enforcement_case", id, "file", NULL);
  bureau_attach (bureau, "enforcement_case", id, "record");
  bureau_move (bureau, "enforcement_officer", "enforcement_case", id, "investigate",
               "violation=hidden_pipe", NULL);

  return id;
}

static void
end_case (Bureau *bureau, gint64 id)
{
  bureau_move (bureau, "enforcement_officer", "enforcement_case", id, "execute",
               "executed_at=today-30", NULL);
  bureau_move (bureau, "enforcement_officer", "enforcement_case", id, "close", "closed_at=today-20",
               NULL);
}

/* A penalty from its filing to its end, and the blacklist that rests on it. */
static void
test_blacklist_life (void)
{
  Bureau bureau;
  g_autofree char *key = NULL, *word = NULL;
  gint64 id, penalty;

  bureau_open (&bureau);
  bureau_make (&bureau, "enterprise", "code=E1", "name=Mill", "industry=paper", NULL);
  bureau_make (&bureau, "problem", "title=Pipe", "source=patrol", "medium=water",
               "found_at=today-100T", "description=Pipe", NULL);
  penalty = file_case (&bureau);
  key = bureau_get (&bureau, "enforcement_case", penalty, "code");
  word = g_strconcat ("enforcement_case=", key, NULL);
  id = bureau_make (&bureau, "list_entry", "enterprise=E1", "list_name=blacklist", "basis=Art. 1",
                    word, NULL);
  bureau_refuse (&bureau, "hq_clerk", "list_entry", id, "propose", "a case that is decided", NULL);
  bureau_move (&bureau, "enforcement_officer", "enforcement_case", penalty, "decide",
               "decided_at=today-60", "penalty_yuan=1000", NULL);
  bureau_move (&bureau, "hq_clerk", "list_entry", id, "propose", NULL);
  bureau_move (&bureau, "bureau_leader", "list_entry", id, "confirm", NULL);
  bureau_move (&bureau, "hq_clerk", "list_entry", id, "list", "from_date=today-50", NULL);
  bureau_refuse (&bureau, "enforcement_officer", "list_entry", id, "repair", "evidence", NULL);
  bureau_attach (&bureau, "list_entry", id, "record");
  bureau_move (&bureau, "enforcement_officer", "list_entry", id, "repair", NULL);
  bureau_attach (&bureau, "list_entry", id, "record");
  bureau_refuse (&bureau, "bureau_leader", "list_entry", id, "remove", "no open case",
                 "to_date=today", NULL);
  end_case (&bureau, penalty);
  bureau_move (&bureau, "bureau_leader", "list_entry", id, "remove", "to_date=today", NULL);
  bureau_close (&bureau);
}

static void
test_quarter_task (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  id = bureau_make (&bureau, "quarter_task", "quarter=2020Q4", "name=Dredge", "quantity=10",
                    "actual=9", "responsible_unit=TOWN", NULL);
  bureau_move (&bureau, "hq_clerk", "quarter_task", id, "plan", NULL);
  bureau_move (&bureau, "unit_head", "quarter_task", id, "begin", NULL);
  bureau_refuse (&bureau, "unit_head", "quarter_task", id, "finish", "the whole quantity",
                 "done_on=2020-12-31", NULL);
  bureau_refuse (&bureau, "unit_head", "quarter_task", id, "finish", "before the quarter ends",
                 "done_on=2021-01-01", "actual=10", NULL);
  bureau_move (&bureau, "unit_head", "quarter_task", id, "finish", "done_on=2020-12-31",
               "actual=10", NULL);
  id = bureau_make (&bureau, "quarter_task", "quarter=2199Q4", "name=Dredge",
                    "responsible_unit=TOWN", NULL);
  bureau_move (&bureau, "hq_clerk", "quarter_task", id, "plan", NULL);
  bureau_move (&bureau, "unit_head", "quarter_task", id, "begin", NULL);
  bureau_refuse (&bureau, "hq_clerk", "quarter_task", id, "be_late", "a quarter that has ended",
                 NULL);
  bureau_set (&bureau, "quarter_task", id, "quarter=2020Q1", NULL);
  bureau_move (&bureau, "hq_clerk", "quarter_task", id, "be_late", NULL);
  bureau_close (&bureau);
}

/* ---- samplings ---- */

static void
test_station_patrol (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_make (&bureau, "person", "code=runner", "name=runner", "role=third_party", "unit=OTHER",
               NULL);
  id = bureau_make (&bureau, "station_patrol", "name=Week 1", "station_pool=S1;S2", "sample_size=2",
                    "period=2026-W01", "operator=OTHER", NULL);
  bureau_refuse (&bureau, "hq_clerk", "station_patrol", id, "draw_list", "as the seed draws them",
                 "seed=7", "stations=S1", NULL);
  bureau_move (&bureau, "hq_clerk", "station_patrol", id, "draw_list", "seed=7", NULL);
  bureau_attach (&bureau, "station_patrol", id, "photo");
  bureau_refuse (
      &bureau, "runner", "station_patrol", id, "manage", "every station", "managed_on=today-2",
      "checklist=S1 calibration;S1 site;S1 gaps;S1 tamper;S2 calibration;S2 site;S2 gaps", NULL);
  bureau_refuse (&bureau, "third_party", "station_patrol", id, "manage", "operator",
                 "managed_on=today-2", "checklist=S1 a;S1 b;S1 c;S1 d;S2 a;S2 b;S2 c;S2 d", NULL);
  bureau_move (&bureau, "runner", "station_patrol", id, "manage", "managed_on=today-2",
               "checklist=S1 a;S1 b;S1 c;S1 d;S2 a;S2 b;S2 c;S2 d", NULL);
  bureau_refuse (&bureau, "runner", "station_patrol", id, "rectify", "a fix for each issue",
                 "issues=S1 drift;S2 gap", "fixes=S1 set anew", "rectified_on=today-1", NULL);
  bureau_move (&bureau, "runner", "station_patrol", id, "rectify", "issues=S1 drift;S2 gap",
               "fixes=S1 set anew;S2 cable", "rectified_on=today-1", NULL);
  bureau_close (&bureau);
}

/* What may stand in a pool of double-random checks. */
static void
test_pool (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_make (&bureau, "enterprise", "code=E1", "name=A", "industry=paper", NULL);
  bureau_make (&bureau, "enterprise", "code=E2", "name=B", "industry=paper", "operating=closed",
               NULL);
  bureau_make (&bureau, "enterprise", "code=E3", "name=C", "industry=paper", NULL);
  bureau_make (&bureau, "list_entry", "enterprise=E3", "list_name=positive", "basis=x", NULL);
  id = bureau_make (&bureau, "sampling_check", "name=Q1", "kind=routine",
                    "officer_pool=officer2;officer3", "pool_filter=paper", "sample_size=1",
                    "object_pool=E1", NULL);
  bureau_refuse (&bureau, "hq_clerk", "sampling_check", id, "build_pool", "closed",
                 "object_pool=E1;E2", NULL);
  bureau_refuse (&bureau, "hq_clerk", "sampling_check", id, "build_pool", "positive",
                 "object_pool=E1;enterprise:E3", NULL);
  bureau_move (&bureau, "hq_clerk", "sampling_check", id, "build_pool", "object_pool=E1", NULL);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/outfall/life", test_outfall_life);
  g_test_add_func ("/workspace/project/life", test_project_life);
  g_test_add_func ("/workspace/milestone/life", test_milestone_lag);
  g_test_add_func ("/workspace/milestone/rebase", test_milestone_rebase);
  g_test_add_func ("/workspace/warning/life", test_warning_life);
  g_test_add_func ("/workspace/warning/levels", test_warning_levels);
  g_test_add_func ("/workspace/warning/problem", test_warning_spawns);
  g_test_add_func ("/workspace/hot-event/life", test_hot_event_life);
  g_test_add_func ("/workspace/list-entry/life", test_blacklist_life);
  g_test_add_func ("/workspace/quarter-task/life", test_quarter_task);
  g_test_add_func ("/workspace/station-patrol/life", test_station_patrol);
  g_test_add_func ("/workspace/sampling-check/pool", test_pool);

  return g_test_run ();
}
