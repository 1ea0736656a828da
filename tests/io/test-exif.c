/* test-exif.c: what cameras say is read as they mean it, and no file leads the reader astray
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-photo.h"
#include "suy-picture-scan.h"

/* 27°20'30.5"N, 118°6'12.25"E at 2026-10-12 16:20:30 +08:00. */
static const MadeExif whole = {
  .orientation = 6,
  .time = "2026:10:12 16:20:30",
  .zone = "+08:00",
  .lat_ref = "N",
  .lat = { 27, 1, 20, 1, 305, 10 },
  .lon_ref = "E",
  .lon = { 118, 1, 6, 1, 1225, 100 },
  .datum = "WGS-84",
};

#define WHOLE_TAKEN (G_GINT64_CONSTANT (1791793230) * G_USEC_PER_SEC)

static gboolean
read_exif (const MadeExif *what, SuyExif *exif)
{
  g_autoptr (GByteArray) block = made_exif_new (what);

  return suy_exif_read (block->data, block->len, exif);
}

static void
check_whole (const SuyExif *exif)
{
  g_assert_cmpuint (exif->orientation, ==, 6);
  g_assert_cmpint (exif->time, ==, SUY_EXIF_TIME_UTC);
  g_assert_cmpint (exif->taken, ==, WHOLE_TAKEN);
  g_assert_true (exif->has_place);
  g_assert_cmpfloat_with_epsilon (exif->lat, 27 + 20 / 60. + 30.5 / 3600, 1e-9);
  g_assert_cmpfloat_with_epsilon (exif->lon, 118 + 6 / 60. + 12.25 / 3600, 1e-9);
  g_assert_cmpstr (exif->datum, ==, "WGS-84");
  g_assert_false (exif->damaged);
}

static void
test_orders (void)
{
  MadeExif what = whole;
  SuyExif exif;

  g_assert_true (read_exif (&what, &exif));
  check_whole (&exif);
  what.big = TRUE;
  g_assert_true (read_exif (&what, &exif));
  check_whole (&exif);
}

static void
test_signs (void)
{
  MadeExif what = whole;
  SuyExif exif;

  what.lat_ref = "S";
  what.lon_ref = "W";
  read_exif (&what, &exif);
  g_assert_cmpfloat (exif.lat, <, -27);
  g_assert_cmpfloat (exif.lon, <, -118);
  what.lat_ref = "E"; /* none of a latitude */
  read_exif (&what, &exif);
  g_assert_false (exif.has_place);
  g_assert_true (exif.damaged);
}

static void
test_no_place (void)
{
  static const guint32 wrong[][6] = {
    { 27, 0, 20, 1, 30, 1 },  { 27, 1, 20, 0, 30, 1 }, { 27, 1, 20, 1, 30, 0 },
    { 90, 1, 0, 1, 1, 1000 }, { 27, 1, 61, 1, 0, 1 },  { 27, 1, 0, 1, 601, 10 },
  };
  MadeExif what = whole;
  SuyExif exif;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      memcpy (what.lat, wrong[i], sizeof wrong[i]);
      g_assert_true (read_exif (&what, &exif));
      g_assert_false (exif.has_place);
      g_assert_true (exif.damaged);
      g_assert_cmpint (exif.taken, ==, WHOLE_TAKEN); /* the rest is there */
    }
  memcpy (what.lat, (guint32[6]){ 90, 1, 0, 1, 0, 1 }, sizeof what.lat);
  read_exif (&what, &exif);
  g_assert_cmpfloat (exif.lat, ==, 90);
  memcpy (what.lat, (guint32[6]){ 0, 1, 0, 1, 0, 1 }, sizeof what.lat);
  memcpy (what.lon, what.lat, sizeof what.lat); /* no fix */
  read_exif (&what, &exif);
  g_assert_false (exif.has_place);
  g_assert_false (exif.damaged);
}

static void
test_times (void)
{
  static const char *const none[] = { "0000:00:00 00:00:00", "                   ",
                                      "2026:02:29 10:00:00", "2026:10:12 24:00:00",
                                      "2026-10-12 10:00:00", "1969:12:31 23:59:59" };
  MadeExif what = whole;
  SuyExif exif;

  what.zone = NULL;
  read_exif (&what, &exif);
  g_assert_cmpint (exif.time, ==, SUY_EXIF_TIME_LOCAL);
  g_assert_cmpint (exif.taken, ==, WHOLE_TAKEN + 8 * G_TIME_SPAN_HOUR);
  what.zone = "-03:30";
  read_exif (&what, &exif);
  g_assert_cmpint (exif.taken, ==, WHOLE_TAKEN + 11 * G_TIME_SPAN_HOUR + 30 * G_TIME_SPAN_MINUTE);
  what.zone = "+14:01";
  read_exif (&what, &exif);
  g_assert_cmpint (exif.time, ==, SUY_EXIF_TIME_LOCAL);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      what.time = none[i];
      read_exif (&what, &exif);
      g_assert_cmpint (exif.time, ==, SUY_EXIF_TIME_NONE);
    }
  what.gps_date = "2026:10:12";
  memcpy (what.clock, (guint32[6]){ 8, 1, 20, 1, 61, 2 }, sizeof what.clock);
  read_exif (&what, &exif);
  g_assert_cmpint (exif.time, ==, SUY_EXIF_TIME_UTC);
  g_assert_cmpint (exif.taken, ==, WHOLE_TAKEN);
}

/* Memory of its own, so that the sanitizer sees a byte too far. */
static void
read_copy (const guint8 *bytes, gsize n)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, n);
  SuyPictureScan scan;
  SuyExif exif;

  suy_exif_read (copy, n, &exif);
  suy_picture_scan (copy, n, &scan);
  g_assert_cmpuint (scan.exif.orientation, >=, 1);
  g_assert_cmpuint (scan.exif.orientation, <=, 8);
}

static void
test_cut (void)
{
  for (guint big = 0; big < 2; big++)
    {
      MadeExif what = whole;
      g_autoptr (GByteArray) block = NULL;
      SuyExif exif;

      what.big = (gboolean) big;
      block = made_exif_new (&what);
      for (guint n = 0; n < block->len; n++)
        {
          g_autofree guint8 *copy = g_memdup2 (block->data, n);

          g_assert_cmpint (suy_exif_read (copy, n, &exif), ==, n >= 8);
          if (exif.has_place)
            g_assert_cmpfloat_with_epsilon (exif.lat, 27 + 20 / 60. + 30.5 / 3600, 1e-9);
          if (exif.time != SUY_EXIF_TIME_NONE)
            g_assert_cmpint (exif.taken % G_USEC_PER_SEC, ==, 0);
        }
    }
}

static void
test_loops (void)
{
  g_autoptr (GByteArray) block = made_exif_new (&whole);
  SuyExif exif;

  block->data[8 + 2 + 3 * 12] = 8;     /* the next directory is the first */
  block->data[8 + 2 + 1 * 12 + 8] = 8; /* the details are the first */
  block->data[8 + 2 + 2 * 12 + 8] = 8; /* so is the place */
  g_assert_true (suy_exif_read (block->data, block->len, &exif));
  g_assert_cmpuint (exif.orientation, ==, 6);
  g_assert_cmpint (exif.time, ==, SUY_EXIF_TIME_NONE);
  g_assert_false (exif.has_place);
}

static void
test_counts (void)
{
  g_autoptr (GByteArray) block = made_exif_new (&whole);
  SuyExif exif;

  memset (block->data + 64 + 2 + 4, 0xff, 4); /* a time of 2^32 - 1 characters */
  g_assert_true (suy_exif_read (block->data, block->len, &exif));
  g_assert_true (exif.damaged);
  g_assert_cmpint (exif.time, ==, SUY_EXIF_TIME_NONE);
  g_assert_true (exif.has_place);

  memset (block->data + 8, 0xff, 2); /* 65535 entries */
  g_assert_true (suy_exif_read (block->data, block->len, &exif));
  g_assert_true (exif.damaged);
  g_assert_true (exif.has_place);
}

/* Every container leads to the same Exif. */
static void
test_containers (void)
{
  struct
  {
    GBytes *bytes;
    SuyPictureType type;
    guint width, height, orientation;
  } files[] = {
    { made_photo_new (&whole), SUY_PICTURE_JPEG, 16, 8, 6 },
    { made_webp_new (&whole), SUY_PICTURE_WEBP, 16, 8, 6 },
    { made_png_new (&whole), SUY_PICTURE_PNG, 160, 120, 6 },
    { made_heic_new (&whole), SUY_PICTURE_HEIC, 4032, 3024, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize n;
      const guint8 *bytes = g_bytes_get_data (files[i].bytes, &n);
      SuyPictureScan scan;

      g_assert_true (suy_picture_scan (bytes, n, &scan));
      g_assert_cmpint (scan.type, ==, files[i].type);
      g_assert_cmpuint (scan.width, ==, files[i].width);
      g_assert_cmpuint (scan.height, ==, files[i].height);
      g_assert_cmpuint (scan.exif.orientation, ==, files[i].orientation);
      g_assert_true (scan.has_exif);
      scan.exif.orientation = 6;
      check_whole (&scan.exif);
      for (gsize k = 0; k < n; k++)
        read_copy (bytes, k);
      g_bytes_unref (files[i].bytes);
    }
}

static GBytes *
make_any (guint which, gboolean big)
{
  MadeExif what = whole;

  what.big = big;
  switch (which)
    {
    case 0:
      return made_photo_new (&what);
    case 1:
      return made_webp_new (&what);
    case 2:
      return made_png_new (&what);
    case 3:
      return made_heic_new (&what);
    default:
      return g_byte_array_free_to_bytes (made_exif_new (&what));
    }
}

static void
mutate (guint8 *bytes, gsize n)
{
  static const guint8 sharp[] = { 0, 1, 0x7f, 0x80, 0xff };

  for (gint k = g_test_rand_int_range (1, 9); k > 0; k--)
    {
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) MIN (n, 700));

      bytes[at] = g_test_rand_bit () ? sharp[g_test_rand_int_range (0, G_N_ELEMENTS (sharp))]
                                     : (guint8) g_test_rand_int_range (0, 256);
    }
}

static void
test_mutated (void)
{
  const char *wish = g_getenv ("SUY_CASES");
  guint64 n_cases = wish == NULL ? 5000 : g_ascii_strtoull (wish, NULL, 10);

  for (guint64 i = 0; i < n_cases; i++)
    {
      g_autoptr (GBytes) file = make_any ((guint) (i % 5), g_test_rand_bit ());
      gsize n;
      const guint8 *bytes = g_bytes_get_data (file, &n);
      g_autofree guint8 *copy = g_memdup2 (bytes, n);

      mutate (copy, n);
      read_copy (copy, g_test_rand_bit () ? n : (gsize) g_test_rand_int_range (0, (gint32) n));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/exif/read/orders", test_orders);
  g_test_add_func ("/io/exif/read/signs", test_signs);
  g_test_add_func ("/io/exif/read/no-place", test_no_place);
  g_test_add_func ("/io/exif/read/times", test_times);
  g_test_add_func ("/io/exif/harm/cut", test_cut);
  g_test_add_func ("/io/exif/harm/loops", test_loops);
  g_test_add_func ("/io/exif/harm/counts", test_counts);
  g_test_add_func ("/io/exif/harm/mutated", test_mutated);
  g_test_add_func ("/io/picture-scan/containers", test_containers);

  return g_test_run ();
}
