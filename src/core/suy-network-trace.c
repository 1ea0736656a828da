/* suy-network-trace.c: the pieces of an answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up the water without a limit in hours the labels answer, see suy-network-sweep.h; all else is a
 * search over nodes. */

#include <math.h>

#include "suy-network-search.h"
#include "suy-network-sweep.h"

/* Cuts @piece, which covers the fractions from @begin on in the direction of the search, where it
 * goes beyond a limit. */
static void
cut_piece (const SuySearch *self, SuyTracePiece *piece, guint32 reach, double begin)
{
  const SuyNetwork *net = self->net;
  double length = (double) length_of (net, reach) / 1000.0, hours = hours_of (net, reach);
  gboolean by_m = piece->far_m > self->rule.max_m, by_h = piece->far_h > self->rule.max_h;
  double keep = piece->to - piece->from, end;

  if (!by_m && !by_h)
    return;
  if (by_m)
    keep = MIN (keep, (self->rule.max_m - piece->near_m) / length);
  if (by_h && (self->rule.max_h - piece->near_h) / hours < keep)
    {
      keep = (self->rule.max_h - piece->near_h) / hours;
      by_m = FALSE;
    }
  else if (by_m)
    by_h = FALSE;

  end = self->up ? begin + keep : begin - keep;
  piece->far_m = by_m ? self->rule.max_m : piece->near_m + keep * length;
  piece->far_h = by_h ? self->rule.max_h : piece->near_h + hours_through (net, reach, keep);
  if (!self->up && keep > 0.0) /* not lost in rounding */
    end = MIN (end, nextafter (begin, 0.0));
  piece->from = MIN (begin, end);
  piece->to = MAX (begin, end);
}

/* Appends the part of a reach between two fractions, in the direction of the search. */
static SuyTracePiece *
append_piece (const SuySearch *self,
              GArray *pieces,
              guint32 reach,
              const double ends[2],
              const double near[2])
{
  double part = fabs (ends[1] - ends[0]);
  SuyTracePiece piece = { self->net->number[reach],
                          MIN (ends[0], ends[1]),
                          MAX (ends[0], ends[1]),
                          near[0],
                          near[0] + part * ((double) length_of (self->net, reach) / 1000.0),
                          near[1],
                          near[1] + hours_through (self->net, reach, part) };

  cut_piece (self, &piece, reach, ends[0]);
  g_array_append_val (pieces, piece);

  return &g_array_index (pieces, SuyTracePiece, pieces->len - 1);
}

static SuyTracePiece *
append_start (const SuySearch *self, GArray *pieces)
{
  return append_piece (self, pieces, self->start,
                       (double[]){ self->fraction, self->up ? 1.0 : 0.0 }, (double[]){ 0.0, 0.0 });
}

/* A whole reach that begins so many mm beyond the far end of the start reach; of the start reach,
 * which a cycle leads back to, what the start left.  So the far end of one is to the bit where the
 * next begins. */
static void
append_reach (const SuySearch *self, GArray *pieces, guint32 reach, double mm, double near_h)
{
  double near_m = self->offset_m + mm / 1000.0;
  SuyTracePiece piece;

  if (reach == self->start)
    {
      double begin = self->up ? 0.0 : 1.0;

      if (begin != self->fraction)
        append_piece (self, pieces, reach, (double[]){ begin, self->fraction },
                      (double[]){ near_m, near_h });
      return;
    }

  piece = (SuyTracePiece){ self->net->number[reach],
                           0.0,
                           1.0,
                           near_m,
                           self->offset_m + (mm + mm_through (self, reach)) / 1000.0,
                           near_h,
                           near_h + hours_of (self->net, reach) };
  cut_piece (self, &piece, reach, self->up ? 0.0 : 1.0);
  g_array_append_val (pieces, piece);
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const SuyTracePiece *l = a, *r = b;

  if (l->near_m != r->near_m)
    return l->near_m < r->near_m ? -1 : 1;

  return l->reach < r->reach ? -1 : l->reach > r->reach;
}

static void
trace_all (SuySearch *self, GArray *pieces)
{
  NodeWalk walk;
  guint32 reach;

  append_start (self, pieces);
  suy_search_nodes (self);
  for (guint32 slot = 0; slot < self->found->len; slot++)
    {
      const Found *found = &g_array_index (self->found, Found, slot);

      if (!found->belongs)
        continue;
      node_walk_init (&walk, self->net, found->node, self->up);
      while (node_walk_next (&walk, &reach))
        append_reach (self, pieces, reach, found->mm, isfinite (found->h) ? found->h : NAN);
    }
  g_array_sort (pieces, compare_pieces);
}

/* Up the water, without a limit in hours.  The start goes among those that begin where it does. */
static void
trace_by_labels (const SuySearch *self, GArray *pieces)
{
  double hours = hours_through (self->net, self->start, suy_search_start_part (self));
  guint64 limit = self->limit_mm < (double) FAR_MM ? (guint64) self->limit_mm : FAR_MM;
  g_autoptr (GArray) visits = suy_sweep_up ((SuyNetwork *) self->net, self->start, hours, limit);
  guint32 number = self->net->number[self->start];
  gboolean started = FALSE;

  g_array_set_size (pieces, visits->len + 1); /* room for all at once */
  g_array_set_size (pieces, 0);
  for (guint32 k = 0; k < visits->len; k++)
    {
      const Visit *visit = &g_array_index (visits, Visit, k);

      if (!started && (self->offset_m > 0.0 || visit->mm > 0 || visit->number >= number))
        {
          append_start (self, pieces);
          started = TRUE;
        }
      append_reach (self, pieces, visit->label, (double) visit->mm, visit->h);
    }
  if (!started)
    append_start (self, pieces);
}

static guint32
next_main (const SuySearch *self, guint32 reach)
{
  return self->up ? main_up_of (self->net, reach) : self->net->main_down[reach];
}

static void
trace_main (const SuySearch *self, GArray *pieces)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  SuyTracePiece last = *append_start (self, pieces);
  double mm = 0.0;

  for (guint32 reach = next_main (self, self->start); reach != NO_REACH;
       reach = next_main (self, reach))
    {
      guint n = pieces->len;

      /* Unknown hours are not >= any limit, so they go on. */
      if (last.far_m >= self->rule.max_m || last.far_h >= self->rule.max_h ||
          !g_hash_table_add (seen, GUINT_TO_POINTER (reach)))
        break;
      append_reach (self, pieces, reach, mm, last.far_h);
      if (reach == self->start || pieces->len == n)
        break;
      last = g_array_index (pieces, SuyTracePiece, n);
      mm += mm_through (self, reach);
    }
  g_array_sort (pieces, compare_pieces);
}

static gboolean
is_place (const SuyNetwork *self, SuyPlace place)
{
  return place.reach < self->n && place.fraction >= 0.0 && place.fraction <= 1.0;
}

GArray *
suy_network_trace (SuyNetwork *self, SuyPlace start, const SuyTraceRule *rule)
{
  gboolean up = rule->direction == SUY_TRACE_UP || rule->direction == SUY_TRACE_UP_MAIN;
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
  SuySearch search;

  g_return_val_if_fail (is_place (self, start), pieces);
  g_return_val_if_fail (rule->max_m >= 0.0 && rule->max_h >= 0.0, pieces);

  suy_search_init (&search, self, up, start, rule);
  if (rule->direction == SUY_TRACE_UP_MAIN || rule->direction == SUY_TRACE_DOWN_MAIN)
    trace_main (&search, pieces);
  else if (up && isinf (rule->max_h))
    trace_by_labels (&search, pieces);
  else
    trace_all (&search, pieces);
  suy_search_clear (&search);

  return pieces;
}

/* Appends what follows the start piece: the reaches to the upstream node of @end, then to @end. */
static void
append_way (SuySearch *self, GArray *pieces, SuyPlace end)
{
  const SuyNetwork *net = self->net;
  g_autoptr (GArray) reaches = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 last = net->label[end.reach], node = node_above (net, last);
  double hours = append_start (self, pieces)->far_h, mm = 0.0;

  while (node != node_below (net, self->start))
    {
      guint32 reach = suy_search_find (self, node)->via;

      g_array_append_val (reaches, reach);
      node = node_above (net, reach);
    }

  for (guint i = reaches->len; i-- > 0;)
    {
      guint32 reach = g_array_index (reaches, guint32, i);

      append_reach (self, pieces, reach, mm, hours);
      mm += mm_through (self, reach);
      hours += hours_of (net, reach);
    }
  append_piece (self, pieces, last, (double[]){ 1.0, end.fraction },
                (double[]){ self->offset_m + mm / 1000.0, hours });
}

GArray *
suy_network_path (SuyNetwork *self, SuyPlace start, SuyPlace end)
{
  const SuyTraceRule rule = { SUY_TRACE_DOWN, INFINITY, INFINITY };
  GArray *pieces = NULL;
  guint32 target;
  SuySearch search;

  g_return_val_if_fail (is_place (self, start) && is_place (self, end), NULL);

  suy_search_init (&search, self, FALSE, start, &rule);
  target = node_above (self, self->label[end.reach]);
  if (start.reach == end.reach && end.fraction <= start.fraction)
    {
      pieces = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
      append_piece (&search, pieces, search.start, (double[]){ start.fraction, end.fraction },
                    (double[]){ 0.0, 0.0 });
    }
  else
    {
      suy_search_run (&search, SUY_SEARCH_BY_METRES, SUY_SEARCH_ALL, target);
      if (suy_search_find (&search, target) != NULL)
        {
          pieces = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
          append_way (&search, pieces, end);
        }
    }
  suy_search_clear (&search);

  return pieces;
}
