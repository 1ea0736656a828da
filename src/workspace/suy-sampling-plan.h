/* suy-sampling-plan.h: what do moves of samplings fill in, and what may no longer be changed?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-move-plan.h"

G_BEGIN_DECLS

/* Fills in what the move computes and nobody has filled in: checksums, sizes, the draw itself; the
 * move “notify” deals officers out anew with the interests that are known by then, and gives rise
 * to an inspection for each object (SM-1). */
gboolean suy_sampling_plan (SuyMovePlan *plan, GError **error);

/**
 * suy_sampling_find_frozen:
 * @move: (nullable): none, an edit
 *
 * Returns: (nullable): a field of a frozen list or of a draw that stands, which @changes would
 *   change
 */
const SuyField *suy_sampling_find_frozen (const SuyRecord *before,
                                          const SuyRecord *changes,
                                          const char *move);

G_END_DECLS
