/* suy-case-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-row.h"

#include "suy-deadline.h"
#include "suy-due.h"
#include "suy-level-label.h"
#include "suy-pill.h"
#include "suy-record-model.h"
#include "suy-workspace-moves.h"

/* The parts of a row, as its object data "parts". */
typedef struct
{
  GtkWidget *level, *title, *subtitle, *state, *due;
} Parts;

static GtkWidget *
make_lines (Parts *parts)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  parts->title = gtk_label_new (NULL);
  parts->subtitle = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (parts->title), 0);
  gtk_label_set_xalign (GTK_LABEL (parts->subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (parts->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (parts->subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (parts->subtitle, "dim-label");
  gtk_widget_add_css_class (parts->subtitle, "suy-tiny");
  gtk_box_append (GTK_BOX (lines), parts->title);
  gtk_box_append (GTK_BOX (lines), parts->subtitle);
  gtk_widget_set_hexpand (lines, TRUE);

  return lines;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Parts *parts = g_new0 (Parts, 1);

  parts->level = suy_level_label_new ();
  gtk_widget_set_valign (parts->level, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), parts->level);
  gtk_box_append (GTK_BOX (row), make_lines (parts));
  parts->state = suy_pill_new ();
  gtk_box_append (GTK_BOX (row), parts->state);
  parts->due = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (parts->due), 1);
  gtk_label_set_width_chars (GTK_LABEL (parts->due), 13);
  gtk_box_append (GTK_BOX (row), parts->due);
  g_object_set_data_full (G_OBJECT (row), "parts", parts, g_free);
  gtk_list_item_set_child (item, row);
}

/* The number and the object that it is about. */
static char *
make_subtitle (SuyTitles *titles, const SuyRecord *record)
{
  static const char *const about[] = { "risk_point", "enterprise", "outfall", "section",
                                       "township" };
  const char *code = suy_record_get_text (record, "code");

  for (guint i = 0; i < G_N_ELEMENTS (about); i++)
    {
      g_autofree char *title = suy_titles_get_link (titles, record, about[i]);

      if (*title != '\0')
        return g_strdup_printf ("%s · %s", code == NULL ? "–" : code, title);
    }

  return g_strdup (code);
}

static gboolean
is_finished (SuyWorkspace *workspace, const SuyRecord *record)
{
  SuyMoves *machine = suy_workspace_get_machine (workspace, suy_record_get_register (record), NULL);
  const char *state = suy_record_get_text (record, "state");

  return machine != NULL && state != NULL && suy_moves_is_final (machine, state);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, SuyWorkspace *workspace)
{
  const SuyRecord *record = suy_row_get_record (gtk_list_item_get_item (item));
  GtkWidget *row = gtk_list_item_get_child (item);
  const Parts *parts = g_object_get_data (G_OBJECT (row), "parts");
  SuyTitles *titles = suy_titles_of (workspace);
  const SuyRegister *reg;
  g_autofree char *subtitle = NULL, *title = NULL;

  gtk_widget_set_visible (row, record != NULL);
  if (record == NULL)
    return;

  reg = suy_record_get_register (record);
  title = suy_titles_of_record (titles, record);
  subtitle = make_subtitle (titles, record);
  gtk_label_set_text (GTK_LABEL (parts->title), title);
  gtk_label_set_text (GTK_LABEL (parts->subtitle), subtitle);
  suy_level_label_set (SUY_LEVEL_LABEL (parts->level), suy_register_find (reg, "risk_level"),
                       suy_record_get_text (record, "risk_level") != NULL
                           ? suy_record_get_text (record, "risk_level")
                           : "unrated",
                       FALSE);
  suy_pill_set (GTK_LABEL (parts->state), suy_register_find (reg, "state"),
                suy_record_get_text (record, "state"));
  suy_due_show (
      GTK_LABEL (parts->due),
      is_finished (workspace, record)
          ? G_MAXINT
          : suy_due_get_days (suy_deadline_get (record), suy_workspace_get_today (workspace)));
}

void
suy_case_row_set_factory (GtkListView *list, SuyWorkspace *workspace)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), workspace, 0);
  gtk_list_view_set_factory (list, factory);
}
