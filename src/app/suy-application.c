/* suy-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-application.h"

#include <glib/gi18n.h>

#include "app-resources.h"
#include "suy-cases-page.h"
#include "suy-import-window.h"
#include "suy-inbox-page.h"
#include "suy-page.h"
#include "suy-settings.h"
#include "suy-snapshot.h"
#include "suy-window.h"

struct _SuyApplication
{
  GtkApplication parent_instance;

  int status; /* of the process, when a picture could not be drawn */
};

G_DEFINE_FINAL_TYPE (SuyApplication, suy_application, GTK_TYPE_APPLICATION)

/* ---- style ---- */

/* --dark holds for this process, whatever the setting says. */
static gboolean forced_dark;

static void
show_color_scheme (void)
{
  static GtkCssProvider *dark;
  static int from_system = -1;
  g_autofree char *scheme = g_settings_get_string (suy_settings_get (), "color-scheme");
  GtkSettings *settings = gtk_settings_get_default ();
  GdkDisplay *display = gdk_display_get_default ();
  gboolean wanted;

  if (from_system < 0)
    from_system = suy_settings_is_dark ();
  wanted =
      forced_dark || (strcmp (scheme, "system") == 0 ? from_system : strcmp (scheme, "dark") == 0);
  if (dark == NULL)
    {
      dark = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (dark, "/org/suyuan/Suyuan/suyuan-dark.css");
    }

  g_object_set (settings, "gtk-application-prefer-dark-theme", wanted, NULL);
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (dark));
  if (wanted)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (dark),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

void
suy_application_load_style (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  suy_app_register_resource ();
  gtk_css_provider_load_from_resource (css, "/org/suyuan/Suyuan/suyuan.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (display),
                                  SUY_SOURCE_DATA_DIR "/icons");
  g_signal_connect (suy_settings_get (), "changed::color-scheme", G_CALLBACK (show_color_scheme),
                    NULL);
  show_color_scheme ();
}

static void
set_accelerators (GtkApplication *app)
{
  static const struct
  {
    const char *action, *keys[3];
  } accelerators[] = {
    { "win.open", { "<Control>o" } },
    { "win.new", { "<Control>n" } },
    { "win.close", { "<Control>w" } },
    { "win.import('')", { "<Control>i" } },
    { "win.export", { "<Control>e" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z" } },
    { "win.search", { "<Control>k" } },
    { "win.back", { "<Alt>Left" } },
    { "win.forward", { "<Alt>Right" } },
    { "win.fullscreen", { "F11" } },
    { "win.choose-person('')", { "<Control>u" } },
    { "win.shortcuts", { "<Control>question" } },
  };
  const SuyPage *pages;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (app, accelerators[i].action, accelerators[i].keys);
  pages = suy_page_get_all (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.view('%s')", pages[i].name);
      const char *keys[] = { pages[i].accelerator, NULL };

      gtk_application_set_accels_for_action (app, action, keys);
    }
}

static void
suy_application_startup (GApplication *app)
{
  G_APPLICATION_CLASS (suy_application_parent_class)->startup (app);

  gtk_window_set_default_icon_name ("org.suyuan.Suyuan");
  suy_application_load_style ();
  set_accelerators (GTK_APPLICATION (app));
}

/* ---- the command line ---- */

static const GOptionEntry entries[] = {
  { "snapshot", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Write a picture of the window and exit"),
    "FILE.png" },
  { "view", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Show this view: map, inbox, cases, ledgers, warnings, registers"), "VIEW" },
  { "select", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Select this record"), "LAYER:KEY" },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the window"), "WxH" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Dark colours"), NULL },
  { "buffer", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Show what lies around a place"),
    "LON,LAT,METRES" },
  { "trace", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Show what drains to a record, or from it"),
    "LAYER:KEY,up|down,KM" },
  { "suspects", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Show who may have caused an exceedance, and the reasons of one of them"),
    "LAYER:KEY[,FACTOR[,RANK]]" },
  { "findings", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Show what is wrong with the rivers, and this finding if it is there"), "KEY" },
  { "board", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the cases as a board by state"), NULL },
  { "duties", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Show what is due on the map, or the patrol list"), "inbox|patrol" },
  { "everybody", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show what is due from everybody"), NULL },
  { "move", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Ask for this move of the selected case, or show what it lacks"), "MOVE" },
  { "import", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Open the import of a file"), "[LAYER:]FILE" },
  { NULL },
};

/* Pictures are drawn by a process of their own, whatever window is open. */
static int
suy_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "snapshot"))
    g_application_set_flags (app, g_application_get_flags (app) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

/* Returns: (nullable) borrowed */
static const char *
option (GVariantDict *options, const char *name)
{
  const char *text = NULL;

  g_variant_dict_lookup (options, name, "&s", &text);

  return text;
}

static void
apply_size (SuyWindow *window, const char *size)
{
  int width, height;

  if (size == NULL)
    return;
  if (sscanf (size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  else
    suy_window_tell (window, "suy-error", _ ("--size reads WIDTHxHEIGHT, as 1280x800."));
}

/* Gives @text to the action of that name. */
static void
apply_action (SuyWindow *window, const char *action, const char *text)
{
  if (text != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), action, "s", text);
}

/* "inbox" or "patrol": the toggles of the map. */
static void
apply_duties (SuyWindow *window, const char *what)
{
  g_autofree char *action = what == NULL ? NULL : g_strconcat ("duty.", what, NULL);

  if (action == NULL)
    return;
  suy_window_show_view (window, "map");
  if (!gtk_widget_activate_action (suy_window_get_page (window, "map"), action, NULL))
    suy_window_tell (window, "suy-error", _ ("--duties reads inbox or patrol."));
}

static void
apply_options (SuyWindow *window, GVariantDict *options)
{
  const char *view = option (options, "view");

  if (view != NULL && !suy_window_show_view (window, view))
    {
      g_autofree char *text = g_strdup_printf (_ ("There is no view “%s”."), view);

      suy_window_tell (window, "suy-error", text);
    }
  apply_action (window, "win.select", option (options, "select"));
  apply_action (window, "win.buffer-at", option (options, "buffer"));
  apply_action (window, "win.trace-from", option (options, "trace"));
  apply_action (window, "win.suspects-from", option (options, "suspects"));
  apply_action (window, "win.check-rivers", option (options, "findings"));
  if (g_variant_dict_contains (options, "board"))
    suy_cases_page_show_board (SUY_CASES_PAGE (suy_window_get_page (window, "cases")));
  if (g_variant_dict_contains (options, "everybody"))
    suy_inbox_page_show_everybody (SUY_INBOX_PAGE (suy_window_get_page (window, "inbox")), TRUE);
  apply_duties (window, option (options, "duties"));
  apply_action (window, "win.press-move", option (options, "move"));
  apply_action (window, "win.import-file", option (options, "import"));
}

static void
on_snapshot_written (GObject *source, GAsyncResult *result, gpointer data)
{
  SuyApplication *self = SUY_APPLICATION (data);
  g_autoptr (GError) error = NULL;

  if (!suy_snapshot_write_finish (result, &error))
    {
      g_printerr ("suyuan: %s\n", error->message);
      self->status = 1;
    }
  gtk_window_close (GTK_WINDOW (source));
  g_application_release (G_APPLICATION (self));
}

/* A file that is read for the person makes it busy as well. */
static gboolean
is_busy (gpointer window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (SUY_IS_IMPORT_WINDOW (other) && suy_import_window_is_busy (SUY_IMPORT_WINDOW (other)))
        return TRUE;
    }

  return suy_window_is_busy (SUY_WINDOW (window));
}

static int
suy_application_command_line (GApplication *app, GApplicationCommandLine *line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  int argc;
  g_auto (GStrv) argv = g_application_command_line_get_arguments (line, &argc);
  const char *file = argc > 1 ? argv[1] : NULL;
  const char *picture = NULL;
  SuyWindow *window;

  if (g_variant_dict_contains (options, "dark"))
    {
      forced_dark = TRUE;
      show_color_scheme ();
    }
  window = suy_window_new (GTK_APPLICATION (app));
  if (g_variant_dict_contains (options, "snapshot"))
    gtk_widget_add_css_class (GTK_WIDGET (window), "suy-picture");
  apply_size (window, option (options, "size"));
  gtk_window_present (GTK_WINDOW (window));
  if (file != NULL)
    {
      g_autoptr (GFile) where = g_application_command_line_create_file_for_arg (line, file);
      g_autofree char *path = g_file_get_path (where);

      suy_window_open (window, path != NULL ? path : file);
    }
  apply_options (window, options);

  g_variant_dict_lookup (options, "snapshot", "^&ay", &picture);
  if (picture != NULL)
    {
      g_application_hold (app);
      suy_snapshot_write_async (GTK_WINDOW (window), picture, is_busy, window, on_snapshot_written,
                                app);
    }

  return 0;
}

static void
suy_application_class_init (SuyApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->startup = suy_application_startup;
  app_class->handle_local_options = suy_application_handle_local_options;
  app_class->command_line = suy_application_command_line;
}

static void
suy_application_init (SuyApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), "[WORKSPACE]");
}

GtkApplication *
suy_application_new (void)
{
  return g_object_new (SUY_TYPE_APPLICATION, "application-id", "org.suyuan.Suyuan", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
