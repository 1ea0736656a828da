/* suy-pill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-pill.h"

#include "suy-settings.h"

gboolean
suy_pill_suits (const SuyField *field)
{
  const SuyChoice *first = field->choices == NULL || field->choices->len == 0
                               ? NULL
                               : g_ptr_array_index (field->choices, 0);

  return first != NULL && first->group != NULL;
}

GtkWidget *
suy_pill_new (void)
{
  GtkWidget *pill = gtk_label_new (NULL);

  gtk_widget_add_css_class (pill, "suy-pill");
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);

  return pill;
}

void
suy_pill_set (GtkLabel *pill, const SuyField *field, const char *value)
{
  static const char *const groups[] = { "found", "work", "check", "done", "side", "reopened" };
  const SuyChoice *choice = value == NULL ? NULL : suy_field_find_choice (field, value);

  gtk_widget_set_visible (GTK_WIDGET (pill), choice != NULL);
  if (choice == NULL)
    return;

  gtk_label_set_text (pill, suy_label_get (&choice->label, suy_settings_get_language ()));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autofree char *class = g_strconcat ("state-", groups[i], NULL);

      if (g_strcmp0 (choice->group, groups[i]) == 0)
        gtk_widget_add_css_class (GTK_WIDGET (pill), class);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (pill), class);
    }
}
