/* suy-demo-source.c: the files of data/demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "suy-demo-private.h"
#include "suy-error.h"

JsonNode *
suy_demo_read_json (SuyDemo *self, const char *file, GError **error)
{
  g_autofree char *path = g_build_filename (self->dir, file, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) cause = NULL;

  if (json_parser_load_from_file (parser, path, &cause) &&
      JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return json_parser_steal_root (parser);

  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 "The demo's file %s is missing; install the program's data again", path);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, "Cannot read the demo's file %s: %s", path,
                 cause == NULL ? "it holds no object" : cause->message);

  return NULL;
}

static gboolean
set_link (SuyDemo *self, SuyRecord *record, const SuyField *field, const char *code, GError **error)
{
  gint64 id = suy_demo_find (self, field->target, code);

  if (id == 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, "The demo's sources have no %s %s",
                   field->target, code);
      return FALSE;
    }
  suy_record_set_integer (record, field->name, id);

  return TRUE;
}

static void
set_array (SuyRecord *record, const char *name, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  suy_record_set_text (record, name, text);
}

static gboolean
set_member (SuyDemo *self, SuyRecord *record, const char *name, JsonNode *node, GError **error)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);

  if (field == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, "The demo's sources name a field %s of %s",
                   name, suy_record_get_register (record)->name);
      return FALSE;
    }

  switch (field->type)
    {
    case SUY_FIELD_LINK:
      return set_link (self, record, field, json_node_get_string (node), error);
    case SUY_FIELD_LIST:
      set_array (record, name, node);
      break;
    case SUY_FIELD_INTEGER:
      suy_record_set_integer (record, name, json_node_get_int (node));
      break;
    case SUY_FIELD_BOOLEAN:
      suy_demo_set_flag (record, name, json_node_get_boolean (node));
      break;
    case SUY_FIELD_REAL:
      suy_record_set_real (record, name, json_node_get_double (node));
      break;
    case SUY_FIELD_TEXT:
    case SUY_FIELD_CHOICE:
    case SUY_FIELD_DATE:
    case SUY_FIELD_DATETIME:
    default:
      suy_record_set_text (record, name, json_node_get_string (node));
    }

  return TRUE;
}

SuyRecord *
suy_demo_add_json (SuyDemo *self, const char *reg, JsonObject *members, GError **error)
{
  SuyRecord *record = suy_demo_add (self, reg, json_object_get_string_member (members, "code"));
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_str_equal (name, "code") && !g_str_equal (name, "near") &&
        !g_str_equal (name, "demo_state") && !g_str_equal (name, "demo_moves") &&
        !set_member (self, record, name, node, error))
      return NULL;

  return record;
}

/* ---- geometry ---- */

typedef struct
{
  SuyShapeKind kind;
  GArray *points, *ends;
} Draft;

static void
add_place (Draft *draft, JsonArray *place)
{
  SuyPoint point;

  point.x = (gint32) lround (json_array_get_double_element (place, 0) * SUY_DEGREE);
  point.y = (gint32) lround (json_array_get_double_element (place, 1) * SUY_DEGREE);
  g_array_append_val (draft->points, point);
}

/* @depth: how many arrays lie around a place. */
static void
add_places (Draft *draft, JsonArray *array, guint depth)
{
  if (depth == 0)
    add_place (draft, array);
  else
    for (guint i = 0; i < json_array_get_length (array); i++)
      add_places (draft, json_array_get_array_element (array, i), depth - 1);

  if (depth == (draft->kind == SUY_SHAPE_POINT ? 0 : 1))
    g_array_append_val (draft->ends, draft->points->len);
}

static SuyGeometry *
read_geometry (JsonObject *object, GError **error)
{
  static const struct
  {
    const char *name;
    SuyShapeKind kind;
    guint depth;
  } types[] = {
    { "Point", SUY_SHAPE_POINT, 0 },
    { "LineString", SUY_SHAPE_LINE, 1 },
    { "Polygon", SUY_SHAPE_POLYGON, 2 },
    { "MultiPolygon", SUY_SHAPE_POLYGON, 3 },
  };
  const char *type = json_object_get_string_member (object, "type");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  SuyShape shape;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (type, types[i].name) == 0)
      {
        Draft draft = { types[i].kind, points, ends };

        add_places (&draft, json_object_get_array_member (object, "coordinates"), types[i].depth);
        shape = (SuyShape){ draft.kind, ends->len, (guint32 *) (gpointer) ends->data,
                            (SuyPoint *) (gpointer) points->data };
        return suy_geometry_new (&shape, error);
      }

  g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, "The demo's sources have a geometry %s", type);

  return NULL;
}

gboolean
suy_demo_add_features (SuyDemo *self,
                       const char *file,
                       const char *reg,
                       SuyDemoFeature each,
                       GError **error)
{
  g_autoptr (JsonNode) root = suy_demo_read_json (self, file, error);
  JsonArray *features;

  if (root == NULL)
    return FALSE;

  features = json_object_get_array_member (json_node_get_object (root), "features");
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = json_array_get_object_element (features, i);
      JsonObject *members = json_object_get_object_member (feature, "properties");
      SuyRecord *record = suy_demo_add_json (self, reg, members, error);
      g_autoptr (SuyGeometry) geometry = NULL;

      if (record == NULL)
        return FALSE;
      geometry = read_geometry (json_object_get_object_member (feature, "geometry"), error);
      if (geometry == NULL)
        return FALSE;
      suy_record_set_geometry (record, geometry);
      g_ptr_array_add (self->geometries, suy_geometry_ref (geometry));
      if (each != NULL && !each (self, record, members))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                       "The demo's file %s: feature %u is "
                       "not as expected",
                       file, i + 1);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
suy_demo_add_table (SuyDemo *self, const char *reg, SuyDemoRow each, GError **error)
{
  JsonObject *tables = json_node_get_object (self->tables);
  JsonArray *rows;

  if (!json_object_has_member (tables, reg))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, "The demo's tables.json lacks %s", reg);
      return FALSE;
    }

  rows = json_object_get_array_member (tables, reg);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *members = json_array_get_object_element (rows, i);
      SuyRecord *record = suy_demo_add_json (self, reg, members, error);

      if (record == NULL)
        return FALSE;
      if (each != NULL && !each (self, record, members, i))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                       "The demo's tables.json: row %u of %s is not as expected", i + 1, reg);
          return FALSE;
        }
    }

  return TRUE;
}

JsonArray *
suy_demo_get_words (SuyDemo *self, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", 2);
  JsonObject *words = json_node_get_object (self->words);

  if (parts[1] != NULL)
    {
      words = json_object_get_object_member (words, parts[0]);
      return json_object_get_array_member (words, parts[1]);
    }

  return json_object_get_array_member (words, key);
}

const char *
suy_demo_pick_word (SuyDemo *self, SuyDemoRandom *random, const char *key)
{
  JsonArray *words = suy_demo_get_words (self, key);

  return json_array_get_string_element (
      words, suy_demo_random_below (random, json_array_get_length (words)));
}
