/* suy-cmd-suspects.c: suyuanctl suspects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-date.h"
#include "suy-table.h"
#include "suy-workspace-suspects.h"

#define DEFAULT_ROWS 20

typedef struct
{
  char *from, *at, *time, *since, *window_h, *max_km, *max_h, *snap_m, *limit;
  char **pollutants;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->from);
  g_free (options->at);
  g_free (options->time);
  g_free (options->since);
  g_free (options->window_h);
  g_free (options->max_km);
  g_free (options->max_h);
  g_free (options->snap_m);
  g_free (options->limit);
  g_strfreev (options->pollutants);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is known before the workspace is looked at. */
typedef struct
{
  SuySuspectsAsk ask;
  char *time, *since; /* as stored */
  SuyPoint point;
  guint n_rows;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->time);
  g_free (wish->since);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* As people write it to as it is stored; nothing stays nothing. */
static gboolean
parse_time (const char *option, const char *text, char **time)
{
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return TRUE;
  *time = suy_date_parse_time (text, &error);
  if (*time == NULL)
    suy_cli_usage ("%s: %s", option, error->message);

  return *time != NULL;
}

static gboolean
parse_number (const char *option, const char *text, double max, double *value)
{
  return text == NULL || suy_cli_parse_number (option, text, 0, max, value);
}

static gboolean
check (const Options *options, Wish *wish)
{
  double km = INFINITY, rows = DEFAULT_ROWS;

  wish->ask = (SuySuspectsAsk){ .max_h = INFINITY, .snap_m = SUY_SNAP_M };
  if ((options->from != NULL) == (options->at != NULL))
    {
      suy_cli_usage (_ ("say where the exceedance is: --from or --at"));
      return FALSE;
    }
  if (options->since != NULL && options->window_h != NULL)
    {
      suy_cli_usage (_ ("--since and --window-h both say how long the window is; give one"));
      return FALSE;
    }
  if ((options->at != NULL && !suy_cli_parse_at (options->at, &wish->point)) ||
      !parse_time ("--time", options->time, &wish->time) ||
      !parse_time ("--since", options->since, &wish->since) ||
      !parse_number ("--window-h", options->window_h, 1e5, &wish->ask.window_h) ||
      !parse_number ("--max-km", options->max_km, 1e6, &km) ||
      !parse_number ("--max-hours", options->max_h, 1e6, &wish->ask.max_h) ||
      !parse_number ("--snap-m", options->snap_m, 1e6, &wish->ask.snap_m) ||
      !parse_number ("--limit", options->limit, 1e9, &rows))
    return FALSE;
  wish->ask.max_m = km * 1000.0;
  wish->ask.time = wish->time;
  wish->ask.since = wish->since;
  wish->ask.pollutants = (const char *const *) options->pollutants;
  wish->n_rows = rows > 0 ? (guint) rows : G_MAXUINT;

  return TRUE;
}

/* A stretch of river is a place; anything else is a record. */
static gboolean
find_start (SuyWorkspace *workspace, const Options *options, Wish *wish, GError **error)
{
  const guint32 end = 1;
  const SuyShape spot = { SUY_SHAPE_POINT, 1, &end, &wish->point };

  if (options->from == NULL)
    return suy_workspace_snap (workspace, &spot, wish->ask.snap_m, &wish->ask.place, error);
  if (g_str_has_prefix (options->from, "river_reach:"))
    return suy_workspace_parse_place (workspace, options->from, wish->ask.snap_m, &wish->ask.place,
                                      error);

  return suy_workspace_resolve (workspace, options->from, &wish->ask.reg, &wish->ask.id, error);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  if (value < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, value);
}

/* ---- JSON ---- */

static void
add_points (JsonBuilder *builder, const SuySuspectPart *part)
{
  suy_cli_add_metres (builder, "points", part->points / 100.0);
  suy_cli_add_metres (builder, "least", part->least / 100.0);
  suy_cli_add_metres (builder, "most", part->most / 100.0);
}

static void
add_reasons (JsonBuilder *builder, const SuySuspects *suspects, const SuySuspect *suspect)
{
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < SUY_N_CRITERIA; i++)
    {
      const SuySuspectPart *part = &suspect->score.parts[i];
      g_autofree char *text = suy_suspects_explain (suspects, suspect, (SuyCriterion) i);

      json_builder_begin_object (builder);
      add_text (builder, "criterion", suspects->rules->criteria[i].name);
      add_integer (builder, "weight", suspects->rules->criteria[i].weight);
      add_points (builder, part);
      json_builder_set_member_name (builder, "known");
      json_builder_add_boolean_value (builder, part->least == part->most);
      add_text (builder, "text", text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_parts (JsonBuilder *builder, SuyWorkspace *workspace, const GArray *parts)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parts->len; i++)
    {
      const SuyFound *found = &g_array_index (parts, SuyFound, i);
      g_autofree char *key = suy_workspace_get_key (workspace, found->reg, found->id);

      json_builder_begin_object (builder);
      add_text (builder, "layer", found->reg->name);
      add_text (builder, "key", key);
      suy_cli_add_metres (builder, "river_m", found->distance_m);
      suy_cli_add_metres (builder, "travel_h", found->travel_h);
      add_text (builder, "hours_source", suy_travel_source_get_name (found->hours_source));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The text that a record is listed by.  (transfer full) */
static char *
title_of (SuyWorkspace *workspace, const SuySuspect *suspect, SuyGeometry **geometry)
{
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (workspace), suspect->reg, suspect->id, NULL);

  if (record == NULL)
    return g_strdup ("");
  if (geometry != NULL && suy_record_get_geometry (record) != NULL)
    *geometry = suy_geometry_ref (suy_record_get_geometry (record));

  return suspect->reg->title == NULL
             ? g_strdup ("")
             : suy_value_to_string (suy_record_get (record, suspect->reg->title));
}

/* Parts stand nearest first, and the nearest gives the time. */
static const char *
hours_source (const SuySuspect *suspect)
{
  return suy_travel_source_get_name (g_array_index (suspect->parts, SuyFound, 0).hours_source);
}

static void
add_suspect (JsonBuilder *builder, SuyWorkspace *workspace, const SuySuspects *suspects, guint n)
{
  const SuySuspect *suspect = suspects->suspects->pdata[n];
  g_autofree char *key = suy_workspace_get_key (workspace, suspect->reg, suspect->id);
  g_autofree char *title = title_of (workspace, suspect, NULL);

  json_builder_begin_object (builder);
  add_integer (builder, "rank", n + 1);
  add_text (builder, "layer", suspect->reg->name);
  add_text (builder, "key", key);
  suy_cli_add_id (builder, "id", suspect->id);
  add_text (builder, "name", title);
  add_points (builder, &suspect->score.all);
  suy_cli_add_metres (builder, "river_m", suspect->facts.river_m);
  suy_cli_add_metres (builder, "travel_h", suspect->facts.travel_h);
  add_text (builder, "hours_source", hours_source (suspect));
  suy_cli_add_metres (builder, "load_kg_d", suspect->load_kg_d);
  add_integer (builder, "share_bp", suspect->share_bp);
  suy_cli_add_metres (builder, "arriving_kg_d", suspect->arriving_kg_d);
  add_integer (builder, "arriving_bp", suspect->arriving_bp);
  add_reasons (builder, suspects, suspect);
  add_parts (builder, workspace, suspect->parts);
  json_builder_end_object (builder);
}

static void
add_exceedances (JsonBuilder *builder, const SuySuspects *suspects)
{
  json_builder_set_member_name (builder, "pollutants");
  json_builder_begin_array (builder);
  for (guint i = 0; i < suspects->exceedances->len; i++)
    {
      const SuyExceedance *one = &g_array_index (suspects->exceedances, SuyExceedance, i);

      json_builder_begin_object (builder);
      add_text (builder, "factor", one->factor->name);
      if (one->measurement != 0)
        suy_cli_add_id (builder, "measurement", one->measurement);
      suy_cli_add_metres (builder, "value_mg_l", one->value_mg_l);
      suy_cli_add_metres (builder, "limit_mg_l", one->limit_mg_l);
      add_integer (builder, "excess_bp", one->excess_bp);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_load (JsonBuilder *builder, const SuySuspects *suspects)
{
  json_builder_set_member_name (builder, "load");
  json_builder_begin_object (builder);
  add_text (builder, "factor",
            g_array_index (suspects->exceedances, SuyExceedance, 0).factor->name);
  add_integer (builder, "known", suspects->load.n_known);
  add_integer (builder, "sources", suspects->suspects->len);
  suy_cli_add_metres (builder, "sum_kg_d", suspects->load.sum_kg_d);
  suy_cli_add_metres (builder, "arriving_kg_d", suspects->arriving.sum_kg_d);
  json_builder_end_object (builder);
}

static void
print_json (SuyWorkspace *workspace, const SuySuspects *suspects, guint n_rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_exceedances (builder, suspects);
  add_text (builder, "time", suspects->time);
  add_text (builder, "since", suspects->since);
  suy_cli_add_metres (builder, "window_h", suspects->question.window_h);
  json_builder_set_member_name (builder, "suspects");
  json_builder_begin_array (builder);
  for (guint i = 0; i < suspects->suspects->len && i < n_rows; i++)
    add_suspect (builder, workspace, suspects, i);
  json_builder_end_array (builder);
  add_load (builder, suspects);
  add_text (builder, "rule", suspects->trace->rule_text);
  if (suspects->trace->hours_text != NULL)
    add_text (builder, "hours", suspects->trace->hours_text);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  suy_cli_print_json (root);
}

/* ---- tables ---- */

static void
add_row (SuyTable *table, SuyWorkspace *workspace, const SuySuspects *suspects, guint n)
{
  const SuySuspect *suspect = suspects->suspects->pdata[n];
  g_autofree char *key = suy_workspace_get_key (workspace, suspect->reg, suspect->id);
  g_autofree char *why = suy_suspects_summarize (suspects, suspect);
  g_autoptr (SuyGeometry) geometry = NULL;
  g_autofree char *title = title_of (workspace, suspect, &geometry);

  suy_table_add_row (table, geometry);
  suy_table_add_integer (table, n + 1);
  suy_table_add_text (table, suspect->reg->name);
  suy_table_add_text (table, key);
  suy_table_add_text (table, title);
  suy_table_add_number (table, suspect->score.all.points / 100.0);
  suy_table_add_number (table, suspect->score.all.least / 100.0);
  suy_table_add_number (table, suspect->score.all.most / 100.0);
  suy_table_add_number (table, suspect->facts.river_m);
  if (suspect->facts.time_estimated)
    suy_table_add_estimate (table, suspect->facts.travel_h);
  else
    suy_table_add_number (table, suspect->facts.travel_h);
  suy_table_add_text (table, hours_source (suspect));
  suy_table_add_number (table, suspect->share_bp < 0 ? NAN : suspect->share_bp / 100.0);
  suy_table_add_text (table, why);
}

static void
add_notes (SuyTable *table, const SuySuspects *suspects, guint n_rows)
{
  g_autofree char *time = suy_date_format_time (suspects->time);
  g_autofree char *load = suy_suspects_describe_load (suspects);
  g_autofree char *window = NULL;
  guint n = suspects->suspects->len;

  for (guint i = 0; i < suspects->exceedances->len; i++)
    {
      g_autofree char *text = suy_suspects_describe_exceedance (suspects, i);

      suy_table_add_note (table, "exceedance", text);
    }
  window =
      g_strdup_printf (_ ("Time %s, window %g h before it."), time, suspects->question.window_h);
  suy_table_add_note (table, "window", window);
  suy_table_add_note (table, "load", load);
  suy_table_add_note (table, "rule", suspects->trace->rule_text);
  if (suspects->trace->hours_text != NULL)
    suy_table_add_note (table, "hours", suspects->trace->hours_text);
  if (n > n_rows)
    suy_table_add_count (table, "sources", _ ("Sources in all; --limit 0 lists them"), n);
}

static void
print_table (SuyWorkspace *workspace, const SuySuspects *suspects, guint n_rows, const char *format)
{
  g_autoptr (SuyTable) table =
      suy_table_new ("suspects", "rank", SUY_COLUMN_NUMBER, "layer", SUY_COLUMN_TEXT, "key",
                     SUY_COLUMN_TEXT, "name", SUY_COLUMN_TEXT, "points", SUY_COLUMN_NUMBER, "least",
                     SUY_COLUMN_NUMBER, "most", SUY_COLUMN_NUMBER, "river_m", SUY_COLUMN_NUMBER,
                     "travel_h", SUY_COLUMN_NUMBER, "hours_source", SUY_COLUMN_TEXT,
                     "share_percent", SUY_COLUMN_NUMBER, "why", SUY_COLUMN_TEXT, NULL);

  for (guint i = 0; i < suspects->suspects->len && i < n_rows; i++)
    add_row (table, workspace, suspects, i);
  add_notes (table, suspects, n_rows);
  suy_table_print (table, format);
}

static int
run (SuyWorkspace *workspace,
     const Options *options,
     Wish *wish,
     const char *format,
     GError **error)
{
  g_autoptr (SuySuspects) suspects = NULL;

  if (!find_start (workspace, options, wish, error))
    return SUY_EXIT_FAILED;
  suspects = suy_workspace_suspects (workspace, &wish->ask, error);
  if (suspects == NULL)
    return SUY_EXIT_FAILED;
  if (strcmp (format, "json") == 0)
    print_json (workspace, suspects, wish->n_rows);
  else
    print_table (workspace, suspects, wish->n_rows, format);

  return SUY_EXIT_DONE;
}

int
suy_cmd_suspects (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from,
      N_ ("Where the exceedance is: a section, a sample, or a place as trace takes it"),
      "LAYER:KEY[@F]" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("The same as a spot"), "LON,LAT" },
    { "pollutant", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.pollutants,
      N_ ("A factor, as tp; without it those over their limits at the section"), "FACTOR" },
    { "time", 0, 0, G_OPTION_ARG_STRING, &options.time,
      N_ ("When it was; without it the latest sample over its limit"), "TIME" },
    { "until", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &options.time, NULL, "TIME" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, N_ ("When the window before it begins"),
      "TIME" },
    { "window-h", 0, 0, G_OPTION_ARG_STRING, &options.window_h,
      N_ ("How long the window is; without both as the table says"), "H" },
    { "max-km", 0, 0, G_OPTION_ARG_STRING, &options.max_km,
      N_ ("Limit in kilometres of water; it is not part of the answer"), "D" },
    { "max-hours", 0, 0, G_OPTION_ARG_STRING, &options.max_h, N_ ("Limit in hours of travel"),
      "H" },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &options.limit,
      N_ ("How many suspects to list, 20 by default; 0: all"), "N" },
    { "snap-m", 0, 0, G_OPTION_ARG_STRING, &options.snap_m,
      N_ ("How far from a river a place may lie, 200 by default"), "M" },
    { NULL },
  };
  g_auto (Wish) wish = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  int status;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common) ||
      !check (&options, &wish))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  status = run (workspace, &options, &wish, common.format, &error);
  if (error != NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, status);
}
