/* suy-crs-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-crs-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-book.h"
#include "suy-titles.h"

#define MAX_ASKED 300 /* rows whose township is asked for each candidate */

struct _SuyCrsList
{
  GtkWidget parent_instance;

  GtkBox *box;
  char *chosen; /* (nullable) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SuyCrsList, suy_crs_list, GTK_TYPE_WIDGET)

static guint signal_chosen;

static const struct
{
  const char *name, *label;
} candidates[] = {
  { "EPSG:4490", N_ ("Degrees, CGCS2000 (EPSG:4490)") },
  { "GCJ-02", N_ ("Degrees, GCJ-02 (AutoNavi, Tencent)") },
  { "BD-09", N_ ("Degrees, BD-09 (Baidu)") },
  { "EPSG:4527", N_ ("Gauss–Krüger, 3°, zone 39 (EPSG:4527)") },
  { "EPSG:4548", N_ ("Gauss–Krüger, 3°, 117°E (EPSG:4548)") },
};

/* ---- how many places agree ---- */

typedef struct
{
  SuyWorkspace *workspace;
  SuySource *source;
  GPtrArray *townships; /* the register, as a list of layers */
  int column;           /* that names the township */
} Question;

static gboolean
agrees (SuyPoint point, guint32 row, gpointer data)
{
  const Question *question = data;
  const char *said = suy_source_get_cell (question->source, row, (guint) question->column);
  g_autoptr (GArray) found = NULL;

  if (row >= MAX_ASKED || said == NULL)
    return FALSE;
  found = suy_workspace_at (question->workspace, point, question->townships, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const SuyFound *hit = &g_array_index (found, SuyFound, i);
      g_autoptr (SuyRecord) record =
          suy_store_get (suy_workspace_get_store (question->workspace), hit->reg, hit->id, NULL);
      g_autofree char *title =
          record == NULL ? NULL
                         : suy_titles_of_record (suy_titles_of (question->workspace), record);

      if (title != NULL && (strstr (title, said) != NULL || strstr (said, title) != NULL))
        return TRUE;
    }

  return FALSE;
}

static char *
score (Question *question, SuyImportPlan *plan, const char *crs)
{
  guint n_places = 0;
  guint n = suy_place_score (question->source, suy_import_plan_get_columns (plan), crs, NULL,
                             question->column >= 0 ? agrees : NULL, question, &n_places);

  if (n_places == 0)
    return g_strdup (_ ("No places in the file"));
  if (question->column < 0)
    return g_strdup_printf (_ ("%u of %u can be read"), n, n_places);
  n_places = MIN (n_places, MAX_ASKED);

  return g_strdup_printf (_ ("%u of %u agree with their township"), n, n_places);
}

/* ---- the list ---- */

static void
on_toggled (GtkCheckButton *button, SuyCrsList *self)
{
  const char *name = g_object_get_data (G_OBJECT (button), "crs");

  if (self->filling || !gtk_check_button_get_active (button) || g_strcmp0 (name, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (name);
  g_signal_emit (self, signal_chosen, 0);
}

static GtkCheckButton *
add (SuyCrsList *self, GtkCheckButton *group, const char *crs, const char *label, const char *text)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);
  GtkWidget *small = gtk_label_new (text);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  g_object_set_data_full (G_OBJECT (button), "crs", g_strdup (crs), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_label_set_xalign (GTK_LABEL (small), 0);
  gtk_widget_set_margin_start (small, 24);
  gtk_widget_add_css_class (small, "dim-label");
  gtk_widget_add_css_class (small, "suy-tiny");
  gtk_box_append (self->box, button);
  gtk_box_append (self->box, small);

  return GTK_CHECK_BUTTON (button);
}

static void
clear (SuyCrsList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_clear_pointer (&self->chosen, g_free);
}

void
suy_crs_list_fill (SuyCrsList *self, SuyWorkspace *workspace, SuyImportPlan *plan)
{
  const SuyRegister *reg = suy_import_plan_get_register (plan);
  const SuyField *township = suy_register_find (reg, "township");
  const SuyRegister *townships =
      suy_catalog_find (suy_workspace_get_catalog (workspace), "township");
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();
  Question question = { workspace, suy_import_plan_get_source (plan), layers, -1 };
  const char *current = suy_import_plan_get_crs (plan);
  GtkCheckButton *group = NULL;
  gboolean known = FALSE;

  self->filling = TRUE;
  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), reg->geometry != SUY_GEOMETRY_NONE);
  g_ptr_array_add (layers, (gpointer) townships);
  if (township != NULL)
    question.column = suy_import_columns_find (suy_import_plan_get_columns (plan), township);
  for (guint i = 0; reg->geometry != SUY_GEOMETRY_NONE && i < G_N_ELEMENTS (candidates); i++)
    {
      g_autofree char *text = score (&question, plan, candidates[i].name);
      GtkCheckButton *button = add (self, group, candidates[i].name, _ (candidates[i].label), text);

      group = group == NULL ? button : group;
      if (g_strcmp0 (candidates[i].name, current) == 0)
        {
          gtk_check_button_set_active (button, TRUE);
          known = TRUE;
        }
    }
  if (!known && current != NULL && *current != '\0' && group != NULL)
    {
      g_autofree char *text = score (&question, plan, current);

      gtk_check_button_set_active (add (self, group, current, current, text), TRUE);
    }
  self->filling = FALSE;
}

const char *
suy_crs_list_get_chosen (SuyCrsList *self)
{
  return self->chosen;
}

static void
suy_crs_list_dispose (GObject *object)
{
  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_pointer (&SUY_CRS_LIST (object)->chosen, g_free);

  G_OBJECT_CLASS (suy_crs_list_parent_class)->dispose (object);
}

static void
suy_crs_list_class_init (SuyCrsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_crs_list_dispose;
  signal_chosen = g_signal_new ("chosen", SUY_TYPE_CRS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_crs_list_init (SuyCrsList *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}
