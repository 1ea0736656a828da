/* suy-map-page-tools.c: what a click, a key and the context menu do on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-map-page-private.h"

/* ---- tools ---- */

SuyPoint
suy_map_page_get_spot (SuyMapPage *self)
{
  double lon, lat;

  if (!suy_map_view_get_pointer (self->map, &lon, &lat))
    suy_map_view_get_center (self->map, &lon, &lat);

  return (SuyPoint){ (gint32) lround (lon * 1e7), (gint32) lround (lat * 1e7) };
}

static void
ask_new_problem (SuyMapPage *self, const char *layer, gint64 id, double lon, double lat)
{
  g_autofree char *what = layer != NULL ? g_strdup_printf ("%s:#%" G_GINT64_FORMAT, layer, id)
                                        : g_strdup_printf ("%.7f,%.7f", lon, lat);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-problem", "s", what);
}

static void
on_picked (SuyMapView *map, const char *layer, gint64 id, SuyMapPage *self)
{
  if (self->selection == NULL)
    return;
  if (layer == NULL && strcmp (self->tool, "select") != 0)
    suy_view_selection_set (self->selection, NULL, 0);
  else
    {
      self->flown = TRUE;
      suy_view_selection_set (self->selection, layer, id);
      self->flown = FALSE;
    }
}

/* The layer of what is selected if that is a point: what is asked of a point is asked of its place,
 * what is asked on a line or an area is asked of the spot that was clicked.  (nullable) */
static const char *
get_selected_point_layer (SuyMapPage *self)
{
  const char *layer = suy_view_selection_get_layer (self->selection);
  const SuyRegister *reg =
      layer == NULL ? NULL : suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);

  return reg != NULL && suy_geometry_type_get_kind (reg->geometry) == SUY_SHAPE_POINT ? layer
                                                                                      : NULL;
}

/* Each click, after what it hit was selected. */
static void
on_spot_clicked (SuyMapView *map, double lon, double lat, SuyMapPage *self)
{
  const SuyPoint spot = { (gint32) lround (lon * 1e7), (gint32) lround (lat * 1e7) };
  g_autofree char *tool = g_strdup (self->tool);
  const char *layer = self->workspace == NULL ? NULL : get_selected_point_layer (self);

  if (strcmp (tool, "select") == 0 || self->workspace == NULL)
    return;
  suy_map_page_set_tool (self, "select");
  if (strcmp (tool, "new") == 0)
    ask_new_problem (self, layer, suy_view_selection_get_id (self->selection), lon, lat);
  else if (layer != NULL)
    suy_map_page_ask_selection (self, tool);
  else
    suy_map_page_query_spot (self, tool, spot);
}

/* ---- the context menu ---- */

/* An area lies under every spot; the menu is about the spot then. */
static gboolean
is_area (SuyMapPage *self, const char *layer)
{
  const SuyRegister *reg =
      self->workspace == NULL
          ? NULL
          : suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);

  return reg == NULL || suy_geometry_type_get_kind (reg->geometry) == SUY_SHAPE_POLYGON;
}

static void
on_context_menu (SuyMapView *map,
                 double x,
                 double y,
                 double lon,
                 double lat,
                 const char *layer,
                 gint64 id,
                 SuyMapPage *self)
{
  double page_x = x, page_y = y;
  GdkRectangle at;

  gtk_widget_translate_coordinates (GTK_WIDGET (map), GTK_WIDGET (self), x, y, &page_x, &page_y);
  at = (GdkRectangle){ (int) page_x, (int) page_y, 1, 1 };
  if (layer != NULL && !is_area (self, layer))
    on_picked (map, layer, id, self);
  self->menu_lon = lon;
  self->menu_lat = lat;
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (self->context_menu);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_here (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SuyMapPage *self = SUY_MAP_PAGE (widget);
  const SuyPoint spot = { (gint32) lround (self->menu_lon * 1e7),
                          (gint32) lround (self->menu_lat * 1e7) };

  if (strcmp (action, "map.new-here") == 0)
    ask_new_problem (self, NULL, 0, self->menu_lon, self->menu_lat);
  else if (strcmp (action, "map.copy-here") == 0)
    {
      g_autofree char *text = g_strdup_printf ("%.7f, %.7f", self->menu_lon, self->menu_lat);

      gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
    }
  else
    suy_map_page_query_spot (self,
                             strcmp (action, "map.buffer-here") == 0     ? "buffer"
                             : strcmp (action, "map.up-here") == 0       ? "up"
                             : strcmp (action, "map.suspects-here") == 0 ? "suspects"
                                                                         : "down",
                             spot);
}

/* ---- keys ---- */

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer data)
{
  SuyMapPage *self = SUY_MAP_PAGE (widget);

  if (strcmp (self->tool, "select") != 0)
    suy_map_page_set_tool (self, "select");
  else if (self->selection != NULL && suy_view_selection_get_id (self->selection) != 0)
    suy_view_selection_set (self->selection, NULL, 0);
  else if (self->answer != NULL || self->suspects != NULL || suy_map_page_has_duties (self))
    suy_map_page_clear_answer (self);
  else if (suy_map_page_has_rivers (self))
    suy_map_page_close_rivers (self);
  else
    return FALSE;

  return TRUE;
}

static gboolean
on_letter (GtkWidget *map, GVariant *args, gpointer data)
{
  SuyMapPage *self = data;
  const char *what = g_variant_get_string (args, NULL);

  if (strcmp (what, "select") == 0)
    suy_map_page_set_tool (self, what);
  else if (g_str_has_prefix (what, "duty."))
    gtk_widget_activate_action (GTK_WIDGET (self), what, NULL);
  else if (strcmp (what, "new") == 0)
    {
      SuyPoint spot = suy_map_page_get_spot (self);

      ask_new_problem (self, NULL, 0, spot.x / 1e7, spot.y / 1e7);
    }
  else if (strcmp (what, "list") == 0)
    {
      if (suy_map_page_focus_duties (self))
        return TRUE;
      if (self->suspects != NULL)
        suy_suspects_drawer_focus_list (self->suspects_drawer);
      else
        suy_results_drawer_focus_list (self->drawer);
    }
  else
    suy_map_page_set_tool (self, what);

  return TRUE;
}

static gboolean
on_level_key (GtkWidget *map, GVariant *args, gpointer data)
{
  SuyMapPage *self = data;
  SuyLevel level = (SuyLevel) g_variant_get_uint32 (args);

  suy_map_layers_set_level_visible (self->layers, level,
                                    !suy_map_layers_get_level_visible (self->layers, level));
  suy_layers_panel_set_layers (self->panel, self->layers);

  return TRUE;
}

static void
add_shortcut (GtkEventController *controller,
              guint key,
              GtkShortcutFunc func,
              gpointer data,
              GVariant *args)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, 0),
                                            gtk_callback_action_new (func, data, NULL));

  gtk_shortcut_set_arguments (shortcut, args);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/* On the map alone: as accelerators of the window, letters would swallow typing. */
static void
add_keys (SuyMapPage *self)
{
  static const struct
  {
    guint key;
    const char *what;
  } letters[] = {
    { GDK_KEY_v, "select" },   { GDK_KEY_b, "buffer" },     { GDK_KEY_u, "up" },
    { GDK_KEY_d, "down" },     { GDK_KEY_p, "new" },        { GDK_KEY_l, "list" },
    { GDK_KEY_s, "suspects" }, { GDK_KEY_i, "duty.inbox" }, { GDK_KEY_w, "duty.patrol" },
  };
  static const SuyLevel levels[] = { SUY_LEVEL_RED, SUY_LEVEL_ORANGE, SUY_LEVEL_YELLOW,
                                     SUY_LEVEL_BLUE };
  GtkEventController *map = gtk_shortcut_controller_new ();
  GtkEventController *page = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    add_shortcut (map, letters[i].key, on_letter, self, g_variant_new_string (letters[i].what));
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    add_shortcut (map, GDK_KEY_1 + i, on_level_key, self, g_variant_new_uint32 (levels[i]));
  add_shortcut (page, GDK_KEY_Escape, on_escape, self, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->map), map);
  gtk_widget_add_controller (GTK_WIDGET (self), page);
}

/* ---- for the page ---- */

void
suy_map_page_install_here (GtkWidgetClass *klass)
{
  static const char *const here[] = { "map.buffer-here",   "map.up-here",  "map.down-here",
                                      "map.suspects-here", "map.new-here", "map.copy-here" };

  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    gtk_widget_class_install_action (klass, here[i], NULL, on_here);
}

void
suy_map_page_add_tools (SuyMapPage *self)
{
  g_signal_connect (self->map, "picked", G_CALLBACK (on_picked), self);
  g_signal_connect (self->map, "spot-clicked", G_CALLBACK (on_spot_clicked), self);
  g_signal_connect (self->map, "context-menu", G_CALLBACK (on_context_menu), self);
  add_keys (self);
}
