/* suy-rate.h: how many are done, how much did it grow, how many have to be drawn?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formulas F-06, F-07, F-09 to F-11, F-17 to F-20, each with its document below.
 * Counts are whole numbers, values are whole numbers of some unit that the caller chooses: 91.2 %
 * as 912. */

#pragma once

#include "suy-ratio.h"

G_BEGIN_DECLS

/* F-06: @done of @total; no ratio of nothing.  @error: SUY_ERROR_INVALID if there are more done
 * than all, or less than none.  Returns: FALSE with @error set */
gboolean suy_rate_of (gint64 done, gint64 total, SuyRatio *rate, GError **error);

/* F-07: (@now - @before) / @before, of year or month; no ratio where @before is 0. */
SuyRatio suy_rate_growth (gint64 before, gint64 now);

/* F-07, indicator I-01 (000 §6.3): complaints grew by 30 % or more; from none, 3 are needed, which
 * is the bureau's default. */
gboolean suy_rate_complaints_fire (gint64 before, gint64 now);

/* The least number of @total that is @share_bp of them or more, rounded up.  F-09: of 365 days, 336
 * are 92 %.  F-10 (004 #19): a tenth of 45 is 5.  F-11 (004 #10): 20 % of 137 is 28.  F-17 (004
 * #14): 70 % of 143 outfalls is 101. */
gint64 suy_rate_least (gint64 total, int share_bp);

#define SUY_RATE_LOOKBACK_BP 1000  /* F-10, 004 #19: at least a tenth */
#define SUY_RATE_CATERING_BP 2000  /* F-11, 004 #10 */
#define SUY_RATE_EQUIPMENT_BP 9500 /* F-19, 000 §7.3: that much intact or more */

/* Is @done of @total @share_bp or more?  Of none nothing is missing. */
gboolean suy_rate_reaches (gint64 done, gint64 total, int share_bp);

/* F-17, 004 #14: what part of the outfalls has to be rectified by the end of @year: 7000 bp of
 * those traced in 2024, all from 2025 on, 0 before. */
int suy_rate_outfall_target_bp (int year);

/**
 * suy_rate_needed_mean:
 * @target: the mean of all 12 months, in some unit
 * @sum: of the @n_months months that are over, 0 to 11, in the same unit
 * @mean: (out): needed of every month to come, an exact fraction of that unit
 *
 * F-18 (003, back-calculation from the target; the formula is ours).
 *
 * Returns: FALSE if it cannot be reached any more: the mean would have to be 0 or less
 */
gboolean suy_rate_needed_mean (gint64 target, gint64 sum, int n_months, SuyRatio *mean);

/* F-20: how many there may be at most after a reduction of @base by @reduction_bp, 0 to
 * 10,000: 23 accidents less 40 % are 13.8, so 13. */
gint64 suy_rate_at_most (gint64 base, int reduction_bp);

/* F-20: are @deaths, for a product of @gdp_yuan, 0.05 for 100 million yuan or less? */
gboolean suy_rate_deaths_within (gint64 deaths, gint64 gdp_yuan);

/* F-19 (002-4; the formulas are ours): what a sewage works reports for a month.  A value that was
 * not reported is SUY_RATE_BLANK, and so is then its rate, never 0. */
#define SUY_RATE_BLANK (-1)

typedef struct
{
  gint64 days_in_band, days;       /* inflow concentration */
  gint64 samples_within, samples;  /* of the effluent */
  gint64 volume_m3, capacity_m3;   /* treated in the month, by design in the month */
  gint64 treated_m3, generated_m3; /* sewage */
} SuySewageMonth;

typedef struct
{
  SuyRatio inflow_stability, effluent_compliance, load, treatment;
} SuySewageRates;

SuySewageRates suy_rate_sewage (const SuySewageMonth *month);

G_END_DECLS
