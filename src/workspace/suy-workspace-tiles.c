/* suy-workspace-tiles.c: layers of the workspace as vector tiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-tile-pyramid.h"
#include "suy-workspace-private.h"

/* ---- tags ---- */

static gboolean
is_tag (const SuyRegister *reg, const SuyField *field)
{
  return field == reg->code || field == reg->title ||
         (field->listed && (field->type == SUY_FIELD_CHOICE || field->type == SUY_FIELD_INTEGER));
}

static GPtrArray *
list_tags (const SuyRegister *reg)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < reg->fields->len; i++)
    if (is_tag (reg, reg->fields->pdata[i]))
      g_ptr_array_add (fields, reg->fields->pdata[i]);

  return fields;
}

/* Records come by rising id, as the features of a set do. */
typedef struct
{
  SuyTileTags *tags;
  SuyFeatureSet *set;
  guint n_fields;
} TagReader;

static void
put_value (SuyTileTags *tags, guint key, const SuyValue *value)
{
  switch (value->type)
    {
    case SUY_VALUE_INTEGER:
      suy_tile_tags_integer (tags, key, value->integer);
      break;
    case SUY_VALUE_REAL:
      suy_tile_tags_real (tags, key, value->real);
      break;
    case SUY_VALUE_TEXT:
      suy_tile_tags_text (tags, key, value->text);
      break;
    case SUY_VALUE_NULL:
    default:
      break;
    }
}

static void
on_record (gint64 id, const SuyValue *values, gpointer user_data)
{
  TagReader *reader = user_data;
  guint32 at = suy_tile_tags_get_n (reader->tags);

  if (at >= suy_feature_set_get_n (reader->set) || suy_feature_set_get_id (reader->set, at) != id)
    return;

  for (guint i = 0; i < reader->n_fields; i++)
    put_value (reader->tags, i, &values[i]);
  suy_tile_tags_end_feature (reader->tags);
}

static SuyTileTags *
read_tags (SuyWorkspace *self, const SuyRegister *reg, SuyFeatureSet *set, GError **error)
{
  g_autoptr (SuyTileTags) tags = suy_tile_tags_new ();
  g_autoptr (GPtrArray) fields = list_tags (reg);
  TagReader reader = { tags, set, fields->len };
  const SuyCellScan scan = { .fields = (const SuyField *const *) fields->pdata,
                             .n_fields = fields->len };

  for (guint i = 0; i < fields->len; i++)
    {
      const SuyField *field = fields->pdata[i];

      suy_tile_tags_add_key (tags, field->name,
                             field->type == SUY_FIELD_CHOICE ? SUY_TILE_TAG_SHARED
                                                             : SUY_TILE_TAG_OWN);
    }
  if (!suy_store_scan_cells (self->store, reg, &scan, on_record, &reader, error))
    return NULL;

  /* Another program may have deleted records since the features were read. */
  if (suy_tile_tags_get_n (tags) != suy_feature_set_get_n (set))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CONFLICT,
                   _ ("The records of “%s” changed while they were read. Try again."), reg->name);
      return NULL;
    }

  return g_steal_pointer (&tags);
}

/* ---- ranks ---- */

typedef struct
{
  const SuyField *level;
  SuyFeatureSet *set;
  guint8 *ranks;
} RankReader;

/* The catalog lists the gravest level first. */
static guint8
get_rank (const SuyField *level, const char *name)
{
  for (guint i = 0; i < level->choices->len; i++)
    if (strcmp (((const SuyChoice *) level->choices->pdata[i])->name, name) == 0)
      return (guint8) MIN (level->choices->len - i, G_MAXUINT8);

  return 0;
}

static void
on_level (gint64 id, const SuyValue *value, gpointer user_data)
{
  RankReader *reader = user_data;
  guint32 item;

  if (value->type == SUY_VALUE_TEXT && suy_feature_set_find (reader->set, id, &item))
    reader->ranks[item] = get_rank (reader->level, value->text);
}

/* Of each feature by its risk level; NULL where the register has none.  FALSE with @error set */
static gboolean
read_ranks (SuyWorkspace *self,
            const SuyRegister *reg,
            SuyFeatureSet *set,
            guint8 **ranks,
            GError **error)
{
  RankReader reader = { suy_register_find (reg, "risk_level"), set, NULL };

  if (reader.level == NULL || reader.level->type != SUY_FIELD_CHOICE)
    return TRUE;

  reader.ranks = *ranks = g_new0 (guint8, suy_feature_set_get_n (set) + 1);

  return suy_store_scan (self->store, reader.level, reg, on_level, &reader, error);
}

/* ---- layers ---- */

/* (transfer full) */
static SuyTileLayer *
make_layer (SuyWorkspace *self, const SuyRegister *reg, gboolean has_tags, GError **error)
{
  SuyFeatureSet *set = suy_workspace_get_features (self, reg, error);
  g_autoptr (SuyTileTags) tags = NULL;
  g_autofree guint8 *ranks = NULL;

  if (set == NULL || !read_ranks (self, reg, set, &ranks, error))
    return NULL;
  if (!has_tags)
    return suy_tile_layer_new (reg->name, set, ranks);

  tags = read_tags (self, reg, set, error);

  return tags != NULL ? suy_tile_layer_new_tagged (reg->name, set, ranks, tags) : NULL;
}

/* Those with tags are kept for the next tile.  (transfer full) */
static SuyTileLayer *
get_layer (SuyWorkspace *self, const SuyRegister *reg, gboolean has_tags, GError **error)
{
  SuyTileLayer *layer = has_tags ? g_hash_table_lookup (self->tile_layers, reg) : NULL;

  if (layer != NULL)
    return suy_tile_layer_ref (layer);

  layer = make_layer (self, reg, has_tags, error);
  if (layer != NULL && has_tags)
    g_hash_table_insert (self->tile_layers, (gpointer) reg, suy_tile_layer_ref (layer));

  return layer;
}

static void
clear_part (gpointer data)
{
  SuyTilePart *part = data;

  suy_tile_layer_unref (part->layer);
}

/* What of @max_bytes each part may fill. */
static void
share_out (GArray *parts, guint32 max_bytes)
{
  guint64 n_all = 0;
  guint64 n_filled = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      guint32 n = suy_tile_layer_get_n (g_array_index (parts, SuyTilePart, i).layer);

      n_all += n;
      n_filled += n > 0;
    }
  for (guint i = 0; i < parts->len && max_bytes > 0; i++)
    {
      SuyTilePart *part = &g_array_index (parts, SuyTilePart, i);
      guint64 n = suy_tile_layer_get_n (part->layer);

      if (n > 0)
        part->budget.max_bytes =
            (guint32) MAX (max_bytes / (2 * n_filled) + max_bytes * n / (2 * n_all), 1);
    }
}

/* (transfer full) (element-type SuyTilePart) */
static GArray *
make_parts (SuyWorkspace *self, const GPtrArray *layers, const SuyTilesRule *rule, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (SuyTilePart));

  g_array_set_clear_func (parts, clear_part);
  for (guint i = 0; i < layers->len; i++)
    {
      SuyTilePart part = { .layer = get_layer (self, layers->pdata[i], !rule->no_tags, error),
                           .min_zoom = rule->min_zoom,
                           .max_zoom = rule->max_zoom };

      if (part.layer == NULL)
        return NULL;
      g_array_append_val (parts, part);
    }
  share_out (parts, rule->max_bytes);

  return g_steal_pointer (&parts);
}

GBytes *
suy_workspace_get_tile (SuyWorkspace *self,
                        guint zoom,
                        guint32 x,
                        guint32 y,
                        const GPtrArray *layers,
                        GError **error)
{
  const SuyTilesRule rule = { .max_zoom = SUY_TILE_MAX_ZOOM, .max_bytes = SUY_TILE_MAX_BYTES };
  g_autoptr (GPtrArray) chosen = suy_workspace_choose_layers (self, layers);
  g_autoptr (GArray) parts = NULL;
  GByteArray *bytes;

  if (zoom > SUY_TILE_MAX_ZOOM || x >> zoom != 0 || y >> zoom != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("There is no tile %u/%u/%u: zoom goes from 0 to %d, x and y to 2^zoom - 1."),
                   zoom, x, y, SUY_TILE_MAX_ZOOM);
      return NULL;
    }
  parts = make_parts (self, chosen, &rule, error);
  if (parts == NULL)
    return NULL;

  bytes = g_byte_array_new ();
  for (guint i = 0; i < parts->len; i++)
    {
      const SuyTilePart *part = &g_array_index (parts, SuyTilePart, i);

      suy_tile_layer_write (part->layer, zoom, x, y, &part->budget, bytes);
    }

  return g_byte_array_free_to_bytes (bytes);
}

/* ---- a whole file ---- */

/* The layers and their fields, as the MBTiles form wants them. */
static char *
describe_layers (const GPtrArray *layers, gboolean has_tags)
{
  g_autoptr (GString) json = g_string_new ("{\"vector_layers\":[");

  for (guint i = 0; i < layers->len; i++)
    {
      const SuyRegister *reg = layers->pdata[i];
      g_autoptr (GPtrArray) fields = list_tags (reg);

      g_string_append_printf (json, "%s{\"id\":\"%s\",\"fields\":{", i == 0 ? "" : ",", reg->name);
      for (guint j = 0; j < fields->len && has_tags; j++)
        {
          const SuyField *field = fields->pdata[j];

          g_string_append_printf (json, "%s\"%s\":\"%s\"", j == 0 ? "" : ",", field->name,
                                  field->type == SUY_FIELD_INTEGER ? "Number" : "String");
        }
      g_string_append (json, "}}");
    }
  g_string_append (json, "]}");

  return g_string_free (g_steal_pointer (&json), FALSE);
}

static gboolean
write_metadata (SuyWorkspace *self,
                const GPtrArray *layers,
                const SuyTilesRule *rule,
                SuyMbtilesWriter *writer,
                GError **error)
{
  g_autofree char *min = g_strdup_printf ("%u", rule->min_zoom);
  g_autofree char *max = g_strdup_printf ("%u", rule->max_zoom);
  g_autofree char *json = describe_layers (layers, !rule->no_tags);
  const char *const pairs[][2] = {
    { "name", suy_workspace_get_name (self) },
    { "format", "pbf" },
    { "minzoom", min },
    { "maxzoom", max },
    { "type", "overlay" },
    { "json", json },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (!suy_mbtiles_writer_set_metadata (writer, pairs[i][0], pairs[i][1], error))
      return FALSE;

  return TRUE;
}

/* Which zooms don't show everything: "12 tiles of zooms 6 7 8, at most 500000 bytes each" */
static gboolean
write_thinned (const SuyTilePyramidReport *report,
               guint32 max_bytes,
               SuyMbtilesWriter *writer,
               GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (report->n_thinned == 0)
    return TRUE;

  g_string_printf (text, "%" G_GUINT64_FORMAT " tiles of zooms", report->n_thinned);
  for (guint zoom = 0; zoom <= SUY_TILE_MAX_ZOOM; zoom++)
    if ((report->thinned_zooms >> zoom & 1) != 0)
      g_string_append_printf (text, " %u", zoom);
  g_string_append_printf (text, ", at most %u bytes each", max_bytes);

  return suy_mbtiles_writer_set_metadata (writer, "suyuan_thinned", text->str, error);
}

gboolean
suy_workspace_write_tiles (SuyWorkspace *self,
                           const char *path,
                           const SuyTilesRule *rule,
                           const GPtrArray *layers,
                           GError **error)
{
  const SuyTilePyramidRule pyramid = { rule->min_zoom, rule->max_zoom, !rule->no_compress,
                                       rule->n_threads };
  g_autoptr (GPtrArray) chosen = suy_workspace_choose_layers (self, layers);
  g_autoptr (SuyMbtilesWriter) writer = NULL;
  g_autoptr (GArray) parts = NULL;
  SuyTilePyramidReport report;

  if (rule->min_zoom > rule->max_zoom || rule->max_zoom > SUY_TILE_MAX_ZOOM)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("Zooms %u to %u: write A-B with 0 <= A <= B <= %d."), rule->min_zoom,
                   rule->max_zoom, SUY_TILE_MAX_ZOOM);
      return FALSE;
    }

  writer = suy_mbtiles_writer_new (path, error);
  if (writer == NULL)
    return FALSE;
  parts = make_parts (self, chosen, rule, error);
  if (parts == NULL || !write_metadata (self, chosen, rule, writer, error) ||
      !suy_tile_pyramid_write ((const SuyTilePart *) (gpointer) parts->data, parts->len, &pyramid,
                               writer, &report, error) ||
      !write_thinned (&report, rule->max_bytes, writer, error))
    return FALSE;

  return suy_mbtiles_writer_end (g_steal_pointer (&writer), error);
}
