/* test-checkpoints.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-checkpoints.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-json.h"

/* "a / b" as a stored list.  (transfer full) (nullable) */
static char *
make_list (const char *lines)
{
  g_auto (GStrv) parts = g_strsplit (lines, " / ", -1);
  GString *list = g_string_new ("[");

  if (*lines == '\0')
    {
      g_string_free (list, TRUE);
      return NULL;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (list, ',');
      suy_json_append_text (list, parts[i]);
    }
  g_string_append_c (list, ']');

  return g_string_free (list, FALSE);
}

static void
check_planned (const SuyPlan *plan, const char *expected)
{
  g_auto (GStrv) days = g_strsplit (expected, "; ", -1);

  for (guint i = 0; days[i] != NULL; i++)
    {
      g_autofree char *day = g_strndup (days[i], 10);

      g_test_message ("%s", days[i]);
      g_assert_cmpint (suy_lamp_get_planned_bp (plan, suy_date_get_day (day)), ==,
                       atoi (days[i] + 11));
    }
}

static void
check_row (GStrv cells, gpointer data)
{
  g_autofree char *list = make_list (cells[2]);
  SuyPlan plan = { suy_date_get_day (cells[0]), suy_date_get_day (cells[1]), NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) read = suy_checkpoints_read (list, plan.start, plan.due, &error);

  if (g_str_has_prefix (cells[3], "line "))
    {
      g_autofree char *line = g_strdup_printf ("Checkpoint %c,", cells[3][5]);

      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_assert_null (read);
      g_assert_true (g_str_has_prefix (error->message, line));
      g_assert_nonnull (strstr (error->message, cells[3] + strlen ("line 1: ")));
      return;
    }
  g_assert_no_error (error);
  plan.checkpoints = (const SuyCheckpoint *) (void *) read->data;
  plan.n_checkpoints = read->len;
  check_planned (&plan, cells[3]);
}

static void
test_table (void)
{
  rows_check ("checkpoints.txt", "checkpoints", 4, check_row, NULL);
}

/* What another program wrote there. */
static void
test_no_list (void)
{
  static const char *const texts[] = { "", "half", "[1]", "{\"a\":1}", "[\"2024-01-02 50%\"" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_checkpoints_read (texts[i], 0, 99999, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

/* Along any checkpoints the plan never falls, begins at 0 and meets each of them. */
static void
test_random (void)
{
  for (guint n = 0; n < 2000; n++)
    {
      gint64 start = 20000 + g_test_rand_int_range (0, 500), day = start;
      int bp = 0, before = 0;
      g_autoptr (GString) list = g_string_new ("[");
      g_autoptr (GArray) read = NULL;
      SuyPlan plan = { .start = start };

      for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
        {
          g_autofree char *text = NULL;

          day += g_test_rand_int_range (1, 60);
          bp += g_test_rand_int_range (0, 2000);
          text = suy_date_from_day (day);
          g_string_append_printf (list, "%s\"%s %d.%02d%%\"", list->len > 1 ? "," : "", text,
                                  bp / 100, bp % 100);
        }
      g_string_append_c (list, ']');
      plan.due = day + g_test_rand_int_range (1, 60);
      read = suy_checkpoints_read (list->str, start, plan.due, NULL);
      g_assert_nonnull (read);
      plan.checkpoints = (const SuyCheckpoint *) (void *) read->data;
      plan.n_checkpoints = read->len;
      for (day = start; day <= plan.due; day++)
        {
          int now = suy_lamp_get_planned_bp (&plan, day);

          g_assert_cmpint (now, >=, before);
          before = now;
        }
      for (guint i = 0; i < read->len; i++)
        g_assert_cmpint (suy_lamp_get_planned_bp (&plan, plan.checkpoints[i].day), ==,
                         plan.checkpoints[i].bp);
      g_assert_cmpint (before, ==, 10000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/checkpoints/table", test_table);
  g_test_add_func ("/rules/checkpoints/no-list", test_no_list);
  g_test_add_func ("/rules/checkpoints/random", test_random);

  return g_test_run ();
}
