/* suy-around-portable.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-around.h"

#include "suy-around-simd.h"

void
suy_around_portable (SuyAround *self)
{
  suy_around_run (self);
}
