/* warnings-hands.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "warnings-hands.h"

#include <string.h>

#include "suy-warning-item.h"

void
hands_settle (Hands *hands)
{
  gboolean busy = TRUE;

  while (busy)
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (hands->page, "busy", &busy, NULL);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Half of the time has passed: 16, 24 and 40 points behind are yellow, orange and red. */
void
hands_add_project (Hands *hands, const char *name, const char *done)
{
  g_autofree char *title = g_strconcat ("name=", name, NULL);
  g_autofree char *code = g_strconcat ("code=", name, NULL);
  g_autofree char *bp = g_strconcat ("actual_bp=", done, NULL);

  bureau_make (&hands->bureau, "project", code, title, bp, "category=environment", "package=none",
               "content=x", "investment_yuan=1", "responsible_unit=TOWN", "start=today-50",
               "due=today+50", NULL);
}

void
hands_set_up (Hands *hands, gconstpointer data)
{
  bureau_open (&hands->bureau);
  bureau_act_as (&hands->bureau, "hq_clerk");
  hands_add_project (hands, "Plant", "1000");
  hands_add_project (hands, "Kiln", "900");
  hands_add_project (hands, "Pond", "3400");
  hands_add_project (hands, "Park", "3300");
  hands_add_project (hands, "Pier", "3200");
  hands->window = suy_window_new (NULL);
  g_object_ref (hands->window);
  gtk_window_present (GTK_WINDOW (hands->window));
  suy_window_set_workspace (hands->window, hands->bureau.workspace);
  suy_window_show_view (hands->window, "warnings");
  hands->page = SUY_WARNINGS_PAGE (suy_window_get_page (hands->window, "warnings"));
  hands->board = suy_warnings_page_get_board (hands->page);
  hands->bar = suy_warnings_page_get_bar (hands->page);
  hands_settle (hands);
}

void
hands_tear_down (Hands *hands, gconstpointer data)
{
  suy_window_set_workspace (hands->window, NULL);
  gtk_window_destroy (GTK_WINDOW (hands->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (hands->window);
  bureau_close (&hands->bureau);
}

/* ---- the page ---- */

gpointer
hands_child (Hands *hands, const char *id)
{
  GObject *object =
      gtk_widget_get_template_child (GTK_WIDGET (hands->page), SUY_TYPE_WARNINGS_PAGE, id);

  g_assert_nonnull (object);

  return object;
}

void
hands_assert_shows (Hands *hands, const char *name)
{
  gboolean alone = g_str_equal (name, "warning") || g_str_equal (name, "indicators");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (hands_child (hands, "stack")), ==, name);
  g_assert_cmpint (gtk_widget_get_visible (hands_child (hands, "strip")), ==, !alone);
}

/* (transfer container) (element-type GtkWidget): in the order of the widgets */
GPtrArray *
hands_find_all (GtkWidget *widget, GType type)
{
  GPtrArray *found = g_ptr_array_new ();
  GtkWidget *at;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (at = gtk_widget_get_first_child (widget); at != NULL; at = gtk_widget_get_next_sibling (at))
    g_ptr_array_extend_and_steal (found, hands_find_all (at, type));

  return found;
}

const SuyWarningRow *
hands_row (Hands *hands, guint i)
{
  g_autoptr (SuyWarningItem) item =
      g_list_model_get_item (suy_warnings_page_get_items (hands->page), i);

  return suy_warning_item_get_row (item); /* the page keeps it */
}

guint
hands_count (Hands *hands)
{
  return g_list_model_get_n_items (suy_warnings_page_get_items (hands->page));
}

gint64
hands_find_warning (Hands *hands, const char *title) /* of I-02 */
{
  for (guint i = 0; i < hands_count (hands); i++)
    if (strstr (hands_row (hands, i)->title, title) != NULL &&
        g_str_equal (hands_row (hands, i)->indicator, "I-02"))
      return hands_row (hands, i)->id;
  g_error ("there is no warning of %s", title);
}

gint64
hands_selected (Hands *hands)
{
  SuyViewSelection *selection = suy_window_get_selection (hands->window);
  const char *layer = suy_view_selection_get_layer (selection);

  return g_strcmp0 (layer, "warning") == 0 ? suy_view_selection_get_id (selection) : 0;
}

void
hands_show_projects (Hands *hands)
{
  suy_warning_bar_set_indicator (hands->bar, "I-02");
  hands_settle (hands);
}
