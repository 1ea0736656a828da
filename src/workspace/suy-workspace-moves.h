/* suy-workspace-moves.h: what can be done next with this case, and doing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-moves.h"
#include "suy-remedy.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* One move that starts in the record's state. */
typedef struct
{
  const SuyMove *move;
  GPtrArray *missing; /* (element-type SuyNeed): empty: it can be made now */
} SuyOffer;

/* What somebody wants to be moved, and what they say with it. */
typedef struct
{
  const char *move;
  const char *note;   /* (nullable) */
  GHashTable *said;   /* (nullable): facts that only the acting person knows, text to text:
                       * "reporter_told": "yes".  Besides, "problem": "new" makes a warning or hot
                       * event give rise to a problem, whose medium is "medium" */
  gboolean by_system; /* the program makes the move itself, as the role “system” */
  const char *person; /* (nullable): asked as if that person acted; such a move is not made */
} SuyMoveWish;

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
 * suy_workspace_move_all:
 * @changes: (element-type SuyRecord): each with its id and the fields that the move fills in; they
 *   are saved with it
 * @error: SUY_ERROR_REFUSED lists everything that is missing
 *
 * Moves all of them, and what must go with each (a problem with its item, a new problem), in one
 * command, or none.
 */
gboolean suy_workspace_move_all (SuyWorkspace *self,
                                 const GPtrArray *changes,
                                 const SuyMoveWish *wish,
                                 GError **error);

/* The same for one record. */
gboolean suy_workspace_move (SuyWorkspace *self,
                             const SuyRecord *changes,
                             const char *move,
                             const char *note,
                             GHashTable *said,
                             GError **error);

/**
 * suy_workspace_ask_move:
 * @move: (out) (optional): the row of the machine
 *
 * Returns: (transfer container) (element-type SuyNeed): what is missing for it, and for what must
 * go with it; empty: it can be made; NULL with @error set: there is no such move
 */
GPtrArray *suy_workspace_ask_move (SuyWorkspace *self,
                                   const SuyRecord *changes,
                                   const SuyMoveWish *wish,
                                   const SuyMove **move,
                                   GError **error);

/* What supplies a requirement that is missing, here and now. */
typedef struct
{
  SuyRemedy *remedy;         /* kind, words, and what it is about */
  const SuyField *field;     /* FIELD: of the record that moves */
  SuyRecord *record;         /* RECORD: a new one, with all that is known filled in */
  GStrv roles;               /* PERSON, where the move names them: who may */
  const SuyRegister *beside; /* MOVE of another record: which, 0 if there is none yet */
  gint64 beside_id;
} SuySupply;

/**
 * suy_workspace_get_supply:
 * @move: the move that lacks it
 * @need: one of what suy_workspace_ask_move() or an offer gave
 *
 * Returns: (transfer full): never NULL but with @error set
 */
SuySupply *suy_workspace_get_supply (SuyWorkspace *self,
                                     const SuyRegister *reg,
                                     gint64 id,
                                     const SuyMove *move,
                                     const SuyNeed *need,
                                     GError **error);
void suy_supply_free (SuySupply *supply);

/**
 * suy_workspace_list_movers:
 * @why: (out) (optional): why nobody may, if nobody may; a sentence without an end, translated
 *
 * The people of the register who lack nothing for the move that only another person could supply
 * (6.11): role, unit, tier, what they did before in the case.  Asks the move once for each who has
 * one of its roles.
 *
 * Returns: (transfer full) (element-type gint64): their ids; NULL with @error set
 */
GArray *suy_workspace_list_movers (SuyWorkspace *self,
                                   const SuyRegister *reg,
                                   gint64 id,
                                   const char *move,
                                   char **why,
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

/* Records of @about, a register whose fields object_register and object_id name any record, about
 * the record @id of @reg, by the field @order.  (element-type SuyRecord) */
GPtrArray *suy_workspace_get_about (SuyWorkspace *self,
                                    const char *about,
                                    const char *order,
                                    const char *reg,
                                    gint64 id,
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuySupply, suy_supply_free)

G_END_DECLS
