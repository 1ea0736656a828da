/* suy-verify.c: is everything in the file as it should be?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-batch.h"
#include "suy-due.h"
#include "suy-error.h"
#include "suy-log.h"
#include "suy-schema-check.h"
#include "suy-schema.h"
#include "suy-store-private.h"

#define MAX_FINDINGS 1000 /* of one kind; the rest is counted in one more */

typedef gboolean (*Check) (SuyStore *self,
                           const SuyRegister *reg,
                           GArray *findings,
                           GError **error);

static gboolean
check_schema (SuyStore *self, GArray *findings, GError **error)
{
  g_autoptr (SuySchemaCheck) check = suy_schema_check_new (self->connection, self->catalog, error);

  if (check == NULL)
    return FALSE;
  for (guint i = 0; i < check->findings->len; i++)
    {
      const SuyFinding *finding = &g_array_index (check->findings, SuyFinding, i);

      suy_finding_add (findings, finding->name, g_strdup (finding->text));
    }

  return TRUE;
}

/* One finding for each row of @sql, whose first column is text for @format's only %s. */
static gboolean
list_rows (SuyStore *self,
           GArray *findings,
           const char *name,
           const char *sql,
           const char *before,
           const char *after,
           GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query (self->connection, error, sql, "");
  GError *own = NULL;
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  for (; suy_connection_step (self->connection, statement, &own); n++)
    if (n < MAX_FINDINGS)
      suy_finding_add (
          findings, name,
          g_strconcat (before, (const char *) sqlite3_column_text (statement, 0), after, NULL));
  if (n > MAX_FINDINGS)
    suy_finding_add (findings, name, g_strdup_printf ("and %u more", n - MAX_FINDINGS));
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
check_pages (SuyStore *self, GArray *findings, GError **error)
{
  return list_rows (self, findings, "fileDamaged",
                    "SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'", "",
                    "; open the latest backup", error);
}

static gboolean
check_unsealed (SuyStore *self, GArray *findings, GError **error)
{
  return list_rows (self, findings, "outsideEdit",
                    "SELECT count(*) FROM suy_operation WHERE cmd IS NULL HAVING count(*) > 0",
                    "Another program made changes that are not sealed yet (",
                    " operations); open the file for writing once", error);
}

static gboolean
check_rtree (SuyStore *self, const SuyRegister *reg, GArray *findings, GError **error)
{
  g_autofree char *check = g_strdup_printf ("SELECT rtreecheck('rtree_%s_geom')", reg->name);
  g_autofree char *count =
      g_strdup_printf ("SELECT (SELECT count(*) FROM \"%s\" WHERE geom IS NOT NULL AND NOT"
                       " ST_IsEmpty(geom)) - (SELECT count(*) FROM \"rtree_%s_geom_rowid\")",
                       reg->name, reg->name);
  g_autofree char *answer = NULL;
  gint64 difference;

  if (reg->geometry == SUY_GEOMETRY_NONE)
    return TRUE;
  if (!suy_connection_get_text (self->connection, &answer, error, check, "") ||
      !suy_connection_get_integer (self->connection, &difference, error, count, ""))
    return FALSE;

  if (g_strcmp0 (answer, "ok") != 0)
    suy_finding_add (
        findings, "indexDamaged",
        g_strdup_printf ("The index of places of “%s” is damaged (%s); open the latest "
                         "backup",
                         reg->name, answer));
  else if (difference != 0)
    suy_finding_add (findings, "indexIncomplete",
                     g_strdup_printf ("The index of places of “%s” lacks %" G_GINT64_FORMAT
                                      " records",
                                      reg->name, difference));
  return TRUE;
}

/* A row of the table and the operations of its number, both in the order of ids. */
static gboolean
compare_row (SuyStore *self, const SuyRegister *reg, gint64 id, GArray *findings, GError **error)
{
  g_autoptr (GPtrArray) operations = suy_log_read_row (self->connection, reg->number, id, error);
  g_autoptr (SuyCells) logged = NULL;
  g_autoptr (SuyCells) row = NULL;
  const char *what = NULL;
  GError *own = NULL;

  if (operations == NULL)
    return FALSE;
  logged = suy_log_get_current (operations);
  row = suy_cells_read_row (self->connection, reg, id, &own);
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }

  if (logged == NULL && row == NULL)
    return TRUE;
  if (logged == NULL || row == NULL)
    what = logged == NULL ? "stands in the table, but not in the log"
                          : "stands in the log, but not in the table";
  else if (!suy_cells_equal_geometry (suy_cells_get_geometry (logged),
                                      suy_cells_get_geometry (row)))
    what = "has another place than the log says";
  for (guint i = 0; what == NULL && i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      if (suy_schema_is_logged (field) &&
          !suy_cells_equal_value (suy_cells_get (logged, field->number),
                                  suy_cells_get (row, field->number)))
        what = field->name;
    }
  if (what != NULL)
    suy_finding_add (findings, "projectionDrift",
                     g_strdup_printf ("Record #%" G_GINT64_FORMAT
                                      " of “%s” differs from the log (%s); "
                                      "its history shows what was saved",
                                      id, reg->name, what));
  return TRUE;
}

static gboolean
compare_batched (SuyStore *self, const SuyRegister *reg, GArray *findings, GError **error)
{
  g_autoptr (GArray) rows = suy_batch_find_different (self, reg, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if ((i == 0 || g_array_index (rows, gint64, i) != g_array_index (rows, gint64, i - 1)) &&
        !compare_row (self, reg, g_array_index (rows, gint64, i), findings, error))
      return FALSE;

  return TRUE;
}

/* Rows whose image is not word for word that of their only operation are compared in full; those in
 * batches apart. */
static gboolean
check_projection (SuyStore *self, const SuyRegister *reg, GArray *findings, GError **error)
{
  g_autofree char *image = suy_schema_get_image (reg, "t");
  g_autofree char *geometry =
      g_strdup (reg->geometry != SUY_GEOMETRY_NONE ? " AND o.geom IS t.geom" : "");
  g_autofree char *sql = g_strdup_printf (
      "SELECT fid FROM \"%s\" t WHERE NOT EXISTS (SELECT 1 FROM suy_batch b "
      "WHERE " SUY_BATCH_HOLDS (
          "?1", "t.fid") ") AND (NOT EXISTS (SELECT 1 FROM suy_operation o WHERE o.tbl = ?1 AND"
                         " o.row = t.fid AND o.col = -2 AND o.head = 1 AND o.val IS %s%s) OR "
                         "EXISTS (SELECT 1 FROM"
                         " suy_operation o WHERE o.tbl = ?1 AND o.row = t.fid AND o.col >= 0 AND "
                         "o.head = 1))"
                         " UNION SELECT row FROM suy_operation o WHERE o.tbl = ?1 AND o.col <> -1 "
                         "AND o.head = 1 AND"
                         " NOT EXISTS (SELECT 1 FROM \"%s\" t WHERE t.fid = o.row) AND NOT EXISTS"
                         " (SELECT 1 FROM suy_batch b WHERE " SUY_BATCH_HOLDS ("?1", "o.row") ")",
      reg->name, image, geometry, reg->name);
  g_autoptr (SuyStatement) statement =
      suy_connection_query (self->connection, error, sql, "i", (gint64) reg->number);
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (own == NULL && suy_connection_step (self->connection, statement, &own))
    compare_row (self, reg, sqlite3_column_int64 (statement, 0), findings, &own);
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }

  return compare_batched (self, reg, findings, error);
}

static gboolean
check_links (SuyStore *self, const SuyRegister *reg, GArray *findings, GError **error)
{
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      const SuyRegister *target =
          field->type == SUY_FIELD_LINK ? suy_catalog_find (self->catalog, field->target) : NULL;
      g_autofree char *sql = NULL;
      g_autofree char *after = NULL;

      if (target == NULL)
        continue;
      sql =
          g_strdup_printf ("SELECT '#' || fid || ' (' || coalesce(code, '') || ')' FROM \"%s\" t"
                           " WHERE \"%s\" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM \"%s\" o WHERE"
                           " o.fid = t.\"%s\")",
                           reg->name, field->name, target->name, field->name);
      after = g_strdup_printf (" of “%s” names in “%s” a record of “%s” that is not in this file; "
                               "choose another or import it",
                               reg->name, field->name, target->name);
      if (!list_rows (self, findings, "orphanRow", sql, "Record ", after, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_codes (SuyStore *self, const SuyRegister *reg, GArray *findings, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT code FROM \"%s\" WHERE code <> '' GROUP BY code HAVING count(*) > 1", reg->name);
  g_autofree char *after =
      g_strdup_printf ("” stands more than once in “%s”; give one of them another", reg->name);

  return list_rows (self, findings, "doubleCode", sql, "The code “", after, error);
}

static gboolean
check_values (SuyStore *self, const SuyRegister *reg, GArray *findings, GError **error)
{
  g_autofree char *columns = suy_row_get_columns (reg);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\"", columns, reg->name);
  g_autoptr (SuyStatement) statement = suy_connection_query (self->connection, error, sql, "");
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (self->connection, statement, &own))
    {
      g_autoptr (SuyRecord) record = suy_row_read (statement, reg);
      g_autoptr (GError) why = NULL;

      if (!suy_row_check (record, &why))
        suy_finding_add (findings, "valueInvalid",
                         g_strdup_printf ("Record #%" G_GINT64_FORMAT " of “%s”: %s",
                                          suy_record_get_id (record), reg->name, why->message));
      if (reg->geometry != SUY_GEOMETRY_NONE && sqlite3_column_type (statement, 1) != SQLITE_NULL &&
          suy_record_get_geometry (record) == NULL)
        suy_finding_add (findings, "geometryInvalid",
                         g_strdup_printf ("The place of record #%" G_GINT64_FORMAT
                                          " of “%s” cannot "
                                          "be read; set it anew",
                                          suy_record_get_id (record), reg->name));
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
check_append_only (SuyStore *self, const SuyRegister *reg, GArray *findings, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT DISTINCT row FROM suy_operation WHERE tbl = %u AND col <> -2", reg->number);
  g_autofree char *after = g_strdup_printf (
      " of “%s” was changed or deleted by another program; its history shows what stood there",
      reg->name);

  return !reg->append_only ||
         list_rows (self, findings, "appendOnlyChanged", sql, "Record #", after, error);
}

static gboolean
check_texts (SuyStore *self, const SuyRegister *reg, GArray *findings, GError **error)
{
  g_autofree char *columns = suy_row_get_columns (reg);
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s, (SELECT body FROM suy_text WHERE tbl = ?1 AND row = fid) AS suy_body FROM \"%s\""
      " WHERE suy_body NOT NULL OR NOT " SUY_DUE_HOLDS ("?1", "fid"),
      columns, reg->name);
  g_autoptr (SuyStatement) statement =
      suy_connection_query (self->connection, error, sql, "i", (gint64) reg->number);
  g_autoptr (GString) body = g_string_new (NULL);
  guint n = 0;
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (self->connection, statement, &own))
    {
      g_autoptr (SuyRecord) record = suy_row_read (statement, reg);
      int last = sqlite3_column_count (statement) - 1;

      suy_search_make_body (body, record);
      n += g_strcmp0 (body->str, (const char *) sqlite3_column_text (statement, last)) != 0;
    }
  if (n > 0)
    suy_finding_add (findings, "textStale",
                     g_strdup_printf ("The search text of %u records of “%s” is out of date; they "
                                      "may not be found until they are saved again",
                                      n, reg->name));
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

typedef struct
{
  gint64 number, rep, first_seq, n;
  GBytes *hash;
} Link;

static void
clear_link (gpointer data)
{
  Link *link = data;

  g_clear_pointer (&link->hash, g_bytes_unref);
}

static GArray *
read_chain (SuyStore *self, GError **error)
{
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (Link));
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error,
      "SELECT id, rep, first_seq, n, hash FROM suy_command ORDER BY rep, first_seq", "");
  GError *own = NULL;

  g_array_set_clear_func (chain, clear_link);
  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->connection, statement, &own))
    {
      Link link = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
                    sqlite3_column_int64 (statement, 2), sqlite3_column_int64 (statement, 3),
                    suy_statement_get_bytes (statement, 4) };

      g_array_append_val (chain, link);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&chain);
}

static gboolean
check_link (SuyStore *self, const Link *before, const Link *link, GArray *findings, GError **error)
{
  gboolean first = before == NULL || before->rep != link->rep;
  gint64 expected = first ? 1 : before->first_seq + before->n;
  guint8 hash[32];
  gint64 n;

  if (!suy_log_hash (self->connection, link->number, first ? NULL : before->hash, &n, hash, error))
    return FALSE;

  if (link->first_seq != expected || n != link->n)
    suy_finding_add (findings, "seqGap",
                     g_strdup_printf ("Operations are missing in or before change %" G_GINT64_FORMAT
                                      "; open the latest backup",
                                      link->number));
  else if (g_bytes_get_size (link->hash) != sizeof hash ||
           memcmp (g_bytes_get_data (link->hash, NULL), hash, sizeof hash) != 0)
    suy_finding_add (findings, "chainBroken",
                     g_strdup_printf ("Change %" G_GINT64_FORMAT " was altered after it was made; "
                                      "compare it with a backup",
                                      link->number));
  return TRUE;
}

static gboolean
check_chain (SuyStore *self, GArray *findings, GError **error)
{
  g_autoptr (GArray) chain = read_chain (self, error);

  if (chain == NULL)
    return FALSE;
  for (guint i = 0; i < chain->len; i++)
    if (!check_link (self, i > 0 ? &g_array_index (chain, Link, i - 1) : NULL,
                     &g_array_index (chain, Link, i), findings, error))
      return FALSE;

  return list_rows (
             self, findings, "seqGap",
             "SELECT count(*) FROM suy_operation o WHERE cmd IS NOT NULL AND NOT EXISTS"
             " (SELECT 1 FROM suy_command c WHERE c.id = o.cmd AND c.rep = o.rep AND o.seq >="
             " c.first_seq AND o.seq < c.first_seq + c.n) HAVING count(*) > 0",
             "", " operations belong to no change", error) &&
         list_rows (
             self, findings, "seqGap",
             "SELECT sum(n) FROM suy_batch b WHERE NOT EXISTS"
             " (SELECT 1 FROM suy_command c WHERE c.id = b.cmd AND c.rep = b.rep AND b.seq >="
             " c.first_seq AND b.seq + b.n <= c.first_seq + c.n) HAVING count(*) > 0",
             "", " operations belong to no change", error);
}

static gboolean
check_blobs (SuyStore *self, GArray *findings, GError **error)
{
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error, "SELECT DISTINCT hash FROM suy_blob ORDER BY hash", "");
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (self->connection, statement, &own))
    g_ptr_array_add (hashes, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  for (guint i = 0; own == NULL && i < hashes->len; i++)
    {
      g_autoptr (GBytes) bytes = suy_store_get_blob (self, g_ptr_array_index (hashes, i), &own);

      if (g_error_matches (own, SUY_ERROR, SUY_ERROR_CORRUPT))
        {
          suy_finding_add (findings, "blobMismatch", g_strdup (own->message));
          g_clear_error (&own);
        }
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

GArray *
suy_store_verify (SuyStore *self, GError **error)
{
  static const Check checks[] = { check_rtree,  check_projection,  check_links, check_codes,
                                  check_values, check_append_only, check_texts };
  const GPtrArray *registers = suy_catalog_get_registers (self->catalog);
  g_autoptr (GArray) findings = suy_finding_array_new ();
  gboolean changed, sound;

  g_return_val_if_fail (self != NULL && !self->command.open, NULL);

  if ((self->mode == SUY_STORE_WRITE && !suy_store_poll_outside (self, &changed, error)) ||
      !check_pages (self, findings, error))
    return NULL;
  if (findings->len > 0)
    return g_steal_pointer (&findings);

  if (!check_schema (self, findings, error))
    return NULL;
  for (guint i = 0; i < findings->len; i++)
    if (strcmp (g_array_index (findings, SuyFinding, i).name, "tableMissing") == 0 ||
        strcmp (g_array_index (findings, SuyFinding, i).name, "tableChanged") == 0)
      return g_steal_pointer (&findings);

  if (!suy_batch_check (self, findings, &sound, error))
    return NULL;
  if (!sound)
    return g_steal_pointer (&findings);

  for (guint i = 0; i < registers->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (checks); k++)
      if (!checks[k](self, g_ptr_array_index (registers, i), findings, error))
        return NULL;
  if (!check_unsealed (self, findings, error) || !check_chain (self, findings, error) ||
      !check_blobs (self, findings, error) || !suy_snapshot_check (self, findings, error))
    return NULL;

  return g_steal_pointer (&findings);
}
