/* suy-rules-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-rules-text.h"

#include <gio/gio.h>

#include "suy-rules-resource.h"

char *
suy_rules_text (const char *file, GError **error)
{
  g_autofree char *path = g_strconcat ("/org/suyuan/rules/", file, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (suy_rules_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes == NULL ? NULL
                       : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
