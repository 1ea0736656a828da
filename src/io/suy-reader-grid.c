/* suy-reader-grid.c: text and spreadsheets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-reader-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-csv.h"

#define MAX_TEXT_FILE (1u << 30) /* bytes of a text file, which is read whole */

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

SuyGrid *
suy_reader_read_sheet (SuyReader *self, GError **error)
{
  g_autoptr (SuyGrid) grid = suy_grid_new ();
  gboolean fits = TRUE;
  OGRFeatureH feature;

  if (!suy_reader_open_dataset (self, error) || !suy_reader_choose_layer (self, error))
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

SuyGrid *
suy_reader_read_text (SuyReader *self, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (self->options->path, FALSE, error);
  char *text;

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

/* Keeps the records that the filter lets through. */
static gboolean
filter_records (SuyReader *self, SuyGrid *grid, SuyGridTable *table, GError **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint32));
  GDALDatasetH memory;
  OGRLayerH layer;
  OGRFeatureH feature;
  gboolean done;

  if (self->dataset == NULL)
    suy_reader_set_up_gdal ();
  memory = GDALCreate (GDALGetDriverByName ("Memory"), "", 0, 0, 0, GDT_Unknown, NULL);
  layer = make_filter_layer (memory, grid, table);
  done = suy_reader_set_filter (self, layer, error);
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

static guint8 *
read_wkt (const char *text, gsize *size)
{
  g_autofree char *copy = g_strdup (text);
  char *at = copy;
  OGRGeometryH geometry = NULL;
  guint8 *wkb = NULL;

  *size = 0;
  if (text != NULL && OGR_G_CreateFromWkt (&at, NULL, &geometry) == OGRERR_NONE)
    wkb = suy_reader_write_wkb (geometry, size);
  OGR_G_DestroyGeometry (geometry);

  return wkb;
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
send_grid_row (SuyReader *self,
               SuyGrid *grid,
               guint32 row,
               guint n_columns,
               int wkt,
               GError **error)
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

gboolean
suy_reader_send_grid (SuyReader *self, SuyGrid *grid, GError **error)
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
                              suy_reader_build_head (self, g_variant_builder_end (&columns),
                                                     table->header_row, table->n_header_rows,
                                                     wkt >= 0, ""),
                              error))
    return FALSE;

  for (guint i = 0; i < table->records->len; i++)
    if (!send_grid_row (self, grid, g_array_index (table->records, guint32, i), table->names->len,
                        wkt, error))
      return FALSE;

  return suy_reader_send_tail (self, build_notes (grid, table), error);
}
