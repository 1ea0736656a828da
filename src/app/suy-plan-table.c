/* suy-plan-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-plan-table.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-settings.h"

/* ---- a row of the model: its index in the plan ---- */

#define SUY_TYPE_PLAN_ROW (suy_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (SuyPlanRow, suy_plan_row, SUY, PLAN_ROW, GObject)

struct _SuyPlanRow
{
  GObject parent_instance;

  guint index;
};

G_DEFINE_FINAL_TYPE (SuyPlanRow, suy_plan_row, G_TYPE_OBJECT)

static void
suy_plan_row_class_init (SuyPlanRowClass *klass)
{
}

static void
suy_plan_row_init (SuyPlanRow *self)
{
}

/* ---- the model: indexes of rows of one fate, or of all ---- */

#define SUY_TYPE_PLAN_MODEL (suy_plan_model_get_type ())
G_DECLARE_FINAL_TYPE (SuyPlanModel, suy_plan_model, SUY, PLAN_MODEL, GObject)

struct _SuyPlanModel
{
  GObject parent_instance;

  GArray *indexes; /* guint */
};

static GType
suy_plan_model_get_item_type (GListModel *list)
{
  return SUY_TYPE_PLAN_ROW;
}

static guint
suy_plan_model_get_n_items (GListModel *list)
{
  return SUY_PLAN_MODEL (list)->indexes->len;
}

static gpointer
suy_plan_model_get_item (GListModel *list, guint position)
{
  SuyPlanModel *self = SUY_PLAN_MODEL (list);
  SuyPlanRow *row;

  if (position >= self->indexes->len)
    return NULL;
  row = g_object_new (SUY_TYPE_PLAN_ROW, NULL);
  row->index = g_array_index (self->indexes, guint, position);

  return row;
}

static void
suy_plan_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = suy_plan_model_get_item_type;
  iface->get_n_items = suy_plan_model_get_n_items;
  iface->get_item = suy_plan_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SuyPlanModel,
                               suy_plan_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, suy_plan_model_iface_init))

static void
suy_plan_model_finalize (GObject *object)
{
  g_array_unref (SUY_PLAN_MODEL (object)->indexes);

  G_OBJECT_CLASS (suy_plan_model_parent_class)->finalize (object);
}

static void
suy_plan_model_class_init (SuyPlanModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = suy_plan_model_finalize;
}

static void
suy_plan_model_init (SuyPlanModel *self)
{
  self->indexes = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* ---- the table ---- */

struct _SuyPlanTable
{
  GtkWidget parent_instance;

  SuyImportPlan *plan; /* (nullable), borrowed */
  SuyPlanModel *model; /* (nullable) */
  int fate;
  gboolean filling; /* cells are being shown, not edited */

  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (SuyPlanTable, suy_plan_table, GTK_TYPE_WIDGET)

static guint signal_edited;

static const struct
{
  const char *name, *sign, *class;
} fates[SUY_FATE_N] = {
  [SUY_FATE_INSERT] = { N_ ("Insert"), "+", "suy-fate-insert" },
  [SUY_FATE_UPDATE] = { N_ ("Update"), "↻", "suy-fate-update" },
  [SUY_FATE_SAME] = { N_ ("Same"), "=", "dim-label" },
  [SUY_FATE_EMPTY] = { N_ ("Empty"), "∅", "dim-label" },
  [SUY_FATE_FLAGGED] = { N_ ("Doubtful"), "⚠", "suy-fate-flagged" },
  [SUY_FATE_REFUSED] = { N_ ("Refused"), "✗", "suy-fate-refused" },
};

const char *
suy_plan_table_get_fate_name (SuyFate fate)
{
  return _ (fates[fate].name);
}

static const SuyImportRow *
row_of (SuyPlanTable *self, GtkListItem *item)
{
  SuyPlanRow *row = gtk_list_item_get_item (item);

  return self->plan == NULL || row == NULL ? NULL : suy_import_plan_get (self->plan, row->index);
}

static void
add_column (SuyPlanTable *self, const char *title, GtkListItemFactory *factory, int width)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (self->view, column);
}

static GtkListItemFactory *
factory_new (SuyPlanTable *self, GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, self);
  g_signal_connect (factory, "bind", bind, self);

  return factory;
}

/* ---- fate and number ---- */

static void
on_setup_label (GtkListItemFactory *factory, GtkListItem *item, SuyPlanTable *self)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL));
}

static void
on_bind_fate (GtkListItemFactory *factory, GtkListItem *item, SuyPlanTable *self)
{
  const SuyImportRow *row = row_of (self, item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  for (guint i = 0; i < SUY_FATE_N; i++)
    gtk_widget_remove_css_class (label, fates[i].class);
  gtk_widget_add_css_class (label, fates[row->fate].class);
  text = g_strdup_printf ("%s %s", fates[row->fate].sign, suy_plan_table_get_fate_name (row->fate));
  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
on_bind_number (GtkListItemFactory *factory, GtkListItem *item, SuyPlanTable *self)
{
  const SuyImportRow *row = row_of (self, item);
  g_autofree char *text = row == NULL ? NULL : g_strdup_printf ("%u", row->row);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text == NULL ? "" : text);
}

/* ---- the source's cells ---- */

typedef struct
{
  guint32 source_row;
  guint column;
} Cell;

static guint
column_of (GtkListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
on_editing_changed (GtkEditableLabel *label, GParamSpec *pspec, SuyPlanTable *self)
{
  const Cell *cell = g_object_get_data (G_OBJECT (label), "cell");
  const char *text = gtk_editable_get_text (GTK_EDITABLE (label));
  const char *before;

  if (gtk_editable_label_get_editing (label) || self->filling || self->plan == NULL || cell == NULL)
    return;
  before = suy_import_plan_get_cell (self->plan, cell->source_row, cell->column);
  if (g_strcmp0 (before == NULL ? "" : before, text) != 0)
    suy_plan_table_edit (self, cell->source_row, cell->column, text);
}

static void
on_setup_cell (GtkListItemFactory *factory, GtkListItem *item, SuyPlanTable *self)
{
  GtkWidget *label = gtk_editable_label_new ("");

  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect_object (label, "notify::editing", G_CALLBACK (on_editing_changed), self, 0);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cell (GtkListItemFactory *factory, GtkListItem *item, SuyPlanTable *self)
{
  const SuyImportRow *row = row_of (self, item);
  GtkWidget *label = gtk_list_item_get_child (item);
  guint column = column_of (factory);
  const char *text;
  Cell *cell;

  if (row == NULL)
    return;
  cell = g_new (Cell, 1);
  *cell = (Cell){ row->source_row, column };
  g_object_set_data_full (G_OBJECT (label), "cell", cell, g_free);
  text = suy_import_plan_get_cell (self->plan, row->source_row, column);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (label), text == NULL ? "" : text);
  self->filling = FALSE;
  gtk_widget_remove_css_class (label, "suy-cell-refused");
  gtk_widget_remove_css_class (label, "suy-cell-flagged");
  if (row->column == (int) column && row->fate == SUY_FATE_REFUSED)
    gtk_widget_add_css_class (label, "suy-cell-refused");
  else if (row->column == (int) column && row->flagged)
    gtk_widget_add_css_class (label, "suy-cell-flagged");
}

/* "企业名称 → 名称" */
static char *
heading_of (SuyPlanTable *self, guint column)
{
  SuySource *source = suy_import_plan_get_source (self->plan);
  const SuyImportColumn *into =
      suy_import_columns_get (suy_import_plan_get_columns (self->plan), column);
  const char *name = suy_source_get_column (source, column);
  const char *target = NULL;

  if (into->role == SUY_COLUMN_FIELD)
    target = suy_label_get (&into->field->label, suy_settings_get_language ());
  else if (into->role == SUY_COLUMN_X)
    target = _ ("Longitude");
  else if (into->role == SUY_COLUMN_Y)
    target = _ ("Latitude");
  else if (into->role == SUY_COLUMN_PLACE)
    target = _ ("Place");
  else if (into->role == SUY_COLUMN_DATUM)
    target = _ ("Coordinate system");
  else if (into->role == SUY_COLUMN_FACTOR)
    target = suy_label_get (&into->choice->label, suy_settings_get_language ());

  return target == NULL ? g_strdup_printf (_ ("%s (ignored)"), name)
                        : g_strdup_printf ("%s → %s", name, target);
}

/* ---- what is the matter ---- */

static void
on_accept_toggled (GtkCheckButton *check, SuyPlanTable *self)
{
  if (!self->filling)
    suy_plan_table_accept (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "index")),
                           gtk_check_button_get_active (check));
}

static void
on_setup_reason (GtkListItemFactory *factory, GtkListItem *item, SuyPlanTable *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *check = gtk_check_button_new_with_label (_ ("Take it"));

  g_signal_connect_object (check, "toggled", G_CALLBACK (on_accept_toggled), self, 0);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize",
                                               PANGO_ELLIPSIZE_END, "hexpand", TRUE, NULL));
  gtk_list_item_set_child (item, box);
}

static char *
describe (const SuyImportRow *row)
{
  if (row->reason != NULL)
    return g_strjoin ("  ", row->reason, row->remedy, NULL);
  if (row->fate == SUY_FATE_UPDATE)
    return g_strdup_printf (ngettext ("%u field changes", "%u fields change", row->n_changed),
                            row->n_changed);

  return g_strdup ("");
}

static void
on_bind_reason (GtkListItemFactory *factory, GtkListItem *item, SuyPlanTable *self)
{
  const SuyImportRow *row = row_of (self, item);
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (check);
  SuyPlanRow *plan_row = gtk_list_item_get_item (item);
  g_autofree char *text = row == NULL ? NULL : describe (row);

  if (row == NULL)
    return;
  self->filling = TRUE;
  g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (plan_row->index));
  gtk_widget_set_visible (check, row->flagged);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               row->flagged && row->fate != SUY_FATE_FLAGGED);
  self->filling = FALSE;
  for (guint i = 0; i < SUY_FATE_N; i++)
    gtk_widget_remove_css_class (label, fates[i].class);
  gtk_widget_add_css_class (label, fates[row->fate].class);
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

/* ---- filling ---- */

static void
add_columns (SuyPlanTable *self)
{
  SuySource *source = suy_import_plan_get_source (self->plan);

  add_column (self, _ ("Fate"),
              factory_new (self, G_CALLBACK (on_setup_label), G_CALLBACK (on_bind_fate)), 84);
  add_column (self, _ ("Row"),
              factory_new (self, G_CALLBACK (on_setup_label), G_CALLBACK (on_bind_number)), 50);
  add_column (self, _ ("What is the matter"),
              factory_new (self, G_CALLBACK (on_setup_reason), G_CALLBACK (on_bind_reason)), 280);
  for (guint i = 0; i < suy_source_get_n_columns (source); i++)
    {
      g_autofree char *heading = heading_of (self, i);
      GtkListItemFactory *factory =
          factory_new (self, G_CALLBACK (on_setup_cell), G_CALLBACK (on_bind_cell));

      g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (i));
      add_column (self, heading, factory, 150);
    }
}

static void
clear_columns (SuyPlanTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
fill (SuyPlanTable *self)
{
  g_autoptr (GtkSelectionModel) rows = NULL;

  g_clear_object (&self->model);
  self->model = g_object_new (SUY_TYPE_PLAN_MODEL, NULL);
  for (guint i = 0; self->plan != NULL && i < suy_import_plan_get_n (self->plan); i++)
    if (self->fate < 0 || (int) suy_import_plan_get (self->plan, i)->fate == self->fate)
      g_array_append_val (self->model->indexes, i);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model))));
  gtk_column_view_set_model (self->view, rows);
}

void
suy_plan_table_set_plan (SuyPlanTable *self, SuyImportPlan *plan)
{
  gtk_column_view_set_model (self->view, NULL);
  clear_columns (self);
  self->plan = plan;
  if (plan != NULL)
    add_columns (self);
  fill (self);
}

void
suy_plan_table_set_fate (SuyPlanTable *self, int fate)
{
  self->fate = fate;
  fill (self);
}

guint
suy_plan_table_get_n_rows (SuyPlanTable *self)
{
  return self->model == NULL ? 0 : self->model->indexes->len;
}

void
suy_plan_table_edit (SuyPlanTable *self, guint32 source_row, guint column, const char *text)
{
  suy_import_plan_edit (self->plan, source_row, column, text);
  fill (self);
  g_signal_emit (self, signal_edited, 0);
}

void
suy_plan_table_accept (SuyPlanTable *self, guint index, gboolean accept)
{
  suy_import_plan_accept (self->plan, index, accept);
  fill (self);
  g_signal_emit (self, signal_edited, 0);
}

/* ---- the widget ---- */

static void
suy_plan_table_dispose (GObject *object)
{
  SuyPlanTable *self = SUY_PLAN_TABLE (object);

  self->plan = NULL;
  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->model);

  G_OBJECT_CLASS (suy_plan_table_parent_class)->dispose (object);
}

static void
suy_plan_table_class_init (SuyPlanTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = suy_plan_table_dispose;
  signal_edited = g_signal_new ("edited", SUY_TYPE_PLAN_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
suy_plan_table_init (SuyPlanTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->fate = -1;
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "suy-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rows of the file"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}
