/* suy-network-plant.c: the forest of main ways, and its labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two reads at random for each reach and pass are what building costs, so there are few passes, and
 * what they read together lies together. */

#include <stdlib.h>
#include <string.h>

#include "suy-network-private.h"

/* In out: the node is a joint, where not exactly one reach leaves.  Reaches are fewer than 2^31. */
#define JOINT (1u << 31)
#define EMPTY G_MAXUINT32

/* In best: the child continues the level path, which counts more than any total. */
#define SAME_PATH (G_GUINT64_CONSTANT (1) << 63)

#define NO_CHILD G_MAXUINT32

typedef struct
{
  union
  {
    guint64 total; /* mm of all that hangs from the reach, and its own */
    struct
    {
      guint32 label, next; /* next: the first label of the children that is still free */
    };
  };
  guint64 best_total; /* of the child that the main way comes from */
  guint32 parent, best, best_size;
  guint32 size; /* of all that hangs from the reach, and itself */
} Stem;

/* One label, until the columns are written one by one. */
typedef struct
{
  guint32 number, parent, size, length;
} Row;

typedef struct
{
  guint32 joint, reach;
} Pair;

typedef struct
{
  const SuyNetworkInput *input;
  guint32 n, n_joints;
  guint32 *from, *to;
  guint32
      *out; /* of a node: the only reach that leaves it, EMPTY, or JOINT and the joint's number */
  guint32 *length;
  GArray *longs;              /* of LongReach, by reach number */
  GArray *leaving, *entering; /* of Pair; by ascending reach */
  Stem *stems;
  guint32 *order; /* (nullable): each reach before its parent */
  gboolean parents_first;
  GArray *rounds; /* of Pair: a root, by reach number, and its main way down */
} Build;

static guint64
mm_of (const Build *build, guint32 i)
{
  return (guint64) (build->input->length_m[i] * 1000.0 + 0.5);
}

static void
read_lengths (Build *build)
{
  build->length = COLUMN_NEW (guint32, build->n);
  for (guint32 i = 0; i < build->n; i++)
    {
      const LongReach reach = { i, mm_of (build, i) };

      build->length[i] = reach.mm < LONG_LENGTH ? (guint32) reach.mm : LONG_LENGTH;
      if (reach.mm >= LONG_LENGTH)
        g_array_append_val (build->longs, reach);
    }
}

static int
compare_long (const void *a, const void *b)
{
  const LongReach *l = a, *r = b;

  return l->label < r->label ? -1 : l->label > r->label;
}

static void
add_pair (GArray *pairs, guint32 joint, guint32 reach)
{
  const Pair pair = { joint, reach };

  g_array_append_val (pairs, pair);
}

static void
find_leaving (Build *build, guint32 n_nodes)
{
  guint32 *out = build->out = COLUMN_NEW (guint32, n_nodes);

  memset (out, 0xff, n_nodes * sizeof (guint32));
  for (guint32 i = 0; i < build->n; i++)
    {
      guint32 *here = &out[build->from[i]];

      if (G_LIKELY (*here == EMPTY))
        {
          *here = i;
          continue;
        }
      if (!(*here & JOINT))
        {
          add_pair (build->leaving, build->n_joints, *here);
          *here = JOINT | build->n_joints++;
        }
      add_pair (build->leaving, *here & ~JOINT, i);
    }
}

/* The parent of each reach that does not end at a joint; the others are listed. */
static void
find_parents (Build *build)
{
  gboolean first = TRUE, last = TRUE;

  build->stems = COLUMN_NEW (Stem, build->n);
  for (guint32 i = 0; i < build->n; i++)
    {
      guint32 *there = &build->out[build->to[i]];
      guint32 parent = *there;

      if (G_UNLIKELY (parent == EMPTY))
        parent = *there = JOINT | build->n_joints++;
      if (G_UNLIKELY (parent & JOINT))
        {
          add_pair (build->entering, parent & ~JOINT, i);
          parent = NO_REACH;
        }
      first &= parent == NO_REACH || parent < i;
      last &= parent == NO_REACH || parent > i;
      build->stems[i] = (Stem){ .total = mm_of (build, i), .parent = parent, .best = NO_CHILD };
    }
  build->parents_first = first;
  build->order = NULL;
  if (!first && !last)
    build->order = COLUMN_NEW (guint32, build->n);
}

/* The reaches of @pairs by joint.  Returns: (transfer full) (array length=n_joints+1): where each
 * joint begins */
static guint32 *
group_pairs (const GArray *pairs, guint32 n_joints, guint32 **reaches)
{
  guint32 *start = g_new0 (guint32, (gsize) n_joints + 2);

  *reaches = g_new (guint32, pairs->len);
  for (guint32 k = 0; k < pairs->len; k++)
    start[g_array_index (pairs, Pair, k).joint + 2]++;
  for (guint32 k = 0; k < n_joints; k++)
    start[k + 2] += start[k + 1];
  for (guint32 k = 0; k < pairs->len; k++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, k);

      (*reaches)[start[pair->joint + 1]++] = pair->reach;
    }

  return start;
}

/* The main way down of all reaches that end at one joint. */
static void
choose_at_joint (Build *build, GArray *ways, const guint32 *entering, guint32 n_entering)
{
  const gint64 *level = build->input->level_path;
  guint32 heaviest;

  if (level != NULL)
    suy_ways_sort (ways);
  for (guint32 k = 0; level != NULL && k < n_entering; k++)
    {
      Way *on = suy_ways_find_level (ways, level[entering[k]]);

      if (on == NULL)
        continue;
      on->through = TRUE;
      build->stems[entering[k]].parent = on->reach;
    }

  heaviest = suy_ways_find_heaviest (ways);
  for (guint32 k = 0; k < n_entering; k++)
    if (build->stems[entering[k]].parent == NO_REACH)
      build->stems[entering[k]].parent = heaviest;
}

static void
choose_at_joints (Build *build)
{
  const gint64 *level = build->input->level_path;
  g_autofree guint32 *leaving = NULL, *entering = NULL;
  g_autofree guint32 *leave_start = group_pairs (build->leaving, build->n_joints, &leaving);
  g_autofree guint32 *enter_start = group_pairs (build->entering, build->n_joints, &entering);
  g_autoptr (GArray) ways = g_array_new (FALSE, FALSE, sizeof (Way));
  gboolean first = build->parents_first, last = build->order == NULL && !build->parents_first;

  for (guint32 joint = 0; joint < build->n_joints; joint++)
    {
      g_array_set_size (ways, 0);
      for (guint32 k = leave_start[joint]; k < leave_start[joint + 1]; k++)
        {
          const Way way = { leaving[k], FALSE, level == NULL ? 0 : level[leaving[k]],
                            mm_of (build, leaving[k]) };

          g_array_append_val (ways, way);
        }
      choose_at_joint (build, ways, entering + enter_start[joint],
                       enter_start[joint + 1] - enter_start[joint]);
    }

  for (guint32 k = 0; k < build->entering->len; k++)
    {
      guint32 parent = build->stems[entering[k]].parent;

      first &= parent == NO_REACH || parent < entering[k];
      last &= parent == NO_REACH || parent > entering[k];
    }
  build->parents_first = first;
  if (!first && !last && build->order == NULL)
    build->order = COLUMN_NEW (guint32, build->n);
}

/* Takes reach @i and then each one below whose last child that was. */
static guint32
peel (Build *build, guint32 *n_children, guint32 i, guint32 n_done)
{
  while (i != NO_REACH && n_children[i] == 0)
    {
      n_children[i] = NO_REACH; /* taken */
      build->order[n_done++] = i;
      i = build->stems[i].parent;
      if (i != NO_REACH)
        n_children[i]--;
    }

  return n_done;
}

/* A main way that goes round needs a joint where it comes back. */
static void
open_round (Build *build, guint32 root)
{
  guint32 down = build->stems[root].parent;
  guint32 *node = &build->out[build->from[down]];

  add_pair (build->rounds, root, down);
  build->stems[root].parent = NO_REACH;
  if (*node & JOINT)
    return;
  *node = JOINT | build->n_joints;
  add_pair (build->leaving, build->n_joints++, down);
}

/* The order in which reaches come before their parents, where the numbers are not it.  What is left
 * after the leaves are peeled off goes round, each round for itself. */
static void
find_order (Build *build)
{
  guint32 *n_children;
  guint32 n_done = 0;

  if (build->order == NULL)
    return;

  n_children = COLUMN_NEW (guint32, build->n);
  memset (n_children, 0, build->n * sizeof (guint32));
  for (guint32 i = 0; i < build->n; i++)
    if (build->stems[i].parent != NO_REACH)
      n_children[build->stems[i].parent]++;
  for (guint32 i = 0; i < build->n; i++)
    n_done = peel (build, n_children, i, n_done);
  for (guint32 i = 0; n_done < build->n && i < build->n; i++)
    if (n_children[i] != NO_REACH)
      {
        guint32 down = build->stems[i].parent;

        open_round (build, i);
        n_children[down]--;
        n_done = peel (build, n_children, down, n_done);
      }
  suy_column_free (n_children);
  g_assert (n_done == build->n);
}

static inline void
add_to_parent (Stem *stems, const gint64 *level, guint32 i)
{
  Stem *stem = &stems[i], *parent;
  guint64 weight = stem->total;

  stem->size++;
  if (stem->parent == NO_REACH)
    return;

  parent = &stems[stem->parent];
  parent->total += stem->total;
  parent->size += stem->size;
  if (level != NULL && level[i] != 0 && level[i] == level[stem->parent])
    weight |= SAME_PATH;
  if (parent->best == NO_CHILD || weight > parent->best_total ||
      (weight == parent->best_total && i < parent->best))
    {
      parent->best = i;
      parent->best_total = weight;
      parent->best_size = stem->size;
    }
}

static void
add_up (Build *build)
{
  const gint64 *level = build->input->level_path;

  if (build->order != NULL)
    for (guint32 k = 0; k < build->n; k++)
      add_to_parent (build->stems, level, build->order[k]);
  else if (build->parents_first)
    for (guint32 i = build->n; i-- > 0;)
      add_to_parent (build->stems, level, i);
  else
    for (guint32 i = 0; i < build->n; i++)
      add_to_parent (build->stems, level, i);
}

/* The child that the main way comes from takes the label after its parent's, the others those that
 * are left. */
static inline void
give_label (Stem *stems, Row *rows, const guint32 *length, guint32 i, guint32 *next_root)
{
  Stem *stem = &stems[i], *parent = NULL;
  guint32 label;

  if (stem->parent == NO_REACH)
    {
      label = *next_root;
      *next_root += stem->size;
    }
  else
    {
      parent = &stems[stem->parent];
      label = parent->best == i ? parent->label + 1 : parent->next;
      if (parent->best != i)
        parent->next += stem->size;
    }
  stem->label = label;
  stem->next = label + 1 + (stem->best == NO_CHILD ? 0 : stem->best_size);
  rows[label] = (Row){ i, parent == NULL ? NO_REACH : parent->label, stem->size, length[i] };
}

static Row *
label_reaches (Build *build)
{
  Row *rows = COLUMN_NEW (Row, build->n);
  guint32 next_root = 0;

  if (build->order != NULL)
    for (guint32 k = build->n; k-- > 0;)
      give_label (build->stems, rows, build->length, build->order[k], &next_root);
  else if (build->parents_first)
    for (guint32 i = 0; i < build->n; i++)
      give_label (build->stems, rows, build->length, i, &next_root);
  else
    for (guint32 i = build->n; i-- > 0;)
      give_label (build->stems, rows, build->length, i, &next_root);

  return rows;
}

static void
take_longs (SuyNetwork *self, Build *build)
{
  gsize n;

  for (guint32 k = 0; k < build->longs->len; k++)
    {
      LongReach *reach = &g_array_index (build->longs, LongReach, k);

      reach->label = self->label[reach->label];
    }
  if (build->longs->len > 0)
    qsort (build->longs->data, build->longs->len, sizeof (LongReach), compare_long);
  self->long_reaches = g_array_steal (build->longs, &n);
  self->n_long = (guint32) n;
}

static void
write_columns (SuyNetwork *self, Build *build)
{
  Row *rows = label_reaches (build);

  self->label = COLUMN_NEW (guint32, self->n);
  self->number = COLUMN_NEW (guint32, self->n);
  self->size = COLUMN_NEW (guint32, self->n);
  self->main_down = COLUMN_NEW (guint32, self->n);
  self->length = COLUMN_NEW (guint32, self->n);
  for (guint32 i = 0; i < self->n; i++)
    self->label[i] = build->stems[i].label;
  for (guint32 x = 0; x < self->n; x++)
    {
      self->number[x] = rows[x].number;
      self->size[x] = rows[x].size;
      self->main_down[x] = rows[x].parent;
      self->length[x] = rows[x].length;
    }
  suy_column_free (rows);
  suy_column_free (g_steal_pointer (&build->stems));
  take_longs (self, build);
}

/* A parent has a lower label than its children. */
static void
sum_below (SuyNetwork *self)
{
  self->below = COLUMN_NEW (guint64, self->n);
  for (guint32 x = 0; x < self->n; x++)
    {
      guint32 down = self->main_down[x];

      self->below[x] = down == NO_REACH ? 0 : self->below[down] + length_of (self, down);
    }
}

void
suy_network_copy_hours (SuyNetwork *self, const double *travel_h)
{
  gboolean any = FALSE;

  for (guint32 i = 0; travel_h != NULL && i < self->n && !any; i++)
    any = !isnan (travel_h[i]);
  if (!any)
    return;

  self->travel_h = COLUMN_NEW (float, self->n);
  for (guint32 x = 0; x < self->n; x++)
    self->travel_h[x] = (float) travel_h[self->number[x]];
}

static int
compare_labels (const void *a, const void *b)
{
  guint32 l = *(const guint32 *) a, r = *(const guint32 *) b;

  return l < r ? -1 : l > r;
}

static void
write_rounds (SuyNetwork *self, const Build *build)
{
  self->n_round_roots = build->rounds->len;
  self->round_roots = g_new (guint32, self->n_round_roots);
  for (guint32 k = 0; k < self->n_round_roots; k++)
    {
      const Pair *round = &g_array_index (build->rounds, Pair, k);

      self->round_roots[k] = self->label[round->joint];
      self->main_down[self->round_roots[k]] = self->label[round->reach];
    }
  if (self->n_round_roots > 0)
    qsort (self->round_roots, self->n_round_roots, sizeof (guint32), compare_labels);
}

/* Appends the labels of @reaches and where they end. */
static void
append_list (const SuyNetwork *self,
             const guint32 *reaches,
             guint32 n,
             GArray *starts,
             GArray *list)
{
  guint32 first = list->len;

  for (guint32 k = 0; k < n; k++)
    g_array_append_val (list, self->label[reaches[k]]);
  if (n > 1)
    qsort (list->data + first * sizeof (guint32), n, sizeof (guint32), compare_labels);
  g_array_append_val (starts, list->len);
}

static guint32 *
take_array (GArray *array)
{
  return (guint32 *) (gpointer) g_array_free (array, FALSE);
}

/* Joints that something leaves are forks; of the others those count where several ways end. */
static void
write_joints (SuyNetwork *self, const Build *build)
{
  g_autofree guint32 *leaving = NULL, *entering = NULL;
  g_autofree guint32 *leave_start = group_pairs (build->leaving, build->n_joints, &leaving);
  g_autofree guint32 *enter_start = group_pairs (build->entering, build->n_joints, &entering);
  GArray *fork_starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *forks = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *mouth_starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *mouths = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 zero = 0;

  g_array_append_val (fork_starts, zero);
  g_array_append_val (mouth_starts, zero);
  for (guint32 joint = 0; joint < build->n_joints; joint++)
    {
      guint32 n = leave_start[joint + 1] - leave_start[joint];
      guint32 n_in = enter_start[joint + 1] - enter_start[joint];

      if (n > 0)
        append_list (self, leaving + leave_start[joint], n, fork_starts, forks);
      else if (n_in > 1)
        append_list (self, entering + enter_start[joint], n_in, mouth_starts, mouths);
    }

  self->forks.n = fork_starts->len - 1;
  self->forks.n_leaving = forks->len;
  self->n_mouths = mouth_starts->len - 1;
  self->forks.leave_start = take_array (fork_starts);
  self->forks.leave = take_array (forks);
  self->mouth_start = take_array (mouth_starts);
  self->mouths = take_array (mouths);
}

static void
build_clear (Build *build)
{
  suy_column_free (build->from);
  suy_column_free (build->out);
  suy_column_free (build->length);
  suy_column_free (build->order);
  g_array_unref (build->longs);
  g_array_unref (build->leaving);
  g_array_unref (build->entering);
  g_array_unref (build->rounds);
}

SuyNetwork *
suy_network_plant (const SuyNetworkInput *input)
{
  SuyNetwork *self = g_atomic_rc_box_new0 (SuyNetwork);
  Build build = { input, input->n };

  self->n = input->n;
  build.longs = g_array_new (FALSE, FALSE, sizeof (LongReach));
  build.leaving = g_array_new (FALSE, FALSE, sizeof (Pair));
  build.entering = g_array_new (FALSE, FALSE, sizeof (Pair));
  build.rounds = g_array_new (FALSE, FALSE, sizeof (Pair));
  build.from = COLUMN_NEW (guint32, build.n);
  build.to = COLUMN_NEW (guint32, build.n);

  read_lengths (&build);
  find_leaving (&build, suy_network_number_nodes (input, build.from, build.to));
  find_parents (&build);
  suy_column_free (build.to);
  choose_at_joints (&build);
  find_order (&build);
  add_up (&build);
  write_columns (self, &build);
  sum_below (self);
  suy_network_copy_hours (self, input->travel_h);
  write_rounds (self, &build);
  write_joints (self, &build);
  build_clear (&build);

  return self;
}
