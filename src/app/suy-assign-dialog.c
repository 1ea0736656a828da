/* suy-assign-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-assign-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-field-editor.h"
#include "suy-id.h"
#include "suy-settings.h"
#include "suy-want.h"
#include "suy-workspace-moves.h"

#define MOVE "assign"

struct _SuyAssignDialog
{
  GtkWindow parent_instance;

  SuyWorkspace *workspace;
  const SuyRegister *reg;
  GArray *ids;
  GPtrArray *editors; /* SuyFieldEditor */
  GHashTable *fates;  /* id to GtkLabel */
  GHashTable *done;   /* ids */

  GtkGrid *grid, *cases;
  GtkWidget *make_button;
  GtkLabel *summary;
};

G_DEFINE_FINAL_TYPE (SuyAssignDialog, suy_assign_dialog, GTK_TYPE_WINDOW)

/* ---- making the rows ---- */

static void
add_editor (SuyAssignDialog *self, const SuyField *field)
{
  g_autoptr (SuyRecord) empty = suy_record_new (self->reg);
  GtkWidget *editor = suy_field_editor_new (self->workspace, self->reg, field);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label",
                                   suy_label_get (&field->label, suy_settings_get_language ()),
                                   "xalign", 1.0, "yalign", 0.0, "margin-top", 8, NULL);
  int row = (int) self->editors->len;

  gtk_widget_add_css_class (label, "suy-field-label");
  gtk_widget_set_hexpand (editor, TRUE);
  suy_field_editor_read (SUY_FIELD_EDITOR (editor), empty);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, editor, 1, row, 1, 1);
  g_ptr_array_add (self->editors, editor);
}

static gboolean
has_editor (SuyAssignDialog *self, const SuyField *field)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (suy_field_editor_get_field (self->editors->pdata[i]) == field)
      return TRUE;

  return FALSE;
}

/* The fields come from the table, so that they are those the rule asks for. */
static void
add_editors (SuyAssignDialog *self)
{
  SuyMoves *machine = suy_workspace_get_machine (self->workspace, self->reg, NULL);
  const SuyMove *move = machine == NULL ? NULL : suy_moves_find (machine, MOVE, "judged");

  for (guint i = 0; move != NULL && i < move->needs->len; i++)
    {
      g_auto (SuyWant) want = { 0 };

      suy_want_parse (self->reg, ((const SuyNeed *) move->needs->pdata[i])->name, &want);
      if (want.kind == SUY_WANT_FIELD && !has_editor (self, want.field))
        add_editor (self, want.field);
    }
}

static void
add_cases (SuyAssignDialog *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      gint64 *id = &g_array_index (self->ids, gint64, i);
      g_autofree char *title = suy_workspace_describe (self->workspace, self->reg, *id);
      GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "ellipsize",
                                      PANGO_ELLIPSIZE_END, "max-width-chars", 32, NULL);
      GtkWidget *fate = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "width-chars",
                                      20, "max-width-chars", 48, "hexpand", TRUE, NULL);

      gtk_widget_set_tooltip_text (name, title);
      gtk_widget_set_valign (name, GTK_ALIGN_START);
      gtk_widget_add_css_class (fate, "suy-small");
      gtk_grid_attach (self->cases, name, 0, (int) i, 1, 1);
      gtk_grid_attach (self->cases, fate, 1, (int) i, 1, 1);
      g_hash_table_insert (self->fates, id, fate);
    }
}

/* ---- assigning ---- */

static void
tell (SuyAssignDialog *self, gint64 id, const char *text, gboolean good)
{
  GtkWidget *label = g_hash_table_lookup (self->fates, &id);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_remove_css_class (label, good ? "suy-need-missing" : "suy-need-ok");
  gtk_widget_add_css_class (label, good ? "suy-need-ok" : "suy-need-missing");
}

static gboolean
assign_one (SuyAssignDialog *self, const gint64 *id)
{
  g_autoptr (SuyRecord) changes = suy_record_new (self->reg);
  g_autoptr (GError) error = NULL;

  suy_record_set_id (changes, *id);
  for (guint i = 0; i < self->editors->len; i++)
    suy_field_editor_write (self->editors->pdata[i], changes, NULL);
  if (!suy_workspace_move (self->workspace, changes, MOVE, NULL, NULL, &error))
    {
      tell (self, *id, error->message, FALSE);
      return FALSE;
    }
  tell (self, *id, _ ("✓ Assigned"), TRUE);
  g_hash_table_add (self->done, (gpointer) id);

  return TRUE;
}

static gboolean
is_sound (SuyAssignDialog *self)
{
  g_autoptr (SuyRecord) changes = suy_record_new (self->reg);
  gboolean sound = TRUE;

  for (guint i = 0; i < self->editors->len; i++)
    sound &= suy_field_editor_write (self->editors->pdata[i], changes, NULL);

  return sound;
}

guint
suy_assign_dialog_make (SuyAssignDialog *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  if (!is_sound (self))
    return 0;
  for (guint i = 0; i < self->ids->len; i++)
    {
      const gint64 *id = &g_array_index (self->ids, gint64, i);

      if (!g_hash_table_contains (self->done, id))
        n += assign_one (self, id);
    }
  text = g_strdup_printf (_ ("%u of %u assigned"), g_hash_table_size (self->done), self->ids->len);
  gtk_label_set_text (self->summary, text);
  gtk_widget_set_sensitive (self->make_button, g_hash_table_size (self->done) < self->ids->len);

  return n;
}

static void
on_make_clicked (SuyAssignDialog *self)
{
  suy_assign_dialog_make (self);
}

/* ---- the window ---- */

static void
suy_assign_dialog_finalize (GObject *object)
{
  SuyAssignDialog *self = SUY_ASSIGN_DIALOG (object);

  g_ptr_array_unref (self->editors);
  g_hash_table_unref (self->fates);
  g_hash_table_unref (self->done);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_assign_dialog_parent_class)->finalize (object);
}

static void
suy_assign_dialog_class_init (SuyAssignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = suy_assign_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-assign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyAssignDialog, cases);
  gtk_widget_class_bind_template_child (widget_class, SuyAssignDialog, grid);
  gtk_widget_class_bind_template_child (widget_class, SuyAssignDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, SuyAssignDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, on_make_clicked);
}

static void
suy_assign_dialog_init (SuyAssignDialog *self)
{
  self->editors = g_ptr_array_new ();
  self->fates = g_hash_table_new (suy_id_hash, g_int64_equal);
  self->done = g_hash_table_new (suy_id_hash, g_int64_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
}

SuyAssignDialog *
suy_assign_dialog_new (GtkWindow *parent, SuyWorkspace *workspace, const GArray *ids)
{
  SuyAssignDialog *self = g_object_new (SUY_TYPE_ASSIGN_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "problem");
  self->ids = g_array_copy ((GArray *) ids);
  add_editors (self);
  add_cases (self);

  return self;
}

void
suy_assign_dialog_set_text (SuyAssignDialog *self, const char *field, const char *text)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (strcmp (suy_field_editor_get_field (self->editors->pdata[i])->name, field) == 0)
      suy_field_editor_set_text (self->editors->pdata[i], text);
}

const char *
suy_assign_dialog_get_fate (SuyAssignDialog *self, gint64 id)
{
  GtkLabel *label = g_hash_table_lookup (self->fates, &id);

  return label == NULL ? NULL : gtk_label_get_text (label);
}
