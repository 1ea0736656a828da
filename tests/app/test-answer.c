/* test-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-answer.h"

#include <math.h>

#include "small-workspace.h"

/* A degree of latitude at 27 N is 110,800 m to within 0.1 %: an oracle too simple to be wrong. */
#define METRES_A_UNIT 0.01108

static SuyAnswer *
ask (Small *small, double radius)
{
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (small->workspace), "risk_point");
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  SuyAnswer *answer;

  g_ptr_array_add (layers, (gpointer) reg);
  answer = suy_answer_new_buffer (small->workspace, (SuyPoint){ 1180000000, 270000000 }, NULL,
                                  radius, layers, &error);
  g_assert_no_error (error);

  return answer;
}

static void
test_buffer_both_sides (void)
{
  Small small;
  g_autoptr (SuyAnswer) none = NULL;
  g_autoptr (SuyAnswer) one = NULL;
  g_autoptr (SuyAnswer) two = NULL;
  g_autoptr (SuyAnswerItem) item = NULL;

  small_open (&small);
  none = ask (&small, 9000 * METRES_A_UNIT * 0.99);
  one = ask (&small, 9000 * METRES_A_UNIT * 1.01);
  two = ask (&small, 81000 * METRES_A_UNIT * 1.01);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (none)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (one)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (two)), ==, 2);

  item = g_list_model_get_item (G_LIST_MODEL (two), 1);
  g_assert_cmpint (suy_answer_item_get_found (item)->id, ==, small.far);
  g_assert_cmpuint (suy_answer_item_get_rank (item), ==, 2);
  g_assert_cmpstr (suy_answer_item_get_title (item), ==, "Far farm");
  g_assert_cmpstr (suy_answer_item_get_kind (item), ==, "Farm");
  g_assert_cmpstr (suy_answer_item_get_status (item, NULL), ==, "Blue");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (two), 2));
  g_clear_object (&item);
  g_clear_object (&two);
  small_close (&small);
}

static void
test_csv_holds_no_formula (void)
{
  Small small;
  g_autoptr (SuyAnswer) answer = NULL;
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  small_open (&small);
  answer = ask (&small, 1000);
  csv = suy_answer_to_csv (answer);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4); /* head, two rows, the end */
  g_assert_nonnull (strstr (lines[1], "\"'=Near, \"\"farm\"\"\""));
  g_assert_true (g_str_has_prefix (lines[2], "risk_point,FX-2,Far farm,Farm,Blue,,"));
  g_clear_object (&answer);
  small_close (&small);
}

static void
test_geojson_holds_places (void)
{
  Small small;
  g_autoptr (SuyAnswer) answer = NULL;
  g_autofree char *json = NULL;

  small_open (&small);
  answer = ask (&small, 150);
  json = suy_answer_to_geojson (answer);
  g_assert_nonnull (strstr (json, "\"FeatureCollection\""));
  g_assert_nonnull (strstr (json, "27.0009"));
  g_assert_null (strstr (json, "27.0081"));
  g_clear_object (&answer);
  small_close (&small);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/answer/buffer/both-sides", test_buffer_both_sides);
  g_test_add_func ("/app/answer/csv/holds-no-formula", test_csv_holds_no_formula);
  g_test_add_func ("/app/answer/geojson/holds-places", test_geojson_holds_places);

  return g_test_run ();
}
