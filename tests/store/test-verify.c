/* test-verify.c: what was tampered with is found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

typedef struct
{
  const char *path, *sql, *finding;
} Case;

/* Each is done by another program to a file with a visit to a site, an event and an attachment. */
static const Case cases[] = {
  { "reason", "UPDATE suy_command SET reason = 'x' WHERE id = 1", "chainBroken" },
  { "actor", "UPDATE suy_command SET actor = NULL WHERE id = 2", "chainBroken" },
  { "hash", "UPDATE suy_command SET hash = zeroblob(32) WHERE id = 1", "chainBroken" },
  { "value", "UPDATE suy_operation SET val = '1=''x''' WHERE id = 1", "chainBroken" },
  { "value-and-row", "UPDATE suy_operation SET val = '1=''x''' WHERE id = 1", "projectionDrift" },
  { "superseded", "UPDATE suy_operation SET sup = NULL WHERE sup IS NOT NULL", "chainBroken" },
  { "removed", "DELETE FROM suy_operation WHERE id = 2", "seqGap" },
  { "command-removed", "DELETE FROM suy_command WHERE id = 2", "seqGap" },
  { "row-behind-log",
    "UPDATE suy_context SET log = 0; INSERT INTO suy_context VALUES (1, 1, 0);"
    " UPDATE company SET name = 'x'; DELETE FROM suy_context",
    "projectionDrift" },
  { "row-gone",
    "INSERT INTO suy_context VALUES (1, 1, 0); DELETE FROM company;"
    " DELETE FROM suy_context",
    "projectionDrift" },
  { "orphan", "UPDATE visit SET site = 4711", "orphanRow" },
  { "double", "INSERT INTO company (code) VALUES ('C-1')", "doubleCode" },
  { "value-type", "UPDATE visit SET site = 'somewhere'", "valueInvalid" },
  { "append-only", "UPDATE event SET what = 'else'", "appendOnlyChanged" },
  { "text", "UPDATE suy_text SET body = 'x' WHERE tbl = 4", "textStale" },
  { "blob", "UPDATE suy_blob SET bytes = x'00'", "blobMismatch" },
  { "rtree", "DELETE FROM rtree_site_geom", "indexIncomplete" },
};

static void
fill (Fixture *fixture)
{
  gint64 site = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (SuyRecord) visit = suy_record_new (fixture->visit);
  g_autoptr (SuyRecord) event = suy_record_new (fixture->event);
  g_autoptr (SuyRecord) company = suy_record_new (fixture->company);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("photo", 5);
  g_autofree char *hash = NULL;

  suy_record_set_integer (visit, "site", site);
  suy_record_set_text (company, "code", "C-1");
  suy_record_set_text (event, "what", "x");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, visit, NULL));
  g_assert_true (suy_store_insert (fixture->store, event, NULL));
  g_assert_true (suy_store_insert (fixture->store, company, NULL));
  hash = suy_store_put_blob (fixture->store, bytes, NULL);
  suy_record_set_text (company, "name", "竹业");
  g_assert_true (suy_store_update (fixture->store, company, NULL));
  fixture_commit (fixture);
  fixture_assert_clean (fixture);
}

static void
test_finding (Fixture *fixture, gconstpointer data)
{
  const Case *test = data;

  fill (fixture);
  fixture_close (fixture);
  g_free (fixture_sql (fixture, test->sql));
  fixture_open (fixture, SUY_STORE_WRITE);
  if (!fixture_has_finding (fixture, test->finding))
    g_error ("no %s", test->finding);
}

/* Half of the file is overwritten with noise, page by page: never a crash, always a word. */
static void
test_damage (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize size;
  GError *error = NULL;
  SuyStore *store;
  gboolean told;

  fill (fixture);
  fixture_close (fixture);
  g_file_get_contents (fixture->path, &bytes, &size, NULL);
  for (gsize page = 4096 * 2; page < size; page += 8192)
    for (gsize i = 0; i < 4096; i += 8)
      bytes[page + i] = (char) g_test_rand_int ();
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) size, NULL));

  store = suy_store_open (fixture->path, SUY_STORE_READ, &error);
  told = store == NULL;
  if (store != NULL)
    {
      g_autoptr (GArray) findings = suy_store_verify (store, &error);

      told = findings == NULL || findings->len > 0;
      suy_store_close (store, NULL);
    }
  g_assert_true (told);
  g_clear_error (&error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verify/finding/", cases[i].path, NULL);

      g_test_add (path, Fixture, &cases[i], fixture_set_up, test_finding, fixture_tear_down);
    }
  g_test_add ("/store/verify/damage/noise", Fixture, NULL, fixture_set_up, test_damage,
              fixture_tear_down);

  return g_test_run ();
}
