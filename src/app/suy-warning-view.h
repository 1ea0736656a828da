/* suy-warning-view.h: the whole of one warning, and what can be done with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "back": the others are wanted. */

#pragma once

#include <gtk/gtk.h>

#include "suy-record-view.h"

G_BEGIN_DECLS

#define SUY_TYPE_WARNING_VIEW (suy_warning_view_get_type ())
G_DECLARE_FINAL_TYPE (SuyWarningView, suy_warning_view, SUY, WARNING_VIEW, SuyRecordView)

G_END_DECLS
