/* suy-move-command.h: making a move from the command line, and saying what it lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-moves.h"

G_BEGIN_DECLS

typedef struct
{
  SuyWorkspace *workspace;
  const char *path; /* of the file, as it was typed: stands in the commands that are proposed */
  const SuyRegister *reg;
  gint64 id;
  gboolean by_system; /* the program makes the move itself */
} SuyMoving;

/**
 * suy_move_command_run:
 * @words: the move, then FIELD=VALUE
 * @note: (nullable)
 * @said: (nullable): FACT=VALUE
 *
 * A move that lacks something is refused; standard error says besides what supplies each thing.
 */
gboolean suy_move_command_run (const SuyMoving *moving,
                               char **words,
                               const char *note,
                               char **said,
                               GError **error);

/* The same with what the move fills in as a record with its id. */
gboolean suy_move_command_make (const SuyMoving *moving,
                                const SuyRecord *changes,
                                const char *name,
                                const char *note,
                                char **said,
                                GError **error);

/* The moves that start in the record's state, with what each lacks. */
gboolean suy_move_command_list (const SuyMoving *moving, const char *format, GError **error);

/* Keeps the file at @path as one of the record, and prints what a photograph says.  @kind:
 * (nullable): "other"; @reason: (nullable): why a photograph was taken far away */
gboolean suy_move_command_attach (const SuyMoving *moving,
                                  const char *path,
                                  const char *kind,
                                  const char *reason,
                                  GError **error);

G_END_DECLS
