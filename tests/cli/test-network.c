/* test-network.c: rivers with known damage, checked and mended by suyuanctl
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli-run.h"

#define OUTLET "-79.007179188,35.798691278"

/* Of two reaches on one line either may be kept. */
static const struct
{
  const char *one, *other;
} twins[] = { { "150", "599" },
              { "426", "594" },
              { "468", "189" },
              { "605", "227" },
              { "678", "522" } };

/* A fresh copy of the damaged river, imported once. */
static char *
damaged (const char *name)
{
  static char *imported;

  if (imported == NULL)
    {
      g_autofree char *file = cli_data ("rivers", "new_hope_damaged.gpkg");
      g_autofree char *out = NULL;

      imported = cli_init ("damaged.gpkg");
      out = cli_ok ("import", imported, "river_reach", file, "--key", "rid", NULL);
    }

  return cli_copy (imported, name);
}

static JsonNode *
check (const char *workspace)
{
  return cli_json ("network", "check", workspace, "--outlet", OUTLET, "--format", "json", NULL);
}

static void
accept_all (const char *workspace)
{
  g_autofree char *out =
      cli_ok ("network", "repair", workspace, "--outlet", OUTLET, "--accept", "all", NULL);
}

static const char *
text (JsonArray *rows, guint i, const char *member)
{
  return json_object_get_string_member (json_array_get_object_element (rows, i), member);
}

static guint
count (JsonNode *answer, const char *kind)
{
  JsonArray *findings = cli_members (answer, "findings");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (findings); i++)
    n += strcmp (text (findings, i, "kind"), kind) == 0;

  return n;
}

static gint64
number (JsonNode *answer, const char *member)
{
  return json_object_get_int_member (json_node_get_object (answer), member);
}

/* The number of the reach that a stretch was before it was split; of twins always the same one. */
static char *
original (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "-", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    if (strcmp (parts[0], twins[i].one) == 0)
      return g_strdup (twins[i].other);

  return g_strdup (parts[0]);
}

/* ---- what is found ---- */

static void
test_found (void)
{
  g_autofree char *workspace = damaged ("found.gpkg");
  g_autoptr (JsonNode) answer = check (workspace);

  g_assert_cmpuint (count (answer, "duplicate"), ==, 5);
  g_assert_cmpuint (count (answer, "gap"), ==, 50);
  g_assert_cmpuint (count (answer, "off-line"), ==, 25);
  g_assert_cmpuint (count (answer, "island"), ==, 6 + 5);
  g_assert_cmpuint (count (answer, "cycle"), ==, 0);
  g_assert_cmpuint (count (answer, "outlet"), ==, 0);
  g_assert_cmpint (number (answer, "n_parts"), ==, 1 + 6 + 5);
}

/* Exactly the reaches that are digitised against the flow, where the outlet decides. */
static void
test_directions (void)
{
  g_autofree char *workspace = damaged ("directions.gpkg");
  g_autofree char *path = cli_data ("rivers/expected", "new_hope_damaged_truth.csv");
  g_autoptr (JsonNode) answer = check (workspace);
  JsonArray *findings = cli_members (answer, "findings");
  g_autoptr (GHashTable) turned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *file = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (findings); i++)
    if (strcmp (text (findings, i, "kind"), "direction") == 0)
      g_hash_table_add (turned, g_strdup (text (findings, i, "key") + strlen ("direction:")));
  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  lines = g_strsplit (file, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], ",", -1);
      g_autofree char *twin = original (row[0]);

      if (strcmp (row[4], "1") != 0 || strcmp (twin, row[0]) != 0)
        continue;
      /* The lower of two twins is kept and judged, whichever the table has. */
      for (gsize k = 0; k < G_N_ELEMENTS (twins); k++)
        if (strcmp (row[0], twins[k].other) == 0)
          g_clear_pointer (&twin, g_free);
      if (twin == NULL)
        continue;
      g_test_message ("reach %s", row[0]);
      g_assert_cmpint (g_hash_table_contains (turned, row[0]), ==, strcmp (row[2], "0") == 0);
      n += strcmp (row[2], "0") == 0;
    }
  g_assert_cmpuint (n, >, 110);
  g_assert_cmpuint (g_hash_table_size (turned) - n, <=, G_N_ELEMENTS (twins));
}

/* ---- what it is like once mended ---- */

typedef struct
{
  const char *name, *reach, *direction, *km;
} Case;

static const Case cases[] = { { "r01_up_outlet", "327", "up", NULL },
                              { "r02_up_200", "344", "up", NULL },
                              { "r03_up_80_limit", "101", "up", "4" },
                              { "r04_down", "211", "down", NULL } };

static const char *
mended (void)
{
  static char *workspace;

  if (workspace == NULL)
    {
      workspace = damaged ("mended.gpkg");
      accept_all (workspace);
    }

  return workspace;
}

/* The stretch of @reach that is farthest down or up: the one that kept the code, or the last. */
static char *
start_of (const char *reach, gboolean up)
{
  g_autofree char *above = g_strdup_printf ("river_reach:%s-2@1", reach);
  g_auto (CliRun) run = cli_run ("trace", mended (), "--from", above, "--direction", "down",
                                 "--max-km", "0", "--format", "json", NULL);

  if (up)
    return g_strdup_printf ("river_reach:%s@0", reach);

  return run.status == 0 ? g_steal_pointer (&above) : g_strdup_printf ("river_reach:%s@1", reach);
}

typedef struct
{
  double near_m, inside_m;
} Stretch;

static GHashTable *
by_original (JsonNode *answer)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonArray *reaches = cli_members (answer, "reaches");

  for (guint i = 0; i < json_array_get_length (reaches); i++)
    {
      JsonObject *piece = json_array_get_object_element (reaches, i);
      g_autofree char *key = original (json_object_get_string_member (piece, "key"));
      double near = json_object_get_double_member (piece, "near_m");
      Stretch *stretch = g_hash_table_lookup (found, key);

      if (stretch == NULL)
        {
          stretch = g_new0 (Stretch, 1);
          stretch->near_m = INFINITY;
          g_hash_table_insert (found, g_steal_pointer (&key), stretch);
        }
      stretch->near_m = fmin (stretch->near_m, near);
      stretch->inside_m += json_object_get_double_member (piece, "far_m") - near;
    }

  return found;
}

/* Within 0.4 % or 30 m of the river as it was: damage and repair move ends by metres. */
static void
assert_close (double value, double expected_km)
{
  g_assert_cmpfloat_with_epsilon (value, expected_km * 1000, fmax (30, 4 * expected_km));
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *from = start_of (one->reach, strcmp (one->direction, "up") == 0);
  g_autofree char *name = g_strdup_printf ("%s.csv", one->name);
  g_autofree char *path = cli_data ("rivers/expected", name);
  g_autoptr (JsonNode) answer =
      cli_json ("trace", mended (), "--from", from, "--direction", one->direction, "--format",
                "json", one->km == NULL ? NULL : "--max-km", one->km, NULL);
  g_autoptr (GHashTable) found = by_original (answer);
  g_autofree char *file = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  lines = g_strsplit (file, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++, n++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], ",", -1);
      const Stretch *stretch = g_hash_table_lookup (found, row[0]);

      g_test_message ("reach %s", row[0]);
      g_assert_nonnull (stretch);
      assert_close (stretch->near_m, g_ascii_strtod (row[1], NULL));
      assert_close (stretch->inside_m, g_ascii_strtod (row[3], NULL));
    }
  g_assert_cmpuint (g_hash_table_size (found), ==, n);
}

/* Nothing plain is left, the file is sound, and a second repair has nothing to do. */
static void
test_mended (void)
{
  g_autoptr (JsonNode) answer = check (mended ());
  g_autofree char *sound = cli_ok ("verify", mended (), NULL);
  g_autoptr (JsonNode) again = cli_json ("network", "repair", mended (), "--outlet", OUTLET,
                                         "--accept", "all", "--format", "json", NULL);

  g_assert_cmpint (number (answer, "n_with_all"), ==, 0);
  g_assert_cmpuint (json_array_get_length (cli_members (answer, "findings")), ==, 6 + 5);
  g_assert_cmpuint (json_array_get_length (cli_members (again, "changes")), ==, 0);
}

/* ---- deciding ---- */

static char *
dump (const char *workspace)
{
  return cli_ok ("record", "list", workspace, "river_reach", "--limit", "2000", "--format",
                 "geojson", NULL);
}

/* A dry run says every change and makes none; one undo takes all back. */
static void
test_undo (void)
{
  g_autofree char *workspace = damaged ("undo.gpkg");
  g_autofree char *before = dump (workspace);
  g_autoptr (JsonNode) dry = cli_json ("network", "repair", workspace, "--outlet", OUTLET,
                                       "--accept", "all", "--dry-run", "--format", "json", NULL);
  g_autofree char *after_dry = dump (workspace);
  g_autoptr (JsonNode) made = cli_json ("network", "repair", workspace, "--outlet", OUTLET,
                                        "--accept", "all", "--format", "json", NULL);
  g_autofree char *after = dump (workspace);
  g_autofree char *undone = cli_ok ("undo", workspace, NULL);
  g_autofree char *back = dump (workspace);
  guint n = json_array_get_length (cli_members (made, "changes"));

  g_assert_cmpuint (n, ==, json_array_get_length (cli_members (dry, "changes")));
  g_assert_cmpuint (n, >=, 5 + 50 + 2 * 25 + 119);
  g_assert_cmpstr (before, ==, after_dry);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpstr (before, ==, back);
}

static void
test_reject (void)
{
  g_autofree char *workspace = damaged ("reject.gpkg");
  g_autoptr (JsonNode) first = check (workspace);
  JsonArray *findings = cli_members (first, "findings");
  const char *key = NULL;
  guint n = json_array_get_length (findings);

  for (guint i = 0; i < n && key == NULL; i++)
    if (strcmp (text (findings, i, "kind"), "gap") == 0)
      key = text (findings, i, "key");
  {
    g_auto (CliRun) bare =
        cli_run ("network", "repair", workspace, "--outlet", OUTLET, "--reject", key, NULL);
    g_auto (CliRun) strange =
        cli_run ("network", "repair", workspace, "--accept", "gap:nowhere", NULL);
    g_autofree char *out = cli_ok ("network", "repair", workspace, "--outlet", OUTLET, "--reject",
                                   key, "--reason", "a weir", NULL);
    g_autoptr (JsonNode) second = check (workspace);
    g_autofree char *undone = NULL;
    g_autoptr (JsonNode) third = NULL;

    cli_assert_says (&bare, 1, "reason");
    cli_assert_says (&strange, 1, "gap:nowhere");
    findings = cli_members (second, "findings");
    for (guint i = 0; i < json_array_get_length (findings); i++)
      g_assert_cmpstr (text (findings, i, "key"), !=, key);
    g_assert_cmpint (number (second, "n_rejected"), ==, 1);

    undone = cli_ok ("undo", workspace, NULL);
    third = check (workspace);
    g_assert_cmpuint (json_array_get_length (cli_members (third, "findings")), ==, n);
  }
}

/* A part that lies apart is joined only when a person names it. */
static void
test_island (void)
{
  g_autofree char *workspace = damaged ("island.gpkg");
  g_autofree char *out = NULL;
  g_autoptr (JsonNode) first = NULL, before = NULL, after = NULL;

  /* Among many gaps the first on the way is named: where the water stops. */
  first = cli_json ("network", "why", workspace, "--from", "river_reach:204", "--to",
                    "river_reach:327@0", "--format", "json", NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (first), "kind"), ==,
                   "missing-join");
  g_assert_cmpfloat_with_epsilon (
      json_object_get_double_member (json_node_get_object (first), "gap_m"), 109.6, 3);
  accept_all (workspace);
  before = cli_json ("network", "why", workspace, "--from", "river_reach:204", "--to",
                     "river_reach:327@0", "--format", "json", NULL);
  out = cli_ok ("network", "repair", workspace, "--outlet", OUTLET, "--accept", "island:204.last",
                NULL);
  after = cli_json ("network", "why", workspace, "--from", "river_reach:204", "--to",
                    "river_reach:327@0", "--format", "json", NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (before), "kind"), ==,
                   "missing-join");
  g_assert_cmpfloat_with_epsilon (
      json_object_get_double_member (json_node_get_object (before), "gap_m"), 109.6, 3);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (after), "kind"), ==,
                   "is-upstream");
}

/* What a person says about the outlet is kept. */
static void
test_outlet (void)
{
  g_autofree char *workspace = damaged ("outlet.gpkg");
  g_autoptr (JsonNode) unsure = cli_json ("network", "check", workspace, "--format", "json", NULL);
  g_autofree char *out = cli_ok ("network", "repair", workspace, "--accept", "outlet", NULL);
  g_autoptr (JsonNode) sure = cli_json ("network", "check", workspace, "--format", "json", NULL);

  g_assert_cmpuint (count (unsure, "outlet"), ==, 1);
  g_assert_cmpint (number (unsure, "n_with_all"), ==, 5 + 50 + 25);
  g_assert_cmpuint (count (sure, "outlet"), ==, 0);
  g_assert_cmpint (number (sure, "n_with_all"), ==, 5 + 50 + 25 + count (sure, "direction"));
}

/* ---- a split, and what stands on the reach ---- */

static const char lines[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"A\",\"name\":\"Long\",\"length_m\":4000,"
    "\"travel_h\":2,\"elev_up_m\":90,\"elev_dn_m\":50},\"geometry\":{\"type\":\"LineString\","
    "\"coordinates\":[[118.0,27.0],[118.02,27.0],[118.04,27.0]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"B\"},\"geometry\":{\"type\":\"LineString\","
    "\"coordinates\":[[118.01,27.01],[118.01,27.00002]]}}]}";

/* The field of the one record as JSON, "" for none. */
static char *
value (JsonNode *answer, const char *field)
{
  JsonObject *record = json_array_get_object_element (cli_members (answer, "records"), 0);
  JsonNode *member = json_object_get_member (record, field);

  return JSON_NODE_HOLDS_NULL (member) ? g_strdup ("") : json_to_string (member, FALSE);
}

static void
assert_field (const char *workspace, const char *record, const char *field, const char *expected)
{
  g_autoptr (JsonNode) node =
      cli_json ("record", "show", workspace, record, "--format", "json", NULL);
  g_autofree char *found = value (node, field);

  g_test_message ("%s %s", record, field);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_split (void)
{
  g_autofree char *workspace = cli_init ("split.gpkg");
  g_autofree char *file = cli_path ("lines.geojson");
  g_autofree char *imported = NULL, *upper = NULL, *lower = NULL, *mended_out = NULL;

  g_assert_true (g_file_set_contents (file, lines, -1, NULL));
  imported = cli_ok ("import", workspace, "river_reach", file, "--key", "code", NULL);
  upper = cli_ok ("record", "new", workspace, "river_section", "code=U", "name=u",
                  "section_level=county", "target_class=III", "reach=A", "chainage_m=3500", "--at",
                  "118.005,27.0", NULL);
  lower = cli_ok ("record", "new", workspace, "river_section", "code=L", "name=l",
                  "section_level=county", "target_class=III", "reach=A", "chainage_m=500", "--at",
                  "118.035,27.0", NULL);
  mended_out = cli_ok ("network", "repair", workspace, "--accept", "off-line:B.last:A", NULL);

  assert_field (workspace, "river_reach:A", "name", "\"Long\"");
  assert_field (workspace, "river_reach:A-2", "name", "\"Long\"");
  assert_field (workspace, "river_reach:A", "elev_dn_m", "50");
  assert_field (workspace, "river_reach:A", "elev_up_m", "");
  assert_field (workspace, "river_reach:A-2", "elev_up_m", "90");
  assert_field (workspace, "river_section:L", "reach", "\"A\"");
  assert_field (workspace, "river_section:U", "reach", "\"A-2\"");
}

/* ---- why ---- */

#define LINE(code, x1, y1, x2, y2)                                                             \
  "{\"type\":\"Feature\",\"properties\":{\"code\":\"" code                                     \
  "\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[" #x1 "," #y1 "],[" #x2 "," #y2 \
  "]]}}"

/* R4 is digitised against the water, R6 begins 11 m behind R5, R7 is another basin. */
static const char rivers[] = "{\"type\":\"FeatureCollection\",\"features\":["
    /* */ LINE ("R1", 118.00, 27.00, 118.01, 27.00) "," LINE ("R2",
                                                              118.01,
                                                              27.01,
                                                              118.01,
                                                              27.00) ","
    /* */ LINE ("R3", 118.01, 27.00, 118.02, 27.00) "," LINE ("R4",
                                                              118.03,
                                                              27.00,
                                                              118.02,
                                                              27.00) ","
    /* */ LINE ("R5", 118.03, 27.00, 118.04, 27.00) "," LINE ("R6",
                                                              118.04,
                                                              27.0001,
                                                              118.05,
                                                              27.00) ","
    /* */ LINE ("R7", 118.04, 27.20, 118.05, 27.20) "]}";

static void
test_why (void)
{
  static const struct
  {
    const char *from, *to, *km, *kind, *turned;
  } asked[] = {
    { "R1", "R3", "100", "is-upstream", NULL },   { "R1", "R3@0", "1.5", "beyond-limit", NULL },
    { "R3", "R1", "100", "is-downstream", NULL }, { "R1", "R2", "100", "other-branch", NULL },
    { "R1", "R5", "100", "against", "R4" },       { "R5", "R6", "100", "missing-join", NULL },
    { "R5", "R7", "100", "missing-join", NULL },  { "R6", "R7", "100", "other-basin", NULL },
  };
  g_autofree char *workspace = cli_init ("why.gpkg");
  g_autofree char *file = cli_path ("rivers.geojson");
  g_autofree char *imported = NULL;

  g_assert_true (g_file_set_contents (file, rivers, -1, NULL));
  imported = cli_ok ("import", workspace, "river_reach", file, "--key", "code", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *from = g_strdup_printf ("river_reach:%s@1", asked[i].from);
      g_autofree char *to = g_strdup_printf ("river_reach:%s", asked[i].to);
      g_autoptr (JsonNode) answer =
          cli_json ("network", "why", workspace, "--from", from, "--to", to, "--max-km",
                    asked[i].km, "--format", "json", NULL);
      JsonArray *turned = cli_members (answer, "turned");

      g_test_message ("%s %s", asked[i].from, asked[i].to);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (answer), "kind"), ==,
                       asked[i].kind);
      g_assert_cmpuint (json_array_get_length (turned), ==, asked[i].turned != NULL);
      if (asked[i].turned != NULL)
        g_assert_cmpstr (json_array_get_string_element (turned, 0), ==, asked[i].turned);
    }
}

/* Reaches that meet by ids are judged by ids: a clean network has nothing plain to mend. */
static void
test_ids (void)
{
  g_autofree char *workspace = cli_init ("ids.gpkg");
  g_autofree char *file = cli_data ("rivers", "new_hope.gpkg");
  g_autofree char *out = cli_ok ("import", workspace, "river_reach", file, "--key", "comid",
                                 "--map", "from_node=fromnode", "--map", "to_node=tonode", NULL);
  g_autoptr (JsonNode) answer = check (workspace);

  g_assert_cmpint (number (answer, "n_with_all"), ==, 0);
  g_assert_cmpuint (count (answer, "gap"), ==, 0);
  g_assert_cmpuint (count (answer, "off-line"), ==, 0);
  g_assert_cmpuint (count (answer, "direction"), ==, 0);
  g_assert_cmpuint (count (answer, "cycle"), ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/network/found", test_found);
  g_test_add_func ("/cli/network/directions", test_directions);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/network/case/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/cli/network/mended", test_mended);
  g_test_add_func ("/cli/network/undo", test_undo);
  g_test_add_func ("/cli/network/reject", test_reject);
  g_test_add_func ("/cli/network/island", test_island);
  g_test_add_func ("/cli/network/outlet", test_outlet);
  g_test_add_func ("/cli/network/split", test_split);
  g_test_add_func ("/cli/network/why", test_why);
  g_test_add_func ("/cli/network/ids", test_ids);
  status = g_test_run ();
  cli_clean ();

  return status;
}
