/* suy-network.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-network.h"

#include <math.h>
#include <stdlib.h>

#include "suy-error.h"
#include "suy-network-private.h"

/* All lengths together: sums of mm stay below FAR_MM. */
#define MOST_M 4e15

gboolean
suy_network_check_input (const SuyNetworkInput *input, GError **error)
{
  double sum = 0.0;

  if (input->n >= 1u << 31)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   "The network has %u reaches; fewer than 2147483648 are possible.  Split it.",
                   input->n);
      return FALSE;
    }

  for (guint32 i = 0; i < input->n; i++)
    {
      double h = input->travel_h == NULL ? (double) NAN : input->travel_h[i];

      sum += input->length_m[i];
      if (!(isfinite (input->length_m[i]) && input->length_m[i] >= 0.0))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       "Reach %u has the length %g m; give a number from 0 up", i,
                       input->length_m[i]);
          return FALSE;
        }
      if (!isnan (h) && !(isfinite (h) && h >= 0.0))
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                       "Reach %u has the travel time %g h; give a number from 0 up, or none", i, h);
          return FALSE;
        }
    }
  if (sum > MOST_M)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT,
                   "The reaches are %g m long together; at most %g are possible.  Check the unit.",
                   sum, MOST_M);
      return FALSE;
    }

  return TRUE;
}

SuyNetwork *
suy_network_new (const SuyNetworkInput *input, GError **error)
{
  SuyNetwork *self;

  if (!suy_network_check_input (input, error))
    return NULL;

  self = suy_network_plant (input);
  suy_network_join_forks (self, input);
  suy_network_find_transfers (self);

  return self;
}

static void
finalize (gpointer data)
{
  SuyNetwork *self = data;

  suy_column_free (self->label);
  suy_column_free (self->number);
  suy_column_free (self->size);
  suy_column_free (self->main_down);
  suy_column_free (self->length);
  suy_column_free (self->below);
  suy_column_free (self->travel_h);
  g_free (self->long_reaches);
  g_free (self->round_roots);
  g_free (self->mouth_start);
  g_free (self->mouths);
  suy_forks_clear (&self->forks);
  suy_transfers_clear (&self->transfers);
  suy_sweep_free (self->spare);
}

SuyNetwork *
suy_network_ref (SuyNetwork *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_network_unref (SuyNetwork *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

guint32
suy_network_get_n (SuyNetwork *self)
{
  return self->n;
}

double
suy_network_get_length (SuyNetwork *self, guint32 reach)
{
  g_return_val_if_fail (reach < self->n, NAN);

  return (double) length_of (self, self->label[reach]) / 1000.0;
}

guint64
suy_network_long_length (const SuyNetwork *self, guint32 x)
{
  guint32 low = 0, high = self->n_long;

  while (high - low > 1)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->long_reaches[middle].label <= x)
        low = middle;
      else
        high = middle;
    }

  return self->long_reaches[low].mm;
}
