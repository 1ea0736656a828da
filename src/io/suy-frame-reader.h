/* suy-frame-reader.h: the parent's end of suy-frame.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "suy-frame.h"

G_BEGIN_DECLS

typedef struct
{
  int fd;
  gint64 deadline; /* g_get_monotonic_time() */
  guint64 left;    /* bytes that are still accepted */
  GCancellable *cancellable;
} SuyFrameReader;

/* The mark at the beginning. */
gboolean suy_frame_reader_read_mark (SuyFrameReader *self, GError **error);

/**
 * suy_frame_reader_read:
 * @error: SUY_ERROR_LIMIT (too long, too much), SUY_ERROR_IO (the helper died or talks nonsense),
 *   what a failure frame says, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the content of the next frame, or NULL with @error set
 */
GBytes *suy_frame_reader_read (SuyFrameReader *self, SuyFrameKind *kind, GError **error);

/* Checks form and text of a head, tail or failure.  (transfer full); NULL with SUY_ERROR_IO */
GVariant *suy_frame_unpack (GBytes *content, const char *type, GError **error);

/**
 * suy_frame_check_row:
 * @p: a row in a rows frame
 *
 * Returns: where the next row begins, or NULL when anything about this one is wrong
 */
const guint8 *suy_frame_check_row (const guint8 *p, const guint8 *end, guint n_columns);

G_END_DECLS
