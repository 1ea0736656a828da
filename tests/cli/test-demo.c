/* test-demo.c: the demo district through suyuanctl
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <sqlite3.h>
#include <string.h>

#include "cli-run.h"

static gint64
count_of (JsonNode *info, const char *layer)
{
  JsonArray *layers = cli_members (info, "layers");

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
    { "risk_point", 236 },       { "township", 12 },        { "grid_cell", 133 },
    { "river_reach", 934 },      { "river_section", 50 },   { "project", 56 },
    { "milestone", 12 },         { "emergency_team", 12 },  { "district", 1 },
    { "warning_indicator", 12 }, { "cooperation_zone", 4 }, { "online_monitor", 86 },
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

  return json_array_get_length (cli_members (list, "records"));
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
    { "warning", "code~YJ-2023", 3 },          { "warning", "code~YJ-2026", 8 },
    { "project", "category=environment", 30 }, { "project", "category=safety", 10 },
    { "project", "category=market", 6 },       { "project", "category=public_service", 10 },
    { "grid_cell", "level=village", 120 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n = count_list (rows[i].layer, rows[i].filter);

      if (n != rows[i].n)
        g_test_message ("%s %s: %u", rows[i].layer, rows[i].filter, n);
      g_assert_cmpuint (n, ==, rows[i].n);
    }
}

/* How many rows of the second file's table are not in the first's, or the other way round. */
static int
count_differences (sqlite3 *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (SELECT count(*) FROM (SELECT * FROM main.%1$s EXCEPT SELECT * FROM "
      "b.%1$s)) + (SELECT count(*) FROM (SELECT * FROM b.%1$s EXCEPT SELECT * FROM "
      "main.%1$s)) + abs ((SELECT count(*) FROM main.%1$s) - (SELECT count(*) "
      "FROM b.%1$s))",
      table);
  sqlite3_stmt *stmt = NULL;
  int n;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);

  return n;
}

static GPtrArray *
list_tables (sqlite3 *db)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                       "sql NOT LIKE 'CREATE VIRTUAL%' AND name <> "
                                       "'suy_setting'",
                                       -1, &stmt, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  sqlite3_finalize (stmt);

  return names;
}

/* Rows, log, devices, search text, RTree nodes: every table of two demos holds the same, but that
 * of the settings, which names the file. */
static void
test_twice_equal (void)
{
  g_autofree char *second = cli_path ("second.gpkg");
  g_autofree char *made = cli_ok ("demo", second, NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS b", second);
  g_autoptr (GPtrArray) tables = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (cli_demo (), &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  tables = list_tables (db);
  g_assert_cmpuint (tables->len, >, 100);
  for (guint i = 0; i < tables->len; i++)
    {
      int n = count_differences (db, tables->pdata[i]);

      if (n > 0)
        g_test_message ("%s: %d", (char *) tables->pdata[i], n);
      g_assert_cmpint (n, ==, 0);
    }
  sqlite3_close (db);
}

/* What a person reads of a command line answers the same, too. */
static void
test_twice_listed (void)
{
  g_autofree char *second = cli_path ("second.gpkg");
  const char *const layers[] = { "risk_point", "problem", "person", "river_reach" };

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *a =
          cli_ok ("record", "list", cli_demo (), layers[i], "--format", "geojson", NULL);
      g_autofree char *b =
          cli_ok ("record", "list", second, layers[i], "--format", "geojson", NULL);

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

/* A file without reaches is as sound as one with them. */
static void
test_verify_empty (void)
{
  g_autofree char *empty = cli_init ("verify-empty.gpkg");
  g_autofree char *out = cli_ok ("verify", empty, NULL);

  g_assert_nonnull (strstr (out, "Clean"));
}

/* An edit, its history, and the way back. */
static void
test_history (void)
{
  g_autofree char *copy = cli_demo_copy ("history.gpkg");
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", copy, "risk_point", "--limit", "1", "--format", "json", NULL);
  JsonObject *row = json_array_get_object_element (cli_members (list, "records"), 0);
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

/* A refused move says what supplies each thing, as a command where there is one. */
static void
test_move_refused (void)
{
  g_autofree char *demo = cli_demo_copy ("moves.gpkg");
  g_autofree char *moves = cli_ok ("moves", demo, "problem:AJ-2026-0199", NULL);
  g_auto (CliRun) other = { 0 }, early = { 0 }, unknown = { 0 };
  g_autofree char *receive = NULL;

  g_assert_nonnull (strstr (moves, "receive"));
  other = cli_run ("move", demo, "problem:AJ-2026-0199", "receive", "--as", "RY-0061", NULL);
  cli_assert_says (&other, 1, "--as PERSON (responsible_unit|unit_head|enterprise_contact)");
  early =
      cli_run ("move", demo, "rectification_item:ZG-0641", "approve_plan", "--as", "RY-0061", NULL);
  cli_assert_says (&early, 1, "moves.gpkg problem:AJ-2026-0199 receive");
  unknown = cli_run ("move", demo, "problem:AJ-2026-0199", "fly", NULL);
  cli_assert_says (&unknown, 1, "moves are");
  receive = cli_ok ("move", demo, "problem:AJ-2026-0199", "receive", "--as", "RY-0195", NULL);
}

/* A picture is a photo, where nobody says what it is. */
static void
test_attach (void)
{
  g_autofree char *demo = cli_demo_copy ("attach.gpkg"), *text = cli_path ("note.txt");
  g_autofree char *picture = g_test_build_filename (G_TEST_DIST, "..", "docs", "suyuan.png", NULL);
  g_autofree char *a = NULL, *b = NULL, *c = NULL, *shown = NULL;

  g_assert_true (g_file_set_contents (text, "a note", -1, NULL));
  a = cli_ok ("attach", demo, "waste_pile:DC-01", picture, NULL);
  b = cli_ok ("attach", demo, "waste_pile:DC-01", text, NULL);
  c = cli_ok ("attach", demo, "waste_pile:DC-01", text, "--kind", "record", NULL);
  shown = cli_ok ("record", "list", demo, "attachment", "--filter", "object_register=waste_pile",
                  "--format", "csv", NULL);
  g_assert_nonnull (strstr (shown, ",suyuan.png,photo,"));
  g_assert_nonnull (strstr (shown, ",note.txt,other,"));
  g_assert_nonnull (strstr (shown, ",note.txt,record,"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/demo/counts", test_counts);
  g_test_add_func ("/cli/demo/parts", test_parts);
  g_test_add_func ("/cli/demo/twice-equal", test_twice_equal);
  g_test_add_func ("/cli/demo/twice-listed", test_twice_listed);
  g_test_add_func ("/cli/demo/verify", test_verify);
  g_test_add_func ("/cli/demo/verify-empty", test_verify_empty);
  g_test_add_func ("/cli/demo/history", test_history);
  g_test_add_func ("/cli/demo/move/refused", test_move_refused);
  g_test_add_func ("/cli/demo/attach", test_attach);

  status = g_test_run ();
  cli_clean ();

  return status;
}
