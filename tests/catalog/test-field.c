/* test-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "suy-catalog.h"
#include "suy-error.h"

typedef struct
{
  SuyCatalog *catalog;
  const SuyRegister *site;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "catalog", NULL);
  g_autoptr (GError) error = NULL;

  f->catalog = suy_catalog_new_from_directory (path, &error);
  g_assert_no_error (error);
  f->site = suy_catalog_find (f->catalog, "site");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  suy_catalog_unref (f->catalog);
}

/* What a cell gives, as it is stored; NULL: refused with a message that holds @wrong. */
typedef struct
{
  const char *field, *text, *stored, *wrong;
} Case;

static const Case cases[] = {
  { "name", " 建阳（福建）竹业 ", "建阳（福建）竹业", NULL },
  { "name", "　 \t", "", NULL },
  { "code", "ＡＪ－２０２６－００７", "AJ-2026-007", NULL },
  { "cod", "１２．５", "12.5", NULL },
  { "cod", "12.5 mg/L", "12.5", NULL },
  { "cod", "1,000", "1000", NULL },
  { "cod", "1e2", "100", NULL },
  { "cod", "-0", "0", NULL },
  { "cod", ".5", "0.5", NULL },
  { "cod", ".", NULL, "is not a number" },
  { "cod", "0", "0", NULL },
  { "cod", "-0.001", NULL, "-0.001 lies below the least value, 0" },
  { "cod", "1000.1", NULL, "1000.1 lies above the greatest value, 1000" },
  { "cod", "1,00", NULL, "is not a number" },
  { "cod", "10 00", NULL, "is not a number" },
  { "cod", "<0.01", NULL, "is not a number" },
  { "cod", "12.5 µg/L", NULL, "is not a number" },
  { "cod", "nan", NULL, "is not a number" },
  { "cod", "1e999", NULL, "too large" },
  { "cod", "mg/L", NULL, "is not a number" },
  { "staff", "１，２３４人", "1234", NULL },
  { "staff", "12.0", "12", NULL },
  { "staff", "1", "1", NULL },
  { "staff", "0", NULL, "0 lies below the least value, 1" },
  { "staff", "20000", "20000", NULL },
  { "staff", "20001", NULL, "lies above" },
  { "staff", "12.5", NULL, "is not a whole number" },
  { "staff", "1e3", NULL, "is not a whole number" },
  { "money", "−12 345", "-12345", NULL },
  { "money", "9223372036854775807", "9223372036854775807", NULL },
  { "money", "9223372036854775808", NULL, "too large" },
  { "money", "1,2345", NULL, "is not a number" },
  { "open", "是", "1", NULL },
  { "open", "有", "1", NULL },
  { "open", "TRUE", "1", NULL },
  { "open", "１", "1", NULL },
  { "open", "√", "1", NULL },
  { "open", "否", "0", NULL },
  { "open", "无", "0", NULL },
  { "open", "false", "0", NULL },
  { "open", "0", "0", NULL },
  { "open", "×", "0", NULL },
  { "open", "2", NULL, "neither yes nor no" },
  { "since", "2026年3月1日", "2026-03-01", NULL },
  { "since", "2026年3月", NULL, "lacks the day" },
  { "since", "2026-06-31", NULL, "days 1 to 30" },
  { "seen", "2026/11/20 10:00", "2026-11-20T02:00:00.000Z", NULL },
  { "seen", "十点", NULL, "is not a date" },
  { "level", "red", "red", NULL },
  { "level", "RED", "red", NULL },
  { "level", "红", "red", NULL },
  { "level", "重 大", "red", NULL },
  { "level", "I类", "class_1", NULL }, /* the numeral Ⅰ folds to the letter I */
  { "level", "１类", "class_1", NULL },
  { "level", "oragne", NULL, "did you mean “Orange”?" },
  { "level", "紫", NULL, "choices are: Red, Orange, Class I" },
  { "upstream", "1234567890123456789", "1234567890123456789", NULL },
  { "upstream", "0", NULL, "is not the id" },
  { "upstream", "点位一", NULL, "is not the id" },
  { "pollutants", "化学需氧量；氨氮、 总磷 ;;", "[\"化学需氧量\",\"氨氮\",\"总磷\"]", NULL },
  { "pollutants", "a\"b", "[\"a\\\"b\"]", NULL },
  { "pollutants", "[\"总磷\", \"x；y\"]", "[\"总磷\",\"x；y\"]", NULL },
  { "pollutants", "；、", "", NULL },
  { "name", "\xff", NULL, "not UTF-8" },
};

static void
test_parse_cells (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SuyField *field = suy_register_find (f->site, cases[i].field);
      g_autoptr (GError) error = NULL;
      g_autofree char *stored = NULL;
      SuyValue value;

      if (suy_field_parse (field, cases[i].text, &value, &error))
        {
          stored = suy_value_to_string (&value);
          g_assert_true (suy_field_check (field, &value, NULL));
          g_assert_cmpint (value.type == SUY_VALUE_NULL, ==, *stored == '\0');
          suy_value_clear (&value);
        }
      g_assert_cmpstr (stored, ==, cases[i].stored);
      if (cases[i].wrong != NULL)
        {
          g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
          g_test_message ("%s", error->message);
          g_assert_nonnull (strstr (error->message, cases[i].wrong));
          g_assert_true (g_str_has_prefix (error->message, field->label.en));
        }
    }
}

static void
test_check_values (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *field;
    SuyValue value;
    gboolean right;
  } values[] = {
    { "name", { SUY_VALUE_NULL, { 0 } }, TRUE },
    { "name", { SUY_VALUE_INTEGER, { 1 } }, FALSE },
    { "name", { SUY_VALUE_TEXT, { .text = (char *) "x" } }, TRUE },
    { "name", { SUY_VALUE_TEXT, { .text = (char *) "\xff" } }, FALSE },
    { "cod", { SUY_VALUE_REAL, { .real = 1000 } }, TRUE },
    { "cod", { SUY_VALUE_REAL, { .real = 1000.5 } }, FALSE },
    { "cod", { SUY_VALUE_REAL, { .real = NAN } }, FALSE },
    { "score", { SUY_VALUE_REAL, { .real = INFINITY } }, FALSE },
    { "cod", { SUY_VALUE_INTEGER, { 5 } }, FALSE },
    { "staff", { SUY_VALUE_INTEGER, { 20000 } }, TRUE },
    { "staff", { SUY_VALUE_INTEGER, { 20001 } }, FALSE },
    { "open", { SUY_VALUE_INTEGER, { 1 } }, TRUE },
    { "open", { SUY_VALUE_INTEGER, { 2 } }, FALSE },
    { "since", { SUY_VALUE_TEXT, { .text = (char *) "2026-11-20" } }, TRUE },
    { "since", { SUY_VALUE_TEXT, { .text = (char *) "2026/11/20" } }, FALSE },
    { "seen", { SUY_VALUE_TEXT, { .text = (char *) "2026-11-20T02:00:00.000Z" } }, TRUE },
    { "seen", { SUY_VALUE_TEXT, { .text = (char *) "2026-11-20" } }, FALSE },
    { "level", { SUY_VALUE_TEXT, { .text = (char *) "red" } }, TRUE },
    { "level", { SUY_VALUE_TEXT, { .text = (char *) "红" } }, FALSE },
    { "upstream", { SUY_VALUE_INTEGER, { 1 } }, TRUE },
    { "upstream", { SUY_VALUE_INTEGER, { 0 } }, FALSE },
    { "pollutants", { SUY_VALUE_TEXT, { .text = (char *) "[\"a\"]" } }, TRUE },
    { "pollutants", { SUY_VALUE_TEXT, { .text = (char *) "[1]" } }, FALSE },
    { "pollutants", { SUY_VALUE_TEXT, { .text = (char *) "a" } }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const SuyField *field = suy_register_find (f->site, values[i].field);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (suy_field_check (field, &values[i].value, &error), ==, values[i].right);
      if (!values[i].right)
        g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

static void
test_format_values (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *field, *text, *en, *zh;
  } shown[] = {
    { "name", "", "", "" },
    { "name", "甲", "甲", "甲" },
    { "money", "2024", "2024", "2024" },
    { "money", "-1234567", "-1,234,567", "-1\u00a0234\u00a0567" },
    { "money", "10000", "10,000", "10\u00a0000" },
    { "tp_limit", "12345.678", "12,345.678", "12\u00a0345.678" },
    { "tp_limit", "1e20", "1e+20", "1e+20" },
    { "open", "1", "Yes", "是" },
    { "open", "0", "No", "否" },
    { "since", "2026/1/1", "2026-01-01", "2026-01-01" },
    { "seen", "2026-11-20 10:00", "2026-11-20 10:00", "2026-11-20 10:00" },
    { "level", "red", "Red", "红" },
    { "upstream", "12345", "#12345", "#12345" },
    { "pollutants", "a；b", "a; b", "a；b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      const SuyField *field = suy_register_find (f->site, shown[i].field);
      g_autofree char *en = NULL, *zh = NULL;
      SuyValue value, again;

      g_assert_true (suy_field_parse (field, shown[i].text, &value, NULL));
      en = suy_field_format (field, &value, "en_GB");
      zh = suy_field_format (field, &value, "zh_CN");
      g_assert_cmpstr (en, ==, shown[i].en);
      g_assert_cmpstr (zh, ==, shown[i].zh);

      /* What people read can be typed back in. */
      if (field->type != SUY_FIELD_LINK)
        {
          g_assert_true (suy_field_parse (field, zh, &again, NULL));
          g_assert_true (suy_value_equal (&value, &again));
          suy_value_clear (&again);
        }
      suy_value_clear (&value);
    }
}

/* What is said to be kept is kept, and what people mostly write is said to be. */
static void
test_keeps (Fixture *f, gconstpointer data)
{
  static const char *const pieces[] = { "a",  "1", " ", "\t",        "企业", "　",
                                        "Ａ", "ﬁ", "é", "e\xcc\x81", "\xff", "\xe2\x80\x8b" };
  static const char *const usual[] = { "QY0000001", "企业1", "a b" };
  static const char *const names[] = { "code", "name", "staff" };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    for (gsize k = 0; k < 2; k++)
      g_assert_true (suy_field_keeps (suy_register_find (f->site, names[k]), usual[i]));

  for (guint round = 0; round < 20000; round++)
    {
      const SuyField *field = suy_register_find (f->site, names[g_test_rand_int_range (0, 3)]);
      g_autoptr (GString) text = g_string_new (NULL);
      SuyValue value = SUY_VALUE_INIT_NULL;

      for (int k = g_test_rand_int_range (0, 4); k > 0; k--)
        g_string_append (text, pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);
      if (!suy_field_keeps (field, text->str))
        continue;
      g_assert_true (suy_field_parse (field, text->str, &value, NULL));
      g_assert_cmpint (value.type, ==, SUY_VALUE_TEXT);
      g_assert_cmpstr (value.text, ==, text->str);
      suy_value_clear (&value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/catalog/field/parse/cells", Fixture, NULL, set_up, test_parse_cells, tear_down);
  g_test_add ("/catalog/field/check/values", Fixture, NULL, set_up, test_check_values, tear_down);
  g_test_add ("/catalog/field/format/values", Fixture, NULL, set_up, test_format_values, tear_down);

  g_test_add ("/catalog/field/keeps/random", Fixture, NULL, set_up, test_keeps, tear_down);

  return g_test_run ();
}
