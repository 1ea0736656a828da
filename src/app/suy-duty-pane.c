/* suy-duty-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-duty-pane.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-case-view.h"
#include "suy-ledger-item.h"
#include "suy-record-dialog.h"
#include "suy-record-view.h"

struct _SuyDutyPane
{
  GtkWidget parent_instance;

  SuyWorkspace *workspace; /* (nullable) */
  SuyInboxEntry *entry;    /* (nullable) */

  GtkWidget *card, *record_button, *map_button, *open_button;
  GtkLabel *what, *why, *due;
  GtkStack *stack;
  SuySheet *case_view, *item_view, *record_view;
};

G_DEFINE_FINAL_TYPE (SuyDutyPane, suy_duty_pane, GTK_TYPE_WIDGET)

static guint signal_open;

/* ---- the card above the record ---- */

/* A duty that no move discharges is met by a record beside, or by a field of this one. */
static const char *
get_record_label (const SuyInboxItem *item)
{
  if (item->duty->move != NULL)
    return NULL;

  return item->duty->proof_reg != NULL ? _ ("Record it…") : _ ("Fill it in…");
}

static gboolean
has_place (const SuyInboxItem *item)
{
  return item->place_reg != NULL && item->place_reg->geometry != SUY_GEOMETRY_NONE;
}

static void
show_card (SuyDutyPane *self, const SuyInboxItem *item)
{
  g_autofree char *why = suy_inbox_entry_get_why (self->entry);
  g_autofree char *due = suy_inbox_words_get_due (item);
  const char *class = suy_inbox_words_get_due_class (item), *label = get_record_label (item);

  gtk_label_set_text (self->what, suy_inbox_words_get_what (item));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->what), suy_inbox_words_get_what (item));
  gtk_label_set_text (self->why, why);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->why), why);
  gtk_label_set_text (self->due, due);
  gtk_widget_set_visible (GTK_WIDGET (self->due), item->due != SUY_CLOCK_NEVER);
  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "due-late");
  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "due-soon");
  if (class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->due), class);
  gtk_widget_set_visible (self->record_button, label != NULL);
  gtk_widget_set_sensitive (self->record_button, !suy_workspace_is_read_only (self->workspace));
  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (self->record_button), label);
  gtk_widget_set_visible (self->open_button, item->reg != NULL);
  gtk_widget_set_visible (self->map_button, has_place (item) && item->place_reg != item->move_reg);
}

/* ---- the record ---- */

static const char *
get_page (const SuyInboxItem *item)
{
  if (item == NULL || item->move_reg == NULL)
    return item == NULL ? "nothing" : "routine";
  if (g_str_equal (item->move_reg->name, "problem"))
    return "case";

  return g_str_equal (item->move_reg->name, "rectification_item") ? "item" : "record";
}

/* The view of that page, NULL where it has none. */
static SuySheet *
get_sheet (SuyDutyPane *self, const char *page)
{
  return g_str_equal (page, "case")     ? self->case_view
         : g_str_equal (page, "item")   ? self->item_view
         : g_str_equal (page, "record") ? self->record_view
                                        : NULL;
}

static void
show_record (SuyDutyPane *self, const SuyInboxItem *item)
{
  const char *page = get_page (item);
  SuySheet *sheet = get_sheet (self, page);
  SuySheet *const sheets[] = { self->case_view, self->item_view, self->record_view };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    suy_sheet_set_record (sheets[i], self->workspace, sheets[i] == sheet ? item->move_reg : NULL,
                          sheets[i] == sheet ? item->move_id : 0);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static const SuyInboxItem *
item_of (SuyInboxEntry *entry)
{
  return entry == NULL ? NULL : suy_inbox_entry_get_item (entry);
}

static gboolean
is_same (const SuyInboxItem *a, const SuyInboxItem *b)
{
  return a != NULL && b != NULL && a->reg == b->reg && a->id == b->id && a->duty == b->duty;
}

void
suy_duty_pane_show (SuyDutyPane *self, SuyWorkspace *workspace, SuyInboxEntry *entry)
{
  const SuyInboxItem *item = item_of (entry);
  gboolean same = workspace == self->workspace && is_same (item_of (self->entry), item);
  SuyMoveBar *moves;

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->entry, entry);
  gtk_widget_set_visible (self->card, item != NULL);
  if (item != NULL)
    show_card (self, item);
  if (same)
    return;
  show_record (self, item);
  moves = suy_duty_pane_get_moves (self);
  if (moves != NULL && item->duty->move != NULL)
    suy_move_bar_press (moves, item->duty->move);
}

SuyMoveBar *
suy_duty_pane_get_moves (SuyDutyPane *self)
{
  SuySheet *sheet = get_sheet (self, get_page (item_of (self->entry)));

  return sheet == NULL ? NULL : suy_sheet_get_moves (sheet);
}

/* ---- what the person does ---- */

/* What the tests of a duty's proof ask for is filled in. */
static void
fill_proof (const SuyDuty *duty, SuyRecord *draft, SuyWorkspace *workspace)
{
  const SuyRegister *reg = suy_record_get_register (draft);
  const SuyField *on = suy_register_find (reg, duty->proof_on);

  if (on != NULL && on->type == SUY_FIELD_DATE)
    suy_record_set_text (draft, duty->proof_on, suy_workspace_get_today (workspace));
  for (guint i = 0; duty->proof_tests != NULL && i < duty->proof_tests->len; i++)
    {
      const SuyDutyTest *test = &g_array_index (duty->proof_tests, SuyDutyTest, i);

      if (!test->differs && suy_register_find (reg, test->field) != NULL)
        suy_record_set_text (draft, test->field, test->values[0]);
    }
}

/* What it is about stands in the title, and its case, unit and person are those of the new record:
 * a link is copied into one to the same register that has its name, or is the only one. */
static void
fill_subject (SuyDutyPane *self, const SuyInboxItem *item, SuyRecord *draft)
{
  static const char *const pairs[][2] = { { "problem", "problem" },
                                          { "responsible_unit", "to_unit" },
                                          { "responsible_person", "to_person" } };
  const SuyRegister *reg = suy_record_get_register (draft);
  g_autoptr (SuyRecord) subject =
      item->reg == NULL
          ? NULL
          : suy_store_get (suy_workspace_get_store (self->workspace), item->reg, item->id, NULL);
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), suy_inbox_words_get_what (item),
                                            suy_inbox_words_get_object (item));

  if (reg->title != NULL)
    suy_record_set_text (draft, reg->title->name,
                         item->reg == NULL ? suy_inbox_words_get_what (item) : title);
  for (guint i = 0; subject != NULL && i < G_N_ELEMENTS (pairs); i++)
    if (suy_register_find (item->reg, pairs[i][0]) != NULL &&
        suy_register_find (reg, pairs[i][1]) != NULL &&
        suy_record_get_integer (subject, pairs[i][0]) != 0)
      suy_record_set_integer (draft, pairs[i][1], suy_record_get_integer (subject, pairs[i][0]));
}

SuyRecordForm *
suy_duty_pane_record (SuyDutyPane *self)
{
  const SuyInboxItem *item = item_of (self->entry);
  const SuyRegister *reg;
  g_autoptr (SuyRecord) draft = NULL;

  if (item == NULL || item->duty->move != NULL)
    return NULL;
  if (item->duty->proof_reg == NULL)
    return suy_record_dialog_show (GTK_WIDGET (self), self->workspace, item->reg, item->id, NULL);

  reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), item->duty->proof_reg);
  if (reg == NULL)
    return NULL;
  draft = suy_record_new (reg);
  fill_proof (item->duty, draft, self->workspace);
  if (item->duty->proof_link != NULL)
    suy_record_set_integer (draft, item->duty->proof_link, item->id);
  fill_subject (self, item, draft);

  return suy_record_dialog_show_draft (GTK_WIDGET (self), self->workspace, draft);
}

gboolean
suy_duty_pane_show_on_map (SuyDutyPane *self)
{
  const SuyInboxItem *item = item_of (self->entry);
  gboolean placed = item != NULL && has_place (item);

  if (placed)
    suy_book_show_on_map (GTK_WIDGET (self), item->place_reg, item->place_id);

  return placed;
}

static void
on_map_clicked (SuyDutyPane *self)
{
  suy_duty_pane_show_on_map (self);
}

static void
on_record_clicked (SuyDutyPane *self)
{
  suy_duty_pane_record (self);
}

static void
on_open (GtkWidget *child, const char *layer, gint64 id, SuyDutyPane *self)
{
  g_signal_emit (self, signal_open, 0, layer, id);
}

static void
on_open_clicked (SuyDutyPane *self)
{
  const SuyInboxItem *item = item_of (self->entry);

  if (item != NULL && item->move_reg != NULL)
    g_signal_emit (self, signal_open, 0, item->move_reg->name, item->move_id);
}

/* ---- the widget ---- */

static void
suy_duty_pane_dispose (GObject *object)
{
  SuyDutyPane *self = SUY_DUTY_PANE (object);

  suy_book_drop_children (GTK_WIDGET (object));
  g_clear_object (&self->entry);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (suy_duty_pane_parent_class)->dispose (object);
}

static void
suy_duty_pane_class_init (SuyDutyPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_duty_pane_dispose;
  signal_open = g_signal_new ("open", SUY_TYPE_DUTY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  g_type_ensure (SUY_TYPE_CASE_VIEW);
  g_type_ensure (SUY_TYPE_LEDGER_ITEM);
  g_type_ensure (SUY_TYPE_RECORD_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/suyuan/Suyuan/suy-duty-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, card);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, case_view);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, due);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, item_view);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, map_button);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, open_button);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, record_button);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, record_view);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, what);
  gtk_widget_class_bind_template_child (widget_class, SuyDutyPane, why);
  gtk_widget_class_bind_template_callback (widget_class, on_map_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_record_clicked);
}

static void
suy_duty_pane_init (SuyDutyPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
