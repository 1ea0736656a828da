/* suy-network-visits.c: nearest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "suy-network-sweep.h"

/* Digits of a radix sort: their table is passed once for each, so few visits take small ones. */
#define MOST_DIGIT_BITS 11u
#define FEW_DIGIT_BITS 7u
#define FEW_VISITS 4096u

/* Fewer are compared. */
#define LEAST_TO_SORT 48u

static int
compare_visits (const void *a, const void *b)
{
  const Visit *l = a, *r = b;

  if (l->mm != r->mm)
    return l->mm < r->mm ? -1 : 1;

  return l->number < r->number ? -1 : l->number > r->number;
}

/* Moves @from to @to in the order of the digit of so many @bits at @shift. */
static void
sort_by_digit (const Visit *from, Visit *to, gsize n, guint shift, guint bits)
{
  guint64 mask = (G_GUINT64_CONSTANT (1) << bits) - 1;
  gsize place[(1u << MOST_DIGIT_BITS) + 1];

  memset (place, 0, (mask + 2) * sizeof *place);
  for (gsize i = 0; i < n; i++)
    place[(from[i].mm >> shift & mask) + 1]++;
  for (gsize digit = 0; digit < mask; digit++)
    place[digit + 1] += place[digit];
  for (gsize i = 0; i < n; i++)
    to[place[from[i].mm >> shift & mask]++] = from[i];
}

/* By distance; then the few that are equally far by number. */
void
suy_visits_sort (GArray *visits)
{
  g_autofree Visit *spare = NULL;
  Visit *list = (Visit *) (gpointer) visits->data;
  guint bits = visits->len < FEW_VISITS ? FEW_DIGIT_BITS : MOST_DIGIT_BITS;
  guint64 farthest = 0;
  gsize n = visits->len;

  if (n < LEAST_TO_SORT)
    {
      if (n > 1)
        qsort (list, n, sizeof (Visit), compare_visits);
      return;
    }

  spare = g_new (Visit, n);
  for (gsize i = 0; i < n; i++)
    farthest = MAX (farthest, list[i].mm);
  for (guint shift = 0; shift < 64 && farthest >> shift != 0; shift += 2 * bits)
    {
      sort_by_digit (list, spare, n, shift, bits);
      sort_by_digit (spare, list, n, MIN (shift + bits, 63), bits);
    }
  for (gsize i = 0, end; i < n; i = end)
    {
      for (end = i + 1; end < n && list[end].mm == list[i].mm;)
        end++;
      if (end - i > 1)
        qsort (list + i, end - i, sizeof (Visit), compare_visits);
    }
}
