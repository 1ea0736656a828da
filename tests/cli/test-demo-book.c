/* test-demo-book.c: what the case book of the demo district has in it, asked in SQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <sqlite3.h>

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
    { "granted", "SELECT count(*) FROM extension_request WHERE verdict = 'pass'", 2, 100 },
    { "items that are extended",
      "SELECT count(*) FROM extension_request e JOIN rectification_item i ON i.fid = e.item WHERE"
      " e.verdict = 'pass' AND i.deadline_current = e.new_deadline AND i.deadline = e.old_deadline",
      2, 100 },
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

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/demo-book/deadlines", test_deadlines);

  status = g_test_run ();
  cli_clean ();

  return status;
}
