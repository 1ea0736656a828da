/* suy-schedule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-schedule.h"

#include "suy-checkpoints.h"

#define UNKNOWN G_MININT64

const SuyLadderRules *
suy_schedule_get_rules (GError **error)
{
  static GMutex mutex;
  static SuyLadderRules *builtin;
  const SuyLadderRules *rules;

  g_mutex_lock (&mutex);
  if (builtin == NULL)
    builtin = suy_ladder_rules_new_builtin (error);
  rules = builtin;
  g_mutex_unlock (&mutex);

  return rules;
}

gboolean
suy_schedule_get_lag (const SuySchedule *self, gint64 today, SuyLag *lag)
{
  const SuyLadderRules *rules = suy_schedule_get_rules (NULL);
  SuyPlan plan = { .due = self->due };
  g_autoptr (GArray) checkpoints = NULL;

  if (self->due == UNKNOWN || rules == NULL)
    return FALSE;
  plan.start = self->start == UNKNOWN ? self->due : MIN (self->start, self->due);
  if (self->checkpoints != NULL)
    {
      checkpoints = suy_checkpoints_read (self->checkpoints, plan.start, plan.due, NULL);
      if (checkpoints == NULL)
        return FALSE;
      plan.checkpoints = (const SuyCheckpoint *) (void *) checkpoints->data;
      plan.n_checkpoints = checkpoints->len;
    }
  *lag = suy_lamp_compute (&plan, today, (int) self->actual_bp, self->accepted, rules->bands);

  return TRUE;
}
