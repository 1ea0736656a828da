/* suy-id.h: how are the ids of records hashed?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * suy_id_hash:
 * @id: (type gint64): as g_int64_equal() takes it
 *
 * For hash tables of ids, instead of g_int64_hash(), which keeps the low 32 bits: of an id these
 * are one bit of the second, the device and a counter, so that all records that were made one at a
 * time would share two values.  Folds the halves, multiplies by 2^64 over the golden ratio and
 * keeps the high bits. Source: Knuth, "Sorting and Searching", 6.4, multiplicative hashing.
 */
static inline guint
suy_id_hash (gconstpointer id)
{
  guint64 bits = *(const guint64 *) id;

  return (guint) ((bits ^ bits >> 32) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32);
}

G_END_DECLS
