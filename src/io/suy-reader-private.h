/* suy-reader-private.h: what the parts of the reader share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdal.h>
#include <ogr_api.h>

#include "suy-error.h"
#include "suy-format.h"
#include "suy-grid.h"
#include "suy-reader.h"

G_BEGIN_DECLS

typedef struct
{
  const SuyReaderOptions *options;
  const SuyFormat *format;
  SuyFrameWriter *writer;
  GDALDatasetH dataset; /* NULL for text */
  OGRLayerH layer;
  const char *encoding;
  GString *complaint; /* the last thing that GDAL found fault with */
} SuyReader;

/* GDAL with our settings; what it finds fault with goes behind @what. */
void suy_reader_set_up_gdal (void);
void suy_reader_set_gdal_error (SuyReader *self, SuyError code, const char *what, GError **error);

gboolean suy_reader_open_dataset (SuyReader *self, GError **error);
gboolean suy_reader_choose_layer (SuyReader *self, GError **error);
gboolean suy_reader_set_filter (SuyReader *self, OGRLayerH layer, GError **error);

/* Flat, without arcs, in the byte order that the parent takes.  (transfer full) (nullable) */
guint8 *suy_reader_write_wkb (OGRGeometryH geometry, gsize *size);

GVariant *suy_reader_build_head (SuyReader *self,
                                 GVariant *columns,
                                 guint32 header_row,
                                 guint32 n_header_rows,
                                 gboolean has_geometry,
                                 const char *crs);
gboolean suy_reader_send_tail (SuyReader *self, GVariant *notes, GError **error);

/* suy-reader-grid.c: text and sheets.  suy-reader-table.c: the rest. */
SuyGrid *suy_reader_read_text (SuyReader *self, GError **error);
SuyGrid *suy_reader_read_sheet (SuyReader *self, GError **error);
gboolean suy_reader_send_grid (SuyReader *self, SuyGrid *grid, GError **error);
gboolean suy_reader_send_table (SuyReader *self, GError **error);

G_END_DECLS
