/* suy-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-settings.h"

#define SCHEMA "org.suyuan.Suyuan"
#define MAX_RECENT 10

/* NULL where the schema lies in no directory that GSettings knows. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *known = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) built = NULL;
  GSettingsSchema *schema = NULL;

  if (known != NULL)
    schema = g_settings_schema_source_lookup (known, SCHEMA, TRUE);
  if (schema != NULL)
    return schema;

  built = g_settings_schema_source_new_from_directory (SUY_BUILD_DATA_DIR, known, TRUE, NULL);

  return built == NULL ? NULL : g_settings_schema_source_lookup (built, SCHEMA, TRUE);
}

GSettings *
suy_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    {
      g_autoptr (GSettingsSchema) schema = find_schema ();

      if (schema == NULL)
        g_error ("The settings schema %s is not installed; set GSETTINGS_SCHEMA_DIR", SCHEMA);
      settings = g_settings_new_full (schema, NULL, NULL);
    }

  return settings;
}

const char *
suy_settings_get_language (void)
{
  return g_get_language_names ()[0];
}

static void
change_recent (const char *path, gboolean add)
{
  g_auto (GStrv) old = g_settings_get_strv (suy_settings_get (), "recent");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;
  guint n = 0;

  if (add)
    g_strv_builder_add (builder, path);
  for (guint i = 0; old[i] != NULL && n < MAX_RECENT - 1; i++)
    if (strcmp (old[i], path) != 0)
      {
        g_strv_builder_add (builder, old[i]);
        n++;
      }
  recent = g_strv_builder_end (builder);
  g_settings_set_strv (suy_settings_get (), "recent", (const char *const *) recent);
}

void
suy_settings_add_recent (const char *path)
{
  change_recent (path, TRUE);
}

void
suy_settings_remove_recent (const char *path)
{
  change_recent (path, FALSE);
}

gboolean
suy_settings_is_dark (void)
{
  gboolean dark = FALSE;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &dark, NULL);

  return dark;
}
