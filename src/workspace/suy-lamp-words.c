/* suy-lamp-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-lamp-words.h"

#include <glib/gi18n-lib.h>

#include "suy-calendar.h"
#include "suy-date.h"
#include "suy-deadline.h"
#include "suy-schedule.h"

#define UNKNOWN G_MININT64

typedef struct
{
  SuyWorkspace *workspace;
  const SuyRecord *item;
  const char *language;
  gint64 today, start, due; /* UNKNOWN: not known */
  GStrvBuilder *lines;
} Words;

const char *
suy_lamp_words_get_band (const char *lamp)
{
  if (g_strcmp0 (lamp, "red") == 0)
    return _ ("lag ≥ 30 points");
  if (g_strcmp0 (lamp, "yellow2") == 0)
    return _ ("20 ≤ lag < 30 points");
  if (g_strcmp0 (lamp, "yellow") == 0)
    return _ ("10 ≤ lag < 20 points, or overdue");

  return _ ("lag < 10 points");
}

static void G_GNUC_PRINTF (2, 3) add (Words *words, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_strv_builder_add (words->lines, line);
}

static int
points_of (const Words *words, const char *field)
{
  return (int) (suy_record_get_integer (words->item, field) / 100);
}

static gint64
day_of (const SuyRecord *record, const char *field)
{
  const char *text = suy_record_get_text (record, field);

  return text == NULL || !suy_date_is_date (text) ? UNKNOWN : suy_date_get_day (text);
}

static void
add_lamp (Words *words, const SuyChoice *lamp)
{
  add (words, _ ("%s: %s%s."), suy_label_get (&lamp->label, words->language),
       suy_lamp_words_get_band (lamp->name),
       suy_record_get_integer (words->item, "overdue") != 0 ? _ ("; it is overdue") : "");
}

/* ---- the deadline ---- */

static void
add_deadline (Words *words)
{
  const char *first = suy_record_get_text (words->item, "deadline");
  const char *due = suy_deadline_get (words->item);
  guint n = (guint) suy_record_get_integer (words->item, "extension_count");

  if (words->due == UNKNOWN)
    add (words, _ ("There is no deadline."));
  else if (g_strcmp0 (first, due) == 0)
    add (words, _ ("Deadline %s, as it was set; a fixed day, which nothing pauses."), due);
  else if (n == 0)
    add (words, _ ("Deadline %s; it was %s at first."), due, first == NULL ? "–" : first);
  else
    add (words,
         ngettext ("Deadline %s, by %u extension; it was %s at first.",
                   "Deadline %s, by %u extensions; it was %s at first.", n),
         due, n, first == NULL ? "–" : first);
}

static gboolean
add_days (Words *words, GError **error)
{
  g_autoptr (SuyCalendar) calendar = suy_calendar_new_builtin (error);
  gint64 left = words->due - words->today;
  gboolean known;
  int working;

  if (calendar == NULL)
    return FALSE;
  working = suy_calendar_count (calendar, words->today, words->due, &known);
  if (left < 0)
    add (words, _ ("Overdue by %d days, %d of them working days."), (int) -left, -working);
  else
    add (words, _ ("%d days are left, %d of them working days."), (int) left, working);
  if (!known)
    add (words, _ ("The notice of holidays is not known for all of them; they are counted by the "
                   "week."));

  return TRUE;
}

/* ---- the plan ---- */

static void
add_plan (Words *words)
{
  gint64 whole = words->due - words->start;

  if (words->due == UNKNOWN || words->start == UNKNOWN)
    {
      add (words, _ ("Without a start and a deadline the plan asks for nothing before its end."));
      return;
    }
  /* Translators: dates, then days, then per cent. */
  add (words, _ ("Planned from %s to %s: %d of %d days have passed, so %d %% is due on %s."),
       suy_record_get_text (words->item, "start"), suy_deadline_get (words->item),
       (int) CLAMP (words->today - words->start, 0, MAX (whole, 0)), (int) whole,
       points_of (words, "scheduled_bp"), suy_workspace_get_today (words->workspace));
}

static void
add_lag (Words *words)
{
  add (words, _ ("Lag = due − done = %d − %d = %d points."), points_of (words, "scheduled_bp"),
       points_of (words, "actual_bp"), points_of (words, "lag_bp"));
}

/* ---- the ladder ---- */

static SuyRung
rung_of (const Words *words, const char *field)
{
  const char *name = suy_record_get_text (words->item, field);

  for (guint i = 1; name != NULL && i < SUY_N_RUNGS; i++)
    if (g_str_equal (suy_rung_get_name ((SuyRung) i), name))
      return (SuyRung) i;

  return SUY_RUNG_NONE;
}

/* Of the records those of the rung that it stands on and below are there. */
static SuyLadderFacts
facts_of (const Words *words, SuyRung rung)
{
  gint64 progress = day_of (words->item, "progress_on");
  SuyLadderFacts facts = { .due = words->due,
                           .start = words->start == UNKNOWN ? words->due
                                                            : MIN (words->start, words->due),
                           .lag_bp = (int) suy_record_get_integer (words->item, "lag_bp"),
                           .accepted = suy_record_get_text (words->item, "accepted_at") != NULL,
                           .listed_day = words->today };

  facts.progress_day = progress == UNKNOWN ? facts.start : MAX (progress, facts.start);
  for (guint i = 1; i <= (guint) rung; i++)
    facts.records[i] = 1;

  return facts;
}

/* The gravest rung that was ever due in this round is kept with the item. */
static gboolean
add_ladder (Words *words, GError **error)
{
  const SuyLadderRules *rules = suy_schedule_get_rules (error);
  SuyRung rung = rung_of (words, "escalation");
  SuyLadder ladder;
  SuyLadderFacts facts;
  g_auto (GStrv) reasons = NULL;
  g_autofree char *joined = NULL;

  if (rules == NULL)
    return FALSE;
  facts = facts_of (words, rung);
  suy_ladder_read (rules, &facts, words->today, &ladder);
  ladder.due = MAX (ladder.due, rung_of (words, "rung_due"));
  if (ladder.due == SUY_RUNG_NONE)
    {
      add (words, _ ("Overdue ladder: nothing is due."));
      return TRUE;
    }
  reasons = suy_ladder_explain (rules, &facts, &ladder, words->language);
  joined = g_strjoinv (_ ("; "), reasons);
  add (words, _ ("Overdue ladder: reached %s; due %s."),
       rung == SUY_RUNG_NONE ? _ ("nothing") : suy_label_get (&rules->label[rung], words->language),
       joined);

  return TRUE;
}

GStrv
suy_lamp_words_explain (SuyWorkspace *workspace,
                        const SuyRecord *item,
                        const char *language,
                        GError **error)
{
  const SuyField *field = suy_register_find (suy_record_get_register (item), "lamp");
  const char *lamp = suy_record_get_text (item, "lamp"), *due = suy_deadline_get (item);
  const SuyChoice *choice = lamp == NULL ? NULL : suy_field_find_choice (field, lamp);
  gboolean is_open = suy_record_get_text (item, "accepted_at") == NULL;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  Words words = { .workspace = workspace,
                  .item = item,
                  .language = language,
                  .today = suy_date_get_day (suy_workspace_get_today (workspace)),
                  .start = day_of (item, "start"),
                  .due = due == NULL || !suy_date_is_date (due) ? UNKNOWN : suy_date_get_day (due),
                  .lines = lines };

  if (choice == NULL)
    return g_strv_builder_end (lines);
  add_lamp (&words, choice);
  add_deadline (&words);
  if (words.due != UNKNOWN && is_open && !add_days (&words, error))
    return NULL;
  add_plan (&words);
  add_lag (&words);
  if (words.due != UNKNOWN && is_open && !add_ladder (&words, error))
    return NULL;
  add (&words, _ ("Source: 000 §8.3, lamps of key nodes; 000 §6.3."));

  return g_strv_builder_end (lines);
}
