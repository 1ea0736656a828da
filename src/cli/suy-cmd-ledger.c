/* suy-cmd-ledger.c: suyuanctl ledger: the verbs of cases, and check, export, import, print
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-book-verbs.h"
#include "suy-error.h"
#include "suy-import-outcome.h"
#include "suy-ledger-print.h"
#include "suy-ledger-table.h"
#include "suy-ledger-tables.h"
#include "suy-record-list.h"

typedef struct
{
  SuyBookOptions book;
  char *layer_name, *encoding, *report, *item, *notice, *paper, *by;
  gboolean accept_flagged, dry_run;
  SuyCommon common;
} Options;

static void
options_clear (Options *options)
{
  suy_book_options_clear (&options->book);
  g_free (options->layer_name);
  g_free (options->encoding);
  g_free (options->report);
  g_free (options->item);
  g_free (options->notice);
  g_free (options->paper);
  g_free (options->by);
  suy_common_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What an official table has in it, in the order of the numbers. */
static GArray *
select_items (SuyWorkspace *workspace, const Options *options, GError **error)
{
  const SuyRegister *reg =
      suy_catalog_lookup (suy_workspace_get_catalog (workspace), SUY_LEDGER_REGISTER, error);
  const SuyListing listing = { .layer = SUY_LEDGER_REGISTER,
                               .filters = options->book.filters,
                               .order = "code" };

  return reg == NULL ? NULL : suy_record_list_select (workspace, reg, &listing, error);
}

static int
run_export (SuyWorkspace *workspace, char **words, const Options *options, GError **error)
{
  g_autoptr (GArray) ids = select_items (workspace, options, error);

  if (ids == NULL || !suy_workspace_export_ledger (workspace, ids, words[0], NULL, error))
    return SUY_EXIT_FAILED;

  return SUY_EXIT_DONE;
}

static int
run_import (SuyWorkspace *workspace, char **words, const Options *options, GError **error)
{
  const SuyRegister *reg =
      suy_catalog_lookup (suy_workspace_get_catalog (workspace), SUY_LEDGER_REGISTER, error);
  const SuySourceOptions source_options = { .layer = options->layer_name,
                                            .encoding = options->encoding };
  const SuyImportOptions import_options = { .accept_flagged = options->accept_flagged };
  g_autoptr (SuySource) source =
      reg == NULL ? NULL : suy_source_open (words[0], &source_options, NULL, error);
  g_autoptr (SuyImport) import =
      source == NULL ? NULL : suy_import_new (workspace, source, reg, &import_options, error);

  return import == NULL ? SUY_EXIT_FAILED
                        : suy_import_outcome_run (import, options->report, options->dry_run,
                                                  &options->common, error);
}

/* One record of @layer on paper. */
static int
print_one (SuyWorkspace *workspace,
           const char *layer,
           const char *key,
           const char *path,
           GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s:%s", layer, key);
  gboolean closeout = strcmp (layer, SUY_LEDGER_REGISTER) == 0;
  const SuyRegister *reg;
  gint64 id;

  return suy_workspace_resolve (workspace, name, &reg, &id, error) &&
                 (closeout ? suy_ledger_print_closeout (workspace, id, path, error)
                           : suy_ledger_print_notice (workspace, id, path, error))
             ? SUY_EXIT_DONE
             : SUY_EXIT_FAILED;
}

static int
run_print (SuyWorkspace *workspace, char **words, const Options *options, GError **error)
{
  gboolean a4 = g_ascii_strcasecmp (options->paper == NULL ? "A3" : options->paper, "A4") == 0;
  g_autoptr (GArray) ids = NULL;

  if (options->item != NULL)
    return print_one (workspace, SUY_LEDGER_REGISTER, options->item, words[0], error);
  if (options->notice != NULL)
    return print_one (workspace, "action_record", options->notice, words[0], error);
  ids = select_items (workspace, options, error);

  return ids != NULL && suy_ledger_print_list (workspace, ids, a4 ? SUY_PAPER_A4 : SUY_PAPER_A3,
                                               words[0], error)
             ? SUY_EXIT_DONE
             : SUY_EXIT_FAILED;
}

/* Findings are no failure: they are what was asked for. */
static int
run_check (SuyWorkspace *workspace, char **words, const Options *options, GError **error)
{
  g_autoptr (GArray) ids = select_items (workspace, options, error);
  g_autoptr (SuyLedgerReport) report =
      ids == NULL ? NULL : suy_ledger_check (workspace, ids, error);
  g_autoptr (SuyTable) table = NULL;

  if (report == NULL)
    return SUY_EXIT_FAILED;
  table = g_strcmp0 (options->by, "batch") == 0  ? suy_ledger_table_batches (report)
          : g_strcmp0 (options->by, "year") == 0 ? suy_ledger_table_years (report)
                                                 : suy_ledger_table_findings (workspace, report);
  suy_table_print (table, options->common.format);

  return SUY_EXIT_DONE;
}

typedef struct
{
  const char *name;
  int n_words; /* behind the workspace */
  gboolean writes;
  int (*run) (SuyWorkspace *workspace, char **words, const Options *options, GError **error);
} Verb;

static const Verb verbs[] = {
  { "check", 0, FALSE, run_check },
  { "export", 1, FALSE, run_export },
  { "import", 1, TRUE, run_import },
  { "print", 1, FALSE, run_print },
};

static const Verb *
find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (name, verbs[i].name) == 0)
      return &verbs[i];

  return NULL;
}

static int
run_verb (const Verb *verb, int argc, char **argv, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  int status = SUY_EXIT_FAILED;

  if (argc != 3 + verb->n_words)
    return suy_cli_usage (_ ("“%s” needs more or fewer words: see --help"), verb->name);
  workspace = suy_book_open (argv[2], verb->writes && !options->dry_run, &options->book,
                             &options->common, &error);
  if (workspace != NULL)
    status = verb->run (workspace, argv + 3, options, &error);

  return error != NULL ? suy_cli_fail (SUY_EXIT_FAILED, error) : suy_cli_close (workspace, status);
}

/* One of two words, or none.  FALSE after the reason was printed. */
static gboolean
check_word (const char *option, const char *word, const char *a, const char *b)
{
  if (word == NULL || g_ascii_strcasecmp (word, a) == 0 || g_ascii_strcasecmp (word, b) == 0)
    return TRUE;
  suy_cli_usage (_ ("%s is %s or %s, not “%s”"), option, a, b, word);

  return FALSE;
}

int
suy_cmd_ledger (int argc, char **argv)
{
  g_auto (Options) options = { .book = { .layer = SUY_LEDGER_REGISTER } };
  const GOptionEntry entries[] = {
    SUY_BOOK_ENTRIES (&options.book),
    { "item", 0, 0, G_OPTION_ARG_STRING, &options.item,
      N_ ("Print the close-out form of this item instead of the list"), "KEY" },
    { "notice", 0, 0, G_OPTION_ARG_STRING, &options.notice,
      N_ ("Print the letter of this action record: order, interview, yellow card"), "KEY" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &options.paper,
      N_ ("Paper of the list: A3 or A4, A3 by default"), "A3|A4" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by,
      N_ ("Sums of the check by list or by year, instead of its findings"), "batch|year" },
    { "layer-name", 0, 0, G_OPTION_ARG_STRING, &options.layer_name,
      N_ ("Layer or sheet of the file, the first by default"), "L" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &options.encoding, N_ ("Encoding of a text file"),
      "E" },
    { "accept-flagged", 0, 0, G_OPTION_ARG_NONE, &options.accept_flagged,
      N_ ("Take doubtful rows too, with a mark"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Write nothing"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report,
      N_ ("Write the refused rows here, to be mended and imported again"), "FILE.csv" },
    { NULL },
  };
  const Verb *verb;

  if (!suy_cli_parse (&argc, &argv,
                      "list|show|new|move|attach WORKSPACE [KEY] [MOVE|FILE] [FIELD=VALUE...]\n  "
                      "suyuanctl ledger check WORKSPACE\n  "
                      "suyuanctl ledger export|import WORKSPACE FILE\n  "
                      "suyuanctl ledger print WORKSPACE FILE.pdf",
                      entries, (int[2]){ 2, 1000 }, &options.common))
    return SUY_EXIT_USAGE;
  verb = find_verb (argv[1]);
  if (!check_word ("--paper", options.paper, "A3", "A4") ||
      !check_word ("--by", options.by, "batch", "year"))
    return SUY_EXIT_USAGE;

  return verb != NULL ? run_verb (verb, argc, argv, &options)
                      : suy_book_run (argc, argv, &options.book, &options.common);
}
