/* test-due.c: what is loaded is found at once, though its search texts are written later
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"
#include "suy-error.h"

#define AT_ONCE 4096 /* rows of a load whose texts are written with them */
#define N (AT_ONCE + 1500)

typedef struct
{
  Fixture *fixture;
  guint n, at;
} Source;

static const char *const names[] = { "黄坑镇木业厂", "Café 重庆", "麻沙 abc\"def", "水吉Ａ厂" };
static const char *const queries[] = { "黄坑",  "hk",   "cafe",   "café", "zq",      "cq",  "def",
                                       "水吉a", "D-05", "d-0501", "厂",   "木业 hk", "没有" };

static SuyRecord *
next_site (gpointer data, GError **error)
{
  Source *source = data;
  g_autofree char *code = g_strdup_printf ("D-%05u", source->at);

  if (source->at == source->n)
    return NULL;
  source->at++;

  return fixture_site (source->fixture, code, names[source->at % G_N_ELEMENTS (names)], 1, 1);
}

static void
load (Fixture *fixture, guint n)
{
  Source source = { fixture, n, 0 };
  GError *error = NULL;

  fixture_begin (fixture, "import");
  suy_store_load (fixture->store, fixture->site, next_site, &source, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static gboolean
has_due (SuyStore *store)
{
  gboolean due = FALSE;
  GError *error = NULL;

  suy_store_has_due_texts (store, &due, &error);
  g_assert_no_error (error);

  return due;
}

static gboolean
index_some (Fixture *fixture, guint most)
{
  gboolean left = FALSE;
  GError *error = NULL;

  suy_store_index_texts (fixture->store, most, &left, &error);
  g_assert_no_error (error);

  return left;
}

static GArray *
find (SuyStore *store, const SuyRegister *reg, const char *text)
{
  const SuySelection selection = { .search = text };
  GError *error = NULL;
  GArray *ids = suy_store_select (store, reg, &selection, &error);

  g_assert_no_error (error);
  return ids;
}

static guint
count_hits (SuyStore *store, const char *text)
{
  GError *error = NULL;
  g_autoptr (GArray) hits = suy_store_search (store, text, 100000, &error);

  g_assert_no_error (error);
  return hits->len;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Every query finds the same records by @store as by the file once all is indexed. */
static void
assert_finds (SuyStore *store, const SuyRegister *reg, GPtrArray *expected)
{
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GArray) ids = find (store, reg, queries[i]);
      const GArray *all = g_ptr_array_index (expected, i);

      g_array_sort (ids, compare_ids);
      g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), all->data,
                       all->len * sizeof (gint64));
      g_assert_cmpuint (count_hits (store, queries[i]), ==, all->len);
    }
}

/* What a file finds whose texts were written when the records were. */
static GPtrArray *
find_expected (Fixture *fixture)
{
  GPtrArray *expected = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  while (index_some (fixture, 100000))
    ;
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      GArray *ids = find (fixture->store, fixture->site, queries[i]);

      g_array_sort (ids, compare_ids);
      g_ptr_array_add (expected, ids);
    }

  return expected;
}

static void
assert_text_of_each (Fixture *fixture)
{
  g_autofree char *n =
      g_strdup_printf ("%" G_GINT64_FORMAT, suy_store_count (fixture->store, fixture->site));
  g_autofree char *texts = NULL;

  fixture_assert_clean (fixture);
  fixture_close (fixture);
  texts = fixture_sql (fixture, "SELECT count(*) FROM suy_text");
  g_assert_cmpstr (texts, ==, n);
  g_free (texts);
  texts = fixture_sql (fixture, "SELECT count(*) FROM suy_due");
  g_assert_cmpstr (texts, ==, "0");
  g_free (fixture_sql (fixture, "INSERT INTO suy_search (suy_search, rank) VALUES"
                                " ('integrity-check', 1)"));
  fixture_open (fixture, SUY_STORE_WRITE);
}

/* The oracle: the same file, indexed in full. */
static GPtrArray *
find_in_copy (Fixture *fixture)
{
  g_autofree char *path = g_strconcat (fixture->path, ".copy", NULL);
  Fixture copy = { .path = path, .site = fixture->site };
  GPtrArray *expected;
  GError *error = NULL;

  suy_store_backup (fixture->store, path, &error);
  g_assert_no_error (error);
  copy.store = suy_store_open (path, SUY_STORE_WRITE, &error);
  g_assert_no_error (error);
  copy.site = suy_catalog_find (suy_store_get_catalog (copy.store), "site");
  expected = find_expected (&copy);
  suy_store_close (copy.store, &error);
  g_assert_no_error (error);

  return expected;
}

/* A reader finds all of it while portions are written, one row at the end too. */
static void
test_portions (Fixture *fixture, gconstpointer unused)
{
  static const guint portions[] = { 1, 2, 700, 797, 100 };
  g_autoptr (GPtrArray) expected = NULL;

  load (fixture, N);
  g_assert_true (has_due (fixture->store));
  expected = find_in_copy (fixture);
  g_assert_cmpuint (((GArray *) expected->pdata[0])->len, ==, N / 4);
  for (guint i = 0; i < G_N_ELEMENTS (portions); i++)
    {
      SuyStore *reader = suy_store_open_reader (fixture->store, NULL);
      gboolean left;

      assert_finds (reader, fixture->site, expected);
      g_assert_true (has_due (reader));
      left = index_some (fixture, portions[i]);
      g_assert_cmpint (left, ==, i + 1 < G_N_ELEMENTS (portions));
      assert_finds (reader, fixture->site, expected);
      suy_store_close (reader, NULL);
    }
  assert_finds (fixture->store, fixture->site, expected);
  assert_text_of_each (fixture);
}

/* What is due is found after the file was closed and opened for reading. */
static void
test_read_only (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) expected = NULL;

  load (fixture, N);
  expected = find_in_copy (fixture);
  index_some (fixture, 10);
  fixture_close (fixture);
  fixture_open (fixture, SUY_STORE_READ);
  assert_finds (fixture->store, fixture->site, expected);
  g_assert_true (index_some (fixture, 10));
  fixture_assert_clean (fixture);
}

/* A search of a store that can write leaves nothing due, but for one within a command. */
static void
test_search_writes (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) expected = NULL;

  load (fixture, N);
  expected = find_in_copy (fixture);
  fixture_begin (fixture, "edit");
  assert_finds (fixture->store, fixture->site, expected);
  suy_store_rollback (fixture->store);
  g_assert_true (has_due (fixture->store));
  assert_finds (fixture->store, fixture->site, expected);
  g_assert_false (has_due (fixture->store));
  assert_text_of_each (fixture);
}

static void
edit (Fixture *fixture, gint64 id, gboolean drop)
{
  g_autoptr (SuyRecord) record = suy_record_new (fixture->site);

  suy_record_set_id (record, id);
  suy_record_set_text (record, "name", "新的名字");
  if (drop)
    g_assert_true (suy_store_delete (fixture->store, fixture->site, id, NULL));
  else
    g_assert_true (suy_store_update (fixture->store, record, NULL));
}

/* Rows that are edited, deleted and brought back before their turn: nothing twice, nothing lost. */
static void
test_edits (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) expected = NULL;
  g_autoptr (GArray) ids = NULL, renamed = NULL;
  SuyCommandInfo info = { 0 };

  load (fixture, N);
  ids = suy_store_select (fixture->store, fixture->site, NULL, NULL);
  fixture_begin (fixture, "edit");
  for (guint i = 0; i < 200; i++)
    edit (fixture, g_array_index (ids, gint64, AT_ONCE - 50 + i), i % 2 == 0);
  fixture_commit (fixture);
  index_some (fixture, 120);
  fixture_begin (fixture, "edit");
  for (guint i = 0; i < 200; i++)
    edit (fixture, g_array_index (ids, gint64, AT_ONCE + 300 + i), i % 3 == 0);
  fixture_commit (fixture);
  index_some (fixture, 250);
  g_assert_true (suy_store_undo (fixture->store, &info, NULL));
  fixture_begin (fixture, "edit");
  edit (fixture, g_array_index (ids, gint64, N - 1), TRUE);
  fixture_commit (fixture);

  g_assert_true (has_due (fixture->store));
  fixture_assert_clean (fixture);
  expected = find_in_copy (fixture);
  assert_finds (fixture->store, fixture->site, expected);
  renamed = find (fixture->store, fixture->site, "新的名字");
  g_assert_cmpuint (renamed->len, ==, 100);
  assert_text_of_each (fixture);
}

/* The whole load is taken back while it is due, and brought back. */
static void
test_undo (Fixture *fixture, gconstpointer unused)
{
  SuyCommandInfo info = { 0 };

  load (fixture, N);
  g_assert_true (suy_store_undo (fixture->store, &info, NULL));
  g_assert_cmpuint (count_hits (fixture->store, "黄坑"), ==, 0);
  assert_text_of_each (fixture);
  g_assert_true (suy_store_redo (fixture->store, &info, NULL));
  g_assert_cmpuint (count_hits (fixture->store, "黄坑"), ==, N / 4);
  assert_text_of_each (fixture);
}

static void
test_few (Fixture *fixture, gconstpointer unused)
{
  load (fixture, AT_ONCE);
  g_assert_false (has_due (fixture->store));
  load (fixture, AT_ONCE + 1);
  g_assert_true (has_due (fixture->store));
  load (fixture, AT_ONCE + 2);
  g_assert_true (index_some (fixture, 1));
  g_assert_true (index_some (fixture, 1));
  while (index_some (fixture, 1))
    ;
  g_assert_cmpuint (count_hits (fixture->store, "d-0000"), ==, 30);
}

/* Another program that writes keeps the texts back, not the answer. */
static void
test_locked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyConnection) other = NULL;
  g_autoptr (GError) error = NULL;
  gboolean left;

  load (fixture, N);
  other = suy_connection_open (fixture->path, SUY_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (suy_connection_run (other, "BEGIN IMMEDIATE", NULL));
  g_assert_false (suy_store_index_texts (fixture->store, 10, &left, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_LOCKED);
  g_assert_cmpuint (count_hits (fixture->store, "黄坑"), ==, N / 4);
  g_assert_true (has_due (fixture->store));
  g_assert_true (suy_connection_run (other, "ROLLBACK", NULL));
  g_assert_cmpuint (count_hits (fixture->store, "黄坑"), ==, N / 4);
  g_assert_false (has_due (fixture->store));
}

/* A text that is lost is no text that is due. */
static void
test_lost (Fixture *fixture, gconstpointer unused)
{
  load (fixture, N);
  fixture_assert_clean (fixture);
  fixture_close (fixture);
  g_free (fixture_sql (fixture, "DELETE FROM suy_due"));
  fixture_open (fixture, SUY_STORE_READ);
  g_assert_true (fixture_has_finding (fixture, "textStale"));
}

#define ADD(path, function) \
  g_test_add ("/store/due/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("portions", test_portions);
  ADD ("read-only", test_read_only);
  ADD ("search-writes", test_search_writes);
  ADD ("edits", test_edits);
  ADD ("undo", test_undo);
  ADD ("few", test_few);
  ADD ("locked", test_locked);
  ADD ("lost", test_lost);

  return g_test_run ();
}
