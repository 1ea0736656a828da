/* suy-ladder-write.h: which rungs of the overdue ladder does the program climb by itself?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: W-5 (004 #19); 2.16, 3.17. */

#pragma once

#include "suy-ladder.h"
#include "suy-warning-write.h"

G_BEGIN_DECLS

/* An item for which something is to be written. */
typedef struct
{
  gint64 id, problem;
  SuyRung stands, stored; /* as the item has them */
  SuyLadderFacts facts;
  SuyLadder ladder;
} SuyLadderWork;

/**
 * suy_ladder_write:
 * @items: (nullable) (element-type gint64): these alone; NULL: all
 *
 * For each item that is open: keeps the gravest rung that was ever due in this round, makes the
 * reminders that are owed, and moves the item to the next rung as “system” once that is due and its
 * record is there.  An order, an interview, a listing and a referral are for people to make.
 * Within the open command; nothing is written twice.  A scan of items, problems and records of
 * action.
 */
gboolean suy_ladder_write (SuyWarningRun *run, const GArray *items, GError **error);

/* The same in parts: looks only, at @workspace or a reader of it, in any thread.  (transfer full)
 * (element-type SuyLadderWork), NULL with @error set */
GArray *suy_ladder_look (SuyWorkspace *workspace, gint64 day, const GArray *items, GError **error);

/* Writes what one item needs, some ms for each rung; as it was looked at. */
gboolean suy_ladder_write_one (SuyWarningRun *run, SuyLadderWork *work, GError **error);

G_END_DECLS
