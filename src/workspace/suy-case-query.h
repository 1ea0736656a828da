/* suy-case-query.h: which cases does somebody want to see, and in which order?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Filters that have a name are kept in the workspace. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_CASES_OPEN "" /* states in which the work is not finished */
#define SUY_CASES_ALL "*"

typedef struct
{
  char *text;          /* (nullable): words, codes, pinyin initials */
  char *state;         /* a state, SUY_CASES_OPEN or SUY_CASES_ALL; NULL: open */
  gint64 township;     /* 0: any */
  gboolean late;       /* open, and the deadline as it stands now is before today */
  gboolean mine;       /* the acting person reported it or is responsible, or their unit leads, is
                        * responsible or supervises */
  char *order;         /* (nullable): a field of the register; NULL and "deadline": the deadline as
                        * it stands now */
  gboolean descending; /* whatever has no value stands last */
} SuyCaseQuery;

void suy_case_query_clear (SuyCaseQuery *query);

/**
 * suy_case_query_run:
 *
 * Returns: (transfer full) (element-type gint64): ids in the order asked, or NULL with @error set
 */
GArray *suy_case_query_run (const SuyCaseQuery *query, SuyWorkspace *workspace, GError **error);

/* Keeps the query under @name, in place of one that has the name. */
gboolean suy_case_query_save (const SuyCaseQuery *query,
                              SuyWorkspace *workspace,
                              const char *name,
                              GError **error);
gboolean suy_case_query_drop (SuyWorkspace *workspace, const char *name, GError **error);

/* Names, as they were kept.  (transfer full) */
GStrv suy_case_query_get_names (SuyWorkspace *workspace);

/* FALSE with SUY_ERROR_NOT_FOUND: there is none.  Clear @query. */
gboolean suy_case_query_load (SuyCaseQuery *query,
                              SuyWorkspace *workspace,
                              const char *name,
                              GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyCaseQuery, suy_case_query_clear)

G_END_DECLS
