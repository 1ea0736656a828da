/* suy-style-expression.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-style-node.h"

#include <math.h>
#include <string.h>

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

gboolean
suy_style_expression_needs_feature (const SuyStyleExpression *self)
{
  if (self->op == SUY_STYLE_OP_GET || self->op == SUY_STYLE_OP_HAS ||
      self->op == SUY_STYLE_OP_GEOMETRY_TYPE)
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

  if (self->op == SUY_STYLE_OP_EQUAL || self->op == SUY_STYLE_OP_DIFFERENT)
    return suy_style_boolean (are_equal (&a, &b) == (self->op == SUY_STYLE_OP_EQUAL));

  /* What can't be compared is neither less nor more. */
  if (a.type != b.type || (a.type != SUY_STYLE_NUMBER && a.type != SUY_STYLE_TEXT))
    return suy_style_boolean (FALSE);
  order = a.type == SUY_STYLE_TEXT ? strcmp (a.text, b.text) : a.number - b.number;
  if (self->op == SUY_STYLE_OP_LESS)
    return suy_style_boolean (order < 0);
  if (self->op == SUY_STYLE_OP_LESS_EQUAL)
    return suy_style_boolean (order <= 0);

  return suy_style_boolean (self->op == SUY_STYLE_OP_MORE ? order > 0 : order >= 0);
}

static SuyStyleValue
eval_group (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  gboolean stop_at = self->op != SUY_STYLE_OP_ALL;

  for (guint i = 0; i < self->n; i++)
    if (is_true (eval_argument (self, i, scope)) == stop_at)
      return suy_style_boolean (self->op == SUY_STYLE_OP_ANY);

  return suy_style_boolean (self->op != SUY_STYLE_OP_ANY);
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
    return suy_style_boolean (value.type == SUY_STYLE_TEXT &&
                              strstr (where.text, value.text) != NULL);

  return suy_style_boolean (where.type == SUY_STYLE_LIST && list_has (&where, &value));
}

static SuyStyleValue
eval_choice (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  if (self->op == SUY_STYLE_OP_CASE)
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
    return suy_style_number (a.number + (b.number - a.number) * t);
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
  return suy_style_text (scope->texts == NULL ? "" : g_string_chunk_insert (scope->texts, text));
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
  if (self->op == SUY_STYLE_OP_UPCASE)
    folded = g_utf8_strup (out->str, -1);
  else if (self->op == SUY_STYLE_OP_DOWNCASE)
    folded = g_utf8_strdown (out->str, -1);

  return keep_text (scope, folded != NULL ? folded : out->str);
}

static SuyStyleValue
eval_number (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  SuyStyleValue first = eval_argument (self, 0, scope);
  double sum = first.number;

  if (self->op == SUY_STYLE_OP_TO_NUMBER)
    return suy_style_number (first.type == SUY_STYLE_TEXT ? g_ascii_strtod (first.text, NULL)
                                                          : sum);
  if (self->op == SUY_STYLE_OP_SUBTRACT && self->n == 1)
    return suy_style_number (-sum);
  for (guint i = 1; i < self->n; i++)
    {
      double next = eval_argument (self, i, scope).number;

      if (self->op == SUY_STYLE_OP_ADD)
        sum += next;
      else if (self->op == SUY_STYLE_OP_SUBTRACT)
        sum -= next;
      else if (self->op == SUY_STYLE_OP_MULTIPLY)
        sum *= next;
      else
        sum = next == 0 ? 0 : sum / next;
    }

  return suy_style_number (sum);
}

static SuyStyleValue
eval_global_state (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  SuyStyleValue key = eval_argument (self, 0, scope);

  if (key.type == SUY_STYLE_TEXT && strcmp (key.text, "language") == 0 && scope->language != NULL)
    return suy_style_text (scope->language);

  return (SuyStyleValue){ SUY_STYLE_NULL };
}

SuyStyleValue
suy_style_expression_eval (const SuyStyleExpression *self, const SuyStyleScope *scope)
{
  switch (self->op)
    {
    case SUY_STYLE_OP_CONSTANT:
      return self->constant;
    case SUY_STYLE_OP_GET:
      return eval_get (self, scope);
    case SUY_STYLE_OP_HAS:
      return suy_style_boolean (eval_get (self, scope).type != SUY_STYLE_NULL);
    case SUY_STYLE_OP_EQUAL:
    case SUY_STYLE_OP_DIFFERENT:
    case SUY_STYLE_OP_LESS:
    case SUY_STYLE_OP_LESS_EQUAL:
    case SUY_STYLE_OP_MORE:
    case SUY_STYLE_OP_MORE_EQUAL:
      return eval_compare (self, scope);
    case SUY_STYLE_OP_NOT:
      return suy_style_boolean (!is_true (eval_argument (self, 0, scope)));
    case SUY_STYLE_OP_ALL:
    case SUY_STYLE_OP_ANY:
    case SUY_STYLE_OP_NONE:
      return eval_group (self, scope);
    case SUY_STYLE_OP_IN:
      return eval_in (self, scope);
    case SUY_STYLE_OP_CASE:
    case SUY_STYLE_OP_MATCH:
      return eval_choice (self, scope);
    case SUY_STYLE_OP_COALESCE:
      return eval_coalesce (self, scope);
    case SUY_STYLE_OP_STEP:
      return eval_step (self, scope);
    case SUY_STYLE_OP_INTERPOLATE:
      return eval_interpolate (self, scope);
    case SUY_STYLE_OP_ZOOM:
      return suy_style_number (scope->zoom);
    case SUY_STYLE_OP_CONCAT:
    case SUY_STYLE_OP_TO_STRING:
    case SUY_STYLE_OP_UPCASE:
    case SUY_STYLE_OP_DOWNCASE:
      return eval_text (self, scope);
    case SUY_STYLE_OP_GEOMETRY_TYPE:
      return scope->geometry_type == NULL ? (SuyStyleValue){ SUY_STYLE_NULL }
                                          : suy_style_text (scope->geometry_type);
    case SUY_STYLE_OP_GLOBAL_STATE:
      return eval_global_state (self, scope);
    case SUY_STYLE_OP_TO_NUMBER:
    case SUY_STYLE_OP_ADD:
    case SUY_STYLE_OP_SUBTRACT:
    case SUY_STYLE_OP_MULTIPLY:
    case SUY_STYLE_OP_DIVIDE:
    default:
      return eval_number (self, scope);
    }
}
