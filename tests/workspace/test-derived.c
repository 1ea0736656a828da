/* test-derived.c: what follows from a record and the day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-error.h"
#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

static void
assert_lamp (Bureau *bureau,
             const char *reg,
             gint64 id,
             const char *planned,
             const char *lag,
             const char *lamp)
{
  bureau_assert (bureau, reg, id, "scheduled_bp", planned);
  bureau_assert (bureau, reg, id, "lag_bp", lag);
  bureau_assert (bureau, reg, id, "lamp", lamp);
}

static void
evaluate (Bureau *bureau, const char *day)
{
  g_autoptr (GError) error = NULL;

  bureau_set_day (bureau, day);
  suy_workspace_evaluate (bureau->workspace, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
make_node (Bureau *bureau, const char *checkpoints)
{
  g_autofree char *lines = g_strdup_printf ("checkpoints=%s", checkpoints);

  bureau_make (bureau, "project", "code=P1", "name=Works", "category=environment",
               "package=clear_water", "content=Pipes", "investment_yuan=1", "responsible_unit=TOWN",
               "due=2024-12-31", NULL);

  return bureau_make (bureau, "milestone", "code=M1", "name=Pipe laid", "project=P1",
                      "responsible_unit=TOWN", "start=2024-01-01", "due=2024-01-31",
                      "actual_bp=500", "is_key=1", lines, NULL);
}

static void
test_checkpoints (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-06");
  id = make_node (&bureau, "2024-01-11 20%;2024-01-21 80%");
  assert_lamp (&bureau, "milestone", id, "1000", "500", "green");

  /* The day passes and nobody saves anything. */
  evaluate (&bureau, "2024-01-11");
  assert_lamp (&bureau, "milestone", id, "2000", "1500", "yellow");
  evaluate (&bureau, "2024-01-16");
  assert_lamp (&bureau, "milestone", id, "5000", "4500", "red");
  bureau_set (&bureau, "milestone", id, "actual_bp=5000", NULL);
  assert_lamp (&bureau, "milestone", id, "5000", "0", "green");
  evaluate (&bureau, "2024-02-01");
  assert_lamp (&bureau, "milestone", id, "10000", "5000", "red");
  bureau_close (&bureau);
}

static void
assert_refused (Bureau *bureau, gint64 id, const char *field, const char *text, const char *words)
{
  const SuyRegister *reg = bureau_register (bureau, "milestone");
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autoptr (GError) error = NULL;

  suy_record_set_id (record, id);
  suy_record_set_text (record, field, text);
  g_assert_false (suy_workspace_save (bureau->workspace, record, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, words));
}

/* A wrong line is refused and named; one that came past the program makes the lamp unknown. */
static void
test_wrong_checkpoints (void)
{
  Bureau bureau;
  gint64 id;
  const SuyRegister *reg;
  const SuyCommandInfo info = { .kind = "edit" };
  g_autoptr (SuyRecord) record = NULL;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-06");
  id = make_node (&bureau, "2024-01-11 20%");
  assert_refused (&bureau, id, "checkpoints", "[\"2024-01-11 20%\",\"2024-01-21\"]",
                  "Checkpoint 2, “2024-01-21”");
  assert_refused (&bureau, id, "due", "2024-01-10", "Checkpoint 1");
  bureau_set (&bureau, "milestone", id, "start=2024-01-02", NULL);

  reg = bureau_register (&bureau, "milestone");
  record = suy_record_new (reg);
  suy_record_set_id (record, id);
  suy_record_set_text (record, "checkpoints", "[\"half by summer\"]");
  g_assert_true (suy_store_begin (bureau.workspace->store, &info, NULL));
  g_assert_true (suy_store_update (bureau.workspace->store, record, NULL));
  g_assert_true (suy_workspace_end_command (bureau.workspace, TRUE, NULL));
  g_clear_pointer (&record, suy_record_free);
  evaluate (&bureau, "2024-01-20");
  assert_lamp (&bureau, "milestone", id, "", "", "");
  bureau_set (&bureau, "milestone", id, "note=still no line", NULL);
  bureau_refuse (&bureau, "hq_clerk", "milestone", id, "activate", "between start and due date",
                 NULL);
  bureau_set (&bureau, "milestone", id, "checkpoints=2024-01-31 100%", NULL);
  bureau_move (&bureau, "hq_clerk", "milestone", id, "activate", NULL);
  bureau_close (&bureau);
}

static gint64
make_item (Bureau *bureau, const char *code)
{
  return bureau_make (bureau, "rectification_item", code, "title=X", "category=water",
                      "responsible_unit=TOWN", "goal=g", "measures=m", "rect_class=immediate",
                      "start=2024-01-01", "deadline=2024-01-11", NULL);
}

static void
test_item_by_day (void)
{
  Bureau bureau;
  gint64 id, yellow;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-01-01");
  id = make_item (&bureau, "code=I1");
  yellow = make_item (&bureau, "code=I2");
  assert_lamp (&bureau, "rectification_item", id, "0", "0", "green");
  evaluate (&bureau, "2024-01-02");
  assert_lamp (&bureau, "rectification_item", id, "1000", "1000", "yellow");
  bureau_set (&bureau, "rectification_item", id, "actual_bp=9900", NULL);
  bureau_set (&bureau, "rectification_item", yellow, "actual_bp=8500", NULL);
  evaluate (&bureau, "2024-01-11");
  bureau_assert (&bureau, "rectification_item", yellow, "overdue", "0");
  assert_lamp (&bureau, "rectification_item", id, "10000", "100", "green");
  bureau_assert (&bureau, "rectification_item", id, "overdue", "0");
  evaluate (&bureau, "2024-01-12");
  assert_lamp (&bureau, "rectification_item", id, "10000", "100", "yellow");
  bureau_assert (&bureau, "rectification_item", id, "overdue", "1");
  bureau_assert (&bureau, "rectification_item", yellow, "overdue", "1");
  bureau_close (&bureau);
}

/* China is 8 hours ahead of UTC. */
static void
test_hours (void)
{
  static const struct
  {
    const char *started, *hours;
  } cases[] = {
    { "2024-01-05T11:59:00.000Z", "day" },
    { "2024-01-05T12:00:00.000Z", "night" },
    { "2024-01-05T16:00:00.000Z", "night_weekend" },
    { "2024-01-06T01:00:00.000Z", "weekend" },
    { "2024-01-01T01:00:00.000Z", "holiday" },
    { "2024-01-01T12:00:00.000Z", "night_holiday" },
    { "2024-02-04T01:00:00.000Z", "day" }, /* a Sunday made up for */
  };
  Bureau bureau;

  bureau_open (&bureau);
  bureau_set_day (&bureau, "2024-03-01");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *started = g_strdup_printf ("started_at=%s", cases[i].started);
      gint64 id = bureau_make (&bureau, "inspection", "name=X", "kind=night", started, NULL);

      bureau_assert (&bureau, "inspection", id, "off_time_class", cases[i].hours);
    }
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/derived/checkpoints", test_checkpoints);
  g_test_add_func ("/workspace/derived/wrong-checkpoints", test_wrong_checkpoints);
  g_test_add_func ("/workspace/derived/item-by-day", test_item_by_day);
  g_test_add_func ("/workspace/derived/hours", test_hours);

  return g_test_run ();
}
