/* test-record-tally.c: what the records that belong to one add up to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-lookback-count.h"
#include "suy-record-tally.h"

static GPtrArray *
get_tallies (Bureau *bureau, const char *reg, gint64 id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tallies =
      suy_workspace_get_tallies (bureau->workspace, bureau_register (bureau, reg), id, &error);

  g_assert_no_error (error);

  return tallies;
}

static void
assert_tally (Bureau *bureau, const char *reg, gint64 id, const char *name, const char *text)
{
  g_autoptr (GPtrArray) tallies = get_tallies (bureau, reg, id);
  const SuyRecordTally *tally = suy_record_tallies_find (tallies, name);

  g_assert_nonnull (tally);
  if (g_strcmp0 (tally->text, text) != 0)
    g_error ("%s of %s is “%s”, not “%s”", name, reg, tally->text, text);
}

/* Writes a state past the moves, as the demo writes it: this is about counting. */
static void
set_state (Bureau *bureau, const char *reg, gint64 id, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) record = suy_record_new (bureau_register (bureau, reg));
  const SuyCommandInfo info = { .kind = "derive", .role = "system" };
  SuyStore *store = suy_workspace_get_store (bureau->workspace);

  suy_record_set_id (record, id);
  suy_record_set_text (record, "state", state);
  g_assert_true (suy_store_begin (store, &info, &error));
  g_assert_true (suy_store_update (store, record, &error));
  g_assert_true (suy_store_commit (store, NULL, &error));
}

static void
add_problems (Bureau *bureau, const char *campaign, guint n, const char *state)
{
  g_autofree char *link = g_strconcat ("campaign=", campaign, NULL);

  for (guint i = 0; i < n; i++)
    set_state (bureau, "problem",
               bureau_make (bureau, "problem", "title=P", "source=self_found", "medium=air",
                            "found_at=today-9T", "description=P", link, NULL),
               state);
}

static gint64
add_campaign (Bureau *bureau, const char *code, const char *parent)
{
  g_autofree char *own = g_strconcat ("code=", code, NULL);
  g_autofree char *link = g_strconcat ("parent=", parent == NULL ? "" : parent, NULL);

  return bureau_make (bureau, "campaign", own, "name=N", "kind=special", "from_date=today-35", link,
                      NULL);
}

/* A campaign, its fields and their tasks: what is found below counts above, and is found once
 * however the parts stand under each other. */
static void
test_tree (void)
{
  Bureau bureau;
  gint64 top, field, task;
  guint n_closed = (guint) g_test_rand_int_range (1, 12), n_open = 3;
  g_autofree char *found = g_strdup_printf ("%u", n_closed + n_open);
  g_autofree char *done = g_strdup_printf ("%u", n_closed);
  g_autofree char *rate = g_strdup_printf ("%.2f %%", 100.0 * n_closed / (n_closed + n_open));

  bureau_open (&bureau);
  top = add_campaign (&bureau, "A", NULL);
  field = add_campaign (&bureau, "B", "A");
  task = add_campaign (&bureau, "C", "B");
  add_problems (&bureau, "C", n_closed, "closed");
  add_problems (&bureau, "B", 1, "found");
  add_problems (&bureau, "A", 2, "rectifying");
  add_problems (&bureau, "A", 4, "rejected"); /* were none */
  assert_tally (&bureau, "campaign", top, "found", found);
  assert_tally (&bureau, "campaign", top, "done", done);
  assert_tally (&bureau, "campaign", top, "rest", "3");
  assert_tally (&bureau, "campaign", top, "rate", rate);
  assert_tally (&bureau, "campaign", field, "rest", "1");
  assert_tally (&bureau, "campaign", task, "rate", "100.00 %");
  assert_tally (&bureau, "campaign", top, "tasks", "2");
  assert_tally (&bureau, "campaign", top, "control_days", "36");

  bureau_set (&bureau, "campaign", top, "parent=C", NULL); /* a circle */
  assert_tally (&bureau, "campaign", top, "found", found);
  assert_tally (&bureau, "campaign", task, "found", found);
  bureau_close (&bureau);
}

/* Days of a campaign that is over, that has not begun, and that begins today. */
static void
test_days (void)
{
  static const char *const rows[][3] = {
    { "from_date=today-3", "to_date=today-1", "3" },
    { "from_date=today", "to_date=", "1" },
    { "from_date=today+1", "to_date=", "0" },
    { "from_date=today-1", "to_date=today+9", "2" },
  };
  Bureau bureau;

  bureau_open (&bureau);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_tally (&bureau, "campaign",
                  bureau_make (&bureau, "campaign", "name=N", "kind=weather", rows[i][0],
                               rows[i][1], "survey_days=2026-01-01;2026-01-02", NULL),
                  "control_days", rows[i][2]);
  bureau_close (&bureau);
}

static void
set_area (Bureau *bureau, gint64 id)
{
  static const SuyPoint points[] = { { 1181000000, 273000000 },
                                     { 1182000000, 273000000 },
                                     { 1182000000, 274000000 },
                                     { 1181000000, 274000000 } };
  const SuyShape shape = { SUY_SHAPE_POLYGON, 1, (const guint32[]){ 4 }, points };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyGeometry) area = suy_geometry_new (&shape, &error);
  g_autoptr (SuyRecord) record = suy_record_new (bureau_register (bureau, "campaign"));

  g_assert_no_error (error);
  suy_record_set_id (record, id);
  suy_record_set_geometry (record, area);
  suy_workspace_save (bureau->workspace, record, NULL, &error);
  g_assert_no_error (error);
}

/* S-064: the firms of the area that nobody has visited are listed; closed ones need no visit. */
static void
test_area (void)
{
  Bureau bureau;
  gint64 id, unvisited;
  g_autoptr (GPtrArray) tallies = NULL;
  const SuyRecordTally *tally;

  bureau_open (&bureau);
  id = add_campaign (&bureau, "S", NULL);
  bureau_make (&bureau, "enterprise", "code=E1", "name=In", "industry=paper", "@=118.11,27.31",
               NULL);
  unvisited = bureau_make (&bureau, "enterprise", "code=E2", "name=In too", "industry=paper",
                           "@=118.12,27.31", NULL);
  bureau_make (&bureau, "enterprise", "code=E3", "name=Out", "industry=paper", "@=118.21,27.31",
               NULL);
  bureau_make (&bureau, "enterprise", "code=E4", "name=Gone", "industry=paper", "operating=closed",
               "@=118.13,27.31", NULL);
  assert_tally (&bureau, "campaign", id, "in_area", ""); /* no area yet */
  assert_tally (&bureau, "campaign", id, "coverage", "");
  set_area (&bureau, id);
  assert_tally (&bureau, "campaign", id, "in_area", "2");
  assert_tally (&bureau, "campaign", id, "coverage", "0.00 %");
  for (guint i = 0; i < 2; i++)
    set_state (&bureau, "inspection",
               bureau_make (&bureau, "inspection", "name=I", "kind=expert_assist", "enterprise=E1",
                            "campaign=S", NULL),
               "recorded");
  assert_tally (&bureau, "campaign", id, "sites", "2");
  assert_tally (&bureau, "campaign", id, "firms", "1");
  assert_tally (&bureau, "campaign", id, "coverage", "50.00 %");
  tallies = get_tallies (&bureau, "campaign", id);
  tally = suy_record_tallies_find (tallies, "unvisited");
  g_assert_cmpuint (tally->ids->len, ==, 1);
  g_assert_cmpint (g_array_index (tally->ids, gint64, 0), ==, unvisited);
  bureau_close (&bureau);
}

/* S-039: 626 firms at 69 alerts. */
static void
test_total (void)
{
  Bureau bureau;

  bureau_open (&bureau);
  for (guint i = 0; i < 3; i++)
    bureau_make (&bureau, "hot_event", "title=H", "kind=hot_grid", "source=province",
                 "detected_at=today-2T", i == 0 ? "checked_firms=5" : "checked_firms=11", NULL);
  assert_tally (&bureau, "hot_event", 0, "alerts", "3");
  assert_tally (&bureau, "hot_event", 0, "firms", "27");
  assert_tally (&bureau, "hot_event", 0, "per_alert", "9.00");
  assert_tally (&bureau, "hot_event", 0, "nobody", "3");
  assert_tally (&bureau, "clue", 0, "hit_rate", "");
  g_assert_true (suy_tallies_are_there (bureau_register (&bureau, "clue"), TRUE));
  g_assert_false (suy_tallies_are_there (bureau_register (&bureau, "clue"), FALSE));
  bureau_close (&bureau);
}

/* Orders of a unit, those without a reply, and of this year alone. */
static void
test_unit (void)
{
  Bureau bureau;
  gint64 unit;
  g_autofree char *name = NULL;

  bureau_open (&bureau);
  unit = bureau_make (&bureau, "unit", "code=U9", "name=U9", "kind=department", NULL);
  bureau_make (&bureau, "action_record", "title=O", "kind=supervise", "to_unit=U9",
               "issued_on=today", NULL);
  bureau_make (&bureau, "action_record", "title=O", "kind=supervise", "to_unit=U9",
               "issued_on=2020-01-01", "replied_on=2020-01-02", NULL);
  bureau_make (&bureau, "action_record", "title=O", "kind=interview", "to_unit=U9",
               "issued_on=today", NULL);
  assert_tally (&bureau, "unit", unit, "orders", "1");
  assert_tally (&bureau, "unit", unit, "unanswered", "1");
  assert_tally (&bureau, "unit", unit, "interviews", "1");
  bureau_close (&bureau);
}

/* S-038: hours of today that no shift with a person covers; shifts of other days do not count. */
static void
test_watch (void)
{
  Bureau bureau;
  gint64 town;
  g_autofree char *today = NULL, *from = NULL, *until = NULL, *later = NULL;

  bureau_open (&bureau);
  today = bureau_day (&bureau, 0);
  town = bureau_make (&bureau, "township", "code=T9", "name=T9", NULL);
  assert_tally (&bureau, "township", town, "uncovered", "24");
  from = g_strdup_printf ("from_at=%sT00:00:00+08:00", today);
  until = g_strdup_printf ("to_at=%sT08:00:00+08:00", today);
  bureau_make (&bureau, "watch_shift", "township=T9", from, until, NULL); /* nobody */
  assert_tally (&bureau, "township", town, "uncovered", "24");
  assert_tally (&bureau, "township", town, "empty_shifts", "1");
  bureau_make (&bureau, "watch_shift", "township=T9", "person=monitor", from, until, NULL);
  assert_tally (&bureau, "township", town, "uncovered", "16");
  later = g_strdup_printf ("to_at=%sT08:10:00+08:00", today);
  bureau_make (&bureau, "watch_shift", "township=T9", "person=monitor", from, later, NULL);
  assert_tally (&bureau, "township", town, "uncovered", "16"); /* 15 h 50 min */
  bureau_make (&bureau, "watch_shift", "township=T9", "person=monitor", "from_at=today-2T",
               "to_at=today-1T", NULL);
  assert_tally (&bureau, "township", town, "shifts", "4");
  bureau_close (&bureau);
}

/* What is not looked back yet is what the population has besides what is. */
static void
test_look_back (void)
{
  Bureau bureau;
  g_autoptr (SuyRecord) record = NULL;
  g_autoptr (GArray) waiting = NULL, full = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  SuyLookbackCount count;
  gint64 items[3];

  bureau_open (&bureau);
  for (guint i = 0; i < 3; i++)
    items[i] = bureau_make (&bureau, "rectification_item",
                            i == 0   ? "code=I0"
                            : i == 1 ? "code=I1"
                                     : "code=I2",
                            "title=I", "category=air", "responsible_unit=TOWN", "goal=G",
                            "measures=M", "rect_class=immediate", "deadline=today+9", NULL);
  bureau_make (&bureau, "lookback", "item=I1", "kind=full", "year=2026", "verdict=rebound", NULL);
  record = suy_record_new (bureau_register (&bureau, "lookback_sample"));
  suy_record_set_integer (record, "year", 2026);
  suy_record_set_text (record, "population", "[\"I0\",\"I1\",\"I2\"]");
  suy_record_set_text (record, "sample", "[\"I2\"]");
  waiting = suy_lookback_select (bureau.workspace, record, "waiting", &error);
  full = suy_lookback_select (bureau.workspace, record, "full", &error);
  back = suy_lookback_select (bureau.workspace, record, "rebound", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpint (g_array_index (waiting, gint64, 0), ==, items[0]);
  g_assert_cmpint (g_array_index (waiting, gint64, 1), ==, items[2]);
  g_assert_true (suy_lookback_count (bureau.workspace, record, &count, NULL));
  g_assert_cmpuint (full->len, ==, count.n_full);
  g_assert_cmpuint (back->len, ==, count.n_rebound);
  g_clear_pointer (&record, suy_record_free); /* before its catalog */
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/record-tally/tree", test_tree);
  g_test_add_func ("/workspace/record-tally/days", test_days);
  g_test_add_func ("/workspace/record-tally/area", test_area);
  g_test_add_func ("/workspace/record-tally/total", test_total);
  g_test_add_func ("/workspace/record-tally/unit", test_unit);
  g_test_add_func ("/workspace/record-tally/watch", test_watch);
  g_test_add_func ("/workspace/record-tally/look-back", test_look_back);

  return g_test_run ();
}
