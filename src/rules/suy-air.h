/* suy-air.h: how good was the air?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formula F-09; limits of the composite index: GB 3095-2012, level 2, as the
 * national ranking of cities takes them.  Concentrations are whole ng/m³; 28 µg/m³ are 28,000. */

#pragma once

#include "suy-ratio.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_AIR_PM25,
  SUY_AIR_PM10,
  SUY_AIR_SO2,
  SUY_AIR_NO2,
  SUY_AIR_CO, /* 95th percentile */
  SUY_AIR_O3, /* 90th percentile of the daily 8 h maximum */
  SUY_AIR_N_PARAMETERS,
} SuyAirParameter;

#define SUY_AIR_NOT_MEASURED (-1)
#define SUY_AIR_GOOD_AQI 100 /* up to and with */

/* The limit in ng/m³. */
gint64 suy_air_get_limit (SuyAirParameter parameter);

/**
 * suy_air_good_days:
 * @aqi: (array length=n): a day each; SUY_AIR_NOT_MEASURED: not valid, not counted
 *
 * Returns: days up to 100 of the valid days; no ratio without any
 */
SuyRatio suy_air_good_days (const int *aqi, guint n);

/* How many more days above 100 a year of @n_days may have, if @n_bad had been so far and @share_bp
 * of all have to be good.  Negative: the target is lost by so many. */
int suy_air_bad_days_left (int n_days, int n_bad, int share_bp);

/* The sum of concentration / limit, exact; no ratio if one of the six was not measured. */
SuyRatio suy_air_index (const gint64 ng_m3[SUY_AIR_N_PARAMETERS]);

/* The index of the city that stands @from_bottom-th from the bottom, where the worst air is (004
 * #1: the 10th or 15th); ours has to be no larger.  No ratio if there are not so many. */
SuyRatio suy_air_reference (const SuyRatio *cities, guint n, guint from_bottom);

G_END_DECLS
