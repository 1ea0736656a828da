/* test-patrol.c: the way through a grid cell by suyuanctl, on the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

#define CELL "WG-350703105"

static JsonNode *
list (const char *path, const char *option, const char *value)
{
  return cli_json ("patrol", path, "--grid", CELL, "--format", "json", option, value, NULL);
}

static const char *
key_of (JsonNode *answer, guint i)
{
  JsonArray *stops = cli_members (answer, "stops");

  g_assert_cmpuint (i, <, json_array_get_length (stops));

  return json_object_get_string_member (json_array_get_object_element (stops, i), "key");
}

static guint
count_of (JsonNode *answer)
{
  return json_array_get_length (cli_members (answer, "stops"));
}

/* What was seen is off the list, and stands in the patrol. */
static void
test_seen (void)
{
  g_autofree char *path = cli_demo_copy ("seen.gpkg");
  g_autoptr (JsonNode) before = list (path, NULL, NULL);
  g_autofree char *codes = g_strdup_printf ("%s, %s", key_of (before, 0), key_of (before, 3));
  g_autofree char *key =
      cli_ok ("patrol", path, "--grid", CELL, "--seen", codes, "--as", "RY-0195", NULL);
  g_autoptr (JsonNode) after = list (path, NULL, NULL), shown = NULL;
  const char *visited;

  g_assert_cmpuint (count_of (after), ==, count_of (before) - 2);
  for (guint i = 0; i < count_of (after); i++)
    {
      g_assert_cmpstr (key_of (after, i), !=, key_of (before, 0));
      g_assert_cmpstr (key_of (after, i), !=, key_of (before, 3));
    }
  shown = cli_json ("record", "show", path, g_strstrip (key), "--format", "json", NULL);
  visited = json_object_get_string_member (
      json_array_get_object_element (cli_members (shown, "records"), 0), "visited");
  g_assert_nonnull (strstr (visited, key_of (before, 0)));
  g_assert_nonnull (strstr (visited, key_of (before, 3)));
  g_assert_null (strstr (visited, key_of (before, 1)));
}

/* A point of another cell, and nothing at all, are refused; then nothing is written. */
static void
test_refused (void)
{
  g_autofree char *path = cli_demo_copy ("refused.gpkg");
  g_autofree char *before = cli_ok ("record", "list", path, "patrol", NULL), *after = NULL;
  g_auto (CliRun) other = cli_run ("patrol", path, "--grid", CELL, "--seen", "FX-999999", NULL);
  g_auto (CliRun) cell = cli_run ("patrol", path, "--grid", "WG-0", NULL);
  g_auto (CliRun) nobody = cli_run ("patrol", path, "--as", "RY-0061", NULL);
  g_auto (CliRun) start = cli_run ("patrol", path, "--grid", CELL, "--at", "here", NULL);

  cli_assert_says (&other, 1, "FX-999999");
  cli_assert_says (&cell, 1, "WG-0");
  g_assert_cmpint (nobody.status, ==, 1);
  g_assert_cmpint (start.status, ==, 2);
  after = cli_ok ("record", "list", path, "patrol", NULL);
  g_assert_cmpstr (after, ==, before);
}

/* Each stop is a point of the route, in the order of the way. */
static void
test_gpx (void)
{
  g_autoptr (JsonNode) answer = list (cli_demo (), NULL, NULL);
  g_autofree char *path = cli_path ("way.gpx"), *text = NULL;
  const char *at;

  g_free (cli_ok ("patrol", cli_demo (), "--grid", CELL, "--gpx", path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = strstr (text, "<rte>");
  for (guint i = 0; i < count_of (answer); i++)
    {
      g_assert_nonnull (at);
      at = strstr (at + 1, key_of (answer, i));
    }
  g_assert_nonnull (at);
}

/* A way that starts at a point begins with it. */
static void
test_start (void)
{
  g_autoptr (JsonNode) answer = list (cli_demo (), NULL, NULL);
  g_autofree char *key = g_strconcat ("risk_point:", key_of (answer, count_of (answer) - 1), NULL);
  g_autoptr (JsonNode) shown =
      cli_json ("record", "show", cli_demo (), key, "--format", "geojson", NULL);
  JsonArray *features = cli_members (shown, "features");
  JsonObject *place =
      json_object_get_object_member (json_array_get_object_element (features, 0), "geometry");
  JsonArray *lonlat = json_object_get_array_member (place, "coordinates");
  g_autofree char *start = g_strdup_printf ("%.7f,%.7f", json_array_get_double_element (lonlat, 0),
                                            json_array_get_double_element (lonlat, 1));
  g_autoptr (JsonNode) other = list (cli_demo (), "--at", start);
  JsonObject *first = json_array_get_object_element (cli_members (other, "stops"), 0);

  g_assert_cmpstr (key_of (other, 0), ==, strchr (key, ':') + 1);
  g_assert_cmpint (json_object_get_int_member (first, "leg_m"), ==, 0);
  g_assert_cmpuint (count_of (other), ==, count_of (answer));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/patrol/seen", test_seen);
  g_test_add_func ("/cli/patrol/refused", test_refused);
  g_test_add_func ("/cli/patrol/gpx", test_gpx);
  g_test_add_func ("/cli/patrol/start", test_start);
  status = g_test_run ();
  cli_clean ();

  return status;
}
