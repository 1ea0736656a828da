/* suy-picture-pixels.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-picture-pixels.h"

#include <cpl_vsi.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "suy-error.h"
#include "suy-picture.h"
#include "suy-reader-private.h"

#define FILE_NAME "/vsimem/picture"
#define MAX_BANDS 4

/* A picture as GDAL gives it: up to four samples a pixel, of up to 16 bits. */
typedef struct
{
  GDALDatasetH dataset;
  int n_bands;
  gboolean has_alpha;      /* the last band */
  gboolean is_ink;         /* cyan, magenta, yellow, black */
  guint most;              /* the largest sample */
  GDALColorTableH palette; /* (nullable) */
  int width, height;       /* small, before it is turned */
  guint16 *samples;        /* MAX_BANDS a pixel */
} Drawing;

static gboolean
set_unreadable (GError **error)
{
  g_autofree char *reason = g_utf8_make_valid (CPLGetLastErrorMsg (), -1);

  g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, _ ("Its pixels are damaged: %s"), reason);

  return FALSE;
}

static gboolean
open_drawing (Drawing *self, const guint8 *bytes, gsize size, GError **error)
{
  static const char *const drivers[] = { "JPEG", "PNG", "WEBP", "HEIF", NULL };

  suy_reader_set_up_gdal ();
  CPLSetErrorHandler (CPLQuietErrorHandler);
  VSIFCloseL (VSIFileFromMemBuffer (FILE_NAME, (GByte *) bytes, size, FALSE));
  self->dataset = GDALOpenEx (FILE_NAME, GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                              drivers, NULL, NULL);
  self->n_bands = self->dataset == NULL ? 0 : GDALGetRasterCount (self->dataset);

  return (self->n_bands >= 1 && self->n_bands <= MAX_BANDS) || set_unreadable (error);
}

/* Samples of 1, 2 and 4 bits come as small numbers. */
static void
find_form (Drawing *self)
{
  GDALRasterBandH first = GDALGetRasterBand (self->dataset, 1);
  GDALColorInterp last =
      GDALGetRasterColorInterpretation (GDALGetRasterBand (self->dataset, self->n_bands));
  const char *bits = GDALGetMetadataItem (first, "NBITS", "IMAGE_STRUCTURE");
  int n_bits = bits != NULL ? atoi (bits) : GDALGetDataTypeSizeBits (GDALGetRasterDataType (first));

  self->most = (1u << CLAMP (n_bits, 1, 16)) - 1;
  self->has_alpha = last == GCI_AlphaBand;
  self->is_ink = last == GCI_BlackBand;
  self->palette = self->n_bands == 1 ? GDALGetRasterColorTable (first) : NULL;
}

static void
find_size (Drawing *self, int max_px)
{
  gint64 width = GDALGetRasterXSize (self->dataset), height = GDALGetRasterYSize (self->dataset);
  gint64 longer = MAX (width, height);

  self->width = (int) width;
  self->height = (int) height;
  if (longer > max_px)
    {
      self->width = (int) MAX (1, (width * max_px + longer / 2) / longer);
      self->height = (int) MAX (1, (height * max_px + longer / 2) / longer);
    }
}

static gboolean
read_samples (Drawing *self, GError **error)
{
  GDALRasterIOExtraArg extra;
  const int pixel = MAX_BANDS * (int) sizeof (guint16);

  INIT_RASTERIO_EXTRA_ARG (extra);
  extra.eResampleAlg = self->palette == NULL ? GRIORA_Average : GRIORA_NearestNeighbour;
  self->samples = g_new0 (guint16, (gsize) self->width * (gsize) self->height * MAX_BANDS);

  return GDALDatasetRasterIOEx (self->dataset, GF_Read, 0, 0, GDALGetRasterXSize (self->dataset),
                                GDALGetRasterYSize (self->dataset), self->samples, self->width,
                                self->height, GDT_UInt16, self->n_bands, NULL, pixel,
                                (GSpacing) pixel * self->width, sizeof (guint16),
                                &extra) == CE_None ||
         set_unreadable (error);
}

/* ---- colours ---- */

static guint8
scale (const Drawing *self, guint sample)
{
  return (guint8) ((MIN (sample, self->most) * 255 + self->most / 2) / self->most);
}

static void
look_up (const Drawing *self, guint sample, guint8 *rgba)
{
  GDALColorEntry entry = { 0, 0, 0, 0 };

  GDALGetColorEntryAsRGB (self->palette, (int) sample, &entry);
  rgba[0] = (guint8) entry.c1;
  rgba[1] = (guint8) entry.c2;
  rgba[2] = (guint8) entry.c3;
  rgba[3] = (guint8) entry.c4;
}

static void
colour (const Drawing *self, const guint16 *samples, guint8 *rgba)
{
  gboolean is_grey = self->n_bands - self->has_alpha < 3;

  if (self->palette != NULL)
    {
      look_up (self, samples[0], rgba);
      return;
    }
  for (guint i = 0; i < 3; i++)
    rgba[i] = scale (self, samples[is_grey ? 0 : i]);
  if (self->is_ink)
    for (guint i = 0; i < 3; i++)
      rgba[i] = (guint8) ((255 - rgba[i]) * (255 - scale (self, samples[3])) / 255);
  rgba[3] = self->has_alpha ? scale (self, samples[self->n_bands - 1]) : 255;
}

/* Where a stored pixel stands in the upright picture.  Source: Exif 2.32, tag Orientation. */
static void
turn (const Drawing *self, guint orientation, int x, int y, int *to_x, int *to_y)
{
  int right = self->width - 1 - x, bottom = self->height - 1 - y;
  const int places[8][2] = { { x, y }, { right, y },  { right, bottom }, { x, bottom },
                             { y, x }, { bottom, x }, { bottom, right }, { y, right } };

  *to_x = places[orientation - 1][0];
  *to_y = places[orientation - 1][1];
}

static GBytes *
paint (const Drawing *self, guint orientation, guint *width, guint *height)
{
  gsize n = (gsize) self->width * (gsize) self->height;
  guint8 *rgba = g_malloc (4 * n);
  int to_x, to_y;

  *width = (guint) (orientation < 5 ? self->width : self->height);
  *height = (guint) (orientation < 5 ? self->height : self->width);
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        gsize from = (gsize) y * (gsize) self->width + (gsize) x;

        turn (self, orientation, x, y, &to_x, &to_y);
        colour (self, self->samples + MAX_BANDS * from,
                rgba + 4 * ((gsize) to_y * *width + (gsize) to_x));
      }

  return g_bytes_new_take (rgba, 4 * n);
}

static gboolean
is_too_large (const Drawing *self, GError **error)
{
  gint64 n = (gint64) GDALGetRasterXSize (self->dataset) * GDALGetRasterYSize (self->dataset);

  if (n <= SUY_PICTURE_MAX_PIXELS)
    return FALSE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT, _ ("It has more than %u million pixels"),
               SUY_PICTURE_MAX_PIXELS / 1000000);

  return TRUE;
}

GBytes *
suy_picture_make_small (const guint8 *bytes,
                        gsize size,
                        const SuyPictureScan *scan,
                        guint max_px,
                        guint *width,
                        guint *height,
                        GError **error)
{
  Drawing self = { 0 };
  GBytes *pixels = NULL;

  if (open_drawing (&self, bytes, size, error) && !is_too_large (&self, error))
    {
      find_form (&self);
      find_size (&self, (int) max_px);
      if (read_samples (&self, error))
        pixels = paint (&self, scan->exif.orientation, width, height);
    }
  if (self.dataset != NULL)
    GDALClose (self.dataset);
  g_free (self.samples);

  return pixels;
}
