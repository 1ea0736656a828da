/* suy-evidence.h: which files prove something about this record, and how is one added?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files come by the button, are dropped here or on an empty slot, or pasted; several at once.  They
 * are read in a thread, with progress; a photograph from far away waits for a reason.  Signal
 * "added": a file was added, or taken away.  Signal "idle": none is read or asked about any more.
 */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_EVIDENCE (suy_evidence_get_type ())
G_DECLARE_FINAL_TYPE (SuyEvidence, suy_evidence, SUY, EVIDENCE, GtkWidget)

GtkWidget *suy_evidence_new (void);

/* @reg NULL or @id 0: nothing.  Returns: how many files there are */
guint suy_evidence_set_record (SuyEvidence *self,
                               SuyWorkspace *workspace,
                               const SuyRegister *reg,
                               gint64 id);

/* Kinds of which one is still needed: empty slots that ask for it.  (nullable) */
void suy_evidence_set_missing (SuyEvidence *self, const char *const *kinds);

/* Asks for a file of that kind. */
void suy_evidence_ask (SuyEvidence *self, const char *kind);

/* Reads the file and keeps it with the record; what goes wrong is shown in the window. */
void suy_evidence_add (SuyEvidence *self, GFile *file, const char *kind);

/* Files or a picture of the clipboard, of the kind that is chosen.  FALSE: there are none. */
gboolean suy_evidence_paste (SuyEvidence *self);

/* Why a photograph waits, NULL: none does; and the reason to keep it with, NULL: leave it out. */
const char *suy_evidence_get_question (SuyEvidence *self);
void suy_evidence_answer (SuyEvidence *self, const char *reason);

/* Shows file @at large, in a window of its own.  Returns: (nullable): that window */
GtkWidget *suy_evidence_show (SuyEvidence *self, guint at);

G_END_DECLS
