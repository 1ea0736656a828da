/* test-xlsx.c: texts of cells, and the limits of what our workbooks hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole workbooks are read back in test-export.c and, with hostile text, in tests/workspace. */

#include <glib/gstdio.h>
#include <string.h>

#include "io-fixture.h"
#include "suy-error.h"
#include "suy-xlsx-text.h"
#include "suy-xlsx-writer.h"

/* By the standard: text, and how it stands in the XML. */
static void
test_escapes (void)
{
  static const char *const known[][2] = {
    { "甲", "甲" },
    { "a\x01z", "a_x0001_z" },
    { "\r\n\t", "_x000D_\n\t" },
    { "_x0041_", "_x005F_x0041_" },
    { "_x005F_x0041_", "_x005F_x005F_x005F_x0041_" },
    { "_x004_", "_x004_" },
    { "_xD800_", "_x005F_xD800_" },
    { "\xef\xbf\xbe", "_xFFFE_" },
    { "<&>\"", "&lt;&amp;&gt;&quot;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (GString) xml = g_string_new (NULL);

      suy_xlsx_text_append (xml, known[i][0]);
      g_assert_cmpstr (xml->str, ==, known[i][1]);
      if (strchr (xml->str, '&') == NULL)
        {
          g_autofree char *text = suy_xlsx_text_decode (xml->str);

          g_assert_cmpstr (text, ==, known[i][0]);
        }
    }
}

/* What is no character stays as it stands. */
static void
test_decode (void)
{
  static const char *const known[][2] = {
    { "_x000a_", "\n" },      { "_xD83D__xDE00_", "_xD83D__xDE00_" },
    { "_x0000_", "_x0000_" }, { "_x00", "_x00" },
    { "__x0041__", "_A_" },   { "_X0041_", "_X0041_" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *text = suy_xlsx_text_decode (known[i][0]);

      g_assert_cmpstr (text, ==, known[i][1]);
    }
}

static char *
make_random (void)
{
  static const char *const pieces[] = { "_",  "x", "0041", "_x", "_x0041_", "_x005F_",
                                        "\r", "F", "005F", "甲", "\x02",    "_x00" };
  GString *text = g_string_new (NULL);
  guint n = (guint) g_test_rand_int_range (0, 12);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static guint
get_cases (void)
{
  const char *cases = g_getenv ("SUY_CASES");

  return cases == NULL ? 5000 : (guint) g_ascii_strtoull (cases, NULL, 10);
}

static void
test_random (void)
{
  for (guint i = 0; i < get_cases (); i++)
    {
      g_autofree char *text = make_random ();
      g_autoptr (GString) xml = g_string_new (NULL);
      g_autofree char *back = NULL;

      suy_xlsx_text_append (xml, text);
      back = suy_xlsx_text_decode (xml->str);
      g_assert_cmpstr (back, ==, text);
    }
}

/* A cell of 32,767 UTF-16 units is written, one of 32,768 is refused, whatever the bytes. */
static void
test_length (void)
{
  static const SuyXlsxColumn column = { "文", 0, TRUE };
  g_autofree char *path = write_file ("long.xlsx", "", 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyXlsxWriter) writer = suy_xlsx_writer_new (path, "表", &column, 1, &error);
  g_autoptr (GString) text = g_string_new ("a");

  g_assert_no_error (error);
  while (suy_xlsx_text_count_units (text->str) < SUY_XLSX_MAX_UNITS)
    g_string_append (text, "\xf0\x9f\x98\x80");
  g_assert_cmpuint (suy_xlsx_text_count_units (text->str), ==, SUY_XLSX_MAX_UNITS);
  g_assert_true (suy_xlsx_writer_begin_row (writer, &error));
  g_assert_true (suy_xlsx_writer_add_text (writer, text->str, &error));
  g_string_append_c (text, 'b');
  g_assert_true (suy_xlsx_writer_begin_row (writer, &error));
  g_assert_false (suy_xlsx_writer_add_text (writer, text->str, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_LIMIT);
}

/* Dates are dates from the day on that all spreadsheets agree about. */
static void
test_dates (void)
{
  static const SuyXlsxColumn columns[] = { { "名称" }, { "日期" } };
  static const char *const dates[][2] = {
    { "2026-11-20", "2026/11/20" }, { "1900-03-01", "1900/03/01" },
    { "1900-02-28", "1900-02-28" }, { "不详", "不详" },
    { "2024-02-29", "2024/02/29" },
  };
  g_autofree char *path = write_file ("dates.xlsx", "", 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyXlsxWriter) writer = suy_xlsx_writer_new (path, "表", columns, 2, &error);
  g_autoptr (SuySource) source = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_assert_true (suy_xlsx_writer_begin_row (writer, &error));
      g_assert_true (suy_xlsx_writer_add_text (writer, "甲", &error));
      g_assert_true (suy_xlsx_writer_add_date (writer, dates[i][0], &error));
    }
  g_assert_true (suy_xlsx_writer_finish (writer, &error));
  source = open_source (path, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      const char *cells[2];

      suy_source_get_row (source, i, cells);
      g_assert_cmpstr (cells[1], ==, dates[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/xlsx/text/escapes", test_escapes);
  g_test_add_func ("/io/xlsx/text/decode", test_decode);
  g_test_add_func ("/io/xlsx/text/random", test_random);
  g_test_add_func ("/io/xlsx/text/length", test_length);
  g_test_add_func ("/io/xlsx/dates", test_dates);

  return g_test_run ();
}
