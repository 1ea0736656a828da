/* suy-window.h: the window, with one workspace or none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that another widget may ask of it is an action: win.view (s), win.show-on-map (s,
 * "layer:key"), win.new-problem (s, "lon,lat", "layer:key" or ""), win.buffer, win.trace-up,
 * win.trace-down, win.import (s, layer or ""), win.export, win.undo, win.redo, win.search,
 * win.open, win.open-path (s), win.new, win.new-demo, win.close, win.error (s), win.note (s). */

#pragma once

#include <gtk/gtk.h>

#include "suy-view-selection.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_WINDOW (suy_window_get_type ())
G_DECLARE_FINAL_TYPE (SuyWindow, suy_window, SUY, WINDOW, GtkApplicationWindow)

SuyWindow *suy_window_new (GtkApplication *application);

/* Opens for writing, else for reading; what goes wrong is shown in the window.  FALSE: not open */
gboolean suy_window_open (SuyWindow *self, const char *path);

/* Takes @workspace over (a ref); NULL closes what is open. */
void suy_window_set_workspace (SuyWindow *self, SuyWorkspace *workspace);
SuyWorkspace *suy_window_get_workspace (SuyWindow *self); /* (nullable) */
SuyViewSelection *suy_window_get_selection (SuyWindow *self);

/* "map", "cases", ...; FALSE if there is no such view */
gboolean suy_window_show_view (SuyWindow *self, const char *name);
GtkWidget *suy_window_get_page (SuyWindow *self, const char *name); /* (nullable) */

/* The newest on top; the rest waits behind it until it is closed.  @kind "suy-error",
 * "suy-warning" or "suy-note" */
void suy_window_tell (SuyWindow *self, const char *kind, const char *text);

/* Work that lasts: shown with a spinner in the status line, and with a button if @cancellable.
 * @text NULL: it is done. */
void suy_window_set_work (SuyWindow *self, const char *text, GCancellable *cancellable);

/* A page is reading or drawing, or work is going on. */
gboolean suy_window_is_busy (SuyWindow *self);

G_END_DECLS
