/* suy-clue-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-clue-find.h"

#include <glib/gi18n-lib.h>

#include <math.h>

#include "suy-actor.h"
#include "suy-clue-rule.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define ELECTRICITY "turnover_mwh"
#define KWH 1000.0 /* in a MWh */

typedef struct
{
  SuyRecord *record;
  GArray *power, *cod, *all; /* (element-type SuyReading): by factor, and of any factor */
} Meter;

typedef struct
{
  SuyWorkspace *workspace;
  SuyClueLimits limits;
  GPtrArray *meters; /* (element-type Meter) */
  GHashTable *by_id; /* gint64 to Meter */
  gint64 since;
  GArray *found; /* (element-type SuyFoundClue) */
} Search;

static void
meter_free (gpointer data)
{
  Meter *self = data;

  suy_record_free (self->record);
  g_array_unref (self->power);
  g_array_unref (self->cod);
  g_array_unref (self->all);
  g_free (self);
}

/* ---- reading ---- */

static gboolean
read_meters (Search *self, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "online_monitor", error);
  g_autoptr (GArray) ids =
      reg == NULL ? NULL : suy_store_select (self->workspace->store, reg, NULL, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      Meter *meter = g_new0 (Meter, 1);

      meter->power = g_array_new (FALSE, FALSE, sizeof (SuyReading));
      meter->cod = g_array_new (FALSE, FALSE, sizeof (SuyReading));
      meter->all = g_array_new (FALSE, FALSE, sizeof (SuyReading));
      g_ptr_array_add (self->meters, meter);
      meter->record =
          suy_store_get (self->workspace->store, reg, g_array_index (ids, gint64, i), error);
      if (meter->record == NULL)
        return FALSE;
      g_hash_table_insert (self->by_id,
                           g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)), meter);
    }

  return ids != NULL;
}

/* monitor, sampled_at, factor, value, valid: what was found to be invalid is no reading. */
static void
on_measurement (gint64 id, const SuyValue *values, gpointer data)
{
  Search *self = data;
  Meter *meter = values[0].type != SUY_VALUE_INTEGER
                     ? NULL
                     : g_hash_table_lookup (self->by_id, &values[0].integer);
  gboolean invalid = values[4].type == SUY_VALUE_INTEGER && values[4].integer == 0;
  SuyReading reading = { 0, values[3].type == SUY_VALUE_REAL      ? values[3].real
                            : values[3].type == SUY_VALUE_INTEGER ? (double) values[3].integer
                                                                  : NAN };

  if (meter == NULL || invalid || !isfinite (reading.value) || values[1].type != SUY_VALUE_TEXT ||
      values[2].type != SUY_VALUE_TEXT)
    return;
  reading.at = suy_date_is_time (values[1].text)
                   ? suy_date_get_moment (values[1].text)
                   : suy_date_moment_of_day (suy_look_day_of (values[1].text));
  g_array_append_val (meter->all, reading);
  if (g_str_equal (values[2].text, ELECTRICITY))
    {
      reading.value *= KWH;
      g_array_append_val (meter->power, reading);
    }
  else if (g_str_equal (values[2].text, "cod"))
    g_array_append_val (meter->cod, reading);
}

static int
compare_readings (gconstpointer a, gconstpointer b)
{
  const SuyReading *x = a, *y = b;

  return (x->at > y->at) - (x->at < y->at);
}

static gboolean
read_measurements (Search *self, GError **error)
{
  static const char *const names[] = { "monitor", "sampled_at", "factor", "value", "valid" };
  const SuyRegister *reg = suy_workspace_register (self->workspace, "measurement", error);
  const SuyField *fields[G_N_ELEMENTS (names)];
  const SuyCellScan scan = { .fields = fields, .n_fields = G_N_ELEMENTS (names) };

  if (reg == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fields[i] = suy_register_find (reg, names[i]);
  if (!suy_store_scan_cells (self->workspace->store, reg, &scan, on_measurement, self, error))
    return FALSE;
  for (guint i = 0; i < self->meters->len; i++)
    {
      Meter *meter = self->meters->pdata[i];

      g_array_sort (meter->power, compare_readings);
      g_array_sort (meter->cod, compare_readings);
      g_array_sort (meter->all, compare_readings);
    }

  return TRUE;
}

/* ---- finding ---- */

/* Takes the stretches that reach beyond the day asked for; the list is freed. */
static void
take (Search *self, const Meter *meter, const char *rule, GArray *stretches)
{
  for (guint i = 0; i < stretches->len; i++)
    {
      const SuyStretch *stretch = &g_array_index (stretches, SuyStretch, i);
      const SuyFoundClue clue = { .rule = rule,
                                  .enterprise = suy_look_integer (meter->record, "enterprise"),
                                  .monitor = suy_record_get_id (meter->record),
                                  .from = stretch->from,
                                  .until = stretch->until,
                                  .n = stretch->n };

      if (clue.until > self->since)
        g_array_append_val (self->found, clue);
    }
  g_array_unref (stretches);
}

static gboolean
is_meter_of (const Meter *meter, const char *use, gint64 enterprise)
{
  return enterprise != 0 && suy_look_integer (meter->record, "enterprise") == enterprise &&
         suy_look_is (meter->record, "power_use", use);
}

static void
look (Search *self, const Meter *meter)
{
  double limit = suy_record_get_real (meter->record, "limit_cod_mgl");
  gint64 firm = suy_look_integer (meter->record, "enterprise");

  for (guint i = 0; is_meter_of (meter, "treatment", firm) && i < self->meters->len; i++)
    {
      const Meter *other = self->meters->pdata[i];

      if (is_meter_of (other, "production", firm))
        take (self, meter, "treatment_off",
              suy_clue_find_off (&self->limits, other->power, meter->power));
    }
  if (meter->power->len == 0)
    take (self, meter, "flat", suy_clue_find_flat (&self->limits, meter->cod));
  if (isfinite (limit) && limit > 0)
    take (self, meter, "under_limit", suy_clue_find_under (&self->limits, meter->cod, limit));
  take (self, meter, "gap", suy_clue_find_gaps (&self->limits, meter->all));
}

/* ---- the book ---- */

/* By the monitor, the rule and the moment at which it begins. */
static gboolean
mark_known (Search *self, SuyFoundClue *clue, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "clue", error);
  g_autoptr (GPtrArray) rows =
      reg == NULL
          ? NULL
          : suy_workspace_get_linked (self->workspace, reg, "monitor", clue->monitor, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (suy_look_is (rows->pdata[i], "rule", clue->rule) &&
        suy_look_time (rows->pdata[i], "found_at") == clue->from)
      {
        clue->known = TRUE;
        clue->id = suy_record_get_id (rows->pdata[i]);
      }

  return rows != NULL;
}

static void
fill_place (const Search *self, SuyRecord *record, gint64 enterprise)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "enterprise", NULL);
  g_autoptr (SuyRecord) firm = reg == NULL || enterprise == 0
                                   ? NULL
                                   : suy_store_get (self->workspace->store, reg, enterprise, NULL);

  if (firm == NULL)
    return;
  suy_record_set_integer (record, "enterprise", enterprise);
  if (suy_look_integer (firm, "township") != 0)
    suy_record_set_integer (record, "township", suy_look_integer (firm, "township"));
  if (suy_record_get_geometry (firm) != NULL)
    suy_record_set_geometry (record, suy_record_get_geometry (firm));
}

/* The record, and its first move. */
static gboolean
write_clue (Search *self, const Meter *meter, SuyFoundClue *clue, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "clue", error);
  g_autoptr (SuyRecord) record = reg == NULL ? NULL : suy_record_new (reg);
  g_autoptr (SuyRecord) moved = NULL;
  g_autofree char *from = suy_date_from_moment (clue->from);
  g_autofree char *until = suy_date_from_moment (clue->until);
  g_autofree char *begin = suy_date_format_time (from), *end = suy_date_format_time (until);
  g_autofree char *count = g_strdup_printf ("%u", clue->n), *list = NULL;
  const char *const evidence[] = { begin, end, count, NULL };

  if (reg == NULL)
    return FALSE;
  suy_record_set_text (record, "title", suy_look_text (meter->record, "name"));
  suy_record_set_text (record, "kind", g_str_equal (clue->rule, "gap") ? "offline" : "fraud");
  suy_record_set_text (record, "rule", clue->rule);
  suy_record_set_text (record, "found_at", from);
  suy_record_set_integer (record, "monitor", clue->monitor);
  list = suy_look_format_list (evidence);
  suy_record_set_text (record, "evidence", list);
  fill_place (self, record, clue->enterprise);
  if (!suy_workspace_save (self->workspace, record, NULL, error))
    return FALSE;
  clue->id = suy_record_get_id (record);
  moved = suy_record_new (reg);
  suy_record_set_id (moved, clue->id);

  return suy_workspace_move (self->workspace, moved, "find", NULL, NULL, error);
}

/* Asked before anything is written, so that no record is left without its move. */
static gboolean
check_role (Search *self, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "clue", error);
  SuyMoves *machine = reg == NULL ? NULL : suy_workspace_get_machine (self->workspace, reg, error);
  const SuyMove *move = machine == NULL ? NULL : suy_moves_find (machine, "find", "");
  g_autofree char *roles = NULL;
  g_auto (SuyActor) actor = { 0 };

  if (move == NULL || !suy_actor_read (self->workspace, &actor, error))
    return FALSE;
  if (actor.role != NULL && g_strv_contains ((const char *const *) move->roles, actor.role))
    return TRUE;
  roles = g_strjoinv (", ", move->roles);
  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
               _ ("Clues are recorded by these roles: %s. Choose such a person, or look only."),
               roles);

  return FALSE;
}

static gboolean
write_all (Search *self, GError **error)
{
  if (self->found->len > 0 && !check_role (self, error))
    return FALSE;
  for (guint i = 0; i < self->found->len; i++)
    {
      SuyFoundClue *clue = &g_array_index (self->found, SuyFoundClue, i);
      const Meter *meter = g_hash_table_lookup (self->by_id, &clue->monitor);

      if (!clue->known && !write_clue (self, meter, clue, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
search (Search *self, gboolean write, GError **error)
{
  if (!suy_clue_limits_read_builtin (&self->limits, error) || !read_meters (self, error) ||
      !read_measurements (self, error))
    return FALSE;
  for (guint i = 0; i < self->meters->len; i++)
    look (self, self->meters->pdata[i]);
  for (guint i = 0; i < self->found->len; i++)
    if (!mark_known (self, &g_array_index (self->found, SuyFoundClue, i), error))
      return FALSE;

  return !write || write_all (self, error);
}

GArray *
suy_workspace_find_clues (SuyWorkspace *self, gint64 since, gboolean write, GError **error)
{
  g_autoptr (GPtrArray) meters = g_ptr_array_new_with_free_func (meter_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (SuyFoundClue));
  Search work = { .workspace = self,
                  .meters = meters,
                  .by_id = by_id,
                  .since = since,
                  .found = found };

  return search (&work, write, error) ? g_steal_pointer (&found) : NULL;
}
