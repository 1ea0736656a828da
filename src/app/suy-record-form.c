/* suy-record-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-evidence.h"
#include "suy-field-grid.h"
#include "suy-linked-list.h"
#include "suy-settings.h"
#include "suy-timeline.h"
#include "suy-titles.h"
#include "suy-workspace-moves.h"

struct _SuyRecordForm
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gint64 id;

  GtkWidget *root, *header, *footer, *menu_button, *discard_button, *save_button;
  GtkLabel *title, *subtitle, *refusal_label;
  GtkStack *stack;
  SuyFieldGrid *fields;
  GtkScrolledWindow *fields_scroll;
  GtkRevealer *refusal, *deletion;
  GtkEditable *reason;
  GtkToggleButton *fields_tab, *linked_tab, *files_tab, *history_tab;
  SuyLinkedList *linked;
  SuyEvidence *evidence;
  SuyTimeline *timeline;
};

G_DEFINE_FINAL_TYPE (SuyRecordForm, suy_record_form, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SAVED,
  SIGNAL_DELETED,
  SIGNAL_OPEN,
  SIGNAL_DIRTY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
label_of (const SuyLabel *label)
{
  return suy_label_get (label, suy_settings_get_language ());
}

/* ---- what the header and the buttons say ---- */

static char *
make_subtitle (SuyRecordForm *self)
{
  guint n = suy_field_grid_get_n_changed (self->fields);
  g_autofree char *changes = NULL;

  if (n == 0)
    return g_strdup (label_of (&self->reg->one));
  changes = g_strdup_printf (ngettext ("%u change, not saved", "%u changes, not saved", n), n);

  return g_strdup_printf (_ ("%s · %s"), label_of (&self->reg->one), changes);
}

static char *
make_title (SuyRecordForm *self)
{
  g_autoptr (SuyRecord) record =
      self->id == 0
          ? NULL
          : suy_store_get (suy_workspace_get_store (self->workspace), self->reg, self->id, NULL);

  if (record == NULL)
    return g_strdup_printf (_ ("New: %s"), label_of (&self->reg->one));

  return suy_titles_of_record (suy_titles_of (self->workspace), record);
}

static void
show_state (SuyRecordForm *self)
{
  gboolean dirty = suy_record_form_is_dirty (self);
  gboolean writable =
      self->reg != NULL && !self->reg->append_only && !suy_workspace_is_read_only (self->workspace);
  g_autofree char *subtitle = self->reg == NULL ? NULL : make_subtitle (self);

  gtk_label_set_text (self->subtitle, subtitle == NULL ? "" : subtitle);
  gtk_widget_set_sensitive (self->discard_button, dirty);
  gtk_widget_set_sensitive (self->save_button, dirty && writable);
  gtk_widget_set_visible (self->footer, writable);
  if (dirty)
    gtk_widget_add_css_class (self->save_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->save_button, "suggested-action");
}

static void
refuse (SuyRecordForm *self, const char *text)
{
  g_autofree char *full = text == NULL ? NULL : g_strdup_printf (_ ("Cannot save yet: %s"), text);

  if (full != NULL)
    gtk_label_set_text (self->refusal_label, full);
  gtk_revealer_set_reveal_child (self->refusal, full != NULL);
}

static void
on_fields_changed (SuyRecordForm *self)
{
  refuse (self, NULL);
  show_state (self);
  g_signal_emit (self, signals[SIGNAL_DIRTY], 0);
}

/* ---- what is shown ---- */

static void
show_tabs (SuyRecordForm *self)
{
  g_autofree char *linked = NULL, *files = NULL, *history = NULL;
  guint n_linked = suy_linked_list_set_record (self->linked, self->workspace, self->reg, self->id);
  guint n_files = suy_evidence_set_record (self->evidence, self->workspace, self->reg, self->id);
  guint n_changes = 0;

  if (self->reg != NULL && self->id != 0)
    n_changes = suy_timeline_show_changes (self->timeline, self->workspace, self->reg, self->id);
  else
    suy_timeline_clear (self->timeline);
  linked = g_strdup_printf (_ ("Linked %u"), n_linked);
  files = g_strdup_printf (_ ("Files %u"), n_files);
  history = g_strdup_printf (_ ("History %u"), n_changes);
  gtk_button_set_label (GTK_BUTTON (self->linked_tab), linked);
  gtk_button_set_label (GTK_BUTTON (self->files_tab), files);
  gtk_button_set_label (GTK_BUTTON (self->history_tab), history);
  gtk_widget_set_sensitive (GTK_WIDGET (self->linked_tab), self->id != 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->files_tab), self->id != 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->history_tab), self->id != 0);
  if (self->id == 0)
    gtk_toggle_button_set_active (self->fields_tab, TRUE);
}

static void
fill (SuyRecordForm *self)
{
  g_autoptr (SuyRecord) record = NULL;
  g_autofree char *title = NULL;

  suy_field_grid_show (self->fields, self->workspace, NULL);
  refuse (self, NULL);
  gtk_revealer_set_reveal_child (self->deletion, FALSE);
  gtk_widget_set_visible (self->root, self->reg != NULL);
  if (self->reg == NULL)
    return;

  record = self->id == 0 ? suy_record_new (self->reg)
                         : suy_store_get (suy_workspace_get_store (self->workspace), self->reg,
                                          self->id, NULL);
  if (record == NULL) /* it was deleted meanwhile */
    {
      self->id = 0;
      record = suy_record_new (self->reg);
    }
  suy_field_grid_show (self->fields, self->workspace, record);
  title = make_title (self);
  gtk_label_set_text (self->title, title);
  show_tabs (self);
  show_state (self);
}

static void
on_workspace_changed (SuyRecordForm *self, const char *layer, const SuyBox *box, GArray *ids)
{
  if (self->reg != NULL && strcmp (layer, self->reg->name) == 0 && self->id != 0 &&
      suy_book_has_id (ids, self->id) && !suy_record_form_is_dirty (self))
    fill (self);
}

void
suy_record_form_set_record (SuyRecordForm *self,
                            SuyWorkspace *workspace,
                            const SuyRegister *reg,
                            gint64 id)
{
  suy_book_watch (GTK_WIDGET (self), &self->workspace, workspace,
                  G_CALLBACK (on_workspace_changed));
  self->reg = workspace == NULL ? NULL : reg;
  self->id = id;
  fill (self);
}

/* ---- saving ---- */

gboolean
suy_record_form_save (SuyRecordForm *self)
{
  g_autoptr (SuyRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  SuyFieldEditor *wrong;
  gint64 id;

  if (self->reg == NULL || !suy_record_form_is_dirty (self))
    return FALSE;
  record = suy_record_new (self->reg);
  suy_record_set_id (record, self->id);
  wrong = suy_field_grid_collect (self->fields, record, &error);
  if (wrong != NULL)
    {
      refuse (self, error->message);
      gtk_toggle_button_set_active (self->fields_tab, TRUE);
      suy_field_editor_focus (wrong);
      return FALSE;
    }

  if (!suy_workspace_save (self->workspace, record, NULL, &error))
    {
      refuse (self, error->message);
      return FALSE;
    }
  id = suy_record_get_id (record);
  suy_field_grid_forget_changes (self->fields);
  suy_record_form_set_record (self, self->workspace, self->reg, id);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, id);

  return TRUE;
}

void
suy_record_form_discard (SuyRecordForm *self)
{
  fill (self);
  g_signal_emit (self, signals[SIGNAL_DIRTY], 0);
}

void
suy_record_form_delete (SuyRecordForm *self, const char *reason)
{
  g_autoptr (GError) error = NULL;

  if (self->reg == NULL || self->id == 0)
    return;
  if (reason == NULL || *reason == '\0')
    {
      gtk_revealer_set_reveal_child (self->deletion, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }

  if (!suy_workspace_delete (self->workspace, self->reg, self->id, reason, &error))
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  gtk_editable_set_text (self->reason, "");
  suy_record_form_set_record (self, self->workspace, NULL, 0);
  g_signal_emit (self, signals[SIGNAL_DELETED], 0);
}

/* ---- what the person does ---- */

static void
on_save_clicked (SuyRecordForm *self)
{
  suy_record_form_save (self);
}

static void
on_discard_clicked (SuyRecordForm *self)
{
  suy_record_form_discard (self);
}

static void
on_delete_confirmed (SuyRecordForm *self)
{
  suy_record_form_delete (self, gtk_editable_get_text (self->reason));
}

static void
on_delete_cancelled (SuyRecordForm *self)
{
  gtk_revealer_set_reveal_child (self->deletion, FALSE);
}

static void
on_tab_toggled (GtkToggleButton *tab, SuyRecordForm *self)
{
  if (!gtk_toggle_button_get_active (tab))
    return;
  if (tab == self->linked_tab)
    gtk_stack_set_visible_child_name (self->stack, "linked");
  else if (tab == self->files_tab)
    gtk_stack_set_visible_child_name (self->stack, "files");
  else if (tab == self->history_tab)
    gtk_stack_set_visible_child_name (self->stack, "history");
  else
    gtk_stack_set_visible_child_name (self->stack, "fields");
}

static void
on_linked_open (SuyLinkedList *list, const char *layer, gint64 id, SuyRecordForm *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, layer, id);
}

static void
on_evidence_added (SuyEvidence *evidence, SuyRecordForm *self)
{
  if (!suy_record_form_is_dirty (self))
    show_tabs (self);
}

static void
act_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  suy_record_form_save (SUY_RECORD_FORM (widget));
}

static void
act_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  suy_record_form_discard (SUY_RECORD_FORM (widget));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  suy_record_form_delete (SUY_RECORD_FORM (widget), NULL);
}

static void
act_show_on_map (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SuyRecordForm *self = SUY_RECORD_FORM (widget);

  if (self->reg != NULL && self->id != 0)
    suy_book_show_on_map (widget, self->reg, self->id);
}

/* ---- the widget ---- */

static void
suy_record_form_dispose (GObject *object)
{
  SuyRecordForm *self = SUY_RECORD_FORM (object);

  suy_book_drop_children (GTK_WIDGET (object));
  suy_book_watch (GTK_WIDGET (self), &self->workspace, NULL, G_CALLBACK (on_workspace_changed));

  G_OBJECT_CLASS (suy_record_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, deletion);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, discard_button);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, evidence);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, fields);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, fields_scroll);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, fields_tab);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, files_tab);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, footer);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, header);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, history_tab);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, linked);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, linked_tab);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, menu_button);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, reason);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, refusal);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, refusal_label);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, root);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, save_button);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, stack);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, subtitle);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, timeline);
  gtk_widget_class_bind_template_child (klass, SuyRecordForm, title);
  gtk_widget_class_bind_template_callback (klass, on_delete_cancelled);
  gtk_widget_class_bind_template_callback (klass, on_delete_confirmed);
  gtk_widget_class_bind_template_callback (klass, on_discard_clicked);
  gtk_widget_class_bind_template_callback (klass, on_evidence_added);
  gtk_widget_class_bind_template_callback (klass, on_fields_changed);
  gtk_widget_class_bind_template_callback (klass, on_linked_open);
  gtk_widget_class_bind_template_callback (klass, on_save_clicked);
  gtk_widget_class_bind_template_callback (klass, on_tab_toggled);
}

static void
suy_record_form_class_init (SuyRecordFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_record_form_dispose;

  signals[SIGNAL_SAVED] = g_signal_new ("saved", SUY_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_DELETED] = g_signal_new ("deleted", SUY_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN] = g_signal_new ("open", SUY_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[SIGNAL_DIRTY] = g_signal_new ("dirty", SUY_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SUY_TYPE_EVIDENCE);
  g_type_ensure (SUY_TYPE_FIELD_GRID);
  g_type_ensure (SUY_TYPE_LINKED_LIST);
  g_type_ensure (SUY_TYPE_TIMELINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-record-form.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, act_save);
  gtk_widget_class_install_action (widget_class, "form.discard", NULL, act_discard);
  gtk_widget_class_install_action (widget_class, "form.delete", NULL, act_delete);
  gtk_widget_class_install_action (widget_class, "form.show-on-map", NULL, act_show_on_map);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
}

static void
suy_record_form_init (SuyRecordForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->root, FALSE);
}

GtkWidget *
suy_record_form_new (void)
{
  return g_object_new (SUY_TYPE_RECORD_FORM, NULL);
}

const SuyRegister *
suy_record_form_get_register (SuyRecordForm *self)
{
  return self->reg;
}

gint64
suy_record_form_get_id (SuyRecordForm *self)
{
  return self->id;
}

gboolean
suy_record_form_is_dirty (SuyRecordForm *self)
{
  return suy_field_grid_get_n_changed (self->fields) > 0;
}

gboolean
suy_record_form_may_leave (SuyRecordForm *self)
{
  if (!suy_record_form_is_dirty (self))
    return TRUE;
  gtk_label_set_text (self->refusal_label, _ ("Save or discard the changes first."));
  gtk_revealer_set_reveal_child (self->refusal, TRUE);

  return FALSE;
}

void
suy_record_form_set_text (SuyRecordForm *self, const char *field, const char *text)
{
  SuyFieldEditor *editor = suy_field_grid_find (self->fields, field);

  g_return_if_fail (editor != NULL);

  suy_field_editor_set_text (editor, text);
}

void
suy_record_form_fill (SuyRecordForm *self, const SuyRecord *draft)
{
  suy_field_grid_fill (self->fields, draft);
  show_state (self);
}

const char *
suy_record_form_get_refusal (SuyRecordForm *self)
{
  return gtk_revealer_get_reveal_child (self->refusal) ? gtk_label_get_text (self->refusal_label)
                                                       : NULL;
}

void
suy_record_form_focus_field (SuyRecordForm *self, const char *field)
{
  SuyFieldEditor *editor = suy_field_grid_find (self->fields, field);

  gtk_toggle_button_set_active (self->fields_tab, TRUE);
  if (editor != NULL)
    suy_field_editor_focus (editor);
}

void
suy_record_form_show_files (SuyRecordForm *self)
{
  gtk_toggle_button_set_active (self->files_tab, TRUE);
}
