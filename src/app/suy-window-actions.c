/* suy-window-actions.c: what can be asked of the window by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-application.h"
#include "suy-cases-page.h"
#include "suy-figures-window.h"
#include "suy-import-window.h"
#include "suy-ledger-page.h"
#include "suy-page.h"
#include "suy-settings.h"
#include "suy-shortcuts.h"
#include "suy-warnings-page.h"
#include "suy-window-private.h"

static SuyWindow *
window_of (gpointer data)
{
  return SUY_WINDOW (data);
}

static void
on_view (GSimpleAction *action, GVariant *name, gpointer data)
{
  suy_window_show_view (window_of (data), g_variant_get_string (name, NULL));
}

static void
on_error (GSimpleAction *action, GVariant *text, gpointer data)
{
  suy_window_tell (window_of (data), "suy-error", g_variant_get_string (text, NULL));
}

static void
on_note (GSimpleAction *action, GVariant *text, gpointer data)
{
  suy_window_tell (window_of (data), "suy-note", g_variant_get_string (text, NULL));
}

static void
show_import (SuyWindow *self, const char *layer, const char *path)
{
  if (self->workspace != NULL)
    gtk_window_present (
        GTK_WINDOW (suy_import_window_new (GTK_WINDOW (self), self->workspace, layer, path)));
}

static void
on_import (GSimpleAction *action, GVariant *layer, gpointer data)
{
  show_import (window_of (data), g_variant_get_string (layer, NULL), NULL);
}

/* "enterprise:list.csv", or the file alone: the person says into which register. */
static void
on_import_file (GSimpleAction *action, GVariant *what, gpointer data)
{
  SuyWindow *self = window_of (data);
  const char *text = g_variant_get_string (what, NULL), *colon = strchr (text, ':');
  g_autofree char *layer = colon == NULL ? NULL : g_strndup (text, (gsize) (colon - text));
  const SuyRegister *reg =
      layer == NULL || self->workspace == NULL
          ? NULL
          : suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);

  show_import (self, reg == NULL ? NULL : reg->name, reg == NULL ? text : colon + 1);
}

static void
take_back (SuyWindow *self, gboolean (*verb) (SuyWorkspace *, GError **))
{
  g_autoptr (GError) error = NULL;

  if (self->workspace != NULL && !verb (self->workspace, &error))
    suy_window_tell (self, "suy-warning", error->message);
}

static void
on_figures (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SuyWindow *self = window_of (data);

  if (self->workspace != NULL)
    gtk_window_present (GTK_WINDOW (suy_figures_window_new (GTK_WINDOW (self), self->workspace)));
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  take_back (window_of (data), suy_workspace_undo);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  take_back (window_of (data), suy_workspace_redo);
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  suy_view_selection_back (window_of (data)->selection);
}

static void
on_forward (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  suy_view_selection_forward (window_of (data)->selection);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (window_of (data)->search_entry);
}

static void
on_choose_person (GSimpleAction *action, GVariant *what, gpointer data)
{
  suy_person_button_ask (window_of (data)->person_button, g_variant_get_string (what, NULL));
}

/* The moves of the record that is selected, in the view that has them. */
static SuyMoveBar *
show_moves (SuyWindow *self, const char *view)
{
  GtkWidget *page = suy_window_get_page (self, view);

  suy_window_show_view (self, view);
  if (strcmp (view, "ledgers") == 0)
    return suy_ledger_page_get_moves (SUY_LEDGER_PAGE (page));
  if (strcmp (view, "cases") == 0)
    return suy_sheet_get_moves (SUY_SHEET (suy_cases_page_get_view (SUY_CASES_PAGE (page))));
  suy_warnings_page_open (SUY_WARNINGS_PAGE (page), suy_view_selection_get_id (self->selection));

  return suy_sheet_get_moves (SUY_SHEET (suy_warnings_page_get_view (SUY_WARNINGS_PAGE (page))));
}

/* A move of the case, ledger item or warning that is selected. */
static void
on_press_move (GSimpleAction *action, GVariant *move, gpointer data)
{
  SuyWindow *self = window_of (data);
  const char *layer = suy_view_selection_get_layer (self->selection);
  const char *view = layer == NULL ? "cases" : suy_page_of_layer (layer);

  suy_move_bar_press (show_moves (self, strcmp (view, "registers") == 0 ? "cases" : view),
                      g_variant_get_string (move, NULL));
}

static void
on_fullscreen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = GTK_WINDOW (data);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (suy_shortcuts_new (GTK_WINDOW (data))));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_show_about_dialog (GTK_WINDOW (data), "program-name", _ ("Suyuan"), "version", SUY_VERSION,
                         "logo-icon-name", "org.suyuan.Suyuan", "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _ ("Environmental risk map and case book of a district"),
                         NULL);
}

void
suy_window_update_actions (SuyWindow *self)
{
  static const char *const needs_workspace[] = {
    "choose-person", "back",     "buffer",     "buffer-at",   "check-rivers", "close",
    "export",        "forward",  "import",     "import-file", "new-problem",  "press-move",
    "open-record",   "redo",     "search",     "select",      "show-on-map",  "suspects",
    "suspects-from", "trace-up", "trace-down", "trace-from",  "undo",         "view",
  };
  gboolean open = self->workspace != NULL;
  gboolean writable = open && !suy_workspace_is_read_only (self->workspace);

  for (guint i = 0; i < G_N_ELEMENTS (needs_workspace); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), needs_workspace[i]);
      gboolean writes = g_str_has_suffix (needs_workspace[i], "do") ||
                        strcmp (needs_workspace[i], "new-problem") == 0 ||
                        g_str_has_prefix (needs_workspace[i], "import");

      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), writes ? writable : open);
    }
}

void
suy_window_add_actions (SuyWindow *self)
{
  static const GActionEntry entries[] = {
    { "view", on_view, "s", "'map'", NULL },
    { "error", on_error, "s" },
    { "note", on_note, "s" },
    { "import", on_import, "s" },
    { "import-file", on_import_file, "s" },
    { "figures", on_figures },
    { "undo", on_undo },
    { "redo", on_redo },
    { "back", on_back },
    { "forward", on_forward },
    { "search", on_search },
    { "choose-person", on_choose_person, "s" },
    { "press-move", on_press_move, "s" },
    { "fullscreen", on_fullscreen },
    { "shortcuts", on_shortcuts },
    { "about", on_about },
  };
  g_autoptr (GAction) scheme = g_settings_create_action (suy_settings_get (), "color-scheme");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), scheme);
  suy_window_add_file_actions (self);
  suy_window_add_map_actions (self);
  suy_window_add_export_action (self);
}
