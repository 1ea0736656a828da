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

gpointer
made_child (GtkWidget *widget, GType type, const char *id)
{
  GObject *object = gtk_widget_get_template_child (widget, type, id);

  g_assert_nonnull (object);

  return object;
}

gboolean
made_press (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &handled);
    }

  return handled;
}
