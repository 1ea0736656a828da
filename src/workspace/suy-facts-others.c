/* suy-facts-others.c: facts of SM-9 (hot events), SM-10 (blacklist) and SM-14 (quarter tasks)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.9, 6.10, W-7; 004 #2, 000 §8.2. */

#include "config.h"

#include <math.h>
#include <stdio.h>

#include "suy-facts-private.h"

/* ---- hot events ---- */

/* The newest reading of the factor at the station since the event was seen; what a person enters as
 * the value that is normal again counts where no station measures. */
static gboolean
find_reading (const SuyLook *look, double *value, GError **error)
{
  const SuyRecord *after = look->ask->after;
  gint64 since = suy_look_time (after, "detected_at"), newest = since;
  g_autoptr (GPtrArray) rows =
      suy_look_linked (look, "measurement", "station", suy_look_integer (after, "station"), error);

  *value = suy_record_get_real (after, "normal_value");
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const SuyRecord *row = rows->pdata[i];
      gint64 at = suy_look_time (row, "sampled_at");

      if (!suy_look_is (row, "factor", suy_look_text (after, "factor")) || at <= newest ||
          !isfinite (suy_record_get_real (row, "value")))
        continue;
      newest = at;
      *value = suy_record_get_real (row, "value");
    }

  return TRUE;
}

gboolean
suy_facts_add_hot_event (const SuyLook *look, GError **error)
{
  static const char *const sources[] = { "enterprise", "outfall", "risk_point" };
  double value, threshold = suy_record_get_real (look->ask->after, "threshold");
  gboolean linked = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    linked |= suy_look_integer (look->ask->after, sources[i]) != 0;
  suy_look_set_flag (look, "source_linked", linked);
  suy_look_set_flag (look, "firm_responsible",
                     suy_look_integer (look->ask->after, "enterprise") != 0);
  suy_look_set_flag (look, "by_hand", g_strcmp0 (look->ask->actor->role, "system") != 0);
  if (!find_reading (look, &value, error))
    return FALSE;
  if (isfinite (value) && isfinite (threshold))
    suy_look_set_flag (look, "value_back", value < threshold);

  return TRUE;
}

/* ---- the blacklist ---- */

gboolean
suy_facts_add_list_entry (const SuyLook *look, GError **error)
{
  static const char *const decided[] = { "decided", "executed", "closed", NULL };
  g_autoptr (SuyRecord) basis = suy_look_follow (look, look->ask->after, "enforcement_case");
  g_autoptr (GPtrArray) cases =
      suy_look_linked (look, "enforcement_case", "enterprise",
                       suy_look_integer (look->ask->after, "enterprise"), error);
  const char *state = suy_look_text (basis, "state");
  guint n = 0;

  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    n += !suy_look_is (cases->pdata[i], "state", "closed");
  suy_look_set_flag (look, "decided_case", state != NULL && g_strv_contains (decided, state));
  suy_look_set_count (look, "open_cases", n);

  return TRUE;
}

/* ---- quarter tasks ---- */

/* Last day of "2026Q3". */
static gint64
end_of_quarter (const char *quarter)
{
  int year, n;
  GDate date;

  if (quarter == NULL || sscanf (quarter, "%4dQ%1d", &year, &n) != 2 || year < 1 || n < 1 || n > 4)
    return SUY_DAY_UNKNOWN;
  g_date_set_dmy (&date, g_date_get_days_in_month ((GDateMonth) (n * 3), (GDateYear) year),
                  (GDateMonth) (n * 3), (GDateYear) year);

  return (gint64) g_date_get_julian (&date) - 719163; /* of 1970-01-01 */
}

gboolean
suy_facts_add_quarter_task (const SuyLook *look, GError **error)
{
  const SuyRecord *after = look->ask->after;
  gint64 end = end_of_quarter (suy_look_text (after, "quarter"));
  gint64 done = suy_look_day (after, "done_on");
  double wanted = suy_record_get_real (after, "quantity");
  double have = suy_record_get_real (after, "actual");

  if (end != SUY_DAY_UNKNOWN)
    suy_look_set_flag (look, "quarter_over", look->today > end);
  if (end != SUY_DAY_UNKNOWN && done != SUY_DAY_UNKNOWN)
    suy_look_set_flag (look, "in_quarter", done <= end);
  suy_look_set_flag (look, "quantity_reached",
                     !isfinite (wanted) || (isfinite (have) && have >= wanted));

  return TRUE;
}
