/* suy-case-view.h: one case: where it stands, what comes next, what proves it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-record-view.h"

G_BEGIN_DECLS

#define SUY_TYPE_CASE_VIEW (suy_case_view_get_type ())
G_DECLARE_FINAL_TYPE (SuyCaseView, suy_case_view, SUY, CASE_VIEW, SuyRecordView)

G_END_DECLS
