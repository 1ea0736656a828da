/* suy-box-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packed bytes: Head, then the boxes of level 0 (the leaves, in Hilbert order), level 1, and so on
 * up to the root, then the item numbers of the leaves.  Box i of a level covers boxes 16 i to
 * 16 i + 15 of the level below, so there are no pointers, and the length follows from n alone. */

#include "suy-box-tree.h"

#include <math.h>
#include <stdlib.h>

#include "suy-error.h"
#include "suy-hilbert.h"

#define FANOUT 16u
#define MAX_LEVELS 8 /* 16^7 = 2^28 leaves */
#define MARK 0x53425431u

typedef struct
{
  guint32 mark;
  guint32 n;
} Head;

typedef struct
{
  guint64 key;
  guint32 item;
} Leaf;

struct _SuyBoxTree
{
  GBytes *bytes;
  guint n_levels;
  guint32 count[MAX_LEVELS];
  const SuyBox *level[MAX_LEVELS];
  const guint32 *items; /* the caller's number of leaf i */
};

/* Fills in how many boxes each level has.  Returns: the number of levels, at least 1. */
static guint
count_levels (guint32 n, guint32 count[MAX_LEVELS])
{
  guint level = 0;

  for (count[0] = n; count[level] > 1; level++)
    count[level + 1] = (count[level] + FANOUT - 1) / FANOUT;

  return level + 1;
}

static gsize
packed_size (const guint32 *count, guint n_levels)
{
  gsize n_boxes = 0;

  for (guint level = 0; level < n_levels; level++)
    n_boxes += count[level];

  return sizeof (Head) + n_boxes * sizeof (SuyBox) + count[0] * sizeof (guint32);
}

static SuyBox
cover (const SuyBox *boxes, guint32 n)
{
  SuyBox sum = boxes[0];

  for (guint32 i = 1; i < n; i++)
    suy_box_add (&sum, &boxes[i]);

  return sum;
}

/* The middle of the box, counted from the south-west end of the gint32 range. */
static guint64
centre_key (const SuyBox *box)
{
  gint64 x = ((gint64) box->min_x + box->max_x) / 2 - G_MININT32;
  gint64 y = ((gint64) box->min_y + box->max_y) / 2 - G_MININT32;

  return suy_hilbert_key ((guint32) x, (guint32) y);
}

/* Ties go by item, so that the same boxes always give the same bytes. */
static int
compare_leaves (const void *a, const void *b)
{
  const Leaf *l = a, *r = b;

  if (l->key != r->key)
    return l->key < r->key ? -1 : 1;

  return l->item < r->item ? -1 : l->item > r->item;
}

GBytes *
suy_box_tree_pack (const SuyBox *boxes, guint32 n)
{
  g_autofree Leaf *leaves = NULL;
  guint32 count[MAX_LEVELS];
  guint n_levels;
  gsize size;
  Head *head;
  SuyBox *here;
  guint32 *items;

  g_return_val_if_fail (boxes != NULL || n == 0, NULL);
  g_return_val_if_fail (n <= 1u << 28, NULL);

  leaves = g_new (Leaf, n);
  for (guint32 i = 0; i < n; i++)
    leaves[i] = (Leaf){ centre_key (&boxes[i]), i };
  if (n > 0)
    qsort (leaves, n, sizeof *leaves, compare_leaves);

  n_levels = count_levels (n, count);
  size = packed_size (count, n_levels);
  head = g_malloc (size);
  *head = (Head){ MARK, n };

  here = (SuyBox *) (head + 1);
  for (guint32 i = 0; i < n; i++)
    here[i] = boxes[leaves[i].item];

  for (guint level = 1; level < n_levels; level++)
    {
      const SuyBox *below = here;
      guint32 n_below = count[level - 1];

      here += n_below;
      for (guint32 i = 0; i < count[level]; i++)
        here[i] = cover (&below[i * FANOUT], MIN (FANOUT, n_below - i * FANOUT));
    }

  items = (guint32 *) (here + count[n_levels - 1]);
  for (guint32 i = 0; i < n; i++)
    items[i] = leaves[i].item;

  return g_bytes_new_take (head, size);
}

SuyBoxTree *
suy_box_tree_open (GBytes *bytes, GError **error)
{
  gsize size;
  const Head *head = g_bytes_get_data (bytes, &size);
  const SuyBox *boxes;
  SuyBoxTree tree = { 0 };

  if (size >= sizeof *head && head->mark == MARK && head->n <= 1u << 28)
    tree.n_levels = count_levels (head->n, tree.count);

  if (tree.n_levels == 0 || size != packed_size (tree.count, tree.n_levels))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT, "Not a box tree: %" G_GSIZE_FORMAT " bytes",
                   size);
      return NULL;
    }

  boxes = (const SuyBox *) (head + 1);
  for (guint level = 0; level < tree.n_levels; level++)
    {
      tree.level[level] = boxes;
      boxes += tree.count[level];
    }
  tree.items = (const guint32 *) boxes;
  tree.bytes = g_bytes_ref (bytes);

  return g_atomic_rc_box_dup (sizeof tree, &tree);
}

static void
finalize (gpointer data)
{
  SuyBoxTree *self = data;

  g_bytes_unref (self->bytes);
}

SuyBoxTree *
suy_box_tree_ref (SuyBoxTree *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_box_tree_unref (SuyBoxTree *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

typedef struct
{
  SuyBoxTree *tree;
  SuyBox query;
  SuyBoxTreeFunc func;
  gpointer data;
} Search;

/* Looks through the up to 16 boxes of one node, which starts at @first. */
static gboolean
search_node (const Search *search, guint level, guint32 first)
{
  const SuyBoxTree *tree = search->tree;
  guint32 end = MIN (first + FANOUT, tree->count[level]);

  for (guint32 i = first; i < end; i++)
    {
      if (!suy_box_touches (&tree->level[level][i], &search->query))
        continue;

      if (level == 0 ? !search->func (tree->items[i], search->data)
                     : !search_node (search, level - 1, i * FANOUT))
        return FALSE;
    }

  return TRUE;
}

gboolean
suy_box_tree_search (SuyBoxTree *self, SuyBox query, SuyBoxTreeFunc func, gpointer data)
{
  const Search search = { self, query, func, data };

  g_return_val_if_fail (self != NULL, TRUE);

  return search_node (&search, self->n_levels - 1, 0);
}

/* A node or item that waits for its turn. */
typedef struct
{
  double key;
  guint32 level; /* of the box */
  guint32 index;
} Waiting;

/* A binary heap, least key first. */
static void
heap_push (GArray *heap, Waiting new)
{
  Waiting *at;
  guint i = heap->len;

  g_array_append_val (heap, new);
  at = (Waiting *) (void *) heap->data;
  for (; i > 0 && at[(i - 1) / 2].key > new.key; i = (i - 1) / 2)
    at[i] = at[(i - 1) / 2];
  at[i] = new;
}

static Waiting
heap_pop (GArray *heap)
{
  Waiting *at = (Waiting *) (void *) heap->data;
  Waiting top = at[0], last = at[heap->len - 1];
  guint n = heap->len - 1;
  guint i = 0;

  for (guint child = 1; child < n; child = 2 * i + 1)
    {
      if (child + 1 < n && at[child + 1].key < at[child].key)
        child++;
      if (at[child].key >= last.key)
        break;
      at[i] = at[child];
      i = child;
    }
  at[i] = last;
  g_array_set_size (heap, n);

  return top;
}

void
suy_box_tree_visit_by_key (SuyBoxTree *self,
                           double limit,
                           SuyBoxTreeKeyFunc key,
                           SuyBoxTreeVisitFunc visit,
                           gpointer data)
{
  g_autoptr (GArray) heap = NULL;
  Waiting next;

  g_return_if_fail (self != NULL);

  if (self->count[0] == 0)
    return;

  heap = g_array_sized_new (FALSE, FALSE, sizeof (Waiting), 4 * FANOUT);
  heap_push (heap, (Waiting){ 0, self->n_levels - 1, 0 });

  while (heap->len > 0 && (next = heap_pop (heap)).key <= limit)
    {
      guint32 first, end;

      if (next.level == 0)
        {
          limit = fmin (limit, visit (self->items[next.index], data));
          continue;
        }

      first = next.index * FANOUT;
      end = MIN (first + FANOUT, self->count[next.level - 1]);
      for (guint32 i = first; i < end; i++)
        {
          double own = key (&self->level[next.level - 1][i], data);

          if (own <= limit && isfinite (own))
            heap_push (heap, (Waiting){ own, next.level - 1, i });
        }
    }
}
