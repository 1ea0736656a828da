/* test-duty.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-catalog.h"
#include "suy-date.h"
#include "suy-duty.h"
#include "suy-error.h"
#include "suy-moves.h"

#define NOW "2026-11-20T02:00:00.000Z" /* a Friday, ten o'clock in China */

typedef struct
{
  const char *field;
  SuyValue value;
} Cell;

typedef struct
{
  Cell cells[12];
  guint n;
} Row;

static const SuyValue *
cell (const char *field, gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < row->n; i++)
    if (g_str_equal (row->cells[i].field, field))
      return &row->cells[i].value;

  return NULL;
}

/* The cell whose text is what the table asks for. */
static void
put (Row *row, const char *field, SuyValue value)
{
  row->cells[row->n++] = (Cell){ field, value };
}

static SuyDuties *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuyDuties *duties = suy_duties_new_builtin (&error);

  g_assert_no_error (error);

  return duties;
}

static SuyDutyFacts
facts_of (Row *row)
{
  return (SuyDutyFacts){ cell, row, SUY_CLOCK_NEVER, suy_date_get_moment (NOW) };
}

/* Whoever looks, a duty is open that falls on somebody. */
static void
assert_open (const SuyDuty *duty, const SuyDutyFacts *facts, gboolean open)
{
  g_assert_cmpint (suy_duty_is_open (duty, facts), ==, open);
}

/* A row of which everything that the duty asks for is so. */
static Row
row_for (const SuyDuty *duty)
{
  Row row = { .n = 0 };

  if (duty->states != NULL)
    put (&row, "state", SUY_TEXT (duty->states[0]));
  if (duty->of == SUY_DUTY_OF_LIST)
    put (&row, duty->of_field, SUY_TEXT ("[\"me\",\"you\"]"));
  else if (duty->of != SUY_DUTY_OF_ROLE)
    put (&row, duty->of_field, SUY_INTEGER (7));
  for (guint i = 0; i < duty->tests->len; i++)
    {
      const SuyDutyTest *test = &g_array_index (duty->tests, SuyDutyTest, i);

      if (!test->differs && *test->values[0] != '\0')
        put (&row, test->field, SUY_TEXT (test->values[0]));
      else if (test->differs && *test->values[0] == '\0')
        put (&row, test->field, SUY_TEXT ("2026-11-20"));
    }

  return row;
}

static SuyDutyPerson
person_for (const SuyDuty *duty)
{
  static const gint64 grids[] = { 5, 7 };

  return (SuyDutyPerson){ "me", duty->roles[0], 7, 7, 7, grids, 2 };
}

/* Each row: due for whom it names; not in another state, role, unit, nor with another cell. */
static void
test_rows (void)
{
  g_autoptr (SuyDuties) duties = builtin ();
  const GPtrArray *all = suy_duties_get_all (duties);

  g_assert_cmpuint (all->len, >, 90);
  for (guint i = 0; i < all->len; i++)
    {
      const SuyDuty *duty = all->pdata[i];
      Row row = row_for (duty), other = row;
      SuyDutyFacts facts = facts_of (&row), others = facts_of (&other);
      SuyDutyPerson person = person_for (duty), stranger = person;

      g_assert_true (suy_duty_falls_on (duty, &person, &facts));
      assert_open (duty, &facts, TRUE);
      stranger.role = "nobody";
      g_assert_false (suy_duty_falls_on (duty, &stranger, &facts));
      stranger = (SuyDutyPerson){ "them", person.role, 8, 8, 8, NULL, 0 };
      g_assert_cmpint (suy_duty_falls_on (duty, &stranger, &facts), ==,
                       duty->of == SUY_DUTY_OF_ROLE);
      for (guint k = 0; k < row.n; k++)
        {
          gboolean extra = duty->tests->len > 1 && k + 1 == row.n; /* "not empty" has no other */

          other = row;
          other.cells[k].value = SUY_TEXT ("another");
          if (!extra)
            g_assert_false (suy_duty_falls_on (duty, &person, &others));
          if (!extra && g_strcmp0 (row.cells[k].field, duty->of_field) != 0)
            assert_open (duty, &others, FALSE);
        }
    }
}

/* Moves of the register that @duty->move_of leads to start in many states; the role may make one.
 */
static void
check_move_beside (const SuyCatalog *catalog, const SuyDuty *duty)
{
  const SuyField *link =
      suy_register_find (suy_catalog_find ((SuyCatalog *) catalog, duty->reg), duty->move_of);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyMoves) moves = suy_moves_new_builtin (link->target, &error);
  GStrv states = suy_moves_get_states (moves);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; states[i] != NULL; i++)
    {
      const SuyMove *move = suy_moves_find (moves, duty->move, states[i]);

      for (guint k = 0; move != NULL && duty->roles[k] != NULL; k++)
        if (!g_strv_contains ((const char *const *) move->roles, duty->roles[k]))
          g_error ("%s: the role %s may not", duty->name, duty->roles[k]);
      n += move != NULL;
    }
  g_assert_cmpuint (n, >, 0);
}

/* A move that the table names starts in each of the duty's states, and the role may make it. */
static void
test_moves (void)
{
  g_autoptr (SuyDuties) duties = builtin ();
  g_autoptr (SuyCatalog) catalog = suy_catalog_new_builtin (NULL);
  const GPtrArray *all = suy_duties_get_all (duties);

  for (guint i = 0; i < all->len; i++)
    {
      const SuyDuty *duty = all->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyMoves) moves = duty->move == NULL || duty->move_of != NULL
                                       ? NULL
                                       : suy_moves_new_builtin (duty->reg, &error);

      g_assert_no_error (error);
      if (duty->move_of != NULL)
        check_move_beside (catalog, duty);
      for (guint k = 0; moves != NULL && duty->states[k] != NULL; k++)
        {
          const SuyMove *move = suy_moves_find (moves, duty->move, duty->states[k]);

          if (move == NULL)
            g_error ("%s: no move %s from %s", duty->name, duty->move, duty->states[k]);
          for (guint m = 0; duty->roles[m] != NULL; m++)
            if (!g_strv_contains ((const char *const *) move->roles, duty->roles[m]))
              g_error ("%s: the role %s may not", duty->name, duty->roles[m]);
        }
    }
}

static SuyClock
read_clock (const char *name, Row *row, const char *entered)
{
  g_autoptr (SuyDuties) duties = builtin ();
  const SuyDuty *duty = suy_duties_find (duties, name);
  SuyDutyFacts facts = facts_of (row);
  g_autoptr (GError) error = NULL;
  SuyClock clock;

  g_assert_nonnull (duty);
  if (entered != NULL)
    facts.entered = suy_date_get_moment (entered);
  g_assert_true (suy_duty_read_clock (duties, duty, &facts, &clock, &error));
  g_assert_no_error (error);

  return clock;
}

static void
test_clock_state (void)
{
  Row row = { .n = 0 };

  /* Wednesday and two working days: Friday's end, today. */
  g_assert_cmpint (read_clock ("problem_receive", &row, "2026-11-18T01:00:00.000Z").days_left, ==,
                   0);
  g_assert_cmpint (read_clock ("problem_receive", &row, "2026-11-18T01:00:00.000Z").state, ==,
                   SUY_CLOCK_SOON);
  g_assert_cmpint (read_clock ("problem_receive", &row, "2026-11-17T01:00:00.000Z").state, ==,
                   SUY_CLOCK_LATE);
  g_assert_cmpint (read_clock ("problem_receive", &row, NULL).due, ==, SUY_CLOCK_NEVER);
  g_assert_cmpint (read_clock ("problem_judge", &row, NULL).due, ==, SUY_CLOCK_NEVER);
}

static void
test_clock_field (void)
{
  Row late = { { { "received_at", SUY_TEXT ("2026-11-18T01:59:00.000Z") } }, 1 };
  Row in_time = { { { "received_at", SUY_TEXT ("2026-11-18T02:00:00.000Z") } }, 1 };
  Row both = { { { "deadline_current", SUY_TEXT ("2026-11-25") },
                 { "deadline", SUY_TEXT ("2026-11-01") } },
               2 };
  Row first = { { { "deadline", SUY_TEXT ("2026-11-01") } }, 1 };

  g_assert_cmpint (read_clock ("complaint_reply", &late, NULL).state, ==, SUY_CLOCK_LATE);
  g_assert_cmpint (read_clock ("complaint_reply", &in_time, NULL).state, ==, SUY_CLOCK_SOON);
  g_assert_cmpint (read_clock ("problem_rectify", &both, NULL).days_left, ==, 5);
  g_assert_cmpint (read_clock ("problem_rectify", &first, NULL).days_left, ==, -19);
  g_assert_cmpint (read_clock ("problem_rectify", &first, NULL).state, ==, SUY_CLOCK_LATE);
}

static void
test_clock_period (void)
{
  Row row = { .n = 0 };
  SuyClock clock = read_clock ("item_look_back", &row, NULL);

  g_assert_cmpint (clock.days_left, ==, 41); /* to 31 December */
  g_assert_cmpint (clock.state, ==, SUY_CLOCK_RUNNING);
}

static void
test_this_year (void)
{
  g_autoptr (SuyDuties) duties = builtin ();
  const SuyDuty *duty = suy_duties_find (duties, "item_look_back");
  Row row = { { { "state", SUY_TEXT ("closed") },
                { "lead_unit", SUY_INTEGER (7) },
                { "lookback_at", SUY_TEXT ("2025-12-31") } },
              3 };
  SuyDutyFacts facts = facts_of (&row);
  SuyDutyPerson person = person_for (duty);

  g_assert_true (suy_duty_falls_on (duty, &person, &facts));
  row.cells[2].value = SUY_TEXT ("2026-01-01");
  g_assert_false (suy_duty_falls_on (duty, &person, &facts));
}

static void
refuse (const char *row, const char *words)
{
  g_autofree char *text =
      g_strdup_printf ("{\"source\": \"s\", \"overseers\": [\"o\"], \"duties\": [{\"name\": \"a\", "
                       "\"en\": \"a\", \"zh\": "
                       "\"a\", \"register\": \"problem\", \"view\": \"cases\", \"roles\": [\"x\"], "
                       "\"source\": \"s\"%s}], \"cadences\": []}",
                       row);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyDuties) duties = suy_duties_new_from_text ("t.json", text, &error);

  if (words == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (suy_duties_may_oversee (duties, "o"));
      g_assert_false (suy_duties_may_oversee (duties, "x"));
      g_assert_false (suy_duties_may_oversee (duties, NULL));
      return;
    }
  g_assert_null (duties);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_broken (void)
{
  refuse ("", NULL);
  refuse (", \"of\": \"unit:u\"", NULL);
  refuse (", \"of\": \"unit\"", "none of unit:");
  refuse (", \"of\": \"uni:u\"", "none of unit:");
  refuse (", \"term\": \"case_receive\"", "belong together");
  refuse (", \"term\": \"case_receiv\", \"from\": [\"state\"]", "case_receiv");
  refuse (", \"term\": \"case_receive\", \"from\": [\"state\"], \"until\": \"year\"", "do not go");
  refuse (", \"when\": [\"field\"]", "no condition");
  refuse (", \"when\": [\"!=a\"]", "no condition");
  refuse (", \"view\": \"inbox\"", "view");
  refuse (", \"proof\": {\"register\": \"meeting\", \"on\": \"on_date\"}", NULL);
  refuse (", \"proof\": {\"register\": \"meeting\"}", "on");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/duty/rows/due-and-not", test_rows);
  g_test_add_func ("/rules/duty/rows/moves", test_moves);
  g_test_add_func ("/rules/duty/clock/state", test_clock_state);
  g_test_add_func ("/rules/duty/clock/field", test_clock_field);
  g_test_add_func ("/rules/duty/clock/period", test_clock_period);
  g_test_add_func ("/rules/duty/when/this-year", test_this_year);
  g_test_add_func ("/rules/duty/table/broken", test_broken);

  return g_test_run ();
}
