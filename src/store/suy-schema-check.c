/* suy-schema-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-schema-check.h"

#include <string.h>

#include "suy-schema.h"

typedef struct
{
  char *type, *table, *sql;
} Object;

static void
object_free (gpointer data)
{
  Object *object = data;

  g_free (object->type);
  g_free (object->table);
  g_free (object->sql);
  g_free (object);
}

static void
clear_finding (gpointer data)
{
  SuyFinding *finding = data;

  g_free (finding->name);
  g_free (finding->text);
}

GArray *
suy_finding_array_new (void)
{
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (SuyFinding));

  g_array_set_clear_func (findings, clear_finding);
  return findings;
}

void
suy_finding_add (GArray *findings, const char *name, char *text)
{
  SuyFinding finding = { g_strdup (name), text };

  g_array_append_val (findings, finding);
}

/* name -> Object */
static GHashTable *
read_objects (SuyConnection *connection, GError **error)
{
  g_autoptr (GHashTable) objects =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, object_free);
  g_autoptr (SuyStatement) statement = suy_connection_query (
      connection, error, "SELECT name, type, tbl_name, coalesce(sql, '') FROM sqlite_schema", "");
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (connection, statement, &own))
    {
      Object *object = g_new (Object, 1);

      object->type = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      object->table = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      object->sql = g_strdup ((const char *) sqlite3_column_text (statement, 3));
      g_hash_table_insert (objects, g_strdup ((const char *) sqlite3_column_text (statement, 0)),
                           object);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&objects);
}

static GHashTable *
make_expected (SuyCatalog *catalog, GError **error)
{
  g_autoptr (SuyConnection) empty = suy_connection_open (":memory:", SUY_CONNECTION_MEMORY, error);

  if (empty == NULL || !suy_connection_run (empty, "BEGIN", error) ||
      !suy_schema_create (empty, catalog, error))
    return NULL;
  return read_objects (empty, error);
}

/* ADD COLUMN puts ", name type" before the last parenthesis: what was there stays, in order. */
static gboolean
only_adds_columns (const char *expected, const char *actual)
{
  gsize n = strlen (expected) - 1;

  return strncmp (expected, actual, n) == 0 && g_str_has_prefix (actual + n, ", ") &&
         strstr (actual + n, "GENERATED") == NULL && strstr (actual + n, " AS ") == NULL &&
         strchr (actual + n, '(') == NULL;
}

static void
compare_table (SuySchemaCheck *self, const char *name, const char *expected, const char *actual)
{
  if (only_adds_columns (expected, actual))
    {
      suy_finding_add (self->findings, "columnAdded",
                       g_strdup_printf ("Another program added columns to “%s”; they are kept, but "
                                        "not logged",
                                        name));
      return;
    }

  self->refuse = TRUE;
  suy_finding_add (self->findings, "tableChanged",
                   g_strdup_printf ("Another program changed the columns of “%s”; give them their "
                                    "old names back there, or open a backup",
                                    name));
}

static void
compare_object (SuySchemaCheck *self,
                const char *name,
                const Object *expected,
                const Object *actual)
{
  gboolean again = strcmp (expected->type, "trigger") == 0 || strcmp (expected->type, "index") == 0;

  if (actual != NULL && strcmp (expected->sql, actual->sql) == 0 &&
      strcmp (expected->table, actual->table) == 0)
    return;
  if (actual == NULL && strcmp (expected->table, "suy_snapshot") == 0)
    return;
  if (actual != NULL && strcmp (expected->type, "table") == 0)
    {
      compare_table (self, name, expected->sql, actual->sql);
      return;
    }
  if (actual == NULL && again)
    {
      g_ptr_array_add (self->missing, g_strdup (expected->sql));
      suy_finding_add (
          self->findings,
          strcmp (expected->type, "trigger") == 0 ? "triggerMissing" : "indexMissing",
          g_strdup_printf ("“%s” is gone from “%s”; opening the file for writing makes "
                           "it again",
                           name, expected->table));
      return;
    }

  self->refuse = TRUE;
  suy_finding_add (
      self->findings, actual == NULL ? "tableMissing" : "schemaChanged",
      actual == NULL
          ? g_strdup_printf ("The table “%s” is gone; open a backup", name)
          : g_strdup_printf ("“%s” was changed by another program; open a backup", name));
}

/* An index of plain columns cannot call anything. */
static gboolean
is_plain_index (const Object *object)
{
  const char *paren = strchr (object->sql, '(');

  return strcmp (object->type, "index") == 0 && strstr (object->sql, " WHERE ") == NULL &&
         (paren == NULL || strchr (paren + 1, '(') == NULL);
}

static void
judge_unknown (SuySchemaCheck *self, const char *name, const Object *object, GHashTable *expected)
{
  const Object *table = g_hash_table_lookup (expected, object->table);

  if (strcmp (object->type, "table") == 0 || strcmp (object->type, "view") == 0)
    return;
  if (table == NULL || is_plain_index (object))
    return;

  self->refuse = TRUE;
  suy_finding_add (self->findings, "schemaForeign",
                   g_strdup_printf ("The %s “%s” on “%s” was added by another program; remove it "
                                    "there before the file is opened for writing",
                                    object->type, name, object->table));
}

SuySchemaCheck *
suy_schema_check_new (SuyConnection *connection, SuyCatalog *catalog, GError **error)
{
  g_autoptr (GHashTable) expected = make_expected (catalog, error);
  g_autoptr (GHashTable) actual = expected != NULL ? read_objects (connection, error) : NULL;
  SuySchemaCheck *self;
  GHashTableIter iter;
  gpointer name, object;

  if (actual == NULL)
    return NULL;

  self = g_new0 (SuySchemaCheck, 1);
  self->findings = suy_finding_array_new ();
  self->missing = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &name, &object))
    compare_object (self, name, object, g_hash_table_lookup (actual, name));
  g_hash_table_iter_init (&iter, actual);
  while (g_hash_table_iter_next (&iter, &name, &object))
    if (!g_hash_table_contains (expected, name))
      judge_unknown (self, name, object, expected);

  return self;
}

void
suy_schema_check_free (SuySchemaCheck *self)
{
  g_array_unref (self->findings);
  g_ptr_array_unref (self->missing);
  g_free (self);
}
