/* suy-point-nearest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the chord2 of a frame of a first guess of a radius, then of larger ones until it holds enough;
 * where frames are no good, by suy_point_nearest_globe().  Points whose chord2 are too close to
 * tell which is nearer are put in order by geodesics.
 *
 * How close that is: chord2 is wrong by up to suy_frame_error(); two places with the same chord c
 * have geodesics that differ by up to c^3 / 24 (1 / R1^2 - 1 / R2^2) (suy-frame.c), 2.1e-17 c^3, so
 * their c^2 must differ by twice that times c; and the geodesic itself is good to some 1e-8 m. */

#include "suy-point-index.h"

#include <math.h>
#include <stdlib.h>

#include "suy-geodesic.h"
#include "suy-point-index-private.h"

#define FIRST_GUESS_M 20000.0
#define NEXT_GUESS 8.0

static double
doubt (const SuyFrame *frame, double chord2)
{
  return suy_frame_error (frame, chord2) + 5e-17 * chord2 * chord2 + 4e-7 * sqrt (chord2) + 1e-14;
}

float
suy_point_near_bound (const SuyFrame *frame, float chord2)
{
  double last = (double) chord2;

  return (float) ((last + 2 * doubt (frame, last)) * (1 + 0x1p-20));
}

static int
compare_ranks (const void *a, const void *b)
{
  SuyPointRank l = *(const SuyPointRank *) a, r = *(const SuyPointRank *) b;

  return l < r ? -1 : l > r;
}

static void
sort_ranks (SuyPointRank *at, guint32 n)
{
  if (n > 64)
    {
      qsort (at, n, sizeof *at, compare_ranks);
      return;
    }

  for (guint32 i = 1; i < n; i++)
    {
      SuyPointRank rank = at[i];
      guint32 j = i;

      for (; j > 0 && at[j - 1] > rank; j--)
        at[j] = at[j - 1];
      at[j] = rank;
    }
}

/* A point of a group that geodesics put in order. */
typedef struct
{
  double metres;
  guint32 item;
} Exact;

static int
compare_exact (const void *a, const void *b)
{
  const Exact *l = a, *r = b;

  if (l->metres != r->metres)
    return l->metres < r->metres ? -1 : 1;

  return l->item < r->item ? -1 : l->item > r->item;
}

typedef struct
{
  const SuyPointIndex *index;
  SuyPoint centre;
  double max_m;
  SuyPointNear near;
} Search;

/* Writes the items of ranks @first to @end - 1, which are in doubt, from place @to of the list.
 * Returns: how many are within max_m */
static guint32
settle (Search *search, guint32 first, guint32 end, guint32 to)
{
  SuyItems *items = search->near.items;
  gsize scratch = (2 * (gsize) search->near.n + 3) & ~(gsize) 3;
  SuyPoint last = { 0, 0 };
  double metres = NAN;
  guint32 n = 0;
  Exact *exact;

  items->n = scratch;
  suy_items_reserve (items, (gsize) (end - first) * sizeof *exact / sizeof (guint32));
  exact = (Exact *) (void *) (items->at + scratch);

  for (guint32 i = first; i < end; i++)
    {
      guint32 position = (guint32) suy_point_near_ranks (&search->near)[i];
      SuyPoint point = suy_point_index_point (search->index, position);

      if (isnan (metres) || point.x != last.x || point.y != last.y)
        metres = suy_geodesic_distance (search->centre, point);
      last = point;
      if (metres <= search->max_m)
        exact[n++] = (Exact){ metres, search->index->items[position] };
    }

  qsort (exact, n, sizeof *exact, compare_exact);
  for (guint32 i = 0; i < n; i++)
    items->at[to + i] = exact[i].item;

  return n;
}

/* Turns ranks into items in place, which take half the room. */
static void
finish (Search *search)
{
  const SuyFrame *frame = search->near.frame;
  const double most_doubt = 2 * doubt (frame, (double) search->near.most);
  guint32 n = search->near.n, to = 0, end;

  sort_ranks (suy_point_near_ranks (&search->near), n);
  for (guint32 first = 0; first < n && to < search->near.k; first = end)
    {
      const SuyPointRank *at = suy_point_near_ranks (&search->near);
      float last = suy_point_rank_chord2 (at[first]);
      gboolean sure = last <= frame->surely_in;

      for (end = first + 1; end < n; end++)
        {
          float next = suy_point_rank_chord2 (at[end]);
          double gap = (double) next - (double) last;

          if (gap > most_doubt || gap > 2 * doubt (frame, (double) next))
            break;
          last = next;
        }

      if (end == first + 1 && sure)
        search->near.items->at[to++] = search->index->items[(guint32) at[first]];
      else
        to += settle (search, first, end, to);
    }

  search->near.items->n = MIN (to, search->near.k);
}

/* Returns: FALSE if the frame does not hold enough, though there may be more */
static gboolean
search_frame (Search *search, const SuyFrame *frame, gboolean is_all)
{
  search->near.frame = frame;
  search->near.n = 0;
  search->near.most = frame->surely_out;
  SUY_SIMD_CALL (suy_point_search_near, search->index, &search->near);
  if (!is_all && (search->near.n < search->near.k || search->near.most > frame->surely_in))
    return FALSE;
  finish (search);

  return TRUE;
}

void
suy_point_index_nearest (SuyPointIndex *self,
                         SuyPoint centre,
                         guint k,
                         double max_m,
                         SuyItems *items)
{
  Search search = { self, centre, max_m, { .items = items } };
  double metres = MIN (max_m, FIRST_GUESS_M);
  SuyFrame frame;

  g_return_if_fail (self != NULL && items != NULL && max_m >= 0);

  items->n = 0;
  search.near.k = MIN (k, self->n);
  if (search.near.k == 0)
    return;

  for (; suy_frame_init (&frame, centre, metres); metres = MIN (max_m, metres * NEXT_GUESS))
    if (search_frame (&search, &frame, metres == max_m))
      return;

  suy_point_nearest_globe (self, centre, search.near.k, max_m, items);
}
