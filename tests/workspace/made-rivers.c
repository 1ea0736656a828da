/* made-rivers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-rivers.h"

#include <glib/gstdio.h>
#include <math.h>

#define SOUTH 270000000
#define HEIGHT 200000

void
made_open (Made *made)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  made->folder = g_dir_make_tmp ("suy-made-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (made->folder, "made.gpkg", NULL);
  made->workspace = suy_workspace_create (path, "Made", NULL, &error);
  g_assert_no_error (error);
}

void
made_close (Made *made)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  suy_workspace_close (made->workspace, &error);
  g_assert_no_error (error);
  g_object_unref (made->workspace);
  folder = g_dir_open (made->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (made->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (made->folder);
  g_free (made->folder);
}

void
made_begin (Made *made)
{
  const SuyCommandInfo info = { .kind = "edit" };
  g_autoptr (GError) error = NULL;

  suy_store_begin (suy_workspace_get_store (made->workspace), &info, &error);
  g_assert_no_error (error);
}

void
made_end (Made *made)
{
  g_autoptr (GError) error = NULL;

  suy_store_commit (suy_workspace_get_store (made->workspace), NULL, &error);
  g_assert_no_error (error);
}

const SuyRegister *
made_register (Made *made, const char *name)
{
  return suy_catalog_find (suy_workspace_get_catalog (made->workspace), name);
}

static void
insert (Made *made, SuyRecord *record)
{
  g_autoptr (GError) error = NULL;

  suy_store_insert (suy_workspace_get_store (made->workspace), record, &error);
  g_assert_no_error (error);
}

static gint32
meridian (int reach)
{
  return 1170000000 + 500000 * reach;
}

void
made_add_reach (Made *made, int i, int down, double hours)
{
  g_autoptr (SuyRecord) record = suy_record_new (made_register (made, "river_reach"));
  g_autofree char *code = g_strdup_printf ("R%d", i);
  g_autofree char *from = g_strdup_printf ("N%d", i + 1);
  g_autofree char *to = g_strdup_printf ("N%d", down + 1);
  const SuyPoint points[] = { { meridian (i), SOUTH + HEIGHT }, { meridian (i), SOUTH } };
  const guint32 end = 2;
  const SuyShape line = { SUY_SHAPE_LINE, 1, &end, (SuyPoint *) points };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyGeometry) geometry = suy_geometry_new (&line, &error);

  g_assert_no_error (error);
  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "from_node", from);
  suy_record_set_text (record, "to_node", to);
  suy_record_set_real (record, "length_m", MADE_REACH_M);
  if (!isnan (hours))
    suy_record_set_real (record, "travel_h", hours);
  suy_record_set_geometry (record, geometry);
  insert (made, record);
}

static void
set_fields (Made *made, SuyRecord *record, va_list args)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (const char *name = va_arg (args, const char *); name != NULL;
       name = va_arg (args, const char *))
    {
      const char *text = va_arg (args, const char *);
      const SuyField *field = suy_register_find (reg, name);
      g_autoptr (GError) error = NULL;
      SuyValue value;

      g_assert_nonnull (field);
      if (text == NULL)
        continue;
      suy_workspace_parse_value (made->workspace, field, text, &value, &error);
      g_assert_no_error (error);
      suy_record_set (record, field, &value);
      suy_value_clear (&value);
    }
}

gint64
made_add (Made *made, const char *reg, const char *code, int reach, double fraction, ...)
{
  g_autoptr (SuyRecord) record = suy_record_new (made_register (made, reg));
  va_list args;

  suy_record_set_text (record, "code", code);
  if (suy_record_get_register (record)->geometry == SUY_GEOMETRY_POINT)
    {
      const SuyPoint place = { meridian (reach),
                               reach == MADE_OFF_RIVER
                                   ? SOUTH - 5000000
                                   : SOUTH + (gint32) lround (HEIGHT * fraction) };
      g_autoptr (SuyGeometry) geometry = suy_geometry_new_point (place);

      suy_record_set_geometry (record, geometry);
    }
  va_start (args, fraction);
  set_fields (made, record, args);
  va_end (args);
  insert (made, record);

  return suy_record_get_id (record);
}
