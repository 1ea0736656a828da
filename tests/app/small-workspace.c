/* small-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "small-workspace.h"

#include <glib/gstdio.h>

static gint64
add_point (SuyWorkspace *workspace, const char *code, const char *name, const char *level, gint32 y)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "risk_point");
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autoptr (SuyGeometry) place = suy_geometry_new_point ((SuyPoint){ 1180000000, y });
  g_autoptr (GError) error = NULL;

  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", "hazard");
  suy_record_set_text (record, "risk_level", level);
  suy_record_set_text (record, "source_type", "farm");
  suy_record_set_text (record, "control_measures", "[\"fence\"]");
  suy_record_set_geometry (record, place);
  suy_workspace_save (workspace, record, NULL, &error);
  g_assert_no_error (error);

  return suy_record_get_id (record);
}

void
small_open (Small *small)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  small->dir = g_dir_make_tmp ("suy-app-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (small->dir, "small.gpkg", NULL);
  small->workspace = suy_workspace_create (path, "Small", NULL, &error);
  g_assert_no_error (error);
  small->near = add_point (small->workspace, "FX-1", "=Near, \"farm\"", "red", 270009000);
  small->far = add_point (small->workspace, "FX-2", "Far farm", "blue", 270081000);
  small->other = add_point (small->workspace, "FX-3", "Other farm", "blue", 271800000);
}

void
small_close (Small *small)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (suy_workspace_get_store (small->workspace) != NULL)
    suy_workspace_close (small->workspace, &error);
  g_assert_no_error (error);
  g_object_unref (small->workspace);
  dir = g_dir_open (small->dir, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (small->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (small->dir);
  g_free (small->dir);
}

void
small_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
