/* suy-want.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-want.h"

static SuyRemedies *
get_remedies (void)
{
  static SuyRemedies *builtin;

  if (builtin == NULL)
    builtin = suy_remedies_new_builtin (NULL);

  return builtin;
}

void
suy_want_parse (const SuyRegister *reg, const char *need, SuyWant *want)
{
  static const SuyWantKind kinds[] = {
    [SUY_REMEDY_FIELD] = SUY_WANT_FIELD,         [SUY_REMEDY_PLACE] = SUY_WANT_OTHER,
    [SUY_REMEDY_ATTACHMENT] = SUY_WANT_EVIDENCE, [SUY_REMEDY_RECORD] = SUY_WANT_OTHER,
    [SUY_REMEDY_NOTE] = SUY_WANT_NOTE,           [SUY_REMEDY_STATEMENT] = SUY_WANT_SAID,
    [SUY_REMEDY_PERSON] = SUY_WANT_ACTOR,        [SUY_REMEDY_MOVE] = SUY_WANT_OTHER,
    [SUY_REMEDY_FINAL] = SUY_WANT_OTHER,
  };
  const SuyNeed named = { (char *) need, { (char *) "", (char *) "" } };
  g_autoptr (SuyRemedy) remedy = suy_remedies_find (get_remedies (), reg, &named);

  *want = (SuyWant){ .kind = remedy == NULL ? SUY_WANT_OTHER : kinds[remedy->kind] };
  if (want->kind == SUY_WANT_FIELD)
    want->field = suy_register_find (reg, remedy->what);
  if (want->kind == SUY_WANT_FIELD && want->field == NULL)
    want->kind = SUY_WANT_OTHER;
  if (want->kind == SUY_WANT_SAID || want->kind == SUY_WANT_EVIDENCE)
    {
      want->name = g_strdup (remedy->what);
      want->value = g_strdup (remedy->value);
    }
}

void
suy_want_clear (SuyWant *want)
{
  g_clear_pointer (&want->name, g_free);
  g_clear_pointer (&want->value, g_free);
}

gboolean
suy_want_is_asked (const SuyWant *want)
{
  return want->kind == SUY_WANT_NOTE || want->kind == SUY_WANT_FIELD || want->kind == SUY_WANT_SAID;
}
