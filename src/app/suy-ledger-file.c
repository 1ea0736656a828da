/* suy-ledger-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-ledger-file.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-import.h"
#include "suy-ledger-print.h"

static const struct
{
  const char *title, *name;
} files[] = {
  [SUY_LEDGER_FILE_TABLE] = { N_ ("Write the official table (.xlsx, .csv)"), "整改台账.xlsx" },
  [SUY_LEDGER_FILE_LIST] = { N_ ("Print the list as PDF"), "整改台账.pdf" },
  [SUY_LEDGER_FILE_FORM] = { N_ ("Print the close-out form as PDF"), "销号表.pdf" },
};

typedef struct
{
  GtkWidget *page;
  SuyWorkspace *workspace;
  SuyLedgerFile kind;
  GArray *ids;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->page);
  g_object_unref (question->workspace);
  g_array_unref (question->ids);
  g_free (question);
}

gboolean
suy_ledger_file_write (SuyWorkspace *workspace,
                       SuyLedgerFile kind,
                       const GArray *ids,
                       const char *path,
                       GError **error)
{
  g_return_val_if_fail (kind != SUY_LEDGER_FILE_FORM || ids->len > 0, FALSE);

  if (kind == SUY_LEDGER_FILE_TABLE)
    return suy_workspace_export_ledger (workspace, ids, path, NULL, error);
  if (kind == SUY_LEDGER_FILE_LIST)
    return suy_ledger_print_list (workspace, ids, SUY_PAPER_A3, path, error);

  return suy_ledger_print_closeout (workspace, g_array_index (ids, gint64, 0), path, error);
}

static void
write_to (const Question *question, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (_ ("Written to %s"), path);

  if (suy_workspace_get_store (question->workspace) == NULL)
    return; /* closed while the question stood */
  if (suy_ledger_file_write (question->workspace, question->kind, question->ids, path, &error))
    suy_book_set_status (SUY_BOOK (question->page), text);
  else
    suy_book_tell_error (question->page, error);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, Question *question)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    write_to (question, path);
  g_object_unref (dialog); /* the reference that it was made with */
}

void
suy_ledger_file_ask (GtkWidget *page,
                     SuyWorkspace *workspace,
                     SuyLedgerFile kind,
                     const GArray *ids)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ (files[kind].title), GTK_WINDOW (gtk_widget_get_root (page)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (page);
  question->workspace = g_object_ref (workspace);
  question->kind = kind;
  question->ids = g_array_copy ((GArray *) ids);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), files[kind].name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_chosen), question, free_question, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
