/* test-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-error.h"
#include "suy-json.h"

static JsonNode *
parse (const char *text, SuyJsonPlace *root)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = suy_json_parse ("x.json", text, &error);

  g_assert_no_error (error);
  *root = (SuyJsonPlace){ NULL, "x.json", 0, node };

  return node;
}

static void
expect (gboolean ok, GError *const *error, const char *says)
{
  g_assert_false (ok);
  g_assert_error (*error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr ((*error)->message, says));
}

static void
test_range_edges (void)
{
  SuyJsonPlace root;
  g_autoptr (JsonNode) node =
      parse ("{\"a\":1,\"b\":9,\"c\":0,\"d\":10,\"e\":1.5,\"f\":5000000000}", &root);
  static const char *const wrong[] = { "c", "d", "e", "f" };
  int i = 7;

  g_assert_true (suy_json_read_range (&root, "a", 1, 9, &i, NULL));
  g_assert_cmpint (i, ==, 1);
  g_assert_true (suy_json_read_range (&root, "b", 1, 9, &i, NULL));
  g_assert_cmpint (i, ==, 9);
  g_assert_true (suy_json_read_range (&root, "nothing", 1, 2, &i, NULL));
  g_assert_cmpint (i, ==, 9);
  for (guint k = 0; k < G_N_ELEMENTS (wrong); k++)
    {
      g_autoptr (GError) error = NULL;

      expect (suy_json_read_range (&root, wrong[k], 1, 9, &i, &error), &error, "belongs here");
    }
}

static void
test_word_nearest (void)
{
  static const char *const words[] = { "hours", "days", NULL };
  SuyJsonPlace root;
  g_autoptr (JsonNode) node = parse ("{\"unit\":\"days\",\"other\":\"day\"}", &root);
  g_autoptr (GError) error = NULL;
  guint index = 5;

  g_assert_true (suy_json_read_word (&root, "nothing", words, &index, NULL));
  g_assert_cmpuint (index, ==, 5);
  g_assert_true (suy_json_read_word (&root, "unit", words, &index, NULL));
  g_assert_cmpuint (index, ==, 1);
  expect (suy_json_read_word (&root, "other", words, &index, &error), &error, "days");
}

static void
test_bits_edges (void)
{
  SuyJsonPlace root;
  g_autoptr (JsonNode) node =
      parse ("{\"a\":[1,12],\"b\":[0],\"c\":[13],\"d\":[\"1\"],\"e\":3,\"f\":[]}", &root);
  static const char *const wrong[] = { "b", "c", "d", "e" };
  guint32 bits = 7;

  g_assert_true (suy_json_read_bits (&root, "nothing", 1, 12, &bits, NULL));
  g_assert_cmpuint (bits, ==, 7);
  g_assert_true (suy_json_read_bits (&root, "a", 1, 12, &bits, NULL));
  g_assert_cmpuint (bits, ==, 1u << 1 | 1u << 12);
  g_assert_true (suy_json_read_bits (&root, "f", 1, 12, &bits, NULL));
  g_assert_cmpuint (bits, ==, 0);
  for (guint k = 0; k < G_N_ELEMENTS (wrong); k++)
    {
      g_autoptr (GError) error = NULL;

      expect (suy_json_read_bits (&root, wrong[k], 1, 12, &bits, &error), &error, "belongs here");
    }
}

static void
test_day_edges (void)
{
  SuyJsonPlace root;
  g_autoptr (JsonNode) node =
      parse ("{\"a\":\"1970-01-02\",\"b\":\"2026-02-30\",\"c\":\"2026/1/1\",\"d\":5}", &root);
  static const char *const wrong[] = { "b", "c", "d" };
  gint64 day = 9;

  g_assert_true (suy_json_read_day (&root, "nothing", &day, NULL));
  g_assert_cmpint (day, ==, 9);
  g_assert_true (suy_json_read_day (&root, "a", &day, NULL));
  g_assert_cmpint (day, ==, 1);
  for (guint k = 0; k < G_N_ELEMENTS (wrong); k++)
    {
      g_autoptr (GError) error = NULL;

      expect (suy_json_read_day (&root, wrong[k], &day, &error), &error, "/");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/json/range/edges", test_range_edges);
  g_test_add_func ("/catalog/json/word/nearest", test_word_nearest);
  g_test_add_func ("/catalog/json/bits/edges", test_bits_edges);
  g_test_add_func ("/catalog/json/day/edges", test_day_edges);

  return g_test_run ();
}
