/* test-case-stats.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-case-stats.h"

static gint64
find (Bureau *bureau, const char *violation, const char *enterprise, const char *found)
{
  g_autofree char *what = g_strconcat ("violation=", violation, NULL);
  g_autofree char *whose = g_strconcat ("enterprise=", enterprise, NULL);
  g_autofree char *when = g_strconcat ("found_at=", found, "T02:00:00Z", NULL);

  return bureau_make (bureau, "problem", "title=Dust", "source=patrol", "medium=air", what, whose,
                      when, "description=Dust", "@=118.2,27.35", NULL);
}

/* Twelve months to the day; another violation, another firm. */
static void
test_repeats (void)
{
  Bureau bureau;
  gint64 first, second, other;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) repeats = NULL;

  bureau_open (&bureau);
  bureau_make (&bureau, "enterprise", "code=E1", "name=Mill", "industry=paper", "@=118.2,27.35",
               NULL);
  bureau_make (&bureau, "enterprise", "code=E2", "name=Yard", "industry=paper", "@=118.2,27.35",
               NULL);
  second = find (&bureau, "over_standard", "E1", "2025-06-15");
  first = find (&bureau, "over_standard", "E1", "2024-06-15");
  find (&bureau, "hidden_pipe", "E1", "2024-07-01");
  find (&bureau, "over_standard", "E2", "2024-01-31");
  other = find (&bureau, "over_standard", "E2", "2025-02-01"); /* a day too late */
  repeats = suy_workspace_find_repeats (bureau.workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (repeats->len, ==, 1);
  g_assert_cmpint (g_array_index (repeats, SuyRepeat, 0).id, ==, second);
  g_assert_cmpint (g_array_index (repeats, SuyRepeat, 0).before, ==, first);
  g_assert_cmpint (other, !=, second);
  bureau_close (&bureau);
}

static gint64
find_in (Bureau *bureau, const char *township, const char *deadline)
{
  g_autofree char *where = g_strconcat ("township=", township, NULL);
  g_autofree char *until = g_strconcat ("deadline=", deadline, NULL);

  return bureau_make (bureau, "problem", "title=Dust", "source=petition", "medium=air",
                      "found_at=today-9T", "description=Dust", "violation=dust", "enterprise=P",
                      where, until, "@=118.2,27.35", NULL);
}

/* Open, late and repeated ones, of the township with the most open ones first. */
static void
test_townships (void)
{
  Bureau bureau;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = NULL;
  gint64 rejected;

  bureau_open (&bureau);
  bureau_make (&bureau, "enterprise", "code=P", "name=Yard", "industry=paper", "@=118.2,27.35",
               NULL);
  rejected = find_in (&bureau, "T1", "today-3");
  find_in (&bureau, "T1", "today-1");
  find_in (&bureau, "T2", "today+0");
  find_in (&bureau, "T2", "today+1");
  bureau_attach (&bureau, "problem", rejected, "photo");
  bureau_move (&bureau, "duty_officer", "problem", rejected, "report", "duplicate_of=AJ-YYYY-0002",
               NULL);
  bureau_set (&bureau, "problem", rejected, "site_checked=1", NULL);
  bureau_move (&bureau, "duty_officer", "problem", rejected, "reject", "note:nothing",
               "say:reporter_told=yes", NULL);
  counts = suy_workspace_count_cases (bureau.workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->len, ==, 2);
  g_assert_cmpuint (g_array_index (counts, SuyTownshipCases, 0).n, ==, 2);
  g_assert_cmpuint (g_array_index (counts, SuyTownshipCases, 0).n_open, ==, 2);
  g_assert_cmpuint (g_array_index (counts, SuyTownshipCases, 0).n_late, ==, 0);
  g_assert_cmpuint (g_array_index (counts, SuyTownshipCases, 1).n, ==, 2);
  g_assert_cmpuint (g_array_index (counts, SuyTownshipCases, 1).n_open, ==, 1);
  g_assert_cmpuint (g_array_index (counts, SuyTownshipCases, 1).n_late, ==, 1);
  g_assert_cmpuint (g_array_index (counts, SuyTownshipCases, 0).n_repeats +
                        g_array_index (counts, SuyTownshipCases, 1).n_repeats,
                    ==, 3);
  bureau_close (&bureau);
}

static const SuyStageTime *
stage (const GPtrArray *times, const char *state)
{
  for (guint i = 0; i < times->len; i++)
    if (g_str_equal (((SuyStageTime *) times->pdata[i])->state, state))
      return times->pdata[i];

  g_assert_not_reached ();
}

static void
test_stages (void)
{
  Bureau bureau;
  gint64 id;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) times = NULL;

  bureau_open (&bureau);
  bureau_make (&bureau, "enterprise", "code=E1", "name=Mill", "industry=paper", "@=118.2,27.35",
               NULL);
  id = find (&bureau, "over_standard", "E1", "2025-06-15");
  bureau_attach (&bureau, "problem", id, "photo");
  bureau_move (&bureau, "grid_inspector", "problem", id, "report", NULL);
  bureau_move (&bureau, "duty_officer", "problem", id, "judge", "severity_tier=routine",
               "cause=Open heap", NULL);
  times = suy_workspace_get_stage_times (bureau.workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stage (times, "found")->n, ==, 1);
  g_assert_cmpint (stage (times, "found")->sum, >=, 0);
  g_assert_cmpint (stage (times, "found")->longest, ==, stage (times, "found")->sum);
  g_assert_cmpint (stage (times, "found")->sum, <, 60 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (stage (times, "judged")->n, ==, 0);
  bureau_close (&bureau);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/case-stats/townships", test_townships);
  g_test_add_func ("/workspace/case-stats/repeats/months", test_repeats);
  g_test_add_func ("/workspace/case-stats/stages/left", test_stages);

  return g_test_run ();
}
