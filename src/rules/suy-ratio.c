/* suy-ratio.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-ratio.h"

typedef __int128 Wide; /* a product of two numbers of 64 bits fits */

static Wide
floor_wide (Wide num, Wide den)
{
  return num / den - (num % den < 0);
}

gint64
suy_ratio_floor (SuyRatio ratio, gint64 scale)
{
  g_return_val_if_fail (ratio.den > 0, 0);

  return (gint64) floor_wide ((Wide) ratio.num * scale, ratio.den);
}

gint64
suy_ratio_ceil (SuyRatio ratio, gint64 scale)
{
  g_return_val_if_fail (ratio.den > 0, 0);

  return (gint64) -floor_wide (-((Wide) ratio.num * scale), ratio.den);
}

gint64
suy_ratio_round (SuyRatio ratio, gint64 scale)
{
  Wide num = (Wide) ratio.num * scale;
  Wide size = num < 0 ? -num : num;
  Wide rounded;

  g_return_val_if_fail (ratio.den > 0, 0);

  rounded = (2 * size + ratio.den) / (2 * (Wide) ratio.den);

  return (gint64) (num < 0 ? -rounded : rounded);
}

int
suy_ratio_compare (SuyRatio a, SuyRatio b)
{
  Wide l = (Wide) a.num * b.den, r = (Wide) b.num * a.den;

  g_return_val_if_fail (a.den > 0 && b.den > 0, 0);

  return (l > r) - (l < r);
}

void
suy_ratio_rank (const SuyRatio *ratios, guint n, guint *ranks)
{
  for (guint i = 0; i < n; i++)
    {
      ranks[i] = 1;
      for (guint k = 0; k < n; k++)
        ranks[i] += suy_ratio_compare (ratios[k], ratios[i]) > 0;
    }
}

char *
suy_ratio_format (SuyRatio ratio, gint64 scale, int decimals)
{
  gint64 unit = 1, rounded, size;

  g_return_val_if_fail (decimals >= 0 && decimals <= 6, NULL);

  if (ratio.den == 0)
    return g_strdup ("");

  for (int i = 0; i < decimals; i++)
    unit *= 10;
  rounded = suy_ratio_round (ratio, scale * unit);
  size = ABS (rounded);
  if (decimals == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, rounded);

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, rounded < 0 ? "-" : "",
                          size / unit, decimals, size % unit);
}

char *
suy_ratio_format_whole (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}
