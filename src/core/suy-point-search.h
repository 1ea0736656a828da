/* suy-point-search.h: the searches of a point index, written once for both kinds of machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Included as suy-simd.h says.  A search goes down the nodes in the order of positions, without
 * recursion; children wholly within are runs of positions, joined while they touch; leaves are
 * tested SUY_LANES points at a time, and the geodesic decides on what the frame leaves in doubt. */

#include <math.h>

#include "suy-geodesic.h"
#include "suy-index-node-simd.h"
#include "suy-point-index-private.h"

#ifdef SUY_SIMD_AVX2
/* Entry m: the numbers of the set bits of m in the bytes of a word, the lowest first. */
#define PLACE(m, k) \
  ((m) >> (k) &1 ? (guint64) (k) << 8 * __builtin_popcount ((m) & ((1 << (k)) - 1)) : 0)
#define WORD(m)                                                                             \
  PLACE (m, 0) | PLACE (m, 1) | PLACE (m, 2) | PLACE (m, 3) | PLACE (m, 4) | PLACE (m, 5) | \
      PLACE (m, 6) | PLACE (m, 7)
#define WORDS_4(m) WORD (m), WORD ((m) + 1), WORD ((m) + 2), WORD ((m) + 3)
#define WORDS_16(m) WORDS_4 (m), WORDS_4 ((m) + 4), WORDS_4 ((m) + 8), WORDS_4 ((m) + 12)
#define WORDS_64(m) WORDS_16 (m), WORDS_16 ((m) + 16), WORDS_16 ((m) + 32), WORDS_16 ((m) + 48)

static const guint64 left_pack[256] = { WORDS_64 (0), WORDS_64 (64), WORDS_64 (128),
                                        WORDS_64 (192) };

SUY_SIMD_INLINE __m256i
permutation (guint32 mask)
{
  return _mm256_cvtepu8_epi32 (_mm_cvtsi64_si128 ((gint64) left_pack[mask]));
}
#endif

/* Writes those of SUY_LANES numbers whose bit is set; may write over all lanes of @to.
 * Returns: how many */
SUY_SIMD_INLINE guint32
pack (guint32 *to, const guint32 *from, guint32 mask)
{
#ifdef SUY_SIMD_AVX2
  __m256i all = _mm256_loadu_si256 ((const __m256i *) (const void *) from);

  _mm256_storeu_si256 ((__m256i *) (void *) to,
                       _mm256_permutevar8x32_epi32 (all, permutation (mask)));

  return (guint32) __builtin_popcount (mask);
#else
  guint32 n = 0;

  for (guint i = 0; i < SUY_LANES; i++)
    {
      to[n] = from[i];
      n += mask >> i & 1;
    }

  return n;
#endif
}

/* A frame spread over the lanes. */
typedef struct
{
  SuyInts x, y;
  SuyFloats p0, p1, p2, q0, q1, q2, bend, most_dx2, in, out;
} Lanes;

SUY_SIMD_INLINE Lanes
spread (const SuyFrame *f)
{
  return (Lanes){ suy_ints (f->x),          suy_ints (f->y),           suy_floats (f->p[0]),
                  suy_floats (f->p[1]),     suy_floats (f->p[2]),      suy_floats (f->q[0]),
                  suy_floats (f->q[1]),     suy_floats (f->q[2]),      suy_floats (f->bend),
                  suy_floats (f->most_dx2), suy_floats (f->surely_in), suy_floats (f->surely_out) };
}

/* The formula of suy-frame.h for SUY_LANES points of a block. */
SUY_SIMD_INLINE SuyFloats
chord2_of (const gint32 *at, const Lanes *f)
{
  SuyFloats dx = suy_difference (suy_ints_load (at), f->x);
  SuyFloats dy = suy_difference (suy_ints_load (at + SUY_POINT_BLOCK), f->y);
  SuyFloats s = suy_floats_min (dx * dx, f->most_dx2);

  return s * (1 - f->bend * s) * (f->p0 + dy * (f->p1 + dy * f->p2)) +
         dy * dy * (f->q0 + dy * (f->q1 + dy * f->q2));
}

/* Where SUY_LANES points from @position lie. */
SUY_SIMD_INLINE const gint32 *
block_at (const SuyPointIndex *index, guint32 position)
{
  return index->blocks + (gsize) (position / SUY_POINT_BLOCK) * 2 * SUY_POINT_BLOCK +
         position % SUY_POINT_BLOCK;
}

/* What the geodesic says of the points from @first whose bit is set. */
SUY_SIMD __attribute__ ((noinline)) static guint32
settle (const SuyPointIndex *index, const SuyCircle *circle, guint32 first, guint32 doubts)
{
  guint32 within = 0;

  for (; doubts != 0; doubts &= doubts - 1)
    {
      guint i = (guint) __builtin_ctz (doubts);
      SuyPoint point = suy_point_index_point (index, first + i);

      if (suy_geodesic_distance (circle->centre, point) <= circle->metres)
        within |= 1u << i;
    }

  return within;
}

/* Returns: the mask of the points of a leaf that are there */
SUY_SIMD_INLINE guint32
present (const SuyPointIndex *index, guint32 first)
{
  guint32 left = index->n - first;

  return left >= SUY_POINT_LEAF ? 0xffffffffu : (1u << left) - 1;
}

SUY_SIMD_INLINE guint32
leaf_in_circle (const SuyPointIndex *index,
                const SuyCircle *circle,
                const Lanes *lanes,
                guint32 first)
{
  guint32 in = 0, out = 0;

  for (guint i = 0; i < SUY_POINT_LEAF; i += SUY_LANES)
    {
      SuyFloats chord2 = chord2_of (block_at (index, first + i), lanes);

      in |= suy_ints_mask (chord2 <= lanes->in) << i;
      out |= suy_ints_mask (chord2 > lanes->out) << i;
    }
  if (G_UNLIKELY ((in | out) != 0xffffffffu))
    in |= settle (index, circle, first, ~(in | out) & present (index, first));

  return in & present (index, first);
}

SUY_SIMD_INLINE guint32
leaf_in_box (const SuyPointIndex *index, const SuyBox *box, guint32 first)
{
  guint32 in = 0;

  for (guint i = 0; i < SUY_POINT_LEAF; i += SUY_LANES)
    {
      const gint32 *at = block_at (index, first + i);
      SuyInts x = suy_ints_load (at), y = suy_ints_load (at + SUY_POINT_BLOCK);

      in |= suy_ints_mask ((x >= box->min_x) & (x <= box->max_x) & (y >= box->min_y) &
                           (y <= box->max_y))
            << i;
    }

  return in & present (index, first);
}

/* Adds the points of a leaf whose bit is set, after all that comes before them. */
SUY_SIMD_INLINE void
add_leaf (SuyPointSink *sink, const SuyPointIndex *index, guint32 first, guint32 mask)
{
  if (sink->items != NULL)
    {
      SuyItems *items = sink->items;
      guint32 *to;

      suy_items_reserve (items, SUY_POINT_LEAF);
      to = items->at + items->n;
      for (guint i = 0; i < SUY_POINT_LEAF; i += SUY_LANES)
        to += pack (to, index->items + first + i, mask >> i & ((1u << SUY_LANES) - 1));
      items->n = (gsize) (to - items->at);
    }
  else if (sink->spans != NULL)
    {
      while (mask != 0)
        {
          guint begin = (guint) __builtin_ctz (mask);
          guint n = (guint) __builtin_ctzll (~((guint64) mask >> begin));

          suy_spans_add (sink->spans, first + begin, first + begin + n);
          mask &= (guint32) (G_MAXUINT64 << (begin + n));
        }
    }
  else
    sink->count += (guint32) __builtin_popcount (mask);
}

/* A run of positions that is still growing. */
typedef struct
{
  guint32 first, end;
} Run;

SUY_SIMD_INLINE void
flush (Run *run, const SuyPointIndex *index, SuyPointSink *sink)
{
  if (run->end > run->first)
    suy_point_sink_add (sink, index, run->first, run->end);
  run->first = run->end = 0;
}

SUY_SIMD_INLINE void
extend (Run *run, const SuyPointIndex *index, SuyPointSink *sink, guint32 first, guint32 end)
{
  if (run->end != first)
    {
      flush (run, index, sink);
      run->first = first;
    }
  run->end = end;
}

/* A node on the way down. */
typedef struct
{
  guint32 node, visit, inside;
} Step;

/* A box or a circle, with what is spread over the lanes. */
typedef struct
{
  const SuyCircle *circle; /* NULL: the box */
  const SuyBox *box;
  SuyNodeFrame node_frame;
  Lanes lanes;
} Question;

SUY_SIMD_INLINE void
enter (const SuyPointIndex *index, const Question *ask, guint level, Step *step)
{
  const SuyIndexNode *node = &index->levels.nodes[level][step->node];

  step->visit = ask->circle != NULL ? suy_node_within (node, &ask->node_frame, &step->inside)
                                    : suy_node_touching (node, ask->box, &step->inside);
  step->visit &= suy_index_present (&index->levels, level, step->node);
  step->inside &= step->visit;
}

/* Leaves are far apart in memory: all that a node sends the search into are asked for at once. */
SUY_SIMD_INLINE void
call_leaves (const SuyPointIndex *index, guint32 node, guint32 visit, gboolean with_items)
{
  for (; visit != 0; visit &= visit - 1)
    {
      gsize first =
          (gsize) (node * SUY_INDEX_FANOUT + (guint32) __builtin_ctz (visit)) * SUY_POINT_LEAF;
      const gint32 *blocks = index->blocks + 2 * first;
      const guint32 *items = index->items + first;

      for (guint i = 0; i < 4; i++)
        __builtin_prefetch (blocks + i * SUY_POINT_BLOCK);
      if (with_items)
        for (guint i = 0; i < 2; i++)
          __builtin_prefetch (items + i * SUY_POINT_BLOCK);
    }
}

/* Takes the run of children wholly within from the first that is left. */
SUY_SIMD_INLINE void
take_run (const SuyPointIndex *index, guint level, Step *step, Run *run, SuyPointSink *sink)
{
  guint k = (guint) __builtin_ctz (step->visit);
  guint n = (guint) __builtin_ctz (~(step->inside >> k));
  guint shift = 5 + 4 * level; /* 2^5 points a leaf, 2^4 children a node */
  guint64 first = ((guint64) step->node * SUY_INDEX_FANOUT + k) << shift;
  guint64 end = first + ((guint64) n << shift);

  extend (run, index, sink, (guint32) first, (guint32) MIN (end, index->n));
  step->visit &= ~0u << (k + n);
}

SUY_SIMD_INLINE void
search (const SuyPointIndex *index, const Question *ask, SuyPointSink *sink)
{
  Step steps[SUY_INDEX_MAX_LEVELS];
  guint top = index->levels.n_levels - 1, level = top;
  Run run = { 0, 0 };

  steps[top].node = 0;
  enter (index, ask, top, &steps[top]);
  for (;;)
    {
      Step *step = &steps[level];
      guint32 k;

      if (step->visit == 0)
        {
          if (level++ == top)
            break;
          continue;
        }

      k = (guint32) __builtin_ctz (step->visit);
      if (step->inside >> k & 1)
        {
          take_run (index, level, step, &run, sink);
          continue;
        }

      step->visit &= step->visit - 1;
      k += step->node * SUY_INDEX_FANOUT;
      if (level > 0)
        {
          steps[--level].node = k;
          enter (index, ask, level, &steps[level]);
          if (level == 0)
            call_leaves (index, k, steps[0].visit & ~steps[0].inside, sink->items != NULL);
        }
      else
        {
          guint32 first = k * SUY_POINT_LEAF;
          guint32 mask = ask->circle != NULL
                             ? leaf_in_circle (index, ask->circle, &ask->lanes, first)
                             : leaf_in_box (index, ask->box, first);

          if (mask != 0)
            {
              flush (&run, index, sink);
              add_leaf (sink, index, first, mask);
            }
        }
    }
  flush (&run, index, sink);
}

SUY_SIMD void
SUY_SIMD_NAME (suy_point_search_circle) (const SuyPointIndex *index,
                                         const SuyCircle *circle,
                                         SuyPointSink *sink)
{
  const Question ask = { circle, NULL, suy_node_frame (&circle->frame), spread (&circle->frame) };

  search (index, &ask, sink);
}

SUY_SIMD void
SUY_SIMD_NAME (suy_point_search_box) (const SuyPointIndex *index,
                                      const SuyBox *box,
                                      SuySpans *spans)
{
  const Question ask = { .box = box };
  SuyPointSink sink = { .spans = spans };

  search (index, &ask, &sink);
}
