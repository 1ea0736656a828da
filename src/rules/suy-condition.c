/* suy-condition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-condition.h"

#include <string.h>

#include "suy-date.h"
#include "suy-json.h"

#define LENGTH_OF_YEAR 4 /* "2026" */

static void
condition_clear (gpointer data)
{
  SuyCondition *condition = data;

  g_free (condition->field);
  g_strfreev (condition->values);
}

GArray *
suy_conditions_new (void)
{
  GArray *self = g_array_new (FALSE, TRUE, sizeof (SuyCondition));

  g_array_set_clear_func (self, condition_clear);

  return self;
}

gboolean
suy_conditions_read (GArray *self, const SuyJsonPlace *at, const char *key, GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (!suy_json_read_texts (at, key, &texts, error))
    return FALSE;
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      const char *equals = strchr (texts[i], '=');
      gboolean differs = equals != NULL && equals > texts[i] && equals[-1] == '!';
      SuyCondition condition = { NULL, differs, NULL };

      if (equals == NULL || equals - differs == texts[i])
        return suy_json_fail (at, error, "“%s” is no condition like “field=value|value”", texts[i]);
      condition.field = g_strndup (texts[i], (gsize) (equals - differs - texts[i]));
      condition.values = g_strsplit (equals + 1, "|", -1);
      if (condition.values[0] == NULL) /* of "field=": an empty cell */
        {
          g_strfreev (condition.values);
          condition.values = g_strdupv ((char *[]){ (char *) "", NULL });
        }
      g_array_append_val (self, condition);
    }

  return TRUE;
}

static gboolean
is_of_this_year (const char *text, gint64 now)
{
  g_autofree char *today = suy_date_from_day (suy_date_day_of_moment (now));

  return strncmp (text, today, LENGTH_OF_YEAR) == 0;
}

static gboolean
holds (const SuyCondition *self, const SuyValue *value, gint64 now)
{
  g_autofree char *text = value == NULL ? g_strdup ("") : suy_value_to_string (value);
  gboolean found = FALSE;

  for (guint i = 0; self->values[i] != NULL && !found; i++)
    found = g_str_equal (self->values[i], "this_year") ? is_of_this_year (text, now)
                                                       : g_str_equal (self->values[i], text);

  return found != self->differs;
}

gboolean
suy_conditions_hold (const GArray *self, SuyConditionCell cell, gpointer data, gint64 now)
{
  for (guint i = 0; i < self->len; i++)
    {
      const SuyCondition *condition = &g_array_index (self, SuyCondition, i);

      if (!holds (condition, cell (condition->field, data), now))
        return FALSE;
    }

  return TRUE;
}

const SuyValue *
suy_condition_cell_of_record (const char *name, gpointer record)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);

  return field == NULL ? NULL : suy_record_get (record, field);
}
