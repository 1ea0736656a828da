/* suy-point-around-portable.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-point-around.h"

#include "suy-point-around-simd.h"

void
suy_point_around_portable (SuyPointAround *self)
{
  suy_around_run (self);
}
