/* suy-cmd-trace.c: suyuanctl trace, trace path
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-error.h"
#include "suy-table.h"

typedef struct
{
  char *from, *to, *at, *direction, *max_km, *max_h, *snap_m, *batch;
  char **features;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->from);
  g_free (options->to);
  g_free (options->at);
  g_free (options->direction);
  g_free (options->max_km);
  g_free (options->max_h);
  g_free (options->snap_m);
  g_free (options->batch);
  g_strfreev (options->features);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is known before the workspace is looked at. */
typedef struct
{
  SuyTraceRule rule;
  double snap_m;
  gboolean has_point;
  SuyPoint point;
} Ask;

static gboolean
parse_direction (const char *text, SuyTraceDirection *direction)
{
  static const char *const names[] = { "up", "down", "up-main", "down-main" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (text != NULL && strcmp (text, names[i]) == 0)
      {
        *direction = (SuyTraceDirection) i;
        return TRUE;
      }
  suy_cli_usage (_ ("--direction is up, down, up-main or down-main, not “%s”"),
                 text == NULL ? "" : text);

  return FALSE;
}

static gboolean
check (const Options *options, gboolean path, Ask *ask)
{
  double km = INFINITY;
  guint starts =
      (options->from != NULL) + (options->at != NULL) + (!path && options->batch != NULL);

  ask->rule = (SuyTraceRule){ SUY_TRACE_UP, INFINITY, INFINITY };
  ask->snap_m = SUY_SNAP_M;
  if (starts != 1 || (path && options->to == NULL))
    {
      suy_cli_usage (path ? _ ("say --from LAYER:KEY and --to LAYER:KEY")
                          : _ ("say where from: one of --from, --at, --batch"));
      return FALSE;
    }
  if (!path && !parse_direction (options->direction, &ask->rule.direction))
    return FALSE;
  if (options->at != NULL && !suy_cli_parse_at (options->at, &ask->point))
    return FALSE;
  ask->has_point = options->at != NULL;
  if ((options->max_km != NULL &&
       !suy_cli_parse_number ("--max-km", options->max_km, 0, 1e6, &km)) ||
      (options->max_h != NULL &&
       !suy_cli_parse_number ("--max-hours", options->max_h, 0, 1e6, &ask->rule.max_h)) ||
      (options->snap_m != NULL &&
       !suy_cli_parse_number ("--snap-m", options->snap_m, 0, 1e6, &ask->snap_m)))
    return FALSE;
  ask->rule.max_m = km * 1000.0;

  return TRUE;
}

static gboolean
find_start (SuyWorkspace *workspace,
            const char *text,
            const Ask *ask,
            SuyPlace *place,
            GError **error)
{
  const guint32 end = 1;
  const SuyShape spot = { SUY_SHAPE_POINT, 1, &end, &ask->point };

  return text == NULL ? suy_workspace_snap (workspace, &spot, ask->snap_m, place, error)
                      : suy_workspace_parse_place (workspace, text, ask->snap_m, place, error);
}

static const SuyRegister *
reaches (SuyWorkspace *workspace)
{
  return suy_catalog_find (suy_workspace_get_catalog (workspace), "river_reach");
}

static char *
reach_key (SuyWorkspace *workspace, guint32 reach)
{
  SuyFeatureSet *set = suy_workspace_get_features (workspace, reaches (workspace), NULL);

  return suy_workspace_get_key (workspace, reaches (workspace),
                                suy_feature_set_get_id (set, reach));
}

static void
add_key (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, "key");
  json_builder_add_string_value (builder, key);
}

static void
add_source (JsonBuilder *builder, SuyTravelSource source)
{
  json_builder_set_member_name (builder, "hours_source");
  json_builder_add_string_value (builder, suy_travel_source_get_name (source));
}

static void
add_piece (JsonBuilder *builder,
           SuyWorkspace *workspace,
           const SuyTracePiece *piece,
           SuyTravelSource source)
{
  g_autofree char *key = reach_key (workspace, piece->reach);

  json_builder_begin_object (builder);
  add_key (builder, key);
  suy_cli_add_metres (builder, "from", piece->from);
  suy_cli_add_metres (builder, "to", piece->to);
  suy_cli_add_metres (builder, "near_m", piece->near_m);
  suy_cli_add_metres (builder, "far_m", piece->far_m);
  suy_cli_add_metres (builder, "near_h", piece->near_h);
  add_source (builder, source);
  json_builder_end_object (builder);
}

static void
add_pieces (JsonBuilder *builder,
            SuyWorkspace *workspace,
            const GArray *pieces,
            const guint8 *sources)
{
  json_builder_set_member_name (builder, "reaches");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pieces->len; i++)
    add_piece (builder, workspace, &g_array_index (pieces, SuyTracePiece, i), sources[i]);
  json_builder_end_array (builder);
}

static void
add_features (JsonBuilder *builder, SuyWorkspace *workspace, const GArray *features)
{
  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (guint i = 0; i < features->len; i++)
    {
      const SuyFound *found = &g_array_index (features, SuyFound, i);
      g_autofree char *key = suy_workspace_get_key (workspace, found->reg, found->id);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "layer");
      json_builder_add_string_value (builder, found->reg->name);
      add_key (builder, key);
      suy_cli_add_id (builder, "id", found->id);
      suy_cli_add_metres (builder, "river_m", found->distance_m);
      suy_cli_add_metres (builder, "travel_h", found->travel_h);
      add_source (builder, found->hours_source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_trace_json (SuyWorkspace *workspace, const SuyTrace *trace)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_pieces (builder, workspace, trace->pieces, trace->hour_sources);
  add_features (builder, workspace, trace->features);
  suy_cli_add_metres (builder, "length_m", trace->length_m);
  json_builder_set_member_name (builder, "rule");
  json_builder_add_string_value (builder, trace->rule_text);
  if (trace->hours_text != NULL)
    {
      json_builder_set_member_name (builder, "hours");
      json_builder_add_string_value (builder, trace->hours_text);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  suy_cli_print_json (root);
}

static void
add_hours (SuyTable *table, double hours, SuyTravelSource source)
{
  if (source == SUY_TRAVEL_OWN)
    suy_table_add_number (table, hours);
  else
    suy_table_add_estimate (table, hours);
  suy_table_add_text (table, suy_travel_source_get_name (source));
}

/* Rows of reaches; @name of the start in a batch, else NULL. */
static void
add_piece_rows (SuyTable *table,
                SuyWorkspace *workspace,
                const GArray *pieces,
                const guint8 *sources,
                const char *name)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const SuyTracePiece *piece = &g_array_index (pieces, SuyTracePiece, i);
      g_autoptr (SuyGeometry) geometry = suy_workspace_get_piece (workspace, piece);
      g_autofree char *key = reach_key (workspace, piece->reach);

      suy_table_add_row (table, geometry);
      if (name != NULL)
        suy_table_add_text (table, name);
      suy_table_add_text (table, "river_reach");
      suy_table_add_text (table, key);
      suy_table_add_number (table, piece->from);
      suy_table_add_number (table, piece->to);
      suy_table_add_number (table, piece->near_m);
      suy_table_add_number (table, piece->far_m);
      add_hours (table, piece->near_h, sources[i]);
    }
}

static void
add_feature_rows (SuyTable *table,
                  SuyWorkspace *workspace,
                  const GArray *features,
                  const char *name)
{
  for (guint i = 0; i < features->len; i++)
    {
      const SuyFound *found = &g_array_index (features, SuyFound, i);
      g_autoptr (SuyRecord) record =
          suy_store_get (suy_workspace_get_store (workspace), found->reg, found->id, NULL);
      g_autofree char *key = suy_workspace_get_key (workspace, found->reg, found->id);

      suy_table_add_row (table, record == NULL ? NULL : suy_record_get_geometry (record));
      if (name != NULL)
        suy_table_add_text (table, name);
      suy_table_add_text (table, found->reg->name);
      suy_table_add_text (table, key);
      suy_table_add_number (table, NAN);
      suy_table_add_number (table, NAN);
      suy_table_add_number (table, found->distance_m);
      suy_table_add_number (table, found->distance_m);
      add_hours (table, found->travel_h, found->hours_source);
    }
}

static SuyTable *
new_table (gboolean batch)
{
  SuyTable *table = suy_table_new ("reaches", NULL, NULL);

  if (batch)
    suy_table_add_column (table, "start", SUY_COLUMN_TEXT);
  suy_table_add_column (table, "layer", SUY_COLUMN_TEXT);
  suy_table_add_column (table, "key", SUY_COLUMN_TEXT);
  suy_table_add_column (table, "from", SUY_COLUMN_NUMBER);
  suy_table_add_column (table, "to", SUY_COLUMN_NUMBER);
  suy_table_add_column (table, "near_m", SUY_COLUMN_NUMBER);
  suy_table_add_column (table, "far_m", SUY_COLUMN_NUMBER);
  suy_table_add_column (table, "near_h", SUY_COLUMN_NUMBER);
  suy_table_add_column (table, "hours_source", SUY_COLUMN_TEXT);

  return table;
}

static SuyTrace *
trace_from (SuyWorkspace *workspace,
            const char *from,
            const Ask *ask,
            const GPtrArray *layers,
            GError **error)
{
  SuyPlace start;

  if (!find_start (workspace, from, ask, &start, error))
    return NULL;

  return suy_workspace_trace (workspace, start, &ask->rule, layers, ask->snap_m, error);
}

/* One start a line: LAYER:KEY[@F]. */
static gboolean
run_batch (SuyWorkspace *workspace,
           const char *path,
           const Ask *ask,
           const GPtrArray *layers,
           SuyTable *table,
           GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *from = g_strstrip (lines[i]);
      g_autoptr (SuyTrace) trace = NULL;

      if (*from == '\0' || (i == 0 && strchr (from, ':') == NULL))
        continue;
      trace = trace_from (workspace, from, ask, layers, error);
      if (trace == NULL)
        {
          g_prefix_error (error, _ ("%s, line %u: "), path, i + 1);
          return FALSE;
        }
      add_piece_rows (table, workspace, trace->pieces, trace->hour_sources, from);
      add_feature_rows (table, workspace, trace->features, from);
    }

  return TRUE;
}

static int
run_trace (SuyWorkspace *workspace,
           const Options *options,
           const Ask *ask,
           const char *format,
           GError **error)
{
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (SuyTable) table = new_table (options->batch != NULL);
  g_autoptr (SuyTrace) trace = NULL;
  char *const none[] = { NULL };

  layers = suy_cli_layers (workspace,
                           options->features == NULL ? (char **) none : options->features, error);
  if (layers == NULL)
    return SUY_EXIT_FAILED;

  if (options->batch != NULL)
    {
      if (!run_batch (workspace, options->batch, ask, layers, table, error))
        return SUY_EXIT_FAILED;
      suy_table_print (table, format);
      return SUY_EXIT_DONE;
    }

  trace = trace_from (workspace, options->from, ask, layers, error);
  if (trace == NULL)
    return SUY_EXIT_FAILED;
  if (strcmp (format, "json") == 0)
    {
      print_trace_json (workspace, trace);
      return SUY_EXIT_DONE;
    }
  add_piece_rows (table, workspace, trace->pieces, trace->hour_sources, NULL);
  add_feature_rows (table, workspace, trace->features, NULL);
  suy_table_add_note (table, "rule", trace->rule_text);
  if (trace->hours_text != NULL)
    suy_table_add_note (table, "hours", trace->hours_text);
  suy_table_print (table, format);

  return SUY_EXIT_DONE;
}

/* A way down, or why there is none. */
typedef struct
{
  GArray *pieces;
  guint8 *sources;
  char *why;
} Way;

static void
way_clear (Way *way)
{
  g_clear_pointer (&way->pieces, g_array_unref);
  g_free (way->sources);
  g_free (way->why);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Way, way_clear)

static void
print_path_json (SuyWorkspace *workspace, const Way *way)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "reachable");
  json_builder_add_boolean_value (builder, way->pieces != NULL);
  if (way->pieces != NULL)
    {
      guint n = way->pieces->len;
      const SuyTracePiece *last =
          n == 0 ? NULL : &g_array_index (way->pieces, SuyTracePiece, n - 1);

      add_pieces (builder, workspace, way->pieces, way->sources);
      suy_cli_add_metres (builder, "river_m", last == NULL ? 0.0 : last->far_m);
      suy_cli_add_metres (builder, "travel_h", last == NULL ? 0.0 : last->far_h);
      add_source (builder, n == 0 ? SUY_TRAVEL_OWN : way->sources[n - 1]);
    }
  else
    {
      json_builder_set_member_name (builder, "reason");
      json_builder_add_string_value (builder, way->why);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  suy_cli_print_json (root);
}

static void
print_path (SuyWorkspace *workspace, const Way *way, const char *format)
{
  g_autoptr (SuyTable) table = new_table (FALSE);

  if (strcmp (format, "json") == 0)
    {
      print_path_json (workspace, way);
      return;
    }

  if (way->pieces != NULL)
    add_piece_rows (table, workspace, way->pieces, way->sources, NULL);
  else
    suy_table_add_note (table, "reason", way->why);
  suy_table_print (table, format);
}

static int
run_path (SuyWorkspace *workspace,
          const Options *options,
          const Ask *ask,
          const char *format,
          GError **error)
{
  const SuyTraceRule rule = { SUY_TRACE_DOWN, INFINITY, INFINITY };
  SuyPlace start, end;
  g_auto (Way) way = { 0 };

  if (!find_start (workspace, options->from, ask, &start, error) ||
      !suy_workspace_parse_place (workspace, options->to, ask->snap_m, &end, error))
    return SUY_EXIT_FAILED;

  way.pieces = suy_workspace_path (workspace, start, end, &way.why, error);
  if (way.pieces == NULL && way.why == NULL)
    return SUY_EXIT_FAILED;
  if (way.pieces != NULL)
    way.sources = suy_workspace_get_hour_sources (workspace, start, &rule, way.pieces);
  print_path (workspace, &way, format);

  return SUY_EXIT_DONE;
}

int
suy_cmd_trace (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from,
      N_ ("Start: a record, or river_reach:KEY@FRACTION counted from the downstream end"),
      "LAYER:KEY[@F]" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("End of a path"), "LAYER:KEY[@F]" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("Start at a spot"), "LON,LAT" },
    { "direction", 0, 0, G_OPTION_ARG_STRING, &options.direction,
      N_ ("up, down, up-main or down-main"), "WAY" },
    { "max-km", 0, 0, G_OPTION_ARG_STRING, &options.max_km,
      N_ ("Limit in kilometres of water; it is not part of the answer"), "D" },
    { "max-hours", 0, 0, G_OPTION_ARG_STRING, &options.max_h, N_ ("Limit in hours of travel"),
      "H" },
    { "features", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.features,
      N_ ("List records of this layer on the way"), "LAYER" },
    { "snap-m", 0, 0, G_OPTION_ARG_STRING, &options.snap_m,
      N_ ("How far from a river a place may lie, 200 by default"), "M" },
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &options.batch, N_ ("Many starts, one a line"),
      "FILE.csv" },
    { NULL },
  };
  gboolean path = argc > 1 && strcmp (argv[1], "path") == 0;
  Ask ask = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  int n = path ? 2 : 1, status;

  if (!suy_cli_parse (&argc, &argv, "[path] WORKSPACE", entries, (int[2]){ n, n }, &common) ||
      !check (&options, path, &ask))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[n], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  status = path ? run_path (workspace, &options, &ask, common.format, &error)
                : run_trace (workspace, &options, &ask, common.format, &error);
  if (error != NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, status);
}
