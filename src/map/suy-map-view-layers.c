/* suy-map-view-layers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-view-private.h"

#include <string.h>

#define FADED .5 /* everything else during a trace */

/* ---- business layers ---- */

void
suy_map_named_free (SuyMapNamed *named)
{
  g_free (named->name);
  g_free (named);
}

static void
insert_layer (SuyMapView *self, SuyMapNamed *named)
{
  ShumateLayer *above =
      SHUMATE_LAYER (suy_map_named_height (named->layer) == 2 ? self->highlights : self->water);
  guint at = self->layers->len;

  while (at > 0 && suy_map_named_height (((SuyMapNamed *) self->layers->pdata[at - 1])->layer) >
                       suy_map_named_height (named->layer))
    {
      at--;
      if (suy_map_named_height (((SuyMapNamed *) self->layers->pdata[at])->layer) < 2)
        above = SHUMATE_LAYER (((SuyMapNamed *) self->layers->pdata[at])->layer);
    }
  g_ptr_array_insert (self->layers, (int) at, named);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (named->layer), above);
}

static void
on_layer_changed (SuyMapView *self)
{
  suy_label_layer_refresh (self->labels);
  suy_map_view_update_idle (self);
  suy_map_view_queue_describe (self);
}

void
suy_map_view_add_layer (SuyMapView *self,
                        const char *name,
                        SuyLayerKind kind,
                        SuyFeatureSet *set,
                        const SuyItemStyle *styles)
{
  SuyMapNamed *named;

  g_return_if_fail (SUY_IS_MAP_VIEW (self) && name != NULL && set != NULL);

  named = suy_map_view_find_layer (self, name);
  if (named != NULL && suy_feature_layer_get_kind (named->layer) != kind)
    {
      suy_map_view_remove_layer (self, name);
      named = NULL;
    }
  if (named == NULL)
    {
      named = g_new0 (SuyMapNamed, 1);
      named->name = g_strdup (name);
      named->layer = suy_feature_layer_new (suy_map_view_get_viewport (self), kind);
      suy_feature_layer_set_theme (named->layer, suy_map_view_get_theme (self));
      g_signal_connect_swapped (named->layer, "changed", G_CALLBACK (on_layer_changed), self);
      g_signal_connect_swapped (named->layer, "notify::busy", G_CALLBACK (suy_map_view_update_idle),
                                self);
      insert_layer (self, named);
      if (kind == SUY_LAYER_RIVERS && self->traced)
        gtk_widget_set_opacity (GTK_WIDGET (named->layer), FADED);
    }
  suy_feature_layer_set_features (named->layer, set, styles);
  suy_map_view_refresh_marks (self);
}

void
suy_map_view_remove_layer (SuyMapView *self, const char *name)
{
  SuyMapNamed *named;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  named = suy_map_view_find_layer (self, name);
  if (named == NULL)
    return;
  g_signal_handlers_disconnect_by_data (named->layer, self);
  shumate_map_remove_layer (self->map, SHUMATE_LAYER (named->layer));
  g_ptr_array_remove (self->layers, named);
  on_layer_changed (self);
  suy_map_view_refresh_marks (self);
}

gboolean
suy_map_view_has_layer (SuyMapView *self, const char *name)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  return suy_map_view_find_layer (self, name) != NULL;
}

SuyFeatureLayer *
suy_map_view_get_layer (SuyMapView *self, const char *name)
{
  SuyMapNamed *named;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  named = suy_map_view_find_layer (self, name);

  return named == NULL ? NULL : named->layer;
}

void
suy_map_view_set_layer_visible (SuyMapView *self, const char *name, gboolean visible)
{
  SuyMapNamed *named;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  named = suy_map_view_find_layer (self, name);
  if (named == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (named->layer), visible);
  on_layer_changed (self);
}

void
suy_map_view_set_focus (SuyMapView *self, const char *name, const GArray *ids)
{
  SuyMapNamed *named;
  SuyFeatureSet *set;
  g_autofree guint8 *dim = NULL;
  guint32 n;

  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  named = suy_map_view_find_layer (self, name);
  if (named == NULL)
    return;
  set = suy_feature_layer_get_set (named->layer);
  n = suy_feature_set_get_n (set);
  if (ids != NULL)
    {
      dim = g_malloc (n + 1);
      memset (dim, 1, n + 1);
      for (guint i = 0; i < ids->len; i++)
        {
          guint32 item;

          if (suy_feature_set_find (set, g_array_index (ids, gint64, i), &item))
            dim[item] = 0;
        }
    }
  suy_feature_layer_set_dim (named->layer, dim);
}

/* ---- highlights ---- */

typedef void (*SetMark) (SuyHighlightLayer *, const SuyShape *, double, double, double);

/* Marks an item with a ring of its symbol's size, or takes the mark away. */
static void
mark (SuyMapView *self, SetMark set_mark, const char *name, gint64 id)
{
  SuyMapNamed *named;
  guint32 item;
  SuyShape shape;
  SuySymbol symbol;
  graphene_rect_t bounds;
  double k;

  if (!suy_map_view_find_item (self, name, id, &named, &item))
    {
      set_mark (self->highlights, NULL, 0, 0, 0);
      return;
    }
  shape = suy_feature_set_get_shape (suy_feature_layer_get_set (named->layer), item);
  symbol = suy_item_style_get_symbol (&suy_feature_layer_get_styles (named->layer)[item]);
  bounds = suy_symbol_get_bounds (symbol);
  k = suy_symbol_get_scale (symbol, suy_symbols_size_at_zoom (suy_map_view_get_zoom (self)));
  set_mark (self->highlights, &shape, 12 * k + 2, (bounds.origin.x + bounds.size.width / 2) * k,
            (bounds.origin.y + bounds.size.height / 2) * k);
}

/* A selected point is seen even where a cluster has taken it in. */
static void
mark_selection (SuyMapView *self)
{
  SuyMapNamed *named;
  guint32 item;
  SuySymbol symbol;

  mark (self, suy_highlight_layer_set_selection, self->selected, self->selected_id);
  if (!suy_map_view_find_item (self, self->selected, self->selected_id, &named, &item) ||
      suy_feature_layer_get_kind (named->layer) != SUY_LAYER_SYMBOLS)
    {
      suy_highlight_layer_set_symbol (self->highlights, NULL, 0);
      return;
    }
  symbol = suy_item_style_get_symbol (&suy_feature_layer_get_styles (named->layer)[item]);
  suy_highlight_layer_set_symbol (self->highlights, &symbol,
                                  suy_symbols_size_at_zoom (suy_map_view_get_zoom (self)));
}

/* After a change of data or of the symbols' size. */
void
suy_map_view_refresh_marks (SuyMapView *self)
{
  mark_selection (self);
  mark (self, suy_highlight_layer_set_hover, self->hovered, self->hovered_id);
}

gboolean
suy_map_view_select (SuyMapView *self, const char *layer, gint64 id)
{
  SuyMapNamed *named;
  guint32 item;
  gboolean found;
  char *name;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  found = suy_map_view_find_item (self, layer, id, &named, &item);
  name = found ? g_strdup (layer) : NULL; /* @layer may be ours */
  g_free (self->selected);
  self->selected = name;
  self->selected_id = found ? id : 0;
  mark_selection (self);
  suy_map_view_queue_describe (self);

  return found || layer == NULL;
}

const char *
suy_map_view_get_selected (SuyMapView *self, gint64 *id)
{
  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), NULL);

  if (id != NULL)
    *id = self->selected_id;

  return self->selected;
}

gboolean
suy_map_view_hover (SuyMapView *self, const char *layer, gint64 id)
{
  SuyMapNamed *named;
  guint32 item;
  gboolean found;
  char *name;

  g_return_val_if_fail (SUY_IS_MAP_VIEW (self), FALSE);

  found = suy_map_view_find_item (self, layer, id, &named, &item);
  name = found ? g_strdup (layer) : NULL;
  g_free (self->hovered);
  self->hovered = name;
  self->hovered_id = found ? id : 0;
  mark (self, suy_highlight_layer_set_hover, self->hovered, self->hovered_id);

  return found || layer == NULL;
}

void
suy_map_view_set_buffer (SuyMapView *self, SuyPoint middle, double metres)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  suy_highlight_layer_set_buffer (self->water, middle, metres);
}

static void
fade (SuyMapView *self, double opacity)
{
  suy_base_map_set_opacity (self->base, opacity);
  for (guint i = 0; i < self->layers->len; i++)
    {
      SuyFeatureLayer *layer = ((SuyMapNamed *) self->layers->pdata[i])->layer;

      if (suy_feature_layer_get_kind (layer) != SUY_LAYER_SYMBOLS)
        gtk_widget_set_opacity (GTK_WIDGET (layer), opacity);
    }
}

void
suy_map_view_set_trace (SuyMapView *self,
                        const GPtrArray *pieces,
                        const guint8 *ranks,
                        SuyTrack track,
                        const GArray *cuts)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  self->traced = pieces != NULL && pieces->len > 0 && track != SUY_TRACK_WAY;
  suy_highlight_layer_set_trace (self->water, pieces, ranks, track, cuts);
  fade (self, self->traced ? FADED : 1);
  suy_map_view_touch (self);
}

void
suy_map_view_set_drainage (SuyMapView *self, const GPtrArray *pieces)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  suy_highlight_layer_set_drainage (self->water, pieces);
}

void
suy_map_view_set_suspects (SuyMapView *self, const GArray *suspects)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  suy_highlight_layer_set_suspects (self->highlights, suspects);
}

void
suy_map_view_clear (SuyMapView *self)
{
  g_return_if_fail (SUY_IS_MAP_VIEW (self));

  suy_map_view_set_buffer (self, (SuyPoint){ 0, 0 }, 0);
  suy_map_view_set_trace (self, NULL, NULL, SUY_TRACK_UP, NULL);
  suy_map_view_set_drainage (self, NULL);
  suy_map_view_set_suspects (self, NULL);
  for (guint i = 0; i < self->layers->len; i++)
    suy_map_view_set_focus (self, ((SuyMapNamed *) self->layers->pdata[i])->name, NULL);
}
