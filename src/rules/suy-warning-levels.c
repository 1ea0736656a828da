/* suy-warning-levels.c: the table of the four levels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-json.h"
#include "suy-rules-text.h"
#include "suy-warning-step.h"

#define FILE_NAME "warning_levels.json"
#define N_LEVELS SUY_LEVEL_RED

struct _SuyWarningLevels
{
  SuyTerms *terms;
  const SuyTerm *acknowledge;
  SuyWarningLevel levels[N_LEVELS]; /* blue first */
};

/* The result stays NULL without the member. */
static gboolean
read_term (const SuyWarningLevels *self,
           const SuyJsonPlace *at,
           const char *key,
           const SuyTerm **term,
           GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);
  g_autofree char *name = NULL;

  if (!suy_json_read_text (at, key, &name, error))
    return FALSE;
  if (name == NULL)
    return TRUE;
  *term = suy_terms_find (self->terms, name);
  if (*term == NULL || (*term)->amount == 0)
    return suy_json_fail (&member, error, "“%s” is no term with an amount", name);

  return TRUE;
}

/* Lateness is counted in days of the calendar, and red has no level above it. */
static gboolean
check_limit (const SuyWarningLevel *level, gboolean last, const SuyJsonPlace *at, GError **error)
{
  if (level->limit != NULL && level->limit->unit != SUY_TERM_DAYS)
    return suy_json_fail (at, error, "“%s” is no term of days", level->limit->name);
  if (level->limit != NULL && last)
    return suy_json_fail (at, error, "no level is above red, so it has no limit");

  return TRUE;
}

static gboolean
read_level (SuyWarningLevels *self, guint i, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!",  "en!",   "zh!",    "told!",   "action!",
                                      "report", "limit", "verify", "source!", NULL };
  const char *expected = suy_lamp_get_level_name ((SuyLevel) (i + SUY_LEVEL_BLUE));
  SuyWarningLevel *level = &self->levels[i];
  g_autofree char *name = NULL;

  if (!suy_json_check_keys (at, keys, error) || !suy_json_read_text (at, "name", &name, error) ||
      !suy_json_read_label (at, &level->label, error) ||
      !suy_json_read_texts (at, "told", &level->told, error) ||
      !suy_json_read_text (at, "action", &level->action, error) ||
      !read_term (self, at, "report", &level->report, error) ||
      !read_term (self, at, "limit", &level->limit, error) ||
      !suy_json_read_texts (at, "verify", &level->verify, error) ||
      !suy_json_read_text (at, "source", &level->source, error))
    return FALSE;
  if (!g_str_equal (name, expected))
    return suy_json_fail (at, error, "“%s” stands where “%s” belongs", name, expected);

  return check_limit (level, i + 1 == N_LEVELS, at, error);
}

SuyWarningLevels *
suy_warning_levels_new_from_text (const char *file,
                                  const char *text,
                                  SuyTerms *terms,
                                  GError **error)
{
  static const char *const keys[] = { "source!", "acknowledge!", "levels!", NULL };
  g_autoptr (SuyWarningLevels) self = g_new0 (SuyWarningLevels, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  SuyJsonPlace rows;
  guint length;

  self->terms = terms;
  if (node == NULL || !suy_json_check_keys (&root, keys, error) ||
      !read_term (self, &root, "acknowledge", &self->acknowledge, error))
    return NULL;

  rows = suy_json_member (&root, "levels");
  if (!suy_json_check_array (&rows, &length, error))
    return NULL;
  if (length != N_LEVELS)
    {
      suy_json_fail (&rows, error, "there are %d levels", N_LEVELS);
      return NULL;
    }
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace row = suy_json_element (&rows, i);

      if (!read_level (self, i, &row, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

SuyWarningLevels *
suy_warning_levels_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);
  SuyTerms *terms = text == NULL ? NULL : suy_terms_new_builtin (error);

  return terms == NULL ? NULL : suy_warning_levels_new_from_text (FILE_NAME, text, terms, error);
}

void
suy_warning_levels_free (SuyWarningLevels *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    {
      suy_label_clear (&self->levels[i].label);
      g_strfreev (self->levels[i].told);
      g_free (self->levels[i].action);
      g_strfreev (self->levels[i].verify);
      g_free (self->levels[i].source);
    }
  suy_terms_free (self->terms);
  g_free (self);
}

const SuyWarningLevel *
suy_warning_levels_get (const SuyWarningLevels *self, SuyLevel level)
{
  g_return_val_if_fail (level >= SUY_LEVEL_BLUE && level <= SUY_LEVEL_RED, NULL);

  return &self->levels[level - SUY_LEVEL_BLUE];
}

const SuyTerm *
suy_warning_levels_get_acknowledge (const SuyWarningLevels *self)
{
  return self->acknowledge;
}
