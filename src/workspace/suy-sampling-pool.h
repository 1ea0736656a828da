/* suy-sampling-pool.h: who and what may be drawn?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* Ids of the enterprises on the positive list today; candidates are not on it yet (S-090).
 * (transfer full) (element-type gint64), NULL with @error set */
GHashTable *suy_sampling_list_positive (SuyWorkspace *self, GError **error);

/**
 * suy_sampling_fill_pool:
 * @record: a new record of sampling_check or station_patrol; its kind is set
 * @objects: register of @ids: enterprise, risk_point, outfall or station
 * @error: SUY_ERROR_INVALID: nothing is left; SUY_ERROR_AMBIGUOUS: two have one code
 *
 * Freezes the list: keys of all of them but of enterprises that have closed and, in a routine
 * check, of those on the positive list; what is left out stands with its reason in the record.
 */
gboolean suy_sampling_fill_pool (SuyWorkspace *self,
                                 SuyRecord *record,
                                 const SuyRegister *objects,
                                 const GArray *ids,
                                 GError **error);

/* The same for officers, people who may execute such a check and are in service. */
gboolean suy_sampling_fill_officers (SuyWorkspace *self,
                                     SuyRecord *record,
                                     const GArray *ids,
                                     GError **error);

/**
 * suy_sampling_list_population:
 *
 * Keys of the rectification items that were closed and of the petitions that were settled in the
 * year before @year, and have stayed so, less those that a look-back of @year has a verdict on (6.7,
 * Q-21), sorted as draws sort them.
 *
 * Returns: (transfer full): NULL with @error set
 */
GStrv suy_sampling_list_population (SuyWorkspace *self, gint64 year, GError **error);

G_END_DECLS
