/* suy-registers-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-registers-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-condition-bar.h"
#include "suy-draw-dialog.h"
#include "suy-link-chooser.h"
#include "suy-readers.h"
#include "suy-record-form.h"
#include "suy-record-table.h"
#include "suy-settings.h"

struct _SuyRegistersPage
{
  SuyBook parent_instance;

  const SuyRegister *reg; /* (nullable) */

  GtkListBox *registers;
  GtkSearchEntry *register_entry, *search_entry;
  GtkLabel *n_registers;
  SuyLinkChooser *township;
  SuyConditionBar *conditions;
  SuyRecordTable *table;
  SuyRecordForm *form;
  GtkWidget *form_pane, *new_button, *import_button, *draw_button;
};

G_DEFINE_FINAL_TYPE (SuyRegistersPage, suy_registers_page, SUY_TYPE_BOOK)

static SuyWorkspace *
workspace_of (SuyRegistersPage *self)
{
  return suy_book_get_workspace (SUY_BOOK (self));
}

static const char *
label_of (const SuyLabel *label)
{
  return suy_label_get (label, suy_settings_get_language ());
}

/* ---- the list of registers ---- */

static char *
format_count (gint64 n)
{
  return n < 0 ? g_strdup ("–") : g_strdup_printf ("%'" G_GINT64_FORMAT, n);
}

static void
show_register_count (SuyRegistersPage *self, GtkListBoxRow *row)
{
  const SuyRegister *reg = g_object_get_data (G_OBJECT (row), "register");
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "count");
  g_autofree char *text =
      format_count (suy_store_count (suy_workspace_get_store (workspace_of (self)), reg));

  gtk_label_set_text (label, text);
}

static void
add_register (SuyRegistersPage *self, const SuyRegister *reg)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", label_of (&reg->label), "xalign", 0.0,
                                  "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "suy-figures");
  gtk_widget_add_css_class (count, "suy-small");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "register", (gpointer) reg);
  g_object_set_data (G_OBJECT (row), "count", count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label_of (&reg->label), -1);
  gtk_list_box_append (self->registers, row);
  show_register_count (self, GTK_LIST_BOX_ROW (row));
}

static const SuyGroup *
find_group (SuyRegistersPage *self, const char *name)
{
  const GPtrArray *groups =
      suy_catalog_get_groups (suy_workspace_get_catalog (workspace_of (self)));

  for (guint i = 0; i < groups->len; i++)
    if (g_strcmp0 (((const SuyGroup *) groups->pdata[i])->name, name) == 0)
      return groups->pdata[i];

  return NULL;
}

/* A heading above the first register of each group. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  SuyRegistersPage *self = data;
  const SuyRegister *reg = g_object_get_data (G_OBJECT (row), "register");
  const SuyRegister *last =
      before == NULL ? NULL : g_object_get_data (G_OBJECT (before), "register");
  const SuyGroup *group = workspace_of (self) == NULL ? NULL : find_group (self, reg->group);
  GtkWidget *label;

  if (group == NULL || (last != NULL && g_strcmp0 (last->group, reg->group) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (label_of (&group->label));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "suy-section");
  gtk_widget_add_css_class (label, "suy-list-heading");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
filter_register (GtkListBoxRow *row, gpointer data)
{
  SuyRegistersPage *self = data;
  const SuyRegister *reg = g_object_get_data (G_OBJECT (row), "register");
  g_autofree char *wanted =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->register_entry)), -1);
  g_autofree char *names = g_strjoin ("\n", reg->label.zh, reg->label.en, reg->name, NULL);
  g_autofree char *folded = g_utf8_casefold (names, -1);

  return strstr (folded, wanted) != NULL;
}

static void
fill_registers (SuyRegistersPage *self)
{
  SuyWorkspace *workspace = workspace_of (self);
  const GPtrArray *groups, *registers;
  GtkListBoxRow *row;
  g_autofree char *text = NULL;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->registers, 0)) != NULL)
    gtk_list_box_remove (self->registers, GTK_WIDGET (row));
  if (workspace == NULL)
    return;

  groups = suy_catalog_get_groups (suy_workspace_get_catalog (workspace));
  registers = suy_catalog_get_registers (suy_workspace_get_catalog (workspace));
  for (guint g = 0; g < groups->len; g++)
    for (guint i = 0; i < registers->len; i++)
      {
        const SuyRegister *reg = registers->pdata[i];

        if (g_strcmp0 (reg->group, ((const SuyGroup *) groups->pdata[g])->name) != 0 ||
            !suy_workspace_may_read (workspace, reg, NULL))
          continue;
        add_register (self, reg);
        n++;
      }
  text = g_strdup_printf (ngettext ("%u register", "%u registers", n), n);
  gtk_label_set_text (self->n_registers, text);
}

/* ---- the table ---- */

static void
show_count (SuyRegistersPage *self)
{
  guint n = suy_record_table_get_n_rows (self->table);
  g_autofree char *rows = g_strdup_printf (ngettext ("%'u record", "%'u records", n), n);
  g_autofree char *text = suy_record_table_get_selected (self->table) == 0
                              ? g_strdup (rows)
                              : g_strdup_printf (_ ("%s, 1 selected"), rows);

  suy_book_set_status (SUY_BOOK (self), text);
}

static void
apply_filters (SuyRegistersPage *self)
{
  const SuyField *township = self->reg == NULL ? NULL : suy_register_find (self->reg, "township");
  gint64 id = suy_link_chooser_get_id (self->township);
  g_autoptr (GError) error = NULL;

  if (self->reg == NULL)
    return;
  suy_record_table_clear_filters (self->table);
  suy_record_table_set_search (self->table,
                               gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  if (township != NULL && id != 0)
    {
      const SuyFilter filter = { township, SUY_FILTER_EQUAL, SUY_INTEGER (id) };

      suy_record_table_add_filter (self->table, &filter);
    }
  suy_condition_bar_apply (self->conditions, self->table);
  if (!suy_record_table_fill (self->table, &error))
    suy_book_tell_error (GTK_WIDGET (self), error);
}

static void
clear_filters (SuyRegistersPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  suy_link_chooser_set_id (self->township, 0);
  suy_condition_bar_clear (self->conditions);
}

static void
show_form (SuyRegistersPage *self, gint64 id, gboolean new_record)
{
  gboolean shown = self->reg != NULL && (id != 0 || new_record);

  suy_record_form_set_record (self->form, workspace_of (self), shown ? self->reg : NULL, id);
  gtk_widget_set_visible (self->form_pane, shown);
}

static void
show_register (SuyRegistersPage *self, const SuyRegister *reg)
{
  SuyWorkspace *workspace = workspace_of (self);
  const SuyField *township = reg == NULL ? NULL : suy_register_find (reg, "township");
  gboolean writable = reg != NULL && !reg->append_only && !suy_workspace_is_read_only (workspace);

  self->reg = reg;
  suy_record_table_set_register (self->table, workspace, reg, NULL, FALSE);
  suy_condition_bar_set_register (self->conditions, workspace, reg);
  clear_filters (self);
  if (township != NULL && township->target != NULL)
    suy_link_chooser_set_target (
        self->township, workspace,
        suy_catalog_find (suy_workspace_get_catalog (workspace), township->target),
        _ ("All townships"));
  gtk_widget_set_visible (GTK_WIDGET (self->township), township != NULL);
  gtk_widget_set_sensitive (self->new_button, writable);
  gtk_widget_set_visible (self->draw_button, suy_draw_dialog_suits (reg));
  if (reg != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->import_button), "s", reg->name);
  show_form (self, 0, FALSE);
  apply_filters (self);
}

/* ---- what the person does ---- */

static void
on_register_selected (GtkListBox *list, GtkListBoxRow *row, SuyRegistersPage *self)
{
  const SuyRegister *reg = row == NULL ? NULL : g_object_get_data (G_OBJECT (row), "register");

  if (reg == NULL || reg == self->reg)
    return;
  if (suy_record_form_may_leave (self->form))
    show_register (self, reg);
  else
    suy_registers_page_show (self, self->reg->name);
}

static void
on_register_search (GtkSearchEntry *entry, SuyRegistersPage *self)
{
  gtk_list_box_invalidate_filter (self->registers);
  gtk_list_box_invalidate_headers (self->registers);
}

static void
on_selected (SuyRecordTable *table, gint64 id, SuyRegistersPage *self)
{
  if (!suy_record_form_may_leave (self->form))
    {
      suy_record_table_select (table, suy_record_form_get_id (self->form));
      return;
    }
  show_form (self, id, FALSE);
  show_count (self);
  suy_book_select (SUY_BOOK (self), id == 0 ? NULL : self->reg->name, id);
}

static void
on_activated (SuyRecordTable *table, gint64 id, SuyRegistersPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
on_cleared (SuyRegistersPage *self)
{
  clear_filters (self);
  apply_filters (self);
}

static void
on_new_clicked (SuyRegistersPage *self)
{
  if (!suy_record_form_may_leave (self->form))
    return;
  suy_record_table_select (self->table, 0);
  show_form (self, 0, TRUE);
  suy_record_form_focus_field (self->form,
                               self->reg->title != NULL ? self->reg->title->name : "code");
}

/* The record that is selected, else a new draw. */
static void
on_draw_clicked (SuyRegistersPage *self)
{
  if (suy_record_form_may_leave (self->form))
    gtk_window_present (
        GTK_WINDOW (suy_draw_dialog_new (GTK_WIDGET (self), workspace_of (self), self->reg,
                                         suy_record_table_get_selected (self->table))));
}

static void
on_saved (SuyRecordForm *form, gint64 id, SuyRegistersPage *self)
{
  suy_record_table_select (self->table, id);
  suy_book_select (SUY_BOOK (self), self->reg->name, id);
  show_count (self);
}

static void
on_deleted (SuyRegistersPage *self)
{
  show_form (self, 0, FALSE);
  suy_book_select (SUY_BOOK (self), NULL, 0);
}

static void
on_discarded (SuyRegistersPage *self)
{
  if (!suy_record_form_is_dirty (self->form) && suy_record_form_get_id (self->form) == 0)
    show_form (self, 0, FALSE);
}

static void
go_to (SuyRegistersPage *self, const char *layer, gint64 id)
{
  if (!suy_record_form_may_leave (self->form) || !suy_registers_page_show (self, layer))
    return;
  suy_record_table_select (self->table, id);
  show_form (self, id, FALSE);
  show_count (self);
}

static void
on_open (SuyRecordForm *form, const char *layer, gint64 id, SuyRegistersPage *self)
{
  go_to (self, layer, id);
  suy_book_select (SUY_BOOK (self), layer, id);
}

/* G on the table; letters in entries are typed. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                SuyRegistersPage *self)
{
  gint64 id = suy_record_table_get_selected (self->table);

  if ((key != GDK_KEY_g && key != GDK_KEY_G) || id == 0 ||
      (state & gtk_accelerator_get_default_mod_mask () & ~GDK_SHIFT_MASK) != 0)
    return FALSE;
  suy_book_show_on_map (GTK_WIDGET (self), self->reg, id);

  return TRUE;
}

/* ---- the page ---- */

/* Another person may read other registers; the one that is shown stays, if that is one of them. */
static void
on_acting (SuyRegistersPage *self)
{
  const SuyRegister *reg = self->reg;
  GtkListBoxRow *row, *found = NULL;

  fill_registers (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->registers, i)) != NULL; i++)
    if (g_object_get_data (G_OBJECT (row), "register") == reg)
      found = row;
  gtk_list_box_select_row (
      self->registers, found != NULL ? found : gtk_list_box_get_row_at_index (self->registers, 0));
}

static void
suy_registers_page_opened (SuyBook *book, SuyWorkspace *workspace)
{
  SuyRegistersPage *self = SUY_REGISTERS_PAGE (book);
  GtkListBoxRow *first;

  self->reg = NULL;
  suy_record_form_set_record (self->form, NULL, NULL, 0);
  suy_record_table_set_register (self->table, NULL, NULL, NULL, FALSE);
  fill_registers (self);
  if (workspace_of (self) != NULL)
    g_signal_connect_object (workspace_of (self), "acting", G_CALLBACK (on_acting), self,
                             G_CONNECT_SWAPPED);
  first = gtk_list_box_get_row_at_index (self->registers, 0);
  if (first != NULL)
    gtk_list_box_select_row (self->registers, first);
  else
    show_form (self, 0, FALSE);
}

static void
suy_registers_page_changed (SuyBook *book, const char *layer, GArray *ids)
{
  SuyRegistersPage *self = SUY_REGISTERS_PAGE (book);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->registers, i)) != NULL; i++)
    {
      const SuyRegister *reg = g_object_get_data (G_OBJECT (row), "register");

      if (strcmp (reg->name, layer) == 0)
        show_register_count (self, row);
    }
}

static void
suy_registers_page_selected (SuyBook *book, const char *layer, gint64 id)
{
  SuyRegistersPage *self = SUY_REGISTERS_PAGE (book);

  if (workspace_of (self) == NULL || suy_record_form_is_dirty (self->form))
    return;
  if (layer != NULL)
    go_to (self, layer, id);
  else
    {
      suy_record_table_select (self->table, 0);
      show_form (self, 0, FALSE);
    }
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, conditions);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, draw_button);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, form);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, form_pane);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, import_button);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, n_registers);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, new_button);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, register_entry);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, registers);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, search_entry);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, table);
  gtk_widget_class_bind_template_child (klass, SuyRegistersPage, township);
  gtk_widget_class_bind_template_callback (klass, apply_filters);
  gtk_widget_class_bind_template_callback (klass, on_activated);
  gtk_widget_class_bind_template_callback (klass, on_cleared);
  gtk_widget_class_bind_template_callback (klass, on_deleted);
  gtk_widget_class_bind_template_callback (klass, on_discarded);
  gtk_widget_class_bind_template_callback (klass, on_draw_clicked);
  gtk_widget_class_bind_template_callback (klass, on_key_pressed);
  gtk_widget_class_bind_template_callback (klass, on_new_clicked);
  gtk_widget_class_bind_template_callback (klass, on_open);
  gtk_widget_class_bind_template_callback (klass, on_register_search);
  gtk_widget_class_bind_template_callback (klass, on_register_selected);
  gtk_widget_class_bind_template_callback (klass, on_saved);
  gtk_widget_class_bind_template_callback (klass, on_selected);
  gtk_widget_class_bind_template_callback (klass, show_count);
}

static void
suy_registers_page_class_init (SuyRegistersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SuyBookClass *book_class = SUY_BOOK_CLASS (klass);

  book_class->opened = suy_registers_page_opened;
  book_class->changed = suy_registers_page_changed;
  book_class->selected = suy_registers_page_selected;

  g_type_ensure (SUY_TYPE_CONDITION_BAR);
  g_type_ensure (SUY_TYPE_LINK_CHOOSER);
  g_type_ensure (SUY_TYPE_RECORD_FORM);
  g_type_ensure (SUY_TYPE_RECORD_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-registers-page.ui");
  bind_children (widget_class);
}

static void
suy_registers_page_init (SuyRegistersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->registers, update_header, self, NULL);
  gtk_list_box_set_filter_func (self->registers, filter_register, self, NULL);
}

gboolean
suy_registers_page_show (SuyRegistersPage *self, const char *layer)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->registers, i)) != NULL; i++)
    {
      const SuyRegister *reg = g_object_get_data (G_OBJECT (row), "register");

      if (strcmp (reg->name, layer) == 0)
        {
          gtk_list_box_select_row (self->registers, row);
          return TRUE;
        }
    }

  return FALSE;
}
