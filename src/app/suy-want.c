/* suy-want.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-want.h"

#include <string.h>

/* Facts that the workspace looks up itself: saying them changes nothing. */
static gboolean
is_computed (const char *fact)
{
  static const char *const names[] = { "acceptance",     "batch",   "inspector_was_acceptor",
                                       "near_duplicate", "place",   "place_or_township",
                                       "open_children",  "returns", "sole_acceptor" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], fact) == 0)
      return TRUE;

  return FALSE;
}

/* The field that a computed fact is counted from. */
static const char *
field_behind (const char *fact)
{
  static const char *const pairs[][2] = {
    { "five_no_release", "five_no_release" },
    { "stages_open", "stages_met" },
    { "stages_left", "stages_met" },
    { "nodes_open", "stages_met" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (pairs[i][0], fact) == 0)
      return pairs[i][1];

  return NULL;
}

/* The name in front of "=", "!=", ">=" or "<=". */
static char *
name_of (const char *text, const char **value)
{
  gsize n = strcspn (text, "=!<>");

  *value = text + n + strspn (text + n, "=!<>");

  return g_strndup (text, n);
}

static void
want_field (const SuyRegister *reg, const char *name, SuyWant *want)
{
  want->field = suy_register_find (reg, name);
  want->kind = want->field == NULL || want->field->derived ? SUY_WANT_OTHER : SUY_WANT_FIELD;
}

static void
want_fact (const SuyRegister *reg, const char *text, SuyWant *want)
{
  const char *value;
  g_autofree char *name = name_of (text, &value);

  if (strcmp (name, "evidence") == 0 || g_str_has_prefix (name, "new_evidence"))
    {
      const char *kind = strchr (name, ':');

      want->kind = SUY_WANT_EVIDENCE;
      want->name = g_strdup (kind == NULL ? "photo" : kind + 1);
      return;
    }
  if (field_behind (name) != NULL)
    {
      want_field (reg, field_behind (name), want);
      return;
    }
  if (is_computed (name))
    return;

  want->kind = SUY_WANT_SAID;
  want->name = g_steal_pointer (&name);
  want->value = g_strdup (value);
}

/* The day that a person fills in of two that must follow each other: the later, else the other. */
static void
want_date (const SuyRegister *reg, const char *text, SuyWant *want)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);

  want_field (reg, parts[1] != NULL && strcmp (parts[1], "today") != 0 ? parts[1] : parts[0], want);
}

void
suy_want_parse (const SuyRegister *reg, const char *need, SuyWant *want)
{
  const char *rest = strchr (need, ':');
  const char *value;
  g_autofree char *word = rest == NULL ? g_strdup (need) : g_strndup (need, (gsize) (rest - need));

  *want = (SuyWant){ .kind = SUY_WANT_OTHER };
  rest = rest == NULL ? "" : rest + 1;
  if (strcmp (word, "note") == 0)
    want->kind = SUY_WANT_NOTE;
  else if (strcmp (word, "field") == 0)
    want_field (reg, rest, want);
  else if (strcmp (word, "value") == 0)
    {
      g_autofree char *name = name_of (rest, &value);

      want_field (reg, name, want);
    }
  else if (strcmp (word, "fact") == 0)
    want_fact (reg, rest, want);
  else if (strcmp (word, "evidence") == 0)
    {
      want->kind = SUY_WANT_EVIDENCE;
      want->name = name_of (rest, &value);
    }
  else if (strcmp (word, "date-order") == 0 || strcmp (word, "days") == 0)
    want_date (reg, rest, want);
  else if (strcmp (word, "differs") == 0)
    want_date (reg, rest, want);
  else if ((strcmp (word, "when") == 0 || strcmp (word, "as") == 0) && strchr (rest, ':') != NULL)
    suy_want_parse (reg, strchr (rest, ':') + 1, want);
  else if (strcmp (word, "role") == 0 || g_str_has_prefix (word, "actor"))
    want->kind = SUY_WANT_ACTOR;
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
