/* test-import-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "io-fixture.h"
#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-report.h"

#define LIST "A1_污染源清单_utf8bom.csv"

static const char *
truth (GPtrArray *rows, guint i, const char *heading)
{
  return g_hash_table_lookup (g_ptr_array_index (rows, i), heading);
}

/* Compares the place with the truth, in metres along the ground. */
static void
check_place (const SuyRecord *record, GPtrArray *rows, guint i)
{
  SuyGeometry *geometry = suy_record_get_geometry (record);
  SuyPoint point;
  double off;

  if (truth (rows, i, "lon_wgs84")[0] == '\0')
    {
      g_assert_null (geometry);
      return;
    }
  g_assert_nonnull (geometry);
  point = suy_geometry_get_shape (geometry)->points[0];
  off = suy_geodesic_distance_degrees (suy_degrees (point.x), suy_degrees (point.y),
                                       g_ascii_strtod (truth (rows, i, "lon_wgs84"), NULL),
                                       g_ascii_strtod (truth (rows, i, "lat_wgs84"), NULL));
  g_assert_cmpfloat (off, <=, g_ascii_strtod (truth (rows, i, "tolerance_m"), NULL));
}

/* The reason of the truth table, in a word of ours. */
static const char *
expected_word (const char *reason)
{
  if (strstr (reason, "no coordinates") != NULL)
    return "No position";
  if (strstr (reason, "swapped") != NULL)
    return "swapped";

  return strstr (reason, "outside") != NULL ? "Outside the district" : "repeats that of row";
}

static void
check_against_truth (SuyImportPlan *plan, GPtrArray *rows)
{
  g_assert_cmpuint (suy_import_plan_get_n (plan), ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const SuyImportRow *row = suy_import_plan_get (plan, i);
      g_autoptr (SuyRecord) record = NULL;

      if (strcmp (truth (rows, i, "action"), "flag") == 0)
        {
          g_assert_cmpint (row->fate, ==, SUY_FATE_FLAGGED);
          g_assert_nonnull (strstr (row->reason, expected_word (truth (rows, i, "reason"))));
          g_assert_nonnull (row->remedy);
          suy_import_plan_accept (plan, i, TRUE);
        }
      g_assert_cmpint (row->fate, ==, SUY_FATE_INSERT);
      record = suy_import_plan_get_record (plan, i);
      check_place (record, rows, i);
      suy_import_plan_accept (plan, i, FALSE);
    }
}

static void
test_list (void)
{
  g_autofree char *path = import_path (LIST);
  g_autoptr (SuySource) source = open_source (path, NULL);
  g_autoptr (GPtrArray) rows = read_truth ("A1_truth.csv");
  g_autoptr (SuyImportPlan) plan = NULL;
  g_autoptr (SuyRecord) record = NULL;
  Workspace workspace;
  SuyImportOptions options;

  workspace_init (&workspace);
  options = workspace_get_options (&workspace);
  options.district = get_district ();
  plan = plan_import (source, workspace_get_register (&workspace, "enterprise"), &options);

  check_against_truth (plan, rows);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_INSERT), ==, 114);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_FLAGGED), ==, 8);
  g_assert_cmpstr (suy_import_plan_get_crs (plan), ==, "EPSG:4490");

  record = suy_import_plan_get_record (plan, 0);
  g_assert_cmpstr (suy_record_get_text (record, "name"), ==, "建阳区漳墩茶洲兴生态养殖场");
  g_assert_cmpstr (suy_record_get_text (record, "industry"), ==, "breeding");
  g_assert_cmpstr (suy_record_get_text (record, "start_date"), ==, "2006-06-10");
  g_assert_cmpstr (suy_record_get_text (record, "pollutants"), ==,
                   "[\"COD\",\"氨氮\",\"总磷\",\"总氮\"]");
  g_assert_cmpfloat (suy_record_get_real (record, "discharge"), ==, 36.54);
  g_assert_cmpint (suy_record_get_integer (record, "township"), ==, fake_link_id ("漳墩镇"));
  g_assert_cmpstr (suy_record_get_text (record, "phone"), ==, "0599-0000000");
  workspace_clear (&workspace);
}

/* With a key, repeated keys are refused, and a second import changes nothing. */
static void
test_list_by_key (void)
{
  g_autofree char *path = import_path (LIST);
  g_autoptr (SuySource) source = open_source (path, NULL);
  g_autoptr (SuyImportPlan) first = NULL, again = NULL;
  const SuyRegister *reg;
  Workspace workspace;
  SuyImportOptions options;

  workspace_init (&workspace);
  reg = workspace_get_register (&workspace, "enterprise");
  options = workspace_get_options (&workspace);
  options.district = get_district ();
  options.key_column = "统一社会信用代码";
  first = plan_import (source, reg, &options);
  g_assert_cmpuint (suy_import_plan_count (first, SUY_FATE_INSERT), ==, 114);
  g_assert_cmpuint (suy_import_plan_count (first, SUY_FATE_REFUSED), ==, 2);
  g_assert_cmpuint (suy_import_plan_count (first, SUY_FATE_FLAGGED), ==, 6);
  g_assert_cmpuint (workspace_apply (&workspace, first), ==, 114);
  workspace_find (&workspace, "enterprise", "91350703PA4P90XMJH");

  again = plan_import (source, reg, &options);
  g_assert_cmpuint (suy_import_plan_count (again, SUY_FATE_SAME), ==, 114);
  g_assert_cmpuint (suy_import_plan_count (again, SUY_FATE_INSERT), ==, 0);
  g_assert_cmpuint (suy_import_plan_count (again, SUY_FATE_UPDATE), ==, 0);
  workspace_clear (&workspace);
}

static void
test_list_accepted (void)
{
  g_autofree char *path = import_path (LIST);
  g_autoptr (SuySource) source = open_source (path, NULL);
  g_autoptr (SuyImportPlan) plan = NULL, again = NULL;
  const SuyRegister *reg;
  g_autoptr (SuyRecord) swapped = NULL;
  Workspace workspace;
  SuyImportOptions options;

  workspace_init (&workspace);
  reg = workspace_get_register (&workspace, "enterprise");
  options = workspace_get_options (&workspace);
  options.district = get_district ();
  options.accept_flagged = TRUE;
  options.key_column = "序号";
  plan = plan_import (source, reg, &options);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_INSERT), ==, 122);
  swapped = suy_import_plan_get_record (plan, 33);
  g_assert_nonnull (strstr (suy_record_get_text (swapped, "note"), "swapped"));
  g_assert_nonnull (strstr (suy_record_get_text (swapped, "note"), "虚构数据"));
  workspace_apply (&workspace, plan);

  again = plan_import (source, reg, &options);
  g_assert_cmpuint (suy_import_plan_count (again, SUY_FATE_INSERT), ==, 0);
  workspace_clear (&workspace);
}

static void
test_sections (void)
{
  g_autofree char *path = import_path ("A2_断面基本信息_gbk.csv");
  g_autoptr (SuySource) source = open_source (path, NULL);
  g_autoptr (GPtrArray) rows = read_truth ("A2_断面_truth.csv");
  g_autoptr (SuyImportPlan) plan = NULL;
  g_autoptr (SuyRecord) record = NULL;
  Workspace workspace;
  SuyImportOptions options;
  gboolean noted = FALSE;

  workspace_init (&workspace);
  options = workspace_get_options (&workspace);
  options.district = get_district ();
  plan = plan_import (source, workspace_get_register (&workspace, "river_section"), &options);
  check_against_truth (plan, rows);
  record = suy_import_plan_get_record (plan, 0);
  g_assert_cmpstr (suy_record_get_text (record, "code"), ==, "JY01");
  g_assert_cmpstr (suy_record_get_text (record, "target_class"), ==, "II");

  /* A required field that the file has no column for is said once, not for each row. */
  for (guint i = 0; i < suy_import_plan_get_notes (plan)->len; i++)
    noted =
        noted || strstr (g_ptr_array_index (suy_import_plan_get_notes (plan), i), "Level") != NULL;
  g_assert_true (noted);
  workspace_clear (&workspace);
}

static void
test_outfalls (void)
{
  g_autofree char *path = import_path ("A3_入河排污口台账.xlsx");
  g_autoptr (SuySource) source = open_source (path, NULL);
  g_autoptr (GPtrArray) rows = read_truth ("A3_truth.csv");
  g_autoptr (SuyImportPlan) plan = NULL;
  g_autoptr (SuyRecord) record = NULL;
  Workspace workspace;
  SuyImportOptions options;

  workspace_init (&workspace);
  options = workspace_get_options (&workspace);
  options.district = get_district ();
  plan = plan_import (source, workspace_get_register (&workspace, "outfall"), &options);
  check_against_truth (plan, rows);
  record = suy_import_plan_get_record (plan, 0);
  g_assert_cmpstr (suy_record_get_text (record, "code"), ==, "FJ350703-0001");
  g_assert_cmpstr (suy_record_get_text (record, "kind"), ==, "town");
  g_assert_cmpstr (suy_record_get_text (record, "mode"), ==, "at_times");
  g_assert_cmpfloat (suy_record_get_real (record, "discharge"), ==, 3.85);
  g_assert_cmpint (suy_record_get_integer (record, "township"), ==, fake_link_id ("黄坑镇"));
  workspace_clear (&workspace);
}

/* One value of the truth table against the record made of its cell. */
static void
check_value (SuyImportPlan *plan,
             guint i,
             GPtrArray *rows,
             guint row,
             const char *factor,
             const char *name)
{
  g_autofree char *flag_name = g_strconcat (name, "_flag", NULL);
  const char *flag = truth (rows, row, flag_name), *value = truth (rows, row, name);
  const SuyImportRow *got = suy_import_plan_get (plan, i);
  g_autoptr (SuyRecord) record = NULL;
  const char *mark;

  if (strcmp (flag, "missing") == 0)
    {
      g_assert_cmpint (got->fate, ==, SUY_FATE_EMPTY);
      return;
    }
  if (strcmp (flag, "out_of_range") == 0)
    {
      g_assert_cmpint (got->fate, ==, SUY_FATE_FLAGGED);
      suy_import_plan_accept (plan, i, TRUE);
    }
  g_assert_cmpint (got->fate, ==, SUY_FATE_INSERT);

  record = suy_import_plan_get_record (plan, i);
  mark = suy_record_get_text (record, "limit_mark");
  g_assert_cmpstr (suy_record_get_text (record, "factor"), ==, factor);
  g_assert_cmpstr (mark, ==,
                   strcmp (flag, "<") == 0              ? "below"
                   : strcmp (flag, "ND") == 0           ? "not_detected"
                   : strcmp (flag, "out_of_range") == 0 ? "out_of_range"
                                                        : NULL);
  if (value[0] == '\0')
    g_assert_true (isnan (suy_record_get_real (record, "value")));
  else
    g_assert_cmpfloat (suy_record_get_real (record, "value"), ==, g_ascii_strtod (value, NULL));
  g_assert_cmpint (suy_record_get_integer (record, "section"), ==,
                   fake_link_id (truth (rows, row, "station")));
  g_assert_cmpstr (suy_record_get_text (record, "unit"), ==,
                   strcmp (factor, "ph") == 0 ? NULL : "mg/L");
  g_assert_nonnull (strstr (suy_record_get_text (record, "code"), truth (rows, row, "date")));
}

static void
test_weeks (void)
{
  static const char *const factors[] = { "ph", "do", "codmn", "nh3n", "tp" };
  static const char *const names[] = { "pH", "DO", "CODMn", "NH3N", "TP" };
  g_autofree char *path = import_path ("A2_水质周报_gbk.csv");
  g_autoptr (SuySource) source = open_source (path, NULL);
  g_autoptr (GPtrArray) rows = read_truth ("A2_水质周报_truth.csv");
  g_autoptr (SuyImportPlan) plan = NULL, again = NULL;
  const SuyRegister *reg;
  Workspace workspace;
  SuyImportOptions options;
  guint n;

  workspace_init (&workspace);
  reg = workspace_get_register (&workspace, "measurement");
  options = workspace_get_options (&workspace);
  plan = plan_import (source, reg, &options);
  g_assert_cmpuint (rows->len, ==, 240);
  g_assert_cmpuint (suy_import_plan_get_n (plan), ==, 1200);
  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < 5; k++)
      check_value (plan, i * 5 + k, rows, i, factors[k], names[k]);

  n = workspace_apply (&workspace, plan);
  again = plan_import (source, reg, &options);
  g_assert_cmpuint (suy_import_plan_count (again, SUY_FATE_INSERT), ==, 0);
  g_assert_cmpuint (suy_import_plan_count (again, SUY_FATE_SAME) +
                        suy_import_plan_count (again, SUY_FATE_FLAGGED),
                    ==, n);
  workspace_clear (&workspace);
}

static void
test_usgs (void)
{
  g_autofree char *path = import_path ("A4_usgs_nwis_sites_rdb.txt");
  g_autoptr (SuySource) source = open_source (path, NULL);
  const char *maps[] = { "code=site_no", NULL };
  g_autoptr (SuyImportPlan) plan = NULL;
  Workspace workspace;
  SuyImportOptions options;

  workspace_init (&workspace);
  options = workspace_get_options (&workspace);
  options.maps = maps;
  plan = plan_import (source, workspace_get_register (&workspace, "enterprise"), &options);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_INSERT), ==, 206);
  for (guint i = 0; i < 206; i++)
    {
      g_autoptr (SuyRecord) record = suy_import_plan_get_record (plan, i);
      SuyPoint point = suy_geometry_get_shape (suy_record_get_geometry (record))->points[0];

      g_assert_cmpint (point.x, >, -831000000);
      g_assert_cmpint (point.x, <, -809000000);
      g_assert_cmpint (point.y, >, 0);
      if (i == 0)
        g_assert_cmpstr (suy_record_get_text (record, "code"), ==, "03161500");
    }
  workspace_clear (&workspace);
}

/* ---- single rules ---- */

typedef struct
{
  Workspace workspace;
  SuySource *source;
  SuyImportPlan *plan;
} Try;

/* Plans @text for enterprises. */
static void
try_text (Try *self, const char *text, const SuyImportOptions *options)
{
  SuyImportOptions own;

  workspace_init (&self->workspace);
  own = workspace_get_options (&self->workspace);
  if (options != NULL)
    {
      own = *options;
      own.find = workspace_get_options (&self->workspace).find;
      own.link = workspace_get_options (&self->workspace).link;
      own.user_data = &self->workspace;
    }
  self->source = open_text (text);
  self->plan =
      plan_import (self->source, workspace_get_register (&self->workspace, "enterprise"), &own);
}

static void
end_try (Try *self)
{
  suy_import_plan_free (self->plan);
  suy_source_unref (self->source);
  workspace_clear (&self->workspace);
}

typedef struct
{
  const char
      *cells; /* name, longitude, latitude, discharge, date, industry, township, credit code */
  SuyFate fate;
  int column;
  const char *word; /* in the reason */
} RowCase;

static const RowCase row_cases[] = {
  { "甲,118.1,27.3,1.5,2020-01-01,造纸,甲镇,91350703PA4P90XMJH", SUY_FATE_INSERT, -1, NULL },
  { "甲,１１８．１,27°18′,\"1,500\",2020年1月1日,造纸,甲镇,", SUY_FATE_INSERT, -1, NULL },
  { "甲,,,1.5,,,,", SUY_FATE_FLAGGED, 1, "No position" },
  { "甲,118.1,,1.5,,,,", SUY_FATE_FLAGGED, 2, "No position" },
  { "甲,0,0,1.5,,,,", SUY_FATE_FLAGGED, 1, "No position" },
  { "甲,27.3,118.1,,,,,", SUY_FATE_FLAGGED, 1, "swapped" },
  { "甲,118.1,26.9,,,,,", SUY_FATE_FLAGGED, 1, "Outside" },
  { "甲,218.1,127.3,,,,,", SUY_FATE_REFUSED, 1, "outside what" },
  { "甲,东边,27.3,,,,,", SUY_FATE_REFUSED, 1, "can't be read" },
  { "甲,118.1,北边,,,,,", SUY_FATE_REFUSED, 2, "can't be read" },
  { "甲,118.1,27.3,很多,,,,", SUY_FATE_REFUSED, 3, "很多" },
  { "甲,118.1,27.3,-1,,,,", SUY_FATE_REFUSED, 3, NULL },
  { "甲,118.1,27.3,,去年,,,", SUY_FATE_REFUSED, 4, "去年" },
  { "甲,118.1,27.3,,2023-02-29,,,", SUY_FATE_REFUSED, 4, NULL },
  { "甲,118.1,27.3,,,航天,,", SUY_FATE_FLAGGED, 5, "航天" },
  { "甲,118.1,27.3,,,,无此镇,", SUY_FATE_FLAGGED, 6, "无此镇" },
  { "甲,118.1,27.3,,,,,91350703MA00A04X2", SUY_FATE_FLAGGED, 7, "17" },
  { ",118.1,27.3,1,,,,", SUY_FATE_REFUSED, 0, "empty" },
};

static void
test_row_rules (void)
{
  SuyImportOptions options = { .district = get_district () };
  g_autoptr (GString) text =
      g_string_new ("企业名称,经度,纬度,年排水量,投产日期,行业类别,乡镇,统一社会信用代码\n");
  Try try;

  for (gsize i = 0; i < G_N_ELEMENTS (row_cases); i++)
    g_string_append_printf (text, "%s\n", row_cases[i].cells);
  try_text (&try, text->str, &options);
  g_assert_cmpuint (suy_import_plan_get_n (try.plan), ==, G_N_ELEMENTS (row_cases));

  for (guint i = 0; i < G_N_ELEMENTS (row_cases); i++)
    {
      const SuyImportRow *row = suy_import_plan_get (try.plan, i);

      g_test_message ("%s: %s / %s", row_cases[i].cells, row->reason, row->remedy);
      g_assert_cmpint (row->fate, ==, row_cases[i].fate);
      g_assert_cmpint (row->column, ==, row_cases[i].column);
      g_assert_cmpuint (row->row, ==, i + 2);
      g_assert_cmpint (row->reason != NULL, ==, row->fate != SUY_FATE_INSERT);
      g_assert_cmpint (row->remedy != NULL, ==, row->fate != SUY_FATE_INSERT);
      if (row_cases[i].word != NULL)
        g_assert_nonnull (strstr (row->reason, row_cases[i].word));
    }
  end_try (&try);
}

static void
test_factor (void)
{
  const char *maps[] = { "discharge=吨*0.0001", "workers=人*2", NULL };
  SuyImportOptions options = { .maps = maps };
  g_autoptr (SuyRecord) record = NULL;
  Try try;

  try_text (&try, "企业名称,吨,人,经度,纬度\n甲,15000,3,118.1,27.3\n乙,无,1,118.1,27.3\n",
            &options);
  record = suy_import_plan_get_record (try.plan, 0);
  g_assert_cmpfloat_with_epsilon (suy_record_get_real (record, "discharge"), 1.5, 1e-12);
  g_assert_cmpint (suy_record_get_integer (record, "workers"), ==, 6);
  g_assert_cmpint (suy_import_plan_get (try.plan, 1)->fate, ==, SUY_FATE_REFUSED);
  end_try (&try);
}

static void
test_wrong_options (void)
{
  static const char *const no_field[] = { "nothing=企业名称", NULL };
  static const char *const no_column[] = { "name=无此列", NULL };
  static const char *const text_times[] = { "name=企业名称*2", NULL };
  static const char *const no_map[] = { "企业名称", NULL };
  const SuyImportOptions cases[] = {
    { .maps = no_field },       { .maps = no_column },
    { .maps = text_times },     { .maps = no_map },
    { .key_column = "无此列" }, { .x_column = "经度" },
    { .crs = "EPSG:99999" },    { .x_column = "经度", .y_column = "无此列" },
  };
  g_autoptr (SuySource) source = open_text ("企业名称,经度,纬度\n甲,118.1,27.3\n");
  Workspace workspace;

  workspace_init (&workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_import_plan_new (source, workspace_get_register (&workspace, "enterprise"),
                                          &cases[i], &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
  workspace_clear (&workspace);
}

static void
test_key (void)
{
  SuyImportOptions options;
  g_autoptr (SuySource) first = open_text ("编号,企业名称,备注,经度,纬度\n001,甲,旧,118.1,27.3\n");
  g_autoptr (SuySource) second =
      open_text ("编号,企业名称,备注,经度,纬度\n001,甲二,,118.1,27.3\n,乙,,118.1,27.3\n"
                 "002,丙,,118.1,27.3\n002,丁,,118.1,27.3\n");
  g_autoptr (SuyImportPlan) plan = NULL, changes = NULL;
  const SuyRegister *reg;
  Workspace workspace;

  workspace_init (&workspace);
  reg = workspace_get_register (&workspace, "enterprise");
  options = workspace_get_options (&workspace);
  options.key_column = "编号";
  plan = plan_import (first, reg, &options);
  g_assert_cmpuint (workspace_apply (&workspace, plan), ==, 1);

  changes = plan_import (second, reg, &options);
  g_assert_cmpint (suy_import_plan_get (changes, 0)->fate, ==, SUY_FATE_UPDATE);
  g_assert_cmpuint (suy_import_plan_get (changes, 0)->n_changed, ==, 1);
  g_assert_cmpint (suy_import_plan_get (changes, 1)->fate, ==, SUY_FATE_REFUSED);
  g_assert_cmpint (suy_import_plan_get (changes, 2)->fate, ==, SUY_FATE_INSERT);
  g_assert_cmpint (suy_import_plan_get (changes, 3)->fate, ==, SUY_FATE_REFUSED);
  workspace_apply (&workspace, changes);
  g_assert_cmpuint (workspace.records->len, ==, 2);
  g_assert_cmpstr (suy_record_get_text (workspace_find (&workspace, "enterprise", "001"), "name"),
                   ==, "甲二");
  /* An empty cell takes nothing away. */
  g_assert_cmpstr (suy_record_get_text (workspace_find (&workspace, "enterprise", "001"), "note"),
                   ==, "旧");
  workspace_clear (&workspace);
}

/* Without a key nothing is updated: what is there already is doubtful, what is equal too. */
static void
test_without_key (void)
{
  g_autoptr (SuySource) source = open_text ("编号,企业名称,经度,纬度\n001,甲,118.1,27.3\n");
  g_autoptr (SuyImportPlan) plan = NULL, again = NULL;
  SuyImportOptions options;
  Workspace workspace;

  workspace_init (&workspace);
  options = workspace_get_options (&workspace);
  plan = plan_import (source, workspace_get_register (&workspace, "enterprise"), &options);
  workspace_apply (&workspace, plan);
  again = plan_import (source, workspace_get_register (&workspace, "enterprise"), &options);
  g_assert_cmpint (suy_import_plan_get (again, 0)->fate, ==, SUY_FATE_FLAGGED);
  workspace_clear (&workspace);
}

static SuyPoint
point_of (SuyImportPlan *plan, guint i)
{
  g_autoptr (SuyRecord) record = suy_import_plan_get_record (plan, i);

  return suy_geometry_get_shape (suy_record_get_geometry (record))->points[0];
}

/* The same place in every system that a table may come in. */
static void
test_systems (void)
{
  static const struct
  {
    const char *text, *crs, *name;
  } cases[] = {
    { "企业名称,X,Y\n甲,3024000,39610000\n", NULL, "EPSG:4527" },
    { "企业名称,X,Y\n甲,39610000,3024000\n", NULL, "EPSG:4527" },
    { "企业名称,X坐标,Y坐标\n甲,3024000,610000\n", NULL, "EPSG:4548" },
    { "企业名称,X坐标,Y坐标\n甲,3024000,610000\n", "EPSG:4548", "EPSG:4548" },
    { "企业名称,经度,纬度\n甲,118.1114183,27.3238085\n", NULL, "EPSG:4490" },
    { "企业名称,坐标\n甲,\"118.1114183,27.3238085\"\n", NULL, "EPSG:4490" },
  };
  SuyImportOptions options = { .district = get_district () };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SuyPoint point;
      Try try;

      g_test_message ("%s %s", cases[i].text, cases[i].crs);
      options.crs = cases[i].crs;
      try_text (&try, cases[i].text, &options);
      g_assert_cmpstr (suy_import_plan_get_crs (try.plan), ==, cases[i].name);
      g_assert_cmpint (suy_import_plan_get (try.plan, 0)->fate, ==, SUY_FATE_INSERT);
      point = point_of (try.plan, 0);
      g_assert_cmpfloat_with_epsilon (suy_degrees (point.x), 118.1114183, 2e-6);
      g_assert_cmpfloat_with_epsilon (suy_degrees (point.y), 27.3238085, 2e-6);
      end_try (&try);
    }
}

/* The offset of map services, named by the person or in each row. */
static void
test_offset (void)
{
  SuyImportOptions options = { .district = get_district () };
  g_autofree char *given = NULL, *named = NULL;
  double x, y;
  Try try;

  suy_gcj02_from_wgs84 (118.1114183, 27.3238085, &x, &y);
  given = g_strdup_printf ("企业名称,经度,纬度\n甲,%.9f,%.9f\n", x, y);
  named = g_strdup_printf ("企业名称,经度,纬度,坐标系\n甲,%.9f,%.9f,高德\n", x, y);
  try_text (&try, named, &options);
  g_assert_cmpint (point_of (try.plan, 0).x, ==, 1181114183);
  g_assert_cmpint (point_of (try.plan, 0).y, ==, 273238085);
  end_try (&try);

  options.crs = "GCJ-02";
  try_text (&try, given, &options);
  g_assert_cmpint (point_of (try.plan, 0).x, ==, 1181114183);
  end_try (&try);
}

/* Geometry of another system, and the report of the row that has none. */
static void
test_zone (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "zone", "gbk_zone39.shp", NULL);
  g_autofree char *report = write_file ("zone.csv", "", 0);
  g_autoptr (SuySource) source = open_source (path, NULL), back = NULL;
  g_autoptr (SuyImportPlan) plan = NULL, outside = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  SuyImportOptions options;
  Workspace workspace;
  guint n;

  workspace_init (&workspace);
  options = workspace_get_options (&workspace);
  options.district = get_district ();
  plan = plan_import (source, workspace_get_register (&workspace, "enterprise"), &options);
  g_assert_cmpint (point_of (plan, 0).x, ==, 1181114183);
  g_assert_cmpint (point_of (plan, 0).y, ==, 273238085);
  g_assert_cmpint (suy_import_plan_get (plan, 1)->fate, ==, SUY_FATE_FLAGGED);

  /* Its numbers, taken for another zone, lie elsewhere: the report keeps the place all the same. */
  options.crs = "EPSG:4528";
  outside = plan_import (source, workspace_get_register (&workspace, "enterprise"), &options);
  suy_report_write (outside, report, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  back = open_source (report, NULL);
  options.crs = "EPSG:4527";
  again = plan_import (back, workspace_get_register (&workspace, "enterprise"), &options);
  g_assert_cmpint (point_of (again, 0).x, ==, 1181114183);
  workspace_clear (&workspace);
}

static void
test_uncertain (void)
{
  Try try;

  try_text (
      &try,
      "企业名称,经度,纬度,坐标系\n甲,118.1,27.3,西安80\n乙,118.1,27.3,UNKWN\n丙,118.1,27.3,\n",
      NULL);
  g_assert_nonnull (strstr (suy_import_plan_get (try.plan, 0)->reason, "100 m"));
  g_assert_nonnull (strstr (suy_import_plan_get (try.plan, 1)->reason, "not known"));
  g_assert_cmpint (suy_import_plan_get (try.plan, 2)->fate, ==, SUY_FATE_INSERT);
  end_try (&try);
}

static void
test_score (void)
{
  g_autofree char *path = import_path (LIST);
  g_autoptr (SuySource) source = open_source (path, NULL);
  g_autoptr (SuyImportColumns) columns = NULL;
  Workspace workspace;
  guint n;

  workspace_init (&workspace);
  columns = suy_import_columns_new (source, workspace_get_register (&workspace, "enterprise"), NULL,
                                    NULL, NULL, NULL, NULL);
  g_assert_cmpuint (suy_place_score (source, columns, "EPSG:4490", get_district (), NULL, NULL, &n),
                    ==, 116);
  g_assert_cmpuint (n, ==, 118);
  g_assert_cmpuint (suy_place_score (source, columns, "EPSG:4527", get_district (), NULL, NULL, &n),
                    ==, 0);
  workspace_clear (&workspace);
}

static void
test_edit (void)
{
  SuyImportOptions options = { .district = get_district () };
  Try try;

  try_text (&try, "企业名称,经度,纬度\n甲,27.3,118.1\n", &options);
  g_assert_cmpint (suy_import_plan_get (try.plan, 0)->fate, ==, SUY_FATE_FLAGGED);
  suy_import_plan_edit (try.plan, 0, 1, "118.1");
  suy_import_plan_edit (try.plan, 0, 2, "27.3");
  g_assert_cmpint (suy_import_plan_get (try.plan, 0)->fate, ==, SUY_FATE_INSERT);
  g_assert_cmpint (point_of (try.plan, 0).x, ==, 1181000000);
  suy_import_plan_edit (try.plan, 0, 1, NULL);
  g_assert_cmpint (suy_import_plan_get (try.plan, 0)->fate, !=, SUY_FATE_INSERT);
  end_try (&try);
}

/* ---- the report ---- */

static void
test_report_round (void)
{
  SuyImportOptions options = { .district = get_district () };
  g_autofree char *path = write_file ("refused.csv", "", 0);
  g_autoptr (SuySource) mended = NULL;
  g_autoptr (SuyImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  Try try;
  guint n;

  try_text (&try,
            "序号,企业名称,经度,纬度,备注\n1,甲,118.1,27.3,\n2,乙,27.3,118.1,=1+1\n"
            "3,丙,118.2,27.3,\n4,\"丁,二\",118.1,,'旧\n",
            &options);
  g_assert_true (suy_report_write (try.plan, path, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);

  mended = open_source (path, NULL);
  g_assert_cmpuint (suy_source_get_n_rows (mended), ==, 2);
  g_assert_cmpuint (suy_report_count_columns (mended), ==, 3);
  g_assert_cmpstr (suy_source_get_column (mended, 4), ==, "备注");
  g_assert_cmpstr (suy_source_get_column (mended, 5), ==, "行号");
  g_assert_cmpstr (suy_source_get_column (mended, 6), ==, "原因");
  g_assert_cmpstr (suy_source_get_column (mended, 7), ==, "处理办法");
  g_assert_cmpstr (suy_source_get_cell (mended, 0, 4), ==, "'=1+1");
  g_assert_cmpstr (suy_source_get_cell (mended, 0, 5), ==, "3");
  g_assert_nonnull (suy_source_get_cell (mended, 0, 6));
  g_assert_nonnull (suy_source_get_cell (mended, 0, 7));

  plan = plan_import (mended, workspace_get_register (&try.workspace, "enterprise"), &options);
  g_assert_cmpstr (suy_import_plan_get_cell (plan, 0, 4), ==, "=1+1");
  g_assert_cmpstr (suy_import_plan_get_cell (plan, 1, 4), ==, "'旧");
  g_assert_cmpstr (suy_import_plan_get_cell (plan, 1, 1), ==, "丁,二");
  suy_import_plan_edit (plan, 0, 2, "118.1");
  suy_import_plan_edit (plan, 0, 3, "27.3");
  suy_import_plan_edit (plan, 1, 3, "27.3");
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_INSERT), ==, 2);
  end_try (&try);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/io/import-plan/imports/list", test_list);
  g_test_add_func ("/io/import-plan/imports/list-by-key", test_list_by_key);
  g_test_add_func ("/io/import-plan/imports/list-accepted", test_list_accepted);
  g_test_add_func ("/io/import-plan/imports/sections", test_sections);
  g_test_add_func ("/io/import-plan/imports/outfalls", test_outfalls);
  g_test_add_func ("/io/import-plan/imports/weeks", test_weeks);
  g_test_add_func ("/io/import-plan/imports/usgs", test_usgs);
  g_test_add_func ("/io/import-plan/rows/rules", test_row_rules);
  g_test_add_func ("/io/import-plan/rows/factor", test_factor);
  g_test_add_func ("/io/import-plan/options/wrong", test_wrong_options);
  g_test_add_func ("/io/import-plan/key/update", test_key);
  g_test_add_func ("/io/import-plan/key/none", test_without_key);
  g_test_add_func ("/io/import-plan/systems/same-place", test_systems);
  g_test_add_func ("/io/import-plan/systems/offset", test_offset);
  g_test_add_func ("/io/import-plan/systems/zone", test_zone);
  g_test_add_func ("/io/import-plan/systems/uncertain", test_uncertain);
  g_test_add_func ("/io/import-plan/systems/score", test_score);
  g_test_add_func ("/io/import-plan/edit", test_edit);
  g_test_add_func ("/io/import-plan/report/round", test_report_round);

  return g_test_run ();
}
