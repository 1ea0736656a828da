/* test-as-of.c: a file as it stood on a past day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "suy-error.h"

#define N_DAYS 12
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define FIRST (G_GINT64_CONSTANT (20000) * DAY)
#define END_OF(day) (FIRST + ((day) + 1) * DAY - 1)

/* ---- everything that stands in a file, as text ---- */

static void
append_record (GString *text, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);
  SuyGeometry *geometry = suy_record_get_geometry (record);

  g_string_append_printf (text, "%s %" G_GINT64_FORMAT, reg->name, suy_record_get_id (record));
  for (guint i = 0; i < reg->fields->len; i++)
    {
      g_autofree char *value = suy_value_to_string (suy_record_get (record, reg->fields->pdata[i]));

      g_string_append_printf (text, "|%s", value);
    }
  if (geometry != NULL)
    g_string_append_printf (text, "|%d %d", suy_geometry_get_shape (geometry)->points[0].x,
                            suy_geometry_get_shape (geometry)->points[0].y);
  g_string_append_c (text, '\n');
}

static char *
describe (SuyStore *store)
{
  const GPtrArray *registers = suy_catalog_get_registers (suy_store_get_catalog (store));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < registers->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = suy_store_select (store, registers->pdata[i], NULL, &error);

      g_assert_no_error (error);
      for (guint k = 0; k < ids->len; k++)
        {
          g_autoptr (SuyRecord) record =
              suy_store_get (store, registers->pdata[i], g_array_index (ids, gint64, k), &error);

          g_assert_no_error (error);
          append_record (text, record);
        }
    }

  return g_string_free (text, FALSE);
}

/* ---- days of work ---- */

static void
begin (Fixture *fixture, int day, const char *kind)
{
  const gint64 second = g_test_rand_int_range (0, 86400);
  const SuyCommandInfo info = { .kind = kind, .wall = FIRST + day * DAY + second * G_USEC_PER_SEC };
  g_autoptr (GError) error = NULL;

  suy_store_begin (fixture->store, &info, &error);
  g_assert_no_error (error);
}

static gint64
choose (Fixture *fixture)
{
  g_autoptr (GArray) ids = suy_store_select (fixture->store, fixture->site, NULL, NULL);

  return ids->len == 0 ? 0
                       : g_array_index (ids, gint64, g_test_rand_int_range (0, (gint32) ids->len));
}

static void
insert (Fixture *fixture, GError **error)
{
  g_autofree char *code = g_strdup_printf ("S-%u", (guint) g_test_rand_int ());
  g_autoptr (SuyRecord) record =
      fixture_site (fixture, code, "new", g_test_rand_double_range (100, 110), 30);

  suy_store_insert (fixture->store, record, error);
}

static void
change (Fixture *fixture, gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("name %u", (guint) g_test_rand_int_range (0, 5));
  g_autoptr (SuyRecord) record =
      fixture_site (fixture, "x", name, g_test_rand_double_range (100, 110), 31);
  g_autoptr (SuyRecord) text = suy_record_new (fixture->site);

  suy_record_set_id (record, id);
  suy_record_set_id (text, id);
  suy_record_set_text (text, "name", name);
  suy_store_update (fixture->store, g_test_rand_bit () ? record : text, error);
}

static SuyRecord *
next_site (gpointer user_data, GError **error)
{
  Fixture *fixture = user_data;

  return g_test_rand_int_range (0, 6) == 0
             ? NULL
             : fixture_site (fixture, "", "loaded", g_test_rand_double_range (100, 110), 32);
}

static void
work (Fixture *fixture, int day)
{
  g_autoptr (GError) error = NULL;

  for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
    {
      gint64 id = choose (fixture);

      begin (fixture, day, "edit");
      switch (id == 0 ? 0 : g_test_rand_int_range (0, 6))
        {
        case 0:
          insert (fixture, &error);
          break;
        case 1:
          suy_store_delete (fixture->store, fixture->site, id, &error);
          break;
        case 2:
          suy_store_load (fixture->store, fixture->site, next_site, fixture, &error);
          break;
        default:
          change (fixture, id, &error);
        }
      g_assert_no_error (error);
      suy_store_commit (fixture->store, NULL, &error);
      g_assert_no_error (error);
    }
}

/* ---- tests ---- */

/* The log of the copy ends with the day, and is what its rows come from. */
static void
assert_sound (SuyStore *copy, int day)
{
  const SuyRegister *site = suy_catalog_find (suy_store_get_catalog (copy), "site");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) findings = suy_store_verify (copy, &error);
  g_autoptr (GArray) ids = suy_store_select (copy, site, NULL, NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const SuyFinding *finding = &g_array_index (findings, SuyFinding, i);

      if (strcmp (finding->name, "doubleCode") != 0) /* all that are changed here get one code */
        g_error ("day %d: %s: %s", day, finding->name, finding->text);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GArray) changes =
          suy_store_history (copy, site, g_array_index (ids, gint64, i), &error);

      g_assert_no_error (error);
      g_assert_cmpuint (changes->len, >, 0);
      for (guint k = 0; k < changes->len; k++)
        g_assert_cmpint (g_array_index (changes, SuyChange, k).wall, <=, END_OF (day));
    }
}

static void
assert_as_of (Fixture *fixture, int day, const char *expected)
{
  g_autofree char *path = g_strdup_printf ("%s/day-%d.gpkg", fixture->folder, day);
  g_autofree char *live = describe (fixture->store), *after = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;
  SuyStore *copy;
  g_autofree char *today = NULL;

  suy_store_copy_as_of (fixture->store, END_OF (day), "2026-11-20", path, &error);
  g_assert_no_error (error);
  copy = suy_store_open (path, SUY_STORE_READ, &error);
  g_assert_no_error (error);
  found = describe (copy);
  today = suy_store_get_setting (copy, "today");
  assert_sound (copy, day);
  g_ptr_array_add (fixture->catalogs, suy_catalog_ref (suy_store_get_catalog (copy)));
  suy_store_close (copy, NULL);
  after = describe (fixture->store);

  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpstr (today, ==, "2026-11-20");
  g_assert_cmpstr (after, ==, live);
}

static void
test_days_random (Fixture *fixture, gconstpointer unused)
{
  char *kept[N_DAYS];

  for (int day = 0; day < N_DAYS; day++)
    {
      begin (fixture, day, "edit");
      insert (fixture, NULL);
      suy_store_commit (fixture->store, NULL, NULL);
      work (fixture, day);
      kept[day] = describe (fixture->store);
    }
  for (int day = 0; day < N_DAYS; day++)
    {
      assert_as_of (fixture, day, kept[day]);
      g_free (kept[day]);
    }
}

/* Rows of a register that only grows are gone too on the day before. */
static void
test_days_append_only (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *empty = NULL, *full = NULL;
  g_autoptr (SuyRecord) event = suy_record_new (fixture->event);
  g_autoptr (GError) error = NULL;

  begin (fixture, 0, "edit");
  insert (fixture, NULL);
  suy_store_commit (fixture->store, NULL, NULL);
  empty = describe (fixture->store);
  begin (fixture, 2, "edit");
  suy_record_set_text (event, "what", "seen");
  suy_store_insert (fixture->store, event, &error);
  g_assert_no_error (error);
  suy_store_commit (fixture->store, NULL, &error);
  g_assert_no_error (error);
  full = describe (fixture->store);

  assert_as_of (fixture, 1, empty);
  assert_as_of (fixture, 3, full);
}

static void
test_days_before (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "before.gpkg", NULL);
  g_autoptr (GError) error = NULL;

  begin (fixture, 3, "edit");
  insert (fixture, NULL);
  suy_store_commit (fixture->store, NULL, NULL);
  g_assert_false (suy_store_copy_as_of (fixture->store, END_OF (1), "2026-11-20", path, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/as-of/days/random", Fixture, NULL, fixture_set_up, test_days_random,
              fixture_tear_down);
  g_test_add ("/store/as-of/days/append-only", Fixture, NULL, fixture_set_up, test_days_append_only,
              fixture_tear_down);
  g_test_add ("/store/as-of/days/before", Fixture, NULL, fixture_set_up, test_days_before,
              fixture_tear_down);

  return g_test_run ();
}
