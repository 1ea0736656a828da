/* test-clue-rule.c: made-up series with one fault each, and both sides of each limit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-clue-rule.h"
#include "suy-error.h"

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)

static SuyClueLimits
builtin (void)
{
  SuyClueLimits limits;
  g_autoptr (GError) error = NULL;

  suy_clue_limits_read_builtin (&limits, &error);
  g_assert_no_error (error);

  return limits;
}

/* "1111001": a reading each @step minutes; " " is none. */
static GArray *
series (const char *text, gint64 step, double scale)
{
  GArray *readings = g_array_new (FALSE, FALSE, sizeof (SuyReading));

  for (gint64 i = 0; text[i] != '\0'; i++)
    {
      SuyReading reading = { i * step * MINUTE, (text[i] - '0') * scale };

      if (text[i] != ' ')
        g_array_append_val (readings, reading);
    }

  return readings;
}

/* Production runs all the time, treatment stops once: one clue, of an hour or more. */
static void
test_off (void)
{
  static const struct
  {
    const char *production, *treatment;
    guint n;
    gint64 from, until; /* steps of 15 minutes */
  } rows[] = {
    { "999999999999", "999900009999", 1, 4, 8 }, /* the hour itself */
    { "999999999999", "999900099999", 0, 0, 0 }, /* 45 minutes */
    { "999900009999", "999900009999", 0, 0, 0 }, /* both stand */
    { "999999999999", "999999999999", 0, 0, 0 },
    { "999999999999", "900009900009", 2, 1, 5 },
    { "999999999999", "9999    9999", 0, 0, 0 },  /* silent is not off */
    { "999999999999", "000000000000", 1, 0, 15 }, /* the last one holds an hour */
    { "000099990000", "000000000000", 1, 4, 8 },
    { "9     999999", "000000000000", 2, 0, 4 }, /* a reading holds an hour, no longer */
  };
  const SuyClueLimits limits = builtin ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) production = series (rows[i].production, 15, 1);
      g_autoptr (GArray) treatment = series (rows[i].treatment, 15, 1);
      g_autoptr (GArray) found = suy_clue_find_off (&limits, production, treatment);

      g_test_message ("%s over %s", rows[i].production, rows[i].treatment);
      g_assert_cmpuint (found->len, ==, rows[i].n);
      if (rows[i].n == 0)
        continue;
      g_assert_cmpint (g_array_index (found, SuyStretch, 0).from, ==, rows[i].from * 15 * MINUTE);
      g_assert_cmpint (g_array_index (found, SuyStretch, 0).until, ==, rows[i].until * 15 * MINUTE);
    }
}

/* Against a walk minute by minute. */
static void
test_off_random (void)
{
  const SuyClueLimits limits = builtin ();
  guint cases = g_getenv ("SUY_CASES") != NULL ? (guint) atoi (g_getenv ("SUY_CASES")) : 300;

  for (guint c = 0; c < cases; c++)
    {
      g_autofree char *a = g_malloc0 (61), *b = g_malloc0 (61);
      g_autoptr (GArray) production = NULL, treatment = NULL, found = NULL;
      guint n = 0, run = 0;

      for (guint i = 0; i < 60; i++)
        {
          a[i] = " 099"[g_test_rand_int_range (0, 4)];
          b[i] = "0009"[g_test_rand_int_range (0, 4)];
        }
      production = series (a, 10, 1);
      treatment = series (b, 10, 1);
      found = suy_clue_find_off (&limits, production, treatment);
      for (gint64 minute = 0; minute <= 60 * 10 + 120; minute++)
        {
          gboolean on = FALSE, off = FALSE;

          for (guint i = 0; i < production->len; i++)
            if (g_array_index (production, SuyReading, i).at <= minute * MINUTE)
              on = g_array_index (production, SuyReading, i).value >= 1 &&
                   minute * MINUTE - g_array_index (production, SuyReading, i).at < HOUR;
          for (guint i = 0; i < treatment->len; i++)
            if (g_array_index (treatment, SuyReading, i).at <= minute * MINUTE)
              off = g_array_index (treatment, SuyReading, i).value < 1 &&
                    minute * MINUTE - g_array_index (treatment, SuyReading, i).at < HOUR;
          if (on && off)
            run++;
          else
            {
              n += run >= 60;
              run = 0;
            }
        }
      if (found->len != n)
        g_error ("%s over %s: %u, not %u", a, b, found->len, n);
    }
}

static void
assert_runs (GArray *found, guint n, guint length)
{
  g_assert_cmpuint (found->len, ==, n);
  if (n > 0)
    g_assert_cmpuint (g_array_index (found, SuyStretch, 0).n, ==, length);
  g_array_unref (found);
}

static void
test_runs (void)
{
  SuyClueLimits limits = builtin ();
  g_autoptr (GArray) flat = NULL, zero = NULL, under = NULL, gap = NULL;

  limits.flat_n = 4;
  limits.under_n = 3;
  flat = series ("122223333245", 60, 1);
  assert_runs (suy_clue_find_flat (&limits, flat), 2, 4);
  limits.flat_n = 5;
  assert_runs (suy_clue_find_flat (&limits, flat), 0, 0);
  zero = series ("000000000000", 60, 1); /* stands still: nothing is discharged */
  assert_runs (suy_clue_find_flat (&limits, zero), 0, 0);

  limits.under_bp = 8000;
  under = series ("189899798", 60, 10); /* 80 to 100 of 100; 70 is under it */
  assert_runs (suy_clue_find_under (&limits, under, 100), 1, 5);
  assert_runs (suy_clue_find_under (&limits, under, 89), 0, 0);

  gap = series ("1                       1                        1", 60, 1);
  assert_runs (suy_clue_find_gaps (&limits, gap), 1, 2); /* 24 hours are none, 25 are one */
}

static void
test_refused (void)
{
  SuyClueLimits limits;
  g_autoptr (GError) error = NULL;

  g_assert_false (suy_clue_limits_read_text (
      &limits, "t.json",
      "{\"source\": \"S\", \"on_kwh\": 1, \"off_min\": 0, \"hold_min\": 60, \"flat_n\": 24, "
      "\"under_bp\": 9500, \"under_n\": 12, \"gap_h\": 24}",
      &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "off_min"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/clue-rule/off", test_off);
  g_test_add_func ("/rules/clue-rule/off/random", test_off_random);
  g_test_add_func ("/rules/clue-rule/runs", test_runs);
  g_test_add_func ("/rules/clue-rule/refused", test_refused);

  return g_test_run ();
}
