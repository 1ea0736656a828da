/* test-petition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-error.h"
#include "suy-petition.h"

#define FILE_NAME "formulas.txt"

static void
check_sum (GStrv cells, gpointer data)
{
  g_auto (GStrv) parts = g_strsplit (cells[0], " ", -1);
  SuyPetitions sum = { 0 };
  g_autofree char *shown = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    for (int k = 0; k < atoi (parts[i]); k++)
      g_assert_true (
          suy_petition_add (&sum, g_ascii_strtod (strchr (parts[i], 'x') + 1, NULL), NULL));
  shown = suy_petition_format (&sum);
  g_assert_cmpstr (shown, ==, cells[1]);
}

static void
check_refusal (GStrv cells, gpointer data)
{
  SuyPetitions sum = { 3, 5 };
  g_autoptr (GError) error = NULL;

  g_assert_false (suy_petition_add (&sum, g_ascii_strtod (cells[0], NULL), &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_cmpuint (sum.count, ==, 3);
  g_assert_cmpint (sum.weight, ==, 5);
}

static void
test_sums_table (void)
{
  rows_check (FILE_NAME, "petitions", 2, check_sum, NULL);
  rows_check (FILE_NAME, "petition-refusals", 1, check_refusal, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/petition/sums/table", test_sums_table);

  return g_test_run ();
}
