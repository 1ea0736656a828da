/* suy-schema-check.h: is the schema of this file the one that its catalog makes?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-connection.h"
#include "suy-store.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *findings;   /* (element-type SuyFinding) */
  GPtrArray *missing; /* SQL of our triggers and indexes that are gone and can be made again */
  gboolean refuse;    /* something that makes writing unsafe */
} SuySchemaCheck;

/* Compares every object of the file with an empty workspace made in memory.  (transfer full) */
SuySchemaCheck *suy_schema_check_new (SuyConnection *connection,
                                      SuyCatalog *catalog,
                                      GError **error);
void suy_schema_check_free (SuySchemaCheck *self);

/* Adds a finding; both texts are taken. */
void suy_finding_add (GArray *findings, const char *name, char *text);
GArray *suy_finding_array_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuySchemaCheck, suy_schema_check_free)

G_END_DECLS
