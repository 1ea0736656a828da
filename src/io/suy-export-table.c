/* suy-export-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-export-table.h"

#include <string.h>

#include "suy-wkb-walk.h"

/* OGC 12-128r18, 2.1.3: magic and version, flags, SRS id, then the envelope that the flags name. */
#define GPKG_HEADER 8
#define GPKG_FLAGS 3

static gboolean
is_chinese (const char *language)
{
  return g_str_has_prefix (language, "zh");
}

GStrv
suy_export_make_headings (const SuyRegister *reg, const char *language)
{
  g_autoptr (GStrvBuilder) headings = g_strv_builder_new ();

  g_strv_builder_add (headings, "ID");
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      g_strv_builder_add (headings, suy_label_get (&field->label, language));
    }
  if (reg->geometry == SUY_GEOMETRY_POINT)
    {
      g_strv_builder_add (headings, is_chinese (language) ? "经度" : "Longitude");
      g_strv_builder_add (headings, is_chinese (language) ? "纬度" : "Latitude");
    }
  else if (reg->geometry != SUY_GEOMETRY_NONE)
    g_strv_builder_add (headings, "WKT");

  return g_strv_builder_end (headings);
}

char *
suy_export_format (const SuyRecord *record, const SuyField *field, const SuyExportOptions *options)
{
  const SuyValue *value = suy_record_get (record, field);
  char *key = NULL;

  if (value->type == SUY_VALUE_NULL)
    return NULL;
  if (field->type == SUY_FIELD_LINK && options->link != NULL)
    key = options->link (field, value->integer, options->user_data);

  return key != NULL ? key : suy_value_to_string (value);
}

const guint8 *
suy_export_get_wkb (const SuyRecord *record, GBytes **blob, gsize *size, GError **error)
{
  SuyGeometry *geometry = suy_record_get_geometry (record);
  const guint8 *bytes;
  gsize envelope;

  *blob = NULL;
  if (geometry == NULL || suy_geometry_get_shape (geometry)->kind == SUY_SHAPE_NONE)
    return NULL;
  *blob = suy_geometry_to_gpkg (geometry, suy_record_get_register (record)->geometry, error);
  if (*blob == NULL)
    return NULL;

  bytes = g_bytes_get_data (*blob, size);
  envelope = ((bytes[GPKG_FLAGS] >> 1) & 7) == 0 ? 0 : 4 * sizeof (double);
  *size -= GPKG_HEADER + envelope;

  return bytes + GPKG_HEADER + envelope;
}

static char *
format_for_people (const SuyRecord *record, const SuyField *field, const SuyExportOptions *options)
{
  const SuyValue *value = suy_record_get (record, field);

  if (value->type != SUY_VALUE_NULL &&
      (field->type == SUY_FIELD_CHOICE || field->type == SUY_FIELD_BOOLEAN ||
       field->type == SUY_FIELD_LIST))
    return suy_field_format (field, value, options->language);

  return suy_export_format (record, field, options);
}

static void
add_place (GPtrArray *cells, const SuyRecord *record)
{
  SuyGeometry *geometry = suy_record_get_geometry (record);
  const SuyShape *shape = geometry == NULL ? NULL : suy_geometry_get_shape (geometry);
  g_autoptr (GBytes) blob = NULL;
  const guint8 *wkb;
  gsize size;

  if (suy_record_get_register (record)->geometry == SUY_GEOMETRY_POINT)
    {
      gboolean there = shape != NULL && shape->kind == SUY_SHAPE_POINT;
      SuyPoint point = there ? shape->points[0] : (SuyPoint){ 0, 0 };

      g_ptr_array_add (cells,
                       there ? suy_value_to_string (&SUY_REAL (suy_degrees (point.x))) : NULL);
      g_ptr_array_add (cells,
                       there ? suy_value_to_string (&SUY_REAL (suy_degrees (point.y))) : NULL);
      return;
    }

  wkb = suy_export_get_wkb (record, &blob, &size, NULL);
  g_ptr_array_add (cells, wkb == NULL ? NULL : suy_wkb_to_text (wkb, size));
}

GPtrArray *
suy_export_make_cells (const SuyRecord *record, const SuyExportOptions *options)
{
  const SuyRegister *reg = suy_record_get_register (record);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup_printf ("%" G_GINT64_FORMAT, suy_record_get_id (record)));
  for (guint i = 0; i < reg->fields->len; i++)
    g_ptr_array_add (cells,
                     format_for_people (record, g_ptr_array_index (reg->fields, i), options));
  if (reg->geometry != SUY_GEOMETRY_NONE)
    add_place (cells, record);

  return cells;
}

static gboolean
has_headings (SuySource *source, const SuyRegister *reg, const char *language)
{
  g_auto (GStrv) headings = suy_export_make_headings (reg, language);

  if (g_strv_length (headings) != suy_source_get_n_columns (source))
    return FALSE;
  for (guint i = 0; headings[i] != NULL; i++)
    if (strcmp (headings[i], suy_source_get_column (source, i)) != 0)
      return FALSE;

  return TRUE;
}

gboolean
suy_export_is_ours (SuySource *source, const SuyRegister *reg)
{
  return strcmp (suy_source_get_format (source), "CSV") == 0 &&
         (has_headings (source, reg, "zh_CN") || has_headings (source, reg, "en"));
}
