/* suy-thumbs.h: how does the picture with this content look?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures are read in the sandboxed helper; the window gets pixels alone.  Small ones are kept in
 * memory by content, the last some hundred of them.  Main thread. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_THUMBS_SMALL 256
#define SUY_THUMBS_LARGE 2048

/**
 * suy_thumbs_load_async:
 * @hash: SHA-256 of an attachment in @workspace
 * @px: SUY_THUMBS_SMALL or SUY_THUMBS_LARGE: the longer side
 */
void suy_thumbs_load_async (SuyWorkspace *workspace,
                            const char *hash,
                            guint px,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);

/* Returns: (transfer full): upright, or NULL with @error set */
GdkTexture *suy_thumbs_load_finish (GAsyncResult *result, GError **error);

/* A picture of that size with the middle of attachment @file, which comes once it is read; a sign
 * for what is no picture. */
GtkWidget *suy_thumbs_new_widget (SuyWorkspace *workspace,
                                  const SuyRecord *file,
                                  int width,
                                  int height,
                                  GCancellable *cancellable);

G_END_DECLS
