/* test-outside.c: GDAL's programs and the workspace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

static void
assert_silent (const CliRun *run)
{
  if (run->status != 0 || *run->err != '\0')
    g_test_message ("status %d: %s", run->status, run->err);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->err, ==, "");
}

/* Every layer is listed, nothing of the inner tables is, and nothing is warned of. */
static void
test_ogrinfo (void)
{
  g_autofree char *before = cli_checksum (cli_demo ());
  g_autofree char *after = NULL;
  g_auto (CliRun) run = cli_tool ("ogrinfo", "-ro", "-al", "-so", cli_demo (), NULL);
  g_autoptr (JsonNode) info = cli_json ("info", cli_demo (), "--format", "json", NULL);
  JsonArray *layers = cli_members (info, "layers");

  assert_silent (&run);
  for (guint i = 0; i < json_array_get_length (layers); i++)
    {
      JsonObject *row = json_array_get_object_element (layers, i);
      g_autofree char *name =
          g_strdup_printf ("Layer name: %s\n", json_object_get_string_member (row, "layer"));
      const char *at = strstr (run.out, name);
      const char *count = at == NULL ? NULL : strstr (at, "Feature Count: ");

      g_test_message ("%s", name);
      g_assert_nonnull (count);
      g_assert_cmpint (g_ascii_strtoll (count + strlen ("Feature Count: "), NULL, 10), ==,
                       json_object_get_int_member (row, "records"));
    }
  g_assert_null (strstr (run.out, "suy_"));
  after = cli_checksum (cli_demo ());
  g_assert_cmpstr (before, ==, after);
}

static char *
first_code (const char *workspace)
{
  g_autoptr (JsonNode) list = cli_json ("record", "list", workspace, "risk_point", "--limit", "1",
                                        "--format", "json", NULL);
  JsonArray *records = cli_members (list, "records");

  return g_strdup (
      json_object_get_string_member (json_array_get_object_element (records, 0), "code"));
}

static void
assert_outside (const char *workspace, const char *key, const char *words)
{
  g_autofree char *history = cli_ok ("history", workspace, key, NULL);
  g_autofree char *verified = cli_ok ("verify", workspace, NULL);

  g_test_message ("%s", history);
  g_assert_nonnull (strstr (history, words));
  g_assert_nonnull (strstr (history, "outside"));
  g_assert_nonnull (strstr (verified, "Clean"));
}

static void
test_sql (void)
{
  g_autofree char *copy = cli_demo_copy ("sql.gpkg");
  g_autofree char *code = first_code (copy);
  g_autofree char *key = g_strdup_printf ("risk_point:%s", code);
  g_autofree char *sql =
      g_strdup_printf ("UPDATE risk_point SET note = 'by ogrinfo' WHERE code = '%s'", code);
  g_auto (CliRun) run = cli_tool ("ogrinfo", copy, "-sql", sql, NULL);

  assert_silent (&run);
  assert_outside (copy, key, "by ogrinfo");
}

/* A record that another program adds, with a place. */
static void
test_append (void)
{
  g_autofree char *copy = cli_demo_copy ("append.gpkg");
  g_autofree char *csv = cli_path ("new.csv");
  g_auto (CliRun) run = { 0 };
  g_autofree char *found = NULL;

  g_assert_true (g_file_set_contents (
      csv, "code,name,WKT\nOUT-1,made elsewhere,POINT (118.12 27.33)\n", -1, NULL));
  run = cli_tool ("ogr2ogr", "-update", "-append", "-nln", "risk_point", copy, csv, NULL);
  assert_silent (&run);
  assert_outside (copy, "risk_point:OUT-1", "insert");
  found = cli_ok ("query", "buffer", copy, "--at", "118.12,27.33", "--radius", "0", "--layer",
                  "risk_point", NULL);
  g_assert_nonnull (strstr (found, "OUT-1"));
}

static void
test_delete (void)
{
  g_autofree char *copy = cli_demo_copy ("delete.gpkg");
  g_autofree char *code = first_code (copy);
  g_autofree char *key = g_strdup_printf ("risk_point:%s", code);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM risk_point WHERE code = '%s'", code);
  g_auto (CliRun) run = cli_tool ("ogrinfo", copy, "-sql", sql, NULL);
  g_auto (CliRun) shown = { 0 };

  assert_silent (&run);
  shown = cli_run ("record", "show", copy, key, NULL);
  cli_assert_says (&shown, 1, code);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/outside/ogrinfo", test_ogrinfo);
  g_test_add_func ("/cli/outside/sql", test_sql);
  g_test_add_func ("/cli/outside/append", test_append);
  g_test_add_func ("/cli/outside/delete", test_delete);

  status = g_test_run ();
  cli_clean ();

  return status;
}
