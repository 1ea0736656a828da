/* suy-tile-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening reads every layer twice, once for its names, keys and values, once for its features,
 * since the fields of a message may come in any order.  What the features hold lies in four arrays
 * for the whole tile; a feature knows its part of each. */

#include "suy-tile-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-tile-format.h"
#include "suy-tile-path.h"
#include "suy-wire.h"

#define MAX_POINTS 2000000 /* also for features, keys, values, runs */
#define MAX_TAGS 8000000   /* two numbers each */
#define MAX_LAYERS 1000
#define MAX_VERSION 2        /* of the specification */
#define DEFAULT_EXTENT 4096  /* the same, section 4.1 */
#define MAX_EXTENT (1 << 28) /* ours: so that sums of coordinates can't overflow */

/* The wire type that the content of each field has.  Fields that nobody knows may have any. */
#define ANY ((SuyWireType) 7)
#define UNKNOWN_LAYER_FIELDS ANY, ANY, ANY, ANY, ANY, ANY, ANY, ANY, ANY

static const SuyWireType layer_types[] = { ANY,
                                           SUY_WIRE_BYTES,
                                           SUY_WIRE_BYTES,
                                           SUY_WIRE_BYTES,
                                           SUY_WIRE_BYTES,
                                           SUY_WIRE_VARINT,
                                           UNKNOWN_LAYER_FIELDS,
                                           SUY_WIRE_VARINT };
static const SuyWireType feature_types[] = { ANY, SUY_WIRE_VARINT, SUY_WIRE_BYTES, SUY_WIRE_VARINT,
                                             SUY_WIRE_BYTES };
static const SuyWireType value_types[] = { ANY,
                                           SUY_WIRE_BYTES,
                                           SUY_WIRE_FIXED32,
                                           SUY_WIRE_FIXED64,
                                           SUY_WIRE_VARINT,
                                           SUY_WIRE_VARINT,
                                           SUY_WIRE_VARINT,
                                           SUY_WIRE_VARINT };

typedef struct
{
  guint32 key, value;
} Tag;

typedef struct
{
  guint64 id;
  gboolean has_id;
  SuyTileGeometry geometry;
  guint32 first_point;
  guint32 first_run, n_runs;
  guint32 first_tag, n_tags;
} Feature;

typedef struct
{
  const char *name;
  guint extent;
  guint32 first_feature, n_features;
  GPtrArray *keys;         /* of const char * */
  GHashTable *key_numbers; /* the first number of a key */
  GArray *values;          /* of SuyTileValue */
} Layer;

struct _SuyTileReader
{
  GBytes *bytes;
  GStringChunk *texts;
  GArray *layers;   /* of Layer */
  GArray *features; /* of Feature */
  GArray *tags;     /* of Tag */
  GArray *ends;     /* of guint32, counted from the feature's first point */
  GArray *points;   /* of SuyPoint */
  guint32 n_values; /* and keys, of all layers */
};

/* A feature while it is read. */
typedef struct
{
  const Layer *layer;
  Feature feature;
  SuyWire geometry; /* put aside: its meaning depends on the type, which may follow */
} Draft;

static gboolean
has_type (const SuyWireField *field, const SuyWireType *types, gsize n)
{
  return field->number >= n || types[field->number] == ANY || types[field->number] == field->type;
}

static gboolean
fail (SuyTileReader *self, const SuyWire *place, const char *what, GError **error)
{
  const guint8 *start = g_bytes_get_data (self->bytes, NULL);

  g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
               _ ("The map tile is damaged at byte %zu: %s. Get the map file again from where it "
                  "came from."),
               (gsize) (place->at - start), what);

  return FALSE;
}

static gboolean
fail_limit (const char *what, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
               _ ("The map tile has too many %s. Use a map file that is made for this zoom."),
               what);

  return FALSE;
}

static void
layer_clear (gpointer data)
{
  Layer *layer = data;

  g_ptr_array_unref (layer->keys);
  g_hash_table_unref (layer->key_numbers);
  g_array_unref (layer->values);
}

void
suy_tile_reader_free (SuyTileReader *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->layers);
  g_array_unref (self->features);
  g_array_unref (self->tags);
  g_array_unref (self->ends);
  g_array_unref (self->points);
  g_string_chunk_free (self->texts);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* What isn't UTF-8 shows as U+FFFD. */
static const char *
keep_text (SuyTileReader *self, const SuyWire *bytes)
{
  const char *text = (const char *) bytes->at;
  gssize size = (gssize) suy_wire_left (bytes);
  g_autofree char *mended = NULL;

  if (g_utf8_validate (text, size, NULL))
    return g_string_chunk_insert_len (self->texts, text, size);

  mended = g_utf8_make_valid (text, size);

  return g_string_chunk_insert (self->texts, mended);
}

static double
float_of (guint64 bits)
{
  guint32 half = (guint32) bits;
  float value;

  memcpy (&value, &half, sizeof value);

  return (double) value;
}

static double
double_of (guint64 bits)
{
  double value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

/* Returns: whether the field has the type that its number asks for; unknown numbers may have any */
static gboolean
decode_value (SuyTileReader *self, const SuyWireField *field, SuyTileValue *value)
{
  if (field->number > VALUE_BOOLEAN)
    return TRUE;
  if (!has_type (field, value_types, G_N_ELEMENTS (value_types)))
    return FALSE;

  *value = (SuyTileValue){ .type = SUY_TILE_VALUE_NUMBER };
  switch (field->number)
    {
    case VALUE_TEXT:
      *value = (SuyTileValue){ SUY_TILE_VALUE_TEXT, keep_text (self, &field->bytes), 0 };
      break;
    case VALUE_FLOAT:
      value->number = float_of (field->value);
      break;
    case VALUE_DOUBLE:
      value->number = double_of (field->value);
      break;
    case VALUE_INTEGER:
      value->number = (double) (gint64) field->value;
      break;
    case VALUE_UNSIGNED:
      value->number = (double) field->value;
      break;
    case VALUE_SIGNED:
      value->number = (double) suy_wire_unzigzag (field->value);
      break;
    default:
      *value = (SuyTileValue){ SUY_TILE_VALUE_BOOLEAN, NULL, field->value != 0 ? 1 : 0 };
      break;
    }

  return TRUE;
}

static gboolean
read_value (SuyTileReader *self, Layer *layer, SuyWire wire, GError **error)
{
  SuyTileValue value = { SUY_TILE_VALUE_NONE, NULL, 0 };
  SuyWireField field;
  SuyWireStep step;

  while ((step = suy_wire_next (&wire, &field)) == SUY_WIRE_FIELD)
    if (!decode_value (self, &field, &value))
      return fail (self, &wire, _ ("a value of the wrong type"), error);

  if (step == SUY_WIRE_DAMAGED)
    return fail (self, &wire, _ ("a broken value"), error);

  g_array_append_val (layer->values, value);

  return TRUE;
}

/* Tags name a key by the first of its numbers, so that one look-up finds it. */
static void
read_key (SuyTileReader *self, Layer *layer, const SuyWire *wire)
{
  const char *key = keep_text (self, wire);

  if (!g_hash_table_contains (layer->key_numbers, key))
    g_hash_table_insert (layer->key_numbers, (gpointer) key, GUINT_TO_POINTER (layer->keys->len));
  g_ptr_array_add (layer->keys, (gpointer) key);
}

static gboolean
read_extent (SuyTileReader *self, Layer *layer, const SuyWire *wire, guint64 extent, GError **error)
{
  if (extent < 1 || extent > MAX_EXTENT)
    return fail (self, wire, _ ("an impossible extent"), error);

  layer->extent = (guint) extent;

  return TRUE;
}

static gboolean
read_layer_field (SuyTileReader *self,
                  Layer *layer,
                  const SuyWire *wire,
                  const SuyWireField *field,
                  GError **error)
{
  if (!has_type (field, layer_types, G_N_ELEMENTS (layer_types)))
    return fail (self, wire, _ ("a layer field of the wrong type"), error);

  switch (field->number)
    {
    case LAYER_NAME:
      layer->name = keep_text (self, &field->bytes);
      return TRUE;
    case LAYER_KEY:
      read_key (self, layer, &field->bytes);
      return ++self->n_values <= MAX_POINTS || fail_limit (_ ("keys"), error);
    case LAYER_VALUE:
      return (++self->n_values <= MAX_POINTS || fail_limit (_ ("values"), error)) &&
             read_value (self, layer, field->bytes, error);
    case LAYER_EXTENT:
      return read_extent (self, layer, wire, field->value, error);
    case LAYER_VERSION:
      return (field->value >= 1 && field->value <= MAX_VERSION) ||
             fail (self, wire, _ ("a layer of an unknown version"), error);
    default:
      return TRUE;
    }
}

static gboolean
read_tags (SuyTileReader *self, Draft *draft, SuyWire wire, GError **error)
{
  const Layer *layer = draft->layer;

  while (wire.at < wire.end)
    {
      SuyWire place = wire;
      guint64 key, value;
      Tag tag;

      if (!suy_wire_read_varint (&wire, &key) || !suy_wire_read_varint (&wire, &value))
        return fail (self, &place, _ ("a broken tag"), error);
      if (key >= layer->keys->len || value >= layer->values->len)
        return fail (self, &place, _ ("a tag that the layer doesn't have"), error);
      if (self->tags->len >= MAX_TAGS)
        return fail_limit (_ ("tags"), error);

      tag.key = GPOINTER_TO_UINT (
          g_hash_table_lookup (layer->key_numbers, layer->keys->pdata[(guint32) key]));
      tag.value = (guint32) value;
      g_array_append_val (self->tags, tag);
      draft->feature.n_tags++;
    }

  return TRUE;
}

static gboolean
read_geometry (SuyTileReader *self, Feature *feature, SuyWire wire, GError **error)
{
  if (feature->geometry == SUY_TILE_UNKNOWN)
    return TRUE;

  switch (suy_tile_path_read (&wire, feature->geometry, self->points, self->ends, MAX_POINTS))
    {
    case SUY_TILE_PATH_DAMAGED:
      return fail (self, &wire, _ ("a broken geometry"), error);
    case SUY_TILE_PATH_TOO_LONG:
      return fail_limit (_ ("points"), error);
    case SUY_TILE_PATH_DONE:
    default:
      feature->n_runs = self->ends->len - feature->first_run;
      return TRUE;
    }
}

static gboolean
read_feature_field (SuyTileReader *self,
                    Draft *draft,
                    const SuyWire *wire,
                    const SuyWireField *field,
                    GError **error)
{
  if (!has_type (field, feature_types, G_N_ELEMENTS (feature_types)))
    return fail (self, wire, _ ("a feature field of the wrong type"), error);

  switch (field->number)
    {
    case FEATURE_ID:
      draft->feature.id = field->value;
      draft->feature.has_id = TRUE;
      return TRUE;
    case FEATURE_TAGS:
      return read_tags (self, draft, field->bytes, error);
    case FEATURE_TYPE:
      if (field->value > SUY_TILE_POLYGON)
        return fail (self, wire, _ ("an unknown type of geometry"), error);
      draft->feature.geometry = (SuyTileGeometry) field->value;
      return TRUE;
    case FEATURE_GEOMETRY:
      if (draft->geometry.at != NULL)
        return fail (self, wire, _ ("a feature with two geometries"), error);
      draft->geometry = field->bytes;
      return TRUE;
    default:
      return TRUE;
    }
}

static gboolean
read_feature (SuyTileReader *self, const Layer *layer, SuyWire wire, GError **error)
{
  Draft draft = { .layer = layer,
                  .feature = { .first_point = self->points->len,
                               .first_run = self->ends->len,
                               .first_tag = self->tags->len } };
  SuyWireField field;
  SuyWireStep step;

  while ((step = suy_wire_next (&wire, &field)) == SUY_WIRE_FIELD)
    if (!read_feature_field (self, &draft, &wire, &field, error))
      return FALSE;

  if (step == SUY_WIRE_DAMAGED)
    return fail (self, &wire, _ ("a broken feature"), error);
  if (!read_geometry (self, &draft.feature, draft.geometry, error))
    return FALSE;
  if (self->features->len >= MAX_POINTS)
    return fail_limit (_ ("features"), error);

  g_array_append_val (self->features, draft.feature);

  return TRUE;
}

/* Here every field is known to be sound. */
static gboolean
read_features (SuyTileReader *self, Layer *layer, SuyWire wire, GError **error)
{
  SuyWireField field;

  layer->first_feature = self->features->len;
  while (suy_wire_next (&wire, &field) == SUY_WIRE_FIELD)
    if (field.number == LAYER_FEATURE && !read_feature (self, layer, field.bytes, error))
      return FALSE;
  layer->n_features = self->features->len - layer->first_feature;

  return TRUE;
}

static gboolean
read_layer (SuyTileReader *self, SuyWire wire, GError **error)
{
  SuyWire all = wire;
  SuyWireField field;
  SuyWireStep step;
  Layer *layer;

  g_array_set_size (self->layers, self->layers->len + 1);
  layer = &g_array_index (self->layers, Layer, self->layers->len - 1);
  *layer = (Layer){ .extent = DEFAULT_EXTENT,
                    .keys = g_ptr_array_new (),
                    .key_numbers = g_hash_table_new (g_str_hash, g_str_equal),
                    .values = g_array_new (FALSE, FALSE, sizeof (SuyTileValue)) };

  while ((step = suy_wire_next (&wire, &field)) == SUY_WIRE_FIELD)
    if (!read_layer_field (self, layer, &wire, &field, error))
      return FALSE;

  if (step == SUY_WIRE_DAMAGED)
    return fail (self, &wire, _ ("a broken layer"), error);
  if (layer->name == NULL)
    return fail (self, &all, _ ("a layer without a name"), error);

  return read_features (self, layer, all, error);
}

static gboolean
read_tile (SuyTileReader *self, SuyWire wire, GError **error)
{
  SuyWireField field;
  SuyWireStep step;

  while ((step = suy_wire_next (&wire, &field)) == SUY_WIRE_FIELD)
    {
      if (field.number != TILE_LAYER)
        continue;
      if (field.type != SUY_WIRE_BYTES)
        return fail (self, &wire, _ ("a layer of the wrong type"), error);
      if (self->layers->len >= MAX_LAYERS)
        return fail_limit (_ ("layers"), error);
      if (!read_layer (self, field.bytes, error))
        return FALSE;
    }

  return step == SUY_WIRE_END || fail (self, &wire, _ ("a broken tile"), error);
}

SuyTileReader *
suy_tile_reader_new (GBytes *bytes, GError **error)
{
  g_autoptr (SuyTileReader) self = g_new0 (SuyTileReader, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  self->bytes = g_bytes_ref (bytes);
  self->texts = g_string_chunk_new (4096);
  self->layers = g_array_new (FALSE, TRUE, sizeof (Layer));
  g_array_set_clear_func (self->layers, layer_clear);
  self->features = g_array_new (FALSE, FALSE, sizeof (Feature));
  self->tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));

  if (size > 0 && !read_tile (self, (SuyWire){ data, data + size }, error))
    return NULL;

  return g_steal_pointer (&self);
}

static const Layer *
layer_at (SuyTileReader *self, guint layer)
{
  g_assert (layer < self->layers->len);

  return &g_array_index (self->layers, Layer, layer);
}

static const Feature *
feature_at (SuyTileReader *self, guint layer, guint feature)
{
  const Layer *holder = layer_at (self, layer);

  g_assert (feature < holder->n_features);

  return &g_array_index (self->features, Feature, holder->first_feature + feature);
}

guint
suy_tile_reader_get_n_layers (SuyTileReader *self)
{
  return self->layers->len;
}

const char *
suy_tile_reader_get_layer_name (SuyTileReader *self, guint layer)
{
  return layer_at (self, layer)->name;
}

int
suy_tile_reader_find_layer (SuyTileReader *self, const char *name)
{
  for (guint i = 0; i < self->layers->len; i++)
    if (g_str_equal (layer_at (self, i)->name, name))
      return (int) i;

  return -1;
}

guint
suy_tile_reader_get_extent (SuyTileReader *self, guint layer)
{
  return layer_at (self, layer)->extent;
}

guint
suy_tile_reader_get_n_features (SuyTileReader *self, guint layer)
{
  return layer_at (self, layer)->n_features;
}

SuyTileFeature
suy_tile_reader_get_feature (SuyTileReader *self, guint layer, guint feature)
{
  const Feature *found = feature_at (self, layer, feature);

  return (SuyTileFeature){
    .id = found->id,
    .has_id = found->has_id,
    .geometry = found->geometry,
    .n_runs = found->n_runs,
    .ends = (const guint32 *) (gpointer) self->ends->data + found->first_run,
    .points = (const SuyPoint *) (gpointer) self->points->data + found->first_point,
  };
}

SuyTileValue
suy_tile_reader_get_value (SuyTileReader *self, guint layer, guint feature, const char *key)
{
  const Layer *holder = layer_at (self, layer);
  const Feature *found = feature_at (self, layer, feature);
  gpointer number;

  if (g_hash_table_lookup_extended (holder->key_numbers, key, NULL, &number))
    for (guint32 i = 0; i < found->n_tags; i++)
      {
        Tag tag = g_array_index (self->tags, Tag, found->first_tag + i);

        if (tag.key == GPOINTER_TO_UINT (number))
          return g_array_index (holder->values, SuyTileValue, tag.value);
      }

  return (SuyTileValue){ SUY_TILE_VALUE_NONE, NULL, 0 };
}

guint
suy_tile_reader_get_n_tags (SuyTileReader *self, guint layer, guint feature)
{
  return feature_at (self, layer, feature)->n_tags;
}

const char *
suy_tile_reader_get_tag (SuyTileReader *self,
                         guint layer,
                         guint feature,
                         guint i,
                         SuyTileValue *value)
{
  const Layer *holder = layer_at (self, layer);
  const Feature *found = feature_at (self, layer, feature);
  Tag tag;

  g_assert (i < found->n_tags);

  tag = g_array_index (self->tags, Tag, found->first_tag + i);
  *value = g_array_index (holder->values, SuyTileValue, tag.value);

  return holder->keys->pdata[tag.key];
}
