/* suy-edit-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-edit-rule.h"

#include "suy-date.h"
#include "suy-duty-private.h"
#include "suy-json.h"
#include "suy-need.h"
#include "suy-rules-text.h"

#define FILE_NAME "edit_rules.json"

struct _SuyEditRules
{
  GPtrArray *rules; /* (element-type SuyEditRule) */
};

static void
rule_free (gpointer data)
{
  SuyEditRule *rule = data;

  g_free (rule->reg);
  g_free (rule->field);
  g_array_unref (rule->when);
  g_free (rule->need);
  suy_label_clear (&rule->label);
  g_free (rule->source);
  g_free (rule);
}

/* Facts, notes, people and files belong to moves. */
static gboolean
is_of_record (const char *need)
{
  static const char *const kinds[] = { "field:", "value:", "differs:", "date-order:", "days:" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (need, kinds[i]))
      return TRUE;

  return FALSE;
}

static gboolean
read_rule (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuyEditRules *self = table;
  static const char *const keys[] = { "register!", "field!", "when",    "need!",
                                      "en!",       "zh!",    "source!", NULL };
  SuyEditRule *rule = g_new0 (SuyEditRule, 1);
  const char *wrong;

  rule->when = suy_duty_tests_new ();
  g_ptr_array_add (self->rules, rule);
  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "register", &rule->reg, error) ||
      !suy_json_read_text (at, "field", &rule->field, error) ||
      !suy_duty_read_tests (at, "when", rule->when, error) ||
      !suy_json_read_text (at, "need", &rule->need, error) ||
      !suy_json_read_label (at, &rule->label, error) ||
      !suy_json_read_text (at, "source", &rule->source, error))
    return FALSE;
  wrong = suy_need_check (rule->need);
  if (wrong != NULL || !is_of_record (rule->need))
    return suy_json_fail (at, error, "“%s” does not belong here: %s", rule->need,
                          wrong != NULL ? wrong : "an edit is judged by the record alone");

  return TRUE;
}

SuyEditRules *
suy_edit_rules_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "rules!", NULL };
  g_autoptr (SuyEditRules) self = g_new0 (SuyEditRules, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };

  self->rules = g_ptr_array_new_with_free_func (rule_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_rows (&root, "rules", read_rule, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyEditRules *
suy_edit_rules_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_edit_rules_new_from_text (FILE_NAME, text, error);
}

void
suy_edit_rules_free (SuyEditRules *self)
{
  g_ptr_array_unref (self->rules);
  g_free (self);
}

const GPtrArray *
suy_edit_rules_get_all (SuyEditRules *self)
{
  return self->rules;
}

gboolean
suy_edit_rules_have (SuyEditRules *self, const char *reg)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (g_str_equal (((SuyEditRule *) self->rules->pdata[i])->reg, reg))
      return TRUE;

  return FALSE;
}

static const SuyValue *
cell_of (const char *name, gpointer record)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);

  return field == NULL ? NULL : suy_record_get (record, field);
}

static gboolean
is_kept (const SuyEditRule *rule, const SuyRecord *record, const char *today)
{
  const SuyMoveAsk ask = { .record = record, .today = today };
  const SuyDutyFacts facts = { cell_of, (gpointer) record, SUY_CLOCK_NEVER,
                               suy_date_moment_of_day (suy_date_get_day (today)) };

  return !suy_duty_check (rule->when, &facts) || suy_need_is_met (rule->need, &ask);
}

const SuyEditRule *
suy_edit_rules_find_broken (SuyEditRules *self,
                            const SuyRecord *before,
                            const SuyRecord *after,
                            const char *today)
{
  const char *reg = suy_record_get_register (after)->name;

  for (guint i = 0; i < self->rules->len; i++)
    {
      const SuyEditRule *rule = self->rules->pdata[i];

      if (g_str_equal (rule->reg, reg) && !is_kept (rule, after, today) &&
          (before == NULL || is_kept (rule, before, today)))
        return rule;
    }

  return NULL;
}
