/* suy-index-node.h: which of these sixteen boxes does a search go into?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The upper part of every packed index: nodes of sixteen boxes, their sides as columns, so that
 * sixteen tests are a few instructions.  The tests themselves are in suy-index-node-simd.h, which a
 * search includes where it is compiled for one kind of machine.
 *
 * Child i of node k of a level is node 16 k + i of the level below, and at level 0 leaf 16 k + i.
 * Nodes of level 0 come first, the root is last.  Source: Kamel and Faloutsos, "On Packing
 * R-trees", CIKM 1993. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

#define SUY_INDEX_FANOUT 16u
#define SUY_INDEX_MAX_LEVELS 7 /* 2^28 leaves */

/* An absent child is the box of the south-west corner of nothing: no frame and no box meets it. */
typedef struct
{
  gint32 min_x[SUY_INDEX_FANOUT], min_y[SUY_INDEX_FANOUT];
  gint32 max_x[SUY_INDEX_FANOUT], max_y[SUY_INDEX_FANOUT];
} SuyIndexNode;

typedef struct
{
  guint n_levels; /* 0 without leaves */
  guint32 n_leaves;
  guint32 n_children[SUY_INDEX_MAX_LEVELS]; /* boxes of the level: leaves, nodes of level 0, ... */
  const SuyIndexNode *nodes[SUY_INDEX_MAX_LEVELS];
} SuyIndexLevels;

/* How many nodes stand over @n_leaves (0 to 2^28) leaves. */
guint32 suy_index_n_nodes (guint32 n_leaves);

/* Finds the levels in @nodes, which are as many as suy_index_n_nodes() says; not looked at. */
void suy_index_levels_init (SuyIndexLevels *self, const SuyIndexNode *nodes, guint32 n_leaves);

/* Fills in all @nodes over the boxes of the leaves. */
void suy_index_build (SuyIndexNode *nodes, const SuyBox *leaves, guint32 n_leaves);

/* Whether searches may use AVX2 and FMA.  Tests turn it off to run the portable form. */
gboolean suy_index_has_avx2 (void);
void suy_index_set_avx2 (gboolean allowed);

/* Calls the form of a function named by SUY_SIMD_NAME that this machine takes. */
#ifdef __x86_64__
#define SUY_SIMD_CALL(name, ...) \
  (suy_index_has_avx2 () ? name##_avx2 (__VA_ARGS__) : name##_portable (__VA_ARGS__))
#else
#define SUY_SIMD_CALL(name, ...) name##_portable (__VA_ARGS__)
#endif

/* The mask of the children that a node has, whatever its bytes say: a search that keeps to it does
 * not leave the index. */
static inline guint32
suy_index_present (const SuyIndexLevels *self, guint level, guint32 node)
{
  guint32 left = self->n_children[level] - node * SUY_INDEX_FANOUT;

  return left >= SUY_INDEX_FANOUT ? 0xffffu : (1u << left) - 1;
}

G_END_DECLS
