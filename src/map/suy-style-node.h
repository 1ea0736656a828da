/* suy-style-node.h: what an expression of a map style is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by its compiler (suy-style-compile.c, suy-style-filter.c) and its evaluation. */

#pragma once

#include <json-glib/json-glib.h>

#include "suy-style-expression.h"

G_BEGIN_DECLS

#define SUY_STYLE_DEPTH_MAX \
  64 /* a style nested deeper is refused, so that the stack can't run out */

typedef enum
{
  SUY_STYLE_OP_CONSTANT,
  SUY_STYLE_OP_GET,
  SUY_STYLE_OP_HAS,
  SUY_STYLE_OP_EQUAL,
  SUY_STYLE_OP_DIFFERENT,
  SUY_STYLE_OP_LESS,
  SUY_STYLE_OP_LESS_EQUAL,
  SUY_STYLE_OP_MORE,
  SUY_STYLE_OP_MORE_EQUAL,
  SUY_STYLE_OP_NOT,
  SUY_STYLE_OP_ALL,
  SUY_STYLE_OP_ANY,
  SUY_STYLE_OP_NONE,
  SUY_STYLE_OP_IN,
  SUY_STYLE_OP_CASE,
  SUY_STYLE_OP_MATCH,
  SUY_STYLE_OP_COALESCE,
  SUY_STYLE_OP_STEP,
  SUY_STYLE_OP_INTERPOLATE,
  SUY_STYLE_OP_ZOOM,
  SUY_STYLE_OP_CONCAT,
  SUY_STYLE_OP_TO_STRING,
  SUY_STYLE_OP_TO_NUMBER,
  SUY_STYLE_OP_UPCASE,
  SUY_STYLE_OP_DOWNCASE,
  SUY_STYLE_OP_GEOMETRY_TYPE,
  SUY_STYLE_OP_GLOBAL_STATE,
  SUY_STYLE_OP_ADD,
  SUY_STYLE_OP_SUBTRACT,
  SUY_STYLE_OP_MULTIPLY,
  SUY_STYLE_OP_DIVIDE,
} SuyStyleOp;

/* Arguments as in the style, but: a match has a constant list for each label, a step its input, its
 * first output, then pairs; an interpolation its input, then pairs, with the base in constant. */
struct _SuyStyleExpression
{
  SuyStyleOp op;
  guint n;
  SuyStyleExpression **args;
  SuyStyleValue constant;
};

/* Sets @error.  Returns: FALSE */
gboolean suy_style_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

SuyStyleExpression *suy_style_node_new (SuyStyleOp op, guint n);
SuyStyleExpression *suy_style_node_new_text (const char *text, gsize length);
SuyStyleExpression *suy_style_node_new_unary (SuyStyleOp op, SuyStyleExpression *argument);
SuyStyleExpression *suy_style_node_new_constant (JsonNode *node, GError **error);

/* A constant of any JSON kind but objects; its text and items are its own. */
gboolean suy_style_read_constant (JsonNode *node,
                                  SuyStyleValue *value,
                                  guint depth,
                                  GError **error);

/* The operation of a name that compares two values ("==" to ">="), or -1. */
int suy_style_find_comparison (const char *name);

SuyStyleExpression *suy_style_compile (JsonNode *node,
                                       SuyStyleType wanted,
                                       guint depth,
                                       GError **error);

static inline SuyStyleValue
suy_style_number (double number)
{
  return (SuyStyleValue){ .type = SUY_STYLE_NUMBER, .number = number };
}

static inline SuyStyleValue
suy_style_boolean (gboolean on)
{
  return (SuyStyleValue){ .type = SUY_STYLE_BOOLEAN, .number = on ? 1 : 0 };
}

static inline SuyStyleValue
suy_style_text (const char *text)
{
  return (SuyStyleValue){ .type = SUY_STYLE_TEXT, .text = text };
}

G_END_DECLS
