/* test-ledger.c: suyuanctl ledger check, export, import, print
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The operations of the log are counted by SQLite itself. */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "cli-run.h"

static gint64
count_operations (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_prepare_v2 (db, "SELECT count(*) FROM suy_operation", -1, &statement, NULL), ==,
      SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);

  return n;
}

/* The demo's whole ledger goes out and comes in: nothing is written. */
static void
test_identity (gconstpointer name)
{
  g_autofree char *workspace = cli_demo_copy ("identity.gpkg");
  g_autofree char *file = cli_path (name);
  g_autofree char *exported = cli_ok ("ledger", "export", workspace, file, NULL);
  gint64 before = count_operations (workspace);
  g_autoptr (JsonNode) outcome =
      cli_json ("ledger", "import", workspace, file, "--format", "json", NULL);
  JsonObject *counts = json_node_get_object (outcome);

  g_assert_cmpint (before, >, 0);
  g_assert_cmpint (json_object_get_int_member (counts, "same"), ==, 676);
  g_assert_cmpint (json_object_get_int_member (counts, "insert"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (counts, "update"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (counts, "refused"), ==, 0);
  g_assert_cmpint (count_operations (workspace), ==, before);
}

static void
test_filter (void)
{
  g_autofree char *file = cli_path ("part.csv");
  g_autofree char *done =
      cli_ok ("ledger", "export", cli_demo (), file, "--filter", "batch=省级督察反馈", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) rows = NULL;

  g_file_get_contents (file, &text, NULL, NULL);
  rows = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 12 + 2); /* headings, and nothing behind the last */
}

/* A row without 督导单位 is refused by its number, and the others go in. */
static void
test_refused (void)
{
  g_autofree char *workspace = cli_demo_copy ("refused.gpkg");
  g_autofree char *file = cli_path ("list.csv");
  g_auto (CliRun) run = { 0 };

  g_file_set_contents (
      file,
      "整改措施清单,,,,,,,,\n"
      "序号,整改问题,整改目标,督导单位,整改措施,整改时限,责任单位,责任人,问题类别,整改类别\n"
      "1,甲,清理,区生态环境局,清运,2027年底前,莒口镇人民政府,邱军,水污染,长期\n"
      "2,乙,清理,,清运,2027-12-31,莒口镇人民政府,邱军,水污染,长期\n",
      -1, NULL);
  run = cli_run ("ledger", "import", workspace, file, "--format", "csv", NULL);
  g_assert_cmpint (run.status, ==, 3);
  g_assert_nonnull (strstr (run.out, "4,refused,督导单位,"));
  {
    g_autofree char *list = cli_ok ("ledger", "list", workspace, "--format", "csv", NULL);

    g_assert_nonnull (strstr (list, ",甲,"));
    g_assert_null (strstr (list, ",乙,"));
  }
}

static void
test_check (void)
{
  g_autoptr (JsonNode) found = cli_json ("ledger", "check", cli_demo (), "--format", "json", NULL);
  g_autoptr (JsonNode) years =
      cli_json ("ledger", "check", cli_demo (), "--by", "year", "--format", "json", NULL);
  g_auto (CliRun) wrong = cli_run ("ledger", "check", cli_demo (), "--by", "month", NULL);
  JsonObject *sums = json_node_get_object (found);

  g_assert_cmpint (json_object_get_int_member (sums, "n_items"), ==, 676);
  g_assert_cmpint (json_object_get_int_member (sums, "no_plan"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (sums, "no_acceptance"), ==, 0);
  g_assert_cmpuint (json_array_get_length (cli_members (years, "years")), ==, 5);
  cli_assert_says (&wrong, 2, "month");
}

static void
check_pdf (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpmem (bytes, 5, "%PDF-", 5);
  g_assert_nonnull (g_strstr_len (bytes + size - 16, 16, "%%EOF"));
}

static void
test_print (void)
{
  g_autofree char *list = cli_path ("list.pdf"), *form = cli_path ("form.pdf");
  g_autofree char *a = cli_ok ("ledger", "print", cli_demo (), list, "--paper", "a4", "--filter",
                               "batch=省级督察反馈", NULL);
  g_autofree char *b = cli_ok ("ledger", "print", cli_demo (), form, "--item", "ZG-D03", NULL);
  g_auto (CliRun) none = cli_run ("ledger", "print", cli_demo (), form, "--item", "ZG-none", NULL);
  g_auto (CliRun) paper = cli_run ("ledger", "print", cli_demo (), form, "--paper", "B5", NULL);
  g_autofree char *program = g_find_program_in_path ("pdftotext");

  check_pdf (list);
  check_pdf (form);
  cli_assert_says (&none, 1, "ZG-none");
  cli_assert_says (&paper, 2, "B5");
  if (program != NULL)
    {
      g_auto (CliRun) text = cli_tool ("pdftotext", form, "-", NULL);

      g_assert_nonnull (strstr (text.out, "生态环境问题整改销号表"));
      g_assert_nonnull (strstr (text.out, "群众不满意不放过"));
      g_assert_nonnull (strstr (text.out, "长效管护"));
      g_assert_nonnull (strstr (text.out, "页"));
    }
}

/* The letter is the one of its kind, and says how the item stands. */
static void
test_notice (void)
{
  g_autofree char *path = cli_path ("notice.pdf");
  g_autofree char *printed =
      cli_ok ("ledger", "print", cli_demo (), path, "--notice", "DB-0584-2", NULL);
  g_autofree char *program = g_find_program_in_path ("pdftotext");

  check_pdf (path);
  if (program != NULL)
    {
      g_auto (CliRun) text = cli_tool ("pdftotext", path, "-", NULL);

      g_assert_nonnull (strstr (text.out, "督办单"));
      g_assert_nonnull (strstr (text.out, "ZG-0584"));
      g_assert_nonnull (strstr (text.out, "要求如下"));
    }
}

static guint
count_records (const char *book, const char *option, const char *filter, const char *second)
{
  g_autoptr (JsonNode) list = cli_json (book, "list", cli_demo (), "--format", "json",
                                        option == NULL ? "--state=accepted" : option, "--filter",
                                        filter, second == NULL ? NULL : "--filter", second, NULL);

  return json_array_get_length (cli_members (list, "records"));
}

/* What is filtered is filtered in every list, with the words of the others and by itself. */
static void
test_list_filter (void)
{
  guint all, wet;

  g_assert_cmpuint (count_records ("ledger", "--as=RY-0061", "batch=省级督察反馈", NULL), ==, 12);
  g_assert_cmpuint (
      count_records ("ledger", "--as=RY-0061", "batch=省级督察反馈", "batch=区级自查"), ==,
      0);
  all = count_records ("case", "--late", "code~AJ", NULL);
  wet = count_records ("case", "--late", "code~AJ", "medium=water");
  g_assert_cmpuint (all, >, wet);
  g_assert_cmpuint (all - wet, ==, count_records ("case", "--late", "medium!=water", NULL));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/ledger/identity/xlsx", "ledger.xlsx", test_identity);
  g_test_add_data_func ("/cli/ledger/identity/csv", "ledger.csv", test_identity);
  g_test_add_func ("/cli/ledger/list/filter", test_list_filter);
  g_test_add_func ("/cli/ledger/filter", test_filter);
  g_test_add_func ("/cli/ledger/refused", test_refused);
  g_test_add_func ("/cli/ledger/check", test_check);
  g_test_add_func ("/cli/ledger/print", test_print);
  g_test_add_func ("/cli/ledger/notice", test_notice);
  status = g_test_run ();
  cli_clean ();

  return status;
}
