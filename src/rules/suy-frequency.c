/* suy-frequency.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-frequency.h"

#include "suy-date.h"
#include "suy-period.h"
#include "suy-rate.h"

/* The season that begins in @year. */
static void
season_of (const SuyFrequencyRule *rule, int year, gint64 *first, gint64 *last)
{
  gboolean over = rule->to_month < rule->from_month ||
                  (rule->to_month == rule->from_month && rule->to_day < rule->from_day);

  *first = suy_date_join ((SuyDay){ year, rule->from_month, rule->from_day });
  *last = suy_date_join ((SuyDay){ year + over, rule->to_month, rule->to_day });
}

gboolean
suy_frequency_get_window (const SuyFrequencyRule *rule, gint64 day, gint64 *first, gint64 *last)
{
  int year = suy_date_split (day).year;
  SuyPeriod period;

  switch (rule->window)
    {
    case SUY_WINDOW_SEASON:
      season_of (rule, year, first, last);
      if (day < *first)
        season_of (rule, year - 1, first, last);
      return day >= *first && day <= *last;
    case SUY_WINDOW_MONTH:
    case SUY_WINDOW_YEAR:
      period = suy_period_at (rule->window == SUY_WINDOW_MONTH ? SUY_PERIOD_MONTH : SUY_PERIOD_YEAR,
                              day);
      *first = period.first;
      *last = period.last;
      return rule->only == 0 || (rule->only & (1u << period.number)) != 0;
    case SUY_WINDOW_ANY:
    default:
      return FALSE;
    }
}

/* Two checks are one if they are of one campaign, or of one object. */
static gboolean
counts_again (const SuyFrequencyRule *rule, const SuyCheck *check, GHashTable *seen)
{
  if (rule->count == SUY_COUNT_CHECKS || rule->count == SUY_COUNT_EACH)
    return TRUE;
  if (check->of == NULL)
    return rule->count == SUY_COUNT_CAMPAIGNS;

  return g_hash_table_add (seen, (gpointer) check->of);
}

static gint64
count_checks (const SuyFrequencyRule *rule,
              const SuyFrequencyAsk *ask,
              const SuyFrequency *window,
              const SuyCheck *checks,
              guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 done = 0;

  for (guint i = 0; i < n; i++)
    if (checks[i].day >= window->first && checks[i].day <= MIN (window->last, ask->today) &&
        g_strv_contains ((const char *const *) rule->topics, checks[i].topic) &&
        (rule->count != SUY_COUNT_EACH || g_strcmp0 (checks[i].of, ask->object) == 0))
      done += counts_again (rule, &checks[i], seen);

  return done;
}

gboolean
suy_frequency_judge (const SuyFrequencyRule *rule,
                     const SuyFrequencyAsk *ask,
                     const SuyCheck *checks,
                     guint n,
                     SuyFrequency *frequency)
{
  SuyFrequency result = { 0 };
  gint64 days, gone;

  if (!suy_frequency_get_window (rule, ask->at, &result.first, &result.last))
    return FALSE;

  days = result.last - result.first + 1;
  gone = CLAMP (ask->today - result.first + 1, 0, days);
  result.least =
      rule->count == SUY_COUNT_SHARE ? suy_rate_least (ask->total, rule->share_bp) : rule->least;
  result.expected = result.least * gone / days;
  result.done = count_checks (rule, ask, &result, checks, n);
  result.deficit = MAX (0, result.least - result.done);
  if (ask->today > result.last)
    result.level = result.deficit > 0 ? SUY_LEVEL_YELLOW : SUY_LEVEL_NONE;
  else if (2 * gone >= days && result.done < result.expected)
    result.level = SUY_LEVEL_BLUE;
  *frequency = result;

  return TRUE;
}
