/* made-photo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-photo.h"

#include <string.h>

#include "suy-demo-picture.h"

static const guint8 jpeg[] = {
  0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01,
  0x00, 0x01, 0x00, 0x00, 0xff, 0xdb, 0x00, 0x43, 0x00, 0x08, 0x06, 0x06, 0x07, 0x06, 0x05, 0x08,
  0x07, 0x07, 0x07, 0x09, 0x09, 0x08, 0x0a, 0x0c, 0x14, 0x0d, 0x0c, 0x0b, 0x0b, 0x0c, 0x19, 0x12,
  0x13, 0x0f, 0x14, 0x1d, 0x1a, 0x1f, 0x1e, 0x1d, 0x1a, 0x1c, 0x1c, 0x20, 0x24, 0x2e, 0x27, 0x20,
  0x22, 0x2c, 0x23, 0x1c, 0x1c, 0x28, 0x37, 0x29, 0x2c, 0x30, 0x31, 0x34, 0x34, 0x34, 0x1f, 0x27,
  0x39, 0x3d, 0x38, 0x32, 0x3c, 0x2e, 0x33, 0x34, 0x32, 0xff, 0xdb, 0x00, 0x43, 0x01, 0x09, 0x09,
  0x09, 0x0c, 0x0b, 0x0c, 0x18, 0x0d, 0x0d, 0x18, 0x32, 0x21, 0x1c, 0x21, 0x32, 0x32, 0x32, 0x32,
  0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32,
  0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32,
  0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0x32, 0xff, 0xc0,
  0x00, 0x11, 0x08, 0x00, 0x08, 0x00, 0x10, 0x03, 0x01, 0x22, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11,
  0x01, 0xff, 0xc4, 0x00, 0x15, 0x00, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x06, 0xff, 0xc4, 0x00, 0x14, 0x10, 0x01, 0x00, 0x00,
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xc4,
  0x00, 0x15, 0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  0x00, 0x00, 0x00, 0x05, 0x06, 0xff, 0xc4, 0x00, 0x18, 0x11, 0x00, 0x02, 0x03, 0x00, 0x00, 0x00,
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x06, 0x43, 0x82, 0xc2, 0xff,
  0xda, 0x00, 0x0c, 0x03, 0x01, 0x00, 0x02, 0x11, 0x03, 0x11, 0x00, 0x3f, 0x00, 0x8f, 0x4d, 0x01,
  0xd4, 0x99, 0xeb, 0xa2, 0x95, 0xbe, 0x1b, 0x64, 0xff, 0xd9,
};

static const guint8 vp8l[] = {
  0x56, 0x50, 0x38, 0x4c, 0x1c, 0x00, 0x00, 0x00, 0x2f, 0x0f, 0xc0, 0x01,
  0x00, 0x0f, 0x30, 0x14, 0xa7, 0x40, 0x3e, 0x0e, 0xf7, 0xfc, 0x47, 0x0b,
  0xc4, 0x82, 0xc9, 0xfc, 0xa5, 0x3b, 0x53, 0x88, 0xe8, 0x7f, 0xe4, 0x00,
};

typedef struct
{
  GByteArray *out;
  gboolean big;
  guint free; /* where the next value goes that is too long for its entry */
} Maker;

static void
put (Maker *self, guint at, guint64 value, guint n)
{
  if (self->out->len < at + n)
    {
      guint have = self->out->len;

      g_byte_array_set_size (self->out, at + n);
      memset (self->out->data + have, 0, self->out->len - have);
    }
  for (guint i = 0; i < n; i++)
    self->out->data[at + i] = (guint8) (value >> 8 * (self->big ? n - 1 - i : i));
}

static void
begin (Maker *self, guint at, guint n)
{
  put (self, at, n, 2);
  put (self, at + 2 + 12 * n, 0, 4);
}

/* Entry @i of the directory at @at.  Returns: where its value goes */
static guint
entry (Maker *self, guint at, guint i, guint tag, guint type, guint count, guint size)
{
  guint p = at + 2 + 12 * i;

  put (self, p, tag, 2);
  put (self, p + 2, type, 2);
  put (self, p + 4, count, 4);
  if (size <= 4)
    return p + 8;
  put (self, p + 8, self->free, 4);
  self->free += (size + 1) & ~1u;

  return self->free - ((size + 1) & ~1u);
}

static void
text (Maker *self, guint at, guint i, guint tag, const char *value)
{
  guint n = value == NULL ? 1 : (guint) strlen (value) + 1;
  guint p = entry (self, at, i, value == NULL ? 0xfffe : tag, 2, n, n);

  for (guint k = 0; k < n; k++)
    put (self, p + k, value == NULL ? 0 : (guint8) value[k], 1);
}

static void
three (Maker *self, guint at, guint i, guint tag, const guint32 *numbers)
{
  guint p = entry (self, at, i, tag, 5, 3, 24);

  for (guint k = 0; k < 6; k++)
    put (self, p + 4 * k, numbers[k], 4);
}

/* Directories at 8, 64 and 128, long values from 256 on. */
GByteArray *
made_exif_new (const MadeExif *exif)
{
  Maker maker = { g_byte_array_new (), exif->big, 256 };

  g_byte_array_append (maker.out, (const guint8 *) (exif->big ? "MM\0*" : "II*\0"), 4);
  put (&maker, 4, 8, 4);
  begin (&maker, 8, 3);
  put (&maker, entry (&maker, 8, 0, 0x112, 3, 1, 2), exif->orientation, 2);
  put (&maker, entry (&maker, 8, 1, 0x8769, 4, 1, 4), 64, 4);
  put (&maker, entry (&maker, 8, 2, 0x8825, 4, 1, 4), 128, 4);
  begin (&maker, 64, 2);
  text (&maker, 64, 0, 0x9003, exif->time);
  text (&maker, 64, 1, 0x9011, exif->zone);
  begin (&maker, 128, 7);
  text (&maker, 128, 0, 1, exif->lat_ref);
  three (&maker, 128, 1, exif->lat_ref == NULL ? 0xfffd : 2, exif->lat);
  text (&maker, 128, 2, 3, exif->lon_ref);
  three (&maker, 128, 3, exif->lon_ref == NULL ? 0xfffd : 4, exif->lon);
  three (&maker, 128, 4, exif->gps_date == NULL ? 0xfffd : 7, exif->clock);
  text (&maker, 128, 5, 0x1d, exif->gps_date);
  text (&maker, 128, 6, 0x12, exif->datum);
  put (&maker, maker.free, 0, 1);

  return maker.out;
}

GBytes *
made_photo_new (const MadeExif *exif)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) block = exif == NULL ? NULL : made_exif_new (exif);

  g_byte_array_append (out, jpeg, 2);
  if (block != NULL)
    {
      guint n = block->len + 8;
      const guint8 head[] = { 0xff, 0xe1, (guint8) (n >> 8), (guint8) n };

      g_byte_array_append (out, head, sizeof head);
      g_byte_array_append (out, (const guint8 *) "Exif\0", 6);
      g_byte_array_append (out, block->data, block->len);
    }
  g_byte_array_append (out, jpeg + 2, sizeof jpeg - 2);

  return g_byte_array_free_to_bytes (out);
}

/* The Exif behind the pixels, as the form has it. */
GBytes *
made_webp_new (const MadeExif *exif)
{
  Maker maker = { g_byte_array_new (), FALSE, 0 };
  g_autoptr (GByteArray) block = made_exif_new (exif);
  guint8 head[18] = { 'V', 'P', '8', 'X', 10, 0, 0, 0, 8, 0, 0, 0, 15, 0, 0, 7, 0, 0 };

  g_byte_array_append (maker.out, (const guint8 *) "RIFF....WEBP", 12);
  g_byte_array_append (maker.out, head, sizeof head);
  g_byte_array_append (maker.out, vp8l, sizeof vp8l);
  g_byte_array_append (maker.out, (const guint8 *) "EXIF", 4);
  put (&maker, maker.out->len, block->len, 4);
  g_byte_array_append (maker.out, block->data, block->len);
  if (block->len & 1)
    put (&maker, maker.out->len, 0, 1);
  put (&maker, 4, maker.out->len - 8, 4);

  return g_byte_array_free_to_bytes (maker.out);
}

/* A picture of the demo with the chunk behind its head; its sum of check is not looked at. */
GBytes *
made_png_new (const MadeExif *exif)
{
  Maker maker = { g_byte_array_new (), TRUE, 0 };
  g_autoptr (GByteArray) block = made_exif_new (exif);
  g_autoptr (GBytes) plain = suy_demo_picture_new (SUY_DEMO_SCENE_AFTER, 1);
  const guint8 *bytes = g_bytes_get_data (plain, NULL);
  const guint head = 8 + 25;

  g_byte_array_append (maker.out, bytes, head);
  put (&maker, head, block->len, 4);
  g_byte_array_append (maker.out, (const guint8 *) "eXIf", 4);
  g_byte_array_append (maker.out, block->data, block->len);
  put (&maker, maker.out->len, 0, 4);
  g_byte_array_append (maker.out, bytes + head, (guint) g_bytes_get_size (plain) - head);

  return g_byte_array_free_to_bytes (maker.out);
}

GBytes *
made_heic_new (const MadeExif *exif)
{
  static const guint8 head[] = "\0\0\0\x10"
                               "ftypheic\0\0\0\0"
                               "\0\0\0\x63"
                               "meta\0\0\0\0"
                               "\0\0\0\x21"
                               "iinf\0\0\0\0\0\1"
                               "\0\0\0\x13"
                               "infe\2\0\0\0\0\7\0\0"
                               "Exi";
  Maker maker = { g_byte_array_new (), TRUE, 0 };
  g_autoptr (GByteArray) block = made_exif_new (exif);
  guint meta = 16, iloc, iprp;

  g_byte_array_append (maker.out, head, sizeof head - 1);
  put (&maker, maker.out->len, 'f', 1);
  put (&maker, 28, 14 + 20, 4); /* iinf */
  put (&maker, 42, 20, 4);      /* infe */
  iloc = maker.out->len;
  put (&maker, iloc, 30, 4);
  put (&maker, iloc + 4, 0x696c6f63, 4);
  put (&maker, iloc + 12, 0x4400, 2);
  put (&maker, iloc + 14, 1, 2);
  put (&maker, iloc + 16, 7, 2);
  put (&maker, iloc + 20, 1, 2);
  put (&maker, iloc + 26, block->len + 10, 4);
  iprp = iloc + 30;
  put (&maker, iprp, 36, 4);
  put (&maker, iprp + 4, 0x69707270, 4);
  put (&maker, iprp + 8, 28, 4);
  put (&maker, iprp + 12, 0x6970636f, 4);
  put (&maker, iprp + 16, 20, 4);
  put (&maker, iprp + 20, 0x69737065, 4);
  put (&maker, iprp + 28, 4032, 4);
  put (&maker, iprp + 32, 3024, 4);
  put (&maker, meta, maker.out->len - meta, 4);
  put (&maker, iloc + 22, maker.out->len, 4);
  put (&maker, maker.out->len, 6, 4);
  g_byte_array_append (maker.out, (const guint8 *) "Exif\0", 6);
  g_byte_array_append (maker.out, block->data, block->len);

  return g_byte_array_free_to_bytes (maker.out);
}
