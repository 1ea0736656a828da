/* moves-check.h: does a table of moves do what the text says, no more and no less?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "moves-text.h"
#include "suy-moves.h"

G_BEGIN_DECLS

/**
 * moves_check:
 * @reg: the register whose records move
 * @roles: all roles that there are
 *
 * Makes every move of the text with what it needs, and again with each counterexample, each refusal
 * and each role; compares rows, states and requirements both ways and tries every pair of states.
 *
 * Returns: (transfer full) (nullable): the first fault; NULL: none
 */
char *moves_check (const MovesText *text,
                   SuyMoves *moves,
                   const SuyRegister *reg,
                   const char *const *roles);

G_END_DECLS
