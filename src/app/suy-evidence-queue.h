/* suy-evidence-queue.h: reading files that are added to a record, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files are read, and pictures looked at, in a thread; they are kept in the main thread.  Signals:
 * "changed" (what it does, or asks), "added" (a file is kept), "failed" (GError: that file is left
 * out, the others go on). */

#pragma once

#include <gio/gio.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_EVIDENCE_QUEUE (suy_evidence_queue_get_type ())
G_DECLARE_FINAL_TYPE (SuyEvidenceQueue, suy_evidence_queue, SUY, EVIDENCE_QUEUE, GObject)

SuyEvidenceQueue *suy_evidence_queue_new (void);

/**
 * suy_evidence_queue_add:
 * @id: the record that the file is for, whatever is shown when its turn comes
 * @file: (nullable): read from here, or
 * @bytes: (nullable): what was pasted
 */
void suy_evidence_queue_add (SuyEvidenceQueue *self,
                             SuyWorkspace *workspace,
                             const SuyRegister *reg,
                             gint64 id,
                             const char *name,
                             const char *kind,
                             GFile *file,
                             GBytes *bytes);

/* "Reading a.jpg (2 of 5)"; NULL when it has nothing to do or waits for an answer. */
char *suy_evidence_queue_describe (SuyEvidenceQueue *self);
double suy_evidence_queue_get_fraction (SuyEvidenceQueue *self); /* of the file that is read */

/* Why the photograph that waits needs a reason; NULL when none waits.  Borrowed. */
const char *suy_evidence_queue_get_question (SuyEvidenceQueue *self);

/* @reason NULL or empty: it is left out. */
void suy_evidence_queue_answer (SuyEvidenceQueue *self, const char *reason);

/* Leaves out everything that is not kept yet. */
void suy_evidence_queue_cancel (SuyEvidenceQueue *self);

G_END_DECLS
