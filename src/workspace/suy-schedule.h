/* suy-schedule.h: how far behind is a record that has a plan?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: F-01; 000 §8.3; 002-3.  One reading for derived columns, facts, warnings and what is due.
 */

#pragma once

#include "suy-ladder.h"

G_BEGIN_DECLS

/* The rules that ship with the program, made once; from any thread.  NULL with @error set */
const SuyLadderRules *suy_schedule_get_rules (GError **error);

/* What a record says; texts as they are stored, NULL or not a day: not known. */
typedef struct
{
  gint64 start, due;       /* days since 1970-01-01; G_MININT64: not known */
  const char *checkpoints; /* (nullable): list */
  gint64 actual_bp;
  gboolean accepted;
} SuySchedule;

/**
 * suy_schedule_get_lag:
 * @lag: (out): a plan that begins behind its end, or nobody knows when, is due at once
 *
 * Returns: FALSE if it is not known: without a due day, or with checkpoints that nobody can read
 */
gboolean suy_schedule_get_lag (const SuySchedule *self, gint64 today, SuyLag *lag);

G_END_DECLS
