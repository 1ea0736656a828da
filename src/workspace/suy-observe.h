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

/**
 * suy_observe:
 * @day: since 1970-01-01; what the rows say counts as known on it
 * @moment: µs UTC, the end of @day, or now if it is not over
 * @each: once for each object, in no order
 *
 * One or two scans of the registers that the metric looks at.
 */
gboolean suy_observe (SuyWorkspace *self,
                      const SuyIndicator *indicator,
                      gint64 day,
                      gint64 moment,
                      SuyObserveEach each,
                      gpointer user_data,
                      GError **error);

G_END_DECLS
