/* fixture.h: a folder of its own with a workspace in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-connection.h"
#include "suy-store.h"

typedef struct
{
  char *folder, *path;
  SuyCatalog *catalog;
  GPtrArray *catalogs; /* of all stores that were opened: records outlive stores here */
  SuyStore *store;     /* (nullable) */
  const SuyRegister *site, *reach, *area, *company, *visit, *event;
} Fixture;

/* An empty workspace, open for writing. */
void fixture_set_up (Fixture *fixture, gconstpointer unused);
void fixture_tear_down (Fixture *fixture, gconstpointer unused);

void fixture_begin (Fixture *fixture, const char *kind);
guint fixture_commit (Fixture *fixture);
void fixture_close (Fixture *fixture);
void fixture_open (Fixture *fixture, SuyStoreMode mode);
void fixture_reopen (Fixture *fixture);

SuyRecord *fixture_site (Fixture *fixture,
                         const char *code,
                         const char *name,
                         double lon,
                         double lat);

/* One command that inserts it; its id. */
gint64 fixture_add_site (Fixture *fixture, const char *code, const char *name);

/* Fails with the first finding. */
void fixture_assert_clean (Fixture *fixture);
gboolean fixture_has_finding (Fixture *fixture, const char *name);

/* Runs a program; its output is checked for @not (nullable).  FALSE: it is not installed. */
gboolean fixture_run (char **output, const char *program, ...) G_GNUC_NULL_TERMINATED;

/* SQL from outside by another SQLite connection, which has none of our functions.  The text of the
 * first cell. */
char *fixture_sql (Fixture *fixture, const char *sql);

/* What the log says of a record: each of its operations in a few words, without numbers. */
char *fixture_describe_log (SuyConnection *connection, const SuyRegister *reg, gint64 id);

/* Another connection, for reading what the store does not show. */
SuyConnection *fixture_connect (Fixture *fixture);
