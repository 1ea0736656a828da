/* test-tally.c: the table of tallies, and how numbers are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-catalog.h"
#include "suy-duty.h"
#include "suy-error.h"
#include "suy-tally.h"

/* Numbers that the documents give. */
static void
test_format (void)
{
  static const struct
  {
    SuyTallyKind kind;
    gint64 part, whole;
    const char *text;
  } rows[] = {
    { SUY_TALLY_PERCENT, 1438, 1511, "95.17 %" }, /* 003 2023(五)二 */
    { SUY_TALLY_REST, 1438, 1511, "73" },
    { SUY_TALLY_PERCENT, 131, 178, "73.60 %" }, /* 002-4 */
    { SUY_TALLY_QUOTIENT, 596, 662, "0.90" },   /* 003 */
    { SUY_TALLY_QUOTIENT, 626, 69, "9.07" },    /* 003 2023(二)3(2)三 */
    { SUY_TALLY_PERCENT, 5, 0, "" },
    { SUY_TALLY_QUOTIENT, 5, 0, "" },
    { SUY_TALLY_PERCENT, 0, 7, "0.00 %" },
    { SUY_TALLY_COUNT, 1511, 0, "1511" },
    { SUY_TALLY_DAYS, 36, 0, "36" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = suy_tally_format (rows[i].kind, rows[i].part, rows[i].whole);

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
check_row (SuyCatalog *catalog, const SuyTallyRow *tally)
{
  const SuyRegister *reg = suy_catalog_find (catalog, tally->reg);
  const SuyRegister *of = tally->of == NULL ? NULL : suy_catalog_find (catalog, tally->of);
  const SuyField *link;

  g_test_message ("%s %s", tally->reg, tally->name);
  g_assert_nonnull (reg);
  g_assert_true (tally->of == NULL || of != NULL);
  if (tally->kind != SUY_TALLY_LOOK_BACK)
    find (tally->kind == SUY_TALLY_UNCOVERED ? of : reg, tally->field);
  find (tally->kind == SUY_TALLY_UNCOVERED ? of : reg, tally->until);
  if (of == NULL)
    return;
  link = tally->without == NULL ? find (of, tally->link)
                                : find (suy_catalog_find (catalog, tally->without), tally->link);
  g_assert_true (link == NULL || g_str_equal (link->target, tally->reg));
  find (of, tally->distinct);
  find (of, tally->sum);
  for (guint i = 0; i < tally->when->len; i++)
    {
      const SuyDutyTest *condition = &g_array_index (tally->when, SuyDutyTest, i);
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
  g_autoptr (SuyTallies) tallies = suy_tallies_new_builtin (&error);
  const GPtrArray *all = tallies == NULL ? NULL : suy_tallies_get_all (tallies);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, >, 30);
  for (guint i = 0; i < all->len; i++)
    check_row (catalog, all->pdata[i]);
  g_assert_true (suy_tallies_is_tree (tallies, "campaign"));
  g_assert_false (suy_tallies_is_tree (tallies, "unit"));
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
          "{\"source\": \"S\", \"trees\": [], \"tallies\": [{\"register\": \"a\", \"name\": \"n\", "
          "\"en\": \"E\", \"zh\": \"Z\", \"source\": \"S\", %s}]}",
          texts[i][0]);

      g_assert_null (suy_tallies_new_from_text ("t.json", text, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, texts[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/tally/format", test_format);
  g_test_add_func ("/rules/tally/names", test_names);
  g_test_add_func ("/rules/tally/refused", test_refused);

  return g_test_run ();
}
