/* cli-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static char *directory;

static CliRun
run_words (const char *first, va_list args)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CliRun run = { 0 };

  g_ptr_array_add (words, (char *) g_getenv ("SUYUANCTL"));
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
  run = run_words (first, args);
  va_end (args);

  return run;
}

void
cli_run_clear (CliRun *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
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
  run = run_words (first, args);
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
  run = run_words (first, args);
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

const char *
cli_demo (void)
{
  static char *path;

  if (path == NULL)
    {
      g_autofree char *out = NULL;

      path = cli_path ("demo.gpkg");
      out = cli_ok ("demo", path, NULL);
    }

  return path;
}

char *
cli_demo_copy (const char *name)
{
  char *path = cli_path (name);
  g_autoptr (GFile) from = g_file_new_for_path (cli_demo ());
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return path;
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
