/* test-import.c: the bureau's files through suyuanctl, against their truth tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "cli-run.h"

#define METRES_PER_DEGREE 111320.0

typedef struct
{
  const char *layer, *file, *key, *truth;
  guint head; /* row of the file in which record 0 would stand */
} Set;

static const Set sets[] = {
  { "enterprise", "A1_污染源清单_utf8bom.csv", "统一社会信用代码", "A1_truth.csv", 1 },
  { "river_section", "A2_断面基本信息_gbk.csv", "断面编号", "A2_断面_truth.csv", 1 },
  { "outfall", "A3_入河排污口台账.xlsx", "排污口编码", "A3_truth.csv", 4 },
};

/* Columns of a truth table of places. */
enum
{
  RECORD,
  NAME,
  KEY,
  ACTION,
  REASON,
  LON,
  LAT,
  TOLERANCE,
  N_COLUMNS
};

/* Lines of cells without quotes, the heading left out. */
static GPtrArray *
read_rows (const char *path)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (rows, g_strsplit (lines[i], ",", -1));

  return rows;
}

static GPtrArray *
read_truth (const char *name)
{
  g_autofree char *path = cli_data ("imports", name);

  return read_rows (path);
}

static JsonArray *
coordinates_of (JsonObject *feature)
{
  return json_object_get_null_member (feature, "geometry")
             ? NULL
             : json_object_get_array_member (json_object_get_object_member (feature, "geometry"),
                                             "coordinates");
}

static JsonObject *
find_feature (JsonArray *features, const char *code)
{
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = json_array_get_object_element (features, i);
      JsonObject *cells = json_object_get_object_member (feature, "properties");

      if (strcmp (json_object_get_string_member (cells, "code"), code) == 0)
        return feature;
    }

  return NULL;
}

static void
assert_position (JsonObject *feature, char **row)
{
  JsonArray *pair = coordinates_of (feature);
  double lat = g_ascii_strtod (row[LAT], NULL);
  double x, y;

  g_test_message ("%s %s", row[RECORD], row[NAME]);
  g_assert_nonnull (pair);
  x = json_array_get_double_element (pair, 0) - g_ascii_strtod (row[LON], NULL);
  y = json_array_get_double_element (pair, 1) - lat;
  g_assert_cmpfloat (hypot (x * cos (lat * G_PI / 180), y) * METRES_PER_DEGREE, <=,
                     g_ascii_strtod (row[TOLERANCE], NULL));
}

/* A row of the outcome, with what is wrong and what to do. */
static gboolean
is_blamed (JsonArray *rows, gint64 number)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (json_object_get_int_member (row, "row") != number)
        continue;
      g_assert_cmpstr (json_object_get_string_member (row, "reason"), !=, "");
      g_assert_cmpstr (json_object_get_string_member (row, "remedy"), !=, "");
      return TRUE;
    }

  return FALSE;
}

static char *
commands_of (const char *workspace)
{
  g_auto (CliRun) run =
      cli_tool ("sqlite3", "-readonly", workspace,
                "SELECT count(*) FROM suy_command; SELECT count(*) FROM suy_operation;"
                " SELECT total (n) FROM suy_batch",
                NULL);

  g_assert_cmpint (run.status, ==, 0);

  return g_steal_pointer (&run.out);
}

/* Whether this row of the truth table stands to be refused, there being no outline in an empty
 * workspace. */
static gboolean
is_bad (char **row, gboolean empty)
{
  return strcmp (row[ACTION], "flag") == 0 && !(empty && g_str_has_prefix (row[REASON], "outside"));
}

static guint
count_bad (const GPtrArray *truth, gboolean empty)
{
  guint n = 0;

  for (guint i = 0; i < truth->len; i++)
    n += is_bad (truth->pdata[i], empty);

  return n;
}

static CliRun
run_import (const char *workspace, const Set *set, const char *more, const char *file)
{
  g_autofree char *path = cli_data ("imports", set->file);

  return cli_run ("import", workspace, set->layer, file == NULL ? path : file, "--key", set->key,
                  "--format", "json", more, NULL);
}

static void
assert_rows (const char *workspace, const Set *set, const GPtrArray *truth, JsonNode *outcome)
{
  gboolean empty = strstr (workspace, "empty") != NULL;
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", workspace, set->layer, "--format", "geojson", NULL);
  JsonArray *features = cli_members (list, "features");
  JsonArray *rows = cli_members (outcome, "rows");

  for (guint i = 0; i < truth->len; i++)
    {
      char **row = truth->pdata[i];
      JsonObject *feature = find_feature (features, row[KEY]);
      gint64 number = g_ascii_strtoll (row[RECORD], NULL, 10) + set->head;

      g_assert_cmpuint (g_strv_length (row), ==, N_COLUMNS);
      g_assert_true (is_blamed (rows, number) == is_bad (row, empty));
      if (!is_bad (row, empty))
        assert_position (feature, row);
      else if (!g_str_has_prefix (row[REASON], "duplicate"))
        g_assert_null (feature);
    }
}

/* Each good record lies where it should, each bad one is refused with reason and remedy, and a
 * second time nothing happens. */
static void
test_set (gconstpointer data)
{
  const Set *set = data;

  for (guint empty = 0; empty < 2; empty++)
    {
      g_autofree char *workspace = empty ? cli_init ("empty.gpkg") : cli_demo_copy ("full.gpkg");
      g_autoptr (GPtrArray) truth = read_truth (set->truth);
      guint n_bad = count_bad (truth, empty);
      g_auto (CliRun) run = run_import (workspace, set, NULL, NULL);
      g_autoptr (JsonNode) outcome = json_from_string (run.out, NULL);
      g_autofree char *before = commands_of (workspace);
      g_autofree char *after = NULL;
      g_auto (CliRun) again = { 0 };

      g_test_message ("%s", run.err);
      g_assert_cmpint (run.status, ==, n_bad > 0 ? 3 : 0);
      g_assert_nonnull (outcome);
      g_assert_cmpuint (json_array_get_length (cli_members (outcome, "rows")), ==, n_bad);
      assert_rows (workspace, set, truth, outcome);

      again = run_import (workspace, set, NULL, NULL);
      g_assert_cmpint (again.status, ==, run.status);
      after = commands_of (workspace);
      g_assert_cmpstr (before, ==, after);
      g_remove (workspace);
    }
}

static void
test_dry_run (void)
{
  g_autofree char *workspace = cli_demo_copy ("dry.gpkg");
  g_autofree char *before = cli_checksum (workspace);

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_auto (CliRun) run = run_import (workspace, &sets[i], "--dry-run", NULL);
      g_autofree char *after = cli_checksum (workspace);

      g_assert_cmpint (run.status, ==, i == 0 ? 3 : 0);
      g_assert_cmpstr (before, ==, after);
    }
}

/* Puts @good for @bad in a text file. */
static void
mend (const char *path, const char *bad, const char *good)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *mended = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, bad, -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  mended = g_strjoinv (good, parts);
  g_assert_true (g_file_set_contents (path, mended, -1, NULL));
}

/* The report holds the refused rows; two of them are mended, the rest is refused again. */
static void
test_report (void)
{
  g_autofree char *workspace = cli_demo_copy ("report.gpkg");
  g_autofree char *file = cli_data ("imports", sets[0].file);
  g_autofree char *report = cli_path ("report.csv");
  g_auto (CliRun) first = cli_run ("import", workspace, "enterprise", file, "--key", sets[0].key,
                                   "--report", report, NULL);
  g_auto (CliRun) second = { 0 };
  g_autoptr (GPtrArray) rows = read_rows (report);
  g_autofree char *shown = NULL;

  g_assert_cmpint (first.status, ==, 3);
  g_assert_cmpuint (rows->len, ==, 8);
  mend (report, "污水处理,COD、氨氮、总磷、总氮,,,CGCS2000,2019-06-12",
        "污水处理,COD,118.1,27.3,CGCS2000,2019-06-12");
  mend (report, "27.313917,118.056019", "118.056019,27.313917");
  second = run_import (workspace, &sets[0], NULL, report);
  g_test_message ("%s%s", second.out, second.err);
  g_assert_cmpint (second.status, ==, 3);
  g_assert_nonnull (strstr (second.out, "\"insert\" : 2"));
  shown = cli_ok ("record", "show", workspace, "enterprise:913507035AJBE3QG26", NULL);
  g_assert_nonnull (strstr (shown, "建阳区水吉石臼兴污水处理站"));
}

/* An empty file position must not be invented: accepted, it has none. */
static void
test_accept_flagged (void)
{
  g_autofree char *workspace = cli_demo_copy ("flagged.gpkg");
  g_auto (CliRun) run = run_import (workspace, &sets[0], "--accept-flagged", NULL);
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", workspace, "enterprise", "--format", "geojson", NULL);
  JsonObject *bare = find_feature (cli_members (list, "features"), "913507035AJBE3QG26");
  JsonObject *swapped = find_feature (cli_members (list, "features"), "91350703EXYU48NFPJ");

  g_assert_cmpint (run.status, ==, 3);
  g_assert_nonnull (bare);
  g_assert_null (coordinates_of (bare));
  g_assert_nonnull (swapped);
  g_assert_cmpfloat_with_epsilon (json_array_get_double_element (coordinates_of (swapped), 0),
                                  118.056019, 1e-6);
}

/* ---- measurements ---- */

static const struct
{
  const char *factor;
  guint column;
} factors[] = { { "ph", 3 }, { "do", 5 }, { "codmn", 7 }, { "nh3n", 9 }, { "tp", 11 } };

static JsonObject *
find_value (GHashTable *values, char **row, const char *factor)
{
  g_autofree char *code = g_strdup_printf ("%s-%s-%s", row[1], row[2], factor);

  return g_hash_table_lookup (values, code);
}

static void
assert_value (JsonObject *value, const char *number, const char *flag)
{
  if (strcmp (flag, "missing") == 0 || strcmp (flag, "out_of_range") == 0)
    {
      g_assert_null (value);
      return;
    }
  g_assert_nonnull (value);
  if (strcmp (flag, "ND") == 0)
    g_assert_cmpstr (json_object_get_string_member (value, "limit_mark"), ==, "not_detected");
  else if (strcmp (flag, "<") == 0)
    g_assert_cmpstr (json_object_get_string_member (value, "limit_mark"), ==, "below");
  else
    g_assert_true (json_object_get_null_member (value, "limit_mark"));
  if (strcmp (flag, "ND") != 0)
    g_assert_cmpfloat (
        json_object_get_double_member (value, strcmp (flag, "<") == 0 &&
                                                      json_object_get_null_member (value, "value")
                                                  ? "detection_limit"
                                                  : "value"),
        ==, g_ascii_strtod (number, NULL));
}

/* 1,200 values in a wide table: each as the truth table has it, marks kept. */
static void
test_weekly (void)
{
  g_autofree char *workspace = cli_init ("weekly.gpkg");
  g_autofree char *file = cli_data ("imports", "A2_水质周报_gbk.csv");
  g_auto (CliRun) sections = run_import (workspace, &sets[1], NULL, NULL);
  g_auto (CliRun) run = cli_run ("import", workspace, "measurement", file, NULL);
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", workspace, "measurement", "--format", "json", NULL);
  JsonArray *records = cli_members (list, "records");
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) truth = read_truth ("A2_水质周报_truth.csv");

  g_assert_cmpint (run.status, ==, 3);
  g_assert_nonnull (strstr (run.out, "15.2"));
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = json_array_get_object_element (records, i);

      g_hash_table_insert (values, (gpointer) json_object_get_string_member (record, "code"),
                           record);
    }
  for (guint i = 0; i < truth->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (factors); k++)
      {
        char **row = truth->pdata[i];

        g_test_message ("%s %s", row[0], factors[k].factor);
        assert_value (find_value (values, row, factors[k].factor), row[factors[k].column],
                      row[factors[k].column + 1]);
      }
}

/* A file without key of its own: what is there is seen by site, day and factor. */
static void
test_weekly_twice (void)
{
  g_autofree char *workspace = cli_init ("twice.gpkg");
  g_autofree char *file = cli_data ("imports", "A2_水质周报_gbk.csv");
  g_auto (CliRun) run = cli_run ("import", workspace, "measurement", file, NULL);
  g_autofree char *before = commands_of (workspace);
  g_auto (CliRun) again = cli_run ("import", workspace, "measurement", file, NULL);
  g_autofree char *after = commands_of (workspace);

  g_assert_cmpint (run.status, ==, 3);
  g_assert_cmpint (again.status, ==, 3);
  g_assert_cmpstr (before, ==, after);
}

/* ---- files of others ---- */

static void
test_gauges (void)
{
  g_autofree char *workspace = cli_init ("gauges.gpkg");
  g_autofree char *file = cli_data ("imports", "A4_usgs_nwis_sites_rdb.txt");
  g_autofree char *out = cli_ok ("import", workspace, "station", file, "--key", "site_no", NULL);
  g_autofree char *before = commands_of (workspace);
  g_autofree char *again = cli_ok ("import", workspace, "station", file, "--key", "site_no", NULL);
  g_autofree char *after = commands_of (workspace);
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", workspace, "station", "--format", "geojson", NULL);
  JsonArray *features = cli_members (list, "features");

  g_assert_cmpuint (json_array_get_length (features), ==, 206);
  g_assert_nonnull (find_feature (features, "03161500"));
  for (guint i = 0; i < 206; i++)
    {
      JsonArray *pair = coordinates_of (json_array_get_object_element (features, i));

      g_assert_cmpfloat (json_array_get_double_element (pair, 0), >, -83.1);
      g_assert_cmpfloat (json_array_get_double_element (pair, 0), <, -80.9);
    }
  g_assert_cmpstr (before, ==, after);
}

static int
count_sql (const char *workspace, const char *sql)
{
  g_auto (CliRun) run = cli_tool ("sqlite3", "-readonly", workspace, sql, NULL);

  g_assert_cmpint (run.status, ==, 0);

  return atoi (run.out);
}

/* 1,848 results: 1,143 with a number, the others with why there is none. */
static void
test_portal (void)
{
  g_autofree char *workspace = cli_init ("portal.gpkg");
  g_autofree char *file = cli_data ("imports", "A5_epa_wqp_nutrients_ut.csv");
  g_autofree char *out = cli_ok ("import", workspace, "measurement", file, NULL);

  g_assert_cmpint (count_sql (workspace, "SELECT count(*) FROM measurement"), ==, 1848);
  g_assert_cmpint (
      count_sql (workspace, "SELECT count(*) FROM measurement WHERE value IS NOT NULL"), ==, 1143);
  g_assert_cmpint (count_sql (workspace, "SELECT count(*) FROM measurement WHERE value IS NULL AND "
                                         "limit_mark IN ('missing', 'not_detected', 'below')"),
                   ==, 1848 - 1143);
}

/* Its stations stand in its rows: once each, in NAD83, and not without a name. */
static void
test_portal_sites (void)
{
  g_autofree char *workspace = cli_init ("sites.gpkg");
  g_autofree char *file = cli_data ("imports", "A5_epa_wqp_nutrients_ut.csv");
  char *before = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_auto (CliRun) run = cli_run ("import", workspace, "station", file, "--key",
                                     "MonitoringLocationIdentifier", NULL);
      char *after = commands_of (workspace);

      g_assert_cmpint (run.status, ==, 3);
      g_assert_cmpint (count_sql (workspace, "SELECT count(*) FROM station"), ==, 63);
      if (i == 1)
        g_assert_cmpstr (before, ==, after);
      g_free (before);
      before = after;
    }
  g_free (before);
}

/* A large import leaves its index in the file; a query answers the same with it and without. */
static void
test_kept_index (void)
{
  g_autofree char *workspace = cli_path ("large.gpkg");
  g_autofree char *file = cli_path ("large.csv");
  g_autoptr (GString) csv = g_string_new ("code,name,lon,lat\n");
  g_autofree char *query = NULL, *again = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (csv, "T%05u,点,%.7f,%.7f\n", i, g_test_rand_double_range (117, 119),
                            g_test_rand_double_range (26, 28));
  g_assert_true (g_file_set_contents (file, csv->str, -1, NULL));
  g_free (cli_ok ("init", workspace, NULL));
  g_free (cli_ok ("import", workspace, "lookout_tower", file, NULL));

  {
    g_auto (CliRun) kept =
        cli_tool ("sqlite3", "-readonly", workspace, "SELECT layer FROM suy_snapshot", NULL);

    g_assert_cmpstr (kept.out, ==, "lookout_tower\n");
  }
  query = cli_ok ("query", "buffer", workspace, "--at", "118,27", "--radius", "3000", NULL);
  {
    g_auto (CliRun) gone = cli_tool ("sqlite3", workspace, "DELETE FROM suy_snapshot", NULL);

    g_assert_cmpint (gone.status, ==, 0);
  }
  again = cli_ok ("query", "buffer", workspace, "--at", "118,27", "--radius", "3000", NULL);
  g_assert_cmpstr (query, ==, again);
  g_assert_nonnull (strstr (query, "lookout_tower"));
}

static void
assert_due (const char *workspace, const char *n)
{
  g_auto (CliRun) run =
      cli_tool ("sqlite3", "-readonly", workspace, "SELECT count(*) FROM suy_due", NULL);

  g_assert_cmpstr (run.out, ==, n);
}

/* So many rows that their search texts are not written with them: they are found all the same, and
 * by the search the texts are written. */
static void
test_many (void)
{
  g_autofree char *workspace = cli_path ("many.gpkg");
  g_autofree char *file = cli_path ("many.csv");
  g_autoptr (GString) csv = g_string_new ("code,name,lon,lat\n");
  g_autofree char *found = NULL, *list = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (csv, "T%05u,黄坑塔,118,27\n", i);
  g_assert_true (g_file_set_contents (file, csv->str, -1, NULL));
  g_free (cli_ok ("init", workspace, NULL));
  g_free (cli_ok ("import", workspace, "lookout_tower", file, NULL));
  assert_due (workspace, "1\n");
  list = cli_ok ("record", "list", workspace, "lookout_tower", "--search", "T0499", NULL);
  assert_due (workspace, "0\n");
  found = cli_ok ("search", workspace, "T0499", NULL);
  for (guint i = 4990; i < 5000; i++)
    {
      g_autofree char *code = g_strdup_printf ("T%05u", i);

      g_assert_nonnull (strstr (list, code));
      g_assert_nonnull (strstr (found, code));
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/import/set/%s", sets[i].layer);

      g_test_add_data_func (path, &sets[i], test_set);
    }
  g_test_add_func ("/cli/import/dry-run", test_dry_run);
  g_test_add_func ("/cli/import/report", test_report);
  g_test_add_func ("/cli/import/accept-flagged", test_accept_flagged);
  g_test_add_func ("/cli/import/weekly", test_weekly);
  g_test_add_func ("/cli/import/weekly-twice", test_weekly_twice);
  g_test_add_func ("/cli/import/gauges", test_gauges);
  g_test_add_func ("/cli/import/portal", test_portal);
  g_test_add_func ("/cli/import/portal-sites", test_portal_sites);
  g_test_add_func ("/cli/import/kept-index", test_kept_index);
  g_test_add_func ("/cli/import/many", test_many);

  status = g_test_run ();
  cli_clean ();

  return status;
}
