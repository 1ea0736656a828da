/* suy-load-share.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-load-share.h"

#include <math.h>
#include <stdlib.h>

#define FULL_BP 10000
#define MAX_KG_D 1e9
#define MG 1e6 /* a kilogram */

typedef struct
{
  guint item;
  guint64 rest; /* of the division by the sum */
} Rest;

static int
compare_rest (const void *a, const void *b)
{
  const Rest *l = a, *r = b;

  if (l->rest != r->rest)
    return l->rest > r->rest ? -1 : 1;

  return l->item < r->item ? -1 : l->item > r->item;
}

/* Whole milligrams, halved until FULL_BP times their sum fits into 64 bits.  Returns: the sum */
static guint64
count_mg (const double *kg_d, guint n, guint64 *mg)
{
  guint shift = 0;
  double all = 0;
  guint64 sum = 0;

  for (guint i = 0; i < n; i++)
    all += isnan (kg_d[i]) ? 0 : kg_d[i] * MG + 1;
  while (ldexp (all, -(int) shift) >= (double) (G_MAXUINT64 / FULL_BP) / 2)
    shift++;
  for (guint i = 0; i < n; i++)
    {
      mg[i] = isnan (kg_d[i]) ? 0 : (guint64) llround (kg_d[i] * MG) >> shift;
      sum += mg[i];
    }

  return sum;
}

SuyLoadSum
suy_load_share (const double *kg_d, guint n, int *share_bp)
{
  g_autofree guint64 *mg = g_new (guint64, MAX (n, 1));
  g_autofree Rest *rests = g_new (Rest, MAX (n, 1));
  guint64 sum = count_mg (kg_d, n, mg);
  SuyLoadSum total = { 0, 0 };
  int left = sum > 0 ? FULL_BP : 0;

  for (guint i = 0; i < n; i++)
    {
      g_return_val_if_fail (isnan (kg_d[i]) || (kg_d[i] >= 0 && kg_d[i] <= MAX_KG_D), total);
      share_bp[i] = -1;
      if (isnan (kg_d[i]))
        continue;
      share_bp[i] = sum > 0 ? (int) (FULL_BP * mg[i] / sum) : 0;
      rests[total.n_known++] = (Rest){ i, sum > 0 ? FULL_BP * mg[i] % sum : 0 };
      total.sum_kg_d += kg_d[i];
      left -= share_bp[i];
    }

  if (left > 0)
    qsort (rests, total.n_known, sizeof *rests, compare_rest);
  for (int i = 0; i < left; i++)
    share_bp[rests[i].item]++;

  return total;
}

double
suy_load_arrive (const SuySuspectRules *rules,
                 const char *factor,
                 double kg_d,
                 double river_m,
                 double travel_h)
{
  const SuyDecayRow *row = suy_suspect_rules_find_decay (rules, factor);

  if (row == NULL)
    return kg_d;
  kg_d *= pow (1.0 - (double) row->lost_bp_per_km / FULL_BP, river_m / 1000.0);
  if (row->lost_bp_per_h > 0)
    kg_d *= pow (1.0 - (double) row->lost_bp_per_h / FULL_BP, travel_h);

  return kg_d;
}
