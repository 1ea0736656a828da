/* suy-duty-rules.c: the table of duties
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-duty-private.h"
#include "suy-json.h"
#include "suy-rules-text.h"

#define FILE_NAME "duties.json"

struct _SuyDuties
{
  GPtrArray *duties; /* (element-type SuyDuty) */
  GStrv overseers;   /* roles */
  SuyTerms *terms;
  SuyCadences *cadences;
  SuyCalendar *calendar;
};

static void
test_clear (gpointer data)
{
  SuyDutyTest *test = data;

  g_free (test->field);
  g_strfreev (test->values);
}

GArray *
suy_duty_tests_new (void)
{
  GArray *tests = g_array_new (FALSE, TRUE, sizeof (SuyDutyTest));

  g_array_set_clear_func (tests, test_clear);

  return tests;
}

static void
duty_free (gpointer data)
{
  SuyDuty *duty = data;

  g_free (duty->name);
  suy_label_clear (&duty->label);
  g_free (duty->reg);
  g_strfreev (duty->states);
  g_array_unref (duty->tests);
  g_strfreev (duty->roles);
  g_free (duty->of_field);
  g_free (duty->move);
  g_free (duty->move_of);
  g_free (duty->level);
  g_free (duty->term);
  g_strfreev (duty->from);
  g_free (duty->source);
  g_free (duty->cadence);
  g_free (duty->proof_reg);
  g_free (duty->proof_on);
  g_free (duty->proof_link);
  g_free (duty->proof_unit);
  g_free (duty->proof_period);
  g_array_unref (duty->proof_tests);
  g_free (duty);
}

static SuyDuty *
add_duty (SuyDuties *self)
{
  SuyDuty *duty = g_new0 (SuyDuty, 1);

  duty->tests = suy_duty_tests_new ();
  duty->proof_tests = suy_duty_tests_new ();
  g_ptr_array_add (self->duties, duty);

  return duty;
}

/* ---- parts of a row ---- */

gboolean
suy_duty_read_tests (const SuyJsonPlace *at, const char *key, GArray *tests, GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (!suy_json_read_texts (at, key, &texts, error))
    return FALSE;
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      const char *equals = strchr (texts[i], '=');
      gboolean differs = equals != NULL && equals > texts[i] && equals[-1] == '!';
      SuyDutyTest test = { NULL, differs, NULL };

      if (equals == NULL || equals - differs == texts[i])
        return suy_json_fail (at, error, "“%s” is no condition like “field=value|value”", texts[i]);
      test.field = g_strndup (texts[i], (gsize) (equals - differs - texts[i]));
      test.values = g_strsplit (equals + 1, "|", -1);
      if (test.values[0] == NULL) /* of "field=": an empty cell */
        {
          g_strfreev (test.values);
          test.values = g_strdupv ((char *[]){ (char *) "", NULL });
        }
      g_array_append_val (tests, test);
    }

  return TRUE;
}

static gboolean
read_of (const SuyJsonPlace *at, SuyDuty *duty, GError **error)
{
  static const char *const kinds[] = { "unit", "person", "list", "grid", "township", NULL };
  g_autofree char *text = NULL;
  const char *colon;

  if (!suy_json_read_text (at, "of", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  colon = strchr (text, ':');
  for (guint i = 0; colon != NULL && kinds[i] != NULL; i++)
    if (strlen (kinds[i]) == (gsize) (colon - text) && g_str_has_prefix (text, kinds[i]))
      {
        duty->of = (SuyDutyOf) (SUY_DUTY_OF_ROLE + 1 + i);
        duty->of_field = g_strdup (colon + 1);
      }
  if (duty->of_field == NULL || *duty->of_field == '\0')
    return suy_json_fail (at, error,
                          "“%s” is none of unit:, person:, list:, grid: and township:FIELD", text);

  return TRUE;
}

/* NULL without the member. */
static gboolean
read_words (const SuyJsonPlace *at, const char *key, GStrv *words, GError **error)
{
  if (!suy_json_read_texts (at, key, words, error))
    return FALSE;
  if (*words != NULL && **words == NULL)
    g_clear_pointer (words, g_strfreev);

  return TRUE;
}

static gboolean
read_common (const SuyJsonPlace *at, SuyDuty *duty, GError **error)
{
  static const char *const views[] = { "cases", "ledgers", "warnings", "registers", NULL };
  guint view = 0;

  if (!suy_json_read_text (at, "register", &duty->reg, error) ||
      !suy_json_read_word (at, "view", views, &view, error) ||
      !read_words (at, "states", &duty->states, error) ||
      !suy_json_read_texts (at, "roles", &duty->roles, error) || !read_of (at, duty, error) ||
      !suy_duty_read_tests (at, "when", duty->tests, error))
    return FALSE;
  duty->view = (SuyDutyView) view;

  return TRUE;
}

/* ---- rows ---- */

static gboolean
check_due (SuyDuties *self, const SuyJsonPlace *at, const SuyDuty *duty, GError **error)
{
  if ((duty->term == NULL) != (duty->from == NULL))
    return suy_json_fail (at, error, "“term” and “from” belong together");
  if (duty->term != NULL && duty->by_period)
    return suy_json_fail (at, error, "“term” and “until” do not go together");
  if (duty->term != NULL && suy_terms_find (self->terms, duty->term) == NULL)
    return suy_json_fail (at, error, "terms.json has no “%s”", duty->term);
  if (suy_duties_find (self, duty->name) != duty)
    return suy_json_fail (at, error, "“%s” stands in the table twice", duty->name);

  return TRUE;
}

/* @at: the member "proof" */
static gboolean
read_proof (const SuyJsonPlace *at, SuyDuty *duty, GError **error)
{
  static const char *const keys[] = { "register!", "on!", "link", "unit", "period", "where", NULL };
  SuyJsonPlace proof = suy_json_member (at, "proof");

  return suy_json_check_keys (&proof, keys, error) &&
         suy_json_read_text (&proof, "register", &duty->proof_reg, error) &&
         suy_json_read_text (&proof, "on", &duty->proof_on, error) &&
         suy_json_read_text (&proof, "link", &duty->proof_link, error) &&
         suy_json_read_text (&proof, "unit", &duty->proof_unit, error) &&
         suy_json_read_text (&proof, "period", &duty->proof_period, error) &&
         suy_duty_read_tests (&proof, "where", duty->proof_tests, error);
}

static gboolean
read_duty (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuyDuties *self = table;
  static const char *const keys[] = { "name!", "en!",   "zh!",     "register!", "view!", "states",
                                      "when",  "move",  "move_of", "roles!",    "of",    "term",
                                      "from",  "until", "level",   "source!",   "proof", NULL };
  SuyDuty *duty = add_duty (self);
  guint period = G_MAXUINT;

  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "name", &duty->name, error) ||
      !suy_json_read_label (at, &duty->label, error) || !read_common (at, duty, error) ||
      !suy_json_read_text (at, "move", &duty->move, error) ||
      !suy_json_read_text (at, "move_of", &duty->move_of, error) ||
      !suy_json_read_text (at, "level", &duty->level, error) ||
      !suy_json_read_text (at, "term", &duty->term, error) ||
      !read_words (at, "from", &duty->from, error) ||
      !suy_json_read_word (at, "until", suy_period_kind_names (), &period, error) ||
      !suy_json_read_text (at, "source", &duty->source, error) ||
      (suy_json_member (at, "proof").node != NULL && !read_proof (at, duty, error)))
    return FALSE;
  duty->by_period = period != G_MAXUINT;
  if (duty->by_period)
    duty->until = (SuyPeriodKind) period;

  return check_due (self, at, duty, error);
}

/* Name and words are those of the cadence. */
static gboolean
read_cadence (gpointer table, const SuyJsonPlace *at, GError **error)
{
  SuyDuties *self = table;
  static const char *const keys[] = { "cadence!", "roles!", "view!",  "register", "states",
                                      "when",     "of",     "proof!", NULL };
  SuyDuty *duty = add_duty (self);
  const SuyCadence *cadence;

  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "cadence", &duty->cadence, error) ||
      !read_common (at, duty, error) || !read_proof (at, duty, error))
    return FALSE;
  cadence = suy_cadences_find (self->cadences, duty->cadence);
  if (cadence == NULL)
    return suy_json_fail (at, error, "cadences.json has no “%s”", duty->cadence);
  if ((duty->reg == NULL) != (duty->proof_link == NULL))
    return suy_json_fail (at, error, "“register” and the proof's “link” belong together");
  duty->name = g_strdup (cadence->name);
  duty->label.en = g_strdup (cadence->label.en);
  duty->label.zh = g_strdup (cadence->label.zh);
  duty->source = g_strdup (cadence->source);

  return check_due (self, at, duty, error);
}

/* ---- the table ---- */

static gboolean
read_others (SuyDuties *self, GError **error)
{
  self->terms = suy_terms_new_builtin (error);
  self->cadences = self->terms == NULL ? NULL : suy_cadences_new_builtin (error);
  self->calendar = self->cadences == NULL ? NULL : suy_calendar_new_builtin (error);

  return self->calendar != NULL;
}

SuyDuties *
suy_duties_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "overseers!", "duties!", "cadences!", NULL };
  g_autoptr (SuyDuties) self = g_new0 (SuyDuties, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };

  self->duties = g_ptr_array_new_with_free_func (duty_free);
  if (node == NULL || !read_others (self, error) || !suy_json_check_keys (&root, keys, error) ||
      !suy_json_read_texts (&root, "overseers", &self->overseers, error) ||
      !suy_json_read_rows (&root, "duties", read_duty, self, error) ||
      !suy_json_read_rows (&root, "cadences", read_cadence, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyDuties *
suy_duties_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_duties_new_from_text (FILE_NAME, text, error);
}

void
suy_duties_free (SuyDuties *self)
{
  g_ptr_array_unref (self->duties);
  g_strfreev (self->overseers);
  g_clear_pointer (&self->terms, suy_terms_free);
  g_clear_pointer (&self->cadences, suy_cadences_free);
  g_clear_pointer (&self->calendar, suy_calendar_free);
  g_free (self);
}

const GPtrArray *
suy_duties_get_all (const SuyDuties *self)
{
  return self->duties;
}

const SuyDuty *
suy_duties_find (const SuyDuties *self, const char *name)
{
  for (guint i = 0; i < self->duties->len; i++)
    {
      const SuyDuty *duty = g_ptr_array_index (self->duties, i);

      if (g_strcmp0 (duty->name, name) == 0)
        return duty;
    }

  return NULL;
}

gboolean
suy_duties_may_oversee (const SuyDuties *self, const char *role)
{
  return role != NULL && g_strv_contains ((const char *const *) self->overseers, role);
}

const SuyTerms *
suy_duties_get_terms (const SuyDuties *self)
{
  return self->terms;
}

const SuyCadences *
suy_duties_get_cadences (const SuyDuties *self)
{
  return self->cadences;
}

const SuyCalendar *
suy_duties_get_calendar (const SuyDuties *self)
{
  return self->calendar;
}
