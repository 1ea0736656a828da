/* test-warning.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-error.h"
#include "suy-indicator.h"
#include "suy-warning-step.h"

#define FILE_NAME "warning.txt"

static const char *
level_name (SuyLevel level)
{
  return level == SUY_LEVEL_NONE ? "none" : suy_lamp_get_level_name (level);
}

/* ---- limits ---- */

static SuyObservation
observe (const char *value, const char *second)
{
  return (SuyObservation){ g_ascii_strtoll (value, NULL, 10), g_ascii_strtoll (second, NULL, 10),
                           *value != '?', *second != '?' };
}

static void
check_limit (GStrv cells, gpointer data)
{
  const SuyIndicator *indicator = suy_indicators_find (data, cells[0]);
  SuyObservation seen = observe (cells[1], cells[2]);
  gint64 limit;

  g_assert_nonnull (indicator);
  g_test_message ("%s %s %s", cells[0], cells[1], cells[2]);
  g_assert_cmpstr (level_name (suy_indicator_judge (indicator, NULL, &seen, &limit)), ==, cells[3]);
  g_assert_cmpint (limit, ==, g_ascii_strtoll (cells[4], NULL, 10));
}

static void
test_limits_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyIndicators) indicators = suy_indicators_new_builtin (&error);

  g_assert_no_error (error);
  g_assert_cmpuint (suy_indicators_get_all (indicators)->len, >=, 12);
  rows_check (FILE_NAME, "limits", 5, check_limit, indicators);
}

/* The bureau's thresholds stand for the table's; other numbers stay. */
static void
test_limits_own (void)
{
  g_autoptr (SuyIndicators) indicators = suy_indicators_new_builtin (NULL);
  const SuyIndicator *lag = suy_indicators_find (indicators, "I-02");
  const SuyThresholds own = { 1200, 2500 };
  const struct
  {
    gint64 value;
    SuyLevel level;
  } cases[] = { { 1200, SUY_LEVEL_NONE },   { 1201, SUY_LEVEL_YELLOW }, { 2499, SUY_LEVEL_YELLOW },
                { 2500, SUY_LEVEL_ORANGE }, { 2999, SUY_LEVEL_ORANGE }, { 3000, SUY_LEVEL_RED } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SuyObservation seen = { .value = cases[i].value, .has_value = TRUE };

      g_assert_cmpint (suy_indicator_judge (lag, &own, &seen, NULL), ==, cases[i].level);
    }
}

#define ROW(more)                                                                                 \
  "{\"source\": \"s\", \"indicators\": [{\"name\": \"X\", \"en\": \"x\", \"zh\": \"x\","          \
  " \"metric\": \"monitor\", \"object\": \"o\", \"scale\": 1, \"unit\": \"h\", \"threshold\": 5," \
  " \"source\": \"s\", \"limits\": [" more "]}]}"

static void
test_limits_undefined (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyIndicators) indicators = suy_indicators_new_from_text ("x.json", ROW (""), &error);
  const SuyObservation seen = { G_MAXINT, G_MAXINT, TRUE, TRUE };
  const SuyIndicator *indicator;

  g_assert_no_error (error);
  indicator = suy_indicators_find (indicators, "X");
  g_assert_false (suy_indicator_is_defined (indicator));
  g_assert_cmpint (suy_indicator_judge (indicator, NULL, &seen, NULL), ==, SUY_LEVEL_NONE);
}

static void
test_limits_broken (void)
{
  static const char *const broken[] = {
    ROW ("\"yellow\""),
    ROW ("\"yellow:\""),
    ROW ("\"green: value>1\""),
    ROW ("\"yellow value>1\""),
    ROW ("\"yellow: value\""),
    ROW ("\"yellow: 5>value\""),
    ROW ("\"yellow: value>\""),
    ROW ("\"yellow: value>x\""),
    ROW ("\"yellow: value=5\""),
    ROW ("\"red: value>orange\""),
    ROW ("\"red: value>1\", \"blue: value>1\""),
    ROW ("\"red: value>1 value>2 value>3\""),
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", broken[i]);
      g_assert_null (suy_indicators_new_from_text ("x.json", broken[i], &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "x.json"));
    }
}

/* ---- levels ---- */

static void
test_levels_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWarningLevels) levels = suy_warning_levels_new_builtin (&error);

  g_assert_no_error (error);
  g_assert_cmpint (suy_warning_levels_get (levels, SUY_LEVEL_YELLOW)->limit->amount, ==, 15);
  g_assert_cmpint (suy_warning_levels_get (levels, SUY_LEVEL_ORANGE)->limit->amount, ==, 7);
  g_assert_null (suy_warning_levels_get (levels, SUY_LEVEL_RED)->limit);
  g_assert_cmpint (suy_warning_levels_get (levels, SUY_LEVEL_YELLOW)->report->amount, ==, 5);
  g_assert_cmpint (suy_warning_levels_get (levels, SUY_LEVEL_RED)->report->amount, ==, 3);
  g_assert_cmpint (suy_warning_levels_get_acknowledge (levels)->amount, ==, 1);
  g_assert_cmpstr (suy_warning_levels_get (levels, SUY_LEVEL_RED)->told[0], ==, "district_head");
}

/* ---- one warning, day by day ---- */

static SuyLevel
level_of (char letter)
{
  const char *found = strchr ("nbyor", g_ascii_tolower (letter));

  g_assert_nonnull (found);

  return (SuyLevel) (found - "nbyor");
}

/* "y2 n1" as "yyn". */
static char *
unroll (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GString *days = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    for (int n = atoi (words[i] + 1); n > 0; n--)
      g_string_append_c (days, words[i][0]);

  return g_string_free (days, FALSE);
}

static void
make_move (SuyWarning *warning, char move)
{
  const char *found = strchr ("kacv", move);

  if (move == 'x')
    suy_warning_end (warning);
  else if (found != NULL)
    warning->stage = SUY_WARNING_ACKNOWLEDGED + (guint) (found - "kacv");
}

static char
show (const SuyWarning *warning)
{
  char letter = "nbyor"[warning->is_open ? warning->level : SUY_LEVEL_NONE];

  return suy_warning_is_back (warning) ? g_ascii_toupper (letter) : letter;
}

static void
check_days (GStrv cells, gpointer data)
{
  g_autofree char *says = unroll (cells[0]), *moves = unroll (cells[1]), *open = unroll (cells[2]);
  g_autoptr (GString) found = g_string_new (NULL);
  SuyWarning warning = { 0 };

  g_test_message ("%s | %s", cells[0], cells[1]);
  g_assert_cmpuint (strlen (says), ==, strlen (moves));
  for (guint day = 0; says[day] != '\0'; day++)
    {
      gboolean known = says[day] != '?';

      make_move (&warning, moves[day]);
      suy_warning_step (&warning, known ? level_of (says[day]) : SUY_LEVEL_RED, known, 1000 + day,
                        data);
      g_string_append_c (found, show (&warning));
    }
  g_assert_cmpstr (found->str, ==, open);
}

static void
test_days_table (void)
{
  g_autoptr (SuyWarningLevels) levels = suy_warning_levels_new_builtin (NULL);

  rows_check (FILE_NAME, "days", 3, check_days, levels);
}

/* ---- against a plain automaton, which keeps every day and looks back at them ---- */

#define N_DAYS 80

typedef struct
{
  gboolean open[N_DAYS + 1];
  SuyLevel said[N_DAYS + 1]; /* by the indicator, as far as known */
  SuyLevel held[N_DAYS + 1]; /* with what lateness raised it to; G_MAXINT: not known */
  SuyLevel level, floor;
  int opened, since;
  guint stage;
} Plain;

/* The last two days that were evaluations since it opened; FALSE if there are not two. */
static gboolean
plain_two (const Plain *plain, int day, SuyLevel *two)
{
  guint n = 0;

  *two = SUY_LEVEL_NONE;
  for (int d = day; d > plain->opened && n < 2; d--)
    if (plain->held[d] != (SuyLevel) G_MAXINT)
      {
        *two = MAX (*two, plain->held[d]);
        n++;
      }

  return n == 2;
}

static gboolean
plain_is_back (const Plain *plain, int day)
{
  SuyLevel two;

  return plain->open[day] && plain_two (plain, day, &two) && two == SUY_LEVEL_NONE;
}

static void
plain_set (Plain *plain, SuyLevel level, int day, gboolean up)
{
  plain->level = level;
  plain->since = day;
  plain->stage = up ? 0 : plain->stage;
}

static void
plain_go_on (Plain *plain, SuyLevel now, int day)
{
  SuyLevel two;
  gboolean has_two = plain_two (plain, day, &two);
  int limit = plain->level == SUY_LEVEL_YELLOW   ? 15
              : plain->level == SUY_LEVEL_ORANGE ? 7
                                                 : G_MAXINT;

  if (now > plain->level)
    plain_set (plain, now, day, TRUE);
  else if (has_two && two == SUY_LEVEL_NONE)
    plain->open[day] = plain->level != SUY_LEVEL_BLUE;
  else if (has_two && MAX (two, plain->floor) < plain->level && plain->stage >= 2)
    plain_set (plain, MAX (two, plain->floor), day, FALSE);
  else if (now != SUY_LEVEL_NONE && plain->stage < 3 && day - plain->since > limit)
    {
      plain->floor = plain->level + 1;
      plain_set (plain, plain->floor, day, TRUE);
    }
}

static void
plain_step (Plain *plain, SuyLevel says, gboolean known, int day)
{
  SuyLevel now = known ? says : plain->said[day - 1];

  plain->said[day] = now;
  plain->held[day] = (SuyLevel) G_MAXINT;
  plain->open[day] = plain->open[day - 1];
  if (!plain->open[day] && plain->said[day - 1] == SUY_LEVEL_NONE && now != SUY_LEVEL_NONE)
    {
      plain->open[day] = TRUE;
      plain->opened = day;
      plain->floor = SUY_LEVEL_NONE;
      plain_set (plain, now, day, TRUE);
    }
  else if (plain->open[day])
    {
      plain->floor = now == SUY_LEVEL_NONE ? SUY_LEVEL_NONE : plain->floor;
      now = MAX (now, plain->floor);
      if (known)
        plain->held[day] = now;
      plain_go_on (plain, now, day);
    }
}

static void
check_random_life (const SuyWarningLevels *levels)
{
  SuyWarning warning = { 0 };
  Plain plain = { 0 };
  SuyLevel says = SUY_LEVEL_NONE;

  for (int day = 1; day <= N_DAYS; day++)
    {
      char move = "-------kacvx"[g_test_rand_int_range (0, 12)];
      gboolean known = g_test_rand_int_range (0, 8) > 0;

      if (g_test_rand_int_range (0, 4) == 0)
        says = (SuyLevel) g_test_rand_int_range (0, 5);
      if (warning.is_open)
        make_move (&warning, move);
      if (plain.open[day - 1] && move == 'x')
        plain.open[day - 1] = FALSE;
      else if (plain.open[day - 1] && move != '-')
        plain.stage = 1 + (guint) (strchr ("kacv", move) - "kacv");

      while (g_test_rand_int_range (0, 3) == 0) /* the same day again and again changes nothing */
        {
          SuyWarning once = warning, twice;

          suy_warning_step (&once, says, known, day, levels);
          twice = once;
          suy_warning_step (&twice, says, known, day, levels);
          g_assert_cmpmem (&once, sizeof once, &twice, sizeof twice);
        }
      suy_warning_step (&warning, says, known, day, levels);
      plain_step (&plain, says, known, day);
      g_assert_cmpint (warning.is_open, ==, plain.open[day]);
      if (!plain.open[day])
        continue;
      g_assert_cmpint (warning.level, ==, plain.level);
      g_assert_cmpint (warning.since, ==, plain.since);
      g_assert_cmpint (suy_warning_is_back (&warning), ==, plain_is_back (&plain, day));
    }
}

static void
test_days_random (void)
{
  g_autoptr (SuyWarningLevels) levels = suy_warning_levels_new_builtin (NULL);
  const char *cases = g_getenv ("SUY_CASES");

  for (int i = cases == NULL ? 2000 : atoi (cases); i > 0; i--)
    check_random_life (levels);
}

/* ---- several of one object ---- */

static void
check_together (GStrv cells, gpointer data)
{
  g_auto (GStrv) before = g_strsplit (cells[0], " ", -1), after = g_strsplit (cells[1], " ", -1);
  g_autoptr (GArray) demands = g_array_new (FALSE, FALSE, sizeof (SuyDemand));
  guint n = g_strv_length (before);

  g_assert_cmpuint (n, ==, g_strv_length (after));
  for (guint i = n; i > 0; i--)
    for (gint64 object = 0; object < 3; object++)
      {
        SuyDemand demand = { object, i - 1, level_of (before[i - 1][0]) };

        if (object < 2 || i == 1)
          g_array_append_val (demands, demand);
      }

  suy_warning_join (demands);
  g_assert_cmpuint (demands->len, ==, 2 * n + 1);
  for (guint i = 0; i < demands->len; i++)
    {
      const SuyDemand *demand = &g_array_index (demands, SuyDemand, i);
      const char *expected =
          demand->object == 1 ? after[demand->indicator] : before[demand->indicator];

      g_assert_cmpint (demand->object, ==, i / n);
      g_assert_cmpint (demand->level, ==, level_of (expected[0]));
    }
}

static void
test_together_table (void)
{
  rows_check (FILE_NAME, "together", 2, check_together, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/warning/limits/table", test_limits_table);
  g_test_add_func ("/rules/warning/limits/own", test_limits_own);
  g_test_add_func ("/rules/warning/limits/undefined", test_limits_undefined);
  g_test_add_func ("/rules/warning/limits/broken", test_limits_broken);
  g_test_add_func ("/rules/warning/levels/table", test_levels_table);
  g_test_add_func ("/rules/warning/days/table", test_days_table);
  g_test_add_func ("/rules/warning/days/random", test_days_random);
  g_test_add_func ("/rules/warning/together/table", test_together_table);

  return g_test_run ();
}
