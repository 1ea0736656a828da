/* suy-ledger-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-ledger-item.h"

#include <glib/gi18n.h>

#include "suy-lamp-words.h"
#include "suy-ledger-checks.h"
#include "suy-level-label.h"
#include "suy-progress-cell.h"
#include "suy-record-dialog.h"
#include "suy-settings.h"
#include "suy-titles.h"

struct _SuyLedgerItem
{
  SuySheet parent_instance;

  GtkWidget *root, *case_button;
  GtkBox *lamp_box;
  GtkLabel *title, *summary, *explanation;
  GtkMenuButton *why_button;
  GtkFlowBox *stages;
  SuyLedgerChecks *checks;
  SuyMoveBar *moves;
  gint64 case_id;
};

G_DEFINE_FINAL_TYPE (SuyLedgerItem, suy_ledger_item, SUY_TYPE_SHEET)

/* ---- stages ---- */

static void
add_stage (SuyLedgerItem *self, const char *name, gboolean met, gboolean current)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *bar = suy_progress_cell_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, "tooltip-text", name, NULL);
  GtkWidget *state = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "label",
                                   met       ? _ ("Met")
                                   : current ? _ ("Under way")
                                             : _ ("Not begun"),
                                   NULL);

  suy_progress_cell_set (SUY_PROGRESS_CELL (bar), met ? 10000 : 0, -1, NULL, FALSE);
  gtk_widget_add_css_class (state, "dim-label");
  gtk_widget_add_css_class (state, "suy-tiny");
  gtk_widget_set_size_request (box, 150, -1);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), state);
  gtk_flow_box_insert (self->stages, box, -1);
}

static void
show_stages (SuyLedgerItem *self, const SuyRecord *record)
{
  g_auto (GStrv) stages = suy_record_get_list (record, "stages");
  guint met = (guint) suy_record_get_integer (record, "stages_met");
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (self->stages, 0)) != NULL)
    gtk_flow_box_remove (self->stages, GTK_WIDGET (child));
  for (guint i = 0; stages[i] != NULL; i++)
    add_stage (self, stages[i], i < met, i == met);
  gtk_widget_set_visible (GTK_WIDGET (self->stages), stages[0] != NULL);
}

/* ---- the header ---- */

static void
show_header (SuyLedgerItem *self, const SuyRecord *record)
{
  const char *lamp = suy_record_get_text (record, "lamp");
  const char *code = suy_record_get_text (record, "code");
  g_autofree char *name =
      suy_titles_of_record (suy_titles_of (suy_sheet_get_workspace (SUY_SHEET (self))), record);
  g_autofree char *title = g_strdup_printf ("%s %s", code == NULL ? "" : code, name);
  g_autofree char *summary =
      g_strdup_printf (_ ("Lag %d points = due %d − done %d"),
                       (int) (suy_record_get_integer (record, "lag_bp") / 100),
                       (int) (suy_record_get_integer (record, "scheduled_bp") / 100),
                       (int) (suy_record_get_integer (record, "actual_bp") / 100));
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->lamp_box));

  if (child != NULL)
    gtk_box_remove (self->lamp_box, child);
  if (lamp != NULL)
    gtk_box_append (self->lamp_box, suy_lamp_image_new (lamp, 24));
  gtk_label_set_text (self->title, g_strstrip (title));
  gtk_label_set_text (self->summary, lamp == NULL ? "" : summary);
  gtk_widget_set_visible (GTK_WIDGET (self->why_button), lamp != NULL);
  self->case_id = suy_record_get_integer (record, "problem");
  gtk_widget_set_visible (self->case_button, self->case_id != 0);
}

/* Reads the item anew: the day may be another since it was shown. */
static void
on_explain (SuyLedgerItem *self)
{
  SuySheet *sheet = SUY_SHEET (self);
  SuyWorkspace *workspace = suy_sheet_get_workspace (sheet);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecord) record =
      suy_store_get (suy_workspace_get_store (workspace), suy_sheet_get_register (sheet),
                     suy_sheet_get_id (sheet), &error);
  g_auto (GStrv) lines =
      record == NULL
          ? NULL
          : suy_lamp_words_explain (workspace, record, suy_settings_get_language (), &error);
  g_autofree char *text = lines == NULL ? g_strdup (error->message) : g_strjoinv ("\n", lines);

  gtk_label_set_text (self->explanation, text);
}

void
suy_ledger_item_explain (SuyLedgerItem *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->why_button)))
    gtk_menu_button_popup (self->why_button);
}

static void
suy_ledger_item_show (SuySheet *sheet, const SuyRecord *record)
{
  SuyLedgerItem *self = SUY_LEDGER_ITEM (sheet);

  show_header (self, record);
  show_stages (self, record);
  suy_ledger_checks_show (self->checks, suy_sheet_get_workspace (sheet), record);
}

/* ---- what the person does ---- */

/* Files are added where they are shown, in the form. */
static void
suy_ledger_item_ask_evidence (SuySheet *sheet, const char *kind)
{
  suy_record_form_show_files (
      suy_record_dialog_show (GTK_WIDGET (sheet), suy_sheet_get_workspace (sheet),
                              suy_sheet_get_register (sheet), suy_sheet_get_id (sheet), NULL));
}

static void
on_extend (SuyLedgerItem *self)
{
  SuyWorkspace *workspace = suy_sheet_get_workspace (SUY_SHEET (self));
  const SuyRegister *requests =
      suy_catalog_find (suy_workspace_get_catalog (workspace), "extension_request");
  g_autoptr (SuyRecord) draft = suy_record_new (requests);

  suy_record_set_integer (draft, "item", suy_sheet_get_id (SUY_SHEET (self)));
  if (self->case_id != 0 && suy_register_find (requests, "problem") != NULL)
    suy_record_set_integer (draft, "problem", self->case_id);
  suy_record_dialog_show_draft (GTK_WIDGET (self), workspace, draft);
}

static void
on_case_clicked (SuyLedgerItem *self)
{
  suy_sheet_open (SUY_SHEET (self), "problem", self->case_id);
}

/* ---- the widget ---- */

static void
suy_ledger_item_class_init (SuyLedgerItemClass *klass)
{
  static const char *const beside[] = { "acceptance", "attachment", "extension_request",
                                        "journal",    "lookback",   NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SuySheetClass *sheet_class = SUY_SHEET_CLASS (klass);

  sheet_class->beside = beside;
  sheet_class->show = suy_ledger_item_show;
  sheet_class->ask_evidence = suy_ledger_item_ask_evidence;

  g_type_ensure (SUY_TYPE_LEDGER_CHECKS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-ledger-item.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, case_button);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, checks);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, explanation);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, lamp_box);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, moves);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, root);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, stages);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, summary);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, title);
  gtk_widget_class_bind_template_child (widget_class, SuyLedgerItem, why_button);
  gtk_widget_class_bind_template_callback (widget_class, on_case_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_explain);
  gtk_widget_class_bind_template_callback (widget_class, on_extend);
}

static void
suy_ledger_item_init (SuyLedgerItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  suy_sheet_set_parts (SUY_SHEET (self), self->root, self->moves);
}
