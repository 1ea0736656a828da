/* suy-steps.h: which steps does the way of a record have, and which is it in?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-stepper.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* The straight way of its state machine; of a record that left it, the way that it went. */
void suy_steps_show (SuyStepper *stepper, SuyWorkspace *workspace, const SuyRecord *record);

G_END_DECLS
