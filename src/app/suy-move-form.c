/* suy-move-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-move-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-error.h"
#include "suy-field-editor.h"
#include "suy-settings.h"
#include "suy-want.h"

struct _SuyMoveForm
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;
  gint64 id;
  const SuyMove *move; /* (nullable) */
  GPtrArray *editors;  /* SuyFieldEditor */
  GHashTable *checks;  /* name of a fact to the GtkCheckButton that says it */
  gboolean filling;    /* by us */

  GtkLabel *title, *source, *error_label;
  GtkGrid *grid;
  GtkEditable *note;
  GtkButton *make_button;
};

G_DEFINE_FINAL_TYPE (SuyMoveForm, suy_move_form, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_MOVED,
  SIGNAL_REFUSED,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_error (SuyMoveForm *self, const char *text)
{
  gtk_label_set_text (self->error_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

static void
on_changed (SuyMoveForm *self)
{
  if (self->filling)
    return;
  show_error (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static SuyFieldEditor *
find_editor (SuyMoveForm *self, const SuyField *field)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (suy_field_editor_get_field (self->editors->pdata[i]) == field)
      return self->editors->pdata[i];

  return NULL;
}

/* Two questions stand beside each other. */
static void
attach (SuyMoveForm *self, GtkWidget *label, GtkWidget *widget)
{
  int n = (int) (self->editors->len + g_hash_table_size (self->checks));
  int column = n % 2 * 2, row = n / 2;

  if (label != NULL)
    gtk_grid_attach (self->grid, label, column, row, 1, 1);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (self->grid, widget, column + 1, row, 1, 1);
}

static void
add_field (SuyMoveForm *self, const SuyField *field, const SuyRecord *record)
{
  GtkWidget *editor = suy_field_editor_new (self->workspace, self->reg, field);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label",
                                   suy_label_get (&field->label, suy_settings_get_language ()),
                                   "xalign", 1.0, "yalign", 0.0, "margin-top", 8, NULL);

  gtk_widget_add_css_class (label, "suy-field-label");
  suy_field_editor_read (SUY_FIELD_EDITOR (editor), record);
  g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  attach (self, label, editor);
  g_ptr_array_add (self->editors, editor);
}

static void
add_check (SuyMoveForm *self, const SuyLabel *words, const char *fact, const char *value)
{
  GtkWidget *check =
      gtk_check_button_new_with_label (suy_label_get (words, suy_settings_get_language ()));

  g_object_set_data_full (G_OBJECT (check), "value", g_strdup (value), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  attach (self, NULL, check);
  g_hash_table_insert (self->checks, g_strdup (fact), check);
}

static void
clear (SuyMoveForm *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->editors, 0);
  g_hash_table_remove_all (self->checks);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_editable_set_text (self->note, "");
  show_error (self, NULL);
}

static void
ask (SuyMoveForm *self, const SuyNeed *need, const SuyRecord *record)
{
  g_auto (SuyWant) want = { 0 };

  suy_want_parse (self->reg, need->name, &want);
  if (want.kind == SUY_WANT_FIELD && find_editor (self, want.field) == NULL)
    add_field (self, want.field, record);
  else if (want.kind == SUY_WANT_SAID && !g_hash_table_contains (self->checks, want.name))
    add_check (self, &need->label, want.name, want.value);
}

void
suy_move_form_set_move (SuyMoveForm *self,
                        SuyWorkspace *workspace,
                        const SuyRegister *reg,
                        gint64 id,
                        const SuyMove *move)
{
  const char *label = suy_label_get (&move->label, suy_settings_get_language ());
  g_autoptr (SuyRecord) record = suy_store_get (suy_workspace_get_store (workspace), reg, id, NULL);
  g_autofree char *source = g_strdup_printf (_ ("Rule %s · %s"), move->number, move->source);

  g_set_object (&self->workspace, workspace);
  self->reg = reg;
  self->id = id;
  self->move = move;
  self->filling = TRUE;
  clear (self);
  gtk_label_set_text (self->title, label);
  gtk_label_set_text (self->source, source);
  gtk_button_set_label (self->make_button, label);
  for (guint i = 0; record != NULL && i < move->needs->len; i++)
    ask (self, move->needs->pdata[i], record);
  self->filling = FALSE;
}

/* ---- supplying what is missing ---- */

static void
supply_statement (SuyMoveForm *self, const SuyRemedy *remedy)
{
  if (!g_hash_table_contains (self->checks, remedy->what))
    add_check (self, &remedy->label, remedy->what, remedy->value);
  gtk_widget_grab_focus (g_hash_table_lookup (self->checks, remedy->what));
}

static void
supply_field (SuyMoveForm *self, const SuyField *field)
{
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (self->workspace), self->reg, self->id, NULL);

  if (record == NULL)
    return;
  if (find_editor (self, field) == NULL)
    add_field (self, field, record);
  suy_field_editor_focus (find_editor (self, field));
}

gboolean
suy_move_form_supply (SuyMoveForm *self, const SuySupply *supply)
{
  if (supply->remedy->kind == SUY_REMEDY_NOTE)
    gtk_widget_grab_focus (GTK_WIDGET (self->note));
  else if (supply->remedy->kind == SUY_REMEDY_STATEMENT)
    supply_statement (self, supply->remedy);
  else if (supply->field != NULL)
    supply_field (self, supply->field);
  else
    return FALSE;

  return TRUE;
}

/* ---- making ---- */

static GHashTable *
collect_said (SuyMoveForm *self)
{
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, check;

  g_hash_table_iter_init (&iter, self->checks);
  while (g_hash_table_iter_next (&iter, &name, &check))
    if (gtk_check_button_get_active (check))
      g_hash_table_insert (said, g_strdup (name), g_strdup (g_object_get_data (check, "value")));

  return said;
}

static const char *
get_note (SuyMoveForm *self)
{
  const char *note = gtk_editable_get_text (self->note);

  return *note == '\0' ? NULL : note;
}

/* @sound: (out): whether all that was typed could be read */
static SuyRecord *
collect_changes (SuyMoveForm *self, gboolean *sound)
{
  SuyRecord *changes = suy_record_new (self->reg);

  suy_record_set_id (changes, self->id);
  *sound = TRUE;
  for (guint i = 0; i < self->editors->len; i++)
    *sound &= suy_field_editor_write (self->editors->pdata[i], changes, NULL);

  return changes;
}

/* What is typed only halfway is not called wrong yet. */
GPtrArray *
suy_move_form_get_missing (SuyMoveForm *self, GError **error)
{
  g_autoptr (GHashTable) said = collect_said (self);
  const SuyMoveWish wish = { .move = self->move->name, .note = get_note (self), .said = said };
  gboolean sound;
  g_autoptr (SuyRecord) changes = collect_changes (self, &sound);

  for (guint i = 0; i < self->editors->len; i++)
    suy_field_editor_set_error (self->editors->pdata[i], NULL);

  return suy_workspace_ask_move (self->workspace, changes, &wish, NULL, error);
}

gboolean
suy_move_form_make (SuyMoveForm *self)
{
  g_autoptr (SuyRecord) changes = NULL;
  g_autoptr (GHashTable) said = NULL;
  g_autoptr (GError) error = NULL;
  gboolean sound;

  if (self->move == NULL)
    return FALSE;
  changes = collect_changes (self, &sound);
  if (!sound)
    return FALSE;

  said = collect_said (self);
  if (!suy_workspace_move (self->workspace, changes, self->move->name, get_note (self), said,
                           &error))
    {
      if (g_error_matches (error, SUY_ERROR, SUY_ERROR_REFUSED))
        g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
      else
        show_error (self, error->message);
      return FALSE;
    }
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);

  return TRUE;
}

static void
on_make_clicked (SuyMoveForm *self)
{
  suy_move_form_make (self);
}

static void
on_cancel_clicked (SuyMoveForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* ---- the widget ---- */

static void
suy_move_form_dispose (GObject *object)
{
  SuyMoveForm *self = SUY_MOVE_FORM (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_hash_table_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_move_form_parent_class)->dispose (object);
}

static void
suy_move_form_class_init (SuyMoveFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_move_form_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SUY_TYPE_MOVE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", SUY_TYPE_MOVE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", SUY_TYPE_MOVE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", SUY_TYPE_MOVE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-move-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyMoveForm, error_label);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveForm, grid);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveForm, make_button);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveForm, note);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveForm, source);
  gtk_widget_class_bind_template_child (widget_class, SuyMoveForm, title);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_make_clicked);
}

static void
suy_move_form_init (SuyMoveForm *self)
{
  self->editors = g_ptr_array_new ();
  self->checks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
suy_move_form_new (void)
{
  return g_object_new (SUY_TYPE_MOVE_FORM, NULL);
}

void
suy_move_form_set_text (SuyMoveForm *self, const char *field, const char *text)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (strcmp (suy_field_editor_get_field (self->editors->pdata[i])->name, field) == 0)
      suy_field_editor_set_text (self->editors->pdata[i], text);
}

void
suy_move_form_set_note (SuyMoveForm *self, const char *text)
{
  gtk_editable_set_text (self->note, text);
}

void
suy_move_form_say (SuyMoveForm *self, const char *fact, gboolean so)
{
  GtkCheckButton *check = g_hash_table_lookup (self->checks, fact);

  if (check != NULL)
    gtk_check_button_set_active (check, so);
}

const char *
suy_move_form_get_error (SuyMoveForm *self)
{
  const char *text = gtk_label_get_text (self->error_label);

  return *text == '\0' ? NULL : text;
}
