/* suy-suspect-facts.h: what does the workspace know of the sources on a trace?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the room. */

#pragma once

#include "suy-workspace-suspects.h"

G_BEGIN_DECLS

/* Fills suspects->suspects, without scores and shares, from the features of suspects->trace, the
 * question and the time. */
gboolean suy_suspect_facts_gather (SuyWorkspace *workspace, SuySuspects *suspects, GError **error);

/* Fills section, pollutants, samples and times of @suspects from what was asked, and gives the
 * place to start at. */
gboolean suy_suspect_question_read (SuyWorkspace *workspace,
                                    const SuySuspectsAsk *ask,
                                    SuySuspects *suspects,
                                    SuyPlace *start,
                                    GError **error);

/* mg/L of a sample's value and unit; NAN for any other unit. */
double suy_suspect_read_mg_l (const SuyValue *value, const SuyValue *unit);

G_END_DECLS
