/* suy-record-tally.h: what do the records that belong to this one add up to, as they are now?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the table that suy-tally.h reads.  Nothing of it is stored, so nothing of it is ever stale.
 */

#pragma once

#include "suy-tally.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  const SuyTallyRow *tally; /* of a table that lasts as long as the program */
  char *text;               /* as it is shown; "" where there is no such number */
  gint64 value;             /* what was counted; of a percentage its part */
  GArray *ids; /* (nullable) (element-type gint64): the records counted, of tally->of; of a
                * look-back items and petitions; NULL where no records are behind it */
} SuyRecordTally;

/**
 * suy_workspace_get_tallies:
 * @id: of a record of @reg; 0: the tallies of the register as a whole
 *
 * Costs what fetching the records that it counts costs; a whole register is scanned.
 *
 * Returns: (transfer full) (element-type SuyRecordTally): in the order of the table, empty where
 *   it has none; NULL with @error set
 */
GPtrArray *suy_workspace_get_tallies (SuyWorkspace *self,
                                      const SuyRegister *reg,
                                      gint64 id,
                                      GError **error);

/* Whether the table has tallies of records of @reg, or with @total of the register. */
gboolean suy_tallies_are_there (const SuyRegister *reg, gboolean total);

/* The one of that name.  (nullable) */
const SuyRecordTally *suy_record_tallies_find (const GPtrArray *tallies, const char *name);

G_END_DECLS
