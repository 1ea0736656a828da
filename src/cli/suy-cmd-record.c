/* suy-cmd-record.c: suyuanctl record list, show, new, set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-error.h"
#include "suy-readers.h"
#include "suy-record-list.h"
#include "suy-table.h"

typedef struct
{
  char **filters;
  char *search, *order, *limit, *at;
  gboolean descending;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->filters);
  g_free (options->search);
  g_free (options->order);
  g_free (options->limit);
  g_free (options->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
list (SuyWorkspace *workspace, const char *layer, const Options *options, const char *format)
{
  g_autoptr (GError) error = NULL;
  const SuyListing listing = { layer,          options->filters, options->search,
                               options->order, options->limit,   options->descending };

  if (!suy_record_list_print (workspace, &listing, format, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return SUY_EXIT_DONE;
}

static int
show (SuyWorkspace *workspace, const char *text, const char *format)
{
  g_autoptr (GError) error = NULL;

  if (!suy_record_show_print (workspace, text, format, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return SUY_EXIT_DONE;
}

static int
save (SuyWorkspace *workspace, SuyRecord *record, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  if (!suy_workspace_save (workspace, record, reason, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  key = suy_workspace_get_key (workspace, suy_record_get_register (record),
                               suy_record_get_id (record));
  g_print ("%s:%s\n", suy_record_get_register (record)->name, key);

  return SUY_EXIT_DONE;
}

static int
make (SuyWorkspace *workspace,
      const char *layer,
      char **words,
      const Options *options,
      const char *reason)
{
  g_autoptr (GError) error = NULL;
  const SuyRegister *reg = suy_workspace_lookup (workspace, layer, &error);
  g_autoptr (SuyRecord) record = reg == NULL ? NULL : suy_record_new (reg);

  if (record == NULL || !suy_record_fill (workspace, record, words, options->at, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return save (workspace, record, reason);
}

static int
change (SuyWorkspace *workspace,
        const char *text,
        char **words,
        const Options *options,
        const char *reason)
{
  g_autoptr (GError) error = NULL;
  const SuyRegister *reg;
  gint64 id;
  g_autoptr (SuyRecord) record = NULL;

  if (!suy_workspace_resolve (workspace, text, &reg, &id, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  record = suy_record_new (reg);
  suy_record_set_id (record, id);
  if (!suy_record_fill (workspace, record, words, options->at, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return save (workspace, record, reason);
}

static gboolean
check (int argc, char **argv, const Options *options)
{
  const char *const verbs[] = { "list", "show", "new", "set", NULL };
  SuyPoint point;
  double limit;

  if (!g_strv_contains (verbs, argv[1]))
    {
      suy_cli_usage (_ ("record is list, show, new or set, not “%s”"), argv[1]);
      return FALSE;
    }
  if (argc < 4)
    {
      suy_cli_usage (_ ("name a layer, or a record as LAYER:KEY"));
      return FALSE;
    }
  if (options->at != NULL && !suy_workspace_parse_coordinates (options->at, &point))
    {
      suy_cli_usage (_ ("“%s” is no LON,LAT in degrees, as 118.1190,27.3318"), options->at);
      return FALSE;
    }

  if (strcmp (argv[1], "set") == 0 && argc < 5 && options->at == NULL)
    {
      suy_cli_usage (_ ("say what to set: FIELD=VALUE or --at LON,LAT"));
      return FALSE;
    }

  return options->limit == NULL || suy_cli_parse_number ("--limit", options->limit, 0, 1e9, &limit);
}

int
suy_cmd_record (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.filters, SUY_FILTER_WORDS, "WHAT" },
    { "search", 0, 0, G_OPTION_ARG_STRING, &options.search, N_ ("Only with these words"), "TEXT" },
    { "order", 0, 0, G_OPTION_ARG_STRING, &options.order, N_ ("Sort by this field"), "FIELD" },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &options.descending, N_ ("Largest first"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &options.limit, N_ ("At most so many"), "N" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("Place of the record"), "LON,LAT" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  gboolean writes;
  int status;

  if (!suy_cli_parse (&argc, &argv, "list|show|new|set WORKSPACE LAYER[:KEY] [FIELD=VALUE...]",
                      entries, (int[2]){ 2, 1000 }, &common) ||
      !check (argc, argv, &options))
    return SUY_EXIT_USAGE;

  writes = strcmp (argv[1], "new") == 0 || strcmp (argv[1], "set") == 0;
  workspace =
      options.search != NULL && !writes
          ? suy_cli_open_to_search (argv[2], &common, &error)
          : suy_cli_open (argv[2], writes ? SUY_STORE_WRITE : SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  if (strcmp (argv[1], "list") == 0)
    status = list (workspace, argv[3], &options, common.format);
  else if (strcmp (argv[1], "show") == 0)
    status = show (workspace, argv[3], common.format);
  else if (strcmp (argv[1], "new") == 0)
    status = make (workspace, argv[3], argv + 4, &options, common.reason);
  else
    status = change (workspace, argv[3], argv + 4, &options, common.reason);

  return suy_cli_close (workspace, status);
}
