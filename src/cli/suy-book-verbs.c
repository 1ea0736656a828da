/* suy-book-verbs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-book-verbs.h"

#include <glib/gi18n.h>

#include "suy-case-verbs.h"
#include "suy-error.h"
#include "suy-move-command.h"
#include "suy-record-list.h"
#include "suy-table.h"
#include "suy-workspace-moves.h"

void
suy_book_options_clear (SuyBookOptions *options)
{
  g_free (options->at);
  g_free (options->state);
  g_free (options->kind);
  g_free (options->note);
  g_free (options->as_of);
  g_strfreev (options->said);
  g_strfreev (options->filters);
}

static char *
full_key (const SuyBookOptions *options, const char *key)
{
  return strchr (key, ':') != NULL ? g_strdup (key)
                                   : g_strdup_printf ("%s:%s", options->layer, key);
}

static gboolean
list (SuyWorkspace *workspace, const SuyBookOptions *options, const char *format, GError **error)
{
  g_autoptr (GStrvBuilder) filters = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  SuyListing listing = { .layer = options->layer };

  if (options->filters != NULL)
    g_strv_builder_addv (filters, (const char **) options->filters);
  if (options->state != NULL)
    {
      g_autofree char *state = g_strconcat ("state=", options->state, NULL);

      g_strv_builder_add (filters, state);
    }
  all = g_strv_builder_end (filters);
  listing.filters = all;

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
      const SuyBookOptions *options,
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
      const SuyBookOptions *options,
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
      const SuyBookOptions *options,
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
} Verb;

static gboolean
parse_verb (int argc, char **argv, Verb *verb)
{
  static const struct
  {
    const char *name;
    int min_words;
  } verbs[] = { { "list", 3 }, { "show", 4 }, { "new", 4 }, { "move", 5 }, { "attach", 5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (argv[1], verbs[i].name) == 0)
      {
        *verb = (Verb) i;
        if (argc >= verbs[i].min_words)
          return TRUE;
        suy_cli_usage (_ ("“%s” needs more: see --help"), verbs[i].name);
        return FALSE;
      }
  suy_cli_usage (_ ("say list, show, new, move or attach, not “%s”"), argv[1]);

  return FALSE;
}

static gboolean
run (SuyWorkspace *workspace,
     Verb verb,
     char **argv,
     const SuyBookOptions *options,
     const SuyCommon *common,
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
             suy_move_command_attach (&moving, argv[4], options->kind, common->reason, error);
    case LIST:
    default:
      return list (workspace, options, common->format, error);
    }
}

SuyWorkspace *
suy_book_open (const char *path,
               gboolean writes,
               const SuyBookOptions *options,
               const SuyCommon *common,
               GError **error)
{
  if (!writes)
    return suy_cli_open_as_of (path, options->as_of, common, error);
  if (options->as_of == NULL)
    return suy_cli_open (path, SUY_STORE_WRITE, common, error);
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                       _ ("A past day can only be read. Leave --as-of out to write."));

  return NULL;
}

int
suy_book_run (int argc, char **argv, const SuyBookOptions *options, const SuyCommon *common)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  Verb verb = LIST;

  if (!parse_verb (argc, argv, &verb))
    return SUY_EXIT_USAGE;
  workspace = suy_book_open (argv[2], verb >= NEW, options, common, &error);
  if (workspace == NULL || !run (workspace, verb, argv, options, common, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
