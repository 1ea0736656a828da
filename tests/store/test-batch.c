/* test-batch.c: rows that a load wrote behave as rows that were written by themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fixture.h"
#include "suy-batch.h"
#include "suy-error.h"

/* Companies without a code, or sites along the equator: the same ones loaded, then one by one. */
typedef struct
{
  const SuyRegister *reg;
  guint n, at;
} Source;

static SuyRecord *
make_record (const SuyRegister *reg, guint i)
{
  g_autofree char *name = g_strdup_printf ("%s%u", i % 3 == 0 ? "老'厂" : "", i);
  SuyRecord *record = suy_record_new (reg);

  suy_record_set_text (record, "name", name);
  if (reg->geometry != SUY_GEOMETRY_NONE && i % 5 != 0)
    {
      g_autoptr (SuyGeometry) place = suy_geometry_new_point ((SuyPoint){ (gint32) i, 1 });

      suy_record_set_geometry (record, place);
    }

  return record;
}

static SuyRecord *
next_record (gpointer data, GError **error)
{
  Source *source = data;

  return source->at == source->n ? NULL : make_record (source->reg, source->at++);
}

static GArray *
read_ids (Fixture *fixture, const SuyRegister *reg)
{
  GError *error = NULL;
  GArray *ids = suy_store_select (fixture->store, reg, NULL, &error);

  g_assert_no_error (error);
  return ids; /* by code, which none has, then by id */
}

static void
load (Fixture *fixture, const SuyRegister *reg, guint n)
{
  Source source = { reg, n, 0 };
  GError *error = NULL;

  fixture_begin (fixture, "import");
  suy_store_load (fixture->store, reg, next_record, &source, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_commit (fixture), ==, n);
}

/* The id of number i is that of the loaded one, of number n + i that of the other. */
static GArray *
load_pairs (Fixture *fixture, const SuyRegister *reg, guint n)
{
  load (fixture, reg, n);
  fixture_begin (fixture, "edit");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SuyRecord) record = make_record (reg, i);

      g_assert_true (suy_store_insert (fixture->store, record, NULL));
    }
  fixture_commit (fixture);

  return read_ids (fixture, reg);
}

static void
assert_same_log (Fixture *fixture, const SuyRegister *reg, const GArray *ids)
{
  g_autoptr (SuyConnection) connection = fixture_connect (fixture);
  guint n = ids->len / 2;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *one = fixture_describe_log (connection, reg, g_array_index (ids, gint64, i));
      g_autofree char *other =
          fixture_describe_log (connection, reg, g_array_index (ids, gint64, n + i));

      g_assert_cmpstr (one, ==, other);
    }
}

static void
assert_pairs (Fixture *fixture, const SuyRegister *reg, const GArray *ids)
{
  assert_same_log (fixture, reg, ids);
  fixture_assert_clean (fixture);
}

static guint
count_history (Fixture *fixture, const SuyRegister *reg, gint64 id)
{
  GError *error = NULL;
  g_autoptr (GArray) history = suy_store_history (fixture->store, reg, id, &error);

  g_assert_no_error (error);
  return history->len;
}

static void
undo (Fixture *fixture)
{
  SuyCommandInfo info = { 0 };
  GError *error = NULL;

  suy_store_undo (fixture->store, &info, &error);
  g_assert_no_error (error);
}

static void
redo (Fixture *fixture)
{
  SuyCommandInfo info = { 0 };
  GError *error = NULL;

  suy_store_redo (fixture->store, &info, &error);
  g_assert_no_error (error);
}

/* Both sides of a full batch, of the ids of one second, and several loads in a row. */
static void
test_sizes (Fixture *fixture, gconstpointer unused)
{
  static const guint sizes[] = {
    0, 1, SUY_BATCH_ROWS - 1, SUY_BATCH_ROWS, SUY_BATCH_ROWS + 1, 2047, 2048, 2049
  };
  guint sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GArray) recent = NULL;

      load (fixture, fixture->site, sizes[i]);
      ids = read_ids (fixture, fixture->site);
      g_assert_cmpuint (ids->len, ==, sum + sizes[i]);
      if (sizes[i] == 0)
        continue;
      g_assert_cmpuint (
          count_history (fixture, fixture->site, g_array_index (ids, gint64, ids->len - 1)), ==, 1);
      g_assert_cmpuint (count_history (fixture, fixture->site, g_array_index (ids, gint64, sum)),
                        ==, 1);
      recent = suy_store_recent (fixture->store, 1, NULL);
      g_assert_cmpint (g_array_index (recent, SuyChange, 0).id, ==,
                       g_array_index (ids, gint64, sum));
      g_assert_true (g_array_index (recent, SuyChange, 0).reg == fixture->site);
      sum += sizes[i];
    }
  fixture_assert_clean (fixture);
  undo (fixture);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, sum - 2049);
  fixture_assert_clean (fixture);
}

/* Long places end a batch early, and one alone may be longer than a batch. */
static SuyRecord *
next_reach (gpointer data, GError **error)
{
  Source *source = data;
  guint n = source->at % 4 == 0 ? 5000 : 100;
  g_autofree SuyPoint *points = g_new (SuyPoint, n);
  SuyShape shape = { SUY_SHAPE_LINE, 1, &n, points };
  g_autoptr (SuyGeometry) line = NULL;
  SuyRecord *record;

  if (source->at++ == source->n)
    return NULL;
  for (guint i = 0; i < n; i++)
    points[i] = (SuyPoint){ (gint32) (i * 1000), (gint32) source->at };
  line = suy_geometry_new (&shape, NULL);
  record = suy_record_new (source->reg);
  suy_record_set_geometry (record, line);

  return record;
}

static void
test_long (Fixture *fixture, gconstpointer unused)
{
  Source source = { fixture->reach, 60, 0 };
  GError *error = NULL;

  fixture_begin (fixture, "import");
  suy_store_load (fixture->store, fixture->reach, next_reach, &source, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
  fixture_assert_clean (fixture);
  undo (fixture);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->reach), ==, 0);
  redo (fixture);
  fixture_assert_clean (fixture);
}

static void
edit (Fixture *fixture, gint64 id, guint how, guint i)
{
  g_autoptr (SuyRecord) record = suy_record_new (fixture->site);
  g_autofree char *name = g_strdup_printf ("新%u", i);
  g_autoptr (SuyGeometry) place = suy_geometry_new_point ((SuyPoint){ 7, (gint32) i });

  suy_record_set_id (record, id);
  if (how == 0)
    suy_store_delete (fixture->store, fixture->site, id, NULL);
  if (how % 2 == 1)
    suy_record_set_text (record, "name", name);
  if (how >= 2)
    suy_record_set_geometry (record, place);
  if (how != 0)
    suy_store_update (fixture->store, record, NULL);
}

/* Any edits, several of them on a row, with undo and redo between. */
static void
test_edits (Fixture *fixture, gconstpointer unused)
{
  const guint n = SUY_BATCH_ROWS + 20;
  g_autoptr (GArray) ids = load_pairs (fixture, fixture->site, n);

  for (guint round = 0; round < 12; round++)
    {
      fixture_begin (fixture, "edit");
      for (guint k = 0; k < 30; k++)
        {
          guint how = (guint) g_test_rand_int_range (0, 4);
          guint i = (guint) g_test_rand_int_range (0, (gint) n);

          edit (fixture, g_array_index (ids, gint64, i), how, round);
          edit (fixture, g_array_index (ids, gint64, n + i), how, round);
        }
      fixture_commit (fixture);
      if (round % 3 > 0)
        undo (fixture);
      if (round % 3 == 1)
        redo (fixture);
    }
  assert_pairs (fixture, fixture->site, ids);
}

/* An import can be taken back after what was edited since is. */
static void
test_undo (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GArray) ids = NULL;

  load (fixture, fixture->site, 600);
  load (fixture, fixture->site, 300);
  ids = read_ids (fixture, fixture->site);
  fixture_begin (fixture, "edit");
  edit (fixture, g_array_index (ids, gint64, 5), 3, 1);
  edit (fixture, g_array_index (ids, gint64, 700), 0, 1);
  fixture_commit (fixture);
  g_assert_cmpuint (count_history (fixture, fixture->site, g_array_index (ids, gint64, 5)), ==, 3);
  undo (fixture);
  undo (fixture);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, 600);
  fixture_assert_clean (fixture);
  undo (fixture);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, 0);
  redo (fixture);
  redo (fixture);
  redo (fixture);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, 899);
  fixture_assert_clean (fixture);
  fixture_reopen (fixture);
  fixture_assert_clean (fixture);
}

/* As the sqlite3 program does, with nothing but the triggers in the file; @both: with %1$s for each
 * row of a pair. */
static void
run_outside (Fixture *fixture, const GArray *ids, const char *both)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  guint n = ids->len / 2;

  for (guint k = 0; k < 2; k++)
    for (guint i = 0; i < 20; i++)
      {
        g_autofree char *id = g_strdup_printf (
            "%" G_GINT64_FORMAT, g_array_index (ids, gint64, k * n + i * (n - 1) / 19));
        g_autoptr (GString) one = g_string_new (both);

        g_string_replace (one, "%", id, 0);
        g_string_append_printf (sql, "%s;", one->str);
      }
  g_free (fixture_sql (fixture, sql->str));
}

static const struct
{
  const char *path, *sql;
} outside[] = {
  { "update", "UPDATE company SET name = 'x' WHERE fid = %" },
  { "twice", "UPDATE company SET name = 'x' WHERE fid = %;"
             "UPDATE company SET name = 'y' WHERE fid = %" },
  { "there-and-back", "UPDATE company SET name = name || 'x' WHERE fid = %;"
                      "UPDATE company SET name = substr(name, 1, length(name) - 1)"
                      " WHERE fid = %" },
  { "delete", "DELETE FROM company WHERE fid = %" },
  { "replace", "INSERT OR REPLACE INTO company (fid, name) VALUES (%, 'z')" },
  { "delete-and-insert", "DELETE FROM company WHERE fid = %;"
                         "INSERT INTO company (fid, name) VALUES (%, 'z')" },
  { "other-id", "UPDATE company SET fid = % + (1 << 30) WHERE fid = %" },
  { "without-triggers", "DROP TRIGGER IF EXISTS suy_company_update;"
                        "UPDATE company SET name = 'x' WHERE fid = %" },
  { "delete-without-triggers", "DROP TRIGGER IF EXISTS suy_company_delete;"
                               "DELETE FROM company WHERE fid = %" },
};

/* The log of both of a pair is the same before it is sealed, and after. */
static void
test_outside (Fixture *fixture, gconstpointer sql)
{
  g_autoptr (GArray) ids = load_pairs (fixture, fixture->company, 2 * SUY_BATCH_ROWS + 5);

  fixture_close (fixture);
  run_outside (fixture, ids, sql);
  assert_same_log (fixture, fixture->company, ids);
  fixture_open (fixture, SUY_STORE_WRITE);
  assert_pairs (fixture, fixture->company, ids);
}

static const struct
{
  const char *path, *sql, *finding;
} damages[] = {
  { "short",
    "UPDATE suy_batch SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE row ="
    " (SELECT min(row) FROM suy_batch)",
    "batchDamaged" },
  { "long", "UPDATE suy_batch SET bytes = CAST(bytes || 'x' AS BLOB)", "batchDamaged" },
  { "empty", "UPDATE suy_batch SET bytes = x''", "batchDamaged" },
  { "ends", "UPDATE suy_batch SET bytes = CAST(x'ffffffff' || substr(bytes, 5) AS BLOB)",
    "batchDamaged" },
  { "number", "UPDATE suy_batch SET n = n - 1", "batchDamaged" },
  { "none", "UPDATE suy_batch SET n = 0", "batchDamaged" },
  { "huge", "UPDATE suy_batch SET n = 1 << 40", "batchDamaged" },
  { "content",
    "UPDATE suy_batch SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || 'x' AS"
    " BLOB) WHERE row = (SELECT min(row) FROM suy_batch)",
    "chainBroken" },
  { "content-and-row",
    "UPDATE suy_batch SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) ||"
    " 'x' AS BLOB)",
    "projectionDrift" },
  { "place", "UPDATE suy_batch SET seq = seq + 1000", "seqGap" },
  { "command", "UPDATE suy_batch SET cmd = cmd + 1", "seqGap" },
  { "gone", "DELETE FROM suy_batch WHERE row = (SELECT min(row) FROM suy_batch)", "seqGap" },
  { "mark-gone", "DELETE FROM suy_operation", "seqGap" },
  { "mark-other", "UPDATE suy_operation SET row = row - 1", "seqGap" },
  { "operation-within",
    "INSERT INTO suy_operation SELECT id + 1, rep, seq + 1, cmd, tbl, row, -2, 0, '', NULL, NULL"
    " FROM suy_batch LIMIT 1",
    "seqGap" },
  { "row",
    "INSERT INTO suy_context VALUES (1, 1, 0); UPDATE company SET name = 'x' WHERE fid ="
    " (SELECT max(fid) - 10 FROM company); DELETE FROM suy_context",
    "projectionDrift" },
  { "row-gone",
    "INSERT INTO suy_context VALUES (1, 1, 0); DELETE FROM company WHERE fid ="
    " (SELECT max(fid) FROM company); DELETE FROM suy_context",
    "projectionDrift" },
  { "rows-gone",
    "INSERT INTO suy_context VALUES (1, 1, 0); DELETE FROM company; DELETE FROM suy_context",
    "projectionDrift" },
};

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  load (fixture, fixture->company, SUY_BATCH_ROWS + 30);
  fixture_assert_clean (fixture);
  fixture_close (fixture);
  g_free (fixture_sql (fixture, damages[i].sql));
  fixture_open (fixture, SUY_STORE_READ);
  if (!fixture_has_finding (fixture, damages[i].finding))
    g_error ("no %s", damages[i].finding);
}

/* A row that was edited, and then lost behind the log. */
static void
test_damage_edited (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GArray) ids = load_pairs (fixture, fixture->company, 20);
  g_autoptr (SuyRecord) record = suy_record_new (fixture->company);

  suy_record_set_id (record, g_array_index (ids, gint64, 3));
  suy_record_set_text (record, "name", "新");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, record, NULL));
  fixture_commit (fixture);
  fixture_assert_clean (fixture);
  fixture_close (fixture);
  g_free (fixture_sql (
      fixture, "INSERT INTO suy_context VALUES (1, 1, 0); UPDATE company SET name = '老''厂3' WHERE"
               " name = '新'; DELETE FROM suy_context"));
  fixture_open (fixture, SUY_STORE_WRITE);
  g_assert_true (fixture_has_finding (fixture, "projectionDrift"));
}

/* What was computed from places is stale after a load, and after a row of it moves. */
static void
test_snapshot (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("index", 5);
  g_autoptr (GBytes) first = NULL, second = NULL, third = NULL, fourth = NULL;
  g_autoptr (GArray) ids = NULL;
  gint64 before, after;

  load (fixture, fixture->site, 10);
  before = suy_store_get_log_end (fixture->store, NULL);
  g_assert_true (suy_store_put_snapshot (fixture->store, fixture->site, before, bytes, NULL));
  first = suy_store_get_snapshot (fixture->store, fixture->site, NULL);
  g_assert_nonnull (first);
  load (fixture, fixture->site, 10);
  after = suy_store_get_log_end (fixture->store, NULL);
  g_assert_cmpint (after, ==, before + 10);
  second = suy_store_get_snapshot (fixture->store, fixture->site, NULL);
  g_assert_null (second);

  ids = read_ids (fixture, fixture->site);
  g_assert_true (suy_store_put_snapshot (fixture->store, fixture->site, after, bytes, NULL));
  fixture_begin (fixture, "edit");
  edit (fixture, g_array_index (ids, gint64, 3), 1, 1);
  fixture_commit (fixture);
  third = suy_store_get_snapshot (fixture->store, fixture->site, NULL);
  g_assert_nonnull (third);
  fixture_begin (fixture, "edit");
  edit (fixture, g_array_index (ids, gint64, 4), 2, 1);
  fixture_commit (fixture);
  fourth = suy_store_get_snapshot (fixture->store, fixture->site, NULL);
  g_assert_null (fourth);
}

/* While another connection reads, a load goes the way of every edit, and it sees what was before.
 */
static void
test_reader (Fixture *fixture, gconstpointer unused)
{
  SuyCommandInfo info = { .kind = "import", .bulk = TRUE };
  Source source = { fixture->site, 3000, 0 };
  SuyStore *reader = suy_store_open_reader (fixture->store, NULL);
  g_autofree char *mode = NULL;

  g_assert_cmpint (suy_store_count (reader, fixture->site), ==, 0);
  g_assert_true (suy_store_begin (fixture->store, &info, NULL));
  g_assert_true (suy_store_load (fixture->store, fixture->site, next_record, &source, NULL));
  g_assert_cmpint (suy_store_count (reader, fixture->site), ==, 0);
  g_assert_true (suy_store_commit (fixture->store, NULL, NULL));
  g_assert_cmpint (suy_store_count (reader, fixture->site), ==, 3000);
  suy_store_close (reader, NULL);

  source.at = 0;
  g_assert_true (suy_store_begin (fixture->store, &info, NULL));
  g_assert_true (suy_store_load (fixture->store, fixture->site, next_record, &source, NULL));
  g_assert_true (suy_store_commit (fixture->store, NULL, NULL));
  mode = fixture_sql (fixture, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "wal");
  g_assert_true (suy_store_begin (fixture->store, &info, NULL));
  suy_store_rollback (fixture->store);
  g_free (mode);
  mode = fixture_sql (fixture, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "wal");
  fixture_assert_clean (fixture);
}

#define ADD(path, function) \
  g_test_add ("/store/batch/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sizes", test_sizes);
  ADD ("long", test_long);
  ADD ("edits", test_edits);
  ADD ("undo", test_undo);
  ADD ("snapshot", test_snapshot);
  ADD ("reader", test_reader);
  ADD ("damage/edited-row", test_damage_edited);
  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      g_autofree char *path = g_strconcat ("/store/batch/outside/", outside[i].path, NULL);

      g_test_add (path, Fixture, outside[i].sql, fixture_set_up, test_outside, fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/store/batch/damage/", damages[i].path, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_damage,
                  fixture_tear_down);
    }

  return g_test_run ();
}
