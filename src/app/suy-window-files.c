/* suy-window-files.c: opening, making and closing workspaces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "suy-error.h"
#include "suy-settings.h"
#include "suy-window-private.h"

/* ---- closing ---- */

gboolean
suy_window_close_workspace (SuyWindow *self)
{
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;

  if (self->workspace == NULL)
    return TRUE;

  workspace = g_object_ref (self->workspace);
  suy_window_set_workspace (self, NULL);
  if (suy_workspace_close (workspace, &error))
    return TRUE;

  suy_window_tell (self, "suy-error", error->message);

  return FALSE;
}

static void
on_close (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  suy_window_close_workspace (SUY_WINDOW (data));
}

/* ---- opening ---- */

/* What can be looked at though it can't be changed. */
static gboolean
can_read_only (const GError *error)
{
  return g_error_matches (error, SUY_ERROR, SUY_ERROR_READ_ONLY) ||
         g_error_matches (error, SUY_ERROR, SUY_ERROR_TOO_NEW) ||
         g_error_matches (error, SUY_ERROR, SUY_ERROR_LOCKED);
}

gboolean
suy_window_open (SuyWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) why = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *full = g_file_get_path (file);
  g_autoptr (SuyWorkspace) workspace = NULL;

  workspace = suy_workspace_open (full != NULL ? full : path, SUY_STORE_WRITE, &error);
  if (workspace == NULL && can_read_only (error))
    {
      why = g_steal_pointer (&error);
      workspace = suy_workspace_open (full != NULL ? full : path, SUY_STORE_READ, &error);
    }
  if (workspace == NULL)
    {
      suy_window_tell (self, "suy-error", error->message);
      if (g_error_matches (error, SUY_ERROR, SUY_ERROR_NOT_FOUND) && full != NULL)
        suy_settings_remove_recent (full);
      return FALSE;
    }

  suy_window_close_workspace (self);
  suy_window_set_workspace (self, workspace);
  if (why != NULL)
    suy_window_tell (self, "suy-warning", why->message);
  suy_settings_add_recent (suy_workspace_get_path (workspace));

  return TRUE;
}

static void
on_open_path (GSimpleAction *action, GVariant *path, gpointer data)
{
  suy_window_open (SUY_WINDOW (data), g_variant_get_string (path, NULL));
}

/* ---- choosing a file ---- */

typedef void (*Chosen) (SuyWindow *self, const char *path);

static void
on_chosen (GtkNativeDialog *dialog, int response, SuyWindow *self)
{
  Chosen chosen = (Chosen) g_object_get_data (G_OBJECT (dialog), "chosen");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    chosen (self, path);
  g_clear_object (&self->chooser);
}

static void
choose (SuyWindow *self,
        GtkFileChooserAction action,
        const char *title,
        const char *name,
        Chosen chosen)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Workspaces (*.gpkg)"));
  gtk_file_filter_add_pattern (filter, "*.gpkg");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data (G_OBJECT (chooser), "chosen", (gpointer) chosen);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);

  g_clear_object (&self->chooser);
  self->chooser = G_OBJECT (chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_chosen (SuyWindow *self, const char *path)
{
  suy_window_open (self, path);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose (SUY_WINDOW (data), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open a workspace"), NULL,
          open_chosen);
}

/* ---- a new one ---- */

/* The file chooser has asked whether to replace what is there; the person said yes. */
static gboolean
make_room (SuyWindow *self, const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (self->workspace != NULL && strcmp (suy_workspace_get_path (self->workspace), path) == 0)
    {
      suy_window_tell (self, "suy-error",
                       _ ("This workspace is open here. Close it, or choose another name."));
      return FALSE;
    }
  if (g_remove (path) == 0)
    return TRUE;

  suy_window_tell (self, "suy-error",
                   _ ("The old file cannot be replaced. Choose another name or place."));

  return FALSE;
}

static void
create_chosen (SuyWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (!make_room (self, path))
    return;
  if (dot != NULL && dot != base)
    *dot = '\0';
  workspace = suy_workspace_create (path, base, NULL, &error);
  if (workspace == NULL)
    {
      suy_window_tell (self, "suy-error", error->message);
      return;
    }

  suy_window_close_workspace (self);
  suy_window_set_workspace (self, workspace);
  suy_settings_add_recent (suy_workspace_get_path (workspace));
}

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose (SUY_WINDOW (data), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("New workspace"),
          _ ("workspace.gpkg"), create_chosen);
}

/* ---- the demo ---- */

/* The command line program makes it in a process of its own, so that it can be cancelled. */
static char *
find_suyuanctl (void)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *dir = exe == NULL ? g_strdup (".") : g_path_get_dirname (exe);
  g_autofree char *built = g_build_filename (dir, "..", "cli", "suyuanctl", NULL);
  char *beside = g_build_filename (dir, "suyuanctl", NULL);

  if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return beside;
  g_free (beside);

  return g_file_test (built, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&built)
                                                        : g_find_program_in_path ("suyuanctl");
}

typedef struct
{
  SuyWindow *window;
  char *path;
} Demo;

static void
on_demo_made (GObject *source, GAsyncResult *result, gpointer data)
{
  Demo *demo = data;
  GSubprocess *process = G_SUBPROCESS (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  gboolean ok = g_subprocess_communicate_utf8_finish (process, result, NULL, &said, &error);

  suy_window_set_work (demo->window, NULL, NULL);
  if (ok && g_subprocess_get_successful (process))
    suy_window_open (demo->window, demo->path);
  else
    {
      g_subprocess_force_exit (process);
      g_remove (demo->path);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        suy_window_tell (demo->window, "suy-error", ok ? said : error->message);
    }
  g_object_unref (demo->window);
  g_free (demo->path);
  g_free (demo);
}

static void
demo_chosen (SuyWindow *self, const char *path)
{
  g_autofree char *program = find_suyuanctl ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Demo *demo;

  if (!make_room (self, path))
    return;
  process =
      program == NULL
          ? NULL
          : g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                              &error, program, "demo", path, NULL);
  if (process == NULL)
    {
      suy_window_tell (self, "suy-error",
                       error != NULL ? error->message
                                     : _ ("The program suyuanctl, which makes the demo, was not "
                                          "found. Install it beside suyuan."));
      return;
    }

  demo = g_new0 (Demo, 1);
  demo->window = g_object_ref (self);
  demo->path = g_strdup (path);
  suy_window_set_work (self, _ ("Making the demo district…"), cancellable);
  g_subprocess_communicate_utf8_async (process, NULL, cancellable, on_demo_made, demo);
}

static void
on_new_demo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose (SUY_WINDOW (data), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Where to keep the demo workspace"),
          _ ("demo.gpkg"), demo_chosen);
}

/* ---- the menu of recent ones ---- */

static void
fill_recent (SuyWindow *self)
{
  g_auto (GStrv) recent = g_settings_get_strv (suy_settings_get (), "recent");

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (recent[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "win.open-path", "s", recent[i]);
      g_menu_append_item (self->recent_menu, item);
    }
}

void
suy_window_add_file_actions (SuyWindow *self)
{
  static const GActionEntry entries[] = {
    { "open", on_open },   { "open-path", on_open_path, "s" },
    { "new", on_new },     { "new-demo", on_new_demo },
    { "close", on_close },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (suy_settings_get (), "changed::recent", G_CALLBACK (fill_recent), self,
                           G_CONNECT_SWAPPED);
  fill_recent (self);
}
