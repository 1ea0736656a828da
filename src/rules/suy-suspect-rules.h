/* suy-suspect-rules.h: what does the bureau's table say about suspects?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table is data/rules/suspects.json; docs/rules-format.md describes it. */

#pragma once

#include "suy-catalog.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_CRITERION_POLLUTANTS,
  SUY_CRITERION_TIME,
  SUY_CRITERION_DISTANCE,
  SUY_CRITERION_LEVEL,
  SUY_CRITERION_CASES,
  SUY_CRITERION_VIOLATIONS,
  SUY_CRITERION_OPERATION,
  SUY_N_CRITERIA,
} SuyCriterion;

/* A named answer and its part of the weight. */
typedef struct
{
  char *name;
  SuyLabel label;
  int percent;
} SuyGrade;

typedef struct
{
  char *name;
  SuyLabel label;
  char *source;
  int weight;        /* points; those of all criteria are 100 */
  GPtrArray *grades; /* (element-type SuyGrade), level and operation, else empty */
} SuyCriterionRow;

/* A register whose records can be sources; its members are names of fields, NULL: has none. */
typedef struct
{
  char *name;                           /* of the register */
  GStrv of;                             /* links to the source that it is a part of, first first */
  char *pollutants, *level, *operation; /* a list, a grade, a grade */
  char *flow;                           /* m³/d; times a measured concentration it is a load */
  char *load, *load_of;                 /* kg/d, and the factor that it is the load of */
} SuySourceRow;

/* What the water loses of a factor; 0: nothing. */
typedef struct
{
  char *factor, *source;
  int lost_bp_per_km, lost_bp_per_h;
} SuyDecayRow;

typedef struct
{
  char *source;
  SuyCriterionRow criteria[SUY_N_CRITERIA];
  int unknown_percent;                   /* part of the weight that stands in for an unknown fact */
  int tolerance_percent;                 /* how far beyond the window a travel time still counts */
  int half_km;                           /* the points of the distance halve over each */
  int cases_percent, violations_percent; /* part of the weight for each */
  int violation_years;                   /* how far back */
  int window_h;                          /* where nobody says another */
  int water_class;    /* 1 to 5: whose limit holds where a section names no target */
  GPtrArray *decay;   /* (element-type SuyDecayRow) */
  GPtrArray *sources; /* (element-type SuySourceRow): parts before what they are parts of */
} SuySuspectRules;

/* Returns: (transfer full): constant, or NULL with SUY_ERROR_INVALID: file, place, what is wrong */
SuySuspectRules *suy_suspect_rules_new_builtin (GError **error);
SuySuspectRules *suy_suspect_rules_new_from_text (const char *file,
                                                  const char *text,
                                                  GError **error);
void suy_suspect_rules_free (SuySuspectRules *self);

/* Returns: (nullable): the row of that grade */
const SuyGrade *suy_suspect_rules_find_grade (const SuySuspectRules *self,
                                              SuyCriterion criterion,
                                              const char *name);

/* Returns: (nullable): what the water loses of @factor */
const SuyDecayRow *suy_suspect_rules_find_decay (const SuySuspectRules *self, const char *factor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuySuspectRules, suy_suspect_rules_free)

G_END_DECLS
