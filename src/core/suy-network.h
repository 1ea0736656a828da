/* suy-network.h: what lies upstream and downstream of this place on the rivers?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reach is a directed stretch of river; water leaves it at its downstream end.  A place is a
 * reach and a fraction of its length counted from the downstream end (0) to the upstream end (1).
 * Reaches are numbered 0 to n-1 in the order of the input.
 *
 * The rule for a limit: a reach belongs when its near end, by the shortest way along the water from
 * the start, is closer than the limit (near < limit), and is cut there.  The start reach always
 * belongs.
 *
 * Metres and hours are two searches.  near_m is by the way with the fewest metres.  near_h is by
 * the quickest of the ways whose times are all known and that stay within max_m; it may be another
 * way. With both limits both must hold.  Where no way known and within max_h leads, but water comes
 * from a reach that belongs, through a reach of unknown time, the hours are NAN and the limit in
 * hours does not hold any more: the water is followed by metres alone.
 *
 * Lengths are held in whole millimetres and travel times as float.  So a length given to 0.1 mm may
 * be off by half a millimetre; metres along the water are the exact sums of these, whichever way
 * they are added, and equal ways are equal.
 *
 * UP from fraction f covers f to 1 of the start reach, DOWN covers 0 to f.  Where a cycle leads
 * back to the start reach, the rest of it belongs too, as a second piece of the same reach. */

#pragma once

#include "suy-box.h"
#include "suy-items.h"

G_BEGIN_DECLS

typedef struct _SuyNetwork SuyNetwork; /* never changes, so threads share it without a lock */

typedef struct
{
  guint32 reach;
  double fraction;
} SuyPlace;

typedef enum
{
  SUY_TRACE_UP,
  SUY_TRACE_DOWN,
  SUY_TRACE_UP_MAIN,   /* up the main river only: one way at each confluence */
  SUY_TRACE_DOWN_MAIN, /* down the main way only: one way at each divergence */
} SuyTraceDirection;

typedef struct
{
  SuyTraceDirection direction;
  double max_m; /* INFINITY: no limit */
  double max_h; /* INFINITY: no limit */
} SuyTraceRule;

/* One reach of an answer.  from and to are fractions, from < to or both equal for a start piece of
 * no length; near and far are along the water from the start, by the shortest way.  Hours are NAN
 * beyond a reach whose travel time is unknown.  Where a limit cuts, far_m or far_h is the limit. */
typedef struct
{
  guint32 reach;
  double from, to;
  double near_m, far_m;
  double near_h, far_h;
} SuyTracePiece;

/* The input columns, each of n; read, not kept. */
typedef struct
{
  guint32 n;
  const gint64 *from_node;  /* node at the upstream end */
  const gint64 *to_node;    /* node at the downstream end; equal numbers meet */
  const double *length_m;   /* finite, >= 0; held in whole mm */
  const double *travel_h;   /* (nullable): NAN where unknown */
  const gint64 *level_path; /* (nullable): reaches of one main river share a number; 0: unknown */
} SuyNetworkInput;

/**
 * suy_network_new:
 * @error: SUY_ERROR_INVALID for a length or time below 0 or not finite, with the reach's number;
 *   SUY_ERROR_LIMIT for 2^31 reaches and more, or for more than 4e15 m in all
 *
 * Cycles and parallel reaches are allowed.  Where level paths do not say, the main way up is the
 * one with the most water, that is the largest total length upstream, then the lower number; the
 * main way down the one whose reach continues the same level path, else one that continues the
 * level path of another reach that ends there, else the one with the larger total length upstream,
 * then the lower number.  The total counts the reach itself, and all of it goes on by the main way
 * down, nothing by the others; of ways that part at one node the longest reach therefore wins.  A
 * main way that goes round is cut for this count below its lowest number.  O(n), and O(n log n)
 * for level paths at one node; a second for 8.5 million reaches, 31 bytes held for each.
 *
 * Returns: (transfer full): the network, or NULL with @error set
 */
SuyNetwork *suy_network_new (const SuyNetworkInput *input, GError **error);

/**
 * suy_network_edit:
 * @input: all columns as they are after the edit
 * @old_number: (array length=n): the number in @self of each reach that is as it was but for its
 *   travel time, in ascending order, or G_MAXUINT32 for one that is new or changed in any other
 *   column; who is not named is gone.  Node ids need not be the same numbers as before, but whoever
 *   met must meet still
 * @error: as suy_network_new()
 *
 * Only the basins at whose nodes something came, went or changed are labelled anew; all else is
 * copied.  With more than half of the reaches in such basins all is built anew.  Answers are those of suy_network_new (@input), labels may be others.
 *
 * Returns: (transfer full): the network after the edit, or NULL with @error set
 */
SuyNetwork *suy_network_edit (SuyNetwork *self,
                              const SuyNetworkInput *input,
                              const guint32 *old_number,
                              GError **error);

/**
 * suy_network_nodes_from_down:
 * @down: (array length=n): number of the reach below, or G_MAXUINT32 where water leaves
 * @from_node, @to_node: (out caller-allocates) (array length=n): nodes that say the same
 */
void suy_network_nodes_from_down (const guint32 *down,
                                  guint32 n,
                                  gint64 *from_node,
                                  gint64 *to_node);

/**
 * suy_network_nodes_from_ends:
 * @first, @last: (array length=n): the ends of each reach, digitised downstream
 * @from_node, @to_node: (out caller-allocates) (array length=n): nodes, one for each place: ends
 *   meet where they are equal to the unit
 */
void suy_network_nodes_from_ends (const SuyPoint *first,
                                  const SuyPoint *last,
                                  guint32 n,
                                  gint64 *from_node,
                                  gint64 *to_node);

SuyNetwork *suy_network_ref (SuyNetwork *self);
void suy_network_unref (SuyNetwork *self);
guint32 suy_network_get_n (SuyNetwork *self);
double suy_network_get_length (SuyNetwork *self, guint32 reach);

/**
 * suy_network_trace:
 *
 * All divergences are followed in UP and DOWN; paths are never enumerated.  A main way ends where
 * it comes to a reach for the second time.  O(k log k) for k reaches in the answer, and where only
 * hours are limited, k counts those as near in metres as the farthest of the answer.  UP without a
 * limit in hours is one pass over the labels and a search over the divergences among them: O(k).
 *
 * Returns: (transfer full) (element-type SuyTracePiece): nearest first, equal ones by reach number
 */
GArray *suy_network_trace (SuyNetwork *self, SuyPlace start, const SuyTraceRule *rule);

/**
 * suy_network_path:
 *
 * The way down the water from @start to @end with the fewest metres; hours are along this way.  The
 * first and the last piece may have no length.
 *
 * Returns: (transfer full) (nullable) (element-type SuyTracePiece): from @start on, or NULL when
 * water from @start never comes to @end
 */
GArray *suy_network_path (SuyNetwork *self, SuyPlace start, SuyPlace end);

/**
 * suy_network_mark_pieces:
 * @start, @rule: what the trace was asked; of suy_network_path() with a rule DOWN without limits
 * @pieces: (element-type SuyTracePiece): what it answered
 * @marks: (array length=n): of each reach, how unsure its travel time is; 0: sure
 * @of_pieces: (out caller-allocates) (array length=pieces->len): the highest mark on the way that
 *   the hours of each piece are along, itself included; of equally quick ways the lowest such
 *
 * G_MAXUINT8 where the hours are NAN.  A piece of no length takes no time and adds no mark.  O(k)
 * for k pieces where the quickest ways are the shortest, as on trees; O(k log k) elsewhere,
 * and again for each reach in a row that takes no time.
 */
void suy_network_mark_pieces (SuyNetwork *self,
                              SuyPlace start,
                              const SuyTraceRule *rule,
                              const GArray *pieces,
                              const guint8 *marks,
                              guint8 *of_pieces);

/* ---- labels: places in the preorder of the main ways ----
 *
 * A reach also goes by its label, 0 to n-1, given so that what drains to a reach by main ways alone
 * is one span of labels that begins with its own.
 *
 * Threads may ask at once: what a search notes about divergences lies in memory that the network
 * keeps for the next one; a search that finds it taken makes its own. */

guint32 suy_network_get_label (SuyNetwork *self, guint32 reach);
const guint32 *suy_network_get_numbers (SuyNetwork *self); /* reach of each label; borrowed */

/* Everything whose water comes to @reach, and itself, as spans of labels, ascending, none twice.
 * O(spans + divergences met), never paths. */
void suy_network_upstream_spans (SuyNetwork *self, guint32 reach, SuySpans *spans);

/* The same as reach numbers, those of the spans in turn. */
void suy_network_upstream (SuyNetwork *self, guint32 reach, SuyItems *reaches);

/* Reaches of suy_network_trace() UP from the upstream end of @reach with a limit in metres, and
 * @reach itself: near < @max_m.  In no promised order.  @near_mm: (nullable): grown with @reaches,
 * near_m of each in millimetres, G_MAXUINT32 from 4,294,967.295 m on.  O(k) for k reaches in the
 * answer or just beyond it, O(d log d) for d divergences among them, however they overlap */
void suy_network_upstream_within (SuyNetwork *self,
                                  guint32 reach,
                                  double max_m,
                                  SuyItems *reaches,
                                  SuyItems *near_mm);

/* Whether water from @reach comes to @below (a reach is above itself).  O(1) on trees, else the
 * divergences between. */
gboolean suy_network_is_upstream (SuyNetwork *self, guint32 reach, guint32 below);

/* Distance along the main stem from @start to the near end of @reach, as published path lengths
 * count it: 0 for its own reach, NAN when @reach is not on a main way down from or to @start.  In a
 * cycle the shorter of both.  O(1) without main ways that go round, else O(log n). */
double suy_network_main_distance (SuyNetwork *self, SuyPlace start, guint32 reach);

/* Connected parts, ignoring direction: the part of each reach, numbered from 0 by the number of
 * reaches, largest first, equal ones by their lowest reach.  Returns: how many */
guint32 suy_network_get_parts (SuyNetwork *self, guint32 *part_of_reach);

/* A way round and round: (transfer full) (nullable) (element-type guint32) one cycle, each reach
 * once in the order of the water, or NULL */
GArray *suy_network_find_cycle (SuyNetwork *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyNetwork, suy_network_unref)

G_END_DECLS
