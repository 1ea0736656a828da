/* suy-around-avx2.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#ifdef __x86_64__
#define SUY_SIMD_AVX2
#endif

#include "suy-around.h"

#include "suy-around-simd.h"

SUY_SIMD void
suy_around_avx2 (SuyAround *self)
{
  suy_around_run (self);
}
