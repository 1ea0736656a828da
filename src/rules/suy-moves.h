/* suy-moves.h: may this record move from this state to that one, and what is missing?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * State machines are tables in data/rules, one a file, with the document and article that
 * each move comes from.  Pure: what a move needs to know is handed in. */

#pragma once

#include "suy-record.h"

G_BEGIN_DECLS

typedef struct _SuyMoves SuyMoves; /* one machine; constant */

/* One requirement of a move. */
typedef struct
{
  char *name; /* "field:goal", "evidence:after", "note", "differs:supervising_unit:responsible_unit"
               */
  SuyLabel label; /* as the refusal names it */
} SuyNeed;

typedef struct
{
  char *name;      /* "assign" */
  char *number;    /* "2.4", as the document counts */
  char *from, *to; /* from is "" for the birth of a record */
  SuyLabel label;
  GStrv roles;      /* who may */
  GPtrArray *needs; /* (element-type SuyNeed) */
  GStrv counts;     /* integer fields that grow by one with it; may be empty */
  char *source;     /* document and article */
} SuyMove;

/* What is known when a move is asked for. */
typedef struct
{
  const SuyRecord *record;
  const char *role;  /* of the acting person */
  const char *unit;  /* (nullable): code of the acting person's unit */
  const char *today; /* "2026-11-20" */
  const char *note;  /* (nullable) */
  GHashTable
      *facts; /* (nullable): text to text: "evidence:before" to "2", "open_children" to "0" */
} SuyMoveAsk;

/* The machine of a register, "problem".  NULL if it has none. */
SuyMoves *suy_moves_new_builtin (const char *machine, GError **error);
SuyMoves *suy_moves_new_from_file (const char *path, GError **error);
void suy_moves_free (SuyMoves *self);

/* (element-type SuyMove), in the order of the table */
const GPtrArray *suy_moves_get_all (SuyMoves *self);
const SuyMove *suy_moves_find (SuyMoves *self, const char *name, const char *from);

/* Moves that start in @state, whether allowed now or not.  (transfer container) */
GPtrArray *suy_moves_from (SuyMoves *self, const char *state);

/* Names of all states, in order; and those in which a record is finished. */
GStrv suy_moves_get_states (SuyMoves *self);
gboolean suy_moves_is_final (SuyMoves *self, const char *state);

/* The state of a record that has made no move yet: "" where being recorded is a move itself, else
 * the first state. */
const char *suy_moves_get_initial (SuyMoves *self);

/* Returns: (nullable): NULL if there is no such state */
const SuyLabel *suy_moves_get_state_label (SuyMoves *self, const char *state);

/* What is missing for @move: (transfer container) (element-type SuyNeed), empty: allowed.
 * A role that may not is the need named "role". */
GPtrArray *suy_moves_missing (SuyMoves *self, const SuyMove *move, const SuyMoveAsk *ask);

/* Whether @move asks for @fact in one of its needs: what nobody asks for need not be looked up. */
gboolean suy_move_asks (const SuyMove *move, const char *fact);

/* Writes into @changes, of the register of @record, what @move counts: one more than @record has.
 */
void suy_move_count (const SuyMove *move, const SuyRecord *record, SuyRecord *changes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyMoves, suy_moves_free)

G_END_DECLS
