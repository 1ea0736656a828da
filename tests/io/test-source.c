/* test-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "suy-error.h"
#include "suy-frame-reader.h"
#include "suy-source.h"

static SuySource *
open_import (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "imports", name, NULL);
  g_autoptr (GError) error = NULL;
  SuySource *source = suy_source_open (path, NULL, NULL, &error);

  g_assert_no_error (error);

  return source;
}

/* The cell in the column of that name. */
static const char *
cell (SuySource *source, guint32 row, const char *column)
{
  int at = suy_source_find_column (source, column);

  g_assert_cmpint (at, >=, 0);

  return suy_source_get_cell (source, row, (guint) at);
}

static char *
write_file (const char *name, gconstpointer bytes, gssize size)
{
  char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);

  return path;
}

static SuySource *
open_text (const char *name, const char *text, const SuySourceOptions *options, GError **error)
{
  g_autofree char *path = write_file (name, text, -1);

  return suy_source_open (path, options, NULL, error);
}

static void
test_list (void)
{
  g_autoptr (SuySource) source = open_import ("A1_污染源清单_utf8bom.csv");

  g_assert_cmpuint (suy_source_get_n_rows (source), ==, 122);
  g_assert_cmpuint (suy_source_get_n_columns (source), ==, 14);
  g_assert_cmpstr (suy_source_get_column (source, 0), ==, "序号");
  g_assert_cmpstr (suy_source_get_encoding (source), ==, "UTF-8");
  g_assert_cmpuint (suy_source_get_header_row (source), ==, 1);
  g_assert_cmpuint (suy_source_get_row_number (source, 0), ==, 2);
  g_assert_cmpuint (suy_source_get_row_number (source, 121), ==, 123);
  g_assert_cmpstr (cell (source, 0, "企业名称"), ==, "建阳区漳墩茶洲兴生态养殖场");
  g_assert_null (cell (source, 71, "经度"));
  g_assert_cmpstr (cell (source, 121, "序号"), ==, "122");
  g_assert_nonnull (strstr (suy_source_get_sandbox (source), "seccomp"));
}

static void
test_gbk (void)
{
  g_autoptr (SuySource) sections = open_import ("A2_断面基本信息_gbk.csv");
  g_autoptr (SuySource) weeks = open_import ("A2_水质周报_gbk.csv");

  g_assert_cmpuint (suy_source_get_n_rows (sections), ==, 12);
  g_assert_cmpstr (suy_source_get_encoding (sections), ==, "GB18030");
  g_assert_cmpstr (cell (sections, 0, "经度"), ==, "118°04′54.15″");
  g_assert_cmpuint (suy_source_get_n_rows (weeks), ==, 240);
  g_assert_cmpstr (cell (weeks, 16, "氨氮(mg/L)"), ==, "0.025L");
}

static void
test_sheet (void)
{
  g_autoptr (SuySource) source = open_import ("A3_入河排污口台账.xlsx");
  const GArray *notes = suy_source_get_notes (source);

  g_assert_cmpuint (suy_source_get_n_rows (source), ==, 45);
  g_assert_cmpuint (suy_source_get_header_row (source), ==, 3);
  g_assert_cmpuint (suy_source_get_n_header_rows (source), ==, 2);
  g_assert_cmpuint (suy_source_get_row_number (source, 0), ==, 5);
  g_assert_cmpuint (suy_source_get_row_number (source, 44), ==, 49);
  g_assert_cmpstr (cell (source, 0, "位置/经度"), ==, "117°40′03.20″");
  g_assert_cmpstr (cell (source, 0, "排放/年排放量（万吨）"), ==, "3.85");
  g_assert_cmpstr (cell (source, 0, "备注"), ==, "虚构");
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpuint (g_array_index (notes, SuySourceNote, 0).row, ==, 51);
}

static void
test_rdb (void)
{
  g_autoptr (SuySource) source = open_import ("A4_usgs_nwis_sites_rdb.txt");
  guint without = 0;

  g_assert_cmpuint (suy_source_get_n_rows (source), ==, 206);
  g_assert_cmpstr (cell (source, 0, "site_no"), ==, "03161500");
  g_assert_cmpstr (cell (source, 0, "dec_long_va"), ==, "-81.3428766");
  g_assert_cmpuint (suy_source_get_row_number (source, 0), ==,
                    suy_source_get_header_row (source) + 2);
  for (guint32 i = 0; i < 206; i++)
    without += cell (source, i, "alt_va") == NULL;
  g_assert_cmpuint (without, ==, 49);
}

static void
test_portal (void)
{
  g_autoptr (SuySource) source = open_import ("A5_epa_wqp_nutrients_ut.csv");
  guint numbers = 0, empty = 0, nd = 0;

  g_assert_cmpuint (suy_source_get_n_rows (source), ==, 1848);
  g_assert_cmpuint (suy_source_get_n_columns (source), ==, 25);
  for (guint32 i = 0; i < 1848; i++)
    {
      const char *value = cell (source, i, "ResultMeasureValue");

      empty += value == NULL;
      nd += g_strcmp0 (value, "ND") == 0;
      numbers += value != NULL && strspn (value, "0123456789.") == strlen (value);
    }
  g_assert_cmpuint (numbers, ==, 1143);
  g_assert_cmpuint (empty, ==, 697);
  g_assert_cmpuint (nd, ==, 8);
}

static void
test_where (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "imports", "A1_污染源清单_utf8bom.csv", NULL);
  SuySourceOptions options = { .where = "所属乡镇 = '漳墩镇' AND 序号 <= 10" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySource) source = suy_source_open (path, &options, NULL, &error);
  guint32 n;

  g_assert_no_error (error);
  n = suy_source_get_n_rows (source);
  g_assert_cmpuint (n, >, 0);
  for (guint32 i = 0; i < n; i++)
    {
      g_assert_cmpstr (cell (source, i, "所属乡镇"), ==, "漳墩镇");
      g_assert_cmpint (atoi (cell (source, i, "序号")), <=, 10);
      g_assert_cmpint (atoi (cell (source, i, "序号")) + 1, ==,
                       (int) suy_source_get_row_number (source, i));
    }

  options.where = "无此列 = 1";
  g_assert_null (suy_source_open (path, &options, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
}

/* The same table in every encoding and with every delimiter. */
static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-16" };
  const char *text = "编号,名称,值\r\n0012,莒口镇,1.5\r\n0013,\"雒\"\"甲,\n乙\",2\r\n";

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize size;
      g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &size, NULL);
      g_autofree char *path = write_file ("encoded.csv", bytes, (gssize) size);
      g_autoptr (GError) error = NULL;
      g_autoptr (SuySource) source = suy_source_open (path, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (suy_source_get_n_rows (source), ==, 2);
      g_assert_cmpstr (cell (source, 0, "编号"), ==, "0012");
      g_assert_cmpstr (cell (source, 1, "名称"), ==, "雒\"甲,\n乙");
    }
}

static void
test_delimiters (void)
{
  static const char *const marks[] = { ",", "\t", ";", "|" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *text =
          g_strjoin (marks[i], "code", "name", "v\nA", "b c", "1\nB", "d", "2\n", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SuySource) source = open_text ("marks.csv", text, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (suy_source_get_n_columns (source), ==, 3);
      g_assert_cmpstr (cell (source, 1, "v"), ==, "2");
    }
}

static void
test_header_row (void)
{
  SuySourceOptions options = { .header_row = 2 };
  const char *text = "甲,乙,丙\n丁,戊,己\n1,2,3\n合计,,3\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySource) found = open_text ("header.csv", text, NULL, &error);
  g_autoptr (SuySource) given = open_text ("header.csv", text, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (suy_source_get_header_row (found), ==, 1);
  g_assert_cmpuint (suy_source_get_n_rows (found), ==, 2);
  g_assert_cmpstr (suy_source_get_column (given, 0), ==, "丁");
  g_assert_cmpuint (suy_source_get_n_rows (given), ==, 1);
  g_assert_cmpuint (suy_source_get_notes (given)->len, ==, 1);

  options.header_row = 9;
  g_assert_null (open_text ("header.csv", text, &options, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
}

static void
refuse (const char *name, gconstpointer bytes, gssize size, SuyError code)
{
  SuySourceOptions options = { .timeout_s = 3 };
  g_autofree char *path = write_file (name, bytes, size);
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_null (suy_source_open (path, &options, NULL, &error));
  g_test_message ("%s: %s", name, error->message);
  g_assert_error (error, SUY_ERROR, (int) code);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
}

static void
test_refused_content (void)
{
  static const char vrt[] = "<OGRVRTDataSource><OGRVRTLayer name=\"passwd\"><SrcDataSource>"
                            "/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";

  refuse ("virtual.csv", vrt, -1, SUY_ERROR_FOREIGN);
  refuse ("virtual.geojson", vrt, -1, SUY_ERROR_FOREIGN);
  refuse ("virtual.vrt", vrt, -1, SUY_ERROR_FOREIGN);
  refuse ("zip.csv", "PK\x03\x04rest", 8, SUY_ERROR_FOREIGN);
  refuse ("text.gpkg", "code,name\n1,2\n", -1, SUY_ERROR_FOREIGN);
  refuse ("old.xls", "\xd0\xcf\x11\xe0", 4, SUY_ERROR_FOREIGN);
  refuse ("empty.csv", "", 0, SUY_ERROR_INVALID);
  refuse ("numbers.csv", "1,2\n3,4\n", -1, SUY_ERROR_INVALID);
  refuse ("quote.csv", "a,b\n\"1,2\n", -1, SUY_ERROR_INVALID);
  refuse ("zeros.csv", "a,b\n\0\0\0\0\0\0\0,2\n", 14, SUY_ERROR_INVALID);
  refuse ("cut.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Fea", -1,
          SUY_ERROR_CORRUPT);
}

static void
test_refused_cut_sheet (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "imports", "A3_入河排污口台账.xlsx", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  refuse ("cut.xlsx", bytes, (gssize) size / 2, SUY_ERROR_CORRUPT);
  refuse ("cut.xlsx", bytes, 100, SUY_ERROR_CORRUPT);
}

static char *
hostile_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "hostile", name, NULL);
}

/* A view without end, and a sheet that unpacks to a thousand times its size: stopped in time. */
static void
test_refused_endless (void)
{
  static const char *const names[] = { "endless.gpkg", "bomb.xlsx" };
  SuySourceOptions options = { .timeout_s = 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = hostile_path (names[i]);
      g_autoptr (GError) error = NULL;
      gint64 begin = g_get_monotonic_time ();

      g_assert_null (suy_source_open (path, &options, NULL, &error));
      g_test_message ("%s: %s", names[i], error->message);
      g_assert_error (error, SUY_ERROR, SUY_ERROR_LIMIT);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
    }
}

/* Its header claims 4 GiB: what is really there is read, and no more memory taken. */
static void
test_claims (void)
{
  g_autofree char *path = hostile_path ("claims.xlsx");
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySource) source = suy_source_open (path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (suy_source_get_n_rows (source), ==, 999);
}

/* A Shapefile in GBK that does not say so, in Gauss-Krueger zone 39. */
static void
test_shapefile (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "zone", "gbk_zone39.shp", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySource) source = suy_source_open (path, NULL, NULL, &error);
  gsize size;

  g_assert_no_error (error);
  g_assert_cmpuint (suy_source_get_n_rows (source), ==, 2);
  g_assert_cmpstr (suy_source_get_encoding (source), ==, "GB18030");
  g_assert_cmpstr (suy_source_get_crs (source), ==, "EPSG:4527");
  g_assert_cmpstr (cell (source, 0, "企业名称"), ==, "雒家源纸业");
  g_assert_cmpstr (cell (source, 0, "编号"), ==, "007");
  g_assert_nonnull (suy_source_get_wkb (source, 0, &size));
  g_assert_null (suy_source_get_wkb (source, 1, &size));
}

static void
test_refused_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_source_open ("/nonexistent/list.csv", NULL, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
}

/* A helper that was taken over can say what it wants: nothing of it is believed. */
static void
test_helper_lies (void)
{
  static const char *const helpers[] = {
    "#!/bin/sh\nexit 0\n",
    "#!/bin/sh\necho hello, this is no frame at all\n",
    "#!/bin/sh\nprintf 'suyimp1\\0\\002\\0\\0\\0\\004\\0\\0\\0abcd'\n",
    "#!/bin/sh\nprintf 'suyimp1\\0\\001\\0\\0\\0\\377\\377\\377\\377'\n",
    "#!/bin/sh\nprintf 'suyimp1\\0\\003\\0\\0\\0\\010\\0\\0\\0abcdefgh'\n",
  };
  g_autofree char *real = g_strdup (g_getenv ("SUYUAN_IMPORT_HELPER"));
  g_autofree char *file = write_file ("list.csv", "a,b\n1,2\n", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (helpers); i++)
    {
      g_autofree char *helper = write_file ("helper", helpers[i], -1);
      g_autoptr (GError) error = NULL;

      g_chmod (helper, 0700);
      g_setenv ("SUYUAN_IMPORT_HELPER", helper, TRUE);
      g_assert_null (suy_source_open (file, NULL, NULL, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
      g_unlink (helper);
    }
  g_setenv ("SUYUAN_IMPORT_HELPER", real, TRUE);
}

/* Every way to cut a row short, and text that is none. */
static void
test_row_check (void)
{
  static const guint8 row[] = {
    2, 0,   0, 0,    3,    0,    0,    0, 'g', 'e', 'o', 1,    0,    0,
    0, 'a', 0, 0xff, 0xff, 0xff, 0xff, 2, 0,   0,   0,   0xe9, 0xbb, 0
  };
  guint8 good[sizeof row];

  memcpy (good, row, sizeof row);
  good[25] = 'b';
  good[26] = 'c';
  g_assert_true (suy_frame_check_row (good, good + sizeof good, 3) == good + sizeof good);
  g_assert_null (suy_frame_check_row (row, row + sizeof row, 3));
  for (gsize n = 0; n < sizeof good; n++)
    g_assert_null (suy_frame_check_row (good, good + n, 3));
  good[27] = 'd';
  g_assert_null (suy_frame_check_row (good, good + sizeof good, 3));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = write_file ("cancel.csv", "a,b\n1,2\n", -1);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (suy_source_open (path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_sandbox (void)
{
  g_autofree char *kept = write_file ("kept", "kept", -1);
  const char *arguments[] = { g_getenv ("SUYUAN_IMPORT_HELPER"), "--self-test",
                              g_get_user_data_dir (), NULL };
  g_autofree char *output = NULL, *content = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s", output);
  g_assert_true (g_str_has_prefix (output, "sound: seccomp"));
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (kept, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "kept");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/io/source/imports/list", test_list);
  g_test_add_func ("/io/source/imports/gbk", test_gbk);
  g_test_add_func ("/io/source/imports/sheet", test_sheet);
  g_test_add_func ("/io/source/imports/rdb", test_rdb);
  g_test_add_func ("/io/source/imports/portal", test_portal);
  g_test_add_func ("/io/source/text/where", test_where);
  g_test_add_func ("/io/source/text/encodings", test_encodings);
  g_test_add_func ("/io/source/text/delimiters", test_delimiters);
  g_test_add_func ("/io/source/text/header-row", test_header_row);
  g_test_add_func ("/io/source/refused/content", test_refused_content);
  g_test_add_func ("/io/source/refused/cut-sheet", test_refused_cut_sheet);
  g_test_add_func ("/io/source/refused/endless", test_refused_endless);
  g_test_add_func ("/io/source/claims", test_claims);
  g_test_add_func ("/io/source/shapefile", test_shapefile);
  g_test_add_func ("/io/source/refused/missing", test_refused_missing);
  g_test_add_func ("/io/source/helper/lies", test_helper_lies);
  g_test_add_func ("/io/source/helper/row", test_row_check);
  g_test_add_func ("/io/source/cancelled", test_cancelled);
  g_test_add_func ("/io/source/sandbox", test_sandbox);

  return g_test_run ();
}
