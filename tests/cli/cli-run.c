/* cli-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static char *directory;

static CliRun
run_words (const char *program, const char *first, va_list args)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CliRun run = { 0 };

  g_ptr_array_add (words, (char *) program);
  for (const char *word = first; word != NULL; word = va_arg (args, const char *))
    g_ptr_array_add (words, (char *) word);
  g_ptr_array_add (words, NULL);

  process =
      g_subprocess_newv ((const char *const *) words->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &run.out, &run.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run.status = g_subprocess_get_exit_status (process);

  return run;
}

CliRun
cli_run (const char *first, ...)
{
  va_list args;
  CliRun run;

  va_start (args, first);
  run = run_words (g_getenv ("SUYUANCTL"), first, args);
  va_end (args);

  return run;
}

void
cli_run_clear (CliRun *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}

CliRun
cli_tool (const char *program, ...)
{
  const char *first;
  va_list args;
  CliRun run;

  va_start (args, program);
  first = va_arg (args, const char *);
  run = run_words (program, first, args);
  va_end (args);

  return run;
}

static char *
take_output (CliRun *run)
{
  if (run->status != 0)
    g_test_message ("%s", run->err);
  g_assert_cmpint (run->status, ==, 0);

  return g_steal_pointer (&run->out);
}

char *
cli_ok (const char *first, ...)
{
  g_auto (CliRun) run = { 0 };
  va_list args;

  va_start (args, first);
  run = run_words (g_getenv ("SUYUANCTL"), first, args);
  va_end (args);

  return take_output (&run);
}

JsonNode *
cli_json (const char *first, ...)
{
  g_auto (CliRun) run = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  va_list args;

  va_start (args, first);
  run = run_words (g_getenv ("SUYUANCTL"), first, args);
  va_end (args);
  text = take_output (&run);
  node = json_from_string (text, &error);
  g_assert_no_error (error);

  return node;
}

char *
cli_path (const char *name)
{
  if (directory == NULL)
    directory = g_dir_make_tmp ("suyuan-cli-XXXXXX", NULL);

  return g_build_filename (directory, name, NULL);
}

char *
cli_copy (const char *from, const char *name)
{
  char *path = cli_path (name);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_chmod (path, 0600);

  return path;
}

const char *
cli_demo (void)
{
  static char *path;

  if (path == NULL)
    path = cli_copy (g_getenv ("SUYUAN_DEMO"), "demo.gpkg");

  return path;
}

char *
cli_demo_copy (const char *name)
{
  return cli_copy (g_getenv ("SUYUAN_DEMO"), name);
}

char *
cli_init (const char *name)
{
  char *path = cli_path (name);
  g_autofree char *out = cli_ok ("init", path, NULL);

  return path;
}

char *
cli_data (const char *folder, const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
}

char *
cli_checksum (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
}

JsonArray *
cli_members (JsonNode *node, const char *name)
{
  return json_object_get_array_member (json_node_get_object (node), name);
}

void
cli_assert_says (const CliRun *run, int status, const char *words)
{
  if (run->status != status || strstr (run->err, words) == NULL)
    g_test_message ("status %d: %s%s", run->status, run->out, run->err);
  g_assert_cmpint (run->status, ==, status);
  g_assert_nonnull (strstr (run->err, words));
}

void
cli_clean (void)
{
  g_autoptr (GDir) dir = directory == NULL ? NULL : g_dir_open (directory, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_chmod (path, 0600);
      g_remove (path);
    }
  if (directory != NULL)
    g_rmdir (directory);
}
