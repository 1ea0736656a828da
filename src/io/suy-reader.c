/* suy-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-reader-private.h"

#include <cpl_conv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static void CPL_STDCALL
hear_complaint (CPLErr kind, CPLErrorNum number, const char *message)
{
  GString *complaint = CPLGetErrorHandlerUserData ();

  if (kind >= CE_Failure)
    g_string_assign (complaint, message);
}

/* GDAL tells in English and with the path; what it says is passed on behind our own words. */
void
suy_reader_set_gdal_error (SuyReader *self, SuyError code, const char *what, GError **error)
{
  g_autofree char *base = g_path_get_basename (self->options->path);
  g_autofree char *said = g_utf8_make_valid (self->complaint->str, -1);

  g_set_error (error, SUY_ERROR, code, "%s: %s%s%s", base, what, said[0] != '\0' ? ". GDAL: " : "",
               said);
}

void
suy_reader_set_up_gdal (void)
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

gboolean
suy_reader_open_dataset (SuyReader *self, GError **error)
{
  g_autofree char *encoding = NULL;
  const char *open_options[3] = { NULL, NULL, NULL };
  const char *path = self->options->path;

  suy_reader_set_up_gdal ();
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
    suy_reader_set_gdal_error (self, SUY_ERROR_CORRUPT,
                               _ ("the file can't be read; it may be cut short"), error);

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
list_layers (SuyReader *self)
{
  int n = self->dataset == NULL ? 0 : GDALDatasetGetLayerCount (self->dataset);
  char **names = g_new0 (char *, (gsize) n + 1);

  for (int i = 0; i < n; i++)
    names[i] = g_utf8_make_valid (OGR_L_GetName (GDALDatasetGetLayer (self->dataset, i)), -1);

  return names;
}

/* Without a name: the first; in forms that always have the same layers, the first with content. */
gboolean
suy_reader_choose_layer (SuyReader *self, GError **error)
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
    suy_reader_set_gdal_error (self, SUY_ERROR_INVALID, _ ("the file holds no records"), error);

  return self->layer != NULL;
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

gboolean
suy_reader_set_filter (SuyReader *self, OGRLayerH layer, GError **error)
{
  g_autofree char *quoted = quote_names (self->options->where);
  g_autofree char *what = NULL;

  g_string_truncate (self->complaint, 0);
  if (layer != NULL && OGR_L_SetAttributeFilter (layer, quoted) == OGRERR_NONE)
    return TRUE;

  what =
      g_strdup_printf (_ ("the filter \"%s\" can't be used on its columns"), self->options->where);
  suy_reader_set_gdal_error (self, SUY_ERROR_INVALID, what, error);

  return FALSE;
}

/* Flat, without arcs, in the byte order that the parent takes.  (transfer full) (nullable) */
guint8 *
suy_reader_write_wkb (OGRGeometryH geometry, gsize *size)
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

GVariant *
suy_reader_build_head (SuyReader *self,
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

gboolean
suy_reader_send_tail (SuyReader *self, GVariant *notes, GError **error)
{
  guint64 n = suy_frame_writer_get_n_rows (self->writer);

  return suy_frame_writer_send (self->writer, SUY_FRAME_TAIL, g_variant_new ("(t@a(us))", n, notes),
                                error);
}

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
  SuyReader self = { .options = options, .writer = writer, .complaint = complaint, .encoding = "" };
  gboolean done;

  self.format = find_format (options->path, error);
  if (self.format == NULL)
    return FALSE;

  CPLPushErrorHandlerEx (hear_complaint, complaint);
  if (self.format->kind == SUY_FORMAT_TABLE)
    done = suy_reader_send_table (&self, error);
  else
    {
      grid = self.format->kind == SUY_FORMAT_TEXT ? suy_reader_read_text (&self, error)
                                                  : suy_reader_read_sheet (&self, error);
      done = grid != NULL && suy_reader_send_grid (&self, grid, error);
    }
  if (self.dataset != NULL)
    GDALClose (self.dataset);
  CPLPopErrorHandler ();

  return done;
}
