/* suy-rate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-rate.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"

#define MONTHS 12
#define COMPLAINTS_GROWTH_BP 3000                   /* 000 §6.3 */
#define YUAN_A_DEATH G_GINT64_CONSTANT (2000000000) /* 0.05 deaths in 10⁸ yuan */
#define COMPLAINTS_FROM_NONE 3 /* our default: 000 says nothing of a month without any */

gboolean
suy_rate_of (gint64 done, gint64 total, SuyRatio *rate, GError **error)
{
  if (done < 0 || done > total)
    {
      g_autofree char *part = suy_ratio_format_whole (done);
      g_autofree char *all = suy_ratio_format_whole (total);

      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   /* Translators: two counts. */
                   _ ("%s of %s cannot be done: a part is from 0 to the whole"), part, all);
      return FALSE;
    }

  *rate = (SuyRatio){ done, total };

  return TRUE;
}

SuyRatio
suy_rate_growth (gint64 before, gint64 now)
{
  return before <= 0 ? SUY_RATIO_NONE : (SuyRatio){ now - before, before };
}

gboolean
suy_rate_complaints_fire (gint64 before, gint64 now)
{
  SuyRatio growth = suy_rate_growth (before, now);

  return growth.den == 0
             ? now >= COMPLAINTS_FROM_NONE
             : suy_ratio_compare (growth, (SuyRatio){ COMPLAINTS_GROWTH_BP, SUY_RATIO_FULL_BP }) >=
                   0;
}

gint64
suy_rate_least (gint64 total, int share_bp)
{
  return suy_ratio_ceil ((SuyRatio){ share_bp, SUY_RATIO_FULL_BP }, total);
}

gboolean
suy_rate_reaches (gint64 done, gint64 total, int share_bp)
{
  return done >= suy_rate_least (total, share_bp);
}

int
suy_rate_outfall_target_bp (int year)
{
  if (year < 2024)
    return 0;

  return year == 2024 ? 7000 : SUY_RATIO_FULL_BP;
}

gboolean
suy_rate_needed_mean (gint64 target, gint64 sum, int n_months, SuyRatio *mean)
{
  g_return_val_if_fail (n_months >= 0 && n_months < MONTHS, FALSE);

  *mean = (SuyRatio){ MONTHS * target - sum, MONTHS - n_months };

  return mean->num > 0;
}

gint64
suy_rate_at_most (gint64 base, int reduction_bp)
{
  g_return_val_if_fail (reduction_bp >= 0 && reduction_bp <= SUY_RATIO_FULL_BP, base);

  return suy_ratio_floor ((SuyRatio){ SUY_RATIO_FULL_BP - reduction_bp, SUY_RATIO_FULL_BP }, base);
}

gboolean
suy_rate_deaths_within (gint64 deaths, gint64 gdp_yuan)
{
  return suy_ratio_compare ((SuyRatio){ deaths, 1 }, (SuyRatio){ gdp_yuan, YUAN_A_DEATH }) <= 0;
}

static SuyRatio
known_ratio (gint64 part, gint64 whole)
{
  return part < 0 || whole <= 0 ? SUY_RATIO_NONE : (SuyRatio){ part, whole };
}

SuySewageRates
suy_rate_sewage (const SuySewageMonth *month)
{
  return (SuySewageRates){
    known_ratio (month->days_in_band, month->days),
    known_ratio (month->samples_within, month->samples),
    known_ratio (month->volume_m3, month->capacity_m3),
    known_ratio (month->treated_m3, month->generated_m3),
  };
}
