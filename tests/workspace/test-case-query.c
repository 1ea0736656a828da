/* test-case-query.c: filters of cases, what is mine, and filters that are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-case-query.h"
#include "suy-error.h"

typedef struct
{
  Bureau bureau;
  gint64 late, due, mine, rejected;
} Fixture;

static gint64
make (Bureau *bureau,
      const char *title,
      const char *township,
      const char *deadline,
      const char *unit)
{
  g_autofree char *name = g_strconcat ("title=", title, NULL);
  g_autofree char *where = g_strconcat ("township=", township, NULL);
  g_autofree char *when = g_strconcat ("deadline=", deadline, NULL);
  g_autofree char *who = g_strconcat ("responsible_unit=", unit, NULL);

  return bureau_make (bureau, "problem", name, where, when, who, "source=petition", "medium=air",
                      "found_at=today-30T", "description=Smoke", "@=118.1,27.3", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;

  bureau_open (bureau);
  bureau_act_as (bureau, "unit_head");
  fixture->late = make (bureau, "Late", "T1", "today-1", "OTHER");
  fixture->due = make (bureau, "Due", "T2", "today+0", "OTHER");
  fixture->mine = make (bureau, "Mine", "T1", "today+9", "TOWN");
  fixture->rejected = make (bureau, "Nothing", "T1", "today-5", "OTHER");
  bureau_attach (bureau, "problem", fixture->rejected, "photo");
  bureau_set (bureau, "problem", fixture->rejected, "medium=water", NULL);
  bureau_move (bureau, "duty_officer", "problem", fixture->rejected, "report", NULL);
  bureau_set (bureau, "problem", fixture->rejected, "site_checked=1", NULL);
  bureau_move (bureau, "duty_officer", "problem", fixture->rejected, "reject", "note:nothing",
               "say:reporter_told=yes", NULL);
  bureau_act_as (bureau, "unit_head");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bureau_close (&fixture->bureau);
}

/* "LDM": the first letters of the cases that are found, in their order */
static char *
run (Fixture *fixture, SuyCaseQuery query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = suy_case_query_run (&query, fixture->bureau.workspace, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *title =
          bureau_get (&fixture->bureau, "problem", g_array_index (ids, gint64, i), "title");

      g_string_append_c (text, title[0]);
    }

  return g_string_free (text, FALSE);
}

static void
check (Fixture *fixture, SuyCaseQuery query, const char *expected)
{
  g_autofree char *found = run (fixture, query);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  const SuyRegister *towns = bureau_register (&fixture->bureau, "township");
  gint64 t2 =
      suy_store_find (suy_workspace_get_store (fixture->bureau.workspace), towns, "T2", NULL);

  check (fixture, (SuyCaseQuery){ 0 }, "LDM");
  check (fixture, (SuyCaseQuery){ .descending = TRUE }, "MDL");
  check (fixture, (SuyCaseQuery){ .order = (char *) "title" }, "DLM");
  check (fixture, (SuyCaseQuery){ .state = (char *) SUY_CASES_ALL }, "NLDM");
  check (fixture, (SuyCaseQuery){ .state = (char *) "rejected" }, "N");
  check (fixture, (SuyCaseQuery){ .late = TRUE }, "L");
  check (fixture, (SuyCaseQuery){ .township = t2 }, "D");
  check (fixture, (SuyCaseQuery){ .text = (char *) "min" }, "M");
  check (fixture, (SuyCaseQuery){ .text = (char *) "nowhere" }, "");
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_undo (fixture->bureau.workspace, &error);
  g_assert_no_error (error);
}

/* Late is what is past the deadline as extensions have moved it; undoing them moves it back. */
static void
test_extended (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;
  g_autofree char *code = bureau_get (bureau, "problem", fixture->late, "code");
  g_autofree char *problem = g_strconcat ("problem=", code, NULL);

  bureau_make (bureau, "extension_request", problem, "applied_on=today-2", "reason=Rain",
               "old_deadline=today-1", "new_deadline=today+5", "verdict=fail", NULL);
  check (fixture, (SuyCaseQuery){ .late = TRUE }, "L");
  bureau_make (bureau, "extension_request", problem, "applied_on=today-2", "reason=Rain",
               "old_deadline=today-1", "new_deadline=today+0", "verdict=pass", NULL);
  check (fixture, (SuyCaseQuery){ .late = TRUE }, "");
  bureau_assert (bureau, "problem", fixture->late, "deadline", "today-1");
  bureau_assert (bureau, "problem", fixture->late, "deadline_current", "today+0");
  bureau_make (bureau, "extension_request", problem, "applied_on=today-2", "reason=Rain",
               "old_deadline=today+0", "new_deadline=today+5", "verdict=pass", NULL);
  check (fixture, (SuyCaseQuery){ .order = (char *) "deadline" }, "DLM");
  undo (fixture);
  bureau_assert (bureau, "problem", fixture->late, "deadline_current", "today+0");
  undo (fixture);
  check (fixture, (SuyCaseQuery){ .late = TRUE }, "L");
}

/* A case has the deadline of its item. */
static void
test_extended_item (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;
  g_autofree char *code = bureau_get (bureau, "problem", fixture->late, "code");
  g_autofree char *problem = g_strconcat ("problem=", code, NULL);
  gint64 request;
  g_autoptr (GError) error = NULL;

  bureau_make (bureau, "rectification_item", "code=A", "title=Smoke", "category=air",
               "responsible_unit=TOWN", "goal=Clean", "measures=Sweep", "rect_class=immediate",
               "deadline=today-1", problem, NULL);
  request = bureau_make (bureau, "extension_request", "item=A", "applied_on=today-2", "reason=Rain",
                         "old_deadline=today-1", "new_deadline=today+5", NULL);
  check (fixture, (SuyCaseQuery){ .late = TRUE }, "L");
  bureau_set (bureau, "extension_request", request, "verdict=pass", NULL);
  check (fixture, (SuyCaseQuery){ .late = TRUE }, "");
  bureau_assert (bureau, "problem", fixture->late, "deadline_current", "today+5");
  suy_workspace_delete (bureau->workspace, bureau_register (bureau, "extension_request"), request,
                        NULL, &error);
  g_assert_no_error (error);
  check (fixture, (SuyCaseQuery){ .late = TRUE }, "L");
}

static void
test_mine (Fixture *fixture, gconstpointer data)
{
  check (fixture, (SuyCaseQuery){ .mine = TRUE }, "M");
  bureau_act_as (&fixture->bureau, "supervising_unit");
  check (fixture, (SuyCaseQuery){ .mine = TRUE }, "");
  bureau_set (&fixture->bureau, "problem", fixture->due, "supervising_unit=SUPER", NULL);
  bureau_set (&fixture->bureau, "problem", fixture->late, "reporter=supervising_unit", NULL);
  check (fixture, (SuyCaseQuery){ .mine = TRUE }, "LD");
  check (fixture, (SuyCaseQuery){ .mine = TRUE, .late = TRUE }, "L");
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  SuyWorkspace *workspace = fixture->bureau.workspace;
  const SuyCaseQuery late = { .text = (char *) "a 'b' \"c\" 中", .township = 7, .late = TRUE };
  const SuyCaseQuery mine = { .state = (char *) "found", .mine = TRUE, .descending = TRUE };
  g_auto (SuyCaseQuery) found = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (suy_case_query_save (&late, workspace, "迟", &error));
  g_assert_true (suy_case_query_save (&late, workspace, "mine", &error));
  g_assert_true (suy_case_query_save (&mine, workspace, "mine", &error));
  names = suy_case_query_get_names (workspace);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "迟");

  g_assert_true (suy_case_query_load (&found, workspace, "迟", &error));
  g_assert_cmpstr (found.text, ==, late.text);
  g_assert_cmpint (found.township, ==, 7);
  g_assert_true (found.late && !found.mine && !found.descending);
  suy_case_query_clear (&found);
  g_assert_true (suy_case_query_load (&found, workspace, "mine", &error));
  g_assert_cmpstr (found.state, ==, "found");
  g_assert_null (found.text);
  g_assert_true (!found.late && found.mine && found.descending);
  suy_case_query_clear (&found);

  g_assert_true (suy_case_query_drop (workspace, "mine", &error));
  g_assert_false (suy_case_query_load (&found, workspace, "mine", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/workspace/case-query/run/filters", test_filters);
  ADD ("/workspace/case-query/run/extended", test_extended);
  ADD ("/workspace/case-query/run/extended-item", test_extended_item);
  ADD ("/workspace/case-query/run/mine", test_mine);
  ADD ("/workspace/case-query/keep/names", test_kept);

  return g_test_run ();
}
