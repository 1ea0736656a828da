/* test-figure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-catalog.h"
#include "suy-error.h"
#include "suy-figure.h"

#define HEAD "{\"source\": \"x\", \"figures\": [{\"name\": \"f\", \"en\": \"F\", \"zh\": \"甲\", "
#define TAIL "\"source\": \"y\"}]}"
#define N(...) "{\"en\": \"C\", \"zh\": \"丙\", " __VA_ARGS__ "}"

static SuyFigures *
read_columns (const char *columns, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      HEAD "\"register\": \"r\", \"by\": [\"year\"], \"columns\": [%s], " TAIL, columns);

  return suy_figures_new_from_text ("f.json", text, error);
}

static char *
shown (const SuyFigures *figures, const char *column, const SuyRatio *values)
{
  const SuyFigure *figure = suy_figures_find (figures, "f");

  for (guint i = 0; i < figure->columns->len; i++)
    if (g_str_equal (((const SuyFigureColumn *) figure->columns->pdata[i])->name, column))
      return suy_figure_format (figure->columns->pdata[i], values[i]);
  g_assert_not_reached ();
}

static void
assert_shown (const SuyFigures *figures,
              const char *column,
              const SuyRatio *values,
              const char *want)
{
  g_autofree char *text = shown (figures, column, values);

  g_assert_cmpstr (text, ==, want);
}

/* F-06, F-07, F-10, F-11, F-17, and penalties of 003: each worked example of the documents. */
static void
test_examples (void)
{
  static const struct
  {
    gint64 a, b;
    const char *share, *rest, *quotient, *growth, *fifth;
  } rows[] = {
    { 1438, 1511, "95.17", "-73", "0.95", "-4.83", "288" },
    { 131, 178, "73.60", "-47", "0.74", "-26.40", "27" },
    { 40, 56, "71.43", "-16", "0.71", "-28.57", "8" },
    { 5, 167, "2.99", "-162", "0.03", "-97.01", "1" },
    { 596, 662, "90.03", "-66", "0.90", "-9.97", "120" },
    { 2360, 1748, "135.01", "612", "1.35", "35.01", "472" },
    { 1148, 1282, "89.55", "-134", "0.90", "-10.45", "230" },
    { 11056423, 78, "14174901.28", "11056345", "141749.01", "14174801.28", "2211285" },
    { 137, 137, "100.00", "0", "1", "0.00", "28" },
    { 3, 0, "", "3", "", "", "1" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyFigures)
      figures =
          read_columns (N ("\"name\": \"a\", \"of\": \"count\"") ", " N ("\"name\": \"b\", \"of\": "
                                                                         "\"count\"") ", " N ("\"na"
                                                                                              "me\""
                                                                                              ": "
                                                                                              "\"sh"
                                                                                              "are"
                                                                                              "\", "
                                                                                              "\"of"
                                                                                              "\": "
                                                                                              "\"sh"
                                                                                              "are:"
                                                                                              "a:"
                                                                                              "b\"") ", " N ("\"name\": \"rest\", \"of\": \"rest:a:b\"") ", " N (
                            "\"name\": \"quotient\", \"of\": \"quotient:a:b\"") ", " N ("\"name\": "
                                                                                        "\"growth\""
                                                                                        ", \"of\": "
                                                                                        "\"growth:"
                                                                                        "a\"") ","
                                                                                               " " N ("\"name\": \"fifth\", \"of\": \"least:a:2000\""),
                        &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SuyRatio values[7] = { { rows[i].a, 1 }, { rows[i].b, 1 } }, before[7] = { { rows[i].b, 1 } };

      suy_figure_reckon (suy_figures_find (figures, "f"), values, before, values);
      assert_shown (figures, "share", values, rows[i].share);
      assert_shown (figures, "rest", values, rows[i].rest);
      assert_shown (figures, "quotient", values, rows[i].quotient);
      assert_shown (figures, "growth", values, rows[i].growth);
      assert_shown (figures, "fifth", values, rows[i].fifth);
    }
}

/* F-13 (002-4): 42 petitions, 6 of a half and 6 of a twentieth count as 45.3.  What is left at the
 * end of each year goes on to the next one. */
static void
test_sums (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyFigures) figures =
      read_columns (
          N ("\"name\": \"in\", \"of\": \"sum:weight\"") ", " N ("\"name\": \"out\", \"of\": "
                                                                 "\"count\"") ", " N (
              "\"name\": \"left\", \"of\": \"running:in:out\"") ", " N ("\"name\": \"part\", "
                                                                        "\"of\": \"part:in\""),
          &error);
  SuyRatio first[4] = { { 45300000, 1000000 }, { 40, 1 } }, second[4] = { { 0, 1 }, { 5, 1 } };
  SuyRatio total[4] = { { 90600000, 1000000 } };

  g_assert_no_error (error);
  suy_figure_reckon (suy_figures_find (figures, "f"), first, NULL, total);
  suy_figure_reckon (suy_figures_find (figures, "f"), second, first, total);
  assert_shown (figures, "in", first, "45.3");
  assert_shown (figures, "left", first, "5.3");
  assert_shown (figures, "left", second, "0.3");
  assert_shown (figures, "part", first, "50.00");
  assert_shown (figures, "part", second, "0.00");
}

/* Every fault names the file and the place. */
static void
test_faults (void)
{
  static const struct
  {
    const char *columns, *words;
  } faults[] = {
    { N ("\"name\": \"a\", \"of\": \"counts\""), "nothing that a column can hold" },
    { N ("\"name\": \"a\", \"of\": \"sum\""), "nothing that a column can hold" },
    { N ("\"name\": \"a\", \"of\": \"count:x\""), "nothing that a column can hold" },
    { N ("\"name\": \"a\", \"of\": \"share:a:a\""), "no column before this one" },
    { N ("\"name\": \"a\", \"of\": \"count\"") ", " N ("\"name\": \"b\", \"of\": \"least:a:0\""),
      "no share from 1 to 10000" },
    { N ("\"name\": \"a\", \"of\": \"count\"") ", " N (
          "\"name\": \"b\", \"of\": \"least:a:10001\""),
      "no share from 1 to 10000" },
    { N ("\"name\": \"a\", \"of\": \"points:x=40:y=50\""), "not 100" },
    { N ("\"name\": \"a\", \"of\": \"points:x\""), "field=percent" },
    { N ("\"name\": \"a\", \"of\": \"count\", \"when\": [\"x\"]"), "no condition" },
    { N ("\"name\": \"a\", \"of\": \"count\", \"whence\": [\"x=1\"]"), "whence" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyFigures) figures = read_columns (faults[i].columns, &error);

      g_assert_null (figures);
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "f.json: /figures/0/columns/"));
      g_assert_nonnull (strstr (error->message, faults[i].words));
    }
}

/* ---- the table that ships ---- */

/* "field" or "link.field"; lists and texts may be counted too. */
static const SuyField *
find_field (SuyCatalog *catalog, const SuyRegister *reg, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", 2);
  const SuyField *field = suy_register_find (reg, names[0]);

  if (field == NULL || names[1] == NULL)
    return field;
  g_assert_nonnull (field->target);

  return suy_register_find (suy_catalog_find (catalog, field->target), names[1]);
}

static void
check_field (SuyCatalog *catalog, const SuyFigure *figure, const char *reg, const char *path)
{
  const SuyRegister *found = suy_catalog_find (catalog, reg);

  g_assert_nonnull (found);
  if (find_field (catalog, found, path) == NULL)
    g_error ("%s: there is no %s.%s", figure->name, reg, path);
}

/* A value of a choice that is compared must be one. */
static void
check_tests (SuyCatalog *catalog, const SuyFigure *figure, const char *reg, const GArray *tests)
{
  for (guint i = 0; i < tests->len; i++)
    {
      const SuyDutyTest *test = &g_array_index (tests, SuyDutyTest, i);
      const SuyField *field;

      check_field (catalog, figure, reg, test->field);
      field = find_field (catalog, suy_catalog_find (catalog, reg), test->field);
      for (guint k = 0; field->type == SUY_FIELD_CHOICE && test->values[k] != NULL; k++)
        if (*test->values[k] != '\0' && suy_field_find_choice (field, test->values[k]) == NULL)
          g_error ("%s: %s is no choice of %s", figure->name, test->values[k], test->field);
    }
}

static void
check_column (SuyCatalog *catalog, const SuyFigure *figure, const SuyFigureColumn *column)
{
  const char *reg = column->kind == SUY_FIGURE_ALL ? column->fields[0] : figure->reg;

  check_tests (catalog, figure, reg, column->tests);
  if (column->on != NULL)
    check_field (catalog, figure, figure->reg, column->on);
  for (guint i = 0; suy_figure_is_gathered (column) && column->kind != SUY_FIGURE_ALL &&
                    column->kind != SUY_FIGURE_LINKED && column->fields[i] != NULL;
       i++)
    check_field (catalog, figure, figure->reg, column->fields[i]);
}

static void
test_builtin (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyFigures) figures = suy_figures_new_builtin (&error);
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (&error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  for (guint i = 0; i < suy_figures_get_all (figures)->len; i++)
    {
      const SuyFigure *figure = suy_figures_get_all (figures)->pdata[i];

      g_assert_true (g_hash_table_add (names, figure->name));
      check_tests (catalog, figure, figure->reg, figure->tests);
      if (figure->on != NULL)
        check_field (catalog, figure, figure->reg, figure->on);
      for (guint k = 0; figure->by[k] != NULL; k++)
        if (!suy_figure_is_period (figure->by[k]))
          check_field (catalog, figure, figure->reg, figure->by[k]);
        else
          g_assert_nonnull (figure->on);
      for (guint k = 0; k < figure->columns->len; k++)
        check_column (catalog, figure, figure->columns->pdata[k]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/figure/reckon/examples", test_examples);
  g_test_add_func ("/rules/figure/reckon/sums", test_sums);
  g_test_add_func ("/rules/figure/table/faults", test_faults);
  g_test_add_func ("/rules/figure/table/builtin", test_builtin);

  return g_test_run ();
}
