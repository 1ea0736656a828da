/* suy-map-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-view-private.h"

#include <glib/gi18n-lib.h>

#include "suy-map-resource.h"

G_DEFINE_FINAL_TYPE (SuyMapView, suy_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_DARK = 1,
  PROP_LANGUAGE,
  PROP_SCHEMATIC,
  PROP_IS_IDLE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
guint suy_map_view_signals[SUY_MAP_VIEW_N_SIGNALS];

/* ---- idle ---- */

static gboolean
is_busy (SuyMapView *self)
{
  if (self->width == 0 || suy_base_map_is_busy (self->base) ||
      suy_highlight_layer_is_busy (self->water))
    return TRUE;
  for (guint i = 0; i < self->layers->len; i++)
    if (suy_feature_layer_is_busy (((SuyMapNamed *) self->layers->pdata[i])->layer))
      return TRUE;

  return FALSE;
}

void
suy_map_view_update_idle (SuyMapView *self)
{
  gboolean idle = !is_busy (self);

  if (idle == self->idle)
    return;
  self->idle = idle;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_IDLE]);
}

void
suy_map_view_touch (SuyMapView *self)
{
  suy_base_map_touch (self->base);
  suy_map_view_update_idle (self);
}

static void
on_highlights_changed (SuyMapView *self)
{
  suy_label_layer_refresh (self->labels);
  suy_map_view_update_idle (self);
}

/* ---- what a screen reader hears ---- */

static guint
count_items (SuyMapView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->layers->len; i++)
    {
      SuyFeatureLayer *layer = ((SuyMapNamed *) self->layers->pdata[i])->layer;

      if (suy_feature_layer_get_kind (layer) == SUY_LAYER_SYMBOLS &&
          gtk_widget_get_visible (GTK_WIDGET (layer)) && suy_feature_layer_get_set (layer) != NULL)
        n += suy_feature_set_get_n (suy_feature_layer_get_set (layer));
    }

  return n;
}

static gboolean
describe (gpointer data)
{
  SuyMapView *self = data;
  guint n = count_items (self);
  double lon, lat;
  g_autofree char *count = g_strdup_printf (ngettext ("%u place", "%u places", n), n);
  g_autofree char *scale = g_strdup_printf ("1 : %.0f", suy_map_view_get_scale (self));

  self->describe_source = 0;
  suy_map_view_get_center (self, &lon, &lat);
  g_free (self->description);
  /* Translators: number of places, selected layer or nothing, centre, scale */
  self->description = g_strdup_printf (
      _ ("%s, %s, centre %.4f° E %.4f° N, %s"), count,
      self->selected == NULL ? _ ("nothing selected") : _ ("one selected"), lon, lat, scale);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->description, -1);

  return G_SOURCE_REMOVE;
}

void
suy_map_view_queue_describe (SuyMapView *self)
{
  if (self->describe_source == 0)
    self->describe_source = g_timeout_add (200, describe, self);
}

const char *
suy_map_view_get_description (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  if (self->describe_source != 0)
    {
      g_clear_handle_id (&self->describe_source, g_source_remove);
      describe (self);
    }

  return self->description;
}

/* ---- base map ---- */

static void
on_base_changed (gpointer owner, gpointer unused)
{
  SuyMapView *self = owner;

  suy_label_layer_refresh (self->labels);
  suy_map_view_update_idle (self);
}

static void
rebuild_base (SuyMapView *self)
{
  g_autoptr (SuyStyle) own = self->style == NULL ? suy_style_new_own (self->dark) : NULL;
  const char *credit =
      self->tiles == NULL ? NULL : suy_mbtiles_get_metadata (self->tiles, "attribution");

  suy_base_map_set (self->base, self->tiles, own != NULL ? own : self->style, self->language,
                    gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  gtk_label_set_text (self->credit, credit == NULL ? "" : credit);
  gtk_widget_set_visible (GTK_WIDGET (self->credit), credit != NULL);
  suy_map_view_update_idle (self);
}

void
suy_map_view_set_base_map (SuyMapView *self, SuyMbtiles *tiles, SuyStyle *style)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  g_clear_pointer (&self->tiles, suy_mbtiles_unref);
  g_clear_pointer (&self->style, suy_style_unref);
  self->tiles = tiles == NULL ? NULL : suy_mbtiles_ref (tiles);
  self->style = style == NULL ? NULL : suy_style_ref (style);
  rebuild_base (self);
}

guint
suy_map_view_get_n_failed (SuyMapView *self, const char **reason)
{
  SuyTileSource *source;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), 0);

  source = suy_base_map_get_source (self->base);
  if (reason != NULL)
    *reason = suy_tile_source_get_failure (source);

  return suy_tile_source_get_n_failed (source);
}

/* ---- texts ---- */

static void
collect_base (SuyMapView *self, const SuyMapFrame *frame, GPtrArray *labels)
{
  SuyMapFrame wide = suy_map_frame_widen (frame, 0);
  double half_x = wide.width / 2 / wide.world, half_y = wide.height / 2 / wide.world;
  g_autoptr (GPtrArray) found =
      suy_tile_source_collect (suy_base_map_get_source (self->base), frame->zoom, frame->x - half_x,
                               frame->y - half_y, frame->x + half_x, frame->y + half_y);

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (labels, suy_map_label_copy (found->pdata[i]));
}

static void
collect (gpointer data, const SuyMapFrame *frame, GPtrArray *labels, GArray *blocked)
{
  SuyMapView *self = data;

  suy_highlight_layer_collect (self->water, frame, labels, blocked);
  suy_highlight_layer_collect (self->highlights, frame, labels, blocked);
  for (guint i = 0; i < self->layers->len; i++)
    suy_feature_layer_collect (((SuyMapNamed *) self->layers->pdata[i])->layer, frame, labels,
                               blocked);
  collect_base (self, frame, labels);
}

/* ---- the widget ---- */

static void
on_viewport (SuyMapView *self, GParamSpec *pspec)
{
  suy_map_view_touch (self);
  if (g_str_equal (pspec->name, "zoom-level"))
    suy_map_view_refresh_marks (self);
  suy_map_view_queue_describe (self);
  g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_VIEW_CHANGED], 0);
}

static void
suy_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SuyMapView *self = SUY_MAP_VIEW (widget);
  gboolean changed = width != self->width || height != self->height;

  self->width = width;
  self->height = height;
  gtk_widget_allocate (GTK_WIDGET (self->overlay), width, height, baseline, NULL);
  if (!changed)
    return;
  if (!suy_box_is_empty (&self->wanted))
    suy_map_view_show_box (self, self->wanted);
  suy_map_view_touch (self);
  g_signal_emit (self, suy_map_view_signals[SUY_MAP_VIEW_VIEW_CHANGED], 0);
}

static void
suy_map_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SUY_MAP_VIEW (widget)->overlay), orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

static void
suy_map_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (suy_map_view_parent_class)->map (widget);

  suy_map_view_touch (SUY_MAP_VIEW (widget));
}

void
suy_map_view_set_dark (SuyMapView *self, gboolean dark)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  if (self->dark == !!dark)
    return;
  self->dark = !!dark;
  for (guint i = 0; i < self->layers->len; i++)
    suy_feature_layer_set_theme (((SuyMapNamed *) self->layers->pdata[i])->layer,
                                 suy_map_view_get_theme (self));
  suy_highlight_layer_set_theme (self->water, suy_map_view_get_theme (self));
  suy_highlight_layer_set_theme (self->highlights, suy_map_view_get_theme (self));
  suy_scale_bar_set_theme (self->scale_bar, suy_map_view_get_theme (self));
  rebuild_base (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DARK]);
}

gboolean
suy_map_view_get_dark (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  return self->dark;
}

void
suy_map_view_set_language (SuyMapView *self, const char *language)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  if (g_strcmp0 (self->language, language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  rebuild_base (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LANGUAGE]);
}

void
suy_map_view_set_schematic (SuyMapView *self, gboolean schematic)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  self->schematic = !!schematic;
  gtk_widget_set_visible (GTK_WIDGET (self->schematic_note), self->schematic);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SCHEMATIC]);
}

gboolean
suy_map_view_is_idle (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  return self->idle;
}

GtkOverlay *
suy_map_view_get_overlay (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  return self->overlay;
}

ShumateMap *
suy_map_view_get_map (SuyMapView *self)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  return self->map;
}

static void
suy_map_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuyMapView *self = SUY_MAP_VIEW (object);

  switch (id)
    {
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_SCHEMATIC:
      g_value_set_boolean (value, self->schematic);
      break;
    case PROP_IS_IDLE:
      g_value_set_boolean (value, self->idle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_map_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SuyMapView *self = SUY_MAP_VIEW (object);

  switch (id)
    {
    case PROP_DARK:
      suy_map_view_set_dark (self, g_value_get_boolean (value));
      break;
    case PROP_LANGUAGE:
      suy_map_view_set_language (self, g_value_get_string (value));
      break;
    case PROP_SCHEMATIC:
      suy_map_view_set_schematic (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_map_view_dispose (GObject *object)
{
  SuyMapView *self = SUY_MAP_VIEW (object);

  g_clear_handle_id (&self->describe_source, g_source_remove);
  if (self->map != NULL)
    {
      g_signal_handlers_disconnect_by_data (suy_map_view_get_viewport (self), self);
      suy_label_layer_set_collector (self->labels, NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->water, self);
      g_signal_handlers_disconnect_by_data (self->highlights, self);
      for (guint i = 0; i < self->layers->len; i++)
        g_signal_handlers_disconnect_by_data (((SuyMapNamed *) self->layers->pdata[i])->layer,
                                              self);
      g_ptr_array_set_size (self->layers, 0);
      suy_scale_bar_set_viewport (self->scale_bar, NULL);
      g_clear_pointer (&self->input, suy_map_input_free);
      g_clear_pointer (&self->base, suy_base_map_free);
      self->map = NULL;
      gtk_widget_unparent (GTK_WIDGET (self->overlay));
    }

  G_OBJECT_CLASS (suy_map_view_parent_class)->dispose (object);
}

static void
suy_map_view_finalize (GObject *object)
{
  SuyMapView *self = SUY_MAP_VIEW (object);

  g_clear_pointer (&self->tiles, suy_mbtiles_unref);
  g_clear_pointer (&self->style, suy_style_unref);
  g_ptr_array_unref (self->layers);
  g_free (self->language);
  g_free (self->description);
  g_free (self->selected);
  g_free (self->hovered);

  G_OBJECT_CLASS (suy_map_view_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  const GType text = G_TYPE_STRING, id = G_TYPE_INT64, number = G_TYPE_DOUBLE;

  suy_map_view_signals[SUY_MAP_VIEW_HOVERED] = g_signal_new (
      "hovered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, text, id);
  suy_map_view_signals[SUY_MAP_VIEW_PICKED] = g_signal_new (
      "picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, text, id);
  suy_map_view_signals[SUY_MAP_VIEW_SPOT_CLICKED] = g_signal_new (
      "spot-clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, number, number);
  suy_map_view_signals[SUY_MAP_VIEW_ACTIVATED] = g_signal_new (
      "activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, text, id);
  suy_map_view_signals[SUY_MAP_VIEW_CLUSTER_PICKED] =
      g_signal_new ("cluster-picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    text, G_TYPE_ARRAY);
  suy_map_view_signals[SUY_MAP_VIEW_CONTEXT_MENU] =
      g_signal_new ("context-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 6,
                    number, number, number, number, text, id);
  suy_map_view_signals[SUY_MAP_VIEW_VIEW_CHANGED] =
      g_signal_new ("view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, write);
  props[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, write);
  props[PROP_SCHEMATIC] = g_param_spec_boolean ("schematic", NULL, NULL, FALSE, write);
  props[PROP_IS_IDLE] = g_param_spec_boolean ("is-idle", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (klass, N_PROPS, props);
}

static void
suy_map_view_class_init (SuyMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (SUY_TYPE_SCALE_BAR);
  suy_map_resource_ensure ();
  object_class->get_property = suy_map_view_get_property;
  object_class->set_property = suy_map_view_set_property;
  object_class->dispose = suy_map_view_dispose;
  object_class->finalize = suy_map_view_finalize;
  widget_class->size_allocate = suy_map_view_size_allocate;
  widget_class->measure = suy_map_view_measure;
  widget_class->map = suy_map_view_map;
  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SUY_MAP_RESOURCE_PREFIX "suy-map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, map);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, zoom_in);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, zoom_out);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, go_home);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, scale_bar);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, schematic_note);
  gtk_widget_class_bind_template_child (widget_class, SuyMapView, credit);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
suy_map_view_init (SuyMapView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_map_named_free);
  self->home = self->wanted = SUY_BOX_EMPTY;
  self->base = suy_base_map_new (self->map, on_base_changed, self);
  self->labels = suy_label_layer_new (suy_map_view_get_viewport (self));
  self->water = suy_highlight_layer_new (suy_map_view_get_viewport (self));
  self->highlights = suy_highlight_layer_new (suy_map_view_get_viewport (self));
  rebuild_base (self);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->water));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->highlights));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->labels));
  suy_label_layer_set_collector (self->labels, collect, self);
  g_signal_connect_swapped (self->water, "changed", G_CALLBACK (on_highlights_changed), self);
  g_signal_connect_swapped (self->highlights, "changed", G_CALLBACK (on_highlights_changed), self);
  suy_scale_bar_set_viewport (self->scale_bar, suy_map_view_get_viewport (self));
  suy_map_view_connect_input (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_home), FALSE);
  g_signal_connect_swapped (suy_map_view_get_viewport (self), "notify", G_CALLBACK (on_viewport),
                            self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (rebuild_base), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map"),
                                  -1);
}

GtkWidget *
suy_map_view_new (void)
{
  return g_object_new (SUY_TYPE_MAP_VIEW, NULL);
}
