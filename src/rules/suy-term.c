/* suy-term.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-term.h"

#include "suy-json.h"
#include "suy-rules-text.h"

#define FILE_NAME "terms.json"
#define MAX_AMOUNT 1000 /* of any unit */

struct _SuyTerms
{
  GPtrArray *terms; /* (element-type SuyTerm) */
};

static void
term_free (SuyTerm *term)
{
  g_free (term->name);
  suy_label_clear (&term->label);
  g_free (term->source);
  g_free (term);
}

static gboolean
read_term (SuyTerms *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!",     "zh!",     "unit!", "amount",
                                      "soon!", "source!", "default", NULL };
  static const char *const units[] = { "hours", "days", "working_days", "months", "date", NULL };
  SuyTerm *term = g_new0 (SuyTerm, 1);
  guint unit = 0;

  g_ptr_array_add (self->terms, term);
  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "name", &term->name, error) ||
      !suy_json_read_label (at, &term->label, error) ||
      !suy_json_read_word (at, "unit", units, &unit, error) ||
      !suy_json_read_range (at, "amount", 1, MAX_AMOUNT, &term->amount, error) ||
      !suy_json_read_range (at, "soon", 0, MAX_AMOUNT, &term->soon, error) ||
      !suy_json_read_text (at, "source", &term->source, error) ||
      !suy_json_read_boolean (at, "default", &term->is_default, error))
    return FALSE;

  term->unit = (SuyTermUnit) unit;
  if ((term->unit == SUY_TERM_DATE) != (term->amount == 0))
    return suy_json_fail (at, error, "a term has an “amount”, unless its unit is “date”");

  for (guint i = 0; i + 1 < self->terms->len; i++)
    if (g_str_equal (((SuyTerm *) g_ptr_array_index (self->terms, i))->name, term->name))
      return suy_json_fail (at, error, "“%s” stands in the table twice", term->name);

  return TRUE;
}

SuyTerms *
suy_terms_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "terms!", NULL };
  g_autoptr (SuyTerms) self = g_new0 (SuyTerms, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  SuyJsonPlace terms;
  guint length;

  self->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error))
    return NULL;

  terms = suy_json_member (&root, "terms");
  if (!suy_json_check_array (&terms, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace term = suy_json_element (&terms, i);

      if (!read_term (self, &term, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

SuyTerms *
suy_terms_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_terms_new_from_text (FILE_NAME, text, error);
}

void
suy_terms_free (SuyTerms *self)
{
  g_ptr_array_unref (self->terms);
  g_free (self);
}

const GPtrArray *
suy_terms_get_all (const SuyTerms *self)
{
  return self->terms;
}

const SuyTerm *
suy_terms_find (const SuyTerms *self, const char *name)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const SuyTerm *term = g_ptr_array_index (self->terms, i);

      if (g_str_equal (term->name, name))
        return term;
    }

  return NULL;
}
