/* suy-evidence-flow.h: how do the files of a record look, small, side by side?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiles in a flow box, which belongs to someone else: first the empty slots, then the files. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct _SuyEvidenceFlow SuyEvidenceFlow;

SuyEvidenceFlow *suy_evidence_flow_new (GtkFlowBox *box);
void suy_evidence_flow_free (SuyEvidenceFlow *self);

/* Shows @files (element-type SuyRecord), (nullable): none.  The first line of tiles is made at
 * once, the others while nothing else is to do; tiles that say the same already stay. */
void suy_evidence_flow_show (SuyEvidenceFlow *self, SuyWorkspace *workspace, GPtrArray *files);

/* One more slot; @words: what its tooltip says more. */
void suy_evidence_flow_add_slot (SuyEvidenceFlow *self,
                                 GtkWidget *slot,
                                 const char *title,
                                 const char *words);
void suy_evidence_flow_clear_slots (SuyEvidenceFlow *self);
guint suy_evidence_flow_get_n_slots (SuyEvidenceFlow *self);

G_END_DECLS
