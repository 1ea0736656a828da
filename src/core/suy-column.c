/* suy-column.c: memory of the large columns of a network
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <sys/mman.h>

#include "suy-network-private.h"

#define HUGE_PAGE ((gsize) 2 << 20)
#define CACHE_LINE 64

gpointer
suy_column_new (gsize n, gsize size)
{
  gsize bytes = MAX (n, 1) * size;
  gsize align = bytes < 2 * HUGE_PAGE ? CACHE_LINE : HUGE_PAGE;
  gpointer column;

  g_assert (n < G_MAXSIZE / size);
  bytes = (bytes + align - 1) / align * align;
  column = g_aligned_alloc (1, bytes, align);

  /* Without huge pages all works as well, only slower. */
  if (align == HUGE_PAGE)
    (void) madvise (column, bytes, MADV_HUGEPAGE);

  return column;
}

void
suy_column_free (gpointer column)
{
  g_aligned_free (column);
}
