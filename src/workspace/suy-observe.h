/* suy-observe.h: what are the values of an indicator's objects on a day?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns are scanned, no record is read.  Objects in a final state, and those of which the metric
 * says nothing, are left out. */

#pragma once

#include "suy-indicator.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* @object: id of the record; 0: the district as a whole */
typedef void (*SuyObserveEach) (gint64 object, const SuyObservation *seen, gpointer user_data);

/* What is to be observed. */
typedef struct
{
  gint64 day;            /* since 1970-01-01; what the rows say counts as known on it */
  gint64 moment;         /* µs UTC, the end of @day, or now if it is not over */
  const GArray *objects; /* (nullable) (element-type gint64): these alone, where the metric is of
                          * one row; NULL: all */
} SuyObserveAsk;

/**
 * suy_observe:
 * @each: once for each object, in no order
 *
 * One or two scans of the registers that the metric looks at, or of the rows of @ask's objects.
 */
gboolean suy_observe (SuyWorkspace *self,
                      const SuyIndicator *indicator,
                      const SuyObserveAsk *ask,
                      SuyObserveEach each,
                      gpointer user_data,
                      GError **error);

/* The register whose single rows are the objects of the metric, so that some of them can be
 * observed; NULL: it gathers from several rows. */
const char *suy_observe_get_register (SuyMetric metric);

G_END_DECLS
