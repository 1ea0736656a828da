/* test-kill.c: a writer that is killed loses nothing that it said was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SUY_KILLS sets how often; 20 if it is not set. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "suy-store-private.h"

#define LOAD 1500 /* rows of one load */

/* The child: saves without end, and writes the number of each save that was acknowledged. */
static void
write_for_ever (const char *path, int pipe_end, guint start)
{
  SuyStore *store = suy_store_open (path, SUY_STORE_WRITE, NULL);
  const SuyRegister *site;

  if (store == NULL)
    _exit (2);
  site = suy_catalog_find (suy_store_get_catalog (store), "site");
  for (guint i = start;; i++)
    {
      g_autofree char *code = g_strdup_printf ("K-%u", i);
      SuyCommandInfo info = { .kind = "edit", .actor = "P-1" };
      g_autoptr (SuyRecord) record = suy_record_new (site);
      g_autoptr (SuyGeometry) point = suy_geometry_new_point ((SuyPoint){ (gint32) i, 1 });

      suy_record_set_text (record, "code", code);
      suy_record_set_geometry (record, point);
      if (!suy_store_begin (store, &info, NULL) || !suy_store_insert (store, record, NULL) ||
          !suy_store_commit (store, NULL, NULL) || write (pipe_end, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

typedef struct
{
  const SuyRegister *site;
  guint at;
} Source;

static SuyRecord *
next_site (gpointer data, GError **error)
{
  Source *source = data;
  g_autoptr (SuyGeometry) point = suy_geometry_new_point ((SuyPoint){ (gint32) source->at, 1 });
  SuyRecord *record;

  if (source->at++ == LOAD)
    return NULL;
  record = suy_record_new (source->site);
  suy_record_set_text (record, "name", "黄坑镇点位");
  suy_record_set_geometry (record, point);

  return record;
}

/* The same with loads, whose pages go to the disk long before their end. */
static void
load_for_ever (const char *path, int pipe_end, guint start)
{
  SuyStore *store = suy_store_open (path, SUY_STORE_WRITE, NULL);

  if (store == NULL || !suy_connection_run (store->connection, "PRAGMA cache_size=20", NULL))
    _exit (2);
  for (guint i = start;; i++)
    {
      SuyCommandInfo info = { .kind = "import", .bulk = i % 4 != 3 };
      Source source = { suy_catalog_find (suy_store_get_catalog (store), "site"), 0 };

      if (!suy_store_begin (store, &info, NULL) || store->plain != info.bulk ||
          !suy_store_load (store, source.site, next_site, &source, NULL) ||
          !suy_store_commit (store, NULL, NULL) || store->plain ||
          write (pipe_end, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

typedef void (*Work) (const char *path, int pipe_end, guint start);

/* Gives the first number that was not acknowledged. */
static guint
run_and_kill (const char *path, Work work, guint start, gint32 most_ms)
{
  int ends[2], status;
  guint at, next = start;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      work (path, ends[1], start);
    }
  close (ends[1]);
  g_usleep ((gulong) g_test_rand_int_range (5000, most_ms * 1000));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  while (read (ends[0], &at, sizeof at) == sizeof at)
    next = at + 1;
  close (ends[0]);
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  return next;
}

static void
test_kill (Fixture *fixture, gconstpointer unused)
{
  const char *wish = g_getenv ("SUY_KILLS");
  guint kills = wish != NULL ? (guint) atoi (wish) : 20;
  guint next = 0, checked = 0;

  fixture_close (fixture);
  for (guint i = 0; i < kills; i++)
    {
      guint acknowledged = run_and_kill (fixture->path, write_for_ever, next, 120);
      gint64 there;

      fixture_open (fixture, SUY_STORE_WRITE);
      for (; checked < acknowledged; checked++)
        {
          g_autofree char *code = g_strdup_printf ("K-%u", checked);
          GError *error = NULL;
          gint64 id = suy_store_find (fixture->store, fixture->site, code, &error);
          g_autoptr (GArray) history = NULL;

          g_assert_no_error (error);
          history = suy_store_history (fixture->store, fixture->site, id, &error);
          g_assert_cmpuint (history->len, ==, 1);
          g_assert_cmpint (g_array_index (history, SuyChange, 0).command, >, 0);
        }
      there = suy_store_count (fixture->store, fixture->site);
      g_assert_cmpint (there, >=, acknowledged);
      g_assert_cmpint (there, <=, (gint64) acknowledged + 1);
      next = checked = (guint) there;
      fixture_assert_clean (fixture);
      fixture_close (fixture);
    }
  g_test_message ("%u kills, %u saves", kills, next);
  fixture_open (fixture, SUY_STORE_READ);
}

/* A load is there whole or not at all. */
static void
test_load (Fixture *fixture, gconstpointer unused)
{
  const char *wish = g_getenv ("SUY_KILLS");
  guint kills = wish != NULL ? (guint) atoi (wish) : 6;
  guint next = 0;

  fixture_close (fixture);
  for (guint i = 0; i < kills; i++)
    {
      guint acknowledged = run_and_kill (fixture->path, load_for_ever, next, 700);
      gint64 there;

      fixture_open (fixture, SUY_STORE_WRITE);
      there = suy_store_count (fixture->store, fixture->site);
      g_assert_cmpint (there % LOAD, ==, 0);
      next = (guint) (there / LOAD);
      g_assert_cmpuint (next, >=, acknowledged);
      g_assert_cmpuint (next, <=, acknowledged + 1);
      fixture_assert_clean (fixture);
      fixture_close (fixture);
    }
  g_test_message ("%u kills, %u loads", kills, next);
  fixture_open (fixture, SUY_STORE_READ);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/kill/nothing-lost", Fixture, NULL, fixture_set_up, test_kill,
              fixture_tear_down);
  g_test_add ("/store/kill/load", Fixture, NULL, fixture_set_up, test_load, fixture_tear_down);

  return g_test_run ();
}
