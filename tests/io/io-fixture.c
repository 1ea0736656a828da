/* io-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "io-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "suy-error.h"

/* Read once and kept: records need their register until they are freed. */
static SuyCatalog *
get_catalog (void)
{
  static SuyCatalog *catalog = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "io-catalog", NULL);
  g_autoptr (GError) error = NULL;

  if (catalog == NULL)
    catalog = suy_catalog_new_from_directory (path, &error);
  g_assert_no_error (error);

  return catalog;
}

void
workspace_init (Workspace *self)
{
  self->catalog = get_catalog ();
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  self->last_id = 0;
}

void
workspace_clear (Workspace *self)
{
  g_ptr_array_unref (self->records);
}

const SuyRegister *
workspace_get_register (Workspace *self, const char *name)
{
  const SuyRegister *reg = suy_catalog_find (self->catalog, name);

  g_assert_nonnull (reg);

  return reg;
}

static SuyRecord *
find_record (const SuyField *field, const SuyValue *value, gpointer user_data, GError **error)
{
  Workspace *self = user_data;
  const SuyRecord *found = NULL;

  for (guint i = 0; i < self->records->len; i++)
    {
      const SuyRecord *record = g_ptr_array_index (self->records, i);

      if (suy_register_find_number (suy_record_get_register (record), field->number) != field ||
          !suy_value_equal (suy_record_get (record, field), value))
        continue;
      if (found != NULL)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_AMBIGUOUS, "Two records: #%d and #%d",
                       (int) suy_record_get_id (found), (int) suy_record_get_id (record));
          return NULL;
        }
      found = record;
    }

  return found == NULL ? NULL : suy_record_copy (found);
}

gint64
fake_link_id (const char *key)
{
  return (gint64) g_str_hash (key) + 1;
}

static gint64
find_link (const SuyField *field, const char *key, gpointer user_data, GError **error)
{
  if (!g_str_has_prefix (key, "无"))
    return fake_link_id (key);

  g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, "There is no %s %s", field->target, key);

  return 0;
}

SuyImportOptions
workspace_get_options (Workspace *self)
{
  return (SuyImportOptions){ .find = find_record, .link = find_link, .user_data = self };
}

static void
update (Workspace *self, const SuyRecord *change)
{
  const SuyRegister *reg = suy_record_get_register (change);

  for (guint i = 0; i < self->records->len; i++)
    {
      SuyRecord *record = g_ptr_array_index (self->records, i);

      if (suy_record_get_register (record) != reg ||
          suy_record_get_id (record) != suy_record_get_id (change))
        continue;
      for (guint k = 0; k < reg->fields->len; k++)
        if (suy_record_has (change, reg->fields->pdata[k]))
          suy_record_set (record, reg->fields->pdata[k],
                          suy_record_get (change, reg->fields->pdata[k]));
      if (suy_record_has_geometry (change))
        suy_record_set_geometry (record, suy_record_get_geometry (change));
    }
}

guint
workspace_apply (Workspace *self, SuyImportPlan *plan)
{
  guint n = 0;

  for (guint i = 0; i < suy_import_plan_get_n (plan); i++)
    {
      g_autoptr (SuyRecord) record = suy_import_plan_get_record (plan, i);

      if (record == NULL)
        continue;
      n++;
      if (suy_record_get_id (record) != 0)
        {
          update (self, record);
          continue;
        }
      suy_record_set_id (record, ++self->last_id);
      g_ptr_array_add (self->records, g_steal_pointer (&record));
    }

  return n;
}

const SuyRecord *
workspace_find (Workspace *self, const char *reg, const char *code)
{
  const SuyRecord *found = NULL;

  for (guint i = 0; i < self->records->len; i++)
    {
      const SuyRecord *record = g_ptr_array_index (self->records, i);

      if (strcmp (suy_record_get_register (record)->name, reg) == 0 &&
          g_strcmp0 (suy_record_get_text (record, "code"), code) == 0)
        found = record;
    }
  if (found == NULL)
    g_error ("No %s %s", reg, code);

  return found;
}

const SuyShape *
get_district (void)
{
  static const SuyPoint points[] = { { 1175000000, 271000000 },
                                     { 1186000000, 271000000 },
                                     { 1186000000, 277500000 },
                                     { 1175000000, 277500000 },
                                     { 1175000000, 271000000 } };
  static const guint32 end = G_N_ELEMENTS (points);
  static const SuyShape shape = { SUY_SHAPE_POLYGON, 1, &end, points };

  return &shape;
}

char *
import_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "imports", name, NULL);
}

char *
write_file (const char *name, gconstpointer bytes, gssize size)
{
  char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);

  return path;
}

SuySource *
open_source (const char *path, const SuySourceOptions *options)
{
  g_autoptr (GError) error = NULL;
  SuySource *source = suy_source_open (path, options, NULL, &error);

  g_assert_no_error (error);

  return source;
}

SuySource *
open_text (const char *text)
{
  g_autofree char *path = write_file ("text.csv", text, -1);

  return open_source (path, NULL);
}

SuyImportPlan *
plan_import (SuySource *source, const SuyRegister *reg, const SuyImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  SuyImportPlan *plan = suy_import_plan_new (source, reg, options, &error);

  g_assert_no_error (error);

  return plan;
}

/* Truth tables have no quoted cells. */
GPtrArray *
read_truth (const char *name)
{
  g_autofree char *path = import_path (name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) headings = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  headings = g_strsplit (g_strchomp (lines[0]), ",", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      GHashTable *row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_auto (GStrv) cells = g_strsplit (g_strchomp (lines[i]), ",", -1);

      for (guint k = 0; headings[k] != NULL && cells[k] != NULL; k++)
        g_hash_table_insert (row, g_strdup (headings[k]), g_strdup (cells[k]));
      g_ptr_array_add (rows, row);
    }

  return rows;
}
