/* suy-frequency-rules.c: the table of the minimums
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>

#include "suy-frequency.h"
#include "suy-json.h"
#include "suy-ratio.h"
#include "suy-rules-text.h"

#define FILE_NAME "frequencies.json"
#define MAX_LEAST 1000
#define COMMON_YEAR 2023 /* so that no season begins or ends on a leap day */

struct _SuyFrequencies
{
  GPtrArray *rules; /* (element-type SuyFrequencyRule) */
};

static void
rule_free (SuyFrequencyRule *rule)
{
  g_free (rule->name);
  suy_label_clear (&rule->label);
  g_strfreev (rule->topics);
  g_free (rule->source);
  g_free (rule);
}

/* "03-01" */
static gboolean
read_month_day (const SuyJsonPlace *at, const char *key, int *month, int *day, GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);
  g_autofree char *text = NULL;
  char rest;

  if (!suy_json_read_text (at, key, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%2d-%2d%c", month, day, &rest) != 2 || *month < 1 || *month > 12 || *day < 1 ||
      *day > g_date_get_days_in_month ((GDateMonth) *month, COMMON_YEAR))
    return suy_json_fail (&member, error, "“%s” is no day of the year; write it as 03-01", text);

  return TRUE;
}

static gboolean
check_rule (const SuyFrequencyRule *rule, const SuyJsonPlace *at, GError **error)
{
  gboolean season = rule->window == SUY_WINDOW_SEASON, share = rule->count == SUY_COUNT_SHARE;

  if (season != (rule->from_month > 0) || season != (rule->to_month > 0))
    return suy_json_fail (at, error, "“from” and “to” belong to a season, and only there");
  if (rule->only != 0 && rule->window != SUY_WINDOW_MONTH)
    return suy_json_fail (at, error, "“only” belongs to months");
  if (rule->window == SUY_WINDOW_ANY)
    return (rule->least == 0 && rule->share_bp == 0) ||
           suy_json_fail (at, error, "a rule for any time has no minimum");
  if (share != (rule->share_bp > 0) || share != (rule->least == 0))
    return suy_json_fail (at, error, "“share_bp” belongs to a share, “least” to all else");

  return TRUE;
}

static gboolean
read_rule (SuyFrequencies *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!",   "en!",     "zh!",    "window!", "from",
                                      "to",      "only",    "count!", "least",   "share_bp",
                                      "topics!", "source!", NULL };
  static const char *const windows[] = { "season", "month", "year", "any", NULL };
  static const char *const counts[] = { "campaigns", "checks", "share", "each", NULL };
  SuyFrequencyRule *rule = g_new0 (SuyFrequencyRule, 1);
  guint window = 0, count = 0;

  g_ptr_array_add (self->rules, rule);
  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "name", &rule->name, error) ||
      !suy_json_read_label (at, &rule->label, error) ||
      !suy_json_read_word (at, "window", windows, &window, error) ||
      !read_month_day (at, "from", &rule->from_month, &rule->from_day, error) ||
      !read_month_day (at, "to", &rule->to_month, &rule->to_day, error) ||
      !suy_json_read_bits (at, "only", 1, 12, &rule->only, error) ||
      !suy_json_read_word (at, "count", counts, &count, error) ||
      !suy_json_read_range (at, "least", 1, MAX_LEAST, &rule->least, error) ||
      !suy_json_read_range (at, "share_bp", 1, SUY_RATIO_FULL_BP, &rule->share_bp, error) ||
      !suy_json_read_texts (at, "topics", &rule->topics, error) ||
      !suy_json_read_text (at, "source", &rule->source, error))
    return FALSE;

  rule->window = (SuyWindowKind) window;
  rule->count = (SuyCountKind) count;

  return check_rule (rule, at, error);
}

/* One check has one topic, and a topic one rule. */
static gboolean
check_topics (const SuyFrequencies *self, const SuyJsonPlace *at, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->rules->len; i++)
    {
      const SuyFrequencyRule *rule = g_ptr_array_index (self->rules, i);

      for (guint k = 0; rule->topics[k] != NULL; k++)
        if (!g_hash_table_add (seen, rule->topics[k]))
          return suy_json_fail (at, error, "the topic “%s” belongs to two rules", rule->topics[k]);
    }

  return TRUE;
}

SuyFrequencies *
suy_frequencies_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "rules!", NULL };
  g_autoptr (SuyFrequencies) self = g_new0 (SuyFrequencies, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  SuyJsonPlace rules;
  guint length;

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error))
    return NULL;

  rules = suy_json_member (&root, "rules");
  if (!suy_json_check_array (&rules, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace rule = suy_json_element (&rules, i);

      if (!read_rule (self, &rule, error))
        return NULL;
    }

  return check_topics (self, &rules, error) ? g_steal_pointer (&self) : NULL;
}

SuyFrequencies *
suy_frequencies_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_frequencies_new_from_text (FILE_NAME, text, error);
}

void
suy_frequencies_free (SuyFrequencies *self)
{
  g_ptr_array_unref (self->rules);
  g_free (self);
}

const GPtrArray *
suy_frequencies_get_all (const SuyFrequencies *self)
{
  return self->rules;
}

const SuyFrequencyRule *
suy_frequencies_find (const SuyFrequencies *self, const char *name)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const SuyFrequencyRule *rule = g_ptr_array_index (self->rules, i);

      if (g_str_equal (rule->name, name))
        return rule;
    }

  return NULL;
}
