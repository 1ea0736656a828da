/* suy-indicator-state.h: how does each indicator stand, and how has it stood?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-warnings.h"

G_BEGIN_DECLS

#define SUY_INDICATOR_DAYS 60 /* of its history, the last one today */

typedef struct
{
  const SuyIndicator *indicator;
  SuyThresholds thresholds;
  gboolean is_defined; /* and in use; otherwise it never fires */

  /* The gravest of its objects, by the last look. */
  guint n_seen;      /* how many objects were looked at */
  gboolean is_known; /* the value of one of them at least */
  double value;      /* in its unit, as is the next */
  double threshold;  /* that decides */
  gint64 second;     /* as of the observation; 0: not known */
  SuyLevel level;    /* by the value alone */
  gint64 object;     /* 0: the district, or none */

  /* Its warnings. */
  guint n_open;
  SuyLevel open_level;               /* of the gravest open one */
  char *last_fired;                  /* (nullable): the day, "2026-11-20" */
  guint history[SUY_INDICATOR_DAYS]; /* open ones on each day */
} SuyIndicatorState;

/* Those of the table with the bureau's thresholds on a day, without values and warnings.  NULL with
 * @error set.  (transfer full) (element-type SuyIndicatorState) */
GPtrArray *suy_indicator_states_new (SuyWorkspace *self, gint64 day, GError **error);

/* An object was looked at; the gravest is kept.  @number: of the indicator in the table */
void suy_indicator_states_take (GPtrArray *states,
                                guint number,
                                gint64 object,
                                const SuyObservation *seen);

/* Fills in what the register of warnings says now: one scan. */
gboolean suy_indicator_states_read (SuyWorkspace *self, GPtrArray *states, GError **error);

/* As the last evaluation or look found them; NULL before the first. */
GPtrArray *suy_workspace_get_indicator_states (SuyWorkspace *self);

/* Looks at all objects as an evaluation does, beside the main loop, and writes nothing: for files
 * that are open for reading only.  Ends with suy_workspace_evaluate_finish(). */
void suy_workspace_look_async (SuyWorkspace *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
