/* suy-cmd-query.c: suyuanctl query buffer, nearest, at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-error.h"
#include "suy-table.h"

typedef enum
{
  BUFFER,
  NEAREST,
  AT,
} Verb;

typedef struct
{
  Verb verb;
  double radius_m, count;
  SuyWorkspace *workspace;
  GPtrArray *layers;
  SuyTable *table;
} Query;

static const char *const verbs[] = { "buffer", "nearest", "at" };

static gboolean
parse_verb (const char *text, Verb *verb)
{
  for (*verb = BUFFER; *verb <= AT; (*verb)++)
    if (strcmp (text, verbs[*verb]) == 0)
      return TRUE;
  suy_cli_usage (_ ("query is buffer, nearest or at, not “%s”"), text);

  return FALSE;
}

static void
add_row (const Query *query, const SuyFound *found, const char *name)
{
  SuyStore *store = suy_workspace_get_store (query->workspace);
  g_autoptr (SuyRecord) record = suy_store_get (store, found->reg, found->id, NULL);
  g_autofree char *key = suy_workspace_get_key (query->workspace, found->reg, found->id);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, found->id);
  g_autofree char *title = NULL;

  if (record != NULL && found->reg->title != NULL)
    title = suy_value_to_string (suy_record_get (record, found->reg->title));

  suy_table_add_row (query->table, record == NULL ? NULL : suy_record_get_geometry (record));
  if (name != NULL)
    suy_table_add_text (query->table, name);
  suy_table_add_text (query->table, found->reg->name);
  suy_table_add_text (query->table, key);
  suy_table_add_text (query->table, title);
  suy_table_add_number (query->table, found->distance_m);
  suy_table_add_text (query->table, id);
}

/* Answers for one place.  @name: of the place in a batch, else NULL. */
static gboolean
answer (const Query *query, const SuyShape *shape, const char *name, GError **error)
{
  g_autoptr (GArray) found = NULL;

  if (query->verb == BUFFER)
    found = suy_workspace_buffer (query->workspace, shape, query->radius_m, query->layers, error);
  else if (query->verb == NEAREST)
    found =
        suy_workspace_nearest (query->workspace, shape, (guint) query->count, query->layers, error);
  else if (shape->kind == SUY_SHAPE_POINT)
    found = suy_workspace_at (query->workspace, shape->points[0], query->layers, error);
  else /* what lies at a line or an area is what touches it */
    found = suy_workspace_buffer (query->workspace, shape, 0, query->layers, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    add_row (query, &g_array_index (found, SuyFound, i), name);

  return TRUE;
}

static gboolean
answer_point (const Query *query, SuyPoint point, const char *name, GError **error)
{
  const guint32 end = 1;
  const SuyShape shape = { SUY_SHAPE_POINT, 1, &end, &point };

  return answer (query, &shape, name, error);
}

static gboolean
answer_feature (const Query *query, const char *text, GError **error)
{
  const SuyRegister *reg;
  gint64 id;
  g_autoptr (SuyRecord) record = NULL;

  if (!suy_workspace_resolve (query->workspace, text, &reg, &id, error))
    return FALSE;
  record = suy_store_get (suy_workspace_get_store (query->workspace), reg, id, error);
  if (record == NULL)
    return FALSE;
  if (suy_record_get_geometry (record) == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("%s has no place on the map."), text);
      return FALSE;
    }

  return answer (query, suy_geometry_get_shape (suy_record_get_geometry (record)), NULL, error);
}

/* A line "LON,LAT" or "NAME,LON,LAT"; a heading is passed over. */
static gboolean
answer_batch (const Query *query, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strstrip (lines[i]), ",", -1);
      guint n = g_strv_length (cells);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      char *end_x = NULL, *end_y = NULL;
      SuyPoint point;
      double lon, lat;

      if (n < 2 || (i == 0 && g_ascii_isalpha (*cells[n - 1])))
        continue;
      lon = g_ascii_strtod (cells[n - 2], &end_x);
      lat = g_ascii_strtod (cells[n - 1], &end_y);
      if (*end_x != '\0' || *end_y != '\0' || !suy_point_from_degrees (lon, lat, &point))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       _ ("%s, line %u: “%s” is no LON,LAT in degrees. Mend the line."), path,
                       i + 1, lines[i]);
          return FALSE;
        }
      if (!answer_point (query, point, n > 2 ? cells[0] : number, error))
        return FALSE;
    }

  return TRUE;
}

typedef struct
{
  char *at, *feature, *geometry, *batch, *radius, *count;
  char **layers;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->at);
  g_free (options->feature);
  g_free (options->geometry);
  g_free (options->batch);
  g_free (options->radius);
  g_free (options->count);
  g_strfreev (options->layers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
is_whole (const char *count)
{
  if (strspn (count, "0123456789") == strlen (count))
    return TRUE;
  suy_cli_usage (_ ("--count takes a whole number, not “%s”"), count);

  return FALSE;
}

/* Everything that can be wrong before the workspace is looked at. */
static gboolean
check (const Options *options, const char *verb, Query *query, SuyPoint *point)
{
  guint given = (options->at != NULL) + (options->feature != NULL) + (options->geometry != NULL) +
                (options->batch != NULL);

  if (!parse_verb (verb, &query->verb))
    return FALSE;
  if (given != 1)
    {
      suy_cli_usage (_ ("say where: one of --at, --feature, --geometry, --batch"));
      return FALSE;
    }

  return (options->at == NULL || suy_cli_parse_at (options->at, point)) &&
         (options->radius == NULL ||
          suy_cli_parse_number ("--radius", options->radius, 0, 21e6, &query->radius_m)) &&
         (options->count == NULL ||
          (suy_cli_parse_number ("--count", options->count, 1, 1e9, &query->count) &&
           is_whole (options->count)));
}

static gboolean
run (const Options *options, const Query *query, SuyPoint point, GError **error)
{
  if (options->at != NULL)
    return answer_point (query, point, NULL, error);
  if (options->feature != NULL)
    return answer_feature (query, options->feature, error);
  if (options->geometry != NULL)
    {
      g_autoptr (SuyGeometry) geometry = suy_workspace_read_geometry (options->geometry, error);

      return geometry != NULL && answer (query, suy_geometry_get_shape (geometry), NULL, error);
    }

  return answer_batch (query, options->batch, error);
}

static SuyTable *
new_table (gboolean batch)
{
  SuyTable *table = suy_table_new ("features", NULL, NULL);

  if (batch)
    suy_table_add_column (table, "query", SUY_COLUMN_TEXT);
  suy_table_add_column (table, "layer", SUY_COLUMN_TEXT);
  suy_table_add_column (table, "key", SUY_COLUMN_TEXT);
  suy_table_add_column (table, "title", SUY_COLUMN_TEXT);
  suy_table_add_column (table, "distance_m", SUY_COLUMN_NUMBER);
  suy_table_add_column (table, "id", SUY_COLUMN_TEXT);

  return table;
}

int
suy_cmd_query (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("A spot in degrees"), "LON,LAT" },
    { "feature", 0, 0, G_OPTION_ARG_STRING, &options.feature, N_ ("A record with a place"),
      "LAYER:KEY" },
    { "geometry", 0, 0, G_OPTION_ARG_FILENAME, &options.geometry, N_ ("A shape"), "FILE.geojson" },
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &options.batch, N_ ("Many spots: [NAME,]LON,LAT"),
      "FILE.csv" },
    { "radius", 0, 0, G_OPTION_ARG_STRING, &options.radius,
      N_ ("Radius of a buffer in metres, 500 by default; the edge belongs to it"), "M" },
    { "count", 0, 0, G_OPTION_ARG_STRING, &options.count, N_ ("How many nearest, 10 by default"),
      "K" },
    { "layer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.layers, N_ ("Only this layer"), "LAYER" },
    { NULL },
  };
  Query query = { .radius_m = 500.0, .count = 10.0 };
  SuyPoint point = { 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (SuyTable) table = NULL;

  if (!suy_cli_parse (&argc, &argv, "buffer|nearest|at WORKSPACE", entries, (int[2]){ 2, 2 },
                      &common) ||
      !check (&options, argv[1], &query, &point))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[2], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  if (options.layers != NULL)
    {
      layers = suy_cli_layers (workspace, options.layers, &error);
      if (layers == NULL)
        return suy_cli_fail (SUY_EXIT_FAILED, error);
    }

  table = new_table (options.batch != NULL);
  query.workspace = workspace;
  query.layers = layers;
  query.table = table;
  if (!run (&options, &query, point, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  suy_table_print (table, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
