/* suy-sampling-print.h: the certificate of a draw
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forms of the bureau are Chinese whatever the language of the program. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_sampling_print:
 * @reg: sampling_check, lookback_sample or station_patrol
 * @error: SUY_ERROR_REFUSED: nothing was drawn yet; errors of suy_print_write()
 *
 * What was drawn from which lists by which seed, the officers of each object, who was replaced and
 * why, how to repeat it, and room for signatures.
 */
gboolean suy_sampling_print (SuyWorkspace *self,
                             const SuyRegister *reg,
                             gint64 id,
                             const char *path,
                             GError **error);

G_END_DECLS
