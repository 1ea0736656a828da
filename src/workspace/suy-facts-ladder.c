/* suy-facts-ladder.c: which rung of the overdue ladder may be climbed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: W-5 (004 #19; 001-5, 001-3 五(二)); 2.16. */

#include "config.h"

#include "suy-facts-private.h"
#include "suy-lamp.h"

#define SOON_DAYS 30     /* the first of three reminders */
#define BEHIND_BP 1000   /* below the scheduled progress: L >= 10 */
#define STAGNANT_DAYS 30 /* progress unchanged so long ... */
#define STAGNANT_BP 2000 /* ... while L >= 20 */
#define DRAGGING_DAYS 90 /* overdue by more than this */

static const struct
{
  const char *rung;   /* of the field escalation */
  const char *record; /* action_kind of the record that proves it */
} rungs[] = {
  { "none", NULL },
  { "reminded", "remind" },
  { "supervised", "supervise" },
  { "interviewed", "interview" },
  { "listed", "listed_supervision" },
  { "accountability", "accountability" },
};

static int
find_rung (const SuyRecord *record)
{
  const char *name = suy_look_text (record, "escalation");

  for (guint i = 1; name != NULL && i < G_N_ELEMENTS (rungs); i++)
    if (g_str_equal (rungs[i].rung, name))
      return (int) i;

  return 0;
}

static int
lag_of (const SuyLook *look, const SuyRecord *item, gint64 deadline)
{
  gint64 start = suy_look_day (item, "start");
  const SuyPlan plan = { start == SUY_DAY_UNKNOWN ? deadline : MIN (start, deadline), deadline,
                         NULL, 0 };
  SuyLag lag =
      suy_lamp_compute (&plan, look->today, (int) suy_look_integer (look->ask->after, "actual_bp"),
                        FALSE, SUY_LAG_BANDS_FOUR_LEVELS);

  return lag.lag_bp;
}

static gboolean
is_stagnant (const SuyLook *look, int lag_bp)
{
  gint64 day = suy_look_day_changed (look, "actual_bp");

  return lag_bp >= STAGNANT_BP && day != SUY_DAY_UNKNOWN && look->today - day >= STAGNANT_DAYS;
}

/* The condition of a rung; one that is overdue has met those before it. */
static gboolean
is_due (const SuyLook *look, int rung)
{
  const SuyRecord *item = suy_look_item (look) != NULL ? suy_look_item (look) : look->ask->after;
  gint64 deadline = suy_look_deadline (item);
  gboolean overdue;
  int lag_bp;

  if (deadline == SUY_DAY_UNKNOWN || suy_look_text (look->ask->after, "accepted_at") != NULL)
    return FALSE;
  overdue = deadline < look->today;
  lag_bp = lag_of (look, item, deadline);
  switch (rung)
    {
    case 1:
      return deadline - look->today <= SOON_DAYS;
    case 2:
    case 3:
      return overdue || lag_bp >= BEHIND_BP;
    case 4:
      return overdue || is_stagnant (look, lag_bp);
    case 5:
      return look->today - deadline > DRAGGING_DAYS &&
             suy_look_integer (suy_look_problem (look), "serious_consequence") != 0;
    default:
      return FALSE;
    }
}

/* An order or a record of the rung's kind, about the problem or its item. */
static gboolean
find_record (const SuyLook *look, int rung, gboolean *found, GError **error)
{
  const SuyRecord *ends[] = { suy_look_problem (look), suy_look_item (look) };
  static const char *const links[] = { "problem", "item" };

  *found = FALSE;
  for (guint i = 0; rungs[rung].record != NULL && i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GPtrArray) rows =
          suy_look_linked (look, "action_record", links[i],
                           ends[i] == NULL ? 0 : suy_record_get_id (ends[i]), error);

      if (rows == NULL)
        return FALSE;
      for (guint k = 0; k < rows->len; k++)
        *found |= suy_look_is (rows->pdata[k], "kind", rungs[rung].record) &&
                  suy_look_day (rows->pdata[k], "issued_on") <= look->today;
    }

  return TRUE;
}

gboolean
suy_facts_add_ladder (const SuyLook *look, GError **error)
{
  int from = find_rung (look->ask->before), to = find_rung (look->ask->after);
  int asked = to == from ? MIN (from + 1, (int) G_N_ELEMENTS (rungs) - 1) : to;
  gboolean found;

  if (!find_record (look, asked, &found, error))
    return FALSE;
  suy_look_set (look, "rung", to == from + 1 ? "next" : to == from ? "same" : "other");
  suy_look_set_flag (look, "rung_due", is_due (look, asked));
  suy_look_set (look, "rung_record", found ? "present" : "missing");

  return TRUE;
}
