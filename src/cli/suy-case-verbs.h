/* suy-case-verbs.h: verbs of cases alone: which are mine, which are the same, assigning several
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kept;  /* (nullable): name of a kept filter */
  const char *state; /* (nullable) */
  char **filters;    /* (nullable): as of a listing */
  gboolean mine, late;
} SuyCaseWish;

gboolean suy_case_list_print (SuyWorkspace *workspace,
                              const SuyCaseWish *wish,
                              const char *format,
                              GError **error);

/* Cases that may be the same as @id, the most likely first. */
gboolean suy_case_duplicates_print (SuyWorkspace *workspace,
                                    const SuyRegister *reg,
                                    gint64 id,
                                    const char *format,
                                    GError **error);

/* Says on standard error which cases a new one may be the same as. */
gboolean suy_case_duplicates_warn (SuyWorkspace *workspace,
                                   const SuyRecord *record,
                                   GError **error);

/**
 * suy_case_assign_all:
 * @words: keys of judged cases, then FIELD=VALUE
 * @status: (out): SUY_EXIT_PARTLY or SUY_EXIT_FAILED where cases were refused
 *
 * Assigns each in a command of its own and prints the fate of each.
 */
gboolean suy_case_assign_all (SuyWorkspace *workspace,
                              char **words,
                              const char *format,
                              int *status,
                              GError **error);

/* Cases by township, or with @by "state" the time that they stood in each. */
gboolean suy_case_stats_print (SuyWorkspace *workspace,
                               const char *by,
                               const char *format,
                               GError **error);

G_END_DECLS
