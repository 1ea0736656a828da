/* made-inbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-inbox.h"

SuyInbox *
made_inbox_of (Bureau *bureau, const char *person)
{
  g_autoptr (GError) error = NULL;
  SuyInbox *inbox = suy_workspace_get_inbox (bureau->workspace, person, &error);

  g_assert_no_error (error);

  return inbox;
}

/* How many items of that duty are about the record, 0 for none. */
guint
made_inbox_count (const SuyInbox *inbox, const char *duty, gint64 id, const SuyInboxItem **found)
{
  guint n = 0;

  for (guint i = 0; i < inbox->items->len; i++)
    {
      const SuyInboxItem *item = inbox->items->pdata[i];

      if (!g_str_equal (item->duty->name, duty) || item->id != id)
        continue;
      n++;
      if (found != NULL)
        *found = item;
    }

  return n;
}

void
made_inbox_assert_due (Bureau *bureau,
                       const char *person,
                       const char *duty,
                       gint64 id,
                       int days_left)
{
  g_autoptr (SuyInbox) inbox = made_inbox_of (bureau, person);
  const SuyInboxItem *item = NULL;

  if (made_inbox_count (inbox, duty, id, &item) != 1)
    g_error ("%s is not due from %s once", duty, person);
  g_assert_cmpint (item->days_left, ==, days_left);
}

void
made_inbox_assert_not_due (Bureau *bureau, const char *person, const char *duty, gint64 id)
{
  g_autoptr (SuyInbox) inbox = made_inbox_of (bureau, person);

  if (made_inbox_count (inbox, duty, id, NULL) != 0)
    g_error ("%s is due from %s", duty, person);
}
