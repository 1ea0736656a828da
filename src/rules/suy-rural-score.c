/* suy-rural-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-rural-score.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"
#include "suy-rural-private.h"

#define FULL_BP 10000
#define STEP_BP 1000 /* “每减少10%”: a full ten points of shortfall */
#define FULL_POINTS 100000
#define MAX_COUNT 1000000

static gboolean
check (const char *item, const char *what, int value, int max, GError **error)
{
  if (value >= 0 && value <= max)
    return TRUE;

  /* Translators: item of the score, name of the value, the value, its largest. */
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("%s: %s is %d; it has to be from 0 to %d"),
               item, what, value, max);

  return FALSE;
}

static gboolean
check_facts (const SuyRuralItem *item, const SuyRuralFacts *facts, GError **error)
{
  return check (item->name, "preliminary_done_bp", facts->preliminary_bp, FULL_BP, error) &&
         check (item->name, "required_bp", facts->required_bp, FULL_BP, error) &&
         check (item->name, "actual_bp", facts->actual_bp, FULL_BP, error) &&
         check (item->name, "late_reports", facts->late_reports, MAX_COUNT, error) &&
         check (item->name, "provincial_notices", facts->provincial_notices, MAX_COUNT, error) &&
         check (item->name, "city_notices", facts->city_notices, MAX_COUNT, error);
}

static int
part_of (int full, int done, int required)
{
  return (int) ((gint64) full * done / required);
}

/* In the order of the document: the first that holds decides. */
static void
find_base (const SuyRuralRules *self,
           const SuyRuralItem *item,
           const SuyRuralFacts *facts,
           SuyRuralPoints *points)
{
  int shortfall = facts->required_bp - facts->actual_bp;

  points->base = item->full;
  points->reason = SUY_RURAL_ON_SCHEDULE;
  if (!facts->has_project)
    points->reason = SUY_RURAL_NO_PROJECT;
  else if (facts->preliminary_bp < FULL_BP)
    {
      points->reason = SUY_RURAL_PRELIMINARY;
      points->base = part_of (item->full, facts->preliminary_bp, FULL_BP);
    }
  else if (!facts->started)
    {
      points->reason = SUY_RURAL_NOT_STARTED;
      points->base = part_of (item->full, self->not_started_bp, FULL_BP);
    }
  else if (shortfall > 0)
    {
      points->reason = SUY_RURAL_BEHIND;
      points->base = item->step > 0 ? MAX (0, item->full - shortfall / STEP_BP * item->step)
                                    : part_of (item->full, facts->actual_bp, facts->required_bp);
    }
}

gboolean
suy_rural_score_item (const SuyRuralRules *self,
                      guint item,
                      const SuyRuralFacts *facts,
                      SuyRuralPoints *points,
                      GError **error)
{
  const SuyRuralItem *row = &self->items[item];
  gint64 late = (gint64) row->late * facts->late_reports, notices;

  g_return_val_if_fail (item < SUY_RURAL_N_ITEMS, FALSE);

  if (!check_facts (row, facts, error))
    return FALSE;

  find_base (self, row, facts, points);
  notices = (gint64) row->provincial * facts->provincial_notices +
            (gint64) row->city * facts->city_notices;
  points->late = (int) MIN (MIN (late, row->late_cap), points->base);
  points->notices = (int) MIN (notices, points->base - points->late);
  points->points = points->base - points->late - points->notices;

  return TRUE;
}

gboolean
suy_rural_score_quarter (const SuyRuralRules *self,
                         const SuyRuralFacts *facts,
                         SuyRuralPoints *points,
                         int *total,
                         GError **error)
{
  *total = 0;
  for (guint i = 0; i < SUY_RURAL_N_ITEMS; i++)
    {
      SuyRuralPoints item;

      if (!suy_rural_score_item (self, i, &facts[i], &item, error))
        return FALSE;
      if (points != NULL)
        points[i] = item;
      *total += item.points;
    }

  return TRUE;
}

static gboolean
check_year (const SuyRuralRules *self, const SuyRuralYear *year, GError **error)
{
  const char *name = _ ("Year score");
  int placed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (year->firsts); i++)
    {
      if (!check (name, "ranks", year->firsts[i], 3, error))
        return FALSE;
      placed += year->firsts[i];
    }

  return check (name, "Q2", year->q2, FULL_POINTS, error) &&
         check (name, "Q3", year->q3, FULL_POINTS, error) &&
         check (name, "Q4", year->q4, FULL_POINTS, error) &&
         check (name, "titles", year->titles, 1, error) &&
         check (name, "ranks", placed, 3, error) &&
         check (name, "fraud_penalty", year->fraud_penalty, year->fraud ? self->fraud_cap : 0,
                error);
}

gboolean
suy_rural_score_year (const SuyRuralRules *self,
                      const SuyRuralYear *year,
                      int *points,
                      int *bonus,
                      GError **error)
{
  int base;

  if (!check_year (self, year, error))
    return FALSE;

  base =
      (self->quarters[0] * year->q2 + self->quarters[1] * year->q3 + self->quarters[2] * year->q4) /
      100;
  *bonus = year->titles * self->title;
  for (guint i = 0; i < G_N_ELEMENTS (year->firsts); i++)
    *bonus += year->firsts[i] * self->ranks[i];
  *bonus = year->fraud ? 0 : MIN (*bonus, self->bonus_cap);
  *points = MAX (0, base + *bonus - year->fraud_penalty);

  return TRUE;
}
