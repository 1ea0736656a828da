/* test-coordinates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "suy-coordinates.h"
#include "suy-error.h"

typedef struct
{
  const char *text;
  double degrees;
  SuyAxis axis;
} AngleCase;

static const AngleCase angles[] = {
  { "118.0817", 118.0817, SUY_AXIS_UNKNOWN },
  { " 118.0817 ", 118.0817, SUY_AXIS_UNKNOWN },
  { "-81.3428766", -81.3428766, SUY_AXIS_UNKNOWN },
  { "−81.5", -81.5, SUY_AXIS_UNKNOWN },
  { "１１８．３１２５", 118.3125, SUY_AXIS_UNKNOWN },
  { "118°04′54.15″", 118 + 4 / 60. + 54.15 / 3600, SUY_AXIS_UNKNOWN },
  { "118°04'54.15\"", 118 + 4 / 60. + 54.15 / 3600, SUY_AXIS_UNKNOWN },
  { "118°04'54.15''", 118 + 4 / 60. + 54.15 / 3600, SUY_AXIS_UNKNOWN },
  { "118°04’54.15”", 118 + 4 / 60. + 54.15 / 3600, SUY_AXIS_UNKNOWN },
  { "118º 04′ 54.15″ E", 118 + 4 / 60. + 54.15 / 3600, SUY_AXIS_LONGITUDE },
  { "118度4分54秒", 118 + 4 / 60. + 54 / 3600., SUY_AXIS_UNKNOWN },
  { "118度29分31.3秒", 118 + 29 / 60. + 31.3 / 3600, SUY_AXIS_UNKNOWN },
  { "118°30′", 118.5, SUY_AXIS_UNKNOWN },
  { "118°", 118, SUY_AXIS_UNKNOWN },
  { "118:30:36", 118.51, SUY_AXIS_UNKNOWN },
  { "118 30 36", 118.51, SUY_AXIS_UNKNOWN },
  { "E118.08", 118.08, SUY_AXIS_LONGITUDE },
  { "e 118.08°", 118.08, SUY_AXIS_LONGITUDE },
  { "118.08E", 118.08, SUY_AXIS_LONGITUDE },
  { "27.33N", 27.33, SUY_AXIS_LATITUDE },
  { "27d19m48sN", 27.33, SUY_AXIS_LATITUDE },
  { "27°19′48″S", -27.33, SUY_AXIS_LATITUDE },
  { "118W", -118, SUY_AXIS_LONGITUDE },
  { "东经118.08", 118.08, SUY_AXIS_LONGITUDE },
  { "北纬27度19分48秒", 27.33, SUY_AXIS_LATITUDE },
  { "北纬：27.33", 27.33, SUY_AXIS_LATITUDE },
  { "1１8°０4′54.15″", 118 + 4 / 60. + 54.15 / 3600, SUY_AXIS_UNKNOWN },
  { "118°59′59.999″", 118 + 59 / 60. + 59.999 / 3600, SUY_AXIS_UNKNOWN },
};

static const char *const no_angles[] = {
  "",          "—",           "/",     "无",          "118°60′00″", "118°04′60″",
  "118.5°04′", "118°4.5′30″", "W-118", "118 04 54 2", "118,08",     "118°04″30′",
  "1e5",       "NaN",         "0x10",  "118.08.1",    "E118E",
};

static void
test_angle_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      double degrees;
      SuyAxis axis;

      g_test_message ("%s", angles[i].text);
      g_assert_true (suy_angle_parse (angles[i].text, &degrees, &axis));
      g_assert_cmpfloat_with_epsilon (degrees, angles[i].degrees, 1e-12);
      g_assert_cmpint (axis, ==, angles[i].axis);
    }
}

static void
test_angle_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (no_angles); i++)
    {
      double degrees;
      SuyAxis axis;

      g_test_message ("%s", no_angles[i]);
      g_assert_false (suy_angle_parse (no_angles[i], &degrees, &axis));
    }
}

static void
test_place_forms (void)
{
  static const char *const same[] = {
    "118.11,27.33",
    "27.33, 118.11",
    "118.11 27.33",
    "27.33N 118.11E",
    "N27.33 E118.11",
    "27.33N118.11E",
    "118°06′36″ 27°19′48″",
    "118 6 36 27 19 48",
    "27°19′48″N 118°06′36″E",
    "１１８．１１，２７．３３",
    "东经118.11 北纬27.33",
    "(118.11, 27.33)",
    "118度6分36秒，27度19分48秒",
    "东经118°6′36″北纬27°19′48″",
  };
  static const char *const none[] = {
    "", "118.11", "漳墩镇", "200, 100", "118.11E 27.33E", "118.11, 27.33, 5", "AJ-2026-0402"
  };
  double lon, lat;

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_test_message ("%s", same[i]);
      g_assert_true (suy_place_parse (same[i], &lon, &lat));
      g_assert_cmpfloat_with_epsilon (lon, 118.11, 1e-9);
      g_assert_cmpfloat_with_epsilon (lat, 27.33, 1e-9);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_test_message ("%s", none[i]);
      g_assert_false (suy_place_parse (none[i], &lon, &lat));
    }

  /* Neither is clear: the longitude comes first. */
  g_assert_true (suy_place_parse ("-81.3, 36.5", &lon, &lat));
  g_assert_cmpfloat (lon, ==, -81.3);
}

static void
round_trip (const char *name, void (*forward) (double, double, double *, double *))
{
  g_autoptr (SuyCrs) crs = suy_crs_new (name, NULL);

  for (guint i = 0; i < 5000; i++)
    {
      double lon = g_test_rand_double_range (73.5, 135.0),
             lat = g_test_rand_double_range (3.5, 53.5);
      double x, y, back_lon, back_lat;

      forward (lon, lat, &x, &y);
      g_assert_true (suy_crs_to_wgs84 (crs, x, y, &back_lon, &back_lat));
      g_assert_cmpfloat_with_epsilon (back_lon, lon, 1e-9);
      g_assert_cmpfloat_with_epsilon (back_lat, lat, 1e-9);
    }
}

static void
test_offset_round_trip (void)
{
  round_trip ("GCJ-02", suy_gcj02_from_wgs84);
  round_trip ("BD-09", suy_bd09_from_wgs84);
}

/* In the district the offset is 0.00517 degrees east and 0.00307 south. */
static void
test_offset_size (void)
{
  double x, y;

  suy_gcj02_from_wgs84 (118.12, 27.33, &x, &y);
  g_assert_cmpfloat_with_epsilon (x - 118.12, 0.00517, 1e-4);
  g_assert_cmpfloat_with_epsilon (y - 27.33, -0.00307, 1e-4);

  suy_gcj02_from_wgs84 (-81.3, 36.5, &x, &y);
  g_assert_cmpfloat (x, ==, -81.3);
}

static void
test_crs_zones (void)
{
  g_autoptr (SuyCrs) crs = suy_crs_new ("EPSG:4527", NULL);
  g_autoptr (SuyCrs) bare = suy_crs_new ("EPSG:4548", NULL);
  const double x[] = { 3024000, 3024100 }, y[] = { 39610000, 39610100 };
  double lon, lat;
  guint degrees;

  g_assert_true (suy_crs_is_projected (crs));
  g_assert_true (suy_crs_to_wgs84 (crs, 39610000, 3024000, &lon, &lat));
  g_assert_cmpfloat_with_epsilon (lon, 118.1114183, 1e-7);
  g_assert_cmpfloat_with_epsilon (lat, 27.3238085, 1e-7);
  g_assert_true (suy_crs_to_wgs84 (bare, 610000, 3024000, &lon, &lat));
  g_assert_cmpfloat_with_epsilon (lon, 118.1114183, 1e-7);

  g_assert_cmpuint (suy_gauss_krueger_zone (39610000, &degrees), ==, 39);
  g_assert_cmpuint (degrees, ==, 3);
  g_assert_cmpuint (suy_gauss_krueger_zone (20610000, &degrees), ==, 20);
  g_assert_cmpuint (degrees, ==, 6);
  g_assert_cmpuint (suy_gauss_krueger_zone (24610000, &degrees), ==, 0);
  g_assert_cmpuint (suy_gauss_krueger_zone (610000, &degrees), ==, 0);
  g_assert_cmpuint (suy_gauss_krueger_code (39, 3, TRUE), ==, 4527);
  g_assert_cmpuint (suy_gauss_krueger_code (39, 3, FALSE), ==, 4548);
  g_assert_cmpuint (suy_gauss_krueger_code (20, 6, TRUE), ==, 4498);

  g_assert_true (suy_crs_swaps (x, y, 2));
  g_assert_false (suy_crs_swaps (y, x, 2));
}

static void
test_crs_names (void)
{
  static const struct
  {
    const char *text, *name;
    gboolean uncertain;
  } cases[] = {
    { "CGCS2000", "EPSG:4490", FALSE }, { "cgcs 2000", "EPSG:4490", FALSE },
    { "国家2000", "EPSG:4490", FALSE }, { "WGS-84", "EPSG:4326", FALSE },
    { "西安80", "EPSG:4610", TRUE },    { "北京54", "EPSG:4214", TRUE },
    { "EPSG:2363", "EPSG:2363", TRUE }, { "高德", "GCJ-02", FALSE },
    { "bd09", "BD-09", FALSE },         { "EPSG:4527", "EPSG:4527", FALSE },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SuyCrs) crs = suy_crs_new (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (suy_crs_get_name (crs), ==, cases[i].name);
      g_assert_cmpint (suy_crs_is_uncertain (crs), ==, cases[i].uncertain);
    }
  g_assert_null (suy_crs_new ("UNKWN", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
}

static void
test_crs_range (void)
{
  g_autoptr (SuyCrs) crs = suy_crs_new ("EPSG:4490", NULL);
  double lon, lat;

  g_assert_true (suy_crs_to_wgs84 (crs, 180, 90, &lon, &lat));
  g_assert_false (suy_crs_to_wgs84 (crs, 180.001, 0, &lon, &lat));
  g_assert_false (suy_crs_to_wgs84 (crs, 27.3, 118.1, &lon, &lat));
  g_assert_false (suy_crs_to_wgs84 (crs, NAN, 0, &lon, &lat));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/io/coordinates/angle/forms", test_angle_forms);
  g_test_add_func ("/io/coordinates/angle/refused", test_angle_refused);
  g_test_add_func ("/io/coordinates/place/forms", test_place_forms);
  g_test_add_func ("/io/coordinates/offset/round-trip", test_offset_round_trip);
  g_test_add_func ("/io/coordinates/offset/size", test_offset_size);
  g_test_add_func ("/io/coordinates/crs/zones", test_crs_zones);
  g_test_add_func ("/io/coordinates/crs/names", test_crs_names);
  g_test_add_func ("/io/coordinates/crs/range", test_crs_range);

  return g_test_run ();
}
