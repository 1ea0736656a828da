/* test-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "made-bureau.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-observe-checks.h"
#include "suy-workspace-figure.h"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bureau, bureau_close)

static SuyFigureAnswer *
ask (Bureau *bureau, const char *name, const char *by, int year, const char *filter)
{
  const char *filters[] = { filter, NULL };
  const SuyFigureWish wish = { by, year, (char **) filters };
  g_autoptr (GError) error = NULL;
  const SuyFigure *figure = suy_figures_find (suy_workspace_get_figures (&error), name);
  SuyFigureAnswer *answer = suy_workspace_figure (bureau->workspace, figure, &wish, &error);

  g_assert_no_error (error);

  return answer;
}

/* The values of the row of @group ("": the total) as they are shown, parted by blanks. */
static char *
row_of (const SuyFigureAnswer *answer, const char *group)
{
  GString *text = g_string_new (NULL);
  const SuyFigureRow *row = *group == '\0' ? answer->total : NULL;

  for (guint i = 0; i < answer->rows->len; i++)
    if (g_str_equal (((const SuyFigureRow *) answer->rows->pdata[i])->group, group))
      row = answer->rows->pdata[i];
  g_assert_nonnull (row);
  for (guint i = 0; i < answer->figure->columns->len; i++)
    {
      g_autofree char *one = suy_figure_format (answer->figure->columns->pdata[i], row->values[i]);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : " ", *one == '\0' ? "-" : one);
    }

  return g_string_free (text, FALSE);
}

static void
assert_row (const SuyFigureAnswer *answer, const char *group, const char *want)
{
  g_autofree char *have = row_of (answer, group);

  g_assert_cmpstr (have, ==, want);
}

static void
make_petitions (Bureau *bureau, guint n, const char *weight, gboolean key)
{
  g_autofree char *word = g_strconcat ("weight=", weight, NULL);

  for (guint i = 0; i < n; i++)
    bureau_make (bureau, "complaint", "text=Smell", "channel=hotline_24h", "complaint_type=odour",
                 "received_at=today-3T", "township=T1", "batch=第三批", word,
                 key ? "is_key_item=1" : "is_key_item=0", NULL);
}

/* 002-4: 54 petitions count as 45.3, 4 key ones as 2.1. */
static void
test_petitions (void)
{
  g_auto (Bureau) bureau = { 0 };
  g_autoptr (SuyFigureAnswer) answer = NULL;
  g_autoptr (SuyFigureAnswer) none = NULL;

  bureau_open (&bureau);
  make_petitions (&bureau, 41, "1", FALSE);
  make_petitions (&bureau, 1, "1", TRUE);
  make_petitions (&bureau, 4, "0.5", FALSE);
  make_petitions (&bureau, 2, "0.5", TRUE);
  make_petitions (&bureau, 5, "0.04", FALSE);
  make_petitions (&bureau, 1, "0.1", TRUE);
  bureau_make (&bureau, "complaint", "text=Dust", "channel=letter", "complaint_type=dust",
               "received_at=today-3T", NULL);
  answer = ask (&bureau, "petitions", NULL, 0, NULL);
  assert_row (answer, "第三批", "54 45.3 4 2.1 0 0.00 54");
  assert_row (answer, "", "54 45.3 4 2.1 0 0.00 54");
  none = ask (&bureau, "petitions", NULL, 2001, NULL);
  g_assert_cmpuint (none->rows->len, ==, 0);
  assert_row (none, "", "0 0 0 0 0 - 0");
}

/* A weight is above 0. */
static void
test_weight (void)
{
  static const struct
  {
    double weight;
    gboolean taken;
  } cases[] = { { 0, FALSE }, { 1e-6, TRUE }, { 1, TRUE }, { 1.000001, FALSE }, { -0.5, FALSE } };
  g_auto (Bureau) bureau = { 0 };
  const SuyField *field;

  bureau_open (&bureau);
  field = suy_register_find (bureau_register (&bureau, "complaint"), "weight");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (suy_field_check (field, &SUY_REAL (cases[i].weight), NULL), ==,
                     cases[i].taken);
}

static gint64
find_problem (Bureau *bureau, const char *found, const char *field)
{
  g_autofree char *word = g_strconcat ("found_at=", found, "T02:00:00.000Z", NULL);

  return bureau_make (bureau, "problem", "title=Smell", "source=patrol", "medium=air", word,
                      "description=x", "@=118.1,27.3", field, NULL);
}

/* What is left of a field at the end of each year, years without anything between included. */
static void
test_clearing (void)
{
  g_auto (Bureau) bureau = { 0 };
  g_autoptr (SuyFigureAnswer) years = NULL, fields = NULL, one = NULL, year = NULL;

  bureau_open (&bureau);
  find_problem (&bureau, "2021-03-01", "clear_field=air");
  find_problem (&bureau, "2021-12-31", "clear_field=air");
  find_problem (&bureau, "2024-01-05", "clear_field=sewer");
  years = ask (&bureau, "clear", "year", 0, NULL);
  g_assert_cmpuint (years->rows->len, ==, 4);
  assert_row (years, "2021", "2 0 2");
  assert_row (years, "2022", "0 0 2");
  assert_row (years, "2024", "1 0 3");
  fields = ask (&bureau, "clear", NULL, 0, NULL);
  g_assert_cmpuint (fields->rows->len, ==, 11);
  assert_row (fields, "air", "2 0 2");
  assert_row (fields, "petitions", "0 0 0");
  one = ask (&bureau, "clear", "year", 2024, "clear_field=sewer");
  g_assert_cmpuint (one->rows->len, ==, 1);
  assert_row (one, "2024", "1 0 1");
  year = ask (&bureau, "clear", NULL, 2021, NULL);
  assert_row (year, "air", "2 0 -");
}

/* The last evening of a year in China is still in it, though Greenwich has not got there. */
static void
test_zone (void)
{
  g_auto (Bureau) bureau = { 0 };
  g_autoptr (SuyFigureAnswer) answer = NULL;

  bureau_open (&bureau);
  bureau_make (&bureau, "complaint", "text=a", "channel=letter", "complaint_type=dust",
               "received_at=2023-12-31T15:59:59.000Z", NULL);
  bureau_make (&bureau, "complaint", "text=b", "channel=letter", "complaint_type=dust",
               "received_at=2023-12-31T16:00:00.000Z", NULL);
  answer = ask (&bureau, "complaints", "year", 0, NULL);
  assert_row (answer, "2023", "1 - 0 0 0 0");
  assert_row (answer, "2024", "1 0.00 0 0 0 0");
}

/* A plan without a check is listed with what it owes; a list counts for each of its members. */
static void
test_links (void)
{
  g_auto (Bureau) bureau = { 0 };
  g_autoptr (SuyFigureAnswer) plans = NULL, measures = NULL;
  g_autofree char *group = NULL;
  gint64 plan;

  bureau_open (&bureau);
  plan = bureau_make (&bureau, "inspection_plan", "code=P1", "name=Dust", "kind=special_action",
                      "year=2026", "quota=3", NULL);
  bureau_make (&bureau, "inspection_plan", "code=P2", "name=VOC", "kind=special_action",
               "year=2026", "quota=5", NULL);
  bureau_make (&bureau, "inspection", "name=a", "kind=special_action", "plan=P1",
               "started_at=today-3T", NULL);
  plans = ask (&bureau, "inspection_plans", NULL, 0, NULL);
  group = g_strdup_printf ("%" G_GINT64_FORMAT, plan);
  g_assert_cmpuint (plans->rows->len, ==, 2);
  assert_row (plans, group, "3 1 2 33.33 0 0");
  assert_row (plans, "", "8 1 7 12.50 0 0");

  bureau_make (&bureau, "enforcement_case", "subject=a", "filed_at=2026-01-05",
               "measures=fine;seal", NULL);
  bureau_make (&bureau, "enforcement_case", "subject=b", "filed_at=2026-01-06", "measures=fine",
               NULL);
  measures = ask (&bureau, "measures", NULL, 0, NULL);
  assert_row (measures, "fine", "2 0");
  assert_row (measures, "seal", "1 0");
  assert_row (measures, "", "2 0");
}

/* What a person reads when the question is wrong. */
static void
test_questions (void)
{
  static const struct
  {
    const char *name, *by;
    int year;
    const char *filter, *words;
  } cases[] = {
    { "cases", "colour", 0, NULL, "is not counted by “colour”" },
    { "equipment", NULL, 2025, NULL, "Leave the year out" },
    { "cases", NULL, 0, "colour=red", "with a field of problem" },
  };
  g_auto (Bureau) bureau = { 0 };

  bureau_open (&bureau);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *filters[] = { cases[i].filter, NULL };
      const SuyFigureWish wish = { cases[i].by, cases[i].year, (char **) filters };
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_workspace_figure (
          bureau.workspace, suy_figures_find (suy_workspace_get_figures (NULL), cases[i].name),
          &wish, &error));
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

/* Every figure of the table can be asked of an empty file, by each of its groupings. */
static void
test_all (void)
{
  g_auto (Bureau) bureau = { 0 };
  const GPtrArray *all;

  bureau_open (&bureau);
  bureau_act_as (&bureau, "district_head");
  all = suy_figures_get_all (suy_workspace_get_figures (NULL));
  for (guint i = 0; i < all->len; i++)
    for (guint k = 0; ((const SuyFigure *) all->pdata[i])->by[k] != NULL; k++)
      {
        const SuyFigure *figure = all->pdata[i];
        g_autoptr (SuyFigureAnswer) answer = ask (&bureau, figure->name, figure->by[k], 0, NULL);

        g_assert_true (answer->figure == figure);
      }
}

/* ---- minimum numbers of checks ---- */

/* 004 #10: a fifth of the caterers a month, each once; those left are listed. */
static void
test_checks (void)
{
  g_auto (Bureau) bureau = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyFrequencyCount) count = NULL, none = NULL;

  bureau_open (&bureau);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *code = g_strdup_printf ("code=C%u", i);

      bureau_make (&bureau, "enterprise", code, "name=Inn", "industry=catering",
                   i == 5 ? "operating=closed" : "operating=running", "@=118.1,27.3", NULL);
    }
  for (guint i = 0; i < 2; i++)
    bureau_make (&bureau, "inspection", "name=a", "kind=special_action", "topic=oil_fume",
                 "enterprise=C1", "started_at=todayT", NULL);
  count = suy_workspace_count_checks (bureau.workspace, "M-5", &error);
  g_assert_no_error (error);
  g_assert_true (count->has_window);
  g_assert_cmpint (count->frequency.least, ==, 1);
  g_assert_cmpint (count->frequency.done, ==, 1);
  g_assert_cmpuint (count->missing->len, ==, 4);
  for (guint i = 0; i < count->missing->len; i++)
    g_assert_cmpstr (g_array_index (count->missing, SuyFrequencyMissing, i).reg->name, ==,
                     "enterprise");
  none = suy_workspace_count_checks (bureau.workspace, "M-11", &error);
  g_assert_null (none);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/figures/petitions/counted", test_petitions);
  g_test_add_func ("/workspace/figures/petitions/weight", test_weight);
  g_test_add_func ("/workspace/figures/groups/clearing", test_clearing);
  g_test_add_func ("/workspace/figures/groups/zone", test_zone);
  g_test_add_func ("/workspace/figures/groups/links", test_links);
  g_test_add_func ("/workspace/figures/questions/wrong", test_questions);
  g_test_add_func ("/workspace/figures/questions/all", test_all);
  g_test_add_func ("/workspace/figures/checks/caterers", test_checks);

  return g_test_run ();
}
