/* suy-filters.h: which records does a page list?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of SuyFilter, all of which must hold. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

GArray *suy_filters_new (void);

/* @value is borrowed as long as the list is used. */
void suy_filters_add (GArray *filters, const SuyField *field, SuyFilterKind kind, SuyValue value);

/* Only what is linked to @id by the field @name; 0: whatever it is linked to. */
void suy_filters_add_link (GArray *filters, const SuyRegister *reg, const char *name, gint64 id);

/* Rules out the states of @reg in which the work is finished. */
void suy_filters_add_open (GArray *filters, SuyWorkspace *workspace, const SuyRegister *reg);

/* How many records there are; 0 when they can't be read. */
guint suy_filters_count (const GArray *filters, SuyWorkspace *workspace, const SuyRegister *reg);

G_END_DECLS
