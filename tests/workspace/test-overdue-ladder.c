/* test-overdue-ladder.c: what the program itself does about items, works and warnings that nobody
 * moves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-date.h"
#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

#define ITEM "rectification_item"

static void
evaluate (Bureau *bureau, const char *day)
{
  g_autoptr (GError) error = NULL;

  bureau_set_day (bureau, day);
  suy_workspace_evaluate (bureau->workspace, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* How many records of action there are of a kind. */
static guint
count (Bureau *bureau, const char *kind)
{
  const SuyRegister *reg = bureau_register (bureau, "action_record");
  SuyStore *store = suy_workspace_get_store (bureau->workspace);
  g_autoptr (GArray) ids = suy_store_select (store, reg, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *of =
          bureau_get (bureau, "action_record", g_array_index (ids, gint64, i), "kind");

      n += g_str_equal (of, kind);
    }

  return n;
}

static gint64
make_item (Bureau *bureau, const char *deadline)
{
  g_autofree char *until = g_strdup_printf ("deadline=%s", deadline);
  gint64 id = bureau_make (bureau, ITEM, "code=I1", "title=Pipe", "category=water",
                           "responsible_unit=TOWN", "lead_unit=LEAD", "supervising_unit=SUPER",
                           "responsible_person=responsible_unit", "township=T1", "goal=g",
                           "measures=m", "rect_class=phased", "start=2024-01-01", until, NULL);

  bureau_move (bureau, "hq_clerk", ITEM, id, "draft", NULL);

  return id;
}

static void
assert_rungs (Bureau *bureau, gint64 id, const char *due, const char *stands)
{
  bureau_assert (bureau, ITEM, id, "rung_due", due);
  bureau_assert (bureau, ITEM, id, "escalation", stands);
}

/* 30, 15 and 7 days before, and the day after (W-5). */
static void
test_reminders (void)
{
  Bureau bureau;
  gint64 id, end;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-01");
  id = make_item (&bureau, "2024-03-31");
  bureau_set (&bureau, ITEM, id, "actual_bp=9500", NULL);
  evaluate (&bureau, "2024-02-29");
  assert_rungs (&bureau, id, "", "");
  g_assert_cmpuint (count (&bureau, "remind"), ==, 0);
  evaluate (&bureau, "2024-03-01");
  assert_rungs (&bureau, id, "reminded", "reminded");
  g_assert_cmpuint (count (&bureau, "remind"), ==, 1);
  bureau_assert_journal (&bureau, ITEM, id, "draft escalate");

  end = suy_store_get_log_end (suy_workspace_get_store (bureau.workspace), NULL);
  evaluate (&bureau, "2024-03-01");
  g_assert_cmpint (end, ==,
                   suy_store_get_log_end (suy_workspace_get_store (bureau.workspace), NULL));

  evaluate (&bureau, "2024-03-15");
  g_assert_cmpuint (count (&bureau, "remind"), ==, 1);
  evaluate (&bureau, "2024-03-16");
  g_assert_cmpuint (count (&bureau, "remind"), ==, 2);
  evaluate (&bureau, "2024-03-24");
  g_assert_cmpuint (count (&bureau, "remind"), ==, 3);
  evaluate (&bureau, "2024-03-31");
  assert_rungs (&bureau, id, "reminded", "reminded");
  evaluate (&bureau, "2024-04-01");
  assert_rungs (&bureau, id, "listed", "reminded"); /* nobody has listed it yet */
  g_assert_cmpuint (count (&bureau, "remind"), ==, 3);
  bureau_close (&bureau);
}

/* Late before anybody looked: the listing is due, and no reminder any more. */
static void
test_late (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-01");
  id = make_item (&bureau, "2024-02-01");
  evaluate (&bureau, "2024-02-02");
  assert_rungs (&bureau, id, "listed", "");
  g_assert_cmpuint (count (&bureau, "remind"), ==, 0);
  bureau_close (&bureau);
}

static void
record (Bureau *bureau, const char *kind, const char *day)
{
  g_autofree char *what = g_strdup_printf ("kind=%s", kind);
  g_autofree char *on = g_strdup_printf ("issued_on=%s", day);

  bureau_make (bureau, "action_record", "title=Record", what, "item=I1", on, "to_unit=TOWN", NULL);
}

/* What was due is climbed by a record that comes when the reason has gone; an interview is as good
 * as an order. */
static void
test_late_record (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-01");
  id = make_item (&bureau, "2024-06-30"); /* 181 days */
  evaluate (&bureau, "2024-01-20");
  assert_rungs (&bureau, id, "supervised", "");
  record (&bureau, "interview", "2024-01-20");
  evaluate (&bureau, "2024-01-20");
  assert_rungs (&bureau, id, "interviewed", "interviewed");

  evaluate (&bureau, "2024-02-07"); /* 37 of 181 days without progress: 20.44 % */
  assert_rungs (&bureau, id, "listed", "interviewed");
  bureau_set (&bureau, ITEM, id, "actual_bp=9000", NULL);
  evaluate (&bureau, "2024-02-08");
  assert_rungs (&bureau, id, "listed", "interviewed");
  record (&bureau, "listed_supervision", "2024-02-08");
  evaluate (&bureau, "2024-02-08");
  assert_rungs (&bureau, id, "listed", "listed");
  bureau_close (&bureau);
}

/* What people have to make is climbed once it is made; the gravest rung stays. */
static void
test_records (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-01");
  id = make_item (&bureau, "2024-12-31");
  evaluate (&bureau, "2024-02-06"); /* 36 of 365 days: 9.86 % */
  assert_rungs (&bureau, id, "", "");
  evaluate (&bureau, "2024-02-07");
  assert_rungs (&bureau, id, "supervised", "");
  bureau_set (&bureau, ITEM, id, "actual_bp=9000", NULL);
  bureau_assert (&bureau, ITEM, id, "progress_on", "2024-02-07");
  evaluate (&bureau, "2024-02-08");
  assert_rungs (&bureau, id, "supervised", ""); /* monotone until it is accepted */

  bureau_set (&bureau, ITEM, id, "actual_bp=0", NULL);
  bureau_make (&bureau, "action_record", "title=Order", "kind=supervise", "item=I1", "to_unit=TOWN",
               "issued_on=2024-02-08", NULL);
  evaluate (&bureau, "2024-02-09");
  assert_rungs (&bureau, id, "supervised", "supervised");

  /* 30 days without progress and 20 points behind. */
  bureau_set (&bureau, ITEM, id, "actual_bp=100", NULL);
  evaluate (&bureau, "2024-03-19"); /* 78 of 365 days: 21.36 %; 39 days */
  assert_rungs (&bureau, id, "listed", "supervised");
  bureau_set (&bureau, ITEM, id, "accepted_at=2024-03-19", NULL);
  evaluate (&bureau, "2024-03-20");
  assert_rungs (&bureau, id, "", "supervised");
  bureau_close (&bureau);
}

static void
test_stagnation (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-01");
  id = make_item (&bureau, "2024-04-10"); /* 100 days: a point a day */
  bureau_set_day (&bureau, "2024-01-02");
  bureau_set (&bureau, ITEM, id, "actual_bp=1100", NULL);
  evaluate (&bureau, "2024-01-31"); /* 30 days, 19 behind; 29 days since */
  assert_rungs (&bureau, id, "supervised", "");
  bureau_set (&bureau, ITEM, id, "actual_bp=1101", NULL);
  evaluate (&bureau, "2024-02-29"); /* 29 days since */
  assert_rungs (&bureau, id, "supervised", "");
  evaluate (&bureau, "2024-03-01");
  assert_rungs (&bureau, id, "listed", "");
  bureau_close (&bureau);
}

/* ---- cards ---- */

static gint64
find_card (Bureau *bureau, const char *field, gint64 id)
{
  const SuyRegister *reg = bureau_register (bureau, "action_record");
  g_autoptr (GPtrArray) rows = suy_workspace_get_linked (bureau->workspace, reg, field, id, NULL);
  gint64 found = 0;

  for (guint i = 0; i < rows->len; i++)
    if (suy_record_get_integer (rows->pdata[i], "yellow_card") == 1)
      {
        g_assert_cmpint (found, ==, 0);
        found = suy_record_get_id (rows->pdata[i]);
      }

  return found;
}

static gint64
make_project (Bureau *bureau)
{
  gint64 id = bureau_make (bureau, "project", "code=P1", "name=Works", "category=environment",
                           "package=clear_water", "content=Pipes", "investment_yuan=1000",
                           "responsible_unit=TOWN", "due=2024-12-31", NULL);

  bureau_make (bureau, "milestone", "code=M1", "name=Pipe laid", "project=P1",
               "responsible_unit=TOWN", "start=2024-01-01", "due=2024-04-10",
               "checkpoints=2024-04-10 100%", NULL);
  bureau_make (bureau, "milestone", "code=M2", "name=Pipe tested", "project=P1",
               "responsible_unit=TOWN", "start=2024-01-01", "due=2024-04-10", "actual_bp=5000",
               NULL);

  return id;
}

static void
test_card (void)
{
  Bureau bureau;
  gint64 project, node, card;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-01");
  project = make_project (&bureau);
  node =
      suy_store_find (bureau.workspace->store, bureau_register (&bureau, "milestone"), "M1", NULL);
  evaluate (&bureau, "2024-01-20"); /* 19 points behind */
  g_assert_cmpint (find_card (&bureau, "project", project), ==, 0);
  evaluate (&bureau, "2024-01-21");
  card = find_card (&bureau, "project", project);
  g_assert_cmpint (card, !=, 0);
  g_assert_cmpint (find_card (&bureau, "milestone", node), ==, card);
  bureau_assert (&bureau, "action_record", card, "issued_on", "2024-01-21");

  /* One at a time, though the other node lags too. */
  evaluate (&bureau, "2024-04-01");
  g_assert_cmpint (find_card (&bureau, "project", project), ==, card);

  /* The lag alone does not clear it. */
  bureau_set (&bureau, "milestone", node, "actual_bp=10000", NULL);
  bureau_set (
      &bureau, "milestone",
      suy_store_find (bureau.workspace->store, bureau_register (&bureau, "milestone"), "M2", NULL),
      "actual_bp=10000", NULL);
  evaluate (&bureau, "2024-04-02");
  bureau_assert (&bureau, "action_record", card, "lifted_on", "");
  bureau_make (&bureau, "action_record", "title=Talk", "kind=interview", "milestone=M1",
               "to_unit=TOWN", "issued_on=2024-04-02", NULL);
  evaluate (&bureau, "2024-04-03");
  bureau_assert (&bureau, "action_record", card, "lifted_on", "2024-04-02");
  g_assert_cmpint (find_card (&bureau, "project", project), ==, card);
  bureau_close (&bureau);
}

/* ---- the next level ---- */

static gint64
find_warning (Bureau *bureau)
{
  const SuyRegister *reg = bureau_register (bureau, "warning");
  g_autoptr (GArray) ids = suy_store_select (bureau->workspace->store, reg, NULL, NULL);

  g_assert_cmpuint (ids->len, ==, 1);

  return g_array_index (ids, gint64, 0);
}

/* One working day after a Friday is the Monday. */
static void
test_tell_next (void)
{
  Bureau bureau;
  gint64 warning;
  g_autofree char *before = NULL, *after = NULL;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-12");
  bureau_make (&bureau, "complaint", "text=Smell", "channel=hotline_24h", "complaint_type=odour",
               "received_at=2024-01-09T01:00:00Z", "township=T1", "first_receiver=TOWN", NULL);
  evaluate (&bureau, "2024-01-12");
  warning = find_warning (&bureau);
  before = bureau_get (&bureau, "warning", warning, "recipients");
  evaluate (&bureau, "2024-01-15");
  bureau_assert (&bureau, "warning", warning, "told_next", "");
  bureau_refuse (&bureau, "deputy_district_head", "warning", warning, "acknowledge",
                 "one of the recipients", NULL);
  evaluate (&bureau, "2024-01-16");
  bureau_assert (&bureau, "warning", warning, "told_next", "2024-01-16");
  bureau_assert (&bureau, "warning", warning, "state", "notified");
  bureau_assert_journal (&bureau, "warning", warning, "trigger notify tell_next");
  after = bureau_get (&bureau, "warning", warning, "recipients");
  g_assert_cmpstr (before, !=, after);
  evaluate (&bureau, "2024-01-17");
  bureau_assert (&bureau, "warning", warning, "told_next", "2024-01-16");
  bureau_move (&bureau, "deputy_district_head", "warning", warning, "acknowledge", NULL);
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/overdue-ladder/reminders", test_reminders);
  g_test_add_func ("/workspace/overdue-ladder/late", test_late);
  g_test_add_func ("/workspace/overdue-ladder/records", test_records);
  g_test_add_func ("/workspace/overdue-ladder/stagnation", test_stagnation);
  g_test_add_func ("/workspace/overdue-ladder/late-record", test_late_record);
  g_test_add_func ("/workspace/overdue-ladder/card", test_card);
  g_test_add_func ("/workspace/overdue-ladder/tell-next", test_tell_next);

  return g_test_run ();
}
