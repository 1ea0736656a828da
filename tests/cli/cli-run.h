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

/* The same for a program of others: its words up to NULL. */
CliRun cli_tool (const char *program, ...) G_GNUC_NULL_TERMINATED;

/* Runs, expects status 0, and gives the standard output. (transfer full) */
char *cli_ok (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* The same for JSON. (transfer full) */
JsonNode *cli_json (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* A path in a directory of this run of the tests. (transfer full) */
char *cli_path (const char *name);

/* A copy of @from in that directory. (transfer full) */
char *cli_copy (const char *from, const char *name);

/* Path of the demo district, which all tests share: read it only. */
const char *cli_demo (void);

/* A fresh copy of the demo, to change. (transfer full) */
char *cli_demo_copy (const char *name);

/* An empty workspace. (transfer full) */
char *cli_init (const char *name);

/* A file of tests/data. (transfer full) */
char *cli_data (const char *folder, const char *name);

/* SHA-256 of a file. (transfer full) */
char *cli_checksum (const char *path);

/* An array of the top object. (transfer none) */
JsonArray *cli_members (JsonNode *node, const char *name);

/* Exit status and a piece of what standard error says. */
void cli_assert_says (const CliRun *run, int status, const char *words);

/* Removes what cli_path() gave room to. */
void cli_clean (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRun, cli_run_clear)

G_END_DECLS
