/* test-observe-checks.c: minimums of checks, window by window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-observed.h"
#include "suy-date.h"
#include "suy-frequency.h"
#include "suy-workspace-private.h"

/* @value: missing to what is expected by now; @second: once the window is over; -1: not told */
static void
assert_missing (Bureau *bureau,
                const char *name,
                gint64 object,
                const char *day,
                gint64 value,
                gint64 second)
{
  SuyObservation seen;
  guint n = made_observe (bureau, name, object, suy_date_get_day (day), &seen);

  g_test_message ("%s on %s", name, day);
  g_assert_cmpuint (n, ==, value >= 0 || second >= 0);
  g_assert_cmpint (seen.has_value ? seen.value : -1, ==, value);
  g_assert_cmpint (seen.has_second ? seen.second : -1, ==, second);
}

/* A bureau that works from this day on, at the end of the year after. */
static void
open_from (Bureau *bureau, const char *day)
{
  gint64 id;

  bureau_open (bureau);
  bureau_set_day (bureau, day);
  id = bureau_make (bureau, "inspection", "name=First", "kind=annual_plan", NULL);
  bureau_move (bureau, "hq_clerk", "inspection", id, "plan", NULL);
  bureau_set_day (bureau, "2026-12-31");
}

static gint64
check (Bureau *bureau, const char *plan, const char *topic, const char *day)
{
  g_autofree char *start = g_strdup_printf ("started_at=%sT02:00:00Z", day);
  gint64 id = bureau_make (bureau, "inspection", "name=Check", "kind=special_action", start, NULL);
  g_autofree char *under = g_strdup_printf ("plan=%s", plan);
  g_autofree char *about = g_strdup_printf ("topic=%s", topic);

  if (*plan != '\0')
    bureau_set (bureau, "inspection", id, under, NULL);
  if (*topic != '\0')
    bureau_set (bureau, "inspection", id, about, NULL);

  return id;
}

static void
make_plan (Bureau *bureau, const char *code, const char *topic)
{
  g_autofree char *name = g_strdup_printf ("code=%s", code);
  g_autofree char *of = g_strdup_printf ("topic=%s", topic);

  bureau_make (bureau, "inspection_plan", name, "name=Campaign", "kind=special_action", "year=2025",
               of, NULL);
}

/* ---- campaigns ---- */

static void
test_campaigns (void)
{
  Bureau bureau;
  gint64 id;

  open_from (&bureau, "2025-02-20");
  make_plan (&bureau, "P1", "factory_dust");
  make_plan (&bureau, "P2", "smoke_dust");
  make_plan (&bureau, "P3", "voc");
  check (&bureau, "P1", "", "2025-04-16");
  check (&bureau, "P1", "", "2025-04-17");
  check (&bureau, "P3", "", "2025-04-18");
  check (&bureau, "P3", "factory_dust", "2025-04-18"); /* the plan's topic decides */
  check (&bureau, "", "factory_dust", "2025-04-18");   /* no campaign */
  id = check (&bureau, "P2", "", "2025-05-31");

  /* 45 of 92 days are not the middle, 46 are; 1 of 3 is expected then. */
  assert_missing (&bureau, "M-1", 0, "2025-04-14", -1, -1);
  assert_missing (&bureau, "M-1", 0, "2025-04-15", 1, -1);
  assert_missing (&bureau, "M-1", 0, "2025-04-16", 0, -1);
  assert_missing (&bureau, "M-1", 0, "2025-05-30", 1, -1);
  assert_missing (&bureau, "M-1", 0, "2025-05-31", 1, -1);
  assert_missing (&bureau, "M-1", 0, "2025-06-01", -1, 1);
  assert_missing (&bureau, "M-1", 0, "2026-02-28", -1, 1);
  assert_missing (&bureau, "M-1", 0, "2026-03-01", -1, 1);
  assert_missing (&bureau, "M-1", 0, "2026-04-14", -1, 1);
  assert_missing (&bureau, "M-1", 0, "2026-04-15", 1, -1);

  bureau_move (&bureau, "hq_clerk", "inspection", id, "plan", NULL);
  bureau_move (&bureau, "hq_clerk", "inspection", id, "cancel", "note:rain", NULL);
  assert_missing (&bureau, "M-1", 0, "2025-06-01", -1, 2);
  bureau_close (&bureau);
}

/* What began before the file did is not judged. */
static void
test_first_day (void)
{
  Bureau bureau;

  open_from (&bureau, "2025-03-01");
  assert_missing (&bureau, "M-1", 0, "2025-06-01", -1, 3);
  bureau_close (&bureau);

  open_from (&bureau, "2025-03-02");
  assert_missing (&bureau, "M-1", 0, "2025-06-01", -1, -1);
  assert_missing (&bureau, "M-2", 0, "2025-04-30", -1, -1);
  assert_missing (&bureau, "M-2", 0, "2025-07-15", -1, -1);
  assert_missing (&bureau, "M-2", 0, "2025-07-16", 2, -1);
  assert_missing (&bureau, "M-3", 0, "2025-03-31", -1, -1);
  assert_missing (&bureau, "M-3", 0, "2026-04-01", -1, 6);
  bureau_close (&bureau);

  bureau_open (&bureau); /* nothing was ever moved in it */
  assert_missing (&bureau, "M-1", 0, "2025-06-01", -1, -1);
  bureau_close (&bureau);
}

/* ---- checks ---- */

static void
test_checks (void)
{
  Bureau bureau;

  open_from (&bureau, "2025-02-20");
  bureau_make (&bureau, "grid_cell", "code=G1", "name=Grid", "level=village", "township=T1", NULL);
  assert_missing (&bureau, "M-6", 0, "2025-04-30", 2, -1);
  check (&bureau, "", "open_burning", "2025-04-30");
  assert_missing (&bureau, "M-6", 0, "2025-04-29", 1, -1);
  assert_missing (&bureau, "M-6", 0, "2025-04-30", 1, -1);
  bureau_make (&bureau, "patrol", "name=P", "inspector=grid_inspector", "grid=G1",
               "started_at=2025-04-03T02:00:00Z", "topic=open_burning", NULL);
  assert_missing (&bureau, "M-6", 0, "2025-04-30", 0, -1);

  /* What a month lacks stands until the middle of the next one, from which that is judged itself.
   */
  assert_missing (&bureau, "M-6", 0, "2025-05-15", -1, 0);
  assert_missing (&bureau, "M-6", 0, "2025-05-31", 2, -1);
  assert_missing (&bureau, "M-6", 0, "2025-06-01", -1, 2);
  assert_missing (&bureau, "M-6", 0, "2025-06-14", -1, 2);
  assert_missing (&bureau, "M-6", 0, "2025-06-15", 1, -1);

  /* Of June to August only; the last one stands until the middle of the next June. */
  assert_missing (&bureau, "M-7", 0, "2025-05-31", -1, -1);
  assert_missing (&bureau, "M-7", 0, "2025-06-30", 1, -1);
  check (&bureau, "", "loose_coal", "2025-07-31");
  assert_missing (&bureau, "M-7", 0, "2025-07-31", 0, -1);
  assert_missing (&bureau, "M-7", 0, "2025-08-31", 1, -1);
  assert_missing (&bureau, "M-7", 0, "2026-06-14", -1, 1);
  assert_missing (&bureau, "M-7", 0, "2026-06-15", 0, -1);
  bureau_close (&bureau);
}

/* ---- shares and samples ---- */

static void
test_caterers (void)
{
  Bureau bureau;
  gint64 firms[6];

  open_from (&bureau, "2025-02-20");
  for (guint i = 0; i < G_N_ELEMENTS (firms); i++)
    {
      g_autofree char *code = g_strdup_printf ("code=K%u", i);

      firms[i] = bureau_make (&bureau, "enterprise", code, "name=Inn", "industry=catering", NULL);
    }
  bureau_make (&bureau, "enterprise", "code=X", "name=Mill", "industry=paper", NULL);
  bureau_set (&bureau, "inspection", check (&bureau, "", "oil_fume", "2025-04-03"), "enterprise=K1",
              NULL);
  bureau_set (&bureau, "inspection", check (&bureau, "", "oil_fume", "2025-04-04"), "enterprise=K1",
              NULL);
  bureau_set (&bureau, "inspection", check (&bureau, "", "oil_fume", "2025-04-04"), "enterprise=X",
              NULL);
  /* A fifth of 6 is 2. */
  assert_missing (&bureau, "M-5", 0, "2025-04-29", 0, -1);
  assert_missing (&bureau, "M-5", 0, "2025-04-30", 1, -1);
  bureau_set (&bureau, "enterprise", firms[5], "operating=closed", NULL);
  assert_missing (&bureau, "M-5", 0, "2025-04-30", 0, -1);
  bureau_close (&bureau);
}

static void
sample (Bureau *bureau, const char *outfall, const char *factor, const char *day)
{
  g_autofree char *of = g_strdup_printf ("outfall=%s", outfall);
  g_autofree char *what = g_strdup_printf ("factor=%s", factor);
  g_autofree char *at = g_strdup_printf ("sampled_at=%sT02:00:00Z", day);

  bureau_make (bureau, "measurement", of, what, at, "value=1", "source=manual", NULL);
}

static void
test_rural_samples (void)
{
  Bureau bureau;
  gint64 rural;

  open_from (&bureau, "2024-12-31");
  rural =
      bureau_make (&bureau, "outfall", "code=R1", "name=Works", "kind=rural", "@=118.1,27.3", NULL);
  bureau_make (&bureau, "outfall", "code=R2", "name=Pipe", "kind=rain", "@=118.1,27.3", NULL);
  sample (&bureau, "R1", "cod", "2025-03-01");
  sample (&bureau, "R1", "tp", "2025-03-01"); /* the same one */
  sample (&bureau, "R2", "cod", "2025-04-01");
  assert_missing (&bureau, "M-8", rural, "2025-12-30", 0, -1);
  assert_missing (&bureau, "M-8", rural, "2025-12-31", 1, -1);
  sample (&bureau, "R1", "cod", "2025-12-31");
  assert_missing (&bureau, "M-8", rural, "2025-12-31", 0, -1);
  bureau_close (&bureau);
}

static void
test_look_backs (void)
{
  static const char *const closed[] = { "2023-12-31", "2024-01-02", "2024-12-31", "2025-01-02" };
  Bureau bureau;

  open_from (&bureau, "2023-12-31");
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autofree char *code = g_strdup_printf ("code=I%u", i);
      g_autofree char *on = g_strdup_printf ("closed_at=%s", closed[i]);

      bureau_make (&bureau, "rectification_item", code, "title=X", "category=water",
                   "responsible_unit=TOWN", "goal=g", "measures=[\"m\"]", "rect_class=immediate",
                   "deadline=2026-01-01", on, NULL);
    }
  bureau_make (&bureau, "lookback", "item=I1", "kind=full", "year=2025", "done_at=2025-12-31",
               "verdict=ok", NULL);
  bureau_make (&bureau, "lookback", "item=I3", "kind=full", "year=2025", "done_at=2025-12-31",
               "verdict=ok", NULL);
  assert_missing (&bureau, "M-9", 0, "2025-12-30", 1, -1);
  assert_missing (&bureau, "M-9", 0, "2025-12-31", 1, -1);
  assert_missing (&bureau, "M-9", 0, "2026-01-01", -1, 1);
  assert_missing (&bureau, "M-9", 0, "2026-07-01", -1, 1);
  assert_missing (&bureau, "M-10", 0, "2025-12-30", 0, -1);
  assert_missing (&bureau, "M-10", 0, "2025-12-31", 1, -1);
  bureau_make (&bureau, "lookback", "item=I2", "kind=sample", "year=2025", "done_at=2025-12-31",
               "verdict=ok", NULL);
  assert_missing (&bureau, "M-10", 0, "2025-12-31", 0, -1);
  bureau_close (&bureau);
}

/* ---- the tables ---- */

/* Each rule with a minimum is an indicator, and each topic that a person gives a choice. */
static void
test_tables (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyFrequencies) rules = suy_frequencies_new_builtin (&error);
  Bureau bureau;
  const SuyField *topic;

  g_assert_no_error (error);
  bureau_open (&bureau);
  topic = suy_register_find (bureau_register (&bureau, "inspection_plan"), "topic");
  for (guint i = 0; i < suy_frequencies_get_all (rules)->len; i++)
    {
      const SuyFrequencyRule *rule = suy_frequencies_get_all (rules)->pdata[i];
      const SuyIndicator *indicator =
          suy_indicators_find (suy_workspace_get_indicators (NULL), rule->name);

      g_test_message ("%s", rule->name);
      g_assert_cmpint (indicator != NULL, ==, rule->window != SUY_WINDOW_ANY);
      for (guint k = 0; rule->topics[k] != NULL; k++)
        if (!g_str_has_prefix (rule->topics[k], "lookback") && rule->count != SUY_COUNT_EACH)
          g_assert_nonnull (suy_field_match_choice (topic, rule->topics[k]));
    }
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/observe-checks/campaigns", test_campaigns);
  g_test_add_func ("/workspace/observe-checks/first-day", test_first_day);
  g_test_add_func ("/workspace/observe-checks/checks", test_checks);
  g_test_add_func ("/workspace/observe-checks/caterers", test_caterers);
  g_test_add_func ("/workspace/observe-checks/rural-samples", test_rural_samples);
  g_test_add_func ("/workspace/observe-checks/look-backs", test_look_backs);
  g_test_add_func ("/workspace/observe-checks/tables", test_tables);

  return g_test_run ();
}
