/* year-works.c: projects and their key nodes through the year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-year.h"

/* All works are of one township's unit. */
#define UNIT "unit-TS-01"
#define UNIT_CODE "U-TS-01"

static char *
state_of (Year *year, const char *reg, gint64 id)
{
  return bureau_get (&year->bureau, reg, id, "state");
}

static void
add_project (Year *year, JsonObject *event, const char *key)
{
  gint64 id;

  bureau_act_as (&year->bureau, "hq_clerk");
  id = year_make (year, "project", key,
                  "code=%s|name=Works %s|category=environment|package=none|content=pipes|"
                  "investment_yuan=1000000|responsible_unit=" UNIT_CODE "|start=%s|due=%s",
                  key, key, year_text (event, "start"), year_text (event, "due"));
  year_move (year, "hq_clerk", "project", id, "list", "%s", "");
}

/* "2025-03-01 30%;2025-06-01 60%;2025-07-31 100%" */
static char *
join_checkpoints (JsonObject *event)
{
  JsonArray *list = json_object_get_array_member (event, "checkpoints");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonArray *one = json_array_get_array_element (list, i);

      g_string_append_printf (text, "%s %d%%;", json_array_get_string_element (one, 0),
                              (int) (json_array_get_int_element (one, 1) / 100));
    }

  g_string_append_printf (text, "%s 100%%", year_text (event, "due"));

  return g_string_free (text, FALSE);
}

static void
add_milestone (Year *year, JsonObject *event, const char *key)
{
  g_autofree char *checkpoints = join_checkpoints (event);

  bureau_act_as (&year->bureau, "hq_clerk");
  year_make (year, "milestone", key,
             "code=%s|name=Node %s|project=%s|responsible_unit=" UNIT_CODE
             "|is_key=%s|start=%s|due=%s|checkpoints=%s",
             key, key, year_text (event, "project"),
             json_object_get_boolean_member (event, "is_key") ? "yes" : "no",
             year_text (event, "start"), year_text (event, "due"), checkpoints);
}

/* ---- progress ---- */

/* From the list to the building site, before the first progress. */
static void
begin_building (Year *year, gint64 id)
{
  g_autofree char *state = state_of (year, "project", id);
  g_autofree char *code = bureau_get (&year->bureau, "project", id, "code");

  if (!g_str_equal (state, "listed"))
    return;
  year_move (year, UNIT, "project", id, "prepare", "%s", "");
  year_move (year, UNIT, "project", id, "tender",
             "site_chosen=yes|design_done=yes|land_ready=yes|screening_passed=yes");
  bureau_act_as (&year->bureau, "hq_clerk");
  year_make (year, "fund_entry", NULL, "project=%s|source=district|purpose=works|arrived_yuan=1",
             code);
  year_move (year, UNIT, "project", id, "build", "contract=C|fund_source=district");
}

static void
progress_project (Year *year, JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "project", key);

  begin_building (year, id);
  year_attach (year, UNIT, "project", id, "photo");
  year_move (year, UNIT, "project", id, "progress", "actual_bp=%d|paid_yuan=1",
             (int) year_integer (event, "bp"));
}

static void
progress_milestone (Year *year, JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "milestone", key);
  g_autofree char *state = state_of (year, "milestone", id);

  if (!g_str_equal (state, "active"))
    year_move (year, "hq_clerk", "milestone", id, "activate", "%s", "");
  bureau_act_as (&year->bureau, UNIT);
  year_set (year, "milestone", id, "actual_bp=%d", (int) year_integer (event, "bp"));
}

static void
progress (Year *year, JsonObject *event, const char *key)
{
  const char *of = year_text (event, "of");

  if (g_str_equal (of, "item"))
    year_case_progress (year, event, key);
  else if (g_str_equal (of, "project"))
    progress_project (year, event, key);
  else
    progress_milestone (year, event, key);
}

/* ---- acceptance ---- */

/* W-4: a yellow card does not stay without its interview. */
static void
interview (Year *year, JsonObject *event, const char *key)
{
  bureau_act_as (&year->bureau, "deputy_district_head");
  year_make (year, "action_record", NULL,
             "title=Interview|kind=interview|%s=%s|issued_on=%s|to_unit=" UNIT_CODE,
             year_text (event, "of"), key, year_today (year));
}

static void
suspend (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  year_move (year, "hq_clerk", "project", year_find (year, "project", key), "suspend",
             "note:the plan changes");
}

static void
report (Year *year, JsonObject *event, G_GNUC_UNUSED const char *key)
{
  g_autofree char *now = year_now (year);

  bureau_act_as (&year->bureau, UNIT);
  year_make (year, "project_report", NULL, "project=%s|month=%s|actual_bp=%d|submitted_at=%s",
             year_text (event, "project"), year_text (event, "month"),
             (int) year_integer (event, "bp"), now);
}

static void
accept_project (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "project", key);

  year_attach (year, UNIT, "project", id, "photo");
  year_move (year, UNIT, "project", id, "finish", "built_on=%s", year_today (year));
  year_attach (year, "third_party", "project", id, "report");
  year_move (year, "third_party", "project", id, "accept", "accepted_on=%s", year_today (year));
}

static void
accept_milestone (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "milestone", key);

  year_attach (year, UNIT, "milestone", id, "photo form");
  year_move (year, UNIT, "milestone", id, "submit", "%s", "");
  bureau_act_as (&year->bureau, "third_party");
  year_make (year, "acceptance", NULL,
             "milestone=%s|org=THIRD|org_kind=third_party|acceptor=third_party|accepted_on=%s|"
             "verdict=pass|site_check=yes",
             key, year_today (year));
  year_attach (year, "third_party", "milestone", id, "report");
  year_move (year, "third_party", "milestone", id, "accept", "accepted_on=%s|accepted_by=THIRD",
             year_today (year));
}

const YearVerb year_works_verbs[] = {
  { "project", add_project },
  { "milestone", add_milestone },
  { "progress", progress },
  { "project_accept", accept_project },
  { "milestone_accept", accept_milestone },
  { "interview", interview },
  { "suspend", suspend },
  { "report", report },
  { NULL, NULL },
};
