/* suy-inbox-reader.h: what is due now, read whenever it may have changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads in a thread: after each change of the workspace, when another person acts, when midnight
 * has passed and when something becomes late.  Property "busy" (gboolean).  Signals "changed":
 * there is another inbox, or none any more; "failed" (GError *). */

#pragma once

#include "suy-inbox.h"

G_BEGIN_DECLS

#define SUY_TYPE_INBOX_READER (suy_inbox_reader_get_type ())
G_DECLARE_FINAL_TYPE (SuyInboxReader, suy_inbox_reader, SUY, INBOX_READER, GObject)

SuyInboxReader *suy_inbox_reader_new (void);

/* @workspace: (nullable) */
void suy_inbox_reader_set_workspace (SuyInboxReader *self, SuyWorkspace *workspace);

/* Everybody's is read as well from now on, or no longer. */
void suy_inbox_reader_set_everybody (SuyInboxReader *self, gboolean everybody);

/* Something changed. */
void suy_inbox_reader_refresh (SuyInboxReader *self);

/* Of the acting person, and of everybody.  (nullable): not read, or nobody acts; borrowed */
SuyInbox *suy_inbox_reader_get_own (SuyInboxReader *self);
SuyInbox *suy_inbox_reader_get_all (SuyInboxReader *self);

G_END_DECLS
