/* suy-warning-item.h: one warning, as an item of a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "suy-workspace-warnings.h"

G_BEGIN_DECLS

#define SUY_TYPE_WARNING_ITEM (suy_warning_item_get_type ())
G_DECLARE_FINAL_TYPE (SuyWarningItem, suy_warning_item, SUY, WARNING_ITEM, GObject)

/* Takes @row. */
SuyWarningItem *suy_warning_item_new (SuyWorkspace *workspace, SuyWarningRow *row);

const SuyWarningRow *suy_warning_item_get_row (SuyWarningItem *self);
SuyWorkspace *suy_warning_item_get_workspace (SuyWarningItem *self);

/* Its position among the items of @list; G_MAXUINT: it is not there. */
guint suy_warning_item_find (GListModel *list, gint64 id);

G_END_DECLS
