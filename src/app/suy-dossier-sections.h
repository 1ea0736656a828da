/* suy-dossier-sections.h: the tabs of the dossier, each made from one record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

/* Each gives a widget (floating), and in @n how many things it lists. */
GtkWidget *suy_dossier_make_summary (SuyWorkspace *workspace, const SuyRecord *record);
GtkWidget *suy_dossier_make_cases (SuyWorkspace *workspace, const SuyRecord *record, guint *n);
GtkWidget *suy_dossier_make_ledger (SuyWorkspace *workspace, const SuyRecord *record, guint *n);
GtkWidget *suy_dossier_make_data (SuyWorkspace *workspace, const SuyRecord *record, guint *n);
GtkWidget *suy_dossier_make_files (SuyWorkspace *workspace, const SuyRecord *record, guint *n);
GtkWidget *suy_dossier_make_history (SuyWorkspace *workspace, const SuyRecord *record, guint *n);

G_END_DECLS
