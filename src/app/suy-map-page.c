/* suy-map-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-map-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-base-map-file.h"
#include "suy-settings.h"

G_DEFINE_FINAL_TYPE (SuyMapPage, suy_map_page, GTK_TYPE_WIDGET)

enum
{
  PROP_WORKSPACE = 1,
  PROP_SELECTION,
  PROP_TOOL,
  PROP_BUSY,
  PROP_STATUS,
  PROP_POSITION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* ---- the status line ---- */

static char *
get_status (SuyMapPage *self)
{
  static const char *const hints[][2] = {
    { "buffer", N_ ("Click where to look around. Esc ends.") },
    { "up", N_ ("Click a section, an outfall or a river to trace upstream. Esc ends.") },
    { "down", N_ ("Click a section, an outfall or a river to trace downstream. Esc ends.") },
    { "suspects", N_ ("Click the section over its limit to find suspects upstream. Esc ends.") },
    { "new", N_ ("Click where the case lies. Esc ends.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if (strcmp (self->tool, hints[i][0]) == 0)
      return g_strdup (_ (hints[i][1]));
  if (self->answer != NULL)
    {
      guint n = suy_answer_get_found (self->answer)->len;

      return g_strdup_printf (
          ngettext ("Results: %u object, %.0f ms", "Results: %u objects, %.0f ms", n), n,
          suy_answer_get_ms (self->answer));
    }

  if (self->suspects != NULL)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->suspects));

      return g_strdup_printf (
          ngettext ("Suspects: %u source, %.0f ms", "Suspects: %u sources, %.0f ms", n), n,
          suy_suspect_answer_get_ms (self->suspects));
    }

  return g_strdup (_ ("Results: no query yet. Take “Buffer” or “Upstream”, or press B or U."));
}

/* "1:43 万" as Chinese maps have it, else "1:430,000". */
static char *
write_scale (double scale)
{
  GString *text;

  if (scale >= 10000 && g_str_has_prefix (suy_settings_get_language (), "zh"))
    return g_strdup_printf ("1:%.*f 万", scale < 100000 ? 1 : 0, scale / 10000.0);

  text = g_string_new (NULL);
  if (scale >= 10000)
    scale = 1000 * round (scale / 1000);
  g_string_printf (text, "%.0f", scale);
  for (gssize i = (gssize) text->len - 3; i > 0; i -= 3)
    g_string_insert_c (text, i, ',');
  g_string_prepend (text, "1:");

  return g_string_free (text, FALSE);
}

static char *
get_position (SuyMapPage *self)
{
  double lon, lat;
  g_autofree char *size = write_scale (suy_map_view_get_scale (self->map));

  if (!suy_map_view_get_pointer (self->map, &lon, &lat))
    suy_map_view_get_center (self->map, &lon, &lat);

  return g_strdup_printf ("%.4f° E  %.4f° N    %s", lon, lat, size);
}

static void
on_view_changed (SuyMapPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_POSITION]);
}

static void
on_idle_changed (SuyMapPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

/* ---- tools ---- */

void
suy_map_page_set_tool (SuyMapPage *self, const char *tool)
{
  if (g_strcmp0 (self->tool, tool) == 0)
    return;
  g_free (self->tool);
  self->tool = g_strdup (tool);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map),
                                   strcmp (tool, "select") == 0 ? NULL : "crosshair");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOOL]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

/* ---- selection ---- */

static gboolean
get_selected_box (SuyMapPage *self, SuyBox *box)
{
  const char *layer = suy_view_selection_get_layer (self->selection);
  const SuyRegister *reg =
      layer == NULL || self->workspace == NULL
          ? NULL
          : suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);
  SuyFeatureSet *set = NULL;
  guint32 item;

  if (reg != NULL && reg->geometry != SUY_GEOMETRY_NONE)
    set = suy_workspace_get_features (self->workspace, reg, NULL);
  if (set == NULL ||
      !suy_feature_set_find (set, suy_view_selection_get_id (self->selection), &item))
    return FALSE;
  *box = suy_feature_set_get_box (set, item);

  return !suy_box_is_empty (box);
}

void
suy_map_page_fly_to_selection (SuyMapPage *self)
{
  SuyBox box;

  if (get_selected_box (self, &box))
    suy_map_view_fly_to (self->map, box);
}

void
suy_map_page_fly_to (SuyMapPage *self, SuyPoint spot)
{
  suy_map_view_fly_to (self->map, (SuyBox){ spot.x, spot.y, spot.x, spot.y });
}

/* A hidden layer is shown, so that what is selected can be seen. */
static void
on_selection_changed (SuyMapPage *self)
{
  const char *layer = suy_view_selection_get_layer (self->selection);
  gint64 id = suy_view_selection_get_id (self->selection);
  SuyBox box;

  if (self->workspace == NULL)
    return;
  if (layer != NULL && suy_map_view_has_layer (self->map, layer) &&
      !suy_map_layers_is_visible (self->layers, layer))
    {
      const SuyRegister *reg =
          suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);

      suy_map_layers_set_visible (self->layers, reg, SUY_ALL_SYMBOLS, TRUE);
      suy_layers_panel_set_layers (self->panel, self->layers);
    }
  suy_map_view_select (self->map, layer, id);
  if (!self->flown && self->answer == NULL && self->suspects == NULL &&
      get_selected_box (self, &box))
    {
      SuyBox view = suy_map_view_get_box (self->map);

      if (!suy_box_touches (&view, &box) || suy_map_view_get_zoom (self->map) < 11)
        suy_map_view_fly_to (self->map, box);
    }
}

/* ---- the workspace ---- */

static void
prepare_traces (SuyMapPage *self)
{
  g_autoptr (GPtrArray) layers = suy_map_layers_get_queried (self->layers);

  suy_workspace_prepare_traces (self->workspace, layers);
}

static gboolean
on_reload (gpointer data)
{
  SuyMapPage *self = data;
  GHashTableIter iter;
  gpointer name;

  self->reload_idle = 0;
  g_hash_table_iter_init (&iter, self->stale);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    suy_map_layers_reload (self->layers, name);
  g_hash_table_remove_all (self->stale);
  suy_map_page_apply_filter (self);
  prepare_traces (self);

  return G_SOURCE_REMOVE;
}

static void
plan_reload (SuyMapPage *self, const char *layer)
{
  g_hash_table_add (self->stale, g_strdup (layer));
  if (self->reload_idle == 0)
    self->reload_idle = g_idle_add (on_reload, self);
}

/* Rivers are coloured along the network. */
static void
on_network_ready (SuyMapPage *self)
{
  plan_reload (self, "river_reach");
}

static void
on_workspace_changed (SuyWorkspace *workspace,
                      const char *layer,
                      gpointer box,
                      gpointer ids,
                      SuyMapPage *self)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), layer);

  if (reg == NULL || reg->geometry == SUY_GEOMETRY_NONE)
    return;
  plan_reload (self, layer);
}

static void
show_base_map (SuyMapPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyMbtiles) tiles = NULL;

  if (self->workspace != NULL)
    tiles = suy_base_map_file_open (self->workspace, &error);
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.error", "s", error->message);
  suy_map_view_set_language (self->map,
                             g_str_has_prefix (suy_settings_get_language (), "zh") ? "zh" : "en");
  suy_map_view_set_dark (self->map, suy_settings_is_dark ());
  suy_map_view_set_base_map (self->map, tiles, NULL);
}

/* Any township that says it is schematic makes the map say so. */
static gboolean
is_schematic (SuyWorkspace *workspace)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "township");
  const SuyField *field = reg == NULL ? NULL : suy_register_find (reg, "schematic");
  const SuyFilter filter = { field, SUY_FILTER_EQUAL, SUY_INTEGER (1) };
  const SuySelection wish = { .filters = &filter, .n_filters = 1 };
  g_autoptr (GArray) ids =
      field == NULL ? NULL
                    : suy_store_select (suy_workspace_get_store (workspace), reg, &wish, NULL);

  return ids != NULL && ids->len > 0;
}

static void
set_workspace (SuyMapPage *self, SuyWorkspace *workspace)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_handle_id (&self->reload_idle, g_source_remove);
  suy_map_page_close_rivers (self);
  suy_map_page_clear_answer (self);
  g_set_object (&self->workspace, workspace);
  g_object_set (self->dossier, "workspace", workspace, NULL);

  suy_map_layers_set_workspace (self->layers, workspace);
  suy_map_page_fill_filters (self);
  show_base_map (self);
  suy_map_view_set_schematic (self->map, workspace != NULL && is_schematic (workspace));
  if (workspace != NULL)
    {
      g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
      g_signal_connect_object (workspace, "network-ready", G_CALLBACK (on_network_ready), self,
                               G_CONNECT_SWAPPED);
      suy_map_view_set_home (self->map, suy_map_layers_get_extent (self->layers));
      prepare_traces (self);
    }
}

static void
set_selection (SuyMapPage *self, SuyViewSelection *selection)
{
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  g_object_set (self->dossier, "selection", selection, NULL);
  suy_results_drawer_set_selection (self->drawer, selection);
  suy_suspects_drawer_set_selection (self->suspects_drawer, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "changed", G_CALLBACK (on_selection_changed), self,
                             G_CONNECT_SWAPPED);
}

/* ---- small handlers of the template ---- */

static void
on_filter_changed (SuyMapPage *self)
{
  suy_map_page_apply_filter (self);
}

static void
on_clear_clicked (SuyMapPage *self)
{
  suy_map_page_clear_filter (self);
}

static void
on_drawer_closed (SuyMapPage *self)
{
  suy_map_page_clear_answer (self);
}

static void
on_limit_changed (SuyResultsDrawer *drawer, double limit, SuyMapPage *self)
{
  g_autofree char *label = g_strdup (suy_answer_get_label (self->answer));
  SuyAnswerKind kind = suy_answer_get_kind (self->answer);

  if (kind == SUY_ANSWER_BUFFER)
    suy_map_page_buffer (self, suy_answer_get_middle (self->answer), label, limit);
  else
    suy_map_page_retrace (self, kind == SUY_ANSWER_UP, label, limit);
}

/* ---- a narrow window ---- */

#define NARROW 1024 /* the guide, section "The window" */
#define SMALLEST 480

static void
show_panel (SuyMapPage *self, gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (self->panel), visible);
  gtk_widget_set_visible (self->panel_separator, visible);
}

static gboolean
on_narrow (gpointer data)
{
  SuyMapPage *self = data;

  self->narrow_idle = 0;
  show_panel (self, !self->narrow);

  return G_SOURCE_REMOVE;
}

/* GTK would not let the window become narrower than its content: this content gives in. */
static void
suy_map_page_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (SUY_MAP_PAGE (widget)->box, orientation, -1, minimum, natural, NULL, NULL);
  *minimum = MIN (*minimum, orientation == GTK_ORIENTATION_HORIZONTAL ? SMALLEST : 320);
}

static void
suy_map_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SuyMapPage *self = SUY_MAP_PAGE (widget);
  gboolean narrow = width < NARROW;
  int least_width, least_height;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->box, MAX (width, least_width), MAX (height, least_height), baseline,
                       NULL);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->narrow_idle == 0)
    self->narrow_idle = g_idle_add (on_narrow, self);
}

static void
on_panel_toggled (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SuyMapPage *self = SUY_MAP_PAGE (widget);

  show_panel (self, !gtk_widget_get_visible (GTK_WIDGET (self->panel)));
}

/* ---- the widget ---- */

static void
suy_map_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SuyMapPage *self = SUY_MAP_PAGE (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    case PROP_TOOL:
      g_value_set_string (value, self->tool);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->reload_idle != 0 || suy_map_page_is_checking (self) ||
                                      suy_map_page_is_reading_duties (self) ||
                                      !suy_map_view_is_idle (self->map));
      break;
    case PROP_STATUS:
      g_value_take_string (value, get_status (self));
      break;
    case PROP_POSITION:
      g_value_take_string (value, get_position (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_map_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SuyMapPage *self = SUY_MAP_PAGE (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_SELECTION:
      set_selection (self, g_value_get_object (value));
      break;
    case PROP_TOOL:
      suy_map_page_set_tool (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
suy_map_page_dispose (GObject *object)
{
  SuyMapPage *self = SUY_MAP_PAGE (object);

  g_clear_handle_id (&self->reload_idle, g_source_remove);
  g_clear_handle_id (&self->narrow_idle, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  suy_map_page_free_duties (self);
  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  g_clear_object (&self->layers);
  g_clear_object (&self->answer);
  g_clear_object (&self->suspects);
  g_clear_object (&self->workspace);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->tool, g_free);
  g_clear_pointer (&self->townships, g_array_unref);
  g_clear_pointer (&self->stale, g_hash_table_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (suy_map_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, SUY_TYPE_WORKSPACE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SELECTION] = g_param_spec_object ("selection", NULL, NULL, SUY_TYPE_VIEW_SELECTION,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_TOOL] =
      g_param_spec_string ("tool", NULL, NULL, "select",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_STATUS] =
      g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_POSITION] =
      g_param_spec_string ("position", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (klass, N_PROPS, props);
}

static void
install_actions (GtkWidgetClass *klass)
{
  suy_map_page_install_here (klass);
  gtk_widget_class_install_property_action (klass, "map.tool", "tool");
  gtk_widget_class_install_action (klass, "map.toggle-panel", NULL, on_panel_toggled);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F9, 0, "map.toggle-panel", NULL);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyMapPage, box);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, card);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, card_text);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, card_title);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, clear_button);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, context_menu);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, count_label);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, dossier);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, drawer);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, filter_entry);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, industry_drop);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, map);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, panel);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, panel_separator);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, results);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, suspects_drawer);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, findings);
  gtk_widget_class_bind_template_child (klass, SuyMapPage, township_drop);
  gtk_widget_class_bind_template_callback (klass, on_clear_clicked);
  gtk_widget_class_bind_template_callback (klass, on_drawer_closed);
  gtk_widget_class_bind_template_callback (klass, on_filter_changed);
  gtk_widget_class_bind_template_callback (klass, on_limit_changed);
}

static void
suy_map_page_class_init (SuyMapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = suy_map_page_get_property;
  object_class->set_property = suy_map_page_set_property;
  object_class->dispose = suy_map_page_dispose;
  widget_class->measure = suy_map_page_measure;
  widget_class->size_allocate = suy_map_page_size_allocate;
  install_properties (object_class);

  g_type_ensure (SUY_TYPE_LAYERS_PANEL);
  g_type_ensure (SUY_TYPE_MAP_VIEW);
  g_type_ensure (SUY_TYPE_RESULTS_DRAWER);
  g_type_ensure (SUY_TYPE_SUSPECTS_DRAWER);
  g_type_ensure (SUY_TYPE_DOSSIER);
  g_type_ensure (SUY_TYPE_FINDINGS_DRAWER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-map-page.ui");
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
suy_map_page_init (SuyMapPage *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->tool = g_strdup ("select");
  self->townships = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->layers = suy_map_layers_new (self->map);
  suy_layers_panel_set_layers (self->panel, self->layers);
  g_signal_connect_swapped (self->map, "view-changed", G_CALLBACK (on_view_changed), self);
  g_signal_connect_swapped (self->map, "notify::is-idle", G_CALLBACK (on_idle_changed), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_view_changed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  suy_map_page_add_tools (self);
  suy_map_page_add_suspects (self);
  suy_map_page_add_rivers (self);
  suy_map_page_add_duties (self);
  suy_map_page_fill_filters (self);
}
