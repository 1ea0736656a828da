/* suy-petition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-petition.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "suy-error.h"

gboolean
suy_petition_add (SuyPetitions *sum, double weight, GError **error)
{
  gint64 millionths =
      isfinite (weight) && fabs (weight) < 2.0 ? llround (weight * SUY_PETITION_WHOLE) : 0;

  if (millionths <= 0 || millionths > SUY_PETITION_WHOLE)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("A petition cannot weigh %g; its weight is above 0 and not above 1"), weight);
      return FALSE;
    }

  sum->count++;
  sum->weight += millionths;

  return TRUE;
}

char *
suy_petition_format (const SuyPetitions *sum)
{
  g_autofree char *weight =
      g_strdup_printf ("%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT, sum->weight / SUY_PETITION_WHOLE,
                       sum->weight % SUY_PETITION_WHOLE);
  gsize end = strlen (weight);

  while (weight[end - 1] == '0')
    end--;
  weight[weight[end - 1] == '.' ? end - 1 : end] = '\0';

  /* Translators: how many petitions, their weight: 54（计45.3）. */
  return g_strdup_printf (_ ("%u (counted as %s)"), sum->count, weight);
}
