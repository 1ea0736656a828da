/* test-workspace-due.c: search texts that a load left are written in the main loop's spare time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "suy-date.h"
#include "suy-workspace.h"

#define N 6000

typedef struct
{
  char *folder, *path;
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  guint at;
} Fixture;

static SuyRecord *
next_enterprise (gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autofree char *code = g_strdup_printf ("QY-%05u", fixture->at);
  SuyRecord *record;

  if (fixture->at++ == N)
    return NULL;
  record = suy_record_new (fixture->reg);
  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", "黄坑镇木业厂");

  return record;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  SuyCommandInfo info = { .kind = "import" };
  GError *error = NULL;
  SuyStore *store;

  fixture->folder = g_dir_make_tmp ("suyuan-due-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "w.gpkg", NULL);
  fixture->workspace = suy_workspace_create (fixture->path, "x", "350703", &error);
  g_assert_no_error (error);
  fixture->reg = suy_catalog_find (suy_workspace_get_catalog (fixture->workspace), "enterprise");
  store = suy_workspace_get_store (fixture->workspace);
  suy_store_begin (store, &info, &error);
  g_assert_no_error (error);
  suy_store_load (store, fixture->reg, next_enterprise, fixture, &error);
  g_assert_no_error (error);
  suy_store_commit (store, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->workspace);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
is_due (Fixture *fixture)
{
  gboolean due = FALSE;
  GError *error = NULL;

  suy_store_has_due_texts (suy_workspace_get_store (fixture->workspace), &due, &error);
  g_assert_no_error (error);

  return due;
}

static void
test_spare_time (Fixture *fixture, gconstpointer unused)
{
  guint rounds = 0;

  g_assert_true (is_due (fixture));
  g_assert_false (g_main_context_pending (NULL));
  suy_workspace_index_texts (fixture->workspace);
  suy_workspace_index_texts (fixture->workspace);
  for (; is_due (fixture); rounds++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (rounds, >=, 3);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  suy_workspace_index_texts (fixture->workspace);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

/* A workspace that is closed or freed between two portions. */
static void
test_close (Fixture *fixture, gconstpointer free_only)
{
  GError *error = NULL;

  suy_workspace_index_texts (fixture->workspace);
  g_main_context_iteration (NULL, TRUE);
  if (free_only == NULL)
    {
      suy_workspace_close (fixture->workspace, &error);
      g_assert_no_error (error);
      suy_workspace_index_texts (fixture->workspace);
    }
  g_object_unref (fixture->workspace);
  g_usleep (50000);
  g_assert_false (g_main_context_iteration (NULL, FALSE));

  fixture->workspace = suy_workspace_open (fixture->path, SUY_STORE_READ, &error);
  g_assert_no_error (error);
  g_assert_true (is_due (fixture));
  suy_workspace_index_texts (fixture->workspace);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

/* Never the same day at once, so that one of them is not that of China. */
static void
test_zone (Fixture *fixture, gconstpointer data)
{
  static const char *const zones[] = { "<+14>-14", "<-12>12" };
  g_autofree char *kept = g_strdup (g_getenv ("TZ"));

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      gint64 before, after, day;

      g_clear_object (&fixture->workspace);
      g_setenv ("TZ", zones[i], TRUE);
      before = suy_date_day_of_moment (g_get_real_time ());
      fixture->workspace = suy_workspace_open (fixture->path, SUY_STORE_READ, NULL);
      after = suy_date_day_of_moment (g_get_real_time ());
      day = suy_date_get_day (suy_workspace_get_today (fixture->workspace));
      g_assert_cmpint (day, >=, before);
      g_assert_cmpint (day, <=, after);
    }
  if (kept == NULL)
    g_unsetenv ("TZ");
  else
    g_setenv ("TZ", kept, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/workspace/due/spare-time", Fixture, NULL, set_up, test_spare_time, tear_down);
  g_test_add ("/workspace/due/close", Fixture, NULL, set_up, test_close, tear_down);
  g_test_add ("/workspace/due/free", Fixture, GINT_TO_POINTER (1), set_up, test_close, tear_down);
  g_test_add ("/workspace/day/zone", Fixture, NULL, set_up, test_zone, tear_down);

  return g_test_run ();
}
