/* test-suspects.c: suyuanctl suspects on the demo, whose worst sample is 0.25 mg/L at DM-01
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "cli-run.h"

#define WORST "measurement:SY-01-202509-tp"

/* Where QY-0182 stands: on the bank, 154 m of water above the section. */
#define BANK "117.6498924,27.5682004"

static JsonObject *
get (JsonArray *array, guint i)
{
  return json_array_get_object_element (array, i);
}

static const char *
text (JsonObject *object, const char *name)
{
  return json_object_get_string_member (object, name);
}

static double
number (JsonObject *object, const char *name)
{
  return json_object_get_double_member (object, name);
}

/* ---- the demo as it is ---- */

static void
test_worst_sample (void)
{
  g_autoptr (JsonNode) answer =
      cli_json ("suspects", cli_demo (), "--from", WORST, "--format", "json", "--limit", "0", NULL);
  JsonObject *top = json_node_get_object (answer);
  JsonArray *pollutants = cli_members (answer, "pollutants");
  JsonArray *list = cli_members (answer, "suspects");
  JsonObject *first = get (list, 0);
  int share = 0, known = 0;

  g_assert_cmpuint (json_array_get_length (pollutants), ==, 1);
  g_assert_cmpstr (text (get (pollutants, 0), "factor"), ==, "tp");
  g_assert_cmpfloat (number (get (pollutants, 0), "value_mg_l"), ==, 0.25);
  g_assert_cmpint (json_object_get_int_member (get (pollutants, 0), "excess_bp"), ==, 2500);
  g_assert_cmpstr (text (top, "time"), ==, "2025-09-03T00:00:00.000Z");
  g_assert_cmpfloat (number (top, "window_h"), ==, 24);

  g_assert_cmpstr (text (first, "key"), ==, "FX-000089");
  g_assert_cmpfloat_with_epsilon (number (first, "points"), 82, 0.02);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_assert_cmpint (json_object_get_int_member (get (list, i), "rank"), ==, i + 1);
      if (i > 0)
        g_assert_cmpfloat (number (get (list, i - 1), "points"), >=,
                           number (get (list, i), "points"));
      if (json_object_get_null_member (get (list, i), "share_bp"))
        continue;
      known++;
      share += (int) json_object_get_int_member (get (list, i), "share_bp");
    }
  g_assert_cmpint (share, ==, 10000);
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (top, "load"), "known"), ==, known);
}

/* Points are the sum of seven reasons, each within its weight, and what is not known says so. */
static void
test_reasons (void)
{
  g_autoptr (JsonNode) answer =
      cli_json ("suspects", cli_demo (), "--from", WORST, "--format", "json", "--limit", "0", NULL);
  JsonArray *list = cli_members (answer, "suspects");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonArray *reasons = json_object_get_array_member (get (list, i), "reasons");
      double points = 0, weight = 0;

      g_assert_cmpuint (json_array_get_length (reasons), ==, 7);
      for (guint k = 0; k < 7; k++)
        {
          JsonObject *reason = get (reasons, k);
          gboolean known = json_object_get_boolean_member (reason, "known");

          points += number (reason, "points");
          weight += (double) json_object_get_int_member (reason, "weight");
          g_assert_cmpint (known, ==, strstr (text (reason, "text"), "unknown") == NULL);
          g_assert_cmpint (known, ==, number (reason, "least") == number (reason, "most"));
        }
      g_assert_cmpfloat (weight, ==, 100);
      g_assert_cmpfloat_with_epsilon (points, number (get (list, i), "points"), 1e-6);
    }
}

/* ---- a source with everything against it ---- */

/* What was planted comes first, and says why; the same once more without its pollutant does not. */
static void
test_planted (void)
{
  g_autofree char *file = cli_demo_copy ("planted.gpkg");
  g_autofree char *firm =
      cli_ok ("record", "new", file, "enterprise", "code=QY-9999", "name=Planted",
              "industry=livestock", "pollutants=总磷", "operating=running", "load_kg_d=5", NULL);
  g_autofree char *point = cli_ok (
      "record", "new", file, "risk_point", "code=FX-9999", "name=Planted", "kind=key_source",
      "risk_level=red", "enterprise=QY-9999", "control_measures=fence", "--at", BANK, NULL);
  g_autofree char *problem =
      cli_ok ("case", "new", file, "title=Foam", "source=petition", "medium=water",
              "found_at=2025-08-01", "description=Foam", "enterprise=QY-9999", "--at", BANK, NULL);
  g_autofree char *penalty =
      cli_ok ("record", "new", file, "enforcement_case", "subject=Foam", "enterprise=QY-9999",
              "filed_at=2024-01-01", "decided_at=2024-02-01", "state=decided", NULL);
  g_autoptr (JsonNode) answer =
      cli_json ("suspects", file, "--from", WORST, "--format", "json", "--limit", "1", NULL);
  JsonObject *first = get (cli_members (answer, "suspects"), 0);
  g_autofree char *table = cli_ok ("suspects", file, "--from", WORST, "--limit", "1", NULL);
  g_autofree char *changed = NULL;
  g_autoptr (JsonNode) again = NULL;

  g_assert_cmpuint (json_array_get_length (cli_members (answer, "suspects")), ==, 1);
  g_assert_cmpstr (text (first, "key"), ==, "FX-9999");
  g_assert_cmpfloat_with_epsilon (number (first, "points"), 89.89, 0.011);
  g_assert_nonnull (strstr (table,
                            "discharges total phosphorus; its water takes 0.1 h, within the "
                            "window of 24 h; risk level red; 1 open case; 1 violation in the "
                            "3 years before; operating, as its record says"));
  g_assert_nonnull (strstr (table, "over it by 0.25"));

  changed = cli_ok ("record", "set", file, "enterprise:QY-9999", "pollutants=COD", NULL);
  again = cli_json ("suspects", file, "--from", WORST, "--format", "json", NULL);
  g_assert_cmpstr (text (get (cli_members (again, "suspects"), 0), "key"), ==, "FX-000089");
}

/* ---- options ---- */

/* A window of three hours leaves what is six hours away without points for its time, --max-km drops
 * what is farther. */
static void
test_conditions (void)
{
  g_autoptr (JsonNode) answer = cli_json (
      "suspects", cli_demo (), "--from", "river_section:DM-01", "--time", "2025-09-04", "--since",
      "2025-09-03 21:00", "--max-km", "6", "--format", "json", "--limit", "0", NULL);
  JsonArray *list = cli_members (answer, "suspects");

  g_assert_cmpfloat (number (json_node_get_object (answer), "window_h"), ==, 3);
  g_assert_cmpstr (text (json_node_get_object (answer), "time"), ==, "2025-09-03T16:00:00.000Z");
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *time = get (json_object_get_array_member (get (list, i), "reasons"), 1);
      double hours = number (get (list, i), "travel_h"), points = number (time, "points");

      g_assert_cmpfloat (number (get (list, i), "river_m"), <, 6000);
      g_assert_cmpstr (text (time, "criterion"), ==, "time");
      if (hours <= 3)
        g_assert_cmpfloat (points, ==, 20);
      else
        g_assert_cmpfloat_with_epsilon (points, fmax (0, 20 * (1 - (hours - 3) / 1.5)), 0.011);
    }
}

static void
test_formats (void)
{
  g_autofree char *csv =
      cli_ok ("suspects", cli_demo (), "--from", WORST, "--format", "csv", "--limit", "3", NULL);
  g_autoptr (JsonNode) places = cli_json ("suspects", cli_demo (), "--from", WORST, "--format",
                                          "geojson", "--limit", "3", NULL);
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);

  g_assert_true (g_str_has_prefix (lines[0], "rank,layer,key,name,points,least,most,river_m,"));
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpuint (json_array_get_length (cli_members (places, "features")), ==, 3);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *words[4];
    int status;
    const char *says;
  } rows[] = {
    { { "--max-km", "1" }, 2, "--from or --at" },
    { { "--from", "river_section:DM-01", "--max-km", "x" }, 2, "--max-km" },
    { { "--from", "river_section:DM-01", "--time", "soon" }, 2, "--time" },
    { { "--from", "river_section:DM-99" }, 1, "DM-99" },
    { { "--from", "river_section:DM-40" }, 1, "--pollutant" },
    { { "--from", "river_section:DM-01", "--pollutant", "gold" }, 1, "gold" },
    { { "--from", "river_section:DM-01", "--since", "2030-01-01" }, 1, "window is empty" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *w = rows[i].words;
      g_auto (CliRun) run = cli_run ("suspects", cli_demo (), w[0], w[1], w[2], w[3], NULL);

      cli_assert_says (&run, rows[i].status, rows[i].says);
      g_assert_cmpstr (run.out, ==, "");
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/suspects/demo/worst-sample", test_worst_sample);
  g_test_add_func ("/cli/suspects/demo/reasons", test_reasons);
  g_test_add_func ("/cli/suspects/planted", test_planted);
  g_test_add_func ("/cli/suspects/conditions", test_conditions);
  g_test_add_func ("/cli/suspects/formats", test_formats);
  g_test_add_func ("/cli/suspects/refused", test_refused);

  status = g_test_run ();
  cli_clean ();

  return status;
}
