/* suy-duplicates.h: which cases, or complaints, may be the same as this new one?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_DUPLICATE_M 50.0
#define SUY_DUPLICATE_DAYS 7

typedef struct
{
  gint64 id;
  double distance_m; /* along the ground; NAN: farther, or not known, but of the same firm */
  gint64 age_days;   /* between the two findings or receipts, never below 0 */
} SuyDuplicate;

/**
 * suy_workspace_find_duplicates:
 * @draft: a record of “problem” with its place and `found_at`, or of “complaint” with `received_at`
 *   and its place or enterprise, saved or not; without these nothing is found
 * @error: SUY_ERROR_INVALID: of another register
 *
 * Other cases of the same medium, found within SUY_DUPLICATE_M and SUY_DUPLICATE_DAYS of it, both
 * limits included; other complaints of as few days that are as near, or about the same enterprise
 * wherever they are.  Source: row 2.1 of moves-problem.json; the fact `near_duplicate` asks here.
 *
 * Returns: (transfer full) (element-type SuyDuplicate): nearest first, then youngest, then id; NULL
 *   with @error set
 */
GArray *suy_workspace_find_duplicates (SuyWorkspace *self, const SuyRecord *draft, GError **error);

G_END_DECLS
