/* suy-record-figures.h: what do the records that belong to this one add up to, as they are now?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the table that suy-figure.h reads.  Nothing of it is stored, so nothing of it is ever stale.
 */

#pragma once

#include "suy-figure.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  const SuyFigure *figure; /* of a table that lasts as long as the program */
  char *text;              /* as it is shown; "" where there is no such number */
  gint64 value;            /* what was counted; of a percentage its part */
  GArray *ids; /* (nullable) (element-type gint64): the records counted, of figure->of; of a
                * look-back items and petitions; NULL where no records are behind it */
} SuyRecordFigure;

/**
 * suy_workspace_get_figures:
 * @id: of a record of @reg; 0: the figures of the register as a whole
 *
 * Costs what fetching the records that it counts costs; a whole register is scanned.
 *
 * Returns: (transfer full) (element-type SuyRecordFigure): in the order of the table, empty where
 *   it has none; NULL with @error set
 */
GPtrArray *suy_workspace_get_figures (SuyWorkspace *self,
                                      const SuyRegister *reg,
                                      gint64 id,
                                      GError **error);

/* Whether the table has figures of records of @reg, or with @total of the register. */
gboolean suy_figures_are_there (const SuyRegister *reg, gboolean total);

/* The one of that name.  (nullable) */
const SuyRecordFigure *suy_record_figures_find (const GPtrArray *figures, const char *name);

G_END_DECLS
