/* test-import-rules.c: a table takes no step that only a move takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

/* A case of the demo in that state; its code. */
static char *
find_case (const char *path, const char *state)
{
  g_autoptr (JsonNode) list =
      cli_json ("case", "list", path, "--state", state, "--format", "json", NULL);

  return g_strdup (json_object_get_string_member (
      json_array_get_object_element (cli_members (list, "records"), 0), "code"));
}

static char *
write_table (const char *name, const char *text)
{
  char *path = cli_path (name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

/* One table of one row: the field, its value and what the refusal says; NULL: it is taken. */
static void
check_row (const char *path,
           const char *layer,
           const char *key,
           const char *field,
           const char *value,
           const char *refusal)
{
  g_autofree char *text = g_strdup_printf ("code,%s\n%s,%s\n", field, key, value);
  g_autofree char *file = write_table ("row.csv", text), *report = cli_path ("report.csv");
  g_auto (CliRun) run =
      cli_run ("import", path, layer, file, "--key", "code", "--report", report, NULL);
  g_autofree char *refused = NULL;

  g_file_get_contents (report, &refused, NULL, NULL);
  if (refusal == NULL)
    {
      g_assert_cmpint (run.status, ==, 0);
      return;
    }
  g_assert_cmpint (run.status, ==, 3);
  if (refused == NULL || strstr (refused, refusal) == NULL)
    g_error ("%s=%s: “%s” is not in: %s", field, value, refusal, refused);
}

/* A case that is worked on: what a move sets or raises, the deadline, days to come. */
static void
test_open (void)
{
  g_autofree char *path = cli_demo_copy ("open.gpkg"), *key = find_case (path, "rectifying");

  check_row (path, "problem", key, "title", "Dust", NULL);
  check_row (path, "problem", key, "closed_at", "2026-11-01", "set by moves alone");
  check_row (path, "problem", key, "rebound_count", "3", "set by moves alone");
  check_row (path, "problem", key, "escalation", "listed", "set by moves alone");
  check_row (path, "problem", key, "deadline", "2027-11-01", "Apply for an extension");
  check_row (path, "problem", key, "found_at", "2027-11-01", "still to come");
}

/* A closed case stays as it is; the same row as it was is no change. */
static void
test_closed (void)
{
  g_autofree char *path = cli_demo_copy ("closed.gpkg"), *key = find_case (path, "lookback_ok");

  check_row (path, "problem", key, "title", "Dust", "The record is closed");
  check_row (path, "problem", key, "state", "found", NULL); /* not looked at */
  {
    g_autofree char *shown = cli_ok ("case", "show", path, key, "--format", "csv", NULL);

    g_assert_nonnull (strstr (shown, "lookback_ok"));
  }
}

/* Answers to applications, and the journal. */
static void
test_papers (void)
{
  g_autofree char *path = cli_demo_copy ("papers.gpkg");
  g_autoptr (JsonNode) list = cli_json ("record", "list", path, "extension_request", "--filter",
                                        "verdict=", "--format", "json", NULL);
  const char *key = json_object_get_string_member (
      json_array_get_object_element (cli_members (list, "records"), 0), "code");
  g_autofree char *journal =
      write_table ("journal.csv", "code,object_register,object_id,move,at\nLZ-X,problem,1,close,"
                                  "2026-11-01\n");
  g_auto (CliRun) run = { 0 };

  check_row (path, "extension_request", key, "verdict", "pass", "answered by a move");
  check_row (path, "extension_request", key, "reason", "Rain", NULL);
  run = cli_run ("import", path, "journal", journal, NULL);
  g_assert_cmpint (run.status, ==, 3);
  g_assert_nonnull (strstr (run.out, "written by moves alone"));
}

/* Lines of checkpoints are read before they are written, and the cell at fault is named. */
static void
test_checkpoints (void)
{
  g_autofree char *path = cli_demo_copy ("nodes.gpkg");
  g_autoptr (JsonNode) list = cli_json ("record", "list", path, "milestone", "--filter",
                                        "state=active", "--format", "json", NULL);
  const char *key = json_object_get_string_member (
      json_array_get_object_element (cli_members (list, "records"), 0), "code");

  check_row (path, "milestone", key, "checkpoints", "2026-13-31 40%", "write a day");
  check_row (path, "milestone", key, "checkpoints", "2026-13-31 40%", "checkpoints,");
  check_row (path, "milestone", key, "checkpoints", "2099-01-01 40%", "after the due date");
}

/* A new record says what was found, with its days, and stands before its first move. */
static void
test_new (void)
{
  g_autofree char *path = cli_demo_copy ("new.gpkg");
  g_autofree char *file =
      write_table ("new.csv", "code,title,source,medium,found_at,description,accepted_at,state,lon,"
                              "lat\nOLD-1,Dust,patrol,air,2026-05-01,Dust,2026-06-01,closed,118.1,"
                              "27.35\nOLD-2,Dust,patrol,air,2026-05-01,Dust,2026-04-01,,118.11,"
                              "27.35\n");
  g_auto (CliRun) run = cli_run ("import", path, "problem", file, NULL);
  g_autoptr (JsonNode) list = cli_json ("record", "list", path, "problem", "--filter", "code~OLD-",
                                        "--format", "json", NULL);
  JsonObject *only;

  g_assert_cmpint (run.status, ==, 3);
  g_assert_nonnull (strstr (run.out, "before a day that it follows"));
  g_assert_cmpuint (json_array_get_length (cli_members (list, "records")), ==, 1);
  only = json_array_get_object_element (cli_members (list, "records"), 0);
  g_assert_cmpstr (json_object_get_string_member (only, "code"), ==, "OLD-1");
  g_assert_true (json_object_get_null_member (only, "state"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/import-rules/open", test_open);
  g_test_add_func ("/cli/import-rules/closed", test_closed);
  g_test_add_func ("/cli/import-rules/papers", test_papers);
  g_test_add_func ("/cli/import-rules/checkpoints", test_checkpoints);
  g_test_add_func ("/cli/import-rules/new", test_new);
  status = g_test_run ();
  cli_clean ();

  return status;
}
