/* suy-ladder-write.h: which rungs of the overdue ladder does the program climb by itself?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: W-5 (004 #19); 2.16, 3.17. */

#pragma once

#include "suy-warning-write.h"

G_BEGIN_DECLS

/**
 * suy_ladder_write:
 *
 * For each item that is open: keeps the gravest rung that was ever due in this round, makes the
 * reminders that are owed, and moves the item to the next rung as “system” once that is due and its
 * record is there.  An order, an interview, a listing and a referral are for people to make.
 * Within the open command; nothing is written twice.  A scan of items, problems and records of
 * action.
 */
gboolean suy_ladder_write (SuyWarningRun *run, GError **error);

G_END_DECLS
