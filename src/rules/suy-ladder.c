/* suy-ladder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-ladder.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"

/* The four steps of the document; the second is taken in one of two ways. */
enum
{
  STEP_NONE,
  STEP_REMIND,
  STEP_SUPERVISE,
  STEP_LIST,
  STEP_REFER,
  N_STEPS,
};

static int
step_of (SuyRung rung)
{
  static const int steps[SUY_N_RUNGS] = { STEP_NONE,      STEP_REMIND, STEP_SUPERVISE,
                                          STEP_SUPERVISE, STEP_LIST,   STEP_REFER };

  return steps[rung];
}

/* The first rung of a step. */
static SuyRung
rung_of (int step)
{
  static const SuyRung rungs[N_STEPS] = { SUY_RUNG_NONE, SUY_RUNG_REMINDED, SUY_RUNG_SUPERVISED,
                                          SUY_RUNG_LISTED, SUY_RUNG_ACCOUNTABILITY };

  return rungs[step];
}

static SuyRung
find_reached (const SuyLadderFacts *facts)
{
  SuyRung reached = SUY_RUNG_NONE;

  for (guint i = SUY_RUNG_REMINDED; i < SUY_N_RUNGS; i++)
    if (facts->records[i] > 0)
      reached = (SuyRung) i;

  return reached;
}

static gboolean
is_recorded (const SuyLadderFacts *facts, int step)
{
  for (guint i = SUY_RUNG_REMINDED; i < SUY_N_RUNGS; i++)
    if (step_of ((SuyRung) i) == step && facts->records[i] > 0)
      return TRUE;

  return FALSE;
}

/* Reminders that the whole term was too short for were never to be, but one that is near its
 * deadline from the start on is reminded at once. */
static guint
count_reminders (const SuyLadderRules *rules, const SuyLadderFacts *facts, int days_left)
{
  guint n = 0;

  for (guint i = 0; i < rules->n_reminders; i++)
    n += rules->remind_days[i] <= facts->due - facts->start && days_left <= rules->remind_days[i];

  return rules->n_reminders > 0 && days_left <= rules->remind_days[0] ? MAX (n, 1) : n;
}

static gboolean
holds (const SuyLadderRules *rules, const SuyLadderFacts *facts, const SuyLadder *ladder, int step)
{
  if (facts->accepted || facts->closed)
    return FALSE;

  switch (step)
    {
    case STEP_REMIND:
      return ladder->reminders_due > 0;
    case STEP_SUPERVISE:
      return facts->lag_bp >= rules->supervise_lag_bp;
    case STEP_LIST:
      return ladder->overdue || ladder->stagnating;
    case STEP_REFER:
      return -ladder->days_left > rules->accountability_days && facts->grave;
    default:
      return FALSE;
    }
}

void
suy_ladder_read (const SuyLadderRules *rules,
                 const SuyLadderFacts *facts,
                 gint64 today,
                 SuyLadder *ladder)
{
  gboolean open = !facts->accepted && !facts->closed;

  ladder->days_left = (int) (facts->due - today);
  ladder->overdue = open && ladder->days_left < 0;
  ladder->stagnating = open && facts->lag_bp >= rules->stagnation_lag_bp &&
                       today - facts->progress_day >= rules->stagnation_days;
  ladder->reminders_due = open ? count_reminders (rules, facts, ladder->days_left) : 0;
  ladder->rung = ladder->due = find_reached (facts);
  ladder->next = SUY_RUNG_NONE;
  for (int step = N_STEPS - 1; step > STEP_NONE; step--)
    if (holds (rules, facts, ladder, step))
      {
        if (step > step_of (ladder->due))
          ladder->due = rung_of (step);
        if (step > step_of (ladder->rung) && !is_recorded (facts, step))
          ladder->next = rung_of (step);
      }

  /* The later reminders go on beside an order or an interview, until the listing is due. */
  if (ladder->next == SUY_RUNG_NONE && step_of (ladder->rung) < STEP_LIST &&
      facts->records[SUY_RUNG_REMINDED] < ladder->reminders_due)
    ladder->next = SUY_RUNG_REMINDED;
}

static gboolean
refuse (GError **error, char *message)
{
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_REFUSED, message);
  g_free (message);

  return FALSE;
}

/* A step below that holds, or that lies between while @to itself does not hold, needs its record.
 */
static gboolean
check_below (const SuyLadderRules *rules,
             const SuyLadderFacts *facts,
             const SuyLadder *ladder,
             SuyRung to,
             const char *language,
             GError **error)
{
  gboolean due = holds (rules, facts, ladder, step_of (to));

  for (int step = step_of (ladder->rung) + 1; step < step_of (to); step++)
    if (!is_recorded (facts, step) && (!due || holds (rules, facts, ladder, step)))
      return refuse (error,
                     /* Translators: two rungs of the ladder. */
                     g_strdup_printf (_ ("“%s” cannot come before “%s”; record that first"),
                                      suy_label_get (&rules->label[to], language),
                                      suy_label_get (&rules->label[rung_of (step)], language)));

  return TRUE;
}

static gboolean
check_condition (const SuyLadderRules *rules,
                 const SuyLadderFacts *facts,
                 const SuyLadder *ladder,
                 SuyRung to,
                 GError **error)
{
  if (step_of (to) < STEP_LIST || holds (rules, facts, ladder, step_of (to)))
    return TRUE;
  if (to == SUY_RUNG_LISTED)
    return refuse (error,
                   g_strdup_printf (_ ("It is neither overdue (%d days left) nor without progress "
                                       "for %d days while it lags; it cannot be listed"),
                                    ladder->days_left, rules->stagnation_days));
  if (-ladder->days_left <= rules->accountability_days)
    return refuse (error,
                   g_strdup_printf (_ ("It is %d days overdue; a referral needs more than "
                                       "%d"),
                                    MAX (0, -ladder->days_left), rules->accountability_days));

  return refuse (error, g_strdup (_ ("Nobody has recorded serious consequences; a referral needs "
                                     "that finding")));
}

/* Reminders, orders and interviews may come again until an item is listed. */
static gboolean
is_below (SuyRung to, SuyRung reached)
{
  if (step_of (reached) >= STEP_LIST)
    return to <= reached;

  return to != SUY_RUNG_REMINDED && step_of (to) < step_of (reached);
}

gboolean
suy_ladder_check_step (const SuyLadderRules *rules,
                       const SuyLadderFacts *facts,
                       gint64 today,
                       SuyRung to,
                       const char *language,
                       GError **error)
{
  SuyLadder ladder;

  g_return_val_if_fail (to > SUY_RUNG_NONE && to < SUY_N_RUNGS, FALSE);

  suy_ladder_read (rules, facts, today, &ladder);
  if (facts->closed)
    return refuse (error, g_strdup (_ ("It is closed; a rebound opens it again")));
  if (facts->accepted)
    return refuse (error, g_strdup (_ ("It is accepted; nothing is overdue any more")));
  if (is_below (to, ladder.rung))
    return refuse (error, g_strdup_printf (_ ("“%s” has been reached; the ladder is only climbed"),
                                           suy_label_get (&rules->label[ladder.rung], language)));

  return check_below (rules, facts, &ladder, to, language, error) &&
         check_condition (rules, facts, &ladder, to, error);
}

GArray *
suy_ladder_list_duties (const SuyLadderFacts *facts,
                        SuyPeriodKind kind,
                        gint64 today,
                        const SuyDutyRecord *records,
                        guint n)
{
  const SuyCadence cadence = { .period = kind };
  SuyPeriod listing;

  if (facts->closed || facts->records[SUY_RUNG_LISTED] == 0)
    return g_array_new (FALSE, FALSE, sizeof (SuyDutyLine));

  listing = suy_period_at (kind, facts->listed_day);

  return suy_cadence_list (&cadence, listing.last + 1, today, records, n);
}

const char *
suy_rung_get_name (SuyRung rung)
{
  static const char *const names[] = { "none",        "reminded", "supervised",
                                       "interviewed", "listed",   "accountability" };

  return names[rung];
}
