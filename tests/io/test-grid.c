/* test-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "suy-csv.h"
#include "suy-error.h"
#include "suy-grid.h"

typedef struct
{
  const char *text;
  guint header_row, n_header_rows, n_records, n_notes;
  const char *names; /* with | between */
} GridCase;

static const GridCase cases[] = {
  { "a,b\n1,2\n", 1, 1, 1, 0, "a|b" },
  /* A title, and what was reported by whom: they fill less than half. */
  { "台账,,,\n单位：某局,,,\na,b,c,d\n1,2,3,4\n", 3, 1, 1, 0, "a|b|c|d" },
  /* Merged headings: groups over columns, single ones over two rows. */
  { "a,g,,b\n,x,y,\n1,2,3,4\n", 1, 2, 1, 0, "a|g/x|g/y|b" },
  /* The row below is a record: it fills what no merged heading left open. */
  { "a,g,,b\n甲,x,y,\n", 1, 1, 1, 0, "a|g|Column 3|b" },
  { "a,g,,b\n,x,,\n1,2,3,4\n", 1, 1, 2, 0, "a|g|Column 3|b" },
  /* Remarks and totals are no records; a record with one cell in the middle is one. */
  { "a,b,c\n1,2,3\n9,,\n4,5,6\n合计,7,9\n,,\n注：略,,\n", 1, 1, 3, 2, "a|b|c" },
  /* Two columns: a remark can't be told from a record. */
  { "a,b\n1,2\n3,\n", 1, 1, 2, 0, "a|b" },
  { "a,a,a\n1,2,3\n", 1, 1, 1, 0, "a|a (2)|a (3)" },
  { "\" a\n b \",c\n1,2\n", 1, 1, 1, 0, "a b|c" },
  { "a,b\n5s,10s\nx,y\n", 1, 1, 1, 0, "a|b" },
  { "a,b\nx,y\n5s,10s\n", 1, 1, 2, 0, "a|b" },
  /* A heading may be a year, as long as half of them are words. */
  { "镇,2023,2024,合\n甲,1,2,3\n", 1, 1, 1, 0, "镇|2023|2024|合" },
  { "# remark\n# 1,2,3\na,b\n1,2\n", 3, 1, 1, 0, "a|b" },
  { "sep=;\na;b\n1;2\n", 2, 1, 1, 0, "a|b" },
};

static void
test_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyGrid) grid = suy_csv_parse (g_strdup (cases[i].text), &error);
      g_autoptr (SuyGridTable) table = suy_grid_find_table (grid, 0, &error);
      g_autofree char *names = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_ptr_array_add (table->names, NULL);
      names = g_strjoinv ("|", (char **) table->names->pdata);
      g_assert_cmpstr (names, ==, cases[i].names);
      g_assert_cmpuint (table->header_row, ==, cases[i].header_row);
      g_assert_cmpuint (table->n_header_rows, ==, cases[i].n_header_rows);
      g_assert_cmpuint (table->records->len, ==, cases[i].n_records);
      g_assert_cmpuint (table->notes->len, ==, cases[i].n_notes);
    }
}

static void
test_none (void)
{
  static const char *const texts[] = { "", "\n\n", "1,2\n3,4\n", "2024-01-01,1\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyGrid) grid = suy_csv_parse (g_strdup (texts[i]), &error);

      g_assert_no_error (error);
      g_assert_null (suy_grid_find_table (grid, 0, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

/* Any cells, written and read again, are the same; their number is kept. */
static void
test_round_trip (void)
{
  static const char *const pieces[] = { "a",    "甲", "\"", ",", ";", "\n",
                                        "\r\n", "\t", "'",  "#", " x" };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) text = g_string_new ("h1,h2,h3\n");
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (SuyGrid) grid = NULL;

      for (guint i = 0; i < 30; i++)
        {
          g_autoptr (GString) cell = g_string_new ("z");

          for (int k = g_test_rand_int_range (0, 5); k > 0; k--)
            g_string_append (cell,
                             pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);
          suy_csv_append (text, cell->str);
          g_string_append_c (text, i % 3 == 2 ? '\n' : ',');
          g_ptr_array_add (cells, g_strdup (cell->str));
        }
      grid = suy_csv_parse (g_strdup (text->str), NULL);
      g_assert_nonnull (grid);
      g_assert_cmpuint (suy_grid_get_n_rows (grid), ==, 11);
      for (guint i = 0; i < 30; i++)
        g_assert_cmpstr (suy_grid_get_cell (grid, 1 + i / 3, i % 3), ==,
                         g_ptr_array_index (cells, i));
    }
}

/* Cells are made where they stand in the text: what is behind a quote, and each way a row ends. */
static void
test_places (void)
{
  static const struct
  {
    const char *text, *cells; /* with | between cells, / between rows, - for an empty cell */
  } texts[] = {
    { "\"a\"b,\"\"\"\"\r\n5\",x\ry", "ab|\"/5\"|x/y" },
    { "\"a\r\nb\"\"\",c\n\n,\n \t,z", "a\r\nb\"|c/-/-|-/-|z" },
    { "\"\",\"a\"", "-|a" },
    { "sep=\"\na\"b\n", "a|b" },
    { "a,b\r\n", "a|b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SuyGrid) grid = suy_csv_parse (g_strdup (texts[i].text), NULL);
      g_autoptr (GString) said = g_string_new (NULL);

      for (guint32 row = 0; row < suy_grid_get_n_rows (grid); row++)
        for (guint k = 0; k < suy_grid_get_n_cells (grid, row); k++)
          {
            const char *cell = suy_grid_get_cell (grid, row, k);

            g_string_append (said, row + k == 0 ? "" : k == 0 ? "/" : "|");
            g_string_append (said, cell == NULL ? "-" : cell);
          }
      g_assert_cmpstr (said->str, ==, texts[i].cells);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/io/grid/tables", test_tables);
  g_test_add_func ("/io/grid/none", test_none);
  g_test_add_func ("/io/grid/round-trip", test_round_trip);

  g_test_add_func ("/io/grid/places", test_places);

  return g_test_run ();
}
