/* suy-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-text.h"

#include <string.h>

#include "suy-pinyin-table.h"

#define MAX_INITIALS 12
#define MAX_TEXT 40
#define MAX_WAYS 4
#define FIRST 0x4e00
#define LAST 0x9fff

/* Characters that names read in a second way, with that letter. */
static const char SECOND[] =
    "重c长z朝z曾z单s解x区o仇q查c尉y行x调t都d厦s六l莘x番p车j种z石d省x传z藏z降x弹d会k缪l翟d"
    "覃t晟c隗k铅y埔p圩x堡p泊p漯t浍k涡g屏b给j折s乐y盖g柏p"
    "嵌k校j洞t参s汤s和h着z角l";

static gboolean
is_han (gunichar c)
{
  return (c >= 0x3400 && c <= 0x4dbf) || (c >= FIRST && c <= LAST) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* The second letters by character; made once. */
static const char *
get_seconds (void)
{
  static char seconds[LAST - FIRST + 1];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (const char *at = SECOND; *at != '\0';)
        {
          const char *letter = g_utf8_next_char (at);

          seconds[g_utf8_get_char (at) - FIRST] = *letter;
          at = letter + 1;
        }
      g_once_init_leave (&made, 1);
    }

  return seconds;
}

void
suy_text_get_initials (gunichar c, char letters[4])
{
  gboolean known = c >= FIRST && c <= LAST;
  char second = known ? get_seconds ()[c - FIRST] : '\0';
  guint n = 0;

  if (known && PINYIN[c - FIRST] != '.')
    letters[n++] = PINYIN[c - FIRST];
  if (second != '\0' && (n == 0 || second != letters[0]))
    letters[n++] = second;

  letters[n] = '\0';
}

/* The bytes of the letter at @at, which stands for itself under NFKC once ASCII is in small
 * letters: printable ASCII, and U+4E00 to U+9FFF, which are three bytes from E4 B8 80 to E9 BF BF
 * and have neither decompositions nor case.  0: any other letter. */
static guint
plain_length (const guchar *at)
{
  if (at[0] >= ' ' && at[0] <= '~')
    return 1;

  return (at[0] == 0xe4 && at[1] >= 0xb8) || (at[0] > 0xe4 && at[0] <= 0xe9) ? 3 : 0;
}

static char *
fold (const char *text)
{
  char *folded = g_strdup (text), *at = folded;
  g_autofree char *normal = NULL;
  guint n;

  for (; *at != '\0' && (n = plain_length ((const guchar *) at)) > 0; at += n)
    *at = n == 1 ? g_ascii_tolower (*at) : *at;
  if (*at == '\0')
    return folded;

  g_free (folded);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

/* Every Han character between spaces.  Returns: whether there is any */
static gboolean
add_apart (GString *out, const char *text)
{
  gboolean any = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gssize n = g_utf8_next_char (at) - at;
      gboolean han = n > 1 && is_han (g_utf8_get_char (at));

      if (han)
        g_string_append_c (out, ' ');
      g_string_append_len (out, at, n);
      if (han)
        g_string_append_c (out, ' ');
      any = any || han;
    }

  return any;
}

/* All ways to read @n characters, at most MAX_WAYS. */
static void
add_ways (GString *out, const gunichar *run, guint n)
{
  char ways[MAX_WAYS][MAX_INITIALS + 1];
  guint n_ways = 1;

  for (guint i = 0; i < n; i++)
    {
      char letters[4];

      suy_text_get_initials (run[i], letters);
      if (letters[0] == '\0')
        {
          n = i;
          break;
        }
      if (letters[1] != '\0' && n_ways * 2 <= MAX_WAYS)
        {
          memcpy (ways[n_ways], ways[0], n_ways * sizeof ways[0]);
          for (guint k = 0; k < n_ways; k++)
            ways[n_ways + k][i] = letters[1];
          for (guint k = 0; k < n_ways; k++)
            ways[k][i] = letters[0];
          n_ways *= 2;
        }
      else
        for (guint k = 0; k < n_ways; k++)
          ways[k][i] = letters[0];
    }

  for (guint k = 0; n > 0 && k < n_ways; k++)
    {
      g_string_append_c (out, ' ');
      g_string_append_len (out, ways[k], n);
    }
}

static void
add_initials (GString *out, const char *text) /* of at most MAX_TEXT letters */
{
  gunichar chars[MAX_TEXT];
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    chars[n++] = g_utf8_get_char (text);

  for (guint i = 0; i < n; i++)
    {
      guint end = i;

      while (end < n && end - i < MAX_INITIALS && is_han (chars[end]))
        end++;
      if (end > i)
        add_ways (out, chars + i, end - i);
    }
}

/* aj-2026-0402 is one word; its parts are words too, numbers also without their zeros. */
static void
add_parts (GString *out, const char *text)
{
  g_auto (GStrv) words = NULL;

  if (strchr (text, '-') == NULL)
    return;

  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = NULL;

      if (strchr (words[i], '-') == NULL)
        continue;
      parts = g_strsplit (words[i], "-", -1);
      for (guint k = 0; parts[k] != NULL; k++)
        {
          const char *digits = parts[k] + strspn (parts[k], "0");

          g_string_append_printf (out, " %s", parts[k]);
          if (digits != parts[k] && *digits != '\0')
            g_string_append_printf (out, " %s", digits);
        }
    }
}

void
suy_text_add (GString *body, const char *text)
{
  g_autofree char *folded = fold (text);
  gboolean any;

  if (body->len > 0)
    g_string_append (body,
                     " - "); /* a word, so that no phrase reaches from one field to the next */
  any = add_apart (body, folded);
  add_parts (body, folded);
  if (any && g_utf8_strlen (folded, -1) <= MAX_TEXT)
    add_initials (body, folded);
}

static gboolean
has_words (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      return TRUE;

  return FALSE;
}

static void
add_word (GString *query, const char *word)
{
  g_autoptr (GString) apart = g_string_new (NULL);
  gunichar last = g_utf8_get_char (g_utf8_prev_char (word + strlen (word)));

  add_apart (apart, word);
  g_string_replace (apart, "\"", " ", 0);
  g_string_append_printf (query, "%s\"%s\"%s", query->len > 0 ? " AND " : "", apart->str,
                          is_han (last) ? "" : "*");
}

char *
suy_text_make_query (const char *text)
{
  g_autofree char *folded = fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\r\n", -1);
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (has_words (words[i]))
      add_word (query, words[i]);

  return query->len > 0 ? g_string_free (g_steal_pointer (&query), FALSE) : NULL;
}
