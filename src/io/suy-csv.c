/* suy-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-utf8.h"

#define SAMPLE 4096 /* bytes that are looked at to tell UTF-16 without a mark */

typedef struct
{
  const char *mark;
  gsize length;
  const char *encoding;
} Mark;

static const Mark marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8" },
  { "\xff\xfe", 2, "UTF-16LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
  { "\x84\x31\x95\x33", 4, "GB18030" },
};

/* Half of the bytes of a Western table in UTF-16 are 0; of a Chinese one the digits and commas. */
static const char *
guess_utf16 (const char *bytes, gsize size)
{
  gsize zeros[2] = { 0, 0 };

  size = MIN (size, SAMPLE) & ~(gsize) 1;
  for (gsize i = 0; i < size; i++)
    zeros[i % 2] += bytes[i] == '\0';

  if (zeros[0] + zeros[1] < size / 20 || zeros[0] + zeros[1] == 0)
    return NULL;

  return zeros[0] > zeros[1] ? "UTF-16BE" : "UTF-16LE";
}

/* @sound: (out): nothing but a look at all bytes could tell, and they are that */
static const char *
guess_encoding (const char *bytes, gsize size, gsize *skip, gboolean *sound)
{
  const char *wide;

  *skip = 0;
  *sound = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (size >= marks[i].length && memcmp (bytes, marks[i].mark, marks[i].length) == 0)
      {
        *skip = marks[i].length;
        return marks[i].encoding;
      }

  *sound = suy_utf8_is_valid (bytes, size);
  if (*sound)
    return "UTF-8";
  wide = guess_utf16 (bytes, size);

  return wide != NULL ? wide : "GB18030";
}

static char *
copy_text (const char *bytes, gsize size)
{
  char *text = g_malloc (size + 1);

  memcpy (text, bytes, size);
  text[size] = '\0';

  return text;
}

char *
suy_csv_decode (const char *bytes,
                gsize size,
                const char *encoding,
                const char **used,
                GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  gsize skip = 0, read = 0, written = 0;
  gboolean sound;

  *used = guess_encoding (bytes, size, &skip, &sound);
  if (encoding != NULL && g_ascii_strcasecmp (encoding, *used) != 0)
    {
      *used = encoding;
      skip = 0;
    }

  bytes += skip;
  size -= skip;
  if (g_ascii_strcasecmp (*used, "UTF-8") == 0 && (sound || suy_utf8_is_valid (bytes, size)))
    return copy_text (bytes, size);

  text = g_convert (bytes, (gssize) size, "UTF-8", *used, &read, &written, &cause);
  if (text == NULL)
    g_set_error (
        error, SUY_ERROR, SUY_ERROR_INVALID,
        _ ("The file is not text in %s: byte %lu does not fit. Name the right encoding, or "
           "save it as UTF-8"),
        *used, (gulong) (skip + read));
  else if (strlen (text) != written || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("The file is not text: it has NUL bytes when it is read as %s"), *used);
      g_clear_pointer (&text, g_free);
    }

  return g_steal_pointer (&text);
}

/* How often @mark parts the first lines, outside quotes: the least over the lines that have any. */
static guint
count_marks (const char *text, char mark)
{
  guint best = 0, in_line = 0, lines = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0' && lines < 20; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && *p == mark)
        in_line++;
      else if (!quoted && *p == '\n')
        {
          best += MIN (in_line, 100);
          in_line = 0;
          lines++;
        }
    }

  return best + in_line;
}

static char
find_delimiter (const char *text)
{
  static const char candidates[] = { ',', '\t', ';', '|' };
  char best = ',';
  guint most = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint n = count_marks (text, candidates[i]);

      if (n > most)
        {
          most = n;
          best = candidates[i];
        }
    }

  return best;
}

/* What a parser carries from cell to cell. */
typedef struct
{
  SuyGrid *grid;
  char *text;
  gboolean ends[256]; /* bytes that end a cell without quotes */
  char delimiter;
} Parser;

static void
parser_init (Parser *self, char *text, char delimiter)
{
  *self = (Parser){ .text = text, .delimiter = delimiter };
  self->ends[(guchar) delimiter] = self->ends['\r'] = self->ends['\n'] = self->ends[0] = TRUE;
  self->grid = suy_grid_new_over (text, strlen (text) + 1);
}

/* Moves what stands between the quotes, with doubled ones halved, to the opening quote; @end is
 * then behind it.  Returns: what stands behind the closing quote; NULL if it never closes. */
static char *
read_quoted (char *p, char **end)
{
  char *to = p;

  for (p++;; p++)
    {
      char *close = strchr (p, '"');

      if (close == NULL)
        return NULL;
      memmove (to, p, (gsize) (close - p));
      to += close - p;
      p = close + 1;
      *end = to;
      if (*p != '"')
        return p;
      *to++ = '"';
    }
}

/* A quote opens only at the beginning of a cell: 5" or 118°04'54" are plain text.  The cell stands
 * at @p when it is read, up to @end. */
static char *
read_cell (const Parser *self, char *p, char **end)
{
  char *rest = p, *to = p;

  if (*p == '"')
    rest = p = read_quoted (p, &to);
  if (p == NULL)
    return NULL;

  while (!self->ends[(guchar) *p])
    p++;
  *end = to + (p - rest);
  if (to != rest)
    memmove (to, rest, (gsize) (p - rest));

  return p;
}

static char *
skip_line_end (char *p)
{
  p += *p == '\r';
  p += *p == '\n';

  return p;
}

static char *
read_row (const Parser *self, char *p, guint32 number, GError **error)
{
  suy_grid_begin_row (self->grid, number);
  for (;;)
    {
      char *cell = p, *end, *next;

      p = read_cell (self, p, &end);
      if (p == NULL)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       _ ("Row %u begins a cell with a quotation mark that never closes. Close or "
                          "remove it"),
                       number);
          return NULL;
        }
      /* The NUL behind the cell may take the place of what ends it. */
      next = *p == self->delimiter ? NULL : skip_line_end (p);
      if (!suy_grid_add_part (self->grid, (gsize) (cell - self->text), (gsize) (end - cell)))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                       _ ("The table is too large at row %u. Split the file"), number);
          return NULL;
        }
      if (next != NULL)
        return next;
      p++;
    }
}

/* Excel's own first line "sep=;" names the delimiter. */
static char *
read_separator_line (char *text, char *delimiter)
{
  if (!g_str_has_prefix (text, "sep=") || text[4] == '\0' || strchr ("\r\n", text[5]) == NULL)
    return text;

  *delimiter = text[4];

  return skip_line_end (text + 5);
}

SuyGrid *
suy_csv_parse (char *text, GError **error)
{
  g_autoptr (SuyGrid) grid = NULL;
  Parser parser;
  char *p = text;
  guint32 number = 1;
  char delimiter;

  for (; *p == '#'; number++)
    p = skip_line_end (p + strcspn (p, "\r\n"));
  delimiter = find_delimiter (p);
  if (p == text)
    p = read_separator_line (p, &delimiter);
  number += p > text && text[0] != '#';

  parser_init (&parser, text, delimiter);
  grid = parser.grid;
  for (; *p != '\0'; number++)
    {
      p = read_row (&parser, p, number, error);
      if (p == NULL)
        return NULL;
    }

  return g_steal_pointer (&grid);
}

void
suy_csv_append (GString *out, const char *text)
{
  if (strpbrk (text, ",;\t|\"\r\n") == NULL && text[0] != '#' && text[0] != ' ')
    {
      g_string_append (out, text);
      return;
    }

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static gboolean
is_number (const char *text)
{
  char *end;

  if (text[strspn (text, "+-.0123456789eE")] != '\0')
    return FALSE;
  g_ascii_strtod (text, &end);

  return end != text && *end == '\0';
}

char *
suy_csv_guard (const char *text)
{
  gunichar first = g_utf8_get_char (text);
  gboolean risky = first != 0 && g_utf8_strchr ("=+-@'\t\r＝＋－＠", -1, first) != NULL;

  return risky && !is_number (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);
}

char *
suy_csv_unguard (const char *text)
{
  return g_strdup (text[0] == '\'' ? text + 1 : text);
}
