/* suy-box-tree.h: which boxes touch this box?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

typedef struct _SuyBoxTree SuyBoxTree; /* never changes, so threads share it without a lock */

/* Gets the place that one hit had in the packed array.  Returns: TRUE to go on, FALSE to stop. */
typedef gboolean (*SuyBoxTreeFunc) (guint32 item, gpointer user_data);

/**
 * suy_box_tree_pack:
 * @boxes: (array length=n): read, not kept
 * @n: 0 to 2^28
 *
 * Sorts boxes along a Hilbert curve and packs 16 to a node.  O(n log n) time, 22 bytes a box.
 * Source: Kamel and Faloutsos, "On Packing R-trees", CIKM 1993.
 *
 * Returns: (transfer full): bytes for suy_box_tree_open(), in the byte order of this machine
 */
GBytes *suy_box_tree_pack (const SuyBox *boxes, guint32 n);

/**
 * suy_box_tree_open:
 * @bytes: what suy_box_tree_pack() gave; kept, not copied, so it may be a mapped file
 * @error: SUY_ERROR_CORRUPT if the length or the mark is wrong
 *
 * Returns: (transfer full): the tree, or NULL with @error set
 */
SuyBoxTree *suy_box_tree_open (GBytes *bytes, GError **error);
SuyBoxTree *suy_box_tree_ref (SuyBoxTree *self);
void suy_box_tree_unref (SuyBoxTree *self);

/**
 * suy_box_tree_search:
 * @func: (scope call): called for each box that touches @query, in no promised order
 *
 * Returns: FALSE if @func stopped the search, else TRUE
 */
gboolean suy_box_tree_search (SuyBoxTree *self, SuyBox query, SuyBoxTreeFunc func, gpointer data);

/* Returns: a number that no item in @box falls below, and that no box within it has less of */
typedef double (*SuyBoxTreeKeyFunc) (const SuyBox *box, gpointer user_data);

/* Gets one hit.  Returns: the greatest key that is still of interest */
typedef double (*SuyBoxTreeVisitFunc) (guint32 item, gpointer user_data);

/**
 * suy_box_tree_visit_by_key:
 * @limit: boxes with a key above this are left out, and so is INFINITY; @visit lowers it
 * @key: (scope call): called for boxes of nodes and items
 * @visit: (scope call): called for items, least key first
 *
 * Source: Hjaltason and Samet, "Distance Browsing in Spatial Databases", TODS 24 (1999).
 */
void suy_box_tree_visit_by_key (SuyBoxTree *self,
                                double limit,
                                SuyBoxTreeKeyFunc key,
                                SuyBoxTreeVisitFunc visit,
                                gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyBoxTree, suy_box_tree_unref)

G_END_DECLS
