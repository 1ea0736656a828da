/* suy-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-export.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <errno.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <string.h>

#include "suy-csv.h"
#include "suy-error.h"
#include "suy-export-table.h"

typedef struct
{
  const char *ending;
  const char *driver;
  gboolean for_people;
  const char *dataset_options[2], *layer_options[4];
  gboolean dates_as_text; /* the form has dates, but GDAL drops those of fields */
} Form;

/* What GDAL alone would do differently; any other ending takes GDAL's own driver for it. */
static const Form forms[] = {
  { "csv", NULL, TRUE },
  { "xlsx", "XLSX", TRUE },
  { "ods", "ODS", TRUE },
  { "geojson", "GeoJSON", FALSE, { 0 }, { "RFC7946=YES", "ID_FIELD=fid", "ID_TYPE=String" } },
  { "json", "GeoJSON", FALSE, { 0 }, { "RFC7946=YES", "ID_FIELD=fid", "ID_TYPE=String" } },
  { "gpkg", "GPKG", FALSE, { 0 }, { "FID=fid", "GEOMETRY_NAME=geom" } },
  { "shp", "ESRI Shapefile", FALSE, { 0 }, { "ENCODING=UTF-8" } },
  { "gpx", "GPX", FALSE, { "GPX_USE_EXTENSIONS=YES" }, { "FORCE_GPX_TRACK=NO" } },
  { "dxf", "DXF", FALSE },
  { "kml", "LIBKML", FALSE, .dates_as_text = TRUE },
  { "kmz", "LIBKML", FALSE, .dates_as_text = TRUE },
};

typedef struct
{
  const SuyRegister *reg;
  const char *path; /* as it was asked for */
  SuyExportOptions options;
  GCancellable *cancellable;
  SuyExportResult result;
  const Form *form; /* (nullable) */
  GDALDatasetH dataset;
  OGRLayerH layer;
  GString *complaint;
} Writer;

static void CPL_STDCALL
hear_complaint (CPLErr kind, CPLErrorNum number, const char *message)
{
  Writer *self = CPLGetErrorHandlerUserData ();

  if (kind >= CE_Failure)
    g_string_assign (self->complaint, message);
  else if (kind == CE_Warning && strstr (message, "truncated") != NULL)
    self->result.n_cut++;
}

static gboolean
set_io_error (Writer *self, GError **error)
{
  g_autofree char *said = g_utf8_make_valid (self->complaint->str, -1);

  if (error != NULL && *error == NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("%s can't be written: %s"), self->path, said);

  return FALSE;
}

/* ---- which form ---- */

static const char *
get_ending (const char *path)
{
  const char *dot = strrchr (path, '.');

  return dot == NULL || strchr (dot, '/') != NULL ? "" : dot + 1;
}

static const Form *
find_form (const char *ending)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_ascii_strcasecmp (ending, forms[i].ending) == 0)
      return &forms[i];

  return NULL;
}

static gboolean
writes_ending (GDALDriverH driver, const char *ending)
{
  const char *all = GDALGetMetadataItem (driver, GDAL_DMD_EXTENSIONS, NULL);
  g_auto (GStrv) list = g_strsplit (all == NULL ? "" : all, " ", -1);

  if (GDALGetMetadataItem (driver, GDAL_DCAP_VECTOR, NULL) == NULL ||
      GDALGetMetadataItem (driver, GDAL_DCAP_CREATE, NULL) == NULL)
    return FALSE;
  for (guint i = 0; list[i] != NULL; i++)
    if (g_ascii_strcasecmp (list[i], ending) == 0)
      return TRUE;

  return FALSE;
}

static GDALDriverH
find_driver (Writer *self, const char *ending, GError **error)
{
  GDALDriverH driver = NULL;

  GDALAllRegister ();
  if (self->form != NULL)
    driver = GDALGetDriverByName (self->form->driver);
  for (int i = 0; driver == NULL && ending[0] != '\0' && i < GDALGetDriverCount (); i++)
    if (writes_ending (GDALGetDriver (i), ending))
      driver = GDALGetDriver (i);
  if (driver == NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                 _ ("Files that end in .%s can't be written. Take gpkg, geojson, shp, kml, fgb, "
                    "dxf, csv, xlsx or ods"),
                 ending);

  return driver;
}

/* ---- records ---- */

static SuyRecord *
take_next (Writer *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;

  return self->options.next (self->options.user_data, error);
}

static gboolean
write_csv_row (FILE *file, char **cells, guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *guarded = suy_csv_guard (cells[i] == NULL ? "" : cells[i]);

      g_string_append (out, i > 0 ? "," : "");
      suy_csv_append (out, guarded);
    }
  g_string_append (out, "\r\n");

  return fwrite (out->str, 1, out->len, file) == out->len;
}

static gboolean
write_csv_rows (Writer *self, FILE *file, GError **error)
{
  g_auto (GStrv) headings = suy_export_make_headings (self->reg, self->options.language);
  gboolean done = fputs ("\xef\xbb\xbf", file) != EOF &&
                  write_csv_row (file, headings, g_strv_length (headings));
  g_autoptr (GError) cause = NULL;

  while (done)
    {
      g_autoptr (SuyRecord) record = take_next (self, &cause);
      g_autoptr (GPtrArray) cells = NULL;

      if (record == NULL)
        break;
      cells = suy_export_make_cells (record, &self->options);
      done = write_csv_row (file, (char **) cells->pdata, cells->len);
      self->result.n_records += done;
    }
  if (!done)
    g_string_assign (self->complaint, g_strerror (errno));
  if (cause == NULL)
    return done || set_io_error (self, error);
  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

static gboolean
write_csv (Writer *self, const char *path, GError **error)
{
  FILE *file = g_fopen (path, "wb");
  gboolean done;

  if (file == NULL)
    {
      g_string_assign (self->complaint, g_strerror (errno));
      return set_io_error (self, error);
    }
  done = write_csv_rows (self, file, error);
  if (fclose (file) != 0 && done)
    {
      g_string_assign (self->complaint, g_strerror (errno));
      done = set_io_error (self, error);
    }

  return done;
}

/* ---- GDAL ---- */

static OGRwkbGeometryType
get_geometry_type (SuyGeometryType type)
{
  static const OGRwkbGeometryType types[] = {
    [SUY_GEOMETRY_NONE] = wkbNone,
    [SUY_GEOMETRY_POINT] = wkbPoint,
    [SUY_GEOMETRY_MULTIPOINT] = wkbMultiPoint,
    [SUY_GEOMETRY_LINESTRING] = wkbLineString,
    [SUY_GEOMETRY_MULTILINESTRING] = wkbMultiLineString,
    [SUY_GEOMETRY_POLYGON] = wkbPolygon,
    [SUY_GEOMETRY_MULTIPOLYGON] = wkbMultiPolygon,
  };

  return types[type];
}

static OGRFieldType
get_field_type (const Writer *self, const SuyField *field)
{
  gboolean dated = self->form == NULL || !self->form->dates_as_text;

  switch (field->type)
    {
    case SUY_FIELD_INTEGER:
      return OFTInteger64;
    case SUY_FIELD_BOOLEAN:
      return OFTInteger;
    case SUY_FIELD_REAL:
      return OFTReal;
    case SUY_FIELD_DATE:
      return dated ? OFTDate : OFTString;
    case SUY_FIELD_DATETIME:
      return dated ? OFTDateTime : OFTString;
    case SUY_FIELD_TEXT:
    case SUY_FIELD_CHOICE:
    case SUY_FIELD_LINK:
    case SUY_FIELD_LIST:
    default:
      return OFTString;
    }
}

static gboolean
is_gpkg (Writer *self)
{
  return self->form != NULL && strcmp (self->form->ending, "gpkg") == 0;
}

static gboolean
is_dxf (Writer *self)
{
  return self->form != NULL && strcmp (self->form->ending, "dxf") == 0;
}

static gboolean
add_field (Writer *self, const char *name, OGRFieldType type, OGRFieldSubType sub_type)
{
  OGRFieldDefnH field = OGR_Fld_Create (name, type);
  gboolean done;

  OGR_Fld_SetSubType (field, sub_type);
  done = OGR_L_CreateField (self->layer, field, TRUE) == OGRERR_NONE;
  OGR_Fld_Destroy (field);

  return done;
}

/* Numbers stay numbers in a spreadsheet; ids, codes and dates are text there. */
static gboolean
add_people_fields (Writer *self)
{
  g_auto (GStrv) headings = suy_export_make_headings (self->reg, self->options.language);
  gboolean done = TRUE;

  for (guint i = 0; headings[i] != NULL && done; i++)
    {
      const SuyField *field = i >= 1 && i <= self->reg->fields->len
                                  ? g_ptr_array_index (self->reg->fields, i - 1)
                                  : NULL;
      gboolean whole = field != NULL && field->type == SUY_FIELD_INTEGER;
      gboolean number = (field != NULL && field->type == SUY_FIELD_REAL) ||
                        (i > self->reg->fields->len && self->reg->geometry == SUY_GEOMETRY_POINT);

      done = add_field (self, headings[i],
                        whole    ? OFTInteger64
                        : number ? OFTReal
                                 : OFTString,
                        OFSTNone);
    }

  return done;
}

static gboolean
add_fields (Writer *self)
{
  gboolean done = TRUE;

  if (is_dxf (self))
    return TRUE;
  if (self->form != NULL && self->form->for_people)
    return add_people_fields (self);

  if (!is_gpkg (self))
    done = add_field (self, "fid", OFTString, OFSTNone);
  for (guint i = 0; done && i < self->reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (self->reg->fields, i);

      done = add_field (self, field->name, get_field_type (self, field),
                        field->type == SUY_FIELD_BOOLEAN ? OFSTBoolean : OFSTNone);
    }

  return done;
}

static gboolean
create_layer (Writer *self, const char *path, GError **error)
{
  GDALDriverH driver = find_driver (self, get_ending (path), error);
  OGRSpatialReferenceH crs;
  gboolean people = self->form != NULL && self->form->for_people;
  gboolean done;

  if (driver == NULL)
    return FALSE;
  self->dataset = GDALCreate (driver, path, 0, 0, 0, GDT_Unknown,
                              self->form == NULL ? NULL : (char **) self->form->dataset_options);
  if (self->dataset == NULL)
    return set_io_error (self, error);

  crs = OSRNewSpatialReference (NULL);
  OSRSetAxisMappingStrategy (crs, OAMS_TRADITIONAL_GIS_ORDER);
  done = OSRImportFromEPSG (crs, 4326) == OGRERR_NONE;
  if (done)
    self->layer = GDALDatasetCreateLayer (
        self->dataset, is_dxf (self) ? "entities" : self->reg->name, people ? NULL : crs,
        people ? wkbNone : get_geometry_type (self->reg->geometry),
        self->form == NULL ? NULL : (char **) self->form->layer_options);
  OSRRelease (crs);
  if (self->layer == NULL || !add_fields (self))
    return set_io_error (self, error);

  return TRUE;
}

static void
set_cells (Writer *self, OGRFeatureH feature, const SuyRecord *record)
{
  g_autoptr (GPtrArray) cells = suy_export_make_cells (record, &self->options);

  for (guint i = 0; i < cells->len; i++)
    if (g_ptr_array_index (cells, i) != NULL)
      OGR_F_SetFieldString (feature, (int) i, g_ptr_array_index (cells, i));
}

/* By place, since a Shapefile has shortened the names. */
static void
set_fields (Writer *self, OGRFeatureH feature, const SuyRecord *record)
{
  gint64 id = suy_record_get_id (record);
  int at = 0;

  if (is_gpkg (self))
    OGR_F_SetFID (feature, id);
  else
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      OGR_F_SetFieldString (feature, at++, text);
    }
  for (guint i = 0; i < self->reg->fields->len; i++, at++)
    {
      g_autofree char *text =
          suy_export_format (record, g_ptr_array_index (self->reg->fields, i), &self->options);

      if (text != NULL)
        OGR_F_SetFieldString (feature, at, text);
    }
}

static gboolean
set_place (OGRFeatureH feature, const SuyRecord *record, GError **error)
{
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) cause = NULL;
  gsize size;
  const guint8 *wkb = suy_export_get_wkb (record, &blob, &size, &cause);
  OGRGeometryH geometry = NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (wkb != NULL && OGR_G_CreateFromWkb (wkb, NULL, &geometry, (int) size) == OGRERR_NONE)
    OGR_F_SetGeometryDirectly (feature, geometry);

  return TRUE;
}

static gboolean
write_feature (Writer *self, const SuyRecord *record, GError **error)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (self->layer));
  gboolean people = self->form != NULL && self->form->for_people;
  gboolean done = TRUE;

  if (people)
    set_cells (self, feature, record);
  else if (is_dxf (self))
    OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, "Layer"), self->reg->name);
  else
    set_fields (self, feature, record);
  if (!people)
    done = set_place (feature, record, error);

  /* A drawing has no records without a place. */
  if (done && !(is_dxf (self) && OGR_F_GetGeometryRef (feature) == NULL))
    {
      done =
          OGR_L_CreateFeature (self->layer, feature) == OGRERR_NONE || set_io_error (self, error);
      self->result.n_records += done;
    }
  OGR_F_Destroy (feature);

  return done;
}

static gboolean
write_features (Writer *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean done = TRUE;

  GDALDatasetStartTransaction (self->dataset, FALSE);
  g_string_truncate (self->complaint, 0);
  while (done)
    {
      g_autoptr (SuyRecord) record = take_next (self, &cause);

      if (record == NULL)
        break;
      done = write_feature (self, record, &cause);
    }
  if (cause == NULL)
    {
      GDALDatasetCommitTransaction (self->dataset);
      g_string_truncate (self->complaint, 0);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

static gboolean
write_by_gdal (Writer *self, const char *path, GError **error)
{
  gboolean done;

  CPLPushErrorHandlerEx (hear_complaint, self);
  done = create_layer (self, path, error) && write_features (self, error);
  if (self->dataset != NULL)
    GDALClose (self->dataset);
  CPLPopErrorHandler ();

  /* Spreadsheets are written when they are closed, and only then does a full disk show. */
  return done && (self->complaint->len == 0 || set_io_error (self, error));
}

/* ---- into place ---- */

/* The file that gives its name to all goes last: whoever sees it sees the others too. */
static gboolean
move_files (const char *from, const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *last = g_build_filename (from, base, NULL);
  g_autoptr (GDir) files = g_dir_open (from, 0, error);
  const char *name;
  int failed = 0;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (directory, name, NULL);

      if (strcmp (name, base) != 0 && failed == 0 && g_rename (source, target) != 0)
        failed = errno;
    }
  if (files != NULL && failed == 0 && g_file_test (last, G_FILE_TEST_EXISTS) &&
      g_rename (last, path) != 0)
    failed = errno;
  if (failed != 0)
    g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("%s can't be put in place: %s"), path,
                 g_strerror (failed));

  return files != NULL && failed == 0;
}

static void
remove_directory (const char *path)
{
  GDir *files = g_dir_open (path, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  if (files != NULL)
    g_dir_close (files);
  g_rmdir (path);
}

gboolean
suy_export_write (const char *path,
                  const SuyRegister *reg,
                  const SuyExportOptions *options,
                  GCancellable *cancellable,
                  SuyExportResult *result,
                  GError **error)
{
  g_autoptr (GString) complaint = g_string_new (NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *temporary = g_build_filename (directory, ".suyuan-export-XXXXXX", NULL);
  g_autofree char *inside = NULL;
  Writer writer = { .reg = reg, .path = path, .options = *options, .cancellable = cancellable };
  gboolean done;

  writer.complaint = complaint;
  writer.form = find_form (get_ending (path));
  if (writer.options.language == NULL)
    writer.options.language = g_get_language_names ()[0];
  if (g_mkdtemp (temporary) == NULL)
    {
      g_string_assign (complaint, g_strerror (errno));
      return set_io_error (&writer, error);
    }

  inside = g_build_filename (temporary, base, NULL);
  done = writer.form != NULL && writer.form->driver == NULL
             ? write_csv (&writer, inside, error)
             : write_by_gdal (&writer, inside, error);
  done = done && move_files (temporary, path, error);
  remove_directory (temporary);
  if (result != NULL)
    *result = writer.result;

  return done;
}
