/* suy-ladder-rules.c: the ladder's table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-json.h"
#include "suy-ladder.h"
#include "suy-rules-text.h"

#define FILE_NAME "ladder.json"
#define MAX_DAYS 3650
#define FULL_BP 10000

static gboolean
read_reminders (SuyLadderRules *self, const SuyJsonPlace *root, GError **error)
{
  SuyJsonPlace days = suy_json_member (root, "remind_days");
  gint64 last = MAX_DAYS + 1;
  guint length;

  if (!suy_json_check_array (&days, &length, error))
    return FALSE;
  if (length == 0 || length > SUY_LADDER_MAX_REMINDERS)
    return suy_json_fail (&days, error, "from 1 to %d numbers of days belong here",
                          SUY_LADDER_MAX_REMINDERS);

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace day = suy_json_element (&days, i);

      if (!JSON_NODE_HOLDS_VALUE (day.node) ||
          json_node_get_value_type (day.node) != G_TYPE_INT64 || json_node_get_int (day.node) < 0 ||
          json_node_get_int (day.node) >= last)
        return suy_json_fail (&day, error,
                              "a whole number of days, less than the one before, "
                              "belongs here");
      last = json_node_get_int (day.node);
      self->remind_days[i] = (int) last;
    }
  self->n_reminders = length;

  return TRUE;
}

static gboolean
read_rungs (SuyLadderRules *self, const SuyJsonPlace *root, GError **error)
{
  static const char *const keys[] = { "name!", "en!", "zh!", "told!", "source!", NULL };
  SuyJsonPlace rungs = suy_json_member (root, "rungs");
  guint length;

  if (!suy_json_check_array (&rungs, &length, error))
    return FALSE;
  if (length != SUY_N_RUNGS - 1)
    return suy_json_fail (&rungs, error, "there are %d rungs", SUY_N_RUNGS - 1);

  for (guint i = 1; i < SUY_N_RUNGS; i++)
    {
      SuyJsonPlace rung = suy_json_element (&rungs, i - 1);
      g_autofree char *name = NULL;

      if (!suy_json_check_keys (&rung, keys, error) ||
          !suy_json_read_text (&rung, "name", &name, error) ||
          !suy_json_read_label (&rung, &self->label[i], error) ||
          !suy_json_read_texts (&rung, "told", &self->told[i], error) ||
          !suy_json_read_text (&rung, "source", &self->rung_source[i], error))
        return FALSE;
      if (!g_str_equal (name, suy_rung_get_name ((SuyRung) i)))
        return suy_json_fail (&rung, error, "“%s” stands where “%s” belongs", name,
                              suy_rung_get_name ((SuyRung) i));
    }

  return TRUE;
}

static gboolean
read_numbers (SuyLadderRules *self, const SuyJsonPlace *root, GError **error)
{
  return suy_json_read_range (root, "supervise_lag_bp", 1, FULL_BP, &self->supervise_lag_bp,
                              error) &&
         suy_json_read_range (root, "stagnation_days", 1, MAX_DAYS, &self->stagnation_days,
                              error) &&
         suy_json_read_range (root, "stagnation_lag_bp", 1, FULL_BP, &self->stagnation_lag_bp,
                              error) &&
         suy_json_read_range (root, "accountability_days", 0, MAX_DAYS, &self->accountability_days,
                              error) &&
         suy_json_read_range (root, "card_lag_bp", 1, FULL_BP, &self->card_lag_bp, error) &&
         suy_json_read_range (root, "card_clear_lag_bp", 1, FULL_BP, &self->card_clear_lag_bp,
                              error);
}

SuyLadderRules *
suy_ladder_rules_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!",
                                      "lag_band_reading!",
                                      "remind_days!",
                                      "supervise_lag_bp!",
                                      "stagnation_days!",
                                      "stagnation_lag_bp!",
                                      "accountability_days!",
                                      "card_lag_bp!",
                                      "card_clear_lag_bp!",
                                      "rungs!",
                                      NULL };
  static const char *const readings[] = { "four_levels", "literal", NULL };
  g_autoptr (SuyLadderRules) self = g_new0 (SuyLadderRules, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  guint reading = 0;

  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_text (&root, "source", &self->source, error) ||
      !suy_json_read_word (&root, "lag_band_reading", readings, &reading, error) ||
      !read_reminders (self, &root, error) || !read_numbers (self, &root, error) ||
      !read_rungs (self, &root, error))
    return NULL;

  self->bands = (SuyLagBands) reading;

  return g_steal_pointer (&self);
}

SuyLadderRules *
suy_ladder_rules_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_ladder_rules_new_from_text (FILE_NAME, text, error);
}

void
suy_ladder_rules_free (SuyLadderRules *self)
{
  for (guint i = 0; i < SUY_N_RUNGS; i++)
    {
      suy_label_clear (&self->label[i]);
      g_strfreev (self->told[i]);
      g_free (self->rung_source[i]);
    }
  g_free (self->source);
  g_free (self);
}
