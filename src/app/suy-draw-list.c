/* suy-draw-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-draw-list.h"

#include <glib/gi18n.h>

#include "suy-sampling-text.h"
#include "suy-titles.h"

#define STAND_INS 3

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);

  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static char *
title_of (SuyWorkspace *workspace, const SuySampling *sampling, guint place)
{
  g_autoptr (SuyRecord) object =
      suy_sampling_get_object (workspace, sampling->order[place], sampling->kind->means);

  return object == NULL ? g_strdup ("") : suy_titles_of_record (suy_titles_of (workspace), object);
}

/* "RY-0010 李明, RY-0011 王芳" */
static char *
officers_of (SuyWorkspace *workspace, const SuySampling *sampling, guint place)
{
  const SuyDrawDeal *deal = sampling->deal;
  GString *text = g_string_new (NULL);

  for (guint k = 0; deal != NULL && place < sampling->n_drawn && k < deal->n_each; k++)
    {
      guint officer = g_array_index (deal->officers, guint, place * deal->n_each + k);
      const char *key = officer == G_MAXUINT ? NULL : sampling->officer_order[officer];
      g_autoptr (SuyRecord) person =
          key == NULL ? NULL : suy_sampling_get_object (workspace, key, "person");
      g_autofree char *name =
          person == NULL ? NULL : suy_titles_of_record (suy_titles_of (workspace), person);

      if (key != NULL)
        g_string_append_printf (text, "%s%s %s", text->len == 0 ? "" : _ (", "), key,
                                name == NULL ? "" : name);
    }

  return g_string_free (text, FALSE);
}

static GtkWidget *
add_entry (GtkWidget *box, const SuyRecord *record, const char *key)
{
  g_autofree char *text = suy_sampling_get_result (record, key);
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "text", text, "placeholder-text",
                                   _ ("Public result, or why it was not inspected"), NULL);
  g_autofree char *name = g_strdup_printf (_ ("Public result of %s"), key);

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), entry);

  return entry;
}

static void
add_row (GtkListBox *list,
         SuyWorkspace *workspace,
         const SuyRecord *record,
         const SuySampling *sampling,
         guint place,
         gboolean results)
{
  gboolean drawn = place < sampling->n_drawn;
  g_autofree char *title = title_of (workspace, sampling, place);
  g_autofree char *officers = officers_of (workspace, sampling, place);
  g_autofree char *number = g_strdup_printf ("%u", place + 1);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = add_label (box, number, "dim-label");
  g_autofree char *heading = g_strdup_printf ("%s  %s", sampling->order[place], title);

  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  add_label (words, heading, drawn ? NULL : "dim-label");
  if (!drawn || *officers != '\0')
    add_label (words, drawn ? officers : _ ("Stands in"), "suy-small");
  if (drawn && results)
    g_object_set_data (G_OBJECT (row), "entry", add_entry (words, record, sampling->order[place]));
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (sampling->order[place]), g_free);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (list, row);
}

void
suy_draw_list_fill (GtkListBox *list,
                    SuyWorkspace *workspace,
                    const SuyRecord *record,
                    const SuySampling *sampling,
                    gboolean results)
{
  guint n = sampling == NULL ? 0 : g_strv_length (sampling->order);

  clear (list);
  for (guint i = 0; sampling != NULL && i < MIN (n, sampling->n_drawn + STAND_INS); i++)
    add_row (list, workspace, record, sampling, i, results);
}

GStrv
suy_draw_list_get_results (GtkListBox *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      GtkEditable *entry = g_object_get_data (G_OBJECT (row), "entry");
      const char *key = g_object_get_data (G_OBJECT (row), "key");
      g_autofree char *text =
          entry == NULL ? NULL : g_strdup_printf ("%s=%s", key, gtk_editable_get_text (entry));

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

guint
suy_draw_list_fill_replaced (GtkListBox *list, const SuySampling *sampling)
{
  guint n = sampling == NULL || sampling->deal == NULL ? 0 : sampling->deal->passed->len;

  clear (list);
  for (guint i = 0; i < n; i++)
    {
      const SuyDrawPassed *passed = &g_array_index (sampling->deal->passed, SuyDrawPassed, i);
      g_autofree char *line = suy_draw_format_passed (
          passed, sampling->order[passed->object], (const char *const *) sampling->officer_order,
          suy_interest_describe (g_array_index (sampling->why, SuyInterest, i)));
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", line, "xalign", 0.0, "wrap", TRUE,
                                       "selectable", TRUE, NULL);

      gtk_list_box_append (list, label);
    }

  return n;
}
