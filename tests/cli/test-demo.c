/* test-demo.c: the demo district through suyuanctl
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

static JsonArray *
members (JsonNode *node, const char *name)
{
  return json_object_get_array_member (json_node_get_object (node), name);
}

static gint64
count_of (JsonNode *info, const char *layer)
{
  JsonArray *layers = members (info, "layers");

  for (guint i = 0; i < json_array_get_length (layers); i++)
    {
      JsonObject *row = json_array_get_object_element (layers, i);

      if (strcmp (json_object_get_string_member (row, "layer"), layer) == 0)
        return json_object_get_int_member (row, "records");
    }

  return -1;
}

/* The counts that the bureau's plan names. */
static void
test_counts (void)
{
  const struct
  {
    const char *layer;
    gint64 n;
  } rows[] = {
    { "risk_point", 236 },    { "township", 12 },          { "grid_cell", 133 },
    { "river_reach", 934 },   { "river_section", 50 },     { "project", 56 },
    { "milestone", 12 },      { "emergency_team", 12 },    { "district", 1 },
    { "warning", 3 },         { "warning_indicator", 12 }, { "cooperation_zone", 4 },
    { "online_monitor", 86 },
  };
  g_autoptr (JsonNode) info = cli_json ("info", cli_demo (), "--format", "json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (count_of (info, rows[i].layer) != rows[i].n)
        g_test_message ("%s", rows[i].layer);
      g_assert_cmpint (count_of (info, rows[i].layer), ==, rows[i].n);
    }
}

static guint
count_list (const char *layer, const char *filter)
{
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", cli_demo (), layer, "--filter", filter, "--format", "json", NULL);

  return json_array_get_length (members (list, "records"));
}

static void
test_parts (void)
{
  const struct
  {
    const char *layer, *filter;
    guint n;
  } rows[] = {
    { "person", "role=grid_inspector", 120 },  { "person", "role=enforcement_officer", 28 },
    { "enterprise", "unlicensed=true", 32 },   { "enterprise", "is_key=true", 200 },
    { "warning", "level=yellow", 2 },          { "warning", "level=orange", 1 },
    { "project", "category=environment", 30 }, { "project", "category=safety", 10 },
    { "project", "category=market", 6 },       { "project", "category=public_service", 10 },
    { "grid_cell", "level=3", 120 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n = count_list (rows[i].layer, rows[i].filter);

      if (n != rows[i].n)
        g_test_message ("%s %s: %u", rows[i].layer, rows[i].filter, n);
      g_assert_cmpuint (n, ==, rows[i].n);
    }
}

/* Everything that a person can read of two demos is the same. */
static void
test_twice_equal (void)
{
  g_autofree char *second = cli_path ("second.gpkg");
  g_autofree char *made = cli_ok ("demo", second, NULL);
  g_autoptr (JsonNode) info = cli_json ("info", second, "--format", "json", NULL);
  JsonArray *layers = members (info, "layers");

  for (guint i = 0; i < json_array_get_length (layers); i++)
    {
      const char *layer =
          json_object_get_string_member (json_array_get_object_element (layers, i), "layer");
      g_autofree char *a =
          cli_ok ("record", "list", cli_demo (), layer, "--format", "geojson", NULL);
      g_autofree char *b = cli_ok ("record", "list", second, layer, "--format", "geojson", NULL);

      g_assert_cmpstr (a, ==, b);
    }
}

static void
test_verify (void)
{
  g_autofree char *copy = cli_demo_copy ("verify.gpkg");
  g_autofree char *out = cli_ok ("verify", copy, NULL);

  g_assert_nonnull (strstr (out, "Clean"));
}

/* An edit, its history, and the way back. */
static void
test_history (void)
{
  g_autofree char *copy = cli_demo_copy ("history.gpkg");
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", copy, "risk_point", "--limit", "1", "--format", "json", NULL);
  JsonObject *row = json_array_get_object_element (members (list, "records"), 0);
  g_autofree char *key =
      g_strdup_printf ("risk_point:%s", json_object_get_string_member (row, "code"));
  g_autofree char *set =
      cli_ok ("record", "set", copy, key, "note=checked again", "--reason", "spring round", NULL);
  g_autofree char *history = cli_ok ("history", copy, key, NULL);
  g_autofree char *undone = cli_ok ("undo", copy, NULL);
  g_autofree char *after = cli_ok ("record", "show", copy, key, NULL);

  g_assert_nonnull (strstr (history, "checked again"));
  g_assert_nonnull (strstr (history, "spring round"));
  g_assert_null (strstr (after, "checked again"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/demo/counts", test_counts);
  g_test_add_func ("/cli/demo/parts", test_parts);
  g_test_add_func ("/cli/demo/twice-equal", test_twice_equal);
  g_test_add_func ("/cli/demo/verify", test_verify);
  g_test_add_func ("/cli/demo/history", test_history);

  status = g_test_run ();
  cli_clean ();

  return status;
}
