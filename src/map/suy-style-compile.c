/* suy-style-compile.c: how does the JSON of a map style become an expression?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-style-node.h"

#include <string.h>

#include "suy-error.h"

/* Which outputs of an operator have the wanted type; the other arguments may be anything. */
typedef enum
{
  OUT_NONE,
  OUT_ALL,
  OUT_CASE,        /* condition, output, ..., output */
  OUT_MATCH,       /* input, labels, output, ..., output */
  OUT_STEP,        /* input, output, stop, output, ... */
  OUT_INTERPOLATE, /* input, stop, output, ... */
} Outputs;

static const struct
{
  const char *name;
  SuyStyleOp op;
  guint min, max; /* arguments */
  Outputs outputs;
} operators[] = {
  { "get", SUY_STYLE_OP_GET, 1, 1, OUT_NONE },
  { "has", SUY_STYLE_OP_HAS, 1, 1, OUT_NONE },
  { "==", SUY_STYLE_OP_EQUAL, 2, 2, OUT_NONE },
  { "!=", SUY_STYLE_OP_DIFFERENT, 2, 2, OUT_NONE },
  { "<", SUY_STYLE_OP_LESS, 2, 2, OUT_NONE },
  { "<=", SUY_STYLE_OP_LESS_EQUAL, 2, 2, OUT_NONE },
  { ">", SUY_STYLE_OP_MORE, 2, 2, OUT_NONE },
  { ">=", SUY_STYLE_OP_MORE_EQUAL, 2, 2, OUT_NONE },
  { "!", SUY_STYLE_OP_NOT, 1, 1, OUT_NONE },
  { "all", SUY_STYLE_OP_ALL, 0, 1000, OUT_NONE },
  { "any", SUY_STYLE_OP_ANY, 0, 1000, OUT_NONE },
  { "in", SUY_STYLE_OP_IN, 2, 2, OUT_NONE },
  { "case", SUY_STYLE_OP_CASE, 3, 1001, OUT_CASE },
  { "match", SUY_STYLE_OP_MATCH, 4, 10000, OUT_MATCH },
  { "coalesce", SUY_STYLE_OP_COALESCE, 1, 1000, OUT_ALL },
  { "step", SUY_STYLE_OP_STEP, 2, 1000, OUT_STEP },
  { "interpolate", SUY_STYLE_OP_INTERPOLATE, 4, 1001, OUT_INTERPOLATE },
  { "zoom", SUY_STYLE_OP_ZOOM, 0, 0, OUT_NONE },
  { "concat", SUY_STYLE_OP_CONCAT, 0, 1000, OUT_NONE },
  { "to-string", SUY_STYLE_OP_TO_STRING, 1, 1, OUT_NONE },
  { "to-number", SUY_STYLE_OP_TO_NUMBER, 1, 1, OUT_NONE },
  { "upcase", SUY_STYLE_OP_UPCASE, 1, 1, OUT_NONE },
  { "downcase", SUY_STYLE_OP_DOWNCASE, 1, 1, OUT_NONE },
  { "geometry-type", SUY_STYLE_OP_GEOMETRY_TYPE, 0, 0, OUT_NONE },
  { "global-state", SUY_STYLE_OP_GLOBAL_STATE, 1, 1, OUT_NONE },
  { "+", SUY_STYLE_OP_ADD, 1, 1000, OUT_NONE },
  { "-", SUY_STYLE_OP_SUBTRACT, 1, 2, OUT_NONE },
  { "*", SUY_STYLE_OP_MULTIPLY, 1, 1000, OUT_NONE },
  { "/", SUY_STYLE_OP_DIVIDE, 2, 2, OUT_NONE },
};

gboolean
suy_style_refuse (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID, text);

  return FALSE;
}

SuyStyleExpression *
suy_style_node_new (SuyStyleOp op, guint n)
{
  SuyStyleExpression *self = g_new0 (SuyStyleExpression, 1);

  self->op = op;
  self->n = n;
  self->args = g_new0 (SuyStyleExpression *, n);

  return self;
}

static void
free_constant (SuyStyleValue *value)
{
  for (guint i = 0; i < value->n; i++)
    free_constant ((SuyStyleValue *) &value->items[i]);
  g_free ((SuyStyleValue *) value->items);
  g_free ((char *) value->text);
}

void
suy_style_expression_free (SuyStyleExpression *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->args[i] != NULL)
      suy_style_expression_free (self->args[i]);
  g_free (self->args);
  free_constant (&self->constant);
  g_free (self);
}

/* A constant of any JSON kind but objects; its text and items are its own. */
gboolean
suy_style_read_constant (JsonNode *node, SuyStyleValue *value, guint depth, GError **error)
{
  JsonArray *array;
  SuyStyleValue *items;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node) || depth > SUY_STYLE_DEPTH_MAX)
    return suy_style_refuse (error, "an object can't stand in a literal");
  if (JSON_NODE_HOLDS_VALUE (node))
    {
      GType type = json_node_get_value_type (node);

      if (type == G_TYPE_STRING)
        *value = suy_style_text (g_strdup (json_node_get_string (node)));
      else if (type == G_TYPE_BOOLEAN)
        *value = suy_style_boolean (json_node_get_boolean (node));
      else
        *value = suy_style_number (json_node_get_double (node));
      return TRUE;
    }

  array = json_node_get_array (node);
  items = g_new0 (SuyStyleValue, json_array_get_length (array));
  *value =
      (SuyStyleValue){ .type = SUY_STYLE_LIST, .n = json_array_get_length (array), .items = items };
  for (guint i = 0; i < value->n; i++)
    if (!suy_style_read_constant (json_array_get_element (array, i), &items[i], depth + 1, error))
      return FALSE;

  return TRUE;
}

SuyStyleExpression *
suy_style_node_new_constant (JsonNode *node, GError **error)
{
  g_autoptr (SuyStyleExpression) self = suy_style_node_new (SUY_STYLE_OP_CONSTANT, 0);

  if (!suy_style_read_constant (node, &self->constant, 0, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyStyleExpression *
suy_style_node_new_text (const char *text, gsize length)
{
  SuyStyleExpression *self = suy_style_node_new (SUY_STYLE_OP_CONSTANT, 0);

  self->constant = suy_style_text (g_strndup (text, length));

  return self;
}

SuyStyleExpression *
suy_style_node_new_unary (SuyStyleOp op, SuyStyleExpression *argument)
{
  SuyStyleExpression *self = suy_style_node_new (op, 1);

  self->args[0] = argument;

  return self;
}

/* "{name} ({ref})" becomes a concat; texts without a key stay as they are. */
static SuyStyleExpression *
new_template (const char *text)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  SuyStyleExpression *self;
  const char *open;

  while ((open = strchr (text, '{')) != NULL && strchr (open, '}') != NULL)
    {
      const char *end = strchr (open, '}');

      if (open > text)
        g_ptr_array_add (parts, suy_style_node_new_text (text, (gsize) (open - text)));
      g_ptr_array_add (parts, suy_style_node_new_unary (
                                  SUY_STYLE_OP_GET,
                                  suy_style_node_new_text (open + 1, (gsize) (end - open - 1))));
      text = end + 1;
    }
  if (parts->len == 0)
    return suy_style_node_new_text (text, strlen (text));
  if (*text != '\0')
    g_ptr_array_add (parts, suy_style_node_new_text (text, strlen (text)));
  self = suy_style_node_new (SUY_STYLE_OP_CONCAT, parts->len);
  memcpy (self->args, parts->pdata, parts->len * sizeof *self->args);

  return self;
}

static SuyStyleExpression *
compile_text (JsonNode *node, SuyStyleType wanted, GError **error)
{
  const char *text = json_node_get_string (node);
  g_autoptr (SuyStyleExpression) self = NULL;

  if (wanted == SUY_STYLE_TEXT)
    return new_template (text);
  self = suy_style_node_new_text (text, strlen (text));
  if (wanted == SUY_STYLE_COLOR)
    {
      if (!gdk_rgba_parse (&self->constant.color, text))
        {
          suy_style_refuse (error, "“%s” is not a colour", text);
          return NULL;
        }
      self->constant.type = SUY_STYLE_COLOR;
    }

  return g_steal_pointer (&self);
}

static SuyStyleType
type_of_argument (Outputs outputs, guint i, guint n, SuyStyleType wanted)
{
  gboolean output;

  switch (outputs)
    {
    case OUT_ALL:
      output = TRUE;
      break;
    case OUT_CASE:
      output = i % 2 == 1 || i == n - 1;
      break;
    case OUT_MATCH:
      output = i > 0 && (i % 2 == 0 || i == n - 1);
      break;
    case OUT_STEP:
      output = i % 2 == 1;
      break;
    case OUT_INTERPOLATE:
      output = i > 0 && i % 2 == 0;
      break;
    case OUT_NONE:
    default:
      output = FALSE;
      break;
    }

  /* A text that is an argument of something is not a template. */
  return output && wanted == SUY_STYLE_COLOR ? wanted : SUY_STYLE_NULL;
}

/* Reads ["linear"] or ["exponential", b], the second element of an interpolation. */
static gboolean
read_curve (JsonNode *node, double *base, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array == NULL ? 0 : json_array_get_length (array);
  JsonNode *name = n == 0 ? NULL : json_array_get_element (array, 0);

  *base = 1;
  if (name == NULL || json_node_get_value_type (name) != G_TYPE_STRING)
    return suy_style_refuse (error, "the curve of an interpolation is missing");
  if (n == 1 && strcmp (json_node_get_string (name), "linear") == 0)
    return TRUE;
  if (n == 2 && strcmp (json_node_get_string (name), "exponential") == 0 &&
      JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 1)))
    {
      *base = json_array_get_double_element (array, 1);
      return TRUE;
    }

  return suy_style_refuse (error, "the curve “%s” is not supported", json_node_get_string (name));
}

/* Labels of a match: one value or a list of them, always kept as a list. */
static SuyStyleExpression *
compile_labels (JsonNode *node, GError **error)
{
  g_autoptr (JsonNode) wrapped = NULL;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_array_new ();

      json_array_add_element (array, json_node_copy (node));
      wrapped = json_node_alloc ();
      json_node_init_array (wrapped, array);
      json_array_unref (array);
      node = wrapped;
    }

  return suy_style_node_new_constant (node, error);
}

static gboolean
compile_arguments (SuyStyleExpression *self,
                   JsonArray *array,
                   guint first,
                   guint op,
                   SuyStyleType wanted,
                   guint depth,
                   GError **error)
{
  for (guint i = 0; i < self->n; i++)
    {
      JsonNode *node = json_array_get_element (array, first + i);
      SuyStyleType type = type_of_argument (operators[op].outputs, i, self->n, wanted);

      if (self->op == SUY_STYLE_OP_MATCH && i % 2 == 1 && i < self->n - 1)
        self->args[i] = compile_labels (node, error);
      else
        self->args[i] = suy_style_compile (node, type, depth + 1, error);
      if (self->args[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

/* An even number of arguments where pairs are wanted, and so on. */
static gboolean
has_good_count (guint op, guint n)
{
  if (n < operators[op].min || n > operators[op].max)
    return FALSE;

  switch (operators[op].outputs)
    {
    case OUT_CASE:
    case OUT_INTERPOLATE:
      return n % 2 == 1;
    case OUT_MATCH:
    case OUT_STEP:
      return n % 2 == 0;
    case OUT_NONE:
    case OUT_ALL:
    default:
      return TRUE;
    }
}

static int
suy_style_find_operator (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (strcmp (operators[i].name, name) == 0)
      return (int) i;

  return -1;
}

static SuyStyleExpression *
compile_operator (JsonArray *array, SuyStyleType wanted, guint depth, GError **error)
{
  const char *name = json_array_get_string_element (array, 0);
  int op = suy_style_find_operator (name);
  guint first = 1, n = json_array_get_length (array) - 1;
  g_autoptr (SuyStyleExpression) self = NULL;
  double base = 1;

  if (strcmp (name, "literal") == 0 && n == 1)
    return suy_style_node_new_constant (json_array_get_element (array, 1), error);
  if (op < 0)
    {
      suy_style_refuse (error, "the operator “%s” is not supported", name);
      return NULL;
    }
  if (operators[op].op == SUY_STYLE_OP_INTERPOLATE && n > 0)
    {
      if (!read_curve (json_array_get_element (array, 1), &base, error))
        return NULL;
      first++;
      n--;
    }
  if (!has_good_count ((guint) op, n))
    {
      suy_style_refuse (error, "“%s” has a wrong number of arguments", name);
      return NULL;
    }

  self = suy_style_node_new (operators[op].op, n);
  self->constant.number = base;
  if (!compile_arguments (self, array, first, (guint) op, wanted, depth, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* The older way: { "base": b, "stops": [[zoom, value], ...] }, a step where values can't be mixed.
 */
static SuyStyleExpression *
compile_stops (JsonObject *object, SuyStyleType wanted, guint depth, GError **error)
{
  gboolean mixed = wanted == SUY_STYLE_COLOR || wanted == SUY_STYLE_NUMBER;
  g_autoptr (SuyStyleExpression) self = NULL;
  JsonArray *stops;
  guint n;

  if (json_object_has_member (object, "property") || !json_object_has_member (object, "stops") ||
      !JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, "stops")))
    {
      suy_style_refuse (error, "a function of something else than zoom is not supported");
      return NULL;
    }
  stops = json_object_get_array_member (object, "stops");
  n = json_array_get_length (stops);
  self = suy_style_node_new (mixed ? SUY_STYLE_OP_INTERPOLATE : SUY_STYLE_OP_STEP,
                             mixed ? 1 + 2 * n : 2 * n);
  self->constant.number = json_object_get_double_member_with_default (object, "base", 1);
  if (n == 0)
    {
      suy_style_refuse (error, "a list of stops is empty");
      return NULL;
    }
  self->args[0] = suy_style_node_new (SUY_STYLE_OP_ZOOM, 0);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *pair = json_array_get_element (stops, i);
      guint at = mixed ? 1 + 2 * i : 2 * i;
      gboolean good =
          JSON_NODE_HOLDS_ARRAY (pair) && json_array_get_length (json_node_get_array (pair)) == 2;

      if (!good)
        {
          suy_style_refuse (error, "a stop is not a pair");
          return NULL;
        }
      /* A step starts with its first output: the first stop's zoom says nothing. */
      if (mixed || i > 0)
        self->args[at] = suy_style_compile (json_array_get_element (json_node_get_array (pair), 0),
                                            SUY_STYLE_NUMBER, depth + 1, error);
      self->args[at + 1] = suy_style_compile (
          json_array_get_element (json_node_get_array (pair), 1), wanted, depth + 1, error);
      if (self->args[at] == NULL || self->args[at + 1] == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

SuyStyleExpression *
suy_style_compile (JsonNode *node, SuyStyleType wanted, guint depth, GError **error)
{
  JsonArray *array;

  if (depth > SUY_STYLE_DEPTH_MAX)
    {
      suy_style_refuse (error, "an expression is nested too deep");
      return NULL;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    return compile_stops (json_node_get_object (node), wanted, depth, error);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return compile_text (node, wanted, error);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return suy_style_node_new_constant (node, error);

  array = json_node_get_array (node);
  if (json_array_get_length (array) > 0)
    {
      JsonNode *name = json_array_get_element (array, 0);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING &&
          !(wanted == SUY_STYLE_LIST && suy_style_find_operator (json_node_get_string (name)) < 0 &&
            strcmp (json_node_get_string (name), "literal") != 0))
        return compile_operator (array, wanted, depth, error);
    }
  if (wanted == SUY_STYLE_LIST)
    return suy_style_node_new_constant (node, error);
  suy_style_refuse (error, "a list without an operator is not an expression");

  return NULL;
}

SuyStyleExpression *
suy_style_expression_new (JsonNode *node, SuyStyleType wanted, GError **error)
{
  g_return_val_if_fail (node != NULL, NULL);

  return suy_style_compile (node, wanted, 0, error);
}

int
suy_style_find_comparison (const char *name)
{
  int found = suy_style_find_operator (name);

  if (found < 0 || operators[found].op < SUY_STYLE_OP_EQUAL ||
      operators[found].op > SUY_STYLE_OP_MORE_EQUAL)
    return -1;

  return (int) operators[found].op;
}
