/* suy-warning-step.h: does this open a warning, raise it, lower it, or end it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 000 §6.3, domain rules W-1 and SM-8; where they leave something open,
 * tests/year/README.md says how it is read.  One evaluation a day, at its end; days count since
 * 1970-01-01. */

#pragma once

#include "suy-lamp.h"
#include "suy-term.h"

G_BEGIN_DECLS

/* ---- what a level asks for: data/rules/warning_levels.json ---- */

typedef struct
{
  SuyLabel label;        /* what is due, in words */
  GStrv told;            /* roles, who must act first */
  char *action;          /* as the catalog's list of choices has it */
  const SuyTerm *report; /* (nullable): by when the report, interview or meeting is due */
  const SuyTerm *limit;  /* (nullable): after so many days the next level takes over */
  GStrv verify;          /* (nullable): roles; NULL: it clears itself */
  char *source;
} SuyWarningLevel;

typedef struct _SuyWarningLevels SuyWarningLevels; /* constant */

SuyWarningLevels *suy_warning_levels_new_builtin (GError **error);

/* @terms: kept by @self; the terms that the table names stand there */
SuyWarningLevels *suy_warning_levels_new_from_text (const char *file,
                                                    const char *text,
                                                    SuyTerms *terms,
                                                    GError **error);
void suy_warning_levels_free (SuyWarningLevels *self);

/* @level: SUY_LEVEL_BLUE to _RED */
const SuyWarningLevel *suy_warning_levels_get (const SuyWarningLevels *self, SuyLevel level);

/* How long a warning may wait to be acknowledged before the next level's people are told too. */
const SuyTerm *suy_warning_levels_get_acknowledge (const SuyWarningLevels *self);

/* ---- one warning ---- */

typedef enum
{
  SUY_WARNING_TOLD, /* triggered or notified */
  SUY_WARNING_ACKNOWLEDGED,
  SUY_WARNING_ACTING,
  SUY_WARNING_CLAIMED,
  SUY_WARNING_VERIFIED,
} SuyWarningStage;

/* All that has to be kept of an indicator and an object between evaluations.  All zero: nothing has
 * been there. */
typedef struct
{
  gint64 evaluated; /* the day of the last evaluation */
  SuyLevel before;  /* of the evaluation before the last one, whether a warning is open or not */
  SuyLevel last;    /* of the last one */
  gboolean is_open;
  SuyLevel level;        /* of the open warning */
  SuyLevel floor;        /* what its own lateness has raised it to */
  SuyLevel floor_before; /* the same, when the last evaluation began */
  gint64 opened, since;  /* days: it opened; it took the level that it has */
  SuyLevel seen[3];      /* levels of the last three evaluations after it opened, newest last */
  guint n_seen;
  gboolean is_noted; /* the newest of them is of the last evaluation, which knew the value */
  SuyWarningStage stage;
} SuyWarning;

typedef enum
{
  SUY_WARNING_STEP_NOTHING, /* no warning is open, and none opens */
  SUY_WARNING_STEP_OPEN,
  SUY_WARNING_STEP_HOLD,
  SUY_WARNING_STEP_RAISE, /* it waits to be acknowledged again */
  SUY_WARNING_STEP_LOWER,
  SUY_WARNING_STEP_BACK,  /* held, and the metric has been back for two evaluations: it can be
                             claimed */
  SUY_WARNING_STEP_CLEAR, /* a blue one that is back ends by itself */
} SuyWarningStepKind;

typedef enum
{
  SUY_REASON_NONE,
  SUY_REASON_CROSSED, /* none before, some now */
  SUY_REASON_HIGHER,  /* the value is in a higher band */
  SUY_REASON_LATE,    /* its level is past the limit */
  SUY_REASON_BELOW,   /* below its band in two evaluations */
  SUY_REASON_UNKNOWN, /* nothing new is known */
} SuyWarningReason;

typedef struct
{
  SuyWarningStepKind kind;
  SuyWarningReason reason;
} SuyWarningStep;

/**
 * suy_warning_step:
 * @self: (inout): what was kept; becomes what is to be kept
 * @now: what the indicator says, after suy_warning_join()
 * @known: FALSE: the value is not known today.  The last level known stands, and this is no
 *   evaluation that could bring the metric back
 * @day: rising; the same day again takes the place of what was said of it, so that a day can be
 *   evaluated while it lasts and at its end
 */
SuyWarningStep suy_warning_step (SuyWarning *self,
                                 SuyLevel now,
                                 gboolean known,
                                 gint64 day,
                                 const SuyWarningLevels *levels);

/* Was it none in the last two evaluations since it opened?  It can be claimed and verified. */
gboolean suy_warning_is_back (const SuyWarning *self);

/* Somebody closed it, or found it to be a false alarm.  It opens again only after an evaluation
 * without a level. */
void suy_warning_end (SuyWarning *self);

/* Whether what is kept differs from nothing at all, also on the same day again. */
gboolean suy_warning_is_kept (const SuyWarning *self);

/* ---- several indicators of one object ---- */

typedef struct
{
  gint64 object; /* 0: the district as a whole, which is no object in this sense */
  guint indicator;
  SuyLevel level; /* not SUY_LEVEL_NONE */
} SuyDemand;

/* Two or more of one object that are yellow or above make its yellow ones orange.  Sorts @demands
 * by object and indicator.  O(n log n).  (element-type SuyDemand) */
void suy_warning_join (GArray *demands);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyWarningLevels, suy_warning_levels_free)

G_END_DECLS
