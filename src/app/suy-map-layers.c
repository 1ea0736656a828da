/* suy-map-layers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-map-layers-private.h"

#include <glib/gi18n.h>

#include "suy-look.h"
#include "suy-settings.h"

G_DEFINE_FINAL_TYPE (SuyMapLayers, suy_map_layers, G_TYPE_OBJECT)

enum
{
  ROWS_CHANGED,
  FILTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Where a register stands in the legend, and whether it is shown at first.  Registers that are not
 * named here come behind, hidden.  NULL: drawn by the base map. */
static const struct
{
  const char *name, *heading;
  gboolean visible;
} places[] = {
  { "risk_point", N_ ("Risk points"), TRUE },
  { "river_reach", N_ ("Water and monitoring"), TRUE },
  { "river_section", N_ ("Water and monitoring"), TRUE },
  { "outfall", N_ ("Water and monitoring"), FALSE },
  { "station", N_ ("Water and monitoring"), TRUE },
  { "receptor", N_ ("Receptors and response"), TRUE },
  { "protection_zone", N_ ("Receptors and response"), FALSE },
  { "emergency_team", N_ ("Receptors and response"), TRUE },
  { "problem", N_ ("Work"), FALSE },
  { "inspection", N_ ("Work"), FALSE },
  { "complaint", N_ ("Work"), FALSE },
  { "warning", N_ ("Work"), FALSE },
  { "township", N_ ("Boundaries"), TRUE },
  { "grid_cell", N_ ("Boundaries"), FALSE },
  { "district", NULL, FALSE },
  { "county", NULL, FALSE },
  { "road", NULL, FALSE },
  { "place_name", NULL, FALSE },
};

static void
layer_free (gpointer data)
{
  SuyMapLayer *layer = data;

  g_clear_pointer (&layer->set, suy_feature_set_unref);
  g_free (layer->styles);
  g_free (layer->filtered);
  g_free (layer);
}

static SuyMapLayer *
find (SuyMapLayers *self, const char *name)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      SuyMapLayer *layer = self->layers->pdata[i];

      if (strcmp (layer->reg->name, name) == 0)
        return layer;
    }

  return NULL;
}

static SuyLayerKind
kind_of (const SuyRegister *reg)
{
  switch (suy_geometry_type_get_kind (reg->geometry))
    {
    case SUY_SHAPE_LINE:
      return SUY_LAYER_RIVERS;
    case SUY_SHAPE_POLYGON:
      if (strcmp (reg->name, "township") == 0 || strcmp (reg->name, "cooperation_zone") == 0)
        return SUY_LAYER_TOWNSHIPS;
      return strcmp (reg->name, "grid_cell") == 0 ? SUY_LAYER_CELLS : SUY_LAYER_ZONES;
    case SUY_SHAPE_POINT:
    case SUY_SHAPE_NONE:
    default:
      return SUY_LAYER_SYMBOLS;
    }
}

/* ---- what is shown ---- */

static gboolean
is_risk (const SuyMapLayer *layer)
{
  return strcmp (layer->reg->name, "risk_point") == 0;
}

static gboolean
is_ended (const SuyMapLayer *layer, const SuyItemStyle *style)
{
  return strcmp (layer->reg->name, "warning") == 0 && style->rank != 0;
}

static void
show (SuyMapLayers *self, SuyMapLayer *layer)
{
  guint32 n = suy_feature_set_get_n (layer->set);
  g_autofree guint8 *mask = NULL;
  gboolean all = layer->filtered == NULL;

  suy_map_view_set_layer_visible (self->view, layer->reg->name, layer->visible);
  if (layer->kind != SUY_LAYER_SYMBOLS)
    return;

  mask = g_malloc (n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      const SuyItemStyle *style = &layer->styles[i];
      gboolean pass = layer->filtered == NULL || layer->filtered[i] != 0;

      if (layer->hidden[style->symbol] || is_ended (layer, style) ||
          (is_risk (layer) && self->level_hidden[style->level]))
        pass = FALSE;
      mask[i] = pass;
      all = all && pass;
    }
  suy_feature_layer_set_mask (suy_map_view_get_layer (self->view, layer->reg->name),
                              all ? NULL : mask);
}

static gboolean
load (SuyMapLayers *self, SuyMapLayer *layer)
{
  SuyFeatureSet *set = suy_workspace_get_features (self->workspace, layer->reg, NULL);
  guint8 symbol = layer->kind == SUY_LAYER_SYMBOLS ? suy_look_get_register_symbol (layer->reg) : 0;
  guint32 n;

  if (set == NULL || suy_feature_set_get_n (set) == 0)
    return FALSE;

  n = suy_feature_set_get_n (set);
  g_clear_pointer (&layer->set, suy_feature_set_unref);
  g_clear_pointer (&layer->filtered, g_free);
  layer->set = suy_feature_set_ref (set);
  g_free (layer->styles);
  layer->styles = g_new0 (SuyItemStyle, n);
  for (guint32 i = 0; i < n; i++)
    layer->styles[i].symbol = symbol;
  suy_map_layers_fill_styles (self, layer);

  memset (layer->count, 0, sizeof layer->count);
  for (guint32 i = 0; i < n; i++)
    layer->count[layer->styles[i].symbol]++;
  suy_map_view_add_layer (self->view, layer->reg->name, layer->kind, set, layer->styles);
  suy_map_layers_set_texts (self, layer);
  show (self, layer);

  return TRUE;
}

static void
add (SuyMapLayers *self, const SuyRegister *reg, const char *heading, gboolean visible)
{
  SuyMapLayer *layer = g_new0 (SuyMapLayer, 1);

  layer->reg = reg;
  layer->kind = kind_of (reg);
  layer->heading = heading;
  layer->visible = visible;
  if (load (self, layer))
    g_ptr_array_add (self->layers, layer);
  else
    layer_free (layer);
}

/* Schools and hospitals would cover a district. */
static void
hide_minor_symbols (SuyMapLayers *self)
{
  SuyMapLayer *receptors = find (self, "receptor");
  int school = suy_symbols_find ("school"), hospital = suy_symbols_find ("hospital");
  int village = suy_symbols_find ("village");

  if (receptors == NULL)
    return;
  receptors->hidden[school] = receptors->hidden[hospital] = receptors->hidden[village] = TRUE;
  show (self, receptors);
}

static gboolean
is_placed (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].name, name) == 0)
      return TRUE;

  return FALSE;
}

static void
add_all (SuyMapLayers *self)
{
  SuyCatalog *catalog = suy_workspace_get_catalog (self->workspace);
  const GPtrArray *registers = suy_catalog_get_registers (catalog);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const SuyRegister *reg = suy_catalog_find (catalog, places[i].name);

      if (reg != NULL && places[i].heading != NULL && reg->geometry != SUY_GEOMETRY_NONE)
        add (self, reg, places[i].heading, places[i].visible);
    }
  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = registers->pdata[i];

      if (reg->geometry != SUY_GEOMETRY_NONE && !is_placed (reg->name))
        add (self, reg, N_ ("Other layers"), FALSE);
    }
  hide_minor_symbols (self);
}

void
suy_map_layers_set_workspace (SuyMapLayers *self, SuyWorkspace *workspace)
{
  for (guint i = 0; i < self->layers->len; i++)
    suy_map_view_remove_layer (self->view, ((SuyMapLayer *) self->layers->pdata[i])->reg->name);
  g_ptr_array_set_size (self->layers, 0);
  g_set_object (&self->workspace, workspace);
  memset (self->level_hidden, 0, sizeof self->level_hidden);
  if (workspace != NULL)
    add_all (self);
  suy_map_layers_count (self, NULL, &self->n_passed);
  g_signal_emit (self, signals[ROWS_CHANGED], 0);
}

void
suy_map_layers_reload (SuyMapLayers *self, const char *name)
{
  SuyMapLayer *layer = find (self, name);
  const SuyRegister *reg = NULL;

  if (self->workspace == NULL)
    return;
  if (layer == NULL)
    {
      reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), name);
      for (guint i = 0; reg != NULL && i < G_N_ELEMENTS (places); i++)
        if (strcmp (places[i].name, name) == 0 && places[i].heading != NULL)
          add (self, reg, places[i].heading, places[i].visible);
    }
  else if (!load (self, layer))
    {
      suy_map_view_remove_layer (self->view, name);
      g_ptr_array_remove (self->layers, layer);
    }
  if (strcmp (name, "river_section") == 0 && find (self, "river_reach") != NULL)
    load (self, find (self, "river_reach"));
  suy_map_layers_count (self, NULL, &self->n_passed);
  g_signal_emit (self, signals[ROWS_CHANGED], 0);
}

/* ---- the legend ---- */

static void
row_free (gpointer data)
{
  g_free (((SuyLegendRow *) data)->label);
  g_free (data);
}

static void
add_row (GPtrArray *rows, const SuyMapLayer *layer, int symbol, const SuyLabel *label)
{
  SuyLegendRow *row = g_new0 (SuyLegendRow, 1);

  row->heading = _ (layer->heading);
  row->reg = layer->reg;
  row->kind = layer->kind;
  row->symbol = symbol;
  row->label = g_strdup (suy_label_get (label, suy_settings_get_language ()));
  row->n = symbol < 0 ? suy_feature_set_get_n (layer->set) : layer->count[symbol];
  row->visible = layer->visible && (symbol < 0 || !layer->hidden[symbol]);
  g_ptr_array_add (rows, row);
}

GPtrArray *
suy_map_layers_get_rows (SuyMapLayers *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; i < self->layers->len; i++)
    {
      const SuyMapLayer *layer = self->layers->pdata[i];
      const SuyField *kind = suy_look_get_symbol_field (layer->reg);

      for (guint k = 0; kind != NULL && k < kind->choices->len; k++)
        {
          const SuyChoice *choice = kind->choices->pdata[k];
          int symbol = suy_symbols_find (choice->name);

          if (symbol >= 0 && layer->count[symbol] > 0)
            add_row (rows, layer, symbol, &choice->label);
        }
      if (kind == NULL)
        add_row (rows, layer, SUY_ALL_SYMBOLS, &layer->reg->label);
    }

  return rows;
}

void
suy_map_layers_set_visible (SuyMapLayers *self,
                            const SuyRegister *reg,
                            int symbol,
                            gboolean visible)
{
  SuyMapLayer *layer = find (self, reg->name);

  if (layer == NULL)
    return;
  if (symbol < 0)
    layer->visible = visible;
  else
    layer->hidden[symbol] = !visible;
  show (self, layer);
  g_signal_emit (self, signals[FILTERED], 0);
}

gboolean
suy_map_layers_is_visible (SuyMapLayers *self, const char *name)
{
  const SuyMapLayer *layer = find (self, name);

  return layer != NULL && layer->visible;
}

guint
suy_map_layers_count_level (SuyMapLayers *self, SuyLevel level)
{
  const SuyMapLayer *layer = find (self, "risk_point");
  guint n = 0;

  for (guint32 i = 0; layer != NULL && i < suy_feature_set_get_n (layer->set); i++)
    n += layer->styles[i].level == level;

  return n;
}

void
suy_map_layers_set_level_visible (SuyMapLayers *self, SuyLevel level, gboolean visible)
{
  SuyMapLayer *layer = find (self, "risk_point");

  self->level_hidden[level] = !visible;
  if (layer != NULL)
    show (self, layer);
  g_signal_emit (self, signals[FILTERED], 0);
}

gboolean
suy_map_layers_get_level_visible (SuyMapLayers *self, SuyLevel level)
{
  return !self->level_hidden[level];
}

/* ---- the filter ---- */

static GArray *
select_passing (SuyMapLayers *self,
                const SuyMapLayer *layer,
                const SuyMapFilter *filter,
                GError **error)
{
  SuyFilter filters[2];
  SuySelection wish = { .filters = filters, .search = filter->search };

  if (filter->township != 0)
    filters[wish.n_filters++] = (SuyFilter){ suy_register_find (layer->reg, "township"),
                                             SUY_FILTER_EQUAL, SUY_INTEGER (filter->township) };
  if (filter->industry != NULL)
    filters[wish.n_filters++] = (SuyFilter){ suy_register_find (layer->reg, "industry"),
                                             SUY_FILTER_EQUAL, SUY_TEXT (filter->industry) };

  return suy_store_select (suy_workspace_get_store (self->workspace), layer->reg, &wish, error);
}

gboolean
suy_map_layers_set_filter (SuyMapLayers *self, const SuyMapFilter *filter, GError **error)
{
  SuyMapLayer *layer = find (self, "risk_point");
  g_autoptr (GArray) ids = NULL;
  guint32 n, item;

  if (layer == NULL)
    return TRUE;

  n = suy_feature_set_get_n (layer->set);
  g_clear_pointer (&layer->filtered, g_free);
  self->n_passed = n;
  if (filter->search != NULL || filter->township != 0 || filter->industry != NULL)
    {
      ids = select_passing (self, layer, filter, error);
      if (ids == NULL)
        return FALSE;
      layer->filtered = g_malloc0 (n + 1);
      self->n_passed = 0;
      for (guint i = 0; i < ids->len; i++)
        if (suy_feature_set_find (layer->set, g_array_index (ids, gint64, i), &item))
          {
            layer->filtered[item] = 1;
            self->n_passed++;
          }
    }
  show (self, layer);
  g_signal_emit (self, signals[FILTERED], 0);

  return TRUE;
}

void
suy_map_layers_count (SuyMapLayers *self, guint *shown, guint *all)
{
  const SuyMapLayer *layer = find (self, "risk_point");

  if (shown != NULL)
    *shown = layer == NULL ? 0 : self->n_passed;
  *all = layer == NULL ? 0 : suy_feature_set_get_n (layer->set);
}

/* ---- for queries ---- */

GPtrArray *
suy_map_layers_get_queried (SuyMapLayers *self)
{
  static const char *const always[] = { "outfall", "problem", "receptor" };
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->layers->len; i++)
    {
      const SuyMapLayer *layer = self->layers->pdata[i];
      gboolean wanted = layer->visible;

      for (guint k = 0; k < G_N_ELEMENTS (always); k++)
        wanted = wanted || strcmp (layer->reg->name, always[k]) == 0;
      if (layer->kind == SUY_LAYER_SYMBOLS && wanted)
        g_ptr_array_add (found, (gpointer) layer->reg);
    }

  return found;
}

SuyBox
suy_map_layers_get_extent (SuyMapLayers *self)
{
  static const char *const names[] = { "district", "township", "risk_point", "river_reach" };

  for (guint i = 0; self->workspace != NULL && i < G_N_ELEMENTS (names); i++)
    {
      const SuyRegister *reg =
          suy_catalog_find (suy_workspace_get_catalog (self->workspace), names[i]);
      SuyFeatureSet *set =
          reg == NULL ? NULL : suy_workspace_get_features (self->workspace, reg, NULL);

      if (set != NULL && suy_feature_set_get_n (set) > 0)
        return suy_feature_set_get_extent (set);
    }

  return SUY_BOX_EMPTY;
}

static void
suy_map_layers_dispose (GObject *object)
{
  SuyMapLayers *self = SUY_MAP_LAYERS (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->layers, g_ptr_array_unref);

  G_OBJECT_CLASS (suy_map_layers_parent_class)->dispose (object);
}

static void
suy_map_layers_class_init (SuyMapLayersClass *klass)
{
  static const char *const names[] = { "rows-changed", "filtered" };

  G_OBJECT_CLASS (klass)->dispose = suy_map_layers_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], SUY_TYPE_MAP_LAYERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
suy_map_layers_init (SuyMapLayers *self)
{
  self->layers = g_ptr_array_new_with_free_func (layer_free);
}

SuyMapLayers *
suy_map_layers_new (SuyMapView *view)
{
  SuyMapLayers *self = g_object_new (SUY_TYPE_MAP_LAYERS, NULL);

  self->view = view;

  return self;
}
