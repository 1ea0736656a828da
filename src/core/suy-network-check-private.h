/* suy-network-check-private.h: what do the parts of a network check share?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each reach has two ends: 2 i is its first digitised point, 2 i + 1 its last.  Ends that meet
 * share a node.  A proposed join makes one node of two; a proposed split makes a node on the way of
 * a reach, which then counts as several edges. */

#pragma once

#include "suy-network-check.h"

G_BEGIN_DECLS

#define NO_NODE G_MAXUINT32

/* A stretch of a reach between two nodes, digitised from @from to @to. */
typedef struct
{
  guint32 reach, from, to;
  double length_m;
} CheckEdge;

typedef struct
{
  guint32 reach, node;
  double fraction;
} CheckSplit;

typedef struct
{
  const SuyRivers *rivers;
  const SuyCheckRule *rule;
  SuyFaults *out;
  guint32 n;
  guint8 *dropped;   /* reaches that do not count: duplicates, and those without ends */
  guint32 *node;     /* (array length=2n): of each end */
  GArray *spots;     /* (element-type SuyPoint): of each node */
  GArray *joined_to; /* (element-type guint32): of each node, the one it is joined to, or itself */
  GArray *splits;    /* (element-type CheckSplit) */

  CheckEdge *edges;
  guint32 n_edges;
  guint32 *start, *near; /* edges at each node: near[start[v]] to near[start[v + 1] - 1] */
  guint32 *part;         /* of each node */
  guint8 *bridge;        /* of each edge */
  guint8 *against;       /* of each edge: 1 where water runs against its digitised direction */
  guint8 *leaves;        /* of each node: 1 where a stated or guessed outlet stands */
  guint8 *stated;        /* of each part: 1 where its outlet was stated */
  guint32 n_parts;
} Check;

static inline guint32
check_n_nodes (const Check *self)
{
  return self->spots->len;
}

static inline SuyPoint
check_spot (const Check *self, guint32 node)
{
  return g_array_index (self->spots, SuyPoint, node);
}

/* A fault of @reach with its box around the reach, and nothing to mend. */
SuyFault suy_check_new_fault (const Check *self, SuyFaultKind kind, guint32 reach);

/* Adds it, with the reaches concerned, unless a person has refused it.  Returns: FALSE if so */
gboolean suy_check_add (Check *self, SuyFault *fault, const guint32 *reaches, guint32 n);

/* First or last point of a reach that has a line. */
SuyPoint suy_check_end (const Check *self, guint32 end);

/* Numbers the nodes, and joins loose ends where reaches meet by their ends. */
void suy_check_join_ends (Check *self);

/* The node that stands for @node once all joins are made. */
guint32 suy_check_root (Check *self, guint32 node);

/* What a loose end lies nearest to. */
typedef struct
{
  double gap_m;     /* INFINITY: nothing near */
  guint32 reach;    /* G_MAXUINT32: none */
  gboolean at_last; /* the end it is, unless on_line */
  gboolean on_line;
  double fraction;
  SuyPoint place;
} CheckNear;

/* Edges, parts, bridges. */
void suy_check_build_graph (Check *self);

/* Directions that outlets decide. */
void suy_check_directions (Check *self);

/* Places where water could not leave, and where it would run round. */
void suy_check_loops (Check *self);

/* Parts that end near another. */
void suy_check_islands (Check *self);

G_END_DECLS
