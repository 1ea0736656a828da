/* suy-duty.h: what does this record ask of this person, and until when?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table is data/rules/duties.json; docs/rules-format.md explains it.  Pure: who looks and what
 * the record says is handed in. */

#pragma once

#include "suy-cadence.h"
#include "suy-clock.h"
#include "suy-value.h"

G_BEGIN_DECLS

/* How the person who owes it is meant, beside the role. */
typedef enum
{
  SUY_DUTY_OF_ROLE,     /* everybody in the role */
  SUY_DUTY_OF_UNIT,     /* a link to the person's unit */
  SUY_DUTY_OF_PERSON,   /* a link to the person */
  SUY_DUTY_OF_LIST,     /* a list with the person's code */
  SUY_DUTY_OF_GRID,     /* a link to a grid cell of which the person is the inspector */
  SUY_DUTY_OF_TOWNSHIP, /* a link to the person's township */
} SuyDutyOf;

/* The view in whose count it stands. */
typedef enum
{
  SUY_DUTY_VIEW_CASES,
  SUY_DUTY_VIEW_LEDGERS,
  SUY_DUTY_VIEW_WARNINGS,
  SUY_DUTY_VIEW_REGISTERS,
  SUY_N_DUTY_VIEWS,
} SuyDutyView;

/* "severity_tier=|routine": the cell is one of the texts; "" is an empty cell, "this_year" any day
 * or time of the year. */
typedef struct
{
  char *field;
  gboolean differs; /* "!=": none of them */
  GStrv values;
} SuyDutyTest;

typedef struct
{
  char *name; /* "problem_receive" */
  SuyLabel label;
  char *reg;     /* (nullable): of a cadence that the district owes */
  GStrv states;  /* (nullable): any */
  GArray *tests; /* (element-type SuyDutyTest): all must hold */
  GStrv roles;
  SuyDutyOf of;
  char *of_field; /* (nullable): of SUY_DUTY_OF_ROLE */
  SuyDutyView view;
  char *move;    /* (nullable): discharges it */
  char *move_of; /* (nullable): the link to the record that @move is made with; else this one */
  char *level;   /* (nullable): the field that says how grave it is */
  char *term;    /* (nullable): of terms.json */
  GStrv from;    /* with a term: the first of these fields that is filled in; "state" is when
                  * the state was entered */
  gboolean by_period; /* due with the end of the current period */
  SuyPeriodKind until;
  char *source; /* (nullable): of a cadence, which has its own */

  char *cadence; /* (nullable): of cadences.json, of a duty that comes again */

  /* The records that prove it: of a duty that comes again, or one that no move discharges. */
  char *proof_reg, *proof_on; /* register, and the field with the day on which it was done */
  char *proof_link;           /* (nullable): link to the record of @reg */
  char *proof_unit;           /* (nullable): link to the unit that did it */
  char *proof_period;  /* (nullable): text of the period that it is for; else that of the day */
  GArray *proof_tests; /* (element-type SuyDutyTest) */
} SuyDuty;

typedef struct _SuyDuties SuyDuties; /* constant */

SuyDuties *suy_duties_new_builtin (GError **error);

/* @error: SUY_ERROR_INVALID with the place: also for a term or cadence that there is not. */
SuyDuties *suy_duties_new_from_text (const char *file, const char *text, GError **error);
void suy_duties_free (SuyDuties *self);

/* (element-type SuyDuty), in the order of the table, cadences behind the others */
const GPtrArray *suy_duties_get_all (const SuyDuties *self);
const SuyDuty *suy_duties_find (const SuyDuties *self, const char *name); /* (nullable) */

/* What the table was read with; borrowed. */
const SuyTerms *suy_duties_get_terms (const SuyDuties *self);
const SuyCadences *suy_duties_get_cadences (const SuyDuties *self);
const SuyCalendar *suy_duties_get_calendar (const SuyDuties *self);

/* Whether a person in that role sees what is due from everybody.  @role: (nullable) */
gboolean suy_duties_may_oversee (const SuyDuties *self, const char *role);

/* "cases", "ledgers", "warnings", "registers". */
const char *suy_duty_view_get_name (SuyDutyView view);

/* Who looks.  Ids are 0 where there is none. */
typedef struct
{
  const char *code, *role;
  gint64 id, unit, township;
  const gint64 *grids; /* (array length=n_grids) */
  guint n_grids;
} SuyDutyPerson;

/* What the record says: the cell of a field, NULL if the register lacks it. */
typedef const SuyValue *(*SuyDutyCell) (const char *field, gpointer data);

typedef struct
{
  SuyDutyCell cell;
  gpointer data;
  gint64 entered; /* its state, µs UTC; SUY_CLOCK_NEVER: not known */
  gint64 now;
} SuyDutyFacts;

gboolean suy_duty_is_for_role (const SuyDuty *duty, const char *role);

/* Whether cells pass all of @tests (element-type SuyDutyTest). */
gboolean suy_duty_check (const GArray *tests, const SuyDutyFacts *facts);

/* Whether the record is in a state of the duty; needs the cell of state alone. */
gboolean suy_duty_is_in_state (const SuyDuty *duty, const SuyDutyFacts *facts);

/* Whether somebody owes it for the record, whoever that is: state and tests. */
gboolean suy_duty_is_open (const SuyDuty *duty, const SuyDutyFacts *facts);

/* The part of suy_duty_falls_on() that needs the cells of state and of_field alone. */
gboolean suy_duty_is_meant (const SuyDuty *duty,
                            const SuyDutyPerson *person,
                            const SuyDutyFacts *facts);

/* Whether @person owes it for the record.  The state of the record is its cell "state". */
gboolean suy_duty_falls_on (const SuyDuty *duty,
                            const SuyDutyPerson *person,
                            const SuyDutyFacts *facts);

/**
 * suy_duty_read_clock:
 * @clock: (out caller-allocates): due is SUY_CLOCK_NEVER where it has no term, or where nothing
 *   says from when the term counts
 *
 * Returns: FALSE with @error set
 */
gboolean suy_duty_read_clock (const SuyDuties *self,
                              const SuyDuty *duty,
                              const SuyDutyFacts *facts,
                              SuyClock *clock,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyDuties, suy_duties_free)

G_END_DECLS
