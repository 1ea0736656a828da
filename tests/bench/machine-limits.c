/* machine-limits.c: how fast is this machine at what everything is made of?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line each: NAME VALUE UNIT, the best of some rounds on one core. */

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "bench-driver.h"
#include "bench-random.h"
#include "suy-geodesic.h"

#define LARGE ((gsize) 256 << 20)
#define ROUNDS 5

static volatile guint64 sink;

static guint64 *
memory (gsize bytes)
{
  void *at = mmap (NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (at == MAP_FAILED)
    g_error ("There is no memory for %" G_GSIZE_FORMAT " bytes", bytes);
  madvise (at, bytes, MADV_HUGEPAGE);
  memset (at, 1, bytes);

  return at;
}

static void
measure_streams (void)
{
  guint64 *from = memory (LARGE), *to = memory (LARGE);
  double read = INFINITY, copy = INFINITY;

  for (int round = 0; round < ROUNDS; round++)
    {
      double start = bench_seconds ();
      guint64 sum[8] = { 0 };

      for (gsize i = 0; i < LARGE / 8; i += 8)
        for (int k = 0; k < 8; k++)
          sum[k] += from[i + (gsize) k];
      read = fmin (read, bench_seconds () - start);
      sink += sum[0] + sum[1] + sum[2] + sum[3] + sum[4] + sum[5] + sum[6] + sum[7];

      start = bench_seconds ();
      memcpy (to, from, LARGE);
      copy = fmin (copy, bench_seconds () - start);
    }
  printf ("memory-read %.1f GB/s\nmemory-copy %.1f GB/s\n", LARGE / read * 1e-9,
          LARGE / copy * 1e-9);
  munmap (from, LARGE);
  munmap (to, LARGE);
}

/* Each load says where the next is, all lines of @bytes in one random ring (Sattolo, 1986). */
static void
measure_loads (const char *name, gsize bytes)
{
  const guint32 n = (guint32) (bytes / 64), n_loads = 3000000;
  guint64 *ring = memory (bytes), state = 7, at = 0;
  double best = INFINITY;

  for (guint32 i = 0; i < n; i++)
    ring[8 * (gsize) i] = i;
  for (guint32 i = n - 1; i > 0; i--)
    {
      const gsize other = 8 * (gsize) bench_below (&state, i);
      const guint64 kept = ring[other];

      ring[other] = ring[8 * (gsize) i];
      ring[8 * (gsize) i] = kept;
    }
  for (int round = 0; round < ROUNDS; round++)
    {
      const double start = bench_seconds ();

      for (guint32 i = 0; i < n_loads; i++)
        at = ring[8 * at];
      best = fmin (best, bench_seconds () - start);
      sink += at;
    }
  printf ("load-%s %.1f ns\n", name, best / n_loads * 1e9);
  munmap (ring, bytes);
}

static void
measure_geodesic (void)
{
  const int n = 100000;
  double best = INFINITY, sum = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      const double start = bench_seconds ();

      for (int i = 0; i < n; i++)
        sum += suy_geodesic_distance_degrees (118, 26, 118.1 + i * 1e-7, 26.1);
      best = fmin (best, bench_seconds () - start);
    }
  sink += (guint64) sum;
  printf ("geodesic %.0f ns\n", best / n * 1e9);
}

int
main (void)
{
  measure_streams ();
  measure_loads ("16KiB", 16 << 10);
  measure_loads ("256KiB", 256 << 10);
  measure_loads ("4MiB", 4 << 20);
  measure_loads ("256MiB", LARGE);
  measure_geodesic ();

  return 0;
}
