/* suy-point-search-avx2.c: the searches of a point index for machines with AVX2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#ifdef __x86_64__
#define SUY_SIMD_AVX2

#include "suy-point-search.h"

#include "suy-point-near.h"
#endif
