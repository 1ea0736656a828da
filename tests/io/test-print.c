/* test-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands on the pages is read back by pdftotext where it is there; the pages are counted by
 * ourselves in any case. */

#include <glib/gstdio.h>
#include <string.h>

#include "suy-error.h"
#include "suy-print.h"

static char *folder;

static char *
path_in (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static guint
write_print (SuyPrint *print, const char *path)
{
  g_autoptr (GError) error = NULL;
  guint n_pages = 0;

  suy_print_write (print, path, &n_pages, &error);
  g_assert_no_error (error);

  return n_pages;
}

/* (nullable): without the program there is nothing to read with. */
static char *
read_text (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *const words[] = { "pdftotext", "-raw", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status;

  if (program == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return text;
}

/* Lines are broken where the page wants it. */
static char *
without_space (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    n++;

  return n;
}

static SuyPrint *
begin_list (SuyPaper paper)
{
  static const double weights[] = { 1, 4, 4 };
  SuyPrint *print = suy_print_new (paper, TRUE, "整改台账");

  suy_print_set_note (print, "示意数据");
  suy_print_begin_table (print, weights, G_N_ELEMENTS (weights));
  suy_print_begin_row (print, 0, TRUE);
  suy_print_add_cell (print, "序号", 1, SUY_PRINT_LABEL);
  suy_print_add_cell (print, "问题表头", 1, SUY_PRINT_LABEL);
  suy_print_add_cell (print, "灯色", 1, SUY_PRINT_LABEL);

  return print;
}

static void
add_row (SuyPrint *print, guint i, const char *text)
{
  static const char *const lamps[] = { "green", "yellow", "yellow2", "red" };
  g_autofree char *number = g_strdup_printf ("R%05uR", i);

  suy_print_begin_row (print, 0, FALSE);
  suy_print_add_cell (print, number, 1, SUY_PRINT_PLAIN);
  suy_print_add_cell (print, text, 1, SUY_PRINT_PLAIN);
  suy_print_add_lamp (print, lamps[i % 4], "灯", 1, SUY_PRINT_PLAIN);
}

static void
check_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpmem (bytes, 5, "%PDF-", 5);
  g_assert_nonnull (g_strstr_len (bytes + size - 16, 16, "%%EOF"));
}

/* Every row stands on exactly one page, and the head on all. */
static void
test_rows (void)
{
  g_autofree char *path = path_in ("rows.pdf");
  g_autoptr (SuyPrint) print = begin_list (SUY_PAPER_A4);
  g_autofree char *text = NULL;
  guint n_pages;

  for (guint i = 0; i < 300; i++)
    add_row (print, i,
             i % 7 == 0 ? "莒口镇污水处理设施停运\n第二行\n第三行" : "莒口镇污水处理设施停运");
  n_pages = write_print (print, path);
  check_file (path);
  g_assert_cmpuint (n_pages, >=, 300 * 3 / 40 / 3);
  text = read_text (path);
  if (text == NULL)
    return;
  g_assert_cmpuint (count (text, "\f"), ==, n_pages);
  g_assert_cmpuint (count (text, "问题表头"), ==, n_pages);
  g_assert_cmpuint (count (text, "示意数据"), ==, n_pages);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *number = g_strdup_printf ("R%05uR", i);

      g_assert_cmpuint (count (text, number), ==, 1);
    }
}

/* A cell longer than several pages: each of its numbered words is there once, in order. */
static void
test_long (void)
{
  g_autofree char *path = path_in ("long.pdf");
  g_autoptr (SuyPrint) print = begin_list (SUY_PAPER_A4);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autofree char *text = NULL, *whole = NULL;
  const char *at;
  guint n_pages;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (cell, "第%u条措施，\n", i);
  add_row (print, 1, "短");
  add_row (print, 2, cell->str);
  add_row (print, 3, "短");
  n_pages = write_print (print, path);
  g_assert_cmpuint (n_pages, >, 3);
  text = read_text (path);
  if (text == NULL)
    return;
  whole = without_space (text);
  at = whole;
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *word = g_strdup_printf ("第%u条措施", i);

      g_assert_cmpuint (count (whole, word), ==, 1);
      at = strstr (at, word);
      g_assert_nonnull (at);
    }
  g_assert_cmpuint (count (text, "问题表头"), ==, n_pages);
}

/* What people paste: nothing of it stops the page. */
static void
test_hostile (void)
{
  static const char *const texts[] = {
    "=1+1",   "\x01\x02",     "\xe2\x80\xae反向", "\xf0\x9f\x98\x80",
    "\t\r\n", "<b>&amp;</b>", "\xef\xbf\xbf",     ""
  };
  g_autofree char *path = path_in ("hostile.pdf");
  g_autoptr (SuyPrint) print = begin_list (SUY_PAPER_A3);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_row (print, i, texts[i]);
  g_assert_cmpuint (write_print (print, path), ==, 1);
  check_file (path);
}

/* How many points of the first page are not white; -1 without the program that draws it. */
static gint64
count_ink (const char *title)
{
  g_autofree char *program = g_find_program_in_path ("pdftoppm");
  g_autofree char *path = path_in ("ink.pdf"), *stem = path_in ("ink");
  g_autofree char *picture = path_in ("ink.pgm"), *pixels = NULL;
  g_autoptr (SuyPrint) print = suy_print_new (SUY_PAPER_A4, FALSE, title);
  const char *const words[] = { "pdftoppm", "-gray", "-singlefile", "-r", "72", path, stem, NULL };
  gsize size = 0;
  gint64 n = 0;

  write_print (print, path);
  if (program != NULL)
    {
      g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                    NULL);
      g_assert_true (g_file_get_contents (picture, &pixels, &size, NULL));
      for (gsize i = 16; i < size; i++)
        n += (guchar) pixels[i] < 128;
      g_unlink (picture);
    }
  g_unlink (path);

  return program == NULL ? -1 : n;
}

/* A glyph that is lost when cairo embeds parts of a CFF font is there, as every other. */
static void
test_glyphs (void)
{
  gint64 nothing = count_ink ("");

  if (nothing < 0)
    {
      g_test_skip ("pdftoppm is not here");
      return;
    }
  g_assert_cmpint (count_ink ("如"), >, nothing + 20);
  g_assert_cmpint (count_ink ("整"), >, nothing + 20);
}

/* A file that was there stays when the new one can't be written. */
static void
test_failure (void)
{
  g_autoptr (SuyPrint) print = begin_list (SUY_PAPER_A4);
  g_autoptr (GError) error = NULL;

  g_assert_false (suy_print_write (print, "/nonexistent/x.pdf", NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("suy-print-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/io/print/rows", test_rows);
  g_test_add_func ("/io/print/long", test_long);
  g_test_add_func ("/io/print/hostile", test_hostile);
  g_test_add_func ("/io/print/glyphs", test_glyphs);
  g_test_add_func ("/io/print/failure", test_failure);
  status = g_test_run ();
  for (guint i = 0; i < 3; i++)
    {
      static const char *const names[] = { "rows.pdf", "long.pdf", "hostile.pdf" };
      g_autofree char *path = path_in (names[i]);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);

  return status;
}
