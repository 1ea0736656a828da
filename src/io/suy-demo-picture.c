/* suy-demo-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sources: PNG, ISO/IEC 15948; stored blocks, RFC 1951, 3.2.4; Adler-32, RFC 1950. */

#include "suy-demo-picture.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH SUY_DEMO_PICTURE_WIDTH
#define HEIGHT SUY_DEMO_PICTURE_HEIGHT
#define ROW (1 + WIDTH / 2) /* a filter byte, then two pixels a byte */
#define HORIZON 52
#define BANK 78

/* Colours of the palette. */
enum
{
  SKY,
  HILL,
  MEADOW,
  CLEAR_WATER,
  MURKY_WATER,
  EARTH,
  HEAP,
  WALL,
  ROOF,
  PIPE,
  N_COLOURS = 16,
};

static const guint8 palette[3 * N_COLOURS] = {
  0xcf, 0xe2, 0xee, 0x6f, 0x93, 0x7a, 0x9b, 0xb8, 0x74, 0x6f, 0xa8, 0xcf, 0x8d, 0x7a, 0x58,
  0xb8, 0xa0, 0x7c, 0x8a, 0x5f, 0x3c, 0xd8, 0xd2, 0xc6, 0x5d, 0x6b, 0x78, 0x4a, 0x4a, 0x4a,
};

static void
append_u32 (GByteArray *out, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big, sizeof big);
}

static guint32
crc (const guint8 *bytes, gsize n)
{
  guint32 sum = G_MAXUINT32;

  for (gsize i = 0; i < n; i++)
    {
      sum ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = (sum & 1) != 0 ? sum >> 1 ^ 0xedb88320u : sum >> 1;
    }

  return ~sum;
}

static void
append_chunk (GByteArray *out, const char *type, const guint8 *bytes, guint n)
{
  guint start;

  append_u32 (out, n);
  start = out->len;
  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, bytes, n);
  append_u32 (out, crc (out->data + start, n + 4));
}

/* One stored block in a zlib stream. */
static void
append_pixels (GByteArray *out, const guint8 *rows, guint n)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  const guint8 head[] = { 0x78, 0x01, 1, n & 0xff, n >> 8, ~n & 0xff, (~n >> 8) & 0xff };
  guint32 a = 1, b = 0;

  g_byte_array_append (stream, head, sizeof head);
  g_byte_array_append (stream, rows, n);
  for (guint i = 0; i < n; i++)
    {
      a = (a + rows[i]) % 65521;
      b = (b + a) % 65521;
    }
  append_u32 (stream, b << 16 | a);
  append_chunk (out, "IDAT", stream->data, stream->len);
}

/* Up to @height and down again, once in @period. */
static gint
wave (gint x, gint period, gint height)
{
  gint phase = x % period;

  return MIN (phase, period - phase) * 2 * height / period;
}

/* What lies at a place of the scene; the river bends with the variant. */
static guint8
colour_at (SuyDemoScene scene, guint variant, gint x, gint y)
{
  gint shift = (gint) variant * 23;
  gint ridge = HORIZON - 4 - wave (x + shift, 70, 14) - wave (x + 2 * shift, 31, 5);
  gint bank = BANK + wave (x + shift, 160, 9);

  if (scene == SUY_DEMO_SCENE_FOUND && x > 60 && x < 84 && y > bank - 12 && y < bank - 2)
    return PIPE;
  if (scene == SUY_DEMO_SCENE_BEFORE && y > 46 && y < bank && abs (x - 100) < (y - 46))
    return HEAP;
  if (scene == SUY_DEMO_SCENE_AFTER && x > 76 && x < 132 && y > 44 && y < bank - 4)
    return y < 52 ? ROOF : WALL;
  if (y < ridge)
    return SKY;
  if (y < HORIZON)
    return HILL;
  if (y < bank)
    return scene == SUY_DEMO_SCENE_AFTER ? MEADOW : EARTH;

  return scene == SUY_DEMO_SCENE_AFTER ? CLEAR_WATER : MURKY_WATER;
}

GBytes *
suy_demo_picture_new (SuyDemoScene scene, guint variant)
{
  static const guint8 mark[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 head[] = { 0, 0, 0, WIDTH, 0, 0, 0, HEIGHT, 4, 3, 0, 0, 0 };
  GByteArray *out = g_byte_array_new ();
  guint8 rows[ROW * HEIGHT] = { 0 };

  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      rows[y * ROW + 1 + x / 2] |=
          (guint8) (colour_at (scene, variant, x, y) << (x % 2 == 0 ? 4 : 0));

  g_byte_array_append (out, mark, sizeof mark);
  append_chunk (out, "IHDR", head, sizeof head);
  append_chunk (out, "PLTE", palette, sizeof palette);
  append_pixels (out, rows, sizeof rows);
  append_chunk (out, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (out);
}
