/* suy-map-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-label.h"

SuyMapLabel *
suy_map_label_copy (const SuyMapLabel *self)
{
  SuyMapLabel *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);

  return copy;
}

void
suy_map_label_free (SuyMapLabel *self)
{
  g_free (self->text);
  g_free (self);
}
