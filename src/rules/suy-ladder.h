/* suy-ladder.h: on which rung of the overdue ladder does this item stand, and which is due?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain rules W-5 and SM-2 2.16; 004 #19 (reminder, supervision or interview, listed
 * supervision with weekly dispatch and monthly bulletin, accountability).  The numbers stand in
 * data/rules/ladder.json.  Each rung leaves its record; the ladder is only ever climbed, rung by
 * rung, until the item is closed.  Days count since 1970-01-01, lags are in basis points. */

#pragma once

#include "suy-cadence.h"
#include "suy-lamp.h"

G_BEGIN_DECLS

/* In the order of the catalog's list "escalation".  Supervised and interviewed are two ways of
 * doing the same step. */
typedef enum
{
  SUY_RUNG_NONE,
  SUY_RUNG_REMINDED,
  SUY_RUNG_SUPERVISED,
  SUY_RUNG_INTERVIEWED,
  SUY_RUNG_LISTED,
  SUY_RUNG_ACCOUNTABILITY,
  SUY_N_RUNGS,
} SuyRung;

#define SUY_LADDER_MAX_REMINDERS 8

typedef struct
{
  SuyLabel label[SUY_N_RUNGS]; /* of SUY_RUNG_NONE there is none */
  GStrv told[SUY_N_RUNGS];     /* roles */
  char *rung_source[SUY_N_RUNGS];
  SuyLagBands bands;                         /* the setting lag_band_reading */
  int remind_days[SUY_LADDER_MAX_REMINDERS]; /* before the deadline, descending */
  guint n_reminders;
  int supervise_lag_bp;
  int stagnation_days, stagnation_lag_bp;
  int accountability_days;
  int card_lag_bp, card_clear_lag_bp; /* of the yellow card */
  char *source;
} SuyLadderRules;

SuyLadderRules *suy_ladder_rules_new_builtin (GError **error);
SuyLadderRules *suy_ladder_rules_new_from_text (const char *file, const char *text, GError **error);
void suy_ladder_rules_free (SuyLadderRules *self);

/* What is known of an item on a day. */
typedef struct
{
  gint64 start, due;   /* due: the deadline that counts now, by approved extensions */
  int lag_bp;          /* 0 to 10,000 */
  gint64 progress_day; /* on which its progress was last another */
  gboolean accepted;   /* nothing new comes due, what is listed stays so until it is closed */
  gboolean closed;
  gboolean grave;             /* a person has found serious consequences, with a record */
  guint records[SUY_N_RUNGS]; /* how many there are of each rung */
  gint64 listed_day;          /* of the first of SUY_RUNG_LISTED */
} SuyLadderFacts;

typedef struct
{
  int days_left; /* to the deadline; -1 on the day behind it */
  gboolean overdue, stagnating;
  SuyRung rung; /* the highest with a record */
  SuyRung due;  /* the highest that is due today; never below @rung */
  SuyRung next; /* the record to make now: the lowest above @rung that is due, else a reminder
                 * that is owed; SUY_RUNG_NONE: none */
  guint reminders_due; /* how many there should be by today; with a term shorter than the first
                        * reminder, one from the start on */
} SuyLadder;

void suy_ladder_read (const SuyLadderRules *rules,
                      const SuyLadderFacts *facts,
                      gint64 today,
                      SuyLadder *ladder);

/**
 * suy_ladder_check_step:
 * @to: the rung that somebody wants to record
 * @language: of the rungs' labels in the message
 * @error: SUY_ERROR_REFUSED with what is missing: a rung below that has no record, a deadline that
 *   has not passed, days, a finding of serious consequences; a rung below the one reached; a closed
 *   item
 *
 * Reminders, orders and interviews may be repeated until the item is listed; a reminder may also
 * come beside an order, since three are owed before the deadline.
 *
 * Returns: FALSE with @error set
 */
gboolean suy_ladder_check_step (const SuyLadderRules *rules,
                                const SuyLadderFacts *facts,
                                gint64 today,
                                SuyRung to,
                                const char *language,
                                GError **error);

/**
 * suy_ladder_list_duties:
 * @kind: SUY_PERIOD_WEEK (dispatch notes) or SUY_PERIOD_MONTH (bulletin entries)
 * @records: (array length=n): what there is
 *
 * The listing itself stands for the period in which it was made; each period behind it is owed
 * until the item is closed.
 *
 * Returns: (transfer full) (element-type SuyDutyLine): empty unless the item is listed and open
 */
GArray *suy_ladder_list_duties (const SuyLadderFacts *facts,
                                SuyPeriodKind kind,
                                gint64 today,
                                const SuyDutyRecord *records,
                                guint n);

/* Why @ladder->due is due, a sentence each.  Returns: (transfer full) */
GStrv suy_ladder_explain (const SuyLadderRules *rules,
                          const SuyLadderFacts *facts,
                          const SuyLadder *ladder,
                          const char *language);

/* "none", "reminded", ..., as the catalog's list of choices has them. */
const char *suy_rung_get_name (SuyRung rung);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyLadderRules, suy_ladder_rules_free)

G_END_DECLS
