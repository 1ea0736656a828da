/* suy-reader.h: what is in this file from outside?  Runs in the import helper alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-frame-writer.h"

G_BEGIN_DECLS

typedef struct
{
  const char *path;
  const char *layer;    /* (nullable): the first */
  const char *encoding; /* (nullable): found out */
  const char *where;    /* (nullable): GDAL's attribute filter on the columns of the source */
  guint header_row;     /* of sheets: 0 to find it */
  const char *sandbox;  /* what holds, for the head */
} SuyReaderOptions;

/**
 * suy_reader_run:
 * @error: SUY_ERROR_FOREIGN, _NOT_FOUND (file, layer), _CORRUPT, _INVALID (encoding, filter, no
 *   headings), _LIMIT, _IO
 *
 * Reads the whole layer and sends it.
 *
 * Returns: FALSE with @error set, which the caller sends as a failure
 */
gboolean suy_reader_run (const SuyReaderOptions *options, SuyFrameWriter *writer, GError **error);

G_END_DECLS
