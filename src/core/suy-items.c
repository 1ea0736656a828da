/* suy-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-items.h"

#define LEAST_ROOM 64u

void
suy_items_clear (SuyItems *self)
{
  g_free (self->at);
  *self = (SuyItems){ 0 };
}

void
suy_spans_clear (SuySpans *self)
{
  g_free (self->at);
  *self = (SuySpans){ 0 };
}

void
suy_items_reserve (SuyItems *self, gsize more)
{
  if (self->room - self->n >= more)
    return;

  self->room = MAX (MAX (2 * self->room, self->n + more), LEAST_ROOM);
  self->at = g_renew (guint32, self->at, self->room);
}

void
suy_spans_add (SuySpans *self, guint32 first, guint32 end)
{
  if (self->n > 0 && self->at[self->n - 1].end == first)
    {
      self->at[self->n - 1].end = end;
      return;
    }

  if (self->n == self->room)
    {
      self->room = MAX (2 * self->room, LEAST_ROOM);
      self->at = g_renew (SuySpan, self->at, self->room);
    }
  self->at[self->n++] = (SuySpan){ first, end };
}

guint64
suy_spans_count (const SuySpans *self)
{
  guint64 count = 0;

  for (gsize i = 0; i < self->n; i++)
    count += self->at[i].end - self->at[i].first;

  return count;
}
