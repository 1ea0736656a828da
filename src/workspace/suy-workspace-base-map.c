/* suy-workspace-base-map.c: the land under the business layers, as MBTiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-tile-pyramid.h"
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

/* Keys of the tags of one layer of the map. */
typedef struct
{
  SuyTileTags *tags;
  SuyFeatureSetBuilder *features;
  guint32 kind, name, strahler;
} Draft;

static GPtrArray *
get_records (SuyWorkspace *self, const SuyRegister *reg, SuyFeatureSet *set, GError **error)
{
  guint32 n = suy_feature_set_get_n (set);
  g_autofree gint64 *ids = g_new (gint64, n + 1);

  for (guint32 i = 0; i < n; i++)
    ids[i] = suy_feature_set_get_id (set, i);

  return suy_store_get_many (self->store, reg, ids, n, error);
}

static void
add_tags (Draft *draft, const Source *source, const SuyRecord *record)
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

      suy_tile_tags_text (draft->tags, draft->kind, plain);
    }
  for (guint i = 0; i < G_N_ELEMENTS (source->tags) && source->tags[i] != NULL; i++)
    {
      const SuyValue *value = suy_record_get (record, suy_register_find (reg, source->tags[i]));

      if (value->type == SUY_VALUE_TEXT)
        suy_tile_tags_text (draft->tags, draft->name, value->text);
      else if (value->type == SUY_VALUE_INTEGER)
        suy_tile_tags_integer (draft->tags, draft->strahler, value->integer);
    }
}

/* All features of one source. */
static gboolean
add_source (SuyWorkspace *self, const Source *source, Draft *draft, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, source->reg, error);
  SuyFeatureSet *set = reg == NULL ? NULL : suy_workspace_get_features (self, reg, error);
  g_autoptr (GPtrArray) records = set == NULL ? NULL : get_records (self, reg, set, error);

  if (records == NULL)
    return FALSE;

  for (guint32 i = 0; i < suy_feature_set_get_n (set); i++)
    {
      SuyShape shape = suy_feature_set_get_shape (set, i);

      if (records->pdata[i] == NULL)
        continue;
      if (source->outline && shape.kind == SUY_SHAPE_POLYGON)
        shape.kind = SUY_SHAPE_LINE;
      suy_feature_set_builder_add (draft->features, suy_feature_set_get_id (set, i), &shape);
      add_tags (draft, source, records->pdata[i]);
      suy_tile_tags_end_feature (draft->tags);
    }

  return TRUE;
}

/* The layer @name of the map as it is at @zoom.  (transfer full) */
static SuyTileLayer *
make_layer (SuyWorkspace *self, const char *name, guint zoom, GError **error)
{
  g_autoptr (SuyTileTags) tags = suy_tile_tags_new ();
  g_autoptr (SuyFeatureSetBuilder) features = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  Draft draft = { tags, features, 0, 0, 0 };

  draft.kind = suy_tile_tags_add_key (tags, "kind", SUY_TILE_TAG_SHARED);
  draft.name = suy_tile_tags_add_key (tags, "name", SUY_TILE_TAG_SHARED);
  draft.strahler = suy_tile_tags_add_key (tags, "strahler", SUY_TILE_TAG_SHARED);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].layer, name) && zoom >= sources[i].min_zoom &&
        !add_source (self, &sources[i], &draft, error))
      return NULL;
  set = suy_feature_set_builder_end (g_steal_pointer (&features));

  return suy_tile_layer_new_tagged (name, set, NULL, tags);
}

/* The next zoom from which on layer @name has more sources; one past the last if none. */
static guint
next_change (const char *name, guint zoom)
{
  guint next = MAX_ZOOM + 1;

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].layer, name) && sources[i].min_zoom > zoom)
      next = MIN (next, sources[i].min_zoom);

  return next;
}

static void
clear_part (gpointer data)
{
  SuyTilePart *part = data;

  suy_tile_layer_unref (part->layer);
}

/* (transfer full) (element-type SuyTilePart) */
static GArray *
make_parts (SuyWorkspace *self, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (SuyTilePart));
  const char *name = NULL;

  g_array_set_clear_func (parts, clear_part);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_strcmp0 (name, sources[i].layer) == 0)
        continue;
      name = sources[i].layer;
      for (guint zoom = 0; zoom <= MAX_ZOOM; zoom = next_change (name, zoom))
        {
          SuyTilePart part = { .layer = make_layer (self, name, zoom, error),
                               .min_zoom = zoom,
                               .max_zoom = next_change (name, zoom) - 1 };

          if (part.layer == NULL)
            return NULL;
          g_array_append_val (parts, part);
        }
    }

  return g_steal_pointer (&parts);
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
  const SuyTilePyramidRule rule = { MIN_ZOOM, MAX_ZOOM, TRUE, 0 };
  g_autoptr (GArray) parts = make_parts (self, error);
  g_autoptr (SuyMbtilesWriter) out = NULL;
  SuyTilePyramidReport report;

  if (parts == NULL)
    return FALSE;
  out = suy_mbtiles_writer_new (path, error);
  if (out == NULL || !write_metadata (self, out, error) ||
      !suy_tile_pyramid_write ((const SuyTilePart *) (gpointer) parts->data, parts->len, &rule, out,
                               &report, error))
    return FALSE;

  return suy_mbtiles_writer_end (g_steal_pointer (&out), error);
}
