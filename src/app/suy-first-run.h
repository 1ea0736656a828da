/* suy-first-run.h: where does one begin when no workspace is open?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUY_TYPE_FIRST_RUN (suy_first_run_get_type ())
G_DECLARE_FINAL_TYPE (SuyFirstRun, suy_first_run, SUY, FIRST_RUN, GtkWidget)

G_END_DECLS
