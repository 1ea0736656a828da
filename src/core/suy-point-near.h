/* suy-point-near.h: the search for the nearest points, written once for both kinds of machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * After suy-point-search.h.  First down to the leaf whose box is nearest, for a first bound; then
 * once through all that is within the bound, in the order of positions, which asks little of the
 * machine's guesses; the bound shrinks whenever enough has been gathered. */

/* How many more than k are kept before some are dropped. */
#define ENOUGH 24u

/* Adds the points of a leaf that are not above the bound. */
SUY_SIMD_INLINE void
gather_leaf (const SuyPointIndex *index, SuyPointNear *near, const Lanes *lanes, guint32 first)
{
  SuyFloats most = suy_floats (near->most);
  guint32 left = present (index, first);

  near->items->n = 2 * (gsize) near->n;
  suy_items_reserve (near->items, 2 * SUY_POINT_LEAF + 2 * SUY_LANES);
  for (guint i = 0; i < SUY_POINT_LEAF; i += SUY_LANES)
    {
      SuyFloats chord2 = chord2_of (block_at (index, first + i), lanes);
      guint32 mask = suy_ints_mask (chord2 <= most) & left >> i & ((1u << SUY_LANES) - 1);
      SuyPointRank *to = suy_point_near_ranks (near) + near->n;
#ifdef SUY_SIMD_AVX2
      const __m256i count = _mm256_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7);
      __m256i order = permutation (mask);
      __m256i position = _mm256_add_epi32 (_mm256_set1_epi32 ((gint32) (first + i)), count);
      __m256i bits = _mm256_permutevar8x32_epi32 ((__m256i) chord2, order);
      __m256i low, high;

      position = _mm256_permutevar8x32_epi32 (position, order);
      low = _mm256_unpacklo_epi32 (position, bits);
      high = _mm256_unpackhi_epi32 (position, bits);
      _mm256_storeu_si256 ((__m256i *) (void *) to, _mm256_permute2x128_si256 (low, high, 0x20));
      _mm256_storeu_si256 ((__m256i *) (void *) (to + 4),
                           _mm256_permute2x128_si256 (low, high, 0x31));
      near->n += (guint32) __builtin_popcount (mask);
#else
      SuyInts bits = (SuyInts) chord2;
      guint32 n = 0;

      for (guint j = 0; j < SUY_LANES; j++)
        {
          to[n] = (guint64) (guint32) bits[j] << 32 | (first + i + j);
          n += mask >> j & 1;
        }
      near->n += n;
#endif
    }
}

SUY_SIMD_INLINE guint32
count_to (const SuyPointRank *at, guint32 n, SuyPointRank last)
{
  guint32 count = 0;

  for (guint32 i = 0; i < n; i++)
    count += (gint64) at[i] <= (gint64) last;

  return count;
}

/* Lowers the bound, if there are k, to at most 1.1 times the distance of the last of them, by
 * bisection of the bits of the number, which ask little of the machine's guesses; drops the rest.
 */
SUY_SIMD_INLINE void
tighten (SuyPointNear *near)
{
  SuyPointRank *at = suy_point_near_ranks (near);
  SuyPointRank last, step = (guint64) 1 << (23 + 3 + 32);
  guint32 n = 0;

  if (near->n < near->k)
    return;

  last = suy_point_rank_of (near->most);
  for (; step >= (guint64) 1 << (23 - 2 + 32); step >>= 1)
    if (last > step && count_to (at, near->n, last - step) >= near->k)
      last -= step;

  near->most = MIN (near->most, suy_point_near_bound (near->frame, suy_point_rank_chord2 (last)));
  last = suy_point_rank_of (near->most);
  for (guint32 i = 0; i < near->n; i++)
    {
      at[n] = at[i];
      n += at[i] <= last;
    }
  near->n = n;
}

SUY_SIMD_INLINE float
least_lane (SuyFloats floats)
{
  float at[SUY_LANES];

  suy_floats_store (at, floats);
  for (guint n = SUY_LANES / 2; n > 0; n /= 2)
    for (guint i = 0; i < n; i++)
      at[i] = at[i] < at[i + n] ? at[i] : at[i + n];

  return at[0];
}

/* Returns: the child that is nearest, of those that hold the centre the smallest */
SUY_SIMD_INLINE guint32
nearest_child (const SuyIndexNode *node, const SuyNodeFrame *f, guint32 present)
{
  const guint n = SUY_INDEX_FANOUT / SUY_LANES;
  SuyFloats near[SUY_INDEX_FANOUT / SUY_LANES], least = suy_floats (INFINITY);
  guint32 mask = 0;

  for (guint i = 0; i < n; i++)
    {
      near[i] =
          suy_node_near (node, i * SUY_LANES, f) + suy_node_far (node, i * SUY_LANES, f) * 0.01f;
      least = suy_floats_min (least, near[i]);
    }

  least = suy_floats (least_lane (least));
  for (guint i = 0; i < n; i++)
    mask |= suy_ints_mask (near[i] <= least) << (i * SUY_LANES);
  mask &= present;

  return mask != 0 ? (guint32) __builtin_ctz (mask) : 0;
}

SUY_SIMD_INLINE guint32
nearest_leaf (const SuyPointIndex *index, const SuyNodeFrame *f)
{
  guint32 node = 0;

  for (guint level = index->levels.n_levels; level-- > 0;)
    node =
        node * SUY_INDEX_FANOUT + nearest_child (&index->levels.nodes[level][node], f,
                                                 suy_index_present (&index->levels, level, node));

  return node;
}

SUY_SIMD_INLINE guint32
children_near (const SuyPointIndex *index,
               const SuyNodeFrame *f,
               guint level,
               guint32 at,
               float most)
{
  const SuyIndexNode *node = &index->levels.nodes[level][at];
  guint32 mask = 0;

  for (guint i = 0; i < SUY_INDEX_FANOUT; i += SUY_LANES)
    mask |= suy_ints_mask (suy_node_near (node, i, f) <= most) << i;

  return mask & suy_index_present (&index->levels, level, at);
}

SUY_SIMD void
SUY_SIMD_NAME (suy_point_search_near) (const SuyPointIndex *index, SuyPointNear *near)
{
  const Lanes lanes = spread (near->frame);
  const SuyNodeFrame f = suy_node_frame (near->frame);
  guint32 enough = near->k + ENOUGH;
  guint32 nodes[SUY_INDEX_MAX_LEVELS], visit[SUY_INDEX_MAX_LEVELS];
  guint top = index->levels.n_levels - 1, level = top;
  guint32 leaf = nearest_leaf (index, &f);

  gather_leaf (index, near, &lanes, leaf * SUY_POINT_LEAF);
  tighten (near);

  nodes[top] = 0;
  visit[top] = children_near (index, &f, top, 0, near->most);
  for (;;)
    {
      guint32 child;

      if (visit[level] == 0)
        {
          if (level++ == top)
            break;
          continue;
        }

      child = nodes[level] * SUY_INDEX_FANOUT + (guint32) __builtin_ctz (visit[level]);
      visit[level] &= visit[level] - 1;
      if (level > 0)
        {
          nodes[--level] = child;
          visit[level] = children_near (index, &f, level, child, near->most);
          if (level == 0)
            call_leaves (index, child, visit[0], FALSE);
        }
      else if (child != leaf)
        {
          gather_leaf (index, near, &lanes, child * SUY_POINT_LEAF);
          if (near->n > enough)
            {
              tighten (near);
              enough = MAX (enough, 2 * near->n);
              visit[0] &= children_near (index, &f, 0, nodes[0], near->most);
            }
        }
    }
  tighten (near);
}
