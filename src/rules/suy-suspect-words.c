/* suy-suspect-words.c: the reasons of a score in words and numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-suspect-score.h"

/* Names of the pollutants whose bit is set: "total phosphorus, COD".  (transfer full) */
static char *
name_pollutants (const SuySuspectQuestion *question, guint32 bits)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < question->n_pollutants; i++)
    if (bits >> i & 1)
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", question->labels[i]);

  return g_string_free (names, FALSE);
}

/* Adds @format with the names of @bits, if there are any. */
static void
add_pollutants (GString *text,
                const SuySuspectQuestion *question,
                guint32 bits,
                char *(*say) (const char *names))
{
  g_autofree char *names = name_pollutants (question, bits);
  g_autofree char *words = NULL;

  if (*names == '\0')
    return;
  words = say (names);
  g_string_append_printf (text, "%s%s", text->len > 0 ? _ ("; ") : "", words);
}

static char *
say_common (const char *names)
{
  return g_strdup_printf (_ ("discharges %s"), names);
}

static char *
say_absent (const char *names)
{
  return g_strdup_printf (_ ("no %s among its pollutants"), names);
}

static char *
say_unknown (const char *names)
{
  return g_strdup_printf (_ ("unknown whether it discharges %s"), names);
}

static char *
explain_pollutants (const SuySuspectQuestion *question, const SuySuspectFacts *facts)
{
  GString *text = g_string_new (NULL);

  add_pollutants (text, question, facts->common, say_common);
  add_pollutants (text, question, facts->absent & ~facts->common, say_absent);
  add_pollutants (text, question, ~(facts->common | facts->absent), say_unknown);

  return g_string_free (text, FALSE);
}

static char *
explain_time (const SuySuspectQuestion *question, const SuySuspectFacts *facts)
{
  g_autofree char *hours = NULL;

  if (isnan (facts->travel_h))
    return g_strdup (_ ("travel time unknown"));

  hours = g_strdup_printf (facts->time_estimated ? _ ("≈ %.1f h (estimated)") : _ ("%.1f h"),
                           facts->travel_h);
  if (facts->travel_h <= question->window_h)
    return g_strdup_printf (_ ("its water takes %s, within the window of %g h"), hours,
                            question->window_h);

  return g_strdup_printf (_ ("its water takes %s, longer than the window of %g h"), hours,
                          question->window_h);
}

static char *
explain_level (const SuySuspectRules *rules,
               const SuySuspectQuestion *question,
               const SuySuspectFacts *facts)
{
  const SuyGrade *grade = suy_suspect_rules_find_grade (rules, SUY_CRITERION_LEVEL, facts->level);

  if (grade == NULL)
    return g_strdup (_ ("risk level unknown"));

  return g_strdup_printf (_ ("risk level %s"), suy_label_get (&grade->label, question->language));
}

static char *
explain_operation (const SuySuspectRules *rules,
                   const SuySuspectQuestion *question,
                   const SuySuspectFacts *facts)
{
  const SuyGrade *grade =
      suy_suspect_rules_find_grade (rules, SUY_CRITERION_OPERATION, facts->operation);

  if (grade == NULL)
    return g_strdup (_ ("unknown whether it was operating"));

  return g_strdup_printf (_ ("%s, as its record says"),
                          suy_label_get (&grade->label, question->language));
}

static char *
explain_cases (const SuySuspectFacts *facts)
{
  if (facts->n_cases == SUY_FACT_UNKNOWN)
    return g_strdup (_ ("open cases unknown"));
  if (facts->n_cases == 0)
    return g_strdup (_ ("no open case"));

  return g_strdup_printf (ngettext ("%d open case", "%d open cases", (gulong) facts->n_cases),
                          facts->n_cases);
}

static char *
explain_violations (const SuySuspectRules *rules, const SuySuspectFacts *facts)
{
  if (facts->n_violations == SUY_FACT_UNKNOWN)
    return g_strdup (_ ("past violations unknown: nobody is recorded as its owner"));
  if (facts->n_violations == 0)
    return g_strdup_printf (ngettext ("no violation in the %d year before",
                                      "no violation in the %d years before",
                                      (gulong) rules->violation_years),
                            rules->violation_years);

  return g_strdup_printf (ngettext ("%d violation in the %d years before",
                                    "%d violations in the %d years before",
                                    (gulong) facts->n_violations),
                          facts->n_violations, rules->violation_years);
}

char *
suy_suspect_explain (const SuySuspectRules *rules,
                     const SuySuspectQuestion *question,
                     const SuySuspectFacts *facts,
                     SuyCriterion criterion)
{
  switch (criterion)
    {
    case SUY_CRITERION_POLLUTANTS:
      return explain_pollutants (question, facts);
    case SUY_CRITERION_TIME:
      return explain_time (question, facts);
    case SUY_CRITERION_DISTANCE:
      return g_strdup_printf (_ ("%.1f km along the water; the points halve every %d km"),
                              facts->river_m / 1000.0, rules->half_km);
    case SUY_CRITERION_LEVEL:
      return explain_level (rules, question, facts);
    case SUY_CRITERION_CASES:
      return explain_cases (facts);
    case SUY_CRITERION_VIOLATIONS:
      return explain_violations (rules, facts);
    case SUY_CRITERION_OPERATION:
      return explain_operation (rules, question, facts);
    case SUY_N_CRITERIA:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Distance has a column of its own wherever a summary stands. */
static gboolean
is_worth_saying (const SuySuspectRules *rules, SuyCriterion criterion, const SuySuspectPart *part)
{
  return criterion != SUY_CRITERION_DISTANCE && part->least == part->most &&
         part->points * 2 >= rules->criteria[criterion].weight * 100 && part->points > 0;
}

char *
suy_suspect_summarize (const SuySuspectRules *rules,
                       const SuySuspectQuestion *question,
                       const SuySuspectFacts *facts)
{
  SuySuspectScore score = suy_suspect_score (rules, question, facts);
  GString *text = g_string_new (NULL);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < SUY_N_CRITERIA; i++)
      {
        const SuySuspectPart *part = &score.parts[i];
        g_autofree char *words = NULL;

        if (pass == 0 ? !is_worth_saying (rules, (SuyCriterion) i, part)
                      : part->least == part->most)
          continue;
        words = suy_suspect_explain (rules, question, facts, (SuyCriterion) i);
        g_string_append_printf (text, "%s%s", text->len > 0 ? _ ("; ") : "", words);
      }

  return g_string_free (text, FALSE);
}
