/* suy-petition.h: how many petitions are these, and for how many do they count?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formula F-13; 002-4 (“54（计45.3）”).  A petition that several handle counts for
 * each by its weight, above 0 and up to 1.  Weights are whole millionths, so that sums are exact.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_PETITION_WHOLE 1000000

typedef struct
{
  guint count;
  gint64 weight; /* millionths */
} SuyPetitions;

/* @weight: as it is stored, to the nearest millionth.  @error: SUY_ERROR_INVALID with the value:
 * not above 0, or above 1.  Returns: FALSE with @error set, @sum unchanged */
gboolean suy_petition_add (SuyPetitions *sum, double weight, GError **error);

/* "54 (counted as 45.3)": as many decimals as are needed.  Returns: (transfer full) */
char *suy_petition_format (const SuyPetitions *sum);

G_END_DECLS
