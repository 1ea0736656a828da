/* test-observe-others.c: what the warnings W-4 to W-13 look at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-observed.h"
#include "suy-date.h"
#include "suy-workspace-private.h"

/* @value -1: nothing is said of the object */
static void
assert_seen (Bureau *bureau,
             const char *name,
             gint64 object,
             const char *day,
             gint64 value,
             SuyLevel level)
{
  SuyObservation seen;
  guint n = made_observe (bureau, name, object, suy_date_get_day (day), &seen);

  g_test_message ("%s on %s", name, day);
  g_assert_cmpuint (n, ==, value >= 0);
  if (value < 0)
    return;
  g_assert_cmpint (seen.value, ==, value);
  g_assert_cmpint (suy_indicator_judge (made_indicator (name), NULL, &seen, NULL), ==, level);
}

static gint64
make_project (Bureau *bureau)
{
  return bureau_make (bureau, "project", "code=P1", "name=Works", "category=environment",
                      "package=none", "content=x", "investment_yuan=1", "responsible_unit=TOWN",
                      "start=2025-01-01", "due=2025-12-31", NULL);
}

static void
test_cards (void)
{
  Bureau bureau;
  gint64 project, card;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2025-06-30");
  project = make_project (&bureau);
  bureau_make (&bureau, "milestone", "code=M1", "name=Node", "project=P1", "responsible_unit=TOWN",
               "due=2025-12-31", NULL);
  assert_seen (&bureau, "W-4", project, "2025-06-30", -1, 0);
  card = bureau_make (&bureau, "action_record", "title=Card", "kind=warn", "yellow_card=1",
                      "milestone=M1", "issued_on=2025-06-10", NULL);
  assert_seen (&bureau, "W-4", project, "2025-06-09", -1, 0);
  assert_seen (&bureau, "W-4", project, "2025-06-10", 1, SUY_LEVEL_ORANGE);
  bureau_set (&bureau, "action_record", card, "lifted_on=2025-06-20", NULL);
  assert_seen (&bureau, "W-4", project, "2025-06-19", 1, SUY_LEVEL_ORANGE);
  assert_seen (&bureau, "W-4", project, "2025-06-20", 0, SUY_LEVEL_NONE);
  bureau_make (&bureau, "action_record", "title=Card", "kind=warn", "yellow_card=1", "project=P1",
               "issued_on=2025-06-25", NULL);
  assert_seen (&bureau, "W-4", project, "2025-06-25", 1, SUY_LEVEL_RED);
  bureau_close (&bureau);
}

static void
test_rungs (void)
{
  static const struct
  {
    const char *due, *stands;
    gint64 value;
    SuyLevel level;
  } cases[] = { { "rung_due=reminded", "escalation=none", 1, SUY_LEVEL_NONE },
                { "rung_due=supervised", "escalation=reminded", 2, SUY_LEVEL_YELLOW },
                { "rung_due=supervised", "escalation=interviewed", 0, SUY_LEVEL_NONE },
                { "rung_due=listed", "escalation=interviewed", 3, SUY_LEVEL_ORANGE },
                { "rung_due=accountability", "escalation=listed", 4, SUY_LEVEL_RED },
                { "rung_due=accountability", "escalation=accountability", 0, SUY_LEVEL_NONE } };
  Bureau bureau;
  gint64 item;

  bureau_open (&bureau);
  item = bureau_make (&bureau, "rectification_item", "code=I1", "title=X", "category=water",
                      "responsible_unit=TOWN", "goal=g", "measures=m", "rect_class=immediate",
                      "deadline=2026-01-01", NULL);
  assert_seen (&bureau, "W-5", item, "2025-06-30", -1, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      bureau_set (&bureau, "rectification_item", item, cases[i].due, cases[i].stands, NULL);
      assert_seen (&bureau, "W-5", item, "2025-06-30", cases[i].value, cases[i].level);
    }
  bureau_close (&bureau);
}

static void
test_events (void)
{
  Bureau bureau;
  gint64 event;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2025-06-30");
  event = bureau_make (&bureau, "hot_event", "title=PM10", "kind=high_value", "township=T1",
                       "detected_at=2025-06-28T16:00:00Z", NULL); /* midnight of the 29th */
  assert_seen (&bureau, "W-7", event, "2025-06-28", -1, 0);
  assert_seen (&bureau, "W-7", event, "2025-06-29", 1440, SUY_LEVEL_YELLOW);
  assert_seen (&bureau, "W-7", event, "2025-06-30", 2880, SUY_LEVEL_ORANGE);
  bureau_set (&bureau, "hot_event", event, "on_site_at=2025-06-29T16:00:00Z", NULL);
  assert_seen (&bureau, "W-7", event, "2025-06-30", 0, SUY_LEVEL_YELLOW);
  bureau_close (&bureau);
}

static void
measure (Bureau *bureau, const char *of, const char *day, const char *factor, const char *value)
{
  g_autofree char *at = g_strdup_printf ("sampled_at=%sT02:00:00Z", day);
  g_autofree char *what = g_strdup_printf ("factor=%s", factor);
  g_autofree char *much = g_strdup_printf ("value=%s", value);

  bureau_make (bureau, "measurement", of, at, what, much, "source=auto", NULL);
}

static void
test_stations (void)
{
  Bureau bureau;
  gint64 station, air;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2025-06-30");
  station = bureau_make (&bureau, "station", "code=Z1", "name=Auto", "kind=water_auto", "reach=R1",
                         "@=118.1,27.35", NULL);
  air = bureau_make (&bureau, "station", "code=Z2", "name=Air", "kind=air", "@=118.1,27.35", NULL);
  measure (&bureau, "station=Z2", "2025-06-10", "tp", "0.9");
  measure (&bureau, "station=Z1", "2025-06-10", "tp", "0.2");   /* III */
  measure (&bureau, "station=Z1", "2025-06-11", "nh3n", "1.2"); /* IV */
  measure (&bureau, "station=Z1", "2025-06-11", "tp", "0.1");
  measure (&bureau, "station=Z1", "2025-06-12", "cod", "41"); /* beyond V */
  assert_seen (&bureau, "W-8", air, "2025-06-12", -1, 0);
  assert_seen (&bureau, "W-8", station, "2025-06-09", -1, 0);
  assert_seen (&bureau, "W-8", station, "2025-06-10", 0, SUY_LEVEL_NONE);
  assert_seen (&bureau, "W-8", station, "2025-06-11", 1, SUY_LEVEL_YELLOW);
  assert_seen (&bureau, "W-8", station, "2025-06-12", 3, SUY_LEVEL_ORANGE);
  bureau_make (&bureau, "river_section", "code=S1", "name=Up", "section_level=county", "reach=R1",
               "target_class=II", "@=118.1,27.35", NULL);
  assert_seen (&bureau, "W-8", station, "2025-06-10", 1, SUY_LEVEL_YELLOW);
  bureau_close (&bureau);
}

/* By the means of each year: 0.2 and 0.4 are III and IV, 0.3 is IV. */
static void
test_years (void)
{
  Bureau bureau;
  gint64 section;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2025-06-30");
  section = bureau_make (&bureau, "river_section", "code=S1", "name=Up", "section_level=county",
                         "target_class=III", "@=118.1,27.35", NULL);
  measure (&bureau, "section=S1", "2025-02-10", "tp", "0.2");
  assert_seen (&bureau, "W-13", section, "2025-06-30", -1, 0);
  measure (&bureau, "section=S1", "2023-02-10", "tp", "0.01"); /* too long ago */
  assert_seen (&bureau, "W-13", section, "2025-06-30", -1, 0);
  measure (&bureau, "section=S1", "2024-12-31", "tp", "0.15");
  assert_seen (&bureau, "W-13", section, "2025-06-30", 0, SUY_LEVEL_NONE);
  measure (&bureau, "section=S1", "2025-03-10", "tp", "0.4");
  assert_seen (&bureau, "W-13", section, "2025-03-09", 0, SUY_LEVEL_NONE);
  assert_seen (&bureau, "W-13", section, "2025-03-10", 1, SUY_LEVEL_YELLOW);
  bureau_close (&bureau);
}

static void
test_equipment (void)
{
  Bureau bureau;

  bureau_open (&bureau);
  assert_seen (&bureau, "W-11", 0, "2025-06-30", -1, 0);
  for (guint i = 0; i < 20; i++)
    bureau_make (&bureau, "equipment", "name=Pump", "kind=rescue",
                 i < 19 ? "intact=yes" : "intact=no", NULL);
  bureau_make (&bureau, "equipment", "name=Boat", "kind=rescue", NULL); /* nobody knows */
  assert_seen (&bureau, "W-11", 0, "2025-06-30", 9500, SUY_LEVEL_NONE);
  bureau_make (&bureau, "equipment", "name=Pump", "kind=rescue", "intact=no", NULL);
  assert_seen (&bureau, "W-11", 0, "2025-06-30", 9047, SUY_LEVEL_YELLOW);
  bureau_close (&bureau);
}

static void
test_assessment (void)
{
  Bureau bureau;
  gint64 project;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2025-09-30");
  project = make_project (&bureau);
  bureau_make (&bureau, "project_report", "project=P1", "month=2025-05", "actual_bp=3000", NULL);
  bureau_make (&bureau, "project_report", "project=P1", "month=2025-06", "actual_bp=3946", NULL);
  bureau_make (&bureau, "project_report", "project=P1", "month=2025-07", "actual_bp=9000", NULL);
  assert_seen (&bureau, "W-12", project, "2025-06-29", -1, 0);
  /* 180 of 364 days: 49.45 % */
  assert_seen (&bureau, "W-12", project, "2025-06-30", 999, SUY_LEVEL_NONE);
  bureau_make (&bureau, "project_report", "project=P1", "month=2025-06", "actual_bp=3945", NULL);
  assert_seen (&bureau, "W-12", project, "2025-09-29", 1000, SUY_LEVEL_YELLOW);
  assert_seen (&bureau, "W-12", project, "2025-09-30", 0, SUY_LEVEL_NONE);
  bureau_close (&bureau);
}

/* What is not defined says so in its record, and never fires. */
static void
test_undefined (void)
{
  Bureau bureau;
  gint64 id;
  g_autofree char *comparator = NULL, *threshold = NULL;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  g_assert_true (suy_workspace_evaluate (bureau.workspace, NULL, NULL, &error));
  id = suy_store_find (bureau.workspace->store, bureau_register (&bureau, "warning_indicator"),
                       "W-9", NULL);
  comparator = bureau_get (&bureau, "warning_indicator", id, "comparator");
  threshold = bureau_get (&bureau, "warning_indicator", id, "threshold");
  g_assert_cmpstr (comparator, ==, "");
  g_assert_cmpstr (threshold, ==, "");
  assert_seen (&bureau, "W-9", 0, "2025-06-30", -1, 0);
  bureau_close (&bureau);
}

/* A card and a late step are no second reason beside the lag that they are from. */
static void
test_alone (void)
{
  static const char *const names[] = { "W-4", "W-5", "W-12" };

  for (guint i = 0; i < suy_indicators_get_all (suy_workspace_get_indicators (NULL))->len; i++)
    {
      const SuyIndicator *row =
          suy_indicators_get_all (suy_workspace_get_indicators (NULL))->pdata[i];
      gboolean expected = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        expected |= g_str_equal (names[k], row->name);
      g_assert_cmpint (row->alone, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/observe-others/cards", test_cards);
  g_test_add_func ("/workspace/observe-others/rungs", test_rungs);
  g_test_add_func ("/workspace/observe-others/events", test_events);
  g_test_add_func ("/workspace/observe-others/stations", test_stations);
  g_test_add_func ("/workspace/observe-others/years", test_years);
  g_test_add_func ("/workspace/observe-others/equipment", test_equipment);
  g_test_add_func ("/workspace/observe-others/assessment", test_assessment);
  g_test_add_func ("/workspace/observe-others/undefined", test_undefined);
  g_test_add_func ("/workspace/observe-others/alone", test_alone);

  return g_test_run ();
}
