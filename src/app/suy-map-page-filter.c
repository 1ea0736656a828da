/* suy-map-page-filter.c: which risk points are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-look.h"
#include "suy-map-page-private.h"
#include "suy-settings.h"

static void
fill_townships (SuyMapPage *self)
{
  const char *const all[] = { _ ("All townships"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (all);
  SuyStore *store = self->workspace == NULL ? NULL : suy_workspace_get_store (self->workspace);
  const SuyRegister *reg =
      store == NULL ? NULL
                    : suy_catalog_find (suy_workspace_get_catalog (self->workspace), "township");
  g_autoptr (GArray) ids = reg == NULL ? NULL : suy_store_select (store, reg, NULL, NULL);

  g_array_set_size (self->townships, 0);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SuyRecord) record = suy_store_get (store, reg, id, NULL);
      g_autofree char *title = record == NULL ? NULL : suy_look_get_title (self->workspace, record);

      if (title == NULL)
        continue;
      gtk_string_list_append (names, title);
      g_array_append_val (self->townships, id);
    }
  gtk_drop_down_set_model (self->township_drop, G_LIST_MODEL (names));
}

static const SuyField *
industry_field (SuyMapPage *self)
{
  const SuyRegister *reg =
      self->workspace == NULL
          ? NULL
          : suy_catalog_find (suy_workspace_get_catalog (self->workspace), "risk_point");

  return reg == NULL ? NULL : suy_register_find (reg, "industry");
}

static void
fill_industries (SuyMapPage *self)
{
  const char *const all[] = { _ ("All industries"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (all);
  const SuyField *field = industry_field (self);

  for (guint i = 0; field != NULL && i < field->choices->len; i++)
    {
      const SuyChoice *choice = field->choices->pdata[i];

      gtk_string_list_append (names, suy_label_get (&choice->label, suy_settings_get_language ()));
    }
  gtk_drop_down_set_model (self->industry_drop, G_LIST_MODEL (names));
}

static void
show_count (SuyMapPage *self, gboolean filtered)
{
  guint shown, all;
  g_autofree char *text = NULL;

  suy_map_layers_count (self->layers, &shown, &all);
  text = g_strdup_printf (_ ("Shown %u / %u"), shown, all);
  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_sensitive (self->clear_button, filtered);
}

void
suy_map_page_fill_filters (SuyMapPage *self)
{
  self->filling = TRUE;
  fill_townships (self);
  fill_industries (self);
  gtk_editable_set_text (self->filter_entry, "");
  self->filling = FALSE;
  show_count (self, FALSE);
}

void
suy_map_page_apply_filter (SuyMapPage *self)
{
  guint township = gtk_drop_down_get_selected (self->township_drop);
  guint industry = gtk_drop_down_get_selected (self->industry_drop);
  const char *text = gtk_editable_get_text (self->filter_entry);
  const SuyField *field = industry_field (self);
  SuyMapFilter filter = { .search = *text == '\0' ? NULL : text };
  g_autoptr (GError) error = NULL;

  if (self->filling || self->workspace == NULL)
    return;
  if (township > 0 && township - 1 < self->townships->len)
    filter.township = g_array_index (self->townships, gint64, township - 1);
  if (field != NULL && industry > 0 && industry - 1 < field->choices->len)
    filter.industry = ((SuyChoice *) field->choices->pdata[industry - 1])->name;

  if (!suy_map_layers_set_filter (self->layers, &filter, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.error", "s", error->message);
  show_count (self, filter.search != NULL || filter.township != 0 || filter.industry != NULL);
}

void
suy_map_page_clear_filter (SuyMapPage *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->filter_entry, "");
  gtk_drop_down_set_selected (self->township_drop, 0);
  gtk_drop_down_set_selected (self->industry_drop, 0);
  self->filling = FALSE;
  suy_map_page_apply_filter (self);
}
