/* show-map.c: shows the map of given files, or draws it into a picture; for looking at, not
 * installed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * show-map [--dark] [--english] [--size WxH] [--box W,S,E,N] [--random N] [--rivers FILE.csv]
 *          [--points FILE.csv] [--trace] [--buffer LON,LAT,M] [--select ID] [--frames N]
 *          [--picture FILE.png] [BASE.mbtiles]
 *
 * Points: lon,lat,kind,level,name.  Rivers: class,order,lon lat lon lat ... */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "suy-map-view.h"

static gboolean dark, english, trace;
static char *size = NULL, *box = NULL, *points = NULL, *rivers = NULL, *buffer = NULL;
static char *picture = NULL;
static int n_random, n_frames, selected;
static char **files;

static const GOptionEntry entries[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "The dark theme", NULL },
  { "english", 0, 0, G_OPTION_ARG_NONE, &english, "English names", NULL },
  { "trace", 0, 0, G_OPTION_ARG_NONE, &trace, "Trace some rivers", NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, &size, "Size of the window", "WxH" },
  { "box", 0, 0, G_OPTION_ARG_STRING, &box, "What is shown", "W,S,E,N" },
  { "points", 0, 0, G_OPTION_ARG_FILENAME, &points, "Points", "FILE" },
  { "rivers", 0, 0, G_OPTION_ARG_FILENAME, &rivers, "Rivers", "FILE" },
  { "buffer", 0, 0, G_OPTION_ARG_STRING, &buffer, "A buffer ring", "LON,LAT,M" },
  { "random", 0, 0, G_OPTION_ARG_INT, &n_random, "Made-up points", "N" },
  { "select", 0, 0, G_OPTION_ARG_INT, &selected, "Select a point", "ID" },
  { "frames", 0, 0, G_OPTION_ARG_INT, &n_frames, "Pan this long and print times", "N" },
  { "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture, "Draw into a picture and end", "FILE" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "BASE.mbtiles" },
  { NULL }
};

typedef struct
{
  GMainLoop *loop;
  GtkWidget *window;
  SuyMapView *view;
  GPtrArray *names;
  int frame;
  gint64 began, worst, last;
} Show;

static char *
name_of (gpointer data, guint32 item)
{
  return g_strdup (((GPtrArray *) data)->pdata[item]);
}

static SuyPoint
to_point (const char *lon, const char *lat)
{
  SuyPoint point = { 0 };

  suy_point_from_degrees (g_ascii_strtod (lon, NULL), g_ascii_strtod (lat, NULL), &point);

  return point;
}

static char **
read_lines (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);

  return g_strsplit (g_strchomp (text), "\n", -1);
}

static void
add_point (SuyFeatureSetBuilder *builder, gint64 id, SuyPoint point)
{
  guint32 end = 1;
  SuyShape shape = { SUY_SHAPE_POINT, 1, &end, &point };

  suy_feature_set_builder_add (builder, id, &shape);
}

static SuyItemStyle
style_of (const char *kind, const char *level)
{
  SuyItemStyle style = { .symbol = (guint8) MAX (0, suy_symbols_find (kind)) };

  if (strcmp (kind, "section") == 0)
    {
      style.level = (guint8) suy_water_class_from_name (level);
      style.alert = style.level >= 4;
    }
  else
    style.level = (guint8) suy_level_from_name (level);

  return style;
}

/* One layer of graded points, one of the others. */
static void
add_points (Show *show, gboolean graded, const char *name)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (SuyItemStyle));
  g_auto (GStrv) lines = read_lines (points);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 5);
      SuyItemStyle style = style_of (cells[2], cells[3]);

      if (suy_symbols_is_graded (style.symbol) != graded)
        continue;
      add_point (builder, i + 1, to_point (cells[0], cells[1]));
      g_array_append_val (styles, style);
      g_ptr_array_add (names, g_strdup (cells[4]));
    }
  set = suy_feature_set_builder_end (builder);
  suy_map_view_add_layer (show->view, name, SUY_LAYER_SYMBOLS, set,
                          (const SuyItemStyle *) (gpointer) styles->data);
  suy_feature_layer_set_text (suy_map_view_get_layer (show->view, name), name_of, names, NULL);
}

/* Of all threads of this program. */
static gint64
cpu_time_us (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);

  return (gint64) t.tv_sec * G_USEC_PER_SEC + t.tv_nsec / 1000;
}

static double
gauss (void)
{
  double sum = 0;

  for (guint i = 0; i < 12; i++)
    sum += g_random_double ();

  return sum - 6;
}

static void
add_random (Show *show)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autofree SuyItemStyle *styles = g_new0 (SuyItemStyle, (gsize) n_random);

  g_random_set_seed (7);
  for (int i = 0; i < n_random; i++)
    {
      SuyPoint point;
      double r = g_random_double ();

      suy_point_from_degrees (118.1 + gauss () * .16, 27.4 + gauss () * .1, &point);
      add_point (builder, i + 1, point);
      styles[i].symbol = (guint8) g_random_int_range (0, 9);
      styles[i].level = r < .5 ? 1 : r < .8 ? 2 : r < .95 ? 3 : 4;
    }
  set = suy_feature_set_builder_end (builder);
  suy_map_view_add_layer (show->view, "random", SUY_LAYER_SYMBOLS, set, styles);
}

static void
add_rivers (Show *show)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (SuyItemStyle));
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify) suy_geometry_unref);
  g_autoptr (GByteArray) ranks = g_byte_array_new ();
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (SuyCutMark));
  g_auto (GStrv) lines = read_lines (rivers);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 3);
      g_auto (GStrv) numbers = g_strsplit (cells[2], " ", -1);
      g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
      SuyItemStyle style = { .level = (guint8) suy_water_class_from_name (cells[0]),
                             .rank = (guint8) atoi (cells[1]) };
      guint32 end;
      SuyShape shape = { SUY_SHAPE_LINE, 1, &end, NULL };

      for (guint k = 0; numbers[k] != NULL && numbers[k + 1] != NULL; k += 2)
        {
          SuyPoint p = to_point (numbers[k], numbers[k + 1]);

          g_array_append_val (line, p);
        }
      end = line->len;
      shape.points = (const SuyPoint *) (gpointer) line->data;
      suy_feature_set_builder_add (builder, i + 1, &shape);
      g_array_append_val (styles, style);
      if (trace && i % 5 == 0)
        {
          SuyCutMark cut = { shape.points[0], (char *) "45 km" };

          g_ptr_array_add (pieces, suy_geometry_new (&shape, NULL));
          g_byte_array_append (ranks, &style.rank, 1);
          if (i % 20 == 0)
            g_array_append_val (cuts, cut);
        }
    }
  set = suy_feature_set_builder_end (builder);
  suy_map_view_add_layer (show->view, "rivers", SUY_LAYER_RIVERS, set,
                          (const SuyItemStyle *) (gpointer) styles->data);
  if (trace)
    suy_map_view_set_trace (show->view, pieces, ranks->data, SUY_TRACK_UP, cuts);
}

static SuyBox
read_box (void)
{
  g_auto (GStrv) cells = g_strsplit (box == NULL ? "117.53,27.10,118.64,27.73" : box, ",", 4);
  SuyPoint low = to_point (cells[0], cells[1]), high = to_point (cells[2], cells[3]);

  return (SuyBox){ low.x, low.y, high.x, high.y };
}

static void
save (Show *show)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (show->view));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (show->window),
                          gtk_widget_get_height (show->window));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (GTK_NATIVE (show->window)), node,
      &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (show->window),
                           (float) gtk_widget_get_height (show->window)));
  gdk_texture_save_to_png (texture, picture);
  g_main_loop_quit (show->loop);
}

/* What is drawn now is seen a frame later. */
static gboolean
save_soon (gpointer data)
{
  save (data);

  return G_SOURCE_REMOVE;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Show *show = data;
  ShumateViewport *viewport = shumate_map_get_viewport (suy_map_view_get_map (show->view));
  double lon = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  double lat = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  gint64 now = g_get_monotonic_time ();

  if (show->frame == 0)
    show->began = cpu_time_us ();
  if (show->frame++ == n_frames)
    {
      g_print ("%d frames, %.1f ms of CPU a frame, slowest gap %.0f ms\n", n_frames,
               (double) (cpu_time_us () - show->began) / 1000 / n_frames,
               (double) show->worst / 1000);
      if (picture != NULL)
        save (show);
      else
        g_main_loop_quit (show->loop);
      return G_SOURCE_REMOVE;
    }
  if (show->last != 0)
    show->worst = MAX (show->worst, now - show->last);
  show->last = now;
  shumate_location_set_location (SHUMATE_LOCATION (viewport), lat, lon + .0016);

  return G_SOURCE_CONTINUE;
}

static void
on_idle (Show *show)
{
  if (!suy_map_view_is_idle (show->view))
    return;
  g_signal_handlers_disconnect_by_func (show->view, on_idle, show);
  if (n_frames > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (show->view), on_tick, show, NULL);
  else if (picture != NULL)
    g_timeout_add (300, save_soon, show);
}

static void
set_up (Show *show)
{
  int width = 1030, height = 682;
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyMbtiles) tiles = files == NULL ? NULL : suy_mbtiles_open (files[0], &error);

  if (error != NULL)
    g_error ("%s", error->message);
  if (size != NULL)
    sscanf (size, "%dx%d", &width, &height);
  show->window = gtk_window_new ();
  show->view = SUY_MAP_VIEW (suy_map_view_new ());
  gtk_window_set_decorated (GTK_WINDOW (show->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (show->window), width, height);
  gtk_window_set_child (GTK_WINDOW (show->window), GTK_WIDGET (show->view));
  suy_map_view_set_dark (show->view, dark);
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", dark, NULL);
  suy_map_view_set_language (show->view, english ? "en" : "zh");
  suy_map_view_set_schematic (show->view, TRUE);
  suy_map_view_set_base_map (show->view, tiles, NULL);
  suy_map_view_set_home (show->view, read_box ());
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  Show show = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  gtk_init ();
  show.loop = g_main_loop_new (NULL, FALSE);
  set_up (&show);
  if (rivers != NULL)
    add_rivers (&show);
  if (points != NULL)
    {
      add_points (&show, FALSE, "others");
      add_points (&show, TRUE, "points");
    }
  if (n_random > 0)
    add_random (&show);
  if (buffer != NULL)
    {
      g_auto (GStrv) cells = g_strsplit (buffer, ",", 3);

      suy_map_view_set_buffer (show.view, to_point (cells[0], cells[1]),
                               g_ascii_strtod (cells[2], NULL));
    }
  if (selected > 0)
    suy_map_view_select (show.view, "points", selected);
  g_signal_connect_swapped (show.view, "notify::is-idle", G_CALLBACK (on_idle), &show);
  gtk_window_present (GTK_WINDOW (show.window));
  g_main_loop_run (show.loop);
  gtk_window_destroy (GTK_WINDOW (show.window));
  g_main_loop_unref (show.loop);

  return 0;
}
