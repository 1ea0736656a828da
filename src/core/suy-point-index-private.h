/* suy-point-index-private.h: how do the points of an index lie in memory?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packed bytes: Head, filled up to 64 bytes; the nodes (suy-index-node.h); the points by blocks of
 * 16 x and then 16 y, two blocks a leaf; the items.  The last leaf is filled up with copies of the
 * last point and zero items, so that whole leaves can be read. */

#pragma once

#include <string.h>

#include "suy-frame.h"
#include "suy-index-node.h"
#include "suy-point-index.h"

G_BEGIN_DECLS

#define SUY_POINT_BLOCK 16u
#define SUY_POINT_LEAF 32u

struct _SuyPointIndex
{
  GBytes *bytes;
  guint32 n;
  SuyIndexLevels levels;
  const gint32 *blocks;
  const guint32 *items;
};

static inline SuyPoint
suy_point_index_point (const SuyPointIndex *self, guint32 position)
{
  const gint32 *at = self->blocks + (gsize) (position / SUY_POINT_BLOCK) * 2 * SUY_POINT_BLOCK +
                     position % SUY_POINT_BLOCK;

  return (SuyPoint){ at[0], at[SUY_POINT_BLOCK] };
}

/* What a search is asked: a circle with its frame, or a box. */
typedef struct
{
  SuyPoint centre;
  double metres;
  SuyFrame frame;
} SuyCircle;

/* One of the results is set, and says what is wanted: items, spans, or their number alone. */
typedef struct
{
  SuyItems *items;
  SuySpans *spans;
  guint32 count;
} SuyPointSink;

void suy_point_search_circle_portable (const SuyPointIndex *index,
                                       const SuyCircle *circle,
                                       SuyPointSink *sink);
void suy_point_search_circle_avx2 (const SuyPointIndex *index,
                                   const SuyCircle *circle,
                                   SuyPointSink *sink);
void suy_point_search_box_portable (const SuyPointIndex *index, const SuyBox *box, SuySpans *spans);
void suy_point_search_box_avx2 (const SuyPointIndex *index, const SuyBox *box, SuySpans *spans);

/* The same circle where no frame is good: by chords in space. */
void suy_point_search_globe (const SuyPointIndex *index,
                             SuyPoint centre,
                             double metres,
                             SuyPointSink *sink);

/* Adds what is left of positions @first to @end - 1 by @sink. */
void suy_point_sink_add (SuyPointSink *sink,
                         const SuyPointIndex *index,
                         guint32 first,
                         guint32 end);

/* A point on its way to be one of the nearest: the bits of its chord2, which sort as it does, above
 * its position. */
typedef guint64 SuyPointRank;

static inline float
suy_point_rank_chord2 (SuyPointRank rank)
{
  guint32 bits = (guint32) (rank >> 32);
  float chord2;

  memcpy (&chord2, &bits, sizeof chord2);

  return chord2;
}

/* The greatest rank of a point that has @chord2. */
static inline SuyPointRank
suy_point_rank_of (float chord2)
{
  guint32 bits;

  memcpy (&bits, &chord2, sizeof bits);

  return (guint64) bits << 32 | G_MAXUINT32;
}

/* What the search for the nearest gathers, in the memory of the caller's list: at least the k
 * nearest, and all that the frame can't tell from the last of them. */
typedef struct
{
  const SuyFrame *frame;
  SuyItems *items;
  guint32 n, k;
  float most; /* chord2: what is above does not matter */
} SuyPointNear;

static inline SuyPointRank *
suy_point_near_ranks (const SuyPointNear *self)
{
  return (SuyPointRank *) (void *) self->items->at;
}

/* The chord2 up to which a place may be nearer than one that has @chord2. */
float suy_point_near_bound (const SuyFrame *frame, float chord2);

void suy_point_search_near_portable (const SuyPointIndex *index, SuyPointNear *near);
void suy_point_search_near_avx2 (const SuyPointIndex *index, SuyPointNear *near);

/* The @k nearest by chords in space, as suy_point_index_nearest(). */
void suy_point_nearest_globe (const SuyPointIndex *index,
                              SuyPoint centre,
                              guint32 k,
                              double max_m,
                              SuyItems *items);

G_END_DECLS
