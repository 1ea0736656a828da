/* suy-link-chooser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-link-chooser.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-titles.h"

#define MAX_SHOWN 60 /* more is a reason to type another letter */

struct _SuyLinkChooser
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *target;
  char *nothing, *name;
  gint64 id;

  GtkMenuButton *button;
  GtkLabel *label, *more;
  GtkPopover *popover;
  GtkSearchEntry *entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SuyLinkChooser, suy_link_chooser, GTK_TYPE_WIDGET)

static guint signal_changed;

/* The button is what gets the focus: it says what is chosen, and what for. */
static void
tell_name (SuyLinkChooser *self)
{
  const char *title = gtk_label_get_text (self->label);
  /* Translators: a field, then the record that it leads to. */
  g_autofree char *whole =
      self->name == NULL ? g_strdup (title) : g_strdup_printf (_ ("%s: %s"), self->name, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  whole, -1);
}

static void
show_title (SuyLinkChooser *self)
{
  g_autoptr (SuyRecord) record =
      self->id == 0 || self->workspace == NULL
          ? NULL
          : suy_store_get (suy_workspace_get_store (self->workspace), self->target, self->id, NULL);
  g_autofree char *title =
      record == NULL ? NULL : suy_titles_of_record (suy_titles_of (self->workspace), record);

  gtk_label_set_text (self->label, title != NULL ? title : self->nothing);
  tell_name (self);
}

static void
add_row (SuyLinkChooser *self, gint64 id, const char *title, const char *code)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE,
                                  "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 28, NULL);
  gint64 *key = g_new (gint64, 1);

  *key = id;
  gtk_box_append (GTK_BOX (box), name);
  if (code != NULL && g_strcmp0 (code, title) != 0)
    {
      GtkWidget *small = gtk_label_new (code);

      gtk_widget_add_css_class (small, "dim-label");
      gtk_widget_add_css_class (small, "suy-tiny");
      gtk_box_append (GTK_BOX (box), small);
    }
  gtk_list_box_append (self->list, box);
  g_object_set_data_full (G_OBJECT (gtk_widget_get_parent (box)), "id", key, g_free);
}

static void
clear_list (SuyLinkChooser *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
show_count (SuyLinkChooser *self, guint n)
{
  guint left = n > MAX_SHOWN ? n - MAX_SHOWN : 0;
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u more; type to narrow them down", "%u more; type to narrow them down", left),
      left);

  gtk_label_set_text (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), left > 0);
}

static void
fill (SuyLinkChooser *self)
{
  SuyStore *store = suy_workspace_get_store (self->workspace);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const SuySelection wish = { .search = *text == '\0' ? NULL : text, .order = self->target->title };
  g_autoptr (GArray) ids = suy_store_select (store, self->target, &wish, NULL);
  g_autoptr (GPtrArray) records =
      ids == NULL ? NULL
                  : suy_store_get_many (store, self->target, (const gint64 *) (void *) ids->data,
                                        MIN (ids->len, MAX_SHOWN), NULL);

  clear_list (self);
  if (*text == '\0')
    add_row (self, 0, self->nothing, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (records->pdata[i] != NULL)
      {
        g_autofree char *title =
            suy_titles_of_record (suy_titles_of (self->workspace), records->pdata[i]);

        add_row (self, suy_record_get_id (records->pdata[i]), title,
                 suy_record_get_text (records->pdata[i], "code"));
      }
  show_count (self, ids == NULL ? 0 : ids->len);
}

static void
choose (SuyLinkChooser *self, gint64 id)
{
  gtk_popover_popdown (self->popover);
  if (id == self->id)
    return;
  suy_link_chooser_set_id (self, id);
  g_signal_emit (self, signal_changed, 0);
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, SuyLinkChooser *self)
{
  choose (self, *(const gint64 *) g_object_get_data (G_OBJECT (row), "id"));
}

/* Enter takes the first that is found, also where it comes before the entry tells of a change. */
static void
on_entry_activate (GtkSearchEntry *entry, SuyLinkChooser *self)
{
  GtkListBoxRow *row;

  fill (self);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    on_row_activated (self->list, row, self);
}

static void
on_search_changed (GtkSearchEntry *entry, SuyLinkChooser *self)
{
  if (self->workspace != NULL && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    fill (self);
}

static void
on_popover_show (GtkPopover *popover, SuyLinkChooser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (self->workspace != NULL)
    fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
suy_link_chooser_dispose (GObject *object)
{
  SuyLinkChooser *self = SUY_LINK_CHOOSER (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->nothing, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (suy_link_chooser_parent_class)->dispose (object);
}

static void
suy_link_chooser_class_init (SuyLinkChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_link_chooser_dispose;
  signal_changed = g_signal_new ("changed", SUY_TYPE_LINK_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-link-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyLinkChooser, button);
  gtk_widget_class_bind_template_child (widget_class, SuyLinkChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, SuyLinkChooser, label);
  gtk_widget_class_bind_template_child (widget_class, SuyLinkChooser, list);
  gtk_widget_class_bind_template_child (widget_class, SuyLinkChooser, more);
  gtk_widget_class_bind_template_child (widget_class, SuyLinkChooser, popover);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_show);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
suy_link_chooser_init (SuyLinkChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
suy_link_chooser_new (void)
{
  return g_object_new (SUY_TYPE_LINK_CHOOSER, NULL);
}

void
suy_link_chooser_set_target (SuyLinkChooser *self,
                             SuyWorkspace *workspace,
                             const SuyRegister *target,
                             const char *nothing)
{
  g_set_object (&self->workspace, workspace);
  self->target = target;
  g_free (self->nothing);
  self->nothing = g_strdup (nothing);
  self->id = 0;
  show_title (self);
}

void
suy_link_chooser_set_name (SuyLinkChooser *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  tell_name (self);
}

void
suy_link_chooser_set_id (SuyLinkChooser *self, gint64 id)
{
  self->id = id;
  show_title (self);
}

gint64
suy_link_chooser_get_id (SuyLinkChooser *self)
{
  return self->id;
}
