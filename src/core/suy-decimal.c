/* suy-decimal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-decimal.h"

#define MAX_DIGITS 15

/* At most 15 digits are an integer below 2^53, and 10^15 is a double too; the quotient of two exact
 * doubles is rounded once, so it is the nearest one.  Source: Clinger, "How to read floating point
 * numbers accurately", PLDI 1990. */
gboolean
suy_decimal_parse (const char *text, double *value)
{
  static const double powers[MAX_DIGITS + 1] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
  gboolean negative = *text == '-', point = FALSE;
  guint n = 0, behind = 0;
  gint64 digits = 0;

  for (text += *text == '-' || *text == '+'; *text != '\0'; text++)
    {
      if (*text == '.' && !point)
        {
          point = TRUE;
          continue;
        }
      if (*text < '0' || *text > '9' || n == MAX_DIGITS)
        return FALSE;
      digits = digits * 10 + (*text - '0');
      n++;
      behind += point ? 1 : 0;
    }
  if (n == 0)
    return FALSE;

  *value = (double) digits / powers[behind];
  if (negative)
    *value = -*value;

  return TRUE;
}
