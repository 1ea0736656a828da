/* suy-demo-project.c: projects, milestones and their money in the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-private.h"

#define TODAY suy_demo_day (SUY_DEMO_TODAY)

static const char *
get_state (JsonObject *members)
{
  return json_object_get_string_member (members, "demo_state");
}

static gint
get_day (SuyRecord *record, const char *field)
{
  return suy_demo_day (suy_record_get_text (record, field));
}

static const SuyDemoPerson *
get_staff (SuyDemo *self, SuyRecord *record)
{
  return suy_demo_find_person (self, "responsible_unit",
                               suy_record_get_integer (record, "responsible_unit"), 0);
}

static const SuyDemoPerson *
get_clerk (SuyDemo *self)
{
  return suy_demo_find_person (self, "hq_clerk", suy_demo_find (self, "unit", "DW-19"), 0);
}

static const SuyDemoPerson *
get_acceptor (SuyDemo *self)
{
  return suy_demo_find_person (self, "third_party", suy_demo_find (self, "unit", "SF-01"), 0);
}

static guint
find_word (const char *word, const char *const *words)
{
  guint i = 0;

  while (words[i] != NULL && !g_str_equal (word, words[i]))
    i++;

  return i;
}

static void
add_acceptance (SuyDemo *self, SuyRecord *record, const char *link, gint day)
{
  g_autofree char *code = g_strdup_printf ("YS-%s", suy_record_get_text (record, "code"));
  SuyRecord *acceptance = suy_demo_add (self, "acceptance", code);
  const SuyDemoPerson *acceptor = get_acceptor (self);

  suy_record_set_integer (acceptance, link, suy_record_get_id (record));
  suy_record_set_integer (acceptance, "org", acceptor->unit);
  suy_record_set_text (acceptance, "org_kind", "third_party");
  suy_record_set_integer (acceptance, "acceptor", acceptor->id);
  suy_demo_set_day (acceptance, "accepted_on", day);
  suy_record_set_text (acceptance, "verdict", "pass");
  suy_demo_set_flag (acceptance, "site_check", TRUE);
  suy_record_set_text (acceptance, "report", "第三方验收报告");
}

/* Half of the work by the middle of the time. */
static void
set_checkpoints (SuyRecord *record, gint start, gint due)
{
  g_autofree char *day = suy_demo_day_text (start + (due - start) / 2);
  g_autofree char *half = g_strdup_printf ("%s 50%%", day);

  suy_demo_set_list (record, "checkpoints", half, NULL);
}

static gboolean
take_milestone (SuyDemo *self, SuyRecord *record, JsonObject *members, guint row)
{
  static const char *const states[] = {
    "pending", "active", "submitted", "accepted", "closed", NULL
  };
  guint state = find_word (get_state (members), states);
  gint start = get_day (record, "start"), due = get_day (record, "due");
  gint submitted = state == 2 ? TODAY - 31 : due - 12, accepted = state == 3 ? due + 15 : due - 5;
  const SuyDemoPerson *staff = get_staff (self, record);

  if (staff == NULL || states[state] == NULL)
    return FALSE;
  set_checkpoints (record, start, due);
  if (state >= 1)
    suy_demo_move (self, record, "activate", get_clerk (self), suy_demo_time (start, 8 * 60), NULL,
                   NULL);
  if (state >= 2)
    suy_demo_move (self, record, "submit", staff, suy_demo_time (submitted, 10 * 60 + row), NULL,
                   submitted > due ? "photo form" : "photo");
  if (state >= 3)
    {
      suy_record_set_integer (record, "accepted_by", get_acceptor (self)->unit);
      suy_demo_set_day (record, "accepted_on", accepted);
      add_acceptance (self, record, "milestone", accepted);
      suy_demo_move (self, record, "accept", get_acceptor (self),
                     suy_demo_time (accepted, 15 * 60 + row), NULL, "report");
    }
  if (state >= 4)
    {
      suy_demo_set_day (record, "closed_at", due - 1);
      suy_demo_move (self, record, "close", get_clerk (self), suy_demo_time (due - 1, 16 * 60),
                     NULL, NULL);
    }

  return TRUE;
}

/* ---- quarter tasks ---- */

/* The first day of "2024Q3", and the first day after it. */
static void
find_quarter (const char *quarter, gint *first, gint *end)
{
  guint year = (guint) g_ascii_strtoull (quarter, NULL, 10), n = (guint) (quarter[5] - '1');
  g_autofree char *from = g_strdup_printf ("%u-%02u-01", year, 3 * n + 1);
  g_autofree char *to = n == 3 ? g_strdup_printf ("%u-01-01", year + 1)
                               : g_strdup_printf ("%u-%02u-01", year, 3 * n + 4);

  *first = suy_demo_day (from);
  *end = suy_demo_day (to);
}

static gboolean
take_task (SuyDemo *self, SuyRecord *record, JsonObject *members, guint row)
{
  const SuyDemoPerson *staff = get_staff (self, record);
  gint first, end, done;

  if (staff == NULL)
    return FALSE;
  find_quarter (suy_record_get_text (record, "quarter"), &first, &end);
  done = end - 3 - (gint) (row % 7);
  suy_demo_move (self, record, "plan", get_clerk (self), suy_demo_time (first - 20, 9 * 60), NULL,
                 NULL);
  suy_demo_move (self, record, "begin", staff, suy_demo_time (first + 2, 9 * 60), NULL, NULL);
  suy_demo_set_day (record, "done_on", done);
  suy_demo_move (self, record, "finish", staff, suy_demo_time (done, 16 * 60), NULL, NULL);

  return TRUE;
}

/* ---- projects ---- */

enum
{
  LISTED,
  PRELIMINARY,
  TENDERED,
  BUILDING,
  BUILT,
  ACCEPTED,
  SETTLED,
  CLOSED,
  SUSPENDED,
  ADJUSTED,
};

static const char *const project_states[] = {
  "listed",  "preliminary", "tendered",  "under_construction", "built", "accepted",
  "settled", "closed",      "suspended", "adjusted",           NULL
};

static void
set_project_fields (SuyDemo *self, SuyRecord *record, guint state, guint row, gint end)
{
  static const char *const sources[] = { "district", "provincial", "central", "rural" };
  gint64 investment = suy_record_get_integer (record, "investment_yuan");
  gint64 bp = suy_record_get_integer (record, "actual_bp");
  g_autofree char *contract = g_strdup_printf ("HT-%03u", row + 1);

  if (state >= TENDERED)
    {
      suy_demo_set_flag (record, "site_chosen", TRUE);
      suy_demo_set_flag (record, "land_ready", TRUE);
      suy_demo_set_flag (record, "design_done", TRUE);
      suy_demo_set_flag (record, "screening_passed", TRUE);
    }
  if (state >= BUILDING && state != SUSPENDED)
    {
      suy_record_set_text (record, "contract", contract);
      suy_record_set_text (record, "fund_source", sources[row % 4]);
      suy_record_set_integer (record, "paid_yuan", investment / 10000 * bp * 9 / 10);
    }
  if (state >= BUILT && state <= CLOSED)
    suy_demo_set_day (record, "built_on", end - 40);
  if (state >= ACCEPTED && state <= CLOSED)
    {
      suy_demo_set_day (record, "accepted_on", end - 25);
      add_acceptance (self, record, "project", end - 25);
    }
}

static void
add_project_moves (SuyDemo *self, SuyRecord *record, guint state, gint start, gint end)
{
  const SuyDemoPerson *staff = get_staff (self, record), *clerk = get_clerk (self);
  gint span = end - 40 - start;

  suy_demo_move (self, record, "list", clerk, suy_demo_time (start - 30, 9 * 60), NULL, NULL);
  if (state >= PRELIMINARY)
    suy_demo_move (self, record, "prepare", staff, suy_demo_time (start, 9 * 60), NULL, NULL);
  if (state >= TENDERED)
    suy_demo_move (self, record, "tender", staff, suy_demo_time (start + span / 5, 9 * 60), NULL,
                   NULL);
  if (state == SUSPENDED)
    suy_demo_move (self, record, "suspend", clerk, suy_demo_time (start + span / 2, 9 * 60),
                   "用地纠纷，暂缓实施", NULL);
  else if (state >= BUILDING)
    {
      suy_demo_move (self, record, "build", staff, suy_demo_time (start + span / 3, 9 * 60), NULL,
                     NULL);
      suy_demo_move (self, record, "progress", staff, suy_demo_time (start + span / 2, 9 * 60),
                     NULL, "photo");
    }
  if (state == ADJUSTED)
    suy_demo_move (self, record, "adjust", clerk, suy_demo_time (start + span * 3 / 4, 9 * 60),
                   "委员会决定并入景区提升计划", "record");
  if (state >= BUILT && state <= CLOSED)
    suy_demo_move (self, record, "finish", staff, suy_demo_time (end - 40, 9 * 60), NULL, "photo");
  if (state >= ACCEPTED && state <= CLOSED)
    suy_demo_move (self, record, "accept", get_acceptor (self), suy_demo_time (end - 25, 15 * 60),
                   NULL, "report");
  if (state == SETTLED || state == CLOSED)
    suy_demo_move (self, record, "settle", clerk, suy_demo_time (end - 10, 10 * 60), NULL, NULL);
  if (state == CLOSED)
    suy_demo_move (self, record, "close", clerk, suy_demo_time (end - 2, 10 * 60), NULL, NULL);
}

static gboolean
take_project (SuyDemo *self, SuyRecord *record, JsonObject *members, guint row)
{
  guint state = find_word (get_state (members), project_states);
  guint town = suy_demo_find_town (self, json_object_get_string_member (members, "near"));
  gint start = get_day (record, "start"), end = MIN (get_day (record, "due"), TODAY - 7);
  const SuyDemoPerson *staff = get_staff (self, record);
  SuyDemoRandom random;
  SuyDemoSpot spot;

  if (town == G_MAXUINT || staff == NULL || project_states[state] == NULL)
    return FALSE;
  suy_demo_random_init (&random, self->seed + row, "project");
  suy_demo_spot_near_town (self, &random, town, &spot);
  suy_demo_set_spot (self, record, &spot);
  suy_record_set_integer (record, "responsible_person", staff->id);
  set_project_fields (self, record, state, row, end);
  add_project_moves (self, record, state, start, end);

  return TRUE;
}

static void
add_fund (SuyDemo *self, SuyRecord *project, guint part, const char *source, gint64 planned)
{
  g_autofree char *code = g_strdup_printf ("ZJ-%s-%u", suy_record_get_text (project, "code"), part);
  SuyRecord *record = suy_demo_add (self, "fund_entry", code);
  gint64 bp = suy_record_get_integer (project, "actual_bp");
  gint64 arrived = planned / 10000 * MIN (10000, bp + 1000);

  suy_record_set_text (record, "source", source);
  suy_record_set_integer (record, "project", suy_record_get_id (project));
  suy_record_set_text (record, "purpose", part == 1 ? "财政资金" : "社会资本");
  suy_record_set_integer (record, "planned_yuan", planned);
  suy_record_set_integer (record, "arrived_yuan", arrived);
  suy_record_set_integer (record, "used_yuan", planned / 10000 * bp * 9 / 10);
  suy_record_set_text (record, "on_date", suy_record_get_text (project, "start"));
  suy_record_set_text (record, "audit_quarter", "2026Q3");
}

/* Monthly reports of what is being built, handed in by the 15th. */
static void
add_reports (SuyDemo *self, SuyRecord *project, guint row)
{
  for (guint month = 4; month <= 10; month++)
    {
      g_autofree char *code =
          g_strdup_printf ("YB-%s-%02u", suy_record_get_text (project, "code"), month);
      g_autofree char *name = g_strdup_printf ("2026-%02u", month);
      g_autofree char *day = g_strdup_printf ("2026-%02u-%02u", month + 1, 5 + (row + month) % 10);
      SuyRecord *record = suy_demo_add (self, "project_report", code);
      gint64 bp = suy_record_get_integer (project, "actual_bp");

      suy_record_set_integer (record, "project", suy_record_get_id (project));
      suy_record_set_text (record, "month", name);
      suy_record_set_integer (record, "actual_bp", bp - (10 - month) * bp / 20);
      suy_demo_set_time (record, "submitted_at", suy_demo_time (suy_demo_day (day), 16 * 60));
    }
}

static void
add_money (SuyDemo *self)
{
  static const char *const sources[] = { "district", "provincial", "central", "rural" };
  GPtrArray *projects = suy_demo_get_list (self, "project");

  for (guint i = 0; i < projects->len; i++)
    {
      SuyRecord *project = projects->pdata[i];
      gint64 bp = suy_record_get_integer (project, "actual_bp");

      add_fund (self, project, 1, sources[i % 4], suy_record_get_integer (project, "fiscal_yuan"));
      add_fund (self, project, 2, "social", suy_record_get_integer (project, "social_yuan"));
      if (bp > 2000 && bp < 10000)
        add_reports (self, project, i);
    }
}

gboolean
suy_demo_take_near (SuyDemo *self, SuyRecord *record, JsonObject *members, guint row)
{
  guint town = suy_demo_find_town (self, json_object_get_string_member (members, "near"));
  SuyDemoRandom random;
  SuyDemoSpot spot;

  if (town == G_MAXUINT)
    return FALSE;
  suy_demo_random_init (&random, self->seed + row, suy_record_get_register (record)->name);
  suy_demo_spot_near_town (self, &random, town, &spot);
  suy_demo_set_spot (self, record, &spot);

  return TRUE;
}

/* Scores that give 86.9, 82.1 and 60.0. */
static void
add_delphi (SuyDemo *self)
{
  static const struct
  {
    const char *item;
    guint impact[5], urgency[5], difficulty[5];
  } items[] = {
    { "water", { 95, 90, 92, 88, 95 }, { 90, 95, 90, 92, 93 }, { 70, 75, 80, 72, 78 } },
    { "safety", { 82, 78, 80, 85, 75 }, { 85, 88, 84, 86, 82 }, { 80, 82, 84, 80, 84 } },
    { "market_service", { 60, 62, 58, 65, 55 }, { 50, 48, 52, 55, 45 }, { 70, 72, 68, 70, 70 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    for (guint k = 0; k < 5; k++)
      {
        g_autofree char *code = g_strdup_printf ("DF-%u-%u", i + 1, k + 1);
        SuyRecord *record = suy_demo_add (self, "delphi_score", code);

        suy_record_set_integer (record, "round", 1);
        suy_record_set_integer (record, "expert", suy_demo_find_person (self, "expert", 0, k)->id);
        suy_record_set_text (record, "item", items[i].item);
        suy_record_set_integer (record, "impact", items[i].impact[k]);
        suy_record_set_integer (record, "urgency", items[i].urgency[k]);
        suy_record_set_integer (record, "difficulty", items[i].difficulty[k]);
      }
}

gboolean
suy_demo_make_projects (SuyDemo *self, GError **error)
{
  if (!suy_demo_add_table (self, "milestone", take_milestone, error) ||
      !suy_demo_add_table (self, "project", take_project, error) ||
      !suy_demo_add_table (self, "industrial_park", suy_demo_take_near, error) ||
      !suy_demo_add_table (self, "scenic_area", suy_demo_take_near, error) ||
      !suy_demo_add_table (self, "emergency_team", suy_demo_take_near, error) ||
      !suy_demo_add_table (self, "target_indicator", NULL, error) ||
      !suy_demo_add_table (self, "quarter_task", take_task, error) ||
      !suy_demo_add_table (self, "strategy_plan", NULL, error))
    return FALSE;

  add_money (self);
  add_delphi (self);

  return TRUE;
}
