/* made-year.h: a bureau that lives through the events of a generated year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each event of README.md becomes what the people of the bureau do in the program: records, files
 * and moves, by the clock of the event.  Whatever the rules refuse ends the program. */

#pragma once

#include <json-glib/json-glib.h>

#include "made-bureau.h"

G_BEGIN_DECLS

typedef struct
{
  Bureau bureau;
  GHashTable *ids;   /* "problem:00017" to gint64 */
  GHashTable *names; /* gint64 to "rectification_item:00017", as the reckoning calls it */
  gboolean is_named; /* the indicators have their unit */
} Year;

/* At midnight before the first day, with its people and townships. */
void year_open (Year *year, const char *day);
void year_close (Year *year);

/* µs UTC of "2025-03-01T09:30" in China. */
gint64 year_moment_of (const char *at);

/* One event, which is not before the last one. */
void year_take (Year *year, JsonObject *event);

/* The end of a day: its last moment, when it is evaluated. */
void year_end_day (Year *year, gint64 day);

/* Lamps, rungs and warnings as reckon.py tells them, a line each.  (transfer full) */
char *year_tell (SuyWorkspace *workspace, GHashTable *names);

/* ---- for the files that know the events ---- */

/* Words are parted by “|”, as bureau_make() and bureau_move() take them. */
gint64 year_make (Year *year, const char *reg, const char *key, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void year_set (Year *year, const char *reg, gint64 id, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void year_move (Year *year,
                const char *person,
                const char *reg,
                gint64 id,
                const char *move,
                const char *format,
                ...) G_GNUC_PRINTF (6, 7);
void year_attach (Year *year, const char *person, const char *reg, gint64 id, const char *kinds);

/* Keeps the id of a thing, and how the reckoning calls it. */
void year_keep (Year *year, const char *reg, const char *key, gint64 id);
gint64 year_find (Year *year, const char *reg, const char *key); /* must be there */
gboolean year_knows (Year *year, const char *reg, const char *key);

/* The clock: the day, and the time as a record has it.  (transfer full) */
char *year_now (Year *year);
const char *year_today (Year *year);

/* Members of an event that must be there; of year_text() null is NULL. */
const char *year_text (JsonObject *event, const char *name);
gint64 year_integer (JsonObject *event, const char *name);

/* A handler of events. */
typedef struct
{
  const char *what;
  void (*take) (Year *year, JsonObject *event, const char *key);
} YearVerb;

extern const YearVerb year_case_verbs[];    /* problems and their items */
extern const YearVerb year_works_verbs[];   /* projects, milestones */
extern const YearVerb year_world_verbs[];   /* water, monitors, complaints, firms, money, checks */
extern const YearVerb year_watch_verbs[];   /* stations, outfalls, equipment, caterers */
extern const YearVerb year_warning_verbs[]; /* answers to warnings */

/* Progress of an item; that of works is told by its event's “of”. */
void year_case_progress (Year *year, JsonObject *event, const char *key);

/* A firm, made when it is first named. */
gint64 year_firm (Year *year, const char *key);

/* What was measured now: @event has “values” in µg/L. */
void year_measure (Year *year, const char *link, const char *key, JsonObject *event);

/* An inspection of a firm on which nobody is at fault, with more fields, "|topic=oil_fume"; without
 * a firm (nullable) it is cancelled. */
void year_inspect (Year *year, const char *firm, const char *more);

G_END_DECLS
