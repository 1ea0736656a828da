/* made-inbox.h: what is due from somebody of a made bureau?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "made-bureau.h"
#include "suy-inbox.h"

G_BEGIN_DECLS

/* (transfer full) */
SuyInbox *made_inbox_of (Bureau *bureau, const char *person);

/* How many items of that duty are about the record; the last one in @found. */
guint made_inbox_count (const SuyInbox *inbox,
                        const char *duty,
                        gint64 id,
                        const SuyInboxItem **found);

void made_inbox_assert_due (Bureau *bureau,
                            const char *person,
                            const char *duty,
                            gint64 id,
                            int days_left);
void made_inbox_assert_not_due (Bureau *bureau, const char *person, const char *duty, gint64 id);

G_END_DECLS
