/* suy-rural-private.h: what does the table of the rural score hold?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-rural-score.h"

typedef struct
{
  char *name;
  SuyLabel label;
  int full;
  int step;           /* taken off for each full 10 points of shortfall; 0: in proportion */
  int late, late_cap; /* for each late report, and at most */
  int provincial, city;
} SuyRuralItem;

struct _SuyRuralRules
{
  SuyRuralItem items[SUY_RURAL_N_ITEMS];
  int not_started_bp;
  int quarters[3]; /* percent of the second, third and fourth */
  int title, ranks[3], bonus_cap, fraud_cap;
};
