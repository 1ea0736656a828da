/* suy-source-reader.h: a file is read in a thread, so that the window stays live
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-source.h"

G_BEGIN_DECLS

/**
 * suy_source_reader_read_async:
 * @source: (nullable): kept until @callback was called
 * @options: copied
 */
void suy_source_reader_read_async (GObject *source,
                                   const char *path,
                                   const SuySourceOptions *options,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
SuySource *suy_source_reader_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
