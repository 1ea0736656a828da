/* test-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

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

static SuyValue
random_value (void)
{
  g_autofree char *text = g_strnfill ((gsize) g_test_rand_int_range (0, 120), 'a');

  if (g_test_rand_int_range (0, 6) == 0)
    return SUY_INTEGER (g_test_rand_int ());
  if (text[0] != '\0')
    text[0] = (char) g_test_rand_int_range ('a', 'z' + 1);

  return suy_value_dup (&SUY_TEXT (text));
}

/* Texts that fit behind the cells and texts that don't, set over each other, beside plain values.
 */
static void
test_random (Fixture *f, gconstpointer data)
{
  guint n = f->site->fields->len;
  g_autofree SuyValue *oracle = g_new0 (SuyValue, n);
  g_autoptr (SuyRecord) record = suy_record_new (f->site);

  for (guint round = 0; round < 20000; round++)
    {
      guint at = (guint) g_test_rand_int_range (0, (gint32) n),
            what = (guint) g_test_rand_int_range (0, 40);
      const SuyField *field = f->site->fields->pdata[at];
      SuyValue value = random_value (), again = suy_value_dup (&value);

      suy_value_clear (&oracle[at]);
      oracle[at] = value;
      if (what < 30)
        suy_record_set (record, field, &again);
      else
        suy_record_take (record, field, &again);
      if (what == 0)
        {
          suy_value_clear (&oracle[at]);
          suy_record_unset (record, field);
        }
      if (what == 1)
        {
          SuyRecord *copy = suy_record_copy (record);

          suy_record_free (record);
          record = copy;
        }
      if (what == 2)
        {
          suy_record_clear (record);
          for (guint i = 0; i < n; i++)
            suy_value_clear (&oracle[i]);
        }
      for (guint i = 0; i < n; i++)
        {
          g_assert_true (
              suy_value_equal (suy_record_get (record, f->site->fields->pdata[i]), &oracle[i]));
          g_assert_cmpint (suy_record_has (record, f->site->fields->pdata[i]), ==,
                           oracle[i].type != SUY_VALUE_NULL);
        }
      suy_value_clear (&again);
    }
  for (guint i = 0; i < n; i++)
    suy_value_clear (&oracle[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/catalog/record/set/cells", Fixture, NULL, set_up, test_set_cells, tear_down);
  g_test_add ("/catalog/record/lay-over/cells", Fixture, NULL, set_up, test_lay_over, tear_down);
  g_test_add ("/catalog/record/copy/whole", Fixture, NULL, set_up, test_copy, tear_down);

  g_test_add ("/catalog/record/set/random", Fixture, NULL, set_up, test_random, tear_down);

  return g_test_run ();
}
