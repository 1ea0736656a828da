/* suy-observe-checks.h: how many checks are missing by a day?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The minimums of data/rules/frequencies.json (domain rules W-6, F-11, Q-22). */

#pragma once

#include "suy-frequency.h"
#include "suy-observe.h"

G_BEGIN_DECLS

/**
 * suy_observe_checks:
 * @indicator: its name is that of a rule
 *
 * What counts: for campaigns, plans of inspections with a topic of the rule, on the days on which
 * an inspection under them began; for checks, each inspection (with the topic of its plan, else its
 * own) and each patrol; for a share of the caterers, the firms that were inspected; for samples,
 * the days on which a rural outfall was sampled; for look-backs, the items closed in the year
 * before that were looked back at.
 *
 * A shortfall stands until the next window of the rule begins.  Windows that began before the first
 * move of the file are not judged.
 */
gboolean suy_observe_checks (SuyWorkspace *workspace,
                             const SuyIndicator *indicator,
                             gint64 day,
                             SuyObserveEach each,
                             gpointer user_data,
                             GError **error);

/* An object of a share or of “each” that has not been checked often enough. */
typedef struct
{
  const SuyRegister *reg;
  gint64 id;
  gint64 done;
} SuyFrequencyMissing;

typedef struct
{
  const SuyFrequencyRule *rule;
  gboolean has_window;    /* FALSE: none for the last two years */
  SuyFrequency frequency; /* of “each”: the sums over all objects */
  GArray *missing;        /* (element-type SuyFrequencyMissing): by code */
} SuyFrequencyCount;

/* (element-type SuyFrequencyRule): those of the table.  NULL with @error set */
const GPtrArray *suy_workspace_list_frequencies (GError **error);

/**
 * suy_workspace_count_checks:
 * @rule: "M-5"
 * @error: SUY_ERROR_NOT_FOUND: there is no such rule
 *
 * In the window of today, else in the last one before it, whenever the file began.
 *
 * Returns: (transfer full): the count, or NULL with @error set
 */
SuyFrequencyCount *suy_workspace_count_checks (SuyWorkspace *self,
                                               const char *rule,
                                               GError **error);
void suy_frequency_count_free (SuyFrequencyCount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFrequencyCount, suy_frequency_count_free)

G_END_DECLS
