/* plan.h: random networks, and how answers about them are compared
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-network.h"

#define MAX_REACHES 200

/* Lengths and hours are small whole numbers and fractions are eighths, so that sums are exact. */
typedef struct
{
  guint32 n;
  gint64 from[MAX_REACHES], to[MAX_REACHES], level[MAX_REACHES];
  double length[MAX_REACHES], hours[MAX_REACHES];
  gboolean has_hours, has_level;
} Plan;

/* How many cases a test runs: SUY_CASES of the environment, or @usual. */
guint n_cases (guint usual);

SuyNetwork *build (const Plan *plan);
Plan random_plan (void);
SuyPlace random_place (const Plan *plan);
double random_limit (int most);

/* The same water seen from the other end: what was down is up. */
Plan mirrored (const Plan *plan);

/* Cut by the oracle's rule: nothing beyond a limit. */
void add_piece (GArray *out, const Plan *plan, const SuyTraceRule *rule, SuyTracePiece piece);

/* Answers of a mirrored plan. */
void turn (GArray *pieces);
int compare_pieces (gconstpointer a, gconstpointer b);
void assert_same (double a, double b);
void assert_same_pieces (GArray *got, GArray *want, SuyPlace start);
