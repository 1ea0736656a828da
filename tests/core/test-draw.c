/* test-draw.c: draws can be repeated, and nobody is drawn more often than others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "--draw SEED NAME" prints the list hash and the order of the lines of standard input, for
 * draw-check.py to compare. */

#include <stdio.h>
#include <string.h>

#include "suy-draw.h"
#include "suy-error.h"

static const char *const five[] = { "QY-0003", "QY-0001", "QY-0002", "QY-0005", "QY-0004", NULL };

static guint
get_cases (guint few)
{
  const char *cases = g_getenv ("SUY_CASES");

  return cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : few;
}

static void
assert_order (const char *const *keys, const char *seed, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) order = suy_draw_order (keys, seed, name, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", order);
  g_assert_cmpstr (joined, ==, expected);
}

/* What draw-check.py says of them. */
static void
test_known (void)
{
  static const char *const chinese[] = { "企业甲", "B", "a", NULL };
  g_autofree char *hash = suy_draw_hash (five, NULL);

  g_assert_cmpstr (hash, ==, "02c55f13bc423379ca802b89cea2dc073a85d0833f668e63ff0f356bfd16195b");
  assert_order (five, "20261121", "objects", "QY-0003 QY-0002 QY-0004 QY-0001 QY-0005");
  assert_order (chinese, "种子5", "officers", "企业甲 B a");
}

static char **
make_keys (guint n)
{
  char **keys = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    keys[i] = g_strdup_printf ("K%05u", i);

  return keys;
}

static void
shuffle (char **keys, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint j = (guint) g_test_rand_int_range (0, (gint) n);
      char *key = keys[i];

      keys[i] = keys[j];
      keys[j] = key;
    }
}

/* Every key stands once in the order, however the list was given. */
static void
test_sizes (void)
{
  static const guint sizes[] = { 1, 2, 9, 10, 11, 14, 45, 53, 236, 1438 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto (GStrv) keys = make_keys (sizes[i]);
      g_auto (GStrv) first = suy_draw_order ((const char *const *) keys, "7", "objects", NULL);
      g_auto (GStrv) second = NULL;
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      shuffle (keys, sizes[i]);
      second = suy_draw_order ((const char *const *) keys, "7", "objects", NULL);
      g_assert_true (g_strv_equal ((const char *const *) first, (const char *const *) second));
      for (guint k = 0; first[k] != NULL; k++)
        g_hash_table_add (seen, first[k]);
      g_assert_cmpuint (g_strv_length (first), ==, sizes[i]);
      g_assert_cmpuint (g_hash_table_size (seen), ==, sizes[i]);
    }
}

/* Seed, name and every key change the draw. */
static void
test_depends (void)
{
  g_auto (GStrv) keys = make_keys (40);
  g_auto (GStrv) plain = suy_draw_order ((const char *const *) keys, "1", "objects", NULL);
  g_auto (GStrv) seed = suy_draw_order ((const char *const *) keys, "2", "objects", NULL);
  g_auto (GStrv) name = suy_draw_order ((const char *const *) keys, "1", "officers", NULL);
  g_auto (GStrv) other = NULL;

  g_free (keys[39]);
  keys[39] = g_strdup ("K99999");
  other = suy_draw_order ((const char *const *) keys, "1", "objects", NULL);
  g_assert_false (g_strv_equal ((const char *const *) plain, (const char *const *) seed));
  g_assert_false (g_strv_equal ((const char *const *) plain, (const char *const *) name));
  g_assert_false (g_str_equal (plain[0], other[0]) && g_str_equal (plain[1], other[1]) &&
                  g_str_equal (plain[2], other[2]));
}

static void
assert_refused (const char *const *keys, const char *seed, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_draw_order (keys, seed, "objects", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refuses (void)
{
  static const char *const none[] = { NULL };
  static const char *const twice[] = { "B", "A", "B", NULL };
  static const char *const empty[] = { "A", "", NULL };
  static const char *const broken[] = { "A", "B\nC", NULL };
  static const char *const bytes[] = { "A", "\xff", NULL };

  assert_refused (none, "1", "empty list");
  assert_refused (twice, "1", "“B” stands twice");
  assert_refused (empty, "1", "control characters");
  assert_refused (broken, "1", "control characters");
  assert_refused (bytes, "1", "control characters");
  assert_refused (five, "", "seed");
  assert_refused (five, "1\n2", "seed");
}

static void
test_tenth (void)
{
  static const guint rows[][2] = { { 0, 0 },
                                   { 1, 1 },
                                   { 9, 1 },
                                   { 10, 1 },
                                   { 11, 2 },
                                   { 14, 2 },
                                   { 20, 2 },
                                   { 21, 3 },
                                   { 45, 5 },
                                   { 53, 6 },
                                   { 236, 24 },
                                   { 1438, 144 },
                                   { G_MAXUINT, G_MAXUINT / 10 + 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (suy_draw_tenth (rows[i][0]), ==, rows[i][1]);
}

/* ---- fair ---- */

#define KEYS 10

static double
chi_square (const guint *counts, guint n, double expected)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += ((double) counts[i] - expected) * ((double) counts[i] - expected) / expected;

  return sum;
}

/* Who stands where, over the seeds "0", "1", ...: 10 x 10 places have 81 degrees of freedom, 99 of
 * 100 such sums are below 113.5; first object by first officer has 99, below 134.6.  The seeds are
 * always the same, so the sums are too. */
static void
test_fair (void)
{
  g_auto (GStrv) keys = make_keys (KEYS);
  guint places[KEYS][KEYS] = { { 0 } }, pairs[KEYS][KEYS] = { { 0 } }, n = get_cases (4000);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *seed = g_strdup_printf ("%u", i);
      g_auto (GStrv) objects = suy_draw_order ((const char *const *) keys, seed, "objects", NULL);
      g_auto (GStrv) officers = suy_draw_order ((const char *const *) keys, seed, "officers", NULL);

      for (guint k = 0; k < KEYS; k++)
        places[objects[k][5] - '0'][k]++;
      pairs[objects[0][5] - '0'][officers[0][5] - '0']++;
    }
  g_test_message ("%.1f and %.1f", chi_square (places[0], KEYS * KEYS, n / (double) KEYS),
                  chi_square (pairs[0], KEYS * KEYS, n / (double) (KEYS * KEYS)));
  g_assert_cmpfloat (chi_square (places[0], KEYS * KEYS, n / (double) KEYS), <, 113.5);
  g_assert_cmpfloat (chi_square (places[0], KEYS * KEYS, n / (double) KEYS), >, 50);
  g_assert_cmpfloat (chi_square (pairs[0], KEYS * KEYS, n / (double) (KEYS * KEYS)), <, 134.6);
}

/* ---- officers ---- */

static void
assert_deal (const SuyDrawDeal *deal, guint object, guint a, guint b)
{
  g_assert_cmpuint (g_array_index (deal->officers, guint, 2 * object), ==, a);
  g_assert_cmpuint (g_array_index (deal->officers, guint, 2 * object + 1), ==, b);
}

static void
test_line (void)
{
  g_autoptr (SuyDrawDeal) deal = suy_draw_deal (4, 5, 2, NULL, NULL);

  assert_deal (deal, 0, 0, 1);
  assert_deal (deal, 1, 2, 3);
  assert_deal (deal, 2, 4, 0);
  assert_deal (deal, 3, 1, 2);
  g_assert_cmpuint (deal->passed->len, ==, 0);
}

/* Officer 1 has an interest in object 0, officers 1 and 2 in object 1. */
static gboolean
has_conflict (guint object, guint officer, gpointer user_data)
{
  return officer == 1 ? object <= 1 : officer == 2 && object == 1;
}

static void
assert_passed (const SuyDrawDeal *deal, guint i, guint object, guint officer, guint instead)
{
  const SuyDrawPassed *passed = &g_array_index (deal->passed, SuyDrawPassed, i);

  g_assert_cmpuint (passed->object, ==, object);
  g_assert_cmpuint (passed->officer, ==, officer);
  g_assert_cmpuint (passed->instead, ==, instead);
}

static void
test_passed_over (void)
{
  g_autoptr (SuyDrawDeal) deal = suy_draw_deal (3, 5, 2, has_conflict, NULL);

  assert_deal (deal, 0, 0, 2); /* 1 keeps the place: 1 3 4 0 2 */
  assert_deal (deal, 1, 3, 4); /* 1 again: 1 0 2 3 4 */
  assert_deal (deal, 2, 1, 0);
  g_assert_cmpuint (deal->passed->len, ==, 2);
  assert_passed (deal, 0, 0, 1, 2);
  assert_passed (deal, 1, 1, 1, 3);
}

static gboolean
always (guint object, guint officer, gpointer user_data)
{
  return officer != 2;
}

static void
test_nobody_left (void)
{
  g_autoptr (SuyDrawDeal) deal = suy_draw_deal (1, 4, 2, always, NULL);
  g_autoptr (SuyDrawDeal) alone = suy_draw_deal (2, 1, 2, NULL, NULL);

  assert_deal (deal, 0, 2, G_MAXUINT);
  assert_passed (deal, 0, 0, 0, 2);
  assert_passed (deal, 1, 0, 1, 2);
  assert_passed (deal, 2, 0, 3, G_MAXUINT);
  assert_deal (alone, 0, 0, G_MAXUINT);
  assert_deal (alone, 1, 0, G_MAXUINT);
}

/* Loads differ by as much as conflicts make them: without any by at most one. */
static void
test_even (void)
{
  for (guint i = 0; i < 200; i++)
    {
      guint n_objects = (guint) g_test_rand_int_range (1, 60);
      guint n_officers = (guint) g_test_rand_int_range (2, 20);
      g_autoptr (SuyDrawDeal) deal = suy_draw_deal (n_objects, n_officers, 2, NULL, NULL);
      guint load[20] = { 0 }, least = G_MAXUINT, most = 0;

      for (guint k = 0; k < deal->officers->len; k++)
        load[g_array_index (deal->officers, guint, k)]++;
      for (guint k = 0; k < n_officers; k++)
        {
          least = MIN (least, load[k]);
          most = MAX (most, load[k]);
        }
      g_assert_cmpuint (most - least, <=, 1);
      for (guint k = 0; k < n_objects; k++)
        g_assert_cmpuint (g_array_index (deal->officers, guint, 2 * k), !=,
                          g_array_index (deal->officers, guint, 2 * k + 1));
    }
}

/* ---- for draw-check.py ---- */

static int
print_draw (const char *seed, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) keys = NULL, order = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;
  char line[256];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_strchomp (line);
      g_strv_builder_add (builder, line);
    }
  keys = g_strv_builder_end (builder);
  hash = suy_draw_hash ((const char *const *) keys, &error);
  order = hash == NULL ? NULL : suy_draw_order ((const char *const *) keys, seed, name, &error);
  if (order == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  printf ("%s\n", hash);
  for (guint i = 0; order[i] != NULL; i++)
    printf ("%s\n", order[i]);

  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--draw"))
    return print_draw (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/draw/known", test_known);
  g_test_add_func ("/core/draw/sizes", test_sizes);
  g_test_add_func ("/core/draw/depends", test_depends);
  g_test_add_func ("/core/draw/refuses", test_refuses);
  g_test_add_func ("/core/draw/tenth", test_tenth);
  g_test_add_func ("/core/draw/fair", test_fair);
  g_test_add_func ("/core/draw/deal/line", test_line);
  g_test_add_func ("/core/draw/deal/passed-over", test_passed_over);
  g_test_add_func ("/core/draw/deal/nobody-left", test_nobody_left);
  g_test_add_func ("/core/draw/deal/even", test_even);

  return g_test_run ();
}
