/* suy-import-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-import-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-crs-list.h"
#include "suy-fate-bar.h"
#include "suy-report.h"
#include "suy-settings.h"
#include "suy-source-reader.h"

struct _SuyImportWindow
{
  GtkWindow parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  char *path;              /* (nullable) */
  SuySource *source;       /* (nullable) */
  SuyImport *import;       /* (nullable) */
  GCancellable *cancellable;
  GtkNativeDialog *chooser; /* (nullable): open */
  gboolean reading, filling;
  gint64 started;

  GtkLabel *title, *subtitle, *file_label, *error_label, *counts, *notes, *done_label, *time_label;
  GtkStack *stack;
  GtkDropDown *register_drop, *encoding_drop, *layer_drop, *key_drop;
  GtkSpinButton *header_spin;
  GtkWidget *error_box, *import_button, *back_button, *cancel_button, *report_button, *undo_button,
      *read_button;
  GtkBox *fate_box;
  SuyCrsList *crs_list;
  SuyPlanTable *table;
};

G_DEFINE_FINAL_TYPE (SuyImportWindow, suy_import_window, GTK_TYPE_WINDOW)

static const char *const encodings[] = { NULL, "UTF-8", "GB18030", "BIG5", "UTF-16LE" };

static void
show_error (SuyImportWindow *self, const char *text)
{
  gtk_label_set_text (self->error_label, text == NULL ? "" : text);
  gtk_widget_set_visible (self->error_box, text != NULL);
}

static void
show_path (SuyImportWindow *self)
{
  if (self->path != NULL)
    gtk_label_set_text (self->file_label, self->path);
  gtk_widget_set_visible (self->read_button, self->path != NULL);
}

static void
show_page (SuyImportWindow *self, const char *name)
{
  gboolean check = strcmp (name, "check") == 0;

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->import_button, check);
  gtk_widget_set_visible (self->back_button, check);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button),
                        strcmp (name, "done") == 0 ? _ ("Close") : _ ("Cancel"));
}

/* ---- counts ---- */

static guint
count_written (SuyImportPlan *plan)
{
  return suy_import_plan_count (plan, SUY_FATE_INSERT) +
         suy_import_plan_count (plan, SUY_FATE_UPDATE);
}

static void
show_counts (SuyImportWindow *self)
{
  SuyImportPlan *plan = suy_import_get_plan (self->import);
  guint n = count_written (plan);
  guint left = suy_import_plan_count (plan, SUY_FATE_REFUSED) +
               suy_import_plan_count (plan, SUY_FATE_FLAGGED);
  g_autofree char *button = g_strdup_printf (ngettext ("Import %u row", "Import %u rows", n), n);
  g_autofree char *text = g_strdup_printf (
      _ ("%u refused or doubtful, %u can be imported. Nothing is written yet."), left, n);

  gtk_button_set_label (GTK_BUTTON (self->import_button), button);
  gtk_widget_set_sensitive (self->import_button, n > 0);
  gtk_label_set_text (self->counts, text);
  gtk_widget_set_sensitive (self->report_button, left > 0);
  suy_fate_bar_show (self->fate_box, plan);
}

static void
on_edited (SuyImportWindow *self)
{
  show_counts (self);
}

/* ---- the plan ---- */

static void
show_notes (SuyImportWindow *self)
{
  const GPtrArray *notes = suy_import_plan_get_notes (suy_import_get_plan (self->import));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : "\n", (const char *) notes->pdata[i]);
  gtk_label_set_text (self->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes->len > 0);
}

static void
make_plan (SuyImportWindow *self, const char *crs)
{
  guint key = gtk_drop_down_get_selected (self->key_drop);
  const SuyImportOptions options = {
    .crs = crs,
    .key_column = key == 0 || key == GTK_INVALID_LIST_POSITION
                      ? NULL
                      : suy_source_get_column (self->source, key - 1),
  };
  g_autoptr (GError) error = NULL;
  SuyImport *import = suy_import_new (self->workspace, self->source, self->reg, &options, &error);

  if (import == NULL)
    {
      show_error (self, error->message);
      return;
    }
  show_error (self, NULL);
  suy_plan_table_set_plan (self->table, NULL);
  g_clear_pointer (&self->import, suy_import_free);
  self->import = import;
  suy_plan_table_set_plan (self->table, suy_import_get_plan (import));
  show_notes (self);
  show_counts (self);
}

static void
on_key_selected (SuyImportWindow *self)
{
  if (!self->filling && self->source != NULL)
    make_plan (self, suy_crs_list_get_chosen (self->crs_list));
}

static void
on_crs_chosen (SuyImportWindow *self)
{
  if (!self->filling && self->source != NULL)
    make_plan (self, suy_crs_list_get_chosen (self->crs_list));
}

/* ---- reading ---- */

static void
fill_keys (SuyImportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("None: only new records"));
  for (guint i = 0; i < suy_source_get_n_columns (self->source); i++)
    gtk_string_list_append (names, suy_source_get_column (self->source, i));
  gtk_drop_down_set_model (self->key_drop, G_LIST_MODEL (names));
}

static void
fill_layers (SuyImportWindow *self)
{
  const char *const *layers = suy_source_get_layers (self->source);
  guint n = layers == NULL ? 0 : g_strv_length ((char **) layers);
  g_autoptr (GtkStringList) names = gtk_string_list_new (n == 0 ? NULL : layers);

  gtk_drop_down_set_model (self->layer_drop, G_LIST_MODEL (names));
  for (guint i = 0; i < n; i++)
    if (strcmp (layers[i], suy_source_get_layer (self->source)) == 0)
      gtk_drop_down_set_selected (self->layer_drop, i);
  gtk_widget_set_sensitive (GTK_WIDGET (self->layer_drop), n > 1);
}

static void
show_source (SuyImportWindow *self)
{
  g_autofree char *file = g_path_get_basename (self->path);
  g_autofree char *title = g_strdup_printf (
      _ ("Import: %s"), suy_label_get (&self->reg->label, suy_settings_get_language ()));
  guint n = suy_source_get_n_rows (self->source);
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);
  g_autofree char *subtitle =
      g_strdup_printf ("%s · %s · %s", file, suy_source_get_format (self->source), rows);
  g_autofree char *time = g_strdup_printf (
      _ ("Read in %.1f s"), (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC);

  self->filling = TRUE;
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), TRUE);
  gtk_label_set_text (self->time_label, time);
  fill_layers (self);
  fill_keys (self);
  gtk_spin_button_set_value (self->header_spin, suy_source_get_header_row (self->source));
  gtk_widget_set_sensitive (GTK_WIDGET (self->header_spin),
                            suy_source_get_header_row (self->source) > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->encoding_drop),
                            *suy_source_get_encoding (self->source) != '\0');
  self->filling = FALSE;
  make_plan (self, NULL);
  if (self->import == NULL)
    {
      show_page (self, "choose");
      return;
    }
  self->filling = TRUE;
  suy_crs_list_fill (self->crs_list, self->workspace, suy_import_get_plan (self->import));
  self->filling = FALSE;
  show_page (self, "check");
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  SuyImportWindow *self = SUY_IMPORT_WINDOW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySource) source = suy_source_reader_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->workspace == NULL ||
      suy_workspace_get_store (self->workspace) == NULL)
    return;
  self->reading = FALSE;
  if (source == NULL)
    {
      show_error (self, error->message);
      show_page (self, self->import != NULL ? "check" : "choose");
      return;
    }
  suy_plan_table_set_plan (self->table, NULL);
  g_clear_pointer (&self->import, suy_import_free);
  g_clear_pointer (&self->source, suy_source_unref);
  self->source = g_steal_pointer (&source);
  show_source (self);
}

/* @again: with what the person chose for this file */
static void
read_file (SuyImportWindow *self, gboolean again)
{
  SuySourceOptions options = { 0 };
  guint layer = gtk_drop_down_get_selected (self->layer_drop);
  guint encoding = gtk_drop_down_get_selected (self->encoding_drop);

  if (self->path == NULL || self->reg == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (again && self->source != NULL)
    {
      const char *const *layers = suy_source_get_layers (self->source);

      if (layers != NULL && layer < g_strv_length ((char **) layers))
        options.layer = layers[layer];
      options.encoding = encoding < G_N_ELEMENTS (encodings) ? encodings[encoding] : NULL;
      options.header_row = (guint) gtk_spin_button_get_value_as_int (self->header_spin);
    }
  self->started = g_get_monotonic_time ();
  self->reading = TRUE;
  show_error (self, NULL);
  show_page (self, "reading");
  suy_source_reader_read_async (G_OBJECT (self), self->path, &options, self->cancellable, on_read,
                                NULL);
}

static void
on_reread (SuyImportWindow *self)
{
  if (!self->filling && self->source != NULL)
    read_file (self, TRUE);
}

/* ---- choosing ---- */

static void
on_register_selected (SuyImportWindow *self)
{
  const GPtrArray *registers;
  guint i = gtk_drop_down_get_selected (self->register_drop);

  if (self->filling || self->workspace == NULL)
    return;
  registers = suy_catalog_get_registers (suy_workspace_get_catalog (self->workspace));
  if (i < registers->len)
    self->reg = registers->pdata[i];
}

static void
on_file_chosen (GtkNativeDialog *chooser, int response, SuyImportWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  if (file != NULL)
    {
      g_free (self->path);
      self->path = g_file_get_path (file);
      show_path (self);
      read_file (self, FALSE);
    }
  gtk_native_dialog_destroy (chooser);
  g_clear_object (&self->chooser);
}

static void
show_chooser (SuyImportWindow *self, GtkFileChooserNative *chooser, GCallback callback)
{
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", callback, self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
on_choose_clicked (SuyImportWindow *self)
{
  if (self->chooser == NULL)
    show_chooser (self,
                  gtk_file_chooser_native_new (_ ("Choose a file"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL),
                  G_CALLBACK (on_file_chosen));
}

static void
on_read_clicked (SuyImportWindow *self)
{
  read_file (self, FALSE);
}

/* ---- the report ---- */

static void
on_report_chosen (GtkNativeDialog *chooser, int response, SuyImportWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  if (path != NULL && self->import != NULL &&
      !suy_report_write (suy_import_get_plan (self->import), path, NULL, &error))
    show_error (self, error->message);
  gtk_native_dialog_destroy (chooser);
  g_clear_object (&self->chooser);
}

static void
on_report_clicked (SuyImportWindow *self)
{
  GtkFileChooserNative *chooser;

  if (self->chooser != NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Save refused rows"), GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("refused rows.csv"));
  show_chooser (self, chooser, G_CALLBACK (on_report_chosen));
}

/* ---- writing ---- */

gboolean
suy_import_window_run (SuyImportWindow *self)
{
  g_autofree char *file = g_path_get_basename (self->path);
  g_autofree char *reason = g_strdup_printf (_ ("Import of %s"), file);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (!suy_import_run (self->import, reason, &n, &error))
    {
      show_error (self, error->message);
      return FALSE;
    }
  text = g_strdup_printf (ngettext ("%u record written to “%s”. One undo takes it back.",
                                    "%u records written to “%s”. One undo takes them all back.", n),
                          n, suy_label_get (&self->reg->label, suy_settings_get_language ()));
  gtk_label_set_text (self->done_label, text);
  gtk_widget_set_sensitive (self->undo_button, n > 0);
  show_page (self, "done");

  return TRUE;
}

gboolean
suy_import_window_undo (SuyImportWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!suy_workspace_undo (self->workspace, &error))
    {
      show_error (self, error->message);
      return FALSE;
    }
  gtk_label_set_text (self->done_label, _ ("The import was taken back."));
  gtk_widget_set_sensitive (self->undo_button, FALSE);

  return TRUE;
}

static void
on_import_clicked (SuyImportWindow *self)
{
  suy_import_window_run (self);
}

static void
on_undo_clicked (SuyImportWindow *self)
{
  suy_import_window_undo (self);
}

static void
on_back_clicked (SuyImportWindow *self)
{
  show_page (self, "choose");
}

static void
on_cancel_clicked (SuyImportWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- the window ---- */

static void
suy_import_window_dispose (GObject *object)
{
  SuyImportWindow *self = SUY_IMPORT_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  if (self->table != NULL)
    suy_plan_table_set_plan (self->table, NULL);
  self->table = NULL;
  g_clear_pointer (&self->import, suy_import_free);
  g_clear_pointer (&self->source, suy_source_unref);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (suy_import_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, back_button);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, cancel_button);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, counts);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, crs_list);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, done_label);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, encoding_drop);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, error_box);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, error_label);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, fate_box);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, file_label);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, header_spin);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, import_button);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, key_drop);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, layer_drop);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, notes);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, read_button);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, register_drop);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, report_button);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, stack);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, subtitle);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, table);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, time_label);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, title);
  gtk_widget_class_bind_template_child (klass, SuyImportWindow, undo_button);
}

static void
suy_import_window_class_init (SuyImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_import_window_dispose;

  g_type_ensure (SUY_TYPE_CRS_LIST);
  g_type_ensure (SUY_TYPE_PLAN_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-import-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_crs_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_import_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_key_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_read_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_register_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_report_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reread);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
}

static void
suy_import_window_init (SuyImportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (names, _ ("Found out"));
  for (guint i = 1; i < G_N_ELEMENTS (encodings); i++)
    gtk_string_list_append (names, encodings[i]);
  gtk_drop_down_set_model (self->encoding_drop, G_LIST_MODEL (names));
  suy_fate_bar_fill (self->fate_box, self->table);
  show_page (self, "choose");
}

static void
fill_registers (SuyImportWindow *self)
{
  const GPtrArray *registers =
      suy_catalog_get_registers (suy_workspace_get_catalog (self->workspace));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < registers->len; i++)
    gtk_string_list_append (names,
                            suy_label_get (&((const SuyRegister *) registers->pdata[i])->label,
                                           suy_settings_get_language ()));
  gtk_drop_down_set_model (self->register_drop, G_LIST_MODEL (names));
  for (guint i = 0; i < registers->len; i++)
    if (registers->pdata[i] == self->reg)
      gtk_drop_down_set_selected (self->register_drop, i);
  if (self->reg == NULL)
    self->reg = registers->pdata[0];
}

GtkWidget *
suy_import_window_new (GtkWindow *parent,
                       SuyWorkspace *workspace,
                       const char *layer,
                       const char *path)
{
  SuyImportWindow *self = g_object_new (SUY_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  gboolean known = layer != NULL && *layer != '\0';

  self->workspace = g_object_ref (workspace);
  self->reg = known ? suy_catalog_find (suy_workspace_get_catalog (workspace), layer) : NULL;
  known = self->reg != NULL;
  fill_registers (self);
  self->filling = FALSE;
  self->path = g_strdup (path);
  show_path (self);
  if (path != NULL && known)
    read_file (self, FALSE);

  return GTK_WIDGET (self);
}

gboolean
suy_import_window_is_busy (SuyImportWindow *self)
{
  return self->reading;
}

SuyImport *
suy_import_window_get_import (SuyImportWindow *self)
{
  return self->import;
}

SuyPlanTable *
suy_import_window_get_table (SuyImportWindow *self)
{
  return self->table;
}

const char *
suy_import_window_get_error (SuyImportWindow *self)
{
  return gtk_widget_get_visible (self->error_box) ? gtk_label_get_text (self->error_label) : NULL;
}
