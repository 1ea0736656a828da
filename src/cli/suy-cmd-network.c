/* suy-cmd-network.c: suyuanctl network check, repair, why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-error.h"
#include "suy-river-check.h"
#include "suy-table.h"

typedef struct
{
  char *tolerance, *from, *to, *max_km, *snap_m;
  char **outlets, **accept, **reject;
  gboolean dry_run;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->tolerance);
  g_free (options->from);
  g_free (options->to);
  g_free (options->max_km);
  g_free (options->snap_m);
  g_strfreev (options->outlets);
  g_strfreev (options->accept);
  g_strfreev (options->reject);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is known before the workspace is looked at. */
typedef struct
{
  double tolerance_m, max_m, snap_m;
  GArray *outlets; /* (element-type SuyPoint) */
} Ask;

static gboolean
parse_numbers (const Options *options, Ask *ask)
{
  double km = INFINITY;

  if ((options->tolerance != NULL &&
       !suy_cli_parse_number ("--tolerance-m", options->tolerance, 0, 1000, &ask->tolerance_m)) ||
      (options->max_km != NULL &&
       !suy_cli_parse_number ("--max-km", options->max_km, 0, 1e6, &km)) ||
      (options->snap_m != NULL &&
       !suy_cli_parse_number ("--snap-m", options->snap_m, 0, 1e6, &ask->snap_m)))
    return FALSE;
  ask->max_m = km * 1000;

  for (guint i = 0; options->outlets != NULL && options->outlets[i] != NULL; i++)
    {
      SuyPoint point;

      if (!suy_cli_parse_at (options->outlets[i], &point))
        return FALSE;
      g_array_append_val (ask->outlets, point);
    }

  return TRUE;
}

static gboolean
check (const Options *options, const char *verb, Ask *ask)
{
  gboolean repair = strcmp (verb, "repair") == 0, why = strcmp (verb, "why") == 0;
  gboolean decides = options->accept != NULL || options->reject != NULL;

  if (strcmp (verb, "check") != 0 && !repair && !why)
    {
      suy_cli_usage (_ ("say check, repair or why, not “%s”"), verb);
      return FALSE;
    }
  if (repair != (decides || options->dry_run) || (repair && !decides))
    {
      suy_cli_usage (_ ("repair takes --accept KEY, KIND or all, or --reject KEY with --reason"));
      return FALSE;
    }
  if (why != (options->from != NULL && options->to != NULL) ||
      (!why && (options->from != NULL || options->to != NULL)))
    {
      suy_cli_usage (_ ("why takes --from LAYER:KEY and --to LAYER:KEY"));
      return FALSE;
    }

  return parse_numbers (options, ask);
}

/* ---- check ---- */

static SuyRiverCheck *
check_rivers (SuyWorkspace *workspace, const Ask *ask, GError **error)
{
  const SuyRiverCheckRule rule = { ask->tolerance_m,
                                   (const SuyPoint *) (const void *) ask->outlets->data,
                                   ask->outlets->len };

  return suy_workspace_check_rivers (workspace, &rule, error);
}

static SuyGeometry *
point_of (SuyPoint place)
{
  return place.x == 0 && place.y == 0 ? NULL : suy_geometry_new_point (place);
}

static void
add_place (SuyTable *table, SuyPoint place)
{
  suy_table_add_number (table, suy_degrees (place.x));
  suy_table_add_number (table, suy_degrees (place.y));
}

static void
add_fault (SuyTable *table, const SuyRiverFault *fault)
{
  g_autoptr (SuyGeometry) point = point_of (fault->fault.place);

  suy_table_add_row (table, point);
  suy_table_add_text (table, fault->key);
  suy_table_add_text (table, suy_fault_kind_get_name (fault->fault.kind));
  suy_table_add_number (table, fault->fault.size_m);
  suy_table_add_number (table, fault->fault.gap_m);
  add_place (table, fault->fault.place);
  suy_table_add_text (table, fault->fault.plain ? "yes" : "no");
  suy_table_add_text (table, fault->text);
  suy_table_add_text (table, fault->proposal);
}

static int
run_check (SuyWorkspace *workspace, const Ask *ask, const char *format, GError **error)
{
  g_autoptr (SuyRiverCheck) found = check_rivers (workspace, ask, error);
  g_autoptr (SuyTable) table = NULL;
  guint n_plain = 0;

  if (found == NULL)
    return SUY_EXIT_FAILED;
  table = suy_table_new ("findings", "key", SUY_COLUMN_TEXT, "kind", SUY_COLUMN_TEXT, "size_m",
                         SUY_COLUMN_NUMBER, "gap_m", SUY_COLUMN_NUMBER, "lon", SUY_COLUMN_NUMBER,
                         "lat", SUY_COLUMN_NUMBER, "with_all", SUY_COLUMN_TEXT, "text",
                         SUY_COLUMN_TEXT, "proposal", SUY_COLUMN_TEXT, NULL);
  for (guint i = 0; i < found->faults->len; i++)
    {
      const SuyRiverFault *fault = found->faults->pdata[i];

      add_fault (table, fault);
      n_plain += fault->fault.plain && fault->fault.mend != SUY_MEND_NONE;
    }
  if (found->faults->len == 0)
    suy_table_add_note (table, "result", _ ("Clean: nothing found."));
  suy_table_add_count (table, "n_reaches", _ ("Reaches"), found->n_reaches);
  suy_table_add_count (table, "n_parts", _ ("Connected parts once mended"), found->n_parts);
  suy_table_add_count (table, "n_findings", _ ("Findings"), found->faults->len);
  suy_table_add_count (table, "n_with_all", _ ("Taken by “--accept all”"), n_plain);
  suy_table_add_count (table, "n_rejected", _ ("Left out, because they were rejected"),
                       found->n_rejected);
  suy_table_print (table, format);

  return SUY_EXIT_DONE;
}

/* ---- repair ---- */

/* Whether @word names the fault: its key, its kind, or all that need no look. */
static gboolean
names (const char *word, const SuyRiverFault *fault)
{
  if (fault->fault.mend != SUY_MEND_NONE &&
      ((strcmp (word, "all") == 0 && fault->fault.plain) ||
       strcmp (word, suy_fault_kind_get_name (fault->fault.kind)) == 0))
    return TRUE;

  return strcmp (word, fault->key) == 0;
}

/* A word that names nothing is an error, but "all" and kinds may find nothing to do. */
static gboolean
is_known (const char *word, const SuyRiverCheck *found, GError **error)
{
  if (strcmp (word, "all") == 0 || suy_river_check_find (found, word) != NULL)
    return TRUE;
  for (guint kind = 0; kind < SUY_N_FAULT_KINDS; kind++)
    if (strcmp (word, suy_fault_kind_get_name ((SuyFaultKind) kind)) == 0)
      return TRUE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
               _ ("There is no finding “%s” now. “suyuanctl network check” lists them."), word);

  return FALSE;
}

/* The findings that the words name, each once.  NULL with @error set */
static GPtrArray *
choose (const SuyRiverCheck *found, char **words, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint k = 0; words != NULL && words[k] != NULL; k++)
    if (!is_known (words[k], found, error))
      return NULL;
  for (guint i = 0; i < found->faults->len; i++)
    for (guint k = 0; words != NULL && words[k] != NULL; k++)
      if (names (words[k], found->faults->pdata[i]))
        {
          g_ptr_array_add (chosen, found->faults->pdata[i]);
          break;
        }

  return g_steal_pointer (&chosen);
}

static void
print_changes (const GPtrArray *changes, gboolean dry_run, guint n_rejected, const char *format)
{
  g_autoptr (SuyTable) table = suy_table_new (
      "changes", "finding", SUY_COLUMN_TEXT, "reach", SUY_COLUMN_TEXT, "change", SUY_COLUMN_TEXT,
      "size_m", SUY_COLUMN_NUMBER, "lon", SUY_COLUMN_NUMBER, "lat", SUY_COLUMN_NUMBER, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const SuyRiverChange *change = changes->pdata[i];
      g_autoptr (SuyGeometry) point = point_of (change->place);

      suy_table_add_row (table, point);
      suy_table_add_text (table, change->key);
      suy_table_add_text (table, change->reach);
      suy_table_add_text (table, change->text);
      suy_table_add_number (table, change->size_m);
      add_place (table, change->place);
    }
  suy_table_add_count (table, "n_changes", _ ("Changes"), changes->len);
  suy_table_add_count (table, "n_rejected", _ ("Rejected"), n_rejected);
  suy_table_add_note (table, "undo",
                      dry_run ? _ ("Nothing was changed: this was a dry run.")
                              : _ ("“suyuanctl undo” takes all of this back."));
  suy_table_print (table, format);
}

static int
run_repair (SuyWorkspace *workspace,
            const Options *options,
            const Ask *ask,
            const SuyCommon *common,
            GError **error)
{
  g_autoptr (SuyRiverCheck) found = check_rivers (workspace, ask, error);
  g_autoptr (GPtrArray) accept = found == NULL ? NULL : choose (found, options->accept, error);
  g_autoptr (GPtrArray) reject = accept == NULL ? NULL : choose (found, options->reject, error);
  SuyRiverRepair repair = { accept, reject, common->reason, options->dry_run };
  g_autoptr (GPtrArray) changes = NULL;

  if (reject == NULL)
    return SUY_EXIT_FAILED;
  for (guint i = 0; i < reject->len; i++)
    g_ptr_array_remove (accept, reject->pdata[i]);
  changes = suy_workspace_repair_rivers (workspace, found, &repair, error);
  if (changes == NULL)
    return SUY_EXIT_FAILED;
  print_changes (changes, options->dry_run, reject->len, common->format);

  return SUY_EXIT_DONE;
}

/* ---- why ---- */

static char *
reach_key (SuyWorkspace *workspace, guint32 reach)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "river_reach");
  SuyFeatureSet *set = suy_workspace_get_features (workspace, reg, NULL);

  return suy_workspace_get_key (workspace, reg, suy_feature_set_get_id (set, reach));
}

static SuyTable *
table_of (SuyWorkspace *workspace, const SuyWhy *why)
{
  SuyTable *table = suy_table_new ("turned", "key", SUY_COLUMN_TEXT, "lon", SUY_COLUMN_NUMBER,
                                   "lat", SUY_COLUMN_NUMBER, "other_lon", SUY_COLUMN_NUMBER,
                                   "other_lat", SUY_COLUMN_NUMBER, "river_m", SUY_COLUMN_NUMBER,
                                   "gap_m", SUY_COLUMN_NUMBER, NULL);
  g_autoptr (SuyGeometry) point = suy_geometry_new_point (why->place);
  guint n = why->turned == NULL ? 0 : why->turned->len;

  for (guint i = 0; i < MAX (n, 1); i++)
    {
      g_autofree char *key =
          n == 0 ? NULL : reach_key (workspace, g_array_index (why->turned, guint32, i));

      suy_table_add_row (table, point);
      suy_table_add_text (table, key);
      add_place (table, why->place);
      add_place (table, why->other);
      suy_table_add_number (table, why->river_m);
      suy_table_add_number (table, why->gap_m);
    }
  suy_table_add_note (table, "kind", suy_why_kind_get_name (why->kind));
  suy_table_add_note (table, "reason", why->text);

  return table;
}

static void
print_why_json (SuyWorkspace *workspace, const SuyWhy *why)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, suy_why_kind_get_name (why->kind));
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder, why->text);
  suy_cli_add_metres (builder, "river_m", why->river_m);
  suy_cli_add_metres (builder, "gap_m", why->gap_m);
  suy_cli_add_metres (builder, "lon", suy_degrees (why->place.x));
  suy_cli_add_metres (builder, "lat", suy_degrees (why->place.y));
  suy_cli_add_metres (builder, "other_lon", suy_degrees (why->other.x));
  suy_cli_add_metres (builder, "other_lat", suy_degrees (why->other.y));
  json_builder_set_member_name (builder, "turned");
  json_builder_begin_array (builder);
  for (guint i = 0; why->turned != NULL && i < why->turned->len; i++)
    {
      g_autofree char *key = reach_key (workspace, g_array_index (why->turned, guint32, i));

      json_builder_add_string_value (builder, key);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  suy_cli_print_json (root);
}

static int
run_why (SuyWorkspace *workspace,
         const Options *options,
         const Ask *ask,
         const char *format,
         GError **error)
{
  SuyPlace above, below;
  g_autoptr (SuyWhy) why = NULL;

  if (!suy_workspace_parse_place (workspace, options->from, ask->snap_m, &above, error) ||
      !suy_workspace_parse_place (workspace, options->to, ask->snap_m, &below, error))
    return SUY_EXIT_FAILED;
  why = suy_workspace_why (workspace, above, below, ask->max_m, error);
  if (why == NULL)
    return SUY_EXIT_FAILED;
  if (strcmp (format, "json") == 0)
    print_why_json (workspace, why);
  else
    {
      g_autoptr (SuyTable) table = table_of (workspace, why);

      suy_table_print (table, format);
    }

  return SUY_EXIT_DONE;
}

int
suy_cmd_network (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "tolerance-m", 0, 0, G_OPTION_ARG_STRING, &options.tolerance,
      N_ ("How far an end may be from what it should meet, 5 by default"), "M" },
    { "outlet", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.outlets,
      N_ ("Where water leaves; may be repeated"), "LON,LAT" },
    { "accept", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.accept,
      N_ ("Make the change of this finding, of this kind, or of all that are plain"),
      "KEY|KIND|all" },
    { "reject", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.reject,
      N_ ("Do not propose this again; needs --reason"), "KEY" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_ ("Say what would change, and change nothing"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("What should be upstream"),
      "LAYER:KEY[@F]" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("What it should be upstream of"),
      "LAYER:KEY[@F]" },
    { "max-km", 0, 0, G_OPTION_ARG_STRING, &options.max_km,
      N_ ("The limit that the trace had, in kilometres of water"), "D" },
    { "snap-m", 0, 0, G_OPTION_ARG_STRING, &options.snap_m,
      N_ ("How far from a river a place may lie, 200 by default"), "M" },
    { NULL },
  };
  g_autoptr (GArray) outlets = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  Ask ask = { SUY_CHECK_TOLERANCE_M, INFINITY, SUY_SNAP_M, outlets };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  int status;

  if (!suy_cli_parse (&argc, &argv, "check|repair|why WORKSPACE", entries, (int[2]){ 2, 2 },
                      &common) ||
      !check (&options, argv[1], &ask))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (
      argv[2], strcmp (argv[1], "repair") == 0 ? SUY_STORE_WRITE : SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  status = strcmp (argv[1], "check") == 0 ? run_check (workspace, &ask, common.format, &error)
           : strcmp (argv[1], "why") == 0
               ? run_why (workspace, &options, &ask, common.format, &error)
               : run_repair (workspace, &options, &ask, &common, &error);
  if (error != NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, status);
}
