/* year-case.c: problems and their ledger items through the year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-year.h"
#include "suy-duplicates.h"

#define FIVE "five_no_release=cause;handled;rectified;responsibility;satisfied"

static SuyRecord *
get (Year *year, const char *reg, gint64 id)
{
  g_autoptr (GError) error = NULL;
  SuyRecord *record = suy_store_get (suy_workspace_get_store (year->bureau.workspace),
                                     bureau_register (&year->bureau, reg), id, &error);

  g_assert_no_error (error);

  return record;
}

/* A problem, its item once it is assigned, and who answers for them. */
typedef struct
{
  gint64 problem, item;
  char *tier, *class, *township;
  char *head, *unit; /* people of the responsible unit */
  char *code;        /* of the item */
} Case;

static void
case_clear (Case *self)
{
  g_free (self->tier);
  g_free (self->class);
  g_free (self->township);
  g_free (self->head);
  g_free (self->unit);
  g_free (self->code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static Case
find_case (Year *year, const char *key)
{
  Case self = { .problem = year_find (year, "problem", key) };
  g_autoptr (SuyRecord) problem = get (year, "problem", self.problem);
  gint64 township = suy_record_get_integer (problem, "township");

  self.tier = g_strdup (suy_record_get_text (problem, "severity_tier"));
  self.class = g_strdup (suy_record_get_text (problem, "rect_class"));
  self.township = bureau_get (&year->bureau, "township", township, "code");
  self.head = g_strconcat ("head-", self.township, NULL);
  self.unit = g_strconcat ("unit-", self.township, NULL);
  if (year_knows (year, "rectification_item", key))
    {
      self.item = year_find (year, "rectification_item", key);
      self.code = bureau_get (&year->bureau, "rectification_item", self.item, "code");
    }

  return self;
}

static gboolean
is_routine (const Case *self)
{
  return g_str_equal (self->tier, "routine");
}

/* ---- finding ---- */

/* The same kind of problem close by, as the window proposes it; "" for none. */
static char *
find_twin (Year *year, gint64 id)
{
  g_autoptr (SuyRecord) record = get (year, "problem", id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = suy_workspace_find_duplicates (year->bureau.workspace, record, &error);
  g_autofree char *code = NULL;

  g_assert_no_error (error);
  if (found->len == 0)
    return g_strdup ("");
  code = bureau_get (&year->bureau, "problem", g_array_index (found, SuyDuplicate, 0).id, "code");

  return g_strconcat ("duplicate_of=", code, NULL);
}

static void
find_problem (Year *year, JsonObject *event, const char *key)
{
  const char *medium = year_text (event, "medium");
  JsonArray *place = json_object_get_array_member (event, "place");
  g_autofree char *person = g_strdup_printf ("P-%03d", (int) year_integer (event, "inspector"));
  g_autofree char *now = year_now (year), *twin = NULL;
  gint64 id;

  bureau_act_as (&year->bureau, person);
  id = year_make (year, "problem", key,
                  "code=%s|title=Problem %s|source=patrol|medium=%s|found_at=%s|description=What "
                  "the inspector saw|township=%s|reporter=%s|@=%.7f,%.7f",
                  key, key, g_str_equal (medium, "waste") ? "solid_waste" : medium, now,
                  year_text (event, "township"), person, json_array_get_double_element (place, 0),
                  json_array_get_double_element (place, 1));
  year_attach (year, person, "problem", id, "photo");
  twin = find_twin (year, id);
  year_move (year, person, "problem", id, "report", "%s", twin);
}

static void
judge (Year *year, JsonObject *event, const char *key)
{
  year_move (year, "duty_officer", "problem", year_find (year, "problem", key), "judge",
             "severity_tier=%s|cause=What it comes from|upstream_trace=Two outfalls",
             year_text (event, "tier"));
}

static void
dismiss (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  year_move (year, "duty_officer", "problem", year_find (year, "problem", key), "reject",
             "reporter_told=yes|note:not so");
}

/* ---- plan ---- */

static void
assign (Year *year, JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);
  gint64 item;

  year_move (year, "rectification_office", "problem", self.problem, "assign",
             "lead_unit=LEAD|responsible_unit=U-%s|responsible_person=%s|supervising_unit=SUPER|"
             "goal=As it was|measure=Put it right|deadline=%s|rect_class=%s",
             self.township, self.head, year_text (event, "deadline"),
             year_text (event, "rect_class"));
  item = bureau_find (&year->bureau, "rectification_item", "problem", self.problem);
  year_keep (year, "rectification_item", key, item);
  g_assert_cmpstr (year_text (event, "start"), ==, year_today (year));
}

static void
receive (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);

  year_move (year, self.unit, "problem", self.problem, "receive", "%s", "");
}

/* The plan of a routine problem is made by its assignment; others' are the office's to approve. */
static void
begin (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);
  g_autofree char *deadline =
      bureau_get (&year->bureau, "rectification_item", self.item, "deadline");

  year_attach (year, self.unit, "rectification_item", self.item, "plan");
  if (is_routine (&self))
    year_move (year, self.unit, "problem", self.problem, "start", "plan_document=Plan");
  else if (g_str_equal (self.class, "phased"))
    year_move (year, "rectification_office", "rectification_item", self.item, "approve_plan",
               "plan_document=Plan|stages=%s all of it", deadline);
  else
    year_move (year, "rectification_office", "rectification_item", self.item, "approve_plan",
               "plan_document=Plan");
  year_move (year, self.unit, "rectification_item", self.item, "start", "%s", "");
}

/* ---- work ---- */

void
year_case_progress (Year *year, JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);

  year_attach (year, self.unit, "problem", self.problem, "photo");
  year_move (year, self.unit, "problem", self.problem, "progress", "actual_bp=%d",
             (int) year_integer (event, "bp"));
}

static void
extend (Year *year, JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);
  const char *person =
      g_str_equal (self.tier, "major") ? "deputy_district_head" : "rectification_office";

  bureau_act_as (&year->bureau, self.head);
  year_make (year, "extension_request", NULL,
             "item=%s|problem=%s|applied_by=%s|applied_on=%s|new_deadline=%s|reason=Rain",
             self.code, key, self.head, year_today (year), year_text (event, "deadline"));
  year_move (year, person, "rectification_item", self.item, "extend", "note:granted");
}

static void
find_serious (Year *year, JsonObject *event, const char *key)
{
  bureau_act_as (&year->bureau, "rectification_office");
  year_set (year, "problem", year_find (year, "problem", key), "serious_consequence=%s",
            json_object_get_boolean_member (event, "found") ? "yes" : "no");
}

/* What is left of measures and stages is done before acceptance is asked for. */
static void
finish (Year *year, const Case *self)
{
  g_autofree char *stages = bureau_get (&year->bureau, "rectification_item", self->item, "stages");
  g_autofree char *met = bureau_get (&year->bureau, "rectification_item", self->item, "stages_met");

  if (*stages != '\0' && !g_str_equal (met, "1"))
    {
      year_attach (year, self->unit, "rectification_item", self->item, "photo");
      year_move (year, self->unit, "rectification_item", self->item, "meet_stage", "stages_met=1");
    }
  year_set (year, "rectification_item", self->item, "measures_done=1");
}

static void
submit (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);

  year_attach (year, self.unit, "problem", self.problem, "before after");
  finish (year, &self);
  year_move (year, self.unit, "problem", self.problem, "submit", "completed_on=%s",
             year_today (year));
  year_attach (year, self.unit, "rectification_item", self.item, "report");
  year_move (year, self.unit, "rectification_item", self.item, "apply", FIVE);
}

/* ---- acceptance ---- */

static void
add_acceptance (Year *year, const char *key, const char *rest)
{
  bureau_act_as (&year->bureau, "supervising_unit");
  year_make (
      year, "acceptance", NULL,
      "problem=%s|org=SUPER|org_kind=supervising|acceptor=supervising_unit|accepted_on=%s|%s", key,
      year_today (year), rest);
}

static void
refuse (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  add_acceptance (year, key, "verdict=fail|defects=a gap");
  year_move (year, "supervising_unit", "problem", year_find (year, "problem", key), "send_back",
             "note:a gap");
}

static void
accept (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  gint64 id = year_find (year, "problem", key);

  add_acceptance (year, key, "verdict=pass|site_check=yes|report=Fine");
  year_attach (year, "supervising_unit", "problem", id, "report");
  year_move (year, "supervising_unit", "problem", id, "accept", "accepted_at=%s",
             year_today (year));
}

static void
close_case (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);
  const char *person = is_routine (&self)               ? "duty_officer"
                       : g_str_equal (self.tier, "key") ? "deputy_district_head"
                                                        : "bureau_leader";

  year_attach (year, person, "rectification_item", self.item, "form");
  year_move (year, person, "problem", self.problem, "close", "closed_at=%s", year_today (year));
}

static void
consolidate (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);

  year_move (year, self.unit, "rectification_item", self.item, "consolidate",
             "consolidation=Weekly rounds|consolidation_check=%s", year_today (year));
}

/* ---- looking back ---- */

static void
look_back (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);
  g_autofree char *state = bureau_get (&year->bureau, "rectification_item", self.item, "state");

  bureau_act_as (&year->bureau, "enforcement_officer");
  year_make (year, "lookback", NULL,
             "item=%s|problem=%s|kind=full|year=%.4s|done_at=%s|inspector=enforcement_officer|"
             "verdict=ok",
             self.code, key, year_today (year), year_today (year));
  if (g_str_equal (state, "lookback_passed"))
    return; /* of an earlier year */
  year_attach (year, "enforcement_officer", "rectification_item", self.item, "report photo");
  year_move (year, "enforcement_officer", "rectification_item", self.item, "look_back",
             "lookback_at=%s", year_today (year));
}

/* A sample is the office's own; the ledger goes on as it is. */
static void
look_back_by_sample (Year *year, G_GNUC_UNUSED JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);

  bureau_act_as (&year->bureau, "rectification_office");
  year_make (year, "lookback", NULL,
             "item=%s|problem=%s|kind=sample|year=%.4s|done_at=%s|inspector=rectification_office|"
             "verdict=ok",
             self.code, key, year_today (year), year_today (year));
}

/* What the ladder asks for: an order or an interview, a listing, a referral. */
static void
put_on_record (Year *year, JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);
  const char *kind = year_text (event, "kind");
  g_autofree char *item = g_str_equal (kind, "interview") ? g_strdup ("") /* about the case */
                                                          : g_strdup_printf ("|item=%s", self.code);

  bureau_act_as (&year->bureau, "rectification_office");
  year_make (year, "action_record", NULL,
             "title=Record|kind=%s%s|problem=%s|issued_on=%s|to_unit=U-%s", kind, item, key,
             year_today (year), self.township);
}

static void
rebound (Year *year, JsonObject *event, const char *key)
{
  g_auto (Case) self = find_case (year, key);

  bureau_act_as (&year->bureau, "enforcement_officer");
  year_make (year, "lookback", NULL,
             "item=%s|problem=%s|kind=full|year=%.4s|done_at=%s|inspector=enforcement_officer|"
             "verdict=rebound",
             self.code, key, year_today (year), year_today (year));
  year_attach (year, "rectification_office", "rectification_item", self.item, "record");
  year_move (year, "rectification_office", "rectification_item", self.item, "rebound",
             "note:as before");
  year_move (year, "rectification_office", "rectification_item", self.item, "resume",
             "deadline=%s|note:again", year_text (event, "deadline"));
  g_assert_cmpstr (year_text (event, "start"), ==, year_today (year));
}

const YearVerb year_case_verbs[] = {
  { "find", find_problem },       { "judge", judge },
  { "dismiss", dismiss },         { "assign", assign },
  { "receive", receive },         { "begin", begin },
  { "extend", extend },           { "serious", find_serious },
  { "submit", submit },           { "defects", refuse },
  { "accept", accept },           { "close", close_case },
  { "consolidate", consolidate }, { "lookback_ok", look_back },
  { "rebound", rebound },         { "lookback_sample", look_back_by_sample },
  { "record", put_on_record },    { NULL, NULL },
};
