/* suy-inbox-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-inbox-row.h"

#include "suy-level-label.h"

/* The parts of a row, as its object data "parts". */
typedef struct
{
  GtkWidget *heading, *level, *what, *object, *facts, *kind, *due;
} Parts;

static GtkWidget *
label_new (float xalign, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);

  return label;
}

static GtkWidget *
make_lines (Parts *parts)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  parts->what = label_new (0, "heading");
  parts->object = label_new (0, NULL);
  parts->facts = label_new (0, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (parts->what), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (parts->facts, "suy-tiny");
  gtk_widget_set_hexpand (parts->object, TRUE);
  gtk_box_append (GTK_BOX (first), parts->what);
  gtk_box_append (GTK_BOX (first), parts->object);
  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines), parts->facts);
  gtk_widget_set_hexpand (lines, TRUE);

  return lines;
}

static GtkWidget *
make_right (Parts *parts)
{
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  parts->due = label_new (1, NULL);
  parts->kind = label_new (1, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (parts->due), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (parts->kind, "suy-tiny");
  gtk_box_append (GTK_BOX (right), parts->due);
  gtk_box_append (GTK_BOX (right), parts->kind);

  return right;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  Parts *parts = g_new0 (Parts, 1);

  parts->heading = label_new (0, "suy-section");
  parts->level = suy_level_label_new ();
  gtk_widget_set_size_request (parts->level, 18, -1);
  gtk_widget_set_valign (parts->level, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (parts->heading, "suy-inbox-heading");
  gtk_widget_add_css_class (content, "suy-inbox-content");
  gtk_box_append (GTK_BOX (content), parts->level);
  gtk_box_append (GTK_BOX (content), make_lines (parts));
  gtk_box_append (GTK_BOX (content), make_right (parts));
  gtk_box_append (GTK_BOX (row), parts->heading);
  gtk_box_append (GTK_BOX (row), content);
  g_object_set_data_full (G_OBJECT (row), "parts", parts, g_free);
  gtk_list_item_set_child (item, row);
}

/* "ZG-0598 · Jukou · your role: … (004 #19)". */
static char *
make_facts (SuyWorkspace *workspace, SuyInboxEntry *entry)
{
  const SuyInboxItem *item = suy_inbox_entry_get_item (entry);
  g_autofree char *where = suy_inbox_words_get_where (workspace, item);
  g_autofree char *why = suy_inbox_entry_get_why (entry);
  const char *parts[] = { item->code, where, why };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", parts[i]);

  return g_string_free (text, FALSE);
}

static void
show_level (GtkWidget *label, const SuyInboxItem *item)
{
  const SuyField *field = item->reg == NULL || item->duty->level == NULL
                              ? NULL
                              : suy_register_find (item->reg, item->duty->level);
  gboolean shown = field != NULL && item->level != NULL && suy_level_label_suits (field);

  suy_level_label_set (SUY_LEVEL_LABEL (label), field, shown ? item->level : NULL, FALSE);
}

static void
show_due (GtkLabel *label, const SuyInboxItem *item)
{
  g_autofree char *text = suy_inbox_words_get_due (item);
  const char *class = suy_inbox_words_get_due_class (item);

  gtk_label_set_text (label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (label), "due-late");
  gtk_widget_remove_css_class (GTK_WIDGET (label), "due-soon");
  if (class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *list_item, SuyWorkspace *workspace)
{
  SuyInboxEntry *entry = gtk_list_item_get_item (list_item);
  const SuyInboxItem *item = suy_inbox_entry_get_item (entry);
  const Parts *parts = g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "parts");
  const char *heading = suy_inbox_entry_get_heading (entry);
  g_autofree char *facts = make_facts (workspace, entry);

  gtk_widget_set_visible (parts->heading, heading != NULL);
  gtk_label_set_text (GTK_LABEL (parts->heading), heading == NULL ? "" : heading);
  gtk_label_set_text (GTK_LABEL (parts->what), suy_inbox_words_get_what (item));
  gtk_label_set_text (GTK_LABEL (parts->object), suy_inbox_words_get_object (item));
  gtk_label_set_text (GTK_LABEL (parts->facts), facts);
  gtk_label_set_text (GTK_LABEL (parts->kind), suy_inbox_words_get_kind (item));
  gtk_widget_set_tooltip_text (parts->facts, facts);
  show_level (parts->level, item);
  show_due (GTK_LABEL (parts->due), item);
}

void
suy_inbox_row_set_factory (GtkListView *list, SuyWorkspace *workspace)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), workspace, 0);
  gtk_list_view_set_factory (list, factory);
}
