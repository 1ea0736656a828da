/* suy-tiers.h: does this role stand high enough to decide this?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table is data/rules/tiers.json; docs/rules-format.md explains it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SuyTiers SuyTiers; /* constant */

#define SUY_TIER_UNKNOWN (-1)

SuyTiers *suy_tiers_new_builtin (GError **error);
SuyTiers *suy_tiers_new_from_text (const char *file, const char *text, GError **error);
void suy_tiers_free (SuyTiers *self);

/* @role: (nullable).  Returns: 0 and up, or SUY_TIER_UNKNOWN */
int suy_tiers_get (SuyTiers *self, const char *role);

/* @right: "close" or "extend"; @severity: of the problem, (nullable): taken as routine.
 * Returns: the least tier that may, or SUY_TIER_UNKNOWN */
int suy_tiers_get_needed (SuyTiers *self, const char *right, const char *severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTiers, suy_tiers_free)

G_END_DECLS
