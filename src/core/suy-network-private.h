/* suy-network-private.h: how does a network lie in memory?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside, a reach goes by its label: its place in the preorder of the forest in which each reach
 * hangs below its main way down.  The reaches that drain to reach x by main ways alone are the
 * labels x to x + size[x] - 1.  A main way that goes round is opened below its lowest reach, which
 * becomes a root; it keeps its main_down, which then lies in its own tree.
 *
 * Ends that meet share a node; nodes are numbered as they first appear along the labels.  The
 * reaches of a node stand in two lists (CSR): those that leave it and those that enter it. */

#pragma once

#include "suy-network.h"

G_BEGIN_DECLS

#define NO_REACH G_MAXUINT32

/* The reaches at node i are list[start[i]] to list[start[i + 1] - 1]. */
typedef struct
{
  guint32 *start;
  guint32 *list;
} NodeList;

struct _SuyNetwork
{
  guint32 n;
  guint32 n_nodes;
  guint32 *label;  /* of a reach number */
  guint32 *number; /* of a label; all that follows is by label */
  guint32 *from_node, *to_node;
  double *length_m;
  double *travel_h; /* NULL: none known */
  guint32 *main_down, *main_up;
  guint32 *size;
  double *below_m;      /* from the downstream end to that of the tree's root, by main ways */
  guint32 *n_braided;   /* (array length=n+1): how many labels below this have water coming in from
                           a reach that does not hang from them */
  guint32 *round_roots; /* ascending: roots whose main way goes on into their own tree */
  guint32 n_round_roots;
  NodeList leaving, entering;
};

/* Dense numbers of equal ids.  Returns: how many there are */
guint32 suy_network_number_nodes (const SuyNetworkInput *input, guint32 *from, guint32 *to);

/* The reaches at each node, by ascending reach. */
NodeList suy_network_list_nodes (const guint32 *node, guint32 n, guint32 n_nodes);

G_END_DECLS
