/* suy-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-evidence.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-evidence-flow.h"
#include "suy-evidence-queue.h"
#include "suy-paste.h"
#include "suy-picture-viewer.h"
#include "suy-settings.h"
#include "suy-workspace-evidence.h"
#include "suy-workspace-moves.h"

#define TICK_MS 100 /* between two looks at how far a file is read */

struct _SuyEvidence
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gint64 id;
  GtkNativeDialog *chooser; /* (nullable): open */
  char *asked_kind;
  SuyEvidenceQueue *queue; /* files that are being added */
  guint tick;              /* 0: nothing is read */

  GtkWidget *box;
  GtkFlowBox *flow;
  GtkLabel *count, *doing, *question;
  GtkDropDown *kinds;
  GtkWidget *add_button, *paste_button, *progress_row, *question_row;
  GtkProgressBar *progress;
  GtkEditable *reason;
  SuyEvidenceFlow *tiles;
  guint n_files;
};

G_DEFINE_FINAL_TYPE (SuyEvidence, suy_evidence, GTK_TYPE_WIDGET)

static guint signal_added, signal_idle;

static const SuyField *
kind_field (SuyEvidence *self)
{
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "attachment");

  return suy_register_find (reg, "kind");
}

static const char *
kind_label (SuyEvidence *self, const char *kind)
{
  const SuyChoice *choice = kind == NULL ? NULL : suy_field_find_choice (kind_field (self), kind);

  return choice == NULL ? "" : suy_label_get (&choice->label, suy_settings_get_language ());
}

static void
fill_kinds (SuyEvidence *self)
{
  const SuyField *field = kind_field (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < field->choices->len; i++)
    gtk_string_list_append (
        names, kind_label (self, ((const SuyChoice *) field->choices->pdata[i])->name));
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (names));
}

static gboolean
can_add (SuyEvidence *self)
{
  return self->workspace != NULL && self->reg != NULL && self->id != 0 &&
         !suy_workspace_is_read_only (self->workspace);
}

guint
suy_evidence_set_record (SuyEvidence *self,
                         SuyWorkspace *workspace,
                         const SuyRegister *reg,
                         gint64 id)
{
  gboolean is_record = workspace != NULL && reg != NULL && id != 0;
  gboolean other_file = self->workspace != workspace;
  g_autoptr (GPtrArray) files =
      is_record ? suy_workspace_get_attachments (workspace, reg, id, NULL) : NULL;
  g_autofree char *count = NULL;

  if (other_file || reg != self->reg || id != self->id)
    suy_evidence_set_missing (self, NULL);
  g_set_object (&self->workspace, workspace);
  self->reg = reg;
  self->id = id;
  gtk_widget_set_sensitive (self->add_button, can_add (self));
  gtk_widget_set_sensitive (self->paste_button, can_add (self));
  if (workspace != NULL && other_file)
    fill_kinds (self);
  self->n_files = files == NULL ? 0 : files->len;
  count = g_strdup_printf (ngettext ("%u file, kept whole", "%u files, kept whole", self->n_files),
                           self->n_files);
  gtk_label_set_text (self->count, count);
  suy_evidence_flow_show (self->tiles, workspace, files);

  return self->n_files;
}

/* ---- adding ---- */

static const char *
chosen_kind (SuyEvidence *self)
{
  const SuyField *field = kind_field (self);
  guint i = gtk_drop_down_get_selected (self->kinds);

  return i < field->choices->len ? ((const SuyChoice *) field->choices->pdata[i])->name : "other";
}

void
suy_evidence_add (SuyEvidence *self, GFile *file, const char *kind)
{
  g_autofree char *name = g_file_get_basename (file);

  if (can_add (self))
    suy_evidence_queue_add (self->queue, self->workspace, self->reg, self->id, name, kind, file,
                            NULL);
}

static gboolean
tick (gpointer data)
{
  SuyEvidence *self = data;

  gtk_progress_bar_set_fraction (self->progress, suy_evidence_queue_get_fraction (self->queue));

  return G_SOURCE_CONTINUE;
}

static void
on_queue_changed (SuyEvidenceQueue *queue, SuyEvidence *self)
{
  g_autofree char *doing = suy_evidence_queue_describe (queue);
  const char *question = suy_evidence_queue_get_question (queue);
  gboolean asked = gtk_widget_get_visible (self->question_row);

  gtk_widget_set_visible (self->progress_row, doing != NULL);
  gtk_label_set_text (self->doing, doing == NULL ? "" : doing);
  gtk_widget_set_visible (self->question_row, question != NULL);
  gtk_label_set_text (self->question, question == NULL ? "" : question);
  if (question != NULL && !asked)
    {
      gtk_editable_set_text (self->reason, "");
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
    }
  if (doing != NULL && self->tick == 0)
    self->tick = g_timeout_add (TICK_MS, tick, self);
  if (doing == NULL)
    g_clear_handle_id (&self->tick, g_source_remove);
  if (doing == NULL && question == NULL)
    g_signal_emit (self, signal_idle, 0);
}

static void
on_queue_added (SuyEvidenceQueue *queue, SuyEvidence *self)
{
  if (self->workspace != NULL && suy_workspace_get_store (self->workspace) != NULL)
    suy_evidence_set_record (self, self->workspace, self->reg, self->id);
  g_signal_emit (self, signal_added, 0);
}

static void
on_queue_failed (SuyEvidenceQueue *queue, const GError *error, SuyEvidence *self)
{
  suy_book_tell_error (GTK_WIDGET (self), error);
}

static void
on_cancel_clicked (GtkButton *button, SuyEvidence *self)
{
  suy_evidence_queue_cancel (self->queue);
}

const char *
suy_evidence_get_question (SuyEvidence *self)
{
  return suy_evidence_queue_get_question (self->queue);
}

void
suy_evidence_answer (SuyEvidence *self, const char *reason)
{
  suy_evidence_queue_answer (self->queue, reason);
}

static void
on_reason_given (SuyEvidence *self)
{
  const char *reason = gtk_editable_get_text (self->reason);

  if (reason[0] == '\0')
    gtk_widget_error_bell (GTK_WIDGET (self->reason));
  else
    suy_evidence_answer (self, reason);
}

static void
on_left_out (GtkButton *button, SuyEvidence *self)
{
  suy_evidence_answer (self, NULL);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, SuyEvidence *self)
{
  g_autoptr (GListModel) files = response == GTK_RESPONSE_ACCEPT
                                     ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser))
                                     : NULL;

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      suy_evidence_add (self, file, self->asked_kind);
    }
  gtk_native_dialog_destroy (chooser);
  g_clear_object (&self->chooser);
}

void
suy_evidence_ask (SuyEvidence *self, const char *kind)
{
  if (self->chooser != NULL || self->workspace == NULL)
    return;
  g_free (self->asked_kind);
  self->asked_kind = g_strdup (kind);
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      _ ("Add a file"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), NULL));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
on_add_clicked (GtkButton *button, SuyEvidence *self)
{
  suy_evidence_ask (self, chosen_kind (self));
}

/* ---- dropping and pasting ---- */

/* @kind NULL: the one that is chosen */
static gboolean
add_files (SuyEvidence *self, const GValue *value, const char *kind)
{
  if (!can_add (self) || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    suy_evidence_add (self, link->data, kind == NULL ? chosen_kind (self) : kind);

  return TRUE;
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, SuyEvidence *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  return add_files (self, value, g_object_get_data (G_OBJECT (widget), "kind"));
}

static void
take_drops (SuyEvidence *self, GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
on_pasted_file (GtkWidget *widget, GFile *file)
{
  SuyEvidence *self = SUY_EVIDENCE (widget);

  if (can_add (self))
    suy_evidence_add (self, file, chosen_kind (self));
}

static void
on_pasted_picture (GtkWidget *widget, const char *name, GBytes *bytes)
{
  SuyEvidence *self = SUY_EVIDENCE (widget);

  if (can_add (self))
    suy_evidence_queue_add (self->queue, self->workspace, self->reg, self->id, name,
                            chosen_kind (self), NULL, bytes);
}

gboolean
suy_evidence_paste (SuyEvidence *self)
{
  return can_add (self) && suy_paste (GTK_WIDGET (self), on_pasted_file, on_pasted_picture);
}

static void
on_paste_clicked (GtkButton *button, SuyEvidence *self)
{
  if (!suy_evidence_paste (self))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static gboolean
on_paste_key (GtkWidget *widget, GVariant *nothing, gpointer data)
{
  return suy_evidence_paste (SUY_EVIDENCE (widget));
}

/* ---- empty slots, which stand before the files ---- */

static void
on_slot_clicked (GtkButton *button, SuyEvidence *self)
{
  suy_evidence_ask (self, g_object_get_data (G_OBJECT (button), "kind"));
}

static GtkWidget *
make_slot (SuyEvidence *self, const char *kind, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("camera-photo-symbolic");

  gtk_widget_add_css_class (button, "suy-slot");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "kind", g_strdup (kind), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_slot_clicked), self);
  take_drops (self, button);

  return button;
}

void
suy_evidence_set_missing (SuyEvidence *self, const char *const *kinds)
{
  suy_evidence_flow_clear_slots (self->tiles);
  for (guint i = 0; kinds != NULL && kinds[i] != NULL; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("Missing: %s"), kind_label (self, kinds[i]));

      suy_evidence_flow_add_slot (self->tiles, make_slot (self, kinds[i], title), title,
                                  _ ("Drop a file here, or click to choose one"));
    }
}

/* ---- looking ---- */

static void
on_removed (SuyPictureViewer *viewer, SuyEvidence *self)
{
  suy_evidence_set_record (self, self->workspace, self->reg, self->id);
  g_signal_emit (self, signal_added, 0);
}

GtkWidget *
suy_evidence_show (SuyEvidence *self, guint at)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *viewer;

  if (at >= self->n_files)
    return NULL;
  viewer = suy_picture_viewer_new (self->workspace, self->reg, self->id, at);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (viewer), GTK_WINDOW (root));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (viewer), TRUE);
  g_signal_connect_object (viewer, "removed", G_CALLBACK (on_removed), self, 0);
  gtk_window_present (GTK_WINDOW (viewer));

  return viewer;
}

static void
on_child_activated (GtkFlowBox *flow, GtkFlowBoxChild *child, SuyEvidence *self)
{
  guint at = (guint) gtk_flow_box_child_get_index (child);

  if (at >= suy_evidence_flow_get_n_slots (self->tiles))
    suy_evidence_show (self, at - suy_evidence_flow_get_n_slots (self->tiles));
}

/* ---- the widget ---- */

static void
suy_evidence_dispose (GObject *object)
{
  SuyEvidence *self = SUY_EVIDENCE (object);

  g_clear_object (&self->chooser);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->tiles, suy_evidence_flow_free);
  if (self->queue != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->queue, self);
      suy_evidence_queue_cancel (self->queue);
    }
  g_clear_object (&self->queue);
  g_clear_pointer (&self->asked_kind, g_free);
  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_evidence_parent_class)->dispose (object);
}

static void
suy_evidence_class_init (SuyEvidenceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_evidence_dispose;
  signal_added = g_signal_new ("added", SUY_TYPE_EVIDENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  signal_idle = g_signal_new ("idle", SUY_TYPE_EVIDENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-evidence.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, add_button);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, box);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, count);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, doing);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, flow);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, kinds);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, paste_button);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, progress);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, progress_row);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, question);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, question_row);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, reason);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_child_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_left_out);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_given);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, on_paste_key, NULL);
}

static void
suy_evidence_init (SuyEvidence *self)
{
  self->queue = suy_evidence_queue_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tiles = suy_evidence_flow_new (self->flow);
  g_signal_connect (self->queue, "changed", G_CALLBACK (on_queue_changed), self);
  g_signal_connect (self->queue, "added", G_CALLBACK (on_queue_added), self);
  g_signal_connect (self->queue, "failed", G_CALLBACK (on_queue_failed), self);
  take_drops (self, GTK_WIDGET (self));
}

GtkWidget *
suy_evidence_new (void)
{
  return g_object_new (SUY_TYPE_EVIDENCE, NULL);
}
