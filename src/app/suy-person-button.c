/* suy-person-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-person-button.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-record-model.h"
#include "suy-settings.h"
#include "suy-workspace-moves.h"

struct _SuyPersonButton
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace;   /* (nullable) */
  const SuyRegister *people; /* (nullable) */
  GArray *movers;            /* (nullable): ids of those who are listed; NULL: all */
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

/* Of @ids those who may make the move. */
static void
keep_movers (SuyPersonButton *self, GArray *ids)
{
  for (guint i = ids->len; self->movers != NULL && i > 0; i--)
    if (!suy_book_has_id (self->movers, g_array_index (ids, gint64, i - 1)))
      g_array_remove_index (ids, i - 1);
}

static void
fill (SuyPersonButton *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const SuySelection wish = { .search = *text == '\0' ? NULL : text };
  g_autoptr (GArray) ids =
      self->people == NULL
          ? NULL
          : suy_store_select (suy_workspace_get_store (self->workspace), self->people, &wish, NULL);
  g_autoptr (GtkSelectionModel) rows = NULL;

  if (ids == NULL)
    return;
  keep_movers (self, ids);
  g_clear_object (&self->model);
  self->model = G_LIST_MODEL (suy_record_model_new_of (self->workspace, self->people, ids));
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, rows);
}

static void
set_movers (SuyPersonButton *self, GArray *movers, const char *words)
{
  g_clear_pointer (&self->movers, g_array_unref);
  self->movers = movers;
  gtk_label_set_text (self->among, words);
  gtk_widget_set_visible (self->among_box, movers != NULL);
}

static char *
describe_movers (SuyPersonButton *self, const SuyRegister *reg, const char *move, const char *why)
{
  const GPtrArray *rows =
      suy_moves_get_all (suy_workspace_get_machine (self->workspace, reg, NULL));
  const char *label = move;

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((const SuyMove *) rows->pdata[i])->name, move))
      label =
          suy_label_get (&((const SuyMove *) rows->pdata[i])->label, suy_settings_get_language ());

  return why == NULL ? g_strdup_printf (_ ("Who may: %s"), label)
                     : g_strdup_printf (_ ("Nobody may: %s. Why: %s"), label, why);
}

/* "problem:#ID:judge" */
static void
ask_movers (SuyPersonButton *self, const char *what)
{
  g_auto (GStrv) parts = g_strsplit (what, ":", 3);
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL, *words = NULL;
  const SuyRegister *reg;
  GArray *movers;

  g_return_if_fail (self->workspace != NULL && g_strv_length (parts) == 3 && parts[1][0] == '#');

  reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), parts[0]);
  g_return_if_fail (reg != NULL);
  movers = suy_workspace_list_movers (
      self->workspace, reg, g_ascii_strtoll (parts[1] + 1, NULL, 10), parts[2], &why, &error);
  if (movers == NULL)
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  words = describe_movers (self, reg, parts[2], why);
  set_movers (self, movers, words);
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
  set_movers (self, NULL, "");
  fill (self);
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
  set_movers (self, NULL, "");
}

void
suy_person_button_ask (SuyPersonButton *self, const char *what)
{
  set_movers (self, NULL, "");
  if (what != NULL && *what != '\0')
    ask_movers (self, what);
  fill (self);
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
  g_clear_pointer (&self->movers, g_array_unref);

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

const char *
suy_person_button_get_among (SuyPersonButton *self)
{
  return gtk_label_get_text (self->among);
}
