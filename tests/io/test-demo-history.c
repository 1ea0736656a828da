/* test-demo-history.c: do the histories of the demo agree with each other?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether each move is lawful is the business of the rules; here is what they ask people for. */

#include <math.h>

#include "demo-fixture.h"
#include "demo-moves.h"
#include "suy-date.h"
#include "suy-geodesic.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static Fixture *all;
static GHashTable *histories; /* id to GPtrArray of SuyDemoMove */

static SuyPoint
point_of (SuyRecord *record)
{
  return suy_geometry_get_shape (suy_record_get_geometry (record))->points[0];
}

static gint64
day_of (SuyRecord *record, const char *field)
{
  const char *text = suy_record_get_text (record, field);
  g_autofree char *date = g_strndup (text, 10);

  return suy_date_get_day (date);
}

/* Two of one kind within 50 m and 7 days: the later one is linked to the other. */
static void
test_duplicates (void)
{
  GPtrArray *list = fixture_list (all, "problem");
  guint n_merged = 0;

  for (guint i = 0; i < list->len; i++)
    for (guint k = 0; k < i; k++)
      {
        SuyRecord *a = list->pdata[i], *b = list->pdata[k];

        if (g_strcmp0 (suy_record_get_text (a, "violation"),
                       suy_record_get_text (b, "violation")) != 0 ||
            ABS (day_of (a, "found_at") - day_of (b, "found_at")) > 7 ||
            suy_geodesic_distance (point_of (a), point_of (b)) > 50)
          continue;
        g_assert_cmpint (suy_record_get_integer (a, "duplicate_of"), !=, 0);
        n_merged++;
      }
  g_test_message ("%u near", n_merged);
}

/* A problem has an item from the moment it is assigned, one and no more. */
static void
test_items (void)
{
  GPtrArray *problems = fixture_list (all, "problem"),
            *items = fixture_list (all, "rectification_item");
  g_autoptr (GHashTable) n_of = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      SuyRecord *problem = fixture_get (all, suy_record_get_integer (items->pdata[i], "problem"));

      if (problem != NULL)
        g_assert_true (g_hash_table_add (n_of, problem));
    }
  for (guint i = 0; i < problems->len; i++)
    {
      SuyRecord *problem = problems->pdata[i];

      g_assert_cmpint (g_hash_table_contains (n_of, problem), ==,
                       demo_find_move (histories, problem, "assign") != NULL);
    }
}

/* Problem and item stand where the other stands; a draft waits for the unit to sign and for its
 * plan to be approved. */
static void
test_in_step (void)
{
  static const char *const pairs[][2] = {
    { "drafted", "assigned" },
    { "drafted", "received" },
    { "planned", "rectifying" },
    { "in_progress", "rectifying" },
    { "stage_met", "rectifying" },
    { "completed", "submitted" },
    { "accepting", "submitted" },
    { "accepted", "accepted" },
    { "closed", "closed" },
    { "consolidating", "consolidating" },
    { "lookback_passed", "lookback_ok" },
    { "rebounded", "reopened" },
  };
  GPtrArray *items = fixture_list (all, "rectification_item");

  for (guint i = 0; i < items->len; i++)
    {
      SuyRecord *problem = fixture_get (all, suy_record_get_integer (items->pdata[i], "problem"));
      const char *state = demo_state (histories, items->pdata[i]);
      guint k = 0;

      if (problem == NULL)
        continue;
      while (!g_str_equal (pairs[k][0], state) ||
             !g_str_equal (pairs[k][1], demo_state (histories, problem)))
        g_assert_cmpuint (++k, <, G_N_ELEMENTS (pairs));
    }
}

/* Nobody accepts work of their own unit, closes what they accepted, or looks back at it. */
static void
test_separate_hands (void)
{
  GPtrArray *list = fixture_list (all, "problem");
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SuyDemoMove *accept = demo_find_move (histories, list->pdata[i], "accept");
      const SuyDemoMove *close = demo_find_move (histories, list->pdata[i], "close");
      const SuyDemoMove *look = demo_find_move (histories, list->pdata[i], "look_back");

      if (accept == NULL)
        continue;
      n++;
      g_assert_cmpint (suy_record_get_integer (fixture_get (all, accept->actor), "unit"), !=,
                       suy_record_get_integer (list->pdata[i], "responsible_unit"));
      g_assert_true (close == NULL || close->actor != accept->actor);
      g_assert_true (look == NULL || look->actor != accept->actor);
    }
  g_assert_cmpuint (n, >, 500);
}

/* Every "accept" and every "send_back" has its record of that day, by that person. */
static void
test_acceptances (void)
{
  GPtrArray *list = fixture_list (all, "acceptance");
  guint n_failed = 0;

  for (guint i = 0; i < list->len; i++)
    {
      SuyRecord *problem = fixture_get (all, suy_record_get_integer (list->pdata[i], "problem"));
      gboolean pass = g_str_equal (suy_record_get_text (list->pdata[i], "verdict"), "pass");
      const SuyDemoMove *move;
      gint64 day = day_of (list->pdata[i], "accepted_on");

      if (problem == NULL)
        continue;
      move = demo_find_move (histories, problem, pass ? "accept" : "send_back");
      g_assert_nonnull (move);
      g_assert_cmpint (move->actor, ==, suy_record_get_integer (list->pdata[i], "acceptor"));
      g_assert_cmpint ((move->at + 8 * HOUR) / (24 * HOUR), ==, day);
      n_failed += !pass;
    }
  g_assert_cmpuint (n_failed, >, 0);
}

/* A complaint is handled once its problem is recorded, settled once that is closed, and answered
 * within 48 hours. */
static void
test_complaints (void)
{
  GPtrArray *list = fixture_list (all, "complaint");

  for (guint i = 0; i < list->len; i++)
    {
      SuyRecord *problem = fixture_get (all, suy_record_get_integer (list->pdata[i], "problem"));
      const SuyDemoMove *first = demo_find_move (histories, list->pdata[i], "receive");
      const SuyDemoMove *reply = demo_find_move (histories, list->pdata[i], "reply");
      const SuyDemoMove *handle = demo_find_move (histories, list->pdata[i], "handle");
      const SuyDemoMove *settle = demo_find_move (histories, list->pdata[i], "settle");

      g_assert_nonnull (first);
      g_assert_cmpint (handle != NULL, ==, problem != NULL);
      if (handle != NULL)
        g_assert_cmpint (demo_find_move (histories, problem, "report")->at, <, handle->at);
      if (settle != NULL)
        g_assert_cmpint (demo_find_move (histories, problem, "close")->at, <, settle->at);
      if (reply != NULL)
        g_assert_cmpint (reply->at - first->at, <=, 48 * HOUR);
    }
}

/* An outfall that was measured has its samples. */
static void
test_outfalls (void)
{
  GPtrArray *list = fixture_list (all, "measurement"), *outfalls = fixture_list (all, "outfall");
  g_autoptr (GHashTable) sampled = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (sampled,
                      fixture_get (all, suy_record_get_integer (list->pdata[i], "outfall")));
  for (guint i = 0; i < outfalls->len; i++)
    g_assert_cmpint (g_hash_table_contains (sampled, outfalls->pdata[i]), ==,
                     demo_find_move (histories, outfalls->pdata[i], "measure") != NULL);
}

/* ---- attachments ---- */

static void
test_attachments (void)
{
  GPtrArray *list = fixture_list (all, "attachment");
  const GPtrArray *blobs = suy_demo_get_blobs (all->demo);
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < blobs->len; i++)
    g_hash_table_insert (sizes, g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, blobs->pdata[i]),
                         GSIZE_TO_POINTER (g_bytes_get_size (blobs->pdata[i])));
  g_assert_cmpuint (list->len, >, 1000);
  for (guint i = 0; i < list->len; i++)
    {
      SuyRecord *object = fixture_get (all, suy_record_get_integer (list->pdata[i], "object_id"));
      gpointer size = g_hash_table_lookup (sizes, suy_record_get_text (list->pdata[i], "hash"));

      g_assert_cmpstr (suy_record_get_register (object)->name, ==,
                       suy_record_get_text (list->pdata[i], "object_register"));
      g_assert_cmpint ((gint64) GPOINTER_TO_SIZE (size), ==,
                       suy_record_get_integer (list->pdata[i], "size"));
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  all = fixture_new (1, 0);
  histories = demo_histories (all->demo);
  g_test_add_func ("/io/demo-history/problem/duplicates", test_duplicates);
  g_test_add_func ("/io/demo-history/problem/items", test_items);
  g_test_add_func ("/io/demo-history/problem/in-step", test_in_step);
  g_test_add_func ("/io/demo-history/problem/separate-hands", test_separate_hands);
  g_test_add_func ("/io/demo-history/problem/acceptances", test_acceptances);
  g_test_add_func ("/io/demo-history/complaint/times", test_complaints);
  g_test_add_func ("/io/demo-history/outfall/samples", test_outfalls);
  g_test_add_func ("/io/demo-history/attachment/contents", test_attachments);
  result = g_test_run ();
  g_hash_table_unref (histories);
  fixture_free (all);

  return result;
}
