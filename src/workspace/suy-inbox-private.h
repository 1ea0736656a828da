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
  SuyDutyPerson person;
  gint64 now;
  SuyInbox *inbox;
} SuyInboxWork;

/* A row of a scan, as a duty's cells. */
typedef struct
{
  const GPtrArray *fields; /* (element-type SuyField) */
  const SuyValue *values;
  GHashTable *actions; /* (nullable): what "ladder" is worked out from */
  gint64 id, now;
  SuyValue ladder;
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

/* Fields that every item's row needs. */
void suy_inbox_add_item_fields (GPtrArray *fields, const SuyRegister *reg);

/* ---- the overdue ladder, as the cell "ladder": the rung whose record is to be made next ---- */

gboolean suy_inbox_asks_ladder (const SuyDuty *duty);
void suy_inbox_add_ladder_fields (GPtrArray *fields, const SuyRegister *reg);

/* Records of the rungs, by item.  (transfer full), NULL with @error set */
GHashTable *suy_inbox_read_actions (SuyInboxWork *work, GError **error);
const char *suy_inbox_get_rung (const SuyInboxRow *row);

/* ---- duties that come again ---- */

gboolean suy_inbox_add_cadence (SuyInboxWork *work, const SuyDuty *duty, GError **error);

G_END_DECLS
