/* suy-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-evidence.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-settings.h"
#include "suy-workspace-moves.h"

#define THUMB_WIDTH 104
#define THUMB_HEIGHT 68

struct _SuyEvidence
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gint64 id;
  GCancellable *cancellable; /* of what is being read for the record */
  GtkNativeDialog *chooser;  /* (nullable): open */
  char *asked_kind;

  GtkWidget *box;
  GtkFlowBox *flow;
  GtkLabel *count;
  GtkDropDown *kinds;
  GtkWidget *add_button;
  guint n_files;
};

G_DEFINE_FINAL_TYPE (SuyEvidence, suy_evidence, GTK_TYPE_WIDGET)

static guint signal_added;

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

/* ---- thumbnails, which are made in a thread ---- */

static void
scale_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (data);
  GError *error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream_at_scale (
      stream, 2 * THUMB_WIDTH, 2 * THUMB_HEIGHT, TRUE, cancellable, &error);

  if (pixbuf == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pixbuf, g_object_unref);
}

/* The middle of a picture, exactly as large as its place. */
static GdkPaintable *
crop (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  float width = (float) gdk_pixbuf_get_width (pixbuf),
        height = (float) gdk_pixbuf_get_height (pixbuf);
  float k = MAX (THUMB_WIDTH / width, THUMB_HEIGHT / height);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, THUMB_WIDTH, THUMB_HEIGHT));
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT ((THUMB_WIDTH - k * width) / 2,
                                                    (THUMB_HEIGHT - k * height) / 2, k * width,
                                                    k * height));
  gtk_snapshot_pop (snapshot);

  return gtk_snapshot_free_to_paintable (snapshot, &GRAPHENE_SIZE_INIT (THUMB_WIDTH, THUMB_HEIGHT));
}

static void
on_scaled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkPicture) picture = data;
  g_autoptr (GdkPixbuf) pixbuf = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GdkPaintable) paintable = NULL;

  if (pixbuf == NULL)
    return;
  paintable = crop (pixbuf);
  gtk_picture_set_paintable (picture, paintable);
}

static GtkWidget *
make_thumbnail (SuyEvidence *self, const SuyRecord *file)
{
  const char *type = suy_record_get_text (file, "media_type");
  const char *hash = suy_record_get_text (file, "hash");
  GtkWidget *picture;
  g_autoptr (GTask) task = NULL;
  GBytes *bytes;

  if (type != NULL && !g_str_has_prefix (type, "image/"))
    return g_object_new (GTK_TYPE_IMAGE, "icon-name", "text-x-generic-symbolic", "pixel-size", 32,
                         NULL);

  picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  bytes = hash == NULL ? NULL
                       : suy_store_get_blob (suy_workspace_get_store (self->workspace), hash, NULL);
  if (bytes == NULL)
    return picture;
  task = g_task_new (NULL, self->cancellable, on_scaled, g_object_ref (picture));
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, scale_in_thread);

  return picture;
}

static void
add_tile (SuyEvidence *self, GtkWidget *image, const char *title, int place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, "max-width-chars", 14, NULL);

  gtk_widget_set_size_request (image, THUMB_WIDTH, THUMB_HEIGHT);
  gtk_widget_set_overflow (image, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (label, "suy-tiny");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (box, title);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_flow_box_insert (self->flow, box, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
add_file (SuyEvidence *self, const SuyRecord *file)
{
  const char *name = suy_record_get_text (file, "name");
  GtkWidget *image = make_thumbnail (self, file);
  g_autofree char *title =
      g_strdup_printf (_ ("%s · %s"), kind_label (self, suy_record_get_text (file, "kind")), name);

  gtk_widget_add_css_class (image, "suy-thumb");
  add_tile (self, image, title, -1);
}

static void
clear (SuyEvidence *self)
{
  GtkFlowBoxChild *child;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((child = gtk_flow_box_get_child_at_index (self->flow, 0)) != NULL)
    gtk_flow_box_remove (self->flow, GTK_WIDGET (child));
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

guint
suy_evidence_set_record (SuyEvidence *self,
                         SuyWorkspace *workspace,
                         const SuyRegister *reg,
                         gint64 id)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *count = NULL;
  gboolean other = self->workspace != workspace;

  g_set_object (&self->workspace, workspace);
  self->reg = reg;
  self->id = id;
  clear (self);
  self->n_files = 0;
  gtk_widget_set_sensitive (self->add_button, workspace != NULL && reg != NULL && id != 0 &&
                                                  !suy_workspace_is_read_only (workspace));
  if (workspace == NULL || reg == NULL || id == 0)
    return 0;

  if (other)
    fill_kinds (self);
  files = suy_workspace_get_attachments (workspace, reg, id, NULL);
  for (guint i = 0; files != NULL && i < files->len; i++)
    if (files->pdata[i] != NULL)
      add_file (self, files->pdata[i]);
  self->n_files = files == NULL ? 0 : files->len;
  count = g_strdup_printf (ngettext ("%u file, kept whole", "%u files, kept whole", self->n_files),
                           self->n_files);
  gtk_label_set_text (self->count, count);

  return self->n_files;
}

/* ---- empty slots, which stand before the files ---- */

static void
on_slot_clicked (GtkButton *button, SuyEvidence *self)
{
  suy_evidence_ask (self, g_object_get_data (G_OBJECT (button), "kind"));
}

void
suy_evidence_set_missing (SuyEvidence *self, const char *const *kinds)
{
  for (guint i = 0; kinds != NULL && kinds[i] != NULL; i++)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("camera-photo-symbolic");
      g_autofree char *title = g_strdup_printf (_ ("Missing: %s"), kind_label (self, kinds[i]));

      gtk_widget_add_css_class (button, "suy-slot");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "kind", g_strdup (kinds[i]), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (on_slot_clicked), self);
      add_tile (self, button, title, (int) i);
    }
}

/* ---- adding ---- */

typedef struct
{
  SuyEvidence *self; /* ref */
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  gint64 id;
  char *name, *kind;
} Adding;

static void
adding_free (Adding *adding)
{
  g_object_unref (adding->self);
  g_object_unref (adding->workspace);
  g_free (adding->name);
  g_free (adding->kind);
  g_free (adding);
}

static void
on_loaded (GObject *file, GAsyncResult *result, gpointer data)
{
  Adding *adding = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (file), result, NULL, &error);

  if (bytes == NULL || suy_workspace_attach (adding->workspace, adding->reg, adding->id,
                                             adding->name, adding->kind, bytes, &error) == 0)
    suy_book_tell_error (GTK_WIDGET (adding->self), error);
  else
    {
      if (adding->self->workspace == adding->workspace && adding->self->id == adding->id)
        suy_evidence_set_record (adding->self, adding->workspace, adding->reg, adding->id);
      g_signal_emit (adding->self, signal_added, 0);
    }
  adding_free (adding);
}

void
suy_evidence_add (SuyEvidence *self, GFile *file, const char *kind)
{
  Adding *adding;

  if (self->workspace == NULL || self->reg == NULL || self->id == 0)
    return;
  adding = g_new (Adding, 1);
  *adding = (Adding){ g_object_ref (self),
                      g_object_ref (self->workspace),
                      self->reg,
                      self->id,
                      g_file_get_basename (file),
                      g_strdup (kind) };
  g_file_load_bytes_async (file, NULL, on_loaded, adding);
}

static const char *
chosen_kind (SuyEvidence *self)
{
  const SuyField *field = kind_field (self);
  guint i = gtk_drop_down_get_selected (self->kinds);

  return i < field->choices->len ? ((const SuyChoice *) field->choices->pdata[i])->name : "other";
}

static void
on_chosen (GtkNativeDialog *chooser, int response, SuyEvidence *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  if (file != NULL)
    suy_evidence_add (self, file, self->asked_kind);
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
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
on_add_clicked (GtkButton *button, SuyEvidence *self)
{
  suy_evidence_ask (self, chosen_kind (self));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, SuyEvidence *self)
{
  GSList *files = g_value_get_boxed (value);

  if (self->id == 0)
    return FALSE;
  for (GSList *link = files; link != NULL; link = link->next)
    suy_evidence_add (self, link->data, chosen_kind (self));

  return TRUE;
}

/* ---- the widget ---- */

static void
suy_evidence_dispose (GObject *object)
{
  SuyEvidence *self = SUY_EVIDENCE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
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
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-evidence.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, add_button);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, box);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, count);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, flow);
  gtk_widget_class_bind_template_child (widget_class, SuyEvidence, kinds);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
}

static void
suy_evidence_init (SuyEvidence *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
suy_evidence_new (void)
{
  return g_object_new (SUY_TYPE_EVIDENCE, NULL);
}
