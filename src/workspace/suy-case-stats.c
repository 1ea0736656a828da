/* suy-case-stats.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-stats.h"

#include "suy-date.h"
#include "suy-id.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define REGISTER "problem"
#define NEVER G_MININT64

static gint64
moment_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_TEXT && suy_date_is_time (value->text)
             ? suy_date_get_moment (value->text)
             : NEVER;
}

/* ---- stages ---- */

typedef struct
{
  GHashTable *entered; /* gint64 of a case to the moment of its last step */
  GPtrArray *stages;
} Stages;

static void
stage_free (gpointer data)
{
  SuyStageTime *stage = data;

  g_free (stage->state);
  g_free (stage);
}

static SuyStageTime *
find_stage (GPtrArray *stages, const char *state)
{
  for (guint i = 0; i < stages->len; i++)
    if (g_str_equal (((SuyStageTime *) stages->pdata[i])->state, state))
      return stages->pdata[i];

  return NULL;
}

/* Rows come by rising id, which is by time; moves that stay in their state are no steps. */
static void
on_journal (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  Stages *self = data;
  const char *from = values[1].type == SUY_VALUE_TEXT ? values[1].text : "";
  const char *to = values[2].type == SUY_VALUE_TEXT ? values[2].text : "";
  gint64 at = moment_of (&values[3]);
  gint64 *entered = g_hash_table_lookup (self->entered, &values[0].integer);
  SuyStageTime *stage = find_stage (self->stages, from);

  if (at == NEVER || g_str_equal (from, to))
    return;
  if (entered == NULL)
    {
      entered = g_memdup2 (&at, sizeof at);
      g_hash_table_insert (self->entered, g_memdup2 (&values[0].integer, sizeof at), entered);
    }
  else if (stage != NULL)
    {
      stage->n++;
      stage->sum += at - *entered;
      stage->longest = MAX (stage->longest, at - *entered);
    }
  *entered = at;
}

GPtrArray *
suy_workspace_get_stage_times (SuyWorkspace *self, GError **error)
{
  const SuyRegister *journal = suy_workspace_register (self, "journal", error);
  const SuyRegister *reg = journal == NULL ? NULL : suy_workspace_register (self, REGISTER, error);
  SuyMoves *machine = reg == NULL ? NULL : suy_workspace_get_machine (self, reg, error);
  g_autoptr (GHashTable) entered =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (stage_free);
  Stages stages = { entered, times };
  const SuyField *fields[4];
  SuyFilter filter = { NULL, SUY_FILTER_EQUAL, SUY_TEXT (REGISTER) };
  const SuyCellScan scan = { .fields = fields, .n_fields = 4, .filters = &filter, .n_filters = 1 };
  GStrv states;

  if (machine == NULL)
    return NULL;
  states = suy_moves_get_states (machine);
  for (guint i = 0; states[i] != NULL; i++)
    {
      SuyStageTime *stage = g_new0 (SuyStageTime, 1);

      stage->state = g_strdup (states[i]);
      g_ptr_array_add (times, stage);
    }
  fields[0] = suy_register_find (journal, "object_id");
  fields[1] = suy_register_find (journal, "from_state");
  fields[2] = suy_register_find (journal, "to_state");
  fields[3] = suy_register_find (journal, "at");
  filter.field = suy_register_find (journal, "object_register");

  return suy_store_scan_cells (self->store, journal, &scan, on_journal, &stages, error)
             ? g_steal_pointer (&times)
             : NULL;
}

/* ---- repeats ---- */

typedef struct
{
  char *violation;
  gint64 id, found, object[3]; /* risk point, enterprise, outfall; 0: none */
} Finding;

static void
finding_clear (gpointer data)
{
  g_free (((Finding *) data)->violation);
}

static void
on_problem (gint64 id, const SuyValue *values, gpointer data)
{
  Finding one = { .id = id, .found = moment_of (&values[1]) };

  if (values[0].type != SUY_VALUE_TEXT || one.found == NEVER)
    return;
  one.violation = g_strdup (values[0].text);
  for (guint i = 0; i < G_N_ELEMENTS (one.object); i++)
    one.object[i] = values[2 + i].type == SUY_VALUE_INTEGER ? values[2 + i].integer : 0;
  g_array_append_val ((GArray *) data, one);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const Finding *l = a, *r = b;

  if (l->found != r->found)
    return l->found < r->found ? -1 : 1;

  return l->id < r->id ? -1 : l->id > r->id;
}

static gboolean
is_within (gint64 before, gint64 found)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_utc (
      suy_date_day_of_moment (before) * (SUY_DATE_US_PER_DAY / G_USEC_PER_SEC));
  g_autoptr (GDateTime) last = g_date_time_add_months (first, SUY_REPEAT_MONTHS);

  return suy_date_day_of_moment (found) * (SUY_DATE_US_PER_DAY / G_USEC_PER_SEC) <=
         g_date_time_to_unix (last);
}

/* The latest finding of each object and violation, as findings come by time. */
static void
add_repeat (GArray *repeats, GHashTable *latest, const Finding *one)
{
  const Finding *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (one->object); i++)
    {
      g_autofree char *key =
          g_strdup_printf ("%u:%" G_GINT64_FORMAT ":%s", i, one->object[i], one->violation);
      const Finding *other = one->object[i] == 0 ? NULL : g_hash_table_lookup (latest, key);

      if (other != NULL && (before == NULL || compare_findings (other, before) > 0))
        before = other;
      if (one->object[i] != 0)
        g_hash_table_replace (latest, g_steal_pointer (&key), (gpointer) one);
    }
  if (before != NULL && is_within (before->found, one->found))
    {
      const SuyRepeat repeat = { one->id, before->id, one->found, before->found };

      g_array_prepend_val (repeats, repeat);
    }
}

GArray *
suy_workspace_find_repeats (SuyWorkspace *self, GError **error)
{
  static const char *const columns[] = { "violation", "found_at", "risk_point", "enterprise",
                                         "outfall" };
  const SuyRegister *reg = suy_workspace_register (self, REGISTER, error);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (Finding));
  g_autoptr (GArray) repeats = g_array_new (FALSE, FALSE, sizeof (SuyRepeat));
  g_autoptr (GHashTable) latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const SuyField *fields[G_N_ELEMENTS (columns)];
  const SuyCellScan scan = { .fields = fields, .n_fields = G_N_ELEMENTS (columns) };

  g_array_set_clear_func (findings, finding_clear);
  for (guint i = 0; reg != NULL && i < G_N_ELEMENTS (columns); i++)
    fields[i] = suy_register_find (reg, columns[i]);
  if (reg == NULL || !suy_store_scan_cells (self->store, reg, &scan, on_problem, findings, error))
    return NULL;
  g_array_sort (findings, compare_findings);
  for (guint i = 0; i < findings->len; i++)
    add_repeat (repeats, latest, &g_array_index (findings, Finding, i));

  return g_steal_pointer (&repeats);
}
