/* year-world.c: what is measured, complained about, paid and checked through the year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-year.h"

#define COD_LIMIT_MGL 50

/* ---- water ---- */

static void
add_section (Year *year, JsonObject *event, const char *key)
{
  static const char *const classes[] = { "I", "II", "III", "IV", "V", "VI" };
  const char *reach = year_text (event, "reach");
  g_autofree char *link = reach == NULL ? g_strdup ("") : g_strdup_printf ("|reach=%s", reach);

  bureau_act_as (&year->bureau, "hq_clerk");
  year_make (year, "river_section", key,
             "code=%s|name=%s|section_level=county|target_class=%s|township=TS-02|@=118.2,27.3%s",
             key, key, classes[year_integer (event, "target") - 1], link);
}

static void
add_measurement (Year *year, const char *link, const char *key, const char *factor, double mgl)
{
  g_autofree char *now = year_now (year);

  year_make (year, "measurement", NULL, "%s=%s|sampled_at=%s|factor=%s|value=%.3f|source=manual",
             link, key, now, factor, mgl);
}

void
year_measure (Year *year, const char *link, const char *key, JsonObject *event)
{
  JsonObject *values = json_object_get_object_member (event, "values");
  g_autoptr (GList) factors = json_object_get_members (values);

  bureau_act_as (&year->bureau, "monitor");
  for (GList *at = factors; at != NULL; at = at->next)
    {
      g_autofree char *factor = g_ascii_strdown (at->data, -1);

      add_measurement (year, link, key, factor,
                       (double) json_object_get_int_member (values, at->data) / 1000.0);
    }
}

static void
add_sample (Year *year, JsonObject *event, G_GNUC_UNUSED const char *key)
{
  year_measure (year, "section", year_text (event, "section"), event);
}

/* ---- firms ---- */

gint64
year_firm (Year *year, const char *key)
{
  if (year_knows (year, "enterprise", key))
    return year_find (year, "enterprise", key);

  return year_make (year, "enterprise", key,
                    "code=%s|name=Firm %s|industry=other|township=TS-03|@=118.3,27.4", key, key);
}

static void
begin_retrofit (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_firm (year, key);

  year_move (year, "hq_clerk", "enterprise", id, "list", "treatment_class=upgrade");
  year_move (year, "duty_officer", "enterprise", id, "start", "retrofit_started=%s",
             year_today (year));
}

static void
accept_retrofit (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "enterprise", key);

  year_move (year, "duty_officer", "enterprise", id, "finish", "retrofit_finished=%s",
             year_today (year));
  bureau_act_as (&year->bureau, "third_party");
  year_make (year, "acceptance", NULL,
             "enterprise=%s|org=THIRD|org_kind=third_party|acceptor=third_party|accepted_on=%s|"
             "verdict=pass|site_check=yes",
             key, year_today (year));
  year_attach (year, "third_party", "enterprise", id, "report");
  year_move (year, "third_party", "enterprise", id, "accept_retrofit", "retrofit_accepted=%s",
             year_today (year));
}

/* ---- monitors ---- */

static void
add_monitor (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  year_firm (year, "QY-0001");
  year_make (year, "online_monitor", key,
             "code=%s|name=%s|kind=water|enterprise=QY-0001|limit_cod_mgl=%d|state=online", key,
             key, COD_LIMIT_MGL);
}

static void
set_monitor (Year *year, JsonObject *event, const char *key)
{
  const char *state = year_text (event, "state");
  gint64 id = year_find (year, "online_monitor", key);
  g_autofree char *now = year_now (year);

  bureau_act_as (&year->bureau, "monitor");
  if (g_str_equal (state, "offline"))
    year_set (year, "online_monitor", id, "state=offline|offline_since=%s", now);
  else
    year_set (year, "online_monitor", id, "state=online|offline_since=");
  if (g_str_equal (state, "exceeding") || g_str_equal (state, "limit"))
    add_measurement (year, "monitor", key, "cod",
                     COD_LIMIT_MGL + (g_str_equal (state, "limit") ? 0 : 0.001));
}

/* ---- complaints ---- */

static void
complain (Year *year, JsonObject *event, const char *key)
{
  const char *firm = year_text (event, "firm"), *township = year_text (event, "township");
  g_autofree char *now = year_now (year);
  g_autofree char *link = firm == NULL ? g_strdup ("") : g_strdup_printf ("|enterprise=%s", firm);
  gint64 id;

  if (firm != NULL)
    year_firm (year, firm);
  bureau_act_as (&year->bureau, "operator");
  id = year_make (year, "complaint", key,
                  "code=%s|text=Smell|channel=hotline_24h|complaint_type=odour|received_at=%s|"
                  "township=%s%s",
                  key, now, township, link);
  year_move (year, "operator", "complaint", id, "receive", "%s", "");
  year_move (year, "operator", "complaint", id, "assign_first", "first_receiver=U-%s|owner=U-%s",
             township, township);
}

/* Those against a firm are found to be so and become a problem, others end with the answer. */
static void
reply (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "complaint", key);
  g_autofree char *owner = bureau_get (&year->bureau, "complaint", id, "owner");
  g_autofree char *code =
      bureau_get (&year->bureau, "unit", g_ascii_strtoll (owner, NULL, 10), "code");
  g_autofree char *firm = bureau_get (&year->bureau, "complaint", id, "enterprise");
  g_autofree char *person = g_strconcat ("unit-", code + strlen ("U-"), NULL);
  g_autofree char *now = year_now (year);
  gboolean valid = *firm != '\0';

  year_move (year, person, "complaint", id, "verify",
             "say:site_or_phone_check=yes|check_result=Seen|valid=%s", valid ? "yes" : "no");
  if (!valid)
    {
      year_move (year, person, "complaint", id, "close_invalid",
                 "note:not so|reply=Nothing was found|replied_at=%s", now);
      return;
    }
  year_attach (year, person, "complaint", id, "photo");
  year_move (year, person, "complaint", id, "handle", "%s", "");
  year_move (year, person, "complaint", id, "reply", "reply=It will be put right|replied_at=%s",
             now);
}

/* The problem that it became is found not to be one, so that nothing of it is open. */
static void
settle (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "complaint", key);
  g_autofree char *now = year_now (year);
  g_autofree char *problem = bureau_get (&year->bureau, "complaint", id, "problem");

  if (*problem != '\0')
    year_move (year, "duty_officer", "problem", g_ascii_strtoll (problem, NULL, 10), "reject",
               "say:reporter_told=yes|say:site_check=yes|note:not so");
  year_move (year, "unit-TS-09", "complaint", id, "settle",
             "result_code=substantiated|interim=no|settled_at=%s", now);
}

static void
look_back (Year *year, JsonObject *event, const char *key)
{
  bureau_act_as (&year->bureau, "enforcement_officer");
  year_make (year, "lookback", NULL,
             "complaint=%s|kind=%s|year=%.4s|done_at=%s|inspector=enforcement_officer|verdict=ok",
             key, year_text (event, "kind"), year_today (year), year_today (year));
}

/* ---- money, people, checks ---- */

static void
add_survey (Year *year, JsonObject *event, G_GNUC_UNUSED const char *key)
{
  const char *of = year_text (event, "of");

  year_make (year, "survey", NULL, "name=Survey|on_date=%s|measure=%s|value=%.1f",
             year_today (year), g_str_equal (of, "satisfaction") ? "满意度" : "知晓率",
             (double) year_integer (event, "tenths") / 10.0);
}

static void
add_funds (Year *year, JsonObject *event, G_GNUC_UNUSED const char *key)
{
  year_make (year, "fund_entry", NULL,
             "project=XM-01|source=district|purpose=works|on_date=%s|planned_yuan=%d|"
             "arrived_yuan=%d|used_yuan=%d",
             year_today (year), (int) year_integer (event, "planned"),
             (int) year_integer (event, "arrived"), (int) year_integer (event, "used"));
}

static void
patrol (Year *year, const char *topic)
{
  g_autofree char *now = year_now (year);

  if (!year_knows (year, "grid_cell", "G-1"))
    year_make (year, "grid_cell", "G-1", "code=G-1|name=G-1|level=township");
  bureau_act_as (&year->bureau, "P-001");
  year_make (year, "patrol", NULL, "name=Patrol|inspector=P-001|grid=G-1|started_at=%s|topic=%s",
             now, topic);
}

void
year_inspect (Year *year, const char *firm, const char *more)
{
  g_autofree char *now = year_now (year);
  gint64 id;

  bureau_act_as (&year->bureau, "hq_clerk");
  id = year_make (year, "inspection", NULL,
                  "name=Check|kind=special_action|township=TS-03|@=118.3,27.4%s", more);
  year_move (year, "hq_clerk", "inspection", id, "plan", "%s", "");
  if (firm == NULL)
    {
      year_move (year, "hq_clerk", "inspection", id, "cancel", "started_at=%s|note:rain", now);
      return;
    }
  year_move (year, "hq_clerk", "inspection", id, "assign",
             "due=%s|enterprise=%s|officers=officer2;officer3", year_today (year), firm);
  year_move (year, "officer2", "inspection", id, "arrive", "started_at=%s", now);
  year_attach (year, "officer2", "inspection", id, "photo");
  year_move (year, "officer2", "inspection", id, "record",
             "checklist=雨污分流：是|conclusion=Fine|ended_at=%s", now);
}

/* The plan of a campaign, whose topic goes before that of its inspections; for another inspection
 * of it the last plan. */
static char *
find_plan (Year *year, const char *kind, const char *how)
{
  g_autofree char *code = NULL;
  gint64 plan;

  if (g_str_equal (how, "alone"))
    return g_strdup_printf ("|topic=%s", kind);
  bureau_act_as (&year->bureau, "hq_clerk");
  if (g_str_equal (how, "again"))
    plan = year_find (year, "inspection_plan", kind);
  else
    plan =
        year_make (year, "inspection_plan", kind,
                   "name=Campaign|kind=special_action|year=%.4s|topic=%s", year_today (year), kind);
  code = bureau_get (&year->bureau, "inspection_plan", plan, "code");

  return g_strdup_printf ("|topic=other|plan=%s", code);
}

/* A campaign with its plan and an inspection; a patrol is no campaign. */
static void
check (Year *year, JsonObject *event, G_GNUC_UNUSED const char *key)
{
  const char *kind = year_text (event, "kind"), *how = year_text (event, "how");
  g_autofree char *plan = NULL;

  if (g_str_equal (kind, "open_burning"))
    {
      patrol (year, kind);
      return;
    }
  year_firm (year, "QY-0001");
  plan = find_plan (year, kind, how);
  year_inspect (year, g_str_equal (how, "cancelled") ? NULL : "QY-0001", plan);
}

const YearVerb year_world_verbs[] = {
  { "section", add_section },
  { "sample", add_sample },
  { "monitor", add_monitor },
  { "monitor_state", set_monitor },
  { "complaint", complain },
  { "reply", reply },
  { "settle", settle },
  { "complaint_lookback", look_back },
  { "retrofit", begin_retrofit },
  { "retrofit_accept", accept_retrofit },
  { "satisfaction", add_survey },
  { "funds", add_funds },
  { "check", check },
  { NULL, NULL },
};
