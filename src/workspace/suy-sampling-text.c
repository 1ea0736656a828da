/* suy-sampling-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sampling-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-sampling.h"

#define MOBILE_DIGITS 11 /* 1 and ten more */
#define IDENTITY_DIGITS 18

/* ---- persons ---- */

typedef struct
{
  const char *text;
  GPtrArray *found;
} Finding;

static void
add_found (Finding *self, const char *word)
{
  for (guint i = 0; i < self->found->len; i++)
    if (g_str_equal (self->found->pdata[i], word))
      return;
  g_ptr_array_add (self->found, g_strdup (word));
}

/* Names of one character stand in any text. */
static void
look_for (Finding *self, const char *word)
{
  if (word != NULL && g_utf8_strlen (word, -1) >= 2 && strstr (self->text, word) != NULL)
    add_found (self, word);
}

static void
look_for_value (gint64 id, const SuyValue *value, gpointer user_data)
{
  look_for (user_data, value->type == SUY_VALUE_TEXT ? value->text : NULL);
}

/* Runs of digits as long as a mobile number or an identity number, whose last one may be X. */
static void
look_for_numbers (Finding *self)
{
  for (const char *at = self->text; *at != '\0';)
    {
      gsize n = strspn (at, "0123456789");
      gsize whole = n == IDENTITY_DIGITS - 1 && (at[n] == 'X' || at[n] == 'x') ? n + 1 : n;

      if ((whole == MOBILE_DIGITS && *at == '1') || whole == IDENTITY_DIGITS)
        {
          g_autofree char *number = g_strndup (at, whole);

          add_found (self, number);
        }
      at += MAX (whole, 1);
    }
}

/* The results without the names of what was drawn; their contacts are looked for besides. */
static char *
cut_names (SuyWorkspace *self, const SuyRecord *record, GPtrArray *objects)
{
  g_auto (GStrv) keys = suy_look_list (record, "objects");
  g_auto (GStrv) lines = suy_look_list (record, "results");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%s\n", lines[i]);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      SuyRecord *object = suy_sampling_get_object (self, keys[i], "enterprise");
      const char *name = suy_look_text (object, "name");

      if (name != NULL)
        g_string_replace (text, name, " ", 0);
      g_string_replace (text, keys[i], " ", 0);
      if (object != NULL)
        g_ptr_array_add (objects, object);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

GPtrArray *
suy_sampling_find_personal (SuyWorkspace *self, const SuyRecord *record, GError **error)
{
  const SuyRegister *people = suy_workspace_register (self, "person", error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  g_autofree char *text = people == NULL ? NULL : cut_names (self, record, objects);
  Finding finding = { text, found };

  if (people == NULL ||
      !suy_store_scan (self->store, suy_register_find (people, "name"), people, look_for_value,
                       &finding, error) ||
      !suy_store_scan (self->store, suy_register_find (people, "phone"), people, look_for_value,
                       &finding, error))
    return NULL;
  for (guint i = 0; i < objects->len; i++)
    {
      look_for (&finding, suy_look_text (objects->pdata[i], "contact"));
      look_for (&finding, suy_look_text (objects->pdata[i], "phone"));
    }
  look_for_numbers (&finding);

  return g_steal_pointer (&found);
}

/* ---- the notice ---- */

/* What a line says of the object that it begins with. */
static const char *
result_of (GStrv lines, const char *key)
{
  gsize n = strlen (key);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *rest = lines[i] + n;

      if (!g_str_has_prefix (lines[i], key) || g_ascii_isalnum (*rest) || *rest == '-')
        continue;
      while (*rest == ' ' || *rest == ':' || g_str_has_prefix (rest, "："))
        rest += *rest == ' ' || *rest == ':' ? 1 : strlen ("：");
      return rest;
    }

  return "";
}

static void
add_objects (SuyWorkspace *self, const SuyRecord *record, GString *text)
{
  g_auto (GStrv) keys = suy_look_list (record, "objects");
  g_auto (GStrv) lines = suy_look_list (record, "results");

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) object = suy_sampling_get_object (self, keys[i], "enterprise");
      const char *name = suy_look_text (object, "name");

      g_string_append_printf (text, "%u. %s %s：%s\n", i + 1, keys[i], name == NULL ? "" : name,
                              result_of (lines, keys[i]));
    }
}

char *
suy_sampling_format_public (SuyWorkspace *self, const SuyRecord *record, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) pool = suy_look_list (record, "object_pool");
  g_auto (GStrv) objects = suy_look_list (record, "objects");
  g_autofree char *kind = suy_workspace_format_value (
      self, suy_register_find (suy_record_get_register (record), "kind"),
      suy_record_get (record, suy_register_find (suy_record_get_register (record), "kind")),
      "zh_CN");
  const char *day = suy_look_text (record, "published_on"),
             *on = suy_look_text (record, "pooled_on");

  g_string_append_printf (text, "“双随机、一公开”抽查结果公示\n\n%s（%s）\n",
                          suy_look_text (record, "name"), kind);
  g_string_append_printf (text, "名录：%s 建库，对象 %u 家；抽取 %u 家。\n", on == NULL ? "" : on,
                          g_strv_length (pool), g_strv_length (objects));
  g_string_append_printf (text, "抽取方法 %s，种子 %s，名录校验值 %s。\n\n",
                          suy_look_text (record, "algorithm"), suy_look_text (record, "seed"),
                          suy_look_text (record, "pool_hash"));
  add_objects (self, record, text);
  g_string_append_printf (text, "\n公示日期：%s\n", day == NULL ? self->today : day);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- results ---- */

char *
suy_sampling_get_result (const SuyRecord *record, const char *key)
{
  g_auto (GStrv) lines = suy_look_list (record, "results");

  return g_strdup (result_of (lines, key));
}

/* The text that is given for an object, or NULL. */
static const char *
given_for (const char *const *results, const char *key)
{
  gsize n = strlen (key);
  const char *text = NULL;

  for (guint i = 0; results[i] != NULL; i++)
    if (strncmp (results[i], key, n) == 0 && results[i][n] == '=')
      text = results[i] + n + 1;

  return text;
}

static gboolean
are_of_objects (GStrv keys, const char *const *results, GError **error)
{
  for (guint i = 0; results[i] != NULL; i++)
    {
      const char *equals = strchr (results[i], '=');
      g_autofree char *key =
          equals == NULL ? NULL : g_strndup (results[i], (gsize) (equals - results[i]));

      if (key != NULL && g_strv_contains ((const char *const *) keys, key))
        continue;
      g_set_error (
          error, SUY_ERROR, SUY_ERROR_INVALID,
          _ ("“%s” is no result: write KEY=TEXT with the key of an object that was drawn."),
          results[i]);
      return FALSE;
    }

  return TRUE;
}

gboolean
suy_sampling_set_results (const SuyRecord *record,
                          SuyRecord *changes,
                          const char *const *results,
                          GError **error)
{
  g_auto (GStrv) keys = suy_look_list (record, "objects");
  g_auto (GStrv) kept = suy_look_list (record, "results"), lines = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *list = NULL;

  if (!are_of_objects (keys, results, error))
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *text = given_for (results, keys[i]);
      const char *old = text == NULL ? result_of (kept, keys[i]) : text;
      g_autofree char *line = g_strdup_printf ("%s: %s", keys[i], old);

      if (*old != '\0')
        g_strv_builder_add (builder, line);
    }
  lines = g_strv_builder_end (builder);
  list = suy_look_format_list ((const char *const *) lines);
  suy_record_set_text (changes, "results", list);

  return TRUE;
}
