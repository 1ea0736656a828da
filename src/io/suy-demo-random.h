/* suy-demo-random.h: which number comes next?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same numbers on every machine and with every GLib.  Source: Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014 (splitmix64). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 state;
} SuyDemoRandom;

/* @stream: each part of the demo has its own, so that a change in one leaves the others alone. */
void suy_demo_random_init (SuyDemoRandom *self, guint64 seed, const char *stream);
guint64 suy_demo_random_next (SuyDemoRandom *self);

/* 0 to n-1; @n from 1. */
guint32 suy_demo_random_below (SuyDemoRandom *self, guint32 n);

/* @low to @high, both included. */
gint32 suy_demo_random_between (SuyDemoRandom *self, gint32 low, gint32 high);

/* 0 <= x < 1 */
double suy_demo_random_unit (SuyDemoRandom *self);
gboolean suy_demo_random_chance (SuyDemoRandom *self, guint percent);

/* Mixes the order of @n places.  @places: (array length=n): filled with 0 to n-1 */
void suy_demo_random_order (SuyDemoRandom *self, guint32 *places, guint32 n);

G_END_DECLS
