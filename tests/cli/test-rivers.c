/* test-rivers.c: rivers with known answers, imported and traced by suyuanctl
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli-run.h"

/* Published with 7 digits after the point of a kilometre or an hour. */
#define TOLERANCE 1e-6

/* Lines of cells, the heading first. */
static GPtrArray *
read_rows (const char *name)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *path = cli_data ("rivers", name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (rows, g_strsplit (lines[i], ",", -1));

  return rows;
}

static guint
column_of (const GPtrArray *rows, const char *name)
{
  char **head = rows->pdata[0];

  for (guint i = 0; head[i] != NULL; i++)
    if (strcmp (head[i], name) == 0)
      return i;
  g_assert_not_reached ();
}

/* Imported once for all tests. */
static const char *
network (const char *name)
{
  static GHashTable *made;
  g_autofree char *file_name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *workspace_name = g_strdup_printf ("%s.gpkg", name);
  g_autofree char *out = NULL;
  char *workspace;

  if (made == NULL)
    made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  workspace = g_hash_table_lookup (made, name);
  if (workspace != NULL)
    return workspace;

  workspace = cli_init (workspace_name);
  file_name =
      g_strdup_printf ("%s.%s", name, strcmp (name, "lower_colorado") == 0 ? "csv" : "gpkg");
  file = cli_data ("rivers", file_name);
  if (strcmp (name, "lower_colorado") == 0)
    out = cli_ok ("import", workspace, "river_reach", file, "--key", "id", "--map",
                  "down_key=tocomid", "--map", "length_m=lengthkm*1000", NULL);
  else
    out =
        cli_ok ("import", workspace, "river_reach", file, "--key", "comid", "--map",
                "from_node=fromnode", "--map", "to_node=tonode", "--map", "length_m=lengthkm*1000",
                "--map", "travel_h=totma*24", "--map", "level_path=levelpathi", NULL);
  g_hash_table_insert (made, g_strdup (name), workspace);

  return workspace;
}

/* Key to object, of the answer. */
static GHashTable *
pieces_of (JsonNode *answer)
{
  GHashTable *pieces = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *reaches = cli_members (answer, "reaches");

  for (guint i = 0; i < json_array_get_length (reaches); i++)
    {
      JsonObject *piece = json_array_get_object_element (reaches, i);

      g_hash_table_insert (pieces, (gpointer) json_object_get_string_member (piece, "key"), piece);
    }

  return pieces;
}

static void
assert_near (double value, double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, TOLERANCE * fmax (1, fabs (expected)));
}

/* near and the part of a reach that lies within, against the row of an independent program. */
static void
assert_piece (const GPtrArray *rows,
              char **row,
              JsonObject *piece,
              gboolean hours,
              gboolean is_start)
{
  double near = g_ascii_strtod (row[column_of (rows, hours ? "near_h" : "near_km")], NULL);
  double part = g_ascii_strtod (row[column_of (rows, "frac_inside")], NULL);
  double from = json_object_get_double_member (piece, "from");
  double to = json_object_get_double_member (piece, "to");

  if (hours)
    assert_near (json_object_get_double_member (piece, "near_h"), near);
  else
    assert_near (json_object_get_double_member (piece, "near_m"), near * 1000);
  g_assert_cmpfloat (from, >=, 0);
  g_assert_cmpfloat (to, <=, 1);
  if (!is_start)
    g_assert_cmpfloat_with_epsilon (to - from, part, TOLERANCE);
}

static void
assert_rows (char **c, GHashTable *pieces)
{
  g_autofree char *name = g_strdup_printf ("expected/%s.csv", c[0]);
  g_autoptr (GPtrArray) rows = read_rows (name);
  guint id = column_of (rows, "id");

  g_assert_cmpuint (rows->len - 1, ==, g_hash_table_size (pieces));
  for (guint i = 1; i < rows->len; i++)
    {
      char **row = rows->pdata[i];
      JsonObject *piece = g_hash_table_lookup (pieces, row[id]);

      g_test_message ("%s", row[id]);
      g_assert_nonnull (piece);
      assert_piece (rows, row, piece, *c[6] != '\0', strcmp (row[id], c[3]) == 0);
    }
}

/* The start is cut at its fraction, on the side that is searched. */
static void
assert_start (char **c, GHashTable *pieces)
{
  JsonObject *piece = g_hash_table_lookup (pieces, c[3]);
  gboolean up = g_str_has_prefix (c[2], "up");

  g_assert_nonnull (piece);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (piece, up ? "from" : "to"),
                                  g_ascii_strtod (c[4], NULL), 1e-9);
}

/* Columns of a case: name, network, direction, reach, fraction, km, hours, count, has rows. */
static void
test_case (gconstpointer data)
{
  char **c = (char **) data;
  g_autofree char *from = g_strdup_printf ("river_reach:%s@%s", c[3], c[4]);
  const char *limit = *c[5] != '\0' ? "--max-km" : *c[6] != '\0' ? "--max-hours" : NULL;
  g_autoptr (JsonNode) answer =
      cli_json ("trace", network (c[1]), "--from", from, "--direction", c[2], "--format", "json",
                limit, *c[5] != '\0' ? c[5] : c[6], NULL);
  g_autoptr (GHashTable) pieces = pieces_of (answer);

  g_assert_cmpint (g_hash_table_size (pieces), ==, atoi (c[7]));
  assert_start (c, pieces);
  if (*c[8] == '1')
    assert_rows (c, pieces);
}

/* Stream gages stand where they stand: on the nearest reach, at its place, or too far off. */
static void
test_gages (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("gages.csv");
  guint lon = column_of (rows, "lon"), reach = column_of (rows, "nearest_reach"), n = 0;

  for (guint i = 1; i < rows->len; i++)
    {
      char **row = rows->pdata[i];
      /* Names have a comma in their quotes, so columns are counted from the back. */
      guint shift = g_strv_length (row) - g_strv_length (rows->pdata[0]);
      double far = g_ascii_strtod (row[reach + shift + 1], NULL);
      g_autofree char *at = g_strdup_printf ("%s,%s", row[lon + shift], row[lon + shift + 1]);
      g_autofree char *less = g_strdup_printf ("%g", far - 3);
      g_autoptr (JsonNode) answer = NULL;
      JsonObject *first;

      if (strcmp (row[0], "new_hope") != 0 || far > 200 || far < 10 || n++ > 3)
        continue;
      answer = cli_json ("trace", network (row[0]), "--at", at, "--direction", "down", "--max-km",
                         "0", "--format", "json", NULL);
      first = json_array_get_object_element (cli_members (answer, "reaches"), 0);
      g_assert_cmpstr (json_object_get_string_member (first, "key"), ==, row[reach + shift]);
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (first, "to"),
                                      g_ascii_strtod (row[reach + shift + 2], NULL), 0.01);
      {
        g_auto (CliRun) run = cli_run ("trace", network (row[0]), "--at", at, "--direction", "down",
                                       "--snap-m", less, NULL);

        cli_assert_says (&run, 1, row[reach + shift]);
      }
    }
  g_assert_cmpuint (n, >, 1);
}

/* An edge list has no lines and one row for each way on: the first of each reach is taken, the
 * others are refused by their number, and what is taken can be traced. */
static void
test_edge_list (void)
{
  g_autofree char *workspace = cli_init ("braided.gpkg");
  g_autofree char *file = cli_data ("rivers", "braided_edges.csv");
  g_auto (CliRun) run = cli_run ("import", workspace, "river_reach", file, "--key", "id", "--map",
                                 "down_key=to", NULL);
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GHashTable) pieces = NULL;

  g_assert_cmpint (run.status, ==, 3);
  g_assert_nonnull (strstr (run.out, "New: 1327"));
  g_assert_nonnull (strstr (run.out, "Doubtful: 0"));
  answer = cli_json ("trace", workspace, "--from", "river_reach:164411831@1", "--direction", "down",
                     "--format", "json", NULL);
  pieces = pieces_of (answer);
  g_assert_nonnull (g_hash_table_lookup (pieces, "164411831"));
  g_assert_nonnull (g_hash_table_lookup (pieces, "31325231"));
}

/* ---- the way between ---- */

static void
test_path (void)
{
  g_autoptr (JsonNode) way =
      cli_json ("trace", "path", network ("walker"), "--from", "river_reach:5329817@1", "--to",
                "river_reach:5329303@0", "--format", "json", NULL);
  g_autoptr (JsonNode) none =
      cli_json ("trace", "path", network ("walker"), "--from", "river_reach:5329303@0", "--to",
                "river_reach:5329817@1", "--format", "json", NULL);
  g_autoptr (GPtrArray) rows = read_rows ("expected/w02_down.csv");
  char **last = rows->pdata[rows->len - 1];
  JsonObject *object = json_node_get_object (way);

  g_assert_true (json_object_get_boolean_member (object, "reachable"));
  g_assert_cmpuint (json_array_get_length (cli_members (way, "reaches")), ==, 8);
  assert_near (json_object_get_double_member (object, "river_m"),
               g_ascii_strtod (last[column_of (rows, "far_km")], NULL) * 1000);
  object = json_node_get_object (none);
  g_assert_false (json_object_get_boolean_member (object, "reachable"));
  g_assert_cmpstr (json_object_get_string_member (object, "reason"), !=, "");
}

/* Many starts answer as each alone does. */
static void
test_batch (void)
{
  const char *const starts[] = { "river_reach:5329817@1", "river_reach:5329303@0.5" };
  const int counts[] = { 8, 1 };
  g_autofree char *file = cli_path ("starts.csv");
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *reaches;

  g_assert_true (g_file_set_contents (
      file, "start\nriver_reach:5329817@1\nriver_reach:5329303@0.5\n", -1, NULL));
  answer = cli_json ("trace", network ("walker"), "--batch", file, "--direction", "down",
                     "--format", "json", NULL);
  reaches = cli_members (answer, "reaches");
  for (gsize k = 0; k < G_N_ELEMENTS (starts); k++)
    {
      int n = 0;

      for (guint i = 0; i < json_array_get_length (reaches); i++)
        n += strcmp (json_object_get_string_member (json_array_get_object_element (reaches, i),
                                                    "start"),
                     starts[k]) == 0;
      g_assert_cmpint (n, ==, counts[k]);
    }
}

/* Hours that no reach gives are estimated, and every format says so. */
static void
test_estimated (void)
{
  const char *const start = "river_reach:5648791@1";
  g_autoptr (JsonNode) answer = cli_json ("trace", network ("lower_colorado"), "--from", start,
                                          "--direction", "down", "--format", "json", NULL);
  g_autofree char *table = cli_ok ("trace", network ("lower_colorado"), "--from", start,
                                   "--direction", "down", "--max-hours", "9", NULL);
  g_autofree char *csv = cli_ok ("trace", network ("lower_colorado"), "--from", start,
                                 "--direction", "down", "--format", "csv", NULL);
  JsonArray *reaches = cli_members (answer, "reaches");

  g_assert_cmpuint (json_array_get_length (reaches), >, 1);
  for (guint i = 0; i < json_array_get_length (reaches); i++)
    {
      JsonObject *piece = json_array_get_object_element (reaches, i);

      g_assert_cmpstr (json_object_get_string_member (piece, "hours_source"), ==, "default");
      assert_near (json_object_get_double_member (piece, "near_h"),
                   json_object_get_double_member (piece, "near_m") / 0.5 / 3600);
    }
  g_assert_nonnull (
      strstr (json_object_get_string_member (json_node_get_object (answer), "hours"), "0.5 m/s"));
  g_assert_nonnull (strstr (table, "≈ "));
  g_assert_nonnull (strstr (table, "Hours with ≈ are estimated"));
  g_assert_nonnull (strstr (csv, ",near_h,hours_source"));
  g_assert_null (strstr (csv, "≈"));
}

/* What lies along the water is listed with its way, and only what lies above. */
static void
test_features (void)
{
  g_autoptr (JsonNode) sections = cli_json ("record", "list", cli_demo (), "river_section",
                                            "--limit", "1", "--format", "json", NULL);
  JsonObject *section = json_array_get_object_element (cli_members (sections, "records"), 0);
  g_autofree char *from =
      g_strdup_printf ("river_section:%s", json_object_get_string_member (section, "code"));
  g_autoptr (JsonNode) answer =
      cli_json ("trace", cli_demo (), "--from", from, "--direction", "up", "--features",
                "risk_point", "--features", "outfall", "--format", "json", NULL);
  JsonArray *features = cli_members (answer, "features");
  double before = 0;

  g_assert_cmpuint (json_array_get_length (features), >, 0);
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *row = json_array_get_object_element (features, i);
      const char *layer = json_object_get_string_member (row, "layer");

      g_assert_true (strcmp (layer, "risk_point") == 0 || strcmp (layer, "outfall") == 0);
      g_assert_cmpfloat (json_object_get_double_member (row, "river_m"), >=, before);
      before = json_object_get_double_member (row, "river_m");
    }
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (answer), "rule"), !=, "");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) cases = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);

  cases = read_rows ("cases.csv");
  for (guint i = 1; i < cases->len; i++)
    {
      char **c = cases->pdata[i];
      g_autofree char *path = g_strdup_printf ("/cli/rivers/case/%s", c[0]);

      if (*c[8] == '1' || strstr (c[2], "main") != NULL)
        g_test_add_data_func (path, c, test_case);
    }
  g_test_add_func ("/cli/rivers/gages", test_gages);
  g_test_add_func ("/cli/rivers/edge-list", test_edge_list);
  g_test_add_func ("/cli/rivers/path", test_path);
  g_test_add_func ("/cli/rivers/batch", test_batch);
  g_test_add_func ("/cli/rivers/estimated", test_estimated);
  g_test_add_func ("/cli/rivers/features", test_features);

  status = g_test_run ();
  cli_clean ();

  return status;
}
