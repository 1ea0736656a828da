/* bench-random.h: numbers that look random and are the same everywhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only whole numbers, sums, products and square roots, so that every machine makes the same bytes.
 * Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */

#pragma once

#include <glib.h>

static inline guint64
bench_mix (guint64 value)
{
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return value ^ (value >> 31);
}

static inline guint64
bench_next (guint64 *state)
{
  *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return bench_mix (*state);
}

/* 0 to n - 1. */
static inline guint32
bench_below (guint64 *state, guint64 n)
{
  return (guint32) (bench_next (state) % n);
}

/* 0 to 1, 1 left out. */
static inline double
bench_unit (guint64 *state)
{
  return (double) (bench_next (state) >> 11) * 0x1p-53;
}

/* Nearly normal, variance 1: twelve evenly spread numbers less their mean. */
static inline double
bench_normal (guint64 *state)
{
  gint32 sum = 0;

  for (int word = 0; word < 3; word++)
    for (guint64 bits = bench_next (state), i = 0; i < 4; i++, bits >>= 16)
      sum += (gint32) (bits & 0xffff);

  return (sum - 6 * 65535) / 65535.0;
}
