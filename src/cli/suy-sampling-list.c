/* suy-sampling-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sampling-list.h"

#include <glib/gi18n.h>

#include "suy-sampling.h"
#include "suy-table.h"

#define STAND_INS 3 /* as many of those who stand in are shown */

static char *
title_of (SuyWorkspace *workspace, const char *key, const char *means)
{
  g_autoptr (SuyRecord) record = suy_sampling_get_object (workspace, key, means);
  const SuyRegister *reg = record == NULL ? NULL : suy_record_get_register (record);

  return record == NULL || reg->title == NULL
             ? NULL
             : suy_workspace_format_value (workspace, reg->title,
                                           suy_record_get (record, reg->title),
                                           g_get_language_names ()[0]);
}

static char *
officers_of (const SuySampling *sampling, guint object)
{
  g_autofree char *line = suy_draw_format_team (sampling->deal, object, "",
                                                (const char *const *) sampling->officer_order);

  return g_strdup (g_str_has_prefix (line, ": ") ? line + 2 : line);
}

static void
add_rows (SuyTable *table, SuyWorkspace *workspace, const SuySampling *sampling)
{
  guint n = g_strv_length (sampling->order);

  for (guint i = 0; i < MIN (n, sampling->n_drawn + STAND_INS); i++)
    {
      g_autofree char *title = title_of (workspace, sampling->order[i], sampling->kind->means);
      g_autofree char *officers =
          i < sampling->n_drawn && sampling->deal != NULL ? officers_of (sampling, i) : NULL;

      suy_table_add_row (table, NULL);
      suy_table_add_integer (table, i + 1);
      suy_table_add_text (table, i < sampling->n_drawn ? "drawn" : "stand_in");
      suy_table_add_text (table, sampling->order[i]);
      suy_table_add_text (table, title);
      suy_table_add_text (table, officers);
    }
}

/* What is drawn and what is said of it. */
typedef struct
{
  SuyTable *table;
  gboolean plain; /* for programs */
} Report;

static void
add_note (const Report *report, const char *name, const char *label, const char *text)
{
  g_autofree char *line = report->plain ? g_strdup (text) : g_strdup_printf ("%s: %s", label, text);

  suy_table_add_note (report->table, name, line);
}

static void
add_replaced (const Report *report, const SuySampling *sampling)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = sampling->deal == NULL ? 0 : sampling->deal->passed->len;

  for (guint i = 0; i < n; i++)
    {
      const SuyDrawPassed *passed = &g_array_index (sampling->deal->passed, SuyDrawPassed, i);
      SuyInterest why = g_array_index (sampling->why, SuyInterest, i);
      g_autofree char *line = suy_draw_format_passed (passed, sampling->order[passed->object],
                                                      (const char *const *) sampling->officer_order,
                                                      suy_interest_describe (why));

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "; ", line);
    }
  if (text->len > 0)
    add_note (report, "replaced", _ ("Replaced"), text->str);
}

/* A field of the record, where it has one. */
static void
add_field (const Report *report, SuyWorkspace *workspace, const SuyRecord *record, const char *name)
{
  const char *language = g_get_language_names ()[0];
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);
  const SuyValue *value = field == NULL ? NULL : suy_record_get (record, field);
  g_autofree char *text = NULL;

  if (value == NULL || value->type != SUY_VALUE_TEXT)
    return;
  text = report->plain ? g_strdup (value->text)
                       : suy_workspace_format_value (workspace, field, value, language);
  add_note (report, name, suy_label_get (&field->label, language), text);
}

gboolean
suy_sampling_list_print (SuyWorkspace *workspace,
                         const SuyRecord *record,
                         const char *format,
                         GError **error)
{
  g_autoptr (SuySampling) sampling = suy_sampling_new (workspace, record, SUY_SAMPLING_MAIN, error);
  g_autofree char *hash = sampling == NULL ? NULL : suy_sampling_hash (record, error);
  g_autoptr (SuyTable) table =
      suy_table_new ("draw", "place", SUY_COLUMN_NUMBER, "what", SUY_COLUMN_TEXT, "key",
                     SUY_COLUMN_TEXT, "title", SUY_COLUMN_TEXT, "officers", SUY_COLUMN_TEXT, NULL);
  const Report report = { table, g_strcmp0 (format, "json") == 0 };

  if (hash == NULL)
    return FALSE;
  add_rows (table, workspace, sampling);
  suy_table_add_count (table, "population", _ ("Listed"), g_strv_length (sampling->order));
  suy_table_add_count (table, "drawn", _ ("Drawn"), sampling->n_drawn);
  add_note (&report, "algorithm", _ ("Algorithm"), SUY_DRAW_ALGORITHM);
  add_field (&report, workspace, record, "seed");
  add_note (&report, "hash", _ ("Checksum"), hash);
  add_field (&report, workspace, record, "pool_filter");
  add_field (&report, workspace, record, "state");
  add_replaced (&report, sampling);
  if (suy_record_get_id (record) != 0)
    add_note (&report, "reproduced", _ ("The record holds just this draw"),
              suy_sampling_is_reproduced (sampling, record) ? "yes" : "no");
  suy_table_print (table, format);

  return TRUE;
}
