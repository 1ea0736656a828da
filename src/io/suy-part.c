/* suy-part.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-part.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>

#include "suy-error.h"

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

/* Modules stay in memory: the libraries that they bring do not bear being taken out. */
gpointer
suy_part_load (const char *variable,
               const char *installed,
               const char *name,
               const char *symbol,
               GError **error)
{
  static GMutex mutex;
  static GHashTable *loaded;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *path = NULL;
  GModule *module;
  gpointer found;

  if (loaded == NULL)
    loaded = g_hash_table_new (g_str_hash, g_str_equal);
  found = g_hash_table_lookup (loaded, symbol);
  if (found != NULL)
    return found;

  path = suy_part_find (variable, installed, name);
  module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (module == NULL || !g_module_symbol (module, symbol, &found))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
                   _ ("The part of this program that writes such files can't be loaded (%s). "
                      "Install the program again"),
                   g_module_error ());
      if (module != NULL)
        g_module_close (module);
      return NULL;
    }

  g_module_make_resident (module);
  g_hash_table_insert (loaded, (gpointer) symbol, found);

  return found;
}
