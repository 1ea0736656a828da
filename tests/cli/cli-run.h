/* cli-run.h: runs suyuanctl and keeps what it said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  int status;
  char *out, *err;
} CliRun;

/* Arguments up to NULL.  Clear with cli_run_clear(). */
CliRun cli_run (const char *first, ...) G_GNUC_NULL_TERMINATED;
void cli_run_clear (CliRun *run);

/* Runs, expects status 0, and gives the standard output. (transfer full) */
char *cli_ok (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* The same for JSON. (transfer full) */
JsonNode *cli_json (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* A path in a directory of this run of the tests. (transfer full) */
char *cli_path (const char *name);

/* Path of the demo district, made once. */
const char *cli_demo (void);

/* A fresh copy of the demo, to change. (transfer full) */
char *cli_demo_copy (const char *name);

/* Removes what cli_path() gave room to. */
void cli_clean (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRun, cli_run_clear)

G_END_DECLS
