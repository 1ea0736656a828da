/* suy-network-islands.c: which parts end near another part, but do not meet it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>

#include "suy-geodesic.h"
#include "suy-network-check-private.h"

/* A part with more loose ends is looked at only where water leaves it. */
#define MANY_ENDS 64

typedef struct
{
  guint32 part, n;           /* reaches */
  guint32 first;             /* of them, in the list of all */
  guint32 first_end, n_ends; /* loose ends, in the list of all */
  gboolean stated;
} Part;

typedef struct
{
  Check *check;
  Part *parts;
  guint32 *rank; /* of each part: 0 for the one that all others may be islands of */
  GArray *ends;  /* (element-type guint32): loose ends, by part */
  guint32 *part_of_reach;
  guint32 *reaches; /* by part, each part's by number */
} Islands;

static int
compare_parts (const void *a, const void *b)
{
  const Part *l = a, *r = b;

  if (l->stated != r->stated)
    return l->stated ? -1 : 1;
  if (l->n != r->n)
    return l->n > r->n ? -1 : 1;

  return l->part < r->part ? -1 : l->part > r->part;
}

static gboolean
is_loose (Check *self, guint32 end)
{
  guint32 node = suy_check_root (self, self->node[end]);

  return self->start[node + 1] - self->start[node] == 1;
}

/* Sizes of the parts, and their loose ends one part after another. */
static void
count_parts (Islands *islands)
{
  Check *self = islands->check;
  guint32 sum = 0, first = 0;

  for (guint32 i = 0; i < self->n; i++)
    {
      Part *part;

      islands->part_of_reach[i] = NO_NODE;
      if (self->dropped[i])
        continue;
      islands->part_of_reach[i] = self->part[suy_check_root (self, self->node[2 * i])];
      part = &islands->parts[islands->part_of_reach[i]];
      part->n++;
      part->n_ends += (guint32) is_loose (self, 2 * i) + (guint32) is_loose (self, 2 * i + 1);
    }
  for (guint32 p = 0; p < self->n_parts; p++)
    {
      islands->parts[p].part = p;
      islands->parts[p].stated = self->stated[p];
      islands->parts[p].first_end = sum;
      sum += islands->parts[p].n_ends;
      islands->parts[p].n_ends = 0;
      islands->parts[p].first = first;
      first += islands->parts[p].n;
      islands->parts[p].n = 0;
    }
  for (guint32 i = 0; i < self->n; i++)
    if (islands->part_of_reach[i] != NO_NODE)
      {
        Part *part = &islands->parts[islands->part_of_reach[i]];

        islands->reaches[part->first + part->n++] = i;
      }
  g_array_set_size (islands->ends, sum);
  for (guint32 end = 0; end < 2 * self->n; end++)
    if (islands->part_of_reach[end / 2] != NO_NODE && is_loose (self, end))
      {
        Part *part = &islands->parts[islands->part_of_reach[end / 2]];

        g_array_index (islands->ends, guint32, part->first_end + part->n_ends++) = end;
      }
}

/* The nearest line of a part of lower rank, if nearer than what is known. */
static void
look_from (Islands *islands, guint32 rank, guint32 end, guint32 *from, CheckNear *best)
{
  Check *self = islands->check;
  SuyPoint spot = suy_check_end (self, end);
  const guint32 one = 1;
  const SuyShape point = { SUY_SHAPE_POINT, 1, &one, &spot };
  g_autoptr (GArray) hits =
      suy_feature_set_within (self->rivers->lines, &point, MIN (best->gap_m, self->rule->island_m));

  for (guint i = 0; i < hits->len; i++)
    {
      const SuyHit *hit = &g_array_index (hits, SuyHit, i);
      guint32 part = islands->part_of_reach[hit->item];

      if (part == NO_NODE || islands->rank[part] >= rank || hit->distance_m >= best->gap_m)
        continue;
      *best = (CheckNear){ .gap_m = hit->distance_m, .reach = hit->item, .on_line = TRUE };
      *from = end;
      return;
    }
}

/* Where on the line, and whether that is one of its ends. */
static void
place_on_line (Check *self, SuyPoint from, CheckNear *near)
{
  SuyShape line = suy_feature_set_get_shape (self->rivers->lines, near->reach);

  suy_shape_locate (&line, from, &near->fraction, &near->place);
  for (guint32 k = 0; k < 2; k++)
    {
      SuyPoint end = suy_check_end (self, 2 * near->reach + k);

      /* An end is better than a place beside it that splits off a scrap. */
      if (suy_geodesic_distance (near->place, end) > self->rule->tolerance_m)
        continue;
      near->on_line = FALSE;
      near->at_last = k == 1;
      near->place = check_spot (self, suy_check_root (self, self->node[2 * near->reach + k]));
    }
}

static void
add_island (Islands *islands, const Part *part, guint32 end, CheckNear *near)
{
  Check *self = islands->check;
  SuyFault fault = suy_check_new_fault (self, SUY_FAULT_ISLAND, end / 2);
  const guint32 *reaches = islands->reaches + part->first;

  place_on_line (self, suy_check_end (self, end), near);
  if (self->rivers->meet == SUY_MEET_ENDS)
    fault.mend = near->on_line ? SUY_MEND_EXTEND_LINE : SUY_MEND_EXTEND_END;
  fault.at_last = end % 2 == 1;
  fault.other = near->reach;
  fault.other_at_last = near->at_last;
  fault.fraction = near->fraction;
  fault.place = near->place;
  fault.gap_m = near->gap_m;
  suy_box_add_point (&fault.box, near->place);
  fault.size_m = 0;
  for (guint32 i = 0; i < part->n; i++)
    {
      SuyBox box = suy_feature_set_get_box (self->rivers->lines, reaches[i]);

      suy_box_add (&fault.box, &box);
      fault.size_m += self->rivers->length_m[reaches[i]];
    }
  suy_check_add (self, &fault, reaches, part->n);
}

static void
check_part (Islands *islands, const Part *part, guint32 rank)
{
  CheckNear best = { .gap_m = INFINITY, .reach = G_MAXUINT32 };
  guint32 from = 0;

  for (guint32 i = part->first_end; i < part->first_end + part->n_ends; i++)
    {
      guint32 end = g_array_index (islands->ends, guint32, i);

      if (part->n_ends <= MANY_ENDS || end % 2 == 1)
        look_from (islands, rank, end, &from, &best);
    }
  if (best.reach != G_MAXUINT32)
    add_island (islands, part, from, &best);
}

void
suy_check_islands (Check *self)
{
  g_autofree Part *parts = g_new0 (Part, self->n_parts + 1);
  g_autofree guint32 *rank = g_new (guint32, self->n_parts + 1);
  g_autofree guint32 *part_of_reach = g_new (guint32, self->n + 1);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint32 *reaches = g_new (guint32, self->n + 1);
  Islands islands = { self, parts, rank, ends, part_of_reach, reaches };

  count_parts (&islands);
  qsort (parts, self->n_parts, sizeof *parts, compare_parts);
  for (guint32 i = 0; i < self->n_parts; i++)
    rank[parts[i].part] = i;
  for (guint32 i = 1; i < self->n_parts; i++)
    check_part (&islands, &parts[i], i);
}
