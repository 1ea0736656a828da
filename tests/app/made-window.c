/* made-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-window.h"

#include "suy-person-button.h"

void
made_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

GtkWidget *
made_find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = made_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
made_window_act_as (SuyWindow *window, const char *person)
{
  GtkWidget *header = gtk_window_get_titlebar (GTK_WINDOW (window));

  g_assert_true (suy_person_button_choose (
      SUY_PERSON_BUTTON (made_find (header, SUY_TYPE_PERSON_BUTTON)), person));
  made_settle ();
}

SuyWindow *
made_window_open (Bureau *bureau)
{
  SuyWindow *window = g_object_ref (suy_window_new (NULL));

  gtk_window_present (GTK_WINDOW (window));
  suy_window_set_workspace (window, bureau->workspace);

  return window;
}

void
made_window_close (SuyWindow *window, Bureau *bureau)
{
  suy_window_set_workspace (window, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  made_settle ();
  g_object_unref (window);
  bureau_close (bureau);
}
