/* suy-fold.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-fold.h"

#include <string.h>

#define MAX_WORD 40 /* longer words are never compared by distance */

/* U+FEFF, the byte order mark, stays at the head of files that were put together. */
static gboolean
is_space (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');

  return g_unichar_isspace (c) || c == 0xfeff || c == 0x200b;
}

gboolean
suy_fold_is_trimmed (const char *text, gsize length)
{
  return length == 0 || (!is_space (g_utf8_get_char (text)) &&
                         !is_space (g_utf8_get_char (g_utf8_prev_char (text + length))));
}

char *
suy_fold_trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && is_space (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_space (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize) (end - text));
}

/* One of U+4E00 to U+9FFF, the unified ideographs: E4 B8 80 to E9 BF BF. */
static gboolean
is_ideograph (const guchar *c)
{
  return c[0] >= 0xe4 && c[0] <= 0xe9 && c[1] >= (c[0] == 0xe4 ? 0xb8 : 0x80) && c[1] <= 0xbf &&
         c[2] >= 0x80 && c[2] <= 0xbf;
}

/* Printable ASCII and unified ideographs stay as they are under every normal form, and so do
 * nearly all words of a catalog. */
gboolean
suy_fold_is_narrow (const char *text)
{
  for (;;)
    if (*text >= ' ' && *text <= '~')
      text++;
    else if (is_ideograph ((const guchar *) text))
      text += 3;
    else
      return *text == '\0';
}

char *
suy_fold_width (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;

  if (suy_fold_is_narrow (text))
    return suy_fold_trim (text);

  valid = g_utf8_make_valid (text, -1);
  folded = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);

  return suy_fold_trim (folded);
}

static char *
fold_plain (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1);
  char *to = folded;

  for (; *text != '\0'; text++)
    if (*text != ' ')
      *to++ = g_ascii_tolower (*text);
  *to = '\0';

  return folded;
}

static char *
fold_any (const char *text)
{
  g_autofree char *narrow = suy_fold_width (text);
  g_autofree char *lower = g_utf8_casefold (narrow, -1);
  GString *folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_space (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));

  return g_string_free (folded, FALSE);
}

char *
suy_fold (const char *text)
{
  return suy_fold_is_narrow (text) ? fold_plain (text) : fold_any (text);
}

char *
suy_fold_heading (const char *text)
{
  static const struct
  {
    const char *open, *close;
  } brackets[] = { { "(", ")" }, { "[", "]" }, { "〔", "〕" }, { "【", "】" } };
  char *folded = suy_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (brackets); i++)
    if (g_str_has_suffix (folded, brackets[i].close))
      {
        char *open = g_strrstr (folded, brackets[i].open);

        if (open != NULL && open > folded)
          *open = '\0';
      }

  return folded;
}

/* Row i of the table holds the distances of the first i letters of @a to each beginning of @b. */
static glong
distance (const gunichar *a, glong a_length, const gunichar *b, glong b_length)
{
  glong row[MAX_WORD + 1][MAX_WORD + 1];

  for (glong i = 0; i <= a_length; i++)
    row[i][0] = i;
  for (glong j = 0; j <= b_length; j++)
    row[0][j] = j;

  for (glong i = 1; i <= a_length; i++)
    for (glong j = 1; j <= b_length; j++)
      {
        glong change = row[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);

        row[i][j] = MIN (change, MIN (row[i - 1][j], row[i][j - 1]) + 1);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          row[i][j] = MIN (row[i][j], row[i - 2][j - 2] + 1);
      }

  return row[a_length][b_length];
}

const char *
suy_fold_nearest (const char *word, const char *const *known)
{
  glong length, best = MAX_WORD;
  g_autofree char *folded = suy_fold (word);
  g_autofree gunichar *letters = g_utf8_to_ucs4_fast (folded, -1, &length);
  const char *nearest = NULL;

  for (; length <= MAX_WORD && *known != NULL; known++)
    {
      glong other_length, d;
      g_autofree char *other = suy_fold (*known);
      g_autofree gunichar *other_letters = g_utf8_to_ucs4_fast (other, -1, &other_length);

      if (other_length > MAX_WORD)
        continue;

      d = distance (letters, length, other_letters, other_length);
      if (d < best && d <= MAX (1, MAX (length, other_length) / 3) && other_length - d >= 2)
        {
          best = d;
          nearest = *known;
        }
    }

  return nearest;
}
