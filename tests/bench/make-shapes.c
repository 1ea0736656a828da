/* make-shapes.c: cells, main stems, and reaches to start from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "make-data.h"

#define STEM_REACHES 40
#define MAX_WORK 300000000 /* reaches looked at for starts of one size: some seconds */

static void
write_shapes (const char *dir,
              const char *name,
              const GArray *points,
              const guint32 *ends,
              guint32 n)
{
  g_autofree char *points_name = g_strconcat (name, ".points", NULL);
  g_autofree char *ends_name = g_strconcat (name, ".ends", NULL);

  bench_column_write (dir, points_name, points->data, sizeof (SuyPoint), points->len);
  bench_column_write (dir, ends_name, ends, sizeof *ends, n);
}

/* Rows of cells side by side over the province. */
void
make_cells (const char *dir, guint32 n)
{
  static const guint32 step_x[5] = { 0, 1, 1, 0, 0 }, step_y[5] = { 0, 0, 1, 1, 0 };
  const SuyBox box = MAKE_PROVINCE;
  const guint32 columns = (guint32) sqrt (n), rows = (n + columns - 1) / columns;
  const double wide = ((double) box.max_x - box.min_x) / columns;
  const double high = ((double) box.max_y - box.min_y) / rows;
  g_autoptr (GArray) points = g_array_sized_new (FALSE, FALSE, sizeof (SuyPoint), 5 * n);
  g_autofree guint32 *ends = g_new (guint32, n);
  g_autofree char *name = g_strdup_printf ("cells-%u", n);

  for (guint32 i = 0; i < n; i++)
    {
      for (int corner = 0; corner < 5; corner++)
        {
          const SuyPoint point = {
            box.min_x + (gint32) ((i % columns + step_x[corner]) * wide),
            box.min_y + (gint32) ((i / columns + step_y[corner]) * high),
          };

          g_array_append_val (points, point);
        }
      ends[i] = points->len;
    }
  write_shapes (dir, name, points, ends, n);
}

static const guint32 *
read_rivers (const char *dir, guint32 n, const char *ending)
{
  g_autofree char *name = g_strdup_printf ("rivers-%u.%s", n, ending);
  gsize n_read;

  return bench_column (dir, name, sizeof (guint32), &n_read);
}

static guint32
count_nodes (const guint32 *to, const guint32 *from, guint32 n)
{
  guint32 max = 0;

  for (guint32 i = 0; i < n; i++)
    max = MAX (max, MAX (to[i], from[i]));

  return max + 1;
}

/* Adds STEM_REACHES reaches from @reach on.  Returns: FALSE where the river ends before */
static gboolean
add_stem (GArray *points,
          const BenchShapes *lines,
          guint32 reach,
          const guint32 *to,
          const guint32 *first_of_node)
{
  for (int k = 0; k < STEM_REACHES; k++)
    {
      const guint32 first = reach == G_MAXUINT32 ? 0 : bench_shape_first (lines, reach) + (k > 0);

      if (reach == G_MAXUINT32)
        return FALSE;
      g_array_append_vals (points, &lines->points[first], lines->ends[reach] - first);
      reach = first_of_node[to[reach]];
    }

  return TRUE;
}

void
make_stems (const char *dir, guint32 n_rivers, guint32 n)
{
  const guint32 *from = read_rivers (dir, n_rivers, "from"),
                *to = read_rivers (dir, n_rivers, "to");
  const guint32 n_nodes = count_nodes (to, from, n_rivers);
  g_autofree char *name = g_strdup_printf ("lines-%u", n_rivers);
  const BenchShapes lines = bench_shapes (dir, name);
  g_autofree guint32 *first_of_node = g_new (guint32, n_nodes), *ends = g_new (guint32, n);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  guint64 state = 808;

  memset (first_of_node, 0xff, sizeof (guint32) * n_nodes);
  for (guint32 i = n_rivers; i-- > 0;)
    first_of_node[from[i]] = i;
  for (guint32 i = 0, tries = 0; i < n; tries++)
    {
      const guint32 n_before = points->len;

      if (tries > 100000)
        g_error ("rivers-%u: no river is %d reaches long", n_rivers, STEM_REACHES);
      if (add_stem (points, &lines, bench_below (&state, n_rivers), to, first_of_node))
        ends[i++] = points->len;
      else
        g_array_set_size (points, n_before);
    }
  write_shapes (dir, "stems", points, ends, n);
}

/* Reach and a reach that is maybe below it: a random number of steps down its river, or anywhere.
 */
void
make_pairs (const char *dir, guint32 n_rivers, guint32 n)
{
  const guint32 *from = read_rivers (dir, n_rivers, "from"),
                *to = read_rivers (dir, n_rivers, "to");
  const guint32 n_nodes = count_nodes (to, from, n_rivers);
  g_autofree guint32 *first_of_node = g_new (guint32, n_nodes), *pairs = g_new (guint32, 2 * n);
  g_autofree char *name = g_strdup_printf ("rivers-%u.pairs", n_rivers);
  guint64 state = 17;

  memset (first_of_node, 0xff, sizeof (guint32) * n_nodes);
  for (guint32 i = n_rivers; i-- > 0;)
    first_of_node[from[i]] = i;
  for (guint32 i = 0; i < n; i++)
    {
      guint32 below = pairs[2 * i] = bench_below (&state, n_rivers);

      for (guint32 steps = bench_below (&state, 1000); steps > 0; steps--)
        if (first_of_node[to[below]] != G_MAXUINT32)
          below = first_of_node[to[below]];
      pairs[2 * i + 1] = bench_below (&state, 2) == 0 ? below : bench_below (&state, n_rivers);
    }
  bench_column_write (dir, name, pairs, sizeof *pairs, 2 * n);
}

/* Reaches by the node that they end at. */
typedef struct
{
  const guint32 *from;
  guint32 *first,
      *reach; /* reaches that end at node i: reach[first[i]] to reach[first[i + 1] - 1] */
  guint32 *seen, *stack;
  guint32 turn;
} Above;

static void
make_above (Above *self, const guint32 *from, const guint32 *to, guint32 n)
{
  const guint32 n_nodes = count_nodes (to, from, n);

  self->from = from;
  self->first = g_new0 (guint32, n_nodes + 2);
  self->reach = g_new (guint32, n);
  self->seen = g_new0 (guint32, n_nodes);
  self->stack = g_new (guint32, n_nodes);
  self->turn = 0;
  for (guint32 i = 0; i < n; i++)
    self->first[to[i] + 2]++;
  for (guint32 i = 1; i < n_nodes + 2; i++)
    self->first[i] += self->first[i - 1];
  for (guint32 i = 0; i < n; i++)
    self->reach[self->first[to[i] + 1]++] = i;
}

/* How many reaches lie upstream of @reach with it, or more than @max. */
static guint32
count_above (Above *self, guint32 reach, guint32 max)
{
  guint32 n = 1, n_stack = 0;

  self->turn++;
  self->stack[n_stack++] = self->from[reach];
  self->seen[self->from[reach]] = self->turn;
  while (n_stack > 0 && n <= max)
    {
      const guint32 node = self->stack[--n_stack];

      for (guint32 k = self->first[node]; k < self->first[node + 1]; k++, n++)
        {
          const guint32 next = self->from[self->reach[k]];

          if (self->seen[next] != self->turn)
            {
              self->seen[next] = self->turn;
              self->stack[n_stack++] = next;
            }
        }
    }

  return n;
}

/* A class has between two thirds and one and a half of its size upstream; only reaches of an order
 * that may have so many are looked at. */
void
make_starts (const char *dir, guint32 n)
{
  static const guint32 sizes[] = { 10, 1000, 100000, 1000000 }, wanted[] = { 500, 200, 20, 5 };
  static const guint8 min_order[] = { 2, 4, 6, 8 };
  const guint32 *from = read_rivers (dir, n, "from"), *to = read_rivers (dir, n, "to");
  g_autofree char *order_name = g_strdup_printf ("rivers-%u.order", n);
  gsize n_orders;
  const guint8 *order = bench_column (dir, order_name, 1, &n_orders);
  guint64 state = 31;
  Above above;

  make_above (&above, from, to, n);
  for (guint32 size = 0; size < G_N_ELEMENTS (sizes); size++)
    {
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autofree char *name = g_strdup_printf ("starts-%u-%u.reaches", n, sizes[size]);

      for (guint64 work = 0; starts->len < wanted[size] && work < MAX_WORK && sizes[size] <= n;
           work++)
        {
          const guint32 reach = bench_below (&state, n), max = sizes[size] / 2 * 3;
          const guint32 above_it =
              order[reach] < min_order[size] ? 0 : count_above (&above, reach, max);

          work += above_it;
          if (above_it >= sizes[size] * 2 / 3 && above_it <= max)
            g_array_append_val (starts, reach);
        }
      bench_column_write (dir, name, starts->data, sizeof (guint32), starts->len);
    }
  g_free (above.first);
  g_free (above.reach);
  g_free (above.seen);
  g_free (above.stack);
}
