/* suy-style-filter.c: how is a filter of a map style read, in its newer and its older form?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-style-node.h"

#include <string.h>

static const char *
element_text (JsonArray *array, guint i)
{
  JsonNode *node = i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

static gboolean
element_is_array (JsonArray *array, guint i)
{
  return i < json_array_get_length (array) &&
         JSON_NODE_HOLDS_ARRAY (json_array_get_element (array, i));
}

/* Tells the newer form from the older, as the specification's own reader does. */
static gboolean
is_expression_filter (JsonNode *node, guint depth)
{
  JsonArray *array;
  const char *op;
  guint n;

  if (!JSON_NODE_HOLDS_ARRAY (node) || depth > SUY_STYLE_DEPTH_MAX)
    return TRUE;
  array = json_node_get_array (node);
  n = json_array_get_length (array);
  op = element_text (array, 0);
  if (op == NULL)
    return TRUE;

  if (g_str_equal (op, "has"))
    return g_strcmp0 (element_text (array, 1), "$id") != 0 &&
           g_strcmp0 (element_text (array, 1), "$type") != 0;
  if (g_str_equal (op, "in"))
    return n >= 3 && (element_text (array, 1) == NULL || element_is_array (array, 2));
  if (g_str_equal (op, "!in") || g_str_equal (op, "!has") || g_str_equal (op, "none"))
    return FALSE;
  if (strchr ("=!<>", op[0]) != NULL && !g_str_equal (op, "!"))
    return n != 3 || element_is_array (array, 1) || element_is_array (array, 2);
  if (g_str_equal (op, "any") || g_str_equal (op, "all"))
    for (guint i = 1; i < n; i++)
      if (!is_expression_filter (json_array_get_element (array, i), depth + 1))
        return FALSE;

  return TRUE;
}

static SuyStyleExpression *
new_key (const char *key, GError **error)
{
  if (g_str_equal (key, "$type"))
    return suy_style_node_new (SUY_STYLE_OP_GEOMETRY_TYPE, 0);
  if (key[0] == '$')
    {
      suy_style_refuse (error, "the filter key “%s” is not supported", key);
      return NULL;
    }

  return suy_style_node_new_unary (SUY_STYLE_OP_GET, suy_style_node_new_text (key, strlen (key)));
}

static SuyStyleExpression *compile_filter (JsonNode *node, guint depth, GError **error);

/* ["all"|"any"|"none", filter, ...] */
static SuyStyleExpression *
compile_group (JsonArray *array, SuyStyleOp op, guint depth, GError **error)
{
  guint n = json_array_get_length (array) - 1;
  g_autoptr (SuyStyleExpression) self = suy_style_node_new (op, n);

  for (guint i = 0; i < n; i++)
    {
      self->args[i] = compile_filter (json_array_get_element (array, i + 1), depth + 1, error);
      if (self->args[i] == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

/* ["in", key, value, ...] */
static SuyStyleExpression *
compile_old_in (JsonArray *array, const char *key, GError **error)
{
  g_autoptr (SuyStyleExpression) self = suy_style_node_new (SUY_STYLE_OP_IN, 2);
  guint n = json_array_get_length (array) - 2;
  SuyStyleValue *items = g_new0 (SuyStyleValue, n);

  self->args[1] = suy_style_node_new (SUY_STYLE_OP_CONSTANT, 0);
  self->args[1]->constant = (SuyStyleValue){ .type = SUY_STYLE_LIST, .n = n, .items = items };
  for (guint i = 0; i < n; i++)
    if (!suy_style_read_constant (json_array_get_element (array, i + 2), &items[i], 0, error))
      return NULL;
  self->args[0] = new_key (key, error);
  if (self->args[0] == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

static SuyStyleExpression *
compile_old_test (JsonArray *array, const char *op, const char *key, GError **error)
{
  int known = suy_style_find_comparison (op);
  g_autoptr (SuyStyleExpression) self = NULL;

  if (g_str_equal (op, "has"))
    return suy_style_node_new_unary (SUY_STYLE_OP_HAS, suy_style_node_new_text (key, strlen (key)));
  if (json_array_get_length (array) != 3 || known < 0)
    {
      suy_style_refuse (error, "the filter “%s” is not supported", op);
      return NULL;
    }
  self = suy_style_node_new ((SuyStyleOp) known, 2);
  self->args[0] = new_key (key, error);
  if (self->args[0] != NULL)
    self->args[1] = suy_style_node_new_constant (json_array_get_element (array, 2), error);
  if (self->args[0] == NULL || self->args[1] == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

static SuyStyleExpression *
compile_old_filter (JsonArray *array, guint depth, GError **error)
{
  const char *op = element_text (array, 0), *key = element_text (array, 1);
  SuyStyleExpression *inner;

  if (g_str_equal (op, "all"))
    return compile_group (array, SUY_STYLE_OP_ALL, depth, error);
  if (g_str_equal (op, "any"))
    return compile_group (array, SUY_STYLE_OP_ANY, depth, error);
  if (g_str_equal (op, "none"))
    return compile_group (array, SUY_STYLE_OP_NONE, depth, error);
  if (key == NULL)
    {
      suy_style_refuse (error, "the filter “%s” has no key", op);
      return NULL;
    }
  if (g_str_equal (op, "in"))
    return compile_old_in (array, key, error);
  if (g_str_equal (op, "!in"))
    {
      inner = compile_old_in (array, key, error);
      return inner == NULL ? NULL : suy_style_node_new_unary (SUY_STYLE_OP_NOT, inner);
    }
  if (g_str_equal (op, "!has"))
    return suy_style_node_new_unary (
        SUY_STYLE_OP_NOT,
        suy_style_node_new_unary (SUY_STYLE_OP_HAS, suy_style_node_new_text (key, strlen (key))));

  return compile_old_test (array, op, key, error);
}

static SuyStyleExpression *
compile_filter (JsonNode *node, guint depth, GError **error)
{
  if (depth > SUY_STYLE_DEPTH_MAX)
    {
      suy_style_refuse (error, "a filter is nested too deep");
      return NULL;
    }
  if (is_expression_filter (node, 0))
    return suy_style_compile (node, SUY_STYLE_BOOLEAN, depth, error);

  return compile_old_filter (json_node_get_array (node), depth, error);
}

SuyStyleExpression *
suy_style_expression_new_filter (JsonNode *node, GError **error)
{
  g_return_val_if_fail (node != NULL, NULL);

  return compile_filter (node, 0, error);
}
