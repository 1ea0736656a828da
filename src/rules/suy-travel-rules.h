/* suy-travel-rules.h: how fast is water of which nothing is known?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The values stand in data/rules/travel_time.json, with their sources. */

#pragma once

#include "suy-travel-time.h"

G_BEGIN_DECLS

/* @source: (out) (transfer full) (nullable): where the values are from.  FALSE with @error set. */
gboolean suy_travel_rules_read_builtin (SuyTravelRules *rules, char **source, GError **error);
gboolean suy_travel_rules_read_text (SuyTravelRules *rules,
                                     char **source,
                                     const char *file,
                                     const char *text,
                                     GError **error);

G_END_DECLS
