/* suy-network-check.c: what a check begins and ends with; faults of single reaches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-network-check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "suy-geodesic.h"
#include "suy-network-check-private.h"

/* ---- what all parts use ---- */

SuyPoint
suy_check_end (const Check *self, guint32 end)
{
  SuyShape line = suy_feature_set_get_shape (self->rivers->lines, end / 2);

  return end % 2 == 0 ? line.points[0] : line.points[suy_shape_get_n_points (&line) - 1];
}

SuyFault
suy_check_new_fault (const Check *self, SuyFaultKind kind, guint32 reach)
{
  SuyShape line = suy_feature_set_get_shape (self->rivers->lines, reach);
  SuyFault fault = { .kind = kind,
                     .reach = reach,
                     .other = G_MAXUINT32,
                     .box = suy_feature_set_get_box (self->rivers->lines, reach),
                     .size_m = self->rivers->length_m[reach],
                     .gap_m = NAN };

  if (line.kind == SUY_SHAPE_LINE)
    fault.place = suy_shape_interpolate (&line, 0.5);

  return fault;
}

gboolean
suy_check_add (Check *self, SuyFault *fault, const guint32 *reaches, guint32 n)
{
  if (self->rule->refused != NULL && self->rule->refused (fault, self->rule->user_data))
    return FALSE;

  fault->first = self->out->reaches->len;
  fault->n = n;
  g_array_append_vals (self->out->reaches, reaches, n);
  g_array_append_vals (self->out->faults, fault, 1);

  return TRUE;
}

/* ---- duplicates ---- */

typedef struct
{
  guint64 hash;
  guint32 reach;
} LineHash;

/* TRUE if the line reads from its last point to its first when written the smaller way round. */
static gboolean
is_turned (const SuyPoint *points, guint32 n)
{
  for (guint32 i = 0; i < n / 2; i++)
    {
      SuyPoint a = points[i], b = points[n - 1 - i];

      if (a.x != b.x)
        return a.x > b.x;
      if (a.y != b.y)
        return a.y > b.y;
    }

  return FALSE;
}

/* FNV-1a over the points, the smaller way round. */
static guint64
hash_line (const SuyShape *line)
{
  guint32 n = suy_shape_get_n_points (line);
  gboolean turned = is_turned (line->points, n);
  guint64 hash = 14695981039346656037u;

  for (guint32 i = 0; i < n; i++)
    {
      SuyPoint p = line->points[turned ? n - 1 - i : i];

      hash = (hash ^ (guint32) p.x) * 1099511628211u;
      hash = (hash ^ (guint32) p.y) * 1099511628211u;
    }

  return hash;
}

static int
compare_hashes (const void *a, const void *b)
{
  const LineHash *l = a, *r = b;

  if (l->hash != r->hash)
    return l->hash < r->hash ? -1 : 1;

  return l->reach < r->reach ? -1 : l->reach > r->reach;
}

static gboolean
same_line (const Check *self, guint32 a, guint32 b)
{
  SuyShape l = suy_feature_set_get_shape (self->rivers->lines, a);
  SuyShape r = suy_feature_set_get_shape (self->rivers->lines, b);
  guint32 n = suy_shape_get_n_points (&l);
  gboolean l_turned, r_turned;

  if (n != suy_shape_get_n_points (&r))
    return FALSE;
  l_turned = is_turned (l.points, n);
  r_turned = is_turned (r.points, n);
  for (guint32 i = 0; i < n; i++)
    {
      SuyPoint p = l.points[l_turned ? n - 1 - i : i], q = r.points[r_turned ? n - 1 - i : i];

      if (p.x != q.x || p.y != q.y)
        return FALSE;
    }

  return TRUE;
}

/* With given nodes, two reaches on one line are the same only if they join the same nodes. */
static gboolean
same_nodes (const SuyRivers *rivers, guint32 a, guint32 b)
{
  const gint64 *from = rivers->from_node, *to = rivers->to_node;

  if (rivers->meet != SUY_MEET_IDS)
    return TRUE;

  return (from[a] == from[b] && to[a] == to[b]) || (from[a] == to[b] && to[a] == from[b]);
}

/* The first reach of the hashes from @first to @i that is kept and the same as @i, or itself. */
static guint32
find_same (const Check *self, const LineHash *hashes, guint32 first, guint32 i)
{
  for (guint32 k = first; k < i; k++)
    if (!self->dropped[hashes[k].reach] && same_line (self, hashes[k].reach, hashes[i].reach) &&
        same_nodes (self->rivers, hashes[k].reach, hashes[i].reach))
      return hashes[k].reach;

  return hashes[i].reach;
}

static void
find_duplicates (Check *self)
{
  g_autofree LineHash *hashes = g_new (LineHash, (gsize) self->n + 1);
  guint32 n = 0, first = 0;

  for (guint32 i = 0; i < self->n; i++)
    {
      SuyShape line = suy_feature_set_get_shape (self->rivers->lines, i);

      if (line.kind == SUY_SHAPE_LINE)
        hashes[n++] = (LineHash){ hash_line (&line), i };
    }
  qsort (hashes, n, sizeof *hashes, compare_hashes);

  for (guint32 i = 0; i < n; i++)
    {
      guint32 same;
      SuyFault fault;

      if (hashes[i].hash != hashes[first].hash)
        first = i;
      same = find_same (self, hashes, first, i);
      if (same == hashes[i].reach)
        continue;

      fault = suy_check_new_fault (self, SUY_FAULT_DUPLICATE, hashes[i].reach);
      fault.mend = SUY_MEND_DELETE;
      fault.plain = TRUE;
      fault.other = same;
      if (suy_check_add (self, &fault, (guint32[2]){ fault.reach, same }, 2))
        self->dropped[fault.reach] = 1;
    }
}

/* ---- lengths and keys ---- */

static void
find_without_length (Check *self)
{
  for (guint32 i = 0; i < self->n; i++)
    {
      SuyShape line = suy_feature_set_get_shape (self->rivers->lines, i);
      SuyFault fault;

      if (line.kind == SUY_SHAPE_LINE && self->rivers->length_m[i] > 0)
        continue;
      fault = suy_check_new_fault (self, SUY_FAULT_NO_LENGTH, i);
      if (line.kind == SUY_SHAPE_LINE && suy_shape_length (&line) > 0)
        {
          fault.mend = SUY_MEND_LENGTH;
          fault.size_m = suy_shape_length (&line);
        }
      suy_check_add (self, &fault, &i, 1);
    }
}

static void
find_unknown_keys (Check *self)
{
  for (guint32 i = 0; self->rivers->key_unknown != NULL && i < self->n; i++)
    if (self->rivers->key_unknown[i])
      {
        SuyFault fault = suy_check_new_fault (self, SUY_FAULT_UNKNOWN_KEY, i);

        suy_check_add (self, &fault, &i, 1);
      }
}

/* ---- the whole ---- */

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const SuyFault *l = a, *r = b;

  if (l->kind != r->kind)
    return l->kind < r->kind ? -1 : 1;
  if (l->reach != r->reach)
    return l->reach < r->reach ? -1 : 1;

  return l->at_last - r->at_last;
}

static void
check_clear (Check *self)
{
  g_free (self->dropped);
  g_free (self->node);
  g_array_unref (self->spots);
  g_array_unref (self->joined_to);
  g_array_unref (self->splits);
  g_free (self->edges);
  g_free (self->start);
  g_free (self->near);
  g_free (self->part);
  g_free (self->bridge);
  g_free (self->against);
  g_free (self->leaves);
  g_free (self->stated);
}

SuyFaults *
suy_network_check (const SuyRivers *rivers, const SuyCheckRule *rule)
{
  SuyFaults *out = g_new0 (SuyFaults, 1);
  Check self = { .rivers = rivers,
                 .rule = rule,
                 .out = out,
                 .n = suy_feature_set_get_n (rivers->lines),
                 .spots = g_array_new (FALSE, FALSE, sizeof (SuyPoint)),
                 .joined_to = g_array_new (FALSE, FALSE, sizeof (guint32)),
                 .splits = g_array_new (FALSE, FALSE, sizeof (CheckSplit)) };

  out->faults = g_array_new (FALSE, FALSE, sizeof (SuyFault));
  out->reaches = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.dropped = g_new0 (guint8, self.n);
  find_duplicates (&self);
  find_without_length (&self);
  find_unknown_keys (&self);
  suy_check_join_ends (&self);
  suy_check_build_graph (&self);
  suy_check_directions (&self);
  suy_check_loops (&self);
  suy_check_islands (&self);
  out->n_parts = self.n_parts;
  g_array_sort (out->faults, compare_faults);
  check_clear (&self);

  return out;
}

void
suy_faults_free (SuyFaults *self)
{
  g_array_unref (self->faults);
  g_array_unref (self->reaches);
  g_free (self);
}
