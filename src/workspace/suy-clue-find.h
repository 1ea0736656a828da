/* suy-clue-find.h: which clues do the monitors' readings give, and are they in the book?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: S-043 (003 2023(一)二; 001-5; 004 #21); the rules are those of suy-clue-rule.h. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;          /* of the clue; 0: not written */
  const char *rule;   /* choice of clue_rule */
  gint64 enterprise;  /* 0: the monitor names none */
  gint64 monitor;     /* of the treatment, where two are compared */
  gint64 from, until; /* µs UTC */
  guint n;            /* readings */
  gboolean known;     /* the book has it already */
} SuyFoundClue;

/**
 * suy_workspace_find_clues:
 * @since: µs UTC; only stretches that end after it
 * @write: makes a record of each that the book does not have, by its first move as the acting
 * person
 *
 * Electricity meters of one firm are compared by their field power_use; other monitors are looked
 * at one by one.  Reads the measurements of the monitors once.  Nothing is written by who may not.
 *
 * Returns: (transfer full) (element-type SuyFoundClue): by monitor and time, or NULL with @error
 * set
 */
GArray *suy_workspace_find_clues (SuyWorkspace *self, gint64 since, gboolean write, GError **error);

G_END_DECLS
