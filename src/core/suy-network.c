/* suy-network.c: building
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-network.h"

#include <math.h>

#include "suy-error.h"
#include "suy-network-private.h"

/* What is known before the labels are; all by reach number. */
typedef struct
{
  const SuyNetworkInput *input;
  guint32 n, n_nodes;
  guint32 *from, *to;
  NodeList leaving, entering;
  guint32 *main_down, *main_up;
  guint32 *parent; /* main_down, but NO_REACH where a main way that goes round is opened */
  guint32 *order;  /* each reach before its parent */
  double *total_m; /* of all that hangs from the reach, with itself */
} Build;

/* The reaches that one end of a reach may go on to. */
typedef struct
{
  const gint64 *level; /* (nullable) */
  const double *weight;
  const guint8 *through; /* (nullable): the level path of another reach goes on here */
} Ranking;

/* Level paths stand together, so that they can be looked up; in each the heaviest is first. */
static int
compare_by_level (gconstpointer a, gconstpointer b, gpointer data)
{
  const Ranking *rank = data;
  guint32 l = *(const guint32 *) a, r = *(const guint32 *) b;

  if (rank->level[l] != rank->level[r])
    return rank->level[l] < rank->level[r] ? -1 : 1;
  if (rank->weight[l] != rank->weight[r])
    return rank->weight[l] > rank->weight[r] ? -1 : 1;

  return l < r ? -1 : l > r;
}

static void
sort_by_level (NodeList *nodes, guint32 n_nodes, Ranking *rank)
{
  for (guint32 i = 0; i < n_nodes; i++)
    {
      guint32 count = nodes->start[i + 1] - nodes->start[i];

      if (count > 1)
        g_qsort_with_data (&nodes->list[nodes->start[i]], (int) count, sizeof (guint32),
                           compare_by_level, rank);
    }
}

static guint32
find_level (const NodeList *nodes, guint32 node, const gint64 *level, gint64 wanted)
{
  guint32 low = nodes->start[node], high = nodes->start[node + 1];
  guint32 end = high;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (level[nodes->list[middle]] < wanted)
        low = middle + 1;
      else
        high = middle;
    }

  return low < end && level[nodes->list[low]] == wanted ? nodes->list[low] : NO_REACH;
}

static guint32
find_heaviest (const NodeList *nodes, guint32 node, const Ranking *rank)
{
  guint32 best = NO_REACH;

  for (guint32 i = nodes->start[node]; i < nodes->start[node + 1]; i++)
    {
      guint32 reach = nodes->list[i];
      int more = 1;

      if (best != NO_REACH)
        {
          more = rank->through == NULL ? 0 : rank->through[reach] - rank->through[best];
          if (more == 0)
            more = (rank->weight[reach] > rank->weight[best]) -
                   (rank->weight[reach] < rank->weight[best]);
          if (more == 0)
            more = reach < best ? 1 : -1;
        }
      if (more > 0)
        best = reach;
    }

  return best;
}

/* The main way on from @node[i] for each reach i.  @through: (nullable): all 0; filled in. */
static guint32 *
choose_main (const Build *build,
             const guint32 *node,
             NodeList *nodes,
             const double *weight,
             guint8 *through)
{
  Ranking rank = { build->input->level_path, weight, through };
  guint32 *main_way = g_new (guint32, build->n);
  g_autofree guint32 *heaviest = g_new (guint32, build->n_nodes);

  if (rank.level != NULL)
    sort_by_level (nodes, build->n_nodes, &rank);

  for (guint32 i = 0; i < build->n; i++)
    {
      main_way[i] = NO_REACH;
      if (rank.level != NULL && rank.level[i] != 0)
        main_way[i] = find_level (nodes, node[i], rank.level, rank.level[i]);
      if (through != NULL && main_way[i] != NO_REACH)
        through[main_way[i]] = 1;
    }

  for (guint32 i = 0; i < build->n_nodes; i++)
    heaviest[i] = find_heaviest (nodes, i, &rank);
  for (guint32 i = 0; i < build->n; i++)
    if (main_way[i] == NO_REACH)
      main_way[i] = heaviest[node[i]];

  return main_way;
}

/* Takes reach @i and then each one below whose last child that was. */
static guint32
peel (Build *build, guint32 *n_children, guint32 i, guint32 n_done)
{
  while (i != NO_REACH && n_children[i] == 0)
    {
      guint32 parent = build->parent[i];

      n_children[i] = NO_REACH; /* taken */
      build->order[n_done++] = i;
      if (parent != NO_REACH)
        {
          build->total_m[parent] += build->total_m[i];
          n_children[parent]--;
        }
      i = parent;
    }

  return n_done;
}

/* Makes a forest of the main ways, and the order in which reaches come before their parents.  What
 * is left after the leaves are peeled off goes round, each round for itself. */
static void
plant (Build *build)
{
  g_autofree guint32 *n_children = g_new0 (guint32, build->n);
  guint32 n_done = 0;

  build->parent = g_memdup2 (build->main_down, build->n * sizeof (guint32));
  build->order = g_new (guint32, build->n);
  build->total_m = g_memdup2 (build->input->length_m, build->n * sizeof (double));

  for (guint32 i = 0; i < build->n; i++)
    if (build->parent[i] != NO_REACH)
      n_children[build->parent[i]]++;

  for (guint32 i = 0; i < build->n; i++)
    n_done = peel (build, n_children, i, n_done);

  for (guint32 i = 0; i < build->n; i++)
    if (n_children[i] != NO_REACH)
      {
        build->parent[i] = NO_REACH;
        n_children[build->main_down[i]]--;
        n_done = peel (build, n_children, build->main_down[i], n_done);
      }

  g_assert (n_done == build->n);
}

/* Going up from the roots, each reach takes the first free labels of its parent's range. */
static void
label_reaches (SuyNetwork *self, const Build *build)
{
  g_autofree guint32 *size = g_new0 (guint32, self->n);
  g_autofree guint32 *next = g_new (guint32, self->n);
  guint32 next_root = 0;

  self->label = g_new (guint32, self->n);
  self->number = g_new (guint32, self->n);
  self->size = g_new (guint32, self->n);

  for (guint32 k = 0; k < self->n; k++)
    {
      guint32 i = build->order[k];

      size[i]++;
      if (build->parent[i] != NO_REACH)
        size[build->parent[i]] += size[i];
    }

  for (guint32 k = self->n; k-- > 0;)
    {
      guint32 i = build->order[k];
      guint32 *free_label = build->parent[i] == NO_REACH ? &next_root : &next[build->parent[i]];
      guint32 label = *free_label;

      *free_label += size[i];
      next[i] = label + 1;
      self->label[i] = label;
      self->number[label] = i;
      self->size[label] = size[i];
    }
}

static guint32
label_or_none (const SuyNetwork *self, guint32 number)
{
  return number == NO_REACH ? NO_REACH : self->label[number];
}

/* Numbers the nodes anew along the labels, so that what is near on the water is near in memory. */
static guint32
renumber (guint32 *new_number, guint32 node, guint32 *n_nodes)
{
  if (new_number[node] == NO_REACH)
    new_number[node] = (*n_nodes)++;

  return new_number[node];
}

static void
copy_columns (SuyNetwork *self, const Build *build)
{
  const SuyNetworkInput *input = build->input;
  g_autofree guint32 *new_number = g_new (guint32, build->n_nodes);

  self->from_node = g_new (guint32, self->n);
  self->to_node = g_new (guint32, self->n);
  self->length_m = g_new (double, self->n);
  self->travel_h = input->travel_h == NULL ? NULL : g_new (double, self->n);
  self->main_down = g_new (guint32, self->n);
  self->main_up = g_new (guint32, self->n);

  for (guint32 i = 0; i < build->n_nodes; i++)
    new_number[i] = NO_REACH;
  for (guint32 x = 0; x < self->n; x++)
    {
      guint32 i = self->number[x];

      self->to_node[x] = renumber (new_number, build->to[i], &self->n_nodes);
      self->from_node[x] = renumber (new_number, build->from[i], &self->n_nodes);
      self->length_m[x] = input->length_m[i];
      if (self->travel_h != NULL)
        self->travel_h[x] = input->travel_h[i];
      self->main_down[x] = label_or_none (self, build->main_down[i]);
      self->main_up[x] = label_or_none (self, build->main_up[i]);
    }
  self->leaving = suy_network_list_nodes (self->from_node, self->n, self->n_nodes);
  self->entering = suy_network_list_nodes (self->to_node, self->n, self->n_nodes);
}

/* TRUE when all water that comes into reach @x is of reaches that hang from it. */
static gboolean
is_fed_by_tree (const SuyNetwork *self, guint32 x)
{
  guint32 node = self->from_node[x];

  for (guint32 i = self->entering.start[node]; i < self->entering.start[node + 1]; i++)
    {
      guint32 above = self->entering.list[i];

      if (self->main_down[above] != x || above <= x)
        return FALSE;
    }

  return TRUE;
}

/* The columns that follow from the labels.  A parent has a lower label than its children, and a
 * root whose main way goes on has a main_down that does not. */
static void
sum_columns (SuyNetwork *self)
{
  g_autoptr (GArray) rounds = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n_rounds;

  self->below_m = g_new0 (double, self->n);
  self->n_braided = g_new0 (guint32, (gsize) self->n + 1);

  for (guint32 x = 0; x < self->n; x++)
    {
      guint32 down = self->main_down[x];

      if (down != NO_REACH && down < x)
        self->below_m[x] = self->below_m[down] + self->length_m[down];
      else if (down != NO_REACH)
        g_array_append_val (rounds, x);

      self->n_braided[x + 1] = self->n_braided[x] + !is_fed_by_tree (self, x);
    }
  self->round_roots = g_array_steal (rounds, &n_rounds);
  self->n_round_roots = (guint32) n_rounds;
}

static gboolean
check_input (const SuyNetworkInput *input, GError **error)
{
  if (input->n >= 1u << 31)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   "The network has %u reaches; fewer than 2147483648 are possible.  Split it.",
                   input->n);
      return FALSE;
    }

  for (guint32 i = 0; i < input->n; i++)
    {
      double h = input->travel_h == NULL ? NAN : input->travel_h[i];

      if (!(isfinite (input->length_m[i]) && input->length_m[i] >= 0.0))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       "Reach %u has the length %g m; give a number from 0 up", i,
                       input->length_m[i]);
          return FALSE;
        }
      if (!isnan (h) && !(isfinite (h) && h >= 0.0))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       "Reach %u has the travel time %g h; give a number from 0 up, or none", i, h);
          return FALSE;
        }
    }

  return TRUE;
}

static void
build_clear (Build *build)
{
  g_free (build->from);
  g_free (build->to);
  g_free (build->leaving.start);
  g_free (build->leaving.list);
  g_free (build->entering.start);
  g_free (build->entering.list);
  g_free (build->main_down);
  g_free (build->main_up);
  g_free (build->parent);
  g_free (build->order);
  g_free (build->total_m);
}

SuyNetwork *
suy_network_new (const SuyNetworkInput *input, GError **error)
{
  Build build = { input, input->n };
  g_autofree guint8 *through = NULL;
  SuyNetwork *self;

  if (!check_input (input, error))
    return NULL;

  build.from = g_new (guint32, build.n);
  build.to = g_new (guint32, build.n);
  build.n_nodes = suy_network_number_nodes (input, build.from, build.to);
  build.leaving = suy_network_list_nodes (build.from, build.n, build.n_nodes);
  build.entering = suy_network_list_nodes (build.to, build.n, build.n_nodes);
  through = g_new0 (guint8, build.n);

  build.main_down = choose_main (&build, build.to, &build.leaving, input->length_m, through);
  plant (&build);
  build.main_up = choose_main (&build, build.from, &build.entering, build.total_m, NULL);

  self = g_atomic_rc_box_new0 (SuyNetwork);
  self->n = build.n;
  label_reaches (self, &build);
  copy_columns (self, &build);
  sum_columns (self);
  build_clear (&build);

  return self;
}

static void
finalize (gpointer data)
{
  SuyNetwork *self = data;

  g_free (self->label);
  g_free (self->number);
  g_free (self->from_node);
  g_free (self->to_node);
  g_free (self->length_m);
  g_free (self->travel_h);
  g_free (self->main_down);
  g_free (self->main_up);
  g_free (self->size);
  g_free (self->below_m);
  g_free (self->n_braided);
  g_free (self->round_roots);
  g_free (self->leaving.start);
  g_free (self->leaving.list);
  g_free (self->entering.start);
  g_free (self->entering.list);
}

SuyNetwork *
suy_network_ref (SuyNetwork *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_network_unref (SuyNetwork *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

guint32
suy_network_get_n (SuyNetwork *self)
{
  return self->n;
}

double
suy_network_get_length (SuyNetwork *self, guint32 reach)
{
  g_return_val_if_fail (reach < self->n, NAN);

  return self->length_m[self->label[reach]];
}
