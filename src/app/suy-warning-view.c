/* suy-warning-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-view.h"

#include <glib/gi18n.h>

#include "suy-book.h"
#include "suy-level-label.h"
#include "suy-settings.h"
#include "suy-steps.h"
#include "suy-titles.h"
#include "suy-warning-words.h"

struct _SuyWarningView
{
  SuyRecordView parent_instance;

  SuyWarningRow *row; /* (nullable): while it is shown */

  GtkLabel *fact, *turn, *back_note;
  SuyStepper *stepper;
};

G_DEFINE_FINAL_TYPE (SuyWarningView, suy_warning_view, SUY_TYPE_RECORD_VIEW)

static guint signal_back;

static SuyWorkspace *
workspace_of (SuyWarningView *self)
{
  return suy_sheet_get_workspace (SUY_SHEET (self));
}

/* ---- the header ---- */

static void
show_due (SuyWarningView *self, const SuyWarningRow *row)
{
  const char *css;
  g_autofree char *due = suy_warning_words_due (workspace_of (self), row, &css);

  suy_record_view_set_due (SUY_RECORD_VIEW (self), due, *css == '\0' ? NULL : css,
                           row->due == NULL ? "" : _ ("Due"));
}

static void
show_turn (SuyWarningView *self, const SuyWarningRow *row)
{
  g_autofree char *fact = suy_warning_words_fact (workspace_of (self), row);
  g_autofree char *turn = suy_warning_words_turn (workspace_of (self), row);
  g_autofree char *duty = suy_warning_words_duty (workspace_of (self), row);
  g_autofree char *text =
      row->move == NULL ? g_strdup ("") : g_strdup_printf (_ ("To act: %s, %s"), turn, duty);
  const char *back = !row->is_back || row->move == NULL ? ""
                     : row->is_unanswered
                         ? _ ("The metric is back; nobody has acknowledged it in time.")
                         : _ ("The metric is back: it can be claimed and verified.");

  if (!row->is_back && row->is_unanswered)
    back = _ ("Nobody has acknowledged it in time: the next level has been told too.");
  gtk_label_set_text (self->fact, fact);
  gtk_label_set_text (self->turn, text);
  gtk_widget_set_visible (GTK_WIDGET (self->turn), *text != '\0');
  gtk_label_set_text (self->back_note, back);
  gtk_widget_set_visible (GTK_WIDGET (self->back_note), *back != '\0');
}

/* ---- facts and records ---- */

static void
add_link (SuyWarningView *self,
          SuyFactsGrid *facts,
          const SuyRegister *reg,
          const SuyRecord *record)
{
  g_autofree char *title = suy_titles_of_record (suy_titles_of (workspace_of (self)), record);

  suy_facts_grid_add_link (facts, suy_label_get (&reg->one, suy_settings_get_language ()), title,
                           reg, suy_record_get_id (record));
}

/* Records that name the warning: what was done for it, the problem it gave rise to. */
static void
add_records (SuyWarningView *self, SuyFactsGrid *facts, const char *name)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace_of (self)), name);
  g_autoptr (GPtrArray) linked =
      reg == NULL ? NULL
                  : suy_workspace_get_linked (workspace_of (self), reg, "warning",
                                              suy_sheet_get_id (SUY_SHEET (self)), NULL);

  for (guint i = 0; linked != NULL && i < linked->len; i++)
    add_link (self, facts, reg, linked->pdata[i]);
}

static void
add_object (SuyWarningView *self, SuyFactsGrid *facts, const SuyWarningRow *row)
{
  g_autoptr (SuyRecord) object = row->object_reg == NULL
                                     ? NULL
                                     : suy_store_get (suy_workspace_get_store (workspace_of (self)),
                                                      row->object_reg, row->object, NULL);

  if (object != NULL)
    add_link (self, facts, row->object_reg, object);
}

static void
suy_warning_view_add_facts (SuyRecordView *view, SuyFactsGrid *facts, const SuyRecord *record)
{
  static const char *const fields[] = { "level",
                                        "indicator",
                                        "indicator_version",
                                        "value",
                                        "threshold",
                                        "triggered_at",
                                        "township",
                                        "responsible_unit",
                                        "action_kind",
                                        "action_due",
                                        "report",
                                        "manual_reason",
                                        "closed_at",
                                        "on_time",
                                        "previous",
                                        "note",
                                        NULL };

  SuyWarningView *self = SUY_WARNING_VIEW (view);

  add_object (self, facts, self->row);
  suy_facts_grid_add_fields (facts, workspace_of (self), record, fields);
  add_records (self, facts, "action_record");
  add_records (self, facts, "problem");
}

/* ---- the whole ---- */

static void
suy_warning_view_show (SuySheet *sheet, const SuyRecord *record)
{
  SuyWarningView *self = SUY_WARNING_VIEW (sheet);
  g_autoptr (GError) error = NULL;

  self->row = suy_workspace_get_warning (workspace_of (self), suy_record_get_id (record), &error);
  if (self->row == NULL)
    {
      suy_book_tell_error (GTK_WIDGET (self), error);
      return;
    }
  SUY_SHEET_CLASS (suy_warning_view_parent_class)->show (sheet, record);
  suy_record_view_set_sign (SUY_RECORD_VIEW (self),
                            suy_level_image_new (suy_lamp_get_level_name (self->row->level), 32));
  show_due (self, self->row);
  show_turn (self, self->row);
  suy_steps_show (self->stepper, workspace_of (self), record);
  g_clear_pointer (&self->row, suy_warning_row_free);
}

static void
on_back_clicked (SuyWarningView *self)
{
  g_signal_emit (self, signal_back, 0);
}

/* ---- the widget ---- */

static void
suy_warning_view_class_init (SuyWarningViewClass *klass)
{
  static const char *const beside[] = { "action_record", "attachment", "evaluation",
                                        "journal",       "problem",    NULL };
  static const char *const subtitle[] = { "code", "indicator", "township", "triggered_at", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  SUY_SHEET_CLASS (klass)->beside = beside;
  SUY_SHEET_CLASS (klass)->show = suy_warning_view_show;
  SUY_RECORD_VIEW_CLASS (klass)->subtitle = subtitle;
  SUY_RECORD_VIEW_CLASS (klass)->add_facts = suy_warning_view_add_facts;
  signal_back = g_signal_new ("back", SUY_TYPE_WARNING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);

  g_type_ensure (SUY_TYPE_STEPPER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/suyuan/Suyuan/suy-warning-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SuyWarningView, back_note);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningView, fact);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningView, stepper);
  gtk_widget_class_bind_template_child (widget_class, SuyWarningView, turn);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
}

static void
suy_warning_view_init (SuyWarningView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  suy_record_view_set_side_width (SUY_RECORD_VIEW (self), 320);
}
