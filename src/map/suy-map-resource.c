/* suy-map-resource.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-resource.h"

#include "map-resources.h"

/* A static library's constructor is dropped by the linker unless something names the object. */
void
suy_map_resource_ensure (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      suy_map_data_register_resource ();
      g_once_init_leave (&done, 1);
    }
}

GBytes *
suy_map_resource_load (const char *name)
{
  g_autofree char *path = g_strconcat (SUY_MAP_RESOURCE_PREFIX, name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  suy_map_resource_ensure ();
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("%s", error->message);

  return bytes;
}
