/* suy-export-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-export-table.h"

#include <string.h>

#include "suy-ledger-table.h"
#include "suy-wkb-walk.h"

/* OGC 12-128r18, 2.1.3: magic and version, flags, SRS id, then the envelope that the flags name. */
#define GPKG_HEADER 8
#define GPKG_FLAGS 3

static gboolean
is_chinese (const char *language)
{
  return g_str_has_prefix (language, "zh");
}

void
suy_export_column_clear (gpointer column)
{
  g_free (((SuyExportColumn *) column)->heading);
}

static void
add_column (GArray *columns, const char *heading, SuyCellKind kind)
{
  const SuyExportColumn column = { .heading = g_strdup (heading), .kind = kind };

  g_array_append_val (columns, column);
}

/* Numbers are numbers in a spreadsheet; ids, codes and dates are text there. */
static SuyCellKind
get_kind (const SuyField *field)
{
  return field->type == SUY_FIELD_INTEGER || field->type == SUY_FIELD_REAL ? SUY_CELL_NUMBER
                                                                           : SUY_CELL_TEXT;
}

static GArray *
make_columns (const SuyRegister *reg, const char *language)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (SuyExportColumn));

  g_array_set_clear_func (columns, suy_export_column_clear);
  add_column (columns, "ID", SUY_CELL_TEXT);
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      add_column (columns, suy_label_get (&field->label, language), get_kind (field));
    }
  if (reg->geometry == SUY_GEOMETRY_POINT)
    {
      add_column (columns, is_chinese (language) ? "经度" : "Longitude", SUY_CELL_NUMBER);
      add_column (columns, is_chinese (language) ? "纬度" : "Latitude", SUY_CELL_NUMBER);
    }
  else if (reg->geometry != SUY_GEOMETRY_NONE)
    add_column (columns, "WKT", SUY_CELL_TEXT);

  return columns;
}

GArray *
suy_export_make_columns (const SuyRegister *reg, const SuyExportOptions *options)
{
  return options->official ? suy_ledger_table_make_columns (reg)
                           : make_columns (reg, options->language);
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
suy_export_make_cells (const SuyRecord *record, guint64 number, const SuyExportOptions *options)
{
  const SuyRegister *reg = suy_record_get_register (record);
  GPtrArray *cells;

  if (options->official)
    return suy_ledger_table_make_cells (record, number, options);
  cells = g_ptr_array_new_with_free_func (g_free);

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
  g_autoptr (GArray) columns = make_columns (reg, language);

  if (columns->len != suy_source_get_n_columns (source))
    return FALSE;
  for (guint i = 0; i < columns->len; i++)
    if (strcmp (g_array_index (columns, SuyExportColumn, i).heading,
                suy_source_get_column (source, i)) != 0)
      return FALSE;

  return TRUE;
}

gboolean
suy_export_is_ours (SuySource *source, const SuyRegister *reg)
{
  return strcmp (suy_source_get_format (source), "CSV") == 0 &&
         (has_headings (source, reg, "zh_CN") || has_headings (source, reg, "en") ||
          (suy_ledger_table_has (reg) && suy_ledger_table_is_ours (source)));
}
