/* suy-cmd-warn.c: suyuanctl warn: which warnings are open, whose turn it is, how many there were
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-table.h"
#include "suy-workspace-warnings.h"

typedef struct
{
  char *level, *person, *as_of;
  int year;
  gboolean stored, closed;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->level);
  g_free (options->person);
  g_free (options->as_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* FALSE after the reason was printed. */
static gboolean
parse_level (const char *text, SuyLevel *level)
{
  *level = SUY_LEVEL_NONE;
  for (guint i = SUY_LEVEL_BLUE; text != NULL && i <= SUY_LEVEL_RED; i++)
    if (g_str_equal (text, suy_lamp_get_level_name ((SuyLevel) i)))
      *level = (SuyLevel) i;
  if (text != NULL && *level == SUY_LEVEL_NONE)
    suy_cli_usage (_ ("--level is blue, yellow, orange or red, not “%s”"), text);

  return text == NULL || *level != SUY_LEVEL_NONE;
}

static void
add_row (SuyTable *table, const SuyWarningRow *row)
{
  const char *language = g_get_language_names ()[0];
  const SuyWarningLevels *levels = suy_workspace_get_warning_levels (NULL);
  g_autofree char *turn = g_strjoinv (", ", row->turn);

  suy_table_add_row (table, NULL);
  suy_table_add_text (table, row->code);
  suy_table_add_text (table, suy_lamp_get_level_name (row->level));
  suy_table_add_text (table, row->indicator);
  suy_table_add_text (table, row->title);
  suy_table_add_number (table, row->value);
  suy_table_add_number (table, row->threshold);
  suy_table_add_text (table, row->unit);
  suy_table_add_text (table, row->state);
  suy_table_add_text (table, row->move);
  suy_table_add_text (table, *turn == '\0' ? NULL : turn);
  suy_table_add_text (
      table, row->level == SUY_LEVEL_NONE
                 ? NULL
                 : suy_label_get (&suy_warning_levels_get (levels, row->level)->label, language));
  suy_table_add_text (table, row->due);
  suy_table_add_text (table, row->is_late ? "late" : row->is_back ? "back" : NULL);
  suy_table_add_text (table, row->is_unanswered ? "unanswered" : NULL);
}

static gboolean
list (SuyWorkspace *workspace,
      const Options *options,
      SuyLevel level,
      const char *format,
      GError **error)
{
  const SuyWarningFilter filter = { level, options->person, options->closed };
  g_autoptr (GPtrArray) rows = suy_workspace_list_warnings (workspace, &filter, error);
  g_autofree char *day = rows == NULL ? NULL : suy_workspace_get_evaluated (workspace, error);
  g_autoptr (SuyTable) table = suy_table_new (
      "warnings", "code", SUY_COLUMN_TEXT, "level", SUY_COLUMN_TEXT, "indicator", SUY_COLUMN_TEXT,
      "what", SUY_COLUMN_TEXT, "value", SUY_COLUMN_NUMBER, "threshold", SUY_COLUMN_NUMBER, "unit",
      SUY_COLUMN_TEXT, "state", SUY_COLUMN_TEXT, "next", SUY_COLUMN_TEXT, "who", SUY_COLUMN_TEXT,
      "asked", SUY_COLUMN_TEXT, "due", SUY_COLUMN_TEXT, "mark", SUY_COLUMN_TEXT, "answer",
      SUY_COLUMN_TEXT, NULL);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    add_row (table, rows->pdata[i]);
  suy_table_add_note (table, "evaluated", day == NULL ? _ ("never evaluated") : day);
  suy_table_print (table, format);

  return TRUE;
}

static gboolean
print_year (SuyWorkspace *workspace, int year, const char *format, GError **error)
{
  g_autoptr (SuyTable) table =
      suy_table_new ("levels", "level", SUY_COLUMN_TEXT, "triggered", SUY_COLUMN_NUMBER, "closed",
                     SUY_COLUMN_NUMBER, "on_time", SUY_COLUMN_NUMBER, NULL);
  SuyWarningYear counts;

  if (!suy_workspace_count_warnings (workspace, year, &counts, error))
    return FALSE;
  for (guint i = SUY_LEVEL_BLUE; i <= SUY_LEVEL_RED; i++)
    {
      suy_table_add_row (table, NULL);
      suy_table_add_text (table, suy_lamp_get_level_name ((SuyLevel) i));
      suy_table_add_integer (table, counts.n[i]);
      suy_table_add_integer (table, counts.closed[i]);
      suy_table_add_integer (table, counts.on_time[i]);
    }
  suy_table_print (table, format);

  return TRUE;
}

static gboolean
run (SuyWorkspace *workspace,
     const Options *options,
     SuyLevel level,
     const char *format,
     GError **error)
{
  if (!options->stored && !suy_workspace_evaluate_changed (workspace, NULL, error))
    return FALSE;

  return options->year != 0 ? print_year (workspace, options->year, format, error)
                            : list (workspace, options, level, format, error);
}

int
suy_cmd_warn (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "level", 0, 0, G_OPTION_ARG_STRING, &options.level, N_ ("Only this level"), "LEVEL" },
    { "for", 0, 0, G_OPTION_ARG_STRING, &options.person, N_ ("Only where it is this person's turn"),
      "PERSON" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &options.as_of, N_ ("As of the end of a past day"),
      "DATE" },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &options.closed, N_ ("Closed ones too"), NULL },
    { "year", 0, 0, G_OPTION_ARG_INT, &options.year, N_ ("Count those of a year by level"),
      "YEAR" },
    { "stored", 0, 0, G_OPTION_ARG_NONE, &options.stored,
      N_ ("As they stand in the file, without evaluating"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  SuyLevel level;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common) ||
      !parse_level (options.level, &level))
    return SUY_EXIT_USAGE;

  workspace = options.stored || options.as_of != NULL
                  ? suy_cli_open_as_of (argv[1], options.as_of, &common, &error)
                  : suy_cli_open (argv[1], SUY_STORE_WRITE, &common, &error);
  if (workspace == NULL || !run (workspace, &options, level, common.format, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
