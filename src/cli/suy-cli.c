/* suy-cli.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-cli.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-workspace-warnings.h"

#define TEXTS 250000 /* search texts that are written at once */

void
suy_common_clear (SuyCommon *common)
{
  g_clear_pointer (&common->format, g_free);
  g_clear_pointer (&common->person, g_free);
  g_clear_pointer (&common->reason, g_free);
}

static gboolean
known_format (const char *format)
{
  const char *const formats[] = { "table", "json", "geojson", "csv", NULL };

  return g_strv_contains (formats, format);
}

gboolean
suy_cli_parse (int *argc,
               char ***argv,
               const char *usage,
               const GOptionEntry *entries,
               const int n_words[2],
               SuyCommon *common)
{
  const GOptionEntry shared[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &common->format,
      N_ ("Print as table, json, geojson or csv"), "FORMAT" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &common->person, N_ ("Act as this person"), "PERSON" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &common->reason, N_ ("Why, for the history"), "TEXT" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;

  g_set_prgname ((*argv)[0]);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, shared, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      suy_cli_usage ("%s", error->message);
      return FALSE;
    }

  if (common->format == NULL)
    common->format = g_strdup ("table");
  if (!known_format (common->format))
    {
      suy_cli_usage (_ ("--format is table, json, geojson or csv, not “%s”"), common->format);
      return FALSE;
    }
  if (*argc - 1 < n_words[0] || *argc - 1 > n_words[1])
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      suy_cli_usage (*argc - 1 < n_words[0] ? _ ("something is missing") : _ ("too many words"));
      g_printerr ("%s", help);
      return FALSE;
    }

  return TRUE;
}

int
suy_cli_fail (SuyExit status, const GError *error)
{
  g_printerr ("suyuanctl: %s\n", error->message);

  return (int) status;
}

int
suy_cli_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("suyuanctl: %s\n", text);

  return SUY_EXIT_USAGE;
}

/* ---- evaluation ---- */

#define LOG_END "suy-cli-log-end"

/* A file whose warnings were evaluated once is kept evaluated: before the first edit of a day the
 * day before is told as of its end. */
static gboolean
begin_day (SuyWorkspace *workspace, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autofree char *day = suy_workspace_get_evaluated (workspace, &own);
  gint64 *end;

  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  if (day == NULL)
    return TRUE;
  if (strcmp (day, suy_workspace_get_today (workspace)) < 0 &&
      !suy_workspace_evaluate (workspace, NULL, NULL, error))
    return FALSE;
  end = g_new (gint64, 1);
  *end = suy_store_get_log_end (suy_workspace_get_store (workspace), error);
  g_object_set_data_full (G_OBJECT (workspace), LOG_END, end, g_free);

  return *end >= 0;
}

/* Nothing where nothing was written. */
static gboolean
evaluate_edits (SuyWorkspace *workspace, GError **error)
{
  const gint64 *end = g_object_get_data (G_OBJECT (workspace), LOG_END);
  gint64 now = end == NULL ? 0 : suy_store_get_log_end (suy_workspace_get_store (workspace), error);

  return end == NULL || now == *end ||
         (now >= 0 && suy_workspace_evaluate_changed (workspace, NULL, error));
}

/* ---- opening and closing ---- */

SuyWorkspace *
suy_cli_open (const char *path, SuyStoreMode mode, const SuyCommon *common, GError **error)
{
  g_autoptr (SuyWorkspace) workspace = suy_workspace_open (path, mode, error);

  if (workspace == NULL ||
      (common->person != NULL && !suy_workspace_set_person (workspace, common->person, error)) ||
      (!suy_workspace_is_read_only (workspace) && !begin_day (workspace, error)))
    return NULL;

  return g_steal_pointer (&workspace);
}

SuyWorkspace *
suy_cli_open_sealed (const char *path, const SuyCommon *common, GError **error)
{
  SuyWorkspace *workspace = suy_workspace_open (path, SUY_STORE_WRITE, NULL);

  return workspace != NULL ? workspace : suy_cli_open (path, SUY_STORE_READ, common, error);
}

SuyWorkspace *
suy_cli_open_as_of (const char *path, const char *day, const SuyCommon *common, GError **error)
{
  g_autoptr (SuyWorkspace) workspace = suy_cli_open (path, SUY_STORE_READ, common, error);
  g_autoptr (SuyWorkspace) copy = NULL;

  if (workspace == NULL || day == NULL)
    return g_steal_pointer (&workspace);
  copy = suy_workspace_open_as_of (workspace, day, error);
  if (copy == NULL ||
      (common->person != NULL && !suy_workspace_set_person (copy, common->person, error)))
    return NULL;

  return g_steal_pointer (&copy);
}

/* What cannot be written now is searched as it is. */
static void
index_texts (const char *path)
{
  g_autoptr (SuyWorkspace) workspace = suy_workspace_open (path, SUY_STORE_WRITE, NULL);
  gboolean left = workspace != NULL;

  while (left && suy_store_index_texts (suy_workspace_get_store (workspace), TEXTS, &left, NULL))
    ;
  if (workspace != NULL)
    suy_workspace_close (workspace, NULL);
}

SuyWorkspace *
suy_cli_open_to_search (const char *path, const SuyCommon *common, GError **error)
{
  SuyWorkspace *workspace = suy_cli_open (path, SUY_STORE_READ, common, error);
  gboolean due = FALSE;

  if (workspace == NULL ||
      !suy_store_has_due_texts (suy_workspace_get_store (workspace), &due, NULL) || !due)
    return workspace;

  suy_workspace_close (workspace, NULL);
  g_object_unref (workspace);
  index_texts (path);

  return suy_cli_open (path, SUY_STORE_READ, common, error);
}

int
suy_cli_close (SuyWorkspace *workspace, int status)
{
  g_autoptr (GError) error = NULL;

  if (!evaluate_edits (workspace, &error) || !suy_workspace_close (workspace, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return status;
}

gboolean
suy_cli_parse_at (const char *text, SuyPoint *point)
{
  char *end;
  double lon = g_ascii_strtod (text, &end), lat;

  if (end != text && *end == ',')
    {
      const char *second = end + 1;

      lat = g_ascii_strtod (second, &end);
      if (end != second && *end == '\0' && suy_point_from_degrees (lon, lat, point))
        return TRUE;
    }
  suy_cli_usage (_ ("“%s” is no LON,LAT in degrees, as 118.1190,27.3318"), text);

  return FALSE;
}

gboolean
suy_cli_parse_number (const char *option, const char *text, double min, double max, double *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *value >= min && *value <= max)
    return TRUE;
  suy_cli_usage (_ ("%s takes a number from %g to %g, not “%s”"), option, min, max, text);

  return FALSE;
}

GPtrArray *
suy_cli_layers (SuyWorkspace *workspace, char **names, GError **error)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const SuyRegister *reg =
          suy_catalog_lookup (suy_workspace_get_catalog (workspace), names[i], error);

      if (reg == NULL)
        return NULL;
      g_ptr_array_add (layers, (gpointer) reg);
    }

  return g_steal_pointer (&layers);
}

void
suy_cli_print_json (JsonNode *root)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}

void
suy_cli_add_id (JsonBuilder *builder, const char *name, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

void
suy_cli_add_metres (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
suy_cli_add_value (JsonBuilder *builder, const SuyField *field, const SuyValue *value)
{
  json_builder_set_member_name (builder, field->name);
  switch (value->type)
    {
    case SUY_VALUE_INTEGER:
      if (field->type == SUY_FIELD_BOOLEAN)
        json_builder_add_boolean_value (builder, value->integer != 0);
      else if (field->type == SUY_FIELD_LINK)
        {
          g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

          json_builder_add_string_value (builder, id);
        }
      else
        json_builder_add_int_value (builder, value->integer);
      break;
    case SUY_VALUE_REAL:
      json_builder_add_double_value (builder, value->real);
      break;
    case SUY_VALUE_TEXT:
      json_builder_add_string_value (builder, value->text);
      break;
    case SUY_VALUE_NULL:
    default:
      json_builder_add_null_value (builder);
    }
}

static void
add_position (JsonBuilder *builder, SuyPoint point)
{
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, suy_degrees (point.x));
  json_builder_add_double_value (builder, suy_degrees (point.y));
  json_builder_end_array (builder);
}

static void
add_run (JsonBuilder *builder, const SuyShape *shape, guint32 run)
{
  json_builder_begin_array (builder);
  for (guint32 i = run == 0 ? 0 : shape->ends[run - 1]; i < shape->ends[run]; i++)
    add_position (builder, shape->points[i]);
  json_builder_end_array (builder);
}

/* Twice the signed area of a ring: positive for counter-clockwise ones, which start a polygon. */
static double
ring_turn (const SuyShape *shape, guint32 run)
{
  double sum = 0.0;

  for (guint32 i = run == 0 ? 0 : shape->ends[run - 1]; i + 1 < shape->ends[run]; i++)
    sum += (double) shape->points[i].x * shape->points[i + 1].y -
           (double) shape->points[i + 1].x * shape->points[i].y;

  return sum;
}

static void
add_polygons (JsonBuilder *builder, const SuyShape *shape)
{
  for (guint32 run = 0; run < shape->n_runs; run++)
    {
      if (run == 0 || ring_turn (shape, run) > 0.0)
        {
          if (run > 0)
            json_builder_end_array (builder);
          json_builder_begin_array (builder);
        }
      add_run (builder, shape, run);
    }
  if (shape->n_runs > 0)
    json_builder_end_array (builder);
}

void
suy_cli_add_geometry (JsonBuilder *builder, SuyGeometry *geometry)
{
  static const char *const types[] = { NULL, "MultiPoint", "MultiLineString", "MultiPolygon" };
  const SuyShape *shape = geometry == NULL ? NULL : suy_geometry_get_shape (geometry);
  gboolean single = shape != NULL && shape->n_runs == 1 && shape->kind != SUY_SHAPE_POLYGON &&
                    (shape->kind != SUY_SHAPE_POINT || shape->ends[0] == 1);

  if (shape == NULL || shape->kind == SUY_SHAPE_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, types[shape->kind] + (single ? strlen ("Multi") : 0));
  json_builder_set_member_name (builder, "coordinates");
  if (single && shape->kind == SUY_SHAPE_POINT)
    add_position (builder, shape->points[0]);
  else if (single || shape->kind == SUY_SHAPE_POINT)
    add_run (builder, shape, 0);
  else
    {
      json_builder_begin_array (builder);
      if (shape->kind == SUY_SHAPE_POLYGON)
        add_polygons (builder, shape);
      else
        for (guint32 run = 0; run < shape->n_runs; run++)
          add_run (builder, shape, run);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}
