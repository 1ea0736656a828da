/* suy-titles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-titles.h"

#include <string.h>

#include "suy-id.h"
#include "suy-settings.h"

struct _SuyTitles
{
  GObject parent_instance;

  SuyWorkspace *workspace; /* not kept: it keeps this */
  GHashTable *by_register; /* SuyRegister to a table of id to title */
};

G_DEFINE_FINAL_TYPE (SuyTitles, suy_titles, G_TYPE_OBJECT)

static void
on_changed (SuyTitles *self, const char *layer)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);

  g_hash_table_remove (self->by_register, reg);
}

static void
suy_titles_finalize (GObject *object)
{
  g_hash_table_unref (SUY_TITLES (object)->by_register);

  G_OBJECT_CLASS (suy_titles_parent_class)->finalize (object);
}

static void
suy_titles_class_init (SuyTitlesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_titles_finalize;
}

static void
suy_titles_init (SuyTitles *self)
{
  self->by_register = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                             (GDestroyNotify) g_hash_table_unref);
}

SuyTitles *
suy_titles_of (SuyWorkspace *workspace)
{
  SuyTitles *self = g_object_get_data (G_OBJECT (workspace), "suy-titles");

  if (self != NULL)
    return self;

  self = g_object_new (SUY_TYPE_TITLES, NULL);
  self->workspace = workspace;
  g_object_set_data_full (G_OBJECT (workspace), "suy-titles", self, g_object_unref);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (on_changed), self);

  return self;
}

static GHashTable *
table_of (SuyTitles *self, const SuyRegister *target)
{
  GHashTable *table = g_hash_table_lookup (self->by_register, target);

  if (table == NULL)
    {
      table = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
      g_hash_table_insert (self->by_register, (gpointer) target, table);
    }

  return table;
}

static void
keep (GHashTable *table, gint64 id, char *title)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  g_hash_table_replace (table, key, title);
}

char *
suy_titles_of_record (SuyTitles *self, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const SuyValue *title = reg->title == NULL ? NULL : suy_record_get (record, reg->title);
  const char *code;

  if (title != NULL && title->type != SUY_VALUE_NULL)
    return suy_workspace_format_value (self->workspace, reg->title, title,
                                       suy_settings_get_language ());
  code = suy_record_get_text (record, "code");

  return code != NULL && *code != '\0'
             ? g_strdup (code)
             : g_strdup_printf ("#%" G_GINT64_FORMAT, suy_record_get_id (record));
}

static void
look_up (SuyTitles *self, const SuyRegister *target, GArray *ids)
{
  GHashTable *table = table_of (self, target);
  g_autoptr (GPtrArray) records =
      suy_store_get_many (suy_workspace_get_store (self->workspace), target,
                          (const gint64 *) (const void *) ids->data, ids->len, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const SuyRecord *record = records == NULL ? NULL : records->pdata[i];

      keep (table, id,
            record == NULL ? g_strdup_printf ("#%" G_GINT64_FORMAT, id)
                           : suy_titles_of_record (self, record));
    }
}

static const SuyRegister *
target_of (SuyTitles *self, const SuyField *field)
{
  return suy_catalog_find (suy_workspace_get_catalog (self->workspace), field->target);
}

void
suy_titles_load (SuyTitles *self, const SuyField *field, GPtrArray *records)
{
  const SuyRegister *target = target_of (self, field);
  GHashTable *table = table_of (self, target);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) wanted = g_hash_table_new (suy_id_hash, g_int64_equal);

  for (guint i = 0; i < records->len; i++)
    {
      const SuyValue *value =
          records->pdata[i] == NULL ? NULL : suy_record_get (records->pdata[i], field);

      if (value == NULL || value->type != SUY_VALUE_INTEGER ||
          g_hash_table_contains (table, &value->integer) ||
          !g_hash_table_add (wanted, (gpointer) &value->integer))
        continue;
      g_array_append_val (ids, value->integer);
    }
  if (ids->len > 0)
    look_up (self, target, ids);
}

static char *
format_link (SuyTitles *self, const SuyField *field, gint64 id)
{
  const SuyRegister *target = target_of (self, field);
  const char *title = g_hash_table_lookup (table_of (self, target), &id);

  if (title == NULL)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_array_append_val (ids, id);
      look_up (self, target, ids);
      title = g_hash_table_lookup (table_of (self, target), &id);
    }

  return g_strdup (title);
}

/* Basis points are stored; people read per cent, of a lag (what is left of a difference) points.
 * Cut, not rounded: what is shown has not been passed. */
static char *
format_bp (const SuyField *field, gint64 bp)
{
  const char *unit = strcmp (field->name, "lag_bp") == 0 ? "" : " %";

  return bp % 100 == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "%s", bp / 100, unit)
                       : g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "%s", bp / 100,
                                          bp / 10 % 10, unit);
}

char *
suy_titles_format (SuyTitles *self, const SuyField *field, const SuyValue *value)
{
  if (value->type == SUY_VALUE_NULL)
    return g_strdup ("");
  if (field->type == SUY_FIELD_LINK && value->type == SUY_VALUE_INTEGER)
    return format_link (self, field, value->integer);
  if (g_strcmp0 (field->unit, "bp") == 0 && value->type == SUY_VALUE_INTEGER)
    return format_bp (field, value->integer);

  return suy_field_format (field, value, suy_settings_get_language ());
}

char *
suy_titles_get_link (SuyTitles *self, const SuyRecord *record, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (record), name);

  return field == NULL ? g_strdup ("")
                       : suy_titles_format (self, field, suy_record_get (record, field));
}
