/* test-suspects.c: one river with a section below and what stands along it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-workspace-suspects.h"

#include <math.h>

#include "made-rivers.h"
#include "suy-error.h"

/* Reach 1 flows into reach 0; the section stands in the middle of reach 0. */
static void
set_up (Made *made, gconstpointer unused)
{
  made_open (made);
  made_begin (made);
  made_add_reach (made, 0, -1, 1.0);
  made_add_reach (made, 1, 0, NAN);
  made_add (made, "river_section", "S", 0, 0.5, "name", "Section", "section_level", "county",
            "target_class", "III", NULL);
  made_end (made);
}

static void
tear_down (Made *made, gconstpointer unused)
{
  made_close (made);
}

static SuySuspectsAsk
ask_of (Made *made, const char *what)
{
  SuySuspectsAsk ask = { .max_m = INFINITY,
                         .max_h = INFINITY,
                         .snap_m = SUY_SNAP_M,
                         .language = "en" };
  g_autoptr (GError) error = NULL;

  suy_workspace_resolve (made->workspace, what, &ask.reg, &ask.id, &error);
  g_assert_no_error (error);

  return ask;
}

static SuySuspects *
suspects_of (Made *made, const SuySuspectsAsk *ask)
{
  g_autoptr (GError) error = NULL;
  SuySuspects *suspects = suy_workspace_suspects (made->workspace, ask, &error);

  g_assert_no_error (error);

  return suspects;
}

static const SuySuspect *
find (const SuySuspects *suspects, const char *code)
{
  for (guint i = 0; i < suspects->suspects->len; i++)
    if (g_strcmp0 (((const SuySuspect *) suspects->suspects->pdata[i])->code, code) == 0)
      return suspects->suspects->pdata[i];

  return NULL;
}

static void
add_sample (Made *made, const char *code, const char *at, const char *factor, const char *value)
{
  made_add (made, "measurement", code, MADE_OFF_RIVER, 0, "section", "S", "sampled_at", at,
            "factor", factor, "value", value, "unit", "mg/L", NULL);
}

/* An outfall, the risk point and the enterprise behind it are one; the plant below the section and
 * the one far from the river are none. */
static void
test_parts_together (Made *made, gconstpointer unused)
{
  const char *const tp[] = { "总磷", NULL };
  SuySuspectsAsk ask = ask_of (made, "river_section:S");
  g_autoptr (SuySuspects) suspects = NULL;
  const SuySuspect *one;

  made_begin (made);
  made_add (made, "enterprise", "E1", MADE_OFF_RIVER, 0, "name", "Pigs", "industry", "livestock",
            "pollutants", "TP", "operating", "running", "load_kg_d", "3", NULL);
  made_add (made, "risk_point", "P1", 1, 0.25, "name", "Pigs", "kind", "key_source", "risk_level",
            "red", "enterprise", "E1", "control_measures", "x", NULL);
  made_add (made, "outfall", "O1", 1, 0.75, "name", "Pipe", "kind", "other", "risk_point", "P1",
            NULL);
  made_add (made, "enterprise", "E2", 0, 0.25, "name", "Below", "industry", "food", NULL);
  made_add (made, "enterprise", "E3", MADE_OFF_RIVER, 0, "name", "Far", "industry", "food", NULL);
  made_end (made);
  ask.pollutants = tp;
  suspects = suspects_of (made, &ask);

  g_assert_cmpuint (suspects->suspects->len, ==, 1);
  one = suspects->suspects->pdata[0];
  g_assert_cmpstr (one->code, ==, "P1");
  g_assert_cmpuint (one->parts->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (one->facts.river_m, 1500, 1);
  g_assert_cmpfloat_with_epsilon (one->facts.travel_h, 0.5 + 500 / 0.5 / 3600, 1e-3);
  g_assert_true (one->facts.time_estimated);
  g_assert_nonnull (suspects->trace->hours_text);
  {
    g_autofree char *why = suy_suspects_explain (suspects, one, SUY_CRITERION_TIME);

    g_assert_cmpstr (why, ==, "its water takes ≈ 0.8 h (estimated), within the window of 24 h");
  }
  g_assert_cmpuint (one->facts.common, ==, 1);
  g_assert_cmpstr (one->facts.level, ==, "red");
  g_assert_cmpstr (one->facts.operation, ==, "running");
  g_assert_cmpint (one->facts.n_cases, ==, 0);
  g_assert_cmpint (one->facts.n_violations, ==, 0);
  g_assert_cmpfloat (one->load_kg_d, ==, 3);
  g_assert_cmpint (one->share_bp, ==, 10000);
}

/* Samples of the day of the exceedance say what is asked; later ones only when they are asked. */
static void
test_exceedance (Made *made, gconstpointer unused)
{
  SuySuspectsAsk ask = ask_of (made, "river_section:S");
  const char *const cod[] = { "cod", NULL };
  g_autoptr (SuySuspects) latest = NULL;
  g_autoptr (SuySuspects) earlier = NULL;
  g_autoptr (SuySuspects) asked = NULL;
  const SuyExceedance *over;

  made_begin (made);
  add_sample (made, "1", "2026-01-05 08:00", "tp", "0.25");
  add_sample (made, "2", "2026-01-05 08:00", "nh3n", "1.5");
  add_sample (made, "3", "2026-01-05 08:00", "cod", "20");
  add_sample (made, "4", "2026-02-05 08:00", "tp", "0.21");
  add_sample (made, "5", "2026-03-05 08:00", "tp", "0.2");
  made_end (made);

  latest = suspects_of (made, &ask);
  g_assert_cmpuint (latest->exceedances->len, ==, 1);
  g_assert_cmpstr (latest->time, ==, "2026-02-05T00:00:00.000Z");
  g_assert_cmpstr (latest->since, ==, "2026-02-04T00:00:00.000Z");

  ask.time = "2026-02-01T00:00:00.000Z";
  earlier = suspects_of (made, &ask);
  g_assert_cmpuint (earlier->exceedances->len, ==, 2);
  over = &g_array_index (earlier->exceedances, SuyExceedance, 0);
  g_assert_cmpstr (over[0].factor->name, ==, "nh3n");
  g_assert_cmpint (over[0].excess_bp, ==, 5000);
  g_assert_cmpstr (over[1].factor->name, ==, "tp");
  g_assert_cmpint (over[1].excess_bp, ==, 2500);
  g_assert_cmpfloat (over[1].limit_mg_l, ==, 0.2);

  ask.pollutants = cod;
  asked = suspects_of (made, &ask);
  g_assert_cmpuint (asked->exceedances->len, ==, 1);
  over = &g_array_index (asked->exceedances, SuyExceedance, 0);
  g_assert_cmpfloat (over->value_mg_l, ==, 20);
  g_assert_cmpint (over->excess_bp, ==, 0);
}

static void
test_from_sample (Made *made, gconstpointer unused)
{
  g_autoptr (SuySuspects) suspects = NULL;
  SuySuspectsAsk ask;

  made_begin (made);
  add_sample (made, "old", "2026-01-05 08:00", "tp", "0.25");
  add_sample (made, "new", "2026-02-05 08:00", "tp", "0.30");
  made_end (made);
  ask = ask_of (made, "measurement:old");
  suspects = suspects_of (made, &ask);
  g_assert_cmpstr (suspects->time, ==, "2026-01-05T00:00:00.000Z");
  g_assert_cmpfloat (g_array_index (suspects->exceedances, SuyExceedance, 0).value_mg_l, ==, 0.25);
  g_assert_cmpint (suspects->section, !=, 0);
}

static void
assert_refused (Made *made, const SuySuspectsAsk *ask, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySuspects) suspects = suy_workspace_suspects (made->workspace, ask, &error);

  g_assert_null (suspects);
  g_assert_error (error, SUY_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refused (Made *made, gconstpointer unused)
{
  SuySuspectsAsk ask = ask_of (made, "river_section:S");
  const char *const none[] = { "gold", NULL }, *const tp[] = { "tp", NULL };

  assert_refused (made, &ask, SUY_ERROR_INVALID, "--pollutant");
  ask.pollutants = none;
  assert_refused (made, &ask, SUY_ERROR_NOT_FOUND, "gold");
  ask.pollutants = tp;
  ask.time = "2026-02-05T00:00:00.000Z";
  ask.since = ask.time;
  assert_refused (made, &ask, SUY_ERROR_INVALID, "window is empty");
  ask.time = "yesterday";
  assert_refused (made, &ask, SUY_ERROR_INVALID, "yesterday");
}

/* An outfall's own samples say what it discharges and how much: the latest before the time, valid
 * ones in a unit that is known; below the limit of detection no amount is known. */
static void
test_outfall_samples (Made *made, gconstpointer unused)
{
  static const struct
  {
    const char *outfall, *at, *value, *unit, *mark, *valid;
    guint32 common, absent;
    double kg_d;
  } cases[] = {
    { "A", "2026-01-01", "0.5", "mg/L", NULL, NULL, 1, 0, 0.05 },
    { "B", "2026-01-01", "0.2", "mg/L", NULL, NULL, 0, 1, 0.02 },
    { "C", "2026-01-01", "300", "µg/L", NULL, NULL, 1, 0, 0.03 },
    { "D", "2026-01-01", "0.5", "furlong", NULL, NULL, 0, 0, NAN },
    { "E", "2026-03-01", "0.5", "mg/L", NULL, NULL, 0, 0, NAN },
    { "F", "2026-01-01", "0.5", "mg/L", NULL, "no", 0, 0, NAN },
    { "G", "2026-01-01", "0.01", "mg/L", "below", NULL, 0, 1, NAN },
    { "H", "2026-01-01", "0.5", "mg/L", "missing", NULL, 0, 0, NAN },
  };
  SuySuspectsAsk ask = ask_of (made, "river_section:S");
  const char *const tp[] = { "tp", NULL };
  g_autoptr (SuySuspects) suspects = NULL;

  made_begin (made);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      made_add (made, "outfall", cases[i].outfall, 1, 0.1 * i, "name", "x", "kind", "other",
                "flow_m3d", "100", NULL);
      made_add (made, "measurement", cases[i].outfall, MADE_OFF_RIVER, 0, "outfall",
                cases[i].outfall, "sampled_at", cases[i].at, "factor", "tp", "value",
                cases[i].value, "unit", cases[i].unit, "limit_mark", cases[i].mark, "valid",
                cases[i].valid, NULL);
    }
  made_add (made, "measurement", "older", MADE_OFF_RIVER, 0, "outfall", "A", "sampled_at",
            "2025-12-01", "factor", "tp", "value", "9", "unit", "mg/L", NULL);
  made_end (made);
  ask.pollutants = tp;
  ask.time = "2026-02-01T00:00:00.000Z";
  suspects = suspects_of (made, &ask);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SuySuspect *one = find (suspects, cases[i].outfall);

      g_test_message ("%s", cases[i].outfall);
      g_assert_nonnull (one);
      g_assert_cmpuint (one->facts.common, ==, cases[i].common);
      g_assert_cmpuint (one->facts.absent, ==, cases[i].absent);
      if (isnan (cases[i].kg_d))
        g_assert_true (isnan (one->load_kg_d));
      else
        g_assert_cmpfloat_with_epsilon (one->load_kg_d, cases[i].kg_d, 1e-12);
      g_assert_cmpint (one->facts.n_violations, ==, SUY_FACT_UNKNOWN);
    }
  g_assert_cmpuint (suspects->load.n_known, ==, 3);
}

/* One event counts once: a penalty and the case that it is about. */
static void
test_cases (Made *made, gconstpointer unused)
{
  SuySuspectsAsk ask = ask_of (made, "river_section:S");
  const char *const tp[] = { "tp", NULL };
  g_autoptr (SuySuspects) suspects = NULL;
  static const struct
  {
    const char *code, *state, *found_at, *violation;
  } problems[] = {
    { "open", "rectifying", "2026-01-01", "manure" },
    { "again", "reopened", "2020-01-01", NULL },
    { "false", "rejected", "2026-01-01", "manure" },
    { "past", "closed", "2024-06-01", "manure" },
    { "no-violation", "closed", "2024-06-01", NULL },
    { "punished", "closed", "2024-06-01", "manure" },
    { "long-ago", "closed", "2023-01-31", "manure" },
    { "just-in", "closed", "2023-02-01", "manure" },
    { "later", "closed", "2026-02-02", "manure" },
  };

  made_begin (made);
  made_add (made, "enterprise", "E1", 1, 0.5, "name", "Pigs", "industry", "livestock", NULL);
  made_add (made, "risk_point", "P1", 1, 0.5, "name", "Pigs", "kind", "key_source", "risk_level",
            "blue", "enterprise", "E1", "control_measures", "x", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    made_add (made, "problem", problems[i].code, 1, 0.5, "title", "x", "source", "petition",
              "medium", "water", "description", "x", "state", problems[i].state, "found_at",
              problems[i].found_at, "violation", problems[i].violation, "enterprise", "E1",
              "risk_point", "P1", NULL);
  made_add (made, "enforcement_case", "a", MADE_OFF_RIVER, 0, "subject", "x", "enterprise", "E1",
            "problem", "punished", "filed_at", "2024-06-10", "decided_at", "2024-07-01", "state",
            "closed", NULL);
  made_add (made, "enforcement_case", "b", MADE_OFF_RIVER, 0, "subject", "x", "enterprise", "E1",
            "problem", "open", "filed_at", "2026-01-10", "state", "case_filed", NULL);
  made_add (made, "enforcement_case", "c", MADE_OFF_RIVER, 0, "subject", "x", "enterprise", "E1",
            "filed_at", "2026-01-10", "state", "case_filed", NULL);
  made_end (made);
  ask.pollutants = tp;
  ask.time = "2026-02-01T00:00:00.000Z";
  suspects = suspects_of (made, &ask);

  g_assert_cmpuint (suspects->suspects->len, ==, 1);
  /* "open", "again", and the penalty "c" that is about no case */
  g_assert_cmpint (find (suspects, "P1")->facts.n_cases, ==, 3);
  /* "past", "just-in", and the penalty "a" for "punished" */
  g_assert_cmpint (find (suspects, "P1")->facts.n_violations, ==, 3);
}

/* The table names registers and fields that are there, links lead down the table. */
static void
test_table (Made *made, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySuspectRules) rules = suy_suspect_rules_new_builtin (&error);
  g_autoptr (GPtrArray) layers = suy_workspace_get_source_layers (made->workspace, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (layers->len, ==, rules->sources->len);
  for (guint i = 0; i < rules->sources->len; i++)
    {
      const SuySourceRow *row = rules->sources->pdata[i];

      for (guint k = 0; row->of != NULL && row->of[k] != NULL; k++)
        {
          const SuyField *link = suy_register_find (layers->pdata[i], row->of[k]);
          gboolean below = FALSE;

          g_assert_nonnull (link);
          g_assert_cmpint (link->type, ==, SUY_FIELD_LINK);
          for (guint n = i + 1; n < layers->len; n++)
            below |= strcmp (((const SuyRegister *) layers->pdata[n])->name, link->target) == 0;
          g_assert_true (below);
        }
    }
}

#define ADD(path, test) \
  g_test_add ("/workspace/suspects/" path, Made, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("parts/together", test_parts_together);
  ADD ("exceedance/of-the-day", test_exceedance);
  ADD ("exceedance/from-sample", test_from_sample);
  ADD ("ask/refused", test_refused);
  ADD ("samples/outfall", test_outfall_samples);
  ADD ("cases/once-each", test_cases);
  ADD ("table/in-catalog", test_table);

  return g_test_run ();
}
