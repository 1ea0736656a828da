/* suy-import-outcome.h: what becomes of the rows of an import, told and done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-cli.h"
#include "suy-import.h"

G_BEGIN_DECLS

/**
 * suy_import_outcome_run:
 * @report: (nullable): file for the refused rows
 *
 * Writes unless @dry_run, and prints refused and doubtful rows and the sums.
 *
 * Returns: SUY_EXIT_DONE or SUY_EXIT_PARTLY; what it returns with @error set is not to be looked at
 */
int suy_import_outcome_run (SuyImport *import,
                            const char *report,
                            gboolean dry_run,
                            const SuyCommon *common,
                            GError **error);

G_END_DECLS
