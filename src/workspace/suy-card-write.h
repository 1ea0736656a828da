/* suy-card-write.h: which yellow cards does the program issue and clear?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: W-4 (000 §5.3, 8.3). */

#pragma once

#include "suy-warning-write.h"

G_BEGIN_DECLS

/**
 * suy_card_write:
 *
 * A project that lags by as much as the table says, by its own plan or by that of one of its nodes,
 * gets a card, one at a time; a card is cleared when its interview is recorded and the lag is small
 * again or the node is done.  Within the open command; nothing is written twice.
 */
gboolean suy_card_write (SuyWarningRun *run, GError **error);

G_END_DECLS
