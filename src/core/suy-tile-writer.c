/* suy-tile-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A layer grows in three buffers, each a row of finished protobuf fields: features, keys, values.
 * They are put behind each other at the end.  Tags wait until their feature is known to be in the
 * tile, so that nothing stands in keys and values that no feature uses. */

#include "suy-tile-writer.h"

#include <string.h>

#include "suy-tile-cutter.h"
#include "suy-tile-format.h"
#include "suy-wire.h"

#define MAX_ZOOM 24
#define VERSION 2

/* Bytes that are written once a layer and then named by number. */
typedef struct
{
  const guint8 *bytes;
  gsize size;
} Entry;

typedef struct
{
  GHashTable *numbers; /* Entry -> its number */
  GByteArray *fields;
  guint32 field;
} Pool;

typedef struct
{
  char *name;
  GByteArray *features;
  Pool keys, values;
} Layer;

/* Both in tag_bytes. */
typedef struct
{
  gsize key_at, key_size, value_at, value_size;
} Tag;

struct _SuyTileWriter
{
  SuyTileCutter *cutter;
  GPtrArray *layers; /* of Layer */
  Layer *layer;      /* the last of them */
  GArray *tags;      /* of Tag: those of the next feature */
  GByteArray *tag_bytes;
  GArray *tag_numbers; /* of guint32 */
};

static guint
entry_hash (gconstpointer data)
{
  const Entry *entry = data;
  guint hash = 5381;

  for (gsize i = 0; i < entry->size; i++)
    hash = hash * 33 + entry->bytes[i];

  return hash;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *one = a;
  const Entry *other = b;

  return one->size == other->size && memcmp (one->bytes, other->bytes, one->size) == 0;
}

/* The bytes follow the entry in the same block. */
static Entry *
entry_copy (const Entry *entry)
{
  Entry *copy = g_malloc (sizeof *copy + entry->size);

  *copy = (Entry){ (const guint8 *) (copy + 1), entry->size };
  memcpy (copy + 1, entry->bytes, entry->size);

  return copy;
}

static void
pool_init (Pool *self, guint32 field)
{
  self->numbers = g_hash_table_new_full (entry_hash, entry_equal, g_free, NULL);
  self->fields = g_byte_array_new ();
  self->field = field;
}

static void
pool_clear (Pool *self)
{
  g_hash_table_unref (self->numbers);
  g_byte_array_unref (self->fields);
}

static guint32
pool_number (Pool *self, const guint8 *bytes, gsize size)
{
  Entry entry = { bytes, size };
  gpointer found;
  guint32 number;

  if (g_hash_table_lookup_extended (self->numbers, &entry, NULL, &found))
    return GPOINTER_TO_UINT (found);

  number = g_hash_table_size (self->numbers);
  g_hash_table_insert (self->numbers, entry_copy (&entry), GUINT_TO_POINTER (number));
  suy_wire_append_bytes (self->fields, self->field, bytes, size);

  return number;
}

static void
layer_free (gpointer data)
{
  Layer *self = data;

  g_free (self->name);
  g_byte_array_unref (self->features);
  pool_clear (&self->keys);
  pool_clear (&self->values);
  g_free (self);
}

SuyTileWriter *
suy_tile_writer_new (guint zoom, guint32 x, guint32 y)
{
  SuyTileWriter *self;

  g_return_val_if_fail (zoom <= MAX_ZOOM, NULL);
  g_return_val_if_fail (x >> zoom == 0 && y >> zoom == 0, NULL);

  self = g_new0 (SuyTileWriter, 1);
  self->cutter = suy_tile_cutter_new (zoom, x, y);
  self->layers = g_ptr_array_new_with_free_func (layer_free);
  self->tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  self->tag_bytes = g_byte_array_new ();
  self->tag_numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

void
suy_tile_writer_free (SuyTileWriter *self)
{
  if (self == NULL)
    return;

  suy_tile_cutter_free (self->cutter);
  g_ptr_array_unref (self->layers);
  g_array_unref (self->tags);
  g_byte_array_unref (self->tag_bytes);
  g_array_unref (self->tag_numbers);
  g_free (self);
}

SuyBox
suy_tile_writer_get_box (SuyTileWriter *self)
{
  return suy_tile_cutter_get_box (self->cutter);
}

static gboolean
has_layer (SuyTileWriter *self, const char *name)
{
  for (guint i = 0; i < self->layers->len; i++)
    if (g_str_equal (((Layer *) self->layers->pdata[i])->name, name))
      return TRUE;

  return FALSE;
}

static void
drop_tags (SuyTileWriter *self)
{
  if (self->tags->len == 0)
    return;

  g_array_set_size (self->tags, 0);
  g_byte_array_set_size (self->tag_bytes, 0);
}

void
suy_tile_writer_begin_layer (SuyTileWriter *self, const char *name)
{
  g_return_if_fail (!has_layer (self, name));

  drop_tags (self);
  self->layer = g_new0 (Layer, 1);
  self->layer->name = g_strdup (name);
  self->layer->features = g_byte_array_new ();
  pool_init (&self->layer->keys, LAYER_KEY);
  pool_init (&self->layer->values, LAYER_VALUE);
  g_ptr_array_add (self->layers, self->layer);
}

/* Between these two the value is appended to tag_bytes. */
static void
begin_tag (SuyTileWriter *self, const char *key)
{
  Tag tag = { .key_at = self->tag_bytes->len, .key_size = strlen (key) };

  tag.value_at = tag.key_at + tag.key_size;
  g_byte_array_append (self->tag_bytes, (const guint8 *) key, (guint) tag.key_size);
  g_array_append_val (self->tags, tag);
}

static void
end_tag (SuyTileWriter *self)
{
  Tag *tag = &g_array_index (self->tags, Tag, self->tags->len - 1);

  tag->value_size = self->tag_bytes->len - tag->value_at;
}

void
suy_tile_writer_tag_text (SuyTileWriter *self, const char *key, const char *value)
{
  g_return_if_fail (key != NULL && value != NULL);

  begin_tag (self, key);
  suy_wire_append_bytes (self->tag_bytes, VALUE_TEXT, value, strlen (value));
  end_tag (self);
}

void
suy_tile_writer_tag_integer (SuyTileWriter *self, const char *key, gint64 value)
{
  g_return_if_fail (key != NULL);

  begin_tag (self, key);
  if (value >= 0)
    suy_wire_append_number (self->tag_bytes, VALUE_INTEGER, (guint64) value);
  else
    suy_wire_append_number (self->tag_bytes, VALUE_SIGNED, suy_wire_zigzag (value));
  end_tag (self);
}

void
suy_tile_writer_tag_real (SuyTileWriter *self, const char *key, double value)
{
  g_return_if_fail (key != NULL);

  begin_tag (self, key);
  suy_wire_append_double (self->tag_bytes, VALUE_DOUBLE, value);
  end_tag (self);
}

void
suy_tile_writer_tag_boolean (SuyTileWriter *self, const char *key, gboolean value)
{
  g_return_if_fail (key != NULL);

  begin_tag (self, key);
  suy_wire_append_number (self->tag_bytes, VALUE_BOOLEAN, value ? 1 : 0);
  end_tag (self);
}

static void
number_tags (SuyTileWriter *self)
{
  const guint8 *bytes = self->tag_bytes->data;

  if (self->tag_numbers->len != 2 * self->tags->len)
    g_array_set_size (self->tag_numbers, 2 * self->tags->len);
  for (guint i = 0; i < self->tags->len; i++)
    {
      const Tag *tag = &g_array_index (self->tags, Tag, i);
      guint32 *pair = &g_array_index (self->tag_numbers, guint32, 2 * i);

      pair[0] = pool_number (&self->layer->keys, bytes + tag->key_at, tag->key_size);
      pair[1] = pool_number (&self->layer->values, bytes + tag->value_at, tag->value_size);
    }
}

static gsize
packed_size (const guint32 *words, guint n)
{
  gsize size = 0;

  for (guint i = 0; i < n; i++)
    size += suy_wire_varint_size (words[i]);

  return size;
}

static guint8 *
put_head (guint8 *at, guint32 field, SuyWireType type, guint64 value)
{
  return suy_wire_put (suy_wire_put (at, (guint64) field << 3 | type), value);
}

static guint8 *
put_packed (guint8 *at, guint32 field, gsize size, const guint32 *words, guint n)
{
  at = put_head (at, field, SUY_WIRE_BYTES, size);
  for (guint i = 0; i < n; i++)
    at = suy_wire_put (at, words[i]);

  return at;
}

static gsize
packed_field_size (gsize size)
{
  return 1 + suy_wire_varint_size (size) + size;
}

/* All heads here take one byte. */
static void
append_feature (SuyTileWriter *self, guint64 id, SuyShapeKind kind, const guint32 *words, guint n)
{
  GByteArray *out = self->layer->features;
  const guint32 *tags = (const guint32 *) (gpointer) self->tag_numbers->data;
  guint n_tags = self->tag_numbers->len;
  gsize tags_size = packed_size (tags, n_tags);
  gsize words_size = packed_size (words, n);
  gsize size = 1 + suy_wire_varint_size (id) + 2 + packed_field_size (words_size) +
               (n_tags > 0 ? packed_field_size (tags_size) : 0);
  guint start = out->len;
  guint8 *at;

  g_byte_array_set_size (out, start + (guint) packed_field_size (size));
  at = put_head (out->data + start, LAYER_FEATURE, SUY_WIRE_BYTES, size);
  at = put_head (at, FEATURE_ID, SUY_WIRE_VARINT, id);
  if (n_tags > 0)
    at = put_packed (at, FEATURE_TAGS, tags_size, tags, n_tags);
  at = put_head (at, FEATURE_TYPE, SUY_WIRE_VARINT, kind);
  at = put_packed (at, FEATURE_GEOMETRY, words_size, words, n);
  g_assert (at == out->data + out->len);
}

gboolean
suy_tile_writer_add (SuyTileWriter *self, guint64 id, const SuyShape *shape)
{
  const guint32 *words;
  guint n;

  g_return_val_if_fail (self->layer != NULL, FALSE);

  words = suy_tile_cutter_cut (self->cutter, shape, &n);
  if (n > 0)
    {
      number_tags (self);
      append_feature (self, id, shape->kind, words, n);
    }
  drop_tags (self);

  return n > 0;
}

static void
append_layer (GByteArray *out, const Layer *layer)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();
  const GByteArray *parts[] = { head, layer->features, layer->keys.fields, layer->values.fields };
  gsize size = 0;

  suy_wire_append_number (head, LAYER_VERSION, VERSION);
  suy_wire_append_bytes (head, LAYER_NAME, layer->name, strlen (layer->name));
  suy_wire_append_number (head, LAYER_EXTENT, SUY_TILE_EXTENT);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    size += parts[i]->len;
  suy_wire_append_varint (out, TILE_LAYER << 3 | SUY_WIRE_BYTES);
  suy_wire_append_varint (out, size);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_byte_array_append (out, parts[i]->data, parts[i]->len);
}

GBytes *
suy_tile_writer_end (SuyTileWriter *self)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < self->layers->len; i++)
    {
      const Layer *layer = self->layers->pdata[i];

      if (layer->features->len > 0)
        append_layer (out, layer);
    }
  suy_tile_writer_free (self);

  return g_byte_array_free_to_bytes (out);
}
