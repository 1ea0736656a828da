/* suy-case-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-filter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-link-chooser.h"
#include "suy-settings.h"

#define N_FIXED_STATES 2 /* "Open cases" and "All states" stand above the states */

static const struct
{
  const char *field;
  gboolean descending;
  const char *label, *words;
} orders[] = {
  { "deadline", FALSE, N_ ("Deadline"), N_ ("by deadline") },
  { "found_at", TRUE, N_ ("Newest first"), N_ ("newest first") },
  { "actual_bp", FALSE, N_ ("Least progress first"), N_ ("least progress first") },
  { "code", FALSE, N_ ("Number"), N_ ("by number") },
};

struct _SuyCaseFilter
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  const SuyRegister *reg;  /* (nullable) */
  gboolean filling;        /* by us */

  GtkEditable *search_entry, *name_entry;
  SuyLinkChooser *township;
  GtkDropDown *state_drop, *order_drop;
  GtkToggleButton *late_button, *mine_button;
  GtkMenuButton *kept_button;
  GtkListBox *kept_list;
};

G_DEFINE_FINAL_TYPE (SuyCaseFilter, suy_case_filter, GTK_TYPE_WIDGET)

static guint signal_changed;

static void
on_changed (SuyCaseFilter *self)
{
  if (!self->filling && self->reg != NULL)
    g_signal_emit (self, signal_changed, 0);
}

/* ---- the query ---- */

static const GPtrArray *
get_states (SuyCaseFilter *self)
{
  return suy_register_find (self->reg, "state")->choices;
}

static char *
get_state (SuyCaseFilter *self)
{
  guint i = gtk_drop_down_get_selected (self->state_drop);

  if (i == 1)
    return g_strdup (SUY_CASES_ALL);
  if (i < N_FIXED_STATES || i == GTK_INVALID_LIST_POSITION)
    return g_strdup (SUY_CASES_OPEN);

  return g_strdup (((const SuyChoice *) get_states (self)->pdata[i - N_FIXED_STATES])->name);
}

void
suy_case_filter_get_query (SuyCaseFilter *self, SuyCaseQuery *query)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  guint order = MIN (gtk_drop_down_get_selected (self->order_drop), G_N_ELEMENTS (orders) - 1);

  *query = (SuyCaseQuery){ .text = *text == '\0' ? NULL : g_strdup (text),
                           .state = get_state (self),
                           .township = suy_link_chooser_get_id (self->township),
                           .late = gtk_toggle_button_get_active (self->late_button),
                           .mine = gtk_toggle_button_get_active (self->mine_button),
                           .order = g_strdup (orders[order].field),
                           .descending = orders[order].descending };
}

static guint
find_state (SuyCaseFilter *self, const char *state)
{
  if (state == NULL || strcmp (state, SUY_CASES_OPEN) == 0)
    return 0;
  for (guint i = 0; i < get_states (self)->len; i++)
    if (strcmp (((const SuyChoice *) get_states (self)->pdata[i])->name, state) == 0)
      return i + N_FIXED_STATES;

  return 1;
}

static guint
find_order (const char *field)
{
  for (guint i = 0; field != NULL && i < G_N_ELEMENTS (orders); i++)
    if (strcmp (orders[i].field, field) == 0)
      return i;

  return 0;
}

void
suy_case_filter_set_query (SuyCaseFilter *self, const SuyCaseQuery *query)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->search_entry, query->text == NULL ? "" : query->text);
  gtk_drop_down_set_selected (self->state_drop, find_state (self, query->state));
  suy_link_chooser_set_id (self->township, query->township);
  gtk_toggle_button_set_active (self->late_button, query->late);
  gtk_toggle_button_set_active (self->mine_button, query->mine);
  gtk_drop_down_set_selected (self->order_drop, find_order (query->order));
  self->filling = FALSE;
  on_changed (self);
}

void
suy_case_filter_set_state (SuyCaseFilter *self, const char *state)
{
  gtk_drop_down_set_selected (self->state_drop, find_state (self, state));
}

const char *
suy_case_filter_get_order_label (SuyCaseFilter *self)
{
  return _ (
      orders[MIN (gtk_drop_down_get_selected (self->order_drop), G_N_ELEMENTS (orders) - 1)].words);
}

void
suy_case_filter_count (SuyCaseFilter *self)
{
  const SuyCaseQuery late = { .late = TRUE };
  g_autoptr (GArray) ids =
      self->workspace == NULL ? NULL : suy_case_query_run (&late, self->workspace, NULL);
  g_autofree char *text = g_strdup_printf (_ ("Overdue %u"), ids == NULL ? 0 : ids->len);

  gtk_button_set_label (GTK_BUTTON (self->late_button), text);
}

/* ---- filters that are kept ---- */

gboolean
suy_case_filter_keep (SuyCaseFilter *self, const char *name)
{
  g_auto (SuyCaseQuery) query = { 0 };
  g_autoptr (GError) error = NULL;

  suy_case_filter_get_query (self, &query);
  if (suy_case_query_save (&query, self->workspace, name, &error))
    return TRUE;
  suy_book_tell_error (GTK_WIDGET (self), error);

  return FALSE;
}

gboolean
suy_case_filter_take (SuyCaseFilter *self, const char *name)
{
  g_auto (SuyCaseQuery) query = { 0 };
  g_autoptr (GError) error = NULL;

  gtk_menu_button_popdown (self->kept_button);
  if (!suy_case_query_load (&query, self->workspace, name, &error))
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return FALSE;
    }
  suy_case_filter_set_query (self, &query);

  return TRUE;
}

static void fill_kept (SuyCaseFilter *self);

static void
on_take_clicked (GtkButton *button, SuyCaseFilter *self)
{
  suy_case_filter_take (self, gtk_button_get_label (button));
}

static void
on_drop_clicked (GtkButton *button, SuyCaseFilter *self)
{
  g_autoptr (GError) error = NULL;

  if (!suy_case_query_drop (self->workspace, g_object_get_data (G_OBJECT (button), "name"), &error))
    suy_book_tell_error (GTK_WIDGET (self), error);
  fill_kept (self);
}

static void
add_kept (SuyCaseFilter *self, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *take = gtk_button_new_with_label (name);
  GtkWidget *drop = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *text = g_strdup_printf (_ ("Forget the filter “%s”"), name);

  gtk_widget_set_hexpand (take, TRUE);
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (take)), GTK_ALIGN_START);
  gtk_widget_add_css_class (take, "flat");
  gtk_widget_add_css_class (drop, "flat");
  gtk_widget_set_tooltip_text (drop, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (drop), "name", g_strdup (name), g_free);
  g_signal_connect (take, "clicked", G_CALLBACK (on_take_clicked), self);
  g_signal_connect (drop, "clicked", G_CALLBACK (on_drop_clicked), self);
  gtk_box_append (GTK_BOX (box), take);
  gtk_box_append (GTK_BOX (box), drop);
  gtk_list_box_append (self->kept_list, box);
}

static void
fill_kept (SuyCaseFilter *self)
{
  g_auto (GStrv) names = suy_case_query_get_names (self->workspace);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->kept_list, 0)) != NULL)
    gtk_list_box_remove (self->kept_list, GTK_WIDGET (row));
  for (guint i = 0; names[i] != NULL; i++)
    add_kept (self, names[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_list), names[0] != NULL);
}

static void
on_kept_shown (SuyCaseFilter *self)
{
  if (self->workspace != NULL)
    fill_kept (self);
}

static void
on_keep_clicked (SuyCaseFilter *self)
{
  const char *name = gtk_editable_get_text (self->name_entry);

  if (*name == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
  else if (suy_case_filter_keep (self, name))
    {
      gtk_editable_set_text (self->name_entry, "");
      fill_kept (self);
    }
}

/* ---- the widget ---- */

static void
fill_states (SuyCaseFilter *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Open cases"));
  gtk_string_list_append (names, _ ("All states"));
  for (guint i = 0; i < get_states (self)->len; i++)
    {
      const SuyChoice *choice = get_states (self)->pdata[i];

      gtk_string_list_append (names, suy_label_get (&choice->label, suy_settings_get_language ()));
    }
  gtk_drop_down_set_model (self->state_drop, G_LIST_MODEL (names));
}

static void
fill_orders (SuyCaseFilter *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    gtk_string_list_append (names, _ (orders[i].label));
  gtk_drop_down_set_model (self->order_drop, G_LIST_MODEL (names));
}

void
suy_case_filter_set_workspace (SuyCaseFilter *self, SuyWorkspace *workspace)
{
  SuyCatalog *catalog = workspace == NULL ? NULL : suy_workspace_get_catalog (workspace);

  g_set_object (&self->workspace, workspace);
  self->reg = NULL;
  if (catalog == NULL)
    return;
  self->filling = TRUE;
  self->reg = suy_catalog_find (catalog, "problem");
  suy_link_chooser_set_target (self->township, workspace, suy_catalog_find (catalog, "township"),
                               _ ("All townships"));
  fill_states (self);
  suy_case_filter_set_query (self, &(SuyCaseQuery){ 0 });
}

void
suy_case_filter_focus_search (SuyCaseFilter *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
suy_case_filter_dispose (GObject *object)
{
  SuyCaseFilter *self = SUY_CASE_FILTER (object);

  self->reg = NULL;
  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_case_filter_parent_class)->dispose (object);
}

static void
suy_case_filter_class_init (SuyCaseFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_case_filter_dispose;
  signal_changed = g_signal_new ("changed", SUY_TYPE_CASE_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  g_type_ensure (SUY_TYPE_LINK_CHOOSER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-case-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, kept_button);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, kept_list);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, late_button);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, mine_button);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, name_entry);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, order_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, state_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyCaseFilter, township);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_kept_shown);
}

static void
suy_case_filter_init (SuyCaseFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_orders (self);
}
