/* suy-field-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-field-grid.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-settings.h"

struct _SuyFieldGrid
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gboolean is_new;
  GPtrArray *editors;  /* SuyFieldEditor, in the order of the form */
  GHashTable *changed; /* SuyFieldEditor that were typed into */

  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (SuyFieldGrid, suy_field_grid, GTK_TYPE_WIDGET)

static guint signal_changed;

static void
on_editor_changed (SuyFieldEditor *editor, SuyFieldGrid *self)
{
  g_hash_table_add (self->changed, editor);
  g_signal_emit (self, signal_changed, 0);
}

static const char *
why_locked (SuyFieldGrid *self, const SuyField *field)
{
  if (field == NULL)
    return self->reg->geometry == SUY_GEOMETRY_POINT ? NULL : _ ("Drawn on the map, or imported.");
  if (self->reg->append_only)
    return _ ("Entries here are never changed.");
  if (field->derived && strcmp (field->name, "state") == 0)
    return _ ("Follows from the moves made.");
  if (field->derived)
    return _ ("Computed; it follows from other fields.");

  return suy_workspace_is_read_only (self->workspace) ? "" : NULL;
}

/* @field: (nullable): the place */
static void
add_editor (SuyFieldGrid *self, const SuyField *field, const SuyRecord *record)
{
  GtkWidget *editor = suy_field_editor_new (self->workspace, self->reg, field);
  const char *name =
      field == NULL ? _ ("Place") : suy_label_get (&field->label, suy_settings_get_language ());
  gboolean required = field != NULL && field->required && !field->derived;
  g_autofree char *text = g_strconcat (name, required ? " *" : "", NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 1.0, "yalign", 0.0,
                                   "margin-top", 8, "wrap", TRUE, "max-width-chars", 14, NULL);
  const char *lock = why_locked (self, field);
  int row = (int) self->editors->len;

  if (lock != NULL)
    suy_field_editor_lock (SUY_FIELD_EDITOR (editor), lock);
  suy_field_editor_read (SUY_FIELD_EDITOR (editor), record);
  gtk_widget_set_hexpand (editor, TRUE);
  gtk_widget_add_css_class (label, "suy-field-label");
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, editor, 1, row, 1, 1);
  g_ptr_array_add (self->editors, editor);
  g_signal_connect (editor, "changed", G_CALLBACK (on_editor_changed), self);
}

static void
clear (SuyFieldGrid *self)
{
  GtkWidget *child;

  g_hash_table_remove_all (self->changed);
  g_ptr_array_set_size (self->editors, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

void
suy_field_grid_show (SuyFieldGrid *self, SuyWorkspace *workspace, const SuyRecord *record)
{
  clear (self);
  g_set_object (&self->workspace, workspace);
  self->reg = record == NULL ? NULL : suy_record_get_register (record);
  self->is_new = record != NULL && suy_record_get_id (record) == 0;
  for (guint i = 0; self->reg != NULL && i < self->reg->fields->len; i++)
    {
      const SuyField *field = self->reg->fields->pdata[i];

      if (self->is_new && field->derived)
        continue;
      add_editor (self, field, record);
      if (field == self->reg->title && self->reg->geometry != SUY_GEOMETRY_NONE)
        add_editor (self, NULL, record);
    }
}

void
suy_field_grid_fill (SuyFieldGrid *self, const SuyRecord *draft)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      suy_field_editor_read (self->editors->pdata[i], draft);
      g_hash_table_add (self->changed, self->editors->pdata[i]);
    }
}

guint
suy_field_grid_get_n_changed (SuyFieldGrid *self)
{
  return g_hash_table_size (self->changed);
}

void
suy_field_grid_forget_changes (SuyFieldGrid *self)
{
  g_hash_table_remove_all (self->changed);
}

SuyFieldEditor *
suy_field_grid_collect (SuyFieldGrid *self, SuyRecord *record, GError **error)
{
  SuyFieldEditor *wrong = NULL;

  for (guint i = 0; i < self->editors->len; i++)
    {
      SuyFieldEditor *editor = self->editors->pdata[i];
      g_autoptr (GError) own = NULL;

      if (!self->is_new && !g_hash_table_contains (self->changed, editor))
        continue;
      if (suy_field_editor_write (editor, record, &own) || wrong != NULL)
        continue;
      wrong = editor;
      g_propagate_error (error, g_steal_pointer (&own));
    }

  return wrong;
}

SuyFieldEditor *
suy_field_grid_find (SuyFieldGrid *self, const char *name)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      const SuyField *field = suy_field_editor_get_field (self->editors->pdata[i]);

      if (strcmp (field == NULL ? "geom" : field->name, name) == 0)
        return self->editors->pdata[i];
    }

  return NULL;
}

/* ---- the widget ---- */

static void
suy_field_grid_dispose (GObject *object)
{
  SuyFieldGrid *self = SUY_FIELD_GRID (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_field_grid_parent_class)->dispose (object);
}

static void
suy_field_grid_class_init (SuyFieldGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_field_grid_dispose;
  signal_changed = g_signal_new ("changed", SUY_TYPE_FIELD_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_field_grid_init (SuyFieldGrid *self)
{
  self->editors = g_ptr_array_new ();
  self->changed = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}
