/* test-lookback-sample.c: the look-back of a year, and rechecks of stations, as they are drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-sampling-make.h"
#include "suy-sampling-pool.h"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bureau, bureau_close)

static SuyRecord *
get (Bureau *bureau, const char *reg, gint64 id)
{
  return suy_store_get (bureau->workspace->store, bureau_register (bureau, reg), id, NULL);
}

static void
refuse_edit (Bureau *bureau, const char *reg, gint64 id, const char *field, const char *text)
{
  g_autoptr (SuyRecord) record = suy_record_new (bureau_register (bureau, reg));
  g_autoptr (GError) error = NULL;

  suy_record_set_id (record, id);
  suy_record_set_text (record, field, text);
  g_assert_false (suy_workspace_save (bureau->workspace, record, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
}

/* ---- look-backs ---- */

/* Items that are closed, as the demo writes them: a whole life of each would take long. */
static void
add_items (Bureau *bureau, guint from, guint to, const char *state, gint64 year)
{
  const SuyRegister *reg = bureau_register (bureau, "rectification_item");
  const SuyCommandInfo info = { .kind = "edit" };
  g_autofree char *closed = g_strdup_printf ("%" G_GINT64_FORMAT "-12-31", year);
  g_autoptr (GError) error = NULL;

  g_assert_true (suy_store_begin (bureau->workspace->store, &info, &error));
  for (guint i = from; i < to; i++)
    {
      g_autoptr (SuyRecord) record = suy_record_new (reg);
      g_autofree char *code = g_strdup_printf ("Z%04u", i);

      suy_record_set_text (record, "code", code);
      suy_record_set_text (record, "title", code);
      suy_record_set_text (record, "state", state);
      suy_record_set_text (record, "closed_at", closed);
      suy_store_insert (bureau->workspace->store, record, &error);
      g_assert_no_error (error);
    }
  suy_store_commit (bureau->workspace->store, NULL, &error);
  g_assert_no_error (error);
}

static gint64
fix_population (Bureau *bureau, gint64 year)
{
  const SuySamplingWish wish = { .reg = "lookback_sample", .year = year };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) record = NULL;

  bureau_act_as (bureau, "rectification_office");
  record = suy_sampling_make (bureau->workspace, &wish, &error);
  g_assert_no_error (error);
  suy_sampling_begin (bureau->workspace, record, &error);
  g_assert_no_error (error);

  return suy_record_get_id (record);
}

/* A share that is no whole number is rounded up; nothing said is a tenth; more than all is all. */
static void
test_sizes (void)
{
  g_auto (Bureau) bureau = { 0 };
  static const struct
  {
    gint64 bp, count, expected;
  } rows[] = {
    { 0, 0, 2 },      { 1000, 0, 2 }, { 909, 0, 1 }, { 910, 0, 2 },
    { 10000, 0, 11 }, { 0, 5, 5 },    { 0, 99, 11 },
  };

  bureau_open (&bureau);
  add_items (&bureau, 0, 11, "closed", 2025);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SuySamplingWish wish = { .reg = "lookback_sample",
                                     .year = 2026,
                                     .share_bp = rows[i].bp,
                                     .count = rows[i].count };
      g_autoptr (SuyRecord) record = suy_sampling_make (bureau.workspace, &wish, NULL);

      g_assert_cmpint (suy_record_get_integer (record, "sample_size"), ==, rows[i].expected);
    }
}

/* F-10 and S-058: a tenth, rounded up; one fewer is refused. */
static void
test_tenth (void)
{
  g_auto (Bureau) bureau = { 0 };
  static const guint sizes[][2] = { { 1, 1 },  { 9, 1 },  { 10, 1 },   { 11, 2 },    { 14, 2 },
                                    { 45, 5 }, { 53, 6 }, { 236, 24 }, { 1438, 144 } };
  guint n = 0;

  bureau_open (&bureau);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *size = g_strdup_printf ("%u", sizes[i][1]);
      g_autofree char *fewer = g_strdup_printf ("sample_size=%u", sizes[i][1] - 1);
      gint64 id;
      g_autoptr (SuyRecord) record = NULL;
      g_auto (GStrv) sample = NULL;

      add_items (&bureau, n, n + sizes[i][0], "closed", 2000 + (gint64) i);
      n += sizes[i][0];
      id = fix_population (&bureau, 2001 + (gint64) i);
      bureau_assert (&bureau, "lookback_sample", id, "sample_size", size);
      if (sizes[i][1] > 1)
        bureau_refuse (&bureau, "rectification_office", "lookback_sample", id, "draw",
                       "a tenth of the population", "seed=7", fewer, NULL);
      bureau_move (&bureau, "rectification_office", "lookback_sample", id, "draw", "seed=7", NULL);
      record = get (&bureau, "lookback_sample", id);
      sample = suy_look_list (record, "sample");
      g_assert_cmpuint (g_strv_length (sample), ==, sizes[i][1]);
    }
}

/* 6.7, Q-21: completed, and not looked back at in the year. */
static void
test_population (void)
{
  g_auto (Bureau) bureau = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) keys = NULL;
  g_autofree char *joined = NULL;
  gint64 id;

  bureau_open (&bureau);
  add_items (&bureau, 1, 4, "closed", 2025);
  add_items (&bureau, 4, 5, "consolidating", 2025);
  add_items (&bureau, 5, 6, "lookback_passed", 2025);
  add_items (&bureau, 6, 7, "cancelled", 2025);
  add_items (&bureau, 7, 8, "rebounded", 2025);
  add_items (&bureau, 8, 9, "accepted", 2025);
  add_items (&bureau, 9, 10, "closed", 2024);
  add_items (&bureau, 10, 11, "closed", 2026);
  bureau_make (&bureau, "lookback", "item=Z0001", "kind=full", "year=2026", "verdict=ok", NULL);
  bureau_make (&bureau, "lookback", "item=Z0002", "kind=full", "year=2025", "verdict=ok", NULL);
  bureau_make (&bureau, "lookback", "item=Z0003", "kind=full", "year=2026", NULL);
  keys = suy_sampling_list_population (bureau.workspace, 2026, &error);
  g_assert_no_error (error);
  joined = g_strjoinv (" ", keys);
  g_assert_cmpstr (joined, ==, "Z0002 Z0003 Z0004 Z0005");

  id = bureau_make (&bureau, "lookback_sample", "name=2026", "year=2026",
                    "population=Z0002;Z0003;Z0004", NULL);
  bureau_refuse (&bureau, "rectification_office", "lookback_sample", id, "fix_population",
                 "every item and petition", NULL);
  bureau_refuse (&bureau, "rectification_office", "lookback_sample", id, "fix_population",
                 "every item and petition", "population=Z0001;Z0002;Z0003;Z0004;Z0005", NULL);
  bureau_move (&bureau, "rectification_office", "lookback_sample", id, "fix_population",
               "population=Z0005;Z0002;Z0003;Z0004", NULL);
  refuse_edit (&bureau, "lookback_sample", id, "population", "[\"Z0002\"]");
}

/* Petitions that are settled belong to it, by China's day; those found untrue had nothing to put
 * right. */
static void
test_petitions (void)
{
  g_auto (Bureau) bureau = { 0 };
  const SuyCommandInfo info = { .kind = "edit" };
  static const char *const states[] = { "handling", "settled", "confirmed", "closed", "settled" };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) keys = NULL;
  g_autofree char *joined = NULL;

  bureau_open (&bureau);
  suy_store_begin (bureau.workspace->store, &info, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (SuyRecord) record = suy_record_new (bureau_register (&bureau, "complaint"));
      g_autofree char *code = g_strdup_printf ("X%u", i);

      suy_record_set_text (record, "code", code);
      suy_record_set_text (record, "state", states[i]);
      suy_record_set_text (record, "settled_at",
                           i == 4 ? "2025-12-31T16:00:00.000Z" : "2025-12-31T15:59:59.000Z");
      suy_store_insert (bureau.workspace->store, record, &error);
      g_assert_no_error (error);
    }
  suy_store_commit (bureau.workspace->store, NULL, NULL);
  keys = suy_sampling_list_population (bureau.workspace, 2026, &error);
  joined = g_strjoinv (" ", keys);
  g_assert_cmpstr (joined, ==, "complaint:X1 complaint:X2");
}

static gint64
look_back (Bureau *bureau, const char *item, const char *kind, const char *inspector)
{
  g_autofree char *words[] = { g_strconcat ("item=", item, NULL), g_strconcat ("kind=", kind, NULL),
                               g_strconcat ("inspector=", inspector, NULL) };

  gint64 id = bureau_make (bureau, "lookback", words[0], words[1], words[2], "year=2026",
                           "done_at=today", "verdict=ok", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_clear_pointer (&words[i], g_free);

  return id;
}

static void
refuse_execute (Bureau *bureau, gint64 id, const char *words)
{
  bureau_refuse (bureau, "rectification_office", "lookback_sample", id, "execute", words,
                 "executed_on=today", NULL);
}

/* Lead units look at all, the office at what was drawn, and nobody at what they accepted. */
static void
test_lookback_life (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id, again, lookback;
  g_autoptr (SuyRecord) record = NULL;
  g_auto (GStrv) sample = NULL;
  g_autofree char *item = NULL;
  const char *other;

  bureau_open (&bureau);
  add_items (&bureau, 1, 4, "closed", 2025);
  id = fix_population (&bureau, 2026);
  again = fix_population (&bureau, 2026);
  bureau_refuse (&bureau, "rectification_office", "lookback_sample", id, "draw",
                 "a sample as the seed draws it", "seed=7", "sample=Z0001;Z0002", NULL);
  bureau_move (&bureau, "rectification_office", "lookback_sample", id, "draw", "seed=7", NULL);
  bureau_refuse (&bureau, "rectification_office", "lookback_sample", again, "draw",
                 "no other sample", "seed=8", NULL);
  refuse_edit (&bureau, "lookback_sample", id, "sample", "[\"Z0001\",\"Z0002\"]");
  record = get (&bureau, "lookback_sample", id);
  sample = suy_look_list (record, "sample");
  g_assert_cmpuint (g_strv_length (sample), ==, 1);

  refuse_execute (&bureau, id, "by its lead unit");
  look_back (&bureau, "Z0001", "full", "unit_head");
  look_back (&bureau, "Z0002", "full", "unit_head");
  refuse_execute (&bureau, id, "by its lead unit");
  look_back (&bureau, "Z0003", "full", "unit_head");
  refuse_execute (&bureau, id, "every drawn item by the office");
  item = g_strconcat ("item=", sample[0], NULL);
  bureau_make (&bureau, "acceptance", item, "org=SUPER", "org_kind=supervising",
               "acceptor=supervising_unit", "accepted_on=today-1", "verdict=pass", NULL);
  lookback = look_back (&bureau, sample[0], "sample", "supervising_unit");
  refuse_execute (&bureau, id, "who were not the acceptors");
  bureau_set (&bureau, "lookback", lookback, "inspector=duty_officer", NULL);
  other = g_str_equal (sample[0], "Z0001") ? "Z0002" : "Z0001";
  lookback = look_back (&bureau, other, "sample", "duty_officer");
  refuse_execute (&bureau, id, "none replaced");
  bureau_set (&bureau, "lookback", lookback, "kind=full", NULL);
  bureau_move (&bureau, "rectification_office", "lookback_sample", id, "execute",
               "executed_on=today", NULL);
  bureau_refuse (&bureau, "rectification_office", "lookback_sample", id, "archive", "report", NULL);
  bureau_attach (&bureau, "lookback_sample", id, "report");
  bureau_move (&bureau, "rectification_office", "lookback_sample", id, "archive", NULL);
}

/* ---- stations ---- */

static void
test_recheck (void)
{
  g_auto (Bureau) bureau = { 0 };
  gint64 id;

  bureau_open (&bureau);
  bureau_make (&bureau, "person", "code=runner", "name=runner", "role=third_party", "unit=OTHER",
               NULL);
  id = bureau_make (&bureau, "station_patrol", "name=Week 1", "station_pool=S1;S2;S3",
                    "sample_size=3", "period=2026-W01", "operator=OTHER", NULL);
  bureau_move (&bureau, "monitor", "station_patrol", id, "draw_list", "seed=7", NULL);
  bureau_attach (&bureau, "station_patrol", id, "photo");
  bureau_move (&bureau, "runner", "station_patrol", id, "manage", "managed_on=today-2",
               "checklist=S1 a;S1 b;S1 c;S1 d;S2 a;S2 b;S2 c;S2 d;S3 a;S3 b;S3 c;S3 d", NULL);
  bureau_move (&bureau, "runner", "station_patrol", id, "rectify", "rectified_on=today-1", NULL);
  bureau_attach (&bureau, "station_patrol", id, "record");
  bureau_refuse (&bureau, "monitor", "station_patrol", id, "recheck", "as the seed draws them",
                 "recheck_seed=9", "recheck_stations=S3;S2;S1;S4", "recheck_on=today",
                 "recheck_verdict=fail", NULL);
  bureau_move (&bureau, "monitor", "station_patrol", id, "recheck", "recheck_seed=9",
               "recheck_on=today", "recheck_verdict=fail", NULL);
  bureau_move (&bureau, "monitor", "station_patrol", id, "fail", "note:drift", NULL);
  bureau_assert (&bureau, "station_patrol", id, "recheck_seed", "");
  bureau_assert (&bureau, "station_patrol", id, "recheck_stations", "");
  bureau_attach (&bureau, "station_patrol", id, "record");
  bureau_move (&bureau, "monitor", "station_patrol", id, "recheck", "recheck_seed=10",
               "recheck_on=today", "recheck_verdict=pass", NULL);
  bureau_move (&bureau, "monitor", "station_patrol", id, "archive", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/lookback-sample/draw/sizes", test_sizes);
  g_test_add_func ("/workspace/lookback-sample/draw/tenth", test_tenth);
  g_test_add_func ("/workspace/lookback-sample/draw/population", test_population);
  g_test_add_func ("/workspace/lookback-sample/draw/petitions", test_petitions);
  g_test_add_func ("/workspace/lookback-sample/life", test_lookback_life);
  g_test_add_func ("/workspace/station-patrol/draw/recheck", test_recheck);

  return g_test_run ();
}
