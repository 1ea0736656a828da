/* suy-cmd-sample.c: suyuanctl sample: draws that can be repeated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "suy-cli.h"
#include "suy-error.h"
#include "suy-move-command.h"
#include "suy-sampling-list.h"
#include "suy-sampling-make.h"
#include "suy-sampling-print.h"
#include "suy-sampling-text.h"
#include "suy-sampling.h"

typedef struct
{
  char *kind, *seed, *name, *form, *layer, *ratio, *count, *each, *year, *period, *operator;
  char *witness, *note;
  char **from, **officers, **said, **results;
  gboolean dry_run;
  SuySamplingWish wish; /* borrows from the above */
  SuyCommon common;
} Options;

static void
options_clear (Options *options)
{
  char **const texts[] = { &options->kind,   &options->seed,    &options->name,
                           &options->form,   &options->layer,   &options->ratio,
                           &options->count,  &options->each,    &options->year,
                           &options->period, &options->operator, &options->witness,
                           &options->note };
  char ***const lists[] = { &options->from, &options->officers, &options->said, &options->results };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_clear_pointer (lists[i], g_strfreev);
  suy_common_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* ---- what is asked for ---- */

static const char *
register_of (const char *kind)
{
  static const char *const kinds[][2] = { { "double-random", "sampling_check" },
                                          { "look-back", "lookback_sample" },
                                          { "station", "station_patrol" } };

  for (gsize i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i][0], kind) == 0)
      return kinds[i][1];

  return NULL;
}

/* A whole number, @wish as it is without the option.  FALSE after the reason was printed. */
static gboolean
take_number (const char *option, const char *text, double min, double max, gint64 *number)
{
  double value;

  if (text == NULL)
    return TRUE;
  if (!suy_cli_parse_number (option, text, min, max, &value))
    return FALSE;
  *number = (gint64) value;
  if (*number == value)
    return TRUE;
  suy_cli_usage (_ ("%s takes a whole number, not “%s”"), option, text);

  return FALSE;
}

static gboolean
take_share (const char *text, gint64 *share_bp)
{
  double percent;

  if (text == NULL)
    return TRUE;
  if (!suy_cli_parse_number ("--ratio", text, 0.01, 100, &percent))
    return FALSE;
  *share_bp = (gint64) lround (percent * 100);

  return TRUE;
}

static gboolean
has_seed (const Options *options)
{
  if (options->seed != NULL)
    return TRUE;
  suy_cli_usage (_ ("--seed is missing: a number or words that the draw is made from"));

  return FALSE;
}

static gboolean
read_wish (Options *options)
{
  SuySamplingWish *wish = &options->wish;

  *wish = (SuySamplingWish){ .reg = register_of (options->kind),
                             .name = options->name,
                             .form = options->form,
                             .layer = options->layer,
                             .from = options->from,
                             .officers = options->officers,
                             .period = options->period };
  if (wish->reg == NULL)
    {
      suy_cli_usage (_ ("--kind is double-random, look-back or station"));
      return FALSE;
    }
  if (options->ratio != NULL && options->count != NULL)
    {
      suy_cli_usage (_ ("--ratio and --count say the same; give one of them"));
      return FALSE;
    }

  return has_seed (options) && take_share (options->ratio, &wish->share_bp) &&
         take_number ("--count", options->count, 1, 1000000, &wish->count) &&
         take_number ("--each", options->each, 2, 9, &wish->n_each) &&
         take_number ("--year", options->year, 2000, 2100, &wish->year);
}

static gboolean
find_operator (SuyWorkspace *workspace, const char *key, SuySamplingWish *wish, GError **error)
{
  const SuyRegister *units = suy_catalog_find (suy_workspace_get_catalog (workspace), "unit");

  if (key == NULL)
    return TRUE;
  wish->operator_unit = suy_store_find (suy_workspace_get_store (workspace), units, key, error);

  return wish->operator_unit != 0;
}

/* ---- drawing ---- */

/* "seed=..." and what else the move needs, as words of a move. */
static gboolean
draw (const SuyMoving *moving, const Options *options, GError **error)
{
  g_autofree char *seed = g_strconcat ("seed=", options->seed, NULL);
  g_autofree char *witness =
      options->witness == NULL ? NULL : g_strconcat ("witness=", options->witness, NULL);
  char *words[] = { (char *) "draw", seed, witness, NULL };

  return suy_move_command_run (moving, words, options->note, options->said, error);
}

static gboolean
print_stored (const SuyMoving *moving, const char *format, GError **error)
{
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (moving->workspace), moving->reg, moving->id, error);

  return record != NULL && suy_sampling_list_print (moving->workspace, record, format, error);
}

static char *
name_record (const SuyMoving *moving)
{
  g_autofree char *key = suy_workspace_get_key (moving->workspace, moving->reg, moving->id);

  return g_strdup_printf ("%s:%s", moving->reg->name, key);
}

/* The lists stand even if the draw is refused; what is missing then can be supplied. */
static gboolean
make (SuyMoving *moving, SuyRecord *record, const Options *options, GError **error)
{
  g_autofree char *name = NULL;

  moving->reg = suy_record_get_register (record);
  if (!suy_sampling_begin (moving->workspace, record, error))
    return FALSE;
  moving->id = suy_record_get_id (record);
  name = name_record (moving);
  if (g_strcmp0 (options->common.format, "json") != 0)
    g_print ("%s\n", name);
  if (strcmp (moving->reg->name, "station_patrol") != 0 && !draw (moving, options, error))
    {
      g_printerr (_ ("The lists stand as %s; draw with “suyuanctl sample draw %s %s --seed %s”.\n"),
                  name, moving->path, name, options->seed);
      return FALSE;
    }

  return print_stored (moving, options->common.format, error);
}

static gboolean
run_new (SuyMoving *moving, char **words, const Options *options, GError **error)
{
  SuySamplingWish wish = options->wish;
  g_autoptr (SuyRecord) record = NULL;

  if (!find_operator (moving->workspace, options->operator, & wish, error))
    return FALSE;
  record = suy_sampling_make (moving->workspace, &wish, error);
  if (record == NULL)
    return FALSE;
  suy_record_set_text (record, "seed", options->seed);

  return options->dry_run
             ? suy_sampling_list_print (moving->workspace, record, options->common.format, error)
             : make (moving, record, options, error);
}

static gboolean
run_draw (SuyMoving *moving, char **words, const Options *options, GError **error)
{
  return draw (moving, options, error) && print_stored (moving, options->common.format, error);
}

/* ---- what comes after ---- */

static gboolean
run_show (SuyMoving *moving, char **words, const Options *options, GError **error)
{
  return print_stored (moving, options->common.format, error);
}

static gboolean
run_notify (SuyMoving *moving, char **words, const Options *options, GError **error)
{
  char *move[] = { (char *) "notify", NULL };

  moving->by_system = TRUE;

  return suy_move_command_run (moving, move, options->note, options->said, error) &&
         print_stored (moving, options->common.format, error);
}

static gboolean
print_public (SuyMoving *moving, const SuyRecord *record, GError **error)
{
  g_autoptr (GPtrArray) personal = suy_sampling_find_personal (moving->workspace, record, error);
  g_autofree char *text =
      personal == NULL ? NULL : suy_sampling_format_public (moving->workspace, record, error);

  if (text == NULL)
    return FALSE;
  for (guint i = 0; i < personal->len; i++)
    g_printerr (_ ("Personal data in the results: “%s”\n"), (const char *) personal->pdata[i]);
  g_print ("%s", text);

  return TRUE;
}

/* Results that are given now stand in place of those of the same object. */
static gboolean
run_publish (SuyMoving *moving, char **words, const Options *options, GError **error)
{
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (moving->workspace), moving->reg, moving->id, error);
  g_autoptr (SuyRecord) changes = suy_record_new (moving->reg);

  if (record == NULL)
    return FALSE;
  if (strcmp (moving->reg->name, "sampling_check") != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("Results of %s are not made public; random checks are."), moving->reg->name);
      return FALSE;
    }
  suy_record_set_id (changes, moving->id);
  if (options->results != NULL)
    {
      if (!suy_sampling_set_results (record, changes, (const char *const *) options->results,
                                     error))
        return FALSE;
      suy_record_lay_over (record, changes);
    }

  return print_public (moving, record, error) &&
         (options->dry_run ||
          suy_move_command_make (moving, changes, "publish", options->note, options->said, error));
}

static gboolean
run_certificate (SuyMoving *moving, char **words, const Options *options, GError **error)
{
  return suy_sampling_print (moving->workspace, moving->reg, moving->id, words[0], error);
}

/* ---- the command ---- */

typedef struct
{
  const char *name;
  gboolean (*run) (SuyMoving *moving, char **words, const Options *options, GError **error);
  SuyStoreMode mode;
  int n_words;
  const char *words; /* what follows the workspace, in the help */
} Verb;

static const Verb verbs[] = {
  { "new", run_new, SUY_STORE_WRITE, 0, "" },
  { "draw", run_draw, SUY_STORE_WRITE, 1, " KEY" },
  { "show", run_show, SUY_STORE_READ, 1, " KEY" },
  { "notify", run_notify, SUY_STORE_WRITE, 1, " KEY" },
  { "publish", run_publish, SUY_STORE_WRITE, 1, " KEY" },
  { "certificate", run_certificate, SUY_STORE_READ, 2, " KEY FILE.pdf" },
};

/* Without a verb a new draw is made. */
static const Verb *
find_verb (int *argc, char **argv)
{
  for (gsize i = 1; *argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (argv[1], verbs[i].name) == 0)
      {
        memmove (argv + 1, argv + 2, (gsize) (*argc - 1) * sizeof *argv);
        (*argc)--;
        return &verbs[i];
      }

  return &verbs[0];
}

/* "LAYER:KEY", or the code of a record of one of the three. */
static gboolean
find_record (SuyMoving *moving, const char *key, GError **error)
{
  static const char *const regs[] = { "sampling_check", "lookback_sample", "station_patrol" };
  gboolean found;

  for (gsize i = 0; strchr (key, ':') == NULL && i < G_N_ELEMENTS (regs); i++)
    {
      g_autofree char *name = g_strconcat (regs[i], ":", key, NULL);

      if (suy_workspace_resolve (moving->workspace, name, &moving->reg, &moving->id, NULL))
        return TRUE;
    }
  found = suy_workspace_resolve (moving->workspace, key, &moving->reg, &moving->id, error);
  if (found && suy_sampling_find_kind (moving->reg->name, SUY_SAMPLING_MAIN) == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("Nothing is drawn for %s."),
                   moving->reg->name);
      found = FALSE;
    }

  return found;
}

static int
run (const Verb *verb, char **words, const Options *options)
{
  g_autoptr (GError) error = NULL;
  SuyMoving moving = { .path = words[0] };
  SuyStoreMode mode = options->dry_run ? SUY_STORE_READ : verb->mode;
  g_autoptr (SuyWorkspace) workspace = suy_cli_open (words[0], mode, &options->common, &error);

  moving.workspace = workspace;
  if (workspace == NULL || (verb->n_words > 0 && !find_record (&moving, words[1], &error)) ||
      !verb->run (&moving, words + 2, options, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}

int
suy_cmd_sample (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind,
      N_ ("What is drawn: double-random, look-back, station"), "KIND" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options.seed,
      N_ ("What the draw is made from; the same seed and list draw the same"), "TEXT" },
    { "from", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.from,
      N_ ("Only objects or stations with this; may be given more than once"), "FIELD=VALUE" },
    { "layer", 0, 0, G_OPTION_ARG_STRING, &options.layer,
      N_ ("Register of the objects; enterprise"), "LAYER" },
    { "officers", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.officers,
      N_ ("Only officers with this; may be given more than once"), "FIELD=VALUE" },
    { "each", 0, 0, G_OPTION_ARG_STRING, &options.each, N_ ("Officers an object; 2"), "N" },
    { "ratio", 0, 0, G_OPTION_ARG_STRING, &options.ratio,
      N_ ("How much of the list, in per cent, rounded up; 10"), "P" },
    { "count", 0, 0, G_OPTION_ARG_STRING, &options.count, N_ ("How many, in place of a share"),
      "N" },
    { "form", 0, 0, G_OPTION_ARG_STRING, &options.form,
      N_ ("Form of a random check: routine, joint, special, cross; routine"), "FORM" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("Name of the new record"), "TEXT" },
    { "year", 0, 0, G_OPTION_ARG_STRING, &options.year, N_ ("Year of a look-back; this one"),
      "YEAR" },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period,
      N_ ("Period of a station patrol; this month"), "TEXT" },
    { "operator", 0, 0, G_OPTION_ARG_STRING, &options.operator,
      N_ ("Unit that operates the stations"), "KEY" },
    { "witness", 0, 0, G_OPTION_ARG_STRING, &options.witness,
      N_ ("Second person who witnesses a random check's draw"), "KEY" },
    { "result", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.results,
      N_ ("Public result of an object, to publish; may be given more than once"), "KEY=TEXT" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, N_ ("Note of a move"), "TEXT" },
    { "say", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.said,
      N_ ("What only you know, as objects_told=no"), "FACT=VALUE" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Show it and write nothing"),
      NULL },
    { NULL },
  };
  const Verb *verb = find_verb (&argc, argv);
  g_autofree char *usage = g_strconcat (
      verb == verbs ? "" : verb->name, verb == verbs ? "" : " ", "WORKSPACE",
      verb == verbs ? " | draw|show|notify|publish|certificate WORKSPACE KEY" : verb->words, NULL);

  if (!suy_cli_parse (&argc, &argv, usage, entries,
                      (int[2]){ 1 + verb->n_words, 1 + verb->n_words }, &options.common) ||
      (verb->run == run_new && !read_wish (&options)) ||
      (verb->run == run_draw && !has_seed (&options)))
    return SUY_EXIT_USAGE;

  return run (verb, argv + 1, &options);
}
