/* test-inbox-ladder.c: which rung is due, and who answers an application
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-inbox.h"
#include "suy-date.h"

/* Which rung is asked for: the deadline in 40 days none, in 30 a reminder, gone by a listing. */
static void
test_ladder (void)
{
  static const struct
  {
    const char *day, *duty;
  } rows[] = { { "today+31", NULL },
               { "today+30", "item_ladder_reminded" },
               { "today+15", "item_ladder_reminded" } };
  Bureau bureau;

  bureau_open (&bureau);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *deadline = g_strconcat ("deadline=", rows[i].day, NULL);
      gint64 id = bureau_make (&bureau, "rectification_item", "title=Item", "category=water",
                               "responsible_unit=TOWN", "goal=clean", "measures=a;b",
                               "rect_class=long_term", "start=today-20", "actual_bp=9900",
                               "township=T1", deadline, NULL);

      bureau_move (&bureau, "rectification_office", "rectification_item", id, "draft", NULL);
      if (rows[i].duty == NULL)
        made_inbox_assert_not_due (&bureau, "rectification_office", "item_ladder_reminded", id);
      else
        {
          g_autofree char *item = NULL;

          made_inbox_assert_due (&bureau, "rectification_office", rows[i].duty, id,
                                 atoi (rows[i].day + 6));
          item = bureau_get (&bureau, "rectification_item", id, "code");
          {
            g_autofree char *word = g_strconcat ("item=", item, NULL);

            for (guint k = 0; k < i; k++)
              bureau_make (&bureau, "action_record", "title=Reminder", "kind=remind", word,
                           "issued_on=today", NULL);
          }
          made_inbox_assert_not_due (&bureau, "rectification_office", rows[i].duty, id);
        }
    }
  bureau_close (&bureau);
}

static gint64
add_item (Bureau *bureau, const char *code, const char *deadline, gint64 problem)
{
  g_autofree char *name = g_strconcat ("code=", code, NULL);
  g_autofree char *day = g_strconcat ("deadline=", deadline, NULL);
  g_autofree char *key = problem == 0 ? NULL : bureau_get (bureau, "problem", problem, "code");
  g_autofree char *link = g_strconcat ("problem=", key, NULL);

  return bureau_make (bureau, "rectification_item", name, "title=Item", "category=water",
                      "lead_unit=LEAD", "responsible_unit=TOWN", "supervising_unit=SUPER",
                      "goal=clean", "measures=a;b", "rect_class=long_term", "start=today-200",
                      "township=T1", day, key == NULL ? NULL : link, NULL);
}

static gint64
add_problem (Bureau *bureau, const char *tier)
{
  g_autofree char *severity = g_strconcat ("severity_tier=", tier, NULL);

  return bureau_make (bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                      "found_at=today-1T", "description=white foam", severity, "@=118.1001,27.35",
                      NULL);
}

/* It waits for whoever may answer it: as high as the case asks, and above the applicant. */
static void
test_extension (void)
{
  static const struct
  {
    const char *tier, *applicant, *duty, *answers, *others[3];
  } rows[] = {
    { NULL,
      "responsible_unit",
      "extension_answer",
      "rectification_office",
      { "deputy_district_head", "bureau_leader", NULL } },
    { "key", "unit_head", "extension_answer", "hq_clerk", { "deputy_district_head", NULL } },
    { "major",
      "unit_head",
      "extension_answer_deputy",
      "deputy_district_head",
      { "rectification_office", "bureau_leader", NULL } },
    { "routine",
      "rectification_office",
      "extension_answer_deputy",
      "deputy_district_head",
      { "hq_clerk", NULL } },
    { "routine",
      "deputy_district_head",
      "extension_answer_head",
      "district_head",
      { "rectification_office", "deputy_district_head", NULL } },
  };
  Bureau bureau;

  bureau_open (&bureau);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 problem = rows[i].tier == NULL ? 0 : add_problem (&bureau, rows[i].tier);
      g_autofree char *code = g_strdup_printf ("X%u", i);
      g_autofree char *item = g_strconcat ("item=", code, NULL);
      g_autofree char *by = g_strconcat ("applied_by=", rows[i].applicant, NULL);
      gint64 of = add_item (&bureau, code, "today+40", problem);
      gint64 id = bureau_make (&bureau, "extension_request", item, by, "applied_on=today",
                               "new_deadline=today+60", "reason=rain", NULL);
      const SuyInboxItem *found = NULL;

      {
        g_autoptr (SuyInbox) inbox = made_inbox_of (&bureau, rows[i].answers);

        g_assert_cmpuint (made_inbox_count (inbox, rows[i].duty, id, &found), ==, 1);
        g_assert_cmpstr (found->move_reg->name, ==, "rectification_item");
        g_assert_cmpint (found->move_id, ==, of);
      }
      for (guint k = 0; rows[i].others[k] != NULL; k++)
        {
          made_inbox_assert_not_due (&bureau, rows[i].others[k], "extension_answer", id);
          made_inbox_assert_not_due (&bureau, rows[i].others[k], "extension_answer_deputy", id);
          made_inbox_assert_not_due (&bureau, rows[i].others[k], "extension_answer_head", id);
        }
      bureau_set (&bureau, "extension_request", id, "verdict=pass", NULL);
      made_inbox_assert_not_due (&bureau, rows[i].answers, rows[i].duty, id);
    }
  bureau_close (&bureau);
}

/* The move that is offered can be made. */
static void
test_extension_made (void)
{
  Bureau bureau;
  gint64 item, id;

  bureau_open (&bureau);
  item = add_item (&bureau, "X", "today+40", 0);
  bureau_move (&bureau, "rectification_office", "rectification_item", item, "draft", NULL);
  id = bureau_make (&bureau, "extension_request", "item=X", "applied_by=responsible_unit",
                    "applied_on=today", "new_deadline=today+60", "reason=rain", NULL);
  made_inbox_assert_due (&bureau, "rectification_office", "extension_answer", id, 0);
  bureau_move (&bureau, "rectification_office", "rectification_item", item, "extend", "note:rain",
               NULL);
  made_inbox_assert_not_due (&bureau, "rectification_office", "extension_answer", id);
  bureau_close (&bureau);
}

/* What lags much and stands still for thirty days is to be listed before its deadline. */
static void
test_stagnation (void)
{
  const SuyCommandInfo info = { .kind = "edit",
                                .wall = g_get_real_time () - 40 * SUY_DATE_US_PER_DAY };
  Bureau bureau;
  SuyStore *store;
  gint64 id, moving;

  bureau_open (&bureau);
  store = suy_workspace_get_store (bureau.workspace);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SuyRecord) item = suy_record_new (bureau_register (&bureau, "rectification_item"));
      g_autofree char *start = bureau_day (&bureau, -100), *due = bureau_day (&bureau, 100);
      g_autoptr (GError) error = NULL;

      suy_record_set_text (item, "code", i == 0 ? "STILL" : "MOVES");
      suy_record_set_text (item, "title", "Item");
      suy_record_set_text (item, "state", "in_progress");
      suy_record_set_text (item, "start", start);
      suy_record_set_text (item, "deadline", due);
      suy_store_begin (store, &info, &error);
      suy_store_insert (store, item, &error);
      suy_store_commit (store, NULL, &error);
      g_assert_no_error (error);
      *(i == 0 ? &id : &moving) = suy_record_get_id (item);
    }
  bureau_set (&bureau, "rectification_item", moving, "actual_bp=100", NULL); /* today */
  bureau_make (&bureau, "action_record", "title=R", "kind=remind", "item=STILL", "issued_on=today",
               NULL);
  bureau_make (&bureau, "action_record", "title=S", "kind=supervise", "item=STILL", "to_unit=TOWN",
               "issued_on=today", NULL);
  bureau_make (&bureau, "action_record", "title=R", "kind=remind", "item=MOVES", "issued_on=today",
               NULL);
  bureau_make (&bureau, "action_record", "title=S", "kind=supervise", "item=MOVES", "to_unit=TOWN",
               "issued_on=today", NULL);
  made_inbox_assert_due (&bureau, "rectification_office", "item_ladder_listed", id, 100);
  made_inbox_assert_not_due (&bureau, "rectification_office", "item_ladder_listed", moving);
  bureau_close (&bureau);
}

/* Overdue for more than ninety days, with a finding of serious consequences. */
static void
test_accountability (void)
{
  static const char *const kinds[] = { "kind=remind", "kind=supervise", "kind=listed_supervision" };
  static const char *const days[] = { "today-90", "today-91" };
  Bureau bureau;

  bureau_open (&bureau);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      gint64 problem = add_problem (&bureau, "major");
      g_autofree char *code = g_strdup_printf ("A%u", i);
      g_autofree char *item = g_strconcat ("item=", code, NULL);
      gint64 id = add_item (&bureau, code, days[i], problem);

      bureau_move (&bureau, "rectification_office", "rectification_item", id, "draft", NULL);
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        bureau_make (&bureau, "action_record", "title=R", kinds[k], item, "to_unit=TOWN",
                     "issued_on=today", NULL);
      made_inbox_assert_not_due (&bureau, "district_head", "item_ladder_accountability", id);
      bureau_set (&bureau, "problem", problem, "serious_consequence=yes", NULL);
      if (i == 0)
        made_inbox_assert_not_due (&bureau, "district_head", "item_ladder_accountability", id);
      else
        made_inbox_assert_due (&bureau, "district_head", "item_ladder_accountability", id, -91);
    }
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/inbox-ladder/rung/reminders", test_ladder);
  g_test_add_func ("/workspace/inbox-ladder/rung/stagnation", test_stagnation);
  g_test_add_func ("/workspace/inbox-ladder/rung/accountability", test_accountability);
  g_test_add_func ("/workspace/inbox-ladder/extension/tiers", test_extension);
  g_test_add_func ("/workspace/inbox-ladder/extension/made", test_extension_made);

  return g_test_run ();
}
