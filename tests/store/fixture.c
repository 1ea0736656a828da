/* fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdarg.h>

#include "suy-log.h"

void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  static const SuyStoreSeed seed = { .name = "测试", .district = "350703" };
  g_autofree char *catalog = g_test_build_filename (G_TEST_DIST, "data", "store-catalog", NULL);
  GError *error = NULL;

  fixture->catalogs = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_catalog_unref);
  fixture->folder = g_dir_make_tmp ("suyuan-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "工作 区.gpkg", NULL);
  fixture->catalog = suy_catalog_new_from_directory (catalog, &error);
  g_assert_no_error (error);
  fixture->site = suy_catalog_find (fixture->catalog, "site");
  fixture->reach = suy_catalog_find (fixture->catalog, "reach");
  fixture->area = suy_catalog_find (fixture->catalog, "area");
  fixture->company = suy_catalog_find (fixture->catalog, "company");
  fixture->visit = suy_catalog_find (fixture->catalog, "visit");
  fixture->event = suy_catalog_find (fixture->catalog, "event");
  fixture->store = suy_store_create (fixture->path, fixture->catalog, &seed, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (fixture->store != NULL)
    suy_store_close (fixture->store, NULL);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_clear_pointer (&fixture->catalog, suy_catalog_unref);
  g_clear_pointer (&fixture->catalogs, g_ptr_array_unref);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_begin (Fixture *fixture, const char *kind)
{
  SuyCommandInfo info = { .kind = kind, .actor = "P-1", .role = "officer", .reason = "因为" };
  GError *error = NULL;

  suy_store_begin (fixture->store, &info, &error);
  g_assert_no_error (error);
}

guint
fixture_commit (Fixture *fixture)
{
  GError *error = NULL;
  guint n = 0;

  suy_store_commit (fixture->store, &n, &error);
  g_assert_no_error (error);
  return n;
}

void
fixture_close (Fixture *fixture)
{
  GError *error = NULL;

  suy_store_close (g_steal_pointer (&fixture->store), &error);
  g_assert_no_error (error);
}

void
fixture_open (Fixture *fixture, SuyStoreMode mode)
{
  SuyCatalog *catalog;
  GError *error = NULL;

  fixture->store = suy_store_open (fixture->path, mode, &error);
  g_assert_no_error (error);
  catalog = suy_catalog_ref (suy_store_get_catalog (fixture->store));
  g_ptr_array_add (fixture->catalogs, catalog);
  fixture->site = suy_catalog_find (catalog, "site");
  fixture->reach = suy_catalog_find (catalog, "reach");
  fixture->area = suy_catalog_find (catalog, "area");
  fixture->company = suy_catalog_find (catalog, "company");
  fixture->visit = suy_catalog_find (catalog, "visit");
  fixture->event = suy_catalog_find (catalog, "event");
}

void
fixture_reopen (Fixture *fixture)
{
  fixture_close (fixture);
  fixture_open (fixture, SUY_STORE_WRITE);
}

SuyRecord *
fixture_site (Fixture *fixture, const char *code, const char *name, double lon, double lat)
{
  SuyRecord *record = suy_record_new (fixture->site);
  g_autoptr (SuyGeometry) geometry = NULL;
  SuyPoint point;

  g_assert_true (suy_point_from_degrees (lon, lat, &point));
  geometry = suy_geometry_new_point (point);
  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", name);
  suy_record_set_geometry (record, geometry);
  return record;
}

gint64
fixture_add_site (Fixture *fixture, const char *code, const char *name)
{
  g_autoptr (SuyRecord) record = fixture_site (fixture, code, name, 118.1, 27.3);
  GError *error = NULL;

  fixture_begin (fixture, "edit");
  suy_store_insert (fixture->store, record, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_commit (fixture), ==, 1);
  return suy_record_get_id (record);
}

void
fixture_assert_clean (Fixture *fixture)
{
  GError *error = NULL;
  g_autoptr (GArray) findings = suy_store_verify (fixture->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const SuyFinding *finding = &g_array_index (findings, SuyFinding, i);

      g_test_message ("%s: %s", finding->name, finding->text);
    }
  g_assert_cmpuint (findings->len, ==, 0);
}

gboolean
fixture_has_finding (Fixture *fixture, const char *name)
{
  GError *error = NULL;
  g_autoptr (GArray) findings = suy_store_verify (fixture->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    if (g_strcmp0 (g_array_index (findings, SuyFinding, i).name, name) == 0)
      return TRUE;

  return FALSE;
}

gboolean
fixture_run (char **output, const char *program, ...)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autofree char *found = g_find_program_in_path (program);
  g_autofree char *errors = NULL;
  GError *error = NULL;
  const char *arg;
  int status = 0;
  va_list list;

  if (found == NULL)
    return FALSE;
  g_ptr_array_add (args, found);
  va_start (list, program);
  while ((arg = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (args, (gpointer) arg);
  va_end (list);
  g_ptr_array_add (args, NULL);

  g_spawn_sync (NULL, (char **) args->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, output, &errors,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpint (status, ==, 0);
  return TRUE;
}

char *
fixture_sql (Fixture *fixture, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *answer = NULL;
  const char *rest = sql;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 1000);
  while (*rest != '\0')
    {
      int code;

      if (sqlite3_prepare_v2 (db, rest, -1, &statement, &rest) != SQLITE_OK)
        g_error ("%s: %s", sql, sqlite3_errmsg (db));
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        if (answer == NULL)
          answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      if (code != SQLITE_DONE)
        g_error ("%s: %s", sql, sqlite3_errmsg (db));
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);

  return answer;
}

static void
describe_operation (GString *text, const SuyOperation *operation)
{
  g_autofree char *value = suy_value_to_string (&operation->value);
  gsize size = 0;
  const guint8 *place =
      operation->geometry != NULL ? g_bytes_get_data (operation->geometry, &size) : NULL;

  g_string_append_printf (text, "%d %d %s ", operation->col, operation->head, value);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", place[i]);
  for (guint i = 0; i < operation->supersedes->len; i++)
    g_string_append_printf (text, " %d",
                            g_array_index (operation->supersedes, SuyOperationName, i).col);
  g_string_append (text, operation->command == 0 ? " open; " : "; ");
}

char *
fixture_describe_log (SuyConnection *connection, const SuyRegister *reg, gint64 id)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) operations = suy_log_read_row (connection, reg->number, id, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < operations->len; i++)
    describe_operation (text, g_ptr_array_index (operations, i));

  return g_string_free (text, FALSE);
}

SuyConnection *
fixture_connect (Fixture *fixture)
{
  GError *error = NULL;
  SuyConnection *connection = suy_connection_open (fixture->path, SUY_CONNECTION_READ, &error);

  g_assert_no_error (error);
  return connection;
}
