/* suy-part.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-part.h"

char *
suy_part_find (const char *variable, const char *installed, const char *name)
{
  const char *named = g_getenv (variable);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self == NULL ? g_strdup (".") : g_path_get_dirname (self);
  static const char *const places[] = { ".", "../io" }; /* the second in a build directory */

  if (named != NULL)
    return g_strdup (named);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (directory, places[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }

  return g_build_filename (installed, name, NULL);
}
