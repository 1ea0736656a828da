/* suy-cli.h: what the commands of suyuanctl share: options, exit status, opening, printing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_EXIT_DONE = 0,
  SUY_EXIT_FAILED = 1,   /* the workspace, or the disk, says no */
  SUY_EXIT_USAGE = 2,    /* wrong before the workspace is looked at */
  SUY_EXIT_PARTLY = 3,   /* refused rows are listed */
  SUY_EXIT_CONFLICT = 4, /* conflicts wait for a person */
} SuyExit;

/* A command: @argv[0] is its name as it was typed, "query buffer". */
typedef int (*SuyCommandFunc) (int argc, char **argv);

int suy_cmd_attach (int argc, char **argv);
int suy_cmd_case (int argc, char **argv);
int suy_cmd_clues (int argc, char **argv);
int suy_cmd_demo (int argc, char **argv);
int suy_cmd_export (int argc, char **argv);
int suy_cmd_history (int argc, char **argv);
int suy_cmd_import (int argc, char **argv);
int suy_cmd_inbox (int argc, char **argv);
int suy_cmd_info (int argc, char **argv);
int suy_cmd_init (int argc, char **argv);
int suy_cmd_ledger (int argc, char **argv);
int suy_cmd_move (int argc, char **argv);
int suy_cmd_moves (int argc, char **argv);
int suy_cmd_network (int argc, char **argv);
int suy_cmd_patrol (int argc, char **argv);
int suy_cmd_query (int argc, char **argv);
int suy_cmd_record (int argc, char **argv);
int suy_cmd_sample (int argc, char **argv);
int suy_cmd_search (int argc, char **argv);
int suy_cmd_suspects (int argc, char **argv);
int suy_cmd_tally (int argc, char **argv);
int suy_cmd_figures (int argc, char **argv);
int suy_cmd_tile (int argc, char **argv);
int suy_cmd_tiles (int argc, char **argv);
int suy_cmd_today (int argc, char **argv);
int suy_cmd_trace (int argc, char **argv);
int suy_cmd_undo (int argc, char **argv);
int suy_cmd_verify (int argc, char **argv);
int suy_cmd_warn (int argc, char **argv);

/* Options that every command takes. */
typedef struct
{
  char *format; /* "table", "json", "geojson", "csv" */
  char *person; /* --as */
  char *reason; /* --reason */
} SuyCommon;

/**
 * suy_cli_parse:
 * @usage: what follows the command's name in its help
 * @entries: of this command; the common ones are added
 * @n_words: (array length=2): least and most words besides options, the command's name not counted
 *
 * --help prints and exits with 0.
 *
 * Returns: TRUE; or FALSE after the reason was printed: the command ends with SUY_EXIT_USAGE
 */
gboolean suy_cli_parse (int *argc,
                        char ***argv,
                        const char *usage,
                        const GOptionEntry *entries,
                        const int n_words[2],
                        SuyCommon *common);
void suy_common_clear (SuyCommon *common);

/* Prints "suyuanctl: MESSAGE" and returns @status. */
int suy_cli_fail (SuyExit status, const GError *error);
int suy_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Opens, and takes --as.  A file that is kept evaluated is evaluated first, where it is opened for
 * writing on a new day, and after the command, where that wrote.  NULL with @error set. */
SuyWorkspace *suy_cli_open (const char *path,
                            SuyStoreMode mode,
                            const SuyCommon *common,
                            GError **error);

/* For reading, with the edits of other programs sealed where that is possible, which takes writing.
 */
SuyWorkspace *suy_cli_open_sealed (const char *path, const SuyCommon *common, GError **error);

/* For reading as @day ended, by the log; the file itself stays as it is.  @day NULL: as it is now.
 * Who may only read opens it so. */
SuyWorkspace *suy_cli_open_as_of (const char *path,
                                  const char *day,
                                  const SuyCommon *common,
                                  GError **error);

/* For reading, after the search texts that an import left are written, if they can be. */
SuyWorkspace *suy_cli_open_to_search (const char *path, const SuyCommon *common, GError **error);

/* Closes after a command that went well.  Returns: @status, or SUY_EXIT_FAILED with the reason. */
int suy_cli_close (SuyWorkspace *workspace, int status);

/* "LON,LAT" in decimal degrees.  FALSE after the reason was printed. */
gboolean suy_cli_parse_at (const char *text, SuyPoint *point);

/* A number in a closed range.  FALSE after the reason was printed. */
gboolean suy_cli_parse_number (const char *option,
                               const char *text,
                               double min,
                               double max,
                               double *value);

/* Registers named by --layer, NULL for none given.  NULL with @error set if one is unknown. */
GPtrArray *suy_cli_layers (SuyWorkspace *workspace, char **names, GError **error);

/* ---- printing ---- */

void suy_cli_print_json (JsonNode *root);

/* Adds "key": value members as cells are. */
void suy_cli_add_value (JsonBuilder *builder, const SuyField *field, const SuyValue *value);
void suy_cli_add_id (JsonBuilder *builder, const char *name, gint64 id);
void suy_cli_add_metres (JsonBuilder *builder, const char *name, double value); /* null for NAN */
void suy_cli_add_geometry (JsonBuilder *builder, SuyGeometry *geometry); /* the GeoJSON object */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyCommon, suy_common_clear)

G_END_DECLS
