/* suy-reader-table.c: what GDAL gives as records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-reader-private.h"

#include <cpl_conv.h>
#include <glib/gi18n-lib.h>
#include <ogr_srs_api.h>
#include <string.h>

#include "suy-value.h"

/* Text of an encoding that the file did not name: UTF-8 if all of it is, else GB18030. */
static char *
to_utf8 (SuyReader *self, const char *bytes)
{
  char *text = NULL;

  if (self->encoding != NULL && strcmp (self->encoding, "GB18030") == 0)
    text = g_convert (bytes, -1, "UTF-8", "GB18030", NULL, NULL, NULL);

  return text != NULL ? text : g_utf8_make_valid (bytes, -1);
}

static gboolean
is_feature_utf8 (OGRFeatureH feature)
{
  for (int i = 0; i < OGR_F_GetFieldCount (feature); i++)
    if (OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, i)) == OFTString &&
        !g_utf8_validate (OGR_F_GetFieldAsString (feature, i), -1, NULL))
      return FALSE;

  return TRUE;
}

static void
settle_encoding (SuyReader *self)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (self->layer);
  gboolean utf8 = TRUE;
  OGRFeatureH feature;

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    utf8 = utf8 &&
           g_utf8_validate (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)), -1, NULL);
  while (utf8 && (feature = OGR_L_GetNextFeature (self->layer)) != NULL)
    {
      utf8 = is_feature_utf8 (feature);
      OGR_F_Destroy (feature);
    }
  OGR_L_ResetReading (self->layer);

  self->encoding = utf8 ? "UTF-8" : "GB18030";
}

static char *
name_crs (OGRSpatialReferenceH crs)
{
  const char *authority = crs == NULL ? NULL : OSRGetAuthorityName (crs, NULL);
  const char *code = crs == NULL ? NULL : OSRGetAuthorityCode (crs, NULL);
  const char *const options[] = { "FORMAT=WKT2_2019", NULL };
  char *wkt = NULL;
  g_autofree char *name = NULL;

  if (crs == NULL)
    return g_strdup ("");
  if (authority != NULL && code != NULL)
    return g_strdup_printf ("%s:%s", authority, code);

  if (OSRExportToWktEx (crs, &wkt, options) == OGRERR_NONE)
    name = g_strdup (wkt);
  CPLFree (wkt);

  return name != NULL ? g_steal_pointer (&name) : g_strdup ("");
}

static const char *
name_type (OGRFieldType type)
{
  switch ((int) type)
    {
    case OFTInteger:
    case OFTInteger64:
      return "integer";
    case OFTReal:
      return "real";
    case OFTDate:
      return "date";
    case OFTDateTime:
      return "datetime";
    default:
      return "text";
    }
}

/* ISO 8601; a time whose zone the file does not know is given without one. */
static char *
format_time (OGRFeatureH feature, int field, gboolean with_time)
{
  int year, month, day, hour, minute, zone;
  float second;
  g_autofree char *date = NULL;

  if (!OGR_F_GetFieldAsDateTimeEx (feature, field, &year, &month, &day, &hour, &minute, &second,
                                   &zone))
    return g_strdup ("");
  date = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  if (!with_time)
    return g_steal_pointer (&date);
  if (zone < 100)
    return g_strdup_printf ("%sT%02d:%02d:%02d", date, hour, minute, (int) second);

  zone = (zone - 100) * 15;

  return g_strdup_printf ("%sT%02d:%02d:%02d%c%02d:%02d", date, hour, minute, (int) second,
                          zone < 0 ? '-' : '+', ABS (zone) / 60, ABS (zone) % 60);
}

/* As people write lists, which is how fields of lists are read. */
static char *
format_list (OGRFeatureH feature, int field)
{
  char **items = OGR_F_GetFieldAsStringList (feature, field);
  g_autofree char *joined = g_strjoinv ("、", items);

  return g_utf8_make_valid (joined, -1);
}

static char *
format_cell (SuyReader *self, OGRFeatureH feature, int field)
{
  OGRFieldType type = OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, field));

  if (!OGR_F_IsFieldSetAndNotNull (feature, field) || type == OFTBinary)
    return NULL;
  if (type == OFTReal)
    return suy_value_to_string (&SUY_REAL (OGR_F_GetFieldAsDouble (feature, field)));
  if (type == OFTDate || type == OFTDateTime)
    return format_time (feature, field, type == OFTDateTime);

  if (type == OFTStringList)
    return format_list (feature, field);

  return to_utf8 (self, OGR_F_GetFieldAsString (feature, field));
}

static gboolean
send_feature (SuyReader *self, OGRFeatureH feature, GError **error)
{
  gsize size = 0;
  g_autofree guint8 *wkb = suy_reader_write_wkb (OGR_F_GetGeometryRef (feature), &size);
  guint32 number = (guint32) suy_frame_writer_get_n_rows (self->writer) + 1;

  if (!suy_frame_writer_begin_row (self->writer, number, wkb, size, error))
    return FALSE;

  for (int i = 0; i < OGR_F_GetFieldCount (feature); i++)
    {
      g_autofree char *cell = format_cell (self, feature, i);

      if (!suy_frame_writer_add_cell (self->writer, cell, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
send_table_head (SuyReader *self, GError **error)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (self->layer);
  GVariantBuilder columns = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));
  gboolean has_geometry = OGR_FD_GetGeomFieldCount (definition) > 0;
  g_autofree char *crs = name_crs (OGR_L_GetSpatialRef (self->layer));

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn (definition, i);
      g_autofree char *name = to_utf8 (self, OGR_Fld_GetNameRef (field));

      g_variant_builder_add (&columns, "(ss)", name, name_type (OGR_Fld_GetType (field)));
    }

  return suy_frame_writer_send (
      self->writer, SUY_FRAME_HEAD,
      suy_reader_build_head (self, g_variant_builder_end (&columns), 0, 0, has_geometry, crs),
      error);
}

gboolean
suy_reader_send_table (SuyReader *self, GError **error)
{
  gboolean done = TRUE;
  OGRFeatureH feature;

  if (!suy_reader_open_dataset (self, error) || !suy_reader_choose_layer (self, error) ||
      (self->options->where != NULL && !suy_reader_set_filter (self, self->layer, error)))
    return FALSE;
  if (self->encoding == NULL)
    settle_encoding (self);
  if (!send_table_head (self, error))
    return FALSE;

  g_string_truncate (self->complaint, 0);
  while (done && (feature = OGR_L_GetNextFeature (self->layer)) != NULL)
    {
      done = send_feature (self, feature, error);
      OGR_F_Destroy (feature);
    }
  if (done && self->complaint->len > 0)
    {
      suy_reader_set_gdal_error (self, SUY_ERROR_CORRUPT, _ ("reading stopped before the end"),
                                 error);
      done = FALSE;
    }

  return done &&
         suy_reader_send_tail (self, g_variant_new_array (G_VARIANT_TYPE ("(us)"), NULL, 0), error);
}
