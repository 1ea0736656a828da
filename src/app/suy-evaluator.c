/* suy-evaluator.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-evaluator.h"

#include <glib/gi18n.h>

#include "suy-indicator-state.h"

#define AFTER_EDIT_MS 2000 /* so that one who types on is not evaluated at each word */
#define DAY_CHECK_S 60

typedef enum
{
  NEXT_NOTHING,
  NEXT_CHANGED, /* what was edited */
  NEXT_WHOLE,
} Next;

struct _SuyEvaluator
{
  GObject parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  gboolean running;
  Next next;                   /* when what is running ends */
  guint after_edit, day_check; /* sources */
  char *at;                    /* (nullable): the time of the last evaluation by us */
};

G_DEFINE_FINAL_TYPE (SuyEvaluator, suy_evaluator, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- one evaluation ---- */

static void
set_running (SuyEvaluator *self, gboolean running)
{
  self->running = running;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The demo's clock stands. */
static void
note_time (SuyEvaluator *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_free (self->at);
  self->at = suy_workspace_is_demo (self->workspace) ? NULL : g_date_time_format (now, "%R");
}

static void run_next (SuyEvaluator *self);

static void
on_evaluated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SuyEvaluator) self = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = suy_workspace_evaluate_finish (SUY_WORKSPACE (source), result, NULL, &error);

  /* Another workspace is open by now, or none. */
  if (SUY_WORKSPACE (source) != self->workspace)
    return;
  if (ok && !suy_workspace_is_read_only (self->workspace))
    note_time (self);
  set_running (self, FALSE);
  if (!ok && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  else
    run_next (self);
}

/* Nothing is written: the values that the indicators show are told anew. */
static void
look (SuyEvaluator *self)
{
  self->next = NEXT_NOTHING;
  set_running (self, TRUE);
  suy_workspace_look_async (self->workspace, on_evaluated, g_object_ref (self));
}

/* After an edit: what changed is a matter of some ms, where the last evaluation is at hand. */
static void
run_changed (SuyEvaluator *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!suy_workspace_try_evaluate_changed (self->workspace, &done, NULL, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  else if (done)
    look (self);
  else
    suy_evaluator_run (self);
}

static void
run_next (SuyEvaluator *self)
{
  Next next = self->next;

  self->next = NEXT_NOTHING;
  if (next == NEXT_WHOLE)
    suy_evaluator_run (self);
  else if (next == NEXT_CHANGED)
    run_changed (self);
}

void
suy_evaluator_run (SuyEvaluator *self)
{
  if (self->workspace == NULL)
    return;
  g_clear_handle_id (&self->after_edit, g_source_remove);
  self->next = self->running ? NEXT_WHOLE : NEXT_NOTHING;
  if (self->running)
    return;
  if (suy_workspace_is_read_only (self->workspace))
    {
      look (self);
      return;
    }
  set_running (self, TRUE);
  suy_workspace_evaluate_async (self->workspace, NULL, on_evaluated, g_object_ref (self));
}

/* ---- when ---- */

static gboolean
on_after_edit (gpointer data)
{
  SuyEvaluator *self = data;

  self->after_edit = 0;
  if (self->running)
    self->next = MAX (self->next, NEXT_CHANGED);
  else
    run_changed (self);

  return G_SOURCE_REMOVE;
}

/* What an evaluation itself writes, and what no indicator looks at, asks for none. */
static void
on_changed (SuyEvaluator *self, const char *layer)
{
  static const char *const beside[] = { "warning",    "evaluation",    "journal",
                                        "attachment", "action_record", NULL };

  if (g_strv_contains (beside, layer) || suy_workspace_is_read_only (self->workspace))
    return;
  g_clear_handle_id (&self->after_edit, g_source_remove);
  self->after_edit = g_timeout_add_full (G_PRIORITY_LOW, AFTER_EDIT_MS, on_after_edit, self, NULL);
}

static gboolean
on_day_check (gpointer data)
{
  SuyEvaluator *self = data;

  if (suy_workspace_turn_day (self->workspace))
    suy_evaluator_run (self);

  return G_SOURCE_CONTINUE;
}

void
suy_evaluator_set_workspace (SuyEvaluator *self, SuyWorkspace *workspace)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_handle_id (&self->after_edit, g_source_remove);
  g_clear_handle_id (&self->day_check, g_source_remove);
  g_clear_pointer (&self->at, g_free);
  self->running = FALSE;
  self->next = NEXT_NOTHING;
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL)
    return;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  self->day_check = g_timeout_add_seconds (DAY_CHECK_S, on_day_check, self);
  suy_evaluator_run (self);
}

gboolean
suy_evaluator_is_running (SuyEvaluator *self)
{
  return self->running;
}

char *
suy_evaluator_describe (SuyEvaluator *self)
{
  g_autofree char *day =
      self->workspace == NULL ? NULL : suy_workspace_get_evaluated (self->workspace, NULL);

  if (self->running)
    return g_strdup (_ ("Evaluating…"));
  if (day == NULL)
    return g_strdup (_ ("Never evaluated"));
  if (suy_workspace_is_read_only (self->workspace))
    return g_strdup_printf (_ ("Read-only: warnings as of the evaluation of %s"), day);

  return self->at == NULL ? g_strdup_printf (_ ("Evaluated on %s"), day)
                          : g_strdup_printf (_ ("Evaluated on %s at %s"), day, self->at);
}

/* ---- the object ---- */

static void
suy_evaluator_dispose (GObject *object)
{
  suy_evaluator_set_workspace (SUY_EVALUATOR (object), NULL);

  G_OBJECT_CLASS (suy_evaluator_parent_class)->dispose (object);
}

static void
suy_evaluator_class_init (SuyEvaluatorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_evaluator_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SUY_TYPE_EVALUATOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", SUY_TYPE_EVALUATOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
suy_evaluator_init (SuyEvaluator *self)
{
}

SuyEvaluator *
suy_evaluator_new (void)
{
  return g_object_new (SUY_TYPE_EVALUATOR, NULL);
}
