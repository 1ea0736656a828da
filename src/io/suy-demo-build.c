/* suy-demo-build.c: records and moves of the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdarg.h>

#include "suy-date.h"
#include "suy-demo-private.h"

#define US_PER_MINUTE G_GINT64_CONSTANT (60000000)

gint64
suy_demo_new_id (SuyDemo *self)
{
  /* 32 bits seconds, 20 device, 11 counter: the counter carries into the seconds. */
  gint64 id = self->next_id++;

  if ((self->next_id & 0x7ff) == 0)
    self->next_id += (G_GINT64_CONSTANT (1) << 31) - 0x800;

  return id;
}

GPtrArray *
suy_demo_get_list (SuyDemo *self, const char *reg)
{
  GPtrArray *list = g_hash_table_lookup (self->lists, reg);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->lists, g_strdup (reg), list);
    }

  return list;
}

const char *
suy_demo_keep (SuyDemo *self, const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const (self->strings, text);
}

SuyRecord *
suy_demo_add (SuyDemo *self, const char *reg, const char *code)
{
  const SuyRegister *kind = suy_catalog_find (self->catalog, reg);
  SuyRecord *record;

  g_assert (kind != NULL);
  record = suy_record_new (kind);
  suy_record_set_id (record, suy_demo_new_id (self));
  if (code != NULL)
    {
      gint64 *id = g_new (gint64, 1);

      *id = suy_record_get_id (record);
      suy_record_set_text (record, "code", code);
      g_hash_table_insert (self->ids, g_strdup_printf ("%s:%s", reg, code), id);
    }
  g_ptr_array_add (suy_demo_get_list (self, reg), record);

  return record;
}

gint64
suy_demo_find (SuyDemo *self, const char *reg, const char *code)
{
  g_autofree char *key = g_strdup_printf ("%s:%s", reg, code);
  const gint64 *id = g_hash_table_lookup (self->ids, key);

  return id == NULL ? 0 : *id;
}

void
suy_demo_set_flag (SuyRecord *record, const char *field, gboolean value)
{
  suy_record_set_integer (record, field, value ? 1 : 0);
}

void
suy_demo_set_strv (SuyRecord *record, const char *field, const char *const *words)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; words[i] != NULL; i++)
    json_builder_add_string_value (builder, words[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  suy_record_set_text (record, field, text);
}

void
suy_demo_set_list (SuyRecord *record, const char *field, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const char *word;
  va_list args;

  va_start (args, field);
  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, NULL);
  suy_demo_set_strv (record, field, (const char *const *) words->pdata);
}

gint
suy_demo_day (const char *date)
{
  return (gint) suy_date_get_day (date);
}

gint64
suy_demo_time (gint day, guint minute)
{
  return ((gint64) day * 24 * 60 + minute - SUY_DATE_CHINA_OFFSET) * US_PER_MINUTE;
}

char *
suy_demo_day_text (gint day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) day * 86400);

  return g_date_time_format (date, "%Y-%m-%d");
}

void
suy_demo_set_day (SuyRecord *record, const char *field, gint day)
{
  g_autofree char *text = suy_demo_day_text (day);

  suy_record_set_text (record, field, text);
}

void
suy_demo_set_time (SuyRecord *record, const char *field, gint64 at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%S.000Z");

  suy_record_set_text (record, field, text);
}

void
suy_demo_move (SuyDemo *self,
               const SuyRecord *record,
               const char *name,
               const SuyDemoPerson *actor,
               gint64 at,
               const char *note,
               const char *evidence)
{
  SuyDemoMove move = { suy_record_get_register (record)->name,
                       suy_record_get_id (record),
                       name,
                       actor->id,
                       actor->role,
                       at,
                       suy_demo_keep (self, note),
                       evidence,
                       NULL };

  g_array_append_val (self->moves, move);
}

SuyRecord *
suy_demo_change (SuyDemo *self, const SuyRecord *record)
{
  SuyDemoMove *last = &g_array_index (self->moves, SuyDemoMove, self->moves->len - 1);
  SuyRecord *changes = suy_record_new (suy_record_get_register (record));

  suy_record_set_id (changes, suy_record_get_id (record));
  g_ptr_array_add (self->changes, changes);
  last->changes = changes;

  return changes;
}

gboolean *
suy_demo_choose (SuyDemoRandom *random, guint n, guint k)
{
  g_autofree guint32 *order = g_new (guint32, n);
  gboolean *chosen = g_new0 (gboolean, n);

  g_assert (k <= n);
  suy_demo_random_order (random, order, n);
  for (guint i = 0; i < k; i++)
    chosen[order[i]] = TRUE;

  return chosen;
}
