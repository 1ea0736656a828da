/* suy-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-window-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-error.h"
#include "suy-first-run.h"
#include "suy-map-page.h"
#include "suy-page.h"
#include "suy-settings.h"
#include "suy-view-button.h"

G_DEFINE_FINAL_TYPE (SuyWindow, suy_window, GTK_TYPE_APPLICATION_WINDOW)

/* ---- the info bar: the newest message on top of the others ---- */

typedef struct
{
  const char *kind; /* a CSS class */
  char *text;
} Message;

static void
message_clear (gpointer data)
{
  g_free (((Message *) data)->text);
}

static void
show_message (SuyWindow *self)
{
  static const char *const kinds[] = { "suy-error", "suy-warning", "suy-note" };
  guint n = self->messages->len;
  const Message *top = n == 0 ? NULL : &g_array_index (self->messages, Message, n - 1);

  gtk_info_bar_set_revealed (self->info_bar, top != NULL);
  if (top == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->info_bar), kinds[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->info_bar), top->kind);
  gtk_label_set_text (self->info_label, top->text);
  gtk_widget_set_visible (GTK_WIDGET (self->info_more), n > 1);
  if (n > 1)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more", "%u more", n - 1), n - 1);

      gtk_label_set_text (self->info_more, more);
    }
}

void
suy_window_tell (SuyWindow *self, const char *kind, const char *text)
{
  const Message message = { g_intern_string (kind), g_strdup (text) };

  g_array_append_val (self->messages, message);
  show_message (self);
}

static void
on_info_response (GtkInfoBar *bar, int response, SuyWindow *self)
{
  if (self->messages->len > 0)
    g_array_set_size (self->messages, self->messages->len - 1);
  show_message (self);
}

/* ---- the status line ---- */

static char *
get_text (GtkWidget *page, const char *property)
{
  char *text = NULL;

  if (page != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (page), property) != NULL)
    g_object_get (page, property, &text, NULL);

  return text;
}

static void
show_status (SuyWindow *self)
{
  GtkWidget *page = self->workspace == NULL ? NULL : gtk_stack_get_visible_child (self->pages);
  g_autofree char *status = get_text (page, "status");
  g_autofree char *position = get_text (page, "position");
  const char *text = self->work != NULL ? self->work : status;

  gtk_label_set_text (self->status_label, text != NULL ? text : "");
  gtk_label_set_text (self->position_label, position != NULL ? position : "");
}

void
suy_window_set_work (SuyWindow *self, const char *text, GCancellable *cancellable)
{
  g_free (self->work);
  self->work = g_strdup (text);
  g_set_object (&self->cancellable, cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->work_spinner), text != NULL);
  gtk_spinner_set_spinning (self->work_spinner, text != NULL);
  gtk_widget_set_visible (self->cancel_button, cancellable != NULL);
  show_status (self);
}

static void
on_cancel_clicked (GtkButton *button, SuyWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static gboolean
is_page_busy (GtkWidget *page)
{
  gboolean busy = FALSE;

  if (page != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (page), "busy") != NULL)
    g_object_get (page, "busy", &busy, NULL);

  return busy;
}

gboolean
suy_window_is_busy (SuyWindow *self)
{
  return self->work != NULL ||
         (self->workspace != NULL && is_page_busy (gtk_stack_get_visible_child (self->pages)));
}

/* ---- views ---- */

static GtkWidget *
page_at (SuyWindow *self, guint i)
{
  guint n;

  return gtk_stack_get_child_by_name (self->pages, suy_page_get_all (&n)[i].name);
}

GtkWidget *
suy_window_get_page (SuyWindow *self, const char *name)
{
  return gtk_stack_get_child_by_name (self->pages, name);
}

gboolean
suy_window_show_view (SuyWindow *self, const char *name)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "view");

  if (suy_window_get_page (self, name) == NULL)
    return FALSE;

  gtk_stack_set_visible_child_name (self->pages, name);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
  show_status (self);

  return TRUE;
}

/* Toggle buttons, since a GtkStackSwitcher of six views is too wide for 1280 pixels. */
static void
add_page (SuyWindow *self, const SuyPage *page)
{
  GtkWidget *child = g_object_new (page->get_type (), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (page->title), -1);
  gtk_stack_add_named (self->pages, child, page->name);
  g_object_set (child, "selection", self->selection, NULL);
  g_signal_connect_object (child, "notify", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->switcher, suy_view_button_new (page, child));
}

/* ---- the workspace ---- */

static void
show_names (SuyWindow *self)
{
  SuyWorkspace *workspace = self->workspace;
  const char *name = workspace == NULL ? _ ("Suyuan") : suy_workspace_get_name (workspace);
  g_autofree char *title = NULL, *date = NULL;

  gtk_label_set_text (self->workspace_label, name);
  title = workspace == NULL ? g_strdup (name) : g_strdup_printf (_ ("%s – Suyuan"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);

  if (workspace != NULL)
    date = g_strdup_printf (suy_workspace_is_demo (workspace) ? _ ("Demo date %s") : _ ("Today %s"),
                            suy_workspace_get_today (workspace));
  gtk_label_set_text (self->date_label, date != NULL ? date : "");
}

static void
on_workspace_changed (SuyWindow *self)
{
  suy_workspace_index_texts (self->workspace);
  suy_window_update_actions (self);
  show_names (self);
}

/* Whoever opens a file in which nobody acts yet is asked first; pictures are drawn without. */
static void
ask_who (SuyWindow *self)
{
  const SuyRegister *people =
      suy_catalog_find (suy_workspace_get_catalog (self->workspace), "person");

  if (suy_workspace_get_person (self->workspace) == NULL &&
      !suy_workspace_is_read_only (self->workspace) && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      !gtk_widget_has_css_class (GTK_WIDGET (self), "suy-picture") &&
      suy_store_count (suy_workspace_get_store (self->workspace), people) > 0)
    suy_person_button_ask (self->person_button, NULL);
}

/* Whoever comes back to the window may have written to the file with another program. */
static void
on_active_changed (SuyWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_window_is_active (GTK_WINDOW (self)) || self->workspace == NULL ||
      suy_workspace_get_store (self->workspace) == NULL)
    return;
  if (!suy_workspace_poll (self->workspace, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.error", "s", error->message);
}

void
suy_window_set_workspace (SuyWindow *self, SuyWorkspace *workspace)
{
  guint n;

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_set_object (&self->workspace, workspace);
  suy_view_selection_reset (self->selection);

  suy_page_get_all (&n);
  for (guint i = 0; i < n; i++)
    g_object_set (page_at (self, i), "workspace", workspace, NULL);
  if (workspace != NULL)
    {
      g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self,
                               G_CONNECT_SWAPPED);
      suy_workspace_index_texts (workspace);
    }

  gtk_stack_set_visible_child_name (self->root, workspace == NULL ? "first-run" : "pages");
  gtk_stack_set_visible_child_name (self->title_stack, workspace == NULL ? "title" : "switcher");
  gtk_widget_set_visible (self->new_button, workspace != NULL);
  gtk_widget_set_visible (self->search_entry, workspace != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->person_button), workspace != NULL);
  suy_person_button_set_workspace (self->person_button, workspace);
  suy_search_popover_set_workspace (self->search, workspace);
  show_names (self);
  show_status (self);
  suy_window_update_actions (self);
  if (workspace != NULL)
    ask_who (self);
}

SuyWorkspace *
suy_window_get_workspace (SuyWindow *self)
{
  return self->workspace;
}

SuyViewSelection *
suy_window_get_selection (SuyWindow *self)
{
  return self->selection;
}

/* ---- search ---- */

static void
on_search_record (SuySearchPopover *search, const char *layer, gint64 id, SuyWindow *self)
{
  g_autofree char *what = g_strdup_printf ("%s:#%" G_GINT64_FORMAT, layer, id);
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), layer);

  gtk_widget_activate_action (
      GTK_WIDGET (self), reg->geometry == SUY_GEOMETRY_NONE ? "win.open-record" : "win.show-on-map",
      "s", what);
}

static void
on_search_spot (SuySearchPopover *search, double lon, double lat, SuyWindow *self)
{
  suy_window_show_view (self, "map");
  suy_map_page_fly_to (SUY_MAP_PAGE (suy_window_get_page (self, "map")),
                       (SuyPoint){ (gint32) lround (lon * 1e7), (gint32) lround (lat * 1e7) });
}

/* ---- the window itself ---- */

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, SuyWindow *self)
{
  g_autofree char *path = g_file_get_path (g_value_get_object (value));

  return path != NULL && suy_window_open (self, path);
}

static gboolean
suy_window_close_request (GtkWindow *window)
{
  SuyWindow *self = SUY_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (suy_settings_get (), "window-size", "(ii)", width, height);
  g_settings_set_boolean (suy_settings_get (), "window-maximized",
                          gtk_window_is_maximized (window));
  if (!suy_window_close_workspace (self))
    return TRUE;

  return GTK_WINDOW_CLASS (suy_window_parent_class)->close_request (window);
}

static void
suy_window_dispose (GObject *object)
{
  SuyWindow *self = SUY_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  if (self->search != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->search));
  self->search = NULL;
  g_clear_object (&self->workspace);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->messages, g_array_unref);
  g_clear_pointer (&self->work, g_free);

  G_OBJECT_CLASS (suy_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyWindow, cancel_button);
  gtk_widget_class_bind_template_child (klass, SuyWindow, date_label);
  gtk_widget_class_bind_template_child (klass, SuyWindow, first_run);
  gtk_widget_class_bind_template_child (klass, SuyWindow, info_bar);
  gtk_widget_class_bind_template_child (klass, SuyWindow, info_label);
  gtk_widget_class_bind_template_child (klass, SuyWindow, info_more);
  gtk_widget_class_bind_template_child (klass, SuyWindow, new_button);
  gtk_widget_class_bind_template_child (klass, SuyWindow, pages);
  gtk_widget_class_bind_template_child (klass, SuyWindow, person_button);
  gtk_widget_class_bind_template_child (klass, SuyWindow, position_label);
  gtk_widget_class_bind_template_child (klass, SuyWindow, recent_menu);
  gtk_widget_class_bind_template_child (klass, SuyWindow, root);
  gtk_widget_class_bind_template_child (klass, SuyWindow, search_entry);
  gtk_widget_class_bind_template_child (klass, SuyWindow, status_label);
  gtk_widget_class_bind_template_child (klass, SuyWindow, switcher);
  gtk_widget_class_bind_template_child (klass, SuyWindow, title_stack);
  gtk_widget_class_bind_template_child (klass, SuyWindow, work_spinner);
  gtk_widget_class_bind_template_child (klass, SuyWindow, workspace_label);
}

static void
suy_window_class_init (SuyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = suy_window_close_request;

  g_type_ensure (SUY_TYPE_FIRST_RUN);
  g_type_ensure (SUY_TYPE_PERSON_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_drop);
  gtk_widget_class_bind_template_callback (widget_class, on_info_response);
}

static void
suy_window_init (SuyWindow *self)
{
  const SuyPage *pages;
  guint n;

  self->selection = suy_view_selection_new ();
  self->messages = g_array_new (FALSE, FALSE, sizeof (Message));
  g_array_set_clear_func (self->messages, message_clear);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_changed), NULL);
  self->search = suy_search_popover_new (self->search_entry);
  g_signal_connect_object (self->search, "record", G_CALLBACK (on_search_record), self, 0);
  g_signal_connect_object (self->search, "spot", G_CALLBACK (on_search_spot), self, 0);
  suy_window_add_actions (self);
  pages = suy_page_get_all (&n);
  for (guint i = 0; i < n; i++)
    add_page (self, &pages[i]);
  suy_window_set_workspace (self, NULL);
  suy_window_show_view (self, pages[0].name);
}

SuyWindow *
suy_window_new (GtkApplication *application)
{
  SuyWindow *self = g_object_new (SUY_TYPE_WINDOW, "application", application, NULL);
  int width, height;

  g_settings_get (suy_settings_get (), "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (suy_settings_get (), "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  return self;
}
