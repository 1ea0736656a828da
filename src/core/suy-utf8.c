/* suy-utf8.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-utf8.h"

#include <string.h>

#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

/* Whether all 8 bytes are 1 to 0x7f.  Taking 1 from each leaves their high bits clear, and needs no
 * borrow from the next byte, unless one is 0. */
static gboolean
is_ascii_word (const guchar *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);

  return ((word | (word - ONES)) & HIGHS) == 0;
}

static gboolean
is_tail (guchar c)
{
  return (c & 0xc0) == 0x80;
}

/* The length of the character at @p, of which @room bytes are there; 0: there is none.  Source:
 * table 3-7 of the Unicode Standard, well-formed byte sequences. */
static gsize
measure (const guchar *p, gsize room)
{
  guchar least = 0x80, most = 0xbf;

  if (p[0] < 0x80)
    return p[0] != 0;
  if (p[0] < 0xe0)
    return p[0] >= 0xc2 && room >= 2 && is_tail (p[1]) ? 2 : 0;
  if (p[0] > 0xf4 || room < 3)
    return 0;

  if (p[0] == 0xe0)
    least = 0xa0;
  else if (p[0] == 0xed)
    most = 0x9f;
  else if (p[0] == 0xf0)
    least = 0x90;
  else if (p[0] == 0xf4)
    most = 0x8f;
  if (p[1] < least || p[1] > most || !is_tail (p[2]))
    return 0;
  if (p[0] < 0xf0)
    return 3;

  return room >= 4 && is_tail (p[3]) ? 4 : 0;
}

gboolean
suy_utf8_is_valid (const char *text, gsize length)
{
  const guchar *p = (const guchar *) text;

  while (length > 0)
    {
      gsize step = length >= 8 && is_ascii_word (p) ? 8 : measure (p, length);

      if (step == 0)
        return FALSE;
      p += step;
      length -= step;
    }

  return TRUE;
}
