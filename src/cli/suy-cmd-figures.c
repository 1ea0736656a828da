/* suy-cmd-figures.c: suyuanctl figures: how many there are, by what, and what follows from that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-observe-checks.h"
#include "suy-table.h"
#include "suy-workspace-figure.h"

#define CHECKS "checks" /* beside the figures of the table: M-1 to M-10 */

static const char *
label_of (const SuyLabel *label)
{
  return suy_label_get (label, g_get_language_names ()[0]);
}

/* ---- which there are ---- */

static void
print_names (const SuyFigures *figures, const char *format)
{
  const GPtrArray *all = suy_figures_get_all (figures);
  g_autoptr (SuyTable) table =
      suy_table_new ("figures", "name", SUY_COLUMN_TEXT, "label", SUY_COLUMN_TEXT, "layer",
                     SUY_COLUMN_TEXT, "by", SUY_COLUMN_TEXT, "source", SUY_COLUMN_TEXT, NULL);

  suy_table_add_row (table, NULL);
  suy_table_add_text (table, CHECKS);
  suy_table_add_text (table, _ ("Minimum numbers of checks"));
  suy_table_add_text (table, "inspection");
  suy_table_add_text (table, NULL);
  suy_table_add_text (table, "004 #8, #10, #11, #18, #19");
  for (guint i = 0; i < all->len; i++)
    {
      const SuyFigure *figure = all->pdata[i];
      g_autofree char *by = g_strjoinv (", ", figure->by);

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, figure->name);
      suy_table_add_text (table, label_of (&figure->label));
      suy_table_add_text (table, figure->reg);
      suy_table_add_text (table, by);
      suy_table_add_text (table, figure->source);
    }
  suy_table_print (table, format);
}

/* ---- one ---- */

/* A record is named by its key. */
static void
add_row (SuyTable *table,
         SuyWorkspace *workspace,
         const SuyFigureAnswer *answer,
         const SuyFigureRow *row)
{
  const SuyFigure *figure = answer->figure;
  g_autofree char *key =
      row->link == 0 ? NULL : suy_workspace_get_key (workspace, answer->target, row->link);

  suy_table_add_row (table, NULL);
  suy_table_add_text (table, key != NULL ? key : *row->group == '\0' ? NULL : row->group);
  suy_table_add_text (table, row->label);
  for (guint i = 0; i < figure->columns->len; i++)
    {
      g_autofree char *text = suy_figure_format (figure->columns->pdata[i], row->values[i]);

      suy_table_add_decimal (table, text);
    }
}

static void
print_answer (SuyWorkspace *workspace, const SuyFigureAnswer *answer, const char *format)
{
  const SuyFigure *figure = answer->figure;
  g_autoptr (SuyTable) table =
      suy_table_new ("rows", answer->by, SUY_COLUMN_TEXT, "label", SUY_COLUMN_TEXT, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < figure->columns->len; i++)
    {
      const SuyFigureColumn *column = figure->columns->pdata[i];
      const char *unit = suy_figure_get_unit (column);

      suy_table_add_column (table, column->name, SUY_COLUMN_NUMBER);
      g_string_append_printf (words, "%s%s %s%s%s%s", i == 0 ? "" : "; ", column->name,
                              label_of (&column->label), unit == NULL ? "" : " (",
                              unit == NULL ? "" : unit, unit == NULL ? "" : ")");
    }
  for (guint i = 0; i < answer->rows->len; i++)
    add_row (table, workspace, answer, answer->rows->pdata[i]);
  add_row (table, workspace, answer, answer->total);
  suy_table_add_note (table, _ ("columns"), words->str);
  suy_table_add_note (table, _ ("source"), figure->source);
  suy_table_print (table, format);
}

static int
print_figure (SuyWorkspace *workspace,
              const char *name,
              const SuyFigureWish *wish,
              const char *format,
              GError **error)
{
  const SuyFigures *figures = suy_workspace_get_figures (error);
  const SuyFigure *figure = figures == NULL ? NULL : suy_figures_find (figures, name);
  g_autoptr (SuyFigureAnswer) answer = NULL;

  if (figures != NULL && figure == NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 _ ("There is no figure “%s”; “suyuanctl figures WORKSPACE” lists them."), name);
  answer = figure == NULL ? NULL : suy_workspace_figure (workspace, figure, wish, error);
  if (answer == NULL)
    return FALSE;
  print_answer (workspace, answer, format);

  return TRUE;
}

/* ---- minimum numbers of checks ---- */

static gboolean
print_missing (SuyWorkspace *workspace, const char *rule, const char *format, GError **error)
{
  g_autoptr (SuyFrequencyCount) count = suy_workspace_count_checks (workspace, rule, error);
  g_autoptr (SuyTable) table =
      suy_table_new ("missing", "layer", SUY_COLUMN_TEXT, "key", SUY_COLUMN_TEXT, "title",
                     SUY_COLUMN_TEXT, "done", SUY_COLUMN_NUMBER, NULL);

  if (count == NULL)
    return FALSE;
  for (guint i = 0; i < count->missing->len; i++)
    {
      const SuyFrequencyMissing *one = &g_array_index (count->missing, SuyFrequencyMissing, i);
      g_autofree char *key = suy_workspace_get_key (workspace, one->reg, one->id);
      g_autofree char *title = suy_workspace_describe (workspace, one->reg, one->id);

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, one->reg->name);
      suy_table_add_text (table, key);
      suy_table_add_text (table, title);
      suy_table_add_integer (table, one->done);
    }
  suy_table_print (table, format);

  return TRUE;
}

static gboolean
add_checks (SuyTable *table, SuyWorkspace *workspace, const SuyFrequencyRule *rule, GError **error)
{
  g_autoptr (SuyFrequencyCount) count = suy_workspace_count_checks (workspace, rule->name, error);
  g_autofree char *first = count == NULL ? NULL : suy_date_from_day (count->frequency.first);
  g_autofree char *last = count == NULL ? NULL : suy_date_from_day (count->frequency.last);

  if (count == NULL)
    return FALSE;
  suy_table_add_row (table, NULL);
  suy_table_add_text (table, rule->name);
  suy_table_add_text (table, label_of (&rule->label));
  suy_table_add_text (table, count->has_window ? first : NULL);
  suy_table_add_text (table, count->has_window ? last : NULL);
  suy_table_add_integer (table, count->frequency.done);
  suy_table_add_integer (table, count->frequency.expected);
  suy_table_add_integer (table, count->frequency.least);
  suy_table_add_integer (table, count->frequency.deficit);
  suy_table_add_text (table, rule->source);

  return TRUE;
}

static gboolean
print_checks (SuyWorkspace *workspace, const char *format, GError **error)
{
  const GPtrArray *rules = suy_workspace_list_frequencies (error);
  g_autoptr (SuyTable) table = suy_table_new (
      "checks", "rule", SUY_COLUMN_TEXT, "label", SUY_COLUMN_TEXT, "from", SUY_COLUMN_TEXT, "to",
      SUY_COLUMN_TEXT, "done", SUY_COLUMN_NUMBER, "expected", SUY_COLUMN_NUMBER, "least",
      SUY_COLUMN_NUMBER, "deficit", SUY_COLUMN_NUMBER, "source", SUY_COLUMN_TEXT, NULL);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (!add_checks (table, workspace, rules->pdata[i], error))
      return FALSE;
  if (rules != NULL)
    suy_table_print (table, format);

  return rules != NULL;
}

/* ---- the command ---- */

typedef struct
{
  char *by, *missing, **filters;
  int year;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->by);
  g_free (options->missing);
  g_strfreev (options->filters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
answer (SuyWorkspace *workspace,
        const char *name,
        const Options *options,
        const char *format,
        GError **error)
{
  const SuyFigureWish wish = { options->by, options->year, options->filters };

  if (options->missing != NULL)
    return print_missing (workspace, options->missing, format, error);
  if (g_str_equal (name, CHECKS))
    return print_checks (workspace, format, error);

  return print_figure (workspace, name, &wish, format, error);
}

int
suy_cmd_figures (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, N_ ("What to count by; the list says which"),
      "FIELD" },
    { "year", 0, 0, G_OPTION_ARG_INT, &options.year, N_ ("Only what was in that year"), "YEAR" },
    { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.filters,
      N_ ("Only records with this; may be given more than once"), "FIELD=VALUE" },
    { "missing", 0, 0, G_OPTION_ARG_STRING, &options.missing,
      N_ ("Of checks: what a rule, M-1 to M-10, still has to reach"), "RULE" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE [FIGURE]", entries, (int[2]){ 1, 2 }, &common))
    return SUY_EXIT_USAGE;
  if (options.missing != NULL && (argc < 3 || !g_str_equal (argv[2], CHECKS)))
    return suy_cli_usage (_ ("--missing belongs to “checks”"));

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  if (argc == 2 && suy_workspace_get_figures (&error) != NULL)
    print_names (suy_workspace_get_figures (NULL), common.format);
  else if (error == NULL)
    answer (workspace, argv[2], &options, common.format, &error);
  if (error != NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
