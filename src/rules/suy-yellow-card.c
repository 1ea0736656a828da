/* suy-yellow-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-yellow-card.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"
#include "suy-ratio.h"

#define CARDS_TO_RED 2

gboolean
suy_yellow_card_is_due (const SuyLadderRules *rules, const SuyCardFacts *facts)
{
  return !facts->closed && !facts->open_card && facts->lag_bp >= rules->card_lag_bp;
}

gboolean
suy_yellow_card_proposes_red (const SuyCardFacts *facts)
{
  return facts->open_card && facts->cards >= CARDS_TO_RED;
}

gboolean
suy_yellow_card_check_clear (const SuyLadderRules *rules, const SuyCardFacts *facts, GError **error)
{
  g_autofree char *lag = suy_ratio_format ((SuyRatio){ facts->lag_bp, 100 }, 1, 2);
  g_autofree char *limit = suy_ratio_format ((SuyRatio){ rules->card_clear_lag_bp, 100 }, 1, 2);

  if (!facts->open_card)
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED, _ ("There is no open yellow card to clear"));
  else if (!facts->interviewed)
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                 _ ("The yellow card has no interview record; add it before clearing the card"));
  else if (!facts->closed && facts->lag_bp >= rules->card_clear_lag_bp)
    g_set_error (
        error, SUY_ERROR, SUY_ERROR_REFUSED,
        _ ("It still lags by %s points; a card is cleared below %s, or with a closed node"), lag,
        limit);
  else
    return TRUE;

  return FALSE;
}
