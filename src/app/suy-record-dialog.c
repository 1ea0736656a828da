/* suy-record-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-dialog.h"

#include "suy-settings.h"

#define WIDTH 460
#define HEIGHT 620

static gboolean
on_close_request (GtkWindow *window, SuyRecordForm *form)
{
  return !suy_record_form_may_leave (form);
}

static void
on_done (SuyRecordForm *form)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (form))));
}

SuyRecordForm *
suy_record_dialog_show (GtkWidget *parent,
                        SuyWorkspace *workspace,
                        const SuyRegister *reg,
                        gint64 id,
                        const char *field)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *form = suy_record_form_new ();
  GtkRoot *root = parent == NULL ? NULL : gtk_widget_get_root (parent);

  gtk_window_set_title (GTK_WINDOW (window),
                        suy_label_get (&reg->one, suy_settings_get_language ()));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_set_child (GTK_WINDOW (window), form);
  suy_record_form_set_record (SUY_RECORD_FORM (form), workspace, reg, id);
  g_signal_connect (window, "close-request", G_CALLBACK (on_close_request), form);
  g_signal_connect (form, "saved", G_CALLBACK (on_done), NULL);
  g_signal_connect (form, "deleted", G_CALLBACK (on_done), NULL);
  gtk_window_present (GTK_WINDOW (window));
  if (field != NULL)
    suy_record_form_focus_field (SUY_RECORD_FORM (form), field);

  return SUY_RECORD_FORM (form);
}

SuyRecordForm *
suy_record_dialog_show_draft (GtkWidget *parent, SuyWorkspace *workspace, const SuyRecord *draft)
{
  SuyRecordForm *form =
      suy_record_dialog_show (parent, workspace, suy_record_get_register (draft), 0, NULL);

  suy_record_form_fill (form, draft);

  return form;
}
