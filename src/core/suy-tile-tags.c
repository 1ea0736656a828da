/* suy-tile-tags.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value is kept as the whole field that a tile holds.  Of a tag with a value of its own we keep
 * where the field starts, of a shared one its number. */

#include "suy-tile-tags.h"

#include <string.h>

#include "suy-tile-format.h"
#include "suy-wire.h"

#define NOT_HERE G_MAXUINT32
#define HEAD_ROOM 6      /* bytes of the field and its length */
#define TAG_ROOM (2 + 5) /* bytes of the longest pair of numbers: a key under 2^14, any value */

typedef struct
{
  guint32 key;
  guint32 value; /* where in own, or which of shared */
} Tag;

struct _SuyTileTags
{
  GArray *kinds; /* of guint8: SuyTileTagKind of each key */
  GByteArray *keys;
  GArray *tags; /* of Tag */
  GArray *ends; /* of guint32: where in tags each feature ends */
  GByteArray *own;
  guint32 n_own; /* values in it */
  GByteArray *shared;
  GArray *shared_at;   /* of guint32: where each shared value starts, and where the last ends */
  GHashTable *numbers; /* GBytes, the field, -> number of the shared value */
  GByteArray *draft;
};

SuyTileTags *
suy_tile_tags_new (void)
{
  SuyTileTags *self = g_atomic_rc_box_new0 (SuyTileTags);
  const guint32 zero = 0;

  self->kinds = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->keys = g_byte_array_new ();
  self->tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->own = g_byte_array_new ();
  self->shared = g_byte_array_new ();
  self->shared_at = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->numbers =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  self->draft = g_byte_array_new ();
  g_array_append_val (self->shared_at, zero);

  return self;
}

SuyTileTags *
suy_tile_tags_ref (SuyTileTags *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
finalize (gpointer data)
{
  SuyTileTags *self = data;

  g_array_unref (self->kinds);
  g_byte_array_unref (self->keys);
  g_array_unref (self->tags);
  g_array_unref (self->ends);
  g_byte_array_unref (self->own);
  g_byte_array_unref (self->shared);
  g_array_unref (self->shared_at);
  g_hash_table_unref (self->numbers);
  g_byte_array_unref (self->draft);
}

void
suy_tile_tags_unref (SuyTileTags *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

guint32
suy_tile_tags_add_key (SuyTileTags *self, const char *name, SuyTileTagKind kind)
{
  guint8 byte = (guint8) kind;

  g_return_val_if_fail (self->tags->len == 0 && self->kinds->len < 1 << 14, 0);

  g_array_append_val (self->kinds, byte);
  suy_wire_append_bytes (self->keys, LAYER_KEY, name, strlen (name));

  return self->kinds->len - 1;
}

static guint32
number_shared (SuyTileTags *self, const GByteArray *field)
{
  g_autoptr (GBytes) key = g_bytes_new (field->data, field->len);
  guint32 number = self->shared_at->len - 1;
  gpointer found;
  guint32 end;

  if (g_hash_table_lookup_extended (self->numbers, key, NULL, &found))
    return GPOINTER_TO_UINT (found);

  g_hash_table_insert (self->numbers, g_steal_pointer (&key), GUINT_TO_POINTER (number));
  g_byte_array_append (self->shared, field->data, field->len);
  end = self->shared->len;
  g_array_append_val (self->shared_at, end);

  return number;
}

/* The value's message is in draft. */
static void
end_tag (SuyTileTags *self, guint32 key)
{
  Tag tag = { key, self->own->len };

  g_return_if_fail (key < self->kinds->len);

  if (g_array_index (self->kinds, guint8, key) == SUY_TILE_TAG_OWN)
    {
      suy_wire_append_bytes (self->own, LAYER_VALUE, self->draft->data, self->draft->len);
      self->n_own++;
    }
  else
    {
      g_autoptr (GByteArray) field = g_byte_array_new ();

      suy_wire_append_bytes (field, LAYER_VALUE, self->draft->data, self->draft->len);
      tag.value = number_shared (self, field);
    }
  g_array_append_val (self->tags, tag);
  g_byte_array_set_size (self->draft, 0);
}

void
suy_tile_tags_text (SuyTileTags *self, guint32 key, const char *value)
{
  suy_wire_append_bytes (self->draft, VALUE_TEXT, value, strlen (value));
  end_tag (self, key);
}

void
suy_tile_tags_integer (SuyTileTags *self, guint32 key, gint64 value)
{
  if (value >= 0)
    suy_wire_append_number (self->draft, VALUE_INTEGER, (guint64) value);
  else
    suy_wire_append_number (self->draft, VALUE_SIGNED, suy_wire_zigzag (value));
  end_tag (self, key);
}

void
suy_tile_tags_real (SuyTileTags *self, guint32 key, double value)
{
  suy_wire_append_double (self->draft, VALUE_DOUBLE, value);
  end_tag (self, key);
}

void
suy_tile_tags_boolean (SuyTileTags *self, guint32 key, gboolean value)
{
  suy_wire_append_number (self->draft, VALUE_BOOLEAN, value ? 1 : 0);
  end_tag (self, key);
}

void
suy_tile_tags_end_feature (SuyTileTags *self)
{
  g_array_append_val (self->ends, self->tags->len);
}

guint32
suy_tile_tags_get_n (SuyTileTags *self)
{
  return self->ends->len;
}

static const Tag *
tags_of (SuyTileTags *self, guint32 item, guint32 *n)
{
  const guint32 *ends = (const guint32 *) (gpointer) self->ends->data;
  guint32 start = item > 0 ? ends[item - 1] : 0;

  *n = ends[item] - start;

  return (const Tag *) (gpointer) self->tags->data + start;
}

/* The field at @at of own: head, length, content. */
static SuyWire
own_field (SuyTileTags *self, guint32 at)
{
  SuyWire wire = { self->own->data + at, self->own->data + self->own->len };
  SuyWire field = wire;
  guint64 size = 0;

  wire.at++;
  suy_wire_read_varint (&wire, &size);
  field.end = wire.at + size;

  return field;
}

static gboolean
is_own (SuyTileTags *self, const Tag *tag)
{
  return g_array_index (self->kinds, guint8, tag->key) == SUY_TILE_TAG_OWN;
}

SuyTileTags *
suy_tile_tags_reorder (SuyTileTags *self, const guint32 *items, guint32 n)
{
  SuyTileTags *sorted = suy_tile_tags_new ();

  g_array_append_vals (sorted->kinds, self->kinds->data, self->kinds->len);
  g_byte_array_append (sorted->keys, self->keys->data, self->keys->len);
  g_byte_array_append (sorted->shared, self->shared->data, self->shared->len);
  g_array_append_vals (sorted->shared_at, &g_array_index (self->shared_at, guint32, 1),
                       self->shared_at->len - 1);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 n_tags;
      const Tag *tags = tags_of (self, items[i], &n_tags);

      for (guint32 k = 0; k < n_tags; k++)
        {
          Tag tag = tags[k];

          if (is_own (self, &tag))
            {
              SuyWire field = own_field (self, tag.value);

              tag.value = sorted->own->len;
              sorted->n_own++;
              g_byte_array_append (sorted->own, field.at, (guint) suy_wire_left (&field));
            }
          g_array_append_val (sorted->tags, tag);
        }
      suy_tile_tags_end_feature (sorted);
    }

  return sorted;
}

void
suy_tile_tag_sink_init (SuyTileTagSink *self, SuyTileTags *tags)
{
  *self = (SuyTileTagSink){ .tags = tags };
  if (tags == NULL)
    return;

  self->values = g_byte_array_new ();
  self->numbers = g_new (guint32, tags->shared_at->len);
  memset (self->numbers, 0xff, tags->shared_at->len * sizeof *self->numbers);
}

void
suy_tile_tag_sink_clear (SuyTileTagSink *self)
{
  g_clear_pointer (&self->values, g_byte_array_unref);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->numbers, g_free);
}

void
suy_tile_tag_sink_return (SuyTileTagSink *self, guint32 n_values, guint n_bytes)
{
  if (self->tags == NULL)
    return;

  g_byte_array_set_size (self->values, n_bytes);
  self->n_values = n_values;
  for (guint i = 0; i < self->tags->shared_at->len; i++)
    if (self->numbers[i] >= n_values)
      self->numbers[i] = NOT_HERE;
}

static guint32
take_own (SuyTileTagSink *self, guint32 at)
{
  SuyWire field = own_field (self->tags, at);

  g_byte_array_append (self->values, field.at, (guint) suy_wire_left (&field));
  self->own_bytes += suy_wire_left (&field);

  return self->n_values++;
}

static guint32
take_shared (SuyTileTagSink *self, guint32 value)
{
  const guint32 *at = (const guint32 *) (gpointer) self->tags->shared_at->data;

  if (self->numbers[value] == NOT_HERE)
    {
      g_byte_array_append (self->values, self->tags->shared->data + at[value],
                           at[value + 1] - at[value]);
      self->numbers[value] = self->n_values++;
    }

  return self->numbers[value];
}

void
suy_tile_tag_sink_take (SuyTileTagSink *self, guint32 item)
{
  guint32 n;
  const Tag *tags = tags_of (self->tags, item, &n);
  guint8 *start, *end;
  guint8 head[HEAD_ROOM];
  gsize head_size;

  self->packed_size = 0;
  if (n == 0)
    return;

  if (self->room_size < HEAD_ROOM + n * TAG_ROOM)
    {
      self->room_size = HEAD_ROOM + 2 * n * TAG_ROOM;
      g_free (self->room);
      self->room = g_malloc (self->room_size);
    }
  start = end = self->room + HEAD_ROOM;
  for (guint32 i = 0; i < n; i++)
    {
      guint32 value = is_own (self->tags, &tags[i]) ? take_own (self, tags[i].value)
                                                    : take_shared (self, tags[i].value);

      end = suy_wire_put (suy_wire_put (end, tags[i].key), value);
    }

  /* The head goes right before them, now that the length is known. */
  head[0] = FEATURE_TAGS << 3 | SUY_WIRE_BYTES;
  head_size = (gsize) (suy_wire_put (head + 1, (guint64) (end - start)) - head);
  memcpy (start - head_size, head, head_size);
  self->packed = start - head_size;
  self->packed_size = (gsize) (end - self->packed);
}

void
suy_tile_tags_append_keys (SuyTileTags *self, GByteArray *out)
{
  g_byte_array_append (out, self->keys->data, self->keys->len);
}

/* No number in a tile is higher than there are keys or values in the layer. */
guint32
suy_tile_tags_get_cost (SuyTileTags *self, guint32 item)
{
  guint32 n;
  const Tag *tags = tags_of (self, item, &n);
  gsize pair = suy_wire_varint_size (self->kinds->len) +
               suy_wire_varint_size (self->n_own + self->shared_at->len);
  gsize cost = n > 0 ? 1 + suy_wire_varint_size (n * pair) + n * pair : 0;

  for (guint32 i = 0; i < n; i++)
    if (is_own (self, &tags[i]))
      {
        SuyWire field = own_field (self, tags[i].value);

        cost += suy_wire_left (&field);
      }

  return (guint32) cost;
}

gsize
suy_tile_tags_get_common (SuyTileTags *self)
{
  return self->keys->len + self->shared->len;
}
