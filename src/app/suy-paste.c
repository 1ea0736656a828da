/* suy-paste.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-paste.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-picture-scan.h"

typedef struct
{
  GtkWidget *widget; /* ref */
  SuyPasteFile on_file;
  SuyPastePicture on_picture;
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->widget);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static void
on_bytes (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paste) paste = data;
  GOutputStream *out = G_OUTPUT_STREAM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H.%M.%S"), *name = NULL;
  const char *media;

  if (g_output_stream_splice_finish (out, result, &error) < 0)
    {
      suy_book_tell_error (paste->widget, error);
      return;
    }
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  media = suy_picture_type_get_media_type (
      suy_picture_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  if (media == NULL)
    return;
  name = g_strdup_printf (_ ("Pasted %s.%s"), time, media + strlen ("image/"));
  paste->on_picture (paste->widget, name, bytes);
}

static void
on_stream (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paste) paste = data;
  g_autoptr (GError) error = NULL;
  const char *type;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &type, &error);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (stream == NULL)
    suy_book_tell_error (paste->widget, error);
  else
    g_output_stream_splice_async (
        out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
        G_PRIORITY_DEFAULT, NULL, on_bytes, g_steal_pointer (&paste));
}

static void
on_files (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paste) paste = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL)
    suy_book_tell_error (paste->widget, error);
  else
    for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
      paste->on_file (paste->widget, link->data);
}

/* What this program itself put there can be had in the forms that GTK makes of it. */
static gboolean
has_picture (GdkContentFormats *own, const char *const *pictures)
{
  g_autoptr (GdkContentFormats) made =
      gdk_content_formats_union_serialize_mime_types (gdk_content_formats_ref (own));

  for (; *pictures != NULL; pictures++)
    if (gdk_content_formats_contain_mime_type (made, *pictures))
      return TRUE;

  return FALSE;
}

gboolean
suy_paste (GtkWidget *widget, SuyPasteFile on_file, SuyPastePicture on_picture)
{
  static const char *pictures[] = { "image/jpeg", "image/png", "image/webp", "image/heic", NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *own = gdk_clipboard_get_formats (clipboard);
  g_autoptr (GdkContentFormats) read =
      gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (own));
  gboolean files = gdk_content_formats_contain_gtype (read, GDK_TYPE_FILE_LIST);
  Paste *paste;

  if (!files && !has_picture (own, pictures))
    return FALSE;

  paste = g_new (Paste, 1);
  *paste = (Paste){ g_object_ref (widget), on_file, on_picture };
  if (files)
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_files, paste);
  else
    gdk_clipboard_read_async (clipboard, pictures, G_PRIORITY_DEFAULT, NULL, on_stream, paste);

  return TRUE;
}
