/* suy-workspace-suspects.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-workspace-suspects.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-suspect-facts.h"

void
suy_suspects_free (SuySuspects *self)
{
  g_clear_pointer (&self->suspects, g_ptr_array_unref);
  g_clear_pointer (&self->trace, suy_trace_free);
  g_clear_pointer (&self->exceedances, g_array_unref);
  g_clear_pointer (&self->rules, suy_suspect_rules_free);
  g_strfreev (self->labels);
  g_free (self->time);
  g_free (self->since);
  g_free (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SuySuspect *l = *(const SuySuspect *const *) a, *r = *(const SuySuspect *const *) b;

  return suy_suspect_compare (&l->score, l->code, l->id, &r->score, r->code, r->id);
}

/* Points of equal remainders go by rank, so shares come after the order. */
static void
share_load (SuySuspects *self)
{
  const char *factor = g_array_index (self->exceedances, SuyExceedance, 0).factor->name;
  guint n = self->suspects->len;
  g_autofree double *kg_d = g_new (double, MAX (n, 1));
  g_autofree int *bp = g_new (int, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    kg_d[i] = ((const SuySuspect *) self->suspects->pdata[i])->load_kg_d;
  self->load = suy_load_share (kg_d, n, bp);
  for (guint i = 0; i < n; i++)
    {
      SuySuspect *suspect = self->suspects->pdata[i];

      suspect->share_bp = bp[i];
      suspect->arriving_kg_d = suy_load_arrive (self->rules, factor, suspect->load_kg_d,
                                                suspect->facts.river_m, suspect->facts.travel_h);
      kg_d[i] = suspect->arriving_kg_d;
    }
  self->arriving = suy_load_share (kg_d, n, bp);
  for (guint i = 0; i < n; i++)
    ((SuySuspect *) self->suspects->pdata[i])->arriving_bp = bp[i];
}

static void
rank (SuySuspects *self)
{
  for (guint i = 0; i < self->suspects->len; i++)
    {
      SuySuspect *suspect = self->suspects->pdata[i];

      suspect->score = suy_suspect_score (self->rules, &self->question, &suspect->facts);
    }
  g_ptr_array_sort (self->suspects, compare);
  share_load (self);
}

SuySuspects *
suy_workspace_suspects (SuyWorkspace *self, const SuySuspectsAsk *ask, GError **error)
{
  const SuyTraceRule rule = { SUY_TRACE_UP, ask->max_m, ask->max_h };
  g_autoptr (SuySuspects) suspects = g_new0 (SuySuspects, 1);
  g_autoptr (GPtrArray) layers = NULL;
  SuyPlace start;

  suspects->suspects = g_ptr_array_new ();
  suspects->exceedances = g_array_new (FALSE, FALSE, sizeof (SuyExceedance));
  suspects->rules = suy_suspect_rules_new_builtin (error);
  if (suspects->rules == NULL || !suy_suspect_question_read (self, ask, suspects, &start, error))
    return NULL;
  layers = suy_workspace_get_source_layers (self, error);
  if (layers == NULL)
    return NULL;
  suspects->trace = suy_workspace_trace (self, start, &rule, layers, ask->snap_m, error);
  if (suspects->trace == NULL || !suy_suspect_facts_gather (self, suspects, error))
    return NULL;
  rank (suspects);

  return g_steal_pointer (&suspects);
}

char *
suy_suspects_explain (const SuySuspects *self, const SuySuspect *suspect, SuyCriterion criterion)
{
  return suy_suspect_explain (self->rules, &self->question, &suspect->facts, criterion);
}

char *
suy_suspects_summarize (const SuySuspects *self, const SuySuspect *suspect)
{
  return suy_suspect_summarize (self->rules, &self->question, &suspect->facts);
}

char *
suy_suspects_describe_exceedance (const SuySuspects *self, guint n)
{
  const SuyExceedance *one = &g_array_index (self->exceedances, SuyExceedance, n);

  if (isnan (one->value_mg_l))
    return g_strdup_printf (_ ("%s: no sample of that time"), self->labels[n]);
  if (isnan (one->limit_mg_l))
    return g_strdup_printf (_ ("%s %g mg/L; the standard has no limit for it"), self->labels[n],
                            one->value_mg_l);
  if (one->excess_bp == 0)
    return g_strdup_printf (_ ("%s %g mg/L, limit %g mg/L: not over it"), self->labels[n],
                            one->value_mg_l, one->limit_mg_l);

  return g_strdup_printf (_ ("%s %g mg/L, limit %g mg/L: over it by %.2f × the limit"),
                          self->labels[n], one->value_mg_l, one->limit_mg_l,
                          (double) one->excess_bp / 10000.0);
}

char *
suy_suspects_describe_load (const SuySuspects *self)
{
  if (self->load.n_known == 0)
    return g_strdup_printf (_ ("No load of %s is known of any of them."), self->labels[0]);

  return g_strdup_printf (
      ngettext ("%.2f kg/d of %s are known, of %u of %u source; shares are parts of it.",
                "%.2f kg/d of %s are known, of %u of %u sources; shares are parts of it.",
                self->suspects->len),
      self->load.sum_kg_d, self->labels[0], self->load.n_known, self->suspects->len);
}
