/* suy-shape-within-avx2.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#ifdef __x86_64__
#define SUY_SIMD_AVX2
#endif

#include "suy-shape-within.h"

#include "suy-shape-index-private.h"
#include "suy-shape-within-simd.h"

SUY_SIMD void
suy_shape_within_avx2 (SuyShapeWithin *self)
{
  suy_shape_within_run (self);
}
