/* test-id.c: ids that were made one at a time are told apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "suy-id.h"

#define N_IDS 10000
#define SECOND_SHIFT 31 /* as the store makes ids */
#define DEVICE_SHIFT 11

static int
compare (const void *a, const void *b)
{
  const guint *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* @step: seconds between two records, 0: many at once, which are counted on */
static guint
count_hashes (gint64 step, guint bits)
{
  g_autofree guint *hashes = g_new (guint, N_IDS);
  guint n = 1;

  for (guint i = 0; i < N_IDS; i++)
    {
      gint64 id = ((G_GINT64_CONSTANT (186000000) + step * i) << SECOND_SHIFT) |
                  ((gint64) 123456 << DEVICE_SHIFT);

      id += step == 0 ? (gint64) i : 0;
      hashes[i] = suy_id_hash (&id) & ((1u << bits) - 1);
    }
  qsort (hashes, N_IDS, sizeof *hashes, compare);
  for (guint i = 1; i < N_IDS; i++)
    n += hashes[i] != hashes[i - 1];

  return n;
}

/* Of as many balls in as many boxes, 63 % of the boxes have one at least; 2^14 boxes here. */
static void
test_spread (void)
{
  static const gint64 steps[] = { 0, 1, 2, 7, 60, 3600, 86400 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_cmpuint (count_hashes (steps[i], 31), >, N_IDS * 99 / 100);
      g_assert_cmpuint (count_hashes (steps[i], 14), >, N_IDS / 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/id/spread", test_spread);

  return g_test_run ();
}
