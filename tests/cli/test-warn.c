/* test-warn.c: warnings through suyuanctl
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

/* The history that the bureau's plan names: 2023 had two yellow and one orange, all in time. */
static void
test_year (void)
{
  g_autoptr (JsonNode) node =
      cli_json ("warn", cli_demo (), "--stored", "--year", "2023", "--format", "json", NULL);
  const gint64 expected[] = { 0, 2, 1, 0 };
  JsonArray *levels = cli_members (node, "levels");

  g_assert_cmpuint (json_array_get_length (levels), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      JsonObject *level = json_array_get_object_element (levels, i);

      g_assert_cmpint (json_object_get_int_member (level, "triggered"), ==, expected[i]);
      g_assert_cmpint (json_object_get_int_member (level, "on_time"), ==, expected[i]);
    }
}

static guint
count (const char *path, const char *option, const char *value)
{
  g_autoptr (JsonNode) node =
      cli_json ("warn", path, "--stored", "--format", "json", option, value, NULL);

  return json_array_get_length (cli_members (node, "warnings"));
}

/* Evaluating fires what the demo's day has, once; what was closed stays closed. */
static void
test_list (void)
{
  g_autofree char *path = cli_demo_copy ("warn.gpkg");
  g_autofree char *first = NULL, *second = NULL;
  guint n;

  g_assert_cmpuint (count (path, NULL, NULL), ==, 0);
  first = cli_ok ("warn", path, "--format", "csv", NULL);
  second = cli_ok ("warn", path, "--format", "csv", NULL);
  g_assert_cmpstr (first, ==, second);

  n = count (path, NULL, NULL);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (count (path, "--level", "blue") + count (path, "--level", "yellow") +
                        count (path, "--level", "orange") + count (path, "--level", "red"),
                    ==, n);
  g_assert_cmpuint (count (path, "--closed", NULL), ==, n + 11);
}

/* A red one waits for the district head, by the code of the person. */
static void
test_turn (void)
{
  g_autofree char *path = cli_demo_copy ("turn.gpkg");
  g_autoptr (JsonNode) people = cli_json ("record", "list", path, "person", "--filter",
                                          "role=district_head", "--format", "json", NULL);
  const char *head = json_object_get_string_member (
      json_array_get_object_element (cli_members (people, "records"), 0), "code");
  g_autofree char *listed = cli_ok ("warn", path, "--level", "red", NULL);
  guint n = count (path, "--level", "red");

  g_assert_nonnull (strstr (listed, "district_head"));
  g_assert_nonnull (strstr (listed, "YJ-2026-0"));
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (count (path, "--for", head), ==, n);
}

/* The demo's day is 20 November; evaluated two days later, the 20th shows what it showed then.  The
 * file itself stays as it is. */
static void
test_as_of (void)
{
  g_autofree char *path = cli_demo_copy ("as-of.gpkg");
  g_autofree char *first = cli_ok ("warn", path, "--format", "csv", NULL), *before = NULL;
  g_auto (CliRun) early = cli_run ("warn", path, "--as-of", "2020-01-01", NULL);
  g_auto (CliRun) late = cli_run ("warn", path, "--as-of", "2026-11-20", NULL);

  before = cli_checksum (path);
  cli_assert_says (&early, 1, "begins at");
  cli_assert_says (&late, 1, "2026-11-20");
  {
    g_autofree char *after = cli_checksum (path);

    g_assert_cmpstr (after, ==, before);
  }
}

/* Whether the item's lateness is a warning, as the file stands. */
static gboolean
is_warned (const char *path)
{
  g_autofree char *listed = cli_ok ("warn", path, "--stored", NULL);

  return strstr (listed, "LATE-1") != NULL;
}

/* A file that was evaluated once is kept so by the commands that write; others are left alone. */
static void
test_kept (void)
{
  g_autofree char *path = cli_init ("kept.gpkg"), *never = cli_init ("never.gpkg");
  const char *const paths[] = { path, never };

  g_free (cli_ok ("warn", path, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_free (cli_ok ("record", "new", paths[i], "unit", "code=U", "name=U", "kind=office", NULL));
      g_free (cli_ok ("record", "new", paths[i], "rectification_item", "code=ZG-1", "title=LATE-1",
                      "category=water", "responsible_unit=U", "goal=clean", "measures=a;b",
                      "rect_class=long_term", "start=2020-01-01", "deadline=2020-02-01", NULL));
      g_assert_cmpint (is_warned (paths[i]), ==, i == 0);
    }

  /* It does not stand in the way of an undo. */
  g_free (cli_ok ("undo", path, NULL));
  g_free (cli_ok ("undo", path, "--redo", NULL));
}

static void
test_refused (void)
{
  g_auto (CliRun) level = cli_run ("warn", cli_demo (), "--level", "green", NULL);
  g_auto (CliRun) person = cli_run ("warn", cli_demo (), "--stored", "--for", "nobody", NULL);

  cli_assert_says (&level, 2, "green");
  cli_assert_says (&person, 1, "nobody");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/warn/year", test_year);
  g_test_add_func ("/cli/warn/list", test_list);
  g_test_add_func ("/cli/warn/turn", test_turn);
  g_test_add_func ("/cli/warn/as-of", test_as_of);
  g_test_add_func ("/cli/warn/kept", test_kept);
  g_test_add_func ("/cli/warn/refused", test_refused);
  status = g_test_run ();
  cli_clean ();

  return status;
}
