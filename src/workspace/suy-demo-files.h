/* suy-demo-files.h: pictures and papers that stand for the evidence of the demo's cases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each kind of evidence is one drawing that says what it stands for, and that it is invented. */

#pragma once

#include "suy-demo.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* Stores the drawings of the move's evidence, and adds an attachment row to @rows for each. */
gboolean suy_demo_files_add (SuyWorkspace *workspace,
                             const SuyDemoMove *move,
                             GPtrArray *rows,
                             GError **error);

G_END_DECLS
