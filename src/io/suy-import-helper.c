/* suy-import-helper.c: the program suyuan-import-helper: reads one file from outside, locked in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-reader.h"
#include "suy-sandbox.h"

typedef struct
{
  SuyReaderOptions reader;
  int header_row;
  int memory_mb;
  int cpu_s;
  gboolean self_test;
  GStrv files;
} Options;

/* Files that belong to the input: a Shapefile is several, a GeoPackage may have a journal. */
static GStrv
list_readable (const char *path)
{
  static const char *const sidecars[] = { "dbf", "DBF", "shx", "SHX", "prj", "PRJ", "cpg", "CPG" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize length = strlen (path);
  g_autofree char *stem = g_strndup (path, length > 3 ? length - 3 : 0);

  g_strv_builder_add (builder, path);
  for (gsize i = 0; i < G_N_ELEMENTS (sidecars); i++)
    {
      g_autofree char *name = g_strconcat (stem, sidecars[i], NULL);

      g_strv_builder_add (builder, name);
    }

  return g_strv_builder_end (builder);
}

static gboolean
enter_sandbox (const Options *options, const char *path, SuySandboxLayers *layers, GError **error)
{
  g_auto (GStrv) readable = list_readable (path);

  return suy_sandbox_enter ((const char *const *) readable, (guint64) options->memory_mb << 20,
                            (guint) options->cpu_s, layers, error);
}

static int
run_self_test (const Options *options, const char *directory)
{
  g_autoptr (GPtrArray) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  SuySandboxLayers layers;

  if (!enter_sandbox (options, directory, &layers, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  done = suy_sandbox_try_harm (directory);
  names = suy_sandbox_describe (layers);
  for (guint i = 0; i < done->len; i++)
    g_print ("can %s\n", (char *) g_ptr_array_index (done, i));
  if (done->len == 0)
    g_print ("sound: %s\n", names);
  fflush (stdout);

  return done->len == 0 ? 0 : 1;
}

static int
read_file (Options *options, const char *path)
{
  g_autoptr (SuyFrameWriter) writer = suy_frame_writer_new (STDOUT_FILENO);
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  SuySandboxLayers layers;
  gboolean done = enter_sandbox (options, path, &layers, &error);

  if (done)
    {
      names = suy_sandbox_describe (layers);
      options->reader.path = path;
      options->reader.sandbox = names;
      options->reader.header_row = (guint) options->header_row;
      done = suy_reader_run (&options->reader, writer, &error);
    }
  if (!done)
    {
      guint code = error->domain == SUY_ERROR ? (guint) error->code : SUY_ERROR_IO;
      g_autofree char *message = g_utf8_make_valid (error->message, -1);

      suy_frame_writer_send (writer, SUY_FRAME_FAILURE,
                             g_variant_new (SUY_FRAME_FAILURE_TYPE, code, message), NULL);
    }

  return done ? 0 : 1;
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_STRING, &options->reader.layer, "Layer or sheet", "NAME" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &options->reader.encoding, "Of the text", "NAME" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &options->reader.where, "Filter on columns", "EXPR" },
    { "header-row", 0, 0, G_OPTION_ARG_INT, &options->header_row, "Row of the headings", "N" },
    { "memory-mb", 0, 0, G_OPTION_ARG_INT, &options->memory_mb, "Address space", "N" },
    { "cpu-s", 0, 0, G_OPTION_ARG_INT, &options->cpu_s, "Processor time", "N" },
    { "self-test", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options->self_test, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL, "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "Reads one file for Suyuan, which starts this by itself.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->files == NULL || g_strv_length (options->files) != 1 || options->memory_mb < 64 ||
      options->cpu_s < 1 || options->header_row < 0)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           "Name one file and limits that are large enough");
      return FALSE;
    }

  return TRUE;
}

/* Leaves by _exit(): nothing that a file from outside left in memory runs any more. */
int
main (int argc, char *argv[])
{
  Options options = { .memory_mb = 1024, .cpu_s = 10 };
  g_autoptr (GError) error = NULL;
  int status = 2;

  setlocale (LC_ALL, "");
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (!parse_options (&options, &argc, &argv, &error))
    g_printerr ("%s\n", error->message);
  else if (options.self_test)
    status = run_self_test (&options, options.files[0]);
  else
    status = read_file (&options, options.files[0]);

  _exit (status);
}
