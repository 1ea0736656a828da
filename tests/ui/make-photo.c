/* make-photo.c: writes a photograph taken at 118.2 E, 27.35 N
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make-photo FILE "2026:11:20 10:00:00" */

#include "made-photo.h"

int
main (int argc, char **argv)
{
  const MadeExif exif = {
    .time = argc == 3 ? argv[2] : NULL,
    .zone = "+08:00",
    .lat_ref = "N",
    .lat = { 27, 1, 21, 1, 0, 1 },
    .lon_ref = "E",
    .lon = { 118, 1, 12, 1, 0, 1 },
  };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("make-photo FILE TIME\n");
      return 2;
    }
  bytes = made_photo_new (&exif);
  if (g_file_set_contents (argv[1], g_bytes_get_data (bytes, NULL),
                           (gssize) g_bytes_get_size (bytes), &error))
    return 0;
  g_printerr ("%s\n", error->message);

  return 1;
}
