/* suy-pill.h: which state is this record in, as an outlined word?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-catalog.h"

G_BEGIN_DECLS

/* Whether the choices of @field fall into groups, as states do. */
gboolean suy_pill_suits (const SuyField *field);

/* A label of class suy-pill. */
GtkWidget *suy_pill_new (void);

/* @value: (nullable): a choice of @field; nothing is shown for NULL */
void suy_pill_set (GtkLabel *pill, const SuyField *field, const char *value);

G_END_DECLS
