/* suy-due.h: which records have no search text yet?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A load writes the search texts of its first rows and notes the ids of the others in suy_due: a
 * record is due if an interval there has its id and suy_text has no row of it.  So what is edited
 * or deleted before its turn comes needs no care: it gets its text when it is saved, as any record
 * does.  suy_store_index_texts() does what is due, bit by bit. */

#pragma once

#include "suy-store-private.h"

G_BEGIN_DECLS

/* A condition: record @row of register @tbl may be due, both SQL expressions. */
#define SUY_DUE_HOLDS(tbl, row) \
  "EXISTS (SELECT 1 FROM suy_due d WHERE d.tbl = " tbl " AND " row " BETWEEN d.first AND d.last)"

/* Notes rows @first to @last, within the transaction that is open. */
gboolean suy_due_add (SuyStore *self,
                      const SuyRegister *reg,
                      gint64 first,
                      gint64 last,
                      GError **error);

/**
 * suy_due_match:
 * @reg: (nullable): NULL: all registers
 * @query: of suy_search_make_query()
 *
 * Due records whose texts @query finds, as the search table would.  A store that can write, with no
 * command open, does first what is due, so that none is left; else an index of the texts is made in
 * memory and kept until the file changes: some 4 µs a record that is due.
 *
 * Returns: (transfer full) (element-type SuyRowKey): best first; NULL with @error set
 */
GArray *suy_due_match (SuyStore *self, const SuyRegister *reg, const char *query, GError **error);

G_END_DECLS
