/* suy-cmd-case.c: suyuanctl case and ledger: list, show, new, move, attach
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-error.h"
#include "suy-record-list.h"
#include "suy-table.h"
#include "suy-workspace-evidence.h"
#include "suy-workspace-moves.h"

typedef struct
{
  const char *layer; /* "problem" or "rectification_item" */
  char *at, *state, *kind, *note;
  char **said;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->at);
  g_free (options->state);
  g_free (options->kind);
  g_free (options->note);
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

  return suy_record_list_print (workspace, &listing, format, error);
}

static gboolean
print_offers (SuyWorkspace *workspace, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) offers = suy_workspace_get_offers (workspace, reg, id, error);
  g_autoptr (SuyTable) table =
      suy_table_new ("moves", "move", SUY_COLUMN_TEXT, "to", SUY_COLUMN_TEXT, "label",
                     SUY_COLUMN_TEXT, "missing", SUY_COLUMN_TEXT, NULL);
  const char *language = g_get_language_names ()[0];

  if (offers == NULL)
    return FALSE;
  for (guint i = 0; i < offers->len; i++)
    {
      const SuyOffer *offer = offers->pdata[i];
      g_autoptr (GString) missing = g_string_new (NULL);

      for (guint j = 0; j < offer->missing->len; j++)
        g_string_append_printf (
            missing, "%s%s", j == 0 ? "" : "; ",
            suy_label_get (&((SuyNeed *) offer->missing->pdata[j])->label, language));
      suy_table_add_row (table, NULL);
      suy_table_add_text (table, offer->move->name);
      suy_table_add_text (table, offer->move->to);
      suy_table_add_text (table, suy_label_get (&offer->move->label, language));
      suy_table_add_text (table, missing->str);
    }
  suy_table_print (table, "table");

  return TRUE;
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
          print_offers (workspace, reg, id, error));
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

  return TRUE;
}

/* "FACT=VALUE" words as a table. */
static GHashTable *
parse_said (char **words)
{
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (; words != NULL && *words != NULL; words++)
    {
      const char *equals = strchr (*words, '=');

      if (equals == NULL)
        g_hash_table_insert (said, g_strdup (*words), g_strdup ("yes"));
      else
        g_hash_table_insert (said, g_strndup (*words, (gsize) (equals - *words)),
                             g_strdup (equals + 1));
    }

  return said;
}

static gboolean
move (SuyWorkspace *workspace,
      const Options *options,
      const char *key,
      char **words,
      GError **error)
{
  g_autofree char *text = full_key (options, key);
  g_autoptr (SuyRecord) changes = NULL;
  g_autoptr (GHashTable) said = parse_said (options->said);
  const SuyRegister *reg;
  gint64 id;

  if (!suy_workspace_resolve (workspace, text, &reg, &id, error))
    return FALSE;
  changes = suy_record_new (reg);
  suy_record_set_id (changes, id);

  return suy_record_fill (workspace, changes, words + 1, NULL, error) &&
         suy_workspace_move (workspace, changes, words[0], options->note, said, error);
}

/* What the picture says is printed; one that can't be read is kept as a document, and says why. */
static gboolean
attach (SuyWorkspace *workspace,
        const Options *options,
        const char *key,
        const char *path,
        const char *reason,
        GError **error)
{
  g_autofree char *text = full_key (options, key), *name = g_path_get_basename (path);
  g_autofree char *words = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SuyPicture) picture = NULL;
  g_autoptr (GError) unread = NULL;
  SuyEvidenceFile file = { name, options->kind == NULL ? "document" : options->kind, NULL, reason };
  SuyEvidenceCheck check;
  char *data;
  gsize size;
  const SuyRegister *reg;
  gint64 id;

  if (!suy_workspace_resolve (workspace, text, &reg, &id, error) ||
      !g_file_get_contents (path, &data, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (data, size);
  file.picture = picture = suy_picture_read (bytes, name, SUY_PICTURE_THUMB_PX, NULL, &unread);
  if (picture == NULL && !g_error_matches (unread, SUY_ERROR, SUY_ERROR_FOREIGN))
    g_printerr ("suyuanctl: %s\n", unread->message);
  else if (picture != NULL && picture->problem != NULL)
    g_printerr ("suyuanctl: %s: %s\n", name, picture->problem);
  if (suy_workspace_attach_file (workspace, reg, id, &file, bytes, &check, error) == 0)
    return FALSE;
  words = suy_evidence_check_describe (&check);
  g_print ("%s%s%s\n", name, words[0] == '\0' ? "" : ": ", words);

  return TRUE;
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
     const Options *options,
     const SuyCommon *common,
     GError **error)
{
  switch (verb)
    {
    case SHOW:
      return show (workspace, options, argv[3], common->format, error);
    case NEW:
      return make (workspace, options, argv + 3, common->reason, error);
    case MOVE:
      return move (workspace, options, argv[3], argv + 4, error);
    case ATTACH:
      return attach (workspace, options, argv[3], argv[4], common->reason, error);
    case LIST:
    default:
      return list (workspace, options, common->format, error);
    }
}

static int
run_book (int argc, char **argv, const char *layer)
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
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  Verb verb = LIST;

  if (!suy_cli_parse (&argc, &argv,
                      "list|show|new|move|attach WORKSPACE [KEY] [MOVE|FILE] [FIELD=VALUE...]",
                      entries, (int[2]){ 2, 1000 }, &common) ||
      !parse_verb (argc, argv, &verb))
    return SUY_EXIT_USAGE;

  workspace =
      suy_cli_open (argv[2], verb >= NEW ? SUY_STORE_WRITE : SUY_STORE_READ, &common, &error);
  if (workspace == NULL || !run (workspace, verb, argv, &options, &common, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}

int
suy_cmd_case (int argc, char **argv)
{
  return run_book (argc, argv, "problem");
}

int
suy_cmd_ledger (int argc, char **argv)
{
  return run_book (argc, argv, "rectification_item");
}
