/* suy-network-marks.c: on what do the hours of an answer rest?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The hours of a node are those of the quickest whole piece that leads there, so the pieces alone
 * say which way the hours are along: those of a node and of the pieces that begin there are the
 * same sum, to the bit.  Marks are handed from piece to node to piece until nothing changes; hours,
 * then marks, only ever fall. */

#include "suy-network-private.h"

#define UNKNOWN_MARK G_MAXUINT8

typedef struct
{
  double hours;
  guint8 mark;
  gboolean seen;
} Node;

typedef struct
{
  const SuyNetwork *net;
  gboolean up;
  double max_m;
  Node *nodes; /* mostly never touched, so not even there */
  guint first; /* the piece that the trace starts with */
} Marking;

static guint32
node_of (const Marking *self, const SuyTracePiece *piece, gboolean far)
{
  guint32 label = self->net->label[piece->reach];

  return far == self->up ? node_above (self->net, label) : node_below (self->net, label);
}

/* What is at or beyond the limit in metres leads nowhere, as in the search by hours. */
static gboolean
is_whole (const Marking *self, const SuyTracePiece *piece)
{
  return (self->up ? piece->to == 1.0 : piece->from == 0.0) && piece->far_m < self->max_m &&
         !isnan (piece->far_h);
}

/* Returns: whether @piece led to its far node quicker, or as quick and surer, than was known */
static gboolean
lead_on (Marking *self, const SuyTracePiece *piece, guint8 mark)
{
  guint32 far = is_whole (self, piece) ? node_of (self, piece, TRUE) : NO_NODE;
  Node *node = far == NO_NODE ? NULL : &self->nodes[far];

  if (node == NULL || (node->seen && (piece->far_h > node->hours ||
                                      (piece->far_h == node->hours && mark >= node->mark))))
    return FALSE;
  *node = (Node){ piece->far_h, mark, TRUE };

  return TRUE;
}

/* What a way of @mark comes to when it goes on through @piece. */
static guint8
add_reach (const SuyTracePiece *piece, guint8 mark, const guint8 *marks)
{
  return piece->from == piece->to ? mark : MAX (mark, marks[piece->reach]);
}

/* The mark of the way to the near end of @piece, as far as it is known by now. */
static guint8
mark_before (const Marking *self, const SuyTracePiece *piece)
{
  guint32 near = node_of (self, piece, FALSE);

  return near == NO_NODE || !self->nodes[near].seen || self->nodes[near].hours != piece->near_h
             ? UNKNOWN_MARK
             : self->nodes[near].mark;
}

/* Returns: whether anything changed.  @order: (nullable): NULL: as they stand */
static gboolean
mark_round (Marking *self,
            const GArray *pieces,
            const guint32 *order,
            const guint8 *marks,
            guint8 *out)
{
  gboolean changed = FALSE;

  for (guint k = 0; k < pieces->len; k++)
    {
      guint i = order == NULL ? k : order[k];
      const SuyTracePiece *piece = &g_array_index (pieces, SuyTracePiece, i);

      out[i] = add_reach (piece, i == self->first ? 0 : mark_before (self, piece), marks);
      changed |= lead_on (self, piece, out[i]);
    }

  return changed;
}

static int
compare_hours (gconstpointer a, gconstpointer b, gpointer data)
{
  const SuyTracePiece *pieces = data;
  const SuyTracePiece *l = &pieces[*(const guint32 *) a], *r = &pieces[*(const guint32 *) b];

  if (isnan (l->near_h) || isnan (r->near_h))
    return isnan (l->near_h) - isnan (r->near_h);
  if (l->near_h != r->near_h)
    return l->near_h < r->near_h ? -1 : 1;

  return (l->far_h > r->far_h) - (l->far_h < r->far_h);
}

/* In the order that the quickest ways come by them. (transfer full) */
static guint32 *
order_by_hours (const GArray *pieces)
{
  guint32 *order = g_new (guint32, pieces->len);

  for (guint32 i = 0; i < pieces->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) pieces->len, sizeof *order, compare_hours, pieces->data);

  return order;
}

/* All ways, or the one of a path.  Two rounds do where the quickest way is the shortest one; else
 * they go by hours, where one does but for reaches that take no time. */
static void
mark_ways (Marking *self, SuyPlace start, const GArray *pieces, const guint8 *marks, guint8 *out)
{
  g_autofree guint32 *order = NULL;

  while (g_array_index (pieces, SuyTracePiece, self->first).reach != start.reach)
    self->first++;
  for (guint n = 1; mark_round (self, pieces, order, marks, out); n++)
    if (n == 2)
      order = order_by_hours (pieces);
}

/* The one way of a trace along the main river, which may come to a node twice, but to no reach
 * other than the start's. */
static void
mark_main (const Marking *self,
           SuyPlace start,
           const GArray *pieces,
           const guint8 *marks,
           guint8 *out)
{
  const SuyTracePiece *all = (const SuyTracePiece *) (const void *) pieces->data;
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL); /* of reaches, from 1 */
  guint32 label = self->net->label[start.reach];
  guint at = 0;
  guint8 mark = 0;

  while (all[at].reach != start.reach)
    at++;
  for (guint i = 0; i < pieces->len; i++)
    if (i != at)
      g_hash_table_insert (places, GUINT_TO_POINTER (all[i].reach), GUINT_TO_POINTER (i + 1));

  for (guint n = 1;; n++)
    {
      mark = out[at] = isnan (all[at].near_h) ? UNKNOWN_MARK : add_reach (&all[at], mark, marks);
      if (n == pieces->len)
        break;
      label = self->up ? main_up_of (self->net, label) : self->net->main_down[label];
      at = GPOINTER_TO_UINT (
               g_hash_table_lookup (places, GUINT_TO_POINTER (self->net->number[label]))) -
           1;
    }
}

void
suy_network_mark_pieces (SuyNetwork *self,
                         SuyPlace start,
                         const SuyTraceRule *rule,
                         const GArray *pieces,
                         const guint8 *marks,
                         guint8 *of_pieces)
{
  gboolean up = rule->direction == SUY_TRACE_UP || rule->direction == SUY_TRACE_UP_MAIN;
  gsize n_nodes = (gsize) self->n + self->forks.n;
  g_autofree Node *nodes = NULL;
  Marking marking = { self, up, rule->max_m, NULL, 0 };

  if (pieces->len == 0)
    return;
  if (rule->direction == SUY_TRACE_UP_MAIN || rule->direction == SUY_TRACE_DOWN_MAIN)
    {
      mark_main (&marking, start, pieces, marks, of_pieces);
      return;
    }

  nodes = g_new0 (Node, n_nodes);
  marking.nodes = nodes;
  mark_ways (&marking, start, pieces, marks, of_pieces);
}
