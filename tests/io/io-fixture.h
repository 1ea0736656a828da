/* io-fixture.h: what do the tests of imports and exports share?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-import-plan.h"

G_BEGIN_DECLS

/* Records in a plain list; looked through one by one. */
typedef struct
{
  SuyCatalog *catalog;
  GPtrArray *records; /* of SuyRecord */
  gint64 last_id;
} Workspace;

void workspace_init (Workspace *self);
void workspace_clear (Workspace *self);
const SuyRegister *workspace_get_register (Workspace *self, const char *name);

/* Options that look records and links up here.  A link's key is any text but one that begins with
 * 无; its id is made of its characters. */
SuyImportOptions workspace_get_options (Workspace *self);
gint64 fake_link_id (const char *key);

/* Writes what the plan says.  Returns: how many were inserted and updated */
guint workspace_apply (Workspace *self, SuyImportPlan *plan);

/* By code; fails the test if there is none. */
const SuyRecord *workspace_find (Workspace *self, const char *reg, const char *code);

/* A rectangle around everything that lies in the district. */
const SuyShape *get_district (void);

char *import_path (const char *name);
char *write_file (const char *name, gconstpointer bytes, gssize size);
SuySource *open_source (const char *path, const SuySourceOptions *options);
SuySource *open_text (const char *text);
SuyImportPlan *plan_import (SuySource *source,
                            const SuyRegister *reg,
                            const SuyImportOptions *options);

/* Rows of a truth table, cells by heading.  (element-type GHashTable) */
GPtrArray *read_truth (const char *name);

G_END_DECLS
