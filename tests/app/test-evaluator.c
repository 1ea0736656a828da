/* test-evaluator.c: when everything is evaluated, and when only what changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-evaluator.h"
#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

typedef struct
{
  Bureau bureau;
  SuyEvaluator *evaluator;
  gint64 item;
} Fixture;

static void
on_failed (G_GNUC_UNUSED SuyEvaluator *evaluator,
           const char *message,
           G_GNUC_UNUSED gpointer user_data)
{
  g_error ("%s", message);
}

/* Until there were so many, and nothing runs any more. */
static void
wait_for (Fixture *fixture, guint whole, guint changed)
{
  SuyWorkspace *workspace = fixture->bureau.workspace;

  while (workspace->evaluations.whole < whole || workspace->evaluations.changed < changed ||
         suy_evaluator_is_running (fixture->evaluator))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (workspace->evaluations.whole, ==, whole);
  g_assert_cmpuint (workspace->evaluations.changed, ==, changed);
}

static guint
count_open (Bureau *bureau)
{
  const SuyWarningFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = suy_workspace_list_warnings (bureau->workspace, &all, &error);

  g_assert_no_error (error);

  return rows->len;
}

static void
set_up (Fixture *fixture, G_GNUC_UNUSED gconstpointer unused)
{
  Bureau *bureau = &fixture->bureau;

  bureau_open (bureau);
  fixture->item = bureau_make (
      bureau, "rectification_item", "code=I1", "title=Outfall", "category=water", "lead_unit=LEAD",
      "supervising_unit=SUPER", "goal=clean", "measures=a;b", "rect_class=long_term",
      "start=today-30", "deadline=today+3", "actual_bp=0", "responsible_unit=TOWN", NULL);
  fixture->evaluator = suy_evaluator_new ();
  g_signal_connect (fixture->evaluator, "failed", G_CALLBACK (on_failed), NULL);
  suy_evaluator_set_workspace (fixture->evaluator, bureau->workspace);
  wait_for (fixture, 1, 0);
}

static void
tear_down (Fixture *fixture, G_GNUC_UNUSED gconstpointer unused)
{
  suy_evaluator_set_workspace (fixture->evaluator, NULL);
  g_object_unref (fixture->evaluator);
  bureau_close (&fixture->bureau);
}

/* An edit is told by itself, and comes to what everything tells: the item is late now. */
static void
test_edit (Fixture *fixture, G_GNUC_UNUSED gconstpointer unused)
{
  Bureau *bureau = &fixture->bureau;
  guint before = count_open (bureau), after, n;

  bureau_set (bureau, "rectification_item", fixture->item, "deadline=today-1", NULL);
  wait_for (fixture, 1, 1);
  after = count_open (bureau);
  g_assert_cmpuint (after, >, before);

  suy_workspace_evaluate (bureau->workspace, NULL, &n, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (count_open (bureau), ==, after);
}

/* What an evaluation rests on makes it look at everything. */
static void
test_rules (Fixture *fixture, G_GNUC_UNUSED gconstpointer unused)
{
  Bureau *bureau = &fixture->bureau;
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (bureau->workspace),
                        bureau_register (bureau, "warning_indicator"), NULL, NULL);

  bureau_set (bureau, "warning_indicator", g_array_index (ids, gint64, 0), "active=no", NULL);
  wait_for (fixture, 2, 0);
}

static void
test_asked (Fixture *fixture, G_GNUC_UNUSED gconstpointer unused)
{
  suy_evaluator_run (fixture->evaluator);
  wait_for (fixture, 2, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/evaluator/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add ("/app/evaluator/rules", Fixture, NULL, set_up, test_rules, tear_down);
  g_test_add ("/app/evaluator/asked", Fixture, NULL, set_up, test_asked, tear_down);

  return g_test_run ();
}
