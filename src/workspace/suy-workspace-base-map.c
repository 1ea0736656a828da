/* suy-workspace-base-map.c: the land under the business layers, as MBTiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-mbtiles.h"
#include "suy-mercator.h"
#include "suy-tile-writer.h"
#include "suy-workspace-private.h"

#define MIN_ZOOM 5
#define MAX_ZOOM 12

/* Which register goes into which layer of the map, as what, and with which fields as tags. */
typedef struct
{
  const char *layer, *reg, *kind; /* kind NULL: the field named by kind_field */
  const char *kind_field;
  gboolean outline; /* rings as lines */
  guint min_zoom;
  const char *tags[4];
} Source;

static const Source sources[] = {
  { "land", "county", "county", NULL, FALSE, 0, { "name" } },
  { "land", "district", "district", NULL, FALSE, 0, { "name" } },
  { "boundary", "county", "county", NULL, TRUE, 0, { NULL } },
  { "boundary", "township", "township", NULL, TRUE, 8, { NULL } },
  { "boundary", "district", "district", NULL, TRUE, 0, { NULL } },
  { "water", "river_reach", "river", NULL, FALSE, 0, { "name", "strahler" } },
  { "road", "road", NULL, "road_class", FALSE, 7, { "name" } },
  { "place", "place_name", NULL, "kind", FALSE, 6, { "name" } },
};

/* One source with its records, read once. */
typedef struct
{
  const Source *source;
  SuyFeatureSet *set;
  GPtrArray *records; /* in the order of the set */
} Layer;

static void
layer_clear (gpointer data)
{
  Layer *layer = data;

  g_clear_pointer (&layer->set, suy_feature_set_unref);
  g_clear_pointer (&layer->records, g_ptr_array_unref);
}

static gboolean
load (SuyWorkspace *self, const Source *source, Layer *layer, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, source->reg, error);
  SuyFeatureSet *set = reg == NULL ? NULL : suy_workspace_get_features (self, reg, error);
  g_autofree gint64 *ids = NULL;

  if (set == NULL)
    return FALSE;
  ids = g_new (gint64, suy_feature_set_get_n (set));
  for (guint32 i = 0; i < suy_feature_set_get_n (set); i++)
    ids[i] = suy_feature_set_get_id (set, i);

  layer->source = source;
  layer->set = suy_feature_set_ref (set);
  layer->records = suy_store_get_many (self->store, reg, ids, suy_feature_set_get_n (set), error);

  return layer->records != NULL;
}

static void
add_tags (SuyTileWriter *writer, const Source *source, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const char *kind =
      source->kind != NULL ? source->kind : suy_record_get_text (record, source->kind_field);

  if (kind != NULL)
    {
      /* A seat stands for the place that it is the seat of. */
      g_autofree char *plain = g_str_has_suffix (kind, "_seat")
                                   ? g_strndup (kind, strlen (kind) - strlen ("_seat"))
                                   : g_strdup (kind);

      suy_tile_writer_tag_text (writer, "kind", plain);
    }
  for (guint i = 0; i < G_N_ELEMENTS (source->tags) && source->tags[i] != NULL; i++)
    {
      const SuyField *field = suy_register_find (reg, source->tags[i]);
      const SuyValue *value = suy_record_get (record, field);

      if (value->type == SUY_VALUE_TEXT)
        suy_tile_writer_tag_text (writer, field->name, value->text);
      else if (value->type == SUY_VALUE_INTEGER)
        suy_tile_writer_tag_integer (writer, field->name, value->integer);
    }
}

/* Features of one source that touch the tile.  Returns: how many there are */
static guint
add_source (SuyTileWriter *writer, const Layer *layer, guint zoom)
{
  g_autoptr (GArray) items = suy_feature_set_in_box (layer->set, suy_tile_writer_get_box (writer));

  for (guint i = 0; i < items->len && zoom >= layer->source->min_zoom; i++)
    {
      guint32 item = g_array_index (items, guint32, i);
      SuyShape shape = suy_feature_set_get_shape (layer->set, item);

      if (layer->source->outline)
        shape.kind = SUY_SHAPE_LINE;
      add_tags (writer, layer->source, layer->records->pdata[item]);
      suy_tile_writer_add (writer, (guint64) suy_feature_set_get_id (layer->set, item), &shape);
    }

  return items->len;
}

static gboolean
write_branch (GArray *layers,
              SuyMbtilesWriter *out,
              guint zoom,
              guint32 x,
              guint32 y,
              GError **error)
{
  g_autoptr (SuyTileWriter) writer = suy_tile_writer_new (zoom, x, y);
  g_autoptr (GBytes) tile = NULL;
  const char *name = NULL;
  guint n = 0;

  for (guint i = 0; i < layers->len; i++)
    {
      const Layer *layer = &g_array_index (layers, Layer, i);

      if (g_strcmp0 (name, layer->source->layer) != 0)
        suy_tile_writer_begin_layer (writer, name = layer->source->layer);
      n += add_source (writer, layer, zoom);
    }
  tile = suy_tile_writer_end (g_steal_pointer (&writer));
  if (n == 0)
    return TRUE;
  if (zoom >= MIN_ZOOM && g_bytes_get_size (tile) > 0 &&
      !suy_mbtiles_writer_put (out, zoom, x, y, tile, error))
    return FALSE;
  if (zoom == MAX_ZOOM)
    return TRUE;

  for (guint32 child = 0; child < 4; child++)
    if (!write_branch (layers, out, zoom + 1, 2 * x + (child & 1), 2 * y + (child >> 1), error))
      return FALSE;

  return TRUE;
}

static gboolean
write_metadata (SuyWorkspace *self, SuyMbtilesWriter *out, GError **error)
{
  g_autofree char *min = g_strdup_printf ("%d", MIN_ZOOM);
  g_autofree char *max = g_strdup_printf ("%d", MAX_ZOOM);
  const char *const pairs[][2] = {
    { "name", suy_workspace_get_name (self) },
    { "format", "pbf" },
    { "minzoom", min },
    { "maxzoom", max },
    { "type", "baselayer" },
    { "attribution", "© OpenStreetMap (ODbL)" },
    { "json", "{\"vector_layers\":["
              "{\"id\":\"land\",\"fields\":{\"kind\":\"String\",\"name\":\"String\"}},"
              "{\"id\":\"boundary\",\"fields\":{\"kind\":\"String\"}},"
              "{\"id\":\"water\",\"fields\":{\"kind\":\"String\",\"name\":\"String\","
              "\"strahler\":\"Number\"}},"
              "{\"id\":\"road\",\"fields\":{\"kind\":\"String\",\"name\":\"String\"}},"
              "{\"id\":\"place\",\"fields\":{\"kind\":\"String\",\"name\":\"String\"}}]}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (!suy_mbtiles_writer_set_metadata (out, pairs[i][0], pairs[i][1], error))
      return FALSE;

  return TRUE;
}

gboolean
suy_workspace_write_base_map (SuyWorkspace *self, const char *path, GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, TRUE, sizeof (Layer));
  g_autoptr (SuyMbtilesWriter) out = NULL;

  g_array_set_clear_func (layers, layer_clear);
  g_array_set_size (layers, G_N_ELEMENTS (sources));
  for (guint i = 0; i < layers->len; i++)
    if (!load (self, &sources[i], &g_array_index (layers, Layer, i), error))
      return FALSE;

  out = suy_mbtiles_writer_new (path, error);
  if (out == NULL || !write_metadata (self, out, error) ||
      !write_branch (layers, out, 0, 0, 0, error))
    return FALSE;

  return suy_mbtiles_writer_end (g_steal_pointer (&out), error);
}
