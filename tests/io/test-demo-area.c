/* test-demo-area.c: do the areas of the demo fit together?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "demo-fixture.h"
#include "suy-geodesic.h"

static Fixture *all;

static const SuyShape *
shape_of (SuyRecord *record)
{
  return suy_geometry_get_shape (suy_record_get_geometry (record));
}

/* Even-odd with half-open edges, so that a place on a common border is in one area only. */
static gboolean
holds (const SuyShape *shape, SuyPoint p)
{
  gboolean inside = FALSE;
  guint32 first = 0;

  for (guint32 run = 0; run < shape->n_runs; first = shape->ends[run++])
    for (guint32 i = first; i + 1 < shape->ends[run]; i++)
      {
        SuyPoint a = shape->points[i], b = shape->points[i + 1];
        gint64 cross = ((gint64) b.x - a.x) * ((gint64) p.y - a.y) -
                       ((gint64) p.x - a.x) * ((gint64) b.y - a.y);

        if ((a.y > p.y) != (b.y > p.y) && (b.y > a.y) == (cross > 0) && cross != 0)
          inside = !inside;
      }

  return inside;
}

static GPtrArray *
leaf_cells (void)
{
  GPtrArray *leaves = g_ptr_array_new (), *list = fixture_list (all, "grid_cell");

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (suy_record_get_text (list->pdata[i], "level"), "village"))
      g_ptr_array_add (leaves, list->pdata[i]);

  return leaves;
}

static SuyPoint
random_point (const SuyBox *box)
{
  return (SuyPoint){ g_test_rand_int_range (box->min_x, box->max_x),
                     g_test_rand_int_range (box->min_y, box->max_y) };
}

/* 10,000 places: inside the district each lies in one leaf cell and one township, outside in none.
 */
static void
check_partition (GPtrArray *areas)
{
  SuyRecord *district = fixture_list (all, "district")->pdata[0];
  SuyBox box = suy_shape_get_box (shape_of (district));

  for (guint i = 0; i < 10000; i++)
    {
      SuyPoint point = random_point (&box);
      guint n = 0;

      for (guint k = 0; k < areas->len; k++)
        n += holds (shape_of (areas->pdata[k]), point);
      g_assert_cmpuint (n, ==, holds (shape_of (district), point) ? 1 : 0);
    }
}

static double
sum_of_areas (GPtrArray *areas)
{
  double sum = 0;

  for (guint i = 0; i < areas->len; i++)
    sum += suy_shape_area (shape_of (areas->pdata[i]));

  return sum;
}

static void
test_cells (void)
{
  g_autoptr (GPtrArray) leaves = leaf_cells ();
  double whole = suy_shape_area (shape_of (fixture_list (all, "district")->pdata[0]));

  g_assert_cmpuint (leaves->len, ==, 120);
  g_assert_cmpuint (fixture_count (all, "grid_cell", "level", "township"), ==, 12);
  g_assert_cmpuint (fixture_count (all, "grid_cell", "level", "district"), ==, 1);
  check_partition (leaves);
  g_assert_cmpfloat_with_epsilon (sum_of_areas (leaves), whole, 1.0);
  g_assert_cmpfloat (whole, >, 3.3e9);
  g_assert_cmpfloat (whole, <, 3.5e9);
}

static void
test_townships (void)
{
  GPtrArray *towns = fixture_list (all, "township");
  double whole = suy_shape_area (shape_of (fixture_list (all, "district")->pdata[0]));

  g_assert_cmpuint (towns->len, ==, 12);
  check_partition (towns);
  g_assert_cmpfloat_with_epsilon (sum_of_areas (towns), whole, 1.0);
}

static void
test_zones (void)
{
  GPtrArray *zones = fixture_list (all, "cooperation_zone");

  g_assert_cmpuint (zones->len, ==, 4);
  check_partition (zones);
}

/* Every leaf cell has its own inspector, who belongs to its township; a township has at least 5. */
static void
test_inspectors (void)
{
  g_autoptr (GPtrArray) leaves = leaf_cells ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *ids = g_new (gint64, leaves->len);
  g_autoptr (GHashTable) towns = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer n;

  for (guint i = 0; i < leaves->len; i++)
    {
      gint64 town = suy_record_get_integer (leaves->pdata[i], "township");
      SuyRecord *inspector;
      gpointer key = fixture_get (all, town);

      ids[i] = suy_record_get_integer (leaves->pdata[i], "inspector");
      inspector = fixture_get (all, ids[i]);
      g_assert_true (g_hash_table_add (seen, &ids[i]));
      g_assert_cmpstr (suy_record_get_text (inspector, "role"), ==, "grid_inspector");
      g_assert_cmpint (suy_record_get_integer (inspector, "township"), ==, town);
      n = g_hash_table_lookup (towns, key);
      g_hash_table_insert (towns, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
    }
  g_assert_cmpuint (g_hash_table_size (towns), ==, 12);
  g_hash_table_iter_init (&iter, towns);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    g_assert_cmpuint (GPOINTER_TO_UINT (n), >=, 5);
}

/* Whatever says in which cell or township it lies, lies there, and inside the district. */
static void
test_points (void)
{
  static const char *const regs[] = { "risk_point", "enterprise", "outfall",   "river_section",
                                      "station",    "problem",    "complaint", "receptor",
                                      "project",    "inspection", "event",     NULL };
  const SuyShape *district = shape_of (fixture_list (all, "district")->pdata[0]);

  for (guint r = 0; regs[r] != NULL; r++)
    {
      GPtrArray *list = fixture_list (all, regs[r]);

      for (guint i = 0; i < list->len; i++)
        {
          const SuyShape *shape = shape_of (list->pdata[i]);
          gint64 town = suy_record_get_integer (list->pdata[i], "township");

          g_assert_true (suy_shape_contains (district, shape->points[0]));
          g_assert_true (suy_shape_contains (shape_of (fixture_get (all, town)), shape->points[0]));
          if (suy_register_find (suy_record_get_register (list->pdata[i]), "grid") != NULL)
            {
              gint64 cell = suy_record_get_integer (list->pdata[i], "grid");

              g_assert_true (
                  suy_shape_contains (shape_of (fixture_get (all, cell)), shape->points[0]));
            }
        }
    }
}

/* ---- rivers ---- */

static void
test_tree (void)
{
  GPtrArray *list = fixture_list (all, "river_reach");
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_outlets = 0, n_inside = 0;

  g_assert_cmpuint (list->len, ==, 934);
  for (guint i = 0; i < list->len; i++)
    g_assert_true (g_hash_table_insert (
        by_code, (gpointer) suy_record_get_text (list->pdata[i], "code"), list->pdata[i]));
  for (guint i = 0; i < list->len; i++)
    {
      SuyRecord *reach = list->pdata[i];
      const SuyShape *line = shape_of (reach);
      const char *down = suy_record_get_text (reach, "down_key");
      guint steps = 0;

      n_inside += suy_record_get_integer (reach, "in_district") != 0;
      n_outlets += down == NULL;
      g_assert_cmpfloat_with_epsilon (suy_shape_length (line),
                                      suy_record_get_real (reach, "length_m"), 1.0);
      g_assert_nonnull (g_hash_table_lookup (by_code, suy_record_get_text (reach, "level_path")));
      if (down != NULL)
        {
          SuyRecord *next = g_hash_table_lookup (by_code, down);
          SuyPoint end = line->points[line->ends[0] - 1], start = shape_of (next)->points[0];

          g_assert_cmpstr (suy_record_get_text (reach, "to_node"), ==,
                           suy_record_get_text (next, "from_node"));
          g_assert_cmpint (end.x, ==, start.x);
          g_assert_cmpint (end.y, ==, start.y);
        }
      for (; down != NULL; steps++)
        {
          g_assert_cmpuint (steps, <, list->len);
          down = suy_record_get_text (g_hash_table_lookup (by_code, down), "down_key");
        }
    }
  g_assert_cmpuint (n_outlets, ==, 1);
  g_assert_cmpuint (n_inside, ==, 191);
}

/* Sections lie on their reach, outfalls and intakes within 200 m, at the stated place of it. */
static void
check_on_reach (const char *reg, double metres)
{
  GPtrArray *list = fixture_list (all, reg);

  for (guint i = 0; i < list->len; i++)
    {
      gint64 id = suy_record_get_integer (list->pdata[i], "reach");
      SuyRecord *reach = fixture_get (all, id);
      double fraction, chainage;

      if (id == 0)
        continue;
      g_assert_cmpfloat (suy_shape_locate (shape_of (reach), shape_of (list->pdata[i])->points[0],
                                           &fraction, NULL),
                         <=, metres);
      chainage = suy_record_get_real (list->pdata[i], "chainage_m");
      g_assert_cmpfloat_with_epsilon (
          chainage, (1 - fraction) * suy_record_get_real (reach, "length_m"), 2.0);
    }
}

static void
test_on_reach (void)
{
  GPtrArray *sections = fixture_list (all, "river_section");

  for (guint i = 0; i < sections->len; i++)
    g_assert_cmpint (suy_record_get_integer (sections->pdata[i], "reach"), !=, 0);
  check_on_reach ("river_section", 0.1);
  check_on_reach ("outfall", 200);
  check_on_reach ("receptor", 200);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  all = fixture_new (1, 0);
  g_test_add_func ("/io/demo-area/cells/partition", test_cells);
  g_test_add_func ("/io/demo-area/townships/partition", test_townships);
  g_test_add_func ("/io/demo-area/zones/partition", test_zones);
  g_test_add_func ("/io/demo-area/cells/inspectors", test_inspectors);
  g_test_add_func ("/io/demo-area/points/inside", test_points);
  g_test_add_func ("/io/demo-area/rivers/tree", test_tree);
  g_test_add_func ("/io/demo-area/rivers/on-reach", test_on_reach);
  result = g_test_run ();
  fixture_free (all);

  return result;
}
