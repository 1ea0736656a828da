/* suy-index-node-simd.h: the tests of sixteen boxes at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Included as suy-simd.h says.  Masks have bit i for child i, and may have bits of children that
 * are not there: see suy_index_present(). */

#pragma once

#include "suy-frame.h"
#include "suy-index-node.h"
#include "suy-simd.h"

/* What a frame says of boxes; spread once a search. */
typedef struct
{
  SuyInts x, y;
  SuyFloats near_x, near_y, far_x, far_y, out, in;
} SuyNodeFrame;

SUY_SIMD_INLINE SuyNodeFrame
suy_node_frame (const SuyFrame *frame)
{
  return (SuyNodeFrame){ suy_ints (frame->x),         suy_ints (frame->y),
                         suy_floats (frame->near_x),  suy_floats (frame->near_y),
                         suy_floats (frame->far_x),   suy_floats (frame->far_y),
                         suy_floats (frame->box_out), suy_floats (frame->box_in) };
}

/* Of SUY_LANES boxes from child @i: the least chord2 of what is in each, or less. */
SUY_SIMD_INLINE SuyFloats
suy_node_near (const SuyIndexNode *node, guint i, const SuyNodeFrame *f)
{
  SuyInts x = suy_ints_max (suy_ints_min (f->x, suy_ints_load (node->max_x + i)),
                            suy_ints_load (node->min_x + i));
  SuyInts y = suy_ints_max (suy_ints_min (f->y, suy_ints_load (node->max_y + i)),
                            suy_ints_load (node->min_y + i));
  SuyFloats dx = suy_difference (x, f->x), dy = suy_difference (y, f->y);

  return dx * dx * f->near_x + dy * dy * f->near_y;
}

/* The greatest, or more. */
SUY_SIMD_INLINE SuyFloats
suy_node_far (const SuyIndexNode *node, guint i, const SuyNodeFrame *f)
{
  SuyFloats w = suy_difference (suy_ints_load (node->min_x + i), f->x);
  SuyFloats e = suy_difference (suy_ints_load (node->max_x + i), f->x);
  SuyFloats s = suy_difference (suy_ints_load (node->min_y + i), f->y);
  SuyFloats n = suy_difference (suy_ints_load (node->max_y + i), f->y);

  return suy_floats_max (w * w, e * e) * f->far_x + suy_floats_max (s * s, n * n) * f->far_y;
}

/* Returns: the children that may hold something within; of them @inside hold nothing else */
SUY_SIMD_INLINE guint32
suy_node_within (const SuyIndexNode *node, const SuyNodeFrame *f, guint32 *inside)
{
  guint32 visit = 0, all = 0;

  for (guint i = 0; i < SUY_INDEX_FANOUT; i += SUY_LANES)
    {
      visit |= suy_ints_mask (suy_node_near (node, i, f) <= f->out) << i;
      all |= suy_ints_mask (suy_node_far (node, i, f) <= f->in) << i;
    }
  *inside = visit & all;

  return visit;
}

/* Returns: the children whose box touches @box; of them @inside lie in it */
SUY_SIMD_INLINE guint32
suy_node_touching (const SuyIndexNode *node, const SuyBox *box, guint32 *inside)
{
  SuyInts w = suy_ints (box->min_x), s = suy_ints (box->min_y);
  SuyInts e = suy_ints (box->max_x), n = suy_ints (box->max_y);
  guint32 visit = 0, all = 0;

  for (guint i = 0; i < SUY_INDEX_FANOUT; i += SUY_LANES)
    {
      SuyInts min_x = suy_ints_load (node->min_x + i), min_y = suy_ints_load (node->min_y + i);
      SuyInts max_x = suy_ints_load (node->max_x + i), max_y = suy_ints_load (node->max_y + i);

      visit |= suy_ints_mask ((min_x <= e) & (max_x >= w) & (min_y <= n) & (max_y >= s)) << i;
      all |= suy_ints_mask ((min_x >= w) & (max_x <= e) & (min_y >= s) & (max_y <= n)) << i;
    }
  *inside = visit & all;

  return visit;
}
