/* suy-need.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-need.h"

#include <string.h>

#include "suy-date.h"

/* The text of a field as it is stored, "" if it is empty.  Returns: (transfer full) */
static char *
field_text (const SuyMoveAsk *ask, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (ask->record), name);
  g_autofree char *text =
      field == NULL ? g_strdup ("") : suy_value_to_string (suy_record_get (ask->record, field));

  return g_str_equal (g_strstrip (text), "[]") ? g_strdup ("") : g_steal_pointer (&text);
}

static const char *
fact (const SuyMoveAsk *ask, const char *name)
{
  return ask->facts == NULL ? NULL : g_hash_table_lookup (ask->facts, name);
}

/* "NAME=VALUE", "NAME!=VALUE", "NAME>=N" or "NAME<=N": where does the sign stand? */
static const char *
find_sign (const char *test)
{
  const char *sign = strpbrk (test, "=<>!");

  if (sign == NULL || sign == test)
    return NULL;
  if (*sign != '=' && sign[1] != '=')
    return NULL;

  return sign;
}

/* Numbers are compared as numbers; what is not known never passes. */
static gboolean
compare (const char *value, const char *sign)
{
  const char *wanted = *sign == '=' ? sign + 1 : sign + 2;
  double have, limit;
  char *end;

  if (value == NULL || *value == '\0')
    return FALSE;
  if (*sign == '=')
    return g_str_equal (value, wanted);
  if (*sign == '!')
    return !g_str_equal (value, wanted);

  have = g_ascii_strtod (value, &end);
  if (*end != '\0')
    return FALSE;
  limit = g_ascii_strtod (wanted, NULL);

  return *sign == '>' ? have >= limit : have <= limit;
}

static gboolean
check_field (const char *rest, const SuyMoveAsk *ask)
{
  g_autofree char *text = field_text (ask, rest);

  return *text != '\0';
}

static gboolean
check_value (const char *rest, const SuyMoveAsk *ask)
{
  const char *sign = find_sign (rest);
  g_autofree char *name = g_strndup (rest, (gsize) (sign - rest));
  g_autofree char *text = field_text (ask, name);

  /* An empty field is surely not the value; a fact that was not handed in could be anything. */
  return (*text == '\0' && *sign == '!') || compare (text, sign);
}

static gboolean
check_fact (const char *rest, const SuyMoveAsk *ask)
{
  const char *sign = find_sign (rest);
  g_autofree char *name = g_strndup (rest, (gsize) (sign - rest));

  return compare (fact (ask, name), sign);
}

/* "after" or "after>=2" */
static gboolean
check_evidence (const char *rest, const SuyMoveAsk *ask)
{
  const char *sign = find_sign (rest);
  g_autofree char *kind = sign == NULL ? g_strdup (rest) : g_strndup (rest, (gsize) (sign - rest));
  g_autofree char *name = g_strconcat ("evidence:", kind, NULL);

  return compare (fact (ask, name), sign == NULL ? ">=1" : sign);
}

static gboolean
check_note (const char *rest, const SuyMoveAsk *ask)
{
  g_autofree char *note = g_strdup (ask->note == NULL ? "" : ask->note);

  return *g_strstrip (note) != '\0';
}

static gboolean
check_differs (const char *rest, const SuyMoveAsk *ask)
{
  g_auto (GStrv) names = g_strsplit (rest, ":", 2);
  g_autofree char *a = field_text (ask, names[0]);
  g_autofree char *b = field_text (ask, names[1]);

  return *a == '\0' || !g_str_equal (a, b);
}

/* The code of the unit in @field: a link's code is handed in as the fact "code:FIELD". */
static gboolean
actor_is_in (const char *field, const SuyMoveAsk *ask, gboolean *known)
{
  g_autofree char *name = g_strconcat ("code:", field, NULL);
  const char *code = fact (ask, name);

  *known = code != NULL && ask->unit != NULL;

  return *known && g_str_equal (code, ask->unit);
}

static gboolean
check_actor_in (const char *rest, const SuyMoveAsk *ask)
{
  gboolean known;

  return actor_is_in (rest, ask, &known);
}

static gboolean
check_actor_not_in (const char *rest, const SuyMoveAsk *ask)
{
  gboolean known;

  return !actor_is_in (rest, ask, &known) && known;
}

/* A day as text: of a date, of a time as clocks in China show it, or "today".  "" if empty. */
static char *
day_of (const char *name, const SuyMoveAsk *ask)
{
  g_autofree char *text =
      g_str_equal (name, "today") ? g_strdup (ask->today) : field_text (ask, name);
  g_autofree char *local = NULL;

  if (!suy_date_is_time (text))
    return g_steal_pointer (&text);

  local = suy_date_format_time (text);

  return g_strndup (local, 10);
}

/* Empty days are the business of "field". */
static gboolean
check_date_order (const char *rest, const SuyMoveAsk *ask)
{
  g_auto (GStrv) names = g_strsplit (rest, ":", 2);
  g_autofree char *a = day_of (names[0], ask);
  g_autofree char *b = day_of (names[1], ask);

  return *a == '\0' || *b == '\0' || strcmp (a, b) <= 0;
}

static gboolean
check_days (const char *rest, const SuyMoveAsk *ask)
{
  g_auto (GStrv) parts = g_strsplit (rest, ":", 3);
  g_autofree char *a = day_of (parts[0], ask);
  g_autofree char *b = day_of (parts[1], ask);

  if (!suy_date_is_date (a) || !suy_date_is_date (b))
    return TRUE;

  return suy_date_get_day (b) - suy_date_get_day (a) <= g_ascii_strtoll (parts[2], NULL, 10);
}

static gboolean
check_role (const char *rest, const SuyMoveAsk *ask)
{
  g_auto (GStrv) roles = g_strsplit (rest, "|", -1);

  return ask->role != NULL && g_strv_contains ((const char *const *) roles, ask->role);
}

/* "ROLE|ROLE:NEED": of no matter to all other roles. */
static gboolean
check_as (const char *rest, const SuyMoveAsk *ask)
{
  g_auto (GStrv) parts = g_strsplit (rest, ":", 2);

  return !check_role (parts[0], ask) || suy_need_is_met (parts[1], ask);
}

/* "FIELD=VALUE:NEED" or, of a fact, "@NAME=VALUE:NEED"; met when the condition does not hold, but
 * not when nobody knows whether it does. */
static gboolean
check_when (const char *rest, const SuyMoveAsk *ask)
{
  g_auto (GStrv) parts = g_strsplit (rest, ":", 2);
  g_autofree char *name = g_strndup (parts[0], strcspn (parts[0], "=<>!"));
  gboolean is_fact = *name == '@';

  if (is_fact && fact (ask, name + 1) == NULL)
    return FALSE;
  if (!(is_fact ? check_fact (parts[0] + 1, ask) : check_value (parts[0], ask)))
    return TRUE;

  return suy_need_is_met (parts[1], ask);
}

typedef enum
{
  FORM_NOTHING, /* the word stands alone */
  FORM_NAME,    /* NAME, perhaps with a sign and a value */
  FORM_TEST,    /* NAME, sign, value */
  FORM_TWO,     /* NAME:NAME */
  FORM_THREE,   /* NAME:NAME:NUMBER */
  FORM_AS,      /* roles:NEED */
  FORM_WHEN,    /* test:NEED */
} Form;

static const struct
{
  const char *word;
  Form form;
  gboolean (*check) (const char *rest, const SuyMoveAsk *ask);
} words[] = {
  { "field", FORM_NAME, check_field },
  { "value", FORM_TEST, check_value },
  { "fact", FORM_TEST, check_fact },
  { "evidence", FORM_NAME, check_evidence },
  { "note", FORM_NOTHING, check_note },
  { "differs", FORM_TWO, check_differs },
  { "actor-in", FORM_NAME, check_actor_in },
  { "actor-not-in", FORM_NAME, check_actor_not_in },
  { "date-order", FORM_TWO, check_date_order },
  { "days", FORM_THREE, check_days },
  { "role", FORM_NAME, check_role },
  { "as", FORM_AS, check_as },
  { "when", FORM_WHEN, check_when },
};

/* Returns: the number of the word that @name begins with, or -1; @rest is what follows its colon */
static int
find_word (const char *name, const char **rest)
{
  gsize length = strcspn (name, ":");

  *rest = name[length] == ':' ? name + length + 1 : "";
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length && strncmp (words[i].word, name, length) == 0)
      return (int) i;

  return -1;
}

static gboolean
has_parts (const char *rest, guint n)
{
  g_auto (GStrv) parts = g_strsplit (rest, ":", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0')
      return FALSE;

  return g_strv_length (parts) == n;
}

const char *
suy_need_check (const char *name)
{
  const char *rest, *colon;
  int word = find_word (name, &rest);

  if (word < 0)
    return "begins with none of the words field, value, fact, evidence, note, differs, actor-in, "
           "actor-not-in, date-order, days, role, as, when";

  switch (words[word].form)
    {
    case FORM_NOTHING:
      return *rest == '\0' ? NULL : "has nothing behind its word";
    case FORM_NAME:
      return has_parts (rest, 1) ? NULL : "needs one name behind the colon";
    case FORM_TEST:
      return find_sign (rest) != NULL ? NULL : "needs NAME=VALUE, NAME!=VALUE, NAME>=N or NAME<=N";
    case FORM_TWO:
      return has_parts (rest, 2) ? NULL : "needs two names with a colon between";
    case FORM_THREE:
      return has_parts (rest, 3) ? NULL : "needs two names and a number with colons between";
    case FORM_AS:
      colon = strchr (rest, ':');
      if (colon == NULL || colon == rest)
        return "needs roles, a colon and another need";
      return suy_need_check (colon + 1);
    case FORM_WHEN:
    default:
      colon = strchr (rest, ':');
      if (colon == NULL || find_sign (rest) == NULL || find_sign (rest) > colon)
        return "needs a condition FIELD=VALUE, a colon and another need";
      return suy_need_check (colon + 1);
    }
}

gboolean
suy_need_names (const char *name, const char *fact)
{
  const char *code = g_str_has_prefix (fact, "code:") ? fact + strlen ("code:") : NULL;
  const char *word = code != NULL ? code : fact;
  gsize length = strlen (word);

  for (const char *at = strstr (name, word); at != NULL; at = strstr (at + 1, word))
    {
      gboolean begins = at > name && strchr (":@", at[-1]) != NULL;
      gboolean ends = code != NULL ? at[length] == '\0'
                                   : at[length] != '\0' && strchr ("=<>!", at[length]) != NULL;

      if (begins && ends && (code == NULL || strstr (name, "-in:") != NULL))
        return TRUE;
    }

  return FALSE;
}

gboolean
suy_need_is_met (const char *name, const SuyMoveAsk *ask)
{
  const char *rest;
  int word = find_word (name, &rest);

  g_return_val_if_fail (word >= 0, FALSE);

  return words[word].check (rest, ask);
}
