/* test-as-of.c: suyuanctl case and ledger as of a past day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program dates what it writes with the clock; SQLite itself moves the commands back. */

#include <sqlite3.h>
#include <string.h>

#include "cli-run.h"

/* Everything that was done so far was done ten days ago. */
static void
move_back (const char *path)
{
  const char *sql = "UPDATE suy_command SET wall = wall - 864000000000";
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static char *
day (int days)
{
  g_autoptr (GTimeZone) china = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) now = g_date_time_new_now (china);
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%F");
}

static void
make_case (const char *path, const char *code, const char *deadline)
{
  g_autofree char *key = g_strconcat ("code=", code, NULL);
  g_autofree char *found = day (-20), *when = g_strconcat ("found_at=", found, NULL);
  g_autofree char *until = g_strconcat ("deadline=", deadline, NULL);
  g_autofree char *made =
      cli_ok ("case", "new", path, key, "title=Smoke", "source=patrol", "medium=air", when,
              "description=Smoke", until, "--at", "118.1,27.3", NULL);

  g_assert_nonnull (strstr (made, code));
}

static void
make_item (const char *path, const char *code)
{
  g_autofree char *key = g_strconcat ("code=", code, NULL), *until = day (30);
  g_autofree char *when = g_strconcat ("deadline=", until, NULL);
  g_autofree char *made =
      cli_ok ("ledger", "new", path, key, "title=Smoke", "category=air", "responsible_unit=U",
              "goal=Clean", "measures=Sweep", "rect_class=immediate", when, NULL);

  g_assert_nonnull (strstr (made, code));
}

/* Two cases and an item ten days ago, one each today. */
static char *
make_file (const char *name)
{
  char *path = cli_init (name);
  g_autofree char *unit =
      cli_ok ("record", "new", path, "unit", "code=U", "name=U", "kind=office", NULL);
  g_autofree char *late = day (-7), *far = day (7), *changed = NULL;

  make_case (path, "OLD", far);
  make_case (path, "LATE", late);
  make_item (path, "I-OLD");
  move_back (path);
  make_case (path, "NEW", far);
  make_item (path, "I-NEW");
  changed = cli_ok ("record", "set", path, "problem:OLD", "title=Dust", NULL);

  return path;
}

static void
assert_listed (const char *book, const char *path, const char *as_of, const char *expected)
{
  g_autoptr (JsonNode) list =
      as_of == NULL ? cli_json (book, "list", path, "--format", "json", NULL)
                    : cli_json (book, "list", path, "--as-of", as_of, "--format", "json", NULL);
  JsonArray *rows = cli_members (list, "records");
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_string_append_printf (
        codes, "%s%s", i == 0 ? "" : " ",
        json_object_get_string_member (json_array_get_object_element (rows, i), "code"));
  g_assert_cmpstr (codes->str, ==, expected);
}

static void
test_list (void)
{
  g_autofree char *path = make_file ("list.gpkg"), *past = day (-5), *before = cli_checksum (path);
  g_autofree char *after = NULL;

  assert_listed ("case", path, NULL, "LATE NEW OLD");
  assert_listed ("case", path, past, "LATE OLD");
  assert_listed ("ledger", path, NULL, "I-NEW I-OLD");
  assert_listed ("ledger", path, past, "I-OLD");
  after = cli_checksum (path);
  g_assert_cmpstr (after, ==, before);
}

/* What is late is asked of that day. */
static void
test_late (void)
{
  g_autofree char *path = make_file ("late.gpkg"), *past = day (-8), *then = day (-5);
  g_autofree char *earlier = cli_ok ("case", "list", path, "--late", "--as-of", past, NULL);
  g_autofree char *later = cli_ok ("case", "list", path, "--late", "--as-of", then, NULL);

  g_assert_null (strstr (earlier, "LATE"));
  g_assert_nonnull (strstr (later, "LATE"));
  g_assert_null (strstr (later, "OLD"));
}

static void
test_show (void)
{
  g_autofree char *path = make_file ("show.gpkg"), *past = day (-5);
  g_autofree char *now = cli_ok ("case", "show", path, "OLD", NULL);
  g_autofree char *then = cli_ok ("case", "show", path, "OLD", "--as-of", past, NULL);
  g_auto (CliRun) gone = cli_run ("case", "show", path, "NEW", "--as-of", past, NULL);

  g_assert_nonnull (strstr (now, "Dust"));
  g_assert_null (strstr (then, "Dust"));
  g_assert_nonnull (strstr (then, "Smoke"));
  cli_assert_says (&gone, 1, "NEW");
}

/* Before the log, a day that has not ended, no day at all, and writing. */
static void
test_refused (void)
{
  g_autofree char *path = make_file ("refused.gpkg"), *today = day (0), *past = day (-5);
  g_auto (CliRun) early = cli_run ("case", "list", path, "--as-of", "2020-01-01", NULL);
  g_auto (CliRun) late = cli_run ("ledger", "list", path, "--as-of", today, NULL);
  g_auto (CliRun) word = cli_run ("case", "show", path, "OLD", "--as-of", "yesterday", NULL);
  g_auto (CliRun) write = cli_run ("case", "new", path, "title=X", "--as-of", past, NULL);

  cli_assert_says (&early, 1, "begins at");
  cli_assert_says (&late, 1, today);
  cli_assert_says (&word, 1, "yesterday");
  cli_assert_says (&write, 1, "past day");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/as-of/list", test_list);
  g_test_add_func ("/cli/as-of/late", test_late);
  g_test_add_func ("/cli/as-of/show", test_show);
  g_test_add_func ("/cli/as-of/refused", test_refused);
  status = g_test_run ();
  cli_clean ();

  return status;
}
