/* suy-duplicate-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-duplicate-list.h"

#include <glib/gi18n.h>

#include "suy-duplicates.h"

struct _SuyDuplicateList
{
  GtkWidget parent_instance;

  GArray *found;     /* (nullable) SuyDuplicate */
  GPtrArray *checks; /* GtkCheckButton, one for each of @found */

  GtkWidget *box, *rows, *reason;
};

G_DEFINE_FINAL_TYPE (SuyDuplicateList, suy_duplicate_list, GTK_TYPE_WIDGET)

/* "AJ-2026-0417 Smoke: 12 m away, found 2 days apart" */
static char *
describe (SuyWorkspace *workspace, const SuyRegister *reg, const SuyDuplicate *one)
{
  g_autofree char *name = suy_workspace_describe (workspace, reg, one->id);
  g_autofree char *age =
      one->age_days == 0 ? g_strdup (_ ("found the same day"))
                         : g_strdup_printf (ngettext ("found %u day apart", "found %u days apart",
                                                      (guint) one->age_days),
                                            (guint) one->age_days);

  return g_strdup_printf (_ ("%s: %.0f m away, %s"), name, one->distance_m, age);
}

static void
clear (SuyDuplicateList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  g_ptr_array_set_size (self->checks, 0);
  g_clear_pointer (&self->found, g_array_unref);
}

guint
suy_duplicate_list_show (SuyDuplicateList *self, SuyWorkspace *workspace, const SuyRecord *draft)
{
  clear (self);
  self->found = suy_workspace_find_duplicates (workspace, draft, NULL);
  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    {
      g_autofree char *text = describe (workspace, suy_record_get_register (draft),
                                        &g_array_index (self->found, SuyDuplicate, i));
      GtkWidget *check = gtk_check_button_new_with_label (text);

      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks->pdata[0]);
      gtk_box_append (GTK_BOX (self->rows), check);
      g_ptr_array_add (self->checks, check);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->checks->len > 0);

  return self->checks->len;
}

void
suy_duplicate_list_link (SuyDuplicateList *self, gint64 id)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (g_array_index (self->found, SuyDuplicate, i).id == id)
      gtk_check_button_set_active (self->checks->pdata[i], TRUE);
}

void
suy_duplicate_list_set_reason (SuyDuplicateList *self, const char *reason)
{
  gtk_editable_set_text (GTK_EDITABLE (self->reason), reason);
}

gboolean
suy_duplicate_list_apply (SuyDuplicateList *self, SuyRecord *record)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));

  if (self->checks->len == 0)
    return TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      {
        suy_record_set_integer (record, "duplicate_of",
                                g_array_index (self->found, SuyDuplicate, i).id);
        return TRUE;
      }
  if (*reason == '\0')
    {
      gtk_widget_grab_focus (self->reason);
      return FALSE;
    }
  suy_record_set_text (record, "distinct_reason", reason);

  return TRUE;
}

/* Whoever gives a reason means none of them. */
static void
on_reason_changed (SuyDuplicateList *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->reason)) == '\0')
    return;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i], FALSE);
}

static void
suy_duplicate_list_dispose (GObject *object)
{
  SuyDuplicateList *self = SUY_DUPLICATE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_array_unref);

  G_OBJECT_CLASS (suy_duplicate_list_parent_class)->dispose (object);
}

static void
suy_duplicate_list_class_init (SuyDuplicateListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_duplicate_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_duplicate_list_init (SuyDuplicateList *self)
{
  GtkWidget *title = gtk_label_new (_ ("May be the same as"));

  self->checks = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->reason = gtk_entry_new ();
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (self->box, "suy-card");
  gtk_widget_add_css_class (self->box, "suy-padded");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _ ("It is another, because…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("It is another, because…"), -1);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (on_reason_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_box_append (GTK_BOX (self->box), self->reason);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
suy_duplicate_list_new (void)
{
  return g_object_new (SUY_TYPE_DUPLICATE_LIST, NULL);
}
