/* suy-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-reader.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

#include "suy-csv.h"
#include "suy-error.h"
#include "suy-format.h"
#include "suy-value.h"

#define MAX_TEXT_FILE (1u << 30) /* bytes of a text file, which is read whole */

typedef struct
{
  const SuyReaderOptions *options;
  const SuyFormat *format;
  SuyFrameWriter *writer;
  GDALDatasetH dataset; /* NULL for text */
  OGRLayerH layer;
  const char *encoding;
  GString *complaint; /* the last thing that GDAL found fault with */
} Reader;

static void CPL_STDCALL
hear_complaint (CPLErr kind, CPLErrorNum number, const char *message)
{
  GString *complaint = CPLGetErrorHandlerUserData ();

  if (kind >= CE_Failure)
    g_string_assign (complaint, message);
}

/* GDAL tells in English and with the path; what it says is passed on behind our own words. */
static void
set_gdal_error (Reader *self, SuyError code, const char *what, GError **error)
{
  g_autofree char *base = g_path_get_basename (self->options->path);
  g_autofree char *said = g_utf8_make_valid (self->complaint->str, -1);

  g_set_error (error, SUY_ERROR, code, "%s: %s%s%s", base, what, said[0] != '\0' ? ". GDAL: " : "",
               said);
}

static void
set_up_gdal (void)
{
  static const char *const settings[][2] = {
    { "GDAL_DRIVER_PATH", "disable" },
    { "CPL_TMPDIR", "/nonexistent" },
    { "PROJ_NETWORK", "OFF" },
    { "GDAL_PAM_ENABLED", "NO" },
    { "GDAL_DISABLE_READDIR_ON_OPEN", "TRUE" },
    { "OGR_XLSX_HEADERS", "DISABLE" },
    { "OGR_XLSX_FIELD_TYPES", "STRING" },
    { "OGR_ODS_HEADERS", "DISABLE" },
    { "OGR_ODS_FIELD_TYPES", "STRING" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    CPLSetConfigOption (settings[i][0], settings[i][1]);
  GDALAllRegister ();
}

/* A Shapefile without .cpg says nothing sure about its encoding: then the bytes come as they are.
 */
static gboolean
has_code_page (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - 4);
  g_autofree char *lower = g_strconcat (stem, ".cpg", NULL);
  g_autofree char *upper = g_strconcat (stem, ".CPG", NULL);

  return g_file_test (lower, G_FILE_TEST_EXISTS) || g_file_test (upper, G_FILE_TEST_EXISTS);
}

static gboolean
open_dataset (Reader *self, GError **error)
{
  g_autofree char *encoding = NULL;
  const char *open_options[3] = { NULL, NULL, NULL };
  const char *path = self->options->path;

  set_up_gdal ();
  if (strcmp (self->format->ending, "gpkg") == 0)
    open_options[0] = "LIST_ALL_TABLES=NO";
  if (strcmp (self->format->ending, "shp") == 0 && self->options->encoding != NULL)
    open_options[0] = encoding = g_strconcat ("ENCODING=", self->options->encoding, NULL);
  else if (strcmp (self->format->ending, "shp") == 0 && !has_code_page (path))
    {
      open_options[0] = "ENCODING=";
      self->encoding = NULL;
    }

  self->dataset = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                              self->format->drivers, open_options, NULL);
  if (self->dataset == NULL)
    set_gdal_error (self, SUY_ERROR_CORRUPT, _ ("the file can't be read; it may be cut short"),
                    error);

  return self->dataset != NULL;
}

static gboolean
has_features (OGRLayerH layer)
{
  OGRFeatureH feature = OGR_L_GetNextFeature (layer);

  OGR_L_ResetReading (layer);
  if (feature != NULL)
    OGR_F_Destroy (feature);

  return feature != NULL;
}

static char **
list_layers (Reader *self)
{
  int n = self->dataset == NULL ? 0 : GDALDatasetGetLayerCount (self->dataset);
  char **names = g_new0 (char *, (gsize) n + 1);

  for (int i = 0; i < n; i++)
    names[i] = g_utf8_make_valid (OGR_L_GetName (GDALDatasetGetLayer (self->dataset, i)), -1);

  return names;
}

/* Without a name: the first; in forms that always have the same layers, the first with content. */
static gboolean
choose_layer (Reader *self, GError **error)
{
  g_auto (GStrv) names = list_layers (self);
  g_autofree char *list = g_strjoinv (", ", names);
  gboolean look =
      self->format->kind == SUY_FORMAT_SHEET || strcmp (self->format->ending, "gpx") == 0;
  const char *wanted = self->options->layer;

  for (int i = 0; names[i] != NULL && self->layer == NULL; i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (self->dataset, i);

      if (wanted != NULL ? strcmp (names[i], wanted) == 0 : !look || has_features (layer))
        self->layer = layer;
    }

  if (self->layer == NULL && wanted != NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 _ ("The file has no layer or sheet %s; it has: %s"), wanted, list);
  else if (self->layer == NULL)
    set_gdal_error (self, SUY_ERROR_INVALID, _ ("the file holds no records"), error);

  return self->layer != NULL;
}

/* ---- sheets ---- */

static gboolean
fill_row (SuyGrid *grid, OGRFeatureH feature, guint32 number)
{
  int n = OGR_F_GetFieldCount (feature);

  suy_grid_begin_row (grid, number);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = g_utf8_make_valid (OGR_F_GetFieldAsString (feature, i), -1);

      if (!suy_grid_add_cell (grid, text, strlen (text)))
        return FALSE;
    }

  return TRUE;
}

static SuyGrid *
read_sheet (Reader *self, GError **error)
{
  g_autoptr (SuyGrid) grid = suy_grid_new ();
  gboolean fits = TRUE;
  OGRFeatureH feature;

  if (!open_dataset (self, error) || !choose_layer (self, error))
    return NULL;

  while (fits && (feature = OGR_L_GetNextFeature (self->layer)) != NULL)
    {
      fits = fill_row (grid, feature, (guint32) OGR_F_GetFID (feature));
      OGR_F_Destroy (feature);
    }
  if (fits)
    return g_steal_pointer (&grid);

  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_LIMIT,
                       _ ("The sheet is too large. Split the file"));

  return NULL;
}

static SuyGrid *
read_text (Reader *self, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (self->options->path, FALSE, error);
  g_autofree char *text = NULL;

  if (file == NULL)
    return NULL;
  if (g_mapped_file_get_length (file) > MAX_TEXT_FILE)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_LIMIT,
                           _ ("The file is larger than 1 GiB. Split it"));
      return NULL;
    }

  text = suy_csv_decode (
      g_mapped_file_get_contents (file) != NULL ? g_mapped_file_get_contents (file) : "",
      g_mapped_file_get_length (file), self->options->encoding, &self->encoding, error);

  return text == NULL ? NULL : suy_csv_parse (text, error);
}

/* A column is compared as a number where every cell is one and none has a leading zero, as codes
 * do. */
static gboolean
is_number_column (SuyGrid *grid, const SuyGridTable *table, guint column)
{
  gboolean any = FALSE;

  for (guint i = 0; i < table->records->len; i++)
    {
      guint32 row = g_array_index (table->records, guint32, i);
      const char *cell = suy_grid_get_cell (grid, row, column);
      char *end;

      if (cell == NULL)
        continue;
      g_ascii_strtod (cell, &end);
      if (*end != '\0' || cell[strspn (cell, "+-.0123456789eE")] != '\0' ||
          (cell[0] == '0' && g_ascii_isdigit (cell[1])))
        return FALSE;
      any = TRUE;
    }

  return any;
}

static OGRLayerH
make_filter_layer (GDALDatasetH memory, SuyGrid *grid, const SuyGridTable *table)
{
  OGRLayerH layer = GDALDatasetCreateLayer (memory, "rows", NULL, wkbNone, NULL);
  gboolean done = TRUE;

  for (guint i = 0; i < table->names->len; i++)
    {
      OGRFieldType type = is_number_column (grid, table, i) ? OFTReal : OFTString;
      OGRFieldDefnH field = OGR_Fld_Create (g_ptr_array_index (table->names, i), type);

      OGR_L_CreateField (layer, field, TRUE);
      OGR_Fld_Destroy (field);
    }
  for (guint i = 0; i < table->records->len; i++)
    {
      OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));

      OGR_F_SetFID (feature, i);
      for (guint k = 0; k < table->names->len; k++)
        {
          guint32 row = g_array_index (table->records, guint32, i);
          const char *cell = suy_grid_get_cell (grid, row, k);

          if (cell != NULL)
            OGR_F_SetFieldString (feature, (int) k, cell);
        }
      done = done && OGR_L_SetFeature (layer, feature) == OGRERR_NONE;
      OGR_F_Destroy (feature);
    }

  return done ? layer : NULL;
}

static gboolean
is_name_char (guchar c)
{
  return g_ascii_isalnum (c) || c == '_' || c >= 0x80;
}

/* GDAL takes names that are not ASCII in double quotes only; people leave the quotes out. */
static char *
quote_names (const char *where)
{
  GString *out = g_string_new (NULL);

  while (*where != '\0')
    {
      gsize n = 0;
      gboolean foreign = FALSE;

      if (*where == '\'' || *where == '"')
        {
          const char *end = strchr (where + 1, *where);

          n = end == NULL ? strlen (where) : (gsize) (end - where) + 1;
        }
      else
        for (; is_name_char ((guchar) where[n]); n++)
          foreign = foreign || (guchar) where[n] >= 0x80;
      n = MAX (n, 1);
      g_string_append_printf (out, foreign ? "\"%.*s\"" : "%.*s", (int) n, where);
      where += n;
    }

  return g_string_free (out, FALSE);
}

static gboolean
set_filter (Reader *self, OGRLayerH layer, GError **error)
{
  g_autofree char *quoted = quote_names (self->options->where);
  g_autofree char *what = NULL;

  g_string_truncate (self->complaint, 0);
  if (layer != NULL && OGR_L_SetAttributeFilter (layer, quoted) == OGRERR_NONE)
    return TRUE;

  what =
      g_strdup_printf (_ ("the filter \"%s\" can't be used on its columns"), self->options->where);
  set_gdal_error (self, SUY_ERROR_INVALID, what, error);

  return FALSE;
}

/* Keeps the records that the filter lets through. */
static gboolean
filter_records (Reader *self, SuyGrid *grid, SuyGridTable *table, GError **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint32));
  GDALDatasetH memory;
  OGRLayerH layer;
  OGRFeatureH feature;
  gboolean done;

  if (self->dataset == NULL)
    set_up_gdal ();
  memory = GDALCreate (GDALGetDriverByName ("Memory"), "", 0, 0, 0, GDT_Unknown, NULL);
  layer = make_filter_layer (memory, grid, table);
  done = set_filter (self, layer, error);
  while (done && (feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      g_array_append_val (kept, g_array_index (table->records, guint32, OGR_F_GetFID (feature)));
      OGR_F_Destroy (feature);
    }
  GDALClose (memory);
  if (done)
    {
      g_array_unref (table->records);
      table->records = g_steal_pointer (&kept);
    }

  return done;
}

static int
find_wkt_column (const SuyGridTable *table)
{
  for (guint i = 0; i < table->names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (table->names, i), "WKT") == 0)
      return (int) i;

  return -1;
}

/* Flat, without arcs, in the byte order that the parent takes.  (transfer full) (nullable) */
static guint8 *
write_wkb (OGRGeometryH geometry, gsize *size)
{
  OGRGeometryH plain;
  guint8 *wkb = NULL;

  *size = 0;
  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return NULL;

  plain = OGR_G_GetLinearGeometry (geometry, 0, NULL);
  OGR_G_FlattenTo2D (plain);
  *size = (gsize) OGR_G_WkbSize (plain);
  wkb = g_malloc (*size);
  if (OGR_G_ExportToIsoWkb (plain, wkbNDR, wkb) != OGRERR_NONE)
    {
      g_clear_pointer (&wkb, g_free);
      *size = 0;
    }
  OGR_G_DestroyGeometry (plain);

  return wkb;
}

static guint8 *
read_wkt (const char *text, gsize *size)
{
  g_autofree char *copy = g_strdup (text);
  char *at = copy;
  OGRGeometryH geometry = NULL;
  guint8 *wkb = NULL;

  *size = 0;
  if (text != NULL && OGR_G_CreateFromWkt (&at, NULL, &geometry) == OGRERR_NONE)
    wkb = write_wkb (geometry, size);
  OGR_G_DestroyGeometry (geometry);

  return wkb;
}

static GVariant *
build_head (Reader *self,
            GVariant *columns,
            guint32 header_row,
            guint32 n_header_rows,
            gboolean has_geometry,
            const char *crs)
{
  g_auto (GStrv) layers = list_layers (self);
  g_autofree char *layer =
      self->layer == NULL ? g_strdup ("") : g_utf8_make_valid (OGR_L_GetName (self->layer), -1);

  return g_variant_new ("(ss^assuubs@a(ss)s)", self->format->name,
                        self->encoding == NULL ? "" : self->encoding, layers, layer, header_row,
                        n_header_rows, has_geometry, crs, columns, self->options->sandbox);
}

static GVariant *
build_notes (SuyGrid *grid, const SuyGridTable *table)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(us)"));

  for (guint i = 0; i < table->notes->len; i++)
    {
      guint32 row = g_array_index (table->notes, guint32, i);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = 0; k < suy_grid_get_n_cells (grid, row); k++)
        {
          const char *cell = suy_grid_get_cell (grid, row, k);

          if (cell != NULL)
            g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", cell);
        }
      g_variant_builder_add (&builder, "(us)", suy_grid_get_number (grid, row), text->str);
    }

  return g_variant_builder_end (&builder);
}

static gboolean
send_grid_row (Reader *self, SuyGrid *grid, guint32 row, guint n_columns, int wkt, GError **error)
{
  gsize size = 0;
  g_autofree guint8 *wkb =
      wkt < 0 ? NULL : read_wkt (suy_grid_get_cell (grid, row, (guint) wkt), &size);

  if (!suy_frame_writer_begin_row (self->writer, suy_grid_get_number (grid, row), wkb, size, error))
    return FALSE;

  for (guint i = 0; i < n_columns; i++)
    if (!suy_frame_writer_add_cell (self->writer, suy_grid_get_cell (grid, row, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
send_tail (Reader *self, GVariant *notes, GError **error)
{
  guint64 n = suy_frame_writer_get_n_rows (self->writer);

  return suy_frame_writer_send (self->writer, SUY_FRAME_TAIL, g_variant_new ("(t@a(us))", n, notes),
                                error);
}

static gboolean
send_grid (Reader *self, SuyGrid *grid, GError **error)
{
  g_autoptr (SuyGridTable) table = suy_grid_find_table (grid, self->options->header_row, error);
  GVariantBuilder columns = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));
  int wkt;

  if (table == NULL || (self->options->where != NULL && !filter_records (self, grid, table, error)))
    {
      g_variant_builder_clear (&columns);
      return FALSE;
    }

  wkt = find_wkt_column (table);
  for (guint i = 0; i < table->names->len; i++)
    g_variant_builder_add (&columns, "(ss)", g_ptr_array_index (table->names, i), "text");
  if (!suy_frame_writer_send (self->writer, SUY_FRAME_HEAD,
                              build_head (self, g_variant_builder_end (&columns), table->header_row,
                                          table->n_header_rows, wkt >= 0, ""),
                              error))
    return FALSE;

  for (guint i = 0; i < table->records->len; i++)
    if (!send_grid_row (self, grid, g_array_index (table->records, guint32, i), table->names->len,
                        wkt, error))
      return FALSE;

  return send_tail (self, build_notes (grid, table), error);
}

/* ---- tables ---- */

/* Text of an encoding that the file did not name: UTF-8 if all of it is, else GB18030. */
static char *
to_utf8 (Reader *self, const char *bytes)
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
settle_encoding (Reader *self)
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

static char *
format_cell (Reader *self, OGRFeatureH feature, int field)
{
  OGRFieldType type = OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, field));

  if (!OGR_F_IsFieldSetAndNotNull (feature, field) || type == OFTBinary)
    return NULL;
  if (type == OFTReal)
    return suy_value_to_string (&SUY_REAL (OGR_F_GetFieldAsDouble (feature, field)));
  if (type == OFTDate || type == OFTDateTime)
    return format_time (feature, field, type == OFTDateTime);

  return to_utf8 (self, OGR_F_GetFieldAsString (feature, field));
}

static gboolean
send_feature (Reader *self, OGRFeatureH feature, GError **error)
{
  gsize size = 0;
  g_autofree guint8 *wkb = write_wkb (OGR_F_GetGeometryRef (feature), &size);
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
send_table_head (Reader *self, GError **error)
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
      build_head (self, g_variant_builder_end (&columns), 0, 0, has_geometry, crs), error);
}

static gboolean
send_table (Reader *self, GError **error)
{
  gboolean done = TRUE;
  OGRFeatureH feature;

  if (!open_dataset (self, error) || !choose_layer (self, error) ||
      (self->options->where != NULL && !set_filter (self, self->layer, error)))
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
      set_gdal_error (self, SUY_ERROR_CORRUPT, _ ("reading stopped before the end"), error);
      done = FALSE;
    }

  return done && send_tail (self, g_variant_new_array (G_VARIANT_TYPE ("(us)"), NULL, 0), error);
}

/* ---- all ---- */

static const SuyFormat *
find_format (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  const char *bytes;

  if (g_str_has_prefix (path, "/vsi"))
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                           _ ("Only plain files are read, not names that begin with /vsi"));
      return NULL;
    }
  file = g_mapped_file_new (path, FALSE, error);
  if (file == NULL)
    return NULL;

  bytes = g_mapped_file_get_contents (file);

  return suy_format_find (path, bytes == NULL ? "" : bytes,
                          MIN (g_mapped_file_get_length (file), 512), error);
}

gboolean
suy_reader_run (const SuyReaderOptions *options, SuyFrameWriter *writer, GError **error)
{
  g_autoptr (GString) complaint = g_string_new (NULL);
  g_autoptr (SuyGrid) grid = NULL;
  Reader self = { .options = options, .writer = writer, .complaint = complaint, .encoding = "" };
  gboolean done;

  self.format = find_format (options->path, error);
  if (self.format == NULL)
    return FALSE;

  CPLPushErrorHandlerEx (hear_complaint, complaint);
  if (self.format->kind == SUY_FORMAT_TABLE)
    done = send_table (&self, error);
  else
    {
      grid = self.format->kind == SUY_FORMAT_TEXT ? read_text (&self, error)
                                                  : read_sheet (&self, error);
      done = grid != NULL && send_grid (&self, grid, error);
    }
  if (self.dataset != NULL)
    GDALClose (self.dataset);
  CPLPopErrorHandler ();

  return done;
}
