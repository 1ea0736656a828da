/* suy-tally.h: what do the records that belong to this one add up to?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers that are counted whenever somebody asks, never typed and never stored: cases found and
 * closed under a campaign, its rate, places not visited yet.  The table is data/rules/tallies.json;
 * docs/rules-format.md explains it.  Who counts is workspace. */

#pragma once

#include "suy-record.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_TALLY_COUNT,     /* records of @of, or what they differ in, or the sum of a field */
  SUY_TALLY_INSIDE,    /* places of @of within the place of the record */
  SUY_TALLY_ENTRIES,   /* entries of the list @field */
  SUY_TALLY_DAYS,      /* from the day in @field to that in @until, or to today; both count */
  SUY_TALLY_UNCOVERED, /* hours of today in which no record of @of lasts, from @field to @until */
  SUY_TALLY_LOOK_BACK, /* of a look-back sample: which of its population, by @field: waiting, full,
                        * checked, rebound */
  SUY_TALLY_PERCENT,   /* @part of @whole */
  SUY_TALLY_QUOTIENT,  /* @part by @whole, with two decimals */
  SUY_TALLY_REST,      /* @whole less @part */
} SuyTallyKind;

typedef struct
{
  char *reg;  /* register of the record that is asked about */
  char *name; /* "closed"; once in a register */
  SuyLabel label;
  gboolean total; /* of the register as a whole, not of a record */
  SuyTallyKind kind;

  char *of;       /* (nullable): register of what is counted */
  char *link;     /* (nullable): its link to the record; of a total: any of it */
  GArray *when;   /* (element-type SuyDutyTest): only these */
  char *distinct; /* (nullable): as often as this link or text differs, empty cells apart */
  char *sum;      /* (nullable): the sum of this whole number instead */
  char *without;  /* (nullable): only places that no record of this register with @link leads to, */
  char *by;       /* ... by this link */

  char *field, *until; /* (nullable) */
  char *part, *whole;  /* (nullable): names of tallies further up */
  char *source;
} SuyTallyRow;

typedef struct _SuyTallies SuyTallies; /* constant */

SuyTallies *suy_tallies_new_builtin (GError **error);
SuyTallies *suy_tallies_new_from_text (const char *file, const char *text, GError **error);
void suy_tallies_free (SuyTallies *self);

/* (element-type SuyTallyRow), in the order of the table */
const GPtrArray *suy_tallies_get_all (SuyTallies *self);

/* Whether records of @reg hold those below them by a link “parent”, so that these count as well. */
gboolean suy_tallies_is_tree (SuyTallies *self, const char *reg);

/* Whether @record, which belongs to the one that is asked about, counts.  @now: µs UTC */
gboolean suy_tally_counts (const SuyTallyRow *self, const SuyRecord *record, gint64 now);

/* What @kind makes of two numbers: as it is shown, "95.17 %"; "" where there is no such number. */
char *suy_tally_format (SuyTallyKind kind, gint64 part, gint64 whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTallies, suy_tallies_free)

G_END_DECLS
