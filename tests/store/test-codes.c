/* test-codes.c: the next code, whatever happened to the records before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "fixture.h"

#define PREFIX "AJ-2026-"
#define DIGITS 4

/* By looking at every record. */
static char *
plain_next (Fixture *fixture)
{
  g_autoptr (GArray) ids = suy_store_select (fixture->store, fixture->company, NULL, NULL);
  gint64 last = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SuyRecord) record =
          suy_store_get (fixture->store, fixture->company, g_array_index (ids, gint64, i), NULL);
      const char *code = suy_record_get_text (record, "code");

      if (code != NULL && g_str_has_prefix (code, PREFIX) &&
          strspn (code + strlen (PREFIX), "0123456789") == strlen (code + strlen (PREFIX)))
        last = MAX (last, g_ascii_strtoll (code + strlen (PREFIX), NULL, 10));
    }

  return g_strdup_printf (PREFIX "%0*" G_GINT64_FORMAT, DIGITS, last + 1);
}

static void
assert_next (Fixture *fixture, const char *what)
{
  g_autofree char *expected = plain_next (fixture);
  g_autofree char *next = suy_store_new_code (fixture->store, fixture->company, PREFIX, DIGITS);

  g_test_message ("after %s", what);
  g_assert_cmpstr (next, ==, expected);
}

static char *
random_code (void)
{
  int number = g_test_rand_int_range (0, 12000);

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      return g_strdup_printf (PREFIX "%04d", number);
    case 1:
      return g_strdup_printf (PREFIX "%d", number);
    case 2:
      return g_strdup_printf (PREFIX "%dx", number);
    default:
      return g_strdup_printf ("AJ-2027-%04d", number);
    }
}

static gint64
choose (Fixture *fixture)
{
  g_autoptr (GArray) ids = suy_store_select (fixture->store, fixture->company, NULL, NULL);

  return ids->len == 0 ? 0
                       : g_array_index (ids, gint64, g_test_rand_int_range (0, (gint32) ids->len));
}

static SuyRecord *
company (Fixture *fixture, const char *code)
{
  SuyRecord *record = suy_record_new (fixture->company);

  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", "x");

  return record;
}

static void
add (Fixture *fixture, const char *code)
{
  g_autoptr (SuyRecord) record = company (fixture, code);

  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, record, NULL));
  fixture_commit (fixture);
}

static void
add_next (Fixture *fixture)
{
  g_autofree char *code = suy_store_new_code (fixture->store, fixture->company, PREFIX, DIGITS);

  add (fixture, code);
}

static void
add_random (Fixture *fixture)
{
  g_autofree char *code = random_code ();

  add (fixture, code);
}

static void
rename_one (Fixture *fixture)
{
  g_autoptr (SuyRecord) record = suy_record_new (fixture->company);
  g_autofree char *code = random_code ();
  gint64 id = choose (fixture);

  if (id == 0)
    return;
  suy_record_set_id (record, id);
  suy_record_set_text (record, "code", code);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, record, NULL));
  fixture_commit (fixture);
}

static void
delete_one (Fixture *fixture)
{
  gint64 id = choose (fixture);

  if (id == 0)
    return;
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_delete (fixture->store, fixture->company, id, NULL));
  fixture_commit (fixture);
}

static void
take_back (Fixture *fixture)
{
  const SuyCommandInfo info = { .kind = "undo" };

  suy_store_undo (fixture->store, &info, NULL); /* there is perhaps nothing */
}

/* Added in a command that is not kept. */
static void
give_up (Fixture *fixture)
{
  g_autofree char *code = random_code ();
  g_autoptr (SuyRecord) record = company (fixture, code);

  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, record, NULL));
  assert_next (fixture, "an insert");
  suy_store_rollback (fixture->store);
}

/* By another program, and seen with the next command. */
static void
edit_outside (Fixture *fixture)
{
  g_autofree char *code = random_code ();
  g_autofree char *sql = g_strdup_printf (
      "UPDATE \"%s\" SET code = '%s' WHERE fid = %" G_GINT64_FORMAT " RETURNING code",
      fixture->company->name, code, choose (fixture));
  g_autofree char *said = fixture_sql (fixture, sql);
  gboolean changed;

  g_assert_true (suy_store_poll_outside (fixture->store, &changed, NULL));
}

static void
test_random (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *what;
    void (*act) (Fixture *fixture);
  } steps[] = {
    { "next", add_next },
    { "next", add_next },
    { "a code by hand", add_random },
    { "a name", rename_one },
    { "a deletion", delete_one },
    { "an undo", take_back },
    { "nothing kept", give_up },
    { "another program", edit_outside },
  };
  const int n = g_getenv ("SUY_CASES") == NULL ? 300 : atoi (g_getenv ("SUY_CASES")) / 10;

  for (int i = 0; i < n; i++)
    {
      guint step = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (steps));

      steps[step].act (fixture);
      assert_next (fixture, steps[step].what);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/codes/next/random", Fixture, NULL, fixture_set_up, test_random,
              fixture_tear_down);

  return g_test_run ();
}
