/* suy-style-expression.h: what value has this expression of a map style, for this feature?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form is that of the MapLibre style specification, version 8.  Known operators: get, has, id
 * is not; == != < <= > >= ! all any none in !in !has, case, match, coalesce, step, interpolate
 * (linear, exponential), zoom, literal, concat, to-string, to-number, upcase, downcase,
 * geometry-type, global-state, + - * /; the older filters; the older functions of zoom ("stops");
 * "{key}" in texts. An expression never changes once made: threads share it. */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct _JsonNode JsonNode; /* json-glib's */

typedef enum
{
  SUY_STYLE_NULL,
  SUY_STYLE_BOOLEAN,
  SUY_STYLE_NUMBER,
  SUY_STYLE_TEXT,
  SUY_STYLE_COLOR,
  SUY_STYLE_LIST,
} SuyStyleType;

typedef struct _SuyStyleValue SuyStyleValue;

struct _SuyStyleValue
{
  SuyStyleType type;
  double number;              /* NUMBER, BOOLEAN (0, 1) */
  const char *text;           /* TEXT; borrowed */
  GdkRGBA color;              /* COLOR */
  guint n;                    /* LIST */
  const SuyStyleValue *items; /* LIST; borrowed */
};

/* What an expression sees while it is worked out. */
typedef struct
{
  double zoom;
  const char *language;      /* (nullable): what ["global-state", "language"] gives */
  const char *geometry_type; /* (nullable): "Point", "LineString" or "Polygon" */
  SuyStyleValue (*get) (gpointer data, const char *key);
  gpointer data;
  GStringChunk *texts; /* (nullable): where made texts live; without it concat gives "" */
} SuyStyleScope;

typedef struct _SuyStyleExpression SuyStyleExpression;

/**
 * suy_style_expression_new:
 * @node: JSON of the expression
 * @wanted: what it must give: texts are read as colours for SUY_STYLE_COLOR, and "{key}" is filled
 * in for SUY_STYLE_TEXT
 * @error: SUY_ERROR_INVALID: what is not supported or not understood
 *
 * Returns: (transfer full): the expression, or NULL with @error set
 */
SuyStyleExpression *suy_style_expression_new (JsonNode *node, SuyStyleType wanted, GError **error);

/* A filter, in the newer or the older form. */
SuyStyleExpression *suy_style_expression_new_filter (JsonNode *node, GError **error);

void suy_style_expression_free (SuyStyleExpression *self);

/* Whether the value depends on the feature, so must be worked out for each. */
gboolean suy_style_expression_needs_feature (const SuyStyleExpression *self);

SuyStyleValue suy_style_expression_eval (const SuyStyleExpression *self,
                                         const SuyStyleScope *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyStyleExpression, suy_style_expression_free)

G_END_DECLS
