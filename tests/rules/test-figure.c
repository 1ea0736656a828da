/* test-figure.c: the table of figures, and how numbers are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-catalog.h"
#include "suy-condition.h"
#include "suy-error.h"
#include "suy-figure.h"

/* Numbers that the documents give. */
static void
test_format (void)
{
  static const struct
  {
    SuyFigureKind kind;
    gint64 part, whole;
    const char *text;
  } rows[] = {
    { SUY_FIGURE_PERCENT, 1438, 1511, "95.17 %" }, /* 003 2023(五)二 */
    { SUY_FIGURE_REST, 1438, 1511, "73" },
    { SUY_FIGURE_PERCENT, 131, 178, "73.60 %" }, /* 002-4 */
    { SUY_FIGURE_QUOTIENT, 596, 662, "0.90" },   /* 003 */
    { SUY_FIGURE_QUOTIENT, 626, 69, "9.07" },    /* 003 2023(二)3(2)三 */
    { SUY_FIGURE_PERCENT, 5, 0, "" },
    { SUY_FIGURE_QUOTIENT, 5, 0, "" },
    { SUY_FIGURE_PERCENT, 0, 7, "0.00 %" },
    { SUY_FIGURE_COUNT, 1511, 0, "1511" },
    { SUY_FIGURE_DAYS, 36, 0, "36" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = suy_figure_format (rows[i].kind, rows[i].part, rows[i].whole);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static const SuyField *
find (const SuyRegister *reg, const char *name)
{
  const SuyField *field = name == NULL ? NULL : suy_register_find (reg, name);

  if (name != NULL && field == NULL)
    g_error ("%s has no field %s", reg->name, name);

  return field;
}

static const SuyChoice *
find_choice (const SuyField *field, const char *name)
{
  for (guint i = 0; i < field->choices->len; i++)
    if (g_str_equal (((SuyChoice *) field->choices->pdata[i])->name, name))
      return field->choices->pdata[i];

  return NULL;
}

/* Links lead to the register that asks, and every value of a condition is one that can be. */
static void
check_row (SuyCatalog *catalog, const SuyFigure *figure)
{
  const SuyRegister *reg = suy_catalog_find (catalog, figure->reg);
  const SuyRegister *of = figure->of == NULL ? NULL : suy_catalog_find (catalog, figure->of);
  const SuyField *link;

  g_test_message ("%s %s", figure->reg, figure->name);
  g_assert_nonnull (reg);
  g_assert_true (figure->of == NULL || of != NULL);
  if (figure->kind != SUY_FIGURE_LOOK_BACK)
    find (figure->kind == SUY_FIGURE_UNCOVERED ? of : reg, figure->field);
  find (figure->kind == SUY_FIGURE_UNCOVERED ? of : reg, figure->until);
  if (of == NULL)
    return;
  link = figure->without == NULL ? find (of, figure->link)
                                 : find (suy_catalog_find (catalog, figure->without), figure->link);
  g_assert_true (link == NULL || g_str_equal (link->target, figure->reg));
  find (of, figure->distinct);
  find (of, figure->sum);
  for (guint i = 0; i < figure->when->len; i++)
    {
      const SuyCondition *condition = &g_array_index (figure->when, SuyCondition, i);
      const SuyField *field = find (of, condition->field);

      if (field == NULL)
        continue;
      for (guint k = 0; field->type == SUY_FIELD_CHOICE && condition->values[k] != NULL; k++)
        if (*condition->values[k] != '\0')
          {
            if (find_choice (field, condition->values[k]) == NULL)
              g_error ("%s.%s is never “%s”", of->name, field->name, condition->values[k]);
          }
    }
}

static void
test_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (&error);
  g_autoptr (SuyFigures) figures = suy_figures_new_builtin (&error);
  const GPtrArray *all = figures == NULL ? NULL : suy_figures_get_all (figures);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, >, 30);
  for (guint i = 0; i < all->len; i++)
    check_row (catalog, all->pdata[i]);
  g_assert_true (suy_figures_is_tree (figures, "campaign"));
  g_assert_false (suy_figures_is_tree (figures, "unit"));
}

static void
test_refused (void)
{
  static const char *const texts[][2] = {
    { "\"kind\": \"count\", \"of\": \"b\"", "“link” is missing" },
    { "\"kind\": \"count\", \"link\": \"b\"", "“of” belongs" },
    { "\"kind\": \"entries\"", "“field” belongs" },
    { "\"kind\": \"percent\", \"part\": \"x\"", "“part” and “whole” belong" },
    { "\"kind\": \"percent\", \"part\": \"x\", \"whole\": \"y\"", "further up" },
    { "\"kind\": \"inside\", \"of\": \"b\", \"without\": \"c\"", "“without” and “by”" },
    { "\"kind\": \"guess\"", "guess" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf (
          "{\"source\": \"S\", \"trees\": [], \"figures\": [{\"register\": \"a\", \"name\": \"n\", "
          "\"en\": \"E\", \"zh\": \"Z\", \"source\": \"S\", %s}]}",
          texts[i][0]);

      g_assert_null (suy_figures_new_from_text ("t.json", text, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, texts[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/figure/format", test_format);
  g_test_add_func ("/rules/figure/names", test_names);
  g_test_add_func ("/rules/figure/refused", test_refused);

  return g_test_run ();
}
