/* test-inbox.c: what is due from whom, on a real workspace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "made-inbox.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-inbox.h"

/* ---- every row of the table ---- */

static void
fill_test (SuyRecord *record, const SuyDutyTest *test, gboolean pass)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), test->field);
  gboolean empty = *test->values[0] == '\0';

  if (field == NULL)
    return;
  if (field->type == SUY_FIELD_LINK && empty)
    {
      if (pass == test->differs)
        suy_record_set_integer (record, test->field, 1);
    }
  else if (field->type == SUY_FIELD_DATE && empty)
    {
      if (pass == test->differs)
        suy_record_set_text (record, test->field, "2020-01-01");
    }
  else if (field->type == SUY_FIELD_BOOLEAN)
    suy_record_set_integer (record, test->field,
                            g_str_equal (test->values[0], "1") == (pass != test->differs));
  else if (field->type == SUY_FIELD_CHOICE && empty && pass == test->differs)
    suy_record_set_text (record, test->field, ((SuyChoice *) field->choices->pdata[0])->name);
  else if (field->type == SUY_FIELD_CHOICE && !empty && pass != test->differs)
    suy_record_set_text (record, test->field, test->values[0]);
}

/* A record as the duty asks for it; @pass FALSE: in another state, or failing a test. */
static gint64
put_record (Bureau *bureau, const SuyDuty *duty, gint64 link, gboolean pass)
{
  SuyStore *store = suy_workspace_get_store (bureau->workspace);
  const SuyCommandInfo info = { .kind = "edit" };
  g_autoptr (SuyRecord) record = suy_record_new (bureau_register (bureau, duty->reg));
  g_autoptr (GError) error = NULL;

  if (duty->states != NULL && pass)
    suy_record_set_text (record, "state", duty->states[0]);
  if (duty->of == SUY_DUTY_OF_LIST)
    suy_record_set_text (record, duty->of_field, "[\"nobody\",\"someone\"]");
  else if (duty->of != SUY_DUTY_OF_ROLE)
    suy_record_set_integer (record, duty->of_field, link);
  for (guint i = 0; i < duty->tests->len; i++)
    fill_test (record, &g_array_index (duty->tests, SuyDutyTest, i), pass);
  suy_store_begin (store, &info, &error);
  suy_store_insert (store, record, &error);
  suy_store_commit (store, NULL, &error);
  if (error != NULL)
    g_error ("%s: %s", duty->name, error->message);

  return suy_record_get_id (record);
}

static void
check_row (Bureau *bureau, const SuyDuty *duty)
{
  g_autofree char *role = g_strconcat ("role=", duty->roles[0], NULL);
  g_autofree char *code = g_strconcat ("code=", duty->name, NULL);
  gint64 person =
      bureau_make (bureau, "person", duty->of == SUY_DUTY_OF_LIST ? "code=someone" : code,
                   "name=someone", role, "unit=TOWN", "township=T1", NULL);
  const char *key = duty->of == SUY_DUTY_OF_LIST ? "someone" : duty->name;
  g_autoptr (GError) error = NULL;
  gint64 link = 0, due, not_due;

  if (duty->of == SUY_DUTY_OF_UNIT)
    link = suy_store_find (suy_workspace_get_store (bureau->workspace),
                           bureau_register (bureau, "unit"), "TOWN", &error);
  else if (duty->of == SUY_DUTY_OF_TOWNSHIP)
    link = suy_store_find (suy_workspace_get_store (bureau->workspace),
                           bureau_register (bureau, "township"), "T1", &error);
  else if (duty->of == SUY_DUTY_OF_PERSON)
    link = person;
  else if (duty->of == SUY_DUTY_OF_GRID)
    {
      g_autofree char *inspector = g_strconcat ("inspector=", key, NULL);

      link = bureau_make (bureau, "grid_cell", "code=G9", "name=G9", "level=district", inspector,
                          NULL);
    }
  g_assert_no_error (error);
  due = put_record (bureau, duty, link, TRUE);
  not_due = put_record (bureau, duty, link, FALSE);

  {
    g_autoptr (SuyInbox) inbox = made_inbox_of (bureau, key);

    if (made_inbox_count (inbox, duty->name, due, NULL) != 1)
      g_error ("%s is not due", duty->name);
    g_assert_cmpuint (made_inbox_count (inbox, duty->name, not_due, NULL), ==, 0);
  }
  if (duty->of == SUY_DUTY_OF_LIST)
    bureau_set (bureau, "person", person, "code=done", NULL);
}

static void
test_rows (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyDuties) duties = suy_duties_new_builtin (&error);
  const GPtrArray *all = suy_duties_get_all (duties);
  Bureau bureau;

  g_assert_no_error (error);
  bureau_open (&bureau);
  for (guint i = 0; i < all->len; i++)
    {
      const SuyDuty *duty = all->pdata[i];
      gboolean made = FALSE; /* a cell that is worked out from other records */

      for (guint k = 0; k < duty->tests->len; k++)
        {
          const char *field = g_array_index (duty->tests, SuyDutyTest, k).field;

          made |= g_str_equal (field, "ladder") || g_str_equal (field, "approver_tier");
        }
      if (duty->cadence == NULL && !made)
        check_row (&bureau, duty);
    }
  bureau_close (&bureau);
}

/* ---- lives ---- */

static void
test_life (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  id = bureau_make (&bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                    "found_at=today-1T", "description=white foam", "risk_level=orange",
                    "@=118.1001,27.35", NULL);
  bureau_attach (&bureau, "problem", id, "before");
  made_inbox_assert_not_due (&bureau, "duty_officer", "problem_judge", id);
  bureau_move (&bureau, "grid_inspector", "problem", id, "report", NULL);
  made_inbox_assert_due (&bureau, "duty_officer", "problem_judge", id, 0);
  bureau_move (&bureau, "duty_officer", "problem", id, "judge", "severity_tier=routine",
               "cause=broken pipe", "upstream_trace=R1", NULL);
  made_inbox_assert_not_due (&bureau, "duty_officer", "problem_judge", id);
  made_inbox_assert_due (&bureau, "hq_clerk", "problem_assign", id, 0);
  bureau_move (&bureau, "hq_clerk", "problem", id, "assign", "lead_unit=LEAD",
               "responsible_unit=TOWN", "responsible_person=unit_head", "supervising_unit=SUPER",
               "goal=no foam", "measure=mend the pipe", "deadline=today+20", "rect_class=immediate",
               NULL);
  made_inbox_assert_not_due (&bureau, "town2", "problem_receive", id);
  {
    g_autoptr (SuyInbox) inbox = made_inbox_of (&bureau, "responsible_unit");
    const SuyInboxItem *item = NULL;

    g_assert_cmpuint (made_inbox_count (inbox, "problem_receive", id, &item), ==, 1);
    g_assert_cmpint (item->due, !=, SUY_CLOCK_NEVER);
    g_assert_cmpint (item->days_left, >=, 2);
    g_assert_cmpint (item->days_left, <=, 12); /* over the longest holiday */
    g_assert_true (item->placed);
    g_assert_cmpint (item->point.x, ==, 1181001000);
    g_assert_cmpstr (item->title, ==, "Foam");
    g_assert_cmpstr (item->level, ==, "orange");
    g_assert_cmpuint (inbox->counts[SUY_DUTY_VIEW_CASES], ==, 1);
    g_assert_cmpuint (inbox->late[SUY_DUTY_VIEW_CASES], ==, 0);
  }
  bureau_move (&bureau, "responsible_unit", "problem", id, "receive", NULL);
  made_inbox_assert_not_due (&bureau, "responsible_unit", "problem_receive", id);
  made_inbox_assert_due (&bureau, "responsible_unit", "problem_start", id, 20);
  bureau_close (&bureau);
}

/* Late ones first, then by the day; nobody is refused. */
static void
test_order (void)
{
  Bureau bureau;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const days[] = { "reply_due=today+9", "reply_due=today-3",
                                          "reply_due=today+1", "reply_due=today-8" };

      bureau_make (&bureau, "action_record", "title=Order", "kind=supervise", "to_unit=TOWN",
                   "issued_on=today-20", days[i], NULL);
    }
  {
    static const int left[] = { -8, -3, 1, 9 };
    g_autoptr (SuyInbox) inbox = made_inbox_of (&bureau, "responsible_unit");
    guint n = 0;

    for (guint i = 0; i < inbox->items->len; i++)
      {
        const SuyInboxItem *item = inbox->items->pdata[i];

        if (g_str_equal (item->duty->name, "order_reply"))
          g_assert_cmpint (item->days_left, ==, left[n++]);
      }
    g_assert_cmpuint (n, ==, 4);
    g_assert_cmpuint (inbox->late[SUY_DUTY_VIEW_REGISTERS], ==, 2);
  }
  g_assert_null (suy_workspace_get_inbox (bureau.workspace, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  bureau_close (&bureau);
}

/* A month without its meeting is missing once, whoever looks. */
static void
test_cadence (void)
{
  Bureau bureau;
  const SuyInboxItem *item = NULL;

  bureau_open (&bureau);
  {
    g_autoptr (SuyInbox) inbox = made_inbox_of (&bureau, "district_head");

    g_assert_cmpuint (made_inbox_count (inbox, "hq_meeting", 0, &item), ==, 1);
    g_assert_cmpuint (item->n_missing, ==, 0);
  }
  bureau_make (&bureau, "meeting", "name=M", "kind=hq_meeting", "on_date=today", NULL);
  {
    g_autoptr (SuyInbox) inbox = made_inbox_of (&bureau, "district_head");

    g_assert_cmpuint (made_inbox_count (inbox, "hq_meeting", 0, NULL), ==, 0);
  }
  bureau_make (&bureau, "meeting", "name=M", "kind=hq_meeting", "on_date=today-62", NULL);
  {
    g_autoptr (SuyInbox) inbox = made_inbox_of (&bureau, "district_head");

    g_assert_cmpuint (made_inbox_count (inbox, "hq_meeting", 0, &item), ==, 1);
    g_assert_cmpuint (item->n_missing, >=, 1);
    g_assert_cmpuint (item->n_missing, <=, 2);
    g_assert_cmpint (item->state, ==, SUY_CLOCK_LATE);
  }
  bureau_close (&bureau);
}

/* A year's cases, journal rows with them, most of them finished; SUY_CASES says how many. */
static SuyRecord *
next_case (gpointer data, G_GNUC_UNUSED GError **error)
{
  struct
  {
    const SuyRegister *reg;
    guint n, most;
    gint64 unit;
  } *load = data;
  SuyRecord *record = load->n == load->most ? NULL : suy_record_new (load->reg);

  if (record == NULL)
    return NULL;
  suy_record_set_text (record, "title", "Case");
  suy_record_set_text (record, "state", load->n++ % 10 == 0 ? "assigned" : "lookback_ok");
  suy_record_set_text (record, "deadline", "2026-12-01");
  suy_record_set_integer (record, "responsible_unit", load->n % 40 == 1 ? load->unit : 1);

  return record;
}

static void
test_speed (void)
{
  const char *wish = g_getenv ("SUY_CASES");
  const SuyCommandInfo info = { .kind = "import" };
  struct
  {
    const SuyRegister *reg;
    guint n, most;
    gint64 unit;
  } load = { NULL, 0, wish == NULL ? 200 : (guint) atoi (wish), 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyInbox) inbox = NULL;
  Bureau bureau;
  SuyStore *store;
  gint64 start;

  bureau_open (&bureau);
  store = suy_workspace_get_store (bureau.workspace);
  load.reg = bureau_register (&bureau, "problem");
  load.unit = suy_store_find (store, bureau_register (&bureau, "unit"), "TOWN", &error);
  suy_store_begin (store, &info, &error);
  suy_store_load (store, load.reg, next_case, &load, &error);
  suy_store_commit (store, NULL, &error);
  g_assert_no_error (error);
  start = g_get_monotonic_time ();
  inbox = made_inbox_of (&bureau, "responsible_unit");
  g_test_message ("%u cases: %u due, %.1f ms", load.most, inbox->items->len,
                  (double) (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (inbox->counts[SUY_DUTY_VIEW_CASES], ==, load.most / 40);
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/inbox/rows/due-and-not", test_rows);
  g_test_add_func ("/workspace/inbox/life/problem", test_life);
  g_test_add_func ("/workspace/inbox/order/late-first", test_order);
  g_test_add_func ("/workspace/inbox/cadence/missing", test_cadence);
  g_test_add_func ("/workspace/inbox/speed/cases", test_speed);

  return g_test_run ();
}
