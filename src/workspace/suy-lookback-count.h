/* suy-lookback-count.h: how much of a year's look-back is done, and what came back?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: S-058; 004 #19: lead units look back at everything, the office at a tenth. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  guint n, n_full;           /* of the population; with a verdict of the lead unit this year */
  guint n_sample, n_checked; /* of the sample; with one of the office */
  guint n_rebound;           /* of the population; found to be back */
} SuyLookbackCount;

/* @record: of lookback_sample */
gboolean suy_lookback_count (SuyWorkspace *self,
                             const SuyRecord *record,
                             SuyLookbackCount *count,
                             GError **error);

/* Items and petitions of the population by @which: "waiting", without a verdict of the lead unit
 * this year; "full", with one; "rebound", found to be back; or of the sample, "checked", with one
 * of the office.  (transfer full) (element-type gint64) */
GArray *suy_lookback_select (SuyWorkspace *self,
                             const SuyRecord *record,
                             const char *which,
                             GError **error);

G_END_DECLS
