/* made-year.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-year.h"

#include <stdio.h>
#include <string.h>

#include "suy-date.h"
#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

#define N_TOWNSHIPS 16
#define N_INSPECTORS 120

/* ---- words ---- */

static GStrv
split (const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  GStrv words = g_strsplit (text, "|", -1);

  if (*text == '\0')
    {
      g_strfreev (words);
      words = g_new0 (char *, 1);
    }

  return words;
}

gint64
year_make (Year *year, const char *reg, const char *key, const char *format, ...)
{
  g_auto (GStrv) words = NULL;
  va_list arguments;
  gint64 id;

  va_start (arguments, format);
  words = split (format, arguments);
  va_end (arguments);
  id = bureau_make_words (&year->bureau, reg, (const char *const *) words);
  if (key != NULL)
    year_keep (year, reg, key, id);

  return id;
}

void
year_set (Year *year, const char *reg, gint64 id, const char *format, ...)
{
  g_auto (GStrv) words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = split (format, arguments);
  va_end (arguments);
  bureau_set_words (&year->bureau, reg, id, (const char *const *) words);
}

void
year_move (Year *year,
           const char *person,
           const char *reg,
           gint64 id,
           const char *move,
           const char *format,
           ...)
{
  g_auto (GStrv) words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = split (format, arguments);
  va_end (arguments);
  bureau_move_words (&year->bureau, person, reg, id, move, (const char *const *) words);
}

void
year_attach (Year *year, const char *person, const char *reg, gint64 id, const char *kinds)
{
  bureau_act_as (&year->bureau, person);
  bureau_attach (&year->bureau, reg, id, kinds);
}

/* ---- things ---- */

void
year_keep (Year *year, const char *reg, const char *key, gint64 id)
{
  char *name = g_strdup_printf ("%s:%s", reg, key);

  g_hash_table_insert (year->ids, name, g_memdup2 (&id, sizeof id));
  g_hash_table_insert (year->names, g_memdup2 (&id, sizeof id), g_strdup (name));
}

gboolean
year_knows (Year *year, const char *reg, const char *key)
{
  g_autofree char *name = g_strdup_printf ("%s:%s", reg, key);

  return g_hash_table_contains (year->ids, name);
}

gint64
year_find (Year *year, const char *reg, const char *key)
{
  g_autofree char *name = g_strdup_printf ("%s:%s", reg, key);
  const gint64 *id = g_hash_table_lookup (year->ids, name);

  if (id == NULL)
    g_error ("There is no %s", name);

  return *id;
}

/* ---- events ---- */

const char *
year_text (JsonObject *event, const char *name)
{
  JsonNode *node = json_object_get_member (event, name);

  if (node == NULL)
    g_error ("An event “%s” has no “%s”", json_object_get_string_member (event, "do"), name);

  return JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node);
}

gint64
year_integer (JsonObject *event, const char *name)
{
  if (!json_object_has_member (event, name))
    g_error ("An event “%s” has no “%s”", json_object_get_string_member (event, "do"), name);

  return json_object_get_int_member (event, name);
}

gint64
year_moment_of (const char *at)
{
  int year, month, day, hour, minute;

  g_assert_cmpint (sscanf (at, "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &minute), ==, 5);

  return suy_date_moment_of_day (suy_date_join ((SuyDay){ year, month, day })) +
         (hour * 60 + minute) * SUY_DATE_US_PER_MINUTE;
}

char *
year_now (Year *year)
{
  return suy_workspace_now (year->bureau.workspace);
}

const char *
year_today (Year *year)
{
  return suy_workspace_get_today (year->bureau.workspace);
}

static const YearVerb *
find_verb (const char *what)
{
  const YearVerb *const all[] = { year_case_verbs, year_works_verbs, year_world_verbs,
                                  year_watch_verbs, year_warning_verbs };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (const YearVerb *verb = all[i]; verb->what != NULL; verb++)
      if (g_str_equal (verb->what, what))
        return verb;
  g_error ("Nobody knows the event “%s”", what);
}

void
year_take (Year *year, JsonObject *event)
{
  const char *key = json_object_get_string_member_with_default (event, "key", NULL);

  bureau_set_clock (&year->bureau, year_moment_of (year_text (event, "at")));
  find_verb (year_text (event, "do"))->take (year, event, key);
}

/* The office answers for what no unit is named for; the indicators come with the first evaluation.
 */
static void
name_office (Year *year)
{
  const SuyRegister *reg = bureau_register (&year->bureau, "warning_indicator");
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (year->bureau.workspace), reg, NULL, NULL);

  bureau_act_as (&year->bureau, "hq_clerk");
  for (guint i = 0; i < ids->len; i++)
    year_set (year, "warning_indicator", g_array_index (ids, gint64, i), "responsible_unit=OFFICE");
  year->is_named = TRUE;
}

void
year_end_day (Year *year, gint64 day)
{
  g_autoptr (GError) error = NULL;

  bureau_set_clock (&year->bureau, suy_date_moment_of_day (day + 1) - 1);
  suy_workspace_evaluate (year->bureau.workspace, NULL, NULL, &error);
  g_assert_no_error (error);
  if (!year->is_named)
    name_office (year);
}

/* ---- the bureau ---- */

/* A township with its unit, which answers for what lies in it, and that unit's people. */
static void
add_township (Year *year, guint n)
{
  g_autofree char *key = g_strdup_printf ("TS-%02u", n);
  gint64 id = year_make (year, "township", key, "code=%s|name=%s", key, key);

  year_make (year, "unit", NULL, "code=U-%s|name=U-%s|kind=township|township=%s", key, key, key);
  year_set (year, "township", id, "unit=U-%s", key);
  year_make (year, "person", NULL, "code=head-%s|name=head-%s|role=unit_head|unit=U-%s", key, key,
             key);
  year_make (year, "person", NULL, "code=unit-%s|name=unit-%s|role=responsible_unit|unit=U-%s", key,
             key, key);
}

void
year_open (Year *year, const char *day)
{
  *year = (Year){ .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                  .names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free) };
  bureau_open_at (&year->bureau, suy_date_moment_of_day (suy_date_get_day (day)));
  year_make (year, "district", NULL, "code=D|name=District");
  year_make (year, "person", NULL, "code=office|name=office|role=responsible_unit|unit=OFFICE");
  for (guint n = 1; n <= N_TOWNSHIPS; n++)
    add_township (year, n);
  for (guint n = 1; n <= N_INSPECTORS; n++)
    year_make (year, "person", NULL, "code=P-%03u|name=P-%03u|role=grid_inspector|unit=OFFICE", n,
               n);
}

void
year_close (Year *year)
{
  bureau_close (&year->bureau);
  g_hash_table_unref (year->ids);
  g_hash_table_unref (year->names);
}
