/* suy-suspect-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-suspect-rules.h"

#include <gio/gio.h>
#include <string.h>

#include "suy-error.h"
#include "suy-json.h"
#include "suy-rules-text.h"

#define FULL_BP 10000

static const char *const criterion_names[SUY_N_CRITERIA] = { "pollutants", "time",  "distance",
                                                             "level",      "cases", "violations",
                                                             "operation" };

/* ---- freeing ---- */

static void
label_clear (SuyLabel *label)
{
  g_free (label->en);
  g_free (label->zh);
}

static void
grade_free (gpointer data)
{
  SuyGrade *grade = data;

  g_free (grade->name);
  label_clear (&grade->label);
  g_free (grade);
}

static void
decay_free (gpointer data)
{
  SuyDecayRow *row = data;

  g_free (row->factor);
  g_free (row->source);
  g_free (row);
}

static void
source_free (gpointer data)
{
  SuySourceRow *row = data;

  g_free (row->name);
  g_strfreev (row->of);
  g_free (row->pollutants);
  g_free (row->level);
  g_free (row->operation);
  g_free (row->flow);
  g_free (row->load);
  g_free (row->load_of);
  g_free (row);
}

void
suy_suspect_rules_free (SuySuspectRules *self)
{
  for (guint i = 0; i < SUY_N_CRITERIA; i++)
    {
      g_free (self->criteria[i].name);
      g_free (self->criteria[i].source);
      label_clear (&self->criteria[i].label);
      g_ptr_array_unref (self->criteria[i].grades);
    }
  g_free (self->source);
  g_ptr_array_unref (self->decay);
  g_ptr_array_unref (self->sources);
  g_free (self);
}

static SuySuspectRules *
rules_new (void)
{
  SuySuspectRules *self = g_new0 (SuySuspectRules, 1);

  for (guint i = 0; i < SUY_N_CRITERIA; i++)
    self->criteria[i].grades = g_ptr_array_new_with_free_func (grade_free);
  self->decay = g_ptr_array_new_with_free_func (decay_free);
  self->sources = g_ptr_array_new_with_free_func (source_free);

  return self;
}

/* ---- reading ---- */

/* A whole number within closed bounds; what is not there stays as it is. */
static gboolean
read_number (const SuyJsonPlace *at, const char *key, int min, int max, int *value, GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);
  gint64 number = *value;

  if (!suy_json_read_integer (at, key, &number, error))
    return FALSE;
  if (member.node != NULL && (number < min || number > max))
    return suy_json_fail (&member, error, "a number from %d to %d belongs here", min, max);
  *value = (int) number;

  return TRUE;
}

static gboolean
read_grade (SuyCriterionRow *row, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!", "zh!", "percent!", NULL };
  SuyGrade *grade = g_new0 (SuyGrade, 1);

  g_ptr_array_add (row->grades, grade);

  return suy_json_check_keys (at, keys, error) &&
         suy_json_read_text (at, "name", &grade->name, error) &&
         suy_json_read_label (at, &grade->label, error) &&
         read_number (at, "percent", 0, 100, &grade->percent, error);
}

static gboolean
read_grades (SuyCriterionRow *row, const SuyJsonPlace *at, GError **error)
{
  SuyJsonPlace grades = suy_json_member (at, "grades");
  guint length;

  if (!suy_json_check_array (&grades, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (&grades, i);

      if (!read_grade (row, &element, error))
        return FALSE;
    }

  return TRUE;
}

/* The numbers that only this criterion has. */
static gboolean
read_own (SuySuspectRules *self, SuyCriterion criterion, const SuyJsonPlace *at, GError **error)
{
  switch (criterion)
    {
    case SUY_CRITERION_TIME:
      return read_number (at, "tolerance_percent", 0, 1000, &self->tolerance_percent, error);
    case SUY_CRITERION_DISTANCE:
      return read_number (at, "half_km", 1, 10000, &self->half_km, error);
    case SUY_CRITERION_LEVEL:
    case SUY_CRITERION_OPERATION:
      return read_grades (&self->criteria[criterion], at, error);
    case SUY_CRITERION_CASES:
      return read_number (at, "percent_each", 0, 100, &self->cases_percent, error);
    case SUY_CRITERION_VIOLATIONS:
      return read_number (at, "percent_each", 0, 100, &self->violations_percent, error) &&
             read_number (at, "years", 0, 100, &self->violation_years, error);
    case SUY_CRITERION_POLLUTANTS:
    case SUY_N_CRITERIA:
    default:
      return TRUE;
    }
}

static gboolean
read_criterion (SuySuspectRules *self, guint i, const SuyJsonPlace *at, GError **error)
{
  static const char *const own[SUY_N_CRITERIA][2] = {
    { NULL },      { "tolerance_percent!" }, { "half_km!" },
    { "grades!" }, { "percent_each!" },      { "percent_each!", "years!" },
    { "grades!" },
  };
  const char *const keys[] = { "name!",   "en!",     "zh!",     "weight!",
                               "source!", own[i][0], own[i][1], NULL };
  SuyCriterionRow *row = &self->criteria[i];

  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "name", &row->name, error) ||
      !suy_json_read_label (at, &row->label, error) ||
      !suy_json_read_text (at, "source", &row->source, error) ||
      !read_number (at, "weight", 0, 100, &row->weight, error) ||
      !read_own (self, (SuyCriterion) i, at, error))
    return FALSE;
  if (!g_str_equal (row->name, criterion_names[i]))
    return suy_json_fail (at, error, "“%s” stands where “%s” belongs", row->name,
                          criterion_names[i]);

  return TRUE;
}

static gboolean
read_criteria (SuySuspectRules *self, const SuyJsonPlace *root, GError **error)
{
  SuyJsonPlace criteria = suy_json_member (root, "criteria");
  guint length;
  int sum = 0;

  if (!suy_json_check_array (&criteria, &length, error))
    return FALSE;
  if (length != SUY_N_CRITERIA)
    return suy_json_fail (&criteria, error, "%d criteria belong here", SUY_N_CRITERIA);
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (&criteria, i);

      if (!read_criterion (self, i, &element, error))
        return FALSE;
      sum += self->criteria[i].weight;
    }
  if (sum != 100)
    return suy_json_fail (&criteria, error, "the weights are %d together, not 100", sum);

  return TRUE;
}

static gboolean
read_decay (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuySuspectRules *self = table;
  static const char *const keys[] = { "factor!", "source!", "lost_bp_per_km", "lost_bp_per_h",
                                      NULL };
  SuyDecayRow *row = g_new0 (SuyDecayRow, 1);

  g_ptr_array_add (self->decay, row);

  return suy_json_check_keys (at, keys, error) &&
         suy_json_read_text (at, "factor", &row->factor, error) &&
         suy_json_read_text (at, "source", &row->source, error) &&
         read_number (at, "lost_bp_per_km", 0, FULL_BP, &row->lost_bp_per_km, error) &&
         read_number (at, "lost_bp_per_h", 0, FULL_BP, &row->lost_bp_per_h, error);
}

static gboolean
read_source (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuySuspectRules *self = table;
  static const char *const keys[] = { "register!", "of",   "pollutants", "level", "operation",
                                      "flow",      "load", "load_of",    NULL };
  SuySourceRow *row = g_new0 (SuySourceRow, 1);

  g_ptr_array_add (self->sources, row);
  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "register", &row->name, error) ||
      !suy_json_read_texts (at, "of", &row->of, error) ||
      !suy_json_read_text (at, "pollutants", &row->pollutants, error) ||
      !suy_json_read_text (at, "level", &row->level, error) ||
      !suy_json_read_text (at, "operation", &row->operation, error) ||
      !suy_json_read_text (at, "flow", &row->flow, error) ||
      !suy_json_read_text (at, "load", &row->load, error) ||
      !suy_json_read_text (at, "load_of", &row->load_of, error))
    return FALSE;
  if ((row->load == NULL) != (row->load_of == NULL))
    return suy_json_fail (at, error, "“load” and “load_of” go together");

  return TRUE;
}

static gboolean
read_class (SuySuspectRules *self, const SuyJsonPlace *root, GError **error)
{
  static const char *const names[] = { "I", "II", "III", "IV", "V", NULL };
  SuyJsonPlace place = suy_json_member (root, "class");
  g_autofree char *name = NULL;

  if (!suy_json_read_text (root, "class", &name, error))
    return FALSE;
  while (self->water_class < 5 && strcmp (names[self->water_class], name) != 0)
    self->water_class++;
  if (self->water_class == 5)
    return suy_json_fail_word (&place, error, "the class", name, names);
  self->water_class++;

  return TRUE;
}

static gboolean
read_table (SuySuspectRules *self, const SuyJsonPlace *root, GError **error)
{
  static const char *const keys[] = { "source!",   "unknown_percent!", "window_h!", "class!",
                                      "criteria!", "decay!",           "sources!",  NULL };

  return suy_json_check_keys (root, keys, error) &&
         suy_json_read_text (root, "source", &self->source, error) &&
         read_number (root, "unknown_percent", 0, 100, &self->unknown_percent, error) &&
         read_number (root, "window_h", 1, 100000, &self->window_h, error) &&
         read_class (self, root, error) && read_criteria (self, root, error) &&
         suy_json_read_rows (root, "decay", read_decay, self, error) &&
         suy_json_read_rows (root, "sources", read_source, self, error);
}

SuySuspectRules *
suy_suspect_rules_new_from_text (const char *file, const char *text, GError **error)
{
  g_autoptr (SuySuspectRules) self = rules_new ();
  g_autoptr (JsonNode) root = suy_json_parse (file, text, error);
  SuyJsonPlace place = { NULL, file, 0, root };

  if (root == NULL || !read_table (self, &place, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuySuspectRules *
suy_suspect_rules_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text ("suspects.json", error);

  return text == NULL ? NULL : suy_suspect_rules_new_from_text ("suspects.json", text, error);
}

/* ---- looking up ---- */

const SuyGrade *
suy_suspect_rules_find_grade (const SuySuspectRules *self, SuyCriterion criterion, const char *name)
{
  const GPtrArray *grades = self->criteria[criterion].grades;

  for (guint i = 0; name != NULL && i < grades->len; i++)
    {
      const SuyGrade *grade = grades->pdata[i];

      if (g_str_equal (grade->name, name))
        return grade;
    }

  return NULL;
}

const SuyDecayRow *
suy_suspect_rules_find_decay (const SuySuspectRules *self, const char *factor)
{
  for (guint i = 0; factor != NULL && i < self->decay->len; i++)
    {
      const SuyDecayRow *row = self->decay->pdata[i];

      if (g_str_equal (row->factor, factor))
        return row;
    }

  return NULL;
}
