/* suy-interest.h: may this officer inspect this object?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.1, 6.7 (inferred there from the duty to withdraw). */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_INTEREST_NONE,
  SUY_INTEREST_UNIT,     /* of the unit that is inspected or runs it */
  SUY_INTEREST_PERSON,   /* named by the object as its person or contact */
  SUY_INTEREST_TOWNSHIP, /* of the object's own township, in a check across townships */
  SUY_INTEREST_DECLARED, /* said so */
} SuyInterest;

/**
 * suy_interest_find:
 * @officer: of register person
 * @object: (nullable): what is inspected
 *
 * An interest that the two records show; the township counts in checks across townships alone, so
 * it is not looked at here.
 */
SuyInterest suy_interest_find (const SuyRecord *officer, const SuyRecord *object);

/* The township of a record, else of its unit; 0: none.  @record: (nullable) */
gint64 suy_interest_get_township (SuyWorkspace *workspace, const SuyRecord *record);

/* "同单位": as it stands in records, which are Chinese whatever the language of the program. */
const char *suy_interest_get_word (SuyInterest interest);

/* The same for people who read the program's language. */
const char *suy_interest_describe (SuyInterest interest);

G_END_DECLS
