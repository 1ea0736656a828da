/* suy-ladder-words.c: why a rung of the ladder is due
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "suy-date.h"
#include "suy-ladder.h"
#include "suy-ratio.h"

static char *
explain_deadline (const SuyLadderFacts *facts, const SuyLadder *ladder)
{
  g_autofree char *due = suy_date_from_day (facts->due);
  int days = ABS (ladder->days_left);

  if (ladder->days_left < 0)
    /* Translators: day, number of days. */
    return g_strdup_printf (
        ngettext ("due %s, %d day overdue", "due %s, %d days overdue", (gulong) days), due, days);

  return g_strdup_printf (ngettext ("due %s, %d day left", "due %s, %d days left", (gulong) days),
                          due, days);
}

GStrv
suy_ladder_explain (const SuyLadderRules *rules,
                    const SuyLadderFacts *facts,
                    const SuyLadder *ladder,
                    const char *language)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *deadline = explain_deadline (facts, ladder);
  g_autofree char *lag = suy_ratio_format ((SuyRatio){ facts->lag_bp, 100 }, 1, 2);
  g_autofree char *behind = g_strdup_printf (_ ("%s points behind its plan"), lag);
  g_autofree char *still = suy_date_from_day (facts->progress_day);
  g_autofree char *stagnating = g_strdup_printf (_ ("no progress since %s"), still);
  g_autofree char *rung = NULL;

  if (ladder->due != SUY_RUNG_NONE)
    {
      rung = g_strdup_printf ("%s (%s)", suy_label_get (&rules->label[ladder->due], language),
                              rules->rung_source[ladder->due]);
      g_strv_builder_add (lines, rung);
    }
  g_strv_builder_add (lines, deadline);
  if (facts->lag_bp >= rules->supervise_lag_bp)
    g_strv_builder_add (lines, behind);
  if (ladder->stagnating)
    g_strv_builder_add (lines, stagnating);
  if (facts->grave)
    g_strv_builder_add (lines, _ ("serious consequences were found"));

  return g_strv_builder_end (lines);
}
