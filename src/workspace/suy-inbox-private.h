/* suy-inbox-private.h: what the files of the inbox share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-inbox.h"
#include "suy-ladder.h"

G_BEGIN_DECLS

typedef struct
{
  SuyStore *store;
  SuyCatalog *catalog;
  const SuyDuties *duties;
  SuyDutyPerson person; /* whose, unless it is everybody's */
  gboolean everybody;
  GArray *people;   /* (element-type SuyDutyPerson): of everybody's; texts are of inbox->people */
  GPtrArray *grids; /* (element-type GArray): of them */
  gint64 now;
  SuyInbox *inbox;
} SuyInboxWork;

/* A row of a scan, as a duty's cells. */
typedef struct
{
  const GPtrArray *fields; /* (element-type SuyField) */
  const SuyValue *values;
  const SuyInboxWork *work; /* of the cells that are worked out */
  GHashTable *actions;      /* (nullable): what "ladder" is worked out from */
  gint64 id, now;
  SuyValue made; /* a cell that was worked out */
} SuyInboxRow;

const SuyValue *suy_inbox_row_cell (const char *field, gpointer row);

/* Adds the field if it is one of @reg and not there yet.  NULL and other names are left out. */
void suy_inbox_add_field (GPtrArray *fields, const SuyRegister *reg, const char *name);
void suy_inbox_add_tests (GPtrArray *fields, const SuyRegister *reg, const GArray *tests);

/* An item about a row: code, title and place are of it.  (transfer none) */
SuyInboxItem *suy_inbox_add_item (SuyInboxWork *work,
                                  const SuyDuty *duty,
                                  const SuyRegister *reg,
                                  const SuyInboxRow *row);

/* Adds what records of that register ask by @duties (element-type SuyDuty).  A register that the
 * workspace's catalog lacks asks for nothing: the file is older. */
gboolean suy_inbox_add_register (SuyInboxWork *work,
                                 const char *name,
                                 GPtrArray *duties,
                                 GError **error);

/* ---- who ---- */

GPtrArray *suy_inbox_people_new (void);

/* For everybody's inbox: all who are at work. */
gboolean suy_inbox_read_people (SuyInboxWork *work, GError **error);
void suy_inbox_clear_people (SuyInboxWork *work);

/* Whether somebody whom the inbox is about owes it. */
gboolean suy_inbox_falls_on (const SuyInboxWork *work,
                             const SuyDuty *duty,
                             const SuyDutyFacts *facts);

/* Those who owe it; @facts NULL: all in its roles.  (transfer full), NULL but for everybody's */
GPtrArray *suy_inbox_find_owners (const SuyInboxWork *work,
                                  const SuyDuty *duty,
                                  const SuyDutyFacts *facts);

gint64 suy_inbox_get_unit (const SuyInboxWork *work, const SuyInboxOwner *owner);

/* Fields that every item's row needs. */
void suy_inbox_add_item_fields (GPtrArray *fields, const SuyRegister *reg);

/* ---- the overdue ladder, as the cell "ladder": the rung whose record is to be made next ---- */

gboolean suy_inbox_asks (const SuyDuty *duty, const char *cell);
void suy_inbox_add_ladder_fields (GPtrArray *fields, const SuyRegister *reg);

/* Records of the rungs, by item.  (transfer full), NULL with @error set */
GHashTable *suy_inbox_read_actions (SuyInboxWork *work, GError **error);
const char *suy_inbox_get_rung (const SuyInboxRow *row);

/* ---- applications for an extension: the least tier that may answer, as "approver_tier" ---- */

void suy_inbox_add_approver_fields (GPtrArray *fields, const SuyRegister *reg);
const char *suy_inbox_get_approver_tier (const SuyInboxRow *row);

/* ---- duties that come again ---- */

gboolean suy_inbox_add_cadence (SuyInboxWork *work, const SuyDuty *duty, GError **error);

G_END_DECLS
