/* test-help.c: what suyuanctl says of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

static const char *const commands[] = { "init",   "demo", "info",    "import", "export", "query",
                                        "trace",  "tile", "tiles",   "record", "case",   "ledger",
                                        "search", "undo", "history", "verify" };

static void
test_top (void)
{
  g_autofree char *help = cli_ok ("--help", NULL);
  g_autofree char *version = cli_ok ("--version", NULL);
  g_auto (CliRun) bare = cli_run (NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_nonnull (strstr (help, commands[i]));
  g_assert_true (g_str_has_prefix (version, "suyuanctl "));
  g_assert_cmpint (bare.status, ==, 2);
}

/* Each command names its words and options, also after its sub-verb, and reads no workspace. */
static void
test_each (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *help = cli_ok (commands[i], "--help", NULL);
      g_autofree char *usage = g_strdup_printf ("suyuanctl %s", commands[i]);

      g_assert_nonnull (strstr (help, usage));
      g_assert_nonnull (strstr (help, "WORKSPACE"));
      g_assert_nonnull (strstr (help, "--format"));
    }
}

static void
test_verbs (void)
{
  const char *const rows[][3] = {
    { "query", "buffer", "--radius" }, { "query", "nearest", "--count" },
    { "trace", "path", "--to" },       { "record", "list", "--filter" },
    { "case", "move", "--note" },      { "ledger", "list", "--state" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *help = cli_ok (rows[i][0], rows[i][1], "--help", NULL);

      g_assert_nonnull (strstr (help, rows[i][1]));
      g_assert_nonnull (strstr (help, rows[i][2]));
    }
}

static void
test_unknown_option (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (CliRun) run = cli_run (commands[i], "x.gpkg", "--no-such-option", NULL);

      cli_assert_says (&run, 2, "--no-such-option");
    }
}

/* A server or a script has no screen: the command line needs no window library.  GDAL comes when an
 * export needs it. */
static void
test_no_gtk (void)
{
  g_auto (CliRun) run = cli_tool ("ldd", g_getenv ("SUYUANCTL"), NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "libglib-2.0"));
  g_assert_null (strstr (run.out, "gtk"));
  g_assert_null (strstr (run.out, "libshumate"));
  g_assert_null (strstr (run.out, "libgdal"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/help/top", test_top);
  g_test_add_func ("/cli/help/each", test_each);
  g_test_add_func ("/cli/help/verbs", test_verbs);
  g_test_add_func ("/cli/help/unknown-option", test_unknown_option);
  g_test_add_func ("/cli/help/no-gtk", test_no_gtk);

  return g_test_run ();
}
