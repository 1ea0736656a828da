/* made-observed.h: what an indicator sees of one object of a made bureau
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "made-bureau.h"
#include "suy-observe.h"
#include "suy-workspace-warnings.h"

G_BEGIN_DECLS

const SuyIndicator *made_indicator (const char *name);

/**
 * made_observe:
 * @day: since 1970-01-01; as of its last moment
 * @seen: (out): the last that was told of @object, all 0 if nothing was
 *
 * Returns: how often something was told of @object
 */
guint made_observe (Bureau *bureau,
                    const char *name,
                    gint64 object,
                    gint64 day,
                    SuyObservation *seen);

G_END_DECLS
