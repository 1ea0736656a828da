/* suy-network-edit.c: a network after an edit, from the one before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tree of main ways depends on what meets at its nodes alone.  So the trees that stand at a node
 * where a reach came, went or changed are planted anew, all others are copied in blocks.  A fork or
 * mouth between both keeps its reaches, as its node is not one of those.  No tree depends on hours:
 * they are all taken from the input. */

#include <stdlib.h>
#include <string.h>

#include "suy-id.h"
#include "suy-network-private.h"

/* Beyond this share of the reaches a new build is faster, if there are many. */
#define MOST_ANEW 0.5
#define MANY 1000u

#define FILTER_BITS 16u
#define SPREAD G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/* Trees that are kept, side by side: labels first to end - 1 move down by shift. */
typedef struct
{
  guint32 first, end, shift;
} Block;

typedef struct
{
  SuyNetwork *old, *now;
  const SuyNetworkInput *input;
  const guint32 *old_number;
  guint32 *new_number; /* of the old one; NO_REACH: gone or changed */
  guint64 *anew;       /* of an old label: set for the root of a tree that is planted anew */
  GArray *blocks;
  guint32 n_kept;   /* reaches in blocks */
  guint32 *planted; /* numbers of the others, ascending */
  guint32 n_planted;
  SuyNetwork *patch; /* those, planted */
} Edit;

/* ---- which trees ---- */

/* The root of the tree in which @x stands. */
static guint32
root_of (const SuyNetwork *self, guint32 x)
{
  while (self->main_down[x] != NO_REACH && self->main_down[x] < x)
    x = self->main_down[x];

  return x;
}

static void
mark_tree (Edit *self, guint32 x)
{
  guint32 root = root_of (self->old, x);

  self->anew[root / 64] |= G_GUINT64_CONSTANT (1) << root % 64;
}

static gboolean
is_anew (const Edit *self, guint32 root)
{
  return self->anew[root / 64] >> root % 64 & 1;
}

static void
mark_node (Edit *self, guint32 node)
{
  NodeWalk walk;
  guint32 reach;

  if (node == NO_NODE)
    return;

  node_walk_init (&walk, self->old, node, TRUE);
  while (node_walk_next (&walk, &reach))
    mark_tree (self, reach);
  node_walk_init (&walk, self->old, node, FALSE);
  while (node_walk_next (&walk, &reach))
    mark_tree (self, reach);
}

/* Trees at the nodes of reaches that are gone. */
static void
mark_gone (Edit *self)
{
  const SuyNetwork *old = self->old;

  for (guint32 i = 0; i < old->n; i++)
    if (self->new_number[i] == NO_REACH)
      {
        mark_tree (self, old->label[i]);
        mark_node (self, node_above (old, old->label[i]));
        mark_node (self, node_below (old, old->label[i]));
      }
  for (guint32 mouth = 0; mouth < old->n_mouths; mouth++)
    {
      gboolean gone = FALSE;

      for (guint32 k = old->mouth_start[mouth]; k < old->mouth_start[mouth + 1]; k++)
        gone |= self->new_number[old->number[old->mouths[k]]] == NO_REACH;
      for (guint32 k = old->mouth_start[mouth]; gone && k < old->mouth_start[mouth + 1]; k++)
        mark_tree (self, old->mouths[k]);
    }
}

/* Trees that have a node in common with a reach that came or changed. */
static void
mark_touched (Edit *self)
{
  const SuyNetworkInput *input = self->input;
  g_autoptr (GHashTable) ids = g_hash_table_new (suy_id_hash, g_int64_equal);
  g_autofree guint8 *filter = g_new0 (guint8, 1u << FILTER_BITS);

  for (guint32 i = 0; i < input->n; i++)
    for (guint end = 0; end < 2 && self->old_number[i] == NO_REACH; end++)
      {
        const gint64 *id = end == 0 ? &input->from_node[i] : &input->to_node[i];

        g_hash_table_add (ids, (gpointer) id);
        filter[(guint64) *id * SPREAD >> (64 - FILTER_BITS)] = 1;
      }
  if (g_hash_table_size (ids) == 0)
    return;

  for (guint32 i = 0; i < input->n; i++)
    {
      guint8 may = filter[(guint64) input->from_node[i] * SPREAD >> (64 - FILTER_BITS)] |
                   filter[(guint64) input->to_node[i] * SPREAD >> (64 - FILTER_BITS)];

      if (may != 0 && self->old_number[i] != NO_REACH &&
          (g_hash_table_contains (ids, &input->from_node[i]) ||
           g_hash_table_contains (ids, &input->to_node[i])))
        mark_tree (self, self->old->label[self->old_number[i]]);
    }
}

static void
list_blocks (Edit *self)
{
  Block block = { 0, 0, 0 };

  for (guint32 root = 0; root < self->old->n; root += self->old->size[root])
    {
      guint32 size = self->old->size[root];

      if (!is_anew (self, root))
        {
          block.end = root + size;
          self->n_kept += size;
          continue;
        }
      if (block.end > block.first)
        g_array_append_val (self->blocks, block);
      block = (Block){ root + size, root + size, block.shift + size };
    }
  if (block.end > block.first)
    g_array_append_val (self->blocks, block);
}

/* The block in which the old label @x lies, or NULL. */
static const Block *
block_of (const Edit *self, guint32 x)
{
  guint low = 0, high = self->blocks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->blocks, Block, middle).end <= x)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->blocks->len || g_array_index (self->blocks, Block, low).first > x)
    return NULL;

  return &g_array_index (self->blocks, Block, low);
}

/* ---- planting ---- */

static void
gather_gint64 (const Edit *self, const gint64 *from, gint64 **to)
{
  *to = from == NULL ? NULL : g_new (gint64, self->n_planted);
  for (guint32 k = 0; from != NULL && k < self->n_planted; k++)
    (*to)[k] = from[self->planted[k]];
}

static void
plant_anew (Edit *self)
{
  const SuyNetworkInput *input = self->input;
  g_autofree gint64 *from = NULL, *to = NULL, *level = NULL;
  g_autofree double *length = NULL;

  self->planted = g_new (guint32, input->n - self->n_kept);
  for (guint32 i = 0; i < input->n; i++)
    if (self->old_number[i] == NO_REACH ||
        block_of (self, self->old->label[self->old_number[i]]) == NULL)
      self->planted[self->n_planted++] = i;
  g_assert (self->n_planted + self->n_kept == input->n);

  gather_gint64 (self, input->from_node, &from);
  gather_gint64 (self, input->to_node, &to);
  gather_gint64 (self, input->level_path, &level);
  length = g_new (double, self->n_planted);
  for (guint32 k = 0; k < self->n_planted; k++)
    length[k] = input->length_m[self->planted[k]];
  self->patch =
      suy_network_plant (&(SuyNetworkInput){ self->n_planted, from, to, length, NULL, level });
}

/* ---- copying ---- */

static void
copy_block (const Edit *self, const Block *block)
{
  const SuyNetwork *old = self->old;
  SuyNetwork *now = self->now;
  guint32 to = block->first - block->shift, n = block->end - block->first;

  memcpy (now->size + to, old->size + block->first, n * sizeof (guint32));
  memcpy (now->length + to, old->length + block->first, n * sizeof (guint32));
  for (guint32 k = 0; k < n; k++)
    {
      guint32 down = old->main_down[block->first + k];

      now->main_down[to + k] = down == NO_REACH ? NO_REACH : down - block->shift;
      now->below[to + k] = old->below[block->first + k] & ~LIVE;
      now->number[to + k] = self->new_number[old->number[block->first + k]];
    }
}

static void
copy_patch (const Edit *self)
{
  const SuyNetwork *patch = self->patch;
  SuyNetwork *now = self->now;
  guint32 to = self->n_kept, n = patch->n;

  memcpy (now->size + to, patch->size, n * sizeof (guint32));
  memcpy (now->length + to, patch->length, n * sizeof (guint32));
  memcpy (now->below + to, patch->below, n * sizeof (guint64));
  for (guint32 k = 0; k < n; k++)
    {
      guint32 down = patch->main_down[k];

      now->main_down[to + k] = down == NO_REACH ? NO_REACH : down + to;
      now->number[to + k] = self->planted[patch->number[k]];
    }
}

static void
find_labels (const Edit *self)
{
  SuyNetwork *now = self->now;

  for (guint32 i = 0, k = 0; i < now->n; i++)
    if (k < self->n_planted && self->planted[k] == i)
      now->label[i] = self->n_kept + self->patch->label[k++];
    else
      {
        guint32 x = self->old->label[self->old_number[i]];
        const Block *block = block_of (self, x);

        g_assert (block != NULL);
        now->label[i] = x - block->shift;
      }
}

static void
copy_columns (const Edit *self)
{
  SuyNetwork *now = self->now;

  now->label = COLUMN_NEW (guint32, now->n);
  now->number = COLUMN_NEW (guint32, now->n);
  now->size = COLUMN_NEW (guint32, now->n);
  now->main_down = COLUMN_NEW (guint32, now->n);
  now->length = COLUMN_NEW (guint32, now->n);
  now->below = COLUMN_NEW (guint64, now->n);

  for (guint k = 0; k < self->blocks->len; k++)
    copy_block (self, &g_array_index (self->blocks, Block, k));
  copy_patch (self);
  find_labels (self);
  suy_network_copy_hours (now, self->input->travel_h);
}

/* ---- lists of labels ---- */

/* The label now of the old @x; NO_REACH: gone or changed. */
static guint32
label_now (const Edit *self, guint32 x)
{
  guint32 number = self->new_number[self->old->number[x]];

  return number == NO_REACH ? NO_REACH : self->now->label[number];
}

static void
copy_longs (const Edit *self)
{
  const SuyNetwork *old = self->old, *patch = self->patch;
  SuyNetwork *now = self->now;

  now->long_reaches = g_new (LongReach, (gsize) old->n_long + patch->n_long);
  for (guint32 k = 0; k < old->n_long; k++)
    {
      const Block *block = block_of (self, old->long_reaches[k].label);

      if (block != NULL)
        now->long_reaches[now->n_long++] =
            (LongReach){ old->long_reaches[k].label - block->shift, old->long_reaches[k].mm };
    }
  for (guint32 k = 0; k < patch->n_long; k++)
    now->long_reaches[now->n_long++] =
        (LongReach){ patch->long_reaches[k].label + self->n_kept, patch->long_reaches[k].mm };
}

static void
copy_rounds (const Edit *self)
{
  const SuyNetwork *old = self->old, *patch = self->patch;
  SuyNetwork *now = self->now;

  now->round_roots = g_new (guint32, (gsize) old->n_round_roots + patch->n_round_roots);
  for (guint32 k = 0; k < old->n_round_roots; k++)
    {
      const Block *block = block_of (self, old->round_roots[k]);

      if (block != NULL)
        now->round_roots[now->n_round_roots++] = old->round_roots[k] - block->shift;
    }
  for (guint32 k = 0; k < patch->n_round_roots; k++)
    now->round_roots[now->n_round_roots++] = patch->round_roots[k] + self->n_kept;
}

static int
compare_labels (const void *a, const void *b)
{
  guint32 l = *(const guint32 *) a, r = *(const guint32 *) b;

  return l < r ? -1 : l > r;
}

/* Appends one list and where it ends. */
static void
append_list (GArray *starts, GArray *list, const guint32 *labels, guint32 n)
{
  guint32 first = list->len;

  g_array_append_vals (list, labels, n);
  if (n > 1)
    qsort (list->data + first * sizeof (guint32), n, sizeof (guint32), compare_labels);
  g_array_append_val (starts, list->len);
}

/* Joins the lists of labels, of forks or mouths, from before and from the patch: those from before
 * that have a label which is kept; of the patch those that are not part of one of these. */
static guint32
join_lists (const Edit *self,
            const guint32 *old_start,
            const guint32 *old_list,
            guint32 n_old,
            const guint32 *new_start,
            const guint32 *new_list,
            guint32 n_new,
            guint32 **start,
            guint32 **list)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) shared = g_hash_table_new (NULL, NULL);
  const guint32 zero = 0;
  guint32 n;

  g_array_append_val (starts, zero);
  for (guint32 i = 0; i < n_old; i++)
    {
      guint32 n_kept = 0;

      g_array_set_size (one, 0);
      for (guint32 k = old_start[i]; k < old_start[i + 1]; k++)
        {
          guint32 label = label_now (self, old_list[k]);

          if (label != NO_REACH)
            g_array_append_val (one, label);
          n_kept += label < self->n_kept ? 1 : 0;
        }
      if (n_kept == 0)
        continue;
      append_list (starts, labels, (const guint32 *) (gpointer) one->data, one->len);
      for (guint32 k = 0; n_kept < one->len && k < one->len; k++)
        g_hash_table_add (shared, GUINT_TO_POINTER (g_array_index (one, guint32, k)));
    }

  for (guint32 i = 0; i < n_new; i++)
    {
      gboolean known = FALSE;

      g_array_set_size (one, 0);
      for (guint32 k = new_start[i]; k < new_start[i + 1]; k++)
        {
          guint32 label = new_list[k] + self->n_kept;

          g_array_append_val (one, label);
          known |= g_hash_table_contains (shared, GUINT_TO_POINTER (label));
        }
      if (!known)
        append_list (starts, labels, (const guint32 *) (gpointer) one->data, one->len);
    }

  n = starts->len - 1;
  *start = (guint32 *) (gpointer) g_array_free (starts, FALSE);
  *list = (guint32 *) (gpointer) g_array_free (labels, FALSE);

  return n;
}

static void
copy_lists (const Edit *self)
{
  const SuyNetwork *old = self->old, *patch = self->patch;
  SuyNetwork *now = self->now;

  copy_longs (self);
  copy_rounds (self);
  now->n_mouths =
      join_lists (self, old->mouth_start, old->mouths, old->n_mouths, patch->mouth_start,
                  patch->mouths, patch->n_mouths, &now->mouth_start, &now->mouths);
  now->forks.n = join_lists (self, old->forks.leave_start, old->forks.leave, old->forks.n,
                             patch->forks.leave_start, patch->forks.leave, patch->forks.n,
                             &now->forks.leave_start, &now->forks.leave);
  now->forks.n_leaving = now->forks.leave_start[now->forks.n];
}

/* ---- the whole ---- */

/* Fills the new numbers.  FALSE when the reaches that stay are not in their order. */
static gboolean
find_new_numbers (Edit *self)
{
  guint32 next = 0;

  memset (self->new_number, 0xff, self->old->n * sizeof (guint32));
  for (guint32 i = 0; i < self->input->n; i++)
    {
      guint32 old = self->old_number[i];

      if (old == NO_REACH)
        continue;
      if (old < next || old >= self->old->n)
        return FALSE;
      self->new_number[old] = i;
      next = old + 1;
    }

  return TRUE;
}

static SuyNetwork *
splice (Edit *self)
{
  plant_anew (self);
  self->now = g_atomic_rc_box_new0 (SuyNetwork);
  self->now->n = self->input->n;
  copy_columns (self);
  copy_lists (self);
  suy_network_join_forks (self->now, self->input);
  suy_network_find_transfers (self->now);

  return self->now;
}

SuyNetwork *
suy_network_edit (SuyNetwork *self,
                  const SuyNetworkInput *input,
                  const guint32 *old_number,
                  GError **error)
{
  Edit edit = { .old = self, .input = input, .old_number = old_number };
  SuyNetwork *now = NULL;

  if (!suy_network_check_input (input, error))
    return NULL;

  edit.new_number = COLUMN_NEW (guint32, self->n);
  edit.anew = g_new0 (guint64, self->n / 64 + 1);
  edit.blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  if (find_new_numbers (&edit))
    {
      mark_gone (&edit);
      mark_touched (&edit);
      list_blocks (&edit);
      if (input->n < MANY || input->n - edit.n_kept <= MOST_ANEW * input->n)
        now = splice (&edit);
      else
        now = suy_network_new (input, error);
    }
  else
    g_critical ("%s: the reaches that stay are not in their order", G_STRFUNC);

  suy_column_free (edit.new_number);
  g_free (edit.anew);
  g_free (edit.planted);
  g_array_unref (edit.blocks);
  g_clear_pointer (&edit.patch, suy_network_unref);

  return now;
}
