/* suy-observe-others.h: what do the warnings W-4 to W-13 look at?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-observe.h"

G_BEGIN_DECLS

/* The metrics from SUY_METRIC_YELLOW_CARD on; as suy_observe(). */
gboolean suy_observe_others (SuyWorkspace *workspace,
                             const SuyIndicator *indicator,
                             gint64 day,
                             gint64 moment,
                             SuyObserveEach each,
                             gpointer user_data,
                             GError **error);

G_END_DECLS
