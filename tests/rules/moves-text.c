/* moves-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "moves-text.h"

#include <string.h>

typedef struct
{
  MovesText *text;
  MovesTextRow *row; /* (nullable): the one that is being read */
  guint line;
} Reader;

static void
need_free (MovesTextNeed *need)
{
  g_free (need->words);
  g_free (need->example);
  g_ptr_array_unref (need->counters);
  g_free (need);
}

static void
row_free (MovesTextRow *row)
{
  g_free (row->number);
  g_free (row->name);
  g_free (row->article);
  g_free (row->to);
  g_strfreev (row->from);
  g_strfreev (row->may);
  g_strfreev (row->counts);
  g_ptr_array_unref (row->needs);
  g_ptr_array_unref (row->refusals);
  g_free (row);
}

void
moves_text_free (MovesText *self)
{
  g_free (self->file);
  g_free (self->machine);
  g_strfreev (self->states);
  g_ptr_array_unref (self->ends);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
expect (const Reader *reader, gboolean holds, const char *what)
{
  if (!holds)
    g_error ("%s:%u: %s", reader->text->file, reader->line, what);
}

/* A state with a star is one where the work is finished. */
static void
read_states (Reader *reader, const char *rest)
{
  reader->text->states = g_strsplit (rest, ", ", -1);
  for (guint i = 0; reader->text->states[i] != NULL; i++)
    {
      char *star = strchr (reader->text->states[i], '*');

      if (star == NULL)
        continue;
      *star = '\0';
      g_ptr_array_add (reader->text->ends, g_strdup (reader->text->states[i]));
    }
}

/* "2.8 submit: rectifying -> submitted" */
static void
read_head (Reader *reader, const char *line)
{
  g_auto (GStrv) halves = g_strsplit (line, ": ", 2);
  g_auto (GStrv) names = g_strsplit (halves[0], " ", 2);
  g_auto (GStrv) ends = halves[1] == NULL ? NULL : g_strsplit (halves[1], " -> ", 2);
  MovesTextRow *row;

  expect (reader, names[1] != NULL && ends != NULL && ends[1] != NULL,
          "a move is written “NUMBER NAME: FROM, FROM -> TO”");
  row = g_new0 (MovesTextRow, 1);
  row->number = g_strdup (names[0]);
  row->name = g_strdup (names[1]);
  if (g_str_equal (ends[0], "(new)"))
    {
      row->from = g_new0 (char *, 2);
      row->from[0] = g_strdup ("");
    }
  else
    row->from = g_strsplit (ends[0], ", ", -1);
  row->to = g_strdup (g_str_equal (ends[1], "(same)") ? "=" : ends[1]);
  row->needs = g_ptr_array_new_with_free_func ((GDestroyNotify) need_free);
  row->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) need_free);
  row->counts = g_new0 (char *, 1);
  row->line = reader->line;
  g_ptr_array_add (reader->text->rows, row);
  reader->row = row;
}

/* "WORDS | EXAMPLE | COUNTEREXAMPLE ..." */
static void
read_need (Reader *reader, const char *rest, gboolean refusal)
{
  g_auto (GStrv) parts = g_strsplit (rest, " | ", -1);
  MovesTextNeed *need = g_new0 (MovesTextNeed, 1);

  expect (reader, g_strv_length (parts) >= 2, "an example belongs behind the words");
  expect (reader, !refusal || parts[2] == NULL, "a refusal has one example");
  need->words = g_strdup (parts[0]);
  need->example = g_strdup (parts[1]);
  need->counters = g_ptr_array_new_with_free_func (g_free);
  need->line = reader->line;
  for (guint i = 2; parts[i] != NULL; i++)
    g_ptr_array_add (need->counters, g_strdup (parts[i]));
  if (need->counters->len == 0)
    g_ptr_array_add (need->counters, g_strdup (MOVES_TEXT_LEFT_OUT));
  g_ptr_array_add (refusal ? reader->row->refusals : reader->row->needs, need);
}

static void
read_line (Reader *reader, const char *line)
{
  const char *word = line + strspn (line, " ");
  gsize length = strcspn (word, " ");
  g_autofree char *key = g_strndup (word, length);
  const char *rest = word[length] == '\0' ? "" : word + length + 1;

  if (g_ascii_isdigit (*line))
    read_head (reader, line);
  else if (g_str_equal (key, "machine"))
    reader->text->machine = g_strdup (rest);
  else if (g_str_equal (key, "states"))
    read_states (reader, rest);
  else if (reader->row == NULL)
    expect (reader, FALSE, "this line belongs to no move");
  else if (g_str_equal (key, "article"))
    reader->row->article = g_strdup (rest);
  else if (g_str_equal (key, "may"))
    reader->row->may = g_strsplit (rest, ", ", -1);
  else if (g_str_equal (key, "counts"))
    {
      g_strfreev (reader->row->counts);
      reader->row->counts = g_strsplit (rest, ", ", -1);
    }
  else if (g_str_equal (key, "needs") || g_str_equal (key, "refuses"))
    read_need (reader, rest, g_str_equal (key, "refuses"));
  else
    expect (reader, FALSE, "a line begins with article, may, needs, refuses or counts");
}

MovesText *
moves_text_read (const char *machine)
{
  g_autofree char *name = g_strdup_printf ("moves-%s.txt", machine);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rules", name, NULL);
  g_autofree char *whole = NULL;
  g_auto (GStrv) lines = NULL;
  MovesText *self = g_new0 (MovesText, 1);
  Reader reader = { self, NULL, 0 };

  self->file = g_strdup (name);
  self->ends = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  expect (&reader, g_file_get_contents (path, &whole, NULL, NULL), "there is no such text");
  lines = g_strsplit (whole, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      reader.line = i + 1;
      if (*lines[i] != '\0' && *lines[i] != '#')
        read_line (&reader, lines[i]);
    }

  expect (&reader, g_strcmp0 (self->machine, machine) == 0 && self->states != NULL,
          "the text names its machine and its states");
  for (guint i = 0; i < self->rows->len; i++)
    {
      const MovesTextRow *row = self->rows->pdata[i];

      reader.line = row->line;
      expect (&reader, row->article != NULL && row->may != NULL && row->needs->len > 0,
              "a move has an article, those who may, and what it needs");
    }

  return self;
}
