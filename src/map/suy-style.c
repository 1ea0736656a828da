/* suy-style.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-style.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "suy-error.h"
#include "suy-map-resource.h"

#define CLAIM_DEFAULT 7

typedef struct
{
  char *name, *source_layer;
  SuyStyleLayerType type;
  double min_zoom, max_zoom;
  gboolean hidden;
  int claim;
  SuyStyleExpression *filter;
  SuyStyleExpression *property[SUY_STYLE_N_PROPERTIES];
} Layer;

struct _SuyStyle
{
  GPtrArray *layers; /* (element-type Layer) */
  GPtrArray *findings;
};

typedef struct
{
  const char *name;
  SuyStyleLayerType layer;
  gboolean layout;
  SuyStyleType type;
  double number;    /* default */
  const char *text; /* default of texts and colours; NULL: none */
} Property;

/* In the order of SuyStyleProperty; defaults as in the specification. */
static const Property properties[SUY_STYLE_N_PROPERTIES] = {
  { "background-color", SUY_STYLE_BACKGROUND, FALSE, SUY_STYLE_COLOR, 0, "#000000" },
  { "background-opacity", SUY_STYLE_BACKGROUND, FALSE, SUY_STYLE_NUMBER, 1, NULL },
  { "fill-color", SUY_STYLE_FILL, FALSE, SUY_STYLE_COLOR, 0, "#000000" },
  { "fill-opacity", SUY_STYLE_FILL, FALSE, SUY_STYLE_NUMBER, 1, NULL },
  { "fill-outline-color", SUY_STYLE_FILL, FALSE, SUY_STYLE_COLOR, 0, NULL },
  { "line-color", SUY_STYLE_LINE, FALSE, SUY_STYLE_COLOR, 0, "#000000" },
  { "line-opacity", SUY_STYLE_LINE, FALSE, SUY_STYLE_NUMBER, 1, NULL },
  { "line-width", SUY_STYLE_LINE, FALSE, SUY_STYLE_NUMBER, 1, NULL },
  { "line-dasharray", SUY_STYLE_LINE, FALSE, SUY_STYLE_LIST, 0, NULL },
  { "line-cap", SUY_STYLE_LINE, TRUE, SUY_STYLE_TEXT, 0, "butt" },
  { "line-join", SUY_STYLE_LINE, TRUE, SUY_STYLE_TEXT, 0, "miter" },
  { "circle-color", SUY_STYLE_CIRCLE, FALSE, SUY_STYLE_COLOR, 0, "#000000" },
  { "circle-opacity", SUY_STYLE_CIRCLE, FALSE, SUY_STYLE_NUMBER, 1, NULL },
  { "circle-radius", SUY_STYLE_CIRCLE, FALSE, SUY_STYLE_NUMBER, 5, NULL },
  { "circle-stroke-color", SUY_STYLE_CIRCLE, FALSE, SUY_STYLE_COLOR, 0, "#000000" },
  { "circle-stroke-width", SUY_STYLE_CIRCLE, FALSE, SUY_STYLE_NUMBER, 0, NULL },
  { "symbol-placement", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_TEXT, 0, "point" },
  { "symbol-spacing", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_NUMBER, 250, NULL },
  { "symbol-sort-key", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_NUMBER, 0, NULL },
  { "text-field", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_TEXT, 0, "" },
  { "text-size", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_NUMBER, 16, NULL },
  { "text-color", SUY_STYLE_SYMBOL, FALSE, SUY_STYLE_COLOR, 0, "#000000" },
  { "text-opacity", SUY_STYLE_SYMBOL, FALSE, SUY_STYLE_NUMBER, 1, NULL },
  { "text-halo-color", SUY_STYLE_SYMBOL, FALSE, SUY_STYLE_COLOR, 0, "rgba(0,0,0,0)" },
  { "text-halo-width", SUY_STYLE_SYMBOL, FALSE, SUY_STYLE_NUMBER, 0, NULL },
  { "text-font", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_LIST, 0, NULL },
  { "text-letter-spacing", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_NUMBER, 0, NULL },
  { "text-transform", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_TEXT, 0, "none" },
  { "text-allow-overlap", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_BOOLEAN, 0, NULL },
  { "text-variable-anchor", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_LIST, 0, NULL },
  { "text-radial-offset", SUY_STYLE_SYMBOL, TRUE, SUY_STYLE_NUMBER, 0, NULL },
};

static const char *const type_names[] = { "background", "fill", "line", "circle", "symbol" };

static void
layer_free (Layer *self)
{
  g_free (self->name);
  g_free (self->source_layer);
  g_clear_pointer (&self->filter, suy_style_expression_free);
  for (guint i = 0; i < SUY_STYLE_N_PROPERTIES; i++)
    g_clear_pointer (&self->property[i], suy_style_expression_free);
  g_free (self);
}

/* ---- reading ---- */

static void G_GNUC_PRINTF (3, 4) find (SuyStyle *self, const Layer *layer, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->findings, g_strdup_printf ("Layer “%s”: %s", layer->name, text));
}

static const char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

static double
member_number (JsonObject *object, const char *name, double otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) == G_TYPE_STRING)
    return otherwise;

  return json_node_get_double (node);
}

static JsonObject *
member_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static int
find_property (SuyStyleLayerType layer, gboolean layout, const char *name)
{
  for (int i = 0; i < SUY_STYLE_N_PROPERTIES; i++)
    if (properties[i].layer == layer && properties[i].layout == layout &&
        g_str_equal (properties[i].name, name))
      return i;

  return -1;
}

static void
read_property (SuyStyle *self, Layer *layer, gboolean layout, const char *name, JsonNode *node)
{
  g_autoptr (GError) error = NULL;
  int i = find_property (layer->type, layout, name);

  if (layout && g_str_equal (name, "visibility"))
    {
      layer->hidden =
          JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), "none") == 0;
      return;
    }
  if (i < 0)
    {
      find (self, layer, "%s is not supported", name);
      return;
    }
  layer->property[i] = suy_style_expression_new (node, properties[i].type, &error);
  if (layer->property[i] == NULL)
    find (self, layer, "%s is left out: %s", name, error->message);
}

static void
read_properties (SuyStyle *self, Layer *layer, JsonObject *object, gboolean layout)
{
  g_autoptr (GList) names = object == NULL ? NULL : json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    read_property (self, layer, layout, l->data, json_object_get_member (object, l->data));
}

/* A layer whose filter we can't follow is left out: shown unfiltered it would be wrong. */
static gboolean
read_filter (SuyStyle *self, Layer *layer, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "filter");
  g_autoptr (GError) error = NULL;

  if (node == NULL)
    return TRUE;
  layer->filter = suy_style_expression_new_filter (node, &error);
  if (layer->filter == NULL)
    find (self, layer, "left out, for its filter: %s", error->message);

  return layer->filter != NULL;
}

static gboolean
read_type (SuyStyle *self, Layer *layer, JsonObject *object)
{
  const char *type = member_text (object, "type");

  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_strcmp0 (type, type_names[i]) == 0)
      {
        layer->type = (SuyStyleLayerType) i;
        return TRUE;
      }
  find (self, layer, "left out, for its type “%s”", type == NULL ? "" : type);

  return FALSE;
}

static void
read_layer (SuyStyle *self, JsonObject *object)
{
  Layer *layer = g_new0 (Layer, 1);
  JsonObject *metadata = member_object (object, "metadata");
  const char *name = member_text (object, "id");

  layer->name = g_strdup (name == NULL ? "?" : name);
  layer->source_layer = g_strdup (member_text (object, "source-layer"));
  layer->min_zoom = member_number (object, "minzoom", -INFINITY);
  layer->max_zoom = member_number (object, "maxzoom", INFINITY);
  layer->claim = metadata == NULL ? CLAIM_DEFAULT
                                  : (int) member_number (metadata, "suyuan:claim", CLAIM_DEFAULT);
  if (!read_type (self, layer, object) || !read_filter (self, layer, object))
    {
      layer_free (layer);
      return;
    }
  read_properties (self, layer, member_object (object, "paint"), FALSE);
  read_properties (self, layer, member_object (object, "layout"), TRUE);
  g_ptr_array_add (self->layers, layer);
}

static gboolean
read_root (SuyStyle *self, JsonNode *root, GError **error)
{
  JsonObject *object =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *layers = object == NULL ? NULL : json_object_get_member (object, "layers");

  if (layers == NULL || !JSON_NODE_HOLDS_ARRAY (layers) ||
      member_number (object, "version", 0) != 8)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                           "Not a map style: it needs “version” 8 and a list of “layers”");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (layers)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (layers), i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_layer (self, json_node_get_object (node));
    }

  return TRUE;
}

SuyStyle *
suy_style_new (GBytes *bytes, GError **error)
{
  g_autoptr (SuyStyle) self = g_atomic_rc_box_new0 (SuyStyle);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  GError *parse_error = NULL;

  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  self->findings = g_ptr_array_new_with_free_func (g_free);
  if (!json_parser_load_from_data (parser, text == NULL ? "" : text, (gssize) size, &parse_error))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN, "Not a map style: %s",
                   parse_error->message);
      g_error_free (parse_error);
      return NULL;
    }
  if (!read_root (self, json_parser_get_root (parser), error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyStyle *
suy_style_new_own (gboolean dark)
{
  g_autoptr (GBytes) bytes =
      suy_map_resource_load (dark ? "styles/suyuan-dark.json" : "styles/suyuan-light.json");
  g_autoptr (GError) error = NULL;
  SuyStyle *self = suy_style_new (bytes, &error);

  if (self == NULL)
    g_error ("%s", error->message);

  return self;
}

SuyStyle *
suy_style_ref (SuyStyle *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  SuyStyle *self = data;

  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->findings);
}

void
suy_style_unref (SuyStyle *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* ---- asking ---- */

static const Layer *
get_layer (SuyStyle *self, guint layer)
{
  g_assert (layer < self->layers->len);

  return g_ptr_array_index (self->layers, layer);
}

const GPtrArray *
suy_style_get_findings (SuyStyle *self)
{
  return self->findings;
}

guint
suy_style_get_n_layers (SuyStyle *self)
{
  return self->layers->len;
}

SuyStyleLayerType
suy_style_get_layer_type (SuyStyle *self, guint layer)
{
  return get_layer (self, layer)->type;
}

const char *
suy_style_get_source_layer (SuyStyle *self, guint layer)
{
  return get_layer (self, layer)->source_layer;
}

const char *
suy_style_get_layer_name (SuyStyle *self, guint layer)
{
  return get_layer (self, layer)->name;
}

int
suy_style_get_claim (SuyStyle *self, guint layer)
{
  return get_layer (self, layer)->claim;
}

gboolean
suy_style_shows (SuyStyle *self, guint layer, double zoom)
{
  const Layer *found = get_layer (self, layer);

  return !found->hidden && zoom >= found->min_zoom && zoom < found->max_zoom;
}

gboolean
suy_style_matches (SuyStyle *self, guint layer, const SuyStyleScope *scope)
{
  const Layer *found = get_layer (self, layer);
  SuyStyleValue value;

  if (found->filter == NULL)
    return TRUE;
  value = suy_style_expression_eval (found->filter, scope);

  return value.type == SUY_STYLE_BOOLEAN && value.number != 0;
}

static SuyStyleValue
get_default (SuyStyleProperty property)
{
  const Property *p = &properties[property];
  SuyStyleValue value = { .type = p->type, .number = p->number, .text = p->text };

  if (p->type == SUY_STYLE_LIST || (p->type == SUY_STYLE_COLOR && p->text == NULL))
    value.type = SUY_STYLE_NULL;
  else if (p->type == SUY_STYLE_COLOR)
    gdk_rgba_parse (&value.color, p->text);

  return value;
}

SuyStyleValue
suy_style_get (SuyStyle *self, guint layer, SuyStyleProperty property, const SuyStyleScope *scope)
{
  const SuyStyleExpression *expression = get_layer (self, layer)->property[property];
  SuyStyleValue value;

  if (expression == NULL)
    return get_default (property);
  value = suy_style_expression_eval (expression, scope);

  /* A colour that comes from the feature is still a text. */
  if (properties[property].type == SUY_STYLE_COLOR && value.type == SUY_STYLE_TEXT &&
      gdk_rgba_parse (&value.color, value.text))
    value.type = SUY_STYLE_COLOR;

  return value.type == properties[property].type ? value : get_default (property);
}

double
suy_style_get_number (SuyStyle *self,
                      guint layer,
                      SuyStyleProperty property,
                      const SuyStyleScope *scope)
{
  return suy_style_get (self, layer, property, scope).number;
}

GdkRGBA
suy_style_get_color (SuyStyle *self,
                     guint layer,
                     SuyStyleProperty color,
                     SuyStyleProperty opacity,
                     const SuyStyleScope *scope)
{
  GdkRGBA found = suy_style_get (self, layer, color, scope).color;

  found.alpha *= (float) CLAMP (suy_style_get_number (self, layer, opacity, scope), 0, 1);

  return found;
}
