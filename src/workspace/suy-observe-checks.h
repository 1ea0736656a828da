/* suy-observe-checks.h: how many checks are missing by a day?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The minimums of data/rules/frequencies.json (domain rules W-6, F-11, Q-22). */

#pragma once

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

G_END_DECLS
