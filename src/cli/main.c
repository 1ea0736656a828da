/* main.c: suyuanctl, the product on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-cli.h"
#include "suy-locale.h"

typedef struct
{
  const char *name;
  SuyCommandFunc run;
  const char *summary;
} Command;

static const Command commands[] = {
  { "init", suy_cmd_init, N_ ("make an empty workspace") },
  { "demo", suy_cmd_demo, N_ ("make the demo district") },
  { "today", suy_cmd_today, N_ ("the day a workspace goes by; another for a practice one") },
  { "info", suy_cmd_info, N_ ("layers, counts, health of a workspace") },
  { "import", suy_cmd_import, N_ ("take records from a file") },
  { "export", suy_cmd_export, N_ ("write a layer to a file") },
  { "query", suy_cmd_query, N_ ("what lies around a place: buffer, nearest, at") },
  { "trace", suy_cmd_trace, N_ ("what lies upstream or downstream, and the way between") },
  { "suspects", suy_cmd_suspects, N_ ("who may have caused an exceedance, and why") },
  { "network", suy_cmd_network, N_ ("check and mend the rivers; why one is not upstream") },
  { "tile", suy_cmd_tile, N_ ("one vector tile") },
  { "tiles", suy_cmd_tiles, N_ ("vector tiles of a workspace as MBTiles") },
  { "record", suy_cmd_record, N_ ("list, show, new, set: any register") },
  { "case", suy_cmd_case, N_ ("list, show, new, move, attach, duplicates, assign: cases") },
  { "ledger", suy_cmd_ledger,
    N_ ("list, show, move, check, export, import, print: rectification items") },
  { "inbox", suy_cmd_inbox, N_ ("what is due from you, late things first") },
  { "patrol", suy_cmd_patrol, N_ ("points to visit this month, in a sensible order") },
  { "sample", suy_cmd_sample, N_ ("draw at random, so that anybody can repeat it") },
  { "move", suy_cmd_move, N_ ("make a move of any record; says what it lacks") },
  { "moves", suy_cmd_moves, N_ ("what can be done next with a record") },
  { "figures", suy_cmd_figures, N_ ("how many there are, by what: cases, checks, penalties, funds…") },
  { "attach", suy_cmd_attach, N_ ("keep a file as evidence of a record") },
  { "warn", suy_cmd_warn, N_ ("which warnings are open, and whose turn it is") },
  { "search", suy_cmd_search, N_ ("find by name, code, initials, coordinates") },
  { "clues", suy_cmd_clues, N_ ("what the monitors' readings give rise to doubt") },
  { "tally", suy_cmd_tally,
    N_ ("what records add up to: counts, rates, and what is behind them") },
  { "history", suy_cmd_history, N_ ("who changed a record, when, why") },
  { "undo", suy_cmd_undo, N_ ("take back the last command") },
  { "verify", suy_cmd_verify, N_ ("check file, log and places") },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: suyuanctl COMMAND WORKSPACE [ARGUMENTS] [OPTIONS]"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n", commands[i].name, _ (commands[i].summary));
  g_print ("\n%s\n", _ ("“suyuanctl COMMAND --help” says more of each.\n"
                        "Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 done in part, "
                        "4 conflicts wait."));
}

int
main (int argc, char *argv[])
{
  suy_locale_begin ();

  if (argc < 2 || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return argc < 2 ? SUY_EXIT_USAGE : SUY_EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("suyuanctl %s\n", SUY_VERSION);
      return SUY_EXIT_DONE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      {
        g_autofree char *name = g_strdup_printf ("suyuanctl %s", argv[1]);

        argv[1] = name;
        return commands[i].run (argc - 1, argv + 1);
      }

  return suy_cli_usage (_ ("there is no command “%s”; “suyuanctl --help” lists them"), argv[1]);
}
