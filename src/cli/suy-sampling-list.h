/* suy-sampling-list.h: a draw as a command prints it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_sampling_list_print:
 * @record: of a register that draws, with a seed; stored or not
 *
 * What is drawn, in the order of the draw, with the officers of each object, and who stands in;
 * below it lists, seed, checksum, who was replaced and why, and whether the record holds just this.
 */
gboolean suy_sampling_list_print (SuyWorkspace *workspace,
                                  const SuyRecord *record,
                                  const char *format,
                                  GError **error);

G_END_DECLS
