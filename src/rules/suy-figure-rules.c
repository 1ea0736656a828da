/* suy-figure-rules.c: the table of figures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-duty-private.h"
#include "suy-figure.h"
#include "suy-json.h"
#include "suy-rules-text.h"

#define FILE_NAME "figures.json"

struct _SuyFigures
{
  GPtrArray *figures; /* (element-type SuyFigure) */
};

static void
column_free (gpointer data)
{
  SuyFigureColumn *column = data;

  g_free (column->name);
  suy_label_clear (&column->label);
  g_free (column->unit);
  g_free (column->on);
  g_array_unref (column->tests);
  g_strfreev (column->fields);
  g_array_unref (column->weights);
  g_free (column);
}

static void
figure_free (gpointer data)
{
  SuyFigure *figure = data;

  g_free (figure->name);
  suy_label_clear (&figure->label);
  g_free (figure->reg);
  g_free (figure->on);
  g_array_unref (figure->tests);
  g_strfreev (figure->by);
  g_ptr_array_unref (figure->columns);
  g_free (figure->source);
  g_free (figure);
}

/* ---- "of": what a column holds ---- */

static const struct
{
  const char *word;
  SuyFigureKind kind;
  guint n_words; /* behind it; 0 of points: one or more */
} kinds[] = {
  { "count", SUY_FIGURE_COUNT, 0 },       { "sum", SUY_FIGURE_SUM, 1 },
  { "distinct", SUY_FIGURE_DISTINCT, 1 }, { "dates", SUY_FIGURE_DATES, 1 },
  { "days", SUY_FIGURE_DAYS, 2 },         { "points", SUY_FIGURE_POINTS, 0 },
  { "all", SUY_FIGURE_ALL, 1 },           { "linked", SUY_FIGURE_LINKED, 1 },
  { "share", SUY_FIGURE_SHARE, 2 },       { "part", SUY_FIGURE_PART, 1 },
  { "quotient", SUY_FIGURE_QUOTIENT, 2 }, { "rest", SUY_FIGURE_REST, 2 },
  { "running", SUY_FIGURE_RUNNING, 2 },   { "growth", SUY_FIGURE_GROWTH, 1 },
  { "least", SUY_FIGURE_LEAST, 2 },
};

/* A column before this one. */
static gboolean
find_column (const SuyJsonPlace *at,
             const GPtrArray *columns,
             const char *name,
             guint *index,
             GError **error)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (((const SuyFigureColumn *) columns->pdata[i])->name, name))
      {
        *index = i;
        return TRUE;
      }

  return suy_json_fail (at, error, "no column before this one is called “%s”", name);
}

/* "impact=40", percent. */
static gboolean
read_weights (const SuyJsonPlace *at, SuyFigureColumn *column, GError **error)
{
  int sum = 0;

  for (guint i = 0; column->fields[i] != NULL; i++)
    {
      char *equals = strchr (column->fields[i], '=');
      int weight = equals == NULL ? 0 : (int) g_ascii_strtoll (equals + 1, NULL, 10);

      if (weight <= 0)
        return suy_json_fail (at, error, "“%s” is no “field=percent”", column->fields[i]);
      *equals = '\0';
      sum += weight;
      g_array_append_val (column->weights, weight);
    }

  return sum == 100 || suy_json_fail (at, error, "the weights are %d together, not 100", sum);
}

/* @words: (array): what stands behind the kind */
static gboolean
read_words (const SuyJsonPlace *at,
            const GPtrArray *columns,
            SuyFigureColumn *column,
            char **words,
            GError **error)
{
  column->fields = g_strdupv (words);
  if (column->kind == SUY_FIGURE_POINTS)
    return read_weights (at, column, error);
  if (suy_figure_is_gathered (column))
    return TRUE;
  if (!find_column (at, columns, words[0], &column->a, error))
    return FALSE;
  if (column->kind != SUY_FIGURE_LEAST)
    return words[1] == NULL || find_column (at, columns, words[1], &column->b, error);
  column->share_bp = (int) g_ascii_strtoll (words[1], NULL, 10);

  return (column->share_bp > 0 && column->share_bp <= SUY_RATIO_FULL_BP) ||
         suy_json_fail (at, error, "“%s” is no share from 1 to 10000", words[1]);
}

static gboolean
read_of (const SuyJsonPlace *at, const GPtrArray *columns, SuyFigureColumn *column, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!suy_json_read_text (at, "of", &text, error))
    return FALSE;
  words = g_strsplit (text, ":", -1);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint n = g_strv_length (words) - 1;

      if (!g_str_equal (kinds[i].word, words[0]) ||
          (kinds[i].kind == SUY_FIGURE_POINTS ? n == 0 : n != kinds[i].n_words))
        continue;
      column->kind = kinds[i].kind;
      return read_words (at, columns, column, words + 1, error);
    }

  return suy_json_fail (at, error, "“%s” is nothing that a column can hold", text);
}

/* ---- rows ---- */

static gboolean
read_column (gpointer data, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!", "zh!", "of!", "unit", "on", "when", NULL };
  SuyFigure *figure = data;
  SuyFigureColumn *column = g_new0 (SuyFigureColumn, 1);
  gboolean ok;

  column->tests = suy_duty_tests_new ();
  column->weights = g_array_new (FALSE, FALSE, sizeof (int));
  ok = suy_json_check_keys (at, keys, error) &&
       suy_json_read_text (at, "name", &column->name, error) &&
       suy_json_read_label (at, &column->label, error) &&
       read_of (at, figure->columns, column, error) &&
       suy_json_read_text (at, "unit", &column->unit, error) &&
       suy_json_read_text (at, "on", &column->on, error) &&
       suy_duty_read_tests (at, "when", column->tests, error);
  g_ptr_array_add (figure->columns, column);

  return ok;
}

static gboolean
read_figure (gpointer table, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!",   "zh!",      "register!", "on", "when",
                                      "by!",   "every", "columns!", "source!",   NULL };
  SuyFigures *self = table;
  SuyFigure *figure = g_new0 (SuyFigure, 1);

  figure->tests = suy_duty_tests_new ();
  figure->columns = g_ptr_array_new_with_free_func (column_free);
  g_ptr_array_add (self->figures, figure);

  return (suy_json_check_keys (at, keys, error) &&
          suy_json_read_text (at, "name", &figure->name, error) &&
          suy_json_read_label (at, &figure->label, error) &&
          suy_json_read_text (at, "register", &figure->reg, error) &&
          suy_json_read_text (at, "on", &figure->on, error) &&
          suy_duty_read_tests (at, "when", figure->tests, error) &&
          suy_json_read_texts (at, "by", &figure->by, error) &&
          suy_json_read_boolean (at, "every", &figure->every, error) &&
          suy_json_read_rows (at, "columns", read_column, figure, error) &&
          suy_json_read_text (at, "source", &figure->source, error)) &&
         (*figure->by != NULL || suy_json_fail (at, error, "“by” names nothing"));
}

SuyFigures *
suy_figures_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "figures!", NULL };
  g_autoptr (SuyFigures) self = g_new0 (SuyFigures, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };

  self->figures = g_ptr_array_new_with_free_func (figure_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_rows (&root, "figures", read_figure, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyFigures *
suy_figures_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_figures_new_from_text (FILE_NAME, text, error);
}

void
suy_figures_free (SuyFigures *self)
{
  g_ptr_array_unref (self->figures);
  g_free (self);
}

const GPtrArray *
suy_figures_get_all (const SuyFigures *self)
{
  return self->figures;
}

const SuyFigure *
suy_figures_find (const SuyFigures *self, const char *name)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      const SuyFigure *figure = g_ptr_array_index (self->figures, i);

      if (g_str_equal (figure->name, name))
        return figure;
    }

  return NULL;
}
