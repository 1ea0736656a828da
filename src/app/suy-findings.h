/* suy-findings.h: what is wrong with the rivers, as a list that follows the workspace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GListModel of SuyRiverFinding, read again when rivers or decisions change.  The search runs in
 * a thread; property "busy" says so.  A check that fails leaves the list empty and emits "failed"
 * (const char *why). */

#pragma once

#include <gio/gio.h>

#include "suy-river-check.h"

G_BEGIN_DECLS

#define SUY_TYPE_FINDINGS (suy_findings_get_type ())
G_DECLARE_FINAL_TYPE (SuyFindings, suy_findings, SUY, FINDINGS, GObject)

#define SUY_TYPE_RIVER_FINDING (suy_river_finding_get_type ())
G_DECLARE_FINAL_TYPE (SuyRiverFinding, suy_river_finding, SUY, RIVER_FINDING, GObject)

SuyFindings *suy_findings_new (SuyWorkspace *workspace);

/* Begins at once; a check that runs already is thrown away. */
void suy_findings_check (SuyFindings *self);
gboolean suy_findings_is_busy (SuyFindings *self);

/* How many of one kind, and how many of these can be accepted. */
guint suy_findings_count (SuyFindings *self, SuyFaultKind kind, guint *n_mendable);
guint suy_findings_count_plain (SuyFindings *self);
guint suy_findings_get_n_rejected (SuyFindings *self);

/* One command each.  Returns: how many records changed, or -1 with @error set */
int suy_findings_accept (SuyFindings *self, SuyRiverFinding *finding, GError **error);
int suy_findings_accept_kind (SuyFindings *self, SuyFaultKind kind, GError **error);
int suy_findings_accept_plain (SuyFindings *self, GError **error);
int suy_findings_reject (SuyFindings *self,
                         SuyRiverFinding *finding,
                         const char *reason,
                         GError **error);

/* The lines that a finding is about.  (transfer full) (element-type SuyGeometry) */
GPtrArray *suy_findings_get_lines (SuyFindings *self, SuyRiverFinding *finding);

/* ---- one of them ---- */

const SuyFault *suy_river_finding_get_fault (SuyRiverFinding *self);
const char *suy_river_finding_get_key (SuyRiverFinding *self);
const char *suy_river_finding_get_text (SuyRiverFinding *self);
const char *suy_river_finding_get_proposal (SuyRiverFinding *self); /* (nullable) */

G_END_DECLS
