/* suy-fate-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-fate-bar.h"

#include <glib/gi18n.h>

static void
on_fate_toggled (GtkToggleButton *button, SuyPlanTable *table)
{
  if (gtk_toggle_button_get_active (button))
    suy_plan_table_set_fate (table,
                             GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "fate")));
}

void
suy_fate_bar_show (GtkBox *box, SuyImportPlan *plan)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (box)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      int fate = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "fate"));
      guint n =
          fate < 0 ? suy_import_plan_get_n (plan) : suy_import_plan_count (plan, (SuyFate) fate);
      g_autofree char *text = g_strdup_printf (
          "%s %u", fate < 0 ? _ ("All") : suy_plan_table_get_fate_name ((SuyFate) fate), n);

      gtk_button_set_label (GTK_BUTTON (button), text);
      gtk_widget_set_visible (button, fate < 0 || n > 0);
    }
}

void
suy_fate_bar_fill (GtkBox *box, SuyPlanTable *table)
{
  GtkToggleButton *first = NULL;

  for (int fate = -1; fate < SUY_FATE_N; fate++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      g_object_set_data (G_OBJECT (button), "fate", GINT_TO_POINTER (fate));
      g_signal_connect (button, "toggled", G_CALLBACK (on_fate_toggled), table);
      gtk_box_append (box, button);
    }
  gtk_toggle_button_set_active (first, TRUE);
}
