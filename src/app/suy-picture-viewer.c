/* suy-picture-viewer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-picture-viewer.h"

#include <glib/gi18n.h>

#include "suy-thumbs.h"
#include "suy-workspace-evidence.h"
#include "suy-workspace-moves.h"

#define ZOOM_STEP 1.25
#define MIN_ZOOM 0.1
#define MAX_ZOOM 8.0

struct _SuyPictureViewer
{
  GtkWindow parent_instance;

  SuyWorkspace *workspace;
  const SuyRegister *reg;
  gint64 id;
  GPtrArray *files; /* of SuyRecord */
  guint at;
  double zoom;               /* 0: as large as the window */
  GdkTexture *texture;       /* (nullable) */
  GCancellable *cancellable; /* of the picture that is read */
  GtkNativeDialog *chooser;  /* (nullable): open */

  GtkScrolledWindow *scroller;
  GtkPicture *picture;
  GtkLabel *words, *place;
  GtkWidget *previous, *next, *remove;
  GtkEditable *reason;
  GtkPopover *popover;
};

G_DEFINE_FINAL_TYPE (SuyPictureViewer, suy_picture_viewer, GTK_TYPE_WINDOW)

static guint signal_removed;

static const SuyRecord *
get_file (SuyPictureViewer *self)
{
  return self->files == NULL || self->at >= self->files->len ? NULL : self->files->pdata[self->at];
}

/* ---- showing ---- */

static void
apply_zoom (SuyPictureViewer *self)
{
  gboolean fits = self->zoom == 0 || self->texture == NULL;

  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_widget_set_size_request (
      GTK_WIDGET (self->picture),
      fits ? -1 : (int) (self->zoom * gdk_texture_get_width (self->texture)),
      fits ? -1 : (int) (self->zoom * gdk_texture_get_height (self->texture)));
  gtk_scrolled_window_set_policy (self->scroller, fits ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC,
                                  fits ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
}

/* A window that waited for its picture with a reference would outlive the one that it belongs to.
 */
static SuyPictureViewer *
take_weak (GWeakRef *weak)
{
  SuyPictureViewer *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return self;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SuyPictureViewer) self = take_weak (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = suy_thumbs_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    {
      gtk_label_set_text (self->words, error->message);
      return;
    }
  g_set_object (&self->texture, texture);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  apply_zoom (self);
}

static void
load (SuyPictureViewer *self, const SuyRecord *file)
{
  const char *type = suy_record_get_text (file, "media_type");
  const char *hash = suy_record_get_text (file, "hash");

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_object (&self->texture);
  gtk_picture_set_paintable (self->picture, NULL);
  apply_zoom (self);
  if (hash != NULL && (type == NULL || g_str_has_prefix (type, "image/")))
    {
      GWeakRef *weak = g_new0 (GWeakRef, 1);

      g_weak_ref_init (weak, self);
      suy_thumbs_load_async (self->workspace, hash, SUY_THUMBS_LARGE, self->cancellable, on_loaded,
                             weak);
    }
}

static void
show (SuyPictureViewer *self)
{
  const SuyRecord *file = get_file (self);
  g_autofree char *words = NULL, *place = NULL;

  if (file == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  words = suy_evidence_describe (file);
  place = g_strdup_printf (_ ("%u of %u"), self->at + 1, self->files->len);
  gtk_window_set_title (GTK_WINDOW (self), suy_record_get_text (file, "name"));
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->place, place);
  gtk_widget_set_sensitive (self->previous, self->at > 0);
  gtk_widget_set_sensitive (self->next, self->at + 1 < self->files->len);
  gtk_widget_set_sensitive (self->remove,
                            suy_workspace_can_detach (self->workspace, self->reg, self->id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  suy_record_get_text (file, "name"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  load (self, file);
}

void
suy_picture_viewer_go (SuyPictureViewer *self, int step)
{
  gint64 at = (gint64) self->at + step;

  if (self->files == NULL || at < 0 || at >= self->files->len)
    return;
  self->at = (guint) at;
  show (self);
}

void
suy_picture_viewer_zoom (SuyPictureViewer *self, double factor)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->scroller));

  if (factor == 0 || self->texture == NULL)
    self->zoom = 0;
  else
    {
      if (self->zoom == 0)
        self->zoom = MAX (width, 1) / gdk_texture_get_width (self->texture);
      self->zoom = CLAMP (self->zoom * factor, MIN_ZOOM, MAX_ZOOM);
    }
  apply_zoom (self);
}

guint
suy_picture_viewer_get_place (SuyPictureViewer *self)
{
  return self->at;
}

const char *
suy_picture_viewer_get_words (SuyPictureViewer *self)
{
  return gtk_label_get_text (self->words);
}

gboolean
suy_picture_viewer_is_drawn (SuyPictureViewer *self)
{
  return self->texture != NULL;
}

/* ---- doing ---- */

gboolean
suy_picture_viewer_remove (SuyPictureViewer *self, const char *reason)
{
  const SuyRecord *file = get_file (self);
  g_autoptr (GError) error = NULL;

  gtk_popover_popdown (self->popover);
  if (file == NULL)
    return FALSE;
  if (!suy_workspace_detach (self->workspace, suy_record_get_id (file), reason, &error))
    {
      gtk_label_set_text (self->words, error->message);
      return FALSE;
    }
  gtk_editable_set_text (self->reason, "");
  g_ptr_array_remove_index (self->files, self->at);
  if (self->at > 0 && self->at >= self->files->len)
    self->at--;
  g_signal_emit (self, signal_removed, 0);
  show (self);

  return TRUE;
}

static void
on_saved (GtkNativeDialog *chooser, int response, SuyPictureViewer *self)
{
  const SuyRecord *file = get_file (self);
  const char *hash = file == NULL ? NULL : suy_record_get_text (file, "hash");
  g_autoptr (GFile) to = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                             : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (to != NULL && hash != NULL)
    {
      bytes = suy_store_get_blob (suy_workspace_get_store (self->workspace), hash, &error);
      if (bytes == NULL ||
          !g_file_replace_contents (to, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                    NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error))
        gtk_label_set_text (self->words, error->message);
    }
  gtk_native_dialog_destroy (chooser);
  g_clear_object (&self->chooser);
}

static void
save (SuyPictureViewer *self)
{
  const SuyRecord *file = get_file (self);

  if (self->chooser != NULL || file == NULL)
    return;
  self->chooser = GTK_NATIVE_DIALOG (
      gtk_file_chooser_native_new (_ ("Save the original as"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL));
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser),
                                     suy_record_get_text (file, "name"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_saved), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static gboolean
on_key (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        SuyPictureViewer *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return FALSE;
  if (key == GDK_KEY_Left || key == GDK_KEY_Page_Up)
    suy_picture_viewer_go (self, -1);
  else if (key == GDK_KEY_Right || key == GDK_KEY_Page_Down)
    suy_picture_viewer_go (self, 1);
  else if (key == GDK_KEY_plus || key == GDK_KEY_equal || key == GDK_KEY_KP_Add)
    suy_picture_viewer_zoom (self, ZOOM_STEP);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    suy_picture_viewer_zoom (self, 1 / ZOOM_STEP);
  else if (key == GDK_KEY_0 || key == GDK_KEY_KP_0)
    suy_picture_viewer_zoom (self, 0);
  else if (key == GDK_KEY_s && (state & GDK_CONTROL_MASK))
    save (self);
  else if (key == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else
    return FALSE;

  return TRUE;
}

/* ---- the window ---- */

static void
on_previous (SuyPictureViewer *self)
{
  suy_picture_viewer_go (self, -1);
}

static void
on_next (SuyPictureViewer *self)
{
  suy_picture_viewer_go (self, 1);
}

static void
on_larger (SuyPictureViewer *self)
{
  suy_picture_viewer_zoom (self, ZOOM_STEP);
}

static void
on_smaller (SuyPictureViewer *self)
{
  suy_picture_viewer_zoom (self, 1 / ZOOM_STEP);
}

static void
on_fit (SuyPictureViewer *self)
{
  suy_picture_viewer_zoom (self, 0);
}

static void
on_remove (SuyPictureViewer *self)
{
  suy_picture_viewer_remove (self, gtk_editable_get_text (self->reason));
}

static GtkWidget *
add_button (SuyPictureViewer *self,
            GtkWidget *bar,
            gboolean at_end,
            const char *icon,
            const char *label,
            void (*callback) (SuyPictureViewer *))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (callback), self);
  if (at_end)
    gtk_header_bar_pack_end (GTK_HEADER_BAR (bar), button);
  else
    gtk_header_bar_pack_start (GTK_HEADER_BAR (bar), button);

  return button;
}

static GtkWidget *
make_remove (SuyPictureViewer *self)
{
  GtkWidget *menu = gtk_menu_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new (), *button = gtk_button_new_with_label (_ ("Take it away"));
  const char *label = _ ("Take away from the case, with a reason");

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_remove), self);
  self->reason = GTK_EDITABLE (entry);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, box);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "user-trash-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), GTK_WIDGET (self->popover));
  gtk_widget_set_tooltip_text (menu, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return menu;
}

static void
suy_picture_viewer_dispose (GObject *object)
{
  SuyPictureViewer *self = SUY_PICTURE_VIEWER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_picture_viewer_parent_class)->dispose (object);
}

static void
suy_picture_viewer_class_init (SuyPictureViewerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_picture_viewer_dispose;
  signal_removed = g_signal_new ("removed", SUY_TYPE_PICTURE_VIEWER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_line (SuyPictureViewer *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE,
                              "selectable", TRUE, NULL);
  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "dim-label");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->place));
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);

  return line;
}

static void
suy_picture_viewer_init (SuyPictureViewer *self)
{
  GtkWidget *bar = gtk_header_bar_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->previous =
      add_button (self, bar, FALSE, "go-previous-symbolic", _ ("Previous file"), on_previous);
  self->next = add_button (self, bar, FALSE, "go-next-symbolic", _ ("Next file"), on_next);
  self->remove = make_remove (self);
  gtk_header_bar_pack_end (GTK_HEADER_BAR (bar), self->remove);
  add_button (self, bar, TRUE, "document-save-as-symbolic", _ ("Save the original as…"), save);
  add_button (self, bar, TRUE, "zoom-fit-best-symbolic", _ ("As large as the window"), on_fit);
  add_button (self, bar, TRUE, "zoom-in-symbolic", _ ("Larger"), on_larger);
  add_button (self, bar, TRUE, "zoom-out-symbolic", _ ("Smaller"), on_smaller);
  gtk_window_set_titlebar (GTK_WINDOW (self), bar);
  gtk_window_set_default_size (GTK_WINDOW (self), 960, 720);

  self->picture = GTK_PICTURE (gtk_picture_new ());
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->picture));
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scroller));
  gtk_box_append (GTK_BOX (box), make_line (self));
  gtk_window_set_child (GTK_WINDOW (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
suy_picture_viewer_new (SuyWorkspace *workspace, const SuyRegister *reg, gint64 id, guint at)
{
  SuyPictureViewer *self = g_object_new (SUY_TYPE_PICTURE_VIEWER, NULL);

  self->workspace = g_object_ref (workspace);
  self->reg = reg;
  self->id = id;
  self->files = suy_workspace_get_attachments (workspace, reg, id, NULL);
  self->at = at;
  show (self);

  return GTK_WIDGET (self);
}
