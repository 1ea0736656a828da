/* suy-record-list.h: records of any register as a command prints them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* What --filter takes, wherever it stands. */
#define SUY_FILTER_WORDS                                                                         \
  N_ ("Only where FIELD=VALUE, FIELD!=VALUE, FIELD<VALUE, FIELD>VALUE or FIELD~TEXT; repeated, " \
      "all must hold")

typedef struct
{
  const char *layer;
  char **filters;                     /* (nullable): "FIELD=VALUE", also != < > ~ */
  const char *search, *order, *limit; /* (nullable) */
  gboolean descending;
  const GArray *ids; /* (nullable) (element-type gint64): these, in this order, and nothing above */
} SuyListing;

/* Ids of the records that a listing names, in its order.  (transfer full) (element-type gint64) */
GArray *suy_record_list_select (SuyWorkspace *workspace,
                                const SuyRegister *reg,
                                const SuyListing *listing,
                                GError **error);

/* One row a record: the code first, then the fields that the catalog lists (all in csv and json).
 */
gboolean suy_record_list_print (SuyWorkspace *workspace,
                                const SuyListing *listing,
                                const char *format,
                                GError **error);

/* One record "LAYER:KEY", a row a field in a table, one object in JSON. */
gboolean suy_record_show_print (SuyWorkspace *workspace,
                                const char *text,
                                const char *format,
                                GError **error);

/* Sets what "FIELD=VALUE" words say, and the place @at ("LON,LAT", NULL: leaves it). */
gboolean suy_record_fill (SuyWorkspace *workspace,
                          SuyRecord *record,
                          char **words,
                          const char *at,
                          GError **error);

G_END_DECLS
