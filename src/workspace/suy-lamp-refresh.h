/* suy-lamp-refresh.h: what do the lamps show today?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-schedule.h"
#include "suy-workspace-private.h"

G_BEGIN_DECLS

#define SUY_N_LAMP_FIELDS 5

/* The fields that follow from a schedule, and what they hold on a day; texts are borrowed, of @due
 * and of the program.  @due: (nullable): the deadline that counts */
extern const char *const suy_lamp_fields[SUY_N_LAMP_FIELDS];
void suy_lamp_derive (const SuySchedule *schedule,
                      const char *due,
                      gint64 today,
                      SuyValue values[SUY_N_LAMP_FIELDS]);

/**
 * suy_lamp_refresh:
 *
 * Writes plan, lag, lamp and overdue of all ledger items and milestones as they are on the
 * workspace's day, and the deadlines of items and cases, where they have changed: they follow the
 * calendar, though nobody edits anything.
 * Within the open command; derived columns are not logged.  A scan of two registers, and an update
 * for each row that changed.
 */
gboolean suy_lamp_refresh (SuyWorkspace *self, GError **error);

G_END_DECLS
