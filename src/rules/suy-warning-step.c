/* suy-warning-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-warning-step.h"

static void
raise_to (SuyWarning *self, SuyLevel level, gint64 day)
{
  self->level = level;
  self->since = day;
  self->stage = SUY_WARNING_TOLD;
}

static void
note_seen (SuyWarning *self, SuyLevel level)
{
  if (self->n_seen == G_N_ELEMENTS (self->seen))
    {
      self->seen[0] = self->seen[1];
      self->seen[1] = self->seen[2];
      self->n_seen--;
    }
  self->seen[self->n_seen++] = level;
}

/* What was noted of @day is taken back, to be said anew. */
static void
begin_day (SuyWarning *self, gint64 day)
{
  if (self->evaluated != day)
    {
      self->before = self->last;
      self->floor_before = self->floor;
    }
  else if (self->is_noted)
    self->n_seen--;
  self->evaluated = day;
  self->is_noted = FALSE;
}

/* The higher one of the last two; what it has while there are not two. */
static SuyLevel
level_of_two (const SuyWarning *self)
{
  return self->n_seen < 2 ? self->level
                          : MAX (self->seen[self->n_seen - 2], self->seen[self->n_seen - 1]);
}

gboolean
suy_warning_is_back (const SuyWarning *self)
{
  return self->is_open && level_of_two (self) == SUY_LEVEL_NONE;
}

static gboolean
is_late (const SuyWarning *self, SuyLevel now, gint64 day, const SuyWarningLevels *levels)
{
  const SuyTerm *limit = suy_warning_levels_get (levels, self->level)->limit;

  return limit != NULL && now != SUY_LEVEL_NONE && self->stage < SUY_WARNING_CLAIMED &&
         day - self->since > limit->amount;
}

static SuyWarningStep
open_or_not (SuyWarning *self, SuyLevel now, gint64 day)
{
  if (self->before != SUY_LEVEL_NONE || now == SUY_LEVEL_NONE)
    return (SuyWarningStep){ SUY_WARNING_STEP_NOTHING, SUY_REASON_NONE };
  suy_warning_end (self);
  self->is_open = TRUE;
  self->level = now;
  self->opened = self->since = day;

  return (SuyWarningStep){ SUY_WARNING_STEP_OPEN, SUY_REASON_CROSSED };
}

/* An open warning.  A higher level counts at once, a lower one after two evaluations. */
static SuyWarningStep
go_on (SuyWarning *self, SuyLevel now, gint64 day, const SuyWarningLevels *levels)
{
  SuyWarningStep step = { SUY_WARNING_STEP_HOLD, SUY_REASON_NONE };
  SuyLevel two = MAX (level_of_two (self), self->floor);

  if (now > self->level)
    {
      raise_to (self, now, day);
      step = (SuyWarningStep){ SUY_WARNING_STEP_RAISE, SUY_REASON_HIGHER };
    }
  else if (suy_warning_is_back (self) && self->level == SUY_LEVEL_BLUE)
    {
      suy_warning_end (self);
      step = (SuyWarningStep){ SUY_WARNING_STEP_CLEAR, SUY_REASON_BELOW };
    }
  else if (suy_warning_is_back (self))
    step = (SuyWarningStep){ SUY_WARNING_STEP_BACK, SUY_REASON_BELOW };
  else if (two < self->level && self->stage >= SUY_WARNING_ACTING)
    {
      self->level = two;
      self->since = day;
      step = (SuyWarningStep){ SUY_WARNING_STEP_LOWER, SUY_REASON_BELOW };
    }
  else if (is_late (self, now, day, levels))
    {
      self->floor = self->level + 1;
      raise_to (self, self->floor, day);
      step = (SuyWarningStep){ SUY_WARNING_STEP_RAISE, SUY_REASON_LATE };
    }

  return step;
}

SuyWarningStep
suy_warning_step (SuyWarning *self,
                  SuyLevel now,
                  gboolean known,
                  gint64 day,
                  const SuyWarningLevels *levels)
{
  SuyWarningStep step;

  begin_day (self, day);
  self->last = known ? now : self->before;
  now = self->last;
  if (!self->is_open)
    return open_or_not (self, now, day);

  if (now == SUY_LEVEL_NONE)
    self->floor = SUY_LEVEL_NONE;
  else
    {
      self->floor = MAX (self->floor, self->floor_before);
      now = MAX (now, self->floor_before);
    }
  self->is_noted = known && day > self->opened;
  if (self->is_noted)
    note_seen (self, now);
  step = go_on (self, now, day, levels);
  if (!known && step.reason == SUY_REASON_NONE)
    step.reason = SUY_REASON_UNKNOWN;

  return step;
}

void
suy_warning_end (SuyWarning *self)
{
  *self = (SuyWarning){ .evaluated = self->evaluated, .before = self->before, .last = self->last };
}

gboolean
suy_warning_is_kept (const SuyWarning *self)
{
  return self->is_open || self->last != SUY_LEVEL_NONE || self->before != SUY_LEVEL_NONE;
}

/* ---- several of one object ---- */

static gint
compare_demands (gconstpointer a, gconstpointer b)
{
  const SuyDemand *x = a, *y = b;

  if (x->object != y->object)
    return x->object < y->object ? -1 : 1;

  return (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

void
suy_warning_join (GArray *demands)
{
  SuyDemand *all = (SuyDemand *) (void *) demands->data;

  g_array_sort (demands, compare_demands);
  for (guint i = 0, end; i < demands->len; i = end)
    {
      guint n = 0;

      for (end = i; end < demands->len && all[end].object == all[i].object; end++)
        n += all[end].level >= SUY_LEVEL_YELLOW;
      for (guint k = i; n >= 2 && all[i].object != 0 && k < end; k++)
        if (all[k].level == SUY_LEVEL_YELLOW)
          all[k].level = SUY_LEVEL_ORANGE;
    }
}
