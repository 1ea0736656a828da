/* suy-save-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-save-dialog.h"

#include "suy-book.h"

#define KEY "suy-save-dialog" /* of the owner: the dialog */

typedef struct
{
  GtkWidget *owner;
  SuySaveText get_text;
} Wish;

static void
on_response (GtkNativeDialog *dialog, int response, Wish *wish)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      g_autofree char *text = wish->get_text (wish->owner, path);

      if (!g_file_set_contents (path, text, -1, &error))
        suy_book_tell_error (wish->owner, error);
    }
  g_object_set_data (G_OBJECT (wish->owner), KEY, NULL);
}

static void
free_wish (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
suy_save_dialog_show (GtkWidget *owner, const char *title, const char *name, SuySaveText get_text)
{
  GtkRoot *root = gtk_widget_get_root (owner);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  const Wish wish = { owner, get_text };

  g_object_set_data_full (G_OBJECT (owner), KEY, dialog, g_object_unref);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response),
                         g_memdup2 (&wish, sizeof wish), free_wish, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
