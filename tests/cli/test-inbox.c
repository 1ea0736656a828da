/* test-inbox.c: suyuanctl inbox, patrol, and what is done to several cases, on the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

static void
test_inbox (void)
{
  g_autoptr (JsonNode) all =
      cli_json ("inbox", cli_demo (), "--as", "RY-0061", "--format", "json", NULL);
  g_autoptr (JsonNode) late =
      cli_json ("inbox", cli_demo (), "--as", "RY-0061", "--late", "--format", "json", NULL);
  JsonArray *items = cli_members (all, "inbox");
  guint n_late = 0;

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      gboolean is_late = !json_object_get_null_member (item, "state") &&
                         g_str_equal (json_object_get_string_member (item, "state"), "late");

      g_assert_cmpint (is_late, ==, i < json_array_get_length (cli_members (late, "inbox")));
      n_late += is_late;
    }
  g_assert_cmpuint (n_late, >, 0);
  g_assert_cmpuint (n_late, <, json_array_get_length (items));
}

static void
test_nobody (void)
{
  g_autofree char *path = cli_init ("nobody.gpkg");
  g_auto (CliRun) nobody = cli_run ("inbox", path, NULL);
  g_auto (CliRun) view = cli_run ("inbox", path, "--view", "map", NULL);

  cli_assert_says (&nobody, 1, "--as PERSON");
  cli_assert_says (&view, 2, "--view is");
}

static const char *
text_of (JsonArray *items, guint i, const char *name)
{
  JsonObject *item = json_array_get_object_element (items, i);

  return json_object_get_null_member (item, name) ? "" : json_object_get_string_member (item, name);
}

/* Each thing stands in one view, and each view counts its own. */
static void
test_views (void)
{
  static const char *const views[] = { "cases", "ledgers", "warnings", "registers" };
  g_autoptr (JsonNode) all =
      cli_json ("inbox", cli_demo (), "--as", "RY-0061", "--format", "json", NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autoptr (JsonNode) some = cli_json ("inbox", cli_demo (), "--as", "RY-0061", "--view",
                                            views[i], "--format", "json", NULL);
      guint count = json_array_get_length (cli_members (some, "inbox"));

      g_assert_cmpint (json_object_get_int_member (json_node_get_object (all), views[i]), ==,
                       count);
      n += count;
    }
  g_assert_cmpuint (n, ==, json_array_get_length (cli_members (all, "inbox")));
}

/* Of everybody's things, those of one person are just the things of that person. */
static void
test_everybody (void)
{
  g_autoptr (JsonNode) all =
      cli_json ("inbox", cli_demo (), "--everybody", "--format", "json", NULL);
  g_autoptr (JsonNode) own =
      cli_json ("inbox", cli_demo (), "--as", "RY-0061", "--format", "json", NULL);
  JsonArray *items = cli_members (all, "inbox"), *mine = cli_members (own, "inbox");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (items); i++)
    if (strstr (text_of (items, i, "who"), "RY-0061") != NULL)
      {
        g_assert_cmpuint (n, <, json_array_get_length (mine));
        g_assert_cmpstr (text_of (items, i, "key"), ==, text_of (mine, n, "key"));
        g_assert_cmpstr (text_of (items, i, "what"), ==, text_of (mine, n, "what"));
        n++;
      }
  g_assert_cmpuint (n, ==, json_array_get_length (mine));
  g_assert_cmpuint (json_array_get_length (items), >, n);
}

static void
test_patrol (void)
{
  g_autoptr (JsonNode) answer =
      cli_json ("patrol", cli_demo (), "--grid", "WG-350703105", "--format", "json", NULL);
  JsonArray *stops = cli_members (answer, "stops");

  g_assert_cmpuint (json_array_get_length (stops), ==,
                    8); /* of 34; patrols of the month saw the others */
  g_assert_nonnull (
      strstr (json_object_get_string_member (json_node_get_object (answer), "rule"), "1.4 times"));
}

static void
test_assign (void)
{
  g_autofree char *path = cli_demo_copy ("assign.gpkg");
  g_autofree char *judged =
      cli_ok ("case", "list", path, "--state", "judged", "--format", "csv", NULL);
  g_auto (GStrv) lines = g_strsplit (judged, "\n", 4);
  g_auto (GStrv) first = g_strsplit (lines[1], ",", 2);
  g_auto (GStrv) second = g_strsplit (lines[2], ",", 2);
  g_auto (CliRun) partly = cli_run (
      "case", "assign", path, first[0], second[0], "AJ-2026-0199", "lead_unit=DW-03",
      "responsible_unit=DW-20", "responsible_person=RY-0069", "supervising_unit=DW-04", "goal=g",
      "measure=m", "deadline=2026-12-10", "rect_class=immediate", "--as", "RY-0061", NULL);
  g_auto (CliRun) again = cli_run ("case", "assign", path, first[0], "goal=g", NULL);
  g_auto (CliRun) none = cli_run ("case", "assign", path, "goal=g", "measure=m", NULL);

  g_assert_cmpint (partly.status, ==, 3);
  g_assert_nonnull (strstr (partly.out, "no move"));
  g_assert_nonnull (strstr (partly.out, "Assigned: 2"));
  g_assert_cmpint (again.status, ==, 1);
  cli_assert_says (&none, 1, "Name the cases first");
}

static void
test_duplicates (void)
{
  g_autofree char *path = cli_demo_copy ("duplicates.gpkg");
  const char *place = "118.12,27.33";
  g_auto (CliRun) first =
      cli_run ("case", "new", path, "title=Litter", "source=patrol", "medium=solid_waste",
               "found_at=2026-11-20T09:00:00+08:00", "description=x", "--at", place, NULL);
  g_auto (CliRun) second =
      cli_run ("case", "new", path, "title=Litter", "source=patrol", "medium=solid_waste",
               "found_at=2026-11-20T09:00:00+08:00", "description=x", "--at", place, NULL);
  g_autofree char *found =
      cli_ok ("case", "duplicates", path, g_strstrip (second.out), "--format", "csv", NULL);

  g_assert_cmpint (first.status, ==, 0);
  g_assert_null (strstr (first.err, "the same"));
  g_assert_nonnull (strstr (second.err, "may be the same"));
  g_assert_nonnull (strstr (found, strchr (g_strstrip (first.out), ':') + 1));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/inbox/list/late-first", test_inbox);
  g_test_add_func ("/cli/inbox/list/nobody", test_nobody);
  g_test_add_func ("/cli/inbox/list/views", test_views);
  g_test_add_func ("/cli/inbox/list/everybody", test_everybody);
  g_test_add_func ("/cli/inbox/patrol/stops", test_patrol);
  g_test_add_func ("/cli/inbox/case/assign", test_assign);
  g_test_add_func ("/cli/inbox/case/duplicates", test_duplicates);
  status = g_test_run ();
  cli_clean ();

  return status;
}
