/* suy-inbox.h: what is due from this person?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The duties stand in data/rules/duties.json; what is due is looked up anew at each call. */

#pragma once

#include "suy-duty.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* Who owes something. */
typedef struct
{
  gint64 id; /* of register person */
  char *code, *name;
} SuyInboxOwner;

/* One thing to do. */
typedef struct
{
  const SuyDuty *duty;    /* its words, its move, its source; lives as long as the program */
  const SuyRegister *reg; /* NULL with id 0: a duty that comes again and is about no record */
  gint64 id;
  char *code, *title, *level; /* (nullable) */
  gint64 due;                 /* µs UTC, the last moment in time; SUY_CLOCK_NEVER: no term */
  gint64 left;                /* µs to that; negative: late */
  int days_left;              /* the same between days in China */
  SuyClockState state;        /* RUNNING, SOON or LATE */
  gboolean known;             /* FALSE: working days of a year without its notice */
  guint n_missing;            /* of a duty that comes again: periods that have passed without it */
  const SuyRegister *place_reg; /* (nullable): the record that has the place */
  gint64 place_id;
  gboolean placed; /* by suy_workspace_get_inbox() alone */
  SuyPoint point;
  gint64 township;             /* id of the record's, 0: none */
  const SuyRegister *move_reg; /* (nullable): the record with which the duty's move is made */
  gint64 move_id;
  GPtrArray *owners; /* (element-type SuyInboxOwner): of everybody's inbox alone, else NULL; empty:
                      * nobody has the role that owes it */
} SuyInboxItem;

/* Counted by references; nothing in it changes but the places, so threads may share it. */
typedef struct
{
  GPtrArray *items; /* (element-type SuyInboxItem): late ones first, then by the due moment */
  guint counts[SUY_N_DUTY_VIEWS], late[SUY_N_DUTY_VIEWS];
  GPtrArray *people; /* (element-type SuyInboxOwner): of everybody's inbox alone, else empty */
  gboolean overseer; /* the person may see what is due from everybody */
} SuyInbox;

/**
 * suy_inbox_new:
 * @store: of the calling thread; it may be a reader of suy_store_open_reader()
 * @person: (nullable): code; NULL: everybody, each thing once with all who owe it
 * @now: µs UTC
 *
 * Scans the registers that the person's role has duties in: 12 to 26 ms for 10,000 cases.
 *
 * Returns: (transfer full): without places, or NULL with @error set
 */
SuyInbox *suy_inbox_new (SuyStore *store, const char *person, gint64 now, GError **error);
SuyInbox *suy_inbox_ref (SuyInbox *self);
void suy_inbox_unref (SuyInbox *self);

/**
 * suy_workspace_get_inbox_of_all:
 *
 * What is due from everybody, whoever asks: who may is told by suy_duties_may_oversee().
 *
 * Returns: (transfer full): with places for the map, or NULL with @error set
 */
SuyInbox *suy_workspace_get_inbox_of_all (SuyWorkspace *self, GError **error);

/**
 * suy_workspace_get_inbox:
 * @person: (nullable): code; NULL: the acting person
 * @error: SUY_ERROR_INVALID: nobody acts
 *
 * Returns: (transfer full): with places for the map, or NULL with @error set
 */
SuyInbox *suy_workspace_get_inbox (SuyWorkspace *self, const char *person, GError **error);

/* Sets the places of the items.  Snapshots of the layers are made at first use. */
gboolean suy_workspace_place_inbox (SuyWorkspace *self, SuyInbox *inbox, GError **error);

/**
 * suy_workspace_read_inbox_async:
 * @person: (nullable): code; NULL: everybody
 *
 * The same in a thread, with a connection of its own and without places.  Closing the workspace
 * waits for it.
 */
void suy_workspace_read_inbox_async (SuyWorkspace *self,
                                     const char *person,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SuyInbox *suy_workspace_read_inbox_finish (SuyWorkspace *self,
                                           GAsyncResult *result,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyInbox, suy_inbox_unref)

G_END_DECLS
