/* suy-load.c: many records at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-batch.h"
#include "suy-due.h"
#include "suy-error.h"
#include "suy-image.h"
#include "suy-log.h"
#include "suy-rtree-pack.h"
#include "suy-schema.h"

/* Search texts of so many rows are written at once, since a few thousands cost little. */
#define TEXTS_AT_ONCE 4096

/* Packing pays when the new rows are more than this part of those that stand already. */
#define PACK_PART 50

typedef struct
{
  SuyStore *store;
  const SuyRegister *reg;
  SuyStatement *row, *text; /* one of each for a record */
  guint8 *filled;           /* by field, of suy_row_bind() */
  SuyBatchWriter *batches;
  GString *image, *body;
  gint64 seq;         /* of the last operation */
  guint n_texts;      /* search texts written */
  gsize n_bytes;      /* of them */
  gint64 first, last; /* ids of those left to be written, if first <= last */
  gboolean is_empty;  /* the table has no row yet */
  gboolean is_first;  /* the log knows no row of this register */
  GArray *entries;    /* (element-type SuyRtreeEntry): of the new rows */
  SuyBox box;
} Load;

static gboolean
drop_triggers (Load *load, GPtrArray *triggers, GError **error)
{
  for (guint i = 0; i < triggers->len; i++)
    {
      const SuyTrigger *trigger = g_ptr_array_index (triggers, i);
      g_autofree char *sql = g_strdup_printf ("DROP TRIGGER \"%s\"", trigger->name);

      if (!suy_connection_run (load->store->connection, sql, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
make_triggers (Load *load, GPtrArray *triggers, GError **error)
{
  for (guint i = 0; i < triggers->len; i++)
    {
      const SuyTrigger *trigger = g_ptr_array_index (triggers, i);

      if (!suy_connection_run (load->store->connection, trigger->sql, error))
        return FALSE;
    }

  return TRUE;
}

static void
note_place (Load *load, const SuyRecord *record)
{
  SuyGeometry *geometry = suy_record_get_geometry (record);
  SuyBox box;
  SuyRtreeEntry entry;

  if (geometry == NULL)
    return;
  box = suy_shape_get_box (suy_geometry_get_shape (geometry));
  if (suy_box_is_empty (&box))
    return;

  entry =
      suy_rtree_entry (suy_record_get_id (record), suy_degrees (box.min_x), suy_degrees (box.max_x),
                       suy_degrees (box.min_y), suy_degrees (box.max_y));
  g_array_append_val (load->entries, entry);
  suy_box_add (&load->box, &box);
}

/* A row that never was needs no look at what it replaces. */
static gboolean
log_row (Load *load,
         const SuyRecord *record,
         const SuyRowPlace *place,
         gboolean is_new,
         GError **error)
{
  SuyStore *self = load->store;
  SuyBatchItem item;

  load->seq++;
  if (!is_new)
    return suy_batch_writer_flush (load->batches, error) &&
           suy_log_add_row (self->connection, load->reg, suy_record_get_id (record),
                            self->command.number, error);

  suy_image_write (load->image, record);
  item.image = load->image->str;
  item.image_size = load->image->len;
  item.place = suy_row_place_get (place, &item.place_size);

  return suy_batch_writer_add (load->batches, load->seq, suy_record_get_id (record), &item, error);
}

static gboolean
add_text (Load *load, const SuyRecord *record, gboolean is_new, GError **error)
{
  gint64 id = suy_record_get_id (record);

  if (is_new && load->n_texts >= TEXTS_AT_ONCE)
    {
      load->first = MIN (load->first, id);
      load->last = MAX (load->last, id);
      return TRUE;
    }

  load->n_texts++;
  if (!suy_search_put (load->store, load->text, record, load->body, error))
    return FALSE;
  load->n_bytes += load->body->len;

  return TRUE;
}

static gboolean
index_texts (Load *load, gint64 last_text, GError **error)
{
  return suy_search_index (load->store, last_text, load->n_bytes, error) &&
         (load->first > load->last ||
          suy_due_add (load->store, load->reg, load->first, load->last, error));
}

static gboolean
add_record (Load *load, SuyRecord *record, GError **error)
{
  SuyStore *self = load->store;
  gboolean is_new = load->is_first || suy_record_get_id (record) == 0;
  g_auto (SuyRowPlace) place = { 0 };

  if (suy_record_get_register (record) != load->reg)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "A record of “%s” came among those of “%s”",
                   suy_record_get_register (record)->name, load->reg->name);
      return FALSE;
    }
  if (suy_record_get_id (record) == 0)
    suy_record_set_id (record, suy_store_new_id (self));
  if (!suy_row_check (record, error) ||
      !suy_row_bind (load->row, record, &place, load->filled, error) ||
      !suy_connection_put (self->connection, load->row, error) ||
      !log_row (load, record, &place, is_new, error) || !add_text (load, record, is_new, error))
    return FALSE;

  note_place (load, record);
  return TRUE;
}

static gboolean
look_at_log (Load *load, GError **error)
{
  g_autofree char *any = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM \"%s\")", load->reg->name);
  gint64 known, filled;

  if (!suy_connection_get_integer (load->store->connection, &filled, error, any, ""))
    return FALSE;
  load->is_empty = filled == 0;

  if (!suy_connection_get_integer (load->store->connection, &known, error,
                                   "SELECT EXISTS (SELECT 1 FROM suy_operation WHERE tbl = ?1)",
                                   "i", (gint64) load->reg->number))
    return FALSE;
  load->is_first = known == 0;

  return suy_connection_get_integer (
      load->store->connection, &load->seq, error,
      "SELECT coalesce(max(seq), 0) FROM suy_operation WHERE rep = ?1", "i",
      load->store->command.rep);
}

static gboolean
add_each (Load *load, SuyStoreNext next, gpointer user_data, GError **error)
{
  GError *own = NULL;

  for (;;)
    {
      g_autoptr (SuyRecord) record = next (user_data, &own);

      if (own != NULL)
        {
          g_propagate_error (error, own);
          return FALSE;
        }
      if (record == NULL)
        return TRUE;
      if (!add_record (load, record, error))
        return FALSE;
    }
}

static gboolean
add_all (Load *load, SuyStoreNext next, gpointer user_data, GError **error)
{
  SuyConnection *connection = load->store->connection;
  g_autofree char *sql = suy_row_make_insert (load->reg);
  g_autoptr (SuyStatement) row = suy_connection_query (connection, error, sql, "");
  g_autoptr (SuyStatement) text = row == NULL ? NULL : suy_search_query_add (load->store, error);
  g_autoptr (SuyBatchWriter) batches = suy_batch_writer_new (
      connection, load->store->command.rep, load->store->command.number, load->reg->number);
  g_autofree guint8 *filled = g_new0 (guint8, load->reg->fields->len + 1);
  g_autoptr (GString) image = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);

  if (text == NULL)
    return FALSE;

  load->row = row;
  sqlite3_clear_bindings (row);
  load->filled = filled;
  load->batches = batches;
  load->text = text;
  load->image = image;
  load->body = body;

  return add_each (load, next, user_data, error) && suy_batch_writer_flush (batches, error);
}

static gboolean
run_all (Load *load, GStrv statements, GError **error)
{
  for (guint i = 0; statements[i] != NULL; i++)
    if (!suy_connection_run (load->store->connection, statements[i], error))
      return FALSE;

  return TRUE;
}

/* Codes and links come in any order, so that sorting them at the end is cheaper than finding a
 * place for each; not so where there are many already. */
static gboolean
add_with_indexes (Load *load, SuyStoreNext next, gpointer user_data, GError **error)
{
  g_auto (GStrv) drop = suy_schema_drop_indexes (load->reg);
  g_auto (GStrv) make = suy_schema_make_indexes (load->reg);

  if (!load->is_empty)
    return add_all (load, next, user_data, error);

  return run_all (load, drop, error) && add_all (load, next, user_data, error) &&
         run_all (load, make, error);
}

static gboolean
insert_entries (Load *load, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO \"rtree_%s_geom\" VALUES (?1, ?2, ?3, ?4, ?5)", load->reg->name);

  for (guint i = 0; i < load->entries->len; i++)
    {
      const SuyRtreeEntry *entry = &g_array_index (load->entries, SuyRtreeEntry, i);

      if (!suy_connection_do (load->store->connection, error, sql, "idddd", entry->id,
                              (double) entry->min_x, (double) entry->max_x, (double) entry->min_y,
                              (double) entry->max_y))
        return FALSE;
    }

  return TRUE;
}

/* The boxes that stand in the RTree already are packed again with the new ones. */
static gboolean
read_entries (Load *load, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT id, minx, maxx, miny, maxy FROM \"rtree_%s_geom\"", load->reg->name);
  g_autoptr (SuyStatement) statement =
      suy_connection_query (load->store->connection, error, sql, "");
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (load->store->connection, statement, &own))
    {
      SuyRtreeEntry entry = suy_rtree_entry (
          sqlite3_column_int64 (statement, 0), sqlite3_column_double (statement, 1),
          sqlite3_column_double (statement, 2), sqlite3_column_double (statement, 3),
          sqlite3_column_double (statement, 4));

      g_array_append_val (load->entries, entry);
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
index_places (Load *load, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM \"rtree_%s_geom_rowid\"", load->reg->name);
  gint64 n;

  if (load->entries->len == 0)
    return TRUE;
  if (!suy_connection_get_integer (load->store->connection, &n, error, sql, ""))
    return FALSE;
  if (load->entries->len < n / PACK_PART)
    return insert_entries (load, error);

  return read_entries (load, error) &&
         suy_rtree_pack (load->store->connection, load->reg->name, load->entries, error);
}

gboolean
suy_store_load (SuyStore *self,
                const SuyRegister *reg,
                SuyStoreNext next,
                gpointer user_data,
                GError **error)
{
  Load load = { .store = self,
                .reg = reg,
                .first = G_MAXINT64,
                .last = G_MININT64,
                .box = SUY_BOX_EMPTY };
  g_autoptr (GPtrArray) triggers = suy_schema_get_triggers (reg);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (SuyRtreeEntry));
  gint64 last;

  if (!suy_store_check_command (self, error) || !suy_search_get_last (self, &last, error) ||
      !suy_connection_run (self->connection, "SAVEPOINT load", error))
    return FALSE;

  load.entries = entries;
  if (look_at_log (&load, error) && drop_triggers (&load, triggers, error) &&
      add_with_indexes (&load, next, user_data, error) &&
      (reg->geometry == SUY_GEOMETRY_NONE || index_places (&load, error)) &&
      index_texts (&load, last, error) && make_triggers (&load, triggers, error) &&
      suy_connection_run (self->connection, "RELEASE load", error))
    {
      suy_store_mark_box (self, reg, &load.box);
      return TRUE;
    }

  suy_connection_run (self->connection, "ROLLBACK TO load; RELEASE load", NULL);
  return FALSE;
}
