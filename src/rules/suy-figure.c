/* suy-figure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-figure.h"

#include <string.h>

#define MAX_DECIMALS 6

gboolean
suy_figure_is_period (const char *by)
{
  static const char *const periods[] = { "year", "quarter", "month", NULL };

  return g_strv_contains (periods, by);
}

gboolean
suy_figure_is_gathered (const SuyFigureColumn *column)
{
  return column->kind < SUY_FIGURE_SHARE;
}

/* ---- fractions ---- */

static gint64
greatest_divisor (gint64 a, gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }

  return ABS (a);
}

static SuyRatio
shorten (SuyRatio ratio)
{
  gint64 by = ratio.den == 0 ? 1 : greatest_divisor (ratio.num, ratio.den);

  return by <= 1 ? ratio : (SuyRatio){ ratio.num / by, ratio.den / by };
}

/* a / b.  Denominators are small (counts, a million of a sum), so that shortened ones fit. */
static SuyRatio
divide (SuyRatio a, SuyRatio b)
{
  if (a.den == 0 || b.den == 0 || b.num == 0)
    return SUY_RATIO_NONE;
  a = shorten (a);
  b = shorten (b);

  return shorten (b.num < 0 ? (SuyRatio){ -a.num * b.den, a.den * -b.num }
                            : (SuyRatio){ a.num * b.den, a.den * b.num });
}

static SuyRatio
subtract (SuyRatio a, SuyRatio b)
{
  if (a.den == 0 || b.den == 0)
    return SUY_RATIO_NONE;

  return shorten ((SuyRatio){ a.num * b.den - b.num * a.den, a.den * b.den });
}

static SuyRatio
add (SuyRatio a, SuyRatio b)
{
  return a.den == 0 ? b : subtract (a, (SuyRatio){ -b.num, b.den });
}

/* ---- columns ---- */

static SuyRatio
reckon (const SuyFigureColumn *column,
        guint i,
        const SuyRatio *values,
        const SuyRatio *before,
        const SuyRatio *total)
{
  SuyRatio a = values[column->a], b = values[column->b];

  switch ((guint) column->kind)
    {
    case SUY_FIGURE_SHARE:
    case SUY_FIGURE_QUOTIENT:
      return divide (a, b);
    case SUY_FIGURE_PART:
      return divide (a, total == NULL ? a : total[column->a]);
    case SUY_FIGURE_REST:
      return subtract (a, b);
    case SUY_FIGURE_RUNNING:
      return add (before == NULL ? SUY_RATIO_NONE : before[i], subtract (a, b));
    case SUY_FIGURE_GROWTH:
      return before == NULL ? SUY_RATIO_NONE
                            : divide (subtract (a, before[column->a]), before[column->a]);
    case SUY_FIGURE_LEAST:
      return a.den == 0
                 ? a
                 : (SuyRatio){ suy_ratio_ceil ((SuyRatio){ a.num, a.den * SUY_RATIO_FULL_BP },
                                               column->share_bp),
                               1 };
    default:
      return values[i];
    }
}

void
suy_figure_reckon (const SuyFigure *self,
                   SuyRatio *values,
                   const SuyRatio *before,
                   const SuyRatio *total)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const SuyFigureColumn *column = self->columns->pdata[i];

      if (!suy_figure_is_gathered (column))
        values[i] = reckon (column, i, values, before, total);
    }
}

/* ---- showing ---- */

static gboolean
is_percentage (const SuyFigureColumn *column)
{
  return column->kind == SUY_FIGURE_SHARE || column->kind == SUY_FIGURE_PART ||
         column->kind == SUY_FIGURE_GROWTH;
}

/* As many decimals as it has, up to six: "45.3". */
static char *
format_exactly (SuyRatio value)
{
  gint64 scale = 1;
  int decimals = 0;

  while (decimals < MAX_DECIMALS && value.den != 0 && (value.num * scale) % value.den != 0)
    {
      scale *= 10;
      decimals++;
    }

  return suy_ratio_format (value, 1, decimals);
}

char *
suy_figure_format (const SuyFigureColumn *column, SuyRatio value)
{
  if (is_percentage (column))
    return suy_ratio_format (value, 100, 2);
  if (column->kind == SUY_FIGURE_QUOTIENT || column->kind == SUY_FIGURE_POINTS)
    return suy_ratio_format (value, 1, value.den != 0 && value.num % value.den == 0 ? 0 : 2);
  if (column->kind == SUY_FIGURE_DAYS)
    return suy_ratio_format (value, 1, 1);

  return format_exactly (value);
}

const char *
suy_figure_get_unit (const SuyFigureColumn *column)
{
  return is_percentage (column) ? "%" : column->unit;
}
