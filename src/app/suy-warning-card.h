/* suy-warning-card.h: one warning at a glance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What it is about, the value against its limit, who must do what by when, and ways to the map, to
 * the case and up the river, where there are any. */

#pragma once

#include <gtk/gtk.h>

#include "suy-warning-item.h"

G_BEGIN_DECLS

#define SUY_TYPE_WARNING_CARD (suy_warning_card_get_type ())
G_DECLARE_FINAL_TYPE (SuyWarningCard, suy_warning_card, SUY, WARNING_CARD, GtkWidget)

GtkWidget *suy_warning_card_new (void);

/* The row of the list that the card stands in gets the name that a screen reader says. */
void suy_warning_card_set (SuyWarningCard *self, SuyWarningItem *item);

gint64 suy_warning_card_get_id (SuyWarningCard *self); /* 0: none */

G_END_DECLS
