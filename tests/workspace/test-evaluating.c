/* test-evaluating.c: warnings are brought up to date while the main loop turns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "made-bureau.h"
#include "suy-error.h"
#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

#define N_PROJECTS 24

typedef struct
{
  gboolean is_done;
  guint n;
  GError *error;
} Answer;

static void
on_evaluated (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  g_assert_false (answer->is_done);
  suy_workspace_evaluate_finish (SUY_WORKSPACE (source), result, &answer->n, &answer->error);
  answer->is_done = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count (Bureau *bureau, const char *reg)
{
  return (guint) suy_store_count (suy_workspace_get_store (bureau->workspace),
                                  bureau_register (bureau, reg));
}

/* Projects behind by 90 points less what is done, each of which is a warning; from 20 on each has a
 * yellow card too, which is another. */
static gint64
make_projects (Bureau *bureau, guint n, const char *done)
{
  gint64 last = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("code=P%u", i);

      last = bureau_make (bureau, "project", code, "name=Works", "category=environment",
                          "package=none", "content=x", "investment_yuan=1", "responsible_unit=TOWN",
                          "start=today-90", "due=today+10", done, NULL);
    }

  return last;
}

static char *
describe (Bureau *bureau)
{
  const SuyWarningFilter all = { .closed = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = suy_workspace_list_warnings (bureau->workspace, &all, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const SuyWarningRow *row = rows->pdata[i];

      g_string_append_printf (text, "%s %u %s %s %g %g %s\n", row->code, row->level, row->title,
                              row->state, row->value, row->threshold, row->due);
    }

  return g_string_free (text, FALSE);
}

static void
test_same (void)
{
  Bureau bureau, other;
  Answer answer = { 0 };
  g_autofree char *text = NULL, *plain = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  bureau_open (&other);
  make_projects (&other, N_PROJECTS, "actual_bp=0");
  suy_workspace_evaluate (other.workspace, NULL, &n, &error);
  g_assert_no_error (error);
  plain = describe (&other);
  bureau_close (&other);

  bureau_open (&bureau);
  make_projects (&bureau, N_PROJECTS, "actual_bp=0");
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  g_assert_cmpuint (count (&bureau, "warning"), ==, 0);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n, ==, n);
  g_assert_cmpuint (n, ==, 2 * N_PROJECTS);
  text = describe (&bureau);
  g_assert_cmpstr (text, ==, plain);

  /* The same day again finds nothing new. */
  answer = (Answer){ 0 };
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n, ==, 0);
  g_assert_null (bureau.workspace->evaluating);
  bureau_close (&bureau);
}

/* Days that were missed are told in turn, as the other way tells them. */
static void
test_days (void)
{
  Bureau bureau;
  Answer answer = { 0 };
  g_autofree char *then = NULL, *today = NULL;
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  make_projects (&bureau, 2, "actual_bp=7300");
  then = bureau_day (&bureau, -3);
  suy_workspace_evaluate (bureau.workspace, then, NULL, &error);
  g_assert_no_error (error);
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  today = suy_workspace_get_evaluated (bureau.workspace, &error);
  g_assert_cmpstr (today, ==, suy_workspace_get_today (bureau.workspace));
  bureau_close (&bureau);
}

static void
note_told (SuyWorkspace *workspace,
           const char *layer,
           const SuyBox *box,
           GArray *ids,
           GHashTable *told)
{
  g_hash_table_add (told, g_strdup (layer));
}

/* Every register that got a record is told of, so that lists and counts follow. */
static void
test_told (void)
{
  Bureau bureau;
  Answer answer = { 0 };
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *before = NULL;
  const GPtrArray *registers;

  bureau_open (&bureau);
  registers = suy_catalog_get_registers (suy_workspace_get_catalog (bureau.workspace));
  make_projects (&bureau, 1, "actual_bp=0");
  before = g_new (guint, registers->len);
  for (guint i = 0; i < registers->len; i++)
    before[i] = count (&bureau, ((const SuyRegister *) registers->pdata[i])->name);
  g_signal_connect (bureau.workspace, "changed", G_CALLBACK (note_told), told);
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_true (g_hash_table_contains (told, "warning"));
  for (guint i = 0; i < registers->len; i++)
    {
      const char *name = ((const SuyRegister *) registers->pdata[i])->name;

      if (count (&bureau, name) != before[i] && !g_hash_table_contains (told, name))
        g_error ("%s has %u records instead of %u, and nobody was told", name,
                 count (&bureau, name), before[i]);
    }

  /* Where nothing is written nobody is told. */
  g_hash_table_remove_all (told);
  answer = (Answer){ 0 };
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  wait_for (&answer);
  g_assert_cmpuint (g_hash_table_size (told), ==, 0);
  bureau_close (&bureau);
}

/* An edit after the look, which is there but was not taken yet: it is looked again. */
static void
test_edit_while_looking (void)
{
  Bureau bureau;
  Answer answer = { 0 };
  gint64 project;

  bureau_open (&bureau);
  project = make_projects (&bureau, N_PROJECTS, "actual_bp=7300");
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  while (!g_main_context_pending (NULL))
    g_usleep (1000);
  bureau_set (&bureau, "project", project, "actual_bp=10000", NULL);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n, ==, N_PROJECTS - 1);
  bureau_close (&bureau);
}

/* Turns the main loop until the day is half made. */
static void
wait_for_some (Bureau *bureau, const Answer *answer)
{
  bureau->workspace->single_steps = TRUE;
  while (count (bureau, "warning") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count (bureau, "warning"), <, N_PROJECTS);
  g_assert_false (answer->is_done);
}

/* An edit finds the whole day made, and both are kept. */
static void
test_edit_between_steps (void)
{
  Bureau bureau;
  Answer answer = { 0 };
  gint64 project;

  bureau_open (&bureau);
  project = make_projects (&bureau, N_PROJECTS, "actual_bp=7300");
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  wait_for_some (&bureau, &answer);
  bureau_set (&bureau, "project", project, "actual_bp=10000", NULL);
  g_assert_cmpuint (count (&bureau, "warning"), ==, N_PROJECTS);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n, ==, N_PROJECTS);
  bureau_assert (&bureau, "project", project, "actual_bp", "10000");
  bureau_close (&bureau);
}

/* What was not finished is taken back. */
static void
test_close_between_steps (void)
{
  Bureau bureau;
  Answer answer = { 0 };
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  make_projects (&bureau, N_PROJECTS, "actual_bp=7300");
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  wait_for_some (&bureau, &answer);
  g_assert_true (suy_workspace_close (bureau.workspace, &error));
  g_assert_no_error (error);
  wait_for (&answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  g_object_unref (bureau.workspace);
  bureau.workspace = suy_workspace_open (bureau.path, SUY_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (&bureau, "warning"), ==, 0);

  /* And while the thread looks. */
  answer = (Answer){ 0 };
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  bureau_close (&bureau);
  wait_for (&answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
}

static void
test_refused (void)
{
  Bureau bureau;
  Answer answer = { 0 }, second = { 0 };
  g_autoptr (GError) error = NULL;

  bureau_open (&bureau);
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &answer);
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &second);
  wait_for (&answer);
  wait_for (&second);
  g_assert_no_error (answer.error);
  g_assert_error (second.error, SUY_ERROR, SUY_ERROR_LOCKED);
  g_clear_error (&second.error);

  g_assert_true (suy_workspace_close (bureau.workspace, &error));
  g_object_unref (bureau.workspace);
  bureau.workspace = suy_workspace_open (bureau.path, SUY_STORE_READ, &error);
  g_assert_no_error (error);
  second = (Answer){ 0 };
  suy_workspace_evaluate_async (bureau.workspace, NULL, on_evaluated, &second);
  wait_for (&second);
  g_assert_error (second.error, SUY_ERROR, SUY_ERROR_READ_ONLY);
  g_clear_error (&second.error);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/evaluating/same", test_same);
  g_test_add_func ("/workspace/evaluating/days", test_days);
  g_test_add_func ("/workspace/evaluating/told", test_told);
  g_test_add_func ("/workspace/evaluating/edit/looking", test_edit_while_looking);
  g_test_add_func ("/workspace/evaluating/edit/steps", test_edit_between_steps);
  g_test_add_func ("/workspace/evaluating/close", test_close_between_steps);
  g_test_add_func ("/workspace/evaluating/refused", test_refused);

  return g_test_run ();
}
