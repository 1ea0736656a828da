/* suy-lamp-words.h: why does this ledger item show its lamp?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: F-01, W-3 (000 §8.3, 000 §6.3); of the deadline G-5, of the ladder W-5. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* What a lamp means in points of lag, "20 ≤ lag < 30 points"; translated. */
const char *suy_lamp_words_get_band (const char *lamp);

/**
 * suy_lamp_words_explain:
 * @item: of register rectification_item, as it is stored
 * @language: of labels, as suy_label_get() takes it
 *
 * A line each: the lamp and its band; the deadline with the extensions that were granted; the days
 * and working days that are left; what is planned by today; the lag; the rung of the overdue ladder
 * that it stands on and the one that is due, with reasons; where this is written.
 *
 * Returns: (transfer full): empty without a lamp; NULL with @error set
 */
GStrv suy_lamp_words_explain (SuyWorkspace *workspace,
                              const SuyRecord *item,
                              const char *language,
                              GError **error);

G_END_DECLS
