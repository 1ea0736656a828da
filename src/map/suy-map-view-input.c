/* suy-map-view-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-view-private.h"

#include "suy-mercator.h"

#define TOLERANCE 8.0   /* pixels around the pointer */
#define FLY_MS 250      /* the guide, "Motion" */
#define PAN_STEP 80.0   /* pixels of an arrow key */
#define POINT_ZOOM 14.0 /* where a single point is shown */
#define FIT_MARGIN 40.0 /* pixels kept free around a box */
#define FADED .5        /* everything else during a trace */
#define MAX_ZOOM 19.0

/* ---- the view ---- */

/* Centre and zoom that show all of @box beside what is covered. */
static void
fit (SuyMapView *self, SuyBox box, double *lon, double *lat, double *zoom)
{
  int left = self->covered <= self->width / 3 ? self->covered : 0;
  double x0, y0, x1, y1, w, h;

  suy_mercator_project ((SuyPoint){ box.min_x, box.max_y }, &x0, &y0);
  suy_mercator_project ((SuyPoint){ box.max_x, box.min_y }, &x1, &y1);
  w = MAX (self->width - left - 2 * FIT_MARGIN, 50) / SUY_TILE_SIZE;
  h = MAX (self->height - 2 * FIT_MARGIN, 50) / SUY_TILE_SIZE;
  *zoom = MIN (log2 (w / MAX (x1 - x0, 1e-9)), log2 (h / MAX (y1 - y0, 1e-9)));
  *zoom = CLAMP (*zoom, 1, MAX_ZOOM);
  if (box.min_x == box.max_x && box.min_y == box.max_y)
    *zoom = MAX (POINT_ZOOM, suy_map_view_get_zoom (self));
  suy_mercator_unproject ((x0 + x1) / 2 - left / 2.0 / SUY_TILE_SIZE / exp2 (*zoom), (y0 + y1) / 2,
                          lon, lat);
}

static void
show_box (SuyMapView *self, SuyBox box, guint duration)
{
  double lon, lat, zoom;

  if (suy_box_is_empty (&box))
    return;
  if (self->width == 0)
    {
      self->wanted = box;
      return;
    }
  self->wanted = SUY_BOX_EMPTY;
  fit (self, box, &lon, &lat, &zoom);
  shumate_map_stop_go_to (self->map);
  if (duration > 0)
    {
      shumate_map_go_to_full_with_duration (self->map, lat, lon, zoom, duration);
      return;
    }
  shumate_viewport_set_zoom_level (suy_map_view_get_viewport (self), zoom);
  shumate_location_set_location (SHUMATE_LOCATION (suy_map_view_get_viewport (self)), lat, lon);
}

void
suy_map_view_show_box (SuyMapView *self, SuyBox box)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  show_box (self, box, 0);
}

void
suy_map_view_set_covered (SuyMapView *self, int pixels)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  self->covered = pixels;
}

void
suy_map_view_fly_to (SuyMapView *self, SuyBox box)
{
  gboolean animate = TRUE;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate,
                NULL);
  show_box (self, box, animate && gtk_widget_get_mapped (GTK_WIDGET (self)) ? FLY_MS : 0);
}

void
suy_map_view_set_home (SuyMapView *self, SuyBox box)
{
  gboolean first;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  first = suy_box_is_empty (&self->home);
  self->home = box;
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_home), !suy_box_is_empty (&box));
  if (first)
    show_box (self, box, 0);
}

void
suy_map_view_zoom_to_selection (SuyMapView *self)
{
  SuyMapNamed *named;
  guint32 item;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  if (suy_map_view_find_item (self, self->selected, self->selected_id, &named, &item))
    suy_map_view_fly_to (self,
                         suy_feature_set_get_box (suy_feature_layer_get_set (named->layer), item));
}

SuyBox
suy_map_view_get_box (SuyMapView *self)
{
  SuyMapFrame frame;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), SUY_BOX_EMPTY);

  frame = suy_map_view_get_frame (self);

  return suy_map_frame_get_box (&frame, 0);
}

void
suy_map_view_get_center (SuyMapView *self, double *lon, double *lat)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  *lon = shumate_location_get_longitude (SHUMATE_LOCATION (suy_map_view_get_viewport (self)));
  *lat = shumate_location_get_latitude (SHUMATE_LOCATION (suy_map_view_get_viewport (self)));
}

double
suy_map_view_get_zoom (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), 0);

  return shumate_viewport_get_zoom_level (suy_map_view_get_viewport (self));
}

double
suy_map_view_get_scale (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), 0);

  return suy_scale_bar_metres_per_pixel (suy_map_view_get_viewport (self)) / (.0254 / 96);
}

static void
to_degrees (SuyMapView *self, double x, double y, double *lon, double *lat)
{
  SuyMapFrame frame = suy_map_view_get_frame (self);
  double mx, my;

  suy_map_frame_from_widget (&frame, x, y, &mx, &my);
  suy_mercator_unproject (mx, my, lon, lat);
}

gboolean
suy_map_view_get_pointer (SuyMapView *self, double *lon, double *lat)
{
  double x, y;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  if (!suy_map_input_get_pointer (self->input, &x, &y))
    return FALSE;
  to_degrees (self, x, y, lon, lat);

  return TRUE;
}

/* ---- what the person does ---- */

/* From above to below, so that a point is hit before the river under it. */
static gboolean
pick (SuyMapView *self, double x, double y, SuyMapNamed **layer, SuyPick *pick)
{
  for (guint i = self->layers->len; i-- > 0;)
    {
      *layer = self->layers->pdata[i];
      if (suy_feature_layer_pick ((*layer)->layer, x, y, TOLERANCE, pick))
        return TRUE;
    }

  return FALSE;
}

static void
open_cluster (SuyMapView *self, SuyMapNamed *layer, const GArray *members)
{
  SuyFeatureSet *set = suy_feature_layer_get_set (layer->layer);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  SuyBox box = SUY_BOX_EMPTY;

  for (guint i = 0; i < members->len; i++)
    {
      guint32 item = g_array_index (members, guint32, i);
      gint64 id = suy_feature_set_get_id (set, item);
      SuyBox one = suy_feature_set_get_box (set, item);

      g_array_append_val (ids, id);
      suy_box_add (&box, &one);
    }
  g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_CLUSTER_PICKED], 0, layer->name, ids);
  suy_map_view_fly_to (self, box);
}

static void
on_click (gpointer owner, double x, double y, int n_press)
{
  SuyMapView *self = owner;
  SuyMapNamed *layer;
  SuyPick hit = { 0 };
  gboolean found = pick (self, x, y, &layer, &hit);
  double lon, lat;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  to_degrees (self, x, y, &lon, &lat);
  if (found && hit.members != NULL)
    open_cluster (self, layer, hit.members);
  else if (n_press == 2 && found)
    g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_ACTIVATED], 0, layer->name,
                   suy_map_named_get_id (layer, hit.item));
  else if (n_press == 2)
    shumate_map_zoom_in (self->map);
  else
    {
      g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_PICKED], 0, found ? layer->name : NULL,
                     found ? suy_map_named_get_id (layer, hit.item) : (gint64) 0);
      g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_SPOT_CLICKED], 0, lon, lat);
    }
  suy_pick_clear (&hit);
}

static void
on_menu (gpointer owner, double x, double y)
{
  SuyMapView *self = owner;
  SuyMapNamed *layer;
  SuyPick hit = { 0 };
  gboolean found = pick (self, x, y, &layer, &hit) && hit.members == NULL;
  double lon, lat;

  to_degrees (self, x, y, &lon, &lat);
  g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_CONTEXT_MENU], 0, x, y, lon, lat,
                 found ? layer->name : NULL,
                 found ? suy_map_named_get_id (layer, hit.item) : (gint64) 0);
  suy_pick_clear (&hit);
}

static void
hover_on (SuyMapView *self, const char *name, gint64 id, gboolean target)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), target ? "pointer" : NULL);
  if (g_strcmp0 (name, self->hovered) == 0 && id == self->hovered_id)
    return;
  suy_map_view_hover (self, name, id);
  g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_HOVERED], 0, self->hovered,
                 self->hovered_id);
}

static void
on_hover (gpointer owner, double x, double y)
{
  SuyMapView *self = owner;
  SuyMapNamed *layer;
  SuyPick hit = { 0 };
  gboolean found = pick (self, x, y, &layer, &hit);
  gboolean area = found && suy_map_named_height (layer->layer) == 0;

  /* An area under the pointer is not lit: that would light always. */
  if (found && !area && hit.members == NULL)
    hover_on (self, layer->name, suy_map_named_get_id (layer, hit.item), TRUE);
  else
    hover_on (self, NULL, 0, found && !area);
  suy_pick_clear (&hit);
}

static void
on_leave (gpointer owner)
{
  hover_on (owner, NULL, 0, FALSE);
}

static const SuyMapInputFuncs input_funcs = { on_click, on_menu, on_hover, on_leave };

typedef struct
{
  SuyMapNamed *layer;
  gint64 id;
  guint level;
} Stop;

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const Stop *p = a, *q = b;

  if (p->level != q->level)
    return p->level > q->level ? -1 : 1;

  return p->id < q->id ? -1 : p->id > q->id;
}

/* Graded points shown one by one, the gravest first. */
static GArray *
list_stops (SuyMapView *self)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (Stop));

  for (guint i = 0; i < self->layers->len; i++)
    {
      SuyMapNamed *named = self->layers->pdata[i];
      g_autoptr (GArray) shown = suy_feature_layer_get_shown (named->layer);

      for (guint k = 0; k < shown->len; k++)
        {
          guint32 item = g_array_index (shown, guint32, k);
          const SuyItemStyle *style = &suy_feature_layer_get_styles (named->layer)[item];
          Stop stop = { named, suy_map_named_get_id (named, item),
                        suy_symbols_is_graded (style->symbol) ? style->level : 0 };

          g_array_append_val (stops, stop);
        }
    }
  g_array_sort (stops, compare_stops);

  return stops;
}

void
suy_map_view_step (SuyMapView *self, int direction)
{
  g_autoptr (GArray) stops = NULL;
  guint at = 0;
  const Stop *stop;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  stops = list_stops (self);
  if (stops->len == 0)
    return;
  while (at < stops->len &&
         (g_array_index (stops, Stop, at).id != self->selected_id ||
          g_strcmp0 (g_array_index (stops, Stop, at).layer->name, self->selected) != 0))
    at++;
  if (at == stops->len)
    at = direction > 0 ? 0 : stops->len - 1;
  else
    at = (at + stops->len + (direction > 0 ? 1 : stops->len - 1)) % stops->len;
  stop = &g_array_index (stops, Stop, at);
  suy_map_view_select (self, stop->layer->name, stop->id);
  g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_PICKED], 0, stop->layer->name, stop->id);
}

static void
pan (SuyMapView *self, double dx, double dy)
{
  SuyMapFrame frame = suy_map_view_get_frame (self);
  double lon, lat;

  suy_mercator_unproject (frame.x + dx / frame.world, frame.y + dy / frame.world, &lon, &lat);
  shumate_map_stop_go_to (self->map);
  shumate_location_set_location (SHUMATE_LOCATION (suy_map_view_get_viewport (self)), lat, lon);
}

static gboolean
pan_by_key (SuyMapView *self, guint key, gboolean screen)
{
  double x = screen ? self->width * .8 : PAN_STEP, y = screen ? self->height * .8 : PAN_STEP;

  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    pan (self, -x, 0);
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    pan (self, x, 0);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    pan (self, 0, -y);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    pan (self, 0, y);
  else
    return FALSE;

  return TRUE;
}

static gboolean
open_menu_by_key (SuyMapView *self)
{
  double x, y;

  if (!suy_map_input_get_pointer (self->input, &x, &y))
    {
      x = self->width / 2.0;
      y = self->height / 2.0;
    }
  on_menu (self, x, y);

  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        SuyMapView *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (pan_by_key (self, key, (state & GDK_SHIFT_MASK) != 0))
    return TRUE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK)))
    return open_menu_by_key (self);

  if (key == GDK_KEY_plus || key == GDK_KEY_equal || key == GDK_KEY_KP_Add)
    shumate_map_zoom_in (self->map);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    shumate_map_zoom_out (self->map);
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    suy_map_view_fly_to (self, self->home);
  else if (key == GDK_KEY_0 || key == GDK_KEY_KP_0)
    suy_map_view_zoom_to_selection (self);
  else if (key == GDK_KEY_bracketleft || key == GDK_KEY_bracketright)
    suy_map_view_step (self, key == GDK_KEY_bracketright ? 1 : -1);
  else
    return FALSE;

  return TRUE;
}

static void
on_go_home (SuyMapView *self)
{
  suy_map_view_fly_to (self, self->home);
}

void
suy_map_view_connect_input (SuyMapView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->input = suy_map_input_new (self->map, &input_funcs, self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self->zoom_in, "clicked", G_CALLBACK (shumate_map_zoom_in), self->map);
  g_signal_connect_swapped (self->zoom_out, "clicked", G_CALLBACK (shumate_map_zoom_out),
                            self->map);
  g_signal_connect_swapped (self->go_home, "clicked", G_CALLBACK (on_go_home), self);
}
