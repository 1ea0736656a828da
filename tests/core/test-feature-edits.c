/* test-feature-edits.c: a set with edits answers as one that was made with them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "suy-error.h"
#include "suy-feature-set.h"

#define DEG SUY_DEGREE

/* The features as they should be, in the order of items. */
typedef struct
{
  GArray *ids;           /* gint64 */
  GPtrArray *geometries; /* SuyGeometry, or NULL for none */
  gint64 next;
} Model;

static SuyPoint
random_place (void)
{
  return (SuyPoint){ (gint32) g_test_rand_int_range (1179 * (DEG / 10), 1183 * (DEG / 10)),
                     (gint32) g_test_rand_int_range (271 * (DEG / 10), 275 * (DEG / 10)) };
}

/* @mixed: lines and polygons too, and features without a place in any case */
static SuyGeometry *
random_geometry (gboolean mixed)
{
  SuyPoint at = random_place ();
  SuyPoint corners[] = { at, { at.x + DEG / 50, at.y }, { at.x, at.y + DEG / 70 } };
  guint32 line_end = 2, ring_end = 3;

  switch (g_test_rand_int_range (0, mixed ? 4 : 2))
    {
    case 0:
      return g_test_rand_int_range (0, 4) == 0 ? NULL : suy_geometry_new_point (at);
    case 1:
      return suy_geometry_new_point (at);
    case 2:
      return suy_geometry_new (&(SuyShape){ SUY_SHAPE_LINE, 1, &line_end, corners }, NULL);
    default:
      return suy_geometry_new (&(SuyShape){ SUY_SHAPE_POLYGON, 1, &ring_end, corners }, NULL);
    }
}

static void
free_geometry (gpointer geometry)
{
  if (geometry != NULL)
    suy_geometry_unref (geometry);
}

static Model
model_new (guint n, gboolean mixed)
{
  Model model = { g_array_new (FALSE, FALSE, sizeof (gint64)),
                  g_ptr_array_new_with_free_func (free_geometry), 1000 };

  for (guint i = 0; i < n; i++)
    {
      gint64 id = model.next += g_test_rand_int_range (1, 5);

      g_array_append_val (model.ids, id);
      g_ptr_array_add (model.geometries, random_geometry (mixed));
    }

  return model;
}

static void
model_clear (Model *model)
{
  g_array_unref (model->ids);
  g_ptr_array_unref (model->geometries);
}

static SuyFeatureSet *
model_to_set (const Model *model)
{
  static const SuyShape none = { SUY_SHAPE_NONE, 0, NULL, NULL };
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();

  for (guint i = 0; i < model->ids->len; i++)
    {
      SuyGeometry *geometry = model->geometries->pdata[i];

      suy_feature_set_builder_add (builder, g_array_index (model->ids, gint64, i),
                                   geometry == NULL ? &none : suy_geometry_get_shape (geometry));
    }

  return suy_feature_set_builder_end (builder);
}

/* Changes, adds or removes one feature in @model and says so in @edit, whose geometry is borrowed.
 */
static void
random_edit (Model *model, gboolean mixed, gboolean remove, SuyFeatureEdit *edit)
{
  guint at = model->ids->len == 0 ? 0 : (guint) g_test_rand_int_range (0, (gint32) model->ids->len);
  SuyGeometry *geometry = random_geometry (mixed);

  if (remove && model->ids->len > 0)
    {
      *edit = (SuyFeatureEdit){ g_array_index (model->ids, gint64, at), NULL, TRUE };
      g_array_remove_index (model->ids, at);
      g_ptr_array_remove_index (model->geometries, at);
      free_geometry (geometry);
      return;
    }

  if (model->ids->len == 0 || g_test_rand_int_range (0, 3) == 0)
    {
      gint64 id = model->next += g_test_rand_int_range (1, 5);

      at = model->ids->len;
      g_array_append_val (model->ids, id);
      g_ptr_array_add (model->geometries, NULL);
    }
  free_geometry (model->geometries->pdata[at]);
  model->geometries->pdata[at] = geometry;
  *edit = (SuyFeatureEdit){ g_array_index (model->ids, gint64, at), geometry, FALSE };
}

static void
assert_same_items (GArray *got, GArray *want)
{
  g_assert_cmpmem (got->data, got->len * sizeof (guint32), want->data,
                   want->len * sizeof (guint32));
}

static void
assert_same_hits (GArray *got, GArray *want)
{
  g_assert_cmpuint (got->len, ==, want->len);
  for (guint i = 0; i < got->len; i++)
    {
      g_assert_cmpuint (g_array_index (got, SuyHit, i).item, ==,
                        g_array_index (want, SuyHit, i).item);
      g_assert_cmpfloat_with_epsilon (g_array_index (got, SuyHit, i).distance_m,
                                      g_array_index (want, SuyHit, i).distance_m, 1e-6);
    }
}

static void
compare_features (SuyFeatureSet *got, SuyFeatureSet *want)
{
  g_assert_cmpuint (suy_feature_set_get_n (got), ==, suy_feature_set_get_n (want));
  for (guint32 i = 0; i < suy_feature_set_get_n (want); i++)
    {
      SuyShape a = suy_feature_set_get_shape (got, i), b = suy_feature_set_get_shape (want, i);
      SuyBox box = suy_feature_set_get_box (got, i), expected = suy_feature_set_get_box (want, i);
      guint32 item = G_MAXUINT32;

      g_assert_cmpint (suy_feature_set_get_id (got, i), ==, suy_feature_set_get_id (want, i));
      g_assert_true (suy_feature_set_find (got, suy_feature_set_get_id (want, i), &item));
      g_assert_cmpuint (item, ==, i);
      g_assert_cmpint (a.kind, ==, b.kind);
      g_assert_cmpmem (a.points, suy_shape_get_n_points (&a) * sizeof (SuyPoint), b.points,
                       suy_shape_get_n_points (&b) * sizeof (SuyPoint));
      g_assert_cmpmem (&box, sizeof box, &expected, sizeof expected);
    }
}

static void
compare_searches (SuyFeatureSet *got, SuyFeatureSet *want)
{
  g_autoptr (SuyGeometry) query = random_geometry (TRUE);
  SuyPoint at = random_place ();
  SuyBox box = { at.x, at.y, at.x + DEG / 8, at.y + DEG / 8 };
  double metres = g_test_rand_double_range (0, 20000);
  guint k = (guint) g_test_rand_int_range (1, 12);
  g_autoptr (GArray) boxed = suy_feature_set_in_box (got, box);
  g_autoptr (GArray) want_boxed = suy_feature_set_in_box (want, box);
  g_autoptr (GArray) holding = suy_feature_set_containing (got, at);
  g_autoptr (GArray) want_holding = suy_feature_set_containing (want, at);
  g_autoptr (GArray) within = NULL, want_within = NULL, nearest = NULL, want_nearest = NULL;
  g_auto (SuyItems) items = { 0 };

  assert_same_items (boxed, want_boxed);
  assert_same_items (holding, want_holding);
  if (query == NULL)
    return;

  within = suy_feature_set_within (got, suy_geometry_get_shape (query), metres);
  want_within = suy_feature_set_within (want, suy_geometry_get_shape (query), metres);
  assert_same_hits (within, want_within);
  nearest = suy_feature_set_nearest (got, suy_geometry_get_shape (query), k, INFINITY);
  want_nearest = suy_feature_set_nearest (want, suy_geometry_get_shape (query), k, INFINITY);
  assert_same_hits (nearest, want_nearest);

  suy_feature_set_items_within (got, suy_geometry_get_shape (query), metres, &items);
  g_assert_cmpuint (items.n, ==, want_within->len);
  for (gsize i = 1; i < items.n; i++)
    g_assert_cmpuint (items.at[i - 1], <, items.at[i]);
}

/* @data: whether lines and polygons are among the features */
static void
test_random (gconstpointer data)
{
  gboolean mixed = GPOINTER_TO_INT (data);

  for (guint trial = 0; trial < 40; trial++)
    {
      Model model = model_new ((guint) g_test_rand_int_range (0, 200), mixed);
      g_autoptr (SuyFeatureSet) set = model_to_set (&model);

      for (guint step = 0; step < 15; step++)
        {
          SuyFeatureEdit edit;
          g_autoptr (SuyFeatureSet) next = NULL;
          g_autoptr (SuyFeatureSet) want = NULL;

          random_edit (&model, mixed, g_test_rand_int_range (0, 6) == 0, &edit);
          next = suy_feature_set_edit (set, &edit, 1);
          want = model_to_set (&model);
          compare_features (next, want);
          compare_searches (next, want);
          suy_feature_set_unref (set);
          set = g_steal_pointer (&next);
        }
      model_clear (&model);
    }
}

/* A removed id is found no more, and the set that was edited has it still. */
static void
test_removed (void)
{
  Model model = model_new (20, FALSE);
  gint64 id = g_array_index (model.ids, gint64, 7);
  g_autoptr (SuyFeatureSet) set = model_to_set (&model);
  const SuyFeatureEdit edit = { id, NULL, TRUE };
  g_autoptr (SuyFeatureSet) without = suy_feature_set_edit (set, &edit, 1);
  guint32 item;

  g_assert_false (suy_feature_set_find (without, id, &item));
  g_assert_cmpuint (suy_feature_set_get_n (without), ==, 19);
  g_assert_true (suy_feature_set_find (set, id, &item));
  g_assert_cmpuint (item, ==, 7);
  model_clear (&model);
}

/* Many edits at once and one after the other: past the length of the list they are folded in. */
static void
test_many (void)
{
  Model model = model_new (300, TRUE);
  g_autoptr (SuyFeatureSet) set = model_to_set (&model);
  g_autoptr (SuyFeatureSet) want = NULL;

  for (guint i = 0; i < 1500; i++)
    {
      SuyFeatureEdit edit;
      SuyFeatureSet *next;

      random_edit (&model, TRUE, FALSE, &edit);
      next = suy_feature_set_edit (set, &edit, 1);
      suy_feature_set_unref (set);
      set = next;
    }

  want = model_to_set (&model);
  compare_features (set, want);
  for (guint i = 0; i < 20; i++)
    compare_searches (set, want);
  model_clear (&model);
}

/* ---- kept bytes ---- */

static void
test_kept (gconstpointer data)
{
  Model model = model_new (400, GPOINTER_TO_INT (data));
  g_autoptr (SuyFeatureSet) set = model_to_set (&model);
  g_autoptr (SuyFeatureSet) edited = NULL;
  g_autoptr (SuyFeatureSet) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  SuyFeatureEdit edit;

  random_edit (&model, GPOINTER_TO_INT (data), FALSE, &edit);
  edited = suy_feature_set_edit (set, &edit, 1);
  bytes = suy_feature_set_pack (edited);
  again = suy_feature_set_open (bytes, &error);
  g_assert_no_error (error);
  compare_features (again, edited);
  for (guint i = 0; i < 50; i++)
    compare_searches (again, edited);
  model_clear (&model);
}

/* Looks at everything, so that a number that leads out of the bytes is caught by the checker of
 * memory that the tests are run with. */
static void
walk (SuyFeatureSet *set)
{
  SuyPoint at = random_place ();
  g_autoptr (SuyGeometry) query = suy_geometry_new_point (at);
  g_autoptr (GArray) within = suy_feature_set_within (set, suy_geometry_get_shape (query), 3000);
  g_autoptr (GArray) nearest =
      suy_feature_set_nearest (set, suy_geometry_get_shape (query), 3, INFINITY);
  g_autoptr (GArray) boxed = suy_feature_set_in_box (set, SUY_BOX_WORLD);
  g_autoptr (GArray) holding = suy_feature_set_containing (set, at);
  guint32 item;

  for (guint32 i = 0; i < suy_feature_set_get_n (set); i++)
    {
      SuyBox box = suy_feature_set_get_box (set, i);

      suy_feature_set_find (set, suy_feature_set_get_id (set, i), &item);
      g_assert_true (suy_box_is_empty (&box) || box.min_y <= box.max_y);
    }
}

static void
test_damaged (gconstpointer data)
{
  Model model = model_new (100, GPOINTER_TO_INT (data));
  g_autoptr (SuyFeatureSet) set = model_to_set (&model);
  g_autoptr (GBytes) bytes = suy_feature_set_pack (set);
  gsize size;
  const guint8 *good = g_bytes_get_data (bytes, &size);
  guint n_refused = 0;

  for (guint trial = 0; trial < 3000; trial++)
    {
      guint8 *bad = g_memdup2 (good, size);
      gsize at = (gsize) g_test_rand_int_range (0, trial % 2 == 0 ? 256 : (gint32) size);
      gsize kept = trial % 5 == 0 ? (gsize) g_test_rand_int_range (0, (gint32) size) : size;
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (SuyFeatureSet) opened = NULL;
      g_autoptr (GError) error = NULL;

      bad[at] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
      damaged = g_bytes_new_take (g_realloc (bad, kept), kept);
      opened = suy_feature_set_open (damaged, &error);
      if (opened == NULL)
        {
          g_assert_error (error, SUY_ERROR, SUY_ERROR_CORRUPT);
          n_refused++;
        }
      else
        walk (opened);
    }

  g_assert_cmpuint (n_refused, >, 600);
  model_clear (&model);
}

int
main (int argc, char **argv)
{
  gconstpointer points = GINT_TO_POINTER (FALSE), mixed = GINT_TO_POINTER (TRUE);

  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/core/feature-edits/random/points", points, test_random);
  g_test_add_data_func ("/core/feature-edits/random/mixed", mixed, test_random);
  g_test_add_func ("/core/feature-edits/removed", test_removed);
  g_test_add_func ("/core/feature-edits/many", test_many);
  g_test_add_data_func ("/core/feature-edits/kept/points", points, test_kept);
  g_test_add_data_func ("/core/feature-edits/kept/mixed", mixed, test_kept);
  g_test_add_data_func ("/core/feature-edits/damaged/points", points, test_damaged);
  g_test_add_data_func ("/core/feature-edits/damaged/mixed", mixed, test_damaged);

  return g_test_run ();
}
