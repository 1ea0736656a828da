/* suy-simd.h: how are many numbers handled at once on this kind of machine?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inner loops are written once, in a header that two sources include: one plain, one after
 * #define SUY_SIMD_AVX2.  Callers take the one that suy_index_has_avx2() allows.  Every function in
 * such a header is marked SUY_SIMD, and those that others call are named by SUY_SIMD_NAME. */

#pragma once

#include <glib.h>

#include <string.h>

#ifdef SUY_SIMD_AVX2
#include <immintrin.h>
#define SUY_LANES 8
#define SUY_SIMD __attribute__ ((target ("avx2,fma,bmi,popcnt")))
#define SUY_SIMD_NAME(name) name##_avx2
#else
#ifdef __SSE2__
#include <emmintrin.h>
#endif
#define SUY_LANES 4
#define SUY_SIMD
#define SUY_SIMD_NAME(name) name##_portable
#endif

#define SUY_SIMD_INLINE SUY_SIMD __attribute__ ((always_inline)) static inline

typedef gint32 SuyInts __attribute__ ((vector_size (4 * SUY_LANES)));
typedef guint32 SuyUints __attribute__ ((vector_size (4 * SUY_LANES)));
typedef float SuyFloats __attribute__ ((vector_size (4 * SUY_LANES)));

SUY_SIMD_INLINE SuyInts
suy_ints_load (const gint32 *at)
{
  SuyInts out;

  memcpy (&out, at, sizeof out);

  return out;
}

SUY_SIMD_INLINE SuyFloats
suy_floats_load (const float *at)
{
  SuyFloats out;

  memcpy (&out, at, sizeof out);

  return out;
}

SUY_SIMD_INLINE void
suy_floats_store (float *at, SuyFloats floats)
{
  memcpy (at, &floats, sizeof floats);
}

SUY_SIMD_INLINE SuyInts
suy_ints (gint32 x)
{
  return x - (SuyInts){ 0 };
}

SUY_SIMD_INLINE SuyFloats
suy_floats (float x)
{
  return x - (SuyFloats){ 0 };
}

/* a - b, which wraps round. */
SUY_SIMD_INLINE SuyFloats
suy_difference (SuyInts a, SuyInts b)
{
  return __builtin_convertvector((SuyInts) ((SuyUints) a - (SuyUints) b), SuyFloats);
}

#ifdef SUY_SIMD_AVX2
SUY_SIMD_INLINE SuyInts
suy_ints_min (SuyInts a, SuyInts b)
{
  return (SuyInts) _mm256_min_epi32 ((__m256i) a, (__m256i) b);
}

SUY_SIMD_INLINE SuyInts
suy_ints_max (SuyInts a, SuyInts b)
{
  return (SuyInts) _mm256_max_epi32 ((__m256i) a, (__m256i) b);
}

SUY_SIMD_INLINE SuyFloats
suy_floats_min (SuyFloats a, SuyFloats b)
{
  return (SuyFloats) _mm256_min_ps ((__m256) a, (__m256) b);
}

SUY_SIMD_INLINE SuyFloats
suy_floats_max (SuyFloats a, SuyFloats b)
{
  return (SuyFloats) _mm256_max_ps ((__m256) a, (__m256) b);
}

/* A bit for each lane of a comparison's result. */
SUY_SIMD_INLINE guint32
suy_ints_mask (SuyInts truth)
{
  return (guint32) _mm256_movemask_ps ((__m256) truth);
}
#else
SUY_SIMD_INLINE SuyInts
suy_ints_min (SuyInts a, SuyInts b)
{
  SuyInts less = a < b;

  return (a & less) | (b & ~less);
}

SUY_SIMD_INLINE SuyInts
suy_ints_max (SuyInts a, SuyInts b)
{
  SuyInts less = a < b;

  return (b & less) | (a & ~less);
}

SUY_SIMD_INLINE SuyFloats
suy_floats_min (SuyFloats a, SuyFloats b)
{
#ifdef __SSE2__
  return (SuyFloats) _mm_min_ps ((__m128) a, (__m128) b);
#else
  SuyInts less = a < b;

  return (SuyFloats) (((SuyInts) a & less) | ((SuyInts) b & ~less));
#endif
}

SUY_SIMD_INLINE SuyFloats
suy_floats_max (SuyFloats a, SuyFloats b)
{
#ifdef __SSE2__
  return (SuyFloats) _mm_max_ps ((__m128) a, (__m128) b);
#else
  SuyInts less = a < b;

  return (SuyFloats) (((SuyInts) b & less) | ((SuyInts) a & ~less));
#endif
}

/* A bit for each lane of a comparison's result. */
SUY_SIMD_INLINE guint32
suy_ints_mask (SuyInts truth)
{
#ifdef __SSE2__
  return (guint32) _mm_movemask_ps ((__m128) truth);
#else
  return (guint32) ((truth[0] & 1) | (truth[1] & 2) | (truth[2] & 4) | (truth[3] & 8));
#endif
}
#endif
