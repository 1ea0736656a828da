/* suy-window-export.c: one layer of the workspace into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-import.h"
#include "suy-readers.h"
#include "suy-settings.h"
#include "suy-window-private.h"

/* The register whose records the person is looking at. */
static const char *
layer_in_view (SuyWindow *self)
{
  static const char *const views[][2] = { { "map", "risk_point" },
                                          { "cases", "problem" },
                                          { "ledgers", "rectification_item" } };
  const char *view = gtk_stack_get_visible_child_name (self->pages);
  const char *selected = suy_view_selection_get_layer (self->selection);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (view, views[i][0]) == 0 && (i > 0 || selected == NULL))
      return views[i][1];

  return selected != NULL ? selected : "risk_point";
}

/* Every register is offered; the one in view is chosen. */
static void
add_layers (SuyWindow *self, GtkFileChooser *chooser)
{
  const GPtrArray *registers =
      suy_catalog_get_registers (suy_workspace_get_catalog (self->workspace));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = registers->pdata[i];

      if (!suy_workspace_may_read (self->workspace, reg, NULL))
        continue;
      g_ptr_array_add (names, reg->name);
      g_ptr_array_add (labels,
                       (gpointer) suy_label_get (&reg->label, suy_settings_get_language ()));
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (labels, NULL);
  gtk_file_chooser_add_choice (chooser, "layer", _ ("Layer"), (const char **) names->pdata,
                               (const char **) labels->pdata);
  gtk_file_chooser_set_choice (chooser, "layer", layer_in_view (self));
}

static void
export_to (SuyWindow *self, const char *layer, const char *path)
{
  const SuyRegister *reg =
      layer == NULL ? NULL : suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint64 n = 0;

  if (reg == NULL)
    return;
  if (!suy_workspace_export (self->workspace, reg, path, &n, &error))
    {
      suy_window_tell (self, "suy-error", error->message);
      return;
    }
  text = g_strdup_printf (
      ngettext ("%s: %u record written to %s", "%s: %u records written to %s", (gulong) n),
      suy_label_get (&reg->label, suy_settings_get_language ()), (guint) n, path);
  suy_window_tell (self, "suy-note", text);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, SuyWindow *self)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT && path != NULL && self->workspace != NULL)
    export_to (self, gtk_file_chooser_get_choice (chooser, "layer"), path);
  g_clear_object (&self->chooser);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SuyWindow *self = SUY_WINDOW (data);
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  if (self->workspace == NULL)
    return;
  chooser =
      gtk_file_chooser_native_new (_ ("Export a layer (.xlsx, .csv, .geojson, .gpkg, .kml …)"),
                                   GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  name = g_strconcat (layer_in_view (self), ".xlsx", NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  add_layers (self, GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  g_clear_object (&self->chooser);
  self->chooser = G_OBJECT (chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
suy_window_add_export_action (SuyWindow *self)
{
  static const GActionEntry entries[] = { { "export", on_export } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
