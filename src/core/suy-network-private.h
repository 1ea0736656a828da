/* suy-network-private.h: how does a network lie in memory?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside, a reach goes by its label: its place in the preorder of the forest in which each reach
 * hangs below its main way down.  The reaches that drain to reach x by main ways alone are the
 * labels x to x + size[x] - 1.  A main way that goes round is opened below its lowest reach, which
 * becomes a root; it keeps its main_down, which then lies in its own tree.  Where no fork says
 * otherwise the main way up from x is x + 1.
 *
 * Nodes are not stored where they follow from the forest: one reach leaves, and all that enter hang
 * from it.  A fork is any other node that some reach leaves: water parts there, or a main way that
 * goes round comes back.  Its feeds are the spans of labels whose water comes to it by main ways;
 * over all forks they are nested or disjoint, and nested at one fork only where water goes round.
 * Everything upstream of a reach is its own span and the feeds of each fork that a reach in these
 * spans leaves.
 *
 * 30 bytes a reach, 4 more with travel times, and about 90 a fork. */

#pragma once

#include <math.h>

#include "suy-network.h"

G_BEGIN_DECLS

#define NO_REACH G_MAXUINT32
#define NO_NODE G_MAXUINT32
#define NO_FORK G_MAXUINT32
#define LONG_LENGTH G_MAXUINT32

/* In below: the reach leaves a fork to which another reach may be the shorter way. */
#define LIVE (G_GUINT64_CONSTANT (1) << 63)

/* Farther than any water. */
#define FAR_MM (G_GUINT64_CONSTANT (1) << 62)

typedef struct
{
  guint32 n;
  guint32 n_leaving;
  guint64 *bits;        /* of a label: does it leave a fork? */
  guint32 *rank;        /* (array length=n/64+1): how many do before these 64 */
  guint32 *of_leaving;  /* fork of each label that leaves one, ascending */
  guint32 *main_up;     /* the same */
  guint32 *leave_start; /* (array length=n+1) */
  guint32 *leave;       /* the labels that leave each fork, ascending */
  guint32 *feed_start;  /* (array length=n+1) */
  guint32 *feed_inner;  /* of each fork: the first of its feeds that lie in others of it */
  SuySpan *feeds;       /* of each fork: the outer ones, ascending, then the inner ones */
} Forks;

/* Where water comes into a span from outside: reach @at leaves a fork that has a feed which is not
 * above the main way down of @at. */
typedef struct
{
  guint32 at, fork;
} Transfer;

#define HULL_BITS 4u
#define HULL_LEVELS 9u /* 16^8 is more than all labels */

typedef struct
{
  guint32 n;
  Transfer *list; /* by at */
  guint32 *first; /* of the labels from i << shift on: the first transfer */
  guint shift;
  guint n_levels;
  SuySpan *hulls[HULL_LEVELS]; /* of the feeds of each transfer's fork, of 16 of them, of 256... */
  guint64 *open; /* of a label: does water come from outside to what hangs from it, or does it
                    leave a fork? */
} Transfers;

typedef struct
{
  guint32 label;
  guint64 mm;
} LongReach;

struct _SuyNetwork
{
  guint32 n;
  guint32 *label;  /* of a reach number */
  guint32 *number; /* of a label; all that follows is by label */
  guint32 *size;
  guint32 *main_down;
  guint32 *length; /* mm; LONG_LENGTH: stands in long_reaches */
  guint64 *below;  /* mm from the downstream end to that of the tree's root by main ways; LIVE */
  float *travel_h; /* NULL: none known */
  LongReach *long_reaches; /* ascending */
  guint32 n_long;
  guint32 *round_roots; /* ascending: roots whose main way goes on into their own tree */
  guint32 n_round_roots;
  guint32 *mouth_start; /* places where several roots end that nothing leaves */
  guint32 *mouths;
  guint32 n_mouths;
  Forks forks;
  Transfers transfers;
  gpointer spare; /* a Sweep that is not in use, see suy-network-sweep.c */
};

/* ---- memory ---- */

/* Large columns lie on huge pages where the system gives them: reads at random then find their
 * address without a second miss.  Free with suy_column_free(). */
gpointer suy_column_new (gsize n, gsize size);
void suy_column_free (gpointer column);

#define COLUMN_NEW(Type, n) ((Type *) suy_column_new ((n), sizeof (Type)))

/* ---- building ---- */

/* Small numbers of equal ids.  Returns: one more than the largest */
guint32 suy_network_number_nodes (const SuyNetworkInput *input, guint32 *from, guint32 *to);

/* The forest: all columns, the leaving lists of forks, round roots and mouths. */
SuyNetwork *suy_network_plant (const SuyNetworkInput *input);

/* Hours by label, of numbers and hours by number; none are kept where none is known. */
void suy_network_copy_hours (SuyNetwork *self, const double *travel_h);

/* What follows from the forest: the rest of forks, and transfers. */
void suy_network_join_forks (SuyNetwork *self, const SuyNetworkInput *input);
void suy_network_find_transfers (SuyNetwork *self);
void suy_forks_clear (Forks *forks);
void suy_transfers_clear (Transfers *transfers);
void suy_sweep_free (gpointer sweep);

/* TRUE when @input may be built.  @error: as suy_network_new() */
gboolean suy_network_check_input (const SuyNetworkInput *input, GError **error);

/* A way on from a node: by level path, else the heaviest. */
typedef struct
{
  guint32 reach;    /* number */
  gboolean through; /* the level path of another reach goes on here */
  gint64 level;
  guint64 weight;
} Way;

/* @ways: (element-type Way).  Sorted, so that those of one level path stand together, the heaviest
 * first; then the first of a level path, or NULL.  Level 0 is none. */
void suy_ways_sort (GArray *ways);
Way *suy_ways_find_level (GArray *ways, gint64 level);

/* The number of the heaviest, or NO_REACH. */
guint32 suy_ways_find_heaviest (const GArray *ways);

/* ---- reading ---- */

static inline gboolean
leaves_fork (const SuyNetwork *self, guint32 x)
{
  return self->forks.bits[x / 64] >> x % 64 & 1;
}

/* TRUE when not all that is upstream of @x hangs from it, or @x leaves a fork. */
static inline gboolean
is_open (const SuyNetwork *self, guint32 x)
{
  return self->transfers.open[x / 64] >> x % 64 & 1;
}

/* Place of @x, which leaves a fork, in the lists of all that do. */
static inline guint32
leaving_index (const SuyNetwork *self, guint32 x)
{
  guint64 before = self->forks.bits[x / 64] & ((G_GUINT64_CONSTANT (1) << x % 64) - 1);

  return self->forks.rank[x / 64] + (guint32) __builtin_popcountll (before);
}

static inline guint32
fork_of (const SuyNetwork *self, guint32 x)
{
  return self->forks.of_leaving[leaving_index (self, x)];
}

static inline guint32
main_up_of (const SuyNetwork *self, guint32 x)
{
  if (leaves_fork (self, x))
    return self->forks.main_up[leaving_index (self, x)];

  return self->size[x] > 1 ? x + 1 : NO_REACH;
}

static inline guint64
below_of (const SuyNetwork *self, guint32 x)
{
  return self->below[x] & ~LIVE;
}

guint64 suy_network_long_length (const SuyNetwork *self, guint32 x);

static inline guint64
length_of (const SuyNetwork *self, guint32 x)
{
  return self->length[x] == LONG_LENGTH ? suy_network_long_length (self, x) : self->length[x];
}

static inline double
hours_of (const SuyNetwork *self, guint32 x)
{
  return self->travel_h == NULL ? (double) NAN : (double) self->travel_h[x];
}

static inline gboolean
is_in_span (guint32 x, SuySpan span)
{
  return x >= span.first && x < span.end;
}

/* What drains to @x by main ways, and @x. */
static inline SuySpan
span_of (const SuyNetwork *self, guint32 x)
{
  return (SuySpan){ x, x + self->size[x] };
}

/* The node at the upstream end of @x: x itself, or n + a fork. */
static inline guint32
node_above (const SuyNetwork *self, guint32 x)
{
  return leaves_fork (self, x) ? self->n + fork_of (self, x) : x;
}

static inline guint32
node_below (const SuyNetwork *self, guint32 x)
{
  return self->main_down[x] == NO_REACH ? NO_NODE : node_above (self, self->main_down[x]);
}

/* The reaches at a node, one after another. */
typedef struct
{
  const SuyNetwork *net;
  const SuySpan *feed, *feeds_end; /* those that enter hang side by side in spans */
  SuySpan span;
  const guint32 *at, *at_end; /* those that leave */
  guint32 only;
} NodeWalk;

/* Begins with those that enter @node, or that leave it. */
void node_walk_init (NodeWalk *self, const SuyNetwork *net, guint32 node, gboolean entering);
gboolean node_walk_next (NodeWalk *self, guint32 *reach);

G_END_DECLS
