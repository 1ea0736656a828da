/* suy-workspace-warnings.h: which warnings are open on this day?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "suy-indicator.h"
#include "suy-warning-step.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_workspace_evaluate:
 * @today: (nullable): the last day to evaluate; NULL: that of the workspace
 * @n_changed: (out) (optional): warnings that opened, changed their level or ended
 * @error: SUY_ERROR_READ_ONLY, ...
 *
 * Brings the warnings up to @today: the last day that was evaluated, as of its end, and every day
 * since, in its turn and with the records as they stand; so it is called before the first edit of a
 * day, and then after edits.  One command a day, by the role “system”; nothing is written where
 * nothing has changed.  Does nothing for days before the last.
 */
gboolean suy_workspace_evaluate (SuyWorkspace *self,
                                 const char *today,
                                 guint *n_changed,
                                 GError **error);

/**
 * suy_workspace_evaluate_async:
 * @today: (nullable): as suy_workspace_evaluate()
 * @callback: in the main loop; SUY_ERROR_LOCKED: one is going on
 *
 * The same without holding up the main loop: a thread looks at the objects, the moves are made in
 * portions of some milliseconds, all those of a day in one command.  Whatever else is written
 * meanwhile waits until the rest of the day is made; an edit during the look repeats it.  Closing
 * the workspace takes back what is not finished: G_IO_ERROR_CANCELLED.
 */
void suy_workspace_evaluate_async (SuyWorkspace *self,
                                   const char *today,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean suy_workspace_evaluate_finish (SuyWorkspace *self,
                                        GAsyncResult *result,
                                        guint *n_changed,
                                        GError **error);

/**
 * suy_workspace_evaluate_changed:
 * @n_changed: as above
 *
 * The same for today, after a command: looks at the records that changed since the last evaluation
 * of this object, and at what depends on them.  Where there was none today, or so much has changed
 * that it would not be faster, all of it.  What comes with the clock alone (the 49th hour of a
 * complaint) is told by the next whole evaluation.
 */
gboolean suy_workspace_evaluate_changed (SuyWorkspace *self, guint *n_changed, GError **error);

/* The same where it is a matter of some ms; @done (out): FALSE where everything has to be looked
 * at, and nothing was. */
gboolean suy_workspace_try_evaluate_changed (SuyWorkspace *self,
                                             gboolean *done,
                                             guint *n_changed,
                                             GError **error);

/* The day of the last evaluation, "2026-11-20"; NULL without @error: there was none.  (transfer
 * full) (nullable) */
char *suy_workspace_get_evaluated (SuyWorkspace *self, GError **error);

/* One warning, as a list shows it. */
typedef struct
{
  gint64 id;
  char *code, *title, *indicator; /* indicator: its code */
  const SuyRegister *object_reg;  /* (nullable): of what it is about; NULL: nothing we know */
  gint64 object;                  /* 0: none */
  gint64 township;                /* 0: none */
  SuyLevel level;
  char *state;             /* name of a state of its machine */
  double value, threshold; /* NAN where there is none */
  char *unit;              /* (nullable): of both */
  GStrv turn;             /* whose turn it is: roles and codes of units and people; empty: closed */
  const char *move;       /* (nullable): what they have to do, a move of the machine */
  char *due;              /* (nullable): the day by which the level asks for its record */
  gboolean is_due;        /* that day is today or has passed, and the record is not there yet */
  gboolean is_late;       /* that day has passed, and the record is not there yet */
  gboolean is_unanswered; /* its time to be acknowledged has passed: the next level is told too */
  gboolean is_back;       /* the metric: it can be claimed and verified */
} SuyWarningRow;

/* Which of them. */
typedef struct
{
  SuyLevel level;        /* SUY_LEVEL_NONE: all */
  const char *person;    /* (nullable): code; those whose turn it is */
  gboolean closed;       /* closed ones too */
  const char *text;      /* (nullable): in the title, the number or the name of the indicator */
  const char *indicator; /* (nullable): its code */
  gint64 township;       /* 0: all */
  gboolean due;          /* those whose day is today, or has passed without the record */
} SuyWarningFilter;

/**
 * suy_workspace_list_warnings:
 * @error: SUY_ERROR_NOT_FOUND: there is no such person
 *
 * As they stand in the file, which suy_workspace_evaluate() brings up to date.
 *
 * Returns: (transfer full) (element-type SuyWarningRow): gravest first, then by the day, then by
 * code
 */
GPtrArray *suy_workspace_list_warnings (SuyWorkspace *self,
                                        const SuyWarningFilter *filter,
                                        GError **error);

/* One of them, closed or not.  Returns: (transfer full): for suy_warning_row_free(), or NULL with
 * @error set */
SuyWarningRow *suy_workspace_get_warning (SuyWorkspace *self, gint64 id, GError **error);

void suy_warning_row_free (SuyWarningRow *row);

/* How many were triggered in a year, by level, and how many of them are closed, in time. */
typedef struct
{
  guint n[SUY_LEVEL_RED + 1], closed[SUY_LEVEL_RED + 1], on_time[SUY_LEVEL_RED + 1];
} SuyWarningYear;

gboolean suy_workspace_count_warnings (SuyWorkspace *self,
                                       int year,
                                       SuyWarningYear *counts,
                                       GError **error);

/* The tables that ship with the program, made once.  NULL with @error set */
const SuyIndicators *suy_workspace_get_indicators (GError **error);
const SuyWarningLevels *suy_workspace_get_warning_levels (GError **error);

G_END_DECLS
