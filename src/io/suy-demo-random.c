/* suy-demo-random.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-random.h"

void
suy_demo_random_init (SuyDemoRandom *self, guint64 seed, const char *stream)
{
  self->state = seed;
  for (const char *c = stream; *c != '\0'; c++)
    {
      self->state ^= (guchar) *c;
      suy_demo_random_next (self);
    }
}

guint64
suy_demo_random_next (SuyDemoRandom *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ z >> 31;
}

guint32
suy_demo_random_below (SuyDemoRandom *self, guint32 n)
{
  g_assert (n > 0);

  return (guint32) ((suy_demo_random_next (self) >> 32) * n >> 32);
}

gint32
suy_demo_random_between (SuyDemoRandom *self, gint32 low, gint32 high)
{
  return low + (gint32) suy_demo_random_below (self, (guint32) (high - low + 1));
}

double
suy_demo_random_unit (SuyDemoRandom *self)
{
  return (double) (suy_demo_random_next (self) >> 11) * 0x1p-53;
}

gboolean
suy_demo_random_chance (SuyDemoRandom *self, guint percent)
{
  return suy_demo_random_below (self, 100) < percent;
}

void
suy_demo_random_order (SuyDemoRandom *self, guint32 *places, guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    {
      guint32 j = suy_demo_random_below (self, i + 1);

      places[i] = places[j];
      places[j] = i;
    }
}
