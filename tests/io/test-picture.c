/* test-picture.c: the helper tells what a photograph is, upright and small, and survives any file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-photo.h"
#include "suy-demo-picture.h"
#include "suy-error.h"
#include "suy-picture.h"

static SuyPicture *
read_picture (GBytes *bytes, guint max_px)
{
  g_autoptr (GError) error = NULL;
  SuyPicture *picture = suy_picture_read (bytes, "a.jpg", max_px, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (picture->problem, ==, NULL);

  return picture;
}

static gboolean
is_red (const SuyPicture *picture, guint x, guint y)
{
  const guint8 *p = g_bytes_get_data (picture->pixels, NULL);

  p += 4 * (y * picture->small_width + x);
  g_assert_cmpuint (p[3], ==, 255);

  return p[0] > 150 && p[2] < 100;
}

static void
test_jpeg (void)
{
  const MadeExif exif = { .orientation = 1, .time = "2026:10:12 16:20:30", .zone = "+08:00" };
  g_autoptr (GBytes) bytes = made_photo_new (&exif);
  g_autoptr (SuyPicture) picture = read_picture (bytes, 256);

  g_assert_cmpint (picture->scan.type, ==, SUY_PICTURE_JPEG);
  g_assert_true (picture->scan.has_exif);
  g_assert_cmpint (picture->scan.exif.time, ==, SUY_EXIF_TIME_UTC);
  g_assert_cmpuint (picture->small_width, ==, 16);
  g_assert_cmpuint (picture->small_height, ==, 8);
  g_assert_true (is_red (picture, 1, 4));
  g_assert_false (is_red (picture, 14, 4));
  g_assert_nonnull (strstr (picture->sandbox, "seccomp"));
}

/* Where the red half is in the upright picture, by the standard's own words. */
static void
test_orientations (void)
{
  static const struct
  {
    guint width, height, x, y; /* a place that is red */
  } upright[8] = { { 16, 8, 1, 4 }, { 16, 8, 14, 4 }, { 16, 8, 14, 4 }, { 16, 8, 1, 4 },
                   { 8, 16, 4, 1 }, { 8, 16, 4, 1 },  { 8, 16, 4, 14 }, { 8, 16, 4, 14 } };

  for (guint i = 0; i < 8; i++)
    {
      const MadeExif exif = { .orientation = i + 1 };
      g_autoptr (GBytes) bytes = made_photo_new (&exif);
      g_autoptr (SuyPicture) picture = read_picture (bytes, 256);

      g_assert_cmpuint (picture->small_width, ==, upright[i].width);
      g_assert_cmpuint (picture->small_height, ==, upright[i].height);
      g_assert_true (is_red (picture, upright[i].x, upright[i].y));
      g_assert_false (is_red (picture, upright[i].width - 1 - upright[i].x,
                              upright[i].height - 1 - upright[i].y));
    }
}

static void
test_other_kinds (void)
{
  const MadeExif exif = { .orientation = 1 };
  g_autoptr (GBytes) webp = made_webp_new (&exif);
  g_autoptr (GBytes) png = suy_demo_picture_new (SUY_DEMO_SCENE_AFTER, 0);
  g_autoptr (SuyPicture) a = read_picture (webp, 8), b = read_picture (png, 80);
  const guint8 *sky = g_bytes_get_data (b->pixels, NULL);

  g_assert_cmpuint (a->small_width, ==, 8);
  g_assert_cmpuint (a->small_height, ==, 4);
  g_assert_true (is_red (a, 1, 1));
  g_assert_cmpuint (b->small_width, ==, 80);
  g_assert_cmpuint (b->small_height, ==, 60);
  g_assert_false (b->scan.has_exif);
  g_assert_cmpuint (sky[0], ==, 0xcf);
  g_assert_cmpuint (sky[1], ==, 0xe2);
  g_assert_cmpuint (sky[2], ==, 0xee);
}

/* The head of a HEIC is read though its pixels are not there. */
static void
test_no_pixels (void)
{
  const MadeExif exif = { .time = "2026:10:12 16:20:30" };
  g_autoptr (GBytes) bytes = made_heic_new (&exif);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyPicture) picture = suy_picture_read (bytes, "a.heic", 256, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (picture->pixels);
  g_assert_nonnull (picture->problem);
  g_assert_cmpint (picture->scan.exif.time, ==, SUY_EXIF_TIME_LOCAL);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("%PDF-1.7 ", 9);
  g_autoptr (GBytes) photo = made_photo_new (NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char *helper = g_strdup (g_getenv ("SUYUAN_IMPORT_HELPER"));
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_picture_read (text, "a.jpg", 256, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_FOREIGN);
  g_assert_nonnull (strstr (error->message, "a.jpg"));
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (suy_picture_read (photo, "a.jpg", 256, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_setenv ("SUYUAN_IMPORT_HELPER", "/bin/true", TRUE); /* says nothing at all */
  g_assert_null (suy_picture_read (photo, "a.jpg", 256, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_CORRUPT);
  g_clear_error (&error);
  g_setenv ("SUYUAN_IMPORT_HELPER", "/nonexistent", TRUE);
  g_assert_null (suy_picture_read (photo, "a.jpg", 256, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
  g_setenv ("SUYUAN_IMPORT_HELPER", helper, TRUE);
}

/* A head that claims 65535 x 65535 pixels is told, not drawn. */
static void
test_too_large (void)
{
  g_autoptr (GBytes) photo = made_photo_new (NULL);
  gsize n = g_bytes_get_size (photo);
  guint8 *copy = g_memdup2 (g_bytes_get_data (photo, NULL), n);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SuyPicture) picture = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i + 9 < n; i++)
    if (copy[i] == 0xff && copy[i + 1] == 0xc0)
      memset (copy + i + 5, 0xff, 4);
  bytes = g_bytes_new_take (copy, n);
  picture = suy_picture_read (bytes, "a.jpg", 256, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (picture->scan.width, ==, 65535);
  g_assert_null (picture->pixels);
  g_assert_nonnull (picture->problem);
}

static void
test_mutated (void)
{
  const char *wish = g_getenv ("SUY_HELPER_CASES");
  guint64 n_cases = wish == NULL ? 12 : g_ascii_strtoull (wish, NULL, 10);
  const MadeExif exif = { .orientation = 6, .time = "2026:10:12 16:20:30" };

  for (guint64 i = 0; i < n_cases; i++)
    {
      g_autoptr (GBytes) file = i % 2 == 0 ? made_photo_new (&exif) : made_webp_new (&exif);
      gsize n = g_bytes_get_size (file);
      guint8 *copy = g_memdup2 (g_bytes_get_data (file, NULL), n);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SuyPicture) picture = NULL;
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < 6; k++)
        copy[g_test_rand_int_range (12, (gint32) n)] = (guint8) g_test_rand_int_range (0, 256);
      bytes = g_bytes_new_take (copy, n);
      picture = suy_picture_read (bytes, "a.jpg", 64, NULL, &error);
      g_assert_no_error (error); /* the helper lived, and said what is damaged */
      g_assert_cmpint (picture->pixels == NULL, ==, picture->problem != NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/picture/read/jpeg", test_jpeg);
  g_test_add_func ("/io/picture/read/orientations", test_orientations);
  g_test_add_func ("/io/picture/read/other-kinds", test_other_kinds);
  g_test_add_func ("/io/picture/read/no-pixels", test_no_pixels);
  g_test_add_func ("/io/picture/refused/kinds", test_refused);
  g_test_add_func ("/io/picture/refused/too-large", test_too_large);
  g_test_add_func ("/io/picture/harm/mutated", test_mutated);

  return g_test_run ();
}
