/* suy-ledger-print.h: the ledger on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forms of the bureau are Chinese whatever the language of the program. */

#pragma once

#include "suy-print.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_ledger_print_list:
 * @ids: (element-type gint64): rectification items in the order of the rows
 *
 * The ledger: a row an item, A3 or A4 across.
 */
gboolean suy_ledger_print_list (SuyWorkspace *self,
                                const GArray *ids,
                                SuyPaper paper,
                                const char *path,
                                GError **error);

/**
 * suy_ledger_print_closeout:
 * @id: of a rectification item
 *
 * The close-out form (销号表) of one item as it stands: plan, measures, stages, evidence,
 * acceptance, the five release checks, disclosure, moves, and room for signatures and seals.  It
 * can be printed before the item is closed, since it is what the closing rests on.
 */
gboolean suy_ledger_print_closeout (SuyWorkspace *self,
                                    gint64 id,
                                    const char *path,
                                    GError **error);

/**
 * suy_ledger_print_notice:
 * @id: of an action record
 *
 * The letter that goes to the unit, by the kind of the record: supervision order (督办单), notice
 * of an interview (约谈通知书), yellow card (黄牌警告通知书), listed supervision and others; with
 * how the item stands today, the demands, and a slip for the reply.
 */
gboolean suy_ledger_print_notice (SuyWorkspace *self, gint64 id, const char *path, GError **error);

G_END_DECLS
