/* suy-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-places.h"

#include <stdlib.h>

typedef struct
{
  guint32 label, item;
  double fraction;
} Entry;

struct _SuyPlaces
{
  SuyNetwork *network;
  Entry *entries;
  guint32 n;
};

static int
compare_entries (const void *a, const void *b)
{
  const Entry *l = a, *r = b;

  if (l->label != r->label)
    return l->label < r->label ? -1 : 1;
  if (l->fraction != r->fraction)
    return l->fraction < r->fraction ? -1 : 1;

  return (l->item > r->item) - (l->item < r->item);
}

SuyPlaces *
suy_places_new (SuyNetwork *network, const guint32 *items, const SuyPlace *places, guint32 n)
{
  SuyPlaces *self;

  for (guint32 i = 0; i < n; i++)
    {
      g_return_val_if_fail (places[i].fraction >= 0.0 && places[i].fraction <= 1.0, NULL);
      g_return_val_if_fail (places[i].reach < suy_network_get_n (network), NULL);
    }

  self = g_atomic_rc_box_new (SuyPlaces);
  self->network = suy_network_ref (network);
  self->n = n;
  self->entries = g_new (Entry, n);
  for (guint32 i = 0; i < n; i++)
    self->entries[i] =
        (Entry){ suy_network_get_label (network, places[i].reach), items[i], places[i].fraction };
  if (n > 0)
    qsort (self->entries, n, sizeof (Entry), compare_entries);

  return self;
}

SuyPlaces *
suy_places_relabel (SuyPlaces *self, SuyNetwork *network)
{
  const guint32 *numbers = suy_network_get_numbers (self->network);
  g_autofree guint32 *items = g_new (guint32, self->n);
  g_autofree SuyPlace *places = g_new (SuyPlace, self->n);

  for (guint32 i = 0; i < self->n; i++)
    {
      items[i] = self->entries[i].item;
      places[i] = (SuyPlace){ numbers[self->entries[i].label], self->entries[i].fraction };
    }

  return suy_places_new (network, items, places, self->n);
}

static void
finalize (gpointer data)
{
  SuyPlaces *self = data;

  suy_network_unref (self->network);
  g_free (self->entries);
}

SuyPlaces *
suy_places_ref (SuyPlaces *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_places_unref (SuyPlaces *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

guint32
suy_places_get_n (SuyPlaces *self)
{
  return self->n;
}

/* The first entry on that reach at @fraction or above, or of a higher label. */
static guint32
find_first (const SuyPlaces *self, guint32 label, double fraction)
{
  guint32 low = 0, high = self->n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const Entry *entry = &self->entries[middle];

      if (entry->label < label || (entry->label == label && entry->fraction < fraction))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

void
suy_places_in_spans (SuyPlaces *self, const SuySpans *spans, SuyItems *items)
{
  items->n = 0;
  for (gsize k = 0; k < spans->n; k++)
    {
      guint32 first = find_first (self, spans->at[k].first, 0.0);
      guint32 end = find_first (self, spans->at[k].end, 0.0);

      suy_items_reserve (items, end - first);
      for (guint32 i = first; i < end; i++)
        items->at[items->n++] = self->entries[i].item;
    }
}

/* What @piece says of @fraction.  The ends are exact, so that a cut end is at its limit. */
static SuyPlaceHit
interpolate (const SuyTracePiece *piece, gboolean up, guint32 item, double fraction)
{
  double begin = up ? piece->from : piece->to, end = up ? piece->to : piece->from;
  double share;

  if (fraction == begin)
    return (SuyPlaceHit){ item, piece->near_m, piece->near_h, 0 };
  if (fraction == end)
    return (SuyPlaceHit){ item, piece->far_m, piece->far_h, 0 };

  share = (fraction - begin) / (end - begin);

  return (SuyPlaceHit){ item, piece->near_m + share * (piece->far_m - piece->near_m),
                        piece->near_h + share * (piece->far_h - piece->near_h), 0 };
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const SuyPlaceHit *l = a, *r = b;

  if (l->river_m != r->river_m)
    return l->river_m < r->river_m ? -1 : 1;

  return (l->item > r->item) - (l->item < r->item);
}

GArray *
suy_places_on_trace (SuyPlaces *self,
                     SuyPlace start,
                     const SuyTraceRule *rule,
                     const GArray *pieces)
{
  gboolean up = rule->direction == SUY_TRACE_UP || rule->direction == SUY_TRACE_UP_MAIN;
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (SuyPlaceHit));
  gboolean start_seen = FALSE;

  for (guint k = 0; k < pieces->len; k++)
    {
      const SuyTracePiece *piece = &g_array_index (pieces, SuyTracePiece, k);
      gboolean again = piece->reach == start.reach && start_seen;
      guint32 label = suy_network_get_label (self->network, piece->reach);
      guint32 i = find_first (self, label, piece->from);

      start_seen |= piece->reach == start.reach;
      for (;
           i < self->n && self->entries[i].label == label && self->entries[i].fraction <= piece->to;
           i++)
        {
          const Entry *entry = &self->entries[i];
          SuyPlaceHit hit = interpolate (piece, up, entry->item, entry->fraction);

          hit.piece = k;
          /* What stands at the start itself lies on the first piece of its reach. */
          if (again && entry->fraction == start.fraction)
            continue;
          if (hit.river_m < rule->max_m && !(hit.travel_h >= rule->max_h))
            g_array_append_val (hits, hit);
        }
    }
  g_array_sort (hits, compare_hits);

  return hits;
}
