/* suy-network-joins.c: loose ends, and what they should meet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each loose end chooses the nearest end, else the nearest line, within the tolerance.  The choices
 * are made nearest first.  An end follows its choice, which may follow its own: all ends of a
 * cluster come to stand where the last of them stands.  Two ends that chose each other may both be
 * short of a third place: then the second of them looks again, for both and past both. */

#include <math.h>
#include <stdlib.h>

#include "suy-geodesic.h"
#include "suy-id.h"
#include "suy-network-check-private.h"

#define NOTHING_NEAR ((CheckNear){ INFINITY, G_MAXUINT32, FALSE, FALSE, 0, { 0, 0 } })

/* ---- nodes ---- */

typedef struct
{
  guint64 key;
  guint32 end;
} KeyedEnd;

static int
compare_keys (const void *a, const void *b)
{
  const KeyedEnd *l = a, *r = b;

  if (l->key != r->key)
    return l->key < r->key ? -1 : 1;

  return l->end < r->end ? -1 : l->end > r->end;
}

static guint64
key_of (const Check *self, guint32 end)
{
  const SuyRivers *rivers = self->rivers;
  SuyPoint point;

  if (rivers->meet != SUY_MEET_ENDS)
    return (guint64) (end % 2 == 0 ? rivers->from_node : rivers->to_node)[end / 2];
  point = suy_check_end (self, end);

  return (guint64) (guint32) point.x << 32 | (guint32) point.y;
}

static guint32
add_node (Check *self, SuyPoint spot)
{
  guint32 node = self->spots->len;

  g_array_append_val (self->spots, spot);
  g_array_append_val (self->joined_to, node);

  return node;
}

static void
number_nodes (Check *self)
{
  g_autofree KeyedEnd *ends = g_new (KeyedEnd, 2 * (gsize) self->n + 1);
  gsize n = 0;

  self->node = g_new (guint32, 2 * (gsize) self->n);
  for (guint32 i = 0; i < self->n; i++)
    {
      if (suy_feature_set_get_shape (self->rivers->lines, i).kind != SUY_SHAPE_LINE)
        self->dropped[i] = 1;
      for (guint32 end = 2 * i; end < 2 * i + 2; end++)
        {
          self->node[end] = NO_NODE;
          if (!self->dropped[i])
            ends[n++] = (KeyedEnd){ key_of (self, end), end };
        }
    }
  qsort (ends, n, sizeof *ends, compare_keys);

  for (gsize i = 0; i < n; i++)
    self->node[ends[i].end] = i > 0 && ends[i].key == ends[i - 1].key
                                  ? self->spots->len - 1
                                  : add_node (self, suy_check_end (self, ends[i].end));
}

guint32
suy_check_root (Check *self, guint32 node)
{
  guint32 *to = (guint32 *) (void *) self->joined_to->data;

  while (to[node] != node)
    {
      to[node] = to[to[node]];
      node = to[node];
    }

  return node;
}

/* ---- what lies near a loose end ---- */

/* The same bits both ways, so that two ends that choose each other agree on the distance. */
static double
gap_between (SuyPoint a, SuyPoint b)
{
  return a.x < b.x || (a.x == b.x && a.y <= b.y) ? suy_geodesic_distance (a, b)
                                                 : suy_geodesic_distance (b, a);
}

static gboolean
same_spot (SuyPoint a, SuyPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/* An end of @reach that is nearer than what was chosen so far. */
static void
offer_ends (Check *self, guint32 end, guint32 reach, CheckNear *best)
{
  for (guint32 k = 2 * reach; k < 2 * reach + 2; k++)
    {
      SuyPoint place = suy_check_end (self, k);
      double gap = gap_between (suy_check_end (self, end), place);

      if (gap <= self->rule->tolerance_m && gap < best->gap_m)
        *best = (CheckNear){ gap, reach, k % 2 == 1, FALSE, k % 2, place };
    }
}

static void
offer_line (Check *self, guint32 end, const SuyHit *hit, CheckNear *best)
{
  SuyShape line = suy_feature_set_get_shape (self->rivers->lines, hit->item);
  CheckNear near = { hit->distance_m, hit->item, FALSE, TRUE, 0, { 0, 0 } };

  if (best->reach != G_MAXUINT32)
    return;
  suy_shape_locate (&line, suy_check_end (self, end), &near.fraction, &near.place);
  if (!same_spot (near.place, suy_check_end (self, 2 * hit->item)) &&
      !same_spot (near.place, suy_check_end (self, 2 * hit->item + 1)))
    *best = near;
}

/* A reach shorter than the tolerance has its neighbours within it: they are no choice. */
static gboolean
is_neighbour_of_short (Check *self, guint32 end, guint32 reach)
{
  guint32 far = self->node[end ^ 1];

  return (self->node[2 * reach] == far || self->node[2 * reach + 1] == far) &&
         gap_between (suy_check_end (self, end), suy_check_end (self, end ^ 1)) <=
             self->rule->tolerance_m;
}

/* A reach that has come to @cluster with an end. */
static gboolean
is_in (Check *self, guint32 cluster, guint32 reach)
{
  return cluster != NO_NODE && (suy_check_root (self, self->node[2 * reach]) == cluster ||
                                suy_check_root (self, self->node[2 * reach + 1]) == cluster);
}

/* @cluster: (or NO_NODE): reaches that end there are no choice */
static CheckNear
choose (Check *self, guint32 end, guint32 cluster)
{
  SuyPoint spot = suy_check_end (self, end);
  const guint32 one = 1;
  const SuyShape point = { SUY_SHAPE_POINT, 1, &one, &spot };
  CheckNear best = NOTHING_NEAR, line = NOTHING_NEAR;
  g_autoptr (GArray) hits =
      suy_feature_set_within (self->rivers->lines, &point, self->rule->tolerance_m);

  for (guint i = 0; i < hits->len; i++)
    {
      const SuyHit *hit = &g_array_index (hits, SuyHit, i);

      if (hit->item == end / 2 || self->dropped[hit->item] ||
          is_neighbour_of_short (self, end, hit->item) || is_in (self, cluster, hit->item))
        continue;
      offer_line (self, end, hit, &line);
      offer_ends (self, end, hit->item, &best);
    }

  return best.reach == G_MAXUINT32 ? line : best;
}

static guint32
end_of (const CheckNear *near)
{
  return 2 * near->reach + (near->at_last ? 1 : 0);
}

/* ---- joining ---- */

typedef struct
{
  guint32 end;
  CheckNear near;
} Choice;

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const Choice *l = a, *r = b;

  if (l->near.gap_m != r->near.gap_m)
    return l->near.gap_m < r->near.gap_m ? -1 : 1;

  return l->end < r->end ? -1 : l->end > r->end;
}

static GArray *
choose_all (Check *self)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  g_autofree guint32 *degree = g_new0 (guint32, check_n_nodes (self) + 1);

  for (guint32 end = 0; end < 2 * self->n; end++)
    if (self->node[end] != NO_NODE)
      degree[self->node[end]]++;
  for (guint32 end = 0; end < 2 * self->n; end++)
    if (self->node[end] != NO_NODE && degree[self->node[end]] == 1)
      {
        const Choice choice = { end, choose (self, end, NO_NODE) };

        self->out->n_loose++;
        if (choice.near.reach != G_MAXUINT32)
          g_array_append_val (choices, choice);
      }
  g_array_sort (choices, compare_choices);

  return choices;
}

/* The node on the way of @reach at @near; one for each place. */
static guint32
node_on_line (Check *self, GHashTable *known, const CheckNear *near)
{
  CheckSplit split = { near->reach, 0, near->fraction };
  char *name = g_strdup_printf ("%u %d %d", near->reach, near->place.x, near->place.y);
  gpointer found = g_hash_table_lookup (known, name);

  if (found != NULL)
    {
      g_free (name);
      return GPOINTER_TO_UINT (found) - 1;
    }
  split.node = add_node (self, near->place);
  g_array_append_val (self->splits, split);
  g_hash_table_insert (known, name, GUINT_TO_POINTER (split.node + 1));

  return split.node;
}

static SuyFault
fault_of (Check *self, const Choice *choice)
{
  const CheckNear *near = &choice->near;
  SuyFault fault = suy_check_new_fault (self, near->on_line ? SUY_FAULT_OFF_LINE : SUY_FAULT_GAP,
                                        choice->end / 2);

  fault.mend = near->on_line ? SUY_MEND_JOIN_LINE : SUY_MEND_JOIN_END;
  fault.plain = TRUE;
  fault.at_last = choice->end % 2 == 1;
  fault.other = near->reach;
  fault.other_at_last = near->at_last;
  fault.fraction = near->fraction;
  fault.place = near->place;
  fault.size_m = near->gap_m;
  fault.gap_m = near->gap_m;
  fault.box = SUY_BOX_EMPTY;
  suy_box_add_point (&fault.box, suy_check_end (self, choice->end));
  suy_box_add_point (&fault.box, near->place);

  return fault;
}

/* Ends that chose each other are one fault, which is refused as one. */
static gboolean
was_refused_before (GHashTable *refused, const Choice *choice)
{
  gint64 other = end_of (&choice->near);
  gint64 key = choice->near.on_line ? 0 : other << 32 | choice->end;

  return key != 0 && g_hash_table_contains (refused, &key);
}

static void
remember_refused (GHashTable *refused, const Choice *choice)
{
  gint64 other = end_of (&choice->near);
  gint64 key = (gint64) choice->end << 32 | other;

  g_hash_table_add (refused, g_memdup2 (&key, sizeof key));
}

/* Whether the end that @choice goes to has come here already. */
static gboolean
leads_back (Check *self, const Choice *choice)
{
  guint32 to = self->node[end_of (&choice->near)];

  return !choice->near.on_line && suy_check_root (self, to) == self->node[choice->end];
}

/* What @choice and the end it chose would choose beside each other.  Neither may come to the other
 * end of its own reach. */
static CheckNear
look_again (Check *self, const Choice *choice)
{
  guint32 cluster = self->node[choice->end];
  const guint32 ends[2] = { choice->end, end_of (&choice->near) };
  CheckNear best = NOTHING_NEAR;

  for (guint i = 0; i < 2; i++)
    {
      CheckNear near = choose (self, ends[i], cluster);
      guint32 there = near.reach == G_MAXUINT32 || near.on_line
                          ? NO_NODE
                          : suy_check_root (self, self->node[end_of (&near)]);

      if (there != NO_NODE && (there == suy_check_root (self, self->node[ends[0] ^ 1]) ||
                               there == suy_check_root (self, self->node[ends[1] ^ 1])))
        continue;
      if (best.reach == G_MAXUINT32 || near.on_line < best.on_line ||
          (near.on_line == best.on_line && near.gap_m < best.gap_m))
        best = near;
    }
  if (best.reach != G_MAXUINT32)
    best.gap_m = gap_between (suy_check_end (self, choice->end), best.place);

  return best;
}

static void
join (Check *self, Choice *choice, GHashTable *on_lines, GHashTable *refused)
{
  const CheckNear *near = &choice->near;
  guint32 from = self->node[choice->end], to;
  SuyFault fault;

  if (was_refused_before (refused, choice))
    return;
  if (leads_back (self, choice))
    choice->near = look_again (self, choice);
  if (near->reach == G_MAXUINT32)
    return;

  fault = fault_of (self, choice);
  if (!suy_check_add (self, &fault, (guint32[2]){ fault.reach, fault.other }, 2))
    {
      remember_refused (refused, choice);
      return;
    }
  to = near->on_line ? node_on_line (self, on_lines, near) : self->node[end_of (near)];
  g_array_index (self->joined_to, guint32, from) = to;
}

/* Ends follow their choice's own choice. */
static void
move_to_last (Check *self)
{
  for (guint i = 0; i < self->out->faults->len; i++)
    {
      SuyFault *fault = &g_array_index (self->out->faults, SuyFault, i);

      if (fault->kind == SUY_FAULT_GAP)
        fault->place = check_spot (
            self, suy_check_root (self, self->node[2 * fault->reach + (fault->at_last ? 1 : 0)]));
    }
}

void
suy_check_join_ends (Check *self)
{
  g_autoptr (GHashTable) on_lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) refused = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) choices = NULL;

  number_nodes (self);
  if (self->rivers->meet != SUY_MEET_ENDS)
    return;

  choices = choose_all (self);
  for (guint i = 0; i < choices->len; i++)
    join (self, &g_array_index (choices, Choice, i), on_lines, refused);
  move_to_last (self);
}
