/* suy-snapshot.h: what does the window look like once everything is there?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * suy_snapshot_write_async:
 * @window: shown
 * @is_busy: called with @data a few times a second, until it says FALSE several times running
 *
 * Waits until nothing is being read or drawn any more, at most a minute, and writes a PNG.
 */
typedef gboolean (*SuySnapshotBusy) (gpointer data);
void suy_snapshot_write_async (GtkWindow *window,
                               const char *path,
                               SuySnapshotBusy is_busy,
                               gpointer data,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean suy_snapshot_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
