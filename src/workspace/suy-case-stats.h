/* suy-case-stats.h: how long do cases stand in each state, which come again, and where?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: S-049 (004 #20): raise efficiency, prevent repetition. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_REPEAT_MONTHS 12

/* A state that cases have left. */
typedef struct
{
  char *state;
  guint n;             /* how often one left it */
  gint64 sum, longest; /* µs */
} SuyStageTime;

/* By the journal.  (transfer full) (element-type SuyStageTime): in the order of the machine */
GPtrArray *suy_workspace_get_stage_times (SuyWorkspace *self, GError **error);

/* Cases of a township. */
typedef struct
{
  gint64 township; /* 0: of those that name none */
  guint n, n_open; /* open: not in a final state */
  guint n_late;    /* open, and past the deadline as it stands now */
  guint n_repeats; /* that came again, as suy_workspace_find_repeats() has it */
} SuyTownshipCases;

/* Of all townships that have cases, those with the most open ones first.  (transfer full)
 * (element-type SuyTownshipCases), or NULL with @error set */
GArray *suy_workspace_count_cases (SuyWorkspace *self, GError **error);

/* A case that comes again, and the latest one before it of the same object and violation. */
typedef struct
{
  gint64 id, before;
  gint64 found, found_before; /* µs UTC */
} SuyRepeat;

/**
 * suy_workspace_find_repeats:
 *
 * Cases with a violation whose risk point, enterprise or outfall had a case of the same violation
 * found at most SUY_REPEAT_MONTHS months before, the day of the same number included.
 *
 * Returns: (transfer full) (element-type SuyRepeat): newest first, or NULL with @error set
 */
GArray *suy_workspace_find_repeats (SuyWorkspace *self, GError **error);

G_END_DECLS
