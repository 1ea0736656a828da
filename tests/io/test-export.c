/* test-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "io-fixture.h"
#include "suy-csv.h"
#include "suy-error.h"
#include "suy-export.h"
#include "suy-geodesic.h"

typedef struct
{
  GPtrArray *records;
  guint at;
} Cursor;

static SuyRecord *
next_record (gpointer user_data, GError **error)
{
  Cursor *self = user_data;

  return self->at == self->records->len
             ? NULL
             : suy_record_copy (g_ptr_array_index (self->records, self->at++));
}

static SuyRecord *
failing_record (gpointer user_data, GError **error)
{
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_IO, "the disk is gone");

  return NULL;
}

static char *
name_link (const SuyField *field, gint64 id, gpointer user_data)
{
  return g_strdup (id == fake_link_id ("漳墩镇") ? "漳墩镇" : "莒口镇");
}

static SuyExportOptions
options_for (Cursor *cursor, const char *language)
{
  return (SuyExportOptions){ .language = language,
                             .next = next_record,
                             .link = name_link,
                             .user_data = cursor };
}

/* Three records with what spoils formats: commas, quotes, line ends, formulas, large ids, nothing.
 */
static GPtrArray *
make_records (Workspace *workspace)
{
  static const char *const names[] = { "=1+1", "甲,\"乙\"\n丙", "-81.5" };
  const SuyRegister *reg = workspace_get_register (workspace, "enterprise");
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SuyRecord *record = suy_record_new (reg);
      g_autofree char *code = g_strdup_printf ("00%u", i + 1);
      g_autoptr (SuyGeometry) place =
          suy_geometry_new_point ((SuyPoint){ 1181234567 + (gint32) i, 273000001 });

      suy_record_set_id (record, G_GINT64_CONSTANT (9007199254740993) + i);
      suy_record_set_text (record, "code", code);
      suy_record_set_text (record, "name", names[i]);
      suy_record_set_integer (record, "township", fake_link_id ("漳墩镇"));
      if (i != 1)
        {
          suy_record_set_text (record, "credit_code", "91350703PA4P90XMJH");
          suy_record_set_text (record, "industry", "paper");
          suy_record_set_text (record, "pollutants", "[\"COD\",\"总磷\"]");
          suy_record_set_text (record, "start_date", "2006-06-10");
          suy_record_set_real (record, "discharge", 0.1 + i);
          suy_record_set_integer (record, "workers", 12345);
          suy_record_set (record, suy_register_find (reg, "active"), &SUY_INTEGER (1));
          suy_record_set_text (record, "note", "'＝危险");
        }
      suy_record_set_geometry (record, place);
      g_ptr_array_add (records, record);
    }

  return records;
}

static char *
export_to (GPtrArray *records, const char *name, const char *language)
{
  char *path = write_file (name, "old", -1);
  Cursor cursor = { records, 0 };
  SuyExportOptions options = options_for (&cursor, language);
  SuyExportResult result;
  g_autoptr (GError) error = NULL;

  suy_export_write (path, suy_record_get_register (records->pdata[0]), &options, NULL, &result,
                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_records, ==, records->len);
  g_assert_cmpuint (result.n_cut, ==, 0);

  return path;
}

/* @short_names: a Shapefile keeps ten letters of each name. */
static void
check_same (const SuyRecord *got, const SuyRecord *want, gboolean short_names)
{
  const SuyRegister *reg = suy_record_get_register (want);
  SuyGeometry *place = suy_record_get_geometry (got);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      g_autofree char *a = suy_value_to_string (suy_record_get (got, field));
      g_autofree char *b = suy_value_to_string (suy_record_get (want, field));

      if (!short_names || strlen (field->name) <= 10)
        g_assert_cmpstr (a, ==, b);
    }
  g_assert_nonnull (place);
  g_assert_cmpint (suy_geometry_get_shape (place)->points[0].x, ==,
                   suy_geometry_get_shape (suy_record_get_geometry (want))->points[0].x);
  g_assert_cmpint (suy_geometry_get_shape (place)->points[0].y, ==,
                   suy_geometry_get_shape (suy_record_get_geometry (want))->points[0].y);
}

/* FlatGeobuf sorts its features along a curve. */
static const SuyRecord *
find_by_code (GPtrArray *records, const char *code)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (suy_record_get_text (records->pdata[i], "code"), code) == 0)
      return records->pdata[i];

  g_error ("No record %s came back", code);
}

static void
round_trip (const char *name, const char *language)
{
  Workspace workspace;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *path = NULL;
  g_autoptr (SuySource) source = NULL;
  g_autoptr (SuyImportPlan) plan = NULL;
  SuyImportOptions options;

  g_test_message ("%s %s", name, language);
  workspace_init (&workspace);
  records = make_records (&workspace);
  path = export_to (records, name, language);
  source = open_source (path, NULL);
  g_assert_cmpuint (suy_source_get_n_rows (source), ==, records->len);

  options = workspace_get_options (&workspace);
  options.accept_flagged = FALSE;
  plan = plan_import (source, workspace_get_register (&workspace, "enterprise"), &options);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (SuyRecord) got = NULL;
      const SuyRecord *want;

      suy_import_plan_accept (plan, i, TRUE);
      got = suy_import_plan_get_record (plan, i);
      want = find_by_code (records, suy_record_get_text (got, "code"));
      if (suy_import_plan_get (plan, i)->flagged)
        suy_record_set_text (got, "note", suy_record_get_text (want, "note"));
      check_same (got, want, g_str_has_suffix (name, "shp"));
    }
  workspace_clear (&workspace);
}

static void
test_round_trips (void)
{
  static const char *const names[] = { "a.csv",  "a.xlsx", "a.ods", "a.geojson",
                                       "a.gpkg", "a.shp",  "a.fgb", "a.kml" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    round_trip (names[i], "zh_CN");
  round_trip ("b.csv", "en");
  round_trip ("b.xlsx", "en");
}

static void
test_drawing (void)
{
  Workspace workspace;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *dxf = NULL, *gpx = NULL;
  g_autoptr (SuySource) drawing = NULL, track = NULL;
  gsize size;

  workspace_init (&workspace);
  records = make_records (&workspace);
  dxf = export_to (records, "a.dxf", "en");
  gpx = export_to (records, "a.gpx", "en");
  drawing = open_source (dxf, NULL);
  track = open_source (gpx, NULL);
  g_assert_cmpuint (suy_source_get_n_rows (drawing), ==, 3);
  g_assert_cmpuint (suy_source_get_n_rows (track), ==, 3);
  g_assert_nonnull (suy_source_get_wkb (drawing, 0, &size));
  g_assert_nonnull (suy_source_get_wkb (track, 0, &size));
  workspace_clear (&workspace);
}

/* What is exported comes back without a live formula, and text that is none stays as it was. */
static void
test_guard (void)
{
  static const struct
  {
    const char *text, *guarded;
  } cases[] = {
    { "=1+1", "'=1+1" }, { "+86 599", "'+86 599" },   { "-81.5", "-81.5" },
    { "-甲", "'-甲" },   { "@SUM(A1)", "'@SUM(A1)" }, { "＝1", "'＝1" },
    { "'甲", "''甲" },   { "甲=1", "甲=1" },          { "", "" },
    { "\tx", "'\tx" },   { "+1e5", "+1e5" },          { "－5", "'－5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *guarded = suy_csv_guard (cases[i].text);
      g_autofree char *back = suy_csv_unguard (guarded);

      g_assert_cmpstr (guarded, ==, cases[i].guarded);
      g_assert_cmpstr (back, ==, cases[i].text);
    }
}

static void
test_csv_text (void)
{
  Workspace workspace;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *path = NULL, *text = NULL;

  workspace_init (&workspace);
  records = make_records (&workspace);
  path = export_to (records, "text.csv", "zh_CN");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbfID,编号,企业名称,统一社会信用代码,"));
  g_assert_nonnull (strstr (text, "9007199254740993,001,'=1+1,"));
  g_assert_nonnull (strstr (text, "造纸"));
  g_assert_nonnull (strstr (text, "漳墩镇"));
  g_assert_nonnull (strstr (text, "118.1234567,27.3000001"));
  workspace_clear (&workspace);
}

static void
test_geojson_text (void)
{
  Workspace workspace;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *path = NULL, *text = NULL;

  workspace_init (&workspace);
  records = make_records (&workspace);
  path = export_to (records, "text.geojson", "zh_CN");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"id\": \"9007199254740993\""));
  g_assert_nonnull (strstr (text, "\"industry\": \"paper\""));
  g_assert_nonnull (strstr (text, "[ 118.1234567, 27.3000001 ]"));
  g_assert_null (strstr (text, "\"crs\""));
  workspace_clear (&workspace);
}

/* A line goes out and comes in whole, in a form for maps and in one for people. */
static void
test_lines (void)
{
  static const char *const names[] = { "line.gpkg", "line.csv", "line.geojson", "line.shp" };
  static const SuyPoint points[] = { { 1181000000, 273000000 },
                                     { 1181500003, 273400001 },
                                     { 1182000000, 273100000 } };
  const guint32 end = G_N_ELEMENTS (points);
  const SuyShape shape = { SUY_SHAPE_LINE, 1, &end, points };
  g_autoptr (SuyGeometry) line = suy_geometry_new (&shape, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  SuyRecord *record;
  Workspace workspace;

  workspace_init (&workspace);
  record = suy_record_new (workspace_get_register (&workspace, "river_reach"));
  suy_record_set_id (record, 7);
  suy_record_set_text (record, "code", "R1");
  suy_record_set_real (record, "length_m", 12.25);
  suy_record_set_geometry (record, line);
  g_ptr_array_add (records, record);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = export_to (records, names[i], "zh_CN");
      g_autoptr (SuySource) source = open_source (path, NULL);
      SuyImportOptions options = workspace_get_options (&workspace);
      g_autoptr (SuyImportPlan) plan =
          plan_import (source, suy_record_get_register (record), &options);
      g_autoptr (SuyRecord) got = suy_import_plan_get_record (plan, 0);
      const SuyShape *back;

      g_test_message ("%s", names[i]);
      g_assert_nonnull (got);
      back = suy_geometry_get_shape (suy_record_get_geometry (got));
      g_assert_cmpint (back->kind, ==, SUY_SHAPE_LINE);
      g_assert_cmpmem (back->points, back->ends[0] * sizeof (SuyPoint), points, sizeof points);
      g_assert_cmpfloat (suy_record_get_real (got, "length_m"), ==, 12.25);
    }
  workspace_clear (&workspace);
}

/* Nothing is left, and what was there stays, when it fails. */
static void
test_failures (void)
{
  g_autofree char *kept = write_file ("kept.gpkg", "old", -1);
  g_autofree char *wrong = write_file ("kept.nothing", "old", -1);
  g_autofree char *directory = g_path_get_dirname (kept);
  g_autofree char *nowhere = g_build_filename (directory, "none", "a.csv", NULL);
  const char *const paths[] = { kept, wrong, nowhere };
  const SuyError codes[] = { SUY_ERROR_IO, SUY_ERROR_FOREIGN, SUY_ERROR_IO };
  SuyExportOptions options = { .next = failing_record };
  g_autofree char *content = NULL;
  g_autoptr (GDir) files = NULL;
  const char *name;
  Workspace workspace;

  workspace_init (&workspace);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (suy_export_write (paths[i], workspace_get_register (&workspace, "enterprise"),
                                        &options, NULL, NULL, &error));
      g_assert_error (error, SUY_ERROR, (int) codes[i]);
    }
  g_assert_true (g_file_get_contents (kept, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  files = g_dir_open (directory, 0, NULL);
  while ((name = g_dir_read_name (files)) != NULL)
    g_assert_true (g_str_has_prefix (name, "kept."));
  workspace_clear (&workspace);
}

/* Runs first, before the module is there to stay.  CSV does without. */
static void
test_module (void)
{
  g_autofree char *real = g_strdup (g_getenv ("SUYUAN_EXPORT_MODULE"));
  static const char *const names[] = { "a.csv", "a.geojson" };

  g_setenv ("SUYUAN_EXPORT_MODULE", "/nonexistent/suyuan-export.so", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (g_get_user_cache_dir (), names[i], NULL);
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      Cursor cursor = { none, 0 };
      SuyExportOptions options = options_for (&cursor, "en");
      Workspace workspace;
      gboolean done;

      g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
      workspace_init (&workspace);
      done = suy_export_write (path, workspace_get_register (&workspace, "enterprise"), &options,
                               NULL, NULL, &error);
      workspace_clear (&workspace);
      g_assert_cmpint (done, ==, i == 0);
      if (i == 1)
        {
          g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
          g_assert_nonnull (strstr (error->message, "/nonexistent/suyuan-export.so"));
        }
    }
  g_setenv ("SUYUAN_EXPORT_MODULE", real, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/io/export/module", test_module);
  g_test_add_func ("/io/export/round-trip/points", test_round_trips);
  g_test_add_func ("/io/export/round-trip/lines", test_lines);
  g_test_add_func ("/io/export/round-trip/drawing", test_drawing);
  g_test_add_func ("/io/export/guard", test_guard);
  g_test_add_func ("/io/export/text/csv", test_csv_text);
  g_test_add_func ("/io/export/text/geojson", test_geojson_text);
  g_test_add_func ("/io/export/failures", test_failures);

  return g_test_run ();
}
