/* suy-workspace-moves.h: what can be done next with this case, and doing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-moves.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* One move that starts in the record's state. */
typedef struct
{
  const SuyMove *move;
  GPtrArray *missing; /* (element-type SuyNeed): empty: it can be made now */
} SuyOffer;

/**
 * suy_workspace_get_machine:
 *
 * Returns: (nullable): the state machine of a register; NULL without error if it has none
 */
SuyMoves *suy_workspace_get_machine (SuyWorkspace *self, const SuyRegister *reg, GError **error);

/* Moves in the order of the table, whether they can be made or not.  (element-type SuyOffer) */
GPtrArray *suy_workspace_get_offers (SuyWorkspace *self,
                                     const SuyRegister *reg,
                                     gint64 id,
                                     GError **error);

/**
 * suy_workspace_move:
 * @changes: a record with its id and the fields that the move fills in; they are saved with it
 * @move: name of the move
 * @said: (nullable): facts that only the acting person knows, text to text: "reporter_told": "yes"
 * @error: SUY_ERROR_REFUSED lists everything that is missing
 *
 * Writes the fields, the journal and the new state in one command.
 */
gboolean suy_workspace_move (SuyWorkspace *self,
                             const SuyRecord *changes,
                             const char *move,
                             const char *note,
                             GHashTable *said,
                             GError **error);

/**
 * suy_workspace_attach:
 * @kind: of the attachment: "before", "after", "document", ...
 *
 * Keeps @bytes whole, by content, as a file of the record.
 *
 * Returns: id of the attachment, 0 with @error set
 */
gint64 suy_workspace_attach (SuyWorkspace *self,
                             const SuyRegister *reg,
                             gint64 id,
                             const char *name,
                             const char *kind,
                             GBytes *bytes,
                             GError **error);

/* Journal rows of a record, oldest first.  (element-type SuyRecord of register journal) */
GPtrArray *suy_workspace_get_journal (SuyWorkspace *self,
                                      const SuyRegister *reg,
                                      gint64 id,
                                      GError **error);

/* Attachments of a record.  (element-type SuyRecord of register attachment) */
GPtrArray *suy_workspace_get_attachments (SuyWorkspace *self,
                                          const SuyRegister *reg,
                                          gint64 id,
                                          GError **error);

/* Records of @from whose link @field leads to @id.  (element-type SuyRecord) */
GPtrArray *suy_workspace_get_linked (SuyWorkspace *self,
                                     const SuyRegister *from,
                                     const char *field,
                                     gint64 id,
                                     GError **error);

G_END_DECLS
