/* suy-point-clusters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-point-clusters.h"

#include <math.h>

#include "suy-id.h"
#include "suy-symbols.h"

#define GAP 34.0    /* pixels between the middles of clusters and red points */
#define ABSORB 19.0 /* a single this near to a cluster's middle would be covered, so it joins */

/* Points in cells of the cluster distance: neighbours stand in the nine cells around. */
typedef struct
{
  const double *xy;
  double world;
  guint32 n;
  GHashTable *cells; /* cell -> (element-type guint32) */
  guint8 *taken;
} Grid;

static gint64
cell_key (const Grid *self, guint32 i, int dx, int dy)
{
  gint64 x = (gint64) floor (self->xy[2 * i] * self->world / SUY_CLUSTER_DISTANCE) + dx;
  gint64 y = (gint64) floor (self->xy[2 * i + 1] * self->world / SUY_CLUSTER_DISTANCE) + dy;

  return x * 0x100000000 + y;
}

static void
grid_add (Grid *self, guint32 i)
{
  gint64 key = cell_key (self, i, 0, 0);
  GArray *cell = g_hash_table_lookup (self->cells, &key);

  if (cell == NULL)
    {
      cell = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (self->cells, g_memdup2 (&key, sizeof key), cell);
    }
  g_array_append_val (cell, i);
}

static double
pixels_between (const Grid *self, guint32 i, double x, double y)
{
  return hypot (self->xy[2 * i] - x, self->xy[2 * i + 1] - y) * self->world;
}

/* Points not yet taken that are nearer than the cluster distance to @i, @i among them. */
static guint
neighbours (const Grid *self, guint32 i, GArray *out)
{
  guint n = 0;

  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      {
        gint64 key = cell_key (self, i, dx, dy);
        GArray *cell = g_hash_table_lookup (self->cells, &key);

        for (guint k = 0; cell != NULL && k < cell->len; k++)
          {
            guint32 j = g_array_index (cell, guint32, k);

            if (self->taken[j] || pixels_between (self, j, self->xy[2 * i], self->xy[2 * i + 1]) >=
                                      SUY_CLUSTER_DISTANCE)
              continue;
            n++;
            if (out != NULL)
              g_array_append_val (out, j);
          }
      }

  return n;
}

/* ---- finding, the fullest first ---- */

typedef struct
{
  GPtrArray *buckets; /* by number of neighbours: (element-type guint32), a stack */
} Queue;

static void
queue_push (Queue *self, guint count, guint32 i)
{
  while (self->buckets->len <= count)
    g_ptr_array_add (self->buckets, g_array_new (FALSE, FALSE, sizeof (guint32)));
  g_array_append_val ((GArray *) self->buckets->pdata[count], i);
}

static gboolean
queue_pop (Queue *self, guint *count, guint32 *i)
{
  for (; self->buckets->len > 0; g_ptr_array_remove_index (self->buckets, self->buckets->len - 1))
    {
      GArray *top = self->buckets->pdata[self->buckets->len - 1];

      if (top->len == 0)
        continue;
      *count = self->buckets->len - 1;
      *i = g_array_index (top, guint32, top->len - 1);
      g_array_set_size (top, top->len - 1);
      return TRUE;
    }

  return FALSE;
}

static void
add_cluster (SuyClustering *out, const Grid *grid, const GArray *found)
{
  SuyCluster cluster = { .first = out->members->len, .n = found->len };

  for (guint k = 0; k < found->len; k++)
    {
      guint32 j = g_array_index (found, guint32, k);

      cluster.x += grid->xy[2 * j] / found->len;
      cluster.y += grid->xy[2 * j + 1] / found->len;
      grid->taken[j] = 1;
    }
  g_array_append_vals (out->members, found->data, found->len);
  g_array_append_val (out->clusters, cluster);
}

/* Until clusters are finished, members are places in the input. */
static void
find_clusters (SuyClustering *out, const Grid *grid)
{
  Queue queue = { g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint count;
  guint32 i;

  for (guint32 k = grid->n; k-- > 0;)
    if (!grid->taken[k])
      queue_push (&queue, neighbours (grid, k, NULL), k);
  while (queue_pop (&queue, &count, &i) && count >= SUY_CLUSTER_MIN)
    {
      if (grid->taken[i])
        continue;
      g_array_set_size (found, 0);
      neighbours (grid, i, found);
      if (found->len < count)
        queue_push (&queue, found->len, i);
      else
        add_cluster (out, grid, found);
    }
  g_ptr_array_unref (queue.buckets);
}

/* ---- moving apart ---- */

static void
push_off (SuyCluster *cluster, double x, double y, double world)
{
  double d = hypot (cluster->x - x, cluster->y - y) * world, k;

  if (d >= GAP)
    return;
  k = d > 0 ? (GAP - d) / d : 0;
  cluster->x += d > 0 ? (cluster->x - x) * k : GAP / world;
  cluster->y += (cluster->y - y) * k;
}

/* In the order from small to large, each gives way to red points and to those before it. */
static void
move_apart (SuyClustering *self, const Grid *grid, const guint8 *level)
{
  GArray *clusters = self->clusters;
  g_autoptr (GArray) reds = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < grid->n; i++)
    if (level[i] == SUY_LEVEL_RED)
      g_array_append_val (reds, i);
  for (guint k = clusters->len; k-- > 0;)
    for (guint round = 0; round < 3; round++)
      {
        SuyCluster *cluster = &g_array_index (clusters, SuyCluster, k);

        for (guint r = 0; r < reds->len; r++)
          {
            guint32 red = g_array_index (reds, guint32, r);

            push_off (cluster, grid->xy[2 * red], grid->xy[2 * red + 1], grid->world);
          }
        for (guint other = k + 1; other < clusters->len; other++)
          {
            const SuyCluster *o = &g_array_index (clusters, SuyCluster, other);

            push_off (cluster, o->x, o->y, grid->world);
          }
      }
}

/* Singles under a cluster's ring join it; members are renumbered to items. */
static void
finish (SuyClustering *self, const Grid *grid, const guint8 *level, const guint32 *item)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint k = 0; k < self->clusters->len; k++)
    {
      SuyCluster *cluster = &g_array_index (self->clusters, SuyCluster, k);
      guint first = members->len;

      for (guint m = 0; m < cluster->n; m++)
        {
          guint32 i = g_array_index (self->members, guint32, cluster->first + m);

          cluster->count[MIN (level[i], SUY_CLUSTER_LEVELS - 1)]++;
          g_array_append_val (members, item[i]);
        }
      for (guint32 i = 0; i < grid->n; i++)
        if (!grid->taken[i] && level[i] != SUY_LEVEL_RED &&
            pixels_between (grid, i, cluster->x, cluster->y) < ABSORB)
          {
            grid->taken[i] = 1;
            cluster->count[MIN (level[i], SUY_CLUSTER_LEVELS - 1)]++;
            g_array_append_val (members, item[i]);
          }
      cluster->first = first;
      cluster->n = members->len - first;
    }
  g_array_unref (self->members);
  self->members = members;
}

static void
add_singles (SuyClustering *self,
             const guint8 *taken,
             const guint8 *level,
             const guint32 *item,
             guint32 n)
{
  for (guint pass = 0; pass < SUY_CLUSTER_LEVELS; pass++)
    for (guint32 i = 0; i < n; i++)
      if (MIN (level[i], SUY_CLUSTER_LEVELS - 1) == pass &&
          (level[i] == SUY_LEVEL_RED || taken == NULL || !taken[i]))
        g_array_append_val (self->singles, item[i]);
}

static SuyClustering *
new_empty (void)
{
  SuyClustering *self = g_new0 (SuyClustering, 1);

  self->clusters = g_array_new (FALSE, FALSE, sizeof (SuyCluster));
  self->members = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->singles = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

SuyClustering *
suy_point_clusters_new (const double *xy,
                        const guint8 *level,
                        const guint32 *item,
                        guint32 n,
                        double world)
{
  SuyClustering *self = new_empty ();
  g_autofree guint8 *taken = g_malloc0 (n + 1);
  Grid grid = { xy, world, n, NULL, taken };

  grid.cells =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint32 i = 0; i < n; i++)
    if (level[i] == SUY_LEVEL_RED)
      taken[i] = 1;
    else
      grid_add (&grid, i);
  find_clusters (self, &grid);
  move_apart (self, &grid, level);
  finish (self, &grid, level, item);
  add_singles (self, taken, level, item, n);
  g_hash_table_unref (grid.cells);

  return self;
}

SuyClustering *
suy_point_clusters_new_plain (const guint8 *level, const guint32 *item, guint32 n)
{
  SuyClustering *self = new_empty ();

  add_singles (self, NULL, level, item, n);

  return self;
}

void
suy_point_clusters_free (SuyClustering *self)
{
  g_array_unref (self->clusters);
  g_array_unref (self->members);
  g_array_unref (self->singles);
  g_free (self);
}
