/* suy-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"

static const SuyFormat formats[] = {
  { "csv", SUY_FORMAT_TEXT, "CSV" },
  { "tsv", SUY_FORMAT_TEXT, "CSV" },
  { "tab", SUY_FORMAT_TEXT, "CSV" },
  { "txt", SUY_FORMAT_TEXT, "CSV" },
  { "rdb", SUY_FORMAT_TEXT, "CSV" },
  { "xlsx", SUY_FORMAT_SHEET, "XLSX", { "XLSX" } },
  { "xlsm", SUY_FORMAT_SHEET, "XLSX", { "XLSX" } },
  { "ods", SUY_FORMAT_SHEET, "ODS", { "ODS" } },
  { "geojson", SUY_FORMAT_TABLE, "GeoJSON", { "GeoJSON" } },
  { "json", SUY_FORMAT_TABLE, "GeoJSON", { "GeoJSON" } },
  { "gpkg", SUY_FORMAT_TABLE, "GeoPackage", { "GPKG" } },
  { "shp", SUY_FORMAT_TABLE, "Shapefile", { "ESRI Shapefile" } },
  { "kml", SUY_FORMAT_TABLE, "KML", { "LIBKML", "KML" } },
  { "kmz", SUY_FORMAT_TABLE, "KML", { "LIBKML" } },
  { "gpx", SUY_FORMAT_TABLE, "GPX", { "GPX" } },
  { "fgb", SUY_FORMAT_TABLE, "FlatGeobuf", { "FlatGeobuf" } },
  { "dxf", SUY_FORMAT_TABLE, "DXF", { "DXF" } },
};

typedef struct
{
  const char *mark;
  gsize length;
  const char *what;    /* for people */
  const char *endings; /* that may hold it, each followed by a blank */
} Signature;

#define SIGNATURE(mark, what, endings)   \
  {                                      \
    mark, sizeof mark - 1, what, endings \
  }

static const Signature signatures[] = {
  SIGNATURE ("PK\x03\x04", N_ ("a spreadsheet or another zip file"), "xlsx xlsm ods kmz "),
  SIGNATURE ("SQLite format 3", N_ ("a GeoPackage or another SQLite file"), "gpkg "),
  SIGNATURE ("fgb\x03", N_ ("a FlatGeobuf file"), "fgb "),
  SIGNATURE ("\x00\x00\x27\x0a", N_ ("a Shapefile"), "shp "),
  SIGNATURE ("\xd0\xcf\x11\xe0", N_ ("an old Excel file (save it as .xlsx)"), ""),
  SIGNATURE ("%PDF", N_ ("a PDF document"), ""),
  SIGNATURE ("<OGRVRTDataSource", N_ ("a GDAL virtual file, which only points to others"), ""),
  SIGNATURE ("<VRTDataset", N_ ("a GDAL virtual file, which only points to others"), ""),
  SIGNATURE ("<", N_ ("an XML file"), "kml gpx "),
  SIGNATURE ("{", N_ ("a JSON file"), "geojson json "),
};

/* Endings whose content always begins with one of the signatures. */
static const char must_match[] = "xlsx xlsm ods kmz gpkg fgb shp kml gpx geojson json ";

static gboolean
has_ending (const char *endings, const char *ending)
{
  g_autofree char *word = g_strconcat (ending, " ", NULL);
  const char *at = strstr (endings, word);

  return at != NULL && (at == endings || at[-1] == ' ');
}

/* Signatures of text may have a mark and blanks before them. */
static const Signature *
find_signature (const char *bytes, gsize size)
{
  gsize skip = size >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (skip < size && g_ascii_isspace (bytes[skip]))
    skip++;

  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      const Signature *s = &signatures[i];
      gboolean text = s->mark[0] == '<' || s->mark[0] == '{';
      gsize from = text ? skip : 0;

      if (size - from >= s->length && memcmp (bytes + from, s->mark, s->length) == 0)
        return s;
    }

  return NULL;
}

static const SuyFormat *
find_by_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  const char *dot = strrchr (base, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i].ending) == 0)
      return &formats[i];

  return NULL;
}

const SuyFormat *
suy_format_find (const char *path, const char *bytes, gsize size, GError **error)
{
  const SuyFormat *format = find_by_name (path);
  const Signature *looks = find_signature (bytes, size);
  g_autofree char *base = g_path_get_basename (path);

  if (format == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                   _ ("%s has an ending that is not read. Save it as xlsx, ods, csv, txt, geojson, "
                      "gpkg, shp, kml, kmz, gpx, fgb or dxf"),
                   base);
      return NULL;
    }
  if (looks != NULL && !has_ending (looks->endings, format->ending))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                   _ ("%s is named .%s but looks like %s. Give it its right ending, or save it "
                      "again in the form that you want"),
                   base, format->ending, _ (looks->what));
      return NULL;
    }
  if (looks == NULL && has_ending (must_match, format->ending))
    {
      g_set_error (
          error, SUY_ERROR, SUY_ERROR_FOREIGN,
          _ ("%s is named .%s but is none: it is damaged or of another kind. Save it again "
             "in the program it comes from"),
          base, format->ending);
      return NULL;
    }

  return format;
}
