/* test-catalog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "suy-catalog.h"
#include "suy-error.h"

static const char *const files[] = { "catalog.json", "site.json", "visit.json", "remark.json" };

static SuyCatalog *
sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "catalog", NULL);
  g_autoptr (GError) error = NULL;
  SuyCatalog *catalog = suy_catalog_new_from_directory (path, &error);

  g_assert_no_error (error);

  return catalog;
}

static char *
read_sample (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "catalog", file, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
remove_directory (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_build_filename (path, files[i], NULL);

      g_unlink (file);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* Puts @new for the first @old of @text. */
static char *
replace_once (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strjoinv (new, parts);
}

/* The sample with one change in one file. */
static SuyCatalog *
changed (const char *file, const char *old, const char *new, GError **error)
{
  g_autofree char *path = g_dir_make_tmp ("suy-catalog-XXXXXX", NULL);
  SuyCatalog *catalog;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *target = g_build_filename (path, files[i], NULL);
      g_autofree char *text = read_sample (files[i]);

      if (g_str_equal (files[i], file))
        {
          g_autofree char *other = replace_once (text, old, new);

          g_assert_true (g_file_set_contents (target, other, -1, NULL));
        }
      else
        g_assert_true (g_file_set_contents (target, text, -1, NULL));
    }
  catalog = suy_catalog_new_from_directory (path, error);
  remove_directory (path);

  return catalog;
}

static void
test_read_fields (void)
{
  g_autoptr (SuyCatalog) catalog = sample ();
  const SuyRegister *site = suy_catalog_find (catalog, "site");
  const SuyRegister *visit = suy_catalog_find_number (catalog, 20);
  const SuyField *cod = suy_register_find_number (site, 4);
  const SuyField *level = suy_register_find (site, "level");
  const SuyField *staff = suy_register_find (site, "staff");

  g_assert_cmpint (suy_catalog_get_version (catalog), ==, 7);
  g_assert_cmpuint (suy_catalog_get_groups (catalog)->len, ==, 2);
  g_assert_cmpuint (suy_catalog_get_registers (catalog)->len, ==, 3);
  g_assert_cmpint (site->geometry, ==, SUY_GEOMETRY_POINT);
  g_assert_cmpstr (site->one.en, ==, "Site");
  g_assert_cmpstr (site->one.zh, ==, "点位");
  g_assert_cmpstr (site->code->name, ==, "code");
  g_assert_cmpstr (site->title->name, ==, "name");
  g_assert_null (site->place);
  g_assert_cmpstr (visit->place->target, ==, "site");
  g_assert_cmpstr (suy_catalog_find (catalog, "remark")->title->name, ==, "code");
  g_assert_true (suy_catalog_find (catalog, "remark")->append_only);
  g_assert_cmpstr (cod->name, ==, "cod");
  g_assert_cmpstr (cod->unit, ==, "mg/L");
  g_assert_cmpint (staff->min, ==, 1);
  g_assert_cmpint (staff->max, ==, 20000);
  g_assert_cmpint (suy_register_find (site, "money")->min, ==, G_MININT64);
  g_assert_cmpstr (level->choices_name, ==, "level");
  g_assert_cmpuint (level->choices->len, ==, 3);
  g_assert_cmpstr (suy_field_find_choice (level, "red")->group, ==, "high");
  g_assert_null (suy_field_find_choice (level, "Red"));
}

static void
test_find_names (void)
{
  g_autoptr (SuyCatalog) catalog = sample ();
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (suy_catalog_find (catalog, "场所"));
  g_assert_nonnull (suy_catalog_find (catalog, "WATER_SITE"));
  g_assert_null (suy_catalog_find (catalog, "sites"));
  g_assert_null (suy_catalog_find_number (catalog, 2));
  g_assert_null (suy_catalog_lookup (catalog, "vist", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "“visit”"));
  g_clear_error (&error);
  g_assert_null (suy_catalog_lookup (catalog, "nothing", &error));
  g_assert_nonnull (strstr (error->message, "site, visit, remark"));
}

static void
test_match_headings (void)
{
  static const struct
  {
    const char *heading, *field;
  } cases[] = {
    { "化学需氧量", "cod" },
    { "化学需氧量（mg/L）", "cod" },
    { "化学需氧量 [mg/L]", "cod" },
    { "ＣＯＤ", "cod" },
    { " cod (mg/L) ", "cod" },
    { "点位 名称", "name" },
    { "upstream SITE", "upstream" },
    { "限值（总磷）", "tp_limit" },
    { "Limit", NULL }, /* two fields */
    { "（mg/L）", NULL },
    { "", NULL },
    { "氨氮", NULL },
  };
  g_autoptr (SuyCatalog) catalog = sample ();
  const SuyRegister *site = suy_catalog_find (catalog, "site");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SuyField *field = suy_register_match (site, cases[i].heading);

      g_assert_cmpstr (field == NULL ? NULL : field->name, ==, cases[i].field);
    }
}

static void
test_text_round_trip (void)
{
  g_autoptr (SuyCatalog) catalog = sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyCatalog) again = suy_catalog_new_from_text (suy_catalog_get_text (catalog), &error);
  g_autofree char *hash =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, suy_catalog_get_text (catalog), -1);

  g_assert_no_error (error);
  g_assert_cmpstr (suy_catalog_get_text (catalog), ==, suy_catalog_get_text (again));
  g_assert_cmpstr (suy_catalog_get_hash (again), ==, hash);
}

/* The text must not depend on the order of keys or lists, and must depend on all else. */
static void
test_text_canonical (void)
{
  static const struct
  {
    const char *file, *old, *new;
    gboolean same;
  } cases[] = {
    { "site.json", "\"number\": 2, \"name\": \"name\"", "\"name\": \"name\",\n \"number\": 2",
      TRUE },
    { "site.json", "\"listed\": true", "\"listed\": true, \"required\": false", TRUE },
    { "visit.json", "\"zh\": \"走访\",", "\"zh\": \"\\u8d70访\", \"zh_one\": \"走访\",", TRUE },
    { "visit.json", "\"to\": \"site\"", "\"to\": \"site\", \"indexed\": true", FALSE },
    { "visit.json", "\"to\": \"site\"", "\"to\": \"site\", \"indexed\": false", TRUE },
    { "site.json", "\"zh\": \"得分\"", "\"zh\": \"分数\"", FALSE },
    { "site.json", "\"max\": 1000", "\"max\": 1001", FALSE },
    { "site.json", "\"unit\": \"元\"", "\"unit\": \"万元\"", FALSE },
    { "catalog.json", "\"group\": \"high\"", "\"group\": \"low\"", FALSE },
    { "remark.json", "\"append_only\": true", "\"append_only\": false", FALSE },
  };
  g_autoptr (SuyCatalog) catalog = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyCatalog) other = changed (cases[i].file, cases[i].old, cases[i].new, &error);

      g_assert_no_error (error);
      g_assert_cmpint (g_str_equal (suy_catalog_get_hash (catalog), suy_catalog_get_hash (other)),
                       ==, cases[i].same);
    }
}

typedef struct
{
  const char *name, *file, *old, *new, *message;
} Fault;

static const Fault faults[] = {
  { "syntax", "site.json", "\"number\": 2,", "\"number\": 2", "site.json:6:" },
  { "twice", "site.json", "\"number\": 3,", "\"number\": 3,\n \"number\": 15,",
    "site.json:8: the key “number” stands twice" },
  { "syntax-colon", "visit.json", "\"to\": ", "\"to\" ", "stands where a colon belongs" },
  { "syntax-last-comma", "visit.json", "\"to\": \"site\"", "\"to\": \"site\",",
    "stands where a key in quotes belongs" },
  { "syntax-quote", "visit.json", "\"site\",", "\"site,", "is not closed by a quote" },
  { "syntax-escape", "visit.json", "\"site\"", "\"s\\qite\"", "“q” stands where one of" },
  { "syntax-surrogate", "visit.json", "\"site\"", "\"\\ud800\\u0041\"", "names no character" },
  { "syntax-null", "visit.json", "\"site\"", "\"\\u0000\"", "names no character" },
  { "syntax-number", "visit.json", "\"number\": 20", "\"number\": 020", "where a value belongs" },
  { "syntax-large", "visit.json", "\"number\": 20", "\"number\": 99999999999999999999",
    "the number 99999999999999999999 is too large" },
  { "syntax-deep", "visit.json", "\"number\": 20",
    "\"number\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "more than 64 brackets" },
  { "syntax-utf8", "visit.json", "\"site\"", "\"s\xff\"", "it is not UTF-8" },
  { "key", "site.json", "\"required\"", "\"requierd\"",
    "site.json: /fields/1: the key “requierd” is not known; did you mean “required”?" },
  { "type", "site.json", "\"boolean\"", "\"bolean\"",
    "site.json: /fields/5/type: the type “bolean” is not known; did you mean “boolean”?" },
  { "type-far", "site.json", "\"boolean\"", "\"xyz\"", "known are: text, integer, real" },
  { "target", "visit.json", "\"to\": \"site\"", "\"to\": \"sites\"",
    "visit.json: /fields/1/to: the register “sites” is not known; did you mean “site”?" },
  { "list", "site.json", "\"choices\": \"level\"", "\"choices\": \"levels\"",
    "site.json: /fields/2/choices: the list of choices “levels” is not known; did you mean "
    "“level”?" },
  { "group", "site.json", "\"group\": \"map\"", "\"group\": \"maps\"",
    "site.json: /group: the group “maps” is not known; did you mean “map”?" },
  { "field-number", "site.json", "\"number\": 14", "\"number\": 4",
    "/fields/13/number: the number 4 belongs to “cod”" },
  { "field-name", "site.json", "\"tp_limit\"", "\"cod_limit\"",
    "/fields/12/name: there are two fields “cod_limit”" },
  { "field-label", "site.json", "\"zh\": \"得分\"", "\"zh\": \"等级\"",
    "/fields/10/zh: “等级” is already taken" },
  { "field-alias", "site.json", "[\"点位名称\"]", "[\"点位名称\", \"编号\"]",
    "/fields/1/aliases/1" },
  { "register-number", "visit.json", "\"number\": 20", "\"number\": 1",
    "visit.json: /number: the number 1 belongs to “site”" },
  { "register-name", "visit.json", "\"name\": \"visit\"", "\"name\": \"visits\"",
    "visit.json: /name: “visits” stands in the file of “visit”" },
  { "register-twice", "catalog.json", "\"remark\"]", "\"site\"]",
    "catalog.json: /registers/2: the register “site” is named twice" },
  { "register-alias", "visit.json", "\"group\"", "\"aliases\": [\"场所\"], \"group\"",
    "visit.json: /aliases/0: “场所” is already taken" },
  { "no-code", "visit.json", "\"code\"", "\"kode\"",
    "visit.json: /fields: one field must be named" },
  { "code-type", "visit.json", "\"text\"", "\"real\"",
    "one field must be named “code”, of type text" },
  { "title-type", "site.json", "\"title\": \"name\"", "\"title\": \"open\"",
    "site.json: /title: “open” is of type boolean, which cannot be the title" },
  { "title-name", "site.json", "\"title\": \"name\"", "\"title\": \"nmae\"",
    "did you mean “name”?" },
  { "place-type", "visit.json", "\"place\": \"site\"", "\"place\": \"made\"",
    "visit.json: /place: “made” is of type date" },
  { "place-nowhere", "site.json", "\"geometry\": \"POINT\", ", "",
    "visit.json: /place: leads to “site”, which has no geometry" },
  { "place-circle", "visit.json", "\"to\": \"site\"", "\"to\": \"visit\"", "round in a circle" },
  { "place-double", "visit.json", "\"place\"", "\"geometry\": \"POINT\", \"place\"",
    "visit.json: /place: a register with geometry" },
  { "geometry", "site.json", "\"POINT\"", "\"POIN\"", "did you mean “POINT”?" },
  { "fid", "site.json", "\"name\": \"open\"", "\"name\": \"fid\"",
    "/fields/5/name: “fid” belongs to the store" },
  { "geom", "site.json", "\"name\": \"open\"", "\"name\": \"geom\"",
    "“geom” belongs to the store" },
  { "sql", "site.json", "\"name\": \"open\"", "\"name\": \"order\"", "“order” is a word of SQL" },
  { "upper", "site.json", "\"name\": \"open\"", "\"name\": \"Open\"", "“Open” is not a name" },
  { "quote", "site.json", "\"name\": \"open\"", "\"name\": \"a\\\"b\"", "is not a name" },
  { "store-table", "catalog.json", "\"remark\"]", "\"gpkg_x\"]", "as the store's own tables do" },
  { "choice-name", "catalog.json", "\"orange\"", "\"red\"",
    "catalog.json: /choices/level/1/name: “red” is already taken" },
  { "choice-alias", "catalog.json", "\"重大\"", "\"橙\"",
    "/choices/level/1/zh: “橙” is already taken" },
  { "bounds", "site.json", "\"min\": 1,", "\"min\": 20001,",
    "/fields/4/max: the maximum lies below the minimum, 20001" },
  { "bounds-type", "site.json", "\"type\": \"boolean\"", "\"type\": \"boolean\", \"min\": 0",
    "only integer and real fields have bounds" },
  { "number-range", "site.json", "\"number\": 14", "\"number\": 1000",
    "1000 lies outside 1 to 999" },
  { "number-low", "site.json", "\"number\": 14", "\"number\": 0", "0 lies outside 1 to 999" },
  { "number-text", "site.json", "\"number\": 14", "\"number\": \"14\"",
    "a whole number belongs here" },
  { "missing", "site.json", "\"zh\": \"得分\",", "", "/fields/10: the key “zh” is missing" },
  { "empty", "site.json", "\"zh\": \"得分\"", "\"zh\": \"\"", "a text in quotes, not empty" },
  { "choices-missing", "site.json", "\"choices\": \"level\", ", "", "needs the key “choices”" },
  { "choices-misplaced", "site.json", "\"derived\": true", "\"choices\": \"level\"",
    "only a field of type choice has “choices”" },
  { "required-derived", "site.json", "\"derived\": true", "\"derived\": true, \"required\": true",
    "nobody can fill in a derived field" },
  { "version", "catalog.json", "\"version\": 7", "\"version\": 0", "versions begin at 1" },
  { "not-object", "catalog.json", "{\"name\": \"fit\", \"en\": \"Fit\", \"zh\": \"符合\"}", "3",
    "/choices/answer/0: an object" },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (changed (fault->file, fault->old, fault->new, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, fault->message));
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (changed ("catalog.json", "\"remark\"]", "\"remarks\"]", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "remarks.json"));
}

/* Any cut of the text and any changed letter is read or refused, never worse. */
static void
test_text_damaged (void)
{
  g_autoptr (SuyCatalog) catalog = sample ();
  const char *text = suy_catalog_get_text (catalog);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *damaged = g_strdup (text);
      gint32 at = g_test_rand_int_range (0, (gint32) strlen (text) - 2);
      g_autoptr (GError) error = NULL;
      SuyCatalog *other;

      damaged[at] = i % 2 == 0 ? '\0' : (char) g_test_rand_int_range (32, 127);
      other = suy_catalog_new_from_text (damaged, &error);
      if (other == NULL)
        g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_clear_pointer (&other, suy_catalog_unref);
    }
}

static void
test_builtin (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (&error);
  g_autoptr (SuyCatalog) again = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (suy_catalog_find (catalog, "risk_point"));
  again = suy_catalog_new_from_text (suy_catalog_get_text (catalog), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (suy_catalog_get_hash (catalog), ==, suy_catalog_get_hash (again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/catalog/read/fields", test_read_fields);
  g_test_add_func ("/catalog/catalog/find/names", test_find_names);
  g_test_add_func ("/catalog/catalog/match/headings", test_match_headings);
  g_test_add_func ("/catalog/catalog/text/round-trip", test_text_round_trip);
  g_test_add_func ("/catalog/catalog/text/canonical", test_text_canonical);
  g_test_add_func ("/catalog/catalog/text/damaged", test_text_damaged);
  g_test_add_func ("/catalog/catalog/read/missing-file", test_missing_file);
  g_test_add_func ("/catalog/catalog/read/builtin", test_builtin);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/catalog/catalog/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }

  return g_test_run ();
}
