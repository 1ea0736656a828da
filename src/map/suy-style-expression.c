/* suy-style-expression.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-style-expression.h"

#include <math.h>
#include <string.h>

#include "suy-error.h"

#define DEPTH_MAX 64 /* a style nested deeper is refused, so that the stack can't run out */

typedef enum
{
  OP_CONSTANT,
  OP_GET,
  OP_HAS,
  OP_EQUAL,
  OP_DIFFERENT,
  OP_LESS,
  OP_LESS_EQUAL,
  OP_MORE,
  OP_MORE_EQUAL,
  OP_NOT,
  OP_ALL,
  OP_ANY,
  OP_NONE,
  OP_IN,
  OP_CASE,
  OP_MATCH,
  OP_COALESCE,
  OP_STEP,
  OP_INTERPOLATE,
  OP_ZOOM,
  OP_CONCAT,
  OP_TO_STRING,
  OP_TO_NUMBER,
  OP_UPCASE,
  OP_DOWNCASE,
  OP_GEOMETRY_TYPE,
  OP_GLOBAL_STATE,
  OP_ADD,
  OP_SUBTRACT,
  OP_MULTIPLY,
  OP_DIVIDE,
} Op;

/* Arguments as in the style, but: a match has a constant list for each label, a step its input, its
 * first output, then pairs; an interpolation its input, then pairs, with the base in constant. */
struct _SuyStyleExpression
{
  Op op;
  guint n;
  SuyStyleExpression **args;
  SuyStyleValue constant;
};

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
  Op op;
  guint min, max; /* arguments */
  Outputs outputs;
} operators[] = {
  { "get", OP_GET, 1, 1, OUT_NONE },
  { "has", OP_HAS, 1, 1, OUT_NONE },
  { "==", OP_EQUAL, 2, 2, OUT_NONE },
  { "!=", OP_DIFFERENT, 2, 2, OUT_NONE },
  { "<", OP_LESS, 2, 2, OUT_NONE },
  { "<=", OP_LESS_EQUAL, 2, 2, OUT_NONE },
  { ">", OP_MORE, 2, 2, OUT_NONE },
  { ">=", OP_MORE_EQUAL, 2, 2, OUT_NONE },
  { "!", OP_NOT, 1, 1, OUT_NONE },
  { "all", OP_ALL, 0, 1000, OUT_NONE },
  { "any", OP_ANY, 0, 1000, OUT_NONE },
  { "in", OP_IN, 2, 2, OUT_NONE },
  { "case", OP_CASE, 3, 1001, OUT_CASE },
  { "match", OP_MATCH, 4, 10000, OUT_MATCH },
  { "coalesce", OP_COALESCE, 1, 1000, OUT_ALL },
  { "step", OP_STEP, 2, 1000, OUT_STEP },
  { "interpolate", OP_INTERPOLATE, 4, 1001, OUT_INTERPOLATE },
  { "zoom", OP_ZOOM, 0, 0, OUT_NONE },
  { "concat", OP_CONCAT, 0, 1000, OUT_NONE },
  { "to-string", OP_TO_STRING, 1, 1, OUT_NONE },
  { "to-number", OP_TO_NUMBER, 1, 1, OUT_NONE },
  { "upcase", OP_UPCASE, 1, 1, OUT_NONE },
  { "downcase", OP_DOWNCASE, 1, 1, OUT_NONE },
  { "geometry-type", OP_GEOMETRY_TYPE, 0, 0, OUT_NONE },
  { "global-state", OP_GLOBAL_STATE, 1, 1, OUT_NONE },
  { "+", OP_ADD, 1, 1000, OUT_NONE },
  { "-", OP_SUBTRACT, 1, 2, OUT_NONE },
  { "*", OP_MULTIPLY, 1, 1000, OUT_NONE },
  { "/", OP_DIVIDE, 2, 2, OUT_NONE },
};

static SuyStyleExpression *
compile (JsonNode *node, SuyStyleType wanted, guint depth, GError **error);

static gboolean G_GNUC_PRINTF (2, 3)
refuse (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID, text);

  return FALSE;
}

/* ---- values ---- */

static SuyStyleValue
number_value (double number)
{
  return (SuyStyleValue){ .type = SUY_STYLE_NUMBER, .number = number };
}

static SuyStyleValue
boolean_value (gboolean on)
{
  return (SuyStyleValue){ .type = SUY_STYLE_BOOLEAN, .number = on ? 1 : 0 };
}

static SuyStyleValue
text_value (const char *text)
{
  return (SuyStyleValue){ .type = SUY_STYLE_TEXT, .text = text };
}

static gboolean
is_true (SuyStyleValue value)
{
  return value.type == SUY_STYLE_BOOLEAN && value.number != 0;
}

static gboolean
are_equal (const SuyStyleValue *a, const SuyStyleValue *b)
{
  if (a->type != b->type)
    return FALSE;

  switch (a->type)
    {
    case SUY_STYLE_TEXT:
      return strcmp (a->text, b->text) == 0;
    case SUY_STYLE_BOOLEAN:
    case SUY_STYLE_NUMBER:
      return a->number == b->number;
    case SUY_STYLE_COLOR:
      return gdk_rgba_equal (&a->color, &b->color);
    case SUY_STYLE_NULL:
      return TRUE;
    case SUY_STYLE_LIST:
    default:
      return FALSE;
    }
}

/* ---- making ---- */

static SuyStyleExpression *
new_node (Op op, guint n)
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
static gboolean
read_constant (JsonNode *node, SuyStyleValue *value, guint depth, GError **error)
{
  JsonArray *array;
  SuyStyleValue *items;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node) || depth > DEPTH_MAX)
    return refuse (error, "an object can't stand in a literal");
  if (JSON_NODE_HOLDS_VALUE (node))
    {
      GType type = json_node_get_value_type (node);

      if (type == G_TYPE_STRING)
        *value = text_value (g_strdup (json_node_get_string (node)));
      else if (type == G_TYPE_BOOLEAN)
        *value = boolean_value (json_node_get_boolean (node));
      else
        *value = number_value (json_node_get_double (node));
      return TRUE;
    }

  array = json_node_get_array (node);
  items = g_new0 (SuyStyleValue, json_array_get_length (array));
  *value = (SuyStyleValue){ .type = SUY_STYLE_LIST,
                            .n = json_array_get_length (array),
                            .items = items };
  for (guint i = 0; i < value->n; i++)
    if (!read_constant (json_array_get_element (array, i), &items[i], depth + 1, error))
      return FALSE;

  return TRUE;
}

static SuyStyleExpression *
new_constant (JsonNode *node, GError **error)
{
  g_autoptr (SuyStyleExpression) self = new_node (OP_CONSTANT, 0);

  if (!read_constant (node, &self->constant, 0, error))
    return NULL;

  return g_steal_pointer (&self);
}

static SuyStyleExpression *
new_text (const char *text, gsize length)
{
  SuyStyleExpression *self = new_node (OP_CONSTANT, 0);

  self->constant = text_value (g_strndup (text, length));

  return self;
}

static SuyStyleExpression *
new_unary (Op op, SuyStyleExpression *argument)
{
  SuyStyleExpression *self = new_node (op, 1);

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
        g_ptr_array_add (parts, new_text (text, (gsize) (open - text)));
      g_ptr_array_add (parts,
                       new_unary (OP_GET, new_text (open + 1, (gsize) (end - open - 1))));
      text = end + 1;
    }
  if (parts->len == 0)
    return new_text (text, strlen (text));
  if (*text != '\0')
    g_ptr_array_add (parts, new_text (text, strlen (text)));
  self = new_node (OP_CONCAT, parts->len);
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
  self = new_text (text, strlen (text));
  if (wanted == SUY_STYLE_COLOR)
    {
      if (!gdk_rgba_parse (&self->constant.color, text))
        {
          refuse (error, "“%s” is not a colour", text);
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
    return refuse (error, "the curve of an interpolation is missing");
  if (n == 1 && strcmp (json_node_get_string (name), "linear") == 0)
    return TRUE;
  if (n == 2 && strcmp (json_node_get_string (name), "exponential") == 0 &&
      JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 1)))
    {
      *base = json_array_get_double_element (array, 1);
      return TRUE;
    }

  return refuse (error, "the curve “%s” is not supported", json_node_get_string (name));
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

  return new_constant (node, error);
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

      if (self->op == OP_MATCH && i % 2 == 1 && i < self->n - 1)
        self->args[i] = compile_labels (node, error);
      else
        self->args[i] = compile (node, type, depth + 1, error);
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
find_operator (const char *name)
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
  int op = find_operator (name);
  guint first = 1, n = json_array_get_length (array) - 1;
  g_autoptr (SuyStyleExpression) self = NULL;
  double base = 1;

  if (strcmp (name, "literal") == 0 && n == 1)
    return new_constant (json_array_get_element (array, 1), error);
  if (op < 0)
    {
      refuse (error, "the operator “%s” is not supported", name);
      return NULL;
    }
  if (operators[op].op == OP_INTERPOLATE && n > 0)
    {
      if (!read_curve (json_array_get_element (array, 1), &base, error))
        return NULL;
      first++;
      n--;
    }
  if (!has_good_count ((guint) op, n))
    {
      refuse (error, "“%s” has a wrong number of arguments", name);
      return NULL;
    }

  self = new_node (operators[op].op, n);
  self->constant.number = base;
  if (!compile_arguments (self, array, first, (guint) op, wanted, depth, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* The older way: { "base": b, "stops": [[zoom, value], ...] }, a step where values can't be mixed. */
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
      refuse (error, "a function of something else than zoom is not supported");
      return NULL;
    }
  stops = json_object_get_array_member (object, "stops");
  n = json_array_get_length (stops);
  self = new_node (mixed ? OP_INTERPOLATE : OP_STEP, mixed ? 1 + 2 * n : 2 * n);
  self->constant.number = json_object_get_double_member_with_default (object, "base", 1);
  if (n == 0)
    {
      refuse (error, "a list of stops is empty");
      return NULL;
    }
  self->args[0] = new_node (OP_ZOOM, 0);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *pair = json_array_get_element (stops, i);
      guint at = mixed ? 1 + 2 * i : 2 * i;
      gboolean good = JSON_NODE_HOLDS_ARRAY (pair) &&
                      json_array_get_length (json_node_get_array (pair)) == 2;

      if (!good)
        {
          refuse (error, "a stop is not a pair");
          return NULL;
        }
      /* A step starts with its first output: the first stop's zoom says nothing. */
      if (mixed || i > 0)
        self->args[at] = compile (json_array_get_element (json_node_get_array (pair), 0),
                                  SUY_STYLE_NUMBER, depth + 1, error);
      self->args[at + 1] = compile (json_array_get_element (json_node_get_array (pair), 1), wanted,
                                    depth + 1, error);
      if (self->args[at] == NULL || self->args[at + 1] == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

static SuyStyleExpression *
compile (JsonNode *node, SuyStyleType wanted, guint depth, GError **error)
{
  JsonArray *array;

  if (depth > DEPTH_MAX)
    {
      refuse (error, "an expression is nested too deep");
      return NULL;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    return compile_stops (json_node_get_object (node), wanted, depth, error);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return compile_text (node, wanted, error);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return new_constant (node, error);

  array = json_node_get_array (node);
  if (json_array_get_length (array) > 0)
    {
      JsonNode *name = json_array_get_element (array, 0);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING &&
          !(wanted == SUY_STYLE_LIST && find_operator (json_node_get_string (name)) < 0 &&
            strcmp (json_node_get_string (name), "literal") != 0))
        return compile_operator (array, wanted, depth, error);
    }
  if (wanted == SUY_STYLE_LIST)
    return new_constant (node, error);
  refuse (error, "a list without an operator is not an expression");

  return NULL;
}

SuyStyleExpression *
suy_style_expression_new (JsonNode *node, SuyStyleType wanted, GError **error)
{
  g_return_val_if_fail (node != NULL, NULL);

  return compile (node, wanted, 0, error);
}

/* ---- the older filters ---- */

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

  if (!JSON_NODE_HOLDS_ARRAY (node) || depth > DEPTH_MAX)
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
    return new_node (OP_GEOMETRY_TYPE, 0);
  if (key[0] == '$')
    {
      refuse (error, "the filter key “%s” is not supported", key);
      return NULL;
    }

  return new_unary (OP_GET, new_text (key, strlen (key)));
}

static SuyStyleExpression *compile_filter (JsonNode *node, guint depth, GError **error);

/* ["all"|"any"|"none", filter, ...] */
static SuyStyleExpression *
compile_group (JsonArray *array, Op op, guint depth, GError **error)
{
  guint n = json_array_get_length (array) - 1;
  g_autoptr (SuyStyleExpression) self = new_node (op, n);

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
  g_autoptr (SuyStyleExpression) self = new_node (OP_IN, 2);
  guint n = json_array_get_length (array) - 2;
  SuyStyleValue *items = g_new0 (SuyStyleValue, n);

  self->args[1] = new_node (OP_CONSTANT, 0);
  self->args[1]->constant = (SuyStyleValue){ .type = SUY_STYLE_LIST, .n = n, .items = items };
  for (guint i = 0; i < n; i++)
    if (!read_constant (json_array_get_element (array, i + 2), &items[i], 0, error))
      return NULL;
  self->args[0] = new_key (key, error);
  if (self->args[0] == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

static SuyStyleExpression *
compile_old_test (JsonArray *array, const char *op, const char *key, GError **error)
{
  int known = find_operator (op);
  g_autoptr (SuyStyleExpression) self = NULL;

  if (g_str_equal (op, "has"))
    return new_unary (OP_HAS, new_text (key, strlen (key)));
  if (json_array_get_length (array) != 3 || known < 0 || operators[known].op > OP_MORE_EQUAL)
    {
      refuse (error, "the filter “%s” is not supported", op);
      return NULL;
    }
  self = new_node (operators[known].op, 2);
  self->args[0] = new_key (key, error);
  if (self->args[0] != NULL)
    self->args[1] = new_constant (json_array_get_element (array, 2), error);
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
    return compile_group (array, OP_ALL, depth, error);
  if (g_str_equal (op, "any"))
    return compile_group (array, OP_ANY, depth, error);
  if (g_str_equal (op, "none"))
    return compile_group (array, OP_NONE, depth, error);
  if (key == NULL)
    {
      refuse (error, "the filter “%s” has no key", op);
      return NULL;
    }
  if (g_str_equal (op, "in"))
    return compile_old_in (array, key, error);
  if (g_str_equal (op, "!in"))
    {
      inner = compile_old_in (array, key, error);
      return inner == NULL ? NULL : new_unary (OP_NOT, inner);
    }
  if (g_str_equal (op, "!has"))
    return new_unary (OP_NOT, new_unary (OP_HAS, new_text (key, strlen (key))));

  return compile_old_test (array, op, key, error);
}

static SuyStyleExpression *
compile_filter (JsonNode *node, guint depth, GError **error)
{
  if (depth > DEPTH_MAX)
    {
      refuse (error, "a filter is nested too deep");
      return NULL;
    }
  if (is_expression_filter (node, 0))
    return compile (node, SUY_STYLE_BOOLEAN, depth, error);

  return compile_old_filter (json_node_get_array (node), depth, error);
}

SuyStyleExpression *
suy_style_expression_new_filter (JsonNode *node, GError **error)
{
  g_return_val_if_fail (node != NULL, NULL);

  return compile_filter (node, 0, error);
}

gboolean
suy_style_expression_needs_feature (const SuyStyleExpression *self)
{
  if (self->op == OP_GET || self->op == OP_HAS || self->op == OP_GEOMETRY_TYPE)
    return TRUE;
  for (guint i = 0; i < self->n; i++)
    if (suy_style_expression_needs_feature (self->args[i]))
      return TRUE;

  return FALSE;
}

/* ---- working out ---- */

static SuyStyleValue
eval_argument (const SuyStyleExpression *self, guint i, const SuyStyleScope *scope)
{
  return suy_style_expression_eval (self->args[i], scope);
}

static SuyStyleValue
eval_get (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  SuyStyleValue key = eval_argument (self, 0, scope);

  if (key.type != SUY_STYLE_TEXT || scope->get == NULL)
    return (SuyStyleValue){ SUY_STYLE_NULL };

  return scope->get (scope->data, key.text);
}

static SuyStyleValue
eval_compare (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  SuyStyleValue a = eval_argument (self, 0, scope), b = eval_argument (self, 1, scope);
  double order;

  if (self->op == OP_EQUAL || self->op == OP_DIFFERENT)
    return boolean_value (are_equal (&a, &b) == (self->op == OP_EQUAL));

  /* What can't be compared is neither less nor more. */
  if (a.type != b.type || (a.type != SUY_STYLE_NUMBER && a.type != SUY_STYLE_TEXT))
    return boolean_value (FALSE);
  order = a.type == SUY_STYLE_TEXT ? strcmp (a.text, b.text) : a.number - b.number;
  if (self->op == OP_LESS)
    return boolean_value (order < 0);
  if (self->op == OP_LESS_EQUAL)
    return boolean_value (order <= 0);

  return boolean_value (self->op == OP_MORE ? order > 0 : order >= 0);
}

static SuyStyleValue
eval_group (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  gboolean stop_at = self->op != OP_ALL;

  for (guint i = 0; i < self->n; i++)
    if (is_true (eval_argument (self, i, scope)) == stop_at)
      return boolean_value (self->op == OP_ANY);

  return boolean_value (self->op != OP_ANY);
}

static gboolean
list_has (const SuyStyleValue *list, const SuyStyleValue *value)
{
  for (guint i = 0; i < list->n; i++)
    if (are_equal (&list->items[i], value))
      return TRUE;

  return FALSE;
}

static SuyStyleValue
eval_in (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  SuyStyleValue value = eval_argument (self, 0, scope), where = eval_argument (self, 1, scope);

  if (where.type == SUY_STYLE_TEXT)
    return boolean_value (value.type == SUY_STYLE_TEXT && strstr (where.text, value.text) != NULL);

  return boolean_value (where.type == SUY_STYLE_LIST && list_has (&where, &value));
}

static SuyStyleValue
eval_choice (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  if (self->op == OP_CASE)
    {
      for (guint i = 0; i + 1 < self->n; i += 2)
        if (is_true (eval_argument (self, i, scope)))
          return eval_argument (self, i + 1, scope);
    }
  else
    {
      SuyStyleValue input = eval_argument (self, 0, scope);

      for (guint i = 1; i + 1 < self->n; i += 2)
        if (list_has (&self->args[i]->constant, &input))
          return eval_argument (self, i + 1, scope);
    }

  return eval_argument (self, self->n - 1, scope);
}

static SuyStyleValue
eval_coalesce (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  for (guint i = 0; i < self->n; i++)
    {
      SuyStyleValue value = eval_argument (self, i, scope);

      if (value.type != SUY_STYLE_NULL)
        return value;
    }

  return (SuyStyleValue){ SUY_STYLE_NULL };
}

static SuyStyleValue
eval_step (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  double input = eval_argument (self, 0, scope).number;
  guint at = 1;

  for (guint i = 2; i + 1 < self->n && eval_argument (self, i, scope).number <= input; i += 2)
    at = i + 1;

  return eval_argument (self, at, scope);
}

static float
mix (float a, float b, double t)
{
  return (float) (a + (b - a) * t);
}

static SuyStyleValue
mix_values (SuyStyleValue a, SuyStyleValue b, double t)
{
  if (a.type != b.type || (a.type != SUY_STYLE_NUMBER && a.type != SUY_STYLE_COLOR))
    return a;
  if (a.type == SUY_STYLE_NUMBER)
    return number_value (a.number + (b.number - a.number) * t);
  a.color.red = mix (a.color.red, b.color.red, t);
  a.color.green = mix (a.color.green, b.color.green, t);
  a.color.blue = mix (a.color.blue, b.color.blue, t);
  a.color.alpha = mix (a.color.alpha, b.color.alpha, t);

  return a;
}

static SuyStyleValue
eval_interpolate (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  double input = eval_argument (self, 0, scope).number, base = self->constant.number;
  double low = 0, high = 0, t;
  guint i = 1;

  while (i < self->n && (high = eval_argument (self, i, scope).number) <= input)
    {
      low = high;
      i += 2;
    }
  if (i == 1)
    return eval_argument (self, 2, scope);
  if (i >= self->n)
    return eval_argument (self, self->n - 1, scope);

  if (fabs (base - 1) < 1e-9)
    t = (input - low) / (high - low);
  else
    t = (pow (base, input - low) - 1) / (pow (base, high - low) - 1);

  return mix_values (eval_argument (self, i - 1, scope), eval_argument (self, i + 1, scope), t);
}

static void
append_text (GString *out, const SuyStyleValue *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value->type == SUY_STYLE_TEXT)
    g_string_append (out, value->text);
  else if (value->type == SUY_STYLE_NUMBER)
    g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.10g", value->number));
  else if (value->type == SUY_STYLE_BOOLEAN)
    g_string_append (out, value->number != 0 ? "true" : "false");
}

static SuyStyleValue
keep_text (const SuyStyleScope *scope, const char *text)
{
  return text_value (scope->texts == NULL ? "" : g_string_chunk_insert (scope->texts, text));
}

static SuyStyleValue
eval_text (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (guint i = 0; i < self->n; i++)
    {
      SuyStyleValue value = eval_argument (self, i, scope);

      append_text (out, &value);
    }
  if (self->op == OP_UPCASE)
    folded = g_utf8_strup (out->str, -1);
  else if (self->op == OP_DOWNCASE)
    folded = g_utf8_strdown (out->str, -1);

  return keep_text (scope, folded != NULL ? folded : out->str);
}

static SuyStyleValue
eval_number (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  SuyStyleValue first = eval_argument (self, 0, scope);
  double sum = first.number;

  if (self->op == OP_TO_NUMBER)
    return number_value (first.type == SUY_STYLE_TEXT ? g_ascii_strtod (first.text, NULL) : sum);
  if (self->op == OP_SUBTRACT && self->n == 1)
    return number_value (-sum);
  for (guint i = 1; i < self->n; i++)
    {
      double next = eval_argument (self, i, scope).number;

      if (self->op == OP_ADD)
        sum += next;
      else if (self->op == OP_SUBTRACT)
        sum -= next;
      else if (self->op == OP_MULTIPLY)
        sum *= next;
      else
        sum = next == 0 ? 0 : sum / next;
    }

  return number_value (sum);
}

static SuyStyleValue
eval_global_state (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  SuyStyleValue key = eval_argument (self, 0, scope);

  if (key.type == SUY_STYLE_TEXT && strcmp (key.text, "language") == 0 && scope->language != NULL)
    return text_value (scope->language);

  return (SuyStyleValue){ SUY_STYLE_NULL };
}

SuyStyleValue
suy_style_expression_eval (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  switch (self->op)
    {
    case OP_CONSTANT:
      return self->constant;
    case OP_GET:
      return eval_get (self, scope);
    case OP_HAS:
      return boolean_value (eval_get (self, scope).type != SUY_STYLE_NULL);
    case OP_EQUAL:
    case OP_DIFFERENT:
    case OP_LESS:
    case OP_LESS_EQUAL:
    case OP_MORE:
    case OP_MORE_EQUAL:
      return eval_compare (self, scope);
    case OP_NOT:
      return boolean_value (!is_true (eval_argument (self, 0, scope)));
    case OP_ALL:
    case OP_ANY:
    case OP_NONE:
      return eval_group (self, scope);
    case OP_IN:
      return eval_in (self, scope);
    case OP_CASE:
    case OP_MATCH:
      return eval_choice (self, scope);
    case OP_COALESCE:
      return eval_coalesce (self, scope);
    case OP_STEP:
      return eval_step (self, scope);
    case OP_INTERPOLATE:
      return eval_interpolate (self, scope);
    case OP_ZOOM:
      return number_value (scope->zoom);
    case OP_CONCAT:
    case OP_TO_STRING:
    case OP_UPCASE:
    case OP_DOWNCASE:
      return eval_text (self, scope);
    case OP_GEOMETRY_TYPE:
      return scope->geometry_type == NULL ? (SuyStyleValue){ SUY_STYLE_NULL }
                                          : text_value (scope->geometry_type);
    case OP_GLOBAL_STATE:
      return eval_global_state (self, scope);
    case OP_TO_NUMBER:
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    default:
      return eval_number (self, scope);
    }
}
