/* suy-first-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-first-run.h"

#include <glib/gi18n.h>

#include "suy-settings.h"

struct _SuyFirstRun
{
  GtkWidget parent_instance;

  GtkWidget *scroller, *open_button;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (SuyFirstRun, suy_first_run, GTK_TYPE_WIDGET)

static GtkWidget *
make_row (const char *path)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = g_path_get_basename (path);
  GtkWidget *title = gtk_label_new (name), *where = gtk_label_new (path);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (where), 0);
  gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_START);
  gtk_widget_add_css_class (where, "dim-label");
  gtk_widget_add_css_class (where, "suy-small");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), where);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static void
fill_recent (SuyFirstRun *self)
{
  g_auto (GStrv) recent = g_settings_get_strv (suy_settings_get (), "recent");
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->recent, 0)) != NULL)
    gtk_list_box_remove (self->recent, GTK_WIDGET (row));
  for (guint i = 0; recent[i] != NULL; i++)
    gtk_list_box_append (self->recent, make_row (recent[i]));
}

static void
on_recent_activated (GtkListBox *box, GtkListBoxRow *row, SuyFirstRun *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-path", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "path"));
}

static gboolean
suy_first_run_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUY_FIRST_RUN (widget)->open_button);
}

static void
suy_first_run_dispose (GObject *object)
{
  g_clear_pointer (&SUY_FIRST_RUN (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (suy_first_run_parent_class)->dispose (object);
}

static void
suy_first_run_class_init (SuyFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_first_run_dispose;
  widget_class->grab_focus = suy_first_run_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyFirstRun, scroller);
  gtk_widget_class_bind_template_child (widget_class, SuyFirstRun, open_button);
  gtk_widget_class_bind_template_child (widget_class, SuyFirstRun, recent);
  gtk_widget_class_bind_template_callback (widget_class, on_recent_activated);
}

static void
suy_first_run_init (SuyFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (suy_settings_get (), "changed::recent", G_CALLBACK (fill_recent), self,
                           G_CONNECT_SWAPPED);
  fill_recent (self);
}
