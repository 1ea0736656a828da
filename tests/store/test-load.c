/* test-load.c: many records at once, and finding them again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "fixture.h"
#include "suy-cells.h"
#include "suy-error.h"
#include "suy-image.h"
#include "suy-rtree-pack.h"

typedef struct
{
  Fixture *fixture;
  guint n, at;
  guint fail_at;  /* 0: never */
  gint64 same_id; /* given to every record, 0: none */
} Source;

static SuyRecord *
next_site (gpointer data, GError **error)
{
  Source *source = data;
  g_autofree char *code = g_strdup_printf ("B-%06u", source->at);
  SuyRecord *record;

  if (source->fail_at != 0 && source->at == source->fail_at)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO, "the source failed");
      return NULL;
    }
  if (source->at++ == source->n)
    return NULL;

  record = fixture_site (source->fixture, code, "黄坑镇点位", g_test_rand_double_range (-179, 179),
                         g_test_rand_double_range (-89, 89));
  suy_record_set_id (record, source->same_id);
  return record;
}

static gboolean
load (Fixture *fixture, Source source, GError **error)
{
  source.fixture = fixture;
  return suy_store_load (fixture->store, fixture->site, next_site, &source, error);
}

static void
assert_load (Fixture *fixture, guint n)
{
  GError *error = NULL;

  fixture_begin (fixture, "import");
  load (fixture, (Source){ .n = n }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_commit (fixture), ==, n);
}

/* Nodes of 51 cells: one, the first of two, and three levels of them. */
static void
test_sizes (Fixture *fixture, gconstpointer unused)
{
  static const guint sizes[] = { 0, 1, 50, 51, 52, 102, 103, 2601, 2602 };
  gint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      assert_load (fixture, sizes[i]);
      sum += sizes[i];
      g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, sum);
      g_assert_false (fixture_has_finding (fixture, "indexDamaged"));
      g_assert_false (fixture_has_finding (fixture, "indexIncomplete"));
      g_assert_false (fixture_has_finding (fixture, "projectionDrift"));
    }
}

/* The RTree goes on working: edits afterwards, and a few rows by insertion instead of packing. */
static void
test_then_edit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GArray) ids = NULL;

  assert_load (fixture, 3000);
  ids = suy_store_select (fixture->store, fixture->site, NULL, NULL);
  fixture_begin (fixture, "edit");
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (SuyRecord) record = fixture_site (fixture, NULL, NULL, 10, 10);

      suy_record_set_id (record, g_array_index (ids, gint64, i * 7));
      if (i % 2 == 0)
        g_assert_true (suy_store_update (fixture->store, record, NULL));
      else
        g_assert_true (
            suy_store_delete (fixture->store, fixture->site, suy_record_get_id (record), NULL));
    }
  fixture_commit (fixture);
  fixture_assert_clean (fixture);
  fixture_begin (fixture, "import");
  g_assert_true (load (fixture, (Source){ .n = 20, .at = 0 }, NULL));
  fixture_commit (fixture);
  g_assert_false (fixture_has_finding (fixture, "indexDamaged"));
  g_assert_false (fixture_has_finding (fixture, "indexIncomplete"));
}

/* Any text: quotes, half of them Han letters, full-width letters and capitals, parts and signs. */
static char *
make_text (void)
{
  static const char *const parts[] = {
    "'", "''", "黄坑", "重庆", "Ａ", "é",  "AJ-007-0", " ",  "x",
    "-", "Ö",  "㎡",   "6",    "\"", "，", "鿿",      "㐀", "="
  };
  GString *text = g_string_new (NULL);

  for (gint n = g_test_rand_int_range (0, 12); n > 0; n--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);

  return g_string_free (text, FALSE);
}

static double
make_real (void)
{
  union
  {
    guint64 bits;
    double real;
  } any = { ((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int () };

  if (g_test_rand_bit ())
    return g_test_rand_int_range (-100000, 100000) / 100.0;

  return isfinite (any.real) ? any.real : 0;
}

static SuyRecord *
make_any (Fixture *fixture, guint i, double amount)
{
  g_autofree char *code = g_strdup_printf ("%u", i * 7919 % 1000);
  g_autofree char *name = make_text ();
  SuyRecord *record = fixture_site (fixture, code, name, i, 1);

  if (g_test_rand_bit ())
    suy_record_set_real (record, "amount", amount);
  if (g_test_rand_bit ())
    suy_record_set_integer (
        record, "people",
        (gint64) ((guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ()));
  if (g_test_rand_bit ())
    suy_record_set_text (record, "since", "2026-11-20");
  if (i % 10 == 0)
    suy_record_set_geometry (record, NULL);
  suy_record_set_integer (record, "lag", i);

  return record;
}

typedef struct
{
  GPtrArray *records;
  guint at;
} Given;

static SuyRecord *
next_given (gpointer data, GError **error)
{
  Given *given = data;

  return given->at == given->records->len
             ? NULL
             : suy_record_copy (g_ptr_array_index (given->records, given->at++));
}

/* One of each two was loaded, the other written by itself. */
static void
assert_same_log (Fixture *fixture)
{
  g_autoptr (SuyConnection) connection = fixture_connect (fixture);
  const SuySelection order = { .order = suy_register_find (fixture->site, "lag") };
  g_autoptr (GArray) ids = suy_store_select (fixture->store, fixture->site, &order, NULL);

  for (guint i = 0; i < ids->len; i += 2)
    {
      g_autofree char *one =
          fixture_describe_log (connection, fixture->site, g_array_index (ids, gint64, i));
      g_autofree char *other =
          fixture_describe_log (connection, fixture->site, g_array_index (ids, gint64, i + 1));

      g_assert_cmpstr (one, ==, other);
    }
}

/* The log, the search text, places and codes are those that the triggers make of single records. */
static void
test_same (Fixture *fixture, gconstpointer unused)
{
  static const char *const unpaired[] = {
    "SELECT count(*) FROM (SELECT 1 FROM suy_text GROUP BY body HAVING count(*) % 2 <> 0)",
    "SELECT count(*) FROM (SELECT 1 FROM site GROUP BY geom, code, name, amount, people, since, lag"
    " HAVING count(*) <> 2)",
    "SELECT count(*) FROM (SELECT 1 FROM rtree_site_geom GROUP BY minx, maxx HAVING count(*) <> 2)",
    "SELECT count(*) FROM (SELECT 1 FROM site INDEXED BY suy_site_code WHERE code > ''"
    " GROUP BY code HAVING count(*) <> 2)",
  };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  Given given = { records, 0 };
  GError *error = NULL;

  for (guint i = 0; i < 170; i++)
    g_ptr_array_add (records,
                     make_any (fixture, i, g_test_rand_int_range (-100000, 100000) / 100.0));
  fixture_begin (fixture, "import");
  suy_store_load (fixture->store, fixture->site, next_given, &given, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      suy_store_insert (fixture->store, g_ptr_array_index (records, i), &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (fixture_commit (fixture), ==, 2 * records->len);
  for (guint i = 0; i < G_N_ELEMENTS (unpaired); i++)
    {
      g_autofree char *n = fixture_sql (fixture, unpaired[i]);

      g_assert_cmpstr (n, ==, "0");
    }
  assert_same_log (fixture);
  g_assert_false (fixture_has_finding (fixture, "projectionDrift"));
  g_assert_false (fixture_has_finding (fixture, "textStale"));
}

/* A query that names an index fails where it is missing or of no use. */
static void
assert_visits (Fixture *fixture, const char *expected)
{
  g_autofree char *n =
      fixture_sql (fixture, "SELECT count(*) FROM visit INDEXED BY suy_visit_site WHERE site IS 7");

  g_assert_cmpstr (n, ==, expected);
}

static void
load_visits (Fixture *fixture)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  Given given = { records, 0 };
  GError *error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      SuyRecord *visit = suy_record_new (fixture->visit);

      suy_record_set_integer (visit, "site", 5 + i % 4);
      g_ptr_array_add (records, visit);
    }
  fixture_begin (fixture, "import");
  suy_store_load (fixture->store, fixture->visit, next_given, &given, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

/* Fields that the catalog calls indexed: in an empty file, after a first load, which makes the
 * index at its end, after a second one, and after somebody dropped it. */
static void
test_indexed (Fixture *fixture, gconstpointer unused)
{
  assert_visits (fixture, "0");
  load_visits (fixture);
  assert_visits (fixture, "5");
  load_visits (fixture);
  assert_visits (fixture, "10");
  g_assert_false (fixture_has_finding (fixture, "indexMissing"));

  fixture_close (fixture);
  g_free (fixture_sql (fixture, "DROP INDEX suy_visit_site"));
  fixture_open (fixture, SUY_STORE_READ);
  g_assert_true (fixture_has_finding (fixture, "indexMissing"));
  fixture_close (fixture);
  fixture_open (fixture, SUY_STORE_WRITE);
  assert_visits (fixture, "10");
  g_assert_false (fixture_has_finding (fixture, "indexMissing"));
}

/* An image says exactly what the record says, whatever its numbers: SQLite's own quote() rounds a
 * few of them. */
static void
test_image (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) image = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (SuyRecord) record = make_any (fixture, i % 170, make_real ());
      g_autoptr (SuyCells) cells = suy_cells_new ();

      suy_image_write (image, record);
      g_assert_true (suy_cells_read_image (cells, image->str));
      for (guint k = 0; k < fixture->site->fields->len; k++)
        {
          const SuyField *field = g_ptr_array_index (fixture->site->fields, k);
          const SuyValue *value = field->derived ? NULL : suy_record_get (record, field);

          g_assert_true (suy_cells_equal_value (suy_cells_get (cells, field->number), value));
        }
    }
}

/* The RTree answers a box as a scan does, by another program's own way of asking. */
static void
test_box (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *tree = NULL;
  g_autofree char *scan = NULL;
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (GArray) items = NULL;
  SuyBox box = { 0, 0, 90 * SUY_DEGREE, 45 * SUY_DEGREE };

  assert_load (fixture, 5000);
  set = suy_store_load_features (fixture->store, fixture->site, NULL);
  items = suy_feature_set_in_box (set, box);
  fixture_close (fixture);
  tree = fixture_sql (fixture, "SELECT count(*) FROM rtree_site_geom WHERE minx <= 90 AND maxx >= 0"
                               " AND miny <= 45 AND maxy >= 0");
  scan = g_strdup_printf ("%u", items->len);
  g_assert_cmpstr (tree, ==, scan);
}

static void
test_outward (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 1000; i++)
    {
      double x = g_test_rand_double_range (-180, 180);
      SuyRtreeEntry entry = suy_rtree_entry (1, x, x, x, x);

      g_assert_cmpfloat ((double) entry.min_x, <=, x);
      g_assert_cmpfloat ((double) entry.max_x, >=, x);
      g_assert_cmpfloat ((double) entry.min_y, <=, x);
      g_assert_cmpfloat ((double) entry.max_y, >=, x);
    }
}

static void
assert_nothing (Fixture *fixture, gint64 n)
{
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, n);
  fixture_assert_clean (fixture);
}

static void
test_errors (Fixture *fixture, gconstpointer unused)
{
  GError *error = NULL;

  fixture_add_site (fixture, "R-1", "甲");
  fixture_begin (fixture, "import");
  g_assert_false (load (fixture, (Source){ .n = 500, .fail_at = 400 }, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_commit (fixture), ==, 0);
  assert_nothing (fixture, 1);

  fixture_begin (fixture, "import");
  g_assert_false (load (fixture, (Source){ .n = 2, .same_id = 77 }, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  suy_store_rollback (fixture->store);
  assert_nothing (fixture, 1);
}

static void
test_undo (Fixture *fixture, gconstpointer unused)
{
  SuyCommandInfo info = { 0 };
  GError *error = NULL;

  fixture_add_site (fixture, "R-1", "甲");
  assert_load (fixture, 200);
  suy_store_undo (fixture->store, &info, &error);
  g_assert_no_error (error);
  assert_nothing (fixture, 1);
  suy_store_redo (fixture->store, &info, &error);
  g_assert_no_error (error);
  assert_nothing (fixture, 201);
}

static guint
count_hits (Fixture *fixture, const char *text)
{
  GError *error = NULL;
  g_autoptr (GArray) hits = suy_store_search (fixture->store, text, 100, &error);

  g_assert_no_error (error);
  return hits->len;
}

static void
test_search (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    guint n;
  } cases[] = { { "黄坑", 1 },
                { "黄坑镇", 1 },
                { "坑镇", 1 },
                { "黄镇", 0 },
                { "hk", 1 },
                { "hkz", 1 },
                { "kzm", 1 },
                { "HKZ", 1 },
                { "AJ-2026-0402", 1 },
                { "aj-2026", 1 },
                { "0402", 1 },
                { "402", 1 },
                { "2026", 2 },
                { "cq", 1 },
                { "zq", 1 },
                { "重庆", 1 },
                { "ＡＪ－２０２６", 1 },
                { "木业 hk", 1 },
                { "木业 cq", 0 },
                { "\"", 0 },
                { "* OR a", 0 },
                { "abc\"def", 1 },
                { "", 0 },
                { "里 zz", 0 },
                { "ms", 1 },
                { "厂黄", 0 } };

  fixture_add_site (fixture, "AJ-2026-0402", "黄坑镇木业厂");
  fixture_add_site (fixture, "AJ2-2026-9", "重庆 abc\"def");
  fixture_add_site (fixture, "X", "麻沙镇");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n = count_hits (fixture, cases[i].text);

      if (n != cases[i].n)
        g_error ("“%s” finds %u, not %u", cases[i].text, n, cases[i].n);
    }
}

/* A phrase does not reach from one field into the next. */
static void
test_search_fields (Fixture *fixture, gconstpointer unused)
{
  fixture_add_site (fixture, "黄", "坑");
  g_assert_cmpuint (count_hits (fixture, "黄 坑"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "黄坑"), ==, 0);
}

static void
test_search_follows (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "黄坑镇");
  g_autoptr (SuyRecord) record = suy_record_new (fixture->site);

  suy_record_set_id (record, id);
  suy_record_set_text (record, "name", "麻沙镇");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, record, NULL));
  fixture_commit (fixture);
  g_assert_cmpuint (count_hits (fixture, "黄坑"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "麻沙"), ==, 1);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_delete (fixture->store, fixture->site, id, NULL));
  fixture_commit (fixture);
  g_assert_cmpuint (count_hits (fixture, "麻沙"), ==, 0);
  fixture_assert_clean (fixture);
}

static guint
count_selected (Fixture *fixture, const SuySelection *selection)
{
  GError *error = NULL;
  g_autoptr (GArray) ids = suy_store_select (fixture->store, fixture->site, selection, &error);

  g_assert_no_error (error);
  return ids->len;
}

static void
test_select (Fixture *fixture, gconstpointer unused)
{
  const SuyField *level = suy_register_find (fixture->site, "level");
  const SuyField *amount = suy_register_find (fixture->site, "amount");
  const SuyField *name = suy_register_find (fixture->site, "name");
  static const char *const levels[] = { "blue", "red", NULL, "orange" };
  g_autoptr (GArray) ids = NULL;
  gint64 made[4];

  fixture_begin (fixture, "edit");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (SuyRecord) record = fixture_site (fixture, NULL, i == 0 ? "100%_a" : "Bb", 1, 1);

      if (levels[i] != NULL)
        suy_record_set_text (record, "level", levels[i]);
      suy_record_set_real (record, "amount", i);
      g_assert_true (suy_store_insert (fixture->store, record, NULL));
      made[i] = suy_record_get_id (record);
    }
  fixture_commit (fixture);

  ids = suy_store_select (fixture->store, fixture->site, &(SuySelection){ .order = level }, NULL);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, made[1]);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, made[3]);
  g_assert_cmpint (g_array_index (ids, gint64, 2), ==, made[0]);
  g_assert_cmpint (g_array_index (ids, gint64, 3), ==, made[2]);
  g_clear_pointer (&ids, g_array_unref);
  ids = suy_store_select (fixture->store, fixture->site,
                          &(SuySelection){ .order = level, .descending = TRUE }, NULL);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, made[0]);
  g_assert_cmpint (g_array_index (ids, gint64, 3), ==, made[2]);

#define COUNT(f, k, v) \
  count_selected (fixture, &(SuySelection){ .filters = &(SuyFilter){ f, k, v }, .n_filters = 1 })
  g_assert_cmpuint (COUNT (level, SUY_FILTER_EQUAL, SUY_TEXT ("red")), ==, 1);
  g_assert_cmpuint (COUNT (level, SUY_FILTER_NOT_EQUAL, SUY_TEXT ("red")), ==, 3);
  g_assert_cmpuint (COUNT (level, SUY_FILTER_NULL, SUY_VALUE_INIT_NULL), ==, 1);
  g_assert_cmpuint (COUNT (level, SUY_FILTER_NOT_NULL, SUY_VALUE_INIT_NULL), ==, 3);
  g_assert_cmpuint (COUNT (amount, SUY_FILTER_LESS, SUY_REAL (2)), ==, 2);
  g_assert_cmpuint (COUNT (amount, SUY_FILTER_GREATER, SUY_REAL (2)), ==, 1);
  g_assert_cmpuint (COUNT (name, SUY_FILTER_CONTAINS, SUY_TEXT ("bB")), ==, 3);
  g_assert_cmpuint (COUNT (name, SUY_FILTER_CONTAINS, SUY_TEXT ("%_")), ==, 1);
  g_assert_cmpuint (COUNT (name, SUY_FILTER_CONTAINS, SUY_TEXT ("0_%")), ==, 0);
  g_assert_cmpuint (count_selected (fixture, &(SuySelection){ .search = "bb" }), ==, 3);
  g_assert_cmpuint (count_selected (fixture, &(SuySelection){ .search = " " }), ==, 4);
  g_assert_cmpuint (count_selected (fixture, &(SuySelection){ .search = "((" }), ==, 0);
}

/* Not a test of speed: prints rates with -m perf. */
static void
test_rates (Fixture *fixture, gconstpointer unused)
{
  guint n = 100000, saves = 1000;
  double seconds;

  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }
  g_test_timer_start ();
  assert_load (fixture, n);
  seconds = g_test_timer_elapsed ();
  g_test_maximized_result (n / seconds, "bulk rows a second: %.0f", n / seconds);
  g_test_timer_start ();
  for (guint i = 0; i < saves; i++)
    fixture_add_site (fixture, NULL, "x");
  seconds = g_test_timer_elapsed ();
  g_test_maximized_result (saves / seconds, "saves a second: %.0f", saves / seconds);
  g_test_timer_start ();
  fixture_assert_clean (fixture);
  g_test_message ("verify of %u rows: %.2f s", n, g_test_timer_elapsed ());
  g_test_timer_start ();
  fixture_reopen (fixture);
  g_test_message ("close and open: %.3f s", g_test_timer_elapsed ());
  g_test_timer_start ();
  g_assert_cmpuint (count_hits (fixture, "B-05"), ==, 100);
  g_test_message ("search: %.3f s", g_test_timer_elapsed ());
  g_test_timer_start ();
  suy_feature_set_unref (suy_store_load_features (fixture->store, fixture->site, NULL));
  g_test_message ("load features: %.3f s", g_test_timer_elapsed ());
}

#define ADD(path, function) \
  g_test_add ("/store/load/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("rtree/sizes", test_sizes);
  ADD ("same", test_same);
  ADD ("indexed", test_indexed);
  ADD ("image", test_image);
  ADD ("rtree/then-edit", test_then_edit);
  ADD ("rtree/box", test_box);
  ADD ("errors/nothing-kept", test_errors);
  ADD ("undo/all", test_undo);
  ADD ("search/words", test_search);
  ADD ("rtree/outward", test_outward);
  ADD ("search/fields", test_search_fields);
  ADD ("search/follows-edits", test_search_follows);
  ADD ("select/filters-and-order", test_select);
  ADD ("rates/perf", test_rates);

  return g_test_run ();
}
