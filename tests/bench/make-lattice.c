/* make-lattice.c: where water flows on a lattice of rough ground
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From outlets on the southern and eastern edge the ground is taken cell by cell, always the lowest
 * that touches what is taken, and drains to the cell that it touched.
 * Source: Barnes, Lehman and Mulla, "Priority-Flood", Computers & Geosciences 62 (2014). */

#include <math.h>
#include <string.h>

#include "make-data.h"

#define UNSEEN (-2)

typedef struct
{
  float height;
  guint32 cell;
} Shore;

typedef struct
{
  Shore *at; /* a binary heap from 1 on */
  gsize n, room;
} Shores;

static void
push (Shores *self, Shore shore)
{
  gsize i = ++self->n;

  if (i >= self->room)
    {
      self->room = 2 * i + 1024;
      self->at = g_renew (Shore, self->at, self->room);
    }
  for (; i > 1 && self->at[i / 2].height > shore.height; i /= 2)
    self->at[i] = self->at[i / 2];
  self->at[i] = shore;
}

static Shore
pop (Shores *self)
{
  const Shore lowest = self->at[1], last = self->at[self->n--];
  gsize i = 1;

  for (gsize child; (child = 2 * i) <= self->n; i = child)
    {
      if (child < self->n && self->at[child + 1].height < self->at[child].height)
        child++;
      if (last.height <= self->at[child].height)
        break;
      self->at[i] = self->at[child];
    }
  self->at[i] = last;

  return lowest;
}

/* Smooth hills, @x and @y in hills. */
static float
hills (guint64 seed, float x, float y)
{
  const guint32 column = (guint32) x, row = (guint32) y;
  float u = x - (float) column, v = y - (float) row, corner[4];

  for (guint32 i = 0; i < 4; i++)
    corner[i] =
        (float) (bench_mix (seed ^ ((guint64) (row + i / 2) << 32) ^ (column + i % 2)) >> 40);
  u *= u * (3 - 2 * u);
  v *= v * (3 - 2 * v);

  return ((corner[0] * (1 - u) + corner[1] * u) * (1 - v) +
          (corner[2] * (1 - u) + corner[3] * u) * v) *
         0x1p-24f;
}

static float *
make_heights (const MakeLattice *self)
{
  float *heights = g_new (float, self->n);

  for (guint32 cell = 0; cell < self->n; cell++)
    {
      const float x = (float) (cell % self->width) / (float) self->width;
      const float y = (float) (cell / self->width) / (float) self->height;
      float weight = 0.3f;

      heights[cell] =
          (float) (bench_mix (self->seed + cell * G_GUINT64_CONSTANT (977)) >> 40) * 0x1p-24f;
      for (int size = 8; size <= 64; size *= 2, weight *= 0.6f)
        heights[cell] +=
            weight * hills (self->seed + (guint64) size, x * (float) size, y * (float) size);
    }

  return heights;
}

static void
flood (MakeLattice *self, const float *heights, Shores *shores)
{
  for (guint32 turn = 0; shores->n > 0; turn++)
    {
      const guint32 cell = pop (shores).cell, x = cell % self->width, y = cell / self->width;
      const guint32 beside[4] = { cell - 1, cell + 1, cell - self->width, cell + self->width };
      const gboolean there[4] = { x > 0, x + 1 < self->width, y > 0, y + 1 < self->height };

      self->turn[turn] = cell;
      self->when[cell] = turn;
      for (int i = 0; i < 4; i++)
        if (there[i] && self->below[beside[i]] == UNSEEN)
          {
            self->below[beside[i]] = (gint32) cell;
            self->n_above[cell]++;
            push (shores, (Shore){ heights[beside[i]], beside[i] });
          }
    }
}

void
make_lattice (MakeLattice *self, SuyBox box, guint32 n_cells, guint64 seed)
{
  const double wide = (double) box.max_x - box.min_x, high = (double) box.max_y - box.min_y;
  g_autofree float *heights = NULL;
  Shores shores = { 0 };

  self->box = box;
  self->seed = seed;
  self->width = (guint32) sqrt (n_cells * wide / high) + 1;
  self->height = n_cells / self->width + 1;
  self->n = self->width * self->height;
  self->below = g_new (gint32, self->n);
  self->n_above = g_new0 (guint8, self->n);
  self->turn = g_new (guint32, self->n);
  self->when = g_new (guint32, self->n);
  heights = make_heights (self);
  for (guint32 i = 0; i < self->n; i++)
    self->below[i] = UNSEEN;

  for (guint32 i = 0; i < (n_cells > 1000000 ? 60 : 12); i++)
    {
      const guint32 cell = bench_next (&seed) & 1
                               ? bench_below (&seed, self->height) * self->width + self->width - 1
                               : bench_below (&seed, self->width);

      if (self->below[cell] == UNSEEN)
        push (&shores, (Shore){ -1, cell });
      self->below[cell] = -1;
    }
  flood (self, heights, &shores);
  g_free (shores.at);
}

void
make_lattice_clear (MakeLattice *self)
{
  g_free (self->below);
  g_free (self->n_above);
  g_free (self->turn);
  g_free (self->when);
}

/* Somewhere in the middle two thirds of the cell. */
SuyPoint
make_lattice_place (const MakeLattice *self, guint32 cell)
{
  guint64 state = self->seed ^ ((guint64) cell << 8);
  const double x = cell % self->width + 0.5 + (bench_unit (&state) - 0.5) * 0.66;
  const double y = cell / self->width + 0.5 + (bench_unit (&state) - 0.5) * 0.66;
  const double wide = ((double) self->box.max_x - self->box.min_x) / self->width;
  const double high = ((double) self->box.max_y - self->box.min_y) / self->height;

  return (SuyPoint){ self->box.min_x + (gint32) (x * wide), self->box.min_y + (gint32) (y * high) };
}
