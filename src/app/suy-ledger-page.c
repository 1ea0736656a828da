/* suy-ledger-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-ledger-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-date.h"
#include "suy-filters.h"
#include "suy-lamp-words.h"
#include "suy-ledger-file.h"
#include "suy-ledger-item.h"
#include "suy-level-label.h"
#include "suy-link-chooser.h"
#include "suy-schedule.h"
#include "suy-settings.h"

/* Gravest first, as the tiles stand. */
static const char *const lamps[] = { "red", "yellow2", "yellow", "green" };

struct _SuyLedgerPage
{
  SuyBook parent_instance;

  const SuyRegister *reg; /* (nullable) */
  gboolean filling;
  guint counting; /* the idle source that will, 0: none */
  gint64 shown;   /* the item beside the list, 0: none */

  GtkSearchEntry *search_entry;
  SuyLinkChooser *township;
  GtkDropDown *category_drop;
  GtkToggleButton *open_button, *overdue_tile, *soon_tile;
  GtkBox *tiles;
  GtkToggleButton *lamp_tiles[G_N_ELEMENTS (lamps)];
  GtkLabel *lamp_counts[G_N_ELEMENTS (lamps)], *overdue_count, *soon_count, *soon_label;
  char *yesterday, *later; /* what is due between these days is due soon */
  SuyRecordTable *table;
  SuyLedgerItem *item;
  GtkWidget *item_pane;
};

G_DEFINE_FINAL_TYPE (SuyLedgerPage, suy_ledger_page, SUY_TYPE_BOOK)

static SuyWorkspace *
workspace_of (SuyLedgerPage *self)
{
  return suy_book_get_workspace (SUY_BOOK (self));
}

/* ---- filters ---- */

/* Everything but the lamps and what is overdue, which the tiles count. */
static void
add_common (SuyLedgerPage *self, GArray *filters)
{
  const SuyField *category = suy_register_find (self->reg, "rect_class");
  guint selected = gtk_drop_down_get_selected (self->category_drop);

  if (gtk_toggle_button_get_active (self->open_button))
    suy_filters_add_open (filters, workspace_of (self), self->reg);
  suy_filters_add_link (filters, self->reg, "township", suy_link_chooser_get_id (self->township));
  if (selected > 0 && selected <= category->choices->len)
    suy_filters_add (filters, category, SUY_FILTER_EQUAL,
                     SUY_TEXT (((const SuyChoice *) category->choices->pdata[selected - 1])->name));
}

/* Within as many days as the first reminder comes before the deadline. */
static void
set_soon (SuyLedgerPage *self)
{
  gint64 today = suy_date_get_day (suy_workspace_get_today (workspace_of (self)));
  const SuyLadderRules *rules = suy_schedule_get_rules (NULL);
  int days = rules == NULL || rules->n_reminders == 0 ? 0 : rules->remind_days[0];
  g_autofree char *text =
      g_strdup_printf (ngettext ("Due within %d day", "Due within %d days", (gulong) days), days);

  g_clear_pointer (&self->yesterday, g_free);
  g_clear_pointer (&self->later, g_free);
  self->yesterday = suy_date_from_day (today - 1);
  self->later = suy_date_from_day (today + days + 1);
  gtk_label_set_text (self->soon_label, text);
}

/* The first reminder is due. */
static void
add_soon (SuyLedgerPage *self, GArray *filters)
{
  const SuyField *deadline = suy_register_find (self->reg, "deadline_current");

  suy_filters_add (filters, deadline, SUY_FILTER_NOT_NULL, SUY_VALUE_INIT_NULL);
  suy_filters_add (filters, deadline, SUY_FILTER_GREATER, SUY_TEXT (self->yesterday));
  suy_filters_add (filters, deadline, SUY_FILTER_LESS, SUY_TEXT (self->later));
}

/* Filters are joined by "and", so the lamps that are shown are those that are not ruled out. */
static void
add_lamps (SuyLedgerPage *self, GArray *filters)
{
  const SuyField *lamp = suy_register_find (self->reg, "lamp");
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    any |= gtk_toggle_button_get_active (self->lamp_tiles[i]);
  for (guint i = 0; any && i < G_N_ELEMENTS (lamps); i++)
    if (!gtk_toggle_button_get_active (self->lamp_tiles[i]))
      suy_filters_add (filters, lamp, SUY_FILTER_NOT_EQUAL, SUY_TEXT (lamps[i]));
  if (any)
    suy_filters_add (filters, lamp, SUY_FILTER_NOT_NULL, SUY_VALUE_INIT_NULL);
  if (gtk_toggle_button_get_active (self->overdue_tile))
    suy_filters_add (filters, suy_register_find (self->reg, "overdue"), SUY_FILTER_EQUAL,
                     SUY_INTEGER (1));
  if (gtk_toggle_button_get_active (self->soon_tile))
    add_soon (self, filters);
}

static void
show_number (SuyLedgerPage *self, GtkLabel *label, const GArray *filters)
{
  g_autofree char *text =
      g_strdup_printf ("%u", suy_filters_count (filters, workspace_of (self), self->reg));

  gtk_label_set_text (label, text);
}

static void
show_equal (SuyLedgerPage *self, GtkLabel *label, const char *field, SuyValue value)
{
  g_autoptr (GArray) filters = suy_filters_new ();

  add_common (self, filters);
  suy_filters_add (filters, suy_register_find (self->reg, field), SUY_FILTER_EQUAL, value);
  show_number (self, label, filters);
}

static void
show_numbers (SuyLedgerPage *self)
{
  g_autoptr (GArray) soon = suy_filters_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    show_equal (self, self->lamp_counts[i], "lamp", SUY_TEXT (lamps[i]));
  show_equal (self, self->overdue_count, "overdue", SUY_INTEGER (1));
  add_common (self, soon);
  add_soon (self, soon);
  show_number (self, self->soon_count, soon);
}

static void
fill (SuyLedgerPage *self)
{
  g_autoptr (GArray) filters = suy_filters_new ();
  g_autoptr (GError) error = NULL;

  if (self->reg == NULL || self->filling)
    return;
  set_soon (self);
  add_common (self, filters);
  add_lamps (self, filters);
  suy_record_table_clear_filters (self->table);
  for (guint i = 0; i < filters->len; i++)
    suy_record_table_add_filter (self->table, &g_array_index (filters, SuyFilter, i));
  suy_record_table_set_search (self->table,
                               gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  if (!suy_record_table_fill (self->table, &error))
    suy_book_tell_error (GTK_WIDGET (self), error);
}

static void
on_filled (SuyLedgerPage *self)
{
  guint n = suy_record_table_get_n_rows (self->table);
  g_autofree char *text = g_strdup_printf (ngettext ("%u item", "%u items", n), n);

  show_numbers (self);
  suy_book_set_status (SUY_BOOK (self), text);
}

static void
on_cleared (SuyLedgerPage *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  suy_link_chooser_set_id (self->township, 0);
  gtk_drop_down_set_selected (self->category_drop, 0);
  gtk_toggle_button_set_active (self->overdue_tile, FALSE);
  gtk_toggle_button_set_active (self->soon_tile, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    gtk_toggle_button_set_active (self->lamp_tiles[i], FALSE);
  self->filling = FALSE;
  fill (self);
}

/* ---- the item ---- */

static void
show_item (SuyLedgerPage *self, gint64 id)
{
  suy_sheet_set_record (SUY_SHEET (self->item), workspace_of (self), self->reg, id);
  gtk_widget_set_visible (self->item_pane, id != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.print-form", id != 0);
  self->shown = id;
}

/* ---- files ---- */

/* What the list shows now, in its order; for a form the item beside it. */
static void
make_file (SuyLedgerPage *self, SuyLedgerFile kind)
{
  SuyRecordModel *model = suy_record_table_get_model (self->table);
  guint n = model == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (kind == SUY_LEDGER_FILE_FORM)
    g_array_append_val (ids, self->shown);
  for (guint i = 0; kind != SUY_LEDGER_FILE_FORM && i < n; i++)
    {
      gint64 id = suy_record_model_get_id (model, i);

      g_array_append_val (ids, id);
    }
  if (workspace_of (self) != NULL)
    suy_ledger_file_ask (GTK_WIDGET (self), workspace_of (self), kind, ids);
}

static void
act_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  make_file (SUY_LEDGER_PAGE (widget), SUY_LEDGER_FILE_TABLE);
}

static void
act_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  make_file (SUY_LEDGER_PAGE (widget), SUY_LEDGER_FILE_LIST);
}

static void
act_print_form (GtkWidget *widget, const char *action, GVariant *parameter)
{
  make_file (SUY_LEDGER_PAGE (widget), SUY_LEDGER_FILE_FORM);
}

static void
on_selected (SuyRecordTable *table, gint64 id, SuyLedgerPage *self)
{
  show_item (self, id);
  suy_book_select (SUY_BOOK (self), id == 0 ? NULL : self->reg->name, id);
}

/* A press on the lamp of a row, or Enter on the row. */
static void
on_explain (SuyRecordTable *table, gint64 id, SuyLedgerPage *self)
{
  suy_record_table_select (table, id);
  show_item (self, id);
  suy_ledger_item_explain (self->item);
}

/* ---- the tiles ---- */

static GtkWidget *
make_tile (SuyLedgerPage *self, guint i)
{
  static const char *const names[] = { N_ ("Red"), N_ ("Yellow II"), N_ ("Yellow"), N_ ("Green") };
  GtkWidget *tile = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *band = g_object_new (GTK_TYPE_LABEL, "label", suy_lamp_words_get_band (lamps[i]),
                                  "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  self->lamp_counts[i] = GTK_LABEL (gtk_label_new ("0"));
  gtk_widget_add_css_class (GTK_WIDGET (self->lamp_counts[i]), "suy-number");
  gtk_widget_add_css_class (band, "dim-label");
  gtk_widget_add_css_class (band, "suy-tiny");
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->lamp_counts[i]));
  gtk_box_append (GTK_BOX (first), gtk_label_new (_ (names[i])));
  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines), band);
  gtk_box_append (GTK_BOX (box), suy_lamp_image_new (lamps[i], 28));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_widget_add_css_class (tile, "suy-tile");
  gtk_widget_set_hexpand (tile, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (names[i]), -1);
  g_signal_connect_swapped (tile, "toggled", G_CALLBACK (fill), self);

  return tile;
}

static void
add_tiles (SuyLedgerPage *self)
{
  GtkWidget *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    {
      GtkWidget *tile = make_tile (self, i);

      self->lamp_tiles[i] = GTK_TOGGLE_BUTTON (tile);
      gtk_box_insert_child_after (self->tiles, tile, last);
      last = tile;
    }
}

/* ---- the page ---- */

static void
fill_categories (SuyLedgerPage *self)
{
  const SuyField *category = suy_register_find (self->reg, "rect_class");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("All classes"));
  for (guint i = 0; i < category->choices->len; i++)
    {
      const SuyChoice *choice = category->choices->pdata[i];

      gtk_string_list_append (names, suy_label_get (&choice->label, suy_settings_get_language ()));
    }
  gtk_drop_down_set_model (self->category_drop, G_LIST_MODEL (names));
}

static void
suy_ledger_page_opened (SuyBook *book, SuyWorkspace *workspace)
{
  static const char *const columns[] = { "lamp",
                                         "code",
                                         "title",
                                         "rect_class",
                                         "actual_bp",
                                         "lag_bp",
                                         "deadline_current",
                                         "responsible_unit",
                                         "responsible_person",
                                         "rung_due",
                                         "state",
                                         NULL };
  SuyLedgerPage *self = SUY_LEDGER_PAGE (book);

  self->reg = workspace == NULL
                  ? NULL
                  : suy_catalog_find (suy_workspace_get_catalog (workspace), "rectification_item");
  show_item (self, 0);
  suy_record_table_set_register (self->table, workspace, self->reg, columns, TRUE);
  if (self->reg == NULL)
    return;

  self->filling = TRUE;
  suy_link_chooser_set_target (self->township, workspace,
                               suy_catalog_find (suy_workspace_get_catalog (workspace), "township"),
                               _ ("All townships"));
  fill_categories (self);
  suy_record_table_set_order (self->table, "lamp", TRUE);
  self->filling = FALSE;
  on_cleared (self);
}

static gboolean
on_counting (gpointer data)
{
  SuyLedgerPage *self = data;

  self->counting = 0;
  if (self->reg != NULL)
    show_numbers (self);

  return G_SOURCE_REMOVE;
}

/* The table keeps a row that changed where it stands; what the tiles say is counted anew, once for
 * all that one command tells. */
static void
suy_ledger_page_changed (SuyBook *book, const char *layer, GArray *ids)
{
  SuyLedgerPage *self = SUY_LEDGER_PAGE (book);

  if (self->reg != NULL && strcmp (layer, self->reg->name) == 0 && self->counting == 0)
    self->counting = g_idle_add (on_counting, self);
}

static void
suy_ledger_page_selected (SuyBook *book, const char *layer, gint64 id)
{
  SuyLedgerPage *self = SUY_LEDGER_PAGE (book);

  if (self->reg == NULL || g_strcmp0 (layer, self->reg->name) != 0)
    return;
  suy_record_table_select (self->table, id);
  if (suy_record_table_get_selected (self->table) != id)
    {
      gtk_toggle_button_set_active (self->open_button, FALSE);
      suy_record_table_select (self->table, id);
    }
  show_item (self, id);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, category_drop);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, item);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, item_pane);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, open_button);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, overdue_count);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, overdue_tile);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, search_entry);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, soon_count);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, soon_label);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, soon_tile);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, table);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, tiles);
  gtk_widget_class_bind_template_child (klass, SuyLedgerPage, township);
  gtk_widget_class_bind_template_callback (klass, fill);
  gtk_widget_class_bind_template_callback (klass, on_cleared);
  gtk_widget_class_bind_template_callback (klass, on_explain);
  gtk_widget_class_bind_template_callback (klass, on_filled);
  gtk_widget_class_bind_template_callback (klass, suy_book_open);
  gtk_widget_class_bind_template_callback (klass, on_selected);
}

static void
suy_ledger_page_dispose (GObject *object)
{
  g_clear_handle_id (&SUY_LEDGER_PAGE (object)->counting, g_source_remove);

  G_OBJECT_CLASS (suy_ledger_page_parent_class)->dispose (object);
}

static void
suy_ledger_page_finalize (GObject *object)
{
  SuyLedgerPage *self = SUY_LEDGER_PAGE (object);

  g_free (self->yesterday);
  g_free (self->later);

  G_OBJECT_CLASS (suy_ledger_page_parent_class)->finalize (object);
}

static void
suy_ledger_page_class_init (SuyLedgerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SuyBookClass *book_class = SUY_BOOK_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_ledger_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = suy_ledger_page_finalize;
  book_class->opened = suy_ledger_page_opened;
  book_class->changed = suy_ledger_page_changed;
  book_class->selected = suy_ledger_page_selected;

  g_type_ensure (SUY_TYPE_LEDGER_ITEM);
  g_type_ensure (SUY_TYPE_LINK_CHOOSER);
  g_type_ensure (SUY_TYPE_RECORD_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-ledger-page.ui");
  gtk_widget_class_install_action (widget_class, "ledger.export", NULL, act_export);
  gtk_widget_class_install_action (widget_class, "ledger.print", NULL, act_print);
  gtk_widget_class_install_action (widget_class, "ledger.print-form", NULL, act_print_form);
  bind_children (widget_class);
}

static void
suy_ledger_page_init (SuyLedgerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_tiles (self);
}

SuyRecordTable *
suy_ledger_page_get_table (SuyLedgerPage *self)
{
  return self->table;
}

SuyMoveBar *
suy_ledger_page_get_moves (SuyLedgerPage *self)
{
  return suy_sheet_get_moves (SUY_SHEET (self->item));
}

guint
suy_ledger_page_get_count (SuyLedgerPage *self, const char *tile)
{
  GtkLabel *label = strcmp (tile, "overdue") == 0 ? self->overdue_count : self->soon_count;

  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    if (strcmp (lamps[i], tile) == 0)
      label = self->lamp_counts[i];

  return (guint) g_ascii_strtoull (gtk_label_get_text (label), NULL, 10);
}

GtkToggleButton *
suy_ledger_page_get_tile (SuyLedgerPage *self, const char *tile)
{
  for (guint i = 0; i < G_N_ELEMENTS (lamps); i++)
    if (strcmp (lamps[i], tile) == 0)
      return self->lamp_tiles[i];

  return strcmp (tile, "overdue") == 0 ? self->overdue_tile : self->soon_tile;
}
