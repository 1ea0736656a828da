/* test-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "suy-record.h"

/* A record only keeps its geometry, so one that counts its owners will do here. */
struct _SuyGeometry
{
  int owners;
};

SuyGeometry *
suy_geometry_ref (SuyGeometry *self)
{
  self->owners++;

  return self;
}

void
suy_geometry_unref (SuyGeometry *self)
{
  self->owners--;
}

typedef struct
{
  SuyCatalog *catalog;
  const SuyRegister *site;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "catalog", NULL);

  f->catalog = suy_catalog_new_from_directory (path, NULL);
  g_assert_nonnull (f->catalog);
  f->site = suy_catalog_find (f->catalog, "site");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  suy_catalog_unref (f->catalog);
}

static void
test_set_cells (Fixture *f, gconstpointer data)
{
  g_autoptr (SuyRecord) record = suy_record_new (f->site);
  const SuyField *name = suy_register_find (f->site, "name");
  char text[] = "竹业";

  g_assert_true (suy_record_get_register (record) == f->site);
  g_assert_cmpint (suy_record_get_id (record), ==, 0);
  g_assert_false (suy_record_has (record, name));
  g_assert_cmpint (suy_record_get (record, name)->type, ==, SUY_VALUE_NULL);
  g_assert_null (suy_record_get_text (record, "name"));
  g_assert_cmpint (suy_record_get_integer (record, "staff"), ==, 0);
  g_assert_true (isnan (suy_record_get_real (record, "cod")));

  suy_record_set_text (record, "name", text);
  suy_record_set_integer (record, "staff", 12);
  suy_record_set_real (record, "cod", 0.5);
  text[0] = '\0';
  g_assert_cmpstr (suy_record_get_text (record, "name"), ==, "竹业");
  g_assert_cmpint (suy_record_get_integer (record, "staff"), ==, 12);
  g_assert_cmpfloat (suy_record_get_real (record, "cod"), ==, 0.5);

  suy_record_set_text (record, "name", suy_record_get_text (record, "name"));
  g_assert_cmpstr (suy_record_get_text (record, "name"), ==, "竹业");
  suy_record_set_text (record, "name", NULL);
  g_assert_true (suy_record_has (record, name));
  g_assert_null (suy_record_get_text (record, "name"));
  suy_record_unset (record, name);
  g_assert_false (suy_record_has (record, name));
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  SuyGeometry place = { 1 };
  g_autoptr (SuyRecord) record = suy_record_new (f->site);
  g_autoptr (SuyRecord) copy = NULL;

  suy_record_set_id (record, 77);
  suy_record_set_text (record, "name", "甲");
  suy_record_set_geometry (record, &place);
  copy = suy_record_copy (record);
  suy_record_set_text (record, "name", "乙");
  suy_record_set_geometry (record, NULL);

  g_assert_cmpint (suy_record_get_id (copy), ==, 77);
  g_assert_cmpstr (suy_record_get_text (copy, "name"), ==, "甲");
  g_assert_true (suy_record_get_geometry (copy) == &place);
  g_assert_true (suy_record_has_geometry (record));
  g_assert_null (suy_record_get_geometry (record));
  g_assert_cmpint (place.owners, ==, 2);

  suy_record_set_geometry (copy, &place);
  g_assert_cmpint (place.owners, ==, 2);
  g_clear_pointer (&copy, suy_record_free);
  g_assert_cmpint (place.owners, ==, 1);
}

static void
test_lay_over (Fixture *f, gconstpointer data)
{
  g_autoptr (SuyRecord) record = suy_record_new (f->site);
  g_autoptr (SuyRecord) changes = suy_record_new (f->site);

  suy_record_set_text (record, "name", "甲");
  suy_record_set_integer (record, "staff", 12);
  suy_record_set_integer (changes, "staff", 13);
  suy_record_set_real (changes, "cod", 0.5);
  suy_record_lay_over (record, changes);

  g_assert_cmpstr (suy_record_get_text (record, "name"), ==, "甲");
  g_assert_cmpint (suy_record_get_integer (record, "staff"), ==, 13);
  g_assert_cmpfloat (suy_record_get_real (record, "cod"), ==, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/catalog/record/set/cells", Fixture, NULL, set_up, test_set_cells, tear_down);
  g_test_add ("/catalog/record/lay-over/cells", Fixture, NULL, set_up, test_lay_over, tear_down);
  g_test_add ("/catalog/record/copy/whole", Fixture, NULL, set_up, test_copy, tear_down);

  return g_test_run ();
}
