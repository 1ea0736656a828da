/* suy-due.h: how many days are left until this deadline?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Days from @today to @deadline, both stored dates; G_MAXINT: there is no deadline. */
int suy_due_get_days (const char *deadline, const char *today);

/* "12 days left", "Due today", "3 days overdue"; "–" for G_MAXINT.  (transfer full) */
char *suy_due_format (int days);

/* "due-late", "due-soon" (5 days or fewer), or NULL. */
const char *suy_due_get_class (int days);

/* Writes it into a label, with its class. */
void suy_due_show (GtkLabel *label, int days);

G_END_DECLS
