/* suy-rural-score.h: how many points has a township for its rural environment, and why?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formulas F-04 and F-05; 002-3 (100 points a quarter).  The numbers stand in
 * data/rules/rural_score.json.  Points are thousandths, completion is in basis points; a division
 * is rounded down. */

#pragma once

#include "suy-catalog.h"

G_BEGIN_DECLS

#define SUY_RURAL_N_ITEMS 5

typedef struct _SuyRuralRules SuyRuralRules; /* constant */

/* What a township has done in one item by the end of a quarter. */
typedef struct
{
  gboolean has_project;   /* none in the township: full points */
  int preliminary_bp;     /* of the preliminary work, what is done of what had to be; 0 to 10,000 */
  gboolean started;       /* the work itself */
  int required_bp;        /* of completion; 0 to 10,000 */
  int actual_bp;          /* 0 to 10,000 */
  int late_reports;       /* one for each month and kind of project */
  int provincial_notices; /* villages or times */
  int city_notices;       /* villages */
} SuyRuralFacts;

/* Why an item has the points that it had before deductions. */
typedef enum
{
  SUY_RURAL_NO_PROJECT,
  SUY_RURAL_PRELIMINARY, /* in proportion to the preliminary work */
  SUY_RURAL_NOT_STARTED, /* a fifth */
  SUY_RURAL_BEHIND,
  SUY_RURAL_ON_SCHEDULE,
} SuyRuralCase;

typedef struct
{
  SuyRuralCase reason;
  int base, late, notices; /* points before deductions, and what is taken off, up to the base */
  int points;              /* 0 to the item's full points */
} SuyRuralPoints;

SuyRuralRules *suy_rural_rules_new_builtin (GError **error);
SuyRuralRules *suy_rural_rules_new_from_text (const char *file, const char *text, GError **error);
void suy_rural_rules_free (SuyRuralRules *self);

/* "septic", "toilet", "waste", "village", "housing", in the order of the table */
const char *suy_rural_rules_get_name (const SuyRuralRules *self, guint item);
const SuyLabel *suy_rural_rules_get_label (const SuyRuralRules *self, guint item);
int suy_rural_rules_get_full (const SuyRuralRules *self, guint item);

/**
 * suy_rural_score_item:
 * @error: SUY_ERROR_INVALID with the value and its bounds: a share outside 0 to 10,000, a count
 *   below 0
 *
 * Returns: FALSE with @error set
 */
gboolean suy_rural_score_item (const SuyRuralRules *self,
                               guint item,
                               const SuyRuralFacts *facts,
                               SuyRuralPoints *points,
                               GError **error);

/* All five, 0 to 100,000.  @points: (array fixed-size=SUY_RURAL_N_ITEMS) (optional) */
gboolean suy_rural_score_quarter (const SuyRuralRules *self,
                                  const SuyRuralFacts *facts,
                                  SuyRuralPoints *points,
                                  int *total,
                                  GError **error);

typedef struct
{
  int q2, q3, q4;    /* 0 to 100,000 */
  int titles;        /* counted once a township and year: 0 or 1 */
  int firsts[3];     /* quarters in which it was first, second, third; 3 together at most */
  gboolean fraud;    /* false reporting: no bonus, and the penalty */
  int fraud_penalty; /* 0 to 5,000 */
} SuyRuralYear;

/* (20 Q2 + 20 Q3 + 60 Q4) / 100 and the bonus, 10 points at most.  May pass 100,000, not 0. */
gboolean suy_rural_score_year (const SuyRuralRules *self,
                               const SuyRuralYear *year,
                               int *points,
                               int *bonus,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRuralRules, suy_rural_rules_free)

G_END_DECLS
