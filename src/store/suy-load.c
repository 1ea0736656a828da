/* suy-load.c: many records at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-error.h"
#include "suy-log.h"
#include "suy-rtree-pack.h"
#include "suy-schema.h"
#include "suy-store-private.h"

/* Packing pays when the new rows are more than this part of those that stand already. */
#define PACK_PART 50

typedef struct
{
  SuyStore *store;
  const SuyRegister *reg;
  char *insert, *log; /* SQL for each row */
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
log_row (Load *load, gint64 row, gboolean is_new, GError **error)
{
  SuyStore *self = load->store;

  if (is_new)
    return suy_connection_do (self->connection, error, load->log, "ii", row, self->command.number);

  return suy_log_add_row (self->connection, load->reg, row, self->command.number, error);
}

static gboolean
add_record (Load *load, SuyRecord *record, GError **error)
{
  SuyStore *self = load->store;
  gboolean is_new = load->is_first || suy_record_get_id (record) == 0;

  if (suy_record_get_register (record) != load->reg)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "A record of “%s” came among those of “%s”",
                   suy_record_get_register (record)->name, load->reg->name);
      return FALSE;
    }
  if (suy_record_get_id (record) == 0)
    suy_record_set_id (record, suy_store_new_id (self));
  if (!suy_row_check (record, error) ||
      !suy_row_insert (self->connection, load->insert, record, error) ||
      !log_row (load, suy_record_get_id (record), is_new, error) ||
      !suy_search_add (self, record, error))
    return FALSE;

  note_place (load, record);
  return TRUE;
}

static gboolean
look_at_log (Load *load, GError **error)
{
  gint64 known;

  if (!suy_connection_get_integer (load->store->connection, &known, error,
                                   "SELECT EXISTS (SELECT 1 FROM suy_operation WHERE tbl = ?1)",
                                   "i", (gint64) load->reg->number))
    return FALSE;
  load->is_first = known == 0;

  return TRUE;
}

static gboolean
add_all (Load *load, SuyStoreNext next, gpointer user_data, GError **error)
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
  g_autofree char *insert = suy_row_make_insert (reg);
  g_autofree char *log = suy_log_make_new_row (reg);
  Load load = { self, reg, insert, log, FALSE, NULL, SUY_BOX_EMPTY };
  g_autoptr (GPtrArray) triggers = suy_schema_get_triggers (reg);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (SuyRtreeEntry));
  gint64 last;

  if (!suy_store_check_command (self, error) || !suy_search_get_last (self, &last, error) ||
      !suy_connection_run (self->connection, "SAVEPOINT load", error))
    return FALSE;

  load.entries = entries;
  if (look_at_log (&load, error) && drop_triggers (&load, triggers, error) &&
      add_all (&load, next, user_data, error) &&
      (reg->geometry == SUY_GEOMETRY_NONE || index_places (&load, error)) &&
      suy_search_index (self, last, error) && make_triggers (&load, triggers, error) &&
      suy_connection_run (self->connection, "RELEASE load", error))
    {
      suy_store_mark_box (self, reg, &load.box);
      return TRUE;
    }

  suy_connection_run (self->connection, "ROLLBACK TO load; RELEASE load", NULL);
  return FALSE;
}
