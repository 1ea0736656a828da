/* suy-inbox-cadence.c: duties that come again and for whose period there is no record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 3.6; S-059.  A duty counts from the first record that proves it was taken up; without one
 * the current period is owed alone, since nothing says since when it is. */

#include "config.h"

#include "suy-date.h"
#include "suy-id.h"
#include "suy-inbox-private.h"

#define SOON_DAYS 3 /* before a period ends, the bureau's default */

typedef struct
{
  SuyInboxWork *work;
  const SuyDuty *duty;
  const SuyRegister *reg;
  GPtrArray *fields;  /* (element-type SuyField) */
  GHashTable *proofs; /* gint64 of a record, 0 for none, to GArray of SuyDutyRecord */
} Scan;

/* ---- proofs ---- */

static gint64
link_of (const SuyInboxRow *row, const char *field)
{
  const SuyValue *value =
      field == NULL ? NULL : suy_inbox_row_cell (field, (gpointer) (const void *) row);

  return value != NULL && value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

/* SUY_CLOCK_NEVER for none.  "2026-11" is the first day of that month. */
static gint64
day_of (const SuyInboxRow *row, const char *field)
{
  const SuyValue *value =
      field == NULL ? NULL : suy_inbox_row_cell (field, (gpointer) (const void *) row);
  const char *text = value != NULL && value->type == SUY_VALUE_TEXT ? value->text : "";
  g_autofree char *first = g_strconcat (text, "-01", NULL);

  if (suy_date_is_time (text))
    return suy_date_day_of_moment (suy_date_get_moment (text));
  if (suy_date_is_date (text))
    return suy_date_get_day (text);

  return suy_date_is_date (first) ? suy_date_get_day (first) : SUY_CLOCK_NEVER;
}

static void
on_proof (gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  SuyInboxRow row = { .fields = scan->fields, .values = values, .id = id };
  const SuyDutyFacts facts = { suy_inbox_row_cell, &row, SUY_CLOCK_NEVER, scan->work->now };
  gint64 on = day_of (&row, scan->duty->proof_on), of = day_of (&row, scan->duty->proof_period);
  gint64 key = link_of (&row, scan->duty->proof_link);
  SuyDutyRecord record = { of == SUY_CLOCK_NEVER ? on : of, on };
  GArray *records;

  if (on == SUY_CLOCK_NEVER || !suy_duty_check (scan->duty->proof_tests, &facts) ||
      (scan->duty->proof_unit != NULL &&
       link_of (&row, scan->duty->proof_unit) != scan->work->person.unit))
    return;
  records = g_hash_table_lookup (scan->proofs, &key);
  if (records == NULL)
    {
      records = g_array_new (FALSE, FALSE, sizeof (SuyDutyRecord));
      g_hash_table_insert (scan->proofs, g_memdup2 (&key, sizeof key), records);
    }
  g_array_append_val (records, record);
}

static gboolean
read_proofs (Scan *scan, GError **error)
{
  const SuyRegister *reg = suy_catalog_find (scan->work->catalog, scan->duty->proof_reg);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  SuyCellScan what = { 0 };

  if (reg == NULL)
    return TRUE;
  suy_inbox_add_field (fields, reg, scan->duty->proof_on);
  suy_inbox_add_field (fields, reg, scan->duty->proof_link);
  suy_inbox_add_field (fields, reg, scan->duty->proof_unit);
  suy_inbox_add_field (fields, reg, scan->duty->proof_period);
  suy_inbox_add_tests (fields, reg, scan->duty->proof_tests);
  scan->fields = fields;
  what.fields = (const SuyField *const *) (void *) fields->pdata;
  what.n_fields = fields->len;

  return suy_store_scan_cells (scan->work->store, reg, &what, on_proof, scan, error);
}

/* ---- periods ---- */

static gint64
first_day (const SuyCadence *cadence, const GArray *records, gint64 today)
{
  gint64 first = suy_period_at (cadence->period, today).first;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const SuyDutyRecord *record = &g_array_index (records, SuyDutyRecord, i);

      first = MIN (first, MIN (record->of, record->on));
    }

  return first;
}

/* Everybody's: those of the unit that is being judged, else all who owe it. */
static GPtrArray *
find_owners (const Scan *scan, const SuyDutyFacts *facts)
{
  GPtrArray *owners = suy_inbox_find_owners (scan->work, scan->duty, facts);

  for (guint i = 0; owners != NULL && scan->duty->proof_unit != NULL && i < owners->len;)
    if (suy_inbox_get_unit (scan->work, owners->pdata[i]) == scan->work->person.unit)
      i++;
    else
      g_ptr_array_remove_index (owners, i);

  return owners;
}

/* One item a record, for all periods that it lacks: the oldest of them says how late it is. */
static void
judge (Scan *scan, const SuyInboxRow *row, const SuyDutyFacts *facts)
{
  const SuyCadence *cadence =
      suy_cadences_find (suy_duties_get_cadences (scan->work->duties), scan->duty->cadence);
  gint64 id = row == NULL ? 0 : row->id;
  const GArray *records = g_hash_table_lookup (scan->proofs, &id);
  gint64 today = suy_date_day_of_moment (scan->work->now), due = SUY_CLOCK_NEVER;
  g_autoptr (GArray) lines = suy_cadence_list (
      cadence, first_day (cadence, records, today), today,
      records == NULL ? NULL : (const SuyDutyRecord *) (const void *) records->data,
      records == NULL ? 0 : records->len);
  SuyInboxItem *item;

  for (guint i = 0; i < lines->len; i++)
    {
      const SuyDutyLine *line = &g_array_index (lines, SuyDutyLine, i);

      if (line->state == SUY_DUTY_MISSING || line->state == SUY_DUTY_DUE)
        due = MIN (due, line->due);
    }
  if (due == SUY_CLOCK_NEVER)
    return;

  item = suy_inbox_add_item (scan->work, scan->duty, scan->reg, row);
  item->owners = find_owners (scan, facts);
  item->n_missing = suy_cadence_count (lines, SUY_DUTY_MISSING);
  item->due = suy_date_moment_of_day (due + 1) - 1;
  item->left = item->due - scan->work->now;
  item->days_left = (int) (due - today);
  item->state = item->n_missing > 0            ? SUY_CLOCK_LATE
                : item->days_left <= SOON_DAYS ? SUY_CLOCK_SOON
                                               : SUY_CLOCK_RUNNING;
}

static void
on_row (gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  SuyInboxRow row = { .fields = scan->fields, .values = values, .id = id };
  const SuyDutyFacts facts = { suy_inbox_row_cell, &row, SUY_CLOCK_NEVER, scan->work->now };

  if (suy_inbox_falls_on (scan->work, scan->duty, &facts))
    judge (scan, &row, &facts);
}

static gboolean
read_owners (Scan *scan, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  SuyCellScan what = { 0 };

  suy_inbox_add_field (fields, scan->reg, "state");
  suy_inbox_add_field (fields, scan->reg, scan->duty->of_field);
  suy_inbox_add_tests (fields, scan->reg, scan->duty->tests);
  suy_inbox_add_item_fields (fields, scan->reg);
  scan->fields = fields;
  what.fields = (const SuyField *const *) (void *) fields->pdata;
  what.n_fields = fields->len;

  return suy_store_scan_cells (scan->work->store, scan->reg, &what, on_row, scan, error);
}

/* Of the person of @work; of everybody, where the proof names no unit. */
static gboolean
add_one (SuyInboxWork *work, const SuyDuty *duty, GError **error)
{
  g_autoptr (GHashTable) proofs =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  Scan scan = { work, duty, NULL, NULL, proofs };

  if (!read_proofs (&scan, error))
    return FALSE;
  if (duty->reg == NULL)
    {
      judge (&scan, NULL, NULL);
      return TRUE;
    }
  scan.reg = suy_catalog_find (work->catalog, duty->reg);

  return scan.reg == NULL || read_owners (&scan, error);
}

/* Each unit proves for itself. */
gboolean
suy_inbox_add_cadence (SuyInboxWork *work, const SuyDuty *duty, GError **error)
{
  g_autoptr (GHashTable) units = g_hash_table_new (suy_id_hash, g_int64_equal);

  if (!work->everybody || duty->proof_unit == NULL)
    return add_one (work, duty, error);

  for (guint i = 0; i < work->people->len; i++)
    {
      const SuyDutyPerson *person = &g_array_index (work->people, SuyDutyPerson, i);

      if (!suy_duty_is_for_role (duty, person->role) ||
          !g_hash_table_add (units, (gpointer) &person->unit))
        continue;
      work->person = *person;
      if (!add_one (work, duty, error))
        return FALSE;
    }

  return TRUE;
}
