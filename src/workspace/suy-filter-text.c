/* suy-filter-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-filter-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"

static gboolean
parse_filter (SuyWorkspace *workspace,
              const SuyRegister *reg,
              const char *text,
              SuyFilter *filter,
              GError **error)
{
  gsize length = strcspn (text, "=!<>~");
  g_autofree char *name = g_strndup (text, length);
  const char *value = text + length;

  filter->field = suy_register_find (reg, name);
  if (filter->field == NULL || *value == '\0' || (*value == '!' && value[1] != '='))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                   _ ("“%s”: write FIELD=VALUE (or != < > ~) with a field of %s."), text,
                   reg->name);
      return FALSE;
    }

  filter->kind = *value == '='   ? SUY_FILTER_EQUAL
                 : *value == '!' ? SUY_FILTER_NOT_EQUAL
                 : *value == '<' ? SUY_FILTER_LESS
                 : *value == '>' ? SUY_FILTER_GREATER
                                 : SUY_FILTER_CONTAINS;
  value += *value == '!' ? 2 : 1;
  if (*value == '\0')
    {
      filter->kind = filter->kind == SUY_FILTER_NOT_EQUAL ? SUY_FILTER_NOT_NULL : SUY_FILTER_NULL;
      return TRUE;
    }
  if (filter->kind == SUY_FILTER_CONTAINS)
    {
      filter->value = SUY_TEXT (g_strdup (value));
      return TRUE;
    }

  return suy_workspace_parse_value (workspace, filter->field, value, &filter->value, error);
}

static void
filter_clear (gpointer data)
{
  suy_value_clear (&((SuyFilter *) data)->value);
}

GArray *
suy_filter_parse (SuyWorkspace *workspace, const SuyRegister *reg, char **texts, GError **error)
{
  g_autoptr (GArray) filters = g_array_new (FALSE, TRUE, sizeof (SuyFilter));

  g_array_set_clear_func (filters, filter_clear);
  for (; texts != NULL && *texts != NULL; texts++)
    {
      SuyFilter filter = { 0 };

      if (!parse_filter (workspace, reg, *texts, &filter, error))
        return NULL;
      g_array_append_val (filters, filter);
    }

  return g_steal_pointer (&filters);
}
