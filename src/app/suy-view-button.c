/* suy-view-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-view-button.h"

#include <glib/gi18n.h>

#define MOST 99 /* a longer number says no more, and the switcher is narrow */

char *
suy_view_button_format (guint count)
{
  if (count == 0)
    return g_strdup ("");

  return count > MOST ? g_strdup_printf ("%d+", MOST) : g_strdup_printf ("%u", count);
}

static void
show_count (GtkWidget *page, GParamSpec *pspec, GtkWidget *button)
{
  GtkLabel *badge = g_object_get_data (G_OBJECT (button), "badge");
  g_autofree char *text = NULL, *shown = NULL;
  guint count;

  g_object_get (page, "count", &count, "count-text", &text, NULL);
  shown = suy_view_button_format (count);
  gtk_label_set_text (badge, shown);
  gtk_widget_set_visible (GTK_WIDGET (badge), count > 0);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

static void
watch (GtkWidget *button, GtkWidget *page)
{
  GObjectClass *klass = G_OBJECT_GET_CLASS (page);

  if (g_object_class_find_property (klass, "count") == NULL)
    return;
  g_signal_connect_object (page, "notify::count", G_CALLBACK (show_count), button, 0);
  show_count (page, NULL, button);
}

GtkWidget *
suy_view_button_new (const SuyPage *page, GtkWidget *child)
{
  GtkWidget *button = gtk_toggle_button_new (), *badge = gtk_label_new (NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ (page->title));

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), title);
  gtk_box_append (GTK_BOX (content), badge);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_widget_add_css_class (badge, "suy-badge");
  gtk_button_set_child (GTK_BUTTON (button), content);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (page->title), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.view");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", page->name);
  g_object_set_data (G_OBJECT (button), "badge", badge);
  watch (button, child);

  return button;
}
