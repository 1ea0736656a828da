/* suy-linked-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-linked-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-readers.h"
#include "suy-settings.h"
#include "suy-titles.h"

#define MAX_OF_ONE 30 /* of one register through one field; the register itself lists them all */

struct _SuyLinkedList
{
  GtkWidget parent_instance;

  GtkListBox *list;
  SuyWorkspace *workspace; /* (nullable) */
  guint n;
};

G_DEFINE_FINAL_TYPE (SuyLinkedList, suy_linked_list, GTK_TYPE_WIDGET)

static guint signal_open;

typedef struct
{
  const SuyRegister *reg;
  gint64 id;
} Target;

static void
add_heading (SuyLinkedList *self, const SuyRegister *from, const SuyField *field, guint n)
{
  const char *language = suy_settings_get_language ();
  g_autofree char *text =
      n == 0 ? g_strdup (suy_label_get (&field->label, language))
             : g_strdup_printf (_ ("%s (%s) %u"), suy_label_get (&from->label, language),
                                suy_label_get (&field->label, language), n);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "suy-section");
  gtk_list_box_append (self->list, label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (label)), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (label)), FALSE);
}

static void
add_record (SuyLinkedList *self, const SuyRecord *record)
{
  g_autofree char *title = suy_titles_of_record (suy_titles_of (self->workspace), record);
  const char *code = suy_record_get_text (record, "code");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE,
                                  "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  Target *target = g_new (Target, 1);

  *target = (Target){ suy_record_get_register (record), suy_record_get_id (record) };
  gtk_box_append (GTK_BOX (box), name);
  if (code != NULL && strcmp (code, title) != 0)
    {
      GtkWidget *small = gtk_label_new (code);

      gtk_widget_add_css_class (small, "dim-label");
      gtk_widget_add_css_class (small, "suy-small");
      gtk_box_append (GTK_BOX (box), small);
    }
  gtk_list_box_append (self->list, box);
  g_object_set_data_full (G_OBJECT (gtk_widget_get_parent (box)), "target", target, g_free);
}

/* Where the record itself leads. */
static void
add_targets (SuyLinkedList *self, const SuyRegister *reg, gint64 id)
{
  SuyStore *store = suy_workspace_get_store (self->workspace);
  g_autoptr (SuyRecord) record = suy_store_get (store, reg, id, NULL);

  for (guint i = 0; record != NULL && i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];
      const SuyValue *value = suy_record_get (record, field);
      g_autoptr (SuyRecord) target = NULL;

      if (field->type != SUY_FIELD_LINK || value->type != SUY_VALUE_INTEGER)
        continue;
      target = suy_store_get (
          store, suy_catalog_find (suy_workspace_get_catalog (self->workspace), field->target),
          value->integer, NULL);
      if (target == NULL)
        continue;
      add_heading (self, reg, field, 0);
      add_record (self, target);
      self->n++;
    }
}

/* Records of @from that lead to the record through @field. */
static void
add_sources (SuyLinkedList *self, const SuyRegister *from, const SuyField *field, gint64 id)
{
  SuyStore *store = suy_workspace_get_store (self->workspace);
  const SuyFilter filter = { field, SUY_FILTER_EQUAL, SUY_INTEGER (id) };
  const SuySelection wish = { .filters = &filter, .n_filters = 1 };
  g_autoptr (GArray) ids = suy_store_select (store, from, &wish, NULL);
  g_autoptr (GPtrArray) records = NULL;

  if (ids == NULL || ids->len == 0)
    return;
  records = suy_store_get_many (store, from, (const gint64 *) (const void *) ids->data,
                                MIN (ids->len, MAX_OF_ONE), NULL);
  add_heading (self, from, field, ids->len);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (records->pdata[i] != NULL)
      add_record (self, records->pdata[i]);
  self->n += ids->len;
}

guint
suy_linked_list_set_record (SuyLinkedList *self,
                            SuyWorkspace *workspace,
                            const SuyRegister *reg,
                            gint64 id)
{
  GtkListBoxRow *row;
  const GPtrArray *registers;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_set_object (&self->workspace, workspace);
  self->n = 0;
  if (workspace == NULL || reg == NULL || id == 0)
    return 0;

  add_targets (self, reg, id);
  registers = suy_catalog_get_registers (suy_workspace_get_catalog (workspace));
  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *from = registers->pdata[i];

      for (guint j = 0; j < from->fields->len; j++)
        {
          const SuyField *field = from->fields->pdata[j];

          if (field->type == SUY_FIELD_LINK && strcmp (field->target, reg->name) == 0 &&
              suy_workspace_may_read (workspace, from, NULL))
            add_sources (self, from, field, id);
        }
    }

  return self->n;
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, SuyLinkedList *self)
{
  const Target *target = g_object_get_data (G_OBJECT (row), "target");

  if (target != NULL)
    g_signal_emit (self, signal_open, 0, target->reg->name, target->id);
}

static void
suy_linked_list_dispose (GObject *object)
{
  SuyLinkedList *self = SUY_LINKED_LIST (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_linked_list_parent_class)->dispose (object);
}

static void
suy_linked_list_class_init (SuyLinkedListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_linked_list_dispose;
  signal_open = g_signal_new ("open", SUY_TYPE_LINKED_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_linked_list_init (SuyLinkedList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Linked records"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
}
