/* suy-export-gdal.c: the module suyuan-export: a register as a file of a form that GDAL writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

#include "suy-error.h"
#include "suy-export-job.h"
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
  SuyExportJob *job;
  const Form *form; /* (nullable) */
  GDALDatasetH dataset;
  OGRLayerH layer;
} Writer;

static void CPL_STDCALL
hear_complaint (CPLErr kind, CPLErrorNum number, const char *message)
{
  SuyExportJob *self = CPLGetErrorHandlerUserData ();

  if (kind >= CE_Failure)
    g_string_assign (self->complaint, message);
  else if (kind == CE_Warning && strstr (message, "truncated") != NULL)
    self->result.n_cut++;
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

static gboolean
add_people_fields (Writer *self)
{
  g_autoptr (GArray) columns = suy_export_make_columns (self->job->reg, &self->job->options);
  gboolean done = TRUE;

  for (guint i = 0; i < columns->len && done; i++)
    {
      const SuyExportColumn *column = &g_array_index (columns, SuyExportColumn, i);
      const SuyField *field = i >= 1 && i <= self->job->reg->fields->len
                                  ? g_ptr_array_index (self->job->reg->fields, i - 1)
                                  : NULL;
      gboolean whole = field != NULL && field->type == SUY_FIELD_INTEGER;

      done = add_field (self, column->heading,
                        whole                             ? OFTInteger64
                        : column->kind == SUY_CELL_NUMBER ? OFTReal
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
  for (guint i = 0; done && i < self->job->reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (self->job->reg->fields, i);

      done = add_field (self, field->name, get_field_type (self, field),
                        field->type == SUY_FIELD_BOOLEAN ? OFSTBoolean : OFSTNone);
    }

  return done;
}

static gboolean
create_layer (Writer *self, GError **error)
{
  GDALDriverH driver = find_driver (self, suy_export_get_ending (self->job->path), error);
  OGRSpatialReferenceH crs;
  gboolean people = self->form != NULL && self->form->for_people;
  gboolean done;

  if (driver == NULL)
    return FALSE;
  self->dataset = GDALCreate (driver, self->job->inside, 0, 0, 0, GDT_Unknown,
                              self->form == NULL ? NULL : (char **) self->form->dataset_options);
  if (self->dataset == NULL)
    return suy_export_job_fail (self->job, error);

  crs = OSRNewSpatialReference (NULL);
  OSRSetAxisMappingStrategy (crs, OAMS_TRADITIONAL_GIS_ORDER);
  done = OSRImportFromEPSG (crs, 4326) == OGRERR_NONE;
  if (done)
    self->layer = GDALDatasetCreateLayer (
        self->dataset, is_dxf (self) ? "entities" : self->job->reg->name, people ? NULL : crs,
        people ? wkbNone : get_geometry_type (self->job->reg->geometry),
        self->form == NULL ? NULL : (char **) self->form->layer_options);
  OSRRelease (crs);
  if (self->layer == NULL || !add_fields (self))
    return suy_export_job_fail (self->job, error);

  return TRUE;
}

static void
set_cells (Writer *self, OGRFeatureH feature, const SuyRecord *record)
{
  g_autoptr (GPtrArray) cells =
      suy_export_make_cells (record, self->job->result.n_records + 1, &self->job->options);

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
  for (guint i = 0; i < self->job->reg->fields->len; i++, at++)
    {
      g_autofree char *text = suy_export_format (
          record, g_ptr_array_index (self->job->reg->fields, i), &self->job->options);

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
    OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, "Layer"), self->job->reg->name);
  else
    set_fields (self, feature, record);
  if (!people)
    done = set_place (feature, record, error);

  /* A drawing has no records without a place. */
  if (done && !(is_dxf (self) && OGR_F_GetGeometryRef (feature) == NULL))
    {
      done = OGR_L_CreateFeature (self->layer, feature) == OGRERR_NONE ||
             suy_export_job_fail (self->job, error);
      self->job->result.n_records += done;
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
  g_string_truncate (self->job->complaint, 0);
  while (done)
    {
      g_autoptr (SuyRecord) record = suy_export_job_take_next (self->job, &cause);

      if (record == NULL)
        break;
      done = write_feature (self, record, &cause);
    }
  if (cause == NULL)
    {
      GDALDatasetCommitTransaction (self->dataset);
      g_string_truncate (self->job->complaint, 0);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

G_MODULE_EXPORT gboolean
suy_export_write_by_gdal (SuyExportJob *job, GError **error)
{
  Writer self = { .job = job };
  gboolean done;

  self.form = find_form (suy_export_get_ending (job->path));
  CPLPushErrorHandlerEx (hear_complaint, job);
  done = create_layer (&self, error) && write_features (&self, error);
  if (self.dataset != NULL)
    GDALClose (self.dataset);
  CPLPopErrorHandler ();

  /* Spreadsheets are written when they are closed, and only then does a full disk show. */
  return done && (job->complaint->len == 0 || suy_export_job_fail (job, error));
}
