/* suy-water-target.h: how many sections are good, and has this tributary reached its target?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formula F-08 and rows S-135, S-136; 000 §1.1, 2.1, 3.2 (good ratio 100 %, none
 * inferior to V, total phosphorus at 0.15 mg/L or less, stable). */

#pragma once

#include "suy-ratio.h"

G_BEGIN_DECLS

typedef struct
{
  SuyRatio good;      /* class III or better of those with a class */
  gint64 not_meeting; /* worse than III */
  gint64 inferior;    /* of them, inferior to V */
} SuyWaterShares;

/* @classes: (array length=n): 1 to 6; 0: not measured, not counted */
SuyWaterShares suy_water_shares (const int *classes, guint n);

typedef enum
{
  SUY_TP_UNKNOWN,
  SUY_TP_EXCEEDS, /* above the limit of class III */
  SUY_TP_PASSES,
  SUY_TP_REACHED, /* at the target or below */
  SUY_TP_STABLE,  /* for three months in a row, which is the bureau's default */
} SuyTpState;

#define SUY_TP_LIMIT_UG_L 200  /* GB 3838-2002, class III, rivers */
#define SUY_TP_TARGET_UG_L 150 /* 000 §8.1, by 2025 */

/* @ug_l: (array length=n): the months' values, the last one latest; negative: not measured.  The
 * latest value decides; a month without one breaks a row. */
SuyTpState suy_tp_state (const gint64 *ug_l, guint n);

/* "unknown", "exceeds", "passes", "reached", "stable". */
const char *suy_tp_state_get_name (SuyTpState state);

G_END_DECLS
