/* make-rivers.c: river networks as trees of a lattice, with water that parts and meets again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nodes are heads, confluences and outlets, numbered row by row; reaches stand by the node they
 * come from, the main one first.  Of every 100 reaches 3 are divergences: two thirds run beside the
 * main reach to the same node, a third comes back 2 to 9 nodes below, and one in a hundred leads
 * into another valley.  Nothing goes round: all water runs to cells of an earlier turn. */

#include <math.h>
#include <string.h>

#include "make-data.h"

#define NONE G_MAXUINT32
#define CELLS_A_REACH 1.35 /* a little more than the flood needs */

typedef struct
{
  MakeLattice lattice;
  guint32 n_nodes;
  guint32 *cell; /* of each node */
  guint32 *node; /* of each cell, or NONE */
  guint32 *down; /* of each node: the node below, or NONE */
  guint8 *order; /* of each node: Strahler's, of the main reach that leaves it */
  guint32 *path; /* of each node: that of its main river, from 1 on */
} Tree;

typedef struct
{
  guint32 from, to;
  gboolean is_main;
} Reach;

/* The first cells that are heads, confluences or outlets, until @n reaches hang on them. */
static void
choose_nodes (Tree *self, guint32 n)
{
  const MakeLattice *lattice = &self->lattice;
  guint32 n_reaches = 0;

  self->node = g_new (guint32, lattice->n);
  memset (self->node, 0xff, sizeof (guint32) * lattice->n);
  for (guint32 turn = 0; turn < lattice->n; turn++)
    {
      const guint32 cell = lattice->turn[turn];

      if (lattice->below[cell] < 0 || (lattice->n_above[cell] != 1 && n_reaches < n))
        {
          self->node[cell] = 0;
          n_reaches += lattice->below[cell] >= 0;
        }
    }
  if (n_reaches < n)
    g_error ("The lattice is too small: %u of %u reaches", n_reaches, n);

  self->cell = g_new (guint32, lattice->n);
  for (guint32 cell = 0; cell < lattice->n; cell++)
    if (self->node[cell] == 0)
      {
        self->cell[self->n_nodes] = cell;
        self->node[cell] = self->n_nodes++;
      }
}

static void
join_nodes (Tree *self)
{
  self->down = g_new (guint32, self->n_nodes);
  for (guint32 i = 0; i < self->n_nodes; i++)
    {
      gint32 cell = self->lattice.below[self->cell[i]];

      while (cell >= 0 && self->node[cell] == NONE)
        cell = self->lattice.below[cell];
      self->down[i] = cell < 0 ? NONE : self->node[cell];
    }
}

/* Orders from the heads down, then paths from the outlets up: the first of the highest order goes
 * on. */
static void
rank_nodes (Tree *self)
{
  const MakeLattice *lattice = &self->lattice;
  g_autofree guint8 *highest = g_new0 (guint8, self->n_nodes),
                    *times = g_new0 (guint8, self->n_nodes);
  g_autofree guint8 *taken = g_new0 (guint8, self->n_nodes);
  guint32 n_paths = 0;

  self->order = g_new (guint8, self->n_nodes);
  self->path = g_new (guint32, self->n_nodes);
  for (guint32 turn = lattice->n; turn-- > 0;)
    {
      const guint32 i = self->node[lattice->turn[turn]], down = i == NONE ? NONE : self->down[i];

      if (i == NONE)
        continue;
      self->order[i] = highest[i] == 0 ? 1 : (guint8) (highest[i] + (times[i] > 1));
      if (down == NONE)
        continue;
      if (self->order[i] > highest[down])
        times[down] = 0;
      highest[down] = MAX (highest[down], self->order[i]);
      times[down] += self->order[i] == highest[down];
    }

  for (guint32 turn = 0; turn < lattice->n; turn++)
    {
      const guint32 i = self->node[lattice->turn[turn]], down = i == NONE ? NONE : self->down[i];

      if (i == NONE)
        continue;
      if (down == NONE || taken[down] || self->order[i] < highest[down])
        self->path[i] = ++n_paths;
      else
        {
          self->path[i] = self->path[down];
          taken[down] = 1;
        }
    }
}

/* Another node near @node that its water may run to, or NONE. */
static guint32
other_valley (const Tree *self, guint32 node, guint64 *state)
{
  const MakeLattice *lattice = &self->lattice;
  const gint64 x = (gint64) (self->cell[node] % lattice->width) + bench_below (state, 13) - 6;
  const gint64 y = (gint64) (self->cell[node] / lattice->width) + bench_below (state, 13) - 6;
  gint32 cell;

  if (x < 0 || y < 0 || x >= lattice->width || y >= lattice->height)
    return NONE;
  cell = (gint32) (y * lattice->width + x);
  while (cell >= 0 && self->node[cell] == NONE)
    cell = lattice->below[cell];
  if (cell < 0 || lattice->when[cell] >= lattice->when[self->cell[node]])
    return NONE;

  return self->node[cell];
}

static guint32
divergence (const Tree *self, guint32 node, guint64 *state)
{
  const guint32 kind = bench_below (state, 300);
  guint32 to = self->down[node];

  if (to == NONE || kind < 200)
    return to;
  if (kind >= 297)
    return other_valley (self, node, state);
  for (guint32 steps = 1 + bench_below (state, 8); steps > 0 && self->down[to] != NONE; steps--)
    to = self->down[to];

  return to;
}

static int
compare_reaches (const void *a, const void *b)
{
  const Reach *first = a, *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;

  return (first->to > second->to) - (first->to < second->to);
}

static Reach *
make_reaches (const Tree *self, guint32 n)
{
  const guint32 n_extra = (guint32) (((guint64) n * 3 + 50) / 100);
  Reach *reaches = g_new (Reach, n), *extra = g_new (Reach, n_extra);
  guint64 state = self->lattice.seed ^ 0xd1ce;
  guint32 n_reaches = 0;

  for (guint32 i = 0; i < n_extra;)
    {
      const guint32 from = bench_below (&state, self->n_nodes);
      const guint32 to = divergence (self, from, &state);

      if (to != NONE && to != from)
        extra[i++] = (Reach){ from, to, FALSE };
    }
  qsort (extra, n_extra, sizeof *extra, compare_reaches);

  for (guint32 from = 0, k = 0; from < self->n_nodes; from++)
    {
      if (self->down[from] != NONE)
        reaches[n_reaches++] = (Reach){ from, self->down[from], TRUE };
      for (; k < n_extra && extra[k].from == from; k++)
        reaches[n_reaches++] = extra[k];
    }
  g_assert (n_reaches == n);
  g_free (extra);

  return reaches;
}

static void
add_step (GArray *points, SuyPoint a, SuyPoint b, double sway)
{
  for (int third = 1; third < 3; third++, sway = -sway)
    {
      const SuyPoint point = { a.x + (gint32) ((b.x - a.x) * (third / 3.0) - sway * (b.y - a.y)),
                               a.y + (gint32) ((b.y - a.y) * (third / 3.0) + sway * (b.x - a.x)) };

      g_array_append_val (points, point);
    }
  g_array_append_val (points, b);
}

/* Metres on a sphere, good to some per cent, in whole numbers so that sums are exact everywhere. */
static double
step_length (SuyPoint a, SuyPoint b)
{
  const double y = (a.y * 0.5 + b.y * 0.5) / SUY_DEGREE * 0.017453292519943295;
  const double cosine = 1 - y * y / 2 * (1 - y * y / 12 * (1 - y * y / 30));
  const double east = (b.x - (double) a.x) * 0.011132 * cosine,
               north = (b.y - (double) a.y) * 0.011132;

  return sqrt (east * east + north * north);
}

/* Appends the points of @reach if they are wanted.  Returns: its length */
static guint32
follow (const Tree *self, const Reach *reach, GArray *points)
{
  const guint32 end = self->cell[reach->to];
  guint32 cell = self->cell[reach->from];
  SuyPoint a = make_lattice_place (&self->lattice, cell), b;
  guint64 state = self->lattice.seed + ((guint64) reach->from << 32 | reach->to);
  double length = 0;

  if (points != NULL)
    g_array_append_val (points, a);
  for (; cell != end; a = b)
    {
      cell = reach->is_main ? (guint32) self->lattice.below[cell] : end;
      b = make_lattice_place (&self->lattice, cell);
      length += step_length (a, b) * (reach->is_main ? 1 : 1.25);
      if (points != NULL)
        add_step (points, a, b, (bench_unit (&state) - 0.5) * (reach->is_main ? 0.2 : 0.8));
    }

  return (guint32) length + 1;
}

static void
write_column (const char *dir, guint32 n, const char *ending, const void *data, gsize width)
{
  g_autofree char *name = g_strdup_printf ("rivers-%u.%s", n, ending);

  bench_column_write (dir, name, data, width, n);
}

static void
write_reaches (const Tree *self, const char *dir, const Reach *reaches, guint32 n)
{
  g_autofree guint32 *from = g_new (guint32, n), *to = g_new (guint32, n),
                     *path = g_new (guint32, n);
  g_autofree guint8 *order = g_new (guint8, n);
  guint32 n_paths = 0;

  for (guint32 i = 0; i < self->n_nodes; i++)
    n_paths = MAX (n_paths, self->path[i]);
  for (guint32 i = 0; i < n; i++)
    {
      from[i] = reaches[i].from;
      to[i] = reaches[i].to;
      order[i] = reaches[i].is_main ? self->order[from[i]] : 0;
      path[i] = reaches[i].is_main ? self->path[from[i]] : ++n_paths;
    }
  write_column (dir, n, "from", from, sizeof *from);
  write_column (dir, n, "to", to, sizeof *to);
  write_column (dir, n, "path", path, sizeof *path);
  write_column (dir, n, "order", order, sizeof *order);
}

static void
write_points (const Tree *self,
              const char *dir,
              const Reach *reaches,
              guint32 n,
              gboolean with_points)
{
  g_autoptr (GArray) points = with_points ? g_array_new (FALSE, FALSE, sizeof (SuyPoint)) : NULL;
  g_autofree guint32 *lengths = g_new (guint32, n), *ends = g_new (guint32, n);
  g_autofree char *name = g_strdup_printf ("lines-%u.points", n);
  g_autofree char *ends_name = g_strdup_printf ("lines-%u.ends", n);

  for (guint32 i = 0; i < n; i++)
    {
      lengths[i] = follow (self, &reaches[i], points);
      ends[i] = with_points ? points->len : 0;
    }
  write_column (dir, n, "length", lengths, sizeof *lengths);
  if (!with_points)
    return;
  bench_column_write (dir, name, points->data, sizeof (SuyPoint), points->len);
  bench_column_write (dir, ends_name, ends, sizeof *ends, n);
}

void
make_rivers (const char *dir, guint32 n, SuyBox box, gboolean with_points)
{
  const guint32 n_extra = (guint32) (((guint64) n * 3 + 50) / 100);
  Tree tree = { 0 };
  g_autofree Reach *reaches = NULL;

  make_lattice (&tree.lattice, box, (guint32) (n * CELLS_A_REACH) + 100, 20260101 + (guint64) n);
  choose_nodes (&tree, n - n_extra);
  join_nodes (&tree);
  rank_nodes (&tree);
  reaches = make_reaches (&tree, n);
  write_reaches (&tree, dir, reaches, n);
  write_points (&tree, dir, reaches, n, with_points);

  make_lattice_clear (&tree.lattice);
  g_free (tree.cell);
  g_free (tree.node);
  g_free (tree.down);
  g_free (tree.order);
  g_free (tree.path);
}
