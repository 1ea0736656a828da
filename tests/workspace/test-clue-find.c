/* test-clue-find.c: a firm whose treatment stood still gives one clue, once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-clue-find.h"
#include "suy-date.h"
#include "suy-error.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

/* A reading every quarter of an hour of yesterday morning, from 02:00 UTC on. */
static void
add_readings (Bureau *bureau, const char *monitor, const char *text)
{
  g_autofree char *day = bureau_day (bureau, -1);

  for (guint i = 0; text[i] != '\0'; i++)
    {
      g_autofree char *at =
          g_strdup_printf ("sampled_at=%sT%02u:%02u:00.000Z", day, 2 + i / 4, i % 4 * 15);
      g_autofree char *link = g_strconcat ("monitor=", monitor, NULL);
      g_autofree char *value = g_strdup_printf ("value=0.00%c", text[i]); /* MWh */

      bureau_make (bureau, "measurement", link, at, "factor=turnover_mwh", value, NULL);
    }
}

static void
add_meter (Bureau *bureau, const char *code, const char *firm, const char *use)
{
  g_autofree char *own = g_strconcat ("code=", code, NULL);
  g_autofree char *name = g_strconcat ("name=Meter ", code, NULL);
  g_autofree char *link = g_strconcat ("enterprise=", firm, NULL);
  g_autofree char *power = g_strconcat ("power_use=", use, NULL);

  bureau_make (bureau, "online_monitor", own, name, "kind=power", link, power, NULL);
}

static GArray *
find (Bureau *bureau, const char *since, gboolean write)
{
  g_autofree char *day =
      g_str_equal (since, "today") ? bureau_day (bureau, 0) : bureau_day (bureau, -30);
  g_autoptr (GError) error = NULL;
  GArray *found = suy_workspace_find_clues (
      bureau->workspace, suy_date_moment_of_day (suy_date_get_day (day)), write, &error);

  g_assert_no_error (error);

  return found;
}

static void
test_one_clue (void)
{
  Bureau bureau;
  g_autoptr (GArray) first = NULL, again = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  const SuyFoundClue *clue;

  bureau_open (&bureau);
  bureau_make (&bureau, "enterprise", "code=E1", "name=Mill", "industry=paper", "township=T1",
               "@=118.2,27.35", NULL);
  bureau_make (&bureau, "enterprise", "code=E2", "name=Kiln", "industry=paper", NULL);
  add_meter (&bureau, "P1", "E1", "production");
  add_meter (&bureau, "T1", "E1", "treatment");
  add_meter (&bureau, "T2", "E2", "treatment"); /* of another firm */
  add_readings (&bureau, "P1", "555555555555");
  add_readings (&bureau, "T1", "333000003333");
  add_readings (&bureau, "T2", "000000000000");

  /* Who may not record it writes nothing at all. */
  bureau_act_as (&bureau, "grid_inspector");
  g_assert_null (suy_workspace_find_clues (bureau.workspace, 0, TRUE, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "info_check_officer"));
  g_assert_cmpuint (suy_store_count (suy_workspace_get_store (bureau.workspace),
                                     bureau_register (&bureau, "clue")),
                    ==, 0);

  bureau_act_as (&bureau, "info_check_officer");
  first = find (&bureau, "month", TRUE);
  g_assert_cmpuint (first->len, ==, 1);
  clue = &g_array_index (first, SuyFoundClue, 0);
  g_assert_false (clue->known);
  g_assert_cmpint (clue->until - clue->from, ==, HOUR + HOUR / 4);
  bureau_assert (&bureau, "clue", clue->id, "state", "found");
  bureau_assert (&bureau, "clue", clue->id, "rule", "treatment_off");
  bureau_assert (&bureau, "clue", clue->id, "kind", "fraud");
  bureau_assert_journal (&bureau, "clue", clue->id, "find");

  again = find (&bureau, "month", TRUE);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_true (g_array_index (again, SuyFoundClue, 0).known);
  g_assert_cmpint (g_array_index (again, SuyFoundClue, 0).id, ==, clue->id);
  g_assert_cmpuint (suy_store_count (suy_workspace_get_store (bureau.workspace),
                                     bureau_register (&bureau, "clue")),
                    ==, 1);
  later = find (&bureau, "today", FALSE);
  g_assert_cmpuint (later->len, ==, 0);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/clue-find/one", test_one_clue);

  return g_test_run ();
}
