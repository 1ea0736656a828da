/* suy-hilbert-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The curve of suy-hilbert.c over the box of the points, cut into 2^16 by 2^16 cells.  Going down a
 * quadrant turns the curve by an exchange of x and y or by a complement of both, so there are four
 * ways it can lie, and a table takes four levels at a time.  The sort is by digits, least first
 * (Knuth, TAOCP 3, 5.2.5), which keeps equal keys in the order of their items. */

#include "suy-hilbert.h"

#define DIGIT 11
#define N_DIGITS 3
#define N_BUCKETS (1u << DIGIT)

/* How the curve lies in a cell. */
enum
{
  EXCHANGED = 1,
  COMPLEMENT = 2,
  N_TURNS = 4,
};

/* By turn and four bits of x and y: eight bits of the key, and above them the turn below. */
typedef struct
{
  guint16 at[N_TURNS][256];
} Table;

static guint16
four_levels (guint turn, guint x, guint y)
{
  guint key = 0;

  for (guint bit = 8; bit != 0; bit >>= 1)
    {
      guint r = (x & bit) != 0, u = (y & bit) != 0;
      guint swap = turn & EXCHANGED ? r ^ u : 0;
      guint flip = (turn & COMPLEMENT) != 0;

      r ^= swap ^ flip;
      u ^= swap ^ flip;
      key = key << 2 | ((3 * r) ^ u);
      if (!u)
        turn ^= EXCHANGED | (r ? COMPLEMENT : 0);
    }

  return (guint16) (turn << 8 | key);
}

static void
fill (Table *table)
{
  for (guint turn = 0; turn < N_TURNS; turn++)
    for (guint i = 0; i < 256; i++)
      table->at[turn][i] = four_levels (turn, i >> 4, i & 15);
}

static inline guint32
key_of (const Table *table, guint32 x, guint32 y)
{
  guint32 a = table->at[0][(x >> 8 & 0xf0) | y >> 12];
  guint32 b = table->at[a >> 8][(x >> 4 & 0xf0) | (y >> 8 & 15)];
  guint32 c = table->at[b >> 8][(x & 0xf0) | (y >> 4 & 15)];
  guint32 d = table->at[c >> 8][(x << 4 & 0xf0) | (y & 15)];

  return (a & 0xff) << 24 | (b & 0xff) << 16 | (c & 0xff) << 8 | (d & 0xff);
}

typedef struct
{
  guint32 at[N_DIGITS][N_BUCKETS];
} Counts;

static void
count (Counts *counts, guint32 key)
{
  for (guint digit = 0; digit < N_DIGITS; digit++)
    counts->at[digit][key >> (digit * DIGIT) & (N_BUCKETS - 1)]++;
}

/* Turns counts into the first places of the buckets. */
static void
sum_up (guint32 *counts)
{
  guint32 sum = 0;

  for (guint i = 0; i < N_BUCKETS; i++)
    {
      guint32 own = counts[i];

      counts[i] = sum;
      sum += own;
    }
}

/* Fills in key << 32 | item, and counts the digits of the keys. */
static void
set_keys (guint64 *keys, const SuyPoint *points, guint32 n, Counts *counts)
{
  SuyBox box = SUY_BOX_EMPTY;
  double scale_x, scale_y;
  Table table;

  for (guint32 i = 0; i < n; i++)
    {
      box.min_x = MIN (box.min_x, points[i].x);
      box.max_x = MAX (box.max_x, points[i].x);
      box.min_y = MIN (box.min_y, points[i].y);
      box.max_y = MAX (box.max_y, points[i].y);
    }

  fill (&table);
  scale_x = 65535.0 / MAX (1, (double) box.max_x - box.min_x);
  scale_y = 65535.0 / MAX (1, (double) box.max_y - box.min_y);
  for (guint32 i = 0; i < n; i++)
    {
      gint32 x = (gint32) (((double) points[i].x - box.min_x) * scale_x);
      gint32 y = (gint32) (((double) points[i].y - box.min_y) * scale_y);
      guint32 key = key_of (&table, (guint32) x, (guint32) y);

      keys[i] = (guint64) key << 32 | i;
      count (counts, key);
    }
}

void
suy_hilbert_order (const SuyPoint *points, guint32 n, guint32 *order)
{
  g_autofree guint64 *keys = g_new (guint64, n);
  g_autofree guint64 *others = g_new (guint64, n);
  g_autofree Counts *counts = g_new0 (Counts, 1);

  set_keys (keys, points, n, counts);
  for (guint digit = 0; digit < N_DIGITS; digit++)
    sum_up (counts->at[digit]);

  for (guint32 i = 0; i < n; i++)
    others[counts->at[0][keys[i] >> 32 & (N_BUCKETS - 1)]++] = keys[i];
  for (guint32 i = 0; i < n; i++)
    keys[counts->at[1][others[i] >> (32 + DIGIT) & (N_BUCKETS - 1)]++] = others[i];
  for (guint32 i = 0; i < n; i++)
    order[counts->at[2][keys[i] >> (32 + 2 * DIGIT)]++] = (guint32) keys[i];
}
