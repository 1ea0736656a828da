/* suy-due.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-due.h"

#include <glib/gi18n.h>

#include "suy-date.h"

#define SOON 5 /* days, visual guide section 2 */

int
suy_due_get_days (const char *deadline, const char *today)
{
  if (deadline == NULL || today == NULL || !suy_date_is_date (deadline) ||
      !suy_date_is_date (today))
    return G_MAXINT;

  return (int) (suy_date_get_day (deadline) - suy_date_get_day (today));
}

char *
suy_due_format (int days)
{
  guint n = (guint) ABS (days);

  if (days == G_MAXINT)
    return g_strdup ("–");
  if (days == 0)
    return g_strdup (_ ("Due today"));
  if (days < 0)
    return g_strdup_printf (ngettext ("%u day overdue", "%u days overdue", n), n);

  return g_strdup_printf (ngettext ("%u day left", "%u days left", n), n);
}

const char *
suy_due_get_class (int days)
{
  if (days < 0)
    return "due-late";

  return days <= SOON ? "due-soon" : NULL;
}

void
suy_due_show (GtkLabel *label, int days)
{
  g_autofree char *text = suy_due_format (days);
  const char *class = suy_due_get_class (days);

  gtk_label_set_text (label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (label), "due-late");
  gtk_widget_remove_css_class (GTK_WIDGET (label), "due-soon");
  if (class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
}
