/* test-priority.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-error.h"
#include "suy-priority.h"

#define FILE_NAME "formulas.txt"
#define MAX_EXPERTS 10

typedef struct
{
  SuyRatio scores[MAX_EXPERTS];
  guint ranks[MAX_EXPERTS];
  guint n;
} Ranking;

static guint
read_numbers (const char *text, int *numbers)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (; words[n] != NULL; n++)
    numbers[n] = atoi (words[n]);

  return n;
}

static void
check_priority (GStrv cells, gpointer data)
{
  Ranking *ranking = data;
  SuyRatio *score = &ranking->scores[ranking->n];
  int parts[3][MAX_EXPERTS];
  SuyExpertScore scores[MAX_EXPERTS];
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL, *apart = NULL;
  SuyRatio spread;

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (read_numbers (cells[1 + i], parts[i]), ==, 5);
  for (guint i = 0; i < 5; i++)
    scores[i] = (SuyExpertScore){ parts[0][i], parts[1][i], parts[2][i] };

  suy_priority_score (scores, 5, &SUY_PRIORITY_WEIGHTS, score, &error);
  g_assert_no_error (error);
  shown = suy_ratio_format (*score, 1, 1);
  g_assert_cmpint (suy_priority_milli (*score), ==, atoi (cells[4]));
  g_assert_cmpstr (shown, ==, cells[5]);
  g_assert_cmpint (suy_priority_level (*score), ==, atoi (cells[6]));
  g_assert_true (suy_priority_spread (scores, 5, &SUY_PRIORITY_WEIGHTS, &spread, NULL));
  apart = suy_ratio_format (spread, 1, 1);
  g_assert_cmpstr (apart, ==, cells[8]);
  ranking->ranks[ranking->n++] = (guint) atoi (cells[7]);
}

static void
test_score_table (void)
{
  Ranking ranking = { .n = 0 };
  guint ranks[MAX_EXPERTS];

  rows_check (FILE_NAME, "priorities", 9, check_priority, &ranking);
  suy_ratio_rank (ranking.scores, ranking.n, ranks);
  for (guint i = 0; i < ranking.n; i++)
    g_assert_cmpuint (ranks[i], ==, ranking.ranks[i]);
}

static void
test_rank_ties (void)
{
  const SuyRatio scores[] = { { 1, 2 }, { 3, 4 }, { 2, 4 }, { 1, 4 } };
  guint ranks[4];

  suy_ratio_rank (scores, 4, ranks);
  g_assert_cmpuint (ranks[0], ==, 2);
  g_assert_cmpuint (ranks[1], ==, 1);
  g_assert_cmpuint (ranks[2], ==, 2);
  g_assert_cmpuint (ranks[3], ==, 4);
}

static void
check_level (GStrv cells, gpointer data)
{
  int points = atoi (cells[0]);
  const SuyExpertScore score = { points, points, points };
  g_autoptr (GError) error = NULL;
  SuyRatio result;

  suy_priority_score (&score, 1, &SUY_PRIORITY_WEIGHTS, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (suy_priority_level (result), ==, atoi (cells[1]));
}

static void
check_refusal (GStrv cells, gpointer data)
{
  int w[MAX_EXPERTS], s[MAX_EXPERTS];
  g_autoptr (GError) error = NULL;
  SuyPriorityWeights weights;
  SuyExpertScore score;
  SuyRatio result;

  read_numbers (cells[0], w);
  read_numbers (cells[1], s);
  weights = (SuyPriorityWeights){ w[0], w[1], w[2] };
  score = (SuyExpertScore){ s[0], s[1], s[2] };
  g_assert_false (suy_priority_score (&score, 1, &weights, &result, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, cells[2]));
}

static void
test_score_limits (void)
{
  g_autoptr (GError) error = NULL;
  SuyRatio result;

  rows_check (FILE_NAME, "priority-levels", 2, check_level, NULL);
  rows_check (FILE_NAME, "priority-refusals", 3, check_refusal, NULL);
  g_assert_false (suy_priority_score (NULL, 0, &SUY_PRIORITY_WEIGHTS, &result, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/priority/score/table", test_score_table);
  g_test_add_func ("/rules/priority/score/limits", test_score_limits);
  g_test_add_func ("/rules/ratio/rank/ties", test_rank_ties);

  return g_test_run ();
}
