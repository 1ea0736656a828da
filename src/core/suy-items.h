/* suy-items.h: how does a search hand out what it found, without making memory for each answer?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists that the caller owns and uses again: start with { 0 }, free with clear.  A search sets n
 * and grows room where it must.  Not an array of GLib's because its growth check costs more than
 * most answers. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 *at;
  gsize n, room;
} SuyItems;

/* Positions first to end - 1 of an index; first < end. */
typedef struct
{
  guint32 first, end;
} SuySpan;

typedef struct
{
  SuySpan *at;
  gsize n, room;
} SuySpans;

void suy_items_clear (SuyItems *self);
void suy_spans_clear (SuySpans *self);

/* Makes room for @more after the n that are there. */
void suy_items_reserve (SuyItems *self, gsize more);

/* Adds the positions after those there are; joined with the last span where they touch. */
void suy_spans_add (SuySpans *self, guint32 first, guint32 end);

/* How many positions all spans hold. */
guint64 suy_spans_count (const SuySpans *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyItems, suy_items_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuySpans, suy_spans_clear)

G_END_DECLS
