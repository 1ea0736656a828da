/* suy-map-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-input.h"

#include "suy-map-frame.h"

#define CLICK_MAX 8.0 /* pixels; map.md 5(b) */
#define HOVER_MS 33   /* looks at what is under the pointer at most this often */

struct _SuyMapInput
{
  ShumateMap *map;
  const SuyMapInputFuncs *funcs;
  gpointer owner;

  double press_x, press_y; /* where the button went down */
  SuyMapFrame press_frame; /* and what was seen then */
  double x, y;             /* the pointer */
  gboolean inside;
  guint timer;
};

gboolean
suy_map_input_is_click (double pointer_moved, double map_moved)
{
  return pointer_moved < CLICK_MAX && map_moved < 1;
}

static SuyMapFrame
get_frame (SuyMapInput *self)
{
  return suy_map_frame_get (shumate_map_get_viewport (self->map), GTK_WIDGET (self->map));
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, SuyMapInput *self)
{
  self->press_x = x;
  self->press_y = y;
  self->press_frame = get_frame (self);
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_SECONDARY)
    self->funcs->menu (self->owner, x, y);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, SuyMapInput *self)
{
  SuyMapFrame now = get_frame (self);
  double moved = hypot (now.x - self->press_frame.x, now.y - self->press_frame.y) * now.world;

  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY &&
      suy_map_input_is_click (hypot (x - self->press_x, y - self->press_y), moved))
    self->funcs->click (self->owner, x, y, n_press);
}

static gboolean
on_timer (gpointer data)
{
  SuyMapInput *self = data;

  self->timer = 0;
  if (self->inside)
    self->funcs->hover (self->owner, self->x, self->y);

  return G_SOURCE_REMOVE;
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, SuyMapInput *self)
{
  self->x = x;
  self->y = y;
  self->inside = TRUE;
  if (self->timer == 0)
    self->timer = g_timeout_add (HOVER_MS, on_timer, self);
}

static void
on_leave (GtkEventControllerMotion *controller, SuyMapInput *self)
{
  self->inside = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->funcs->leave (self->owner);
}

SuyMapInput *
suy_map_input_new (ShumateMap *map, const SuyMapInputFuncs *funcs, gpointer owner)
{
  SuyMapInput *self = g_new0 (SuyMapInput, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->map = map;
  self->funcs = funcs;
  self->owner = owner;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (map), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (map), motion);

  return self;
}

void
suy_map_input_free (SuyMapInput *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      g_signal_handlers_disconnect_by_data (controller, self);
    }
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self);
}

gboolean
suy_map_input_get_pointer (SuyMapInput *self, double *x, double *y)
{
  *x = self->x;
  *y = self->y;

  return self->inside;
}
