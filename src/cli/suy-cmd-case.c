/* suy-cmd-case.c: suyuanctl case and ledger: list, show, new, move, attach; of cases duplicates and
 * assign
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-case-verbs.h"
#include "suy-error.h"
#include "suy-move-command.h"
#include "suy-record-list.h"
#include "suy-table.h"
#include "suy-workspace-moves.h"

typedef struct
{
  const char *layer; /* "problem" or "rectification_item" */
  char *at, *state, *kind, *note, *filter;
  char **said;
  gboolean mine, late;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->at);
  g_free (options->state);
  g_free (options->kind);
  g_free (options->note);
  g_free (options->filter);
  g_strfreev (options->said);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static char *
full_key (const Options *options, const char *key)
{
  return strchr (key, ':') != NULL ? g_strdup (key)
                                   : g_strdup_printf ("%s:%s", options->layer, key);
}

static gboolean
list (SuyWorkspace *workspace, const Options *options, const char *format, GError **error)
{
  g_autofree char *filter =
      options->state == NULL ? NULL : g_strdup_printf ("state=%s", options->state);
  char *filters[] = { filter, NULL };
  const SuyListing listing = { .layer = options->layer, .filters = filters };
  const SuyCaseWish wish = { options->filter, options->state, options->mine, options->late };

  if (options->filter != NULL || options->mine || options->late)
    return suy_case_list_print (workspace, &wish, format, error);

  return suy_record_list_print (workspace, &listing, format, error);
}

/* The journal: who moved it, when, from where to where. */
static gboolean
print_timeline (SuyWorkspace *workspace, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) rows = suy_workspace_get_journal (workspace, reg, id, error);
  const SuyRegister *people = suy_catalog_find (suy_workspace_get_catalog (workspace), "person");
  g_autoptr (SuyTable) table = suy_table_new (
      "journal", "at", SUY_COLUMN_TEXT, "move", SUY_COLUMN_TEXT, "from", SUY_COLUMN_TEXT, "to",
      SUY_COLUMN_TEXT, "actor", SUY_COLUMN_TEXT, "note", SUY_COLUMN_TEXT, NULL);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const SuyRecord *row = rows->pdata[i];
      gint64 actor = suy_record_get_integer (row, "actor");
      g_autofree char *who = actor == 0 ? NULL : suy_workspace_describe (workspace, people, actor);

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, suy_record_get_text (row, "at"));
      suy_table_add_text (table, suy_record_get_text (row, "move"));
      suy_table_add_text (table, suy_record_get_text (row, "from_state"));
      suy_table_add_text (table, suy_record_get_text (row, "to_state"));
      suy_table_add_text (table, who);
      suy_table_add_text (table, suy_record_get_text (row, "note"));
    }
  suy_table_print (table, "table");

  return TRUE;
}

static gboolean
print_files (SuyWorkspace *workspace, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) rows = suy_workspace_get_attachments (workspace, reg, id, error);
  g_autoptr (SuyTable) table =
      suy_table_new ("files", "kind", SUY_COLUMN_TEXT, "name", SUY_COLUMN_TEXT, "size",
                     SUY_COLUMN_NUMBER, "taken_at", SUY_COLUMN_TEXT, NULL);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      suy_table_add_row (table, NULL);
      suy_table_add_text (table, suy_record_get_text (rows->pdata[i], "kind"));
      suy_table_add_text (table, suy_record_get_text (rows->pdata[i], "name"));
      suy_table_add_number (table, (double) suy_record_get_integer (rows->pdata[i], "size"));
      suy_table_add_text (table, suy_record_get_text (rows->pdata[i], "taken_at"));
    }
  suy_table_print (table, "table");

  return TRUE;
}

/* The record, its timeline and files, and what can be done next; in other formats the record. */
static gboolean
show (SuyWorkspace *workspace,
      const Options *options,
      const char *key,
      const char *format,
      GError **error)
{
  g_autofree char *text = full_key (options, key);
  const SuyRegister *reg;
  gint64 id;

  if (!suy_workspace_resolve (workspace, text, &reg, &id, error) ||
      !suy_record_show_print (workspace, text, format, error))
    return FALSE;

  return strcmp (format, "table") != 0 ||
         (print_timeline (workspace, reg, id, error) && print_files (workspace, reg, id, error) &&
          suy_move_command_list (&(SuyMoving){ workspace, NULL, reg, id }, "table", error));
}

static gboolean
make (SuyWorkspace *workspace,
      const Options *options,
      char **words,
      const char *reason,
      GError **error)
{
  const SuyRegister *reg =
      suy_catalog_lookup (suy_workspace_get_catalog (workspace), options->layer, error);
  g_autoptr (SuyRecord) record = reg == NULL ? NULL : suy_record_new (reg);
  g_autofree char *key = NULL;

  if (record == NULL || !suy_record_fill (workspace, record, words, options->at, error) ||
      !suy_workspace_save (workspace, record, reason, error))
    return FALSE;
  key = suy_workspace_get_key (workspace, reg, suy_record_get_id (record));
  g_print ("%s:%s\n", reg->name, key);

  return strcmp (options->layer, "problem") != 0 ||
         suy_case_duplicates_warn (workspace, record, error);
}

static gboolean
find (SuyWorkspace *workspace,
      const Options *options,
      char **argv,
      SuyMoving *moving,
      GError **error)
{
  g_autofree char *text = full_key (options, argv[3]);

  moving->workspace = workspace;
  moving->path = argv[2];

  return suy_workspace_resolve (workspace, text, &moving->reg, &moving->id, error);
}

typedef enum
{
  LIST,
  SHOW,
  NEW,
  MOVE,
  ATTACH,
  DUPLICATES,
  ASSIGN,
} Verb;

static gboolean
parse_verb (int argc, char **argv, Verb *verb)
{
  static const struct
  {
    const char *name;
    int min_words;
  } verbs[] = { { "list", 3 },   { "show", 4 },       { "new", 4 },   { "move", 5 },
                { "attach", 5 }, { "duplicates", 4 }, { "assign", 5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (argv[1], verbs[i].name) == 0)
      {
        *verb = (Verb) i;
        if (argc >= verbs[i].min_words)
          return TRUE;
        suy_cli_usage (_ ("“%s” needs more: see --help"), verbs[i].name);
        return FALSE;
      }
  suy_cli_usage (_ ("say list, show, new, move, attach, duplicates or assign, not “%s”"), argv[1]);

  return FALSE;
}

static gboolean
run (SuyWorkspace *workspace,
     Verb verb,
     char **argv,
     const Options *options,
     const SuyCommon *common,
     int *status,
     GError **error)
{
  SuyMoving moving;

  switch (verb)
    {
    case SHOW:
      return show (workspace, options, argv[3], common->format, error);
    case NEW:
      return make (workspace, options, argv + 3, common->reason, error);
    case MOVE:
      return find (workspace, options, argv, &moving, error) &&
             suy_move_command_run (&moving, argv + 4, options->note, options->said, error);
    case ATTACH:
      return find (workspace, options, argv, &moving, error) &&
             suy_move_command_attach (&moving, argv[4], options->kind, error);
    case DUPLICATES:
      return find (workspace, options, argv, &moving, error) &&
             suy_case_duplicates_print (workspace, moving.reg, moving.id, common->format, error);
    case ASSIGN:
      return suy_case_assign_all (workspace, argv + 3, common->format, status, error);
    case LIST:
    default:
      return list (workspace, options, common->format, error);
    }
}

/* What only cases have. */
static gboolean
check_book (const Options *options, Verb verb)
{
  gboolean is_case = strcmp (options->layer, "problem") == 0;

  if (!is_case && (verb == DUPLICATES || verb == ASSIGN || options->filter != NULL ||
                   options->mine || options->late))
    suy_cli_usage (_ ("duplicates, assign, --filter, --mine and --late are for cases alone"));

  return is_case || (verb != DUPLICATES && verb != ASSIGN && options->filter == NULL &&
                     !options->mine && !options->late);
}

static int
run_book (int argc, char **argv, const char *layer, const char *usage)
{
  g_auto (Options) options = { .layer = layer };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("Place of a new record"), "LON,LAT" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &options.state, N_ ("List only this state"), "STATE" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, N_ ("Kind of the file to attach"), "KIND" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, N_ ("Note of a move"), "TEXT" },
    { "say", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.said,
      N_ ("What only you know, as reporter_told=yes"), "FACT=VALUE" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &options.filter,
      N_ ("List what a kept filter of the window shows"), "NAME" },
    { "mine", 0, 0, G_OPTION_ARG_NONE, &options.mine,
      N_ ("List only open ones of the acting person"), NULL },
    { "late", 0, 0, G_OPTION_ARG_NONE, &options.late,
      N_ ("List only open ones past their deadline"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  Verb verb = LIST;
  int status = SUY_EXIT_DONE;

  if (!suy_cli_parse (&argc, &argv, usage, entries, (int[2]){ 2, 1000 }, &common) ||
      !parse_verb (argc, argv, &verb) || !check_book (&options, verb))
    return SUY_EXIT_USAGE;

  workspace =
      suy_cli_open (argv[2], verb >= NEW && verb != DUPLICATES ? SUY_STORE_WRITE : SUY_STORE_READ,
                    &common, &error);
  if (workspace == NULL || !run (workspace, verb, argv, &options, &common, &status, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, status);
}

int
suy_cmd_case (int argc, char **argv)
{
  return run_book (argc, argv, "problem",
                   "list|show|new|move|attach|duplicates|assign WORKSPACE [KEY...] [MOVE|FILE] "
                   "[FIELD=VALUE...]");
}

int
suy_cmd_ledger (int argc, char **argv)
{
  return run_book (argc, argv, "rectification_item",
                   "list|show|new|move|attach WORKSPACE [KEY] [MOVE|FILE] [FIELD=VALUE...]");
}
