/* suy-evaluation.h: what is kept of indicators and objects from one evaluation to the next?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Register `evaluation` has a row for what fires, or has fired in the last two evaluations, and one
 * with the day; the open warnings themselves stand in register `warning`. */

#pragma once

#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

G_BEGIN_DECLS

/* One indicator of one object. */
typedef struct
{
  guint indicator; /* number in the table */
  gint64 object;   /* 0: the district */
  SuyWarning memory;
  gint64 row;     /* of register evaluation; 0: none yet */
  gint64 warning; /* the open one; 0: none */

  /* of today's look */
  SuyLevel level;
  gboolean is_known, is_seen;
  SuyObservation seen;
  gint64 limit;
} SuyEvaluated;

typedef struct
{
  SuyWorkspace *workspace;
  const SuyIndicators *indicators;
  GHashTable *all; /* SuyEvaluated, by indicator and object */
  gint64 day_row;  /* 0: none yet */
  gint64 last_day; /* G_MININT64: none */
} SuyEvaluation;

/* Rows and open warnings as they stand.  @numbers: (element-type gint64 to guint): records of
 * register warning_indicator to numbers of the table.  NULL with @error set */
SuyEvaluation *suy_evaluation_load (SuyWorkspace *workspace, GHashTable *numbers, GError **error);
void suy_evaluation_free (SuyEvaluation *self);

/* That of the pair, made if there is none. */
SuyEvaluated *suy_evaluation_get (SuyEvaluation *self, guint indicator, gint64 object);

/* All of them, by indicator and object.  (transfer container) (element-type SuyEvaluated) */
GPtrArray *suy_evaluation_list (SuyEvaluation *self);

/* Writes the row of @one, or deletes it if nothing is to be kept; within the open command. */
gboolean suy_evaluation_save (SuyEvaluation *self, SuyEvaluated *one, GError **error);

/* @over: the day stands as it was at its end. */
gboolean suy_evaluation_save_day (SuyEvaluation *self, gint64 day, gboolean over, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyEvaluation, suy_evaluation_free)

G_END_DECLS
