/* suy-lru.h: which of the things made lately is this one?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps the things used last, up to a number.  One thread, or a lock around it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SuyLru SuyLru;

/* @destroy is called when a thing gives way. */
SuyLru *suy_lru_new (guint max, GDestroyNotify destroy);
void suy_lru_free (SuyLru *self);

/* Borrowed until the next put.  Returns: NULL when @key is not kept (any more) */
gpointer suy_lru_get (SuyLru *self, guint64 key);

/* Takes @value; replaces what had @key. */
void suy_lru_put (SuyLru *self, guint64 key, gpointer value);

guint suy_lru_get_n (SuyLru *self);

/* One number for a tile; different for different tiles up to zoom 28. */
static inline guint64
suy_lru_tile_key (guint zoom, guint32 x, guint32 y)
{
  return (guint64) zoom << 58 | (guint64) x << 29 | y;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyLru, suy_lru_free)

G_END_DECLS
