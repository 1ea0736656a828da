/* suy-cmd-case.c: suyuanctl case: list, show, new, move, attach, duplicates, assign, stats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-book-verbs.h"
#include "suy-case-verbs.h"

typedef struct
{
  SuyBookOptions book;
  char *kept, *by;
  gboolean mine, late;
} Options;

static void
options_clear (Options *options)
{
  suy_book_options_clear (&options->book);
  g_free (options->kept);
  g_free (options->by);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef enum
{
  BOOK, /* what cases have in common with ledgers */
  KEPT, /* what a filter of the window has besides */
  DUPLICATES,
  ASSIGN,
  STATS,
} Verb;

static Verb
find_verb (const char *name, const Options *options)
{
  if (strcmp (name, "duplicates") == 0)
    return DUPLICATES;
  if (strcmp (name, "assign") == 0)
    return ASSIGN;
  if (strcmp (name, "stats") == 0)
    return STATS;

  return strcmp (name, "list") == 0 && (options->kept != NULL || options->mine || options->late)
             ? KEPT
             : BOOK;
}

static gboolean
print_duplicates (SuyWorkspace *workspace, const char *key, const char *format, GError **error)
{
  g_autofree char *text =
      strchr (key, ':') != NULL ? g_strdup (key) : g_strconcat ("problem:", key, NULL);
  const SuyRegister *reg;
  gint64 id;

  return suy_workspace_resolve (workspace, text, &reg, &id, error) &&
         suy_case_duplicates_print (workspace, reg, id, format, error);
}

static gboolean
run (SuyWorkspace *workspace,
     Verb verb,
     char **argv,
     const Options *options,
     const char *format,
     int *status,
     GError **error)
{
  const SuyCaseWish wish = { options->kept, options->book.state, options->book.filters,
                             options->mine, options->late };

  if (verb == DUPLICATES)
    return print_duplicates (workspace, argv[3], format, error);
  if (verb == ASSIGN)
    return suy_case_assign_all (workspace, argv + 3, format, status, error);
  if (verb == STATS)
    return suy_case_stats_print (workspace, options->by, format, error);

  return suy_case_list_print (workspace, &wish, format, error);
}

static int
run_alone (Verb verb, int argc, char **argv, const Options *options, const SuyCommon *common)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  int status = SUY_EXIT_DONE;

  if (argc < (verb == ASSIGN ? 5 : verb == DUPLICATES ? 4 : 3))
    {
      suy_cli_usage (_ ("“%s” needs more: see --help"), argv[1]);
      return SUY_EXIT_USAGE;
    }
  workspace = suy_book_open (argv[2], verb == ASSIGN, &options->book, common, &error);
  if (workspace == NULL || !run (workspace, verb, argv, options, common->format, &status, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, status);
}

int
suy_cmd_case (int argc, char **argv)
{
  g_auto (Options) options = { .book.layer = "problem" };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { SUY_BOOK_ENTRIES (&options.book),
                                   { "kept", 0, 0, G_OPTION_ARG_STRING, &options.kept,
                                     N_ ("List what a kept filter of the window shows"), "NAME" },
                                   { "mine", 0, 0, G_OPTION_ARG_NONE, &options.mine,
                                     N_ ("List only open ones of the acting person"), NULL },
                                   { "late", 0, 0, G_OPTION_ARG_NONE, &options.late,
                                     N_ ("List only open ones past their deadline"), NULL },
                                   { "by", 0, 0, G_OPTION_ARG_STRING, &options.by,
                                     N_ ("Numbers by township or by state, township by default"),
                                     "township|state" },
                                   { NULL } };
  Verb verb;

  if (!suy_cli_parse (
          &argc, &argv,
          "list|show|new|move|attach|duplicates|assign|stats WORKSPACE [KEY...] [MOVE|FILE] "
          "[FIELD=VALUE...]",
          entries, (int[2]){ 2, 1000 }, &common))
    return SUY_EXIT_USAGE;
  if (options.by != NULL && !g_str_equal (options.by, "township") &&
      !g_str_equal (options.by, "state"))
    return suy_cli_usage (_ ("%s is %s or %s, not “%s”"), "--by", "township", "state", options.by);
  verb = find_verb (argv[1], &options);

  return verb == BOOK ? suy_book_run (argc, argv, &options.book, &common)
                      : run_alone (verb, argc, argv, &options, &common);
}
