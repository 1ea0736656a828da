/* measure-window.c: how fast is the window on a given workspace, and how much memory does it take?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * measure-window FILE.gpkg, on a display; with “warnings” behind it, of that view alone.  Each
 * line: what was done, milliseconds until the window had painted the outcome, the call alone, and
 * the longest stretch in which the main thread heard nothing, by the clock and by its CPU time. */

#include <string.h>
#include <time.h>

#include "suy-application.h"
#include "suy-layers-panel.h"
#include "suy-map-page.h"
#include "suy-record-table.h"
#include "suy-registers-page.h"
#include "suy-warning-item.h"
#include "suy-warnings-page.h"
#include "suy-window.h"

#define FRAMES 150
#define STEP 3.0 /* pixels a frame */
#define PATIENCE (60 * G_USEC_PER_SEC)

typedef struct
{
  SuyWindow *window;
  SuyMapView *map;
  const char *path;
  gboolean painted;
  guint n_frames;
  gint64 last_frame, worst_frame;
} Measure;

typedef void (*Act) (Measure *measure);

/* ---- how long the main thread hears nothing ---- */

static gint64 heard, deaf;         /* by the clock */
static gint64 cpu_heard, cpu_deaf; /* by the CPU time of the main thread, whatever else runs */

static gint64
get_cpu_us (clockid_t of)
{
  struct timespec t;

  clock_gettime (of, &t);

  return (gint64) t.tv_sec * G_USEC_PER_SEC + t.tv_nsec / 1000;
}

static void
begin_to_hear (void)
{
  deaf = cpu_deaf = 0;
  heard = g_get_monotonic_time ();
  cpu_heard = get_cpu_us (CLOCK_THREAD_CPUTIME_ID);
}

static gint
poll_and_note (GPollFD *fds, guint n, gint timeout)
{
  gint result;

  deaf = MAX (deaf, g_get_monotonic_time () - heard);
  cpu_deaf = MAX (cpu_deaf, get_cpu_us (CLOCK_THREAD_CPUTIME_ID) - cpu_heard);
  result = g_poll (fds, n, timeout);
  heard = g_get_monotonic_time ();
  cpu_heard = get_cpu_us (CLOCK_THREAD_CPUTIME_ID);

  return result;
}

/* ---- waiting ---- */

static void
on_painted (Measure *measure)
{
  measure->painted = TRUE;
}

static void
wait_for_paint (Measure *measure, gint64 until)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (measure->window));
  gulong handler =
      g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_painted), measure);

  measure->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (measure->window));
  while (!measure->painted && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
on_second_tick (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* What comes a little later counts as deafness too. */
static void
linger (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_second_tick, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
measure_act (Measure *measure, const char *name, Act act)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 called;

  begin_to_hear ();
  act (measure);
  called = g_get_monotonic_time () - begin;
  do
    wait_for_paint (measure, begin + PATIENCE);
  while (suy_window_is_busy (measure->window) && g_get_monotonic_time () < begin + PATIENCE);
  g_print ("%-34s %8.1f ms", name, (double) (g_get_monotonic_time () - begin) / 1000);
  linger (400);
  g_print ("   call %7.1f   deaf %7.1f (CPU %7.1f)\n", (double) called / 1000, (double) deaf / 1000,
           (double) cpu_deaf / 1000);
}

/* ---- memory ---- */

static void
print_memory (const char *when)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  g_print ("%-34s", when);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "VmHWM") || g_str_has_prefix (lines[i], "VmRSS"))
      g_print (" %.5s %5.0f MB  ", lines[i], g_ascii_strtod (lines[i] + 6, NULL) / 1024);
  g_print ("\n");
}

/* ---- finding widgets ---- */

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_on (Measure *measure, const char *page, GType type)
{
  return find_type (suy_window_get_page (measure->window, page), type);
}

static SuyRecordTable *
table_of (Measure *measure)
{
  return SUY_RECORD_TABLE (find_on (measure, "registers", SUY_TYPE_RECORD_TABLE));
}

static void
activate (Measure *measure, const char *action, const char *what)
{
  gtk_widget_activate_action (GTK_WIDGET (measure->window), action, "s", what);
}

/* ---- panning ---- */

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Measure *measure = data;
  ShumateMap *map = suy_map_view_get_map (measure->map);
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  gint64 now = g_get_monotonic_time ();
  double lon, lat;

  if (measure->last_frame != 0)
    measure->worst_frame = MAX (measure->worst_frame, now - measure->last_frame);
  measure->last_frame = now;
  if (measure->n_frames++ == FRAMES)
    return G_SOURCE_REMOVE;
  shumate_viewport_widget_coords_to_location (
      viewport, GTK_WIDGET (map), gtk_widget_get_width (GTK_WIDGET (map)) / 2.0 + STEP,
      gtk_widget_get_height (GTK_WIDGET (map)) / 2.0, &lat, &lon);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), lat, lon);

  return G_SOURCE_CONTINUE;
}

static void
pan (Measure *measure, const char *name)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 cpu = get_cpu_us (CLOCK_PROCESS_CPUTIME_ID);

  measure->n_frames = 0;
  measure->last_frame = measure->worst_frame = 0;
  begin_to_hear ();
  gtk_widget_add_tick_callback (GTK_WIDGET (measure->map), on_tick, measure, NULL);
  while (measure->n_frames <= FRAMES && g_get_monotonic_time () < begin + PATIENCE)
    g_main_context_iteration (NULL, TRUE);
  g_print ("%-34s %8.1f ms a frame, CPU %.1f, slowest gap %.0f, deaf %.1f (CPU %.1f)\n", name,
           (double) (g_get_monotonic_time () - begin) / 1000 / FRAMES,
           (double) (get_cpu_us (CLOCK_PROCESS_CPUTIME_ID) - cpu) / 1000 / FRAMES,
           (double) measure->worst_frame / 1000, (double) deaf / 1000, (double) cpu_deaf / 1000);
  linger (1000);
}

static void
zoom_in (Measure *measure)
{
  ShumateViewport *viewport = shumate_map_get_viewport (suy_map_view_get_map (measure->map));

  shumate_viewport_set_zoom_level (viewport, 13);
}

static void
zoom_out (Measure *measure)
{
  ShumateViewport *viewport = shumate_map_get_viewport (suy_map_view_get_map (measure->map));

  shumate_viewport_set_zoom_level (viewport, 10);
}

/* ---- picking ---- */

static gboolean
pick_at (Measure *measure, double x, double y)
{
  static const char *const names[] = { "risk_point", "receptor", "river_section", "river_reach" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SuyFeatureLayer *layer = suy_map_view_get_layer (measure->map, names[i]);
      SuyPick pick = { 0 };
      gboolean found = layer != NULL && suy_feature_layer_pick (layer, x, y, 8, &pick);

      suy_pick_clear (&pick);
      if (found)
        return TRUE;
    }

  return FALSE;
}

static void
measure_picks (Measure *measure, const char *name)
{
  int width = gtk_widget_get_width (GTK_WIDGET (measure->map));
  int height = gtk_widget_get_height (GTK_WIDGET (measure->map));
  gint64 worst = 0, begin = g_get_monotonic_time ();
  guint hits = 0;

  for (guint i = 0; i < 200; i++)
    {
      gint64 from = g_get_monotonic_time ();

      hits += pick_at (measure, (i * 73) % (guint) width, (i * 131) % (guint) height);
      worst = MAX (worst, g_get_monotonic_time () - from);
    }
  g_print ("%-34s %8.2f ms a pick, worst %.2f, %u of 200 hit\n", name,
           (double) (g_get_monotonic_time () - begin) / 1000 / 200, (double) worst / 1000, hits);
}

static void
hover (Measure *measure)
{
  ShumateMap *map = suy_map_view_get_map (measure->map);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", 300.0, 300.0);
    }
}

/* What a click on a point does, by the signal of the map. */
static void
click (Measure *measure)
{
  SuyFeatureSet *set =
      suy_feature_layer_get_set (suy_map_view_get_layer (measure->map, "risk_point"));

  g_signal_emit_by_name (measure->map, "picked", "risk_point", suy_feature_set_get_id (set, 17));
}

static void
unselect (Measure *measure)
{
  suy_view_selection_set (suy_window_get_selection (measure->window), NULL, 0);
}

static void
select_by_action (Measure *measure)
{
  SuyFeatureSet *set =
      suy_feature_layer_get_set (suy_map_view_get_layer (measure->map, "risk_point"));
  g_autofree char *what =
      g_strdup_printf ("risk_point:#%" G_GINT64_FORMAT, suy_feature_set_get_id (set, 40));

  activate (measure, "win.select", what);
}

static void
select_section (Measure *measure)
{
  SuyFeatureSet *set =
      suy_feature_layer_get_set (suy_map_view_get_layer (measure->map, "river_section"));
  g_autofree char *what =
      g_strdup_printf ("river_section:#%" G_GINT64_FORMAT, suy_feature_set_get_id (set, 3));

  activate (measure, "win.select", what);
}

static void
select_township (Measure *measure)
{
  SuyFeatureSet *set =
      suy_feature_layer_get_set (suy_map_view_get_layer (measure->map, "township"));
  g_autofree char *what =
      g_strdup_printf ("township:#%" G_GINT64_FORMAT, suy_feature_set_get_id (set, 1));

  activate (measure, "win.select", what);
}

/* ---- filters and queries ---- */

static void
hide_level (Measure *measure)
{
  SuyLayersPanel *panel = SUY_LAYERS_PANEL (find_on (measure, "map", SUY_TYPE_LAYERS_PANEL));
  GtkWidget *check = find_type (GTK_WIDGET (panel), GTK_TYPE_CHECK_BUTTON);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
}

static void
set_text (Measure *measure, const char *text)
{
  GtkWidget *entry = find_on (measure, "map", GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
filter_text (Measure *measure)
{
  set_text (measure, "FX");
}

static void
filter_rare_text (Measure *measure)
{
  set_text (measure, "FX-00017");
}

static void
filter_nothing (Measure *measure)
{
  set_text (measure, "");
}

static void
ask_buffer (Measure *measure)
{
  SuyFeatureSet *set =
      suy_feature_layer_get_set (suy_map_view_get_layer (measure->map, "risk_point"));
  SuyBox box = suy_feature_set_get_box (set, 17);
  g_autofree char *what = g_strdup_printf ("%.7f,%.7f,500", box.min_x / 1e7, box.min_y / 1e7);

  activate (measure, "win.buffer-at", what);
}

static void
ask_upstream (Measure *measure)
{
  SuyFeatureSet *set =
      suy_feature_layer_get_set (suy_map_view_get_layer (measure->map, "river_section"));
  g_autofree char *what = g_strdup_printf ("river_section:#%" G_GINT64_FORMAT ",up,20",
                                           suy_feature_set_get_id (set, 3));

  activate (measure, "win.trace-from", what);
}

static void
clear_answer (Measure *measure)
{
  suy_map_page_clear_answer (SUY_MAP_PAGE (suy_window_get_page (measure->window, "map")));
}

/* ---- the registers ---- */

static void
show_registers (Measure *measure)
{
  activate (measure, "win.view", "registers");
}

static void
show_risk_points (Measure *measure)
{
  suy_registers_page_show (SUY_REGISTERS_PAGE (suy_window_get_page (measure->window, "registers")),
                           "risk_point");
}

static void
jump_to_end (Measure *measure)
{
  SuyRecordTable *table = table_of (measure);
  GtkWidget *view = find_type (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW);

  gtk_widget_activate_action (gtk_widget_get_last_child (view), "list.scroll-to-item", "u",
                              suy_record_table_get_n_rows (table) - 1);
}

static void
sort_by (Measure *measure, const char *field, GtkSortType direction)
{
  GtkColumnView *view =
      GTK_COLUMN_VIEW (find_type (GTK_WIDGET (table_of (measure)), GTK_TYPE_COLUMN_VIEW));
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const SuyField *at = g_object_get_data (G_OBJECT (column), "field");

      if (strcmp (at->name, field) == 0)
        gtk_column_view_sort_by_column (view, column, direction);
    }
}

static void
sort_by_name (Measure *measure)
{
  sort_by (measure, "name", GTK_SORT_ASCENDING);
}

static void
sort_by_level (Measure *measure)
{
  sort_by (measure, "risk_level", GTK_SORT_DESCENDING);
}

static void
search_registers (Measure *measure)
{
  suy_record_table_set_search (table_of (measure), "FX");
  suy_record_table_fill (table_of (measure), NULL);
}

static void
open_last_row (Measure *measure)
{
  SuyRecordTable *table = table_of (measure);
  gint64 id = suy_record_model_get_id (suy_record_table_get_model (table),
                                       suy_record_table_get_n_rows (table) - 1);

  suy_record_table_select (table, id);
  g_signal_emit_by_name (table, "selected", id);
}

static void
show_map (Measure *measure)
{
  activate (measure, "win.view", "map");
}

static void
show_cases (Measure *measure)
{
  activate (measure, "win.view", "cases");
}

static void
show_ledgers (Measure *measure)
{
  activate (measure, "win.view", "ledgers");
}

/* One edit, and all that follows it. */
static void
edit_one (Measure *measure)
{
  SuyWorkspace *workspace = suy_window_get_workspace (measure->window);
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "risk_point");
  SuyFeatureSet *set =
      suy_feature_layer_get_set (suy_map_view_get_layer (measure->map, "risk_point"));
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) record = suy_store_get (suy_workspace_get_store (workspace), reg,
                                                suy_feature_set_get_id (set, 17), &error);

  g_assert_no_error (error);
  suy_record_set_text (record, "name", "measured");
  suy_workspace_save (workspace, record, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (Measure *measure)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_undo (suy_window_get_workspace (measure->window), &error);
  g_assert_no_error (error);
}

static void
open_it (Measure *measure)
{
  gtk_window_present (GTK_WINDOW (measure->window));
  if (!suy_window_open (measure->window, measure->path))
    g_error ("%s cannot be opened", measure->path);
}

/* ---- warnings ---- */

static SuyWarningsPage *
warnings_of (Measure *measure)
{
  return SUY_WARNINGS_PAGE (suy_window_get_page (measure->window, "warnings"));
}

static void
evaluate (Measure *measure)
{
  suy_warnings_page_evaluate (warnings_of (measure));
}

static void
filter_warnings (Measure *measure)
{
  suy_warning_bar_set_indicator (suy_warnings_page_get_bar (warnings_of (measure)), "I-07");
}

static void
filter_no_warnings (Measure *measure)
{
  suy_warning_bar_clear (suy_warnings_page_get_bar (warnings_of (measure)));
}

static void
list_warnings (Measure *measure)
{
  suy_warnings_page_set_mode (warnings_of (measure), SUY_WARNINGS_LIST);
}

static void
open_warning (Measure *measure)
{
  g_autoptr (SuyWarningItem) item =
      g_list_model_get_item (suy_warnings_page_get_items (warnings_of (measure)), 0);

  if (item != NULL)
    suy_warnings_page_open (warnings_of (measure), suy_warning_item_get_row (item)->id);
}

/* ---- all of it ---- */

static void
measure_map (Measure *measure)
{
  pan (measure, "pan, whole district");
  measure_picks (measure, "pick, whole district");
  measure_act (measure, "zoom to 13", zoom_in);
  pan (measure, "pan, zoom 13");
  measure_picks (measure, "pick, zoom 13");
  measure_act (measure, "zoom to 10", zoom_out);
  measure_act (measure, "hover", hover);
  measure_act (measure, "click a point, first dossier", click);
  measure_act (measure, "select another", select_by_action);
  measure_act (measure, "select a section", select_section);
  measure_act (measure, "select a township", select_township);
  measure_act (measure, "unselect", unselect);
  measure_act (measure, "hide a level", hide_level);
  measure_act (measure, "show it again", hide_level);
  measure_act (measure, "filter by text, all pass", filter_text);
  measure_act (measure, "filter by text, few pass", filter_rare_text);
  measure_act (measure, "no filter", filter_nothing);
  measure_act (measure, "buffer 500 m", ask_buffer);
  measure_act (measure, "upstream 20 km", ask_upstream);
  measure_act (measure, "upstream 20 km, again", ask_upstream);
  measure_act (measure, "clear", clear_answer);
}

static void
measure_books (Measure *measure)
{
  measure_act (measure, "registers", show_registers);
  measure_act (measure, "registers: risk points", show_risk_points);
  measure_act (measure, "registers: jump to the end", jump_to_end);
  measure_act (measure, "registers: sort by name", sort_by_name);
  measure_act (measure, "registers: sort by level", sort_by_level);
  measure_act (measure, "registers: search, all pass", search_registers);
  measure_act (measure, "registers: open the last", open_last_row);
  measure_act (measure, "cases", show_cases);
  measure_act (measure, "ledgers", show_ledgers);
  measure_act (measure, "map", show_map);
  measure_act (measure, "edit one", edit_one);
  measure_act (measure, "undo", undo);
}

/* The window is busy until the evaluation is over, which it sees while this view is shown. */
static void
measure_warnings (Measure *measure)
{
  suy_window_show_view (measure->window, "warnings");
  measure_act (measure, "open and evaluate", open_it);
  measure_act (measure, "evaluate again", evaluate);
  measure_act (measure, "one indicator", filter_warnings);
  measure_act (measure, "all indicators", filter_no_warnings);
  measure_act (measure, "as a list", list_warnings);
  measure_act (measure, "open one", open_warning);
}

int
main (int argc, char **argv)
{
  Measure measure = { 0 };

  if (argc != 2 && argc != 3)
    g_error ("measure-window FILE.gpkg [warnings]");
  gtk_init ();
  suy_application_load_style ();
  g_main_context_set_poll_func (NULL, poll_and_note);
  measure.path = argv[1];
  measure.window = suy_window_new (NULL);
  g_object_ref (measure.window);
  gtk_window_set_default_size (GTK_WINDOW (measure.window), 1440, 900);
  measure.map = SUY_MAP_VIEW (find_on (&measure, "map", SUY_TYPE_MAP_VIEW));
  if (argc == 3)
    measure_warnings (&measure);
  else
    {
      print_memory ("before");
      measure_act (&measure, "open to the first complete map", open_it);
      print_memory ("opened");
      measure_map (&measure);
      print_memory ("after the map");
      measure_books (&measure);
      print_memory ("at the end");
    }

  suy_window_set_workspace (measure.window, NULL);
  gtk_window_destroy (GTK_WINDOW (measure.window));
  g_object_unref (measure.window);

  return 0;
}
