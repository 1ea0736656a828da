/* suy-workspace-tiles.c: layers of the workspace as vector tiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"
#include "suy-mbtiles.h"
#include "suy-mercator.h"
#include "suy-tile-writer.h"
#include "suy-workspace-private.h"

#define MAX_ZOOM 20

static void
tag (SuyTileWriter *writer, const SuyField *field, const SuyValue *value)
{
  switch (value->type)
    {
    case SUY_VALUE_INTEGER:
      suy_tile_writer_tag_integer (writer, field->name, value->integer);
      break;
    case SUY_VALUE_REAL:
      suy_tile_writer_tag_real (writer, field->name, value->real);
      break;
    case SUY_VALUE_TEXT:
      suy_tile_writer_tag_text (writer, field->name, value->text);
      break;
    case SUY_VALUE_NULL:
    default:
      break;
    }
}

static void
add_record (SuyTileWriter *writer, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  SuyGeometry *geometry = suy_record_get_geometry (record);

  if (geometry == NULL)
    return;
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];

      if (field == reg->code || field == reg->title ||
          (field->listed && (field->type == SUY_FIELD_CHOICE || field->type == SUY_FIELD_INTEGER)))
        tag (writer, field, suy_record_get (record, field));
    }
  suy_tile_writer_add (writer, (guint64) suy_record_get_id (record),
                       suy_geometry_get_shape (geometry));
}

static gboolean
add_layer (SuyWorkspace *self, SuyTileWriter *writer, const SuyRegister *reg, GError **error)
{
  SuyFeatureSet *set = suy_workspace_get_features (self, reg, error);
  g_autoptr (GArray) items = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree gint64 *ids = NULL;

  if (set == NULL)
    return FALSE;
  items = suy_feature_set_in_box (set, suy_tile_writer_get_box (writer));
  if (items->len == 0)
    return TRUE;

  ids = g_new (gint64, items->len);
  for (guint i = 0; i < items->len; i++)
    ids[i] = suy_feature_set_get_id (set, g_array_index (items, guint32, i));
  records = suy_store_get_many (self->store, reg, ids, items->len, error);
  if (records == NULL)
    return FALSE;

  suy_tile_writer_begin_layer (writer, reg->name);
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      add_record (writer, records->pdata[i]);

  return TRUE;
}

GBytes *
suy_workspace_get_tile (SuyWorkspace *self,
                        guint zoom,
                        guint32 x,
                        guint32 y,
                        const GPtrArray *layers,
                        GError **error)
{
  g_autoptr (GPtrArray) chosen = suy_workspace_choose_layers (self, layers);
  g_autoptr (SuyTileWriter) writer = NULL;

  if (zoom > MAX_ZOOM || x >> zoom != 0 || y >> zoom != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("There is no tile %u/%u/%u: zoom goes from 0 to %d, x and y to 2^zoom - 1."),
                   zoom, x, y, MAX_ZOOM);
      return NULL;
    }

  writer = suy_tile_writer_new (zoom, x, y);
  for (guint i = 0; i < chosen->len; i++)
    if (!add_layer (self, writer, chosen->pdata[i], error))
      return NULL;

  return suy_tile_writer_end (g_steal_pointer (&writer));
}

/* ---- a whole file ---- */

typedef struct
{
  SuyWorkspace *workspace;
  SuyMbtilesWriter *writer;
  const GPtrArray *layers;
  guint min_zoom, max_zoom;
} Pyramid;

/* Does a tile and the four below it; a branch without features ends there. */
static gboolean
write_branch (const Pyramid *pyramid, guint zoom, guint32 x, guint32 y, GError **error)
{
  SuyBox box = suy_mercator_tile_box (zoom, x, y, (double) SUY_TILE_MARGIN / SUY_TILE_EXTENT);
  gboolean any = FALSE;

  for (guint i = 0; i < pyramid->layers->len && !any; i++)
    {
      SuyFeatureSet *set =
          suy_workspace_get_features (pyramid->workspace, pyramid->layers->pdata[i], error);
      g_autoptr (GArray) items = set == NULL ? NULL : suy_feature_set_in_box (set, box);

      if (items == NULL)
        return FALSE;
      any = items->len > 0;
    }
  if (!any)
    return TRUE;

  if (zoom >= pyramid->min_zoom)
    {
      g_autoptr (GBytes) tile =
          suy_workspace_get_tile (pyramid->workspace, zoom, x, y, pyramid->layers, error);

      if (tile == NULL || (g_bytes_get_size (tile) > 0 &&
                           !suy_mbtiles_writer_put (pyramid->writer, zoom, x, y, tile, error)))
        return FALSE;
    }
  if (zoom == pyramid->max_zoom)
    return TRUE;

  for (guint32 child = 0; child < 4; child++)
    if (!write_branch (pyramid, zoom + 1, 2 * x + (child & 1), 2 * y + (child >> 1), error))
      return FALSE;

  return TRUE;
}

/* The layers and their fields, as the MBTiles form wants them. */
static char *
describe_layers (const GPtrArray *layers)
{
  g_autoptr (GString) json = g_string_new ("{\"vector_layers\":[");

  for (guint i = 0; i < layers->len; i++)
    {
      const SuyRegister *reg = layers->pdata[i];
      gboolean first = TRUE;

      g_string_append_printf (json, "%s{\"id\":\"%s\",\"fields\":{", i == 0 ? "" : ",", reg->name);
      for (guint j = 0; j < reg->fields->len; j++)
        {
          const SuyField *field = reg->fields->pdata[j];

          if (field != reg->code && field != reg->title && !field->listed)
            continue;
          g_string_append_printf (json, "%s\"%s\":\"%s\"", first ? "" : ",", field->name,
                                  field->type == SUY_FIELD_INTEGER ? "Number" : "String");
          first = FALSE;
        }
      g_string_append (json, "}}");
    }
  g_string_append (json, "]}");

  return g_string_free (g_steal_pointer (&json), FALSE);
}

static gboolean
write_metadata (const Pyramid *pyramid, GError **error)
{
  g_autofree char *min = g_strdup_printf ("%u", pyramid->min_zoom);
  g_autofree char *max = g_strdup_printf ("%u", pyramid->max_zoom);
  g_autofree char *json = describe_layers (pyramid->layers);
  const char *const pairs[][2] = {
    { "name", suy_workspace_get_name (pyramid->workspace) },
    { "format", "pbf" },
    { "minzoom", min },
    { "maxzoom", max },
    { "type", "overlay" },
    { "json", json },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (!suy_mbtiles_writer_set_metadata (pyramid->writer, pairs[i][0], pairs[i][1], error))
      return FALSE;

  return TRUE;
}

gboolean
suy_workspace_write_tiles (SuyWorkspace *self,
                           const char *path,
                           guint min_zoom,
                           guint max_zoom,
                           const GPtrArray *layers,
                           GError **error)
{
  g_autoptr (GPtrArray) chosen = suy_workspace_choose_layers (self, layers);
  g_autoptr (SuyMbtilesWriter) writer = NULL;
  Pyramid pyramid = { self, NULL, chosen, min_zoom, max_zoom };

  if (min_zoom > max_zoom || max_zoom > MAX_ZOOM)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("Zooms %u to %u: write A-B with 0 <= A <= B <= %d."), min_zoom, max_zoom,
                   MAX_ZOOM);
      return FALSE;
    }

  writer = suy_mbtiles_writer_new (path, error);
  if (writer == NULL)
    return FALSE;
  pyramid.writer = writer;
  if (!write_metadata (&pyramid, error) || !write_branch (&pyramid, 0, 0, 0, error))
    return FALSE;

  return suy_mbtiles_writer_end (g_steal_pointer (&writer), error);
}
