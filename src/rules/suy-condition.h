/* suy-condition.h: does this record fulfil what a row of a table asks of it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words “field=value|value” that duties, figures and rules for edits have in common. */

#pragma once

#include "suy-record.h"

G_BEGIN_DECLS

struct _SuyJsonPlace; /* suy-json.h, which only those who read tables need */

/* "severity_tier=|routine": the cell is one of the texts; "" is an empty cell, "this_year" any day
 * or time of the year. */
typedef struct
{
  char *field;
  gboolean differs; /* "!=": none of them */
  GStrv values;
} SuyCondition;

/* What the record says: the cell of a field, NULL if the register lacks it. */
typedef const SuyValue *(*SuyConditionCell) (const char *field, gpointer data);

/* (transfer full) (element-type SuyCondition) */
GArray *suy_conditions_new (void);

/* Adds those of the member @key, if there is one. */
gboolean suy_conditions_read (GArray *self,
                              const struct _SuyJsonPlace *at,
                              const char *key,
                              GError **error);

/* Whether all hold.  @now: µs UTC */
gboolean suy_conditions_hold (const GArray *self, SuyConditionCell cell, gpointer data, gint64 now);

/* The cell of a SuyRecord, which is the data. */
const SuyValue *suy_condition_cell_of_record (const char *field, gpointer record);

G_END_DECLS
