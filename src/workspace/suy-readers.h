/* suy-readers.h: may the acting person look into this register?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: S-075 (001-4): what is handed over for accountability is for leaders.  Roles stand in the
 * catalog; nobody but they is shown such a register, by window or command line.  The file itself is
 * no safe: who has it can read it with other programs. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* @error: SUY_ERROR_REFUSED with the roles that may.  Returns: TRUE for most registers */
gboolean suy_workspace_may_read (SuyWorkspace *self, const SuyRegister *reg, GError **error);

/* May it be changed?  The same refusal.  Source: 6.11, thresholds are for offices and leaders. */
gboolean suy_workspace_may_write (SuyWorkspace *self, const SuyRegister *reg, GError **error);

/* A register by name or alias that the acting person may read, or NULL with @error set. */
const SuyRegister *suy_workspace_lookup (SuyWorkspace *self, const char *name, GError **error);

G_END_DECLS
