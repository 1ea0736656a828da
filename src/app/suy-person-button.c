/* suy-person-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-person-button.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-filters.h"
#include "suy-record-model.h"
#include "suy-settings.h"

struct _SuyPersonButton
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace;   /* (nullable) */
  const SuyRegister *people; /* (nullable) */
  GStrv roles;               /* (nullable): that are listed */
  GListModel *model;         /* (nullable) */

  GtkMenuButton *button;
  GtkLabel *name, *about, *among;
  GtkPopover *popover;
  GtkSearchEntry *entry;
  GtkListView *list;
  GtkWidget *among_box;
};

G_DEFINE_FINAL_TYPE (SuyPersonButton, suy_person_button, GTK_TYPE_WIDGET)

/* ---- words ---- */

static const char *
role_label (SuyPersonButton *self, const char *role)
{
  const SuyField *field = suy_register_find (self->people, "role");
  const SuyChoice *choice = role == NULL ? NULL : suy_field_find_choice (field, role);

  return choice == NULL ? "–" : suy_label_get (&choice->label, suy_settings_get_language ());
}

/* "Duty officer · Ecology bureau" */
static char *
describe (SuyPersonButton *self, const SuyRecord *record)
{
  static const char *const places[] = { "unit", "enterprise", "township" };
  const char *role = role_label (self, suy_record_get_text (record, "role"));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place =
          suy_register_find (self->people, places[i]) == NULL
              ? g_strdup ("")
              : suy_titles_get_link (suy_titles_of (self->workspace), record, places[i]);

      if (*place != '\0')
        return g_strdup_printf (_ ("%s · %s"), role, place);
    }

  return g_strdup (role);
}

static SuyRecord *
get_acting (SuyPersonButton *self)
{
  const char *code = self->people == NULL ? NULL : suy_workspace_get_person (self->workspace);
  SuyStore *store = code == NULL ? NULL : suy_workspace_get_store (self->workspace);
  gint64 id = store == NULL ? 0 : suy_store_find (store, self->people, code, NULL);

  return id == 0 ? NULL : suy_store_get (store, self->people, id, NULL);
}

static void
show (SuyPersonButton *self)
{
  g_autoptr (SuyRecord) record = get_acting (self);
  g_autofree char *name = record == NULL
                              ? g_strdup (_ ("Who are you?"))
                              : suy_titles_of_record (suy_titles_of (self->workspace), record);
  g_autofree char *about = record == NULL ? g_strdup ("") : describe (self, record);
  g_autofree char *tip = record == NULL ? g_strdup (_ ("Nobody is acting; choose who you are"))
                                        : g_strdup_printf (_ ("Acting: %s, %s"), name, about);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), record != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip,
                                  -1);
}

/* ---- who can be chosen ---- */

/* Rules out all other roles, since filters must all hold. */
static void
add_roles (SuyPersonButton *self, GArray *filters)
{
  const SuyField *role = suy_register_find (self->people, "role");

  for (guint i = 0; self->roles != NULL && i < role->choices->len; i++)
    {
      const SuyChoice *choice = role->choices->pdata[i];

      if (!g_strv_contains ((const char *const *) self->roles, choice->name))
        suy_filters_add (filters, role, SUY_FILTER_NOT_EQUAL, SUY_TEXT (choice->name));
    }
}

static void
fill (SuyPersonButton *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GArray) filters = suy_filters_new ();
  SuySelection wish = { .search = *text == '\0' ? NULL : text };
  g_autoptr (GtkSelectionModel) rows = NULL;

  if (self->people == NULL)
    return;
  add_roles (self, filters);
  wish.filters = (const SuyFilter *) (gconstpointer) filters->data;
  wish.n_filters = filters->len;
  g_clear_object (&self->model);
  self->model = G_LIST_MODEL (suy_record_model_new (self->workspace, self->people, &wish, NULL));
  rows = self->model == NULL
             ? NULL
             : GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, rows);
}

static void
show_roles (SuyPersonButton *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->roles != NULL && self->roles[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : _ (", "),
                            role_label (self, self->roles[i]));
  gtk_label_set_text (self->among, text->str);
  gtk_widget_set_visible (self->among_box, self->roles != NULL);
}

static void
set_roles (SuyPersonButton *self, const char *roles)
{
  g_clear_pointer (&self->roles, g_strfreev);
  if (roles != NULL && *roles != '\0')
    self->roles = g_strsplit (roles, "|", -1);
  show_roles (self);
  fill (self);
}

gboolean
suy_person_button_choose (SuyPersonButton *self, const char *code)
{
  g_autoptr (GError) error = NULL;

  gtk_popover_popdown (self->popover);
  if (suy_workspace_set_person (self->workspace, code, &error))
    return TRUE;
  suy_book_tell_error (GTK_WIDGET (self), error);

  return FALSE;
}

/* ---- rows ---- */

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);
  GtkWidget *about =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_add_css_class (about, "suy-tiny");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), about);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, SuyPersonButton *self)
{
  const SuyRecord *record = suy_row_get_record (gtk_list_item_get_item (item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *title = NULL, *about = NULL;

  if (record == NULL)
    return;
  title = suy_titles_of_record (suy_titles_of (self->workspace), record);
  about = describe (self, record);
  gtk_label_set_text (GTK_LABEL (name), title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), about);
}

static void
on_row_activated (GtkListView *list, guint position, SuyPersonButton *self)
{
  g_autoptr (SuyRow) row = g_list_model_get_item (self->model, position);
  const SuyRecord *record = row == NULL ? NULL : suy_row_get_record (row);

  if (record != NULL)
    suy_person_button_choose (self, suy_record_get_text (record, "code"));
}

/* Enter takes the first that was found. */
static void
on_entry_activate (SuyPersonButton *self)
{
  fill (self);
  on_row_activated (self->list, 0, self);
}

static void
on_search_changed (SuyPersonButton *self)
{
  fill (self);
}

static void
on_everyone_clicked (SuyPersonButton *self)
{
  set_roles (self, NULL);
}

static void
on_popover_show (SuyPersonButton *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* The next time everyone is asked for again. */
static void
on_popover_closed (SuyPersonButton *self)
{
  g_clear_pointer (&self->roles, g_strfreev);
  show_roles (self);
}

void
suy_person_button_ask (SuyPersonButton *self, const char *roles)
{
  set_roles (self, roles);
  gtk_menu_button_popup (self->button);
}

static void
on_workspace_changed (SuyPersonButton *self, const char *layer)
{
  if (strcmp (layer, "person") == 0 || strcmp (layer, "unit") == 0)
    show (self);
}

void
suy_person_button_set_workspace (SuyPersonButton *self, SuyWorkspace *workspace)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_func (self->workspace, show, self);
  suy_book_watch (GTK_WIDGET (self), &self->workspace, workspace,
                  G_CALLBACK (on_workspace_changed));
  if (workspace != NULL)
    g_signal_connect_object (workspace, "acting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  self->people =
      workspace == NULL ? NULL : suy_catalog_find (suy_workspace_get_catalog (workspace), "person");
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  show (self);
}

/* ---- the widget ---- */

static void
suy_person_button_dispose (GObject *object)
{
  SuyPersonButton *self = SUY_PERSON_BUTTON (object);

  suy_book_drop_children (GTK_WIDGET (object));
  suy_book_watch (GTK_WIDGET (self), &self->workspace, NULL, G_CALLBACK (on_workspace_changed));
  g_clear_object (&self->model);
  g_clear_pointer (&self->roles, g_strfreev);

  G_OBJECT_CLASS (suy_person_button_parent_class)->dispose (object);
}

static void
suy_person_button_class_init (SuyPersonButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_person_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-person-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyPersonButton, about);
  gtk_widget_class_bind_template_child (widget_class, SuyPersonButton, among);
  gtk_widget_class_bind_template_child (widget_class, SuyPersonButton, among_box);
  gtk_widget_class_bind_template_child (widget_class, SuyPersonButton, button);
  gtk_widget_class_bind_template_child (widget_class, SuyPersonButton, entry);
  gtk_widget_class_bind_template_child (widget_class, SuyPersonButton, list);
  gtk_widget_class_bind_template_child (widget_class, SuyPersonButton, name);
  gtk_widget_class_bind_template_child (widget_class, SuyPersonButton, popover);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_everyone_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_show);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
suy_person_button_init (SuyPersonButton *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  show (self);
}

GtkWidget *
suy_person_button_new (void)
{
  return g_object_new (SUY_TYPE_PERSON_BUTTON, NULL);
}

const char *
suy_person_button_get_name (SuyPersonButton *self)
{
  return gtk_label_get_text (self->name);
}

const char *
suy_person_button_get_about (SuyPersonButton *self)
{
  return gtk_label_get_text (self->about);
}

guint
suy_person_button_get_n_listed (SuyPersonButton *self)
{
  return self->model == NULL ? 0 : g_list_model_get_n_items (self->model);
}
