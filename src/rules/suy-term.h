/* suy-term.h: how much time does the rule give for this?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terms stand in data/rules/terms.json, each with the document and article that gives it, or
 * marked as the bureau's default where the document gives no number. */

#pragma once

#include "suy-catalog.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_TERM_HOURS,        /* from the minute on, by night and on holidays too */
  SUY_TERM_DAYS,         /* days of the calendar; the day of the start is not counted */
  SUY_TERM_WORKING_DAYS, /* likewise */
  SUY_TERM_MONTHS,       /* to the day of the same number, or the last of a shorter month */
  SUY_TERM_DATE,         /* until the end of a day that is set for each case */
} SuyTermUnit;

typedef struct
{
  char *name; /* "complaint_reply" */
  SuyLabel label;
  SuyTermUnit unit;
  int amount;          /* 0 for SUY_TERM_DATE, else 1 or more */
  int soon;            /* due soon from so many hours (HOURS) or calendar days before on */
  char *source;        /* "000 §6.2" */
  gboolean is_default; /* the bureau's default, which no document gives */
} SuyTerm;

typedef struct _SuyTerms SuyTerms; /* constant */

SuyTerms *suy_terms_new_builtin (GError **error);
SuyTerms *suy_terms_new_from_text (const char *file, const char *text, GError **error);
void suy_terms_free (SuyTerms *self);

/* (element-type SuyTerm), in the order of the table */
const GPtrArray *suy_terms_get_all (const SuyTerms *self);

/* Returns: (nullable): NULL if there is no such term */
const SuyTerm *suy_terms_find (const SuyTerms *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTerms, suy_terms_free)

G_END_DECLS
