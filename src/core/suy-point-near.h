/* suy-point-near.h: the search for the nearest points, written once for both kinds of machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * After suy-point-search.h.  First down to the leaf whose box is nearest, for a first bound; then
 * once through all that is within the bound, in the order of positions, which asks little of the
 * machine's guesses; the bound shrinks whenever enough has been gathered. */

/* Below this many no time is spent on dropping some. */
#define ENOUGH 64u

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

/* Returns: the child that is nearest */
SUY_SIMD_INLINE guint32
nearest_child (const SuyIndexNode *node, const SuyNodeFrame *f, guint32 mask)
{
  float near[SUY_INDEX_FANOUT];
  guint best = 0;
  float least = INFINITY;

  for (guint i = 0; i < SUY_INDEX_FANOUT; i += SUY_LANES)
    suy_floats_store (near + i, suy_node_near (node, i, f));
  for (guint i = 0; i < SUY_INDEX_FANOUT; i++)
    if (near[i] < least && (mask >> i & 1))
      {
        least = near[i];
        best = i;
      }

  return best;
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
  guint32 enough = MAX (ENOUGH, 2 * near->k + SUY_POINT_LEAF);
  guint32 nodes[SUY_INDEX_MAX_LEVELS], visit[SUY_INDEX_MAX_LEVELS];
  guint top = index->levels.n_levels - 1, level = top;
  guint32 leaf = nearest_leaf (index, &f);

  gather_leaf (index, near, &lanes, leaf * SUY_POINT_LEAF);
  suy_point_near_shrink (near);

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
        }
      else if (child != leaf)
        {
          gather_leaf (index, near, &lanes, child * SUY_POINT_LEAF);
          if (near->n > enough)
            {
              suy_point_near_shrink (near);
              enough = MAX (enough, 2 * near->n);
            }
        }
    }
}
