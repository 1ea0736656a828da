/* test-sample.c: suyuanctl sample, on the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

#define CHECK "CC-2026-0001"

static const char *
member (JsonNode *node, const char *name)
{
  return json_object_get_string_member (json_node_get_object (node), name);
}

static char *
show (const char *path, const char *key, const char *name)
{
  g_autoptr (JsonNode) node = cli_json ("sample", "show", path, key, "--format", "json", NULL);

  return g_strdup (member (node, name));
}

/* Keys of what is drawn and of who stands in, a line each. */
static char *
keys_of (JsonNode *node)
{
  JsonArray *rows = cli_members (node, "draw");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_string_append_printf (
        text, "%s\n",
        json_object_get_string_member (json_array_get_object_element (rows, i), "key"));

  return g_string_free (text, FALSE);
}

/* What stands in the demo is drawn as the program draws. */
static void
test_demo (void)
{
  static const char *const keys[] = { CHECK, "HT-2026-0001" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *reproduced = show (cli_demo (), keys[i], "reproduced");

      g_assert_cmpstr (reproduced, ==, "yes");
    }
  {
    g_autofree char *replaced = show (cli_demo (), CHECK, "replaced");

    g_assert_nonnull (strstr (replaced, "has declared an interest"));
  }
}

/* The list of the demo's check, written for draw-check.py, which reckons by docs/draw.md alone. */
static void
test_anybody (void)
{
  g_autoptr (JsonNode) draw =
      cli_json ("sample", "show", cli_demo (), CHECK, "--format", "json", NULL);
  g_autoptr (JsonNode) record =
      cli_json ("record", "show", cli_demo (), "sampling_check:" CHECK, "--format", "json", NULL);
  JsonObject *fields = json_array_get_object_element (cli_members (record, "records"), 0);
  g_autoptr (JsonNode) pool =
      json_from_string (json_object_get_string_member (fields, "object_pool"), NULL);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *path = cli_path ("list.txt"), *keys = keys_of (draw), *hash = NULL;
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "core", "draw-check.py", NULL);
  g_autofree char *command =
      g_strdup_printf ("python3 '%s' %s objects < '%s'", script, member (draw, "seed"), path);
  JsonArray *array = json_node_get_array (pool);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (list, "%s\n", json_array_get_string_element (array, i));
  g_assert_true (g_file_set_contents (path, list->str, -1, NULL));
  {
    g_auto (CliRun) said = cli_tool ("sh", "-c", command, NULL);

    g_assert_cmpint (said.status, ==, 0);
    hash = g_strndup (said.out, 64);
    g_assert_true (g_str_has_prefix (member (draw, "hash"), hash));
    g_assert_true (g_str_has_prefix (said.out + 65, keys));
  }
}

/* Seed and list decide, and a dry run writes nothing. */
static void
test_same (void)
{
  g_autofree char *before = cli_checksum (cli_demo ());
  g_autofree char *first = cli_ok ("sample", cli_demo (), "--kind", "double-random", "--seed", "7",
                                   "--count", "4", "--dry-run", NULL);
  g_autofree char *second = cli_ok ("sample", cli_demo (), "--kind", "double-random", "--seed", "7",
                                    "--count", "4", "--dry-run", NULL);
  g_autofree char *other = cli_ok ("sample", cli_demo (), "--kind", "double-random", "--seed", "8",
                                   "--count", "4", "--dry-run", NULL);
  g_autofree char *after = cli_checksum (cli_demo ());

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, other);
  g_assert_cmpstr (before, ==, after);
}

static void
test_draw (void)
{
  g_autofree char *path = cli_demo_copy ("draw.gpkg");
  g_auto (CliRun) alone = cli_run ("sample", path, "--kind", "double-random", "--seed", "7",
                                   "--count", "3", "--as", "RY-0004", NULL);
  g_autofree char *drawn = NULL, *inspections = NULL;

  cli_assert_says (&alone, 1, "a second person");
  cli_assert_says (&alone, 1, "sampling_check:CC-2026-0002"); /* the list stands */
  drawn = cli_ok ("sample", "draw", path, "CC-2026-0002", "--seed", "7", "--witness", "RY-0005",
                  "--as", "RY-0004", NULL);
  g_assert_nonnull (strstr (drawn, "yes"));
  {
    g_auto (CliRun) again = cli_run ("sample", "draw", path, "CC-2026-0002", "--seed", "8",
                                     "--witness", "RY-0005", NULL);
    g_auto (CliRun) edit =
        cli_run ("record", "set", path, "sampling_check:CC-2026-0002", "seed=8", NULL);
    g_auto (CliRun) early = cli_run ("sample", "publish", path, "CC-2026-0002", NULL);
    g_auto (CliRun) untold = cli_run ("sample", "notify", path, "CC-2026-0002", NULL);
    g_auto (CliRun) twin = cli_run ("sample", path, "--kind", "double-random", "--seed", "9",
                                    "--count", "3", "--witness", "RY-0005", NULL);
    g_auto (CliRun) undo = cli_run ("undo", path, NULL);

    cli_assert_says (&again, 1, "there is no move");
    cli_assert_says (&edit, 1, "belongs to a list or a draw that stands");
    cli_assert_says (&early, 1, "there is no move");
    cli_assert_says (&untold, 1, "--say objects_told=no");
    cli_assert_says (&twin, 1, "no other draw of this pool");
    cli_assert_says (&undo, 1, "never taken back");
  }
  g_free (cli_ok ("sample", "notify", path, "CC-2026-0002", "--say", "objects_told=no", NULL));
  inspections = cli_ok ("record", "list", path, "inspection", "--filter",
                        "sampling_check=CC-2026-0002", "--format", "csv", NULL);
  {
    g_auto (GStrv) lines = g_strsplit (g_strchomp (inspections), "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), ==, 1 + 3);
    for (guint i = 1; i <= 3; i++)
      g_assert_nonnull (strstr (lines[i], "planned"));
  }
}

static void
test_others (void)
{
  g_autofree char *path = cli_demo_copy ("others.gpkg");
  g_autofree char *stations = cli_ok ("sample", path, "--kind", "station", "--seed", "7", "--ratio",
                                      "20", "--as", "RY-0004", NULL);
  g_autofree char *lookback = cli_ok ("sample", path, "--kind", "look-back", "--seed", "7",
                                      "--year", "2025", "--as", "RY-0061", NULL);
  g_auto (CliRun) twice =
      cli_run ("sample", path, "--kind", "look-back", "--seed", "7", "--as", "RY-0061", NULL);

  g_assert_nonnull (strstr (stations, "station_patrol:"));
  g_assert_nonnull (strstr (lookback, "lookback_sample:"));
  cli_assert_says (&twice, 1, "no other sample"); /* this year's was drawn */
}

static void
test_public (void)
{
  g_autofree char *notice = cli_ok ("sample", "publish", cli_demo (), CHECK, "--dry-run", NULL);
  g_autofree char *pdf = cli_path ("draw.pdf"), *bytes = NULL;
  g_auto (CliRun) wrong =
      cli_run ("sample", "publish", cli_demo (), CHECK, "--dry-run", "--result", "QY-9999=x", NULL);
  g_auto (CliRun) lookback =
      cli_run ("sample", "publish", cli_demo (), "HT-2026-0001", "--dry-run", NULL);

  g_assert_nonnull (strstr (notice, "公示"));
  g_assert_null (strstr (notice, "RY-"));
  cli_assert_says (&wrong, 1, "is no result");
  cli_assert_says (&lookback, 1, "are not made public");
  g_free (cli_ok ("sample", "certificate", cli_demo (), CHECK, pdf, NULL));
  g_assert_true (g_file_get_contents (pdf, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
}

static void
test_usage (void)
{
  static const char *const rows[][6] = {
    { "--seed", "7" },
    { "--kind", "lottery", "--seed", "7" },
    { "--kind", "station" },
    { "--kind", "station", "--seed", "7", "--ratio", "0" },
    { "--kind", "station", "--seed", "7", "--count", "1.5" },
    { "--kind", "station", "--seed", "7", "--each", "1" },
  };
  g_auto (CliRun) both = cli_run ("sample", cli_demo (), "--kind", "station", "--seed", "7",
                                  "--ratio", "5", "--count", "5", NULL);
  g_auto (CliRun) other = cli_run ("sample", "show", cli_demo (), "township:350703001", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (CliRun) run = cli_run ("sample", cli_demo (), rows[i][0], rows[i][1], rows[i][2],
                                     rows[i][3], rows[i][4], rows[i][5], NULL);

      g_assert_cmpint (run.status, ==, 2);
    }
  g_assert_cmpint (both.status, ==, 2);
  cli_assert_says (&other, 1, "Nothing is drawn for township");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/sample/demo", test_demo);
  g_test_add_func ("/cli/sample/anybody", test_anybody);
  g_test_add_func ("/cli/sample/same", test_same);
  g_test_add_func ("/cli/sample/draw", test_draw);
  g_test_add_func ("/cli/sample/others", test_others);
  g_test_add_func ("/cli/sample/public", test_public);
  g_test_add_func ("/cli/sample/usage", test_usage);
  status = g_test_run ();
  cli_clean ();

  return status;
}
