/* test-map-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole widget on a display: base map, picking against brute force, masks, selection. */

#include "suy-map-view-private.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "suy-mercator.h"
#include "suy-tile-source.h"

#define WIDTH 600
#define HEIGHT 400
#define N_POINTS 60

typedef struct
{
  GtkWidget *window;
  SuyMapView *view;
  SuyPoint points[N_POINTS];
  SuyItemStyle styles[N_POINTS];
} Fixture;

static const SuyBox home = { 1180000000, 273000000, 1183000000, 275000000 };

static SuyFeatureSet *
make_points (Fixture *f)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  guint32 one = 1;

  for (guint i = 0; i < N_POINTS; i++)
    {
      SuyShape shape = { SUY_SHAPE_POINT, 1, &one, &f->points[i] };

      f->points[i] = (SuyPoint){ g_test_rand_int_range (home.min_x, home.max_x),
                                 g_test_rand_int_range (home.min_y, home.max_y) };
      f->styles[i] =
          (SuyItemStyle){ .symbol = (guint8) suy_symbols_find ("farm"), .level = SUY_LEVEL_RED };
      suy_feature_set_builder_add (builder, 100 + i, &shape);
    }

  return suy_feature_set_builder_end (builder);
}

/* Runs the loop until the map is idle, at most ten seconds. */
static void
settle (SuyMapView *view)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!suy_map_view_is_idle (view) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_true (suy_map_view_is_idle (view));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SuyFeatureSet) set = NULL;

  f->window = gtk_window_new ();
  f->view = SUY_MAP_VIEW (suy_map_view_new ());
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (f->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  suy_map_view_set_home (f->view, home);
  set = make_points (f);
  suy_map_view_add_layer (f->view, "points", SUY_LAYER_SYMBOLS, set, f->styles);
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f->view);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static SuyMapFrame
get_frame (Fixture *f)
{
  ShumateMap *map = suy_map_view_get_map (f->view);

  return suy_map_frame_get (shumate_map_get_viewport (map), GTK_WIDGET (map));
}

static void
to_pixels (const SuyMapFrame *frame, SuyPoint point, double *x, double *y)
{
  double mx, my;

  suy_mercator_project (point, &mx, &my);
  suy_map_frame_to_widget (frame, mx, my, x, y);
}

/* The frame's arithmetic against libshumate's own. */
static void
test_frame (Fixture *f, gconstpointer data)
{
  ShumateMap *map = suy_map_view_get_map (f->view);
  SuyMapFrame frame = get_frame (f);

  for (guint i = 0; i < N_POINTS; i++)
    {
      double x, y, want_x, want_y;

      to_pixels (&frame, f->points[i], &x, &y);
      shumate_viewport_location_to_widget_coords (shumate_map_get_viewport (map), GTK_WIDGET (map),
                                                  suy_degrees (f->points[i].y),
                                                  suy_degrees (f->points[i].x), &want_x, &want_y);
      g_assert_cmpfloat_with_epsilon (x, want_x, .01);
      g_assert_cmpfloat_with_epsilon (y, want_y, .01);
      g_assert_cmpfloat (x, >, 0);
      g_assert_cmpfloat (x, <, WIDTH);
    }
}

/* What is drawn with a margin of 100 pixels covers the view until it has moved by more. */
static void
test_frame_covers (Fixture *f, gconstpointer data)
{
  SuyMapFrame frame = get_frame (f), drawn = suy_map_frame_widen (&frame, 100), moved = frame;

  g_assert_cmpfloat (drawn.width, ==, WIDTH + 200);
  moved.x = frame.x + 99.5 / frame.world;
  g_assert_true (suy_map_frame_is_covered (&moved, &drawn));
  moved.x = frame.x - 101 / frame.world;
  g_assert_false (suy_map_frame_is_covered (&moved, &drawn));
  moved.x = frame.x;
  moved.y = frame.y + 101 / frame.world;
  g_assert_false (suy_map_frame_is_covered (&moved, &drawn));
}

static void
check_point (Fixture *f, const SuyMapFrame *frame, double x, double y, double reach)
{
  SuyFeatureLayer *layer = suy_map_view_get_layer (f->view, "points");
  double best = reach, px, py;
  int want = -1;
  SuyPick pick;
  gboolean found = suy_feature_layer_pick (layer, x, y, 8, &pick);

  for (int i = 0; i < N_POINTS; i++)
    {
      to_pixels (frame, f->points[i], &px, &py);
      if (hypot (px - x, py - y) < best)
        {
          best = hypot (px - x, py - y);
          want = i;
        }
    }
  g_assert_cmpint (found, ==, want >= 0);
  if (found)
    {
      g_assert_cmpuint (pick.item, ==, (guint) want);
      g_assert_cmpfloat_with_epsilon (pick.distance, best, 1e-6);
    }
}

static void
test_pick_points (Fixture *f, gconstpointer data)
{
  SuyMapFrame frame = get_frame (f);
  SuySymbol symbol = suy_item_style_get_symbol (&f->styles[0]);
  double reach = 12 * suy_symbol_get_scale (symbol, suy_symbols_size_at_zoom (frame.zoom));
  guint8 mask[N_POINTS];
  double x, y;
  SuyPick pick;

  for (guint i = 0; i < 500; i++)
    check_point (f, &frame, g_test_rand_double_range (0, WIDTH),
                 g_test_rand_double_range (0, HEIGHT), reach);
  to_pixels (&frame, f->points[0], &x, &y);
  memset (mask, 0, sizeof mask);
  suy_feature_layer_set_mask (suy_map_view_get_layer (f->view, "points"), mask);
  g_assert_false (
      suy_feature_layer_pick (suy_map_view_get_layer (f->view, "points"), x, y, 8, &pick));
}

static double
segment_pixels (double x, double y, const double *a, const double *b)
{
  double best = INFINITY;

  /* A thousand places along the segment are oracle enough for a hundredth of a pixel. */
  for (guint i = 0; i <= 1000; i++)
    best = MIN (best,
                hypot (a[0] + (b[0] - a[0]) * i / 1000 - x, a[1] + (b[1] - a[1]) * i / 1000 - y));

  return best;
}

#define N_LINES 20

static void
test_pick_lines (Fixture *f, gconstpointer data)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  SuyPoint ends[N_LINES][2];
  SuyItemStyle styles[N_LINES];
  SuyMapFrame frame = get_frame (f);
  SuyFeatureLayer *layer;
  guint32 two = 2;

  for (guint i = 0; i < N_LINES; i++)
    {
      SuyShape shape = { SUY_SHAPE_LINE, 1, &two, ends[i] };

      for (guint k = 0; k < 2; k++)
        ends[i][k] = (SuyPoint){ g_test_rand_int_range (home.min_x, home.max_x),
                                 g_test_rand_int_range (home.min_y, home.max_y) };
      styles[i] = (SuyItemStyle){ .level = (guint8) (i % 7), .rank = 3 };
      suy_feature_set_builder_add (builder, i + 1, &shape);
    }
  set = suy_feature_set_builder_end (builder);
  suy_map_view_add_layer (f->view, "rivers", SUY_LAYER_RIVERS, set, styles);
  layer = suy_map_view_get_layer (f->view, "rivers");
  settle (f->view);
  for (guint t = 0; t < 300; t++)
    {
      double x = g_test_rand_double_range (0, WIDTH), y = g_test_rand_double_range (0, HEIGHT);
      double best = INFINITY, a[2], b[2];
      SuyPick pick;
      gboolean found = suy_feature_layer_pick (layer, x, y, 8, &pick);

      for (guint i = 0; i < N_LINES; i++)
        {
          to_pixels (&frame, ends[i][0], &a[0], &a[1]);
          to_pixels (&frame, ends[i][1], &b[0], &b[1]);
          best = MIN (best, segment_pixels (x, y, a, b));
        }
      if (fabs (best - 8) < .5)
        continue;
      g_assert_cmpint (found, ==, best < 8);
      if (found)
        g_assert_cmpfloat_with_epsilon (pick.distance, best, .5);
    }
}

/* Squares in a row, each the next one's neighbour, each with a square hole of half its size. */
static void
test_pick_areas (Fixture *f, gconstpointer data)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  SuyItemStyle styles[5] = { { 0 } };
  SuyMapFrame frame = get_frame (f);
  gint32 side = (home.max_x - home.min_x) / 5, y0 = home.min_y;
  guint32 ends[] = { 5, 10 };

  for (gint32 i = 0; i < 5; i++)
    {
      gint32 x0 = home.min_x + i * side, x1 = x0 + side, y1 = y0 + side, q = side / 4;
      SuyPoint rings[] = { { x0, y0 },         { x1, y0 },         { x1, y1 },
                           { x0, y1 },         { x0, y0 },         { x0 + q, y0 + q },
                           { x0 + q, y1 - q }, { x1 - q, y1 - q }, { x1 - q, y0 + q },
                           { x0 + q, y0 + q } };
      SuyShape shape = { SUY_SHAPE_POLYGON, 2, ends, rings };

      suy_feature_set_builder_add (builder, i + 1, &shape);
    }
  set = suy_feature_set_builder_end (builder);
  suy_map_view_add_layer (f->view, "cells", SUY_LAYER_CELLS, set, styles);
  settle (f->view);
  for (guint t = 0; t < 500; t++)
    {
      SuyPoint at = { g_test_rand_int_range (home.min_x - side, home.max_x + side),
                      g_test_rand_int_range (y0 - side, y0 + 2 * side) };
      gint32 in_x = (at.x - home.min_x + side) % side, in_y = at.y - y0, q = side / 4;
      gboolean hole = in_x > q && in_x < side - q && in_y > q && in_y < side - q;
      gboolean inside =
          at.x >= home.min_x && at.x < home.min_x + 5 * side && in_y >= 0 && in_y < side && !hole;
      SuyPick pick;
      double x, y;

      to_pixels (&frame, at, &x, &y);
      g_assert_cmpint (
          suy_feature_layer_pick (suy_map_view_get_layer (f->view, "cells"), x, y, 8, &pick), ==,
          inside);
      if (inside)
        g_assert_cmpuint (pick.item, ==, (guint) ((at.x - home.min_x) / side));
    }
}

static void
count (SuyMapView *view, const char *layer, gint64 id, guint *n)
{
  if (layer != NULL && id >= 100)
    ++*n;
}

static void
test_select (Fixture *f, gconstpointer data)
{
  guint n = 0;
  gint64 id;

  g_assert_true (suy_map_view_select (f->view, "points", 105));
  g_assert_cmpstr (suy_map_view_get_selected (f->view, &id), ==, "points");
  g_assert_cmpint (id, ==, 105);
  g_assert_nonnull (strstr (suy_map_view_get_description (f->view), "60 places, one selected"));
  g_assert_false (suy_map_view_select (f->view, "points", 5));
  g_assert_null (suy_map_view_get_selected (f->view, &id));
  g_assert_false (suy_map_view_select (f->view, "nothing", 105));
  g_signal_connect (f->view, "picked", G_CALLBACK (count), &n);
  for (guint i = 0; i < N_POINTS; i++)
    suy_map_view_step (f->view, 1);
  g_assert_cmpuint (n, ==, N_POINTS);
  suy_map_view_remove_layer (f->view, "points");
  g_assert_false (suy_map_view_has_layer (f->view, "points"));
  settle (f->view);
}

static void
test_view (Fixture *f, gconstpointer data)
{
  SuyBox box = suy_map_view_get_box (f->view);
  double lon, lat;

  g_assert_cmpint (box.min_x, <=, home.min_x);
  g_assert_cmpint (box.max_x, >=, home.max_x);
  g_assert_cmpint (box.min_y, <=, home.min_y);
  g_assert_cmpint (box.max_y, >=, home.max_y);
  suy_map_view_show_box (f->view, (SuyBox){ 1181000000, 274000000, 1181000000, 274000000 });
  suy_map_view_get_center (f->view, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, 118.1, 1e-6);
  g_assert_cmpfloat_with_epsilon (lat, 27.4, 1e-6);
  g_assert_cmpfloat (suy_map_view_get_zoom (f->view), ==, 14);
  settle (f->view);
}

/* A card on the left: the box is shown whole beside it, and a card that is too wide counts for
 * nothing. */
static void
test_covered (Fixture *f, gconstpointer data)
{
  const SuyBox wanted = { 1180000000, 273000000, 1184000000, 274000000 };
  int width = gtk_widget_get_width (GTK_WIDGET (f->view));
  double lon, lat, plain, covered, units;

  suy_map_view_show_box (f->view, wanted);
  plain = suy_map_view_get_zoom (f->view);
  suy_map_view_set_covered (f->view, width / 4);
  suy_map_view_show_box (f->view, wanted);
  covered = suy_map_view_get_zoom (f->view);
  suy_map_view_get_center (f->view, &lon, &lat);
  units = SUY_TILE_SIZE * exp2 (covered) / 360;
  g_assert_cmpfloat (covered, <, plain);
  g_assert_cmpfloat ((118.0 - lon) * units, >, -width / 2.0 + width / 4);
  g_assert_cmpfloat ((118.4 - lon) * units, <, width / 2.0);
  g_assert_cmpfloat_with_epsilon ((118.2 - lon) * units, width / 4 / 2.0, 1);

  suy_map_view_set_covered (f->view, width / 2);
  suy_map_view_show_box (f->view, wanted);
  g_assert_cmpfloat_with_epsilon (suy_map_view_get_zoom (f->view), plain, 1e-9);
  settle (f->view);
}

/* Every highlight at once, both themes and languages, and away again. */
static void
test_highlights (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify) suy_geometry_unref);
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (SuyCutMark));
  g_autoptr (GArray) suspects = g_array_new (FALSE, FALSE, sizeof (SuySuspectMark));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  SuyPoint line[] = { { 1180000000, 274000000 }, { 1182000000, 274500000 } };
  SuyCutMark cut = { { 1180000000, 274000000 }, (char *) "45 km" };
  SuySuspectMark suspect = { { 1181000000, 274000000 }, 1 };
  guint32 two = 2;
  SuyShape shape = { SUY_SHAPE_LINE, 1, &two, line };
  gint64 id = 100;

  g_ptr_array_add (pieces, suy_geometry_new (&shape, NULL));
  g_array_append_val (cuts, cut);
  g_array_append_val (suspects, suspect);
  g_array_append_val (ids, id);
  for (guint dark = 0; dark < 2; dark++)
    {
      suy_map_view_set_dark (f->view, dark != 0);
      suy_map_view_set_language (f->view, dark ? "en" : "zh");
      suy_map_view_set_trace (f->view, pieces, NULL, dark ? SUY_TRACK_DOWN : SUY_TRACK_UP, cuts);
      suy_map_view_set_drainage (f->view, pieces);
      suy_map_view_set_suspects (f->view, suspects);
      suy_map_view_set_buffer (f->view, suspect.at, 500);
      suy_map_view_set_focus (f->view, "points", ids);
      suy_map_view_hover (f->view, "points", 101);
      suy_map_view_select (f->view, "points", 102);
      settle (f->view);
    }
  suy_map_view_clear (f->view);
  settle (f->view);
}

static char *
number_of (gpointer data, guint32 item)
{
  return g_strdup_printf ("Livestock farm number %u", item);
}

/* Turns the placed texts into text -> rectangle relative to the text's own spot. */
static GHashTable *
placed_texts (Fixture *f)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  SuyLabelLayer *labels = ((SuyMapView *) f->view)->labels;

  for (guint i = 0; i < suy_label_layer_get_n_placed (labels); i++)
    {
      graphene_rect_t rect, other;
      const char *text = suy_label_layer_get_placed (labels, i, &rect);

      for (guint k = 0; k < i; k++)
        {
          suy_label_layer_get_placed (labels, k, &other);
          graphene_rect_inset (&other, .01f, .01f);
          g_assert_false (graphene_rect_intersection (&rect, &other, NULL));
        }
      g_hash_table_insert (texts, (gpointer) g_intern_string (text),
                           g_memdup2 (&rect, sizeof rect));
    }

  return texts;
}

/* No text covers another; panning by more than the margin lets every text that stays in sight keep
 * its place beside its spot: all of them have moved by the same way. */
static void
test_labels (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) before = NULL, after = NULL;
  ShumateViewport *viewport = shumate_map_get_viewport (suy_map_view_get_map (f->view));
  GHashTableIter iter;
  gpointer text, rect;
  guint kept = 0, moved = 0;
  float dx = 0, dy = 0;

  suy_feature_layer_set_text (suy_map_view_get_layer (f->view, "points"), number_of, NULL, NULL);
  shumate_viewport_set_zoom_level (viewport, 11);
  settle (f->view);
  before = placed_texts (f);
  g_assert_cmpuint (g_hash_table_size (before), >, 5);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 27.4, 118.15 + .1);
  settle (f->view);
  after = placed_texts (f);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &text, &rect))
    {
      const graphene_rect_t *was = rect, *is = g_hash_table_lookup (after, text);

      if (is == NULL)
        continue;
      if (kept++ == 0)
        {
          dx = is->origin.x - was->origin.x;
          dy = is->origin.y - was->origin.y;
        }
      moved += fabsf (is->origin.x - was->origin.x - dx) > 1 ||
               fabsf (is->origin.y - was->origin.y - dy) > 1;
    }
  g_assert_cmpuint (kept, >, 3);
  g_assert_cmpuint (moved, ==, 0);
}

/* A file with one damaged tile: counted, named, and the map still comes to rest. */
static void
test_damaged_base (Fixture *f, gconstpointer data)
{
  g_autofree char *dir = g_dir_make_tmp ("suy-map-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "bad.mbtiles", NULL);
  g_autoptr (GError) error = NULL;
  SuyMbtilesWriter *writer = suy_mbtiles_writer_new (path, &error);
  g_autoptr (GBytes) bad = g_bytes_new_static ("\x1a\xff\xff\xff\x7f rubbish", 13);
  g_autoptr (SuyMbtiles) tiles = NULL;
  const char *reason;

  g_assert_no_error (error);
  suy_mbtiles_writer_set_metadata (writer, "format", "pbf", NULL);
  suy_mbtiles_writer_set_metadata (writer, "name", "bad", NULL);
  g_assert_true (suy_mbtiles_writer_put (writer, 0, 0, 0, bad, &error));
  g_assert_true (suy_mbtiles_writer_end (writer, &error));
  tiles = suy_mbtiles_open (path, &error);
  g_assert_no_error (error);
  suy_map_view_set_base_map (f->view, tiles, NULL);
  settle (f->view);
  g_assert_cmpuint (suy_map_view_get_n_failed (f->view, &reason), >, 0);
  g_assert_nonnull (reason);
  suy_map_view_set_base_map (f->view, NULL, NULL);
  g_remove (path);
  g_rmdir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
#define ADD(name, func) g_test_add ("/map/map-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("frame/places", test_frame);
  ADD ("frame/covers", test_frame_covers);
  ADD ("pick/points", test_pick_points);
  ADD ("pick/lines", test_pick_lines);
  ADD ("pick/areas", test_pick_areas);
  ADD ("select", test_select);
  ADD ("view", test_view);
  ADD ("covered", test_covered);
  ADD ("highlights", test_highlights);
  ADD ("labels", test_labels);
  ADD ("damaged-base", test_damaged_base);

  return g_test_run ();
}
