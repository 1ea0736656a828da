/* suy-import-helper.c: the program suyuan-import-helper: reads one file or picture from outside,
 * locked in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-picture-pixels.h"
#include "suy-picture.h"
#include "suy-reader.h"
#include "suy-sandbox.h"

typedef struct
{
  SuyReaderOptions reader;
  int header_row;
  int memory_mb;
  int cpu_s;
  int picture; /* the longer side of a picture that comes by the standard input; 0: a file */
  gboolean self_test;
  GStrv files;
} Options;

/* Files that belong to the input: a Shapefile is several, a GeoPackage may have a journal; @path
 * "": none. */
static GStrv
list_readable (const char *path)
{
  static const char *const sidecars[] = { "dbf", "DBF", "shx", "SHX", "prj", "PRJ", "cpg", "CPG" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize length = strlen (path);
  g_autofree char *stem = g_strndup (path, length > 3 ? length - 3 : 0);

  if (path[0] == '\0')
    return g_strv_builder_end (builder);
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

static void
send_failure (SuyFrameWriter *writer, const GError *error)
{
  guint code = error->domain == SUY_ERROR ? (guint) error->code : SUY_ERROR_IO;
  g_autofree char *message = g_utf8_make_valid (error->message, -1);

  suy_frame_writer_send (writer, SUY_FRAME_FAILURE,
                         g_variant_new (SUY_FRAME_FAILURE_TYPE, code, message), NULL);
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
    send_failure (writer, error);

  return done ? 0 : 1;
}

/* ---- a picture ---- */

/* The standard input, which the parent made of memory and sealed; NULL with @error set. */
static const guint8 *
map_input (gsize *size, GError **error)
{
  struct stat status;
  const guint8 *bytes = MAP_FAILED;

  if (fstat (STDIN_FILENO, &status) == 0 && status.st_size > 0 &&
      status.st_size <= SUY_PICTURE_MAX_BYTES)
    {
      *size = (gsize) status.st_size;
      bytes = mmap (NULL, *size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    }
  if (bytes != MAP_FAILED)
    return bytes;

  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_IO, "There is no picture at standard input");

  return NULL;
}

/* Pixels that can't be read are told beside what the rest of the file says. */
static GVariant *
describe_picture (const Options *options, const char *sandbox, GError **error)
{
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *trouble = NULL;
  SuyPictureScan scan;
  guint width = 0, height = 0;
  gsize size;
  const guint8 *bytes = map_input (&size, error);
  GVariant *small;

  if (bytes == NULL)
    return NULL;
  if (!suy_picture_scan (bytes, size, &scan))
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_FOREIGN, "This is no picture");
      return NULL;
    }

  pixels = suy_picture_make_small (bytes, size, &scan, (guint) options->picture, &width, &height,
                                   &problem);
  trouble = problem == NULL ? g_strdup ("") : g_utf8_make_valid (problem->message, -1);
  if (pixels == NULL)
    pixels = g_bytes_new (NULL, 0);
  small = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, pixels, TRUE);

  return g_variant_new ("(uuuubbuxbddsuu@ayss)", scan.type, scan.width, scan.height,
                        scan.exif.orientation, scan.has_exif, scan.exif.damaged, scan.exif.time,
                        scan.exif.taken, scan.exif.has_place, scan.exif.lon, scan.exif.lat,
                        scan.exif.datum, width, height, small, trouble, sandbox);
}

static int
read_picture (const Options *options)
{
  g_autoptr (SuyFrameWriter) writer = suy_frame_writer_new (STDOUT_FILENO);
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  SuySandboxLayers layers;
  GVariant *answer = NULL;

  if (enter_sandbox (options, "", &layers, &error))
    {
      names = suy_sandbox_describe (layers);
      answer = describe_picture (options, names, &error);
    }
  if (answer == NULL)
    send_failure (writer, error);
  else if (!suy_frame_writer_send (writer, SUY_FRAME_PICTURE, answer, &error))
    return 1;

  return answer == NULL ? 1 : 0;
}

static gboolean
are_sound (const Options *options)
{
  guint n = options->files == NULL ? 0 : g_strv_length (options->files);

  return n == (options->picture > 0 ? 0 : 1) && options->picture >= 0 &&
         options->picture <= SUY_PICTURE_MAX_PX && options->memory_mb >= 64 &&
         options->cpu_s >= 1 && options->header_row >= 0;
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
    { "picture", 0, 0, G_OPTION_ARG_INT, &options->picture, "Picture at standard input", "PX" },
    { "self-test", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options->self_test, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL, "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "Reads one file for Suyuan, which starts this by itself.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (!are_sound (options))
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
  else if (options.picture > 0)
    status = read_picture (&options);
  else if (options.self_test)
    status = run_self_test (&options, options.files[0]);
  else
    status = read_file (&options, options.files[0]);

  _exit (status);
}
