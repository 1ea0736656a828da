/* suy-evaluating.c: an evaluation that does not hold up the main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Day by day, twice: a thread with a reader of its own looks, first at the ladder, then at the
 * objects; then a command is opened, and stays open while the main loop turns, until all steps are
 * made. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-evaluation-day.h"
#include "suy-indicator-state.h"
#include "suy-ladder-write.h"
#include "suy-observe.h"

#define PORTION_US 8000
#define MOST_LOOKS 4 /* then the main loop is held up, rather than chase edits for ever */

typedef struct
{
  guint indicator;
  gint64 object;
  SuyObservation seen;
} Seen;

struct _SuyEvaluating
{
  SuyWorkspace *workspace;
  GTask *task;
  gint64 day, to;
  gboolean only_look; /* nothing is written */
  gint64 began;       /* end of the log */
  gboolean climbed;   /* the ladder of the day is done */
  guint n_changed;
  guint source; /* of the main loop; 0: the thread is at work */

  /* The thread's, until it is joined. */
  GThread *thread; /* (nullable) */
  SuyStore *store; /* of which it opens a reader */
  gint64 moment;
  gint stop;      /* atomic */
  gint64 log_end; /* before it looked */
  guint indicator, n_looks;
  GArray *ladder;    /* (nullable): SuyLadderWork */
  GArray *seen;      /* Seen */
  GPtrArray *states; /* (nullable): of the last day */
  GError *error;

  gboolean open;     /* the command of the day */
  gboolean stepping; /* on the stack */
  SuyEvaluationDay one;
};

/* ---- the look, in a thread ---- */

static void
on_observed (gint64 object, const SuyObservation *seen, gpointer user_data)
{
  SuyEvaluating *self = user_data;
  const Seen one = { self->indicator, object, *seen };

  g_array_append_val (self->seen, one);
  if (self->states != NULL)
    suy_indicator_states_take (self->states, self->indicator, object, seen);
}

static void
look (SuyEvaluating *self, SuyWorkspace *reader)
{
  const GPtrArray *all = suy_indicators_get_all (suy_workspace_get_indicators (NULL));

  if (self->day == self->to)
    self->states = suy_indicator_states_new (reader, self->day, &self->error);
  for (self->indicator = 0;
       self->indicator < all->len && self->error == NULL && g_atomic_int_get (&self->stop) == 0;
       self->indicator++)
    suy_observe (reader, all->pdata[self->indicator],
                 &(SuyObserveAsk){ self->day, self->moment, NULL }, on_observed, self,
                 &self->error);
}

static void
look_at_ladder (SuyEvaluating *self, SuyWorkspace *workspace)
{
  g_clear_pointer (&self->ladder, g_array_unref);
  self->ladder = suy_ladder_look (workspace, self->day, NULL, &self->error);
}

static gboolean on_looked (gpointer data);

static gpointer
run_thread (gpointer data)
{
  SuyEvaluating *self = data;
  SuyStore *store = suy_store_open_reader (self->store, &self->error);

  if (store != NULL)
    {
      g_autoptr (SuyWorkspace) reader = suy_workspace_new_over (store);

      self->log_end = suy_store_get_log_end (store, &self->error);
      if (self->error == NULL)
        (self->climbed ? look : look_at_ladder) (self, reader);
    }
  if (g_atomic_int_get (&self->stop) == 0)
    g_idle_add (on_looked, self);

  return NULL;
}

static void
start_look (SuyEvaluating *self)
{
  self->source = 0;
  self->n_looks++;
  self->moment = suy_warning_run_find_moment (self->workspace, self->day);
  g_array_set_size (self->seen, 0);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  self->thread = g_thread_new ("suy-evaluate", run_thread, self);
}

/* ---- the end ---- */

static void
evaluating_free (SuyEvaluating *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_error (&self->error);
  g_array_unref (self->seen);
  g_clear_pointer (&self->ladder, g_array_unref);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_object_unref (self->task);
  g_free (self);
}

/* Tells who asked; @error is taken. */
static void
finish (SuyEvaluating *self, GError *error)
{
  SuyWorkspace *workspace = self->workspace;
  g_autoptr (GTask) task = g_object_ref (self->task);
  guint n = self->n_changed;
  gint64 began = self->only_look ? -1 : self->began;

  if (self->states != NULL)
    {
      g_clear_pointer (&workspace->indicator_states, g_ptr_array_unref);
      workspace->indicator_states = g_steal_pointer (&self->states);
    }
  workspace->evaluating = NULL;
  evaluating_free (self);
  if (began >= 0)
    suy_warning_run_tell_changed (workspace, began);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n);
}

/* The other half of the day, or the next one. */
static gboolean
on_next_half (gpointer data)
{
  SuyEvaluating *self = data;

  self->source = 0;
  self->n_looks = 0;
  self->climbed = !self->climbed;
  if (!self->climbed && self->day++ == self->to)
    finish (self, NULL);
  else
    start_look (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_failed (gpointer data)
{
  SuyEvaluating *self = data;

  self->source = 0;
  finish (self, g_steal_pointer (&self->error));

  return G_SOURCE_REMOVE;
}

/* ---- the steps, in the main loop ---- */

/* Nobody is told before the main loop turns again: whoever writes may be waiting for us. */
static void
end_half (SuyEvaluating *self, gboolean ok)
{
  self->open = FALSE;
  self->n_changed += ok ? self->one.run->n_changed : 0;
  ok = suy_evaluation_day_end (&self->one, ok, &self->error);
  self->source = g_idle_add (ok ? on_next_half : on_failed, self);
}

/* Steps for so long, and one at least; to the end where @us is 0. */
static void
make_steps (SuyEvaluating *self, gint64 us)
{
  gint64 start = g_get_monotonic_time ();
  gboolean done, ok;

  self->stepping = TRUE;
  do
    ok = suy_evaluation_day_step (&self->one, &done, &self->error);
  while (ok && !done && (us == 0 || g_get_monotonic_time () - start < us));
  self->stepping = FALSE;
  if (ok && !done)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  end_half (self, ok);
}

static gboolean
on_portion (gpointer data)
{
  SuyEvaluating *self = data;
  guint source = self->source;

  /* The handle is cleared here where the day ends, and must not be removed twice. */
  self->source = 0;
  make_steps (self, self->workspace->single_steps ? 1 : PORTION_US);
  if (self->source != 0)
    return G_SOURCE_REMOVE;
  self->source = source;

  return G_SOURCE_CONTINUE;
}

static gboolean
open_ladder (SuyEvaluating *self, gboolean take)
{
  if (!take)
    look_at_ladder (self, self->workspace);
  self->open = self->ladder != NULL &&
               suy_evaluation_day_begin_ladder (&self->one, self->workspace, self->day,
                                                g_steal_pointer (&self->ladder), &self->error);

  return self->open;
}

/* @take: what was seen still holds; else it is looked at here. */
static gboolean
open_half (SuyEvaluating *self, gboolean take)
{
  if (!self->climbed)
    return open_ladder (self, take);
  if (!suy_evaluation_day_begin (&self->one, self->workspace, self->day, self->day == self->to,
                                 &self->error))
    return FALSE;
  self->open = TRUE;
  for (guint i = 0; take && i < self->seen->len; i++)
    {
      const Seen *seen = &g_array_index (self->seen, Seen, i);

      suy_warning_run_take (self->one.run, seen->indicator, seen->object, &seen->seen);
    }

  return take || suy_warning_run_observe_all (self->one.run, &self->error);
}

static void
take_look (SuyEvaluating *self)
{
  gint64 end = self->error == NULL ? suy_store_get_log_end (self->store, &self->error) : -1;
  gboolean is_new = end == self->log_end;

  if (self->error == NULL && !is_new && self->n_looks < MOST_LOOKS)
    {
      start_look (self);
      return;
    }
  if (self->error == NULL && open_half (self, is_new))
    self->source = g_idle_add (on_portion, self);
  else if (self->open)
    end_half (self, FALSE);
  else
    self->source = g_idle_add (on_failed, self);
}

static gboolean
on_looked (gpointer data)
{
  SuyEvaluating *self = data;

  g_clear_pointer (&self->thread, g_thread_join);
  if (self->only_look)
    finish (self, g_steal_pointer (&self->error));
  else
    take_look (self);

  return G_SOURCE_REMOVE;
}

void
suy_workspace_end_day (SuyWorkspace *self)
{
  if (self->evaluating != NULL && self->evaluating->open && !self->evaluating->stepping)
    make_steps (self->evaluating, 0);
}

void
suy_workspace_stop_evaluating (SuyWorkspace *self)
{
  SuyEvaluating *evaluating = self->evaluating;

  if (evaluating == NULL)
    return;
  g_atomic_int_set (&evaluating->stop, 1);
  if (evaluating->thread != NULL)
    g_thread_join (g_steal_pointer (&evaluating->thread));
  g_idle_remove_by_data (evaluating); /* the thread may have told already */
  evaluating->source = 0;
  if (evaluating->open)
    suy_evaluation_day_end (&evaluating->one, FALSE, NULL);
  g_task_return_new_error (evaluating->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           _ ("The evaluation was ended, since the workspace is closed."));
  self->evaluating = NULL;
  evaluating_free (evaluating);
}

/* ---- the beginning ---- */

/* Takes @task. */
static void
start (SuyWorkspace *self, GTask *task, gint64 from, gint64 to, gboolean only_look)
{
  SuyEvaluating *evaluating = g_new0 (SuyEvaluating, 1);

  *evaluating = (SuyEvaluating){ .workspace = self,
                                 .task = task,
                                 .day = from,
                                 .to = to,
                                 .only_look = only_look,
                                 .climbed = only_look };
  evaluating->began = suy_store_get_log_end (self->store, NULL);
  evaluating->store = self->store;
  evaluating->seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  self->evaluating = evaluating;
  self->evaluations.whole += !only_look;
  start_look (evaluating);
}

/* The threads find the table of the indicators made. */
static gboolean
check (SuyWorkspace *self, GError **error)
{
  if (self->evaluating == NULL)
    return suy_workspace_get_indicators (error) != NULL;
  g_set_error (error, SUY_ERROR, SUY_ERROR_LOCKED,
               _ ("The warnings are being evaluated already. Wait a moment."));

  return FALSE;
}

void
suy_workspace_evaluate_async (SuyWorkspace *self,
                              const char *today,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  gint64 from, to;

  g_return_if_fail (SUY_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  if (!check (self, &error) || !suy_evaluation_find_days (self, today, &from, &to, &error))
    g_task_return_error (task, error);
  else if (from > to)
    g_task_return_int (task, 0);
  else
    start (self, g_steal_pointer (&task), from, to, FALSE);
}

void
suy_workspace_look_async (SuyWorkspace *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  gint64 day;

  g_return_if_fail (SUY_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  day = suy_date_get_day (self->today);
  if (!check (self, &error))
    g_task_return_error (task, error);
  else
    start (self, g_steal_pointer (&task), day, day, TRUE);
}

gboolean
suy_workspace_evaluate_finish (SuyWorkspace *self,
                               GAsyncResult *result,
                               guint *n_changed,
                               GError **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n_changed != NULL)
    *n_changed = (guint) MAX (n, 0);

  return n >= 0;
}
