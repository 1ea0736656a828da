/* suy-yellow-card.h: does this project get a yellow card, and may one be cleared?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain rule W-4; 000 §5.3 (the deputy district head interviews the unit's head), bound to
 * the lag of 20 % by the same actor of 000 §8.3.  The numbers stand in data/rules/ladder.json. */

#pragma once

#include "suy-ladder.h"

G_BEGIN_DECLS

typedef struct
{
  int lag_bp;           /* of the project or its node, 0 to 10,000 */
  gboolean closed;      /* the node or project */
  gboolean open_card;   /* one at most */
  gboolean interviewed; /* the open card has its record */
  guint cards;          /* of this project one after another, the open one included */
} SuyCardFacts;

/* A card is to be issued: the lag is 20 points or more, and none is open. */
gboolean suy_yellow_card_is_due (const SuyLadderRules *rules, const SuyCardFacts *facts);

/* Two cards in a row: the level should go from orange to red. */
gboolean suy_yellow_card_proposes_red (const SuyCardFacts *facts);

/* @error: SUY_ERROR_REFUSED with what is missing: the interview's record, or the lag below 10
 * points or a closed node.  Returns: FALSE with @error set */
gboolean suy_yellow_card_check_clear (const SuyLadderRules *rules,
                                      const SuyCardFacts *facts,
                                      GError **error);

G_END_DECLS
