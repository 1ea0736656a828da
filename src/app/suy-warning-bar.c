/* suy-warning-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-link-chooser.h"
#include "suy-settings.h"

struct _SuyWarningBar
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  gboolean filling;        /* by us */

  GtkEditable *search_entry;
  SuyLinkChooser *township;
  GtkDropDown *indicator_drop;
  GtkToggleButton *mine_button, *due_button;
};

G_DEFINE_FINAL_TYPE (SuyWarningBar, suy_warning_bar, GTK_TYPE_WIDGET)

static guint signal_changed;

static void
on_changed (SuyWarningBar *self)
{
  if (!self->filling && self->workspace != NULL)
    g_signal_emit (self, signal_changed, 0);
}

/* ---- what is asked for ---- */

static const GPtrArray *
get_indicators (void)
{
  const SuyIndicators *all = suy_workspace_get_indicators (NULL);

  return all == NULL ? NULL : suy_indicators_get_all (all);
}

void
suy_warning_bar_get (SuyWarningBar *self, SuyWarningFilter *filter)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  guint indicator = gtk_drop_down_get_selected (self->indicator_drop);
  const GPtrArray *all = get_indicators ();

  *filter = (SuyWarningFilter){ .text = *text == '\0' ? NULL : text,
                                .township = suy_link_chooser_get_id (self->township),
                                .due = gtk_toggle_button_get_active (self->due_button) };
  if (all != NULL && indicator > 0 && indicator <= all->len)
    filter->indicator = ((const SuyIndicator *) all->pdata[indicator - 1])->name;
  if (gtk_toggle_button_get_active (self->mine_button) && self->workspace != NULL)
    filter->person = suy_workspace_get_person (self->workspace);
}

void
suy_warning_bar_clear (SuyWarningBar *self)
{
  SuyWarningFilter before;

  suy_warning_bar_get (self, &before);
  self->filling = TRUE;
  gtk_editable_set_text (self->search_entry, "");
  suy_link_chooser_set_id (self->township, 0);
  gtk_drop_down_set_selected (self->indicator_drop, 0);
  gtk_toggle_button_set_active (self->mine_button, FALSE);
  gtk_toggle_button_set_active (self->due_button, FALSE);
  self->filling = FALSE;
  if (before.text != NULL || before.township != 0 || before.indicator != NULL || before.due ||
      before.person != NULL)
    on_changed (self);
}

void
suy_warning_bar_set_text (SuyWarningBar *self, const char *text)
{
  gtk_editable_set_text (self->search_entry, text);
}

void
suy_warning_bar_set_indicator (SuyWarningBar *self, const char *code)
{
  const GPtrArray *all = get_indicators ();
  guint position = 0;

  for (guint i = 0; code != NULL && all != NULL && i < all->len; i++)
    if (strcmp (((const SuyIndicator *) all->pdata[i])->name, code) == 0)
      position = i + 1;
  gtk_drop_down_set_selected (self->indicator_drop, position);
}

void
suy_warning_bar_set_township (SuyWarningBar *self, gint64 id)
{
  suy_link_chooser_set_id (self->township, id);
  on_changed (self);
}

void
suy_warning_bar_set_mine (SuyWarningBar *self, gboolean mine)
{
  gtk_toggle_button_set_active (self->mine_button, mine);
}

void
suy_warning_bar_set_due (SuyWarningBar *self, gboolean due)
{
  gtk_toggle_button_set_active (self->due_button, due);
}

void
suy_warning_bar_show_due (SuyWarningBar *self, guint n)
{
  g_autofree char *text = g_strdup_printf (_ ("Due today %u"), n);

  gtk_button_set_label (GTK_BUTTON (self->due_button), text);
}

void
suy_warning_bar_focus_search (SuyWarningBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---- the workspace ---- */

static void
fill_indicators (SuyWarningBar *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const GPtrArray *all = get_indicators ();

  gtk_string_list_append (names, _ ("All indicators"));
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const SuyIndicator *indicator = all->pdata[i];
      g_autofree char *name =
          g_strdup_printf ("%s  %s", indicator->name,
                           suy_label_get (&indicator->label, suy_settings_get_language ()));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->indicator_drop, G_LIST_MODEL (names));
}

/* Nobody's turn can be told while nobody acts. */
static void
on_acting (SuyWarningBar *self)
{
  gboolean acts = self->workspace != NULL && suy_workspace_get_person (self->workspace) != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->mine_button), acts);
  if (!acts)
    gtk_toggle_button_set_active (self->mine_button, FALSE);
  else if (gtk_toggle_button_get_active (self->mine_button))
    on_changed (self);
}

void
suy_warning_bar_set_workspace (SuyWarningBar *self, SuyWorkspace *workspace)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_func (self->workspace, on_acting, self);
  g_set_object (&self->workspace, NULL);
  suy_warning_bar_clear (self);
  g_set_object (&self->workspace, workspace);
  if (workspace != NULL)
    {
      g_signal_connect_object (workspace, "acting", G_CALLBACK (on_acting), self,
                               G_CONNECT_SWAPPED);
      suy_link_chooser_set_target (
          self->township, workspace,
          suy_catalog_find (suy_workspace_get_catalog (workspace), "township"),
          _ ("All townships"));
    }
  on_acting (self);
}

/* ---- the widget ---- */

static void
suy_warning_bar_dispose (GObject *object)
{
  SuyWarningBar *self = SUY_WARNING_BAR (object);

  self->filling = TRUE;
  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_warning_bar_parent_class)->dispose (object);
}

static void
suy_warning_bar_class_init (SuyWarningBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_warning_bar_dispose;
  signal_changed = g_signal_new ("changed", SUY_TYPE_WARNING_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  g_type_ensure (SUY_TYPE_LINK_CHOOSER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-warning-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyWarningBar, due_button);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningBar, indicator_drop);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningBar, mine_button);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningBar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningBar, township);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
suy_warning_bar_init (SuyWarningBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_indicators (self);
}
