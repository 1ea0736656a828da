/* suy-indicator.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-indicator.h"

#include <string.h>

#include "suy-json.h"
#include "suy-rules-text.h"

#define FILE_NAME "indicators.json"
#define MAX_CONDITIONS 2
#define MAX_SCALE 10000

typedef enum
{
  GREATER,
  GREATER_EQUAL,
  LESS,
  LESS_EQUAL,
} Comparator;

/* What may stand on a side of a comparison. */
typedef enum
{
  VALUE,
  SECOND,
  THRESHOLD,
  ORANGE,
  NUMBER,
} Operand;

typedef struct
{
  Operand left, right;
  Comparator comparator;
  gint64 number; /* of a NUMBER on the right */
} Condition;

/* All conditions hold: the level is reached. */
struct _SuyLimit
{
  SuyLevel level;
  Condition conditions[MAX_CONDITIONS];
  guint n;
};

struct _SuyIndicators
{
  GPtrArray *indicators; /* (element-type SuyIndicator) */
};

static void
indicator_free (SuyIndicator *indicator)
{
  g_free (indicator->name);
  suy_label_clear (&indicator->label);
  g_free (indicator->of);
  g_free (indicator->object);
  g_free (indicator->unit);
  g_free (indicator->source);
  g_array_unref (indicator->limits);
  g_free (indicator);
}

/* ---- limits, as "orange: value>threshold value>=orange" ---- */

static gboolean
parse_operand (const char *text, Operand *operand, gint64 *number)
{
  static const char *const names[] = { "value", "second", "threshold", "orange" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        *operand = (Operand) i;
        return TRUE;
      }
  *operand = NUMBER;

  return g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, number, NULL);
}

static gboolean
parse_condition (const char *text, Condition *condition)
{
  gsize left = strcspn (text, "<>");
  gsize length = text[left] == '\0' ? 0 : 1;
  g_autofree char *name = g_strndup (text, left);

  if (length == 0)
    return FALSE;
  length += text[left + 1] == '=';
  condition->comparator = text[left] == '>' ? (length == 2 ? GREATER_EQUAL : GREATER)
                                            : (length == 2 ? LESS_EQUAL : LESS);

  return parse_operand (name, &condition->left, &condition->number) && condition->left <= SECOND &&
         parse_operand (text + left + length, &condition->right, &condition->number);
}

static gboolean
parse_level (const char *text, SuyLevel *level)
{
  for (guint i = SUY_LEVEL_BLUE; i <= SUY_LEVEL_RED; i++)
    if (g_str_equal (text, suy_lamp_get_level_name ((SuyLevel) i)))
      {
        *level = (SuyLevel) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
parse_limit (const char *text, SuyLimit *limit)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);
  gsize length = n == 0 ? 0 : strlen (words[0]);

  *limit = (SuyLimit){ .n = n == 0 ? 0 : n - 1 };
  if (limit->n == 0 || limit->n > MAX_CONDITIONS || words[0][length - 1] != ':')
    return FALSE;
  words[0][length - 1] = '\0';

  for (guint i = 0; i < limit->n; i++)
    if (!parse_condition (words[i + 1], &limit->conditions[i]))
      return FALSE;

  return parse_level (words[0], &limit->level);
}

static gboolean
uses_orange (const SuyLimit *limit)
{
  for (guint i = 0; i < limit->n; i++)
    if (limit->conditions[i].right == ORANGE)
      return TRUE;

  return FALSE;
}

static gboolean
read_limits (SuyIndicator *indicator, const SuyJsonPlace *at, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "limits");
  g_auto (GStrv) texts = NULL;
  SuyLevel last = SUY_LEVEL_NONE;

  if (!suy_json_read_texts (at, "limits", &texts, error))
    return FALSE;
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      SuyJsonPlace element = suy_json_element (&place, i);
      SuyLimit limit;

      if (!parse_limit (texts[i], &limit))
        return suy_json_fail (
            &element, error, "“%s” is no limit; write one as “yellow: value>=threshold”", texts[i]);
      if (limit.level < last)
        return suy_json_fail (&element, error, "limits go from blue to red");
      if (uses_orange (&limit) && !indicator->has_orange)
        return suy_json_fail (&element, error, "the row has no “orange”");
      last = limit.level;
      g_array_append_val (indicator->limits, limit);
    }

  return TRUE;
}

/* ---- the table ---- */

static gboolean
read_indicator (SuyIndicators *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!",   "en!",    "zh!",     "metric!",    "of",
                                      "object!", "scale!", "unit!",   "threshold!", "orange",
                                      "limits!", "alone",  "source!", NULL };
  static const char *const metrics[] = { "complaints_growth",
                                         "project_lag",
                                         "milestone_lag",
                                         "section_class",
                                         "section_tp",
                                         "monitor",
                                         "item_overdue",
                                         "item_rebound",
                                         "complaint_wait",
                                         "retrofit_months",
                                         "satisfaction",
                                         "funds_behind",
                                         "checks_missing",
                                         "yellow_card",
                                         "rung_missing",
                                         "hot_event",
                                         "station_class",
                                         "equipment_intact",
                                         "assessment_lag",
                                         "class_worse",
                                         "none",
                                         NULL };
  SuyIndicator *row = g_new0 (SuyIndicator, 1);
  guint metric = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (metrics) == SUY_N_METRICS + 1);
  row->limits = g_array_new (FALSE, FALSE, sizeof (SuyLimit));
  g_ptr_array_add (self->indicators, row);
  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "name", &row->name, error) ||
      !suy_json_read_label (at, &row->label, error) ||
      !suy_json_read_word (at, "metric", metrics, &metric, error) ||
      !suy_json_read_text (at, "of", &row->of, error) ||
      !suy_json_read_text (at, "object", &row->object, error) ||
      !suy_json_read_range (at, "scale", 1, MAX_SCALE, &row->scale, error) ||
      !suy_json_read_text (at, "unit", &row->unit, error) ||
      !suy_json_read_integer (at, "threshold", &row->threshold, error) ||
      !suy_json_read_integer (at, "orange", &row->orange, error) ||
      !suy_json_read_boolean (at, "alone", &row->alone, error) ||
      !suy_json_read_text (at, "source", &row->source, error))
    return FALSE;

  row->metric = (SuyMetric) metric;
  row->has_orange = suy_json_member (at, "orange").node != NULL;
  for (guint i = 0; i + 1 < self->indicators->len; i++)
    if (g_str_equal (((SuyIndicator *) self->indicators->pdata[i])->name, row->name))
      return suy_json_fail (at, error, "“%s” stands in the table twice", row->name);

  return read_limits (row, at, error);
}

SuyIndicators *
suy_indicators_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "indicators!", NULL };
  g_autoptr (SuyIndicators) self = g_new0 (SuyIndicators, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  SuyJsonPlace rows;
  guint length;

  self->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify) indicator_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error))
    return NULL;

  rows = suy_json_member (&root, "indicators");
  if (!suy_json_check_array (&rows, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace row = suy_json_element (&rows, i);

      if (!read_indicator (self, &row, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

SuyIndicators *
suy_indicators_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_indicators_new_from_text (FILE_NAME, text, error);
}

void
suy_indicators_free (SuyIndicators *self)
{
  g_ptr_array_unref (self->indicators);
  g_free (self);
}

const GPtrArray *
suy_indicators_get_all (const SuyIndicators *self)
{
  return self->indicators;
}

const SuyIndicator *
suy_indicators_find (const SuyIndicators *self, const char *name)
{
  for (guint i = 0; i < self->indicators->len; i++)
    {
      const SuyIndicator *row = self->indicators->pdata[i];

      if (g_str_equal (row->name, name))
        return row;
    }

  return NULL;
}

/* ---- judging ---- */

SuyThresholds
suy_indicator_get_thresholds (const SuyIndicator *self)
{
  return (SuyThresholds){ self->threshold, self->orange };
}

gboolean
suy_indicator_is_defined (const SuyIndicator *self)
{
  return self->limits->len > 0;
}

/* FALSE: not known. */
static gboolean
get_operand (const SuyObservation *seen,
             const SuyThresholds *thresholds,
             const Condition *condition,
             Operand operand,
             gint64 *number)
{
  const gint64 numbers[] = { seen->value, seen->second, thresholds->threshold, thresholds->orange,
                             condition->number };

  *number = numbers[operand];

  return operand == VALUE ? seen->has_value : operand != SECOND || seen->has_second;
}

static gboolean
holds (const Condition *condition, const SuyThresholds *thresholds, const SuyObservation *seen)
{
  gint64 left, right;

  if (!get_operand (seen, thresholds, condition, condition->left, &left) ||
      !get_operand (seen, thresholds, condition, condition->right, &right))
    return FALSE;
  switch (condition->comparator)
    {
    case GREATER:
      return left > right;
    case GREATER_EQUAL:
      return left >= right;
    case LESS:
      return left < right;
    case LESS_EQUAL:
      return left <= right;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
limit_holds (const SuyLimit *limit, const SuyThresholds *thresholds, const SuyObservation *seen)
{
  for (guint i = 0; i < limit->n; i++)
    if (!holds (&limit->conditions[i], thresholds, seen))
      return FALSE;

  return TRUE;
}

/* The last condition is the narrowest where a limit has two. */
static gint64
get_number (const SuyLimit *limit, const SuyThresholds *thresholds, const SuyObservation *seen)
{
  const Condition *condition = &limit->conditions[limit->n - 1];
  gint64 number;

  return get_operand (seen, thresholds, condition, condition->right, &number)
             ? number
             : thresholds->threshold;
}

SuyLevel
suy_indicator_judge (const SuyIndicator *self,
                     const SuyThresholds *thresholds,
                     const SuyObservation *observation,
                     gint64 *limit)
{
  const SuyThresholds own = suy_indicator_get_thresholds (self);
  SuyLevel level = SUY_LEVEL_NONE;

  if (thresholds == NULL)
    thresholds = &own;
  if (limit != NULL)
    *limit = self->limits->len == 0
                 ? thresholds->threshold
                 : get_number (&g_array_index (self->limits, SuyLimit, 0), thresholds, observation);

  for (guint i = 0; i < self->limits->len; i++)
    {
      const SuyLimit *row = &g_array_index (self->limits, SuyLimit, i);

      if (!limit_holds (row, thresholds, observation))
        continue;
      if (limit != NULL && row->level > level)
        *limit = get_number (row, thresholds, observation);
      level = row->level;
    }

  return level;
}
