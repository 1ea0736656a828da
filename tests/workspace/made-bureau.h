/* made-bureau.h: a small bureau with its units, people and objects, and short verbs for its work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-moves.h"

G_BEGIN_DECLS

typedef struct
{
  char *dir, *path;
  SuyWorkspace *workspace;
} Bureau;

/* Units: TOWN (of township T1), TOWN2 (of T2), OFFICE, LEAD, SUPER (supervising), THIRD, OTHER.
 * People: a person for each role with the role's name as code; "responsible_unit" is of TOWN, and
 * so is "unit_head"; "supervising_unit" of SUPER; "third_party" of THIRD; others of OFFICE;
 * besides "officer2" and "officer3", enforcement officers of OFFICE, and "leader2", a second
 * bureau leader.  A reach R1 runs north along 118.1 from 27.3 to 27.4. */
void bureau_open (Bureau *bureau);

/* The same by a clock of its own, which stands until it is set. */
void bureau_open_at (Bureau *bureau, gint64 moment);
void bureau_set_clock (Bureau *bureau, gint64 moment); /* µs UTC */

void bureau_close (Bureau *bureau);

const SuyRegister *bureau_register (Bureau *bureau, const char *reg);
void bureau_act_as (Bureau *bureau, const char *person);

/* The bureau's clock goes by its own day from now on, "2025-01-31", late in the evening. */
void bureau_set_day (Bureau *bureau, const char *day);

/* A day that is @days after today, "2026-11-20".  (transfer full) */
char *bureau_day (Bureau *bureau, int days);

/* "FIELD=VALUE" words up to NULL; a link by its key; "@=LON,LAT" is the place; a value of
 * "today+N" or "today-N" is a day, with "T" behind it the time of 02:00 UTC on it, and
 * with a space behind it the day and what follows. */
gint64 bureau_make (Bureau *bureau, const char *reg, ...) G_GNUC_NULL_TERMINATED;
void bureau_set (Bureau *bureau, const char *reg, gint64 id, ...) G_GNUC_NULL_TERMINATED;
gint64 bureau_make_words (Bureau *bureau, const char *reg, const char *const *words);
void bureau_set_words (Bureau *bureau, const char *reg, gint64 id, const char *const *words);
void bureau_attach (Bureau *bureau, const char *reg, gint64 id, const char *kinds);

/* Makes a move as @person; words as above, besides "note:TEXT" and "say:FACT=VALUE". */
void bureau_move (Bureau *bureau,
                  const char *person,
                  const char *reg,
                  gint64 id,
                  const char *move,
                  ...) G_GNUC_NULL_TERMINATED;

void bureau_move_words (Bureau *bureau,
                        const char *person,
                        const char *reg,
                        gint64 id,
                        const char *move,
                        const char *const *words);

/* The same, refused, and @words stand in the refusal. */
void bureau_refuse (Bureau *bureau,
                    const char *person,
                    const char *reg,
                    gint64 id,
                    const char *move,
                    const char *words,
                    ...) G_GNUC_NULL_TERMINATED;

/* A field as text, "" for none.  (transfer full) */
char *bureau_get (Bureau *bureau, const char *reg, gint64 id, const char *field);
void bureau_assert (Bureau *bureau,
                    const char *reg,
                    gint64 id,
                    const char *field,
                    const char *value);

/* The only record of @reg whose link @field leads to @id. */
gint64 bureau_find (Bureau *bureau, const char *reg, const char *field, gint64 id);

/* Moves in the journal of the record, "report judge assign", with who made the last of them. */
void bureau_assert_journal (Bureau *bureau, const char *reg, gint64 id, const char *moves);

/* The same of those that people made: the program makes its own when it evaluates. */
void bureau_assert_people (Bureau *bureau, const char *reg, gint64 id, const char *moves);

G_END_DECLS
