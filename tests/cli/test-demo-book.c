/* test-demo-book.c: what the case book of the demo district has in it, asked in SQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <sqlite3.h>
#include <string.h>

#include "cli-run.h"

typedef struct
{
  const char *what, *sql; /* gives one number */
  int least, most;
} Row;

static int
ask (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  int n;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);

  return n;
}

static void
check_rows (const Row *rows, gsize n_rows)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (cli_demo (), &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (gsize i = 0; i < n_rows; i++)
    {
      int n = ask (db, rows[i].sql);

      if (n < rows[i].least || n > rows[i].most)
        g_error ("%s: %d, not %d to %d", rows[i].what, n, rows[i].least, rows[i].most);
    }
  sqlite3_close (db);
}

/* The last granted extension is the deadline that counts, of the item and of its case. */
static void
test_deadlines (void)
{
  const Row rows[] = {
    { "granted", "SELECT count(*) FROM extension_request WHERE verdict = 'pass'", 1, 100 },
    { "items that are extended",
      "SELECT count(*) FROM extension_request e JOIN rectification_item i ON i.fid = e.item WHERE"
      " e.verdict = 'pass' AND i.deadline_current = e.new_deadline AND i.deadline = e.old_deadline",
      1, 100 },
    { "items that are not",
      "SELECT count(*) FROM extension_request e JOIN rectification_item i ON i.fid = e.item WHERE"
      " e.verdict = 'pass' AND i.deadline_current < e.new_deadline",
      0, 0 },
    { "without", "SELECT count(*) FROM rectification_item WHERE deadline_current IS NULL", 0, 0 },
    { "cases that differ from their item",
      "SELECT count(*) FROM problem p JOIN rectification_item i ON i.problem = p.fid WHERE"
      " i.state != 'cancelled' AND p.deadline_current IS NOT i.deadline_current",
      0, 0 },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* What closed an item is on file; who patrolled a cell that has points says which. */
static void
test_proofs (void)
{
  const Row rows[] = {
    { "closed items",
      "SELECT count(*) FROM rectification_item WHERE state IN ('closed', 'consolidating',"
      " 'lookback_passed')",
      500, 700 },
    { "closed items without a file",
      "SELECT count(*) FROM rectification_item i WHERE state IN ('closed', 'consolidating',"
      " 'lookback_passed') AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.object_register ="
      " 'rectification_item' AND a.object_id = i.fid AND a.kind = 'form')",
      0, 0 },
    { "patrols without a point in cells with three",
      "SELECT count(*) FROM patrol p WHERE visited IS NULL AND (SELECT count(*) FROM risk_point r"
      " WHERE r.grid = p.grid) >= 3",
      0, 0 },
    { "visited points of other cells",
      "SELECT count(*) FROM patrol p, json_each (p.visited) v WHERE NOT EXISTS (SELECT 1 FROM"
      " risk_point r WHERE r.code = v.value AND r.grid = p.grid)",
      0, 0 },
    { "points that nobody visited this month",
      "SELECT count(*) FROM risk_point WHERE code NOT IN (SELECT v.value FROM patrol p,"
      " json_each (p.visited) v)",
      20, 150 },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* A few rows of every register, some of them on their way. */
static void
test_registers (void)
{
  const Row rows[] = {
    { "black waters", "SELECT count(DISTINCT state) FROM black_water", 4, 6 },
    { "hot events", "SELECT count(DISTINCT state) FROM hot_event", 4, 8 },
    { "blacklist", "SELECT count(*) FROM list_entry WHERE state = 'listed'", 1, 5 },
    { "off the blacklist", "SELECT count(*) FROM list_entry WHERE state = 'removed'", 1, 5 },
    { "listed for nothing",
      "SELECT count(*) FROM list_entry l WHERE list_name = 'blacklist' AND NOT EXISTS (SELECT 1 "
      "FROM enforcement_case e WHERE"
      " e.fid = l.enforcement_case AND e.enterprise = l.enterprise AND e.decided_at < l.from_date"
      " AND e.exempted = 0)",
      0, 0 },
    { "station patrols", "SELECT count(DISTINCT state) FROM station_patrol", 2, 5 },
    { "answers to applications",
      "SELECT count(DISTINCT coalesce(verdict, 'open'))"
      " FROM extension_request",
      3, 3 },
    { "rebounds", "SELECT count(*) FROM rectification_item WHERE state = 'rebounded'", 1, 20 },
    { "published", "SELECT count(*) FROM disclosure_item", 10, 100 },
    { "ratings", "SELECT count(*) FROM credit_rating", 5, 500 },
    { "points", "SELECT count(*) FROM eco_points_entry", 3, 500 },
    { "inputs", "SELECT count(*) FROM assessment_input", 12, 100 },
    { "screenings", "SELECT count(*) FROM screening", 2, 50 },
    { "towers", "SELECT count(*) FROM lookout_tower", 2, 50 },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* The draws of the demo can be drawn again. */
static void
test_draws (void)
{
  const char *const keys[] = { "station_patrol:ZX-2026-0001", "station_patrol:ZX-2026-0002" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *shown = cli_ok ("sample", "show", cli_demo (), keys[i], NULL);

      g_assert_nonnull (strstr (shown, "just this draw: yes"));
    }
}

/* On its day the demo has warnings of all levels, and of the indicators that are seldom seen. */
static void
test_warnings (void)
{
  const char *const seen[] = { ",blue,",       ",yellow,",   ",orange,",    ",red,",
                               ",orange,I-08", ",blue,I-11", ",yellow,I-12" };
  g_autofree char *copy = cli_demo_copy ("levels.gpkg");
  g_autofree char *list = cli_ok ("warn", copy, "--format", "csv", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    if (strstr (list, seen[i]) == NULL)
      g_error ("no warning %s", seen[i]);
}

/* Every case stands in one township's row, open and late ones among them. */
static void
test_stats (void)
{
  const Row all[] = {
    { "cases", "SELECT count(*) FROM problem", 714, 714 },
    { "open cases",
      "SELECT count(*) FROM problem WHERE state IN ('found', 'judged', 'assigned', 'received',"
      " 'rectifying', 'submitted', 'accepted', 'reopened')",
      100, 100 },
  };
  g_autoptr (JsonNode) stats = cli_json ("case", "stats", cli_demo (), "--format", "json", NULL);
  JsonArray *rows = cli_members (stats, "townships");
  g_autofree char *states = cli_ok ("case", "stats", cli_demo (), "--by", "state", NULL);
  g_auto (CliRun) wrong = cli_run ("case", "stats", cli_demo (), "--by", "moon", NULL);
  g_autofree char *listed = cli_ok ("case", "list", cli_demo (), "--late", "--format", "csv", NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (listed), "\n", -1);
  gint64 n = 0, open = 0, late = 0;

  check_rows (all, G_N_ELEMENTS (all));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      n += json_object_get_int_member (row, "cases");
      open += json_object_get_int_member (row, "open");
      late += json_object_get_int_member (row, "late");
      g_assert_cmpint (json_object_get_int_member (row, "late"), <=,
                       json_object_get_int_member (row, "open"));
    }
  g_assert_cmpint (n, ==, 714);
  g_assert_cmpint (open, ==, 100);
  g_assert_cmpint (late, ==, g_strv_length (lines) - 1); /* and the headings */
  g_assert_cmpint (late, >, 0);
  g_assert_nonnull (strstr (states, "rectifying"));
  cli_assert_says (&wrong, 2, "moon");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/demo-book/deadlines", test_deadlines);
  g_test_add_func ("/cli/demo-book/proofs", test_proofs);
  g_test_add_func ("/cli/demo-book/registers", test_registers);
  g_test_add_func ("/cli/demo-book/draws", test_draws);
  g_test_add_func ("/cli/demo-book/stats", test_stats);
  g_test_add_func ("/cli/demo-book/warnings", test_warnings);

  status = g_test_run ();
  cli_clean ();

  return status;
}
