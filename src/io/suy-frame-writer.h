/* suy-frame-writer.h: the helper's end of suy-frame.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "suy-frame.h"

G_BEGIN_DECLS

typedef struct _SuyFrameWriter SuyFrameWriter;

/* @fd stays the caller's. */
SuyFrameWriter *suy_frame_writer_new (int fd);
void suy_frame_writer_free (SuyFrameWriter *self);

/* Sends the rows that wait, then this frame.  @content is sunk. */
gboolean suy_frame_writer_send (SuyFrameWriter *self,
                                SuyFrameKind kind,
                                GVariant *content,
                                GError **error);

/**
 * suy_frame_writer_begin_row:
 * @wkb: (nullable): geometry
 * @error: SUY_ERROR_LIMIT for what the parent would refuse, SUY_ERROR_IO when it is gone
 *
 * Rows wait until 256 KiB are together.
 */
gboolean suy_frame_writer_begin_row (SuyFrameWriter *self,
                                     guint32 number,
                                     const guint8 *wkb,
                                     gsize size,
                                     GError **error);

/* @text: (nullable): UTF-8 */
gboolean suy_frame_writer_add_cell (SuyFrameWriter *self, const char *text, GError **error);

guint64 suy_frame_writer_get_n_rows (SuyFrameWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFrameWriter, suy_frame_writer_free)

G_END_DECLS
